"""Hide the small cells of a table, and so many others that no hidden one can be worked out.

What a reader knows: the number of forløb of each row (at least five), every cell that is shown,
that »under 5« is 1 to 4, and the sums. A hidden cell is safe when another table with another
number in that place would look the same. Such tables are found as cycles: add one here, take one
there, until every sum is as it was.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

LEAST: Final = 5
"""The fewest forløb that a number may tell of."""
UNDER: Final = "under"
SKJULT: Final = "skjult"
Maerke = Literal["under", "skjult"]
"""Why a number is not shown: it is 1 to 4, or another one could be worked out from it."""
Felt = int | Maerke
Sted = tuple[int, int]
"""A cell by row and column, from 0."""
_TOTAL: Final = "i alt"
_Arcs = Mapping[Hashable, list[tuple[Hashable, Sted]]]
_SLACK: Sted = (-1, -1)


@dataclass(frozen=True)
class Krydstabel:
    """How many forløb of each row are in each column; the last column is those nobody told of.

    ``antal`` are the forløb of each row, at least five. Each forløb is in one column, or where
    ``flere`` in one or several, but in the last one alone.
    """

    raekker: tuple[tuple[int, ...], ...]
    antal: tuple[int, ...]
    flere: bool = False

    @property
    def whole(self) -> tuple[tuple[int, ...], ...]:
        """The rows, and below them the sum of each column."""
        return (*self.raekker, tuple(map(sum, zip(*self.raekker, strict=True))))


def protect(table: Krydstabel) -> tuple[tuple[Felt, ...], ...]:
    """The rows of the table and the sums below them, with what must not be seen marked.

    Cells of 1 to 4 are hidden, then others, one by one, until none can be worked out. Where that
    cannot be, all of a row is marked the same, so that nobody sees which of its cells is small.
    """
    net = _Net(table)
    while exposed := net.exposed():
        partners = net.partners(exposed)
        if partners:
            net.hide(min(partners, key=net.cost))
        else:
            net.release(exposed[0][0])
    net.show_again()
    return net.shown()


@dataclass
class _Net:
    """The cells of a table that is being hidden bit by bit. The row of sums is the last."""

    table: Krydstabel
    marks: dict[Sted, Maerke] = field(default_factory=dict)
    released: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.values: dict[Sted, int] = {
            (y, c): value for y, row in enumerate(self.table.whole) for c, value in enumerate(row)
        }
        self.sums = len(self.table.raekker)
        self.last = len(self.table.whole[0]) - 1
        for place, value in self.values.items():
            if 0 < value < LEAST:
                self.marks[place] = UNDER

    # What a reader can work out

    def exposed(self) -> list[Sted]:
        """The hidden cells that can have one number only."""
        arcs = self._arcs()
        return [place for place in self.marks if not self._moves(place, arcs)]

    def _arcs(self) -> _Arcs:
        """Where a number can go up or down by one: arcs between the rows and the columns."""
        arcs: dict[Hashable, list[tuple[Hashable, Sted]]] = defaultdict(list)
        for place in self.marks:
            for start, end in self._steps(place):
                arcs[start].append((end, place))
        for y, row in enumerate(self.table.raekker if self.table.flere else ()):
            # Of those in several columns there may be more; fewer only where there are some.
            arcs[_TOTAL].append((("r", y), _SLACK))
            if y in self.released or sum(row) > self.table.antal[y]:
                arcs["r", y].append((_TOTAL, _SLACK))
        return arcs

    def _steps(self, place: Sted) -> Iterator[tuple[Hashable, Hashable]]:
        """The arcs of a cell: one that adds to it, one that takes from it."""
        y, c = place
        column = ("k", c)
        up: tuple[Hashable, Hashable] = (column, _TOTAL) if y == self.sums else (("r", y), column)
        low, high = self._bounds(place)
        if self.values[place] < high:
            yield up
        if self.values[place] > low:
            yield up[1], up[0]

    def _moves(self, place: Sted, arcs: _Arcs) -> bool:
        """True when a change of the cell can be made good elsewhere."""
        return any(self._reaches(end, start, place, arcs) for start, end in self._steps(place))

    def _reaches(self, start: Hashable, end: Hashable, without: Sted, arcs: _Arcs) -> bool:
        seen, waiting = {start}, [start]
        while waiting:
            for there, place in arcs.get(waiting.pop(), ()):
                if place == without or there in seen:
                    continue
                if there == end:
                    return True
                seen.add(there)
                waiting.append(there)
        return False

    def _bounds(self, place: Sted) -> tuple[float, float]:
        """The least and the most that a reader can take a hidden cell to be.

        That »skjult« hides five or more is taken to be known, though nobody says it.
        """
        y, c = place
        if y in self.released:
            return 0, math.inf
        low, high = (1, LEAST - 1) if self.marks[place] == UNDER else (LEAST, math.inf)
        if self.table.flere and y != self.sums:
            untold = self._most_untold(y)
            high = min(high, untold if c == self.last else self.table.antal[y] - untold)
        return low, high

    def _most_untold(self, y: int) -> float:
        """How many nobody told of, at most, with room for every other cell of the row."""
        value, mark = self.values[y, self.last], self.marks.get((y, self.last))
        if mark is None:
            return value
        told = max(self.values[y, c] for c in range(self.last))
        room = self.table.antal[y] - max(told, LEAST - 1)
        return max(value, min(room, LEAST - 1) if mark == UNDER else room)

    # What is hidden

    def partners(self, exposed: list[Sted]) -> list[Sted]:
        """The cells that may be hidden along with those: shown, and in their row or column."""
        rows, columns = {y for y, _ in exposed}, {c for _, c in exposed}
        return [
            place
            for place, value in self.values.items()
            if value and place not in self.marks and (place[0] in rows or place[1] in columns)
        ]

    def cost(self, place: Sted) -> tuple[int, bool, int, Sted]:
        """What hiding a cell costs: what is exposed then, whether it is a sum, how large it is."""
        self.marks[place] = SKJULT
        left = len(self.exposed())
        del self.marks[place]
        return left, place[0] == self.sums, self.values[place], place

    def hide(self, place: Sted) -> None:
        """Hide a cell to protect another."""
        self.marks[place] = SKJULT

    def release(self, y: int) -> None:
        """Mark all of a row the same, or where that is done, of the sums, or of the next row.

        Where a forløb may be in several columns the sums go along: one column less in a row may
        be one more in another of its columns, and then the sums would tell.
        """
        order = (y, self.sums, *range(self.sums))
        row = next(known for known in order if known not in self.released)
        self.released |= {row, self.sums} if self.table.flere else {row}
        for place in self.values:
            if place[0] in self.released and self.values[self.sums, place[1]]:
                self.marks[place] = SKJULT

    def show_again(self) -> None:
        """Show what need not be hidden after all, the largest first."""
        extra = [place for place, mark in self.marks.items() if mark == SKJULT]
        for place in sorted(extra, key=lambda place: -self.values[place]):
            if place[0] in self.released:
                continue
            del self.marks[place]
            if self.exposed():
                self.marks[place] = SKJULT

    def shown(self) -> tuple[tuple[Felt, ...], ...]:
        """The cells with their marks."""
        return tuple(
            tuple(self.marks.get((y, c), value) for c, value in enumerate(row))
            for y, row in enumerate(self.table.whole)
        )
