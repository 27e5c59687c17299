"""What a message points at (strategy, element, party, condition), and its outer form."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from assistent.danish import words
from assistent.datamodels import ELEMENTER, Element
from assistent.prompts import Frames

Key = TypeVar("Key")
Listed = Callable[[str], tuple[str, ...]]

FILE = "samtale"
# The most particular first: »hvad siger vi til far« is about the parents.
PARTER = ("fravaer", "foraeldre", "leder", "rp", "barnet", "stuens_personale")
_CONDITION = re.compile(r"\b(?:f ?|forudsætning (?:nr\.? ?)?)(1[01]|[1-9])\b", re.IGNORECASE)
_LAST = -1
_LONGEST_HEADING = 6
_DECORATION = " \t#*_-\u2013•>0123456789.)"


@dataclass(frozen=True)
class Pointer:
    """What a message points at; see ``Hensigt``."""

    nr: int | None = None
    element: Element | None = None
    part: str = ""
    forudsaetning: str = ""


@dataclass(frozen=True)
class Shape:
    """The outer form of a message."""

    words: int
    lines: int
    headings: int
    question: bool
    anaphoric: bool


class Pointers:
    """Reads references with the word lists of prompts/samtale."""

    def __init__(
        self, frames: Frames, headings: Mapping[Element, Iterable[str]] | None = None
    ) -> None:
        def listed(key: str) -> tuple[str, ...]:
            return frames.options(FILE, key)

        self._number = _number_pattern(listed)
        self._values = _number_values(listed)
        self._bare = {*self._values, *map(str, range(1, 10))} - _later_forms(listed)
        self._filler = set(listed("fyldord")) | set(_any(listed("foran_tal")).split("|"))
        self._elements = {e: _phrases(listed(f"element: {e}")) for e in ELEMENTER}
        self._headings = {
            e: {p.lower() for p in (*listed(f"element: {e}"), *(headings or {}).get(e, ()))}
            for e in ELEMENTER
        }
        self._parties = {part: _phrases(listed(f"part: {part}")) for part in PARTER}
        self._asking = set(listed("spoergeord"))
        self._pointing = set(listed("henvisende"))

    def read(self, text: str) -> Pointer:
        """Everything that ``text`` points at."""
        condition = _CONDITION.search(text)
        return Pointer(
            nr=None if condition else self.number(text),
            element=self.element(text),
            part=next((part for part in PARTER if self._parties[part].search(text)), ""),
            forudsaetning=f"F{condition[1]}" if condition else "",
        )

    def number(self, text: str) -> int | None:
        """The number of a strategy: »nr. 2«, »den tredje«, »2'eren«, or a number on its own."""
        lowered = text.lower().replace("\u2019", "'")
        match = self._number.search(lowered)
        if match:
            said = next(group for group in match.groups() if group)
            return self._values.get(said) or int(said)
        found = words(lowered)
        numbers = [word for word in found if word in self._bare]
        if len(numbers) == 1 and set(found) <= {numbers[0], *self._filler}:
            return self._values.get(numbers[0]) or int(numbers[0])
        return None

    def element(self, text: str) -> Element | None:
        """The element of a plan that is named first."""
        return _first(self._elements, text)

    def shape(self, text: str) -> Shape:
        """The outer form of ``text``."""
        found = words(text)
        return Shape(
            words=len(found),
            lines=sum(bool(line.strip()) for line in text.splitlines()),
            headings=len(self.headings(text)),
            question=text.rstrip().endswith("?") or bool(found and found[0] in self._asking),
            anaphoric=bool(set(found) & self._pointing),
        )

    def headings(self, text: str) -> set[Element]:
        """The elements that stand as headings: on a line of their own, or before a colon."""
        found: set[Element] = set()
        for line in re.split(r"[\n;]|(?<=[.!?]) ", text):
            bare = line.strip(_DECORATION)
            head = re.split(r"[:=?]", bare, maxsplit=1)
            title = " ".join(words(head[0]))
            if len(head) == 1 and len(title.split()) > _LONGEST_HEADING:
                continue
            found |= {e for e, names in self._headings.items() if self._is_title(title, names)}
        return found

    def _is_title(self, title: str, names: set[str]) -> bool:
        return title in names or any(
            len(name) > 3 and title.startswith(f"{name} ") and len(title.split()) <= 4
            for name in names
        )


def _first(patterns: Mapping[Key, re.Pattern[str]], text: str) -> Key | None:
    """The key whose pattern is met first, the longest of those that begin together."""
    found = [(m.start(), -len(m[0]), key) for key, p in patterns.items() if (m := p.search(text))]
    return min(found, key=lambda entry: entry[:2])[2] if found else None


def _phrases(phrases: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(phrases, key=len, reverse=True)
    options = "|".join(re.escape(phrase) for phrase in longest_first)
    return re.compile(rf"(?<!\w)(?:{options})(?!\w)", re.IGNORECASE)


def _any(entries: Iterable[str]) -> str:
    """A pattern part that matches any word of ``entries``, which hold one or more words each."""
    parts = [word for entry in entries for word in entry.split()]
    return "|".join(re.escape(word) for word in sorted(parts, key=len, reverse=True))


def _number_pattern(listed: Listed) -> re.Pattern[str]:
    """One group for each way to say a number."""
    before, articles = _any(listed("foran_tal")), _any(listed("foran_ordenstal"))
    ordinals = _any((*listed("ordenstal"), *listed("sidste")))
    cardinals, nicknames = _any(listed("maengdetal")), _any(listed("kaldenavne"))
    return re.compile(
        rf"(?<!\w)(?:(?:{before})\.? ?(\d|{cardinals})|(\d)\. (?:{before})|({nicknames})"
        rf"|(?:{articles}) ({ordinals}))(?!\w)"
    )


def _later_forms(listed: Listed) -> set[str]:
    """Ordinals that mean a number only after an article: »andet« on its own asks for more."""
    return {word for entry in listed("ordenstal") for word in entry.split()[1:]}


def _number_values(listed: Listed) -> dict[str, int]:
    values = {
        word: place
        for key in ("ordenstal", "maengdetal", "kaldenavne")
        for place, entry in enumerate(listed(key), 1)
        for word in entry.split()
    }
    return values | dict.fromkeys(listed("sidste"), _LAST)
