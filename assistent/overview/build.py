"""The tables of the overview. They are hidden whole, and a year is cut out afterwards.

So nobody learns more from the year and from all years together than from the whole tables. The
number of forløb of a year is known in all of them; a year with fewer than five is in none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import get_args

from assistent.datamodels import FORUDSAETNINGER, ForudsaetningStatus
from assistent.handleplan import Forloebsart
from assistent.knowledge import Anvendelse, Omraade
from assistent.overview import count
from assistent.overview.count import Aarsgruppe, Dage, Told, by_year, cross
from assistent.overview.suppress import SKJULT, UNDER, Felt, protect
from assistent.overview.tables import Grundlag, Ord, Overblik, Tabel, Udsnit
from assistent.prompts import Frames

_STATUSES: tuple[ForudsaetningStatus, ...] = get_args(ForudsaetningStatus)
_WORST = (_STATUSES.index("ikke_opfyldt"), _STATUSES.index("ikke_belyst"))
Cells = tuple[str | int, ...]


def build(
    plans: Sequence[Grundlag],
    names: Mapping[str, str],
    frames: Frames,
    year: int | None = None,
    today: date | None = None,
) -> Overblik:
    """The overview of one year, or of all; ``names`` are those of areas, uses and conditions.

    Where there are fewer than five forløb there are no tables, and ``besked`` says so.
    """
    words = Ord(frames)
    day = (today or date.today()).isoformat()
    title = words.text("titel") if year is None else words.text("titel_aar", aar=year)
    every = by_year(plans)
    groups = tuple(group for group in every if group.large)
    small = tuple(group for group in every if not group.large)
    chosen = [n for n, group in enumerate(groups) if year is None or group.aar == (year,)]
    years = tuple(group.aar[0] for group in groups if len(group.aar) == 1)
    if not chosen:
        few = words.text("for_faa") if year is None else words.text("for_faa_aar", aar=year)
        return Overblik(title, year, day, words.text("regel"), (), few, years)
    view = _View(words, names, groups, small if year is None else (), tuple(chosen))
    return Overblik(title, year, day, words.text("regel"), tuple(view.tables()), "", years)


@dataclass(frozen=True)
class _View:
    """Those of the large groups that are ``chosen``, and their sum where they are several."""

    words: Ord
    names: Mapping[str, str]
    groups: tuple[Aarsgruppe, ...]
    small: tuple[Aarsgruppe, ...]
    chosen: tuple[int, ...]

    def tables(self) -> Iterator[Tabel]:
        """Every table, the years and kinds first."""
        yield self._kinds()
        areas, uses = (
            {ident: self.names.get(ident, ident) for ident in get_args(known)}
            for known in (Omraade, Anvendelse)
        )
        yield self._by_category("omraader", areas, count.areas, several=True)
        yield self._by_category("anvendelser", uses, count.uses, several=True)
        bands = self.words.map("varigheder")
        yield self._by_category("varighed", bands, count.length(bands))
        yield from self._days()
        checks = [basis.tjek for group in self.groups for basis in group.forloeb if basis.tjek]
        judged = [f for f in FORUDSAETNINGER if any(f in check.forudsaetninger for check in checks)]
        if judged:
            yield self._conditions(judged)

    # Rows of the hidden tables that are shown

    @property
    def _several(self) -> bool:
        return len(self.chosen) > 1

    @property
    def _shown(self) -> tuple[int, ...]:
        """The chosen groups by place, and behind them their sum."""
        return (*self.chosen, len(self.groups)) if self._several else self.chosen

    @property
    def _heads(self) -> tuple[str, ...]:
        heads = tuple(self._name(self.groups[n]) for n in self.chosen)
        return (*heads, self.words.text("i_alt")) if self._several else heads

    @property
    def _totals(self) -> tuple[int, ...]:
        own = tuple(len(self.groups[n].forloeb) for n in self.chosen)
        return (*own, sum(own)) if self._several else own

    def _name(self, group: Aarsgruppe) -> str:
        return str(group.aar[0]) if len(group.aar) == 1 else self.words.text("andre_aar")

    def _told(self, cells: Iterable[Felt]) -> Cells:
        marks = self.words.map("maerker")
        return tuple(cell if isinstance(cell, int) else marks[cell] for cell in cells)

    # The tables

    def _kinds(self) -> Tabel:
        """As table 3 of the evaluation: a row for each year, a column for each kind."""
        kinds = get_args(Forloebsart)
        hidden = protect(cross(self.groups, kinds, count.art))
        untold = hidden[-1][-1] != 0
        rows = [
            (head, *self._told(hidden[n] if untold else hidden[n][:-1]), total)
            for head, n, total in zip(self._heads, self._shown, self._totals, strict=True)
        ]
        width = len(kinds) + untold
        for group in self.small:
            few = (self._name(group), *self._told([SKJULT] * width), *self._told([UNDER]))
            rows.insert(len(self.chosen), few)
        titles = [self.words.map("arter")[kind] for kind in kinds]
        titles += [self.words.text("ikke_oplyst")] if untold else []
        return self._table(
            "arter",
            (*titles, self.words.text("i_alt")),
            rows,
            Udsnit(len(self.chosen) + len(self.small), tuple(range(1, width + 1))),
        )

    def _by_category(
        self, key: str, categories: Mapping[str, str], told: Told, several: bool = False
    ) -> Tabel:
        """A row for each category, a column for each year, and the last those in all."""
        hidden = protect(cross(self.groups, categories, told, several))
        titles = (*categories.values(), self.words.text("ikke_oplyst"))
        rows = [
            (title, *self._told(hidden[n][c] for n in self._shown))
            for c, title in enumerate(titles)
        ]
        rows.append((self.words.text("forloeb_i_alt"), *self._totals))
        return self._table(key, self._heads, rows, Udsnit(len(titles), (len(self._heads),)))

    def _days(self) -> Iterator[Tabel]:
        """A row for each year that tells of its days; none where no plan does."""
        found = [(self._name(self.groups[n]), count.days(self.groups[n])) for n in self.chosen]
        if not any(days.any for _, days in found):
            return
        if self._several:
            found.append((self.words.text("i_alt"), count.added([days for _, days in found])))
        rows = [(name, *self._day_cells(days)) for name, days in found]
        titles = tuple(self.words.map("dage").values())
        yield self._table("kontinuitet", titles, rows, Udsnit(len(self.chosen), (1, 2, 3)))

    def _day_cells(self, days: Dage) -> Cells:
        hidden = self.words.map("maerker")[SKJULT]
        told = [hidden if n is None else n for n in (days.planlagt, days.aflyst, days.erstattet)]
        if days.aflyst is None or days.erstattet is None:
            return (*told, hidden)
        share = round(100 * days.erstattet / days.aflyst) if days.aflyst else None
        return (*told, self.words.text("ingen_andel") if share is None else share)

    def _conditions(self, judged: Sequence[str]) -> Tabel:
        """A row for each condition, those that most plans do not meet first."""
        place = self._shown[-1]
        found = [
            (ident, protect(cross(self.groups, _STATUSES, count.status(ident)))[place])
            for ident in judged
        ]
        # By what is shown alone: the order must not tell which of two hidden numbers is larger.
        found.sort(key=lambda pair: [_shown_size(pair[1][n]) for n in _WORST])
        unchecked = any(cells[-1] != 0 for _, cells in found)
        rows = [
            (
                self.words.text("forudsaetning", id=ident, navn=self.names.get(ident, "")).strip(),
                *self._told(cells if unchecked else cells[:-1]),
                self._totals[-1],
            )
            for ident, cells in found
        ]
        titles = [self.words.map("statusser")[status] for status in _STATUSES]
        titles += [self.words.text("ikke_tjekket")] if unchecked else []
        return self._table(
            "forudsaetninger",
            (*titles, self.words.text("forloeb_i_alt")),
            rows,
            Udsnit(len(rows), tuple(n + 1 for n in _WORST)),
        )

    def _table(
        self, key: str, titles: Sequence[str], rows: Sequence[Cells], shown: Udsnit
    ) -> Tabel:
        """A table with its notes."""
        first = self.words.map("foerste_kolonne")[key]
        whole = tuple((str(row[0]), *row[1:]) for row in rows)
        return Tabel(
            self.words.map("titler")[key],
            (first, *titles),
            whole,
            " ".join(self._notes(key, whole)),
            key,
            shown,
        )

    def _notes(self, key: str, rows: Sequence[Cells]) -> Iterator[str]:
        text, marks = self.words.text, self.words.map("maerker")
        cells = {cell for row in rows for cell in row[1:]}
        yield text(f"note_{key}")
        for mark in (UNDER, SKJULT):
            if marks[mark] in cells:
                yield text(f"note_{mark}")
        if key == "kontinuitet" and marks[SKJULT] in cells and self._several:
            yield text("note_skjulte_dage")
        shown = (*(self.groups[n] for n in self.chosen), *self.small)
        if any(len(group.aar) > 1 for group in shown):
            yield text("note_andre_aar")
        if self.small and (self._several or key != "arter"):
            yield text("note_smaa_aar")


def _shown_size(cell: Felt) -> int:
    """Where a cell stands in an order by size, the largest first, by what is shown of it."""
    if isinstance(cell, int):
        return -2 * cell
    return {SKJULT: -2, UNDER: -1}[cell]
