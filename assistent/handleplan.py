"""The living plan: frozen types of a Handleplan that is kept, changed and followed up.

A plan is one immutable whole; every change makes a new one, kept as the next version. Lines have
ids of their own, so that readings, adjustments and decisions stay with a line whose words change.
Dates are ISO 8601 (2026-11-26), times ISO 8601 in UTC.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from assistent.datamodels import Element, Henvisning, Modsigelse, Oprindelse

PlanStatus = Literal["udkast", "godkendt", "afsluttet"]
PlanOphav = Literal["note", "kilde", "forslag", "mangler", "person"]
"""Where a line comes from: as in a draft, or a person wrote it in the plan."""
Beslutning = Literal["fortsaet", "juster", "afslut"]
Forloebsart = Literal["gruppeforloeb", "individuelt", "refleksionsforloeb"]
Forskelsart = Literal["ny", "fjernet", "aendret"]


def new_id() -> str:
    """A fresh id for a line or an entry: 8 hexadecimal digits."""
    return secrets.token_hex(4)


@dataclass(frozen=True)
class Planlinje:
    """One line of a kept plan.

    ``afstemt`` is the date on which the parties settled what it means, or empty. ``konflikt`` is
    what somebody else wrote in its place at the same time, until a person chooses.
    """

    id: str
    tekst: str
    ophav: PlanOphav
    henvisninger: tuple[Henvisning, ...] = ()
    afstemt: str = ""
    konflikt: str = ""


@dataclass(frozen=True)
class Laesning:
    """What an agreement means for one party on Monday morning, in that party's own words."""

    part: str
    tekst: str
    tid: str = ""


@dataclass(frozen=True)
class Forventning:
    """The parties' readings of the line ``linje``."""

    linje: str
    laesninger: tuple[Laesning, ...] = ()


@dataclass(frozen=True)
class Justering:
    """A quick adjustment: what is changed, why and from when.

    ``linje`` is the line it put into the plan; ``i_stedet_for`` the text it replaced, or empty.
    ``droeftet`` is the date of the meeting where it was taken up, or empty.
    """

    id: str
    linje: str
    hvad: str
    hvorfor: str
    fra: str
    hvem: str
    tid: str = ""
    i_stedet_for: str = ""
    droeftet: str = ""


@dataclass(frozen=True)
class Aflysning:
    """A day on which the ressourcepædagog did not come, and what was done instead."""

    id: str
    dato: str
    grund: str
    i_stedet: str
    hvem: str


@dataclass(frozen=True)
class Maalstatus:
    """What is decided of a goal at a follow-up, on the signs that were seen."""

    linje: str
    tegn: str
    beslutning: Beslutning
    dato: str
    hvem: str


@dataclass(frozen=True)
class Kortpunkt:
    """One strategy on the card for the wall: what I do, what I say, what I look for."""

    linje: str
    goer: str
    siger: str = ""
    tegn: str = ""


@dataclass(frozen=True)
class Kalender:
    """The dates of a forløb: when it ends, when it is followed up, which days the rp comes.

    ``rytme_dage`` is the number of days between follow-ups, 0 where it is not agreed. ``rp_dage``
    are weekdays, Monday is 0.
    """

    start: str = ""
    slut: str = ""
    naeste: str = ""
    rytme_dage: int = 0
    rp_dage: tuple[int, ...] = ()


@dataclass(frozen=True)
class Kendetegn:
    """What kind of forløb it is; what nobody has said is empty.

    ``omraader`` and ``anvendelser`` are ids of vidensbasen's problem areas and uses.
    """

    art: Forloebsart | Literal[""] = ""
    omraader: tuple[str, ...] = ()
    anvendelser: tuple[str, ...] = ()


@dataclass(frozen=True)
class Handleplan:
    """A plan with everything that belongs to it."""

    titel: str
    status: PlanStatus = "udkast"
    elementer: Mapping[Element, tuple[Planlinje, ...]] = field(default_factory=dict)
    oevrige_noter: tuple[str, ...] = ()
    spoergsmaal: tuple[str, ...] = ()
    modsigelser: tuple[Modsigelse, ...] = ()
    forventninger: tuple[Forventning, ...] = ()
    justeringer: tuple[Justering, ...] = ()
    aflysninger: tuple[Aflysning, ...] = ()
    maalstatus: tuple[Maalstatus, ...] = ()
    kort: tuple[Kortpunkt, ...] = ()
    kalender: Kalender = Kalender()
    udfald: str = ""
    oprindelse: Oprindelse | None = None
    kendetegn: Kendetegn = Kendetegn()

    def lines(self) -> dict[str, tuple[Element, Planlinje]]:
        """Every line by id, with the element it stands under."""
        return {line.id: (element, line) for element, own in self.elementer.items() for line in own}


@dataclass(frozen=True)
class Planversion:
    """A plan as it was kept: who changed it, when and why. ``nr`` counts from 1."""

    plan: str
    nr: int
    hvem: str
    tid: str
    hvorfor: str
    indhold: Handleplan


@dataclass(frozen=True)
class Planhaendelse:
    """A version without its content: what happened, by whom, when and why."""

    nr: int
    hvem: str
    tid: str
    hvorfor: str


@dataclass(frozen=True)
class Planpost:
    """A plan in the list of plans: its newest version without the content."""

    id: str
    titel: str
    status: PlanStatus
    nr: int
    tid: str
    hvem: str


@dataclass(frozen=True)
class Forskel:
    """One line that differs between two versions; ``foer`` or ``efter`` is empty for none.

    ``element`` is empty for what stands outside the eight elements (title, notes, card …), and then
    ``hvad`` names it.
    """

    art: Forskelsart
    element: Element | Literal[""]
    hvad: str
    foer: str
    efter: str


@dataclass(frozen=True)
class Sammenligning:
    """Two versions side by side."""

    foer: int
    efter: int
    forskelle: tuple[Forskel, ...]


@dataclass(frozen=True)
class Uenighed:
    """Where the readings of an agreement part: on what, what each party says, what to ask."""

    emne: str
    udsagn: tuple[tuple[str, str], ...]
    spoergsmaal: str


@dataclass(frozen=True)
class Afstemning:
    """The readings of one agreement laid side by side, and the questions that settle it."""

    linje: str
    aftale: str
    laesninger: tuple[Laesning, ...]
    uenigheder: tuple[Uenighed, ...]
    afstemt: str = ""


@dataclass(frozen=True)
class Begrebsspoergsmaal:
    """A word in the plan that people read differently, where it stands and what to ask."""

    begreb: str
    linjer: tuple[str, ...]
    forskellige_laesninger: tuple[str, ...]
    spoergsmaal: tuple[str, ...]
    henvisninger: tuple[Henvisning, ...] = ()


@dataclass(frozen=True)
class Brev:
    """A letter to the parents: its sections by name, and its LIX (Björnsson 1968)."""

    titel: str
    afsnit: Mapping[str, str]
    lix: float
    bemaerkninger: tuple[str, ...] = ()


@dataclass(frozen=True)
class Kontinuitet:
    """How steady the presence has been: planned days until today, cancelled ones, replaced ones."""

    planlagt: int
    aflyst: int
    erstattet: int
    laengste_ophold_dage: int


@dataclass(frozen=True)
class Planfil:
    """A plan, card, letter or calendar as a file."""

    navn: str
    indhold: bytes
