"""Pseudonyms that stay the same through a case: »barn A«, »pæd. B«, »person C«."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count, product
from string import ascii_uppercase

from assistent.anonymise.lists import fold
from assistent.anonymise.names import Ord

_LETTER = re.compile(r"(?<![\w.])[A-ZÆØÅ](?![\w])(?!\.\w)")
_AGE = re.compile(
    r"\s*(?:(?:\(|på |er )\s?\d(?:[,.]\d)?\s?(?:år|mdr|måneder|\)|,|½)"
    r"|på \d(?![\w.:]|\s?(?:timer?|dage?|uger?|minutter|børn|stuer|meter|gange)\b))"
)


class Sag:
    """The memory of one case: which name was given which letter. It is never written down."""

    def __init__(self) -> None:
        self._given: dict[str, str] = {}
        self._called: dict[str, str] = {}
        self._taken: set[str] = set()
        self._free = (letter for letter in _letters() if letter not in self._taken)

    def avoid(self, text: str) -> None:
        """Keep off the letters that stand in ``text`` already, as »barn A« does."""
        self._taken.update(_LETTER.findall(text))

    def letter(self, name: str) -> str:
        """The letter of the person called ``name``; a first name alone is the same person."""
        words = tuple(fold(word) for word in re.findall(r"[^\W\d_]+", name)) or (name,)
        # Brother and sister share a surname, so only the first name tells who it is.
        if words[0] not in self._given:
            self._given[words[0]] = next(self._free)
        letter = self._given[words[0]]
        for word in words[1:]:
            self._given.setdefault(word, letter)
        return letter

    def call(
        self, name: str, text: str, start: int, end: int, last: Ord | None, following: Ord | None
    ) -> str:
        """What to write for ``name`` at text[start:end], between the words beside it."""
        letter = self.letter(name)
        role = last.rolle if last is not None and not text[last.slut : start].strip(" .:") else ""
        called = self._called.get(letter, "")
        if role:
            # »pæd. Hanne« has its role already, and so has »mor Fatma«.
            self._called.setdefault(letter, "barn" if role == "barn" else "person")
            return letter
        if not called:
            # »Sofies mor« speaks of a child, »Hannes møde« may not.
            kin = following is not None and following.rolle == "paaroerende"
            owned = kin and text[end : end + 2] in ("s ", "' ", "’ ")
            called = "barn" if owned or _AGE.match(text, end) is not None else ""
        if called:
            self._called[letter] = called
        return f"{called or 'person'} {letter}"


def _letters() -> Iterator[str]:
    for size in count(1):
        for letters in product(ascii_uppercase, repeat=size):
            yield "".join(letters)
