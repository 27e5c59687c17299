"""The checks of two versions of a plan beside one another."""

from __future__ import annotations

from assistent.datamodels import (
    ELEMENTER,
    FORUDSAETNINGER,
    ElementTjek,
    ForudsaetningTjek,
    Tjek,
    Tjekforskel,
)


def compare(earlier: Tjek, later: Tjek) -> tuple[Tjekforskel, ...]:
    """Every element and condition whose status is another in the later version, in their order."""
    pairs: list[tuple[str, ElementTjek | ForudsaetningTjek, ElementTjek | ForudsaetningTjek]] = [
        *((str(e), earlier.elementer[e], later.elementer[e]) for e in ELEMENTER),
        *((f, earlier.forudsaetninger[f], later.forudsaetninger[f]) for f in FORUDSAETNINGER),
    ]
    return tuple(
        Tjekforskel(name, before.status, now.status, before.citat, now.citat)
        for name, before, now in pairs
        if before.status != now.status
    )
