"""Tests of the view "Tjek": what it draws of a check, and what it takes into a plan."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import replace

import pytest

from assistent import texts_planer as t
from assistent.assistant import Assistant
from assistent.config import Settings
from assistent.datamodels import (
    ELEMENTER,
    FORUDSAETNINGER,
    Dagsordenspunkt,
    Element,
    ElementTjek,
    ForudsaetningTjek,
    Henvisning,
    Tjek,
    Tjekforskel,
)
from assistent.errors import PlanFejl
from assistent.handleplan import Handleplan, Justering, Planhaendelse, Planlinje, Planversion
from assistent.planning import Hvem
from assistent.plans.text import plan_text
from assistent.prompts import load_frames
from assistent.ui.plan_check_form import blanks, offer_html, with_blanks
from assistent.ui.plan_check_html import check_differences_html, check_html, unchecked_html
from assistent.ui.plan_check_words import CheckWords
from assistent.ui.plan_parts import Shown, today
from assistent.ui.plans_acts import ACTS, Said

NAMES: dict[Element, str] = {element: element.capitalize() for element in ELEMENTER}
ALL_NAMES = {
    **{str(e): name for e, name in NAMES.items()},
    **{f: f"Nr. {f}" for f in FORUDSAETNINGER},
}
WORDS = CheckWords.of(load_frames(Settings().prompts), ALL_NAMES)
HOLE = '<img src=x onerror="alert(1)">'
CITE = Henvisning(1, "evaluering", "Evalueringen", 31, "4.2", "så få metoder som muligt")
SILENT = ForudsaetningTjek("ikke_belyst", "", "Planen siger intet.", "", 0.9)
MET = ForudsaetningTjek("opfyldt", "Vi følger op.", "Det står der.", "", 0.9)
LINE = "Vi læste planen den [dato] og er enige om [aftale]."
HALF = ForudsaetningTjek(
    "delvist", "- Vi taler.\n- Vi ses.", "Kun en del.", "", 0.8, (CITE,), None, LINE, "Hvem taler?"
)
TWO = (Planhaendelse(2, "P", "", ""), Planhaendelse(1, "P", "", ""))


def shown(**changes: object) -> Shown:
    lines: dict[Element, tuple[Planlinje, ...]] = {
        "varighed": (Planlinje("aa", "Indtil videre.", "note"),),
        "strategier": (
            Planlinje("bb", "Vi tager tre børn\nad gangen.", "person"),
            Planlinje("cc", "Vi prøver billeder.", "forslag", (CITE,)),
        ),
        "maal": (Planlinje("dd", "Målet mangler.", "mangler"),),
    }
    plan = replace(Handleplan("Garderoben", elementer=lines, oevrige_noter=("kage",)), **changes)  # type: ignore[arg-type]
    return Shown(Planversion("1f2e", 3, "leder", "2026-02-04T10:00:00+00:00", "", plan), NAMES)


def check(**changes: ElementTjek | ForudsaetningTjek) -> Tjek:
    """A check in which all is well but what is given."""
    elements = {e: ElementTjek("ja", "Det står der.", "") for e in ELEMENTER}
    conditions = dict.fromkeys(FORUDSAETNINGER, MET)
    for name, entry in changes.items():
        (elements if name in ELEMENTER else conditions)[name] = entry  # type: ignore[index]
    return Tjek(elements, conditions, "Planen siger meget.")


def drawn(made: Tjek, seen: Shown | None = None) -> str:
    return check_html(seen or shown(), made, WORDS, TWO)


def words(made: str) -> str:
    """What can be read of some HTML."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", made)).split())


def item(made: str, ident: str) -> str:
    """The fold of one element or condition."""
    start = made.index(f'id="tjek-{ident}"')
    end = made.find('class="tjekpunkt"', start)
    return made[start : end if end > 0 else None]


def places(made: str) -> list[str]:
    """The elements and conditions in the order they are shown."""
    return re.findall(r'class="tjekpunkt" id="tjek-(\w+)"', made)


def test_a_check_says_what_it_is_not_and_adds_nothing_up() -> None:
    made = words(drawn(check(F4=HALF, maal=ElementTjek("nej", "", ""))))
    assert "Et tjek af planens tekst, ikke af barnet eller af jer" in made
    assert not re.search(r"\d+ (?:af|ud af|/) \d+|%|procent|score|point", made)


def test_what_calls_for_a_talk_stands_first_and_what_is_well_is_folded_away() -> None:
    doubt = replace(MET, anden="delvist")
    against = replace(HALF, status="ikke_opfyldt")
    made = drawn(check(F1=SILENT, F2=doubt, F3=HALF, F9=against))
    conditions = [place for place in places(made) if place in FORUDSAETNINGER]
    assert conditions[:4] == ["F9", "F3", "F2", "F1"]
    part = made[made.index('aria-labelledby="pl-tjek-forudsaetninger"') :]
    well = part.index('class="vel"')
    assert part.index('id="tjek-F1"') < well < part.index('id="tjek-F5"')
    assert "<details open" not in made
    assert len(places(made)) == len(ELEMENTER) + len(FORUDSAETNINGER)


def test_where_all_is_well_it_is_said() -> None:
    assert words(drawn(check())).count(t.TJEK_ALT_VEL) == 2


@pytest.mark.parametrize(
    ("ident", "entry", "said"),
    [
        ("maal", ElementTjek("nej", "", ""), "× mangler"),
        ("maal", ElementTjek("delvist", "trives", ""), "◐ delvist på plads"),
        ("maal", ElementTjek("ja", "sko på", ""), "✓ på plads"),
        ("F4", MET, "✓ opfyldt"),
        ("F4", HALF, "◐ delvist opfyldt"),
        ("F4", replace(HALF, status="ikke_opfyldt"), "× ikke opfyldt"),
        ("F4", SILENT, "○ ikke belyst"),
        ("maal", ElementTjek("nej", "", "", 0.4, "delvist"), "læs selv"),
        ("F4", replace(SILENT, anden="delvist"), "»ikke belyst« og »delvist opfyldt«"),
        ("maal", ElementTjek("nej", "", ""), t.TJEK_STAAR_IKKE),
        ("F4", HALF, "Hvem taler?"),
        ("F4", HALF, "Kun en del."),
        ("F4", HALF, "Kilde: Evalueringen, s. 31"),
        ("F4", HALF, "Vi læste planen den [dato] og er enige om [aftale]."),
    ],
)
def test_a_fold_tells_its_status_in_words_and_what_it_rests_on(
    ident: str, entry: ElementTjek | ForudsaetningTjek, said: str
) -> None:
    assert said in words(item(drawn(check(**{ident: entry})), ident))


def test_the_lines_of_a_quote_are_told_apart_without_their_bullets() -> None:
    made = item(drawn(check(F4=HALF)), "F4")
    assert "<q>Vi taler.</q><q>Vi ses.</q>" in made


def test_the_agenda_has_at_most_five_points_that_lead_to_their_folds() -> None:
    point = Dagsordenspunkt("F4", "den faste sparring", "Der mangler noget.", "Hvem?", LINE)
    bare = replace(point, id="F7", forslag="")
    made = drawn(replace(check(F4=HALF), dagsorden=(point, bare, *[point] * 5)))
    agenda = made[made.index("<ol") : made.index("</ol>")]
    assert agenda.count("<li>") == 5 and agenda.count("Den faste sparring") == 5
    assert agenda.count('data-tjeksted="F4"') == 4 and agenda.count('data-tjeksted="F7"') == 1
    assert f'aria-label="{t.TJEK_SE}: den faste sparring"' in agenda
    assert f">{t.TJEK_SE_MERE}</button>" in agenda
    assert "Til næste møde" not in words(drawn(check()))


def test_proposals_that_nobody_took_are_said_to_be_left_out() -> None:
    assert t.TJEK_UDEN_FORSLAG in words(drawn(check()))
    assert t.TJEK_UDEN_FORSLAG not in words(drawn(check(), shown(elementer={})))


def test_before_it_is_made_there_is_one_button_and_no_judgement() -> None:
    made = unchecked_html(shown())
    assert re.findall(r'data-hvad="(\w+)"', made) == ["tjek"] and 'data-saa="3"' in made
    assert "tjekpunkt" not in made


def test_the_report_is_fetched_and_two_versions_are_compared() -> None:
    made = drawn(check())
    assert re.findall(r'data-form="([\w-]+)"', made) == ["tjek", "tjek-pdf"]
    assert made.count('data-hvad="tjekforskel"') == 1
    alone = check_html(shown(), check(), WORDS, TWO[1:])
    assert "tjekforskel" not in alone


@pytest.mark.parametrize(
    "made",
    [
        drawn(
            replace(
                check(
                    F4=replace(HALF, citat=HOLE, begrundelse=HOLE, forslag=HOLE, spoergsmaal=HOLE),
                    varighed=ElementTjek("delvist", HOLE, "", 0.4, "nej", HOLE, HOLE),
                ),
                opsummering=HOLE,
                bemaerkning=HOLE,
                dagsorden=(Dagsordenspunkt("F4", HOLE, HOLE, HOLE, HOLE),),
            ),
            shown(elementer={"varighed": (Planlinje("aa", HOLE, "person"),)}),
        ),
        check_differences_html([Tjekforskel("F4", "delvist", "opfyldt", HOLE, HOLE)], 1, 2, WORDS),
        with_blanks(f"[{HOLE}]"),
    ],
)
def test_what_people_write_is_never_markup(made: str) -> None:
    assert "onerror" in made and "<img" not in made and 'onerror="' not in made


# Two versions


def test_what_changed_stands_before_and_now_with_the_words_of_the_plan() -> None:
    found = [
        Tjekforskel("varighed", "nej", "ja", "", "Til 1. juni."),
        Tjekforskel("F4", "delvist", "opfyldt", "Vi taler.", "Vi talte."),
    ]
    made = words(check_differences_html(found, 1, 3, WORDS))
    assert made.startswith("Det har ændret sig Fra udgave 1 til udgave 3")
    assert "Varighed Før × mangler Nu ✓ på plads Der står i planen Til 1. juni." in made
    assert re.search(r"F4 Nr. F4 Før ◐ delvist opfyldt .*Vi taler. Nu ✓ opfyldt .*Vi talte.", made)


def test_that_nothing_changed_is_said_too() -> None:
    made = words(check_differences_html([], 1, 2, WORDS))
    assert made.startswith(t.TJEK_UAENDRET) and t.TJEK_INGEN_FORSKELLE in made


# A proposed sentence


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Vi mødes hver mandag.", []),
        ("Vi mødes den [dato].", ["[dato]"]),
        ("[Navn/rolle] og [navn/rolle i korpset]", ["[Navn/rolle]", "[navn/rolle i korpset]"]),
        ("Vi mødes den [ ].", ["[ ]"]),
        ("Vi mødes på [ADRESSE] med [NAVN].", []),
        ("Vi mødes [mandag", []),
    ],
)
def test_blanks_are_what_is_left_to_fill_in(text: str, found: list[str]) -> None:
    assert blanks(text) == found
    assert words(with_blanks(text)).replace(" .", ".") == text


def options(made: str) -> list[tuple[str, bool]]:
    found = re.findall(r'<option value="([^"]*)"( selected)?', made)
    return [(value, bool(chosen)) for value, chosen in found]


def test_a_sentence_goes_under_its_element_or_in_place_of_a_line_of_it() -> None:
    made = offer_html(shown(), "strategier", LINE, "strategier og metoder")
    assert options(made) == [("ny:strategier", True), ("bb", False)]
    assert "Tjekket pegede på strategier og metoder" in made and f'value="{today()}"' in made
    assert 'data-hvad="indsaet"' in made and 'data-efter="#tjek-strategier &gt; summary"' in made


def test_a_sentence_about_a_condition_may_go_anywhere_and_has_a_home() -> None:
    for ident in FORUDSAETNINGER:
        found = options(offer_html(shown(), ident, LINE, ""))
        assert [value for value, _ in found] == [f"ny:{element}" for element in ELEMENTER]
        assert sum(chosen for _, chosen in found) == 1


def test_a_finished_plan_offers_nothing_to_change() -> None:
    made = drawn(check(F4=HALF), shown(status="afsluttet"))
    assert 'data-hvad="indsaet"' not in made and "[dato]" in words(made)


class Recorded:
    """Stands for the plans, and remembers how it was called."""

    calls: tuple[object, ...] = ()

    def open(self, _ident: str, _nr: int | None = None) -> Planversion:
        return shown().version

    def adjust(self, *given: object) -> Planversion:
        self.calls = given
        return shown().version


def insert(**told: str) -> tuple[object, ...]:
    plans = Recorded()
    said: Said = {"hvem": "BK", "saa": "3", "aftale": "ny:varighed", "hvorfor": "Derfor", **told}
    ACTS["indsaet"].change(plans, "1f2e", said)  # type: ignore[arg-type]
    return plans.calls


@pytest.mark.parametrize(("chosen", "line"), [("ny:varighed", ""), ("aa", "aa")])
def test_a_sentence_that_is_filled_in_is_a_quick_adjustment(chosen: str, line: str) -> None:
    _, change, element, _ = insert(hvad="Til 1. juni.", aftale=chosen, fra="2026-02-04")
    assert isinstance(change, Justering) and element == "varighed"
    told = (change.linje, change.hvad, change.hvorfor, change.fra)
    assert told == (line, "Til 1. juni.", "Derfor", "2026-02-04")


def test_a_sentence_with_blanks_is_kindly_refused() -> None:
    with pytest.raises(PlanFejl, match=r"Der står stadig \[dato\] i sætningen.*egne ord"):
        insert(hvad="Fra [dato] til [dato].")


# What is read of a plan


@pytest.mark.parametrize(
    ("kept", "told"),
    [
        ({}, "Strategier\n- Vi tager tre børn ad gangen.\n\nVarighed\n- Indtil videre."),
        ({"elementer": {}}, ""),
        (
            {"elementer": {"maal": (Planlinje("a", "Noget", "kilde", konflikt="Andet"),)}},
            "Maal\n- Noget",
        ),
    ],
)
def test_a_check_reads_what_is_agreed_on(kept: Mapping[str, object], told: str) -> None:
    assert plan_text(shown(**kept).plan, NAMES) == told


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return Assistant(Settings(data=tmp_path_factory.mktemp("tjek")))


def test_a_kept_plan_is_checked_once_compared_and_taken_out(assistant: Assistant) -> None:
    by = Hvem("leder")
    notes = (
        "Barn A bliver ked af det i garderoben. Vi tager tre børn ad gangen. Mål: A tager sko på."
    )
    ident = assistant.plans.begin(notes, "Garderoben", by).plan
    first = assistant.check_plan(ident)
    assert first is assistant.check_plan(ident[:6], 1)
    change = Justering("", "", "Forløbet varer fra 5. januar til 30. april 2026.", "Derfor", "", "")
    assistant.plans.adjust(ident, change, "varighed", by)
    assert assistant.check_plan(ident).elementer["varighed"].status == "ja"
    found = {entry.id: entry for entry in assistant.compare_checks(ident, 1, 2)}
    assert found["varighed"].nu == "ja" and "30. april" in found["varighed"].citat_nu
    assert assistant.compare_checks(ident, 2) == ()
    for form, name, start in (("tjek", "docx", b"PK"), ("tjek-pdf", "pdf", b"%PDF")):
        file = assistant.plans.export(ident, form)
        assert file.navn == f"garderoben-tjek.{name}" and file.indhold.startswith(start)
