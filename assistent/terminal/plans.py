"""Plans at a terminal: the words of the exported sheet, with the numbers that commands take."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Literal

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from assistent import texts
from assistent.datamodels import ELEMENTER, Element, Henvisning
from assistent.export.sheet import Ark, Arkafsnit, Arklinje, Tabel, build_sheet, letter_sheet
from assistent.export.texts import Words, printable
from assistent.handleplan import (
    Afstemning,
    Begrebsspoergsmaal,
    Brev,
    Forskel,
    Forskelsart,
    Handleplan,
    Kendetegn,
    Kontinuitet,
    Kortpunkt,
    Planhaendelse,
    Planpost,
    Planversion,
    Sammenligning,
    Uenighed,
)
from assistent.overview import Ord
from assistent.terminal import _console

if TYPE_CHECKING:
    from rich.console import RenderableType

    from assistent.assistant import Assistant

_PLAN = 8
_LINE = 4
_NOTHING = "–"
_NARROWEST = 26
"""The characters that a reading needs to stand in a column of its own."""
_COMMAND = "  assistent plan "
_READINGS = "forventninger"
_REPEATED = "aftaler"
"""The part of the sheet that tells lines of the elements once more."""


@dataclass(frozen=True)
class PlanView:
    """Prints plans and what belongs to them."""

    assistant: Assistant

    @property
    def _words(self) -> Words:
        return Words(self.assistant.frames)

    @property
    def _names(self) -> Mapping[Element, str]:
        known = self.assistant.names
        return {element: known[element] for element in ELEMENTER}

    def _sheet(self, version: Planversion) -> Ark:
        return build_sheet(version, self._names, self.assistant.frames)

    # Plans and versions

    def listed(self, posts: Sequence[Planpost]) -> None:
        """Print a line for each plan."""
        if not posts:
            say(texts.TP_INGEN)
            return
        status = self._words.map("status")
        rows = [
            (p.id[:_PLAN], p.titel, status[p.status].lower(), str(p.nr), _when(p.tid), p.hvem)
            for p in posts
        ]
        _put(_columns(texts.TP_LISTE, rows))

    def plan(self, version: Planversion) -> None:
        """Print a whole plan with the number of every line, and how to go on."""
        sheet = self._sheet(version)
        _title(sheet.titel)
        say(self._head(version), style="dim")
        short = short_ids(version.indhold)
        for part in sheet.afsnit:
            if part.noegle == _READINGS:
                self._said(part.overskrift, version.indhold, short)
            elif part.noegle != _REPEATED:
                _part(part, short)
        self._conflicts(version)
        self._how_to_go_on(version, short)

    def _said(self, title: str, plan: Handleplan, short: Mapping[str, str]) -> None:
        """What each party says of the agreements, an agreement at a time."""
        say("", title, style="bold")
        lines = plan.lines()
        for expectation in plan.forventninger:
            if expectation.linje not in lines:
                continue
            told = _text(lines[expectation.linje][1].tekst)
            for reading in expectation.laesninger:
                told.append_text(_text(f"\n{reading.part}: {reading.tekst}", "dim"))
            grid = _grid(2)
            grid.add_row(_text(short[expectation.linje], "dim"), told)
            _put(_indented(grid))

    def _head(self, version: Planversion) -> str:
        return texts.TP_HOVED.format(
            plan=version.plan[:_PLAN],
            status=self._words.map("status")[version.indhold.status].lower(),
            nr=version.nr,
            hvornaar=_when(version.tid),
            hvem=version.hvem,
            hvorfor=version.hvorfor,
        )

    def _how_to_go_on(self, version: Planversion, short: Mapping[str, str]) -> None:
        first = next(iter(version.indhold.lines().items()), None)
        if first is not None and version.indhold.status != "afsluttet":
            ident, (element, _) = first
            told = {"plan": version.plan[:_PLAN], "element": element, "linje": short[ident]}
            say("", texts.TP_VIDERE.format(**told), style="dim")
        say("", texts.AI_MARK, style="dim")

    def _conflicts(self, version: Planversion) -> None:
        short = short_ids(version.indhold)
        for ident, (_, line) in version.indhold.lines().items():
            if line.konflikt:
                told = {"plan": version.plan[:_PLAN], "linje": short[ident]}
                say("", texts.TP_KONFLIKT.format(**told))

    def changed(self, before: Planversion, after: Planversion, found: Sammenligning) -> None:
        """Print what a change did to a plan."""
        told = {"titel": after.indhold.titel, "nr": after.nr, "hvorfor": after.hvorfor}
        say(texts.TP_GEMT.format(**told))
        self._differences(before, after, found)
        self._conflicts(after)

    def compared(self, before: Planversion, after: Planversion, found: Sammenligning) -> None:
        """Print two versions side by side."""
        told = {"foer": before.nr, "efter": after.nr, "titel": after.indhold.titel}
        _title(texts.TP_SAMMENLIGN.format(**told))
        if not self._differences(before, after, found):
            say(texts.TP_INGEN_FORSKEL)

    def _differences(self, before: Planversion, after: Planversion, found: Sammenligning) -> bool:
        short = {**short_ids(before.indhold), **short_ids(after.indhold)}
        old, new = self._sheet(before), self._sheet(after)
        for element in ELEMENTER:
            own = [entry for entry in found.forskelle if entry.element == element]
            ids = _ids_of(own, before.indhold, after.indhold)
            rows = [
                row
                for entry, ident in zip(own, ids, strict=True)
                for row in _difference(short.get(ident, ""), entry)
            ]
            _rows(self._names[element], rows)
        others = dict.fromkeys(entry.hvad for entry in found.forskelle if not entry.element)
        for what in others:
            own = [entry for entry in found.forskelle if entry.hvad == what]
            if what == "kendetegn":
                self._features_changed(before.indhold.kendetegn, after.indhold.kendetegn)
            else:
                self._other(what, own, old, new)
        return bool(found.forskelle)

    def _features_changed(self, old: Kendetegn, new: Kendetegn) -> None:
        rows = [
            row
            for name, was, now in self.assistant.features.changed(old, new)
            for row in ((name, texts.TP_FOER, was), ("", texts.TP_NU, now))
        ]
        _rows(texts.TP_ANDET["kendetegn"], rows)

    def _other(self, what: str, own: Sequence[Forskel], old: Ark, new: Ark) -> None:
        """What stands outside the elements, in the words of the two sheets where they tell it."""
        key = {"oevrige_noter": "noter"}.get(what, what)
        rows = _part_difference(_found(old, key), _found(new, key))
        if what == "status":
            rows = [
                ("", texts.TP_FOER, old.status.lower()),
                ("", texts.TP_NU, new.status.lower()),
            ]
        elif not rows:
            rows = [row for entry in own for row in _difference("", entry)]
        titles = {**self._words.map("overskrifter"), **texts.TP_ANDET}
        _rows(titles.get(key, key), rows)

    def history(self, events: Sequence[Planhaendelse]) -> None:
        """Print what happened to a plan, a line each."""
        rows = [(str(e.nr), _when(e.tid), e.hvem, e.hvorfor) for e in events]
        _put(_columns(texts.TP_HISTORIK, rows))

    # What an agreement means

    def readings(self, version: Planversion, found: Sequence[Afstemning]) -> None:
        """Print the readings of every agreement side by side, and what to ask."""
        short = short_ids(version.indhold)
        plan = version.plan[:_PLAN]
        if not found:
            line = _first_agreement(version.indhold)
            told = {"plan": plan, "linje": short.get(line, "LINJE")}
            say(texts.TP_INGEN_LAESNINGER.format(**told))
        for entry in found:
            self._reading(entry, short[entry.linje])
        open_lines = [short[entry.linje] for entry in found if not entry.afstemt]
        if open_lines:
            say("", texts.TP_ENIGE.format(plan=plan, linje=open_lines[0]), style="dim")

    def _reading(self, entry: Afstemning, number: str) -> None:
        _put("", Text.assemble((number, "dim"), "  ", _text(entry.aftale, "bold")))
        _put(_side_by_side([(r.part, r.tekst) for r in entry.laesninger]))
        if entry.afstemt:
            say("", texts.TP_AFSTEMT.format(dato=self._words.date(entry.afstemt)), indent=2)
            return
        for parting in entry.uenigheder:
            _put(*_parting(parting))
        if len(entry.laesninger) < 2:
            say("", texts.TP_EN_LAESNING, indent=2)
        elif not entry.uenigheder:
            say("", texts.TP_ENS, indent=2)

    def concepts(self, version: Planversion, found: Sequence[Begrebsspoergsmaal]) -> None:
        """Print the words that are read differently, where they stand and what to ask."""
        if not found:
            say(texts.TP_INGEN_BEGREBER)
        lines, short = version.indhold.lines(), short_ids(version.indhold)
        for place, entry in enumerate(found):
            say(*([""] if place else []), entry.begreb, style="bold underline")
            stands = [(short[i], "", lines[i][1].tekst) for i in entry.linjer if i in lines]
            _rows(texts.TP_BEGREB_STAAR, stands, gap=False)
            for title, told in (
                (texts.TP_BEGREB_LAESES, entry.forskellige_laesninger),
                (texts.TP_BEGREB_SPOERG, entry.spoergsmaal),
                (texts.KILDER, tuple(map(_cite, entry.henvisninger))),
            ):
                _rows(title, [("-", "", text) for text in told], gap=False)

    # Card, letter and dates

    def card(self, version: Planversion, points: Sequence[Kortpunkt]) -> None:
        """Print the card for the wall."""
        if not points:
            say(texts.TP_KORT_TOMT)
            return
        fields = self._words.map("kort_felter")
        _title(self._words.text("kort_overskrift"))
        for number, point in enumerate(points, 1):
            told = [(name, getattr(point, key)) for key, name in fields.items()]
            rows = [("", name, text) for name, text in told if text]
            _rows(self._words.text("kort_nummer", nr=number), rows)
        say("", texts.TP_KORT_VIDERE.format(plan=version.plan[:_PLAN]), style="dim")

    def letter(self, version: Planversion, letter: Brev) -> None:
        """Print a letter, how hard it is to read, and what to look at."""
        sheet = letter_sheet(letter, self.assistant.frames)
        _title(sheet.titel)
        for part in sheet.afsnit:
            say("", part.overskrift, style="bold")
            for is_item, text in part.stykker:
                say(f"- {text}" if is_item else text)
        say("", _lix(letter.lix), *letter.bemaerkninger, style="dim")
        say("", texts.TP_BREV_VIDERE.format(plan=version.plan[:_PLAN]), style="dim")

    def dates(self, version: Planversion) -> None:
        """Print the dates of the forløb."""
        part = _found(self._sheet(version), "kalender")
        told = [line.tekst for line in part.linjer] if part else []
        say(*(told or [texts.TP_INGEN_DATOER.format(plan=version.plan[:_PLAN])]))

    def features(self, version: Planversion) -> None:
        """Print what kind of forløb it is, and how to write it."""
        told = self.assistant.features.told(version.indhold.kendetegn)
        _rows(
            texts.TP_ANDET["kendetegn"],
            [("", name, words) for name, words in told.items()],
            gap=False,
        )
        hint = Ord(self.assistant.frames).text("kendetegn_saadan", plan=version.plan[:_PLAN])
        say("", hint, style="dim")

    def continuity(self, plan: str, found: Kontinuitet) -> None:
        """Print how steady the presence has been."""
        if not found.planlagt and not found.aflyst:
            say(texts.TP_KONTINUITET_UKENDT.format(plan=plan[:_PLAN]))
            return
        counts = (found.planlagt, found.aflyst, found.erstattet, found.laengste_ophold_dage)
        known = [True, True, True, True] if found.planlagt else [False, True, True, False]
        grid = Table.grid(padding=(0, 3))
        grid.add_column()
        grid.add_column(justify="right")
        for name, count, is_known in zip(texts.TP_KONTINUITET, counts, known, strict=True):
            if is_known:
                grid.add_row(_text(name), str(count))
        _put(grid)
        if not found.planlagt:
            say("", texts.TP_KONTINUITET_UKENDT.format(plan=plan[:_PLAN]), style="dim")


def short_ids(plan: Handleplan) -> dict[str, str]:
    """The fewest characters, from four, by which each line of a plan is told from the others."""
    known = sorted(plan.lines())
    return {ident: _shortest(ident, known) for ident in known}


def _shortest(ident: str, known: Iterable[str]) -> str:
    others = [other for other in known if other != ident]
    sizes = range(_LINE, len(ident))
    alone = (n for n in sizes if not any(other.startswith(ident[:n]) for other in others))
    return ident[: next(alone, len(ident))]


def say(*lines: str, style: str = "", indent: int = 0) -> None:
    """Print lines as they are; a command is never broken, so that it can be copied."""
    for line in "\n".join(lines).split("\n"):
        if _COMMAND in line:
            _console().print(_text(line, style), soft_wrap=True)
        else:
            _put(_indented(_text(line, style), indent))


def _text(told: str, style: str = "") -> Text:
    """Text without what could steer the terminal."""
    return Text(printable(told), style)


def _put(*shown: RenderableType) -> None:
    console = _console()
    for item in shown:
        console.print(item, highlight=False)


def _title(text: str) -> None:
    say(text, style="bold underline")


def _part(part: Arkafsnit, short: Mapping[str, str]) -> None:
    """One part of the sheet under its heading."""
    say("", part.overskrift, style="bold")
    if part.tabel is not None:
        for first, cells in _cells(part.tabel).items():
            say(" · ".join(first[:-1]), indent=2)
            say(" · ".join(map(_cell, cells.items())), style="dim", indent=4)
        return
    if not part.linjer:
        say(part.tomt, style="dim", indent=2)
        return
    grid = _grid(2)
    for line in part.linjer:
        grid.add_row(_text(short.get(line.id, "-"), "dim"), _line(line))
    _put(_indented(grid))


def _line(line: Arklinje) -> Text:
    text = _text(line.tekst)
    if line.maerke:
        text.append(f" {line.maerke}", "dim")
    if line.konflikt:
        text.append(f"\n{line.konflikt}", "bold")
    return text


def _cells(table: Tabel, keys: int = 1) -> dict[tuple[str, ...], dict[str, str]]:
    """Each row by its first cells and a count, with what the others say; empty ones left out."""
    names = table.hoved[keys:]
    seen = Counter[tuple[str, ...]]()
    rows = {}
    for row in table.raekker:
        key, rest = row[:keys], zip(names, row[keys:], strict=True)
        seen[key] += 1
        rows[*key, str(seen[key])] = {name: cell for name, cell in rest if cell != _NOTHING}
    return rows


def _cell(named: tuple[str, str]) -> str:
    return f"{named[0].lower()}: {named[1]}"


def _found(sheet: Ark, key: str) -> Arkafsnit | None:
    return next((part for part in sheet.afsnit if part.noegle == key), None)


def _part_difference(old: Arkafsnit | None, new: Arkafsnit | None) -> list[tuple[str, str, str]]:
    """What differs in a part: lines that came and went, and the cells of a row that changed."""
    if not ((old and old.tabel) or (new and new.tabel)):
        was, now = ([line.tekst for line in part.linjer] if part else [] for part in (old, new))
        gone = [("", texts.TP_ART["fjernet"], line) for line in was if line not in now]
        return gone + [("", texts.TP_ART["ny"], line) for line in now if line not in was]
    keys = 2 if _READINGS in {part.noegle for part in (old, new) if part} else 1
    before, after = (_cells(part.tabel, keys) if part and part.tabel else {} for part in (old, new))
    return [
        ("", texts.TP_ART[art], "\n".join(filter(None, (" · ".join(key[:-1]), told))))
        for key in {**before, **after}
        for art, told in [_row_difference(before.get(key), after.get(key))]
        if art
    ]


def _row_difference(
    was: Mapping[str, str] | None, now: Mapping[str, str] | None
) -> tuple[Forskelsart | Literal[""], str]:
    """What became of a row, and the cells that tell it."""
    if was is None or now is None:
        return ("fjernet" if now is None else "ny"), " · ".join(
            map(_cell, (now or was or {}).items())
        )
    changed = [
        f"{name.lower()}: " + " → ".join(filter(None, (was.get(name), now.get(name, _NOTHING))))
        for name in {**was, **now}
        if was.get(name) != now.get(name)
    ]
    return ("aendret" if changed else ""), " · ".join(changed)


def _first_agreement(plan: Handleplan) -> str:
    """The line that a hint can name: a strategy, else whatever stands first."""
    order = ("strategier", "opgavefordeling", *ELEMENTER)
    lines = (line.id for element in order for line in plan.elementer.get(element, ()))
    return next(lines, "")


def _difference(number: str, entry: Forskel) -> list[tuple[str, str, str]]:
    """The rows that tell one difference: number, word, text."""
    if entry.art != "aendret":
        return [(number, texts.TP_ART[entry.art], entry.efter or entry.foer)]
    return [
        (number, texts.TP_FOER, entry.foer or _NOTHING),
        ("", texts.TP_NU, entry.efter or _NOTHING),
    ]


def _ids_of(own: Sequence[Forskel], old: Handleplan, new: Handleplan) -> list[str]:
    """The line each difference is about; empty where two lines of the element say the same."""
    found = []
    for entry in own:
        plan, text = (old, entry.foer) if entry.art == "fjernet" else (new, entry.efter)
        place = entry.element or ELEMENTER[0]
        ids = [line.id for line in plan.elementer.get(place, ()) if line.tekst == text]
        found.append(ids[0] if len(ids) == 1 else "")
    return found


def _rows(title: str, rows: Sequence[tuple[str, str, str]], gap: bool = True) -> None:
    """Rows of number, word and text under a heading; nothing where there are none."""
    if not rows:
        return
    say(*([""] if gap else []), title, style="bold")
    kept = [place for place in range(2) if any(row[place] for row in rows)]
    grid = _grid(len(kept) + 1)
    for row in rows:
        grid.add_row(*(_text(row[place], "dim") for place in kept), _text(row[2]))
    _put(_indented(grid))


def _grid(columns: int) -> Table:
    """A grid whose last column is text, which wraps."""
    grid = Table.grid(padding=(0, 2, 0, 0))
    for place in range(columns):
        grid.add_column(no_wrap=place < columns - 1)
    return grid


def _columns(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    for head in heads:
        table.add_column(head, overflow="fold")
    for row in rows:
        table.add_row(*map(_text, row))
    return table


def _side_by_side(said: Sequence[tuple[str, str]]) -> RenderableType:
    """Each party's words in a column of its own, or one below the other where it is narrow."""
    width = _console().width - 2
    if len(said) * _NARROWEST > width:
        grid = _grid(2)
        for party, words in said:
            grid.add_row(_text(party, "dim"), _text(words))
        return _indented(grid)
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    for party, _ in said:
        table.add_column(_text(party), ratio=1)
    table.add_row(*(_text(words) for _, words in said))
    return _indented(table)


def _indented(shown: RenderableType, by: int = 2) -> RenderableType:
    return Padding.indent(shown, by) if by else shown


def _parting(parting: Uenighed) -> tuple[RenderableType, ...]:
    told = " · ".join(
        f"{party}: »{words}«" if words else f"{party}: {texts.TP_TAVS}"
        for party, words in parting.udsagn
    )
    subject = Text.assemble((f"{parting.emne}: ", "bold"), _text(told, "dim"))
    question = _text(parting.spoergsmaal)
    return "", _indented(subject), _indented(question)


def _cite(cite: Henvisning) -> str:
    place = f", {texts.SIDE.format(side=cite.side)}" if cite.side else ""
    return f"{cite.titel}{place}: »{' '.join(cite.citat.split())}«"


def _lix(value: float) -> str:
    names = (name for limit, name in texts.TP_LIX_ORD if value < limit)
    number = f"{value:.0f}"
    return texts.TP_LIX.format(lix=number, ord=next(names, texts.TP_LIX_SVAERT))


def _when(moment: str) -> str:
    """An ISO 8601 time as people say it, on this machine's clock."""
    then = datetime.fromisoformat(moment).astimezone()
    days = (date.today() - then.date()).days
    if days in (0, 1):
        return (texts.VB_I_DAG, texts.VB_I_GAAR)[days].format(tid=f"{then:%H.%M}")
    month = texts.MAANEDER[then.month - 1]
    return texts.VB_DAG.format(dag=then.day, maaned=month, aar=then.year)
