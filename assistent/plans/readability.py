"""How hard a text is to read: Björnsson's LIX, and the sentences that weigh most."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from assistent.danish import sentences, words
from assistent.plans.reading_words import FILE
from assistent.prompts import Frames

_LONG = 6
_EASY = 35.0
_HEAVY = 50.0
_SHORTEST = 9


def lix(text: str) -> float:
    """Björnsson's measure (1968): words in a sentence and words of more than six letters.

    Returns 0 for a text without words; a list item and a line that ends count as sentences.
    """
    found = words(text)
    if not found:
        return 0.0
    long_words = sum(len(word) > _LONG for word in found)
    count = sum(bool(words(part.tekst)) for part in sentences(text, by_line=True))
    return len(found) / count + 100 * long_words / len(found)


def remarks_on(parts: Iterable[str], score: float, frames: Frames) -> Iterator[str]:
    """Remarks on the sentences that are hard to read, and on the letter as a whole."""
    for text in parts:
        for sentence in sentences(text, by_line=True):
            said = sentence.tekst.removeprefix("- ")
            own = lix(said)
            if own > _HEAVY and len(words(said)) >= _SHORTEST:
                yield frames.fill(FILE, "bem_tung", lix=round(own), linje=said)
    if score > _EASY:
        yield frames.fill(FILE, "bem_lix", lix=round(score))
