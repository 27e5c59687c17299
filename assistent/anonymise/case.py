"""Pseudonyms that stay the same through a case: »barn A«, »pæd. B«, »person C«."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass
from itertools import count, product
from string import ascii_uppercase

from assistent.anonymise.lists import fold
from assistent.anonymise.words import Ord

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

    @property
    def kendte(self) -> Set[str]:
        """The folded names of all who have a letter."""
        return self._given.keys()

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

    def see(self, mention: Naevnt) -> None:
        """Note what a mention tells of whom it names; »barn« once is »barn« throughout."""
        letter = self.letter(mention.navn)
        if mention.rolle:
            self._called.setdefault(letter, "person")
        # »Sofies mor« speaks of a child, »Hannes møde« may not.
        if mention.rolle == "barn" or (not mention.rolle and mention.er_barn):
            self._called[letter] = "barn"

    def call(self, mention: Naevnt) -> str:
        """What to write for a mention, once all of its text have been seen."""
        letter = self.letter(mention.navn)
        # »pæd. Hanne« has its role already, and so has »mor Fatma«.
        return letter if mention.rolle else f"{self._called.get(letter, 'person')} {letter}"


@dataclass(frozen=True)
class Naevnt:
    """A name where it stands: the role of the word before it, and whether a child's is likely."""

    navn: str
    rolle: str
    er_barn: bool


def mentioned(text: str, start: int, end: int, last: Ord | None, following: Ord | None) -> Naevnt:
    """The mention at text[start:end] between the words beside it."""
    beside = last is not None and not text[last.slut : start].strip(" .:*_|\t")
    kin = following is not None and following.rolle == "paaroerende"
    owned = kin and text[end : end + 2] in ("s ", "' ", "’ ")
    return Naevnt(
        text[start:end],
        last.rolle if last is not None and beside else "",
        owned or _AGE.match(text, end) is not None,
    )


def _letters() -> Iterator[str]:
    for size in count(1):
        for letters in product(ascii_uppercase, repeat=size):
            yield "".join(letters)
