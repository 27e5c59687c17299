"""Tests of what the chat and the plan panel show."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from assistent.datamodels import (
    ELEMENTER,
    FORUDSAETNINGER,
    ElementTjek,
    ForudsaetningTjek,
    Henvisning,
    Ideer,
    LignendeForloeb,
    Linje,
    Modsigelse,
    Strategi,
    Svar,
    Tjek,
    Udkast,
)
from assistent.present import Presenter, opening, plan_markdown, plan_text
from assistent.prompts import load_frames

FRAMES = load_frames(Path(__file__).resolve().parents[1] / "prompts")
SHOW = Presenter(FRAMES)


def cite(number: int, quote: str = "", page: int | None = 8) -> Henvisning:
    return Henvisning(number, "evaluering-2017", "Evalueringen", page, "2", quote or f"c{number}")


def strategy(name: str, *cites: Henvisning) -> Strategi:
    return Strategi(
        navn=name,
        hvorfor=f"Fordi {name}.",
        trin=("Gør a.", "Gør b", "Gør c."),
        hvem={"rp": "Ser på.", "foraeldre": "Får besked."},
        naar_rp_ikke_er_der="Sig: »Kom her. Jeg hjælper.« Bliv der. Gå så.",
        tegn=("Tegn a.", "Tegn b.", "Tegn c."),
        henvisninger=cites,
        metode=name.lower(),
        hensyn=("Pas på x.",),
        ophav="Fagligt forslag.",
    )


SHARED = cite(1, "samme")
IDEAS = Ideer(
    ("motorik",),
    (),
    (strategy("Alfa", SHARED), strategy("Beta", cite(1), replace(SHARED, nr=2))),
    ("Hvornår?", "Hvem?", "Hvor?", "Hvorfor?"),
    (LignendeForloeb("h", "Legegruppe", "s", "Det gik godt. Mere."),),
    indledning="Her er to bud.",
)


def draft(**lines: tuple[Linje, ...]) -> Udkast:
    plan = {element: lines.get(element, ()) for element in ELEMENTER}
    return Udkast(plan, (), (), ())


def test_an_answers_marks_are_numbered_in_the_order_they_are_met() -> None:
    shown = SHOW.answer(Svar("Først [2]. Så [1] og [2]. År [2014].", False, (cite(1), cite(2))))
    assert shown.tekst == "Først [1]. Så [2] og [1]. År [2014]."
    assert [(c.nr, c.citat) for c in shown.henvisninger] == [(1, "c2"), (2, "c1")]


def test_an_answers_remark_stands_under_it() -> None:
    assert SHOW.answer(Svar("Ja.", False, (), bemaerkning="Kun ord.")).tekst == "Ja.\n\n*Kun ord.*"


def test_ideas_ask_first_and_number_sources_through_the_turn() -> None:
    shown = SHOW.ideas(IDEAS)
    order = [shown.tekst.index(part) for part in ("Hvornår?", "**1. Alfa**", "**2. Beta**")]
    assert order == sorted(order)
    assert "Hvorfor?" not in shown.tekst, "three questions are enough"
    assert "Fordi Alfa. [1]\n" in shown.tekst and "Fordi Beta. [1][2]\n" in shown.tekst
    assert [c.nr for c in shown.henvisninger] == [1, 2]


def test_ideas_are_compact_and_say_what_happens_without_the_ressourcepaedagog() -> None:
    text = SHOW.ideas(IDEAS).tekst
    assert "Gør a. Gør b." in text and "Gør c" not in text
    assert "**Når ressourcepædagogen ikke er der:** Sig: »Kom her. Jeg hjælper.«" in text
    assert "Gå så" not in text and "Det gik godt." in text and "Mere." not in text


def test_more_ideas_go_on_from_the_numbers_before() -> None:
    text = SHOW.ideas(IDEAS, start=1).tekst
    assert "**2. Beta**" in text and "Alfa" not in text and "Hvornår?" not in text


def test_a_strategy_in_full_holds_everything() -> None:
    shown = SHOW.strategy(2, IDEAS.strategier[1])
    for part in (
        "### 2. Beta",
        "1. Gør a.",
        "3. Gør c.",
        "**Ressourcepædagogen:** Ser på.",
        "Gå så.",
        "- Tegn c.",
        "- Pas på x.",
        "*Fagligt forslag.*",
    ):
        assert part in shown.tekst
    assert [c.nr for c in shown.henvisninger] == [1, 2]


@pytest.mark.parametrize(
    ("party", "wanted"),
    [
        ("foraeldre", "Får besked."),
        ("fravaer", "Bliv der."),
        ("barnet", "Tegn a."),
        ("leder", "Det siger strategierne ikke noget om"),
    ],
)
def test_a_partys_view(party: str, wanted: str) -> None:
    assert wanted in SHOW.party(party, [(1, IDEAS.strategier[0])]).tekst


def test_every_line_of_a_draft_says_in_words_where_it_comes_from() -> None:
    plan = draft(
        maal=(Linje("M1", "note"), Linje("M2", "kilde", (cite(5),))),
        varighed=(Linje("V1", "forslag"), Linje("V2", "mangler")),
    )
    text = SHOW.draft(plan).tekst
    for line in (
        "- M1 *(fra noterne)*",
        "- M2 *(fra kilden)* [1]",
        "- V1 *(forslag)*",
        "- V2 *(mangler)*",
    ):
        assert line in text


def test_a_draft_shows_contradictions_leftover_notes_and_three_questions() -> None:
    plan = replace(
        draft(maal=(Linje("M", "note"),)),
        modsigelser=(Modsigelse("Dagen", ("tirsdag", "onsdag"), "Hvilken dag?"),),
        oevrige_noter=("kage fredag",),
        spoergsmaal=("Q1?", "Q2?", "Q3?", "Q4?", "Q5?"),
    )
    text = SHOW.draft(plan).tekst
    assert "- Dagen: »tirsdag« over for »onsdag«. Hvilken dag?" in text
    assert "- kage fredag" in text
    assert "Q3?" in text and "Q4?" not in text and "2 spørgsmål mere" in text


def test_the_plan_panel_is_marked_and_has_all_eight_elements() -> None:
    plan = draft(maal=(Linje("M", "kilde", (cite(3, "en råskitse", 28),)),))
    text = plan_markdown(plan, {"maal": "Vores mål"}, FRAMES)
    assert text.startswith("*Udkast – udarbejdet med AI-støtte*")
    assert text.count("### ") == 8 and "### Vores mål\n\n- M *(fra kilden)* [1]" in text
    assert "[1] Evalueringen, s. 28: »en råskitse«" in text


def test_the_plain_text_holds_what_is_settled_and_nothing_else() -> None:
    plan = draft(
        maal=(Linje("M\nmere", "note"), Linje("F", "forslag")), varighed=(Linje("V", "mangler"),)
    )
    assert plan_text(plan, SHOW.names) == "Mål\n- M mere"
    assert plan_text(plan, SHOW.names, proposals=True) == "Mål\n- M mere\n- F"


def checked(**conditions: str) -> Tjek:
    elements = {e: ElementTjek("ja", "", "") for e in ELEMENTER}
    elements |= {
        "maal": ElementTjek("delvist", "trives", "Gør det synligt."),
        "varighed": ElementTjek("nej", "", "Sæt en dato."),
    }
    found = {
        ident: ForudsaetningTjek(
            conditions.get(ident, "ikke_belyst"),  # type: ignore[arg-type]
            "noget\nmed linjer",
            f"Grund {ident}.",
            f"Råd {ident}.",
            0.8,
            (cite(1, ident),),
        )
        for ident in FORUDSAETNINGER
    }
    return Tjek(elements, found, "I er godt på vej.")


def test_a_check_puts_what_is_missing_first() -> None:
    text = SHOW.check(checked()).tekst
    missing, half = text.index("**Forventet varighed** mangler"), text.index("**Mål** er delvist")
    assert text.startswith("I er godt på vej.") and missing < half < text.index("**På plads:**")


def test_a_check_advises_on_three_conditions_and_names_the_rest() -> None:
    shown = SHOW.check(
        checked(F2="delvist", F3="ikke_opfyldt", F4="delvist", F5="delvist", F1="opfyldt")
    )
    assert shown.tekst.index("**F3 ") < shown.tekst.index("**F2 ")
    assert "Råd F4." in shown.tekst and "Råd F5." not in shown.tekst
    assert "»uddyb F5«" in shown.tekst and "**Opfyldt:** F1" in shown.tekst
    assert [c.citat for c in shown.henvisninger] == ["F3", "F2", "F4"]
    assert "Der står »noget med linjer«." in shown.tekst


def test_one_condition_and_one_element_in_full() -> None:
    check = checked(F7="delvist")
    assert "Grund F7. [1]" in SHOW.condition("F7", check).tekst
    assert "Gør det synligt." in SHOW.checked_element("maal", check).tekst


def test_all_elements_in_place() -> None:
    check = checked()
    every = replace(check, elementer={e: ElementTjek("ja", "", "") for e in ELEMENTER})
    assert "Alle otte punkter er på plads." in SHOW.check(every).tekst


def test_making_an_element_concrete_shows_asks_and_offers() -> None:
    text = SHOW.make_concrete("maal", ["Han trives"]).tekst
    assert "- Han trives" in text and "vikar" in text and "[antal]" in text
    assert "står ikke i planen" in SHOW.make_concrete("maal", []).tekst


@pytest.mark.parametrize("element", ELEMENTER)
def test_every_element_has_its_question_and_phrasing(element: str) -> None:
    assert SHOW.make_concrete(element, []).tekst  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "count", "wanted"),
    [
        ("A er her. B er der. C.", 1, "A er her."),
        ("Sig »Kom. Gå« nu. Slut.", 1, "Sig »Kom. Gå« nu."),
        ("", 2, ""),
        ("Én sætning", 2, "Én sætning"),
    ],
)
def test_an_opening_never_ends_in_a_quotation(text: str, count: int, wanted: str) -> None:
    assert opening(text, count) == wanted
