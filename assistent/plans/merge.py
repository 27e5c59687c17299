"""Two people change a plan at once: no word is lost (three-way merge by the lines' ids)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from typing import Any

from assistent.datamodels import ELEMENTER, Element
from assistent.handleplan import Forventning, Handleplan, Planlinje, new_id

Placed = tuple[Element, Planlinje]
_BY: Mapping[str, Callable[[Any], object]] = {
    "oevrige_noter": lambda note: note,
    "spoergsmaal": lambda question: question,
    "modsigelser": lambda found: found,
    "justeringer": lambda entry: entry.id,
    "aflysninger": lambda entry: entry.id,
    "maalstatus": lambda status: (status.linje, status.dato, status.hvem),
    "kort": lambda point: point.linje,
}
"""The lists of a plan, and what tells their entries apart."""
_WORDS = frozenset(("titel", "udfald", "goer", "siger", "tegn", "tekst"))
"""Fields of words: where both sides changed one, both texts are kept in it."""
_SETS = frozenset(("omraader", "anvendelser"))
"""Fields of several choices: what either side chose is in, what either side took out is not."""


def merge(base: Handleplan, mine: Handleplan, theirs: Handleplan) -> Handleplan:
    """Both changes of ``base`` in one plan.

    A line that both changed holds mine, with theirs as ``konflikt``; what one removed and the
    other changed stays as changed. Other texts that both changed stand side by side; of dates and
    the status mine counts.
    """
    plans = (base, mine, theirs)
    given = {f.name: tuple(getattr(plan, f.name) for plan in plans) for f in fields(Handleplan)}
    merged: dict[str, Any] = {
        name: _merged(_BY[name], *three) if name in _BY else _three(name, *three)
        for name, three in given.items()
        if name not in ("elementer", "forventninger")
    }
    return Handleplan(
        **merged, elementer=_elements(*plans), forventninger=_readings(base, mine, theirs)
    )


def _three(name: str, base: Any, mine: Any, theirs: Any) -> Any:
    """One value, changed on one side, on both, or within."""
    if theirs in (mine, base):
        return mine
    if mine == base:
        return theirs
    if name in _WORDS:
        return f"{mine} / {theirs}" if mine and theirs else mine or theirs
    if name in _SETS:
        return _merged(lambda choice: choice, base, mine, theirs)
    if is_dataclass(mine) and not isinstance(mine, type):
        three = (base, mine, theirs)
        within = {
            f.name: _three(f.name, *(getattr(value, f.name, None) for value in three))
            for f in fields(mine)
        }
        return replace(mine, **within)
    return mine


def _merged(
    key: Callable[[Any], object], base: Iterable[Any], mine: Iterable[Any], theirs: Iterable[Any]
) -> tuple[Any, ...]:
    """The entries of both; one that is removed on one side and unchanged on the other goes."""
    old, own, other = ({key(item): item for item in items} for items in (base, mine, theirs))
    found = []
    for ident in dict.fromkeys([*own, *other]):
        if ident in own and ident in other:
            found.append(_three("", old.get(ident), own[ident], other[ident]))
        else:
            left = own.get(ident, other.get(ident))
            if old.get(ident) != left:
                found.append(left)
    return tuple(found)


def _readings(base: Handleplan, mine: Handleplan, theirs: Handleplan) -> tuple[Forventning, ...]:
    """Readings line by line and party by party."""
    known = [{f.linje: f.laesninger for f in plan.forventninger} for plan in (base, mine, theirs)]
    found = []
    for ident in dict.fromkeys([*known[1], *known[2]]):
        three = (readings.get(ident, ()) for readings in known)
        if readings := _merged(lambda reading: reading.part, *three):
            found.append(Forventning(ident, readings))
    return tuple(found)


def _elements(
    base: Handleplan, mine: Handleplan, theirs: Handleplan
) -> dict[Element, tuple[Planlinje, ...]]:
    old, own, other = base.lines(), mine.lines(), theirs.lines()
    said = {line.tekst for _, line in own.values()}
    placed = {}
    for ident in dict.fromkeys([*own, *other]):
        found = _settle(old.get(ident), own.get(ident), other.get(ident))
        twice = ident not in old and ident not in own and found and found[1].tekst in said
        if found and not twice:
            placed[ident] = found
    order = {
        element: _ordered(
            *([line.id for line in p.elementer.get(element, ())] for p in (mine, theirs))
        )
        for element in ELEMENTER
    }
    return {
        element: tuple(
            placed[ident][1]
            for ident in order[element]
            if ident in placed and placed[ident][0] == element
        )
        for element in ELEMENTER
    }


def _ids(plan: Handleplan, element: Element) -> list[str]:
    return [line.id for line in plan.elementer.get(element, ())]


def _settle(base: Placed | None, mine: Placed | None, theirs: Placed | None) -> Placed | None:
    """Where one line stands and what it says; None where it goes."""
    if mine is None or theirs is None:
        left = mine or theirs
        # Removed on one side: it goes, unless the other side changed it in the meantime.
        return None if left is None or (base is not None and left[1] == base[1]) else left
    unmoved = base is not None and mine[0] == base[0]
    element = theirs[0] if unmoved else mine[0]
    return element, _both(base[1] if base else None, mine[1], theirs[1])


def _both(was: Planlinje | None, mine: Planlinje, theirs: Planlinje) -> Planlinje:
    if theirs in (mine, was):
        return mine
    if mine == was:
        return theirs
    if mine.tekst == theirs.tekst:
        return replace(mine, afstemt=mine.afstemt or theirs.afstemt)
    for side, changed in ((mine, theirs), (theirs, mine)):
        if was is not None and side.tekst == was.tekst:
            return changed
    return replace(mine, afstemt="", konflikt=theirs.tekst)


def _ordered(mine: Sequence[str], theirs: Sequence[str]) -> list[str]:
    """My order, with what only they have behind the line that it follows with them."""
    order = list(mine)
    after = 0
    for ident in theirs:
        if ident in order:
            after = order.index(ident) + 1
        else:
            order.insert(after, ident)
            after += 1
    return order


def conflicts(plan: Handleplan) -> tuple[Planlinje, ...]:
    """The lines that two people wrote differently at the same time."""
    return tuple(line for _, line in plan.lines().values() if line.konflikt)


def settled(plan: Handleplan, ident: str, text: str) -> Handleplan:
    """The plan with a conflict ended: the line ``ident`` says ``text``."""

    def ended(line: Planlinje) -> tuple[Planlinje, ...]:
        return (replace(line, tekst=text, konflikt="", ophav="person"),)

    return with_line(plan, ident, ended)


def both_kept(plan: Handleplan, ident: str) -> Handleplan:
    """The plan with a conflict ended by keeping both texts as lines of their own."""

    def ended(line: Planlinje) -> tuple[Planlinje, ...]:
        other = (Planlinje(new_id(), line.konflikt, "person"),) if line.konflikt else ()
        return (replace(line, konflikt=""), *other)

    return with_line(plan, ident, ended)


def with_line(
    plan: Handleplan, ident: str, change: Callable[[Planlinje], tuple[Planlinje, ...]]
) -> Handleplan:
    """The plan with one line replaced by what ``change`` makes of it."""
    elements = {
        element: tuple(
            new for line in own for new in (change(line) if line.id == ident else (line,))
        )
        for element, own in plan.elementer.items()
    }
    return replace(plan, elementer=elements)
