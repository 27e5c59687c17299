"""What a short follow-up may mean after a question: »og i 2015?«, »hvad med vuggestuen?«."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistent.danish import content_stems, words

_LEAD = re.compile(
    r"^(?:(?:og|men|nå|ok|okay|så|jamen)\s*,?\s+)*"
    r"(?:(?:hvad\s+(?:så\s+)?med|hvordan\s+med|så\s+i|i)\s+)?",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:19|20)\d\d(?:\s*[/-]\s*\d{2,4})?\b")
_ALONE = 3
"""Content words from which a message may stand as a question of its own."""


def readings(question: str, message: str, swaps: Sequence[Sequence[str]] = ()) -> list[str]:
    """The questions that ``message`` may be after ``question``, without repeats.

    The last question with what the message names in its place (``swaps`` are words that stand for
    one another: who, where, which kind of course); the two together; and, where it says enough,
    the message alone.
    """
    return list(dict.fromkeys(_readings(question.strip(), message.strip(), swaps)))


def _readings(question: str, message: str, swaps: Sequence[Sequence[str]]) -> Iterator[str]:
    if question:
        lead = _LEAD.match(message)
        bare = message[lead.end() :] if lead else message
        year = _YEAR.search(message)
        if year and _YEAR.search(question):
            yield _YEAR.sub(year[0], question, count=1)
        yield from _swapped(question, message, swaps)
        yield f"{question} {bare or message}"
    if not question or len(content_stems(message)) >= _ALONE or _asks(message):
        yield message


def _swapped(question: str, message: str, swaps: Sequence[Sequence[str]]) -> Iterator[str]:
    lowered, said = question.lower(), message.lower()
    for group in swaps:
        old = next((word for word in group if word in lowered), "")
        new = next((word for word in group if word in said), "")
        if old and new and old != new:
            yield re.sub(rf"{re.escape(old)}\w*", new, question, count=1, flags=re.IGNORECASE)


_ASKING = frozenset("hvor hvem hvad hvorfor hvornår hvilke hvilken hvilket hvordan".split())


def _asks(message: str) -> bool:
    """True for a question with a question word and something to ask about."""
    found = words(message)
    return bool(found) and found[0] in _ASKING and len(content_stems(message)) >= 2
