"""Find the proper names of nurseries, kindergartens and schools."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistent.anonymise.names import Ord

_SCHOOL = re.compile(
    r".{3,}(?:skolen|skole|børnehaven?|børnehuset|børnehus|vuggestuen?|fritidshjem)"
)
_AT = frozenset("i på fra til hos ved".split())
_DEFINITE = re.compile(r".{4,}(?:en|et|erne|bo|gård|høj|huset)")
# Room names, papers and bodies take a capital as often as institutions do, and are none.
_NOT_ONE = re.compile(
    r".*(?:stuen?|planen|mødet|gruppen|loven|kommunen|ministeriet|styrelsen|forvaltningen|skemaet"
    r"|teamet|rådet|udvalget|perioden|ordningen|bestyrelsen)"
)


def find(words: Sequence[Ord], kept: frozenset[int]) -> Iterator[tuple[int, int]]:
    """First and last position of each institution's name; ``kept`` are words that must stand."""
    at = 0
    while at < len(words):
        last = _last(words, at, kept)
        if last is not None:
            yield at, last
            at = last
        at += 1


def _last(words: Sequence[Ord], at: int, kept: frozenset[int]) -> int | None:
    word = words[at]
    before = words[at - 1] if at else None
    if at in kept or word.form not in ("Aa", "aA") or word.rolle:
        return None
    if before is not None and before.rolle == "institution" and word.mellem in _QUOTED:
        return _run(words, at, kept)
    if word.foerst and not word.mellem.endswith(("«", "»", '"', "”")):
        return None
    if _SCHOOL.fullmatch(word.lav) and not word.ord:
        return at
    starts = before is not None and before.lav in _AT and word.mellem in _QUOTED
    if starts and word.ord and not word.sted and not word.navn and _DEFINITE.fullmatch(word.lav):
        return None if _NOT_ONE.fullmatch(word.lav) else at
    return None


_QUOTED = (" ", " »", " «", ' "', " “", " ”", "\n")


def _run(words: Sequence[Ord], at: int, kept: frozenset[int]) -> int:
    last = at
    while last + 1 < len(words) and last + 1 - at < 4:
        following = words[last + 1]
        if following.form != "Aa" or following.mellem not in (" ", "-") or last + 1 in kept:
            break
        last += 1
    return last
