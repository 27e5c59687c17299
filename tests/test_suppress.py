"""Tests of hiding: whatever is shown, a hidden number can be another one too."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistent.overview.suppress import LEAST, SKJULT, UNDER, Felt, Krydstabel, protect

Shown = tuple[tuple[Felt, ...], ...]


def fits(shown: Felt, value: int) -> bool:
    """What a reader knows of a number by what stands in its place."""
    if shown == UNDER:
        return 0 < value < LEAST
    return shown in (SKJULT, value)


@cache
def shares(count: int, cells: int) -> tuple[tuple[int, ...], ...]:
    """Every way to part ``count`` forløb among so many columns."""
    if cells == 1:
        return ((count,),)
    return tuple(
        (first, *rest) for first in range(count + 1) for rest in shares(count - first, cells - 1)
    )


@cache
def several(count: int, cells: int) -> tuple[tuple[int, ...], ...]:
    """Every row that ``count`` forløb can give, each in one or several columns but the last."""
    return tuple(
        (*told, untold)
        for untold in range(count + 1)
        for told in product(range(count - untold + 1), repeat=cells - 1)
        if sum(told) >= count - untold
    )


def worlds(table: Krydstabel, shown: Shown) -> Iterator[tuple[tuple[int, ...], ...]]:
    """Every table that looks as this one does, found by trying them all."""
    ways = several if table.flere else shares
    rows = [
        [row for row in ways(count, len(told)) if all(map(fits, told, row))]
        for count, told in zip(table.antal, shown, strict=False)
    ]
    for chosen in product(*rows):
        sums = tuple(map(sum, zip(*chosen, strict=True)))
        if all(map(fits, shown[-1], sums)):
            yield (*chosen, sums)


def determined(table: Krydstabel, shown: Shown) -> list[tuple[int, int]]:
    """The hidden cells that have the same number in every table that looks so."""
    hidden = {
        (y, c): set[int]()
        for y, row in enumerate(shown)
        for c, told in enumerate(row)
        if not isinstance(told, int)
    }
    for world in worlds(table, shown):
        for (y, c), seen in hidden.items():
            seen.add(world[y][c])
        if all(len(seen) > 1 for seen in hidden.values()):
            return []
    return [place for place, seen in hidden.items() if len(seen) < 2]


def of(rows: Sequence[Sequence[int]], flere: bool = False, antal: Sequence[int] = ()) -> Krydstabel:
    return Krydstabel(tuple(map(tuple, rows)), tuple(antal) or tuple(map(sum, rows)), flere)


small = st.sampled_from((0, 0, 1, 1, 2, 3, 4, 5, 6))


@st.composite
def exclusive(draw: st.DrawFn) -> Krydstabel:
    """A table in which each forløb is in one column."""
    width = draw(st.integers(2, 4))
    rows = st.lists(small, min_size=width, max_size=width).filter(lambda row: 5 <= sum(row) <= 11)
    return of(draw(st.lists(rows, min_size=1, max_size=3)))


@st.composite
def overlapping(draw: st.DrawFn) -> Krydstabel:
    """A table of real forløb, each in a set of columns; the empty set counts in the last."""
    width = draw(st.integers(1, 3))
    plans = st.sets(st.integers(0, width - 1), max_size=width)
    years = draw(st.lists(st.lists(plans, min_size=5, max_size=7), min_size=1, max_size=2))
    rows = [
        (*(sum(c in plan for plan in year) for c in range(width)), sum(not p for p in year))
        for year in years
    ]
    return of(rows, True, [len(year) for year in years])


def assert_safe(table: Krydstabel) -> None:
    shown = protect(table)
    for told, true in zip(shown, table.whole, strict=True):
        for cell, value in zip(told, true, strict=True):
            assert fits(cell, value)
            assert not isinstance(cell, int) or not 0 < cell < LEAST
    assert determined(table, shown) == []


@settings(max_examples=150)
@given(exclusive())
def test_no_hidden_cell_can_be_worked_out_from_the_sums(table: Krydstabel) -> None:
    assert_safe(table)


@settings(max_examples=100)
@given(overlapping())
def test_nor_where_a_forloeb_is_in_several_columns(table: Krydstabel) -> None:
    assert_safe(table)


@settings(max_examples=100)
@given(st.lists(st.lists(st.integers(0, 30), min_size=5, max_size=5), min_size=1, max_size=6))
def test_tables_of_any_size_are_hidden_in_the_end(rows: list[list[int]]) -> None:
    table = of([row for row in rows if sum(row) >= LEAST] or [[5, 0, 0, 0, 0]])
    shown = protect(table)
    for told, true in zip(shown, table.whole, strict=True):
        assert all(map(fits, told, true))
        if sum(cell != value for cell, value in zip(told, true, strict=True)) == 1:
            raise AssertionError("the sum of the row tells the one that is hidden")


@pytest.mark.parametrize(
    ("rows", "shown"),
    [
        ([[5, 7, 0]], [[5, 7, 0], [5, 7, 0]]),
        # Beside the 1 the smallest of its row is hidden, since the sum of the row is known.
        ([[19, 8, 1]], [[19, SKJULT, UNDER], [19, SKJULT, UNDER]]),
        ([[6, 0, 3, 3]], [[6, 0, UNDER, UNDER], [6, 0, UNDER, UNDER]]),
        # 1 and 5 make 6 in one way only, so neither may be seen to be the small one.
        ([[5, 1, 0]], [[SKJULT, SKJULT, 0], [SKJULT, SKJULT, 0]]),
        # Two under five that make eight are four each.
        ([[4, 4, 0]], [[SKJULT, SKJULT, 0], [SKJULT, SKJULT, 0]]),
    ],
)
def test_one_row(rows: list[list[int]], shown: list[list[Felt]]) -> None:
    assert [list(row) for row in protect(of(rows))] == shown


def test_the_table_of_the_evaluation_keeps_its_sums() -> None:
    years = [[13, 9, 0, 0], [19, 8, 1, 0], [10, 14, 4, 0]]
    assert protect(of(years)) == (
        (13, 9, 0, 0),
        (19, SKJULT, UNDER, 0),
        (10, SKJULT, UNDER, 0),
        (42, 31, 5, 0),
    )


def test_those_nobody_told_of_cannot_be_worked_out_from_the_others() -> None:
    # All but one are in the first column, so one at most is untold.
    (row, sums) = protect(of([[9, 0, 1]], True, [10]))
    assert not isinstance(row[0], int) and not isinstance(row[2], int) and row == sums
