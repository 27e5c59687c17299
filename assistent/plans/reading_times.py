"""When, how often and how long a clause says, in a form that can be held against another's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from assistent.plans.reading_words import Words
from assistent.times import Tidsudtryk, time_expressions

Timed = Literal["hvornaar", "hvor_tit", "hvor_laenge"]
AABEN = "aaben"
_WEEK = 7.0
_WORKDAYS = 5.0
_SOME_DAYS = (1.0, 3.0)
_NUMBER = r"(?:\d+(?:[.,]\d+)?|[a-zéæøå]+)"
_DAYS_A_WEEK = re.compile(
    rf"\b(?P<tal>{_NUMBER})\s+(?:hver|for|efter|u|d)?(?:dage|formiddage|morgener|eftermiddage)\s+"
    r"(?:om\s+ugen|i\s+ugen|pr\.?\s+uge)",
    re.IGNORECASE,
)
_MINUTES = re.compile(
    rf"\b(?:en\s+)?(?P<fra>{_NUMBER})(?:\s*(?:-|–|til)\s*(?P<til>{_NUMBER}))?\s+"
    r"(?P<enhed>min\b|minutter\b|minut\b|timers?\b|time\b|kvarter\b)",
    re.IGNORECASE,
)
_UNIT = {"m": 1.0, "t": 60.0, "k": 15.0}
_CLOCK = re.compile(
    r"\bklokken\s+(?P<halv>halv\s+|kvart\s+i\s+|kvart\s+over\s+)?(?P<time>[a-zæøå]+|\d{1,2})"
    r"(?:[.:](?P<minut>\d\d))?\b|\b(?P<halv2>halv|kvart\s+i|kvart\s+over)\s+(?P<time2>[a-zæøå]+)\b"
    r"|\bfra\s+(?P<time3>\d{1,2})(?=\s*(?:-|–|til)\s*\d{1,2}\b(?!\s*børn))",
    re.IGNORECASE,
)
_SHIFT = {"halv": -70.0, "kvart i": -55.0, "kvart over": 15.0}
_TO = re.compile(r"\s*(?:-|–|til)\s*(?:kl\.?\s*)?$", re.IGNORECASE)
_STARTS = re.compile(r"\b(?:på|fra|fra\s+og\s+med|allerede|begynder)\s+$", re.IGNORECASE)
_MORNING = re.compile(r"\s+morgen\b", re.IGNORECASE)


@dataclass(frozen=True)
class Tid:
    """One time in a clause, verbatim, and what is compared of it."""

    emne: Timed
    art: str
    ord: str
    fra: float = 0.0
    til: float = 0.0
    navne: frozenset[str] = frozenset()


def times(text: str, words: Words) -> list[Tid]:
    """The times of a clause."""
    found = time_expressions(text)
    days = _weekdays(found, text)
    return [
        *days,
        *_dates(found, text),
        *_clocks(found, text),
        *_parts(text, words),
        *_often(found, text, days, words),
        *_long(found, text, words),
    ]


def _named_day(found: Tidsudtryk, text: str) -> float | None:
    """The weekday of an expression, also of »hver mandag«."""
    if found.art == "ugedag":
        return found.vaerdi
    if found.art != "interval":
        return None
    inner = [
        e.vaerdi
        for e in time_expressions(text[found.start : found.slut].rpartition(" ")[2])
        if e.art == "ugedag"
    ]
    return inner[0] if inner else None


def _weekdays(found: Sequence[Tidsudtryk], text: str) -> list[Tid]:
    """The weekdays as one; »på mandag« and »fra mandag« only tell when it begins."""
    named = [(e, day) for e in found if (day := _named_day(e, text)) is not None]
    if len(named) == 1 and _only_begins(named[0][0], text):
        return []
    if not named:
        return []
    days = {day for _, day in named}
    stretch = text[named[0][0].start : named[-1][0].slut]
    if len(named) == 2 and re.search(r"(?:\btil\b|[-–])", stretch[3:]):
        days = {float(day) for day in range(int(min(days)), int(max(days)) + 1)}
    return [Tid("hvornaar", "ugedag", stretch, navne=frozenset(str(int(day)) for day in days))]


def _only_begins(found: Tidsudtryk, text: str) -> bool:
    return bool(_STARTS.search(text[: found.start])) or (
        found.vaerdi == 0.0 and _MORNING.match(text, found.slut) is not None
    )


def _dates(found: Sequence[Tidsudtryk], text: str) -> Iterator[Tid]:
    for e in found:
        if e.art in ("dato", "uge") and e.vaerdi:
            yield Tid("hvornaar", e.art, text[e.start : e.slut], e.vaerdi, e.vaerdi)


def _clocks(found: Sequence[Tidsudtryk], text: str) -> Iterator[Tid]:
    """When it begins by the clock; what comes after »til« is when it ends."""
    spans = [(e.start, e.slut, e.vaerdi) for e in found if e.art == "klokken"]
    for match in _CLOCK.finditer(text):
        hour = _hour(match)
        if hour is not None and all(match.end() <= s or match.start() >= e for s, e, _ in spans):
            spans.append((*match.span(), hour))
    for start, end, value in sorted(spans):
        if not _TO.search(text[:start]) or not any(e <= start for _, e, _ in spans):
            clock = value if value >= 100 else value * 100
            yield Tid("hvornaar", "klokken", text[start:end], clock, clock)


def _hour(match: re.Match[str]) -> float | None:
    said = match["time"] or match["time2"] or match["time3"]
    hour = _number(said)
    if hour is None or not 0 < hour <= 24:
        return None
    shift = re.sub(r"\s+", " ", (match["halv"] or match["halv2"] or "").strip().lower())
    minutes = float(match["minut"]) if match["minut"] else 0.0
    return hour * 100 + minutes + _SHIFT.get(shift, 0.0)


def _number(said: str) -> float | None:
    """The value of a number in digits or words, as the grammar of time reads it."""
    read = time_expressions(f"{said} uger")
    return read[0].vaerdi / _WEEK if read and read[0].start == 0 else None


def _parts(text: str, words: Words) -> Iterator[Tid]:
    """The part of the day and the situation."""
    for part in words.day:
        if match := part.regex.search(text):
            yield Tid("hvornaar", "dagdel", match.group(), part.fra, part.til)
    for name, pattern in words.situations:
        if match := pattern.search(text):
            yield Tid("hvornaar", "situation", match.group(), navne=frozenset((name,)))


def _often(
    found: Sequence[Tidsudtryk], text: str, days: Sequence[Tid], words: Words
) -> Iterator[Tid]:
    """How often, as times a week; 0 for what is done when there is time."""
    spans = list(_intervals(found, text, words))
    if not spans and (some := words.scopes["kun_med_rp"].search(text)):
        yield Tid("hvor_tit", "om_ugen", some.group(), *_SOME_DAYS)
    elif not spans and (idle := words.scopes["naar_der_er_tid"].search(text)):
        yield Tid("hvor_tit", "om_ugen", idle.group())
    elif not spans and days:
        count = float(len(days[0].navne))
        yield Tid("hvor_tit", "om_ugen", days[0].ord, count, count)
    for start, said, value in spans:
        lower = re.search(rf"({_NUMBER})\s*(?:-|–|til|eller)\s*$", text[:start])
        low = _number(lower[1]) if lower else None
        yield Tid("hvor_tit", "om_ugen", said, low if low is not None else value, value)


def _intervals(
    found: Sequence[Tidsudtryk], text: str, words: Words
) -> Iterator[tuple[int, str, float]]:
    """Where, in which words and how many times a week."""
    # The grammar of time reads »hver dag« as once a week; the list of the frames knows better.
    daily = words.scopes["hver_dag"]
    for e in found:
        weekday = _named_day(e, text) is not None and e.vaerdi <= _WEEK
        if e.art == "interval" and not weekday and not daily.match(text, e.start):
            yield e.start, text[e.start : e.slut], _a_week(e.vaerdi)
    for match in _DAYS_A_WEEK.finditer(text):
        if (number := _number(match["tal"])) is not None:
            yield match.start(), match.group(), number
    if every := daily.search(text):
        yield every.start(), every.group(), _WORKDAYS


def _a_week(days: float) -> float:
    return _WORKDAYS / days if days <= 1 else _WEEK / days


def _long(found: Sequence[Tidsudtryk], text: str, words: Words) -> Iterator[Tid]:
    """How long the whole of it goes on, and how long each time takes."""
    if match := words.scopes["aaben_slut"].search(text):
        yield Tid("hvor_laenge", AABEN, match.group())
    for e in found:
        said = text[e.start : e.slut]
        if e.art == "varighed":
            yield Tid("hvor_laenge", "forloeb", said, e.vaerdi, e.vaerdi)
        elif e.art == "slut" and e.vaerdi > 0:
            month, day = divmod(e.vaerdi, 100)
            yield Tid("hvor_laenge", "slutdato", said, month * 100 + day, month * 100 + (day or 31))
        elif e.art == "slut" and e.vaerdi:
            kind = "slutuge" if e.vaerdi > -100 else "sluttid"
            yield Tid("hvor_laenge", kind, said, e.vaerdi, e.vaerdi)
    for match in _MINUTES.finditer(text):
        low = _number(match["fra"])
        high = _number(match["til"]) if match["til"] else low
        if low is not None and high is not None:
            unit = _UNIT[match["enhed"][0].lower()]
            yield Tid("hvor_laenge", "minutter", match.group(), low * unit, high * unit)
