"""Word and back: every line and id comes home, also from a file that people have worked in."""

from __future__ import annotations

import copy
import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from assistent.datamodels import ELEMENTER, Element, Henvisning, Modsigelse
from assistent.errors import FilFejl
from assistent.export import LaestPlan, letter_docx, plan_docx, read_plan_docx
from assistent.export.texts import printable
from assistent.handleplan import Brev, Handleplan, Justering, Planlinje, PlanOphav, Planversion
from assistent.present.view import named
from assistent.prompts import load_frames

FRAMES = load_frames(Path(__file__).parents[1] / "prompts")
NAMES: dict[Element, str] = {e: named(FRAMES, "elementnavne")[e] for e in ELEMENTER}
CITE = Henvisning(1, "evaluering-2017", "Evaluering (2017)", 31, "4", "hvad gør jeg")
PLAN = Handleplan(
    "Plan for barn A",
    elementer={
        "maal": (
            Planlinje("aaaa0001", "A tager selv jakken på", "note", (), "2026-11-26"),
            Planlinje("aaaa0002", "A finder en ven at lege med (mangler)", "person"),
        ),
        "strategier": (
            Planlinje("bbbb0001", "Vi går ud på små hold", "note", konflikt="Vi går ud sammen"),
            Planlinje("bbbb0002", "Billeder ved pladsen", "kilde", (CITE,)),
        ),
        "varighed": (Planlinje("cccc0001", "Hvor længe?", "mangler"),),
    },
    oevrige_noter=("Husk kage",),
    spoergsmaal=("Hvornår går det godt?",),
    modsigelser=(Modsigelse("Møde", ("12/4", "19/4"), "Hvilken dag?"),),
    justeringer=(Justering("j1", "bbbb0001", "Tre børn", "Fem var for mange", "2026-12-01", "K"),),
)


def version(plan: Handleplan) -> Planversion:
    return Planversion("p1", 3, "MK", "2026-11-26T10:00:00+00:00", "Aftalt på mødet", plan)


def written(plan: Handleplan = PLAN) -> bytes:
    return plan_docx(version(plan), NAMES, FRAMES)


def lines(found: LaestPlan) -> dict[str, list[tuple[str, str]]]:
    return {e: [(line.id, line.tekst) for line in own] for e, own in found.elementer.items() if own}


def expected(plan: Handleplan = PLAN) -> dict[str, list[tuple[str, str]]]:
    return {
        e: [(line.id, printable(line.tekst)) for line in plan.elementer[e]]
        for e in ELEMENTER
        if plan.elementer.get(e)
    }


def edited(change: Callable[[Any], object], data: bytes | None = None) -> LaestPlan:
    """Read the plan after ``change`` was done to it as a document of python-docx."""
    document = docx.Document(io.BytesIO(data or written()))
    change(document)
    stream = io.BytesIO()
    document.save(stream)
    return read_plan_docx(stream.getvalue(), NAMES, FRAMES)


def paragraph(document: Any, start: str) -> Any:
    return next(p for p in document.paragraphs if p.text.startswith(start))


def test_all_comes_back_and_nothing_else() -> None:
    found = read_plan_docx(written(), NAMES, FRAMES)
    assert found.titel == PLAN.titel
    assert lines(found) == expected()
    assert found.oevrige == ("Husk kage",)


TEXT = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from("\n\t\r\x00\x0b\u00ad\u2011\u2028\u202e\ufffe()[]–- 😀æøåÆ<&\"'_"),
    ),
    max_size=40,
)
ORIGINS: list[PlanOphav] = ["note", "kilde", "forslag", "mangler", "person"]
CITES = st.builds(
    Henvisning,
    st.just(1),
    TEXT,
    TEXT,
    st.one_of(st.none(), st.integers(1, 99)),
    st.just(""),
    TEXT,
)
LINES = st.builds(
    Planlinje,
    st.just(""),
    st.one_of(TEXT, st.sampled_from(["Mål", "- x", "(mangler)", "1. x", "a (fra noterne) [1]"])),
    st.sampled_from(ORIGINS),
    st.lists(CITES, max_size=2).map(tuple),
    st.sampled_from(["", "2026-11-26", "i går (vist)"]),
    st.one_of(st.just(""), TEXT),
)


@st.composite
def plans(draw: st.DrawFn) -> Handleplan:
    count = iter(range(1_000_000))
    elements = {
        e: tuple(
            replace(line, id=f"{next(count):08x}") for line in draw(st.lists(LINES, max_size=3))
        )
        for e in draw(st.lists(st.sampled_from(ELEMENTER), unique=True))
    }
    return Handleplan(draw(TEXT), elementer=elements, spoergsmaal=(draw(TEXT),))


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(plans())
def test_any_plan_comes_back_with_its_ids(plan: Handleplan) -> None:
    assert lines(read_plan_docx(written(plan), NAMES, FRAMES)) == expected(plan)


def test_an_id_that_cannot_be_a_bookmark_costs_only_the_id() -> None:
    own = (Planlinje("a b", "Et", "note"), Planlinje("ok", "To", "note"))
    found = read_plan_docx(written(Handleplan("T", elementer={"maal": own})), NAMES, FRAMES)
    assert lines(found) == {"maal": [("", "Et"), ("ok", "To")]}


# The document itself


def test_word_finds_real_styles_and_properties() -> None:
    document = docx.Document(io.BytesIO(written()))
    headings = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
    assert headings[:8] == list(NAMES.values())
    assert [p.text for p in document.paragraphs if p.style.name == "Title"] == [PLAN.titel]
    line = paragraph(document, "A tager")
    assert line.style.name == "List Bullet"
    assert line.text.endswith("(fra noterne, afstemt 26. november 2026)")
    assert line.runs[-1].style.name == "Ophav"
    assert document.core_properties.title == PLAN.titel
    assert document.core_properties.author == ""
    languages = document.styles.element.iter(qn("w:lang"))
    assert {lang.get(qn("w:val")) for lang in languages} == {"da-DK"}


def test_header_and_footer_tell_what_it_is() -> None:
    section = docx.Document(io.BytesIO(written())).sections[0]
    header, footer = section.header.paragraphs[0], section.footer.paragraphs[0]
    assert header.text == "Plan for barn A\tUDKAST · Udarbejdet med AI-støtte"
    assert footer.text.startswith("Udgave 3 · 26. november 2026\tSide ")
    fields = footer._p.iter(qn("w:fldSimple"))
    assert [field.get(qn("w:instr")) for field in fields] == ["PAGE", "NUMPAGES"]


def test_the_agreements_are_those_of_the_plan() -> None:
    table = docx.Document(io.BytesIO(written())).tables[0]
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert rows == [
        ["Hvad", "Hvem", "Fra hvornår", "Afstemt"],
        ["Vi går ud på små hold", "K", "1. december 2026", "ikke endnu"],
        ["Billeder ved pladsen", "–", "–", "ikke endnu"],
    ]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert table.style.name == "Plantabel"


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Pædagog K tager imod", "Pædagog K"),
        ("Leder og mor mødes", "Leder og mor"),
        ("Pæd. K: holder samling", "Pæd. K"),
        ("Vi holder fast", "–"),
        ("Lederskab er godt", "–"),
        ("Morgenen er rolig", "–"),
    ],
)
def test_who_acts_is_read_only_where_the_line_says_so(text: str, who: str) -> None:
    plan = Handleplan("T", elementer={"opgavefordeling": (Planlinje("a", text, "note"),)})
    table = docx.Document(io.BytesIO(written(plan))).tables[0]
    assert table.rows[1].cells[1].text == who


def test_empty_elements_conflicts_and_sources_are_told() -> None:
    texts = [p.text for p in docx.Document(io.BytesIO(written())).paragraphs]
    assert texts.count("Der er ikke skrevet noget her endnu.") == 5
    assert any("En anden skrev samtidig: »Vi går ud sammen«" in text for text in texts)
    assert texts[-1] == "[1]\tEvaluering 2017, side 31: »hvad gør jeg«"


def test_letter() -> None:
    letter = Brev("Kære forældre", {"Hvad": "Et.\n\nTo:\n- a\n- b\nTre"}, 21.0, ("husk LIX",))
    document = docx.Document(io.BytesIO(letter_docx(letter, FRAMES)))
    assert [(p.style.name, p.text) for p in document.paragraphs] == [
        ("Title", "Kære forældre"),
        ("Heading 1", "Hvad"),
        ("Normal", "Et."),
        ("Normal", "To:"),
        ("List Bullet", "a"),
        ("List Bullet", "b"),
        ("Normal", "Tre"),
    ]


# What people do to it


def test_changed_words_keep_the_id() -> None:
    def change(document: Any) -> None:
        paragraph(document, "A tager").runs[0].text = "A tager selv jakke og sko på"

    assert lines(edited(change))["maal"][0] == ("aaaa0001", "A tager selv jakke og sko på")


def test_words_after_the_origin_are_words_of_the_line() -> None:
    def change(document: Any) -> None:
        paragraph(document, "A tager").runs[-1].add_text(", også om eftermiddagen")
        paragraph(document, "A finder").add_run(" og et sted at være")

    assert lines(edited(change))["maal"] == [
        ("aaaa0001", "A tager selv jakken på, også om eftermiddagen"),
        ("aaaa0002", "A finder en ven at lege med (mangler) og et sted at være"),
    ]


@pytest.mark.parametrize("rest", ["(fra", "noterne, afstemt", "()", " "])
def test_what_is_left_of_an_origin_is_no_word(rest: str) -> None:
    def change(document: Any) -> None:
        paragraph(document, "A tager").runs[-1].text = rest

    assert lines(edited(change))["maal"][0][1].strip() == "A tager selv jakken på"


def test_an_origin_without_its_style_is_known_by_its_words() -> None:
    def change(document: Any) -> None:
        for line in document.paragraphs:
            for run in line.runs:
                run.style = None

    found = lines(edited(change))
    assert found["maal"][1] == ("aaaa0002", "A finder en ven at lege med (mangler)")
    assert found["strategier"][1] == ("bbbb0002", "Billeder ved pladsen")


@pytest.mark.parametrize("style", ["List Bullet", "Normal", None])
def test_a_new_paragraph_is_a_new_line(style: str | None) -> None:
    def change(document: Any) -> None:
        place = paragraph(document, "A finder")
        place.insert_paragraph_before("• A siger hej", style or place.style)

    assert lines(edited(change))["maal"] == [
        ("aaaa0001", "A tager selv jakken på"),
        ("", "A siger hej"),
        ("aaaa0002", "A finder en ven at lege med (mangler)"),
    ]


def test_a_new_line_in_the_muted_style_is_kept() -> None:
    def change(document: Any) -> None:
        new = paragraph(document, "A finder").insert_paragraph_before("", "List Bullet")
        new.add_run("note om A", style="Ophav")

    assert lines(edited(change))["maal"][1] == ("", "note om A")


def test_a_removed_paragraph_is_gone() -> None:
    def change(document: Any) -> None:
        element = paragraph(document, "A tager")._p
        element.getparent().remove(element)

    assert [ident for ident, _ in lines(edited(change))["maal"]] == ["aaaa0002"]


def test_moved_lines_come_in_their_new_order() -> None:
    def change(document: Any) -> None:
        first, goal = paragraph(document, "Vi går")._p, paragraph(document, "A finder")._p
        goal.addprevious(first)

    found = lines(edited(change))
    assert [ident for ident, _ in found["maal"]] == ["aaaa0001", "bbbb0001", "aaaa0002"]
    # Its conflict is text that the export made, and is no line.
    assert [ident for ident, _ in found["strategier"]] == ["bbbb0002"]


def test_what_was_written_over_an_empty_element_is_a_line() -> None:
    def change(document: Any) -> None:
        paragraph(document, "Der er ikke").runs[0].text = "Det er svært i garderoben"
        place = paragraph(document, "Der er ikke")
        place.add_run(" K er med.")

    found = lines(edited(change))
    assert found["problemstilling"] == [("", "Det er svært i garderoben")]
    assert found["opgavefordeling"] == [("", "K er med.")]


@pytest.mark.parametrize("name", ["Overskrift 1", "Titre 1", "Rubrik 1", "Fed tekst", "Normal"])
def test_headings_are_known_in_any_style(name: str) -> None:
    def change(document: Any) -> None:
        if name not in [style.name for style in document.styles]:
            document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        for heading in document.paragraphs:
            if heading.style.name == "Heading 1":
                for mark in list(heading._p.iter(qn("w:bookmarkStart"))):
                    heading._p.remove(mark)
                heading.style = name

    found = edited(change)
    assert {e: own for e, own in lines(found).items() if e != "opfoelgning_hyppighed"} == expected()


def test_a_renamed_heading_is_known_by_its_mark() -> None:
    def change(document: Any) -> None:
        paragraph(document, "Mål").runs[0].text = "Det vil vi nå"
        paragraph(document, "Pædagogiske").runs[0].text = "3. PÆDAGOGISKE STRATEGIER OG METODER:"

    assert lines(edited(change)) == expected()


def test_tracked_changes_count_as_accepted() -> None:
    def change(document: Any) -> None:
        line = paragraph(document, "A tager")._p
        old = line.findall(qn("w:r"))[0]
        new = copy.deepcopy(old)
        new.text = "A tager huen på"
        for tag, run in (("w:del", old), ("w:ins", new)):
            wrap = OxmlElement(tag)
            run.addprevious(wrap) if tag == "w:del" else line.insert(2, wrap)
            wrap.append(run)
        for text in old.iter(qn("w:t")):
            text.tag = qn("w:delText")

    assert lines(edited(change))["maal"][0] == ("aaaa0001", "A tager huen på")


def test_a_paragraph_deleted_under_tracking_is_gone() -> None:
    def change(document: Any) -> None:
        line = paragraph(document, "A tager")._p
        for run in line.findall(qn("w:r")):
            wrap = OxmlElement("w:del")
            run.addprevious(wrap)
            wrap.append(run)
        mark = OxmlElement("w:rPr")
        mark.append(OxmlElement("w:del"))
        line.get_or_add_pPr().append(mark)

    assert lines(edited(change))["maal"] == expected()["maal"][1:]


def test_a_line_moved_under_tracking_keeps_its_id() -> None:
    def change(document: Any) -> None:
        line = paragraph(document, "A tager")
        place = paragraph(document, "Billeder")
        new = place.insert_paragraph_before("A tager selv jakken på", "List Bullet")
        for name, where in (("w:moveFrom", line), ("w:moveTo", new)):
            for run in where._p.findall(qn("w:r")):
                wrap = OxmlElement(name)
                run.addprevious(wrap)
                wrap.append(run)
        mark = OxmlElement("w:rPr")
        mark.append(OxmlElement("w:moveFrom"))
        line._p.get_or_add_pPr().append(mark)

    found = lines(edited(change))
    assert found["maal"] == expected()["maal"][1:]
    assert found["strategier"][1] == ("aaaa0001", "A tager selv jakken på")


def test_joined_paragraphs_are_one_line_with_the_first_id() -> None:
    def change(document: Any) -> None:
        first, second = paragraph(document, "A tager")._p, paragraph(document, "A finder")._p
        for child in list(second):
            if child.tag != qn("w:pPr"):
                first.append(child)
        second.getparent().remove(second)

    joined = "A tager selv jakken på A finder en ven at lege med (mangler)"
    assert lines(edited(change))["maal"] == [("aaaa0001", joined)]


def test_a_line_split_in_two_gives_its_id_to_the_first() -> None:
    def change(document: Any) -> None:
        line = paragraph(document, "Vi går")
        line.runs[0].text = "Vi går ud"
        new = OxmlElement("w:p")
        line._p.addnext(new)
        end = line._p.find(qn("w:bookmarkEnd"))
        run = OxmlElement("w:r")
        run.text = "på små hold"
        new.append(run)
        new.append(end)
        new.append(line._p.findall(qn("w:r"))[-1])

    found = lines(edited(change))["strategier"]
    assert found[:2] == [("bbbb0001", "Vi går ud"), ("", "på små hold")]


def test_a_line_drawn_up_into_its_heading_is_still_a_line() -> None:
    def change(document: Any) -> None:
        heading, line = paragraph(document, "Mål")._p, paragraph(document, "A tager")._p
        for child in list(line):
            if child.tag != qn("w:pPr"):
                heading.append(child)
        line.getparent().remove(line)

    assert lines(edited(change)) == expected()


def test_doubled_and_collapsed_bookmarks() -> None:
    def change(document: Any) -> None:
        line = paragraph(document, "A tager")._p
        double = copy.deepcopy(line)
        paragraph(document, "A finder")._p.addnext(double)
        start = line.find(qn("w:bookmarkStart"))
        start.addnext(line.find(qn("w:bookmarkEnd")))

    assert lines(edited(change))["maal"] == [
        ("aaaa0001", "A tager selv jakken på"),
        ("aaaa0002", "A finder en ven at lege med (mangler)"),
        ("", "A tager selv jakken på"),
    ]


def test_split_runs_and_special_characters() -> None:
    def change(document: Any) -> None:
        line = paragraph(document, "A tager")
        line.runs[0].text = "A tager"
        for text in (" selv", " jak"):
            run = copy.deepcopy(line.runs[0]._r)
            run.text = text
            line._p.find(qn("w:bookmarkEnd")).addprevious(run)
        for tag in ("w:softHyphen", "w:noBreakHyphen", "w:tab", "w:proofErr"):
            run.append(OxmlElement(tag))
        origin = line._p.findall(qn("w:r"))[-1]
        second = copy.deepcopy(origin)
        origin.text, second.text = " (fra no", "terne)"
        origin.addnext(second)

    assert lines(edited(change))["maal"][0] == ("aaaa0001", "A tager selv jak\u00ad\u2011\t")


def test_a_table_that_people_made_is_read_by_rows() -> None:
    def change(document: Any) -> None:
        table = document.add_table(rows=2, cols=2)
        for cell, text in zip(table._cells, ("Mandag", "K", "Tirsdag", ""), strict=True):
            cell.text = text
        paragraph(document, "A finder")._p.addnext(table._tbl)
        own = document.add_table(rows=1, cols=1)
        own._cells[0]._tc.append(paragraph(document, "Vi går")._p)
        paragraph(document, "Billeder")._p.addnext(own._tbl)

    found = lines(edited(change))
    assert found["maal"][2:] == [("", "Mandag · K"), ("", "Tirsdag")]
    assert found["strategier"][1] == ("bbbb0001", "Vi går ud på små hold")


def test_what_is_written_elsewhere_is_kept_as_other_text() -> None:
    def change(document: Any) -> None:
        document.tables[0].rows[1].cells[1].text = "L"
        document.tables[0].add_row().cells[0].text = "K holder samling"
        paragraph(document, "Hvornår går").runs[0].text = "Det går godt om morgenen"
        document.add_heading("Til næste møde", 1)
        document.add_paragraph("Tag kage med")

    assert edited(change).oevrige == (
        "Vi går ud på små hold · L · 1. december 2026 · ikke endnu",
        "K holder samling",
        "Det går godt om morgenen",
        "Husk kage",
        "Til næste møde",
        "Tag kage med",
    )


def test_a_changed_title() -> None:
    def change(document: Any) -> None:
        paragraph(document, "Plan for").runs[0].text = "Plan for gruppe B"

    assert edited(change).titel == "Plan for gruppe B"


def test_a_document_that_was_no_export() -> None:
    document = docx.Document()
    document.add_paragraph("Møde om barn B")
    document.add_heading("Mål:", 2)
    document.add_paragraph("- B siger hej")
    document.add_paragraph("Varighed og møder")
    document.add_heading("Forventet varighed", 2)
    document.add_paragraph("Et halvt år")
    stream = io.BytesIO()
    document.save(stream)
    found = read_plan_docx(stream.getvalue(), NAMES, FRAMES)
    assert lines(found) == {
        "maal": [("", "B siger hej"), ("", "Varighed og møder")],
        "varighed": [("", "Et halvt år")],
    }
    assert found.oevrige == ("Møde om barn B",)


def test_a_note_is_read_as_it_was_written() -> None:
    notes = ("- ring til PPR (mangler)", "Mål", "to\nlinjer")
    assert (
        read_plan_docx(written(replace(PLAN, oevrige_noter=notes)), NAMES, FRAMES).oevrige == notes
    )


def test_the_copy_of_a_bookmark_that_libreoffice_makes_is_no_id() -> None:
    def change(document: Any) -> None:
        copied = paragraph(document, "A tager")._p
        original = copy.deepcopy(copied)
        name = copied.find(qn("w:bookmarkStart"))
        name.set(qn("w:name"), "linje_aaaa0001_Copy_1")
        copied.addnext(original)

    assert [ident for ident, _ in lines(edited(change))["maal"]] == ["", "aaaa0001", "aaaa0002"]


# Files that are no use


def changed(name: str, content: bytes) -> bytes:
    """The exported plan with one of its parts changed."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(written())) as old, zipfile.ZipFile(stream, "w", 8) as new:
        for entry in old.namelist():
            new.writestr(entry, content if entry == name else old.read(entry))
    return stream.getvalue()


ENTITIES = b'<!DOCTYPE x [<!ENTITY a "aaaa">]><document><body>&a;</body></document>'


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "beskadiget"),
        (b"PK\x03\x04 ikke en fil", "beskadiget"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 gammel", "adgangskode"),
        (b"0" * (26 * 1024 * 1024), "25 MB"),
    ],
    ids=["empty", "damaged", "old", "large"],
)
def test_files_that_are_no_word_documents(data: bytes, told: str) -> None:
    with pytest.raises(FilFejl, match=told):
        read_plan_docx(data, NAMES, FRAMES)


def test_a_truncated_file() -> None:
    data = written()
    with pytest.raises(FilFejl, match="beskadiget"):
        read_plan_docx(data[: len(data) // 2], NAMES, FRAMES)


@pytest.mark.parametrize("content", [b"<x", b"<document/>", ENTITIES], ids=["xml", "body", "dtd"])
def test_a_damaged_part(content: bytes) -> None:
    with pytest.raises(FilFejl, match="beskadiget"):
        read_plan_docx(changed("word/document.xml", content), NAMES, FRAMES)


@pytest.mark.parametrize(
    ("part", "size"), [("word/document.xml", 60), ("word/theme/theme1.xml", 210)]
)
@pytest.mark.slow
def test_a_file_that_unpacks_to_something_enormous(part: str, size: int) -> None:
    bomb = changed(part, b" " * (size * 1024 * 1024))
    with pytest.raises(FilFejl, match="fylder for meget"):
        read_plan_docx(bomb, NAMES, FRAMES)


def test_tables_within_tables_without_end() -> None:
    deep = "<tbl><tr><tc>" * 5000 + "</tc></tr></tbl>" * 5000
    content = f"<document><body>{deep}</body></document>".encode()
    with pytest.raises(FilFejl):
        read_plan_docx(changed("word/document.xml", content), NAMES, FRAMES)
