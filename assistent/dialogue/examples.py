"""Sorts a message by the labelled examples in prompts/samtale that it resembles most.

Every example is a point: its sentence vector, its words and its shape. A message is scored by the
examples near it, each with a weight that kernel ridge regression finds in closed form (so the same
examples always give the same answer). Editing the examples is all the training there is.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from assistent.danish import content_stems, stem, words
from assistent.dialogue.intent import ARTER, Art
from assistent.dialogue.references import FILE, Pointers
from assistent.prompts import Frames

Matrix = NDArray[np.float32]

_BREAK = " ⏎ "
# Found on the examples themselves, each held out in turn: python -m evals.hensigter --saet dev
_WORD_WEIGHT = 0.6
_SHAPE_WEIGHT = 0.5
_COMMON = 5
"""Examples that must have a term for it to count; rarer ones cost memory and tell little."""
_REACH = 1.0
_RIDGE = 0.1


class Encoder(Protocol):
    """What routing needs of an embedder."""

    fingerprint: str

    def query(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Embed what a user types: (n, dim), unit length."""
        ...


@dataclass(frozen=True)
class Example:
    """Something people write, and what they ask for by it."""

    text: str
    art: Art


def read_examples(frames: Frames) -> tuple[Example, ...]:
    """The examples of every kind. Raises PromptFejl when a kind has none."""
    return tuple(
        Example(text.replace(_BREAK, "\n"), art)
        for art in ARTER
        for text in frames.options(FILE, f"eksempler: {art}")
    )


class Classifier:
    """Scores of a message for every kind in ``ARTER``: about 1 for a sure yes, about 0 for no."""

    def __init__(
        self,
        examples: Sequence[Example],
        encoder: Encoder,
        pointers: Pointers,
        cache: Path | None = None,
    ) -> None:
        self._encoder = encoder
        self._pointers = pointers
        self._vocabulary, self._weight = _vocabulary([example.text for example in examples])
        self.command_stems = _command_stems(examples)
        texts = [example.text for example in examples]
        vectors = _remembered(texts, encoder, cache)
        self._mean: Matrix = np.asarray(vectors.mean(axis=0), np.float32)
        self._points = self._features(texts, vectors)
        self._targets = _targets([example.art for example in examples])
        gram = _nearness(self._points, self._points)
        ridge = _RIDGE * np.eye(len(gram))
        self._inverse: Matrix = np.linalg.inv(gram + ridge).astype(np.float32)
        self._weights: Matrix = self._inverse @ self._targets

    def scores(self, texts: Sequence[str]) -> Matrix:
        """(n, kinds), one row per text."""
        points = self._features(texts, self._encoder.query(texts))
        scores: Matrix = _nearness(points, self._points) @ self._weights
        return scores

    def left_out(self) -> Matrix:
        """The scores of each example when it is itself left out of the training."""
        scores: Matrix = self._targets - self._weights / np.diag(self._inverse)[:, None]
        return scores

    def _features(self, texts: Sequence[str], vectors: Matrix) -> Matrix:
        centred = _unit(vectors - self._mean)
        lexical = _WORD_WEIGHT * _unit(np.stack([self._words(text) for text in texts]))
        shape = _SHAPE_WEIGHT * np.stack([self._shape(text) for text in texts])
        features: Matrix = np.hstack([centred, lexical, shape])
        return features

    def _words(self, text: str) -> Matrix:
        row = np.zeros(len(self._vocabulary), np.float32)
        for term in _terms(text):
            if (place := self._vocabulary.get(term)) is not None:
                row[place] = self._weight[place]
        return row

    def _shape(self, text: str) -> Matrix:
        shape, pointer = self._pointers.shape(text), self._pointers.read(text)
        return np.array(
            [
                1.0,
                np.log1p(shape.words) / 3,
                min(shape.lines, 8) / 8,
                min(shape.headings, 6) / 3,
                shape.question,
                shape.anaphoric,
                pointer.nr is not None,
                pointer.element is not None,
                bool(pointer.part),
            ],
            np.float32,
        )


def _command_stems(examples: Sequence[Example]) -> frozenset[str]:
    """The words that commands are made of: those of follow-ups, which hold nothing else."""
    return frozenset(
        term
        for example in examples
        if example.art in ("udkast_fra", "tjek_den", "kan")
        for term in content_stems(example.text)
    )


def _terms(text: str) -> list[str]:
    """Stems and pairs of neighbouring stems, the text's beginning among them."""
    stems = ["^", *(stem(word) for word in words(text))]
    return stems[1:] + [f"{a} {b}" for a, b in pairwise(stems)]


def _vocabulary(texts: Sequence[str]) -> tuple[dict[str, int], Matrix]:
    """Terms that several examples have, with the weight of each: rare ones weigh more."""
    counts = Counter(term for text in texts for term in set(_terms(text)))
    kept = sorted(term for term, count in counts.items() if count >= _COMMON)
    weight = np.array([np.log(len(texts) / counts[term]) for term in kept], np.float32)
    return {term: place for place, term in enumerate(kept)}, weight


def _targets(arts: Sequence[Art]) -> Matrix:
    """(n, kinds): 1 for the right kind, 0 else."""
    targets = np.zeros((len(arts), len(ARTER)), np.float32)
    for row, art in enumerate(arts):
        targets[row, ARTER.index(art)] = 1.0
    return targets


def _nearness(points: Matrix, others: Matrix) -> Matrix:
    """1 for the same point, falling towards 0 with the distance."""
    squares = (points**2).sum(axis=1)[:, None] + (others**2).sum(axis=1)[None, :]
    distances = np.maximum(squares - 2 * points @ others.T, 0.0)
    near: Matrix = np.exp(-_REACH * distances / 2).astype(np.float32)
    return near


def _unit(rows: Matrix) -> Matrix:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    unit: Matrix = rows / np.maximum(lengths, 1e-6)
    return unit


def _remembered(texts: Sequence[str], encoder: Encoder, cache: Path | None) -> Matrix:
    """Vectors of ``texts``, kept in ``cache`` (a folder) for as long as texts and encoder stay."""
    if cache is None:
        return encoder.query(texts)
    digest = hashlib.sha256("\0".join([encoder.fingerprint, *texts]).encode()).hexdigest()[:16]
    file = cache / f"hensigter-{digest}.npy"
    try:
        kept: Matrix = np.load(file, allow_pickle=False)
        return kept
    except (OSError, ValueError):
        vectors = encoder.query(texts)
    try:
        cache.mkdir(parents=True, exist_ok=True)
        for older in cache.glob("hensigter-*.npy"):
            older.unlink(missing_ok=True)
        with file.open("wb") as stream:
            np.save(stream, vectors)
    except OSError:
        pass  # a folder that cannot be written to costs a few seconds at the next start
    return vectors
