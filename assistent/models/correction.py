"""Take the common direction out of an embedder's vectors.

e5's vectors crowd in a narrow cone, and the strongest direction in it tells questions from
statements rather than one matter from another. Subtracting the mean and projecting that direction
out ("all-but-the-top", Mu & Viswanath 2018) lifts what is left. The direction is measured once by
``python -m evals.train_retning`` and travels with the additions to the encoder's weights.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from assistent.models.embedder import Embedder, Vectors

if TYPE_CHECKING:
    from assistent.models.e5 import BundledE5


class Corrected:
    """An embedder whose vectors are centred and cleared of ``directions``, then unit again."""

    def __init__(
        self, base: Embedder, mean: NDArray[np.float32], directions: NDArray[np.float32]
    ) -> None:
        self._base = base
        self._mean = mean
        self._directions = directions
        self.name = base.name
        self.dim = base.dim
        self.fingerprint = f"{base.fingerprint}+{_digest(mean, directions)}"

    def query(self, texts: Sequence[str]) -> Vectors:
        """Embed queries."""
        return self.correct(self._base.query(texts))

    def passage(self, texts: Sequence[str]) -> Vectors:
        """Embed passages."""
        return self.correct(self._base.passage(texts))

    def correct(self, vectors: Vectors) -> Vectors:
        """The correction alone, on unit vectors (n, dim)."""
        centred = vectors - self._mean
        cleared = centred - (centred @ self._directions.T) @ self._directions
        unit: Vectors = cleared / np.linalg.norm(cleared, axis=1, keepdims=True)
        return unit.astype(np.float32)


def _digest(mean: NDArray[np.float32], directions: NDArray[np.float32]) -> str:
    import hashlib

    return hashlib.sha256(mean.tobytes() + directions.tobytes()).hexdigest()[:8]


def measure(vectors: Vectors, count: int) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """The mean (dim,) and the ``count`` strongest directions (count, dim) of many unit vectors."""
    mean = vectors.mean(axis=0)
    directions = np.linalg.svd(vectors - mean, full_matrices=False)[2][:count]
    # A singular vector's sign is arbitrary; fix it, so that the file is reproducible.
    signs = np.sign(directions[np.arange(count), np.abs(directions).argmax(axis=1)])
    return mean.astype(np.float32), (directions * signs[:, None]).astype(np.float32)


def corrected(base: BundledE5) -> Embedder:
    """``base`` with the correction measured for it; ``base`` itself where none is."""
    tuning = base.tuning
    if tuning is None or tuning.mean is None or tuning.directions is None:
        return base
    return Corrected(base, tuning.mean, tuning.directions)
