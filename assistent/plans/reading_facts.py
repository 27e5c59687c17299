"""What one reading of an agreement settles: who, what, when, how often, with whom, how long."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from assistent.danish import sentences
from assistent.plans.reading_children import children
from assistent.plans.reading_times import Tid, times
from assistent.plans.reading_words import Words

Topic = Literal["hvem", "hvad", "hvornaar", "hvor_tit", "med_hvem", "hvor_laenge"]
TOPICS: tuple[Topic, ...] = ("hvem", "hvad", "hvornaar", "hvor_tit", "med_hvem", "hvor_laenge")

# The grammar of the language: where a clause ends, what makes it a condition, who is its subject.
_LISTED = r"(?:barn\s+)?[A-H]\b|(?:man|tirs|ons|tors|fre)d?(?:ag)?(?:en)?\b|pædagog\s+\d"
_BREAK = re.compile(
    rf"[;:]\s+|(?<!\bde dage),\s+(?!{_LISTED})(?:og\s+|men\s+)?|\s+[–—-]\s+|\s+men\s+"
)
_CONDITION = re.compile(r"(?:når|hvis|fordi|inden|før|da|hvor|som|der|til)\b", re.IGNORECASE)
_SO_THAT = re.compile(r"så\s+(?:at\s+)?(?:\S+\s+){1,3}?(?:kan|ikke|bliver|får)\b", re.IGNORECASE)
_PREPOSITION = re.compile(
    r"\b(?:med|til|fra|af|for|hos|om|på|ved|uden|efter|end|over|under|mellem|blandt)\s+$", re.I
)
_AND = re.compile(r"\s*(?:,|og|\+|&|/)\s*(?:(?:den|de|en)\s+(?:\w+e\s+)?)?", re.IGNORECASE)
_RECEIVES = re.compile(r"\s+får\s+(?!ham\b|hende\b|barnet\b|børnene\b|dem\b)", re.IGNORECASE)
_NOT = re.compile(r"\b(?:ikke|aldrig|ingen)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Clause:
    """A stretch of a reading: who does it and what; ``betinget`` when it is but a condition.

    ``fravaer`` when it tells of when somebody is away, which is an agreement of its own.
    One that is no ``egen`` only adds a time to the clause before it (»…, hver dag«).
    """

    ord: str
    hvem: frozenset[str]
    opgave: frozenset[str]
    sider: frozenset[tuple[int, int]]
    naegtet: bool
    betinget: bool
    fravaer: bool
    egen: bool = True


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
    fravaer: bool


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
    for sentence in sentences(text, by_line=True):
        away = bool(words.scopes["fravaer"].search(sentence.tekst))
        for piece in _pieces(sentence.tekst):
            clause = _clause(piece, speaker, words, away)
            if clauses and not clause.hvem and not clause.opgave:
                before = clauses[-1]
                clause = replace(clause, hvem=before.hvem, opgave=before.opgave, egen=False)
            clauses.append(clause)
            facts.extend(_facts(clause, words))
    return Read(part, tuple(clauses), tuple(_merged(facts, text)))


def _pieces(text: str) -> Iterator[str]:
    start = 0
    for found in _BREAK.finditer(text):
        yield text[start : found.start()].strip()
        start = found.end()
    yield text[start:].strip().rstrip(".!?")


def _clause(text: str, speaker: str, words: Words, away: bool) -> Clause:
    condition = bool(_CONDITION.match(text) or _SO_THAT.match(text))
    who = frozenset(_actors(text, speaker, words))
    bare = text
    for found in times(text, words):
        bare = bare.replace(found.ord, " ")
    return Clause(
        text,
        who,
        words.stems(bare),
        words.sides(text),
        bool(_NOT.search(text)),
        condition,
        away,
    )


def _actors(text: str, speaker: str, words: Words) -> Iterator[str]:
    """The subject of the clause, those joined to it, and who it is done by or together with."""
    end = -1
    for start, stop, party in words.actors(text, speaker):
        before = text[:start]
        if end < 0 and not _PREPOSITION.search(before):
            if _RECEIVES.match(text[stop:]) or words.scopes["mener"].match(text[stop:].strip()):
                return
            yield party
            end = stop
        elif (end >= 0 and _AND.fullmatch(text[end:start])) or (
            re.search(r"\bsammen\s+med\s+$", before, re.IGNORECASE)
        ):
            yield party
            end = stop


def _facts(clause: Clause, words: Words) -> Iterator[Fact]:
    if clause.hvem and clause.egen and not clause.betinget:
        yield _fact(clause, "hvem", "hvem", clause.ord, names=clause.hvem)
    for found in times(clause.ord, words):
        yield _timed(clause, found)
    for which in children(clause.ord, words):
        yield _fact(clause, "med_hvem", "boern", which.ord, which.fra, which.til, which.navne)


def _fact(
    clause: Clause,
    topic: Topic,
    kind: str,
    said: str,
    low: float = 0.0,
    high: float = 0.0,
    names: frozenset[str] = frozenset(),
) -> Fact:
    who, task = clause.hvem, clause.opgave
    return Fact(topic, kind, said, low, high, names, who, task, clause.fravaer)


def _timed(clause: Clause, found: Tid) -> Fact:
    return _fact(clause, found.emne, found.art, found.ord, found.fra, found.til, found.navne)


def _merged(facts: Iterable[Fact], text: str) -> list[Fact]:
    """Facts of one kind about the same doers as one, from the least to the most of them.

    Who does what is kept apart clause by clause.
    """
    found: dict[object, Fact] = {}
    for number, fact in enumerate(facts):
        key = number if fact.emne == "hvem" else (fact.emne, fact.art, fact.hvem, fact.fravaer)
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
