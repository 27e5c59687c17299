"""Which of many classes a text belongs to, learnt in closed form from labelled examples.

Regularised linear discriminant analysis (Friedman 1989) with class means and one shrunk
within-class covariance: directions in which examples of one class differ among themselves (who is
told of, where, in whose voice) count little, the others much. Fitting a thousand vectors takes
some tens of milliseconds, so that the knowledge can be edited and nothing has to be trained.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from math import log, sqrt

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


class Discriminant:
    """Scores of vectors (n, dim) for each of ``classes``: higher is likelier."""

    def __init__(self, classes: tuple[str, ...], weights: Floats, bias: Floats) -> None:
        self.classes = classes
        self._weights = weights
        self._bias = bias

    @classmethod
    def fit(cls, vectors: Floats, labels: Sequence[str], shrinkage: float = 0.5) -> Discriminant:
        """Fit on ``vectors`` (n, dim) with one label each; a vector may occur once per label."""
        classes = tuple(sorted(set(labels)))
        number = {label: place for place, label in enumerate(classes)}
        places = np.array([number[label] for label in labels])
        means = np.stack([vectors[places == place].mean(axis=0) for place in range(len(classes))])
        spread = vectors - means[places]
        within = spread.T @ spread / len(spread)
        dim = vectors.shape[1]
        within = (1 - shrinkage) * within + shrinkage * np.trace(within) / dim * np.eye(dim)
        weights = np.linalg.solve(within, means.T)
        bias = -0.5 * np.einsum("cd,dc->c", means, weights)
        return cls(classes, weights.astype(np.float32), bias.astype(np.float32))

    def scores(self, vectors: Floats) -> Floats:
        """(n, classes), each row standardised to mean 0 and deviation 1 over the classes."""
        return _standardised(vectors @ self._weights + self._bias)


class WordCentroids:
    """Which of many classes a list of terms belongs to: cosine to each class's tf-idf centroid.

    Rocchio's classifier; it knows the telling words that sentence vectors blur.
    """

    def __init__(self, classes: tuple[str, ...], idf: dict[str, float], centroids: Floats) -> None:
        self.classes = classes
        self._idf = idf
        self._number = {term: place for place, term in enumerate(idf)}
        self._centroids = centroids

    @classmethod
    def fit(cls, documents: Sequence[Sequence[str]], labels: Sequence[str]) -> WordCentroids:
        """Fit on documents (lists of terms) with one label each."""
        counts = Counter(term for document in documents for term in set(document))
        total = len(documents)
        idf = {term: log((1 + total) / (1 + count)) + 1 for term, count in counts.items()}
        classes = tuple(sorted(set(labels)))
        self = cls(classes, idf, np.zeros((len(classes), len(idf)), np.float32))
        number = {label: place for place, label in enumerate(classes)}
        for document, label in zip(documents, labels, strict=True):
            for term, weight in self._weights(document).items():
                self._centroids[number[label], self._number[term]] += weight
        lengths = np.linalg.norm(self._centroids, axis=1, keepdims=True)
        self._centroids /= np.where(lengths == 0, 1, lengths)
        return self

    def _weights(self, document: Sequence[str]) -> dict[str, float]:
        """Unit-length tf-idf weights, with a logarithm on the counts; unseen terms left out."""
        counts = Counter(term for term in document if term in self._idf)
        raw = {term: (1 + log(count)) * self._idf[term] for term, count in counts.items()}
        length = sqrt(sum(weight**2 for weight in raw.values()))
        return {term: weight / length for term, weight in raw.items()} if length else {}

    def scores(self, documents: Sequence[Sequence[str]]) -> Floats:
        """(n, classes), each row standardised to mean 0 and deviation 1 over the classes."""
        rows = np.zeros((len(documents), len(self.classes)), np.float32)
        for row, document in enumerate(documents):
            for term, weight in self._weights(document).items():
                rows[row] += weight * self._centroids[:, self._number[term]]
        return _standardised(rows)


def _standardised(rows: Floats) -> Floats:
    deviation = rows.std(axis=1, keepdims=True)
    standard: Floats = (rows - rows.mean(axis=1, keepdims=True)) / np.where(
        deviation == 0, 1, deviation
    )
    return standard
