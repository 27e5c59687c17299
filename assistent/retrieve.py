"""Search: words and vectors fused into one score per passage, with the reasons kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from assistent.datamodels import SKJULTE, Fund, Korn, KornArt, Renset, Traef, Uddrag, UddragArt


class _Words(Protocol):
    ids: list[str]

    def scores(self, query: str) -> NDArray[np.float32]: ...

    def shared(self, query: str, ident: str) -> tuple[tuple[str, ...], float]: ...


class _Neighbours(Protocol):
    @property
    def art(self) -> KornArt: ...
    @property
    def ids(self) -> tuple[str, ...]: ...
    @property
    def cosiner(self) -> tuple[float, ...]: ...


class _Searchable(Protocol):
    """What search needs of the index."""

    @property
    def words(self) -> _Words: ...
    @property
    def passages(self) -> Mapping[str, Uddrag]: ...
    @property
    def grains(self) -> Mapping[str, Korn]: ...

    def nearest(
        self,
        vector: NDArray[np.float32],
        count: int,
        sources: Collection[str] | None = None,
        kind: UddragArt | None = None,
    ) -> Sequence[_Neighbours]: ...

    def of(self, vector: NDArray[np.float32], owners: Sequence[str]) -> Sequence[_Neighbours]: ...


class _QueryEncoder(Protocol):
    """What search needs of an embedder."""

    def query(self, texts: Sequence[str]) -> NDArray[np.float32]: ...


@dataclass(frozen=True)
class Weights:
    """How much each part counts.

    Set on evals/data/spoergsmaal-dev.jsonl, where finer ones are no better: sentences count less
    than what was written for a passage, and statements most.
    """

    ord: float = 1.0
    uddrag: float = 0.5
    saetning: float = 0.3
    spoergsmaal: float = 1.0
    udsagn: float = 1.3
    spredning: float = 0.06
    """What a hit loses for each better hit of the same page (or record, where there are none)."""


_FLOOR = 0.0
_CEILING = 0.9
_BM25_HALF = 12.0
_NEIGHBOURS = 150
_BY_WORDS = 1000
"""Passages that are kept for their words."""


def search(
    query: Renset,
    index: _Searchable,
    encoder: _QueryEncoder | None,
    count: int = 10,
    sources: Collection[str] | None = None,
    kind: UddragArt | None = None,
    weights: Weights | None = None,
) -> tuple[Fund, ...]:
    """The ``count`` best passages for ``query``, best first, one hit per passage.

    Without an encoder (or before the vectors are built) only words count. ``sources`` and ``kind``
    keep to the passages of some sources or of one kind; those of a hidden kind are found only when
    asked for.
    """
    weights = weights or Weights()
    scope = _Scope(index, sources, kind)
    vector = encoder.query([query])[0] if encoder is not None else None
    total: dict[str, float] = defaultdict(float)
    for ident, score in _lexical(query, index, scope).items():
        total[ident] += weights.ord * score
    for ident, score in _semantic(vector, index, scope, weights).items():
        total[ident] += score
    top = weights.ord + weights.uddrag + weights.saetning + weights.spoergsmaal + weights.udsagn
    ranked = _spread(total, index.passages, count, weights.spredning)
    reasons = _reasons(vector, index, [ident for ident, _ in ranked])
    return tuple(
        Fund(
            uddrag=index.passages[ident],
            score=round(score / top, 6),
            traef=tuple(sorted(reasons[ident], key=lambda hit: -hit.lighed)),
            faelles_ord=index.words.shared(query, ident)[0],
        )
        for ident, score in ranked
    )


class Reranker(Protocol):
    """What reads a question and a passage together."""

    def scores(self, query: str, texts: Sequence[str]) -> NDArray[np.float32]:
        """How likely each text answers, (n,), 0..1."""
        ...


def reranked(query: Renset, hits: Sequence[Fund], reranker: Reranker) -> tuple[Fund, ...]:
    """The hits in the order of ``reranker``, whose scores take their place."""
    if not hits:
        return ()
    chances = reranker.scores(query, [hit.uddrag.tekst for hit in hits])
    rescored = [
        replace(hit, score=round(float(chance), 6))
        for hit, chance in zip(hits, chances, strict=True)
    ]
    return tuple(sorted(rescored, key=lambda hit: -hit.score))


_CONSIDERED = 5
"""How many times as many hits as are asked for may come among them."""


def _spread(
    total: Mapping[str, float], passages: Mapping[str, Uddrag], count: int, loss: float
) -> list[tuple[str, float]]:
    """The best ``count`` ids with their scores, best first, not all from one place.

    Every hit loses the share ``loss`` for each better one of its place, so that a second page that
    answers is not pushed out by five passages of the first.
    """
    order = sorted(total.items(), key=lambda pair: (-pair[1], pair[0]))[: _CONSIDERED * count]
    if not loss:
        return order[:count]
    left = dict(order)
    taken: dict[tuple[str, int | None], int] = defaultdict(int)
    chosen: list[tuple[str, float]] = []
    while left and len(chosen) < count:

        def worth(ident: str) -> float:
            passage = passages[ident]
            return left[ident] * (1 - loss) ** taken[passage.kilde, passage.side]

        best = max(left, key=worth)
        chosen.append((best, worth(best)))
        taken[passages[best].kilde, passages[best].side] += 1
        del left[best]
    return chosen


@dataclass(frozen=True)
class _Scope:
    """Which passages may be found."""

    index: _Searchable
    sources: Collection[str] | None
    kind: UddragArt | None

    @property
    def open(self) -> bool:
        """True when no source and no kind is asked for."""
        return self.sources is None and self.kind is None

    def holds(self, ident: str) -> bool:
        passage = self.index.passages[ident]
        if self.sources is not None and passage.kilde not in self.sources:
            return False
        return passage.art == self.kind if self.kind else passage.art not in SKJULTE


def _lexical(query: str, index: _Searchable, scope: _Scope) -> dict[str, float]:
    scores = index.words.scores(query)
    found = np.flatnonzero(scores)
    if scope.open and len(found) > _BY_WORDS:
        # In a large collection most passages share some word; the rest could not come first.
        found = found[np.argpartition(-scores[found], _BY_WORDS)[:_BY_WORDS]]
    return {
        ident: float(scores[number] / (scores[number] + _BM25_HALF))
        for number in found
        if scope.holds(ident := index.words.ids[number])
    }


def _semantic(
    vector: NDArray[np.float32] | None,
    index: _Searchable,
    scope: _Scope,
    weights: Weights,
) -> dict[str, float]:
    scores: dict[str, float] = defaultdict(float)
    if vector is None:
        return scores
    for neighbours in index.nearest(vector, _NEIGHBOURS, scope.sources, scope.kind):
        weight = float(getattr(weights, neighbours.art))
        best: dict[str, float] = {}
        for ident, cosine in zip(neighbours.ids, neighbours.cosiner, strict=True):
            owner = index.grains[ident].uddrag_id
            if owner not in best and scope.holds(owner):
                best[owner] = cosine
        for owner, cosine in best.items():
            scores[owner] += weight * _scale(cosine)
    return scores


def _reasons(
    vector: NDArray[np.float32] | None, index: _Searchable, found: Sequence[str]
) -> dict[str, list[Traef]]:
    """Every grain of the passages found, with how near it lies: why each was found."""
    reasons: dict[str, list[Traef]] = defaultdict(list)
    if vector is None:
        return reasons
    for near in index.of(vector, found):
        for ident, cosine in zip(near.ids, near.cosiner, strict=True):
            grain = index.grains[ident]
            reasons[grain.uddrag_id].append(Traef(grain, cosine, 0.0))
    return reasons


def _scale(cosine: float) -> float:
    """Cosines of corrected vectors, spread over 0..1."""
    return min(max((cosine - _FLOOR) / (_CEILING - _FLOOR), 0.0), 1.0)
