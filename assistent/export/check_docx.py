"""A check as a Word document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from assistent.datamodels import Tjek
from assistent.export.check_sheet import STATUS, Felt, Tjekark, Vurdering, check_sheet
from assistent.export.docx import footer, short
from assistent.export.word import CONFLICT, FACTS, SOURCE, Word
from assistent.prompts import Frames

_STRONG = "Strong"


def check_docx(check: Tjek, plan: str, names: Mapping[str, str], frames: Frames) -> bytes:
    """Write the check of the plan called ``plan`` as a Word document.

    Returns the bytes of the file.
    """
    sheet = check_sheet(check, plan, names, frames)
    word = Word(sheet.titel)
    word.header(short(sheet.titel), sheet.ai)
    footer(word, sheet.dato, frames)
    _opening(word, sheet)
    _agenda(word, sheet)
    word.paragraph(sheet.overskrifter["elementer"], "Heading 1")
    _elements(word, sheet)
    word.paragraph(sheet.overskrifter["forudsaetninger"], "Heading 1")
    for condition in sheet.forudsaetninger:
        _condition(word, condition)
    if sheet.kilder:
        word.paragraph(sheet.overskrifter["kilder"], "Heading 1")
    for source in sheet.kilder:
        number, _, told = source.partition(" ")
        word.paragraph(f"{number}\t{told}", SOURCE)
    return word.bytes()


def _opening(word: Word, sheet: Tjekark) -> None:
    word.paragraph(sheet.titel, "Title")
    word.paragraph(" · ".join(filter(None, (sheet.dato, sheet.ai))), FACTS)
    word.paragraph(sheet.ikke_karakter, FACTS)
    word.paragraph(sheet.overskrifter["opsummering"], "Heading 1")
    for text in filter(None, (sheet.opsummering, sheet.bemaerkning)):
        word.paragraph(text, "Normal")


def _agenda(word: Word, sheet: Tjekark) -> None:
    if sheet.dagsorden:
        word.paragraph(sheet.overskrifter["dagsorden"], "Heading 1")
    for point in sheet.dagsorden:
        word.paragraph(point.overskrift, "Heading 2")
        word.paragraph(point.hvorfor, "Normal")
        _fields(word, point.felter)


def _elements(word: Word, sheet: Tjekark) -> None:
    content = sheet.elementtabel
    rows = [content.hoved, *content.raekker]
    table = word.table(rows, [""] * len(rows), content.bredder)
    _describe(table, sheet.overskrifter["elementer"], sheet.beskrivelse)
    for row, element in zip(table.tr_lst[1:], sheet.elementer, strict=True):
        _shade(row.tc_lst[STATUS].p_lst[0].r_lst[0], element.farve)


def _condition(word: Word, condition: Vurdering) -> None:
    word.paragraph(condition.navn, "Heading 2")
    paragraph = word.paragraph("", "Normal")
    paragraph.get_or_add_pPr().insert_element_before(_element("keepNext"), "w:spacing")
    status = paragraph.r_lst[0]
    # Hard spaces widen the colour a little around the words.
    status.text = f"\u00a0{condition.status}\u00a0"
    _shade(status, condition.farve)
    if condition.laes_selv:
        word.paragraph(condition.laes_selv, CONFLICT)
    if condition.citeret:
        word.paragraph(condition.citeret, "Quote")
    if condition.begrundelse:
        word.paragraph(condition.begrundelse, "Normal")
    _fields(word, condition.felter)


def _fields(word: Word, fields: Sequence[Felt]) -> None:
    for field in fields:
        paragraph = word.paragraph(f"{field.navn} ", "Normal")
        paragraph.r_lst[0].style = _STRONG
        paragraph.add_r().text = field.tekst
        if field.maerke:
            word.origin(paragraph, field.maerke)


def _shade(run: Any, colour: str) -> None:
    run.get_or_add_rPr().append(_element("shd", val="clear", color="auto", fill=colour))


def _describe(table: Any, title: str, description: str) -> None:
    """Give the table a name and a description for those who hear it read aloud."""
    table.tblPr.append(_element("tblCaption", val=title))
    table.tblPr.append(_element("tblDescription", val=description))


def _element(tag: str, **attributes: str) -> Any:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    element = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    return element
