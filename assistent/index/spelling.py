"""Slips of the finger in what people type, put right by the words that the sources use.

SymSpell (Garbe 2012) over the words of the passages. A word that is Danish or that the sources use
is left alone; so only what nobody writes is changed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

from assistent.danish import words

_WORD = re.compile(r"[^\W\d_]{4,}")
_LONG = 8
"""Letters from which two slips in a word are put right."""
_MOST = 60_000
"""Words that are learnt from a large collection, the commonest."""
_REMEMBERED = 50_000
"""Words whose right form is remembered, so that what people type does not fill the memory."""
_TYPED = (("ae", "æ"), ("oe", "ø"), ("aa", "å"))
"""How the Danish letters are typed on other keyboards."""


class Spelling:
    """Puts slips right. ``known`` tells words that are none, whatever the sources use."""

    def __init__(self, texts: Iterable[str], known: Callable[[str], bool]) -> None:
        counts = Counter(word for text in texts for word in words(text) if len(word) >= 4)
        self._counts = dict(counts.most_common(_MOST))
        self._known = known
        self._short = _speller(self._counts, 1)
        long = {word: count for word, count in self._counts.items() if len(word) >= _LONG}
        self._long = _speller(long, 2)
        self._right: dict[str, str] = {}

    def right(self, text: str) -> str:
        """``text`` with its slips put right; everything else as it stands."""
        return _WORD.sub(lambda match: self._word(match[0]), text)

    def _word(self, word: str) -> str:
        low = word.lower()
        if word.isupper():
            return word
        if low not in self._right:
            if len(self._right) >= _REMEMBERED:
                self._right.clear()
            self._right[low] = self._found(low)
        right = self._right[low]
        return word if right == low else right

    def _found(self, word: str) -> str:
        if word in self._counts or self._known(word):
            return word
        typed = word
        for pair, letter in _TYPED:
            typed = typed.replace(pair, letter)
        if typed != word and (typed in self._counts or self._known(typed)):
            return typed
        for speller, distance in ((self._short, 1), (self._long, 2)):
            if distance == 1 or len(typed) >= _LONG:
                nearest = speller(typed, distance)
                if nearest:
                    return nearest
        return word


def _speller(counts: dict[str, int], distance: int) -> Callable[[str, int], str]:
    """A function that gives the commonest of the nearest words, or nothing."""
    from symspellpy import SymSpell, Verbosity

    engine: Any = SymSpell(max_dictionary_edit_distance=distance, prefix_length=7)
    for word, count in counts.items():
        engine.create_dictionary_entry(word, count)

    def nearest(word: str, most: int) -> str:
        found = engine.lookup(word, Verbosity.TOP, max_edit_distance=most)
        # The first letter is seldom the wrong one; keeping it keeps other words from being made.
        return str(found[0].term) if found and found[0].term[0] == word[0] else ""

    return nearest
