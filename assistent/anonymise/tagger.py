"""What a word of a text is part of: a name, an institution, an address … or nothing personal.

A convolutional tagger: each token has a vector made of its letters, its shape and what the lists
say of it; each layer looks at the places round each place of the one below; the last gives a
probability for each class. The vector of a token depends on the token alone, so it is made once
and kept. Trained by ``python -m evals.train_navne``, weights in tagger.npz. The form follows
Collobert et al. (2011), "Natural language processing (almost) from scratch", with letters hashed
as in Bojanowski et al. (2017), "Enriching word vectors with subword information".
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistent.anonymise.lists import Lister, fold
from assistent.danish import STOPORD

KLASSER = ("", "NAVN", "INSTITUTION", "ADRESSE", "FOEDSELSDATO", "ANDET_ID")
"""The classes in order; "" is nothing personal."""
TOKEN = re.compile(r"[^\W\d_]+|\d+|\n+|[^\w\s]|_")
GRAMS, WORDS, SIGNS = 1 << 14, 1 << 13, 1 << 10
"""How many rows the tables of letter runs, words and signs have."""
LOOKS = ((-2, -1, 0, 1, 2), (-2, 0, 2), (-3, 0, 3))
"""At which places, counted from its own, each layer looks; wider steps higher up, since what a
place there holds has its neighbours in it already."""
REACH = sum(max(look) for look in LOOKS)
"""How many tokens to either side count."""
_MODEL = Path(__file__).with_name("tagger.npz")
_KNOWN_AT_MOST = 60_000
_ONE_THREAD = 1 << 18
"""Multiplications up to which OpenBLAS stays on one thread (four times its 65,536)."""

Vectors = NDArray[np.float32]


def shape_of(token: str) -> str:
    """Aa, AA, A, aa or aA for words; the length of a number; the sign itself for others."""
    if token[0].isdigit():
        return f"d{min(len(token), 7)}"
    if not token[0].isalpha():
        return "n" if token[0] == "\n" else token
    if token.islower():
        return "aa"
    if len(token) == 1:
        return "A"
    if token.isupper():
        return "AA"
    return "Aa" if token[1:].islower() else "aA"


class Signs:
    """What a token is by itself, as rows of the three tables."""

    def __init__(self, lists: Lister) -> None:
        self._lists = lists

    def grams(self, token: str) -> list[int]:
        """Rows for the runs of two to five letters of a word."""
        around = f"^{fold(token)}$"
        runs = {
            around[at : at + size]
            for size in (2, 3, 4, 5)
            for at in range(max(0, len(around) - size + 1))
        }
        return sorted({zlib.crc32(run.encode()) % GRAMS for run in runs})

    def word(self, token: str) -> int:
        """The row of the word itself."""
        return zlib.crc32(fold(token).encode()) % WORDS

    def signs(self, token: str, hidden: bool = False) -> list[int]:
        """Rows for shape and lists; ``hidden`` is as if no list of names held it."""
        shape = shape_of(token)
        if not token[0].isalpha():
            return _rows([f"form {shape}"])
        lists, low, folded = self._lists, token.lower(), fold(token)
        name = "nej" if hidden else _listed(lists.is_name, folded)
        ordinary = self.ordinary(low)
        place = _listed(lists.steder.__contains__, folded)
        role = lists.roller.get(folded, "")
        return _rows(
            [
                f"form {shape}",
                f"navn {name}",
                f"ord {ordinary}",
                f"sted {place}",
                f"rolle {role}",
                f"stop {low in STOPORD}",
                f"{shape} {name} {ordinary}",
                f"{shape} {name} {ordinary} {place}",
                f"laengde {min(len(folded), 12)} {shape}",
            ]
        )

    def ordinary(self, low: str) -> str:
        """How Danish knows a lower-case word: as it is, by its stem, as a compound, or not."""
        return _ordinary(self._lists, low)


def _rows(signs: Sequence[str]) -> list[int]:
    return [zlib.crc32(sign.encode()) % SIGNS for sign in signs]


def _listed(holds: object, folded: str) -> str:
    assert callable(holds)
    if holds(folded):
        return "ja"
    return "ejefald" if folded.endswith("s") and holds(folded[:-1]) else "nej"


def _ordinary(lists: Lister, low: str) -> str:
    if lists.is_listed_word(low):
        return "ja"
    if lists.is_word(low):
        return "ejefald"
    if lists.is_word(f"{low}e") or lists.is_word(f"{low}{low[-1]}e"):
        # The dictionary lacks many imperatives: »spred«, »flyt«.
        return "bydeform"
    return "sammensat" if is_compound(lists, low) else "nej"


def is_compound(lists: Lister, low: str) -> bool:
    """True for a word made of two that Danish knows, joined with or without -s- or -e-."""
    for cut in range(3, len(low) - 3):
        head, tail = low[:cut], low[cut:]
        if not lists.is_word(tail) or len(tail) < 4:
            continue
        joined = len(head) > 3 and head[-1] in "se" and lists.is_listed_word(head[:-1])
        if lists.is_listed_word(head) or joined:
            return True
    return False


class Tagger:
    """The trained tagger. Raises OSError, ValueError or KeyError when it cannot be read."""

    def __init__(self, lists: Lister, path: Path = _MODEL) -> None:
        with np.load(path) as stored:
            parts = {name: stored[name].astype(np.float32) for name in stored.files}
        self._tables = parts["bogstaver"], parts["ord"], parts["tegn"]
        *self._layers, self._last = [
            (parts[f"lag{n}"], parts[f"led{n}"]) for n in range(len(LOOKS) + 1)
        ]
        self._signs = Signs(lists)
        self._known: dict[str, int] = {}
        self._vectors = np.zeros((1024, self._tables[0].shape[1]), np.float32)

    def probabilities(self, tokens: Sequence[str], spaced: Sequence[bool]) -> Vectors:
        """A row of probabilities by KLASSER for each token; ``spaced`` where a space stood before.

        (n, len(KLASSER))
        """
        rows = self._rows_of(tokens)
        # Empty places before and after, as between the texts that it was trained on.
        ends = REACH
        below = np.zeros((len(rows) + 2 * ends, self._vectors.shape[1] + 1), np.float32)
        below[ends:-ends, :-1] = self._vectors[rows]
        below[ends:-ends, -1] = spaced
        for look, (weights, bias) in zip(LOOKS, self._layers, strict=True):
            below = np.maximum(_product(_windows(below, look), weights) + bias, 0)
        weights, bias = self._last
        scores = _product(below, weights) + bias
        scores -= scores.max(axis=1, keepdims=True)
        odds = np.exp(scores)
        shares: Vectors = odds / odds.sum(axis=1, keepdims=True)
        return shares

    def _rows_of(self, tokens: Sequence[str]) -> list[int]:
        known = self._known
        if len(known) > _KNOWN_AT_MOST:
            known.clear()
        try:
            return [known[token] for token in tokens]
        except KeyError:
            for token in tokens:
                if token not in known:
                    self._learn(token)
            return [known[token] for token in tokens]

    def _learn(self, token: str) -> None:
        at = len(self._known)
        if at == len(self._vectors):
            self._vectors = np.concatenate([self._vectors, np.zeros_like(self._vectors)])
        grams, words, signs = self._tables
        vector = signs[self._signs.signs(token)].sum(axis=0)
        if token[0].isalpha():
            vector = vector + grams[self._signs.grams(token)].mean(axis=0)
            vector = vector + words[self._signs.word(token)]
        self._vectors[at] = vector
        self._known[token] = at


def _product(rows: Vectors, weights: Vectors) -> Vectors:
    """``rows @ weights``, in pieces so small that numpy's library does not use several threads.

    On a busy machine its threads wait for one another: 30 ms a page where one needs half a
    millisecond.
    """
    made = np.empty((len(rows), weights.shape[1]), np.float32)
    step = max(1, _ONE_THREAD // weights.size)
    for start in range(0, len(rows), step):
        np.matmul(rows[start : start + step], weights, out=made[start : start + step])
    return made


def _windows(rows: Vectors, look: tuple[int, ...]) -> Vectors:
    """Each row that has places enough to both sides, with those that ``look`` names beside it."""
    count = len(rows) - 2 * max(look)
    start = max(look)
    return np.concatenate([rows[start + step : start + step + count] for step in look], axis=1)
