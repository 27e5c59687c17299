"""Frozen types that travel between the stages.

Field names are those of the machine interface (``dataclasses.asdict`` gives its objects), so a
field that is renamed here breaks callers outside the project.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NewType

Renset = NewType("Renset", str)
"""Text whose personal data has been masked. Only ``anonymise`` makes it."""

Element = Literal[
    "problemstilling",
    "maal",
    "strategier",
    "varighed",
    "opgavefordeling",
    "foraeldresamarbejde",
    "opfoelgning_hvordan",
    "opfoelgning_hyppighed",
]
ELEMENTER: tuple[Element, ...] = (
    "problemstilling",
    "maal",
    "strategier",
    "varighed",
    "opgavefordeling",
    "foraeldresamarbejde",
    "opfoelgning_hvordan",
    "opfoelgning_hyppighed",
)
FORUDSAETNINGER: tuple[str, ...] = tuple(f"F{n}" for n in range(1, 12))

Ophav = Literal["note", "kilde", "forslag", "mangler"]
ElementStatus = Literal["ja", "delvist", "nej"]
ForudsaetningStatus = Literal["opfyldt", "delvist", "ikke_opfyldt", "ikke_belyst"]
UddragArt = Literal[
    "tekst",
    "tabel",
    "fodnote",
    "metode",
    "handleplan",
    "retningslinje",
    "begreb",
    "kategori",
    "uden_svar",
]
"""What a passage is. Those of the last two kinds are never shown: they hold examples to judge by,
of the uses and problem areas, and of questions that vidensbasen does not answer."""
SKJULTE: frozenset[UddragArt] = frozenset(("kategori", "uden_svar"))
KornArt = Literal["uddrag", "saetning", "spoergsmaal", "udsagn"]


@dataclass(frozen=True)
class Henvisning:
    """One citation. ``citat`` is verbatim in ``kilde`` (white space apart)."""

    nr: int
    kilde: str
    titel: str
    side: int | None
    afsnit: str
    citat: str


@dataclass(frozen=True)
class Citatstykke:
    """A stretch of an Uddrag that may be quoted: it crosses no page break and no footnote mark.

    ``start`` and ``slut`` are offsets into ``Uddrag.tekst``; ``side`` is the page it stands on.
    """

    start: int
    slut: int
    side: int | None


@dataclass(frozen=True)
class Uddrag:
    """A passage: what search finds and what is opened beside the chat.

    ``id`` is derived from the content. ``tekst`` is what is shown; ``stykker`` are the stretches
    of it that may be quoted, in order. ``sti`` is the breadcrumb of headings above it.
    """

    id: str
    kilde: str
    titel: str
    side: int | None
    afsnit: str
    sti: tuple[str, ...]
    tekst: str
    art: UddragArt = "tekst"
    stykker: tuple[Citatstykke, ...] = ()


@dataclass(frozen=True)
class Udsagn:
    """A statement of fact in own words with the quote that carries it."""

    tekst: str
    side: int | None
    citat: str


@dataclass(frozen=True)
class Korn:
    """A grain of the index: something that a query can match, leading to its Uddrag.

    ``udsagn`` is set for grains of art "udsagn", and for questions that one answers; ``stykke`` is
    the sentence's offsets in the Uddrag's text for grains of art "saetning".
    """

    id: str
    uddrag_id: str
    art: KornArt
    tekst: str
    udsagn: Udsagn | None = None
    stykke: tuple[int, int] | None = None


@dataclass(frozen=True)
class Traef:
    """Why an Uddrag was found: the grain that matched and how well (cosine, words in 0..1)."""

    korn: Korn
    lighed: float
    ord: float


@dataclass(frozen=True)
class Fund:
    """A hit: the Uddrag, its fused score (higher is better, 0..1) and the grains behind it."""

    uddrag: Uddrag
    score: float
    traef: tuple[Traef, ...] = ()
    faelles_ord: tuple[str, ...] = ()


@dataclass(frozen=True)
class Oprindelse:
    """What a result was made with: engine, hash of the frames, fingerprint of the index, date."""

    motor: str
    prompts: str
    indeks: str
    dato: str


@dataclass(frozen=True)
class Svar:
    """The answer to a question. ``svar`` is Markdown; ``[1]`` refers to ``henvisninger``.

    ``sikkerhed`` is how likely it is that the best of it answers the question, 0..1.
    """

    svar: str
    afvist: bool
    henvisninger: tuple[Henvisning, ...]
    motor: str = "indbygget"
    bemaerkning: str = ""
    sikkerhed: float = 0.0
    oprindelse: Oprindelse | None = None


@dataclass(frozen=True)
class Strategi:
    """One proposed method, ready to be tried on Monday."""

    navn: str
    hvorfor: str
    trin: tuple[str, ...]
    hvem: Mapping[str, str]
    naar_rp_ikke_er_der: str
    tegn: tuple[str, ...]
    henvisninger: tuple[Henvisning, ...]
    metode: str = ""
    hensyn: tuple[str, ...] = ()
    ophav: str = ""


@dataclass(frozen=True)
class LignendeForloeb:
    """A past plan that resembles the situation."""

    kilde: str
    titel: str
    situation: str
    udbytte: str


@dataclass(frozen=True)
class Ideer:
    """Two or three strategies for a situation, with the questions worth asking first."""

    omraader: tuple[str, ...]
    anvendelser: tuple[str, ...]
    strategier: tuple[Strategi, ...]
    spoergsmaal: tuple[str, ...]
    lignende_forloeb: tuple[LignendeForloeb, ...]
    indledning: str = ""
    bemaerkning: str = ""
    oprindelse: Oprindelse | None = None


@dataclass(frozen=True)
class Linje:
    """One line of a plan and where it comes from."""

    tekst: str
    ophav: Ophav
    henvisninger: tuple[Henvisning, ...] = ()


@dataclass(frozen=True)
class Modsigelse:
    """Two note sentences that cannot both hold; never resolved silently."""

    emne: str
    citater: tuple[str, ...]
    spoergsmaal: str


@dataclass(frozen=True)
class Udkast:
    """A draft plan: the eight elements in order, what is missing, and what to ask.

    ``oevrige_noter`` keeps each note sentence that fits no element, so that nothing is lost.
    """

    handleplan: Mapping[Element, tuple[Linje, ...]]
    mangler: tuple[Element, ...]
    spoergsmaal: tuple[str, ...]
    modsigelser: tuple[Modsigelse, ...]
    oevrige_noter: tuple[str, ...] = ()
    bemaerkning: str = ""
    oprindelse: Oprindelse | None = None


@dataclass(frozen=True)
class ElementTjek:
    """The judgement of one element of a plan.

    ``sikkerhed`` is calibrated, 0..1. ``anden`` is the second-best reading where the check is in
    doubt and a person must read for oneself, else None. ``forslag`` is a sentence for the plan,
    ``spoergsmaal`` one for the meeting; both empty where all is well.
    """

    status: ElementStatus
    citat: str
    raad: str
    sikkerhed: float = 1.0
    anden: ElementStatus | None = None
    forslag: str = ""
    spoergsmaal: str = ""


@dataclass(frozen=True)
class ForudsaetningTjek:
    """The judgement of one condition; ``sikkerhed``, ``anden`` and the rest as in ElementTjek."""

    status: ForudsaetningStatus
    citat: str
    begrundelse: str
    raad: str
    sikkerhed: float
    henvisninger: tuple[Henvisning, ...] = ()
    anden: ForudsaetningStatus | None = None
    forslag: str = ""
    spoergsmaal: str = ""


@dataclass(frozen=True)
class Dagsordenspunkt:
    """A point for the next meeting: ``id`` is the element or condition that it comes from."""

    id: str
    emne: str
    hvorfor: str
    spoergsmaal: str
    forslag: str = ""


@dataclass(frozen=True)
class Tjek:
    """The check of a whole plan. ``dagsorden`` is at most five points for the next meeting."""

    elementer: Mapping[Element, ElementTjek]
    forudsaetninger: Mapping[str, ForudsaetningTjek]
    opsummering: str
    bemaerkning: str = ""
    oprindelse: Oprindelse | None = None
    dagsorden: tuple[Dagsordenspunkt, ...] = ()


@dataclass(frozen=True)
class Tjekforskel:
    """One judgement in an earlier and a later version of a plan; ``id`` as in Dagsordenspunkt."""

    id: str
    foer: str
    nu: str
    citat_foer: str
    citat_nu: str


@dataclass(frozen=True)
class Maskering:
    """One stretch of personal data: offsets into the input and what replaces it."""

    start: int
    slut: int
    type: str
    erstatning: str


@dataclass(frozen=True)
class Rensning:
    """A text with its personal data masked, and what was found."""

    tekst: Renset
    fund: tuple[Maskering, ...] = field(default=())


@dataclass(frozen=True)
class Fundgruppe:
    """Masks that say the same of the same, as one line for a person to judge.

    ``original`` is what they hide, empty where that is forgotten; ``pletter`` are their numbers
    among all masks of the text, from 0.
    """

    nr: int
    type: str
    erstatning: str
    original: str
    pletter: tuple[int, ...]


@dataclass(frozen=True)
class Del:
    """One part of the running system, tested."""

    navn: str
    ok: bool
    besked: str


@dataclass(frozen=True)
class Status:
    """The health of the system."""

    dele: tuple[Del, ...]
    dokumenter: int
    uddrag: int
    motor: str
    indlejring: str


@dataclass(frozen=True)
class Indlaesning:
    """What became of one document on its way in."""

    fil: str
    id: str
    status: Literal["ny", "aendret", "uaendret", "afvist"]
    uddrag: int
    besked: str


@dataclass(frozen=True)
class Indlaesninger:
    """What became of all documents of one intake; ``forsvundne`` are gone from their folder."""

    dokumenter: tuple[Indlaesning, ...]
    forsvundne: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sletning:
    """The receipt of an erasure: what was removed, and the files where something still stands."""

    dokument: str
    tidspunkt: str
    uddrag: int
    filer_gennemsoegt: int
    rester: tuple[str, ...]
    kvittering: str


@dataclass(frozen=True)
class Dokument:
    """A document on its way in: Markdown with ``<!-- side N -->`` marks where it has pages."""

    id: str
    titel: str
    tekst: str
    art: UddragArt = "tekst"


@dataclass(frozen=True)
class Dokumentpost:
    """A document as it is kept: masked, with what is needed to know it again.

    ``aftryk`` is a hash of the file and of the lists it was masked by, ``mappe`` one of the folder
    it came from, ``skitse`` a sketch for near-duplicates, ``modtaget`` an ISO 8601 time. ``fund``
    are the masks by their places in the text, kept while it waits; ``rettet`` is True once a
    person has corrected them.
    """

    dokument: Dokument
    aftryk: str = ""
    mappe: str = ""
    modtaget: str = ""
    skitse: tuple[int, ...] = ()
    fund: tuple[Maskering, ...] = ()
    rettet: bool = False
    bemaerkning: str = ""


@dataclass(frozen=True)
class Korpus:
    """What the index holds: the passages and the grains that lead to them."""

    uddrag: tuple[Uddrag, ...]
    korn: tuple[Korn, ...]


Opgave = Literal["spoerg", "ideer", "udkast", "tjek", "samtale"]
"""The four jobs, and talk that is none of them (a greeting, thanks, "hvad kan du?")."""


@dataclass(frozen=True)
class Tur:
    """One turn of a conversation. ``tekst`` is Markdown; ``[1]`` refers to ``henvisninger``.

    ``tid`` is ISO 8601 with zone.
    """

    rolle: Literal["bruger", "assistent"]
    tekst: str
    opgave: Opgave = "samtale"
    henvisninger: tuple[Henvisning, ...] = ()
    tid: str = ""


@dataclass(frozen=True)
class Hukommelse:
    """What a conversation remembers, so that "uddyb nr. 2" and "tjek den" have something to mean.

    ``situation`` is the last situation told, ``plantekst`` the last plan pasted or drafted.
    """

    sidste: Opgave = "samtale"
    situation: str = ""
    spoergsmaal: str = ""
    plantekst: str = ""
    svar: Svar | None = None
    ideer: Ideer | None = None
    udkast: Udkast | None = None
    tjek: Tjek | None = None


@dataclass(frozen=True)
class Samtale:
    """A conversation as it is kept on the server."""

    id: str
    ture: tuple[Tur, ...] = ()
    hukommelse: Hukommelse = Hukommelse()


@dataclass(frozen=True)
class Parathed:
    """How far the vectors are: ``faerdige`` of ``alle`` grains; equal when all are there."""

    faerdige: int
    alle: int
