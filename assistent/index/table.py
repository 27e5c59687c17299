"""The vectors of one kind of grain in memory, searched exactly.

Chroma keeps the vectors; asking it with a filter costs 16 ms at 2,000 vectors, where one product
of a matrix costs a tenth of a millisecond. Above ``_LARGE`` rows they are held in half precision
and looked through in two steps: a short form of each (its principal components, PCA) picks some
thousands, whose full vectors then decide.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
_LARGE = 40_000
_GROWTH = 1.5
_SHORT = 96
"""Dimensions of the short form."""
_PICKED = 3000
"""Rows that the short form picks; of these the full vectors decide."""
_SAMPLE = 20_000


class Table:
    """Unit vectors by grain id; rows are added and dropped, never changed."""

    def __init__(self, dim: int) -> None:
        self._ids: list[str] = []
        self._owners: list[str] = []
        self._rows: dict[str, list[int]] = {}
        self._matrix: NDArray[Any] = np.zeros((0, dim), np.float32)
        self._basis: Vectors | None = None
        self._short: Vectors = np.zeros((0, _SHORT), np.float32)

    def __len__(self) -> int:
        return len(self._ids)

    def add(self, ids: Sequence[str], owners: Sequence[str], vectors: Vectors) -> None:
        """Add rows; ``owners`` are the passages that the grains lead to. (n, dim)"""
        start, end = len(self._ids), len(self._ids) + len(ids)
        if end > len(self._matrix):
            kind = np.float16 if end > _LARGE else np.float32
            grown = np.zeros((int(end * _GROWTH) + 64, self._matrix.shape[1]), kind)
            grown[:start] = self._matrix[:start]
            self._matrix = grown
        self._matrix[start:end] = vectors
        if end > _LARGE:
            self._shorten(start, end)
        for at, owner in enumerate(owners, start):
            self._rows.setdefault(owner, []).append(at)
        self._ids.extend(ids)
        self._owners.extend(owners)

    def _shorten(self, start: int, end: int) -> None:
        """Keep the short form of new rows; the first time, find what to keep, and of all rows."""
        if self._basis is None:
            chosen = np.random.default_rng(0).choice(end, min(end, _SAMPLE), replace=False)
            rows = self._matrix[np.sort(chosen)].astype(np.float32)
            self._basis = np.linalg.eigh(rows.T @ rows)[1][:, -_SHORT:].astype(np.float32)
            start = 0
        if end > len(self._short):
            longer = np.zeros((len(self._matrix), self._basis.shape[1]), np.float32)
            if start:
                longer[:start] = self._short[:start]
            self._short = longer
        self._short[start:end] = self._matrix[start:end].astype(np.float32) @ self._basis

    def keep(self, wanted: Callable[[str], bool]) -> None:
        """Drop the rows whose id is not ``wanted``."""
        kept = [at for at, ident in enumerate(self._ids) if wanted(ident)]
        if len(kept) == len(self._ids):
            return
        ids = [self._ids[at] for at in kept]
        owners = [self._owners[at] for at in kept]
        matrix = self._matrix[kept]
        self._ids, self._owners, self._rows = [], [], {}
        self._matrix = np.zeros((0, matrix.shape[1]), np.float32)
        self._basis, self._short = None, np.zeros((0, _SHORT), np.float32)
        self.add(ids, owners, matrix)

    def nearest(
        self, vector: Vectors, count: int, within: Iterable[str] | None
    ) -> tuple[tuple[str, ...], tuple[float, ...]]:
        """The ``count`` grains nearest ``vector`` (dim,): ids and cosines, best first.

        ``within`` keeps to the grains of these passages; None is all.
        """
        if within is None and self._basis is None:
            chosen = None
            cosines = self._matrix[: len(self._ids)] @ vector
        else:
            chosen = self._likely(vector, count) if within is None else self._of_owners(within)
            cosines = self._matrix[chosen].astype(np.float32, copy=False) @ vector
        if not len(cosines):
            return (), ()
        best = np.argpartition(-cosines, min(count, len(cosines)) - 1)[:count]
        best = best[np.argsort(-cosines[best], kind="stable")]
        places = best if chosen is None else chosen[best]
        return tuple(self._ids[at] for at in places), tuple(float(cosines[at]) for at in best)

    def _of_owners(self, owners: Iterable[str]) -> NDArray[np.intp]:
        return np.array([at for owner in owners for at in self._rows.get(owner, ())], np.intp)

    def _likely(self, vector: Vectors, count: int) -> NDArray[np.intp]:
        """The rows whose short form is nearest."""
        assert self._basis is not None
        rough = self._short[: len(self._ids)] @ (vector @ self._basis)
        picked = min(max(_PICKED, 10 * count), len(rough))
        return np.sort(np.argpartition(-rough, picked - 1)[:picked])

    def of(self, owners: Iterable[str]) -> Iterator[tuple[str, Vectors]]:
        """Each grain of these passages with its vector (dim,)."""
        for owner in owners:
            for at in self._rows.get(owner, ()):
                yield self._ids[at], self._matrix[at].astype(np.float32)
