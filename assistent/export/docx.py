"""A plan or a letter as a Word document."""

from __future__ import annotations

from collections.abc import Mapping

from assistent.datamodels import ELEMENTER, Element
from assistent.export import marks
from assistent.export.sheet import (
    NOTES,
    SOURCES,
    Arkafsnit,
    Arklinje,
    Brevafsnit,
    Tabel,
    build_sheet,
    letter_sheet,
)
from assistent.export.texts import Words, row_text
from assistent.export.word import CONFLICT, EMPTY, FACTS, SOURCE, Word
from assistent.handleplan import Brev, Planversion
from assistent.prompts import Frames

_ELEMENTS: Mapping[str, Element] = {element: element for element in ELEMENTER}
_HEADER = 60
_BULLETS = "List Bullet"


def plan_docx(version: Planversion, names: Mapping[Element, str], frames: Frames) -> bytes:
    """Write the plan as a Word document that ``read_plan_docx`` knows again.

    Returns the bytes of the file.
    """
    sheet = build_sheet(version, names, frames)
    word = Word(sheet.titel, version.tid, marks.version_mark(version.plan, version.nr))
    word.header(short(sheet.titel), f"{sheet.status} · {sheet.ai}")
    footer(word, " · ".join(filter(None, (sheet.version, sheet.dato))), frames)
    word.paragraph(sheet.titel, "Title", marks.TITLE)
    for fact in sheet.oplysninger:
        word.paragraph(fact, FACTS, marks.fixed_name(fact))
    for part in sheet.afsnit:
        _part(word, part)
    return word.bytes()


def letter_docx(letter: Brev, frames: Frames) -> bytes:
    """Write the letter as a Word document.

    Returns the bytes of the file.
    """
    sheet = letter_sheet(letter, frames)
    word = Word(sheet.titel)
    word.header(short(sheet.titel), sheet.ai)
    footer(word, "", frames)
    word.paragraph(sheet.titel, "Title")
    for part in sheet.afsnit:
        _letter_part(word, part)
    return word.bytes()


def _letter_part(word: Word, part: Brevafsnit) -> None:
    if part.overskrift:
        word.paragraph(part.overskrift, "Heading 1")
    for is_item, text in part.stykker:
        word.paragraph(text, _BULLETS if is_item else "Normal")


def footer(word: Word, left: str, frames: Frames) -> None:
    """The line at the foot of every page, numbered in Danish."""
    turns = Words(frames).map("sideord")
    word.footer(left, turns["side"], turns["af"])


def short(text: str) -> str:
    """The title as it fits beside the status at the top of the page."""
    return text if len(text) <= _HEADER else f"{text[:_HEADER].rstrip()}…"


def _part(word: Word, part: Arkafsnit) -> None:
    element = _ELEMENTS.get(part.noegle)
    name = marks.element_name(element) if element else marks.part_name(part.overskrift)
    word.paragraph(part.overskrift, "Heading 1", name)
    for line in part.linjer:
        _line(word, part.noegle, line)
    if part.tabel is not None:
        _table(word, part.tabel)
    elif not part.linjer:
        word.paragraph(part.tomt, EMPTY, marks.fixed_name(part.tomt))


def _line(word: Word, key: str, line: Arklinje) -> None:
    """A line of the plan, a note, or text that the export made: each is known by its bookmark."""
    if key in _ELEMENTS:
        paragraph = word.paragraph(line.tekst, _BULLETS, marks.line_name(line.id))
        word.origin(paragraph, line.maerke)
    elif key == NOTES:
        word.paragraph(line.tekst, _BULLETS)
    elif key == SOURCES:
        number, _, told = line.tekst.partition(" ")
        word.paragraph(f"{number}\t{told}", SOURCE, marks.fixed_name(line.tekst))
    else:
        word.paragraph(line.tekst, _BULLETS, marks.fixed_name(line.tekst))
    if line.konflikt:
        word.paragraph(line.konflikt, CONFLICT, marks.fixed_name(line.konflikt))


def _table(word: Word, table: Tabel) -> None:
    rows = [table.hoved, *table.raekker]
    word.table(rows, [marks.fixed_name(row_text(row)) for row in rows], table.bredder)
