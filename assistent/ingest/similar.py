"""Which documents say nearly the same: bottom-k sketches of overlapping runs of words.

Broder (1997), "On the resemblance and containment of documents": of all hashed runs of a text only
the smallest are kept; the share that two sketches have in common estimates that of the texts.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence

from assistent.danish import words

_RUN = 5
"""Words in a run."""
_KEPT = 96
ALIKE = 0.7
"""The share of runs in common from which two documents are reported as nearly the same."""


def sketch(text: str) -> tuple[int, ...]:
    """The smallest hashes of the runs of ``text``, ascending; fewer for a short text."""
    found = words(text)
    runs = (" ".join(found[at : at + _RUN]) for at in range(max(1, len(found) - _RUN + 1)))
    return tuple(sorted({zlib.crc32(run.encode()) for run in runs})[:_KEPT])


def resemblance(one: Sequence[int], other: Sequence[int]) -> float:
    """The estimated share of runs that two texts have in common, 0..1."""
    if not one or not other:
        return 0.0
    both = set(one) & set(other)
    union = sorted({*one, *other})[: min(len(one), len(other), _KEPT)]
    return sum(value in both for value in union) / len(union)


def most_alike(
    new: Sequence[int], known: Iterable[tuple[str, Sequence[int]]]
) -> tuple[str, float] | None:
    """The name of the document most like ``new`` and how alike, or None where none is nearly so."""
    best = max(((resemblance(new, other), name) for name, other in known), default=(0.0, ""))
    return (best[1], best[0]) if best[0] >= ALIKE else None
