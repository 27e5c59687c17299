"""Find the names of people: candidates from lists and case, judged by a linear model of context.

The model (navne.npz) is a logistic regression over hashed features of a word and its neighbours,
trained by ``python -m evals.train_navne``.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from assistent.anonymise.lists import Lister, fold
from assistent.danish import FORKORTELSER, STOPORD

_WORD = re.compile(r"(?<!\w)[^\W\d_]++(?![\d_])")
_BREAK = re.compile(r"[.!?:;\n•|»«\"“”(\[–—]|^-|\s-\s")
PARTICLES = frozenset("af van von de der den al el bin ibn abu da dos du la le ul ur".split())
_WHERE = frozenset("i på fra til ved mod nær omkring".split())
SIZE = 1 << 15
_CERTAIN = 0.85
_LISTED, _FIRST_EITHER, _FIRST_UNKNOWN, _SMALL_UNKNOWN = 0.02, 0.12, 0.4, 0.6
_MODEL = Path(__file__).with_name("navne.npz")


class Ord(NamedTuple):
    """A word of a text with what the lists say of it."""

    start: int
    slut: int
    tekst: str
    lav: str
    foldet: str
    form: str
    """Shape: Aa, AA, A, aa or aA."""
    foerst: bool
    """True where a sentence, a line or a field begins, so that a capital says nothing."""
    mellem: str
    """The text between the word before and this one, at most its last three characters."""
    navn: bool
    ord: bool
    sted: bool
    rolle: str


_Facts = tuple[str, str, str, bool, bool, bool, str]


class Words:
    """Cuts a text into words and looks each up once."""

    def __init__(self, lists: Lister) -> None:
        self._lists = lists
        self._known: dict[str, _Facts] = {}

    def cut(self, text: str) -> list[Ord]:
        """The words of ``text`` in order."""
        found: list[Ord] = []
        end = 0
        known = self._known
        for match in _WORD.finditer(text):
            start, stop = match.span()
            word = match.group()
            facts = known.get(word)
            if facts is None:
                facts = self._look_up(word)
            low, folded, shape, name, ordinary, place, role = facts
            gap = text[end:start]
            first = end == 0 or ((len(gap) > 1 or gap == "\n") and _BREAK.search(gap) is not None)
            # A full stop after an initial or a title (»pæd.«, »dr.«) ends no sentence.
            if first and gap == ". " and found:
                title = found[-1].rolle and found[-1].lav in FORKORTELSER
                first = not (len(found[-1].tekst) == 1 or title)
            looked_up = (name, ordinary, place, role)
            found.append(Ord(start, stop, word, low, folded, shape, first, gap[-3:], *looked_up))
            end = stop
        return found

    def _look_up(self, word: str) -> _Facts:
        low, folded = word.lower(), fold(word)
        lists = self._lists
        name = lists.is_name(folded) or (folded.endswith("s") and lists.is_name(folded[:-1]))
        place = folded in lists.steder or (folded.endswith("s") and folded[:-1] in lists.steder)
        # The dictionary lacks many imperatives: »spred«, »flyt«.
        ordinary = lists.is_word(low) or (
            not name and (lists.is_word(f"{low}e") or lists.is_word(f"{low}{low[-1]}e"))
        )
        role = lists.roller.get(folded, "")
        facts = (low, folded, _shape(word), name, ordinary, place, role)
        if len(self._known) > 50_000:
            self._known.clear()
        self._known[word] = facts
        return facts


def _shape(word: str) -> str:
    if word.islower():
        return "aa"
    if len(word) == 1:
        return "A"
    if word.isupper():
        return "AA"
    return "Aa" if word[0].isupper() and word[1:].islower() else "aA"


def is_candidate(word: Ord, before: Ord | None) -> bool:
    """True for a word that could be a name at all; the others are never scored."""
    if len(word.tekst) < 2 or word.lav in PARTICLES:
        return False
    # »Hans« is a name where no sentence begins; »hans« never is.
    if word.lav in STOPORD and (word.form != "Aa" or word.foerst or not word.navn):
        return False
    if word.form != "aa":
        return not (word.foerst and word.ord and not word.navn)
    if len(word.tekst) < 3:
        return False
    return not word.ord or (word.navn and before is not None and bool(before.rolle))


def features(words: Sequence[Ord], at: int, often: Counter[str]) -> Iterator[str]:
    """What the model sees of the word at ``at``: itself, the lists, its neighbours, its form."""
    word = words[at]
    before = words[at - 1] if at and not word.foerst else None
    earlier = words[at - 2] if before and at > 1 and not before.foerst else None
    after = words[at + 1] if at + 1 < len(words) and not words[at + 1].foerst else None
    later = words[at + 2] if after and at + 2 < len(words) and not words[at + 2].foerst else None
    place = "f" if word.foerst else "m"
    lists = f"{word.navn:d}{word.ord:d}{word.sted:d}"
    yield f"l{word.form}{place}{lists}"
    yield f"L{word.form}{lists}{word.rolle}"
    yield f"o{word.form}{place}{min(often[word.foldet], 3)}"
    low = "a" if word.form == "aa" else "A"
    yield f"p{low}{before.lav if before else '^'}"
    yield f"n{low}{after.lav if after else '$'}"
    yield f"q{low}{earlier.lav if earlier else '^'}"
    yield f"m{low}{later.lav if later else '$'}"
    yield f"pn{before.lav if before else '^'}|{lists}{low}"
    yield f"nn{after.lav if after else '$'}|{lists}{low}"
    yield f"pr{before.rolle if before else '^'}|{lists}{low}"
    yield f"nr{after.rolle if after else '$'}|{lists}{low}"
    yield f"pf{_kind(before)}|{word.form}{lists}"
    yield f"nf{_kind(after)}|{word.form}{lists}"
    yield f"g{word.mellem}|{low}{word.navn:d}"
    yield f"h{after.mellem if after else '$'}|{low}{word.navn:d}"
    folded = word.foldet
    yield f"s3{folded[-3:]}|{low}{word.navn:d}"
    yield f"s2{folded[-2:]}|{low}{word.navn:d}"
    yield f"i2{folded[:3]}|{low}{word.navn:d}"
    yield f"len{min(len(folded), 14)}|{low}{word.navn:d}"
    if not word.navn:
        around = f"^{folded}$"
        for start in range(len(around) - 2):
            yield f"c{low}{around[start : start + 3]}"


def _kind(word: Ord | None) -> str:
    return f"{word.form}{word.navn:d}{word.ord:d}" if word else "^"


def column(feature: str) -> int:
    """The place of a feature in the model's weights."""
    return zlib.crc32(feature.encode()) % SIZE


class NameModel:
    """The trained weights. Raises OSError or ValueError when they cannot be read."""

    def __init__(self, path: Path = _MODEL) -> None:
        with np.load(path) as stored:
            self._weights: list[float] = stored["vaegte"].astype(float).tolist()
            self._bias = float(stored["skaering"])
            self.threshold = float(stored["taerskel"])

    def probability(self, words: Sequence[Ord], at: int, often: Counter[str]) -> float:
        """How likely the word at ``at`` is part of a person's name, 0..1."""
        weights = self._weights
        total = self._bias
        for feature in features(words, at, often):
            total += weights[zlib.crc32(feature.encode()) % SIZE]
        return 1 / (1 + float(np.exp(-max(-30.0, min(30.0, total)))))


def often_capital(words: Sequence[Ord]) -> Counter[str]:
    """How often each word has a capital where Danish asks for none."""
    return Counter(word.foldet for word in words if word.form != "aa" and not word.foerst)


class Names:
    """Finds the words of a text that are part of a person's name."""

    def __init__(self, lists: Lister, model: NameModel) -> None:
        self._lists = lists
        self._model = model

    def find(self, words: Sequence[Ord], kept: frozenset[int]) -> set[int]:
        """The positions of names among ``words``; ``kept`` are words that must stand."""
        often = often_capital(words)
        scores: dict[int, float] = {}
        for at, word in enumerate(words):
            before = words[at - 1] if at else None
            if at not in kept and is_candidate(word, before):
                scores[at] = self._model.probability(words, at, often)
        found = {at for at, score in scores.items() if score >= self._needed(words, at)}
        found |= self._remembered(words, scores, found) - kept
        return self._joined(words, found, kept)

    def _needed(self, words: Sequence[Ord], at: int) -> float:
        """How likely a word must be a name to be masked: a leak is worse than a mask too many.

        Danish gives no word a capital inside a sentence, so a listed name there is one, unless it
        names the place that a preposition asks for. What no list knows is often a typo when small,
        and often an imperative first in a line.
        """
        word = words[at]
        before = words[at - 1] if at else None
        there = word.sted and before is not None and before.lav in _WHERE
        listed = word.navn and word.form == "Aa" and not word.rolle and not there
        if listed and not (word.foerst and word.ord):
            return _LISTED
        if not word.navn and word.form == "aa":
            return _SMALL_UNKNOWN
        if word.navn and word.foerst and word.form == "Aa":
            return _FIRST_EITHER
        return _FIRST_UNKNOWN if not word.navn and word.foerst else self._model.threshold

    def _remembered(
        self, words: Sequence[Ord], scores: dict[int, float], found: set[int]
    ) -> set[int]:
        """What is surely a name in one place is one in the others, whatever its case."""
        sure = {
            form
            for at in found
            if scores[at] >= _CERTAIN and len(words[at].foldet) > 2
            for form in (words[at].foldet, _bare(words[at], self._lists))
        }
        return {
            at
            for at, word in enumerate(words)
            if (word.foldet in sure or _bare(word, self._lists) in sure)
            and not (word.ord and (word.form == "aa" or word.foerst))
        }

    def _joined(self, words: Sequence[Ord], found: set[int], kept: frozenset[int]) -> set[int]:
        """Take along the capital words that stand directly beside a name: the rest of it."""
        grown = set(found)
        for step in (1, -1):
            for beside in sorted(found, reverse=step < 0):
                grown.update(self._along(words, beside, step, grown | kept))
        return grown

    def _along(
        self, words: Sequence[Ord], beside: int, step: int, taken: set[int]
    ) -> Iterator[int]:
        """The rest of the name that begins at ``beside``, in the direction of ``step``."""
        other = beside + step
        while 0 <= other < len(words) and other not in taken:
            second = max(other, other - step)
            if not _adjacent(words, second) or not _part_of_name(
                words[other], step, words[other - step]
            ):
                return
            yield other
            other += step


def _part_of_name(word: Ord, step: int, beside: Ord) -> bool:
    if word.form == "aa":
        return word.navn and not word.ord and beside.form == "aa"
    if word.rolle or len(word.tekst) == 1:
        return False
    if step > 0:
        return word.navn or not word.ord or word.form == beside.form
    return word.navn and not (word.foerst and word.ord)


def _adjacent(words: Sequence[Ord], second: int) -> bool:
    return not words[second].foerst and words[second].mellem in (" ", "-", "'", "’")


def _bare(word: Ord, lists: Lister) -> str:
    """A folded word without the genitive -s that a list does not know."""
    if word.foldet.endswith("s") and not lists.is_name(word.foldet):
        return word.foldet[:-1]
    return word.foldet


def end_of(word: Ord, after: Ord | None, lists: Lister) -> int:
    """Where a name ends when its genitive -s stays outside."""
    folded = word.foldet
    if not folded.endswith("s") or len(folded) < 3 or lists.is_name(folded):
        return word.slut
    owned = after is not None and not after.foerst and after.mellem == " "
    if lists.is_name(folded[:-1]) or (owned and after is not None and bool(after.rolle)):
        return word.slut - 1
    return word.slut
