"""What tells whether a candidate answers the question, and how likely it is that any does."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from assistent.answer.candidates import Candidate
from assistent.answer.kinds import HOLDS, Slags, kinds, measures
from assistent.danish import content_stems
from assistent.datamodels import Uddrag

_DIGITS = re.compile(r"\d+(?:[.,/-]\d+)*")


@dataclass(frozen=True)
class Sound:
    """What a question sounds like, before anything is looked up, each about 0..1."""

    known: float = 0.5
    """How much it sounds like those that vidensbasen answers."""
    unanswered: float = 0.0
    """Cosine of it and the nearest question that vidensbasen is known not to answer."""


class Lexicon(Protocol):
    """What judging needs of the word index."""

    def weight(self, term: str) -> float:
        """How telling a term is."""
        ...

    def terms(self, text: str) -> Collection[str]:
        """The terms of a text: stems and the parts of compounds."""
        ...


FEATURES = (
    "naer",
    "spurgt",
    "spurgt_naest",
    "foran_naer",
    "foran_spurgt",
    "bedste",
    "spurgt_uddrag",
    "uddrag",
    "skrevet",
    "opslag",
    "daekket",
    "daekket_med_spoergsmaal",
    "daekket_af_uddrag",
    "tungeste_udaekkede",
    "tal_mangler",
    "tal_fundet",
    "antal_med",
    "antal_uden",
    "laengde_med",
    "laengde_uden",
    "tid_med",
    "tid_uden",
    "hvem",
    "hvorfor_med",
    "hvorfor_uden",
    "ja_nej",
    "ordtal",
    "foran",
    "emne",
    "naer_ubesvaret",
    "foran_ubesvaret",
)
"""What ``describe`` tells of a candidate, in order."""

Rows = NDArray[np.float32]


def describe(
    question: str, candidates: Sequence[Candidate], lexicon: Lexicon, sound: Sound
) -> Rows:
    """One row of features per candidate, (n, len(FEATURES)), each about 0..1."""
    asked = _Asked(question, lexicon, sound)
    best = _Best(
        _two(max(c.near, c.asked) for c in candidates),
        _two(c.near for c in candidates),
        _two(c.asked for c in candidates),
    )
    rows = [asked.row(c, best) for c in candidates]
    return np.array(rows, np.float32).reshape(len(candidates), len(FEATURES))


def _two(values: Iterable[float]) -> tuple[float, float]:
    """The two highest."""
    first, second = sorted((0.0, 0.0, *values), reverse=True)[:2]
    return first, second


def _ahead(value: float, best: tuple[float, float]) -> float:
    """How far ``value`` is ahead of the best of the others; negative when it is behind."""
    return value - (best[1] if value >= best[0] else best[0])


@dataclass(frozen=True)
class _Best:
    """The two highest of a question's candidates: of all that is near, of itself, of questions."""

    all: tuple[float, float]
    near: tuple[float, float]
    asked: tuple[float, float]


class _Asked:
    """A question, read once for all its candidates."""

    def __init__(self, question: str, lexicon: Lexicon, sound: Sound) -> None:
        lowered = " ".join(question.lower().split())
        self._lexicon = lexicon
        self._sound = sound
        self._terms = {term: lexicon.weight(term) for term in content_stems(question)}
        self._total = sum(self._terms.values()) or 1.0
        self._digits = set(_DIGITS.findall(lowered))
        self._kinds = kinds(question)
        self._length = min(len(lowered.split()), 40) / 40

    def row(self, candidate: Candidate, best: _Best) -> list[float]:
        own = self._have(candidate.text)
        more = own | self._have(candidate.quote)
        for question in candidate.questions:
            more |= self._have(question)
        passage, heaviest = self._of_passage(candidate.passage, more)
        said = f"{candidate.text} {candidate.quote}".lower()
        digits = set(_DIGITS.findall(said + " " + " ".join(candidate.questions)))
        found = len(self._digits & digits)
        nearest = max(candidate.near, candidate.asked)
        return [
            candidate.near,
            candidate.asked,
            candidate.second,
            _ahead(candidate.near, best.near),
            _ahead(candidate.asked, best.asked),
            nearest,
            candidate.home,
            candidate.place,
            float(candidate.written),
            float(candidate.record),
            self._share(own),
            self._share(more),
            passage,
            heaviest,
            float(len(self._digits) - found) / 2,
            float(found) / 2,
            *self._match("antal", said),
            *self._match("laengde", said),
            *self._match("tid", said),
            float("hvem" in self._kinds),
            *self._match("hvorfor", said),
            float("ja_nej" in self._kinds),
            self._length,
            _ahead(nearest, best.all),
            self._sound.known,
            self._sound.unanswered,
            nearest - self._sound.unanswered,
        ]

    def _have(self, text: str) -> set[str]:
        have = self._lexicon.terms(text)
        return {term for term in self._terms if term in have}

    def _share(self, have: set[str]) -> float:
        return sum(self._terms[term] for term in have) / self._total

    def _of_passage(self, passage: Uddrag, more: set[str]) -> tuple[float, float]:
        """The share that the passage covers, and the weight of the heaviest term it lacks."""
        have = more | self._have(" ".join(passage.sti)) | self._have(passage.tekst)
        lacking = [weight for term, weight in self._terms.items() if term not in have]
        return self._share(have), max(lacking, default=0.0) / 10

    def _match(self, kind: Slags, said: str) -> tuple[float, float]:
        if kind not in self._kinds:
            return 0.0, 0.0
        found = bool(HOLDS[kind].search(said))
        return float(found), float(not found)


Judge = Callable[[Rows], NDArray[np.float32]]


def judged(
    question: str,
    candidates: Sequence[Candidate],
    lexicon: Lexicon,
    sound: Sound,
    judge: Judge | None,
) -> list[Candidate]:
    """The candidates with their chance of answering, likeliest first.

    Without a ``judge`` (words alone) the share of the question's words that they hold stands in.
    """
    if not candidates:
        return []
    rows = describe(question, candidates, lexicon, sound)
    column = FEATURES.index("daekket_med_spoergsmaal")
    chances = judge(rows) if judge else rows[:, column]
    for candidate, chance in zip(candidates, chances, strict=True):
        candidate.chance = float(chance)
    # A concept or a method, told whole, is no answer to how many, how long or when: it comes last,
    # though that it lies near still says that what is asked about is known.
    last = measures(question)
    return sorted(candidates, key=lambda c: (last and c.record, -c.chance, c.text))


def certainty(candidates: Sequence[Candidate]) -> float:
    """How likely it is that any of the judged candidates answers (a noisy or), 0..1."""
    return round(1.0 - math.prod(1.0 - candidate.chance for candidate in candidates), 3)
