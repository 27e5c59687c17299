"""Read vidensbasen: the schema of its files, and messages that name the file and the line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from assistent.datamodels import Element
from assistent.errors import VidensbaseFejl

Alder = Literal["vuggestue", "boernehave"]
Omraade = Literal[
    "udvikling", "kontakt-adfaerd", "hoerelse-syn", "opmaerksomhed", "motorik", "tale-sprog"
]
Anvendelse = Literal[
    "observation",
    "rp-tovholder",
    "medarbejder-tovholder",
    "brandslukning",
    "sparring",
    "metodeafproevning",
    "foraeldresamarbejde",
]
Faglig = Literal["evalueringen", "fagligt forslag"]
Ident = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]*$")]
Tekst = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Liste = Annotated[tuple[Tekst, ...], Field(min_length=1)]


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Kildested(_Record):
    """Where a source says it: page and verbatim quote."""

    kilde: str = "evaluering-2017"
    side: int | None = None
    citat: Tekst


class Metode(_Record):
    """A pedagogical method."""

    id: Ident
    navn: Tekst
    alder: tuple[Alder, ...] = Field(min_length=1)
    omraader: tuple[Omraade, ...]
    anvendelser: tuple[Anvendelse, ...] = Field(min_length=1)
    ophav: Faglig
    kort: Tekst
    hvornaar: Liste
    trin: Liste
    hvem: dict[str, Tekst]
    naar_rp_ikke_er_der: Tekst
    tegn: Liste
    hensyn: Liste
    refleksion: Liste
    spoergsmaal: Liste
    henvisninger: tuple[Kildested, ...] = ()


class Forloeb(_Record):
    """A past plan, constructed, with what came of it."""

    id: Ident
    titel: Tekst
    konstrueret: bool
    forloeb: Literal["gruppeforloeb", "individuelt", "refleksionsforloeb"]
    alder: tuple[Alder, ...] = Field(min_length=1)
    omraader: tuple[Omraade, ...]
    anvendelser: tuple[Anvendelse, ...] = Field(min_length=1)
    udbytte: Literal["godt", "blandet", "ringe"]
    metoder: tuple[Ident, ...]
    situation: Tekst
    elementer: dict[Element, tuple[Tekst, ...]]
    justeringer: tuple[Tekst, ...]
    resultat: tuple[Tekst, ...]
    spoergsmaal: Liste


class Retningslinje(_Record):
    """A guideline; ``afsnit`` are (heading, text) pairs in order."""

    id: Ident
    titel: Tekst
    status: Tekst
    afsnit: tuple[tuple[str, str], ...] = Field(min_length=1)
    spoergsmaal: Liste
    henvisninger: tuple[Kildested, ...] = ()


class Begreb(_Record):
    """A professional concept and the readings people have of it."""

    id: Ident
    begreb: Tekst
    forklaring: Tekst
    laesninger: tuple[Tekst, ...] = ()
    afklar: tuple[Tekst, ...] = ()
    spoergsmaal: Liste
    ophav: Faglig
    henvisninger: tuple[Kildested, ...] = ()


class Forudsaetning(_Record):
    """One of the eleven conditions of success and the rules of its statuses."""

    id: Annotated[str, StringConstraints(pattern=r"^F([1-9]|1[01])$")]
    navn: Tekst
    ordlyd: tuple[Kildested, ...] = Field(min_length=1)
    forskel: str | None = None
    opfyldt: Tekst
    delvist: Tekst
    ikke_opfyldt: Tekst
    ikke_belyst: Tekst
    forslag: Liste
    spoergsmaal: Liste
    henvisninger: tuple[Kildested, ...]


class Raadslag(_Record):
    """What to take up at the meeting, and a sentence that could stand in the plan."""

    tag_op: Tekst
    forslag: Tekst


class Raad(_Record):
    """Advice for an element that is missing or half there."""

    nej: Raadslag
    delvist: Raadslag


class Elementregel(_Record):
    """One of the eight elements of a plan and the rules of its statuses."""

    id: Element
    navn: Tekst
    overskrifter: Liste
    forklaring: Tekst
    ja: Tekst
    delvist: Tekst
    nej: Tekst
    raad: Raad
    spoergsmaal: Liste
    henvisninger: tuple[Kildested, ...]


class Kategori(_Record):
    """A use of the resource function or a problem area, with everyday situations."""

    id: Omraade | Anvendelse
    navn: Tekst
    kort: Tekst
    situationer: Liste
    henvisninger: tuple[Kildested, ...] = ()


class Synonym(_Record):
    """The profession's word and the everyday words for it."""

    fag: Tekst
    hverdag: Liste


class Aabent(_Record):
    """An open question worth asking, and how it sounds when a situation has answered it."""

    id: Ident
    spoergsmaal: Tekst
    besvaret_af: Liste


class Situation(_Record):
    """A situation as a pædagog tells it, with the methods that fit, best first."""

    tekst: Tekst
    metoder: tuple[Ident, ...] = Field(min_length=1)
    omraader: tuple[Omraade, ...] = ()


class Udgave(_Record):
    """One of the contradicting versions."""

    vaerdi: Tekst
    side: int
    citat: Tekst


class Selvmodsigelse(_Record):
    """A place where a source contradicts itself."""

    id: Ident
    emne: Tekst
    kilde: str
    udgaver: tuple[Udgave, ...] = Field(min_length=2)
    forklaring: Tekst
    spoergsmaal: Liste


class KildeUdsagn(_Record):
    """A statement of fact with its quote, and questions that it answers.

    The embedder is trained on those in ``laert``, what judges an answer on the others.
    """

    tekst: Tekst
    side: int
    citat: Tekst
    laert: tuple[Tekst, ...] = ()
    spoergsmaal: tuple[Tekst, ...] = ()


class Passage(_Record):
    """The typical questions and the statements that belong to one passage of a source."""

    afsnit: str
    side: int
    start: Tekst
    spoergsmaal: tuple[Tekst, ...]
    udsagn: tuple[KildeUdsagn, ...]


class Ubesvaret(_Record):
    """A question that vidensbasen does not answer, though it may sound so, and why not."""

    tekst: Tekst
    hvorfor: str = ""


@dataclass(frozen=True)
class Emne:
    """What methods and past plans are wanted of; an empty field is no demand."""

    omraade: str = ""
    alder: str = ""
    anvendelse: str = ""

    @property
    def given(self) -> bool:
        """True when anything is demanded."""
        return bool(self.omraade or self.alder or self.anvendelse)

    def fits(self, record: Metode | Forloeb) -> bool:
        """True when ``record`` meets every demand."""
        pairs = (
            (self.omraade, record.omraader),
            (self.alder, record.alder),
            (self.anvendelse, record.anvendelser),
        )
        return all(not wanted or wanted in own for wanted, own in pairs)


@dataclass(frozen=True)
class Vidensbase:
    """All that vidensbasen holds, apart from the sources' own text (``kilder`` are their files)."""

    mappe: Path
    kilder: tuple[Path, ...] = ()
    metoder: tuple[Metode, ...] = ()
    forloeb: tuple[Forloeb, ...] = ()
    retningslinjer: tuple[Retningslinje, ...] = ()
    begreber: tuple[Begreb, ...] = ()
    forudsaetninger: tuple[Forudsaetning, ...] = ()
    elementer: tuple[Elementregel, ...] = ()
    anvendelser: tuple[Kategori, ...] = ()
    omraader: tuple[Kategori, ...] = ()
    synonymer: tuple[Synonym, ...] = ()
    spoergsmaal: tuple[Aabent, ...] = ()
    situationer: tuple[Situation, ...] = ()
    modsigelser: tuple[Selvmodsigelse, ...] = ()
    passager: tuple[tuple[str, Passage], ...] = ()
    tjeksignaler: tuple[Tjeksignal, ...] = ()
    uden_svar: tuple[Ubesvaret, ...] = ()


_FRONT = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)
_ITEM = re.compile(r"^(?:[-*]|\d+\.)\s+")
_CITE = re.compile(r"^(?P<kilde>[\w-]+)(?:, s\. (?P<side>\d+))?: »(?P<citat>.+)«$", re.DOTALL)
_METODE_SECTIONS = {
    "Kort": "kort",
    "Hvornår": "hvornaar",
    "Trin": "trin",
    "Hvem gør hvad": "hvem",
    "Når ressourcepædagogen ikke er der": "naar_rp_ikke_er_der",
    "Tegn på virkning": "tegn",
    "Hensyn og faldgruber": "hensyn",
    "Refleksionsspørgsmål": "refleksion",
    "Typiske spørgsmål": "spoergsmaal",
    "Henvisninger": "henvisninger",
}
_PLAN_SECTIONS: dict[str, str] = {
    "Problemstilling": "problemstilling",
    "Mål": "maal",
    "Strategier og metoder": "strategier",
    "Varighed": "varighed",
    "Opgavefordeling": "opgavefordeling",
    "Forældresamarbejde": "foraeldresamarbejde",
    "Hvordan vi følger op": "opfoelgning_hvordan",
    "Hvor tit vi følger op": "opfoelgning_hyppighed",
}
_PLAN_REST = {
    "Situationen": "situation",
    "Justeringer undervejs": "justeringer",
    "Hvad der kom ud af det": "resultat",
    "Typiske spørgsmål": "spoergsmaal",
}
_PARTIES = {
    "ressourcepædagogen": "rp",
    "stuens personale": "stuens_personale",
    "lederen": "leder",
    "forældrene": "foraeldre",
}

Model = TypeVar("Model", bound=_Record)


@dataclass(frozen=True)
class _Section:
    heading: str
    line: int
    body: str

    def items(self) -> list[str]:
        """The list items, each with its continuation lines joined."""
        found: list[str] = []
        for line in self.body.splitlines():
            text = line.strip()
            if _ITEM.match(text):
                found.append(_ITEM.sub("", text))
            elif text and found:
                found[-1] = f"{found[-1]} {text}"
            elif text:
                found.append(text)
        return found


def _fail(path: Path, line: int | None, reason: str) -> VidensbaseFejl:
    place = f"{path.name}, linje {line}" if line else path.name
    return VidensbaseFejl(f"Vidensbasen, {place}: {reason}")


def _parse_markdown(path: Path) -> tuple[dict[str, Any], list[_Section]]:
    text = path.read_text(encoding="utf-8")
    front = _FRONT.match(text)
    if front is None:
        raise _fail(path, 1, "filen skal begynde med et hoved mellem to linjer med ---.")
    try:
        head = yaml.load(front.group(1), Loader=_Loader)
    except yaml.YAMLError as error:
        raise _fail(path, _yaml_line(error), "hovedet kan ikke læses som YAML.") from error
    if not isinstance(head, dict):
        raise _fail(path, 2, "hovedet skal bestå af linjer som »navn: tekst«.")
    if head.get("id") != path.stem:
        raise _fail(path, 2, f"id skal være filens navn uden endelse: {path.stem}.")
    return head, list(_sections(text, front.end()))


def _sections(text: str, start: int) -> Iterator[_Section]:
    first = text.count("\n", 0, start) + 1
    heading, line, body = "", first, list[str]()
    for number, row in enumerate(text[start:].splitlines(), first):
        if row.startswith("## "):
            if heading:
                yield _Section(heading, line, "\n".join(body).strip())
            heading, line, body = row[3:].strip(), number, []
        else:
            body.append(row)
    if heading:
        yield _Section(heading, line, "\n".join(body).strip())


def _yaml_line(error: yaml.YAMLError) -> int | None:
    mark = getattr(error, "problem_mark", None)
    return None if mark is None else int(mark.line) + 1


def _citations(path: Path, section: _Section) -> list[dict[str, object]]:
    cites = []
    for item in section.items():
        match = _CITE.match(item)
        if match is None:
            raise _fail(
                path,
                section.line,
                f"henvisningen skal se sådan ud: kilde, s. 9: »citat«. Der står: {item[:60]}",
            )
        side = match["side"]
        cites.append(
            {
                "kilde": match["kilde"],
                "side": int(side) if side else None,
                "citat": match["citat"],
            }
        )
    return cites


def _validate(model: type[Model], data: object, path: Path, line: int | None) -> Model:
    try:
        return model.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"])
        raise _fail(path, line, f"feltet »{field}« er ikke rigtigt: {_reason(first)}.") from error


def _reason(error: Any) -> str:
    reasons = {
        "missing": "det mangler",
        "extra_forbidden": "det kendes ikke",
        "too_short": "det er tomt",
        "string_too_short": "det er tomt",
        "string_pattern_mismatch": "kun små bogstaver, tal og bindestreg",
    }
    kind = str(error["type"])
    if kind == "literal_error":
        return f"vælg en af {error['ctx']['expected'].replace(' or ', ' eller ')}"
    return reasons.get(kind, "værdien har en forkert form")


def _read_metode(path: Path) -> Metode:
    data, sections = _parse_markdown(path)
    for section in sections:
        field = _METODE_SECTIONS.get(section.heading)
        if field is None:
            raise _fail(path, section.line, f"overskriften »{section.heading}« kendes ikke.")
        if field in ("kort", "naar_rp_ikke_er_der"):
            data[field] = " ".join(section.body.split())
        elif field == "hvem":
            data[field] = dict(_party(path, section, item) for item in section.items())
        elif field == "henvisninger":
            data[field] = _citations(path, section)
        else:
            data[field] = section.items()
    return _validate(Metode, data, path, None)


def _party(path: Path, section: _Section, item: str) -> tuple[str, str]:
    name, colon, task = item.partition(":")
    key = _PARTIES.get(name.strip().lower())
    if not colon or key is None:
        known = ", ".join(party.capitalize() for party in _PARTIES)
        raise _fail(path, section.line, f"»Hvem gør hvad« skal have linjer for {known}.")
    return key, task.strip()


def _read_forloeb(path: Path) -> Forloeb:
    data, sections = _parse_markdown(path)
    elements: dict[str, list[str]] = {}
    for section in sections:
        if section.heading in _PLAN_SECTIONS:
            elements[_PLAN_SECTIONS[section.heading]] = section.items()
            continue
        field = _PLAN_REST.get(section.heading)
        if field is None:
            raise _fail(path, section.line, f"overskriften »{section.heading}« kendes ikke.")
        data[field] = " ".join(section.body.split()) if field == "situation" else section.items()
    data["elementer"] = elements
    data.setdefault("justeringer", [])
    data.setdefault("resultat", [])
    return _validate(Forloeb, data, path, None)


def _read_retningslinje(path: Path) -> Retningslinje:
    data, sections = _parse_markdown(path)
    parts = []
    for section in sections:
        if section.heading == "Typiske spørgsmål":
            data["spoergsmaal"] = section.items()
        elif section.heading == "Henvisninger":
            data["henvisninger"] = _citations(path, section)
        else:
            parts.append((section.heading, section.body))
    data["afsnit"] = parts
    return _validate(Retningslinje, data, path, None)


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """The fast loader where libyaml is there."""


def _records(path: Path, model: type[Model]) -> tuple[Model, ...]:
    if not path.exists():
        return ()
    try:
        text = path.read_text(encoding="utf-8")
        data = yaml.load(text, Loader=_Loader)
    except yaml.YAMLError as error:
        raise _fail(path, _yaml_line(error), "filen kan ikke læses som YAML.") from error
    if not isinstance(data, list):
        raise _fail(
            path, 1, "filen skal være en liste, hvor hvert punkt begynder med en bindestreg."
        )
    starts = [n for n, line in enumerate(text.splitlines(), 1) if line.startswith("- ")]
    lines = starts if len(starts) == len(data) else [None] * len(data)
    return tuple(_validate(model, item, path, line) for item, line in zip(data, lines, strict=True))


def _markdown(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.md")) if folder.is_dir() else []


def load(folder: Path, rules: Path) -> Vidensbase:
    """Read the knowledge in ``folder``.

    The rulebook (the elements, the conditions, the uses and the areas) is taken from ``rules``,
    the shipped folder, where ``folder`` has none of its own: the jobs need it even when a
    municipality starts from an empty knowledge base. Raises VidensbaseFejl, with file and line.
    """

    def rulebook(name: str) -> Path:
        return folder / name if (folder / name).exists() else rules / name

    passages = tuple(
        (path.stem, passage)
        for path in sorted((folder / "udsagn").glob("*.yaml"))
        for passage in _records(path, Passage)
    )
    return Vidensbase(
        mappe=folder,
        kilder=tuple(_markdown(folder / "kilder")),
        metoder=tuple(_read_metode(path) for path in _markdown(folder / "metoder")),
        forloeb=tuple(_read_forloeb(path) for path in _markdown(folder / "handleplaner")),
        retningslinjer=tuple(
            _read_retningslinje(path) for path in _markdown(folder / "retningslinjer")
        ),
        begreber=_records(folder / "begreber.yaml", Begreb),
        forudsaetninger=_records(rulebook("forudsaetninger.yaml"), Forudsaetning),
        elementer=_records(rulebook("elementer.yaml"), Elementregel),
        anvendelser=_records(rulebook("anvendelser.yaml"), Kategori),
        omraader=_records(rulebook("omraader.yaml"), Kategori),
        synonymer=_records(rulebook("synonymer.yaml"), Synonym),
        spoergsmaal=_records(rulebook("spoergsmaal.yaml"), Aabent),
        situationer=tuple(
            situation
            for path in sorted((folder / "situationer").glob("*.yaml"))
            for situation in _records(path, Situation)
        ),
        modsigelser=_records(folder / "modsigelser.yaml", Selvmodsigelse),
        passager=passages,
        tjeksignaler=_records(rulebook("tjek-signaler.yaml"), Tjeksignal),
        uden_svar=_records(folder / "uden-svar.yaml", Ubesvaret),
    )


class Tjeksignal(_Record):
    """A sign in the language that the check looks for, with the phrases that show it."""

    id: Ident
    vendinger: Liste
