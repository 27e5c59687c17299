"""Clauses that take back what another said: »… nej, 6 uger«, »rp har kun torsdage her«."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import combinations

from assistent.datamodels import Element
from assistent.draft.features import phrase_pattern
from assistent.draft.notes import FILE
from assistent.draft.sorting import Sorteret
from assistent.prompts import Frames
from assistent.times import Tidsart, Tidsudtryk, tells_when, time_expressions

_APART = 1.2
_NEAR = 25
"""Characters between »kun« and the day that it limits."""
_DAY = re.compile(r"\b(man|tirs|ons|tors|fre|lør|søn)dag", re.IGNORECASE)
_DAYS = ("man", "tirs", "ons", "tors", "fre", "lør", "søn")
_LETTER = re.compile(r"(?<![\w.])[A-ZÆØÅ](?![\w])")
_TIMES = re.compile(
    r"(?<!\w)(\d{1,2}|to|tre|fire|fem|seks|syv|otte|ni|ti|tolv)\s+(?:gange|gg)\b"
    r"(?!\s*(?:om|i|pr\.?|hver|/)\s*(?:ugen?|dagen?|mån|md|form|efterm))",
    re.IGNORECASE,
)
# When in the year a season is, in the days of the grammar of time's own order of seasons.
_SEASONS = {-100: 290, -101: 358, -102: 365, -103: 365, -104: 48, -105: 95, -106: 150, -107: 180}
_WITHIN_DAYS = 25
Topic = tuple[str, str, str, str]
"""The topic, the two quotes, and the party that it is about (or empty)."""


class Corrections:
    """Compares clauses of which one corrects the other in so many words."""

    def __init__(self, frames: Frames) -> None:
        self._cue = phrase_pattern(frames.options(FILE, "rettelse"))
        self._only = phrase_pattern(frames.options(FILE, "kun_ord"))
        self._never = phrase_pattern(frames.options(FILE, "aldrig_ord"))
        self._rp = phrase_pattern(frames.options(FILE, "rp_ord"))
        self._next = phrase_pattern(frames.options(FILE, "naeste_moede"))

    def find(self, clauses: Sequence[Sorteret]) -> Iterator[Topic]:
        """Every pair that cannot both hold, in the order of the notes."""
        telling = [c for c in clauses if _times(c.tekst) or _TIMES.search(c.tekst)]
        for one, other in combinations(telling, 2):
            if "?" in one.tekst and "?" in other.tekst:
                continue
            yield from self._lengths(one, other)
            yield from self._intervals(one, other)
            yield from self._counts(one, other)
            yield from self._ends(one, other)
            yield from self._meetings(one, other)
            yield from self._days(one, other)

    def _corrects(self, one: Sorteret, other: Sorteret) -> bool:
        return any(self._cue.search(clause.tekst) for clause in (one, other))

    def _lengths(self, one: Sorteret, other: Sorteret) -> Iterator[Topic]:
        left, right = self._spans(one.tekst), self._spans(other.tekst)
        known = _either("varighed", one, other) and self._corrects(one, other)
        if any(clause.elementer == ("problemstilling",) for clause in (one, other)):
            return
        if known and left and right and all(_apart(a, b) for a in left for b in right):
            yield "varighed", one.tekst, other.tekst, ""

    def _spans(self, text: str) -> list[float]:
        """How long it lasts."""
        return [e.vaerdi for e in _of(text, "varighed") if e.vaerdi and not tells_when(text, e)]

    def _intervals(self, one: Sorteret, other: Sorteret) -> Iterator[Topic]:
        if not set(one.elementer) & set(other.elementer) or not self._corrects(one, other):
            return
        left = [e.vaerdi for e in _of(one.tekst, "interval") if e.vaerdi]
        right = [e.vaerdi for e in _of(other.tekst, "interval") if e.vaerdi]
        if left and right and all(_apart(a, b) for a in left for b in right):
            yield "interval", one.tekst, other.tekst, ""

    def _counts(self, one: Sorteret, other: Sorteret) -> Iterator[Topic]:
        left, right = _TIMES.findall(one.tekst), _TIMES.findall(other.tekst)
        if left and right and set(left).isdisjoint(right) and self._corrects(one, other):
            yield "varighed", one.tekst, other.tekst, ""

    def _ends(self, one: Sorteret, other: Sorteret) -> Iterator[Topic]:
        """A date and a season (»til 15. maj«, »til sommerferien«) that lie far apart."""
        if not _either("varighed", one, other):
            return
        for a in _of(one.tekst, "slut"):
            for b in _of(other.tekst, "slut"):
                left, right = _day_of_year(a.vaerdi), _day_of_year(b.vaerdi)
                seasonal = (a.vaerdi < -99) != (b.vaerdi < -99)
                if left and right and seasonal and abs(left - right) > _WITHIN_DAYS:
                    yield "varighed", one.tekst, other.tekst, ""

    def _meetings(self, one: Sorteret, other: Sorteret) -> Iterator[Topic]:
        """»Vi mødes om tre uger« and »næste gang er om seks uger«."""
        if not (self._next.search(one.tekst) and self._next.search(other.tekst)):
            return
        left, right = _ahead(one.tekst), _ahead(other.tekst)
        if left and right and all(_apart(a, b) for a in left for b in right):
            yield "dato", one.tekst, other.tekst, ""

    def _days(self, one: Sorteret, other: Sorteret) -> Iterator[Topic]:
        """Days on which somebody comes, and that they come on others only, or never then."""
        if not self._same_person(one.tekst, other.tekst):
            return
        for said, limit in ((one.tekst, other.tekst), (other.tekst, one.tekst)):
            there, limits = _named_days(said), self._limits(limit)
            if there and limits is not None and not there <= limits:
                yield "ugedag_rp", one.tekst, other.tekst, ""
                return

    def _same_person(self, one: str, other: str) -> bool:
        both = self._rp.search(one) is not None and self._rp.search(other) is not None
        return both or bool(set(_LETTER.findall(one)) & set(_LETTER.findall(other)))

    def _limits(self, text: str) -> frozenset[int] | None:
        """The days that are left by »kun onsdage«, »ikke om mandagen«, »aldrig før onsdag«."""
        first = _DAY.search(text)
        if first is None:
            return None
        before = text[max(0, first.start() - _NEAR) : first.start()]
        named = _named_days(text)
        if self._only.search(before):
            return named
        if self._never.search(before):
            day = _DAYS.index(first[1].lower())
            early = re.search(r"\bfør\b", before) is not None
            return frozenset(range(day, 7)) if early else frozenset(range(7)) - named
        return None


@lru_cache(maxsize=4096)
def _times(text: str) -> tuple[Tidsudtryk, ...]:
    """Every clause is compared with all the others; it is read once."""
    return time_expressions(text)


def _of(text: str, kind: Tidsart) -> list[Tidsudtryk]:
    return [found for found in _times(text) if found.art == kind]


def _either(element: Element, one: Sorteret, other: Sorteret) -> bool:
    return element in one.elementer or element in other.elementer


def _apart(one: float, other: float) -> bool:
    return max(one, other) / min(one, other) > _APART


def _ahead(text: str) -> list[float]:
    return [
        e.vaerdi
        for e in _of(text, "varighed")
        if e.vaerdi and re.search(r"\bom\s+$", text[: e.start], re.IGNORECASE)
    ]


def _named_days(text: str) -> frozenset[int]:
    short = {int(e.vaerdi) for e in _of(text, "ugedag")}
    return frozenset(short | {_DAYS.index(m[1].lower()) for m in _DAY.finditer(text)})


def _day_of_year(value: float) -> float:
    """Where in the year an end lies, in days; 0 where it is not known."""
    if value < -99:
        return _SEASONS.get(int(value), 0)
    month, day = divmod(value, 100)
    return 30.4 * (month - 1) + day if month >= 1 else 0
