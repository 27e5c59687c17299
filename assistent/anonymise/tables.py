"""Personal data by its column: what stands under »Født« is a date of birth."""

from __future__ import annotations

import re
from collections.abc import Iterator

_HEADS = (
    (
        re.compile(r"f(?:ødt|ødselsda(?:g|to)|\.?\s?dato|ødselsd\.?)\b", re.IGNORECASE),
        "FOEDSELSDATO",
    ),
    (
        re.compile(
            r"(?:(?:barnets|mors|fars|fulde|for|efter)?\s?navn|barn|mor|far)$", re.IGNORECASE
        ),
        "NAVN",
    ),
    (re.compile(r"(?:adresse|bopæl)\b", re.IGNORECASE), "ADRESSE"),
)
_RULE = re.compile(r"[\s|:+-]*")
_DATE = re.compile(r"\d{1,4}\.?\s?(?:[./-]|[a-zæøå]{3,})\s?\d{0,2}[./\s-]*\d{0,4}", re.IGNORECASE)
_NAME = re.compile(r"[^\W\d_]+(?:[ '’.-]{1,2}[^\W\d_]+){0,4}\.?")
_ADDRESS = re.compile(r"[^\W\d_].*\d.*")
_FORMS = {"FOEDSELSDATO": _DATE, "NAVN": _NAME, "ADRESSE": _ADDRESS}


def find(text: str) -> Iterator[tuple[int, int, str]]:
    """Each cell that is personal data by the head of its column, as (start, end, type)."""
    for mark in ("|", "\t", ";"):
        if mark in text:
            yield from _columns(text, mark)


def _columns(text: str, mark: str) -> Iterator[tuple[int, int, str]]:
    heads: dict[int, str] = {}
    at = 0
    for line in text.splitlines(keepends=True):
        cells = list(_cells(line, at, mark))
        at += len(line)
        if len(cells) < 2:
            heads = {}
        elif _RULE.fullmatch(line):
            continue
        else:
            yield from _row(text, cells)
            for column, kind in heads.items():
                if column < len(cells):
                    start, end = cells[column]
                    if _FORMS[kind].fullmatch(text, start, end):
                        yield start, end, kind
            heads = heads or dict(_heads(text, cells))


def _row(text: str, cells: list[tuple[int, int]]) -> Iterator[tuple[int, int, str]]:
    """The cells of a row whose first says what the others are: »Født | 2.2.20 | 15.8.20«."""
    heads = dict(_heads(text, cells[:1]))
    for start, end in cells[1:] if heads else ():
        if _FORMS[heads[0]].fullmatch(text, start, end):
            yield start, end, heads[0]


def _heads(text: str, cells: list[tuple[int, int]]) -> Iterator[tuple[int, str]]:
    """The columns whose head says what they hold."""
    for column, (start, end) in enumerate(cells):
        for head, kind in _HEADS:
            if head.match(text[start:end]):
                yield column, kind
                break


def _cells(line: str, start: int, mark: str) -> Iterator[tuple[int, int]]:
    """Where the cells of a line stand, white space aside; outer bars make no cells."""
    bare = line.strip("\r\n")
    if mark == "|" and bare.lstrip().startswith("|"):
        skipped = bare.index("|") + 1
        start, bare = start + skipped, bare[skipped:].rstrip().removesuffix("|")
    for cell in bare.split(mark):
        first = start + len(cell) - len(cell.lstrip())
        yield first, max(first, start + len(cell.rstrip()))
        start += len(cell) + 1
