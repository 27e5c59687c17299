"""Read the pieces of a plan: what each says of the elements and conditions.

A piece is described by its vector and signs, those of the pieces around it, and by its words: their
character n-grams and pairs of stems (hashed; Joulin et al. 2017). A small network with a linear
part for the words makes of that, for each element and condition, the log probability that the piece
says nothing of it or gives it one of three statuses. It is trained by ``python -m
evals.train_tjek``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, Protocol
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from assistent.check.segment import Piece
from assistent.check.signs import Sign, Signs
from assistent.danish import stem, words
from assistent.errors import ModelFejl

Floats = NDArray[np.float32]
_FILE = Path(__file__).resolve().parent.parent / "models" / "hoveder" / "tjek.npz"
LENGTHS = (2, 4, 7, 12, 20)
BUCKETS = 1 << 14
_VECTOR, _SIGN, _NEAR_SIGN, _WORDS = 10.0, 0.5, 0.3, 3.0
_NEAR = {1: 5.0, -1: 5.0, 2: 3.0, -2: 3.0}
"""What the parts of a description weigh beside one another."""
_GRAMS = (3, 4, 5)


class Encoder(Protocol):
    """What is needed of an embedder."""

    fingerprint: str

    def query(self, texts: Sequence[str]) -> Floats:
        """Embed short texts: (n, dim), unit length."""
        ...


@dataclass(frozen=True)
class Trained:
    """The trained file.

    ``names`` are the elements and conditions, four outputs each; ``parts`` follow, one each.
    ``hidden`` is (features + 1, hidden) and ``top`` (hidden + 1, outputs), their biases last;
    ``words`` is (BUCKETS, outputs). ``judges`` has an array (columns + 1, statuses) per name.
    """

    names: tuple[str, ...]
    parts: tuple[str, ...]
    encoder: str
    signs: tuple[tuple[str, tuple[str, ...]], ...]
    hidden: Floats
    top: Floats
    words: Floats
    judges: dict[str, Floats]


@dataclass(frozen=True)
class _Listed:
    id: str
    vendinger: tuple[str, ...]


def wording(piece: Piece) -> str:
    """The piece as it is read: with the label that it stands under."""
    return f"{piece.label}: {piece.text}" if piece.label else piece.text


def buckets(text: str) -> NDArray[np.int64]:
    """The text's words, character n-grams of words, and pairs of stems, hashed; each once."""
    found = words(text)
    terms: set[str] = set()
    for word in found:
        closed = f"<{word}>"
        terms.add(closed)
        for size in _GRAMS:
            terms.update(closed[at : at + size] for at in range(len(closed) - size + 1))
    stems = [stem(word) for word in found]
    terms.update(f"{one} {two}" for one, two in pairwise(stems))
    terms.update(f"{one} _ {two}" for one, two in zip(stems, stems[2:], strict=False))
    return np.array(sorted({crc32(term.encode()) % BUCKETS for term in terms}), np.int64)


def columns(signs: Signs, sections: Sequence[str]) -> dict[str, int]:
    """The column of each sign, section and length beside the vector."""
    lengths = tuple(f"laengde:{limit}" for limit in LENGTHS)
    names = (*signs.names, *(f"afsnit:{name}" for name in sections), "afsnit:andet", *lengths)
    return {name: number for number, name in enumerate(names)}


def signs_of(
    pieces: Sequence[Piece], signs: Signs, sections: Sequence[str]
) -> tuple[frozenset[str], ...]:
    """The signs in each piece and its label; ``sections`` names each piece's section or ''."""
    found = []
    for piece, section in zip(pieces, sections, strict=True):
        names = set(signs.found(wording(piece)))
        if piece.label:
            names.add(f"afsnit:{section or 'andet'}")
        count = len(re.findall(r"\w+", piece.text))
        names.update(f"laengde:{limit}" for limit in LENGTHS if count > limit)
        found.append(frozenset(names))
    return tuple(found)


def extras(signs: Sequence[frozenset[str]], columns: dict[str, int]) -> Floats:
    """(pieces, columns): 1 where a piece has a sign."""
    rows = np.zeros((len(signs), len(columns)), np.float32)
    for number, names in enumerate(signs):
        rows[number, [columns[name] for name in names if name in columns]] = 1
    return rows


def vectors(pieces: Sequence[Piece], encoder: Encoder) -> Floats:
    """(pieces, dim): each piece by itself; a wording that comes twice is embedded once."""
    texts = [wording(piece) for piece in pieces]
    unique = list(dict.fromkeys(texts))
    place = {text: number for number, text in enumerate(unique)}
    found: Floats = np.asarray(encoder.query(unique), np.float32)[[place[t] for t in texts]]
    return found


def _moved(rows: Floats, by: int) -> Floats:
    """The rows of the pieces ``by`` places before each (after, when negative); nothing outside."""
    found = np.zeros_like(rows)
    if by > 0:
        found[by:] = rows[:-by]
    else:
        found[:by] = rows[-by:]
    return found


def describe(vectors: Floats, extras: Floats) -> Floats:
    """What the network is given, (pieces, features): a plan's pieces in their order."""
    parts = [_VECTOR * vectors, _SIGN * extras]
    parts += [weight * _moved(vectors, by) for by, weight in _NEAR.items()]
    parts += [_NEAR_SIGN * _moved(extras, by) for by in (1, -1)]
    return np.concatenate(parts, axis=1)


def word_weight(count: int) -> float:
    """What each of ``count`` hashed words weighs."""
    return _WORDS / float(np.sqrt(count + 1))


def log_shares(raw: Floats) -> Floats:
    """Log softmax over the last axis."""
    moved = raw - raw.max(axis=-1, keepdims=True)
    shares: Floats = moved - np.log(np.exp(moved).sum(axis=-1, keepdims=True))
    return shares


def says(
    rows: Floats, hashed: Sequence[NDArray[np.int64]], trained: Trained
) -> tuple[Floats, Floats]:
    """Log probabilities (pieces, names, 4), and log odds of the parts (pieces, parts)."""
    hidden = np.tanh(rows @ trained.hidden[:-1] + trained.hidden[-1])
    raw = hidden @ trained.top[:-1] + trained.top[-1]
    raw += np.stack([word_weight(len(own)) * trained.words[own].sum(axis=0) for own in hashed])
    count = len(trained.names)
    shares = log_shares(raw[:, : 4 * count].reshape(len(rows), count, 4))
    return shares, raw[:, 4 * count :]


def listed(signs: Sequence[tuple[str, tuple[str, ...]]]) -> list[Sign]:
    """The signs that a trained file carries."""
    return [_Listed(name, phrases) for name, phrases in signs]


def load(encoder: str, file: Path = _FILE) -> Trained:
    """Load the trained file. Raises ModelFejl when it is missing or made for another encoder."""
    try:
        with np.load(file, allow_pickle=False) as data:
            about = json.loads(str(data["about"]))
            arrays = {n: data[n].astype(np.float32) for n in data.files if n != "about"}
    except (OSError, ValueError, KeyError, EOFError) as error:
        raise ModelFejl("Tjekkets trænede del kan ikke læses. Installér igen.") from error
    if about["encoder"] != encoder:
        raise ModelFejl(
            f"Tjekkets trænede del passer ikke til sprogmodellen {encoder}. "
            "Træn den om med: python -m evals.train_tjek"
        )
    return Trained(
        names=tuple(about["names"]),
        parts=tuple(about["parts"]),
        encoder=about["encoder"],
        signs=tuple((name, tuple(phrases)) for name, phrases in about["signs"]),
        hidden=arrays.pop("hidden"),
        top=arrays.pop("top"),
        words=arrays.pop("words"),
        judges=arrays,
    )


def save(trained: Trained, version: str, file: Path = _FILE) -> Path:
    """Write the trained file where ``load`` finds it; weights in 16 bits."""
    file.parent.mkdir(parents=True, exist_ok=True)
    about = {
        "version": version,
        "encoder": trained.encoder,
        "names": list(trained.names),
        "parts": list(trained.parts),
        "signs": [[name, list(phrases)] for name, phrases in trained.signs],
    }
    arrays: dict[str, Any] = {
        "about": np.array(json.dumps(about, ensure_ascii=False)),
        "hidden": trained.hidden.astype(np.float16),
        "top": trained.top.astype(np.float16),
        "words": trained.words.astype(np.float16),
        **trained.judges,
    }
    np.savez_compressed(file, **arrays)
    return file
