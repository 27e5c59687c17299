"""Signs in the language: listed phrases, and times that follow the grammar of Danish."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol

_GAP = r"(?:\W+\w+){0,4}?\W+"
_NUMBER = r"(?:\d+|en|et|én|ét|to|tre|fire|fem|seks|syv|otte|ni|ti|elleve|tolv|halvt?|halvandet)"
_MONTH = (
    r"(?:jan(?:uar)?|feb(?:ruar)?|mar(?:ts)?|apr(?:il)?|maj|juni?|juli?|aug(?:ust)?|"
    r"sep(?:t(?:ember)?)?|okt(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_DAY = r"(?:man|tirs|tir|ons|tors|tor|fre|lør|søn)(?:d(?:ag)?)?(?:s|e?n|e|ene)?\b"
_SEASON = (
    r"(?:påske|pinse|jul|nytår|sommerferien?|efterårsferien?|sankt ?hans|vinterferien?|sommer)"
)
_UNIT = r"(?:dag|uger?|måneder|måned|mdr|md|år|halvår|kvartal|gang)"
_ORDINAL = r"(?:\d+\.|anden|andet|tredje|fjerde|femte|sjette|ottende|14\.)"

_DATE = rf"(?:\d{{1,2}}\s?/\s?\d{{1,2}}|\d{{1,2}}\.\s?{_MONTH}|uge\s?\d{{1,2}}|{_MONTH})"

_TIMES: dict[str, str] = {
    "datoer": (
        rf"\b{_DATE}.{{0,40}}?\b{_DATE}.{{0,40}}?\b{_DATE}"
        rf"|\b{_DATE}\s*(?:[,+&]|og)[^.;]{{0,25}}?\b{_DATE}"
    ),
    "interval": (
        rf"\bhver(?:t)?\s+(?:(?:{_ORDINAL}|eneste|fuld)\s*[-–.\d ]*\s*)?"
        rf"(?:{_DAY}|{_UNIT}|morgen|formiddag|eftermiddag)"
        rf"|\b(?:uge|måneds?|dag|kvartals?)(?:nt)?lig\w*|\bugl\b|\bdagl\b|\bugtl\b"
        rf"|\b{_NUMBER}\s*(?:x|gange?)\s*(?:om|i|pr\.?|/)\s*\w+|\bi hver måned|\bhver gang\b"
        rf"|\b\d\s*x\b|\b(?:mandag|tirsdag|onsdag|torsdag|fredag)e\b"
    ),
    "dato": (
        rf"\b\d{{1,2}}\s?[/.]\s?\d{{1,2}}\b(?!\s*(?:kl|t\b))|\b\d{{1,2}}\.\s?{_MONTH}"
        rf"|\buge\s?\d{{1,2}}|\bd\.\s?\d{{1,2}}|\b(?:i|til|ultimo|primo|medio|fra|senest)\s{_MONTH}"
    ),
    "laengde": (
        rf"\b(?:ca\.?\s*)?{_NUMBER}(?:\s*[-–]\s*\d+)?\s*"
        r"(?:uger?|måneder|måned|mdr|md|år\b(?! og| \d)|halvår)"
        rf"|\buge\s?\d+\s?(?:[-–]|til|t\.o\.m\.?)\s?(?:uge\s?)?\d+|\bt\.?o\.?m\b|\bet halvt år"
        rf"|\b(?:til|inden|frem til|indtil)\s+(?:udgangen af\s+)?"
        rf"(?:{_SEASON}|{_MONTH}|uge \d+|\d+[./])"
        rf"|\b(?:året|foråret|efteråret|sommeren|vinteren|måneden) ud\b"
        rf"|\d+\s?/\s?\d+\s?[-–]\s?\d+\s?/\s?\d+|\b{_MONTH}\s?[-–]\s?{_MONTH}"
    ),
    "slut": r"\b(?:slut\w*|afslut\w*|ophør\w*|varer|varighed\w*|strækker|løber|forløb(?:et)?)\b",
    "ugedag": rf"\b{_DAY}",
    "klokken": r"\bkl\.?\s?\d|\b\d{1,2}[.:]\d\d\b|\b\d{1,2}\s?[-–]\s?\d{1,2}\b",
    "tal": r"\b\d+\b|\b(?:to|tre|fire|fem|seks|syv|otte|ni|ti|tyve|halvdelen)\b",
    "citeret": r"[\"»“][^\"«”]{2,40}[\"«”]",
    "spoerger": r"\?",
    "barnet": r"\bbarn [a-z]\d?\b",
}


class Sign(Protocol):
    """A named sign with the phrases that show it."""

    @property
    def id(self) -> str:
        """The name of the sign."""
        ...

    @property
    def vendinger(self) -> Sequence[str]:
        """Its phrases: ``*`` is the rest of a word, ``...`` up to four words."""
        ...


_PLAIN = re.compile(r"[\w ]+")
_TOKEN = re.compile(r"\w+")


def _phrase(phrase: str) -> str:
    escaped = re.escape(phrase)
    escaped = escaped.replace(r"\ \.\.\.\ ", _GAP).replace(r"\*", r"\w*").replace(r"\ ", r"\s+")
    before = r"(?<!\w)" if phrase[:1].isalnum() else ""
    after = "" if phrase.endswith("*") or not phrase[-1:].isalnum() else r"(?!\w)"
    return f"{before}{escaped}{after}"


class _Phrases:
    """The phrases of one sign, sorted by how cheaply they are found."""

    def __init__(self, phrases: Sequence[str]) -> None:
        lower = [phrase.strip().lower() for phrase in phrases]
        self._words = frozenset(p for p in lower if _TOKEN.fullmatch(p))
        starts = [p for p in lower if p.endswith("*") and _TOKEN.fullmatch(p[:-1])]
        several = [p for p in lower if " " in p and _PLAIN.fullmatch(p)]
        self._parts = (*(f" {p[:-1]}" for p in starts), *(f" {p} " for p in several))
        listed = {*self._words, *starts, *several}
        rest = [_phrase(p) for p in lower if p not in listed]
        self._rest = re.compile("|".join(rest)) if rest else None

    def found(self, lower: str, tokens: frozenset[str], flat: str) -> bool:
        """Whether the text shows the sign; ``flat`` is its words with a space around each."""
        return (
            not self._words.isdisjoint(tokens)
            or any(part in flat for part in self._parts)
            or bool(self._rest and self._rest.search(lower))
        )


_PATTERNS = {name: re.compile(pattern) for name, pattern in _TIMES.items()}


class Signs:
    """Which signs a text shows, as names in a fixed order."""

    def __init__(self, signs: Sequence[Sign]) -> None:
        self._phrases = [(sign.id, _Phrases(sign.vendinger)) for sign in signs]
        self.names = (*(sign.id for sign in signs), *_PATTERNS)

    def found(self, text: str) -> frozenset[str]:
        """The names of the signs in ``text``."""
        lower = text.lower()
        words = _TOKEN.findall(lower)
        tokens, flat = frozenset(words), f" {' '.join(words)} "
        listed = {name for name, sign in self._phrases if sign.found(lower, tokens, flat)}
        return frozenset(listed | {n for n, p in _PATTERNS.items() if p.search(lower)})
