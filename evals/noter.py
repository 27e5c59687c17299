"""Labelled notes as the clauses that the sorter sees: each with its context and its elements."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from assistent.draft.notes import Headings, Splitter, Sted, read, spoken

_OWN = 0.5
"""The share of a clause that a labelled quote must cover to give it its elements."""


@dataclass(frozen=True)
class Led:
    """A clause of a labelled note; ``elementer`` is empty where it fits nowhere."""

    note: str
    sted: Sted
    elementer: tuple[str, ...]
    afklaret: bool
    helt: bool
    """True for a sentence as it stands, False for a part of one."""


def load(path: Path) -> list[dict[str, Any]]:
    """The notes of a file, one JSON object a line."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def clauses(
    row: dict[str, Any], headings: Headings, splitter: Splitter, speech: frozenset[str]
) -> Iterator[Led]:
    """The clauses of one note, sentences and their parts, where the labels say what they are."""
    marked = list(_marked(row))
    at = 0
    for place in read(row["tekst"], headings)[0]:
        start = row["tekst"].find(place.tekst, at)
        if start < 0:
            continue
        at = start
        parts = splitter.parts(place.tekst)
        for text in dict.fromkeys((place.tekst, *parts)):
            begin = row["tekst"].find(text, start)
            names = _labels(begin, begin + len(text), marked)
            if begin < 0 or names is None:
                continue
            open_ = bool(names) and all(name in row["mangler"] for name in names)
            given = replace(place, tekst=spoken(text, speech))
            yield Led(row["id"], given, names, not open_, text == place.tekst)


def _marked(row: dict[str, Any]) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Where each labelled quote stands, and its elements."""
    at = 0
    for quote in row["linjer"]:
        start = row["tekst"].find(quote["citat"], at)
        if start < 0:
            start = row["tekst"].find(quote["citat"])
        if start >= 0:
            at = start + 1
            yield start, start + len(quote["citat"]), tuple(quote["elementer"])


def _labels(
    start: int, end: int, marked: list[tuple[int, int, tuple[str, ...]]]
) -> tuple[str, ...] | None:
    """The elements of the quotes in a stretch; None where too little of it is labelled."""
    shared = [(min(end, e) - max(start, s), names) for s, e, names in marked]
    within = [(length, names) for length, names in shared if length > 0]
    if sum(length for length, _ in within) < _OWN * (end - start):
        return None
    large = [names for length, names in within if length >= 0.25 * (end - start)]
    return tuple(dict.fromkeys(name for names in large for name in names))
