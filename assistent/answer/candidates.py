"""What may be said in an answer, and what tells whether it answers the question.

A candidate is a statement that was written for a passage (with its quote and the questions that it
answers) or, where nobody has written any, one of the passage's own sentences.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from assistent.danish import content_stems, words
from assistent.datamodels import Fund, Korn, Traef, Uddrag


@dataclass(frozen=True)
class Sound:
    """What a question sounds like, before anything is looked up, each about 0..1."""

    known: float = 0.5
    """How much it sounds like those that vidensbasen answers."""
    unanswered: float = 0.0
    """Cosine of it and the nearest question that vidensbasen is known not to answer."""


class Lexicon(Protocol):
    """What answering needs of the word index."""

    def shared(self, query: str, ident: str) -> tuple[tuple[str, ...], float]:
        """The query's terms in a passage, and their share of its weight."""
        ...

    def weight(self, term: str) -> float:
        """How telling a term is."""
        ...

    def terms(self, text: str) -> Collection[str]:
        """The terms of a text: stems and the parts of compounds."""
        ...


@dataclass
class Candidate:
    """Something that may be said, with what carries it and how near the question it lies."""

    text: str
    quote: str
    page: int | None
    passage: Uddrag
    place: float
    """The passage's score against the best passage's, 0..1."""
    written: bool
    """True for a statement, False for a sentence of the source."""
    near: float = 0.0
    """Cosine of the question and the candidate itself."""
    asked: float = 0.0
    """Cosine of the question and the nearest question that the candidate answers."""
    second: float = 0.0
    """The same of the second nearest."""
    home: float = 0.0
    """Cosine of the question and the nearest question to its passage as a whole."""
    record: bool = False
    """True for a method, a concept or a past plan, which is told whole."""
    questions: list[str] = field(default_factory=list)
    chance: float = 0.0
    """How likely it is to answer the question, once that is judged."""
    near_by: float = 0.0
    """The same, whatever kind of answer is asked for."""


RECORDS = ("metode", "begreb", "handleplan")
"""Passages that are told whole and not by statements."""


def gather(hits: Sequence[Fund]) -> list[Candidate]:
    """The candidates of ``hits``, in no order."""
    best = hits[0].score if hits and hits[0].score else 1.0
    found: dict[str, Candidate] = {}
    for hit in hits:
        for candidate in _of_hit(hit, hit.score / best):
            # A statement may stand under two passages; the one that was found first is kept.
            found.setdefault(candidate.text, candidate)
    return list(found.values())


def _of_hit(hit: Fund, place: float) -> list[Candidate]:
    own = [reason for reason in hit.traef if reason.korn.udsagn is None]
    questions = [reason for reason in own if reason.korn.art == "spoergsmaal"]
    home = max((reason.lighed for reason in questions), default=0.0)
    if hit.uddrag.art in RECORDS:
        found = [_record(hit, own, place)]
    else:
        found = _statements(hit, place) or _sentences(hit, place) or _by_words(hit, place)
    for candidate in found:
        candidate.home = home
    return found


def _record(hit: Fund, own: Sequence[Traef], place: float) -> Candidate:
    text = hit.uddrag.tekst[hit.uddrag.stykker[0].start : hit.uddrag.stykker[0].slut]
    near = [r.lighed for r in own if r.korn.art != "spoergsmaal"]
    found = Candidate(
        text=text,
        quote=text,
        page=None,
        passage=hit.uddrag,
        place=place,
        written=True,
        near=max(near, default=0.0),
        record=True,
    )
    for reason in own:
        if reason.korn.art == "spoergsmaal":
            _take(found, reason)
    return found


def _statements(hit: Fund, place: float) -> list[Candidate]:
    told: dict[str, Candidate] = {}
    for reason in hit.traef:
        fact = reason.korn.udsagn
        if fact is None:
            continue
        fresh = Candidate(fact.tekst, fact.citat, fact.side, hit.uddrag, place, True)
        said = told.setdefault(fact.tekst, fresh)
        if reason.korn.art == "udsagn":
            said.near = reason.lighed
        else:
            _take(said, reason)
    return list(told.values())


def _take(said: Candidate, reason: Traef) -> None:
    """A question that the candidate answers."""
    nearest = sorted((said.asked, said.second, reason.lighed), reverse=True)
    said.asked, said.second = nearest[:2]
    said.questions.append(reason.korn.tekst)


def _sentences(hit: Fund, place: float) -> list[Candidate]:
    found = []
    for reason in hit.traef:
        if reason.korn.art == "saetning":
            quote, page = quote_of(reason.korn, hit.uddrag)
            if quote:
                text = reason.korn.tekst.strip()
                found.append(Candidate(text, quote, page, hit.uddrag, place, False, reason.lighed))
    return found


def _by_words(hit: Fund, place: float) -> list[Candidate]:
    """The quotable stretches of a passage (before the vectors are there)."""
    found = []
    for piece in hit.uddrag.stykker:
        text = hit.uddrag.tekst[piece.start : piece.slut]
        if len(words(text)) >= 4:
            found.append(Candidate(text, text, piece.side, hit.uddrag, place, False))
    return found


def quote_of(grain: Korn, passage: Uddrag) -> tuple[str, int | None]:
    """The verbatim quote behind a grain: crossing no page break and no footnote mark."""
    if grain.udsagn is not None:
        return grain.udsagn.citat, grain.udsagn.side
    if grain.stykke is None:
        return "", None
    start, end = grain.stykke
    parts = [
        (max(start, piece.start), min(end, piece.slut), piece.side)
        for piece in passage.stykker
        if piece.start < end and piece.slut > start
    ]
    if not parts:
        return "", None
    left, right, page = max(parts, key=lambda part: part[1] - part[0])
    return passage.tekst[left:right].strip(), page


# What a question asks for, and what a statement that answers it holds.
_MANY = re.compile(r"\bhvor (?:mange|meget|stor|store|lille|højt?|få)\b|procent|\bantal|andel")
_LONG = re.compile(r"\bhvor (?:lang|længe|tit|ofte|gammel|gamle)\b")
_WHEN = re.compile(r"\bhvornår\b|hvilket år|\bdato\b|\bårstal")
_WHO = re.compile(r"\bhvem\b|\bhvis\b (?:ansvar|opgave)|hvilke[nt]? (?:gruppe|fag|part)")
_WHY = re.compile(r"\bhvorfor\b|hvad skyldes|grunden|årsag|hvordan kan det være")
_YES = re.compile(
    r"^(?:er|var|har|havde|må|skal|kan|bliver|blev|findes|gælder|kommer|kom|får|fik|hjælper|"
    r"siger|mener|synes|tror|står|stod|ved|gør|gjorde|vil|ville|skulle|kunne|oplever|bruger)\b"
)
_NUMBER = re.compile(
    r"\d|½|\b(?:en|én|et|to|tre|fire|fem|seks|syv|otte|ni|ti|elleve|tolv|halv\w*|tredjedel|"
    r"fjerdedel|ingen|alle|begge|flere|få|flertal\w*)\b"
)
_TIME = re.compile(
    r"\b(?:19|20)\d\d\b|januar|februar|marts|april|maj|jun[ik]|jul[ij]|august|september|oktober|"
    r"november|december|sommer|forår|efterår|vinter"
)
_SPAN = re.compile(r"\b(?:tim|minut|dag|uge|måned|år|gang|gange|hver|periode|forløb)")
_CAUSE = re.compile(
    r"\b(?:fordi|derfor|skyldes|da|eftersom|så|årsag|grund|for at|betyder|på grund)"
)
_DIGITS = re.compile(r"\d+(?:[.,/-]\d+)*")

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
        self._question = question
        self._sound = sound
        self._terms = {term: lexicon.weight(term) for term in content_stems(question)}
        self._total = sum(self._terms.values()) or 1.0
        self._digits = set(_DIGITS.findall(lowered))
        self._kinds = {
            "antal": bool(_MANY.search(lowered)),
            "laengde": bool(_LONG.search(lowered)),
            "tid": bool(_WHEN.search(lowered)),
            "hvem": bool(_WHO.search(lowered)),
            "hvorfor": bool(_WHY.search(lowered)),
            "ja_nej": bool(_YES.search(lowered)),
        }
        self._passages: dict[str, tuple[float, float]] = {}
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
            *self._match("antal", _NUMBER, said),
            *self._match("laengde", _SPAN, said),
            *self._match("tid", _TIME, said),
            float(self._kinds["hvem"]),
            *self._match("hvorfor", _CAUSE, said),
            float(self._kinds["ja_nej"]),
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

    def _match(self, kind: str, holds: re.Pattern[str], said: str) -> tuple[float, float]:
        if not self._kinds[kind]:
            return 0.0, 0.0
        found = bool(holds.search(said))
        return float(found), float(not found)


_TOLD_WHOLE = 0.01
"""What the chance of a record is worth when a number or a time is asked for."""

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
    measures = any(kind.search(question.lower()) for kind in (_MANY, _LONG, _WHEN))
    for candidate, chance in zip(candidates, chances, strict=True):
        # A concept or a method, told whole, is no answer to how many, how long or when; that it
        # lies near still says that what is asked about is known.
        candidate.near_by = float(chance)
        candidate.chance = float(chance) * (_TOLD_WHOLE if measures and candidate.record else 1.0)
    return sorted(candidates, key=lambda c: (-c.chance, c.text))


def certainty(candidates: Sequence[Candidate]) -> float:
    """How likely it is that any of the judged candidates answers (a noisy or), 0..1."""
    return round(1.0 - math.prod(1.0 - candidate.near_by for candidate in candidates), 3)
