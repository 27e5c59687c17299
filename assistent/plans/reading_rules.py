"""When two facts from two readings cannot both hold."""

from __future__ import annotations

import re
from collections.abc import Callable

from assistent.plans.reading_children import RESTEN
from assistent.plans.reading_facts import Clause, Fact
from assistent.plans.reading_times import AABEN

_SAME_TASK = 0.6
_APART = 1.25


def denied(a: Clause, b: Clause) -> bool:
    """The same thing said with and without a »not«; of a day when somebody is away, one word.

    A clause of two parts (»bliver og henter ikke noget«) denies only one of them.
    """
    enough = min(len(a.opgave), len(b.opgave)) > (0 if a.fravaer else 1)
    single = not any(re.search(r"\bog\b", c.ord) for c in (a, b) if c.naegtet)
    return enough and single and a.naegtet != b.naegtet and same_task(a.opgave, b.opgave)


def same_task(one: frozenset[str], other: frozenset[str]) -> bool:
    """True when two clauses share most of the shorter one's words."""
    smaller = min(len(one), len(other))
    return smaller > 0 and len(one & other) / smaller >= _SAME_TASK


def differ(a: Fact, b: Fact) -> bool:
    """True when two facts of a kind cannot both hold."""
    if a.art != b.art:
        return any(test(x, y) for test in (_off_hours, _no_end) for x, y in ((a, b), (b, a)))
    rule: Callable[[Fact, Fact], bool] = _RULES.get(a.art, _no_overlap)
    return rule(a, b)


def _off_hours(clock: Fact, part: Fact) -> bool:
    return (clock.art, part.art) == ("klokken", "dagdel") and not part.fra <= clock.fra <= part.til


def _no_end(open_: Fact, end: Fact) -> bool:
    return open_.art == AABEN and end.art not in (AABEN, "minutter")


def _no_overlap(a: Fact, b: Fact) -> bool:
    return a.til < b.fra or b.til < a.fra


def _far_apart(a: Fact, b: Fact) -> bool:
    """Amounts that no rounding brings together."""
    return a.til * _APART < b.fra or b.til * _APART < a.fra


def _other_names(a: Fact, b: Fact) -> bool:
    return a.navne != b.navne


def _other_situation(a: Fact, b: Fact) -> bool:
    return a.navne.isdisjoint(b.navne)


def _other_children(a: Fact, b: Fact) -> bool:
    if (RESTEN in a.navne) != (RESTEN in b.navne):
        return True
    exact = a.navne and b.navne and a.navne != b.navne
    if exact and not (a.navne < b.navne or b.navne < a.navne):
        return True
    return _no_overlap(a, b)


_RULES: dict[str, Callable[[Fact, Fact], bool]] = {
    "ugedag": _other_names,
    "situation": _other_situation,
    "om_ugen": _far_apart,
    "forloeb": _far_apart,
    "minutter": _far_apart,
    "boern": _other_children,
}
