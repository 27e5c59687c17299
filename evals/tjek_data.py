"""The labelled plans and sentences of the check, cut into the pieces that the check reads.

A plan (planer-*.jsonl) has a status per element and condition with a quote, and where its hand
marked every stretch that says something, ``maerker``: characters from, to, and their labels. In
plans without them only the quotes are known to say something, and the silence of the rest is known
only for what the plan is silent about.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistent.check import decide, read
from assistent.check.segment import Piece, segment
from assistent.check.signs import Signs
from assistent.datamodels import ELEMENTER, FORUDSAETNINGER
from assistent.knowledge import Vidensbase

DATA = Path(__file__).resolve().parent / "data"
NAMES: tuple[str, ...] = (*ELEMENTER, *FORUDSAETNINGER)
PARTS = ("F2:maal", "F2:goer")
_NONE = 0
_SHARED = 0.5


@dataclass
class Document:
    """A text, read, and what each piece may be said to say.

    ``allowed`` is (pieces, names, 1 + 3): which of "nothing" and the three statuses can be true;
    all of them where nothing is known. ``parts`` is (pieces, 2), with -1 where unknown.
    """

    data: dict[str, Any]
    hand: str
    pieces: list[Piece]
    sections: list[str]
    headed: frozenset[str]
    extras: NDArray[np.float32]
    signs: tuple[frozenset[str], ...]
    allowed: NDArray[np.bool_]
    parts: NDArray[np.int8] = field(default_factory=lambda: np.zeros((0, 2), np.int8))


def statuses(name: str) -> tuple[str, ...]:
    """The three statuses that a stretch can give a name."""
    return decide.ELEMENT_STATUS if name in ELEMENTER else decide.FORUD_STATUS[:3]


def lines(path: Path) -> Iterator[dict[str, Any]]:
    """The records of a JSONL file."""
    with path.open(encoding="utf-8") as file:
        yield from map(json.loads, file)


def _overlap(piece: Piece, start: int, end: int) -> bool:
    shared = min(piece.end, end) - max(piece.start, start)
    return shared > 0 and shared >= _SHARED * min(piece.end - piece.start, end - start)


class Reader:
    """Cuts texts as the check does and writes down what is known of each piece."""

    def __init__(self, base: Vidensbase) -> None:
        self.signs = Signs(base.tjeksignaler)
        self.headings = decide.headings(base.elementer)
        self.columns = read.columns(self.signs, ELEMENTER)

    def _document(self, text: str, data: dict[str, Any], hand: str) -> Document:
        every = segment(text)
        pieces = decide.worth_reading(every, self.headings)
        if not pieces:
            pieces = [Piece(0, len(text), text, "", False, 0)]
        sections = [decide.section_of_piece(piece, self.headings) for piece in pieces]
        headed = frozenset(decide.section_of_piece(piece, self.headings) for piece in every)
        signs = read.signs_of(pieces, self.signs, sections)
        allowed = np.ones((len(pieces), len(NAMES), 4), bool)
        parts = np.full((len(pieces), 2), -1, np.int8)
        extras = read.extras(signs, self.columns)
        return Document(data, hand, pieces, sections, headed, extras, signs, allowed, parts)

    def plans(self, path: Path) -> list[Document]:
        """The plans of a file; the hand is what stands before the dash of the id."""
        found = []
        for record in lines(path):
            document = self._document(record["tekst"], record, record["id"].partition("-")[0])
            _know_plan(document)
            found.append(document)
        return found

    def sentences(self, paths: Iterable[Path]) -> list[Document]:
        """The check's labelled sentences, each a text of its own."""
        found = []
        for record in (record for path in paths for record in lines(path)):
            document = self._document(record["tekst"], record, "")
            _know_sentence(document, {record["label"], *record.get("ogsaa", [])} - {"ingen"})
            found.append(document)
        return found

    def notes(self, path: Path) -> list[Document]:
        """Note sentences: which elements they belong to, of unknown status."""
        found = []
        for record in lines(path):
            document = self._document(record["tekst"], record, "")
            for number, name in enumerate(ELEMENTER):
                document.allowed[:, number] = (
                    _one(0) if name not in record["elementer"] else _some()
                )
            found.append(document)
        return found


def _one(place: int) -> NDArray[np.bool_]:
    return np.arange(4) == place


def _some() -> NDArray[np.bool_]:
    return np.arange(4) > _NONE


def _know_plan(document: Document) -> None:
    record = document.data
    marks = record.get("maerker")
    for number, name in enumerate(NAMES):
        group = "elementer" if name in ELEMENTER else "forudsaetninger"
        judged = record[group][name]
        empty = judged["status"] in ("nej", "ikke_belyst")
        if marks is not None or empty:
            document.allowed[:, number] = _one(_NONE)
        if marks is None and judged["citat"]:
            start = record["tekst"].find(judged["citat"])
            label = judged["status"]
            _mark(document, number, name, (start, start + len(judged["citat"])), label)
    for mark in marks or ():
        for label in mark["maerker"]:
            name, _, status = label.partition(":")
            _mark(document, NAMES.index(name), name, (mark["fra"], mark["til"]), status)


def _mark(document: Document, number: int, name: str, span: tuple[int, int], status: str) -> None:
    place = 1 + statuses(name).index(status)
    hit = [at for at, piece in enumerate(document.pieces) if _overlap(piece, *span)]
    for at in hit:
        if document.allowed[at, number, _NONE]:
            document.allowed[at, number] = _one(place)
        document.allowed[at, number, place] = True


def _know_sentence(document: Document, labels: set[str]) -> None:
    near = str(document.data.get("naer", ""))
    about_conditions = any(label.startswith("F") for label in {*labels, near})
    split = {label for label in labels if label in PARTS}
    for number, name in enumerate(NAMES):
        own = [label.split(":")[1] for label in labels - split if label.split(":")[0] == name]
        if name == "F2" and split and not own:
            own = ["opfyldt" if len(split) == len(PARTS) else "delvist"]
        if own:
            document.allowed[:, number] = False
            for status in own:
                document.allowed[:, number, 1 + statuses(name).index(status)] = True
        elif name in FORUDSAETNINGER or not about_conditions:
            document.allowed[:, number] = _one(_NONE)
    for column, part in enumerate(PARTS):
        whole = "F2:opfyldt" in labels or part in labels
        vague = "F2:delvist" in labels and not split
        document.parts[:, column] = -1 if vague else int(whole)
