"""Pseudonyms that stay the same through a case: »barn A«, »pæd. B«, »person C«."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import product
from string import ascii_uppercase

from assistent.anonymise.lists import fold
from assistent.anonymise.names import Ord

_LETTER = re.compile(r"(?<![\w.])[A-ZÆØÅ](?![\w])(?!\.\w)")
_AGE = re.compile(r"\s*(?:\(|på |er )\s?\d(?:[,.]\d)?\s?(?:år|mdr|måneder|\)|,|½)")


class Sag:
    """The memory of one case: which name was given which letter. It is never written down."""

    def __init__(self) -> None:
        self._given: dict[str, str] = {}
        self._called: dict[str, str] = {}
        self._taken: set[str] = set()

    def avoid(self, text: str) -> None:
        """Keep off the letters that stand in ``text`` already, as »barn A« does."""
        self._taken.update(_LETTER.findall(text))

    def letter(self, name: str) -> str:
        """The letter of the person called ``name``; a first name alone is the same person."""
        words = tuple(fold(word) for word in re.findall(r"[^\W\d_]+", name))
        key = next((word for word in words if word in self._given), words[0] if words else name)
        if key not in self._given:
            self._given[key] = next(free for free in _letters() if free not in self._taken)
            self._taken.add(self._given[key])
        for word in words:
            self._given.setdefault(word, self._given[key])
        return self._given[key]

    def call(self, name: str, text: str, start: int, end: int, before: Sequence[Ord]) -> str:
        """What to write for ``name`` at text[start:end], with the words ``before`` it."""
        letter = self.letter(name)
        last = before[-1] if before else None
        role = last.rolle if last is not None and not text[last.slut : start].strip(" .:") else ""
        called = self._called.get(letter, "")
        if role:
            # »pæd. Hanne« has its role already, and so has »mor Fatma«.
            self._called.setdefault(letter, "barn" if role == "barn" else "person")
            return letter
        if not called:
            owned = text[end : end + 2] in ("s ", "' ", "’ ")
            child = owned or _AGE.match(text, end) is not None
            called = "barn" if child else ""
        if called:
            self._called[letter] = called
        return f"{called or 'person'} {letter}"


def _letters() -> Iterator[str]:
    for size in (1, 2):
        for letters in product(ascii_uppercase, repeat=size):
            yield "".join(letters)
