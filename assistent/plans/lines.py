"""The lines of a plan: made from a draft, and rewritten by people without losing who said what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from assistent.datamodels import ELEMENTER, Element, Udkast
from assistent.handleplan import Handleplan, Planlinje, new_id

_SAME = 0.6
"""How alike (difflib's ratio, 0..1) a rewritten line must be to count as the same line."""


@dataclass(frozen=True)
class Skrevet:
    """A line as somebody wrote it; ``id`` is that of the line it was, or empty where unknown."""

    tekst: str
    id: str = ""


def from_draft(draft: Udkast, title: str) -> Handleplan:
    """The draft as a plan to be kept; every line gets an id."""
    lines: dict[Element, tuple[Planlinje, ...]] = {
        element: tuple(
            Planlinje(new_id(), line.tekst, line.ophav, line.henvisninger)
            for line in draft.handleplan.get(element, ())
        )
        for element in ELEMENTER
    }
    return Handleplan(
        title,
        elementer=lines,
        oevrige_noter=draft.oevrige_noter,
        spoergsmaal=draft.spoergsmaal,
        modsigelser=draft.modsigelser,
        oprindelse=draft.oprindelse,
    )


def rewritten(plan: Handleplan, written: Mapping[Element, Sequence[Skrevet]]) -> Handleplan:
    """The plan with the elements in ``written`` as somebody wrote them; the others stay.

    A line that is as it was keeps its origin, sources and settlement. One whose words changed
    keeps its id, and a person wrote it now. An open place that was filled is no longer missing.
    """
    before = plan.lines()
    taken: set[str] = set()
    claimed = {line.id for own in written.values() for line in own if line.id in before}
    elements = dict(plan.elementer)
    for element, own in written.items():
        loose = [line for line in plan.elementer.get(element, ()) if line.id not in claimed]
        told = [line for line in own if line.tekst.strip()]
        elements[element] = tuple(_kept(told, before, loose, taken))
    return replace(plan, elementer=_without_answered(elements))


def _kept(
    written: Sequence[Skrevet],
    before: Mapping[str, tuple[Element, Planlinje]],
    loose: list[Planlinje],
    taken: set[str],
) -> list[Planlinje]:
    """Each written line as the line it was, or as a new one."""
    old = [_claimed(line, before, taken) for line in written]
    for same in (True, False):
        for place, line in enumerate(written):
            if old[place] is None:
                old[place] = _nearest(line.tekst, loose, 1.0 if same else _SAME)
    return [_as_written(was, line.tekst) for was, line in zip(old, written, strict=True)]


def _claimed(
    line: Skrevet, before: Mapping[str, tuple[Element, Planlinje]], taken: set[str]
) -> Planlinje | None:
    """The line that bears the id; the second to claim it (a copied line) gets none."""
    if line.id not in before or line.id in taken:
        return None
    taken.add(line.id)
    return before[line.id][1]


def _nearest(text: str, loose: list[Planlinje], least: float) -> Planlinje | None:
    """The likeliest of the lines that nobody has claimed; it is claimed now."""
    scored = [(_alike(text, line.tekst), -n) for n, line in enumerate(loose)]
    if not scored or max(scored)[0] < least:
        return None
    return loose.pop(-max(scored)[1])


def _alike(one: str, other: str) -> float:
    if _plain(one) == _plain(other):
        return 1.0
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return min(matcher.quick_ratio(), 0.999) if matcher.quick_ratio() < _SAME else matcher.ratio()


def _plain(text: str) -> str:
    return " ".join(text.split())


def _as_written(old: Planlinje | None, text: str) -> Planlinje:
    plain = _plain(text)
    if old is None:
        return Planlinje(new_id(), plain, "person")
    if _plain(old.tekst) == plain:
        return old
    return Planlinje(old.id, plain, "person", old.henvisninger)


def _without_answered(
    elements: Mapping[Element, tuple[Planlinje, ...]],
) -> dict[Element, tuple[Planlinje, ...]]:
    """Without the lines that say something is missing where a person has written since."""
    return {
        element: tuple(
            line
            for line in own
            if line.ophav != "mangler" or not any(other.ophav == "person" for other in own)
        )
        for element, own in elements.items()
    }
