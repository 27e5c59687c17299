"""What to take up at the next meeting: at most five points, the most pressing first."""

from __future__ import annotations

from collections.abc import Mapping

from assistent.check.wording import Wording
from assistent.datamodels import (
    ELEMENTER,
    FORUDSAETNINGER,
    Dagsordenspunkt,
    ElementTjek,
    ForudsaetningTjek,
)

_MOST = 5
_ORDER = ("modsat", "mangler", "delvist", "laes_selv", "ikke_belyst")
_CONDITION = {"ikke_opfyldt": "modsat", "delvist": "delvist", "ikke_belyst": "ikke_belyst"}
_ELEMENT = {"nej": "mangler", "delvist": "delvist"}
_SILENT_FIRST = ("F4", "F5", "F6", "F3", "F2")
"""Which silent conditions are worth a meeting's time first: what the parties expect of one another
and how they keep at it (the evaluation, p. 28-32)."""


def agenda(
    elements: Mapping[str, ElementTjek],
    conditions: Mapping[str, ForudsaetningTjek],
    wording: Wording,
) -> tuple[Dagsordenspunkt, ...]:
    """The points for the next meeting.

    What the plan itself says is wrong comes first, then what is missing, half there, in doubt, and
    last what it is silent about.
    """
    found: list[tuple[int, int, float, Dagsordenspunkt]] = []
    for place, name in enumerate((*ELEMENTER, *FORUDSAETNINGER)):
        entry = elements[name] if name in elements else conditions[name]
        kinds = _ELEMENT if name in elements else _CONDITION
        kind = "laes_selv" if entry.anden else kinds.get(entry.status, "")
        if kind:
            point = Dagsordenspunkt(
                name,
                wording.say(f"emne.{name}"),
                wording.say(f"hvorfor.{kind}"),
                wording.question(name),
                entry.forslag,
            )
            found.append((_ORDER.index(kind), _rank(name, place), -entry.sikkerhed, point))
    chosen = sorted(found, key=lambda item: item[:3])
    return tuple(point for *_, point in chosen[:_MOST])


def _rank(name: str, place: int) -> int:
    """The order among points of a kind: elements as the plan has them, then conditions."""
    if name in ELEMENTER:
        return place
    first = _SILENT_FIRST.index(name) if name in _SILENT_FIRST else len(_SILENT_FIRST)
    return len(ELEMENTER) + first
