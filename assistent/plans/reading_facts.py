"""What one reading of an agreement settles: who, what, when, how often, with whom, how long."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from assistent.plans.reading_times import Tid, times
from assistent.plans.reading_words import Words

Topic = Literal["hvem", "hvad", "hvornaar", "hvor_tit", "med_hvem", "hvor_laenge"]
TOPICS: tuple[Topic, ...] = ("hvem", "hvad", "hvornaar", "hvor_tit", "med_hvem", "hvor_laenge")
RESTEN = "resten"

# The grammar of the language: where a clause ends, what makes it a condition, who is its subject.
_BREAK = re.compile(r"[.!?;:]+\s+|,\s+(?:og\s+|men\s+)?|\s+[–—-]\s+|\s+men\s+")
_SENTENCE = re.compile(r"[.!?]+\s+")
_CONDITION = re.compile(r"(?:når|hvis|fordi|inden|før|da|hvor|som|der|til)\b", re.IGNORECASE)
_SO_THAT = re.compile(r"så\s+(?:at\s+)?(?:\S+\s+){1,3}?(?:kan|ikke|bliver|får)\b", re.IGNORECASE)
_PREPOSITION = re.compile(
    r"\b(?:med|til|fra|af|for|hos|om|på|ved|uden|efter|end|over|under|mellem|blandt)\s+$", re.I
)
_TOGETHER = re.compile(r"(?:\bsammen\s+med|\bog|[,+&/])\s*$", re.IGNORECASE)
_RECEIVES = re.compile(r"\s+får\s+(?!ham\b|hende\b|barnet\b|børnene\b|dem\b)", re.IGNORECASE)
_NOT = re.compile(r"\b(?:ikke|aldrig|ingen)\b", re.IGNORECASE)
_NUMBER = r"(?:\d+|en|et|én|ét|to|tre|fire|fem|seks|syv|otte|ni|ti|tolv)"
_RANGE = rf"(?P<fra>{_NUMBER})(?:\s*(?:-|–|til|eller)\s*(?P<til>{_NUMBER}))?"
_LETTERS = re.compile(
    r"(?<![\w.])[A-H](?:(?:,\s*|\s+og\s+|,\s+og\s+|\s*\+\s*|/)(?:barn\s+)?[A-H])*(?![\w.])"
)
_MORE = re.compile(rf"\b(?:og|plus|samt)\s+({_NUMBER})\s+(?:andre|anden|andet|mere|til\b|barn\b)")
_COUNT = re.compile(
    rf"\b{_RANGE}\s+(?:(?:små|store|andre|faste|yngste|ældste|af)\s+)?(?:børn|barn|drenge|piger)",
    re.IGNORECASE,
)
_SIZE = re.compile(rf"\b(?:hold|grupper?|gruppen)\s+(?:på|af|med)\s+{_RANGE}\b", re.IGNORECASE)
_NUMBERS = "nul en to tre fire fem seks syv otte ni ti elleve tolv".split()
_SCOPES: dict[str, tuple[float, float]] = {
    "alle_boern": (9.0, 99.0),
    "lille_gruppe": (2.0, 6.0),
    "alene_med_barnet": (1.0, 1.0),
}
_SOME = 8.0


@dataclass(frozen=True)
class Clause:
    """A stretch of a reading: who does it and what; ``betinget`` when it is but a condition."""

    ord: str
    hvem: frozenset[str]
    opgave: frozenset[str]
    sider: frozenset[tuple[int, int]]
    naegtet: bool
    betinget: bool


@dataclass(frozen=True)
class Fact:
    """What a reading settles of one topic, in its own words, and what is compared of it."""

    emne: Topic
    art: str
    ord: str
    fra: float
    til: float
    navne: frozenset[str]
    hvem: frozenset[str]
    opgave: frozenset[str]


@dataclass(frozen=True)
class Read:
    """A reading, taken apart."""

    part: str
    dele: tuple[Clause, ...]
    fakta: tuple[Fact, ...]

    def of(self, topic: Topic) -> list[Fact]:
        """The facts of one topic."""
        return [fact for fact in self.fakta if fact.emne == topic]


def read(part: str, text: str, words: Words) -> Read:
    """Take the words of ``part`` apart."""
    speaker = words.party(part)
    clauses: list[Clause] = []
    facts: list[Fact] = []
    for sentence in _pieces(text, _SENTENCE):
        away = False
        for piece in _pieces(sentence, _BREAK):
            clause = _clause(piece, speaker, words, away)
            away = away or (clause.betinget and bool(words.scopes["fravaer"].search(piece)))
            clauses.append(clause)
            facts.extend(_facts(clause, words))
    return Read(part, tuple(clauses), tuple(_merged(facts, text)))


def _pieces(text: str, at: re.Pattern[str]) -> Iterator[str]:
    start = 0
    for found in at.finditer(text):
        yield text[start : found.start()].strip()
        start = found.end()
    yield text[start:].strip().rstrip(".!?")


def _clause(text: str, speaker: str, words: Words, away: bool) -> Clause:
    condition = bool(_CONDITION.match(text) or _SO_THAT.match(text))
    who = frozenset() if condition else frozenset(_actors(text, speaker, words))
    bare = text
    for found in times(text, words):
        bare = bare.replace(found.ord, " ")
    return Clause(
        text,
        who,
        words.stems(bare),
        words.sides(text),
        bool(_NOT.search(text)),
        condition or away,
    )


def _actors(text: str, speaker: str, words: Words) -> Iterator[str]:
    """The subject of the clause, those joined to it, and who it is done by or together with."""
    end = -1
    for start, stop, party in words.actors(text, speaker):
        before = text[:start]
        if end < 0 and not _PREPOSITION.search(before):
            if _RECEIVES.match(text[stop:]):
                return
            yield party
            end = stop
        elif (end >= 0 and re.fullmatch(r"\s*(?:,|og|\+|&|/)\s*", text[end:start])) or (
            re.search(r"\bsammen\s+med\s+$", before, re.IGNORECASE)
        ):
            yield party
            end = stop


def _facts(clause: Clause, words: Words) -> Iterator[Fact]:
    if clause.hvem and not clause.betinget:
        yield _fact(clause, "hvem", "hvem", clause.ord, names=clause.hvem)
    for found in times(clause.ord, words):
        yield _timed(clause, found)
    yield from _children(clause, words)


def _fact(
    clause: Clause,
    topic: Topic,
    kind: str,
    said: str,
    low: float = 0.0,
    high: float = 0.0,
    names: frozenset[str] = frozenset(),
) -> Fact:
    return Fact(topic, kind, said, low, high, names, clause.hvem, clause.opgave)


def _timed(clause: Clause, found: Tid) -> Fact:
    return _fact(clause, found.emne, found.art, found.ord, found.fra, found.til, found.navne)


def _number(text: str) -> float:
    bare = text.lower().replace("é", "e").replace("et", "en")
    return float(bare) if bare.isdigit() else float(_NUMBERS.index(bare))


def _children(clause: Clause, words: Words) -> Iterator[Fact]:
    """Which children: by letter, by number, all, alone, or the rest of them."""
    text = clause.ord
    if rest := words.scopes["resten_af_boernene"].search(text):
        yield _fact(clause, "med_hvem", "boern", rest.group(), -1, -1, frozenset((RESTEN,)))
        return
    for key, (low, high) in _SCOPES.items():
        if found := words.scopes[key].search(text):
            yield _fact(clause, "med_hvem", "boern", found.group(), low, high)
    counts = [*_COUNT.finditer(text), *_SIZE.finditer(text)]
    for found in counts:
        low = _number(found["fra"])
        yield _fact(
            clause, "med_hvem", "boern", found.group(), low, _number(found["til"] or found["fra"])
        )
    if named := list(_LETTERS.finditer(text)):
        letters = frozenset(re.findall(r"\b[A-H]\b", " ".join(m.group() for m in named)))
        more = _MORE.search(text)
        total = len(letters) + (_number(more[1]) if more else 0.0)
        stretch = text[named[0].start() : (more or named[-1]).end()]
        high = total if more or len(letters) > 1 else _SOME
        yield _fact(clause, "med_hvem", "boern", stretch, total, high, letters)


def _merged(facts: Iterable[Fact], text: str) -> list[Fact]:
    """Facts of one kind about the same doers as one, from the least to the most of them.

    Who does what is kept apart clause by clause.
    """
    found: dict[object, Fact] = {}
    for number, fact in enumerate(facts):
        key = number if fact.emne == "hvem" else (fact.emne, fact.art, fact.hvem)
        known = found.get(key)
        found[key] = fact if known is None else _joined(known, fact, text)
    return list(found.values())


def _joined(one: Fact, other: Fact, text: str) -> Fact:
    start = text.find(one.ord)
    end = text.find(other.ord, start + 1)
    return replace(
        one,
        fra=min(one.fra, other.fra),
        til=max(one.til, other.til),
        navne=one.navne | other.navne,
        opgave=one.opgave | other.opgave,
        ord=text[start : max(end + len(other.ord), start + len(one.ord))] if end > 0 else one.ord,
    )
