"""PDF, Markdown, JSON and the calendar: whole, marked as what they are, and safe from any text."""

from __future__ import annotations

import io
import json
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import icalendar
import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from assistent.datamodels import ELEMENTER, Element, Henvisning, Modsigelse, Oprindelse
from assistent.errors import FilFejl
from assistent.export import (
    calendar_ics,
    card_pdf,
    letter_pdf,
    plan_docx,
    plan_from_json,
    plan_json,
    plan_markdown,
    plan_pdf,
    read_plan_docx,
    schema,
)
from assistent.export.markdown import escaped
from assistent.export.texts import one_line
from assistent.handleplan import (
    Aflysning,
    Brev,
    Forventning,
    Handleplan,
    Justering,
    Kalender,
    Kendetegn,
    Kortpunkt,
    Laesning,
    Maalstatus,
    Planlinje,
    Planversion,
)
from assistent.present.view import named
from assistent.prompts import load_frames

FRAMES = load_frames(Path(__file__).parents[1] / "prompts")
NAMES: dict[Element, str] = {e: named(FRAMES, "elementnavne")[e] for e in ELEMENTER}
CITE = Henvisning(1, "evaluering-2017", "Evaluering", 31, "4", "hvad gør jeg")
PLAN = Handleplan(
    "Plan for barn A på Åen",
    "godkendt",
    {
        "maal": (Planlinje("a1", "A tager selv *jakken* på", "note", (), "2026-11-26"),),
        "strategier": (Planlinje("b1", "Små hold", "kilde", (CITE,), konflikt="Store hold"),),
    },
    ("Husk kage",),
    ("Hvornår går det godt?",),
    (Modsigelse("Møde", ("12/4", "19/4"), "Hvilken dag?"),),
    (Forventning("b1", (Laesning("Lederen", "Tre børn ad gangen"),)),),
    (Justering("j", "b1", "Tre børn", "Fem var for mange", "2026-12-01", "K", "", "Fem børn"),),
    (Aflysning("x", "2026-12-10", "Sygdom", "K tog holdet", "K"),),
    (Maalstatus("a1", "A ventede", "fortsaet", "2026-12-08", "Leder"),),
    (Kortpunkt("b1", "Jeg kalder tre børn", "»Kom«", "At A kigger op"),),
    Kalender("2026-11-26", "2027-02-26", "2026-12-08", 42, (1, 3)),
    "A har fået en ven",
    Oprindelse("indbygget", "abc", "def", "2026-11-26"),
    Kendetegn("gruppeforloeb", ("kontakt-adfaerd", "motorik"), ("sparring",)),
)
VERSION = Planversion("p1", 3, "MK", "2026-11-26T10:00:00+00:00", "Aftalt på mødet", PLAN)
# What each part of the plan says, in every form that is read by people.
TOLD = (
    "Plan for barn A på Åen",
    "Godkendt",
    "Udgave 3",
    "26. november 2026",
    "Udarbejdet med AI-støtte",
    "(fra noterne, afstemt 26. november 2026)",
    "(kilde: Evaluering, side 31)",
    "En anden skrev samtidig: »Store hold«",
    "Tre børn (i stedet for »Fem børn«)",
    "Ressourcepædagogen kommer tirsdag og torsdag.",
    "Der følges op hver 6. uge.",
    "Tre børn ad gangen",
    "K tog holdet",
    "fortsætter",
    "A har fået en ven",
    "Hvornår går det godt?",
    "»12/4« eller »19/4«",
    "Husk kage",
    "»hvad gør jeg«",
    *NAMES.values(),
)


def of(plan: Handleplan) -> Planversion:
    return replace(VERSION, indhold=plan)


def opened(data: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(data))


def pdf_text(data: bytes) -> str:
    return one_line(" ".join(page.extract_text() for page in opened(data).pages))


def assert_accessible(data: bytes, title: str) -> None:
    root: Any = opened(data).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] and "/StructTreeRoot" in root
    assert root["/Lang"] == "da-DK" and root["/ViewerPreferences"]["/DisplayDocTitle"]
    metadata = opened(data).metadata
    assert metadata is not None and metadata.title == title
    assert b"pdfuaid" in root["/Metadata"].get_data()


# PDF


def test_the_plan_as_pdf_is_whole_and_accessible() -> None:
    data = plan_pdf(VERSION, NAMES, FRAMES)
    text = pdf_text(data)
    for told in TOLD:
        assert told in text, told
    pages = len(opened(data).pages)
    assert f"Side {pages} af {pages}" in text
    assert_accessible(data, PLAN.titel)


NASTY = (
    '#panic() #let x = 1; $x^2$ = h *fed* _k_ `r` @a <b> // \\ " \x00\x07 \u202e \ufffe {x} %s',
    "https://" + "x" * 300,
    "😀 中文 \ue000 עברית\u200b",
)


@pytest.mark.parametrize("text", NASTY)
def test_no_text_is_markup_or_stops_a_file(text: str) -> None:
    plan = replace(
        PLAN,
        titel=text,
        elementer={"maal": (Planlinje("a1", text, "note", konflikt=text),)},
        oevrige_noter=(text,),
        justeringer=(Justering("j", "a1", text, text, text, text),),
    )
    version = replace(of(plan), hvem=text, hvorfor=text)
    assert opened(plan_pdf(version, NAMES, FRAMES)).pages
    assert len(opened(card_pdf(text, [Kortpunkt("a1", text, text, text)], FRAMES)).pages) == 1
    assert opened(letter_pdf(Brev(text, {text: text}, 1.0), FRAMES)).pages
    assert plan_docx(version, NAMES, FRAMES)
    assert plan_markdown(version, NAMES, FRAMES)
    assert plan_json(version)
    assert calendar_ics(text, plan, FRAMES)


def test_markup_is_shown_as_it_is_written() -> None:
    text = "#panic() $x$ *fed* // ikke væk"
    plan = replace(PLAN, elementer={"maal": (Planlinje("a1", text, "note"),)})
    assert text in pdf_text(plan_pdf(of(plan), NAMES, FRAMES))


SHORT = Kortpunkt("a", "Jeg sætter mig på hug.", "»Nu er det os.«", "At A kigger op.")
LONG = Kortpunkt("b", "Jeg bliver ved døren til A er ude. " * 40, "»Kom.« " * 60, "At A ler. " * 60)


@pytest.mark.parametrize("points", [[SHORT], [LONG], [SHORT] * 2, [SHORT, LONG], [LONG] * 3])
def test_the_card_is_one_page(points: list[Kortpunkt]) -> None:
    data = card_pdf("Plan for A", points, FRAMES)
    (page,) = opened(data).pages
    text = pdf_text(data)
    for told in ("Jeg gør", "Jeg siger", "Jeg kigger efter", "Udarbejdet med AI-støtte"):
        assert told in text
    short, long = sorted((float(page.mediabox.width), float(page.mediabox.height)))
    assert (round(short), round(long)) == (595, 842)
    assert_accessible(data, "Når ressourcepædagogen ikke er der")


def largest_type(data: bytes) -> float:
    sizes: list[float] = []

    def visit(text: str, _: Any, __: Any, ___: Any, size: float) -> None:
        sizes.extend([size] if "hug" in text else [])

    opened(data).pages[0].extract_text(visitor_text=visit)
    return max(sizes)


def test_the_card_shrinks_no_more_than_it_must() -> None:
    sizes = [
        largest_type(card_pdf("A", [replace(SHORT, goer=SHORT.goer * n)] * 2, FRAMES))
        for n in (1, 8, 120)
    ]
    assert sizes[0] > 30 > sizes[1] > 12 > sizes[2]


@pytest.mark.parametrize(
    ("points", "told"),
    [
        ([], "ingen strategier"),
        ([SHORT] * 4, "tre strategier"),
        ([replace(SHORT, goer="ord " * 9000)], "lange"),
    ],
)
def test_a_card_that_cannot_be(points: list[Kortpunkt], told: str) -> None:
    with pytest.raises(FilFejl, match=told):
        card_pdf("A", points, FRAMES)


def test_what_is_not_said_is_not_on_the_card() -> None:
    text = pdf_text(card_pdf("A", [Kortpunkt("a", "Jeg venter")], FRAMES))
    assert "Jeg venter" in text and "Jeg siger" not in text and "Jeg kigger" not in text


def test_the_letter_as_pdf() -> None:
    letter = Brev("Kære forældre", {"Hvad": "Et.\n\nTo:\n- a\n- b"}, 21.0, ("for lang",))
    data = letter_pdf(letter, FRAMES)
    text = pdf_text(data)
    assert "Hvad Et. To: • a • b" in text and "Side 1 af 1" in text and "for lang" not in text
    assert_accessible(data, "Kære forældre")


# Markdown


def test_the_plan_as_markdown_is_whole() -> None:
    text = plan_markdown(VERSION, NAMES, FRAMES)
    shown = one_line(rendered(text))
    for told in TOLD:
        assert told in shown, told
    assert "A tager selv *jakken* på" in shown


def rendered(markdown: str) -> str:
    """The words that a reader of the Markdown sees."""
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(markdown)
    inner = [child for token in tokens for child in token.children or ()]
    return " ".join(
        "".join(child.content for child in token.children or ()) for token in tokens
    ) + ("" if all(child.type != "html_inline" for child in inner) else "HTML")


@pytest.mark.parametrize(
    "text",
    [
        *("# x", "- x", "+ x", "1. x", "2) x", "--- ---", "===", "> x", "-", "#", "1.", "a\\"),
        *("<b>x</b>", "<!-- x", "[x](y)", "![x](y)", "&lt;", "`a`", "~~x~~", "**x**", "x_y_z"),
        "| a | b |",
    ],
)
def test_escaped(text: str) -> None:
    assert rendered(f"- {escaped(text)}").strip() == text


@settings(max_examples=300)
@given(st.text(st.sampled_from("#*_`~-+=|<>[]()!&;\\\"' \n.:/abc123æøå"), max_size=30))
def test_any_line_is_shown_as_it_is(text: str) -> None:
    assert rendered(f"- x {escaped(text)}").strip() == f"x {one_line(text)}".strip()


# JSON


def test_json_comes_back_whole() -> None:
    assert plan_from_json(plan_json(VERSION)) == VERSION


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


@settings(max_examples=60, deadline=None)
@given(
    st.builds(Planlinje, TEXT, TEXT, st.sampled_from(["note", "person"]), st.just((CITE,)), TEXT),
    st.builds(
        Kalender, TEXT, TEXT, TEXT, st.integers(0, 999), st.lists(st.integers(0, 6)).map(tuple)
    ),
    TEXT,
)
def test_any_json_comes_back(line: Planlinje, calendar: Kalender, title: str) -> None:
    version = of(Handleplan(title, elementer={"maal": (line,)}, kalender=calendar))
    assert plan_from_json(plan_json(version)) == version


def test_a_plan_from_before_it_said_what_kind_it_is_can_be_read() -> None:
    old = spoiled(lambda content: content["indhold"].pop("kendetegn"))
    assert plan_from_json(old) == of(replace(PLAN, kendetegn=Kendetegn()))


def spoiled(change: Callable[[Any], object]) -> str:
    content = json.loads(plan_json(VERSION))
    change(content)
    return json.dumps(content)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "gyldig JSON"),
        ("{", "gyldig JSON"),
        ("[" * 100_000, "gyldig JSON"),
        ("[]", "ikke en handleplan"),
        ("{}", "»plan« mangler"),
        (spoiled(lambda c: c.pop("indhold")), "»indhold« mangler"),
        (spoiled(lambda c: c.update(nr="3")), "»nr«"),
        (spoiled(lambda c: c["indhold"].update(status="x")), "»indhold.status«"),
        (spoiled(lambda c: c["indhold"]["elementer"]["maal"][0].update(ophav=1)), "maal.0.ophav"),
        ("\ud800", "gyldig JSON"),
    ],
)
def test_json_that_is_no_plan(text: str, told: str) -> None:
    with pytest.raises(FilFejl, match=told):
        plan_from_json(text)


def test_the_schema_names_every_field() -> None:
    found = schema()
    assert found["$schema"].endswith("2020-12/schema")
    assert set(found["properties"]) == {"plan", "nr", "hvem", "tid", "hvorfor", "indhold"}
    assert "Planlinje" in found["$defs"]
    features = found["$defs"]["Kendetegn"]["properties"]
    assert set(features) == {"art", "omraader", "anvendelser"}


# Calendar


def events(plan: Handleplan, ident: str = "p1") -> list[Any]:
    return list(icalendar.Calendar.from_ical(calendar_ics(ident, plan, FRAMES)).walk("VEVENT"))


def at(*given: Any) -> Handleplan:
    return replace(PLAN, kalender=Kalender(*given))


def days_of(plan: Handleplan, word: str = "Opfølgning") -> list[date]:
    return [e.decoded("dtstart") for e in events(plan) if e["summary"].startswith(word)]


def test_the_calendar_of_a_plan() -> None:
    told = [(str(e["summary"]), e.decoded("dtstart")) for e in events(PLAN)]
    title = PLAN.titel
    assert told == [
        (f"Opfølgning: {title}", date(2026, 12, 8)),
        (f"Opfølgning: {title}", date(2027, 1, 19)),
        (f"Ressourcepædagogen kommer: {title}", date(2026, 11, 26)),
        (f"Forløbet slutter: {title}", date(2027, 2, 26)),
    ]
    visits = events(PLAN)[2]
    assert visits["rrule"].to_ical() == b"FREQ=WEEKLY;UNTIL=20270226;BYDAY=TU,TH"
    assert [gone.dt for gone in visits["exdate"].dts] == [date(2026, 12, 10)]


def test_nobody_is_named_in_the_calendar() -> None:
    text = calendar_ics("p1", PLAN, FRAMES).decode()
    assert "Sygdom" not in text and "Leder" not in text and "DESCRIPTION" not in text


@pytest.mark.parametrize(
    ("given", "count"),
    [
        (("", "", "2026-12-08"), 1),
        (("", "", "2026-12-08", 14), 24),
        (("", "2026-12-08", "2026-12-08", 14), 1),
        (("", "2026-12-22", "2026-12-08", 14), 2),
        (("", "2026-12-01", "2026-12-08", 14), 1),
        (("", "", "9999-12-01", 14), 3),
        (("", "2026-12-22", "", 14), 0),
    ],
)
def test_follow_ups(given: tuple[Any, ...], count: int) -> None:
    found = days_of(at(*given))
    assert len(found) == count
    assert all(b - a == timedelta(days=14) for a, b in pairwise(found))


@pytest.mark.parametrize(
    ("start", "days", "first"),
    [
        ("2026-11-26", (3,), date(2026, 11, 26)),
        ("2026-11-26", (0,), date(2026, 11, 30)),
        ("2026-11-27", (1, 3), date(2026, 12, 1)),
    ],
)
def test_the_first_visit_is_on_one_of_the_days(
    start: str, days: tuple[int, ...], first: date
) -> None:
    assert days_of(at(start, "2027-02-26", "", 0, days), "Ressource") == [first]


def test_a_new_file_replaces_the_old_one() -> None:
    def uids(found: list[Any]) -> list[str]:
        return [str(event["uid"]) for event in found]

    moved = replace(PLAN, kalender=replace(PLAN.kalender, naeste="2026-12-15"))
    assert uids(events(PLAN)) == uids(events(moved))
    assert len(set(uids(events(PLAN)))) == 4
    assert not set(uids(events(PLAN))) & set(uids(events(PLAN, "p2")))
    assert all(int(event["sequence"]) > 0 for event in events(PLAN))


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ((), "næste opfølgning"),
        (("2026-11-26",), "hvornår forløbet slutter"),
        (("", "", "", 0, (1,)), "begynder og slutter"),
        (("", "", "8. december"), "»8. december«"),
        (("", "2026-13-01"), "2026-11-26"),
    ],
)
def test_a_calendar_without_dates(given: tuple[Any, ...], told: str) -> None:
    with pytest.raises(FilFejl, match=told):
        calendar_ics("p1", at(*given), FRAMES)


# Size


@pytest.mark.slow
def test_a_large_plan_takes_seconds_in_every_form() -> None:
    text = "Barnet leger i sandkassen med de andre børn og griner, når en voksen er med. " * 5
    own = tuple(Planlinje(f"{n:08x}", f"{n}. {text}", "note", (CITE,)) for n in range(500))
    version = of(replace(PLAN, elementer={"strategier": own}))
    begun = time.perf_counter()
    found = read_plan_docx(plan_docx(version, NAMES, FRAMES), NAMES, FRAMES)
    assert [(line.id, line.tekst) for line in found.elementer["strategier"]] == [
        (line.id, line.tekst) for line in own
    ]
    assert plan_from_json(plan_json(version)) == version
    assert len(plan_markdown(version, NAMES, FRAMES)) > 200_000
    assert opened(plan_pdf(version, NAMES, FRAMES)).pages
    assert time.perf_counter() - begun < 60
