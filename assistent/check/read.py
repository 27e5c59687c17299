"""Read the pieces of a plan: what each stretch of one to three sentences says.

A stretch is described by its sentences' mean vector, the signs in it and its words; a trained
linear layer turns that into one score (log odds) per thing that a stretch can say. The layer is
trained by ``python -m evals.train_tjek``.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from assistent.check.segment import Piece
from assistent.check.signs import Sign, Signs
from assistent.danish import stem, words
from assistent.errors import ModelFejl

Floats = NDArray[np.float32]
_FILE = Path(__file__).resolve().parent.parent / "models" / "hoveder" / "tjek.npz"
BUCKETS = 1 << 13
LONGEST = 3
_WIDEST = 700
_VECTOR, _SIGN, _WORD = 6.0, 0.5, 3.0
LENGTHS = (2, 4, 7, 12, 20)


class Encoder(Protocol):
    """What is needed of an embedder."""

    fingerprint: str

    def query(self, texts: Sequence[str]) -> Floats:
        """Embed short texts: (n, dim), unit length."""
        ...


@dataclass(frozen=True)
class Window:
    """A stretch of consecutive pieces: ``pieces[first:last]``."""

    first: int
    last: int


@dataclass(frozen=True)
class Seen:
    """What is known of each piece before it is judged."""

    vectors: Floats
    signs: tuple[frozenset[str], ...]
    words: tuple[frozenset[int], ...]


@dataclass(frozen=True)
class Trained:
    """The trained file: a linear layer per thing that can be said, and the layers above it."""

    classes: tuple[str, ...]
    encoder: str
    signs: tuple[tuple[str, tuple[str, ...]], ...]
    weights: Floats
    bias: Floats
    judges: dict[str, Floats]


@dataclass(frozen=True)
class _Listed:
    id: str
    vendinger: tuple[str, ...]


def wording(piece: Piece) -> str:
    """The piece as it is read: with the label that it stands under."""
    return f"{piece.label}: {piece.text}" if piece.label else piece.text


def windows(pieces: Sequence[Piece]) -> list[Window]:
    """All stretches of one to three pieces that are not too long."""
    found = []
    for first in range(len(pieces)):
        for last in range(first + 1, min(first + LONGEST, len(pieces)) + 1):
            if last - first == 1 or pieces[last - 1].start - pieces[first].start <= _WIDEST:
                found.append(Window(first, last))
    return found


def word_buckets(text: str) -> frozenset[int]:
    """The text's stems and pairs of stems, hashed."""
    stems = [stem(word) for word in words(text)]
    terms = stems + [f"{one} {two}" for one, two in pairwise(stems)]
    return frozenset(zlib.crc32(term.encode()) % BUCKETS for term in terms)


def extra_names(signs: Signs, sections: Sequence[str]) -> tuple[str, ...]:
    """The names of the columns between the vector's and the words', in order."""
    lengths = tuple(f"laengde:{limit}" for limit in LENGTHS)
    return (*signs.names, *(f"afsnit:{name}" for name in sections), "afsnit:andet", *lengths)


def look(pieces: Sequence[Piece], encoder: Encoder, signs: Signs, sections: Sequence[str]) -> Seen:
    """Vectors, signs and words of each piece; ``sections`` names each piece's section or ''."""
    texts = [wording(piece) for piece in pieces]
    unique = list(dict.fromkeys(texts))
    place = {text: number for number, text in enumerate(unique)}
    if not unique:
        return Seen(np.zeros((0, 0), np.float32), (), ())
    vectors = np.asarray(encoder.query(unique), np.float32)[[place[text] for text in texts]]
    found = []
    for piece, text, section in zip(pieces, texts, sections, strict=True):
        names = set(signs.found(text))
        if piece.label:
            names.add(f"afsnit:{section or 'andet'}")
        count = len(re.findall(r"\w+", piece.text))
        names.update(f"laengde:{limit}" for limit in LENGTHS if count > limit)
        found.append(frozenset(names))
    return Seen(vectors, tuple(found), tuple(word_buckets(text) for text in texts))


def describe(
    seen: Seen, window: Window, columns: dict[str, int]
) -> tuple[Floats, list[int], list[int]]:
    """The window's mean vector, the columns of its signs and those of its words."""
    span = range(window.first, window.last)
    vector = seen.vectors[window.first : window.last].mean(axis=0)
    vector = vector / (float(np.linalg.norm(vector)) or 1.0)
    signs = sorted({columns[name] for i in span for name in seen.signs[i] if name in columns})
    buckets = sorted(set().union(*(seen.words[i] for i in span)))
    return vector, signs, buckets


def scales(buckets: Sequence[int]) -> tuple[float, float, float]:
    """What the vector, a sign and a word weigh in a description."""
    return _VECTOR, _SIGN, _WORD / float(np.sqrt(len(buckets) + 1))


def score(seen: Seen, spans: Sequence[Window], trained: Trained, columns: dict[str, int]) -> Floats:
    """Log odds, one row per window and one column per class."""
    dim = seen.vectors.shape[1]
    extra = dim + len(columns)
    scores = np.empty((len(spans), len(trained.classes)), np.float32)
    for row, window in enumerate(spans):
        vector, signs, buckets = describe(seen, window, columns)
        wide, sign, word = scales(buckets)
        scores[row] = (
            wide * (vector @ trained.weights[:dim])
            + sign * trained.weights[[dim + i for i in signs]].sum(axis=0)
            + word * trained.weights[[extra + i for i in buckets]].sum(axis=0)
            + trained.bias
        )
    return scores


def listed(signs: Sequence[tuple[str, tuple[str, ...]]]) -> list[Sign]:
    """The signs that a trained file carries."""
    return [_Listed(name, phrases) for name, phrases in signs]


def load(encoder: str, file: Path = _FILE) -> Trained:
    """Load the trained file. Raises ModelFejl when it is missing or made for another encoder."""
    try:
        with np.load(file, allow_pickle=False) as data:
            about = json.loads(str(data["about"]))
            arrays = {name: data[name] for name in data.files if name != "about"}
    except (OSError, ValueError, KeyError) as error:
        raise ModelFejl("Tjekkets trænede del kan ikke læses. Installér igen.") from error
    if about["encoder"] != encoder:
        raise ModelFejl(
            f"Tjekkets trænede del passer ikke til sprogmodellen {encoder}. "
            "Træn den om med: python -m evals.train_tjek"
        )
    return Trained(
        classes=tuple(about["classes"]),
        encoder=about["encoder"],
        signs=tuple((name, tuple(phrases)) for name, phrases in about["signs"]),
        weights=arrays.pop("weights").astype(np.float32),
        bias=arrays.pop("bias").astype(np.float32),
        judges={name: array.astype(np.float32) for name, array in arrays.items()},
    )


def save(trained: Trained, version: str, file: Path = _FILE) -> None:
    """Write the trained file where ``load`` finds it; weights in 16 bits."""
    file.parent.mkdir(parents=True, exist_ok=True)
    about = {
        "version": version,
        "encoder": trained.encoder,
        "classes": list(trained.classes),
        "signs": [[name, list(phrases)] for name, phrases in trained.signs],
    }
    arrays: dict[str, Any] = {
        "about": np.array(json.dumps(about, ensure_ascii=False)),
        "weights": trained.weights.astype(np.float16),
        "bias": trained.bias.astype(np.float32),
        **trained.judges,
    }
    np.savez_compressed(file, **arrays)
