"""Recognise Danish time expressions in notes: how long, until when, how often, on what date.

This is the grammar of the language (numbers, weekdays, months), not the domain's wording.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

Tidsart = Literal["varighed", "slut", "interval", "dato", "uge", "ugedag", "klokken"]

_NUMBERS = {
    "en": 1.0, "et": 1.0, "én": 1.0, "ét": 1.0, "to": 2.0, "tre": 3.0, "fire": 4.0, "fem": 5.0,
    "seks": 6.0, "syv": 7.0, "otte": 8.0, "ni": 9.0, "ti": 10.0, "elleve": 11.0, "tolv": 12.0,
    "halvanden": 1.5, "halvandet": 1.5, "½": 0.5, "1/2": 0.5, "halvt": 0.5, "halv": 0.5,
    "kvart": 0.25, "anden": 2.0, "andet": 2.0, "tredje": 3.0, "fjerde": 4.0, "femte": 5.0,
    "sjette": 6.0, "syvende": 7.0, "ottende": 8.0, "tiende": 10.0, "tolvte": 12.0,
    "fjortende": 14.0,
}  # fmt: skip
_UNITS = {"d": 1.0, "u": 7.0, "m": 30.0, "k": 91.0, "å": 365.0}
_MONTHS = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_DAYS = ("man", "tir", "ons", "tor", "fre", "lør", "søn")

_NUMBER = r"(?:\d+(?:[.,]\d+)?|" + "|".join(sorted(map(re.escape, _NUMBERS), key=len)[::-1]) + ")"
_MONTH = (
    r"(?:januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december"
    r"|jan|feb|mar|apr|jun|jul|aug|sept|sep|okt|nov|dec)"
)
_DAY = (
    r"(?:mandag|tirsdag|onsdag|torsdag|fredag|lørdag|søndag|man|tirsd|tirs|tir|ons|torsd|tors|tor"
    r"|fred|fre)(?:ene|en|e)?s?"
)
_SEASON = (
    r"(?:jul|påske|pinse|sommer|efterår|vinter|forår|nytår|skolestart|(?:sommer|efterårs|vinter|"
    r"påske|jule)ferien?|årsskiftet)"
)
_LONG = r"(?:ugers?|måneders?|måned|mdr|mdrs|mdn|mnd|års?|kvartal(?:er)?)"
_DATE = (
    rf"(?:\d{{1,2}}/\d{{1,2}}(?:[-/.]\d{{2,4}})?(?!\d)"
    rf"|\d{{1,2}}\.\s?{_MONTH}\b|\d{{1,2}}\s{_MONTH}\b)"
)


@dataclass(frozen=True)
class Tidsudtryk:
    """One expression and where it stands; ``vaerdi`` is comparable within its ``art``.

    Days for "varighed" and "interval"; month*100+day for "dato" and "slut" (0 when unknown);
    the number of the week or weekday.
    """

    art: Tidsart
    start: int
    slut: int
    vaerdi: float


def _number(text: str) -> float:
    lowered = text.lower()
    return _NUMBERS[lowered] if lowered in _NUMBERS else float(lowered.replace(",", "."))


def _unit(text: str) -> float:
    return _UNITS.get(text.lower()[0], 0.0)


def _length(match: re.Match[str]) -> float:
    return _number(match["tal"]) * _unit(match["enhed"])


def _every(match: re.Match[str]) -> float:
    groups = match.groupdict()
    count = _number(groups["tal"]) if groups.get("tal") else 1.0
    unit = groups.get("enhed") or "u"
    return count * _unit(unit)


def _per(match: re.Match[str]) -> float:
    count = _number(match["tal"]) if match["tal"] else 1.0
    return _unit(match["enhed"]) / max(count, 0.1)


_NAMED = {"dag": 1.0, "ug": 7.0, "mån": 30.0, "mdl": 30.0, "kvartal": 91.0}


def _named(match: re.Match[str]) -> float:
    text = match.group().lower().removeprefix("hver").strip()
    return next((days for key, days in _NAMED.items() if text.startswith(key)), 7.0)


def _month(text: str) -> int:
    found = re.search(_MONTH, text.lower())
    return _MONTHS.index(found.group()[:3]) + 1 if found else 0


def _date(match: re.Match[str]) -> float:
    text = match.group()
    numbers = [int(part) for part in re.findall(r"\d+", text)]
    month = _month(text) or (numbers[1] if len(numbers) > 1 else 0)
    return float(month * 100 + numbers[0]) if numbers else float(month * 100)


def _until(match: re.Match[str]) -> float:
    found = re.search(_DATE, match.group(), re.IGNORECASE)
    if found:
        return _date(found)
    text = match.group().lower()
    # »Til jul« is Christmas; July has a day before it, or its whole name.
    if _month(text) and not re.search(r"\bjul\b", text):
        return _month(text) * 100.0
    week = re.search(r"uge\s*(\d+)", text)
    return float(-int(week.group(1))) if week else _season(text)


def _season(text: str) -> float:
    seasons = ("efterår", "jul", "nytår", "årsskift", "vinter", "påske", "pinse", "sommer", "skole")
    return next((-100.0 - index for index, name in enumerate(seasons) if name in text), 0.0)


def _last_week(match: re.Match[str]) -> float:
    return -float(re.findall(r"\d+", match.group())[-1])


def _last_month(match: re.Match[str]) -> float:
    return (_MONTHS.index(re.findall(_MONTH, match.group().lower())[-1][:3]) + 1) * 100.0


def _last_date(match: re.Match[str]) -> float:
    return _date(list(re.finditer(_DATE, match.group(), re.IGNORECASE))[-1])


def _weekday(match: re.Match[str]) -> float:
    return float(next(i for i, day in enumerate(_DAYS) if match.group().lower().startswith(day)))


def _clock(match: re.Match[str]) -> float:
    numbers = re.findall(r"\d+", match.group())
    return float(numbers[0]) * 100 + (float(numbers[1]) if len(numbers) > 1 else 0)


@dataclass(frozen=True)
class _Pattern:
    art: Tidsart
    regex: re.Pattern[str]
    value: Callable[[re.Match[str]], float]


def _pattern(art: Tidsart, regex: str, value: Callable[[re.Match[str]], float]) -> _Pattern:
    return _Pattern(art, re.compile(rf"(?<!\w)(?:{regex})(?!\w)", re.IGNORECASE), value)


# Order matters: an earlier pattern takes its stretch, so an interval is not read as a duration.
_PATTERNS = (
    _pattern(
        "interval",
        rf"hver(?:t)?\.?\s+(?P<tal>{_NUMBER})\.?(?:\s?[-–]\s?{_NUMBER}\.?|\s+(?:til|eller)\s+"
        rf"{_NUMBER}\.?)?\s*(?P<enhed>dag|uge|ug\b|måned|mdr?|md|kvartal)",
        _every,
    ),
    _pattern(
        "interval",
        rf"hver(?:t)?\s+(?:(?P<tal>{_NUMBER})\.?\s+)?(?P<enhed>uge|måned|md|mdr|kvartal|halve år)",
        _every,
    ),
    _pattern("interval", rf"hver(?:t)?\s+(?:(?P<tal>{_NUMBER})\.?\s+)?{_DAY}", _every),
    _pattern("interval", r"(?:i\s+)?(?:lige|ulige)\s+uger", lambda _: 14.0),
    # How far apart meetings are is not said, only that it is every one of them.
    _pattern("interval", r"hver(?:t)?\s+(?:\w*møde|gang)", lambda _: 0.0),
    _pattern(
        "interval",
        rf"(?:(?:den\s+)?(?:første|anden|tredje|fjerde|sidste)\s+{_DAY})\s+i\s+(?:hver\s+)?måneden?",
        lambda _: 30.0,
    ),
    _pattern(
        "interval",
        rf"(?:(?P<tal>{_NUMBER})\s*(?:gange?|g|gg|x)\s*(?:om|i|pr\.?|/|hver)?\s*)"
        r"(?P<enhed>dagen|dag|ugen|uge|ugentligt|ugtl|ugl|måneden|måned|månedligt|mdl|mdr|md)\.?",
        _per,
    ),
    _pattern(
        "interval",
        r"hver\s+dag|dagligt?|ugentligt?|ugtl\.?|månedligt?|mdl\.?|kvartalsvis",
        _named,
    ),
    _pattern(
        "varighed",
        rf"(?P<tal>{_NUMBER})\s*(?:[-–]|til|eller)\s*{_NUMBER}\s*(?P<enhed>{_LONG})",
        _length,
    ),
    _pattern("varighed", rf"(?:et\s+)?(?P<tal>{_NUMBER})\s*(?P<enhed>{_LONG})\.?", _length),
    _pattern(
        "slut",
        rf"(?:(?:frem|ind)?\s?til|t\.?o\.?m\.?|tom|slut(?:ter|dato)?|senest|inden|(?:til\s+)?(?:og\s+med|"
        rf"(?:med\s+)?(?:udgangen|slutningen|midten)\s+af)|afsluttes|færdige?)"
        rf"\s*:?\s*(?:(?:til|i|med|den|d|efter|om|ved|før|inden|og|omkring|ca|udgangen|slutningen|midten|af|"
        rf"start(?:en)?)\.?\s+)*(?:{_DATE}|{_MONTH}|uge\s*\d{{1,2}}|{_SEASON})",
        _until,
    ),
    _pattern(
        "slut",
        r"uge\s*\d{1,2}\s*(?:[-–]|til|t\.?o\.?m\.?)\s*(?:og\s+med\s+)?(?:uge\s*)?\d{1,2}",
        _last_week,
    ),
    _pattern("slut", rf"{_MONTH}\s*(?:[-–]|til)\s*(?:midt\s+i\s+)?{_MONTH}", _last_month),
    _pattern("slut", rf"{_DATE}\s*(?:[-–]|til)\s*{_DATE}", _last_date),
    _pattern("dato", rf"{_DATE}", _date),
    _pattern("dato", r"d(?:en|\.)?\s+\d{1,2}\.?(?!\s*\w)", _date),
    _pattern("uge", r"uge\s*\d{1,2}", lambda m: float(re.findall(r"\d+", m.group())[0])),
    _pattern("klokken", r"kl\.?\s*\d{1,2}(?:[.:]\d{2})?|\d{1,2}[.:]\d{2}", _clock),
    _pattern("ugedag", _DAY, _weekday),
)  # fmt: skip


def _is_age(art: Tidsart, match: re.Match[str]) -> bool:
    """Long spans are how old somebody is, and so is one right after a name (»A, 8 mdr«)."""
    if art != "varighed":
        return False
    named = re.search(r"(?:^|\b)[A-ZÆØÅ]\w*,?\s\(?$", match.string[: match.start()])
    months = match["enhed"].lower()[0] == "m"
    return _length(match) >= 13 * _UNITS["m"] or (named is not None and months)


_JOIN = r"\.?\s*(?:[-–/+&,]|og|til|samt)\s*"
_DAY_AFTER = re.compile(rf"{_JOIN}{_DAY}(?!\w)", re.IGNORECASE)
_DAY_BEFORE = re.compile(rf"(?<!\w){_DAY}{_JOIN}$", re.IGNORECASE)


def _is_pronoun(art: Tidsart, match: re.Match[str]) -> bool:
    """»man« is a pronoun unless another day stands beside it."""
    if art != "ugedag" or match.group().lower() != "man":
        return False
    before, after = match.string[: match.start()], match.string[match.end() :]
    return not (_DAY_AFTER.match(after) or _DAY_BEFORE.search(before))


def time_expressions(text: str) -> tuple[Tidsudtryk, ...]:
    """The time expressions of ``text`` in order, without overlaps."""
    taken: list[Tidsudtryk] = []
    for pattern in _PATTERNS:
        for match in pattern.regex.finditer(text):
            if _is_age(pattern.art, match) or _is_pronoun(pattern.art, match):
                continue
            if all(match.end() <= t.start or match.start() >= t.slut for t in taken):
                taken.append(Tidsudtryk(pattern.art, *match.span(), pattern.value(match)))
    return tuple(sorted(taken, key=lambda found: found.start))


_NO_LENGTH = re.compile(
    r"(?:\b(?:om|siden|første|sidste)|(?<!stopper )(?<!slutter )(?<!allerede )\befter)\s+$",
    re.IGNORECASE,
)


def tells_when(text: str, found: Tidsudtryk) -> bool:
    """True for a length that tells when (»om tre uger«), or is a part (»de første to uger«)."""
    return found.art == "varighed" and _NO_LENGTH.search(text[: found.start]) is not None
