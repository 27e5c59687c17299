"""Find what cannot both hold in the notes. Nothing is resolved; both stay and are asked about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from assistent.danish import content_stems, words
from assistent.datamodels import Element, Modsigelse
from assistent.draft.corrections import Corrections
from assistent.draft.features import phrase_pattern
from assistent.draft.notes import FILE
from assistent.draft.sorting import Sorteret
from assistent.prompts import Frames
from assistent.times import Tidsart, Tidsudtryk, tells_when, time_expressions

_APART = 1.25
_SAME_TASK = 0.6
_SAME_VECTOR = 0.9
_MOST = 8


@dataclass(frozen=True)
class _Pair:
    topic: str
    first: str
    second: str
    party: str = ""


_STRESSED = re.compile(r"\b(?:det er|er det)\s+([\w-]+)\s+(?:der|som)\b", re.IGNORECASE)


class Contradictions:
    """Compares the clauses of one element with one another."""

    def __init__(self, frames: Frames) -> None:
        self._frames = frames
        self._parties = frozenset(w for p in frames.options(FILE, "parter") for w in words(p)[:1])
        self._objections = phrase_pattern(frames.options(FILE, "indvending"))
        self._denials = phrase_pattern(frames.options(FILE, "benaegtelse"))
        self._opinion = phrase_pattern(frames.options(FILE, "mener"))
        self._next = phrase_pattern(frames.options(FILE, "naeste_moede"))
        self._corrections = Corrections(frames)

    def find(self, clauses: Sequence[Sorteret]) -> tuple[Modsigelse, ...]:
        """The contradictions, in the order of the notes, each pair of quotes once."""
        seen: dict[tuple[str, str], _Pair] = {}
        for pair in self._pairs(clauses):
            seen.setdefault((pair.first, pair.second), pair)
        return tuple(self._ask(pair) for pair in list(seen.values())[:_MOST])

    def _ask(self, pair: _Pair) -> Modsigelse:
        key = f"emne_{pair.topic}"
        given = {"part": pair.party} if pair.party else {}
        question = self._frames.fill(FILE, "modsigelse", a=pair.first, b=pair.second)
        return Modsigelse(
            self._frames.fill(FILE, key, **given), (pair.first, pair.second), question
        )

    def _pairs(self, clauses: Sequence[Sorteret]) -> Iterator[_Pair]:
        yield from self._numbers(clauses, "varighed", ("varighed",), "varighed")
        yield from self._numbers(clauses, "varighed", ("slut",), "varighed")
        yield from self._within(clauses)
        yield from self._numbers(clauses, "opfoelgning_hyppighed", ("interval",), "interval")
        yield from self._meetings(clauses)
        yield from self._tasks(clauses)
        yield from self._days(clauses)
        yield from self._denied(clauses)
        yield from self._objected(clauses)
        yield from (_Pair(*found) for found in self._corrections.find(clauses))

    def _numbers(
        self, clauses: Sequence[Sorteret], element: Element, kinds: tuple[Tidsart, ...], topic: str
    ) -> Iterator[_Pair]:
        """Two different lengths or intervals, in two clauses or said as two within one."""
        found = [
            (clause, values)
            for clause in clauses
            if element in clause.elementer and (values := _values(clause.tekst, kinds))
        ]
        for (one, left), (other, right) in combinations(found, 2):
            if all(_differ(a, b, kinds[0]) for a in left for b in right) and _same_meeting(
                one.tekst, other.tekst
            ):
                yield _Pair(topic, one.tekst, other.tekst)

    def _within(self, clauses: Sequence[Sorteret]) -> Iterator[_Pair]:
        """Two people with a length each, in one sentence (»A siger 3 mdr, B siger 6 mdr«)."""
        for clause in clauses:
            parts = [p for p in re.split(r"[,;]\s+|\s+men\s+", clause.tekst) if self._opines(p)]
            for one, other in combinations(parts, 2):
                left, right = _values(one, ("varighed",)), _values(other, ("varighed",))
                if left and right and _differ(left[0], right[0], "varighed"):
                    yield _Pair("varighed", one, other)

    def _opines(self, text: str) -> bool:
        return bool(self._who(text)) and self._opinion.search(text) is not None

    def _meetings(self, clauses: Sequence[Sorteret]) -> Iterator[_Pair]:
        """Two dates for the one next meeting."""
        found = [
            (clause, dates)
            for clause in clauses
            if self._next.search(clause.tekst) and len(dates := _dates(clause.tekst)) == 1
        ]
        for (one, left), (other, right) in combinations(found, 2):
            if left[0].vaerdi != right[0].vaerdi and left[0].art == right[0].art:
                yield _Pair("dato", one.tekst, other.tekst)

    def _tasks(self, clauses: Sequence[Sorteret]) -> Iterator[_Pair]:
        """The same task given to two different parties."""
        found = [
            (c, who, _task(c.tekst))
            for c in clauses
            if set(c.elementer) & {"opgavefordeling", "strategier", "opfoelgning_hvordan"}
            and "?" not in c.tekst
            and (who := self._who(c.tekst))
        ]
        for (one, left, job), (other, right, same) in combinations(found, 2):
            if left == right or len(job) < 2 or len(same) < 2:
                continue
            shared = len(job & same) / min(len(job), len(same))
            if shared >= _SAME_TASK and _days_of(one.tekst) == _days_of(other.tekst):
                yield _Pair("opgave", one.tekst, other.tekst)

    def _days(self, clauses: Sequence[Sorteret]) -> Iterator[_Pair]:
        """One party on different days with the same task."""
        found = [
            (c, who, days)
            for c in clauses
            if "opgavefordeling" in c.elementer
            and (who := self._who(c.tekst)) in self._parties
            and (days := _days_of(c.tekst))
        ]
        for (one, left, days), (other, right, others) in combinations(found, 2):
            if left == right and days.isdisjoint(others) and _alike(one, other):
                yield _Pair("ugedag", one.tekst, other.tekst, left)

    def _denied(self, clauses: Sequence[Sorteret]) -> Iterator[_Pair]:
        """The same thing affirmed and denied."""
        for one, other in combinations(clauses, 2):
            if not set(one.elementer) & set(other.elementer):
                continue
            if "?" in one.tekst + other.tekst:
                continue
            left, right = self._denials.search(one.tekst), self._denials.search(other.tekst)
            if (left is None) != (right is None) and _alike(one, other, self._parties):
                yield _Pair("ja_nej", one.tekst, other.tekst)

    def _objected(self, clauses: Sequence[Sorteret]) -> Iterator[_Pair]:
        """A clause that begins with an objection to the one before it."""
        for one, other in pairwise(clauses):
            if self._objections.match(_said(other.tekst)) and set(one.elementer) & set(
                other.elementer
            ):
                yield _Pair("ja_nej", one.tekst, other.tekst)

    def _who(self, text: str) -> str:
        """The party a clause begins with: a role, or a name with a capital or a single letter."""
        first = _STRESSED.search(text) or re.match(r"(?:pæd\.?\s+|medhj\.?\s+)?([\w-]+)", text)
        word = first.group(1) if first else ""
        lowered = word.lower()
        return lowered if lowered in self._parties or word[:1].isupper() else ""


def _said(text: str) -> str:
    """What was said, without who said it."""
    return re.sub(r"^[\w. -]{1,20}:\s*", "", text)


def _values(text: str, kinds: tuple[Tidsart, ...]) -> list[Tidsudtryk]:
    return [
        found
        for found in time_expressions(text)
        if found.art in kinds and found.vaerdi and not tells_when(text, found)
    ]


def _differ(one: Tidsudtryk, other: Tidsudtryk, kind: Tidsart) -> bool:
    if kind == "slut":
        known = (one.vaerdi > 0) == (other.vaerdi > 0) and (one.vaerdi < -99) == (
            other.vaerdi < -99
        )
        return known and one.vaerdi != other.vaerdi
    big, small = max(one.vaerdi, other.vaerdi), min(one.vaerdi, other.vaerdi)
    return big / small > _APART


def _same_meeting(one: str, other: str) -> bool:
    """False where the two speak of different meetings (»kort snak«, »stort møde«)."""
    sizes = [
        set(re.findall(r"\b(kort|stor|lille|lang|hurtig)", text.lower())) for text in (one, other)
    ]
    return sizes[0] == sizes[1]


def _dates(text: str) -> list[Tidsudtryk]:
    return [found for found in time_expressions(text) if found.art in ("dato", "uge")]


def _days_of(text: str) -> frozenset[float]:
    return frozenset(found.vaerdi for found in time_expressions(text) if found.art == "ugedag")


def _task(text: str) -> frozenset[str]:
    """The stems of what is to be done, without who and when."""
    kept = text
    for found in reversed(time_expressions(text)):
        kept = kept[: found.start] + " " + kept[found.slut :]
    return frozenset(content_stems(kept)[1:])


def _alike(one: Sorteret, other: Sorteret, parties: frozenset[str] = frozenset()) -> bool:
    left, right = set(content_stems(one.tekst)), set(content_stems(other.tekst))
    shared = len(left & right) / max(min(len(left), len(right)), 1)
    cosine = float(one.vektor @ other.vektor)
    return shared >= 0.5 and len(left & right) >= 2 and cosine >= _SAME_VECTOR
