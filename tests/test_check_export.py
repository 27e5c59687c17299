"""The report on one check as Word and PDF: whole, marked, and without anything that adds up."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

import docx
import pytest
from docx.oxml.ns import qn

from assistent.datamodels import (
    ELEMENTER,
    FORUDSAETNINGER,
    Dagsordenspunkt,
    Element,
    ElementStatus,
    ElementTjek,
    ForudsaetningStatus,
    ForudsaetningTjek,
    Henvisning,
    Oprindelse,
    Tjek,
)
from assistent.export import check_docx, check_pdf
from assistent.export.check_sheet import FARVER, FILE, in_name_order
from assistent.export.texts import Words, one_line, printable
from assistent.present.view import named
from assistent.prompts import load_frames
from tests.test_export import assert_accessible, pdf_text

FRAMES = load_frames(Path(__file__).parents[1] / "prompts")
NAMES = {**named(FRAMES, "elementnavne"), **named(FRAMES, "forudsaetningsnavne")}
CITE = Henvisning(1, "evaluering-2017", "Evaluering (2017)", 29, "4", "et vigtigt arbejdsredskab")
MORE = replace(CITE, nr=2, side=31, citat="følger op på aftaler")
LINE = "Vi mødes igen [dato] og ser på [tegn]."
QUESTION = "Hvornår ses vi igen, og hvad ser vi på?"


def condition(status: ForudsaetningStatus = "ikke_belyst") -> ForudsaetningTjek:
    return ForudsaetningTjek(
        status,
        "" if status == "ikke_belyst" else f"Der står noget, der er {status}.",
        "Planen siger ikke noget om det.",
        "" if status == "opfyldt" else f"I planen kunne der stå: »{LINE}« {QUESTION}",
        0.8,
        () if status == "opfyldt" else (CITE, MORE),
        forslag="" if status == "opfyldt" else LINE,
        spoergsmaal="" if status == "opfyldt" else QUESTION,
    )


ELEMENTS: dict[Element, ElementTjek] = {
    **{e: ElementTjek("ja", f"Her står noget om {e}.", "") for e in ELEMENTER},
    "varighed": ElementTjek("nej", "", "Tag op, hvor længe I regner med at være i gang."),
    "maal": ElementTjek("delvist", "Barn A\ntrives bedre", "Skriv, hvad I kan se.", 0.4, "ja"),
}
CONDITIONS = {
    **{ident: condition() for ident in FORUDSAETNINGER},
    "F2": condition("opfyldt"),
    "F3": condition("ikke_opfyldt"),
    "F4": replace(condition("delvist"), anden="ikke_opfyldt"),
    "F5": replace(condition("delvist"), forslag="", spoergsmaal="", raad="Aftal en dag."),
}
CHECK = Tjek(
    ELEMENTS,
    CONDITIONS,
    "Planen er tydelig om det meste. Begynd med aflysninger.",
    "Læs selv efter her, for tjekket er i tvivl.",
    Oprindelse("indbygget", "abc", "def", "2026-11-26"),
    tuple(
        Dagsordenspunkt("F3", f"emne nummer {n}", "Det står ikke i planen endnu.", QUESTION, LINE)
        for n in range(1, 8)
    ),
)
TITLE = "Tjek af Garderoben"
NOT_A_MARK = "Et tjek er ikke en karakter."
# What the report says, in both forms.
TOLD = (
    TITLE,
    "26. november 2026",
    "Udarbejdet med AI-støtte",
    NOT_A_MARK,
    CHECK.opsummering,
    CHECK.bemaerkning,
    "1. Emne nummer 1",
    "5. Emne nummer 5",
    f"Sætning til planen: {LINE} (forslag)",
    f"Spørgsmål til mødet: {QUESTION}",
    "✓ på plads",
    "× mangler",
    "Tag op, hvor længe I regner med at være i gang.",
    "»Barn A trives bedre«",
    "Læs selv: tjekket er i tvivl mellem »delvist på plads« og »på plads«.",
    *(f"{ident} {NAMES[ident]}" for ident in FORUDSAETNINGER),
    "✓ opfyldt",
    "◐ delvist opfyldt",
    "× ikke opfyldt",
    "○ ikke belyst",
    "»Der står noget, der er ikke_opfyldt.«",
    "Læs selv: tjekket er i tvivl mellem »delvist opfyldt« og »ikke opfyldt«.",
    "Råd: Aftal en dag.",
    "Det bygger på: Evaluering 2017, side 29 og 31 [1] [2]",
    "[1] Evaluering 2017, side 29: »et vigtigt arbejdsredskab«",
)
NASTY = (
    '#panic() $x^2$ *fed* _k_ `r` @a <b> // \\ " \x00\x07 \u202e \ufffe {x} %s =1+1',
    "😀 中文 \ue000 עברית",
)


def word_of(check: Tjek = CHECK, plan: str = "Garderoben") -> Any:
    return docx.Document(io.BytesIO(check_docx(check, plan, NAMES, FRAMES)))


def word_text(document: Any) -> str:
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return one_line(" ".join([*(p.text for p in document.paragraphs), *cells]))


def pdf_of(check: Tjek = CHECK, plan: str = "Garderoben") -> bytes:
    return check_pdf(check, plan, NAMES, FRAMES)


def with_text(text: str) -> Tjek:
    """A check that says the same everywhere."""
    return replace(
        CHECK,
        opsummering=text,
        elementer={e: ElementTjek("delvist", text, text, 0.5, "nej") for e in ELEMENTER},
        forudsaetninger={
            ident: ForudsaetningTjek("delvist", text, text, text, 0.5, (), None, text, text)
            for ident in FORUDSAETNINGER
        },
        dagsorden=(Dagsordenspunkt("F1", text, text, text, text),),
    )


@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_the_report_is_whole(form: str) -> None:
    text = word_text(word_of()) if form == "docx" else pdf_text(pdf_of())
    for told in TOLD:
        assert told in text, told
    assert "Emne nummer 6" not in text


@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_nothing_is_added_up(form: str) -> None:
    text = word_text(word_of()) if form == "docx" else pdf_text(pdf_of())
    for unwanted in ("%", "procent", " ud af ", " af 11", " af 8", "i alt", "score", "0,8", "0.8"):
        assert unwanted not in text, unwanted


def test_word_has_real_headings_a_table_head_and_a_language() -> None:
    document = word_of()
    headings = [(p.style.name, p.text) for p in document.paragraphs if "Heading" in p.style.name]
    assert [text for style, text in headings if style == "Heading 1"] == [
        "Kort fortalt",
        "Til næste møde",
        "De otte elementer",
        "De elleve forudsætninger",
        "Kilder",
    ]
    assert len([text for style, text in headings if style == "Heading 2"]) == 5 + 11
    assert document.paragraphs[0].style.name == "Title"
    assert document.core_properties.language == "da-DK"
    assert document.core_properties.title == TITLE
    quotes = [p.text for p in document.paragraphs if p.style.name == "Quote"]
    assert "»Der står noget, der er opfyldt.«" in quotes
    (table,) = document.tables
    assert len(table.rows) == 1 + 8
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert table._tbl.tblPr.find(qn("w:tblDescription")).get(qn("w:val"))
    fills = [
        row.cells[1].paragraphs[0].runs[0]._r.rPr.find(qn("w:shd")).get(qn("w:fill"))
        for row in table.rows[1:]
    ]
    assert fills == [FARVER[CHECK.elementer[e].status] for e in ELEMENTER]


def test_pdf_is_tagged() -> None:
    assert_accessible(pdf_of(), TITLE)


def test_what_a_check_does_not_say_is_not_shown() -> None:
    bare = replace(CHECK, dagsorden=(), bemaerkning="", oprindelse=None)
    for text in (word_text(word_of(bare, "")), pdf_text(pdf_of(bare, ""))):
        assert "Tjek af en handleplan" in text and "Udarbejdet med AI-støtte" in text
        assert "Til næste møde" not in text and "november" not in text


@pytest.mark.parametrize("text", NASTY)
def test_no_text_is_markup_or_stops_a_file(text: str) -> None:
    shown = one_line(printable(text))
    assert word_text(word_of(with_text(text), text)).count(shown) > 8 + 3 * 11
    assert pdf_of(with_text(text), text).startswith(b"%PDF")


def test_statuses_are_told_apart_without_colour() -> None:
    signs = Words(FRAMES, FILE).map("tegn")
    for statuses in (get_args(ElementStatus), get_args(ForudsaetningStatus)):
        assert len({signs[status] for status in statuses}) == len(statuses)
        assert len({FARVER[status] for status in statuses}) == len(statuses)


@pytest.mark.parametrize(
    ("names", "ordered"),
    [
        (["Plan 10", "plan 2", "Plan 1"], ["Plan 1", "plan 2", "Plan 10"]),
        (["Ås", "Ærø", "Zoo", "Øen"], ["Zoo", "Ærø", "Øen", "Ås"]),
        (["2", "a", "10", ""], ["", "2", "10", "a"]),
    ],
)
def test_names_stand_as_in_a_danish_list(names: list[str], ordered: list[str]) -> None:
    assert in_name_order(names) == ordered
