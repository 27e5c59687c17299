"""Find the proper names of nurseries, kindergartens and schools."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from assistent.anonymise.words import Ord, Raekke

_STEM = 4
"""How many letters a name has before its ending."""


def find(
    words: Raekke, kept: frozenset[int], endings: Mapping[str, tuple[str, ...]]
) -> Iterator[tuple[int, int]]:
    """First and last position of each institution's name; ``kept`` are words that must stand.

    ``endings`` are those of roller.yaml.
    """
    reached = -1
    for at, shape in enumerate(words.former):
        if shape not in ("Aa", "aA") or at <= reached or at in kept:
            continue
        last = _last(words, at, kept, endings)
        if last is not None:
            yield at, last
            reached = last


def _last(
    words: Sequence[Ord], at: int, kept: frozenset[int], endings: Mapping[str, tuple[str, ...]]
) -> int | None:
    word = words[at]
    before = words[at - 1] if at else None
    if word.rolle:
        return None
    if before is not None and before.rolle == "institution" and word.mellem in _QUOTED:
        return _run(words, at, kept)
    if word.foerst and not word.mellem.endswith(("«", "»", '"', "”")):
        return None
    if _ends(word, endings["hus"]) and not word.ord:
        return at
    return None


def _ends(word: Ord, endings: tuple[str, ...]) -> bool:
    return any(
        word.lav.endswith(ending) and len(word.lav) >= len(ending) + _STEM for ending in endings
    )


_QUOTED = (" ", " »", " «", ' "', " “", " ”")


def _run(words: Sequence[Ord], at: int, kept: frozenset[int]) -> int:
    last = at
    while last + 1 < len(words) and last + 1 - at < 4:
        following = words[last + 1]
        if following.form != "Aa" or following.mellem not in (" ", "-") or last + 1 in kept:
            break
        last += 1
    return last
