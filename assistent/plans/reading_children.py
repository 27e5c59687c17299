"""Which children a clause speaks of: by letter, by number, all, alone, or the rest of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistent.plans.reading_words import Words

RESTEN = "resten"
_NUMBER = r"(?:\d+|en|et|én|ét|to|tre|fire|fem|seks|syv|otte|ni|ti|tolv)"
_RANGE = rf"(?P<fra>{_NUMBER})(?:\s*(?:-|–|til|eller)\s*(?P<til>{_NUMBER}))?"
_LETTERS = re.compile(
    r"(?<![\w.])(?:[Bb]arn\s+)?[A-H](?:(?:,\s*|\s+og\s+|,\s+og\s+|\s*\+\s*|/)(?:barn\s+)?[A-H])*(?![\w.])"
)
_MORE = re.compile(rf"\b(?:og|plus|samt)\s+({_NUMBER})\s+(?:andre|anden|andet|mere|til\b|barn\b)")
_COUNT = re.compile(
    rf"\b{_RANGE}\s+(?:(?:små|store|andre|faste|yngste|ældste|af)\s+)?(?:børn|barn|drenge|piger)",
    re.IGNORECASE,
)
_SIZE = re.compile(rf"\b(?:hold|grupper?|gruppen)\s+(?:på|af|med)\s+{_RANGE}\b", re.IGNORECASE)
_NUMBERS = "nul en to tre fire fem seks syv otte ni ti elleve tolv".split()
_SCOPES: dict[str, tuple[float, float]] = {
    "alle_boern": (9.0, 99.0),
    "lille_gruppe": (2.0, 6.0),
    "alene_med_barnet": (1.0, 1.0),
}
_SOME = 8.0


@dataclass(frozen=True)
class Boern:
    """Children as a clause names them: the least and the most there are, and their letters."""

    ord: str
    fra: float
    til: float
    navne: frozenset[str] = frozenset()


def children(text: str, words: Words) -> Iterator[Boern]:
    """The children of a clause; the rest of the room goes before all else."""
    if rest := words.scopes["resten_af_boernene"].search(text):
        yield Boern(rest.group(), -1.0, -1.0, frozenset((RESTEN,)))
        return
    for key, (low, high) in _SCOPES.items():
        if found := words.scopes[key].search(text):
            yield Boern(found.group(), low, high)
    for found in (*_COUNT.finditer(text), *_SIZE.finditer(text)):
        least = _number(found["fra"])
        yield Boern(found.group(), least, _number(found["til"]) if found["til"] else least)
    yield from _named(text, words)


def _named(text: str, words: Words) -> Iterator[Boern]:
    """Those with a letter; one letter alone may have others beside it."""
    named = list(_LETTERS.finditer(text))
    if not named:
        return
    letters = frozenset(re.findall(r"\b[A-H]\b", " ".join(m.group() for m in named)))
    more = _MORE.search(text, named[-1].end())
    total = len(letters) + (_number(more[1]) if more else 0.0)
    alone = words.scopes["alene_med_barnet"].search(text)
    most = total if more or alone or len(letters) > 1 else _SOME
    yield Boern(text[named[0].start() : (more or named[-1]).end()], total, most, letters)


def _number(text: str) -> float:
    bare = text.lower().replace("é", "e").replace("et", "en")
    return float(bare) if bare.isdigit() else float(_NUMBERS.index(bare))
