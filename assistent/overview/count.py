"""Count the plans: by year, and by what is told of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from assistent.overview.suppress import LEAST, Krydstabel
from assistent.overview.tables import Grundlag

Told = Callable[[Grundlag], Collection[str]]
"""The categories that a plan is in; none where nobody told."""


@dataclass(frozen=True)
class Aarsgruppe:
    """The plans of a year, or of several years with fewer than five each."""

    aar: tuple[int, ...]
    forloeb: tuple[Grundlag, ...]

    @property
    def large(self) -> bool:
        """True when there are enough plans to tell of."""
        return len(self.forloeb) >= LEAST


def year_of(basis: Grundlag) -> int:
    """The year in which a forløb begins, else that in which its plan was made."""
    start = basis.plan.kalender.start
    if start:
        return date.fromisoformat(start).year
    return datetime.fromisoformat(basis.begyndt).astimezone().year


def by_year(plans: Sequence[Grundlag]) -> tuple[Aarsgruppe, ...]:
    """The plans by year, the first first; the years with fewer than five are one, the last."""
    years: dict[int, list[Grundlag]] = defaultdict(list)
    for basis in plans:
        years[year_of(basis)].append(basis)
    groups = [Aarsgruppe((year,), tuple(years[year])) for year in sorted(years)]
    small = [group for group in groups if not group.large]
    rest = Aarsgruppe(
        tuple(year for group in small for year in group.aar),
        tuple(basis for group in small for basis in group.forloeb),
    )
    large = [group for group in groups if group.large]
    return (*large, rest) if small else tuple(large)


def cross(
    groups: Sequence[Aarsgruppe], categories: Collection[str], told: Told, several: bool = False
) -> Krydstabel:
    """The plans of each group by category; ``several`` where a plan may be in more than one."""
    rows = []
    for group in groups:
        found = [set(told(basis)) & set(categories) for basis in group.forloeb]
        row = [sum(category in own for own in found) for category in categories]
        rows.append((*row, sum(not own for own in found)))
    return Krydstabel(tuple(rows), tuple(len(group.forloeb) for group in groups), several)


def art(basis: Grundlag) -> Collection[str]:
    """The kind of forløb."""
    return (basis.plan.kendetegn.art,)


def areas(basis: Grundlag) -> Collection[str]:
    """The problem areas."""
    return basis.plan.kendetegn.omraader


def uses(basis: Grundlag) -> Collection[str]:
    """The uses of the resource function."""
    return basis.plan.kendetegn.anvendelser


def status(condition: str) -> Told:
    """How a condition is judged."""

    def told(basis: Grundlag) -> Collection[str]:
        judged = basis.tjek.forudsaetninger.get(condition) if basis.tjek else None
        return (judged.status,) if judged else ()

    return told


def length(bands: Mapping[str, str]) -> Told:
    """The band of weeks that a forløb is as long as; bands are named by their fewest weeks."""
    limits = sorted(map(int, bands))

    def told(basis: Grundlag) -> Collection[str]:
        calendar = basis.plan.kalender
        if not calendar.start or not calendar.slut:
            return ()
        days = (date.fromisoformat(calendar.slut) - date.fromisoformat(calendar.start)).days + 1
        return (str(max(limit for limit in limits if limit <= days // 7)),)

    return told


@dataclass(frozen=True)
class Dage:
    """Days of a group of plans; None where too few of the plans have such days."""

    planlagt: int | None
    aflyst: int | None
    erstattet: int | None

    @property
    def any(self) -> bool:
        """True when any plan tells of its days."""
        return self.planlagt != 0


def days(group: Aarsgruppe) -> Dage:
    """The days planned, cancelled and replaced in the plans that tell of them.

    The cancelled days of fewer than five plans are not told, whatever number of days they are.
    """
    known = [b.kontinuitet for b in group.forloeb if b.kontinuitet.planlagt]
    if _few(len(known)):
        return Dage(None, None, None)
    planned = sum(one.planlagt for one in known)
    cancelled = [one.aflyst for one in known if one.aflyst]
    replaced = [one.erstattet for one in known if one.erstattet]
    if _few(len(cancelled)) or _few(len(replaced)):
        return Dage(planned, None, None)
    return Dage(planned, sum(cancelled), sum(replaced))


def added(days: Sequence[Dage]) -> Dage:
    """The sums of the days that are told."""
    return Dage(
        sum(one.planlagt or 0 for one in days),
        sum(one.aflyst or 0 for one in days),
        sum(one.erstattet or 0 for one in days),
    )


def _few(count: int) -> bool:
    return 0 < count < LEAST
