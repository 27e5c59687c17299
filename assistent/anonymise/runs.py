"""Stretches of a text that the tagger takes for something else than a name: houses, addresses …"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Set
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from assistent.anonymise.patterns import dates
from assistent.anonymise.tagger import KLASSER
from assistent.anonymise.words import Tekst

NEEDED = {"INSTITUTION": 0.6, "ADRESSE": 0.5, "FOEDSELSDATO": 0.4, "ANDET_ID": 0.5}
"""How likely a stretch must be what it is masked as.

Set on marked texts that the tagger at hand had not been trained on.
"""
_BETWEEN = 0.15
"""How likely a token between two of a stretch must be, so that it holds together."""


@dataclass(frozen=True)
class Huse:
    """How a house's kind stands about its name: before it, behind it, as a part of it."""

    foran: re.Pattern[str]
    bagved: re.Pattern[str]
    hele: re.Pattern[str]


@lru_cache(maxsize=4)
def houses(kinds: tuple[str, ...]) -> Huse:
    """The patterns for the kinds of houses of roller.yaml (endelser, hus)."""
    either = "|".join(sorted(map(re.escape, kinds), key=len, reverse=True))
    capital = "|".join(sorted((re.escape(kind.capitalize()) for kind in kinds), key=len)[::-1])
    return Huse(
        re.compile(rf"(?<!\w)(?:(?:{either}) (?:ved|på) |s(?:ank|c)t\.? )$", re.IGNORECASE),
        re.compile(rf" (?:fri)?(?:{either})(?!\w)", re.IGNORECASE),
        # »Kongeengens Børnehus«, »Sct. Knuds Skole«
        re.compile(
            r"(?<!\w)(?:(?:Sankt|S[ck]t\.?)[ ][A-ZÆØÅ]\w+|[A-ZÆØÅ]\w{3,}s)"
            rf"[ ](?:{capital}|Friskole)(?!\w)"
        ),
    )


_LOOSE = " \t\n.,;:()|/-"


def find(
    text: str, cut: Tekst, shares: NDArray[np.float32], kept: Set[int], huse: Huse
) -> Iterator[tuple[int, int, str]]:
    """Each stretch as (start, end, type); ``kept`` are tokens that are something else."""
    for kind in ("INSTITUTION", "ADRESSE", "ANDET_ID"):
        likely = shares[:, KLASSER.index(kind)]
        if likely.max() < NEEDED[kind]:
            continue
        for first, last in _runs(likely, NEEDED[kind], kept):
            start, end = _trimmed(text, cut.steder[first][0], cut.steder[last][1], kind, huse)
            written = text[start:end]
            # Every address and every number of a case holds a digit; a house and a street a letter.
            digit = kind == "INSTITUTION" or any(sign.isdigit() for sign in written)
            letter = kind == "ANDET_ID" or any(sign.isalpha() for sign in written)
            if digit and letter:
                yield start, end, kind
    for match in huse.hele.finditer(text):
        yield match.start(), match.end(), "INSTITUTION"
    yield from _birthdays(text, cut, shares[:, KLASSER.index("FOEDSELSDATO")])


def beside_names(text: str, cut: Tekst, names: Set[int]) -> Iterator[tuple[int, int, str]]:
    """Dates with a year that stand alone behind a name on a line, or in brackets behind one."""
    if not names:
        return
    for start, end in dates(text):
        if not _WITH_YEAR.search(text[start:end]):
            continue
        first = bisect_left(cut.ord.starts, text.rfind("\n", 0, start) + 1)
        last = bisect_left(cut.ord.starts, start)
        if last == 0 or last - 1 not in names:
            continue
        between = text[cut.ord[last - 1].slut : start]
        alone = last > first and all(at in names for at in range(first, last))
        if _BRACKET.fullmatch(between) or (alone and _SEPARATED.fullmatch(between)):
            yield start, end, "FOEDSELSDATO"


_WITH_YEAR = re.compile(r"(?:19|20)\d{2}|\d[./ -]+\d{2}$|^\d{6}$")
_BRACKET = re.compile(r"\s*\((?:født|f\.?|f:)?\s*", re.IGNORECASE)
_SEPARATED = re.compile(r"[.]?\s*[,;:|\t–-]\s*|\s{2,}")


def _runs(likely: NDArray[np.float32], needed: float, kept: Set[int]) -> Iterator[tuple[int, int]]:
    """First and last token of each run that begins likely enough."""
    at = 0
    while at < len(likely):
        if likely[at] < needed or at in kept:
            at += 1
            continue
        last = at
        while last + 1 < len(likely) and last + 1 not in kept and likely[last + 1] >= _BETWEEN:
            last += 1
        yield at, last
        at = last + 1


def _birthdays(
    text: str, cut: Tekst, likely: NDArray[np.float32]
) -> Iterator[tuple[int, int, str]]:
    """The dates of a text that the tagger takes for somebody's birth: a date is one or not."""
    if likely.max() < NEEDED["FOEDSELSDATO"]:
        return
    starts = [start for start, _ in cut.steder]
    for start, end in dates(text):
        first, last = bisect_left(starts, start), bisect_left(starts, end)
        if last > first and likely[first:last].mean() >= NEEDED["FOEDSELSDATO"]:
            yield start, end, "FOEDSELSDATO"


def _trimmed(text: str, start: int, end: int, kind: str, huse: Huse) -> tuple[int, int]:
    """A stretch without what stands loosely at its ends; a number of a case as a whole.

    The genitive -s of an institution stays outside.
    """
    if kind == "ANDET_ID":
        while start > 0 and not text[start - 1].isspace():
            start -= 1
        while end < len(text) and not text[end].isspace():
            end += 1
    while start < end and text[start] in _LOOSE:
        start += 1
    while start < end and text[end - 1] in _LOOSE:
        end -= 1
    if kind == "INSTITUTION":
        before, after = (
            huse.foran.search(text, max(0, start - 20), start),
            huse.bagved.match(text, end),
        )
        if before:
            start = before.start()
        if after:
            return start, after.end()
        if text[start:end].lower().endswith(("ens", "ets")):
            end -= 1
    return start, end
