"""What the sorting sees of a clause: its vector, the lines beside it, heading, words, time."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistent.danish import stem, words
from assistent.datamodels import ELEMENTER
from assistent.draft.notes import FILE, OEVRIGE, Sted
from assistent.prompts import Frames
from assistent.times import time_expressions

Floats = NDArray[np.float32]
UAFKLARET = "uafklaret"
KLASSER: tuple[str, ...] = (*ELEMENTER, OEVRIGE, UAFKLARET)
"""What the head judges, each on its own: the elements, none of them, and »left open«."""
_BUCKETS = 2048
_TIMES = ("varighed", "slut", "interval", "dato", "uge", "ugedag", "klokken")
_BESIDE = 0.4
_HEADING = 1.0
_LEXICAL = 1.0
_SIGNS = 0.7
_LISTS = (
    "parter",
    "hjemmet",
    "raadgivere",
    "raad_ord",
    "opfoelgningsord",
    "uafklaret",
    "vag_varighed",
    "vag_hyppighed",
    "vag_opgavefordeling",
    "instruks",
    "maal_tegn",
    "opfoelgning_tegn",
    "problem_tegn",
    "strategi_tegn",
    "praktisk_tegn",
    "naar_rp_ikke_er_der",
)


@dataclass(frozen=True)
class Lexicon:
    """The word lists of the frames, ready to be looked up."""

    patterns: tuple[tuple[str, re.Pattern[str]], ...]
    speech: frozenset[str]

    def flags(self, text: str) -> list[float]:
        """1.0 for each list with a word in ``text``."""
        return [float(pattern.search(text) is not None) for _, pattern in self.patterns]


def phrase_pattern(phrases: Sequence[str]) -> re.Pattern[str]:
    """A pattern that finds any of ``phrases`` as whole words, in any case."""
    body = "|".join(re.escape(phrase) for phrase in sorted(phrases, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{body})(?!\w)", re.IGNORECASE)


def build_lexicon(frames: Frames) -> Lexicon:
    """The lists that serve as features."""
    patterns = tuple((key, phrase_pattern(frames.options(FILE, key))) for key in _LISTS)
    return Lexicon(patterns, frozenset(frames.options(FILE, "tale_start")))


def features(places: Sequence[Sted], vectors: Mapping[str, Floats], lexicon: Lexicon) -> Floats:
    """One row per place; ``vectors`` holds the unit vector (dim,) of every text of the places.

    Where there is no line before or after, its part of the row is zero.
    """
    nothing = np.zeros(next(iter(vectors.values())).shape, np.float32)
    own = np.stack([vectors[place.tekst] for place in places])
    before = np.stack([vectors.get(place.forrige, nothing) for place in places])
    after = np.stack([vectors.get(place.naeste, nothing) for place in places])
    rest = np.stack([_rest(place, lexicon) for place in places])
    joined = np.concatenate([own, before * _BESIDE, after * _BESIDE, rest], axis=1)
    result: Floats = joined.astype(np.float32)
    return result


def heading_columns(dim: int) -> slice:
    """Where the heading stands in a row; ``dim`` is that of the vectors."""
    return slice(3 * dim, 3 * dim + len(KLASSER))


def texts_of(places: Sequence[Sted]) -> list[str]:
    """Every text that ``features`` needs the vector of, once."""
    every = (text for p in places for text in (p.tekst, p.forrige, p.naeste) if text)
    return list(dict.fromkeys(every))


def _rest(place: Sted, lexicon: Lexicon) -> Floats:
    return np.concatenate([_heading(place), _signs(place.tekst, lexicon), _hashed(place.tekst)])


def _heading(place: Sted) -> Floats:
    row = np.zeros(len(KLASSER), np.float32)
    for name in place.overskrift:
        row[KLASSER.index(name)] = _HEADING / len(place.overskrift) ** 0.5
    row[-1] = 0.0 if place.overskrift else 0.5
    return row


def _signs(text: str, lexicon: Lexicon) -> Floats:
    found = time_expressions(text)
    times = [float(any(t.art == kind for t in found)) for kind in _TIMES]
    dates = sum(t.art in ("dato", "uge") for t in found)
    count = len(words(text))
    covered = sum(t.slut - t.start for t in found) / max(len(text), 1)
    form = [
        float(dates > 1),
        covered,
        float("?" in text),
        float(count <= 2),
        float(count > 12),
        float(re.match(r"[A-ZÆØÅ][\w-]{1,14}\s*(?:\([^)]*\))?:\s", text) is not None),
        float(re.match(r"\d{1,2}[.:]\d\d", text) is not None),
    ]
    return np.asarray([*times, *form, *lexicon.flags(text)], np.float32) * np.float32(_SIGNS)


def _grams(text: str) -> Iterator[str]:
    found = ["#" if word[0].isdigit() else word for word in words(text)]
    stems = [stem(word) for word in found]
    yield from (f"w:{item}" for item in stems)
    yield from (
        f"b:{left} {right}" for left, right in zip(["^", *stems], [*stems, "$"], strict=True)
    )
    for word in found:
        padded = f"<{word}>"
        if len(word) > 4:
            yield from (f"c:{padded[at : at + 5]}" for at in range(len(padded) - 4))


def _hashed(text: str) -> Floats:
    row = np.zeros(_BUCKETS, np.float32)
    for gram in _grams(text):
        code = zlib.crc32(gram.encode())
        row[code % _BUCKETS] += 1.0 if code >> 31 else -1.0
    norm = float(np.linalg.norm(row))
    return row * np.float32(_LEXICAL / norm) if norm else row
