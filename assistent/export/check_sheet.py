"""A check as a sheet: all that is shown of it in words, before it becomes a file.

Nothing in it is added up or ranked: a check is no mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from assistent.datamodels import (
    ELEMENTER,
    FORUDSAETNINGER,
    Dagsordenspunkt,
    ElementTjek,
    ForudsaetningTjek,
    Tjek,
)
from assistent.export.sheet import Tabel
from assistent.export.sources import Sources
from assistent.export.texts import Words, one_line, printable
from assistent.prompts import Frames

FILE, CHECK = "tjekrapport", "tjek"
FARVER: Mapping[str, str] = {
    "ja": "7DB8DE",
    "opfyldt": "7DB8DE",
    "delvist": "F4D04E",
    "nej": "E07B4F",
    "ikke_opfyldt": "E07B4F",
    "ikke_belyst": "F1EFEA",
}
"""The colour behind each status. They stay apart for the colour-blind, and dark text on them has a
contrast of more than 4.5."""
_MOST_POINTS = 5
_WIDTHS = (2.6, 1.7, 3.5, 4.2)
STATUS = 1
"""The column of the statuses in the table of the elements, from 0."""
# The Danish alphabet ends in æ, ø, å.
_LETTERS = str.maketrans("æøå", "{|}")


@dataclass(frozen=True)
class Felt:
    """A text under its own small name; ``maerke`` says where it comes from."""

    navn: str
    tekst: str
    maerke: str = ""


@dataclass(frozen=True)
class Punkt:
    """A point for the next meeting."""

    overskrift: str
    hvorfor: str
    felter: tuple[Felt, ...]


@dataclass(frozen=True)
class Vurdering:
    """The judgement of one element or condition.

    ``status`` is a sign and words, ``farve`` the colour behind them (RRGGBB). ``citat`` is the
    plan's words as they are, ``citeret`` the same in quotation marks.
    """

    id: str
    navn: str
    status: str
    farve: str
    citat: str
    citeret: str
    begrundelse: str
    raad: str
    laes_selv: str
    felter: tuple[Felt, ...]


@dataclass(frozen=True)
class Tjekark:
    """A check with all its words. ``elementtabel`` has a row for each of ``elementer``, and
    ``beskrivelse`` says what it shows."""

    titel: str
    dato: str
    ai: str
    ikke_karakter: str
    opsummering: str
    bemaerkning: str
    dagsorden: tuple[Punkt, ...]
    elementer: tuple[Vurdering, ...]
    forudsaetninger: tuple[Vurdering, ...]
    kilder: tuple[str, ...]
    overskrifter: Mapping[str, str]
    elementtabel: Tabel
    beskrivelse: str


def check_sheet(check: Tjek, plan: str, names: Mapping[str, str], frames: Frames) -> Tjekark:
    """The check of the plan called ``plan`` as a sheet, free of what a file cannot hold.

    ``names`` tells what the elements and the conditions are called.
    """
    words, shared = Words(frames, FILE), Words(frames)
    judge = Judge(names, frames)
    made = check.oprindelse.dato if check.oprindelse else ""
    called = one_line(printable(plan))
    points = enumerate(check.dagsorden[:_MOST_POINTS], 1)
    elements = tuple(judge.elements(check))
    return Tjekark(
        titel=words.text("titel", plan=called) if called else words.text("titel_uden_navn"),
        dato=shared.date(made),
        ai=shared.text("ai"),
        ikke_karakter=words.text("ikke_karakter"),
        opsummering=printable(check.opsummering).strip(),
        bemaerkning=printable(check.bemaerkning).strip(),
        dagsorden=tuple(judge.point(number, point) for number, point in points),
        elementer=elements,
        forudsaetninger=tuple(judge.conditions(check)),
        kilder=tuple(judge.sources.listed()),
        overskrifter=words.map("overskrifter"),
        elementtabel=_table(elements, words, shared.text("tom_celle")),
        beskrivelse=words.text("elementer_beskrivelse"),
    )


def _table(elements: Iterable[Vurdering], words: Words, none: str) -> Tabel:
    rows = (
        (e.navn, e.status, e.citeret, "\n".join(filter(None, (e.laes_selv, e.raad))))
        for e in elements
    )
    told = tuple(tuple(cell or none for cell in row) for row in rows)
    return Tabel(words.list("elementer_hoved"), told, _WIDTHS)


class Judge:
    """Puts the judgements of one check into words; its sources are numbered as they are met."""

    def __init__(self, names: Mapping[str, str], frames: Frames) -> None:
        self.sources = Sources(Words(frames))
        self._names = names
        self._words = Words(frames, FILE)
        self._shared = Words(frames)
        self._labels = self._words.map("felter")
        self._signs = self._words.map("tegn")
        self._element_words = frames.named(CHECK, "elementstatus")
        self._condition_words = frames.named(CHECK, "forudsaetningsstatus")

    def elements(self, check: Tjek) -> Iterator[Vurdering]:
        """The elements that the check judges, in the order of a plan."""
        for ident in ELEMENTER:
            if ident in check.elementer:
                entry = check.elementer[ident]
                yield self._judged(ident, self._names[ident], entry, self._element_words)

    def conditions(self, check: Tjek) -> Iterator[Vurdering]:
        """The conditions that the check judges, F1 first."""
        for ident in FORUDSAETNINGER:
            if ident in check.forudsaetninger:
                entry = check.forudsaetninger[ident]
                name = f"{ident} {self._names[ident]}"
                yield self._judged(ident, name, entry, self._condition_words)

    def point(self, number: int, point: Dagsordenspunkt) -> Punkt:
        """A point for the next meeting."""
        topic = one_line(printable(point.emne))
        topic = f"{topic[:1].upper()}{topic[1:]}"
        title = self._words.text("punkt", nr=number, emne=topic)
        fields = self._fields(point.spoergsmaal, point.forslag)
        return Punkt(title, one_line(printable(point.hvorfor)), tuple(fields))

    def _judged(
        self,
        ident: str,
        name: str,
        entry: ElementTjek | ForudsaetningTjek,
        status: Mapping[str, str],
    ) -> Vurdering:
        quote = one_line(printable(entry.citat))
        reason = entry.begrundelse if isinstance(entry, ForudsaetningTjek) else ""
        return Vurdering(
            id=ident,
            navn=printable(name),
            status=f"{self._signs[entry.status]} {status[entry.status]}",
            farve=FARVER[entry.status],
            citat=quote,
            citeret=self._shared.text("citat", tekst=quote) if quote else "",
            begrundelse=one_line(printable(reason)),
            raad=one_line(printable(entry.raad)),
            laes_selv=self._doubt(entry, status),
            felter=tuple(self._told(entry)),
        )

    def _doubt(self, entry: ElementTjek | ForudsaetningTjek, status: Mapping[str, str]) -> str:
        if entry.anden is None:
            return ""
        both = {"foerste": status[entry.status], "anden": status[entry.anden]}
        return self._words.text("laes_selv", **both)

    def _told(self, entry: ElementTjek | ForudsaetningTjek) -> Iterator[Felt]:
        """A sentence for the plan and a question, else the advice that is not parted into them."""
        fields = tuple(self._fields(entry.spoergsmaal, entry.forslag))
        yield from fields or self._field("raad", entry.raad)
        if isinstance(entry, ForudsaetningTjek) and entry.henvisninger:
            cites = entry.henvisninger
            place = " ".join([self.sources.places(cites), *self.sources.marks(cites)])
            yield from self._field("kilder", place)

    def _fields(self, question: str, line: str) -> Iterator[Felt]:
        yield from self._field("forslag", line, self._words.text("maerke_forslag"))
        yield from self._field("spoergsmaal", question)

    def _field(self, key: str, text: str, mark: str = "") -> Iterator[Felt]:
        told = one_line(printable(text))
        if told:
            yield Felt(self._words.text("felt", navn=self._labels[key]), told, mark)


def in_name_order(names: Iterable[str]) -> list[str]:
    """The names as a Danish list has them, ``Plan 2`` before ``Plan 10``."""
    return sorted(names, key=_place)


def _place(name: str) -> tuple[tuple[int | str, ...], str]:
    parts = re.split(r"(\d+)", name.casefold().translate(_LETTERS))
    # Text and numbers take turns, so that like is compared with like.
    return tuple(int(part) if at % 2 else part for at, part in enumerate(parts)), name
