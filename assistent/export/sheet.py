"""A plan as a sheet: its parts in order with all their words, before they become a file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from assistent.datamodels import ELEMENTER, Element
from assistent.export.sources import Sources, flat
from assistent.export.texts import Words, one_line, printable
from assistent.handleplan import (
    Brev,
    Handleplan,
    Kalender,
    Planlinje,
    PlanStatus,
    Planversion,
)
from assistent.prompts import Frames

_AGREEMENTS: tuple[Element, ...] = ("strategier", "opgavefordeling")
_AGREED = ("note", "kilde", "person")
_WIDTHS = {
    "aftaler": (5.0, 2.4, 2.3, 2.3),
    "forventninger": (3.6, 2.9, 5.5),
    "justeringer": (3.6, 2.8, 2.2, 1.2, 2.2),
    "aflysninger": (2.3, 2.7, 5.0, 2.0),
    "maalstatus": (3.4, 3.6, 1.6, 2.2, 1.2),
}
NOTES = "noter"
SOURCES = "kilder"


@dataclass(frozen=True)
class Arklinje:
    """A line with its origin in words (``maerke``) and what stands in conflict with it."""

    tekst: str
    maerke: str = ""
    konflikt: str = ""
    id: str = ""


@dataclass(frozen=True)
class Tabel:
    """A table; all rows are as long as ``hoved``. ``bredder`` are the shares of the columns."""

    hoved: tuple[str, ...]
    raekker: tuple[tuple[str, ...], ...]
    bredder: tuple[float, ...]


@dataclass(frozen=True)
class Arkafsnit:
    """A part under its heading. ``noegle`` is the element or the name of the part."""

    noegle: str
    overskrift: str
    linjer: tuple[Arklinje, ...] = ()
    tabel: Tabel | None = None
    tomt: str = ""


@dataclass(frozen=True)
class Ark:
    """A plan with all its words. ``oplysninger`` is what is said of it under the title."""

    titel: str
    tilstand: PlanStatus
    status: str
    ai: str
    version: str
    dato: str
    oplysninger: tuple[str, ...]
    afsnit: tuple[Arkafsnit, ...]


@dataclass(frozen=True)
class Brevafsnit:
    """A part of a letter: paragraphs, each with True where it is an item of a list."""

    overskrift: str
    stykker: tuple[tuple[bool, str], ...]


@dataclass(frozen=True)
class Brevark:
    """A letter with all its words."""

    titel: str
    ai: str
    afsnit: tuple[Brevafsnit, ...]


def build_sheet(version: Planversion, names: Mapping[Element, str], frames: Frames) -> Ark:
    """The plan as a sheet, its text free of characters that a file cannot hold."""
    words = Words(frames)
    plan = version.indhold
    status = words.map("status")[plan.status]
    unsaved = words.text("version_uden_nummer")
    number = words.text("version", nr=version.nr) if version.nr else unsaved
    return Ark(
        titel=one_line(printable(plan.titel)),
        tilstand=plan.status,
        status=status,
        ai=words.text("ai"),
        version=number,
        dato=printable(words.day_of(version.tid)),
        oplysninger=tuple(_facts(version, status, number, words)),
        afsnit=tuple(_Builder(plan, names, words).parts()),
    )


def letter_sheet(letter: Brev, frames: Frames) -> Brevark:
    """The letter as a sheet; blank lines part its paragraphs, ``- `` begins an item."""
    parts = (
        Brevafsnit(one_line(printable(title)), tuple(_paragraphs(printable(text))))
        for title, text in letter.afsnit.items()
    )
    return Brevark(one_line(printable(letter.titel)), Words(frames).text("ai"), tuple(parts))


def _paragraphs(text: str) -> Iterator[tuple[bool, str]]:
    for block in re.split(r"\n\s*\n", text.strip()):
        kept: list[str] = []
        for line in block.split("\n"):
            if not line.startswith("- "):
                kept.append(line.strip())
                continue
            if kept:
                yield False, "\n".join(kept)
            kept = []
            yield True, line[2:].strip()
        if any(kept):
            yield False, "\n".join(kept)


def _facts(version: Planversion, status: str, number: str, words: Words) -> Iterator[str]:
    who = one_line(printable(version.hvem))
    by = words.text("gemt_af", hvem=who) if who else ""
    told = (status, number, printable(words.day_of(version.tid)), by)
    yield " · ".join(part for part in told if part)
    if version.hvorfor:
        yield words.text("aendring", hvorfor=one_line(printable(version.hvorfor)))


class _Builder:
    """Builds the parts of one plan; the sources are numbered as they are met."""

    def __init__(self, plan: Handleplan, names: Mapping[Element, str], words: Words) -> None:
        self._plan = plan
        self._names = names
        self._words = words
        self._titles = words.map("overskrifter")
        self._origins = words.map("ophav")
        self._sources = Sources(words)
        self._people = _people(words)
        self._lines = plan.lines()

    def parts(self) -> Iterator[Arkafsnit]:
        """The eight elements, then what else there is."""
        plan = self._plan
        for element in ELEMENTER:
            lines = tuple(self._line(line) for line in plan.elementer.get(element, ()))
            empty = self._words.text("element_tomt")
            yield Arkafsnit(element, printable(self._names[element]), lines, tomt=empty)
        yield self._agreements()
        yield from self._list("kalender", self._dates(plan.kalender))
        yield from self._table("forventninger", self._readings())
        yield from self._table("justeringer", self._adjustments())
        yield from self._table("aflysninger", self._cancelled())
        yield from self._table("maalstatus", self._goals())
        yield from self._list("udfald", [plan.udfald] if plan.udfald.strip() else [])
        yield from self._list("spoergsmaal", plan.spoergsmaal)
        yield from self._list("modsigelser", self._contradictions())
        yield from self._list(NOTES, plan.oevrige_noter)
        yield from self._list(SOURCES, self._sources.listed())

    def _list(self, key: str, texts: Iterable[str]) -> Iterator[Arkafsnit]:
        lines = tuple(Arklinje(printable(text)) for text in texts)
        if lines:
            yield Arkafsnit(key, self._titles[key], lines)

    def _table(self, key: str, rows: Iterable[tuple[str, ...]]) -> Iterator[Arkafsnit]:
        table = self._tabulated(key, rows)
        if table.raekker:
            yield Arkafsnit(key, self._titles[key], tabel=table)

    def _tabulated(self, key: str, rows: Iterable[tuple[str, ...]]) -> Tabel:
        none = self._words.text("tom_celle")
        cells = tuple(tuple(printable(cell).strip() or none for cell in row) for row in rows)
        return Tabel(self._words.list(f"{key}_hoved"), cells, _WIDTHS[key])

    # Lines and their origin

    def _line(self, line: Planlinje) -> Arklinje:
        conflict = one_line(printable(line.konflikt))
        told = self._words.text("konflikt", tekst=conflict) if conflict else ""
        return Arklinje(printable(line.tekst), self._mark(line), told, line.id)

    def _mark(self, line: Planlinje) -> str:
        origin = self._origins[line.ophav]
        if line.ophav == "kilde" and line.henvisninger:
            origin = self._words.text("ophav_kilde", kilder=self._sources.places(line.henvisninger))
        if line.afstemt:
            settled = flat(self._words.date(line.afstemt))
            origin = self._words.text("ophav_afstemt", ophav=origin, dato=settled)
        return " ".join([f"({origin})", *self._sources.marks(line.henvisninger)])

    # What is made from the lines

    def _agreements(self) -> Arkafsnit:
        rows = [*self._agreed_lines(), *self._agreed_changes()]
        table = self._tabulated("aftaler", rows) if rows else None
        empty = self._words.text("aftaler_tomt")
        return Arkafsnit("aftaler", self._titles["aftaler"], tabel=table, tomt=empty)

    def _agreed_lines(self) -> Iterator[tuple[str, ...]]:
        changes = {change.linje: change for change in self._plan.justeringer}
        for element in _AGREEMENTS:
            for line in self._plan.elementer.get(element, ()):
                if line.ophav not in _AGREED or not line.tekst.strip():
                    continue
                change = changes.get(line.id)
                who = self._who(line.tekst) or (change.hvem if change else "")
                begins = self._words.date(change.fra) if change else ""
                yield line.tekst, who, begins, self._settled(line.afstemt)

    def _agreed_changes(self) -> Iterator[tuple[str, ...]]:
        """The adjustments whose line is not told already."""
        lines = self._lines
        for change in self._plan.justeringer:
            if change.linje in lines and lines[change.linje][0] in _AGREEMENTS:
                continue
            settled = lines[change.linje][1].afstemt if change.linje in lines else ""
            who = self._who(change.hvad) or change.hvem
            yield change.hvad, who, self._words.date(change.fra), self._settled(settled)

    def _settled(self, date: str) -> str:
        return self._words.date(date) if date else self._words.text("ikke_afstemt")

    def _who(self, text: str) -> str:
        """Those a line names as the ones who act: it begins with them."""
        found = self._people.match(text.strip())
        return found[0] if found else ""

    # What else the plan holds

    def _dates(self, calendar: Kalender) -> Iterator[str]:
        words = self._words
        for key in ("start", "slut", "naeste"):
            if given := getattr(calendar, key):
                yield words.text(f"kalender_{key}", dato=words.date(given))
        if calendar.rytme_dage > 0:
            yield self._rhythm(calendar.rytme_dage)
        if calendar.rp_dage:
            weekdays = words.list("ugedage")
            days = [weekdays[day % 7] for day in sorted(set(calendar.rp_dage))]
            yield words.text("kalender_rp", dage=words.join(days))

    def _rhythm(self, days: int) -> str:
        weeks, rest = divmod(days, 7)
        if rest:
            return self._words.text("kalender_dage", antal=days)
        if weeks < 3:
            return self._words.text("kalender_hver_uge" if weeks == 1 else "kalender_anden_uge")
        return self._words.text("kalender_uger", antal=weeks)

    def _readings(self) -> Iterator[tuple[str, ...]]:
        for expectation in self._plan.forventninger:
            for reading in expectation.laesninger:
                yield self._text_of(expectation.linje), reading.part, reading.tekst

    def _adjustments(self) -> Iterator[tuple[str, ...]]:
        words = self._words
        for change in self._plan.justeringer:
            before = one_line(change.i_stedet_for)
            what = words.text("i_stedet_for", hvad=change.hvad, foer=before) if before else ""
            yield (
                what or change.hvad,
                change.hvorfor,
                words.date(change.fra),
                change.hvem,
                words.date(change.droeftet),
            )

    def _cancelled(self) -> Iterator[tuple[str, ...]]:
        for day in self._plan.aflysninger:
            yield self._words.date(day.dato), day.grund, day.i_stedet, day.hvem

    def _goals(self) -> Iterator[tuple[str, ...]]:
        decisions = self._words.map("beslutninger")
        for status in self._plan.maalstatus:
            decided = decisions[status.beslutning]
            goal = self._text_of(status.linje)
            yield goal, status.tegn, decided, self._words.date(status.dato), status.hvem

    def _text_of(self, ident: str) -> str:
        found = self._lines.get(ident)
        return found[1].tekst if found else ""

    def _contradictions(self) -> Iterator[str]:
        between = f" {self._words.text('eller')} "
        for entry in self._plan.modsigelser:
            quotes = (self._words.text("citat", tekst=one_line(q)) for q in entry.citater)
            told = {"citater": between.join(quotes), "spoergsmaal": entry.spoergsmaal}
            if entry.emne:
                yield self._words.text("modsigelse", emne=entry.emne, **told)
            else:
                yield self._words.text("modsigelse_uden_emne", **told)


def _people(words: Words) -> re.Pattern[str]:
    """Matches the parties that a line begins with: ``Pædagog K``, ``Leder og mor``."""
    listed = sorted(words.list("hvem_ord"), key=len, reverse=True)
    one = rf"(?i:{'|'.join(map(re.escape, listed))})(?:(?<=\.)|\b)(?: [A-ZÆØÅ]{{1,2}}\b)?"
    between = rf"(?:, | {re.escape(words.text('og'))} |/| \+ )"
    return re.compile(rf"{one}(?:{between}{one})*")
