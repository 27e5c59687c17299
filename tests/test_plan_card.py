"""The card for the wall: what is agreed, in the plan's words, first for when the rp is away."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistent.datamodels import Element
from assistent.handleplan import Handleplan, Kortpunkt, Planlinje, PlanOphav
from assistent.knowledge import Forloeb, load
from assistent.plans.card import fill_in, propose
from assistent.prompts import load_frames

ROOT = Path(__file__).resolve().parents[1]
FRAMES = load_frames(ROOT / "prompts")
PAST = load(ROOT / "vidensbase", ROOT / "vidensbase").forloeb


def line(text: str, ophav: PlanOphav = "note", element: Element = "strategier") -> Planlinje:
    return Planlinje(f"{element}-{text[:12]}", text, ophav)


def plan(*strategies: str | Planlinje, **others: tuple[str, ...]) -> Handleplan:
    own = tuple(s if isinstance(s, Planlinje) else line(s) for s in strategies)
    rest = {name: tuple(line(t, "note", name) for t in texts) for name, texts in others.items()}  # type: ignore[arg-type]
    return Handleplan("Plan", elementer={"strategier": own, **rest})  # type: ignore[dict-item]


def does(found: tuple[Kortpunkt, ...]) -> list[str]:
    return [point.goer for point in found]


def kept(past: Forloeb) -> Handleplan:
    return Handleplan(
        past.titel,
        elementer={
            element: tuple(
                Planlinje(f"{element}-{n}", text, "note") for n, text in enumerate(texts)
            )
            for element, texts in past.elementer.items()
        },
    )


def test_what_is_done_when_the_rp_is_away_comes_first() -> None:
    found = propose(
        plan(
            "Små hold i garderoben.",
            "Når rp ikke er der: Den voksne sidder på skamlen.",
            opgavefordeling=(
                "Lederen køber skamler.",
                "Pædagog 2 står for garderoben de dage, rp ikke er der.",
            ),
        ),
        FRAMES,
    )
    assert does(found) == [
        "Når rp ikke er der: Den voksne sidder på skamlen.",
        "Pædagog 2 står for garderoben de dage, rp ikke er der.",
        "Små hold i garderoben.",
    ]


@pytest.mark.parametrize(
    "left_out",
    [
        "Rp observerer tre formiddage og skriver kun de gode stunder ned.",
        "Ressourcepædagogen har musik med resten af stuen imens.",
        "Rp stiller ét spørgsmål efter hver vagt: »Hvad nåede du i dag?«",
        "Fire uger, hvor rp flytter to af sine formiddage.",
        "Korte sparringssamtaler med rp.",
        "(Her står intet om, hvad der skal ske på stuen de andre dage.)",
        "Kun denne ene metode i perioden.",
        "Hvem der tager gruppen, når rp ikke kommer, blev ikke nævnt.",
    ],
)
def test_left_out(left_out: str) -> None:
    assert does(propose(plan(left_out, "Vent, mens du tæller til fem."), FRAMES)) == [
        "Vent, mens du tæller til fem."
    ]


def test_what_rp_and_staff_do_together_is_kept() -> None:
    shared = "Rp og den faste pædagog går med ind i legen."
    assert does(propose(plan(shared), FRAMES)) == [shared]


@pytest.mark.parametrize("ophav", ["forslag", "mangler"])
def test_only_what_is_agreed(ophav: PlanOphav) -> None:
    assert propose(plan(line("Prøv timeglas.", ophav)), FRAMES) == ()


@pytest.mark.parametrize("ophav", ["note", "person", "kilde"])
def test_what_people_wrote_is_agreed(ophav: PlanOphav) -> None:
    assert does(propose(plan(line("Prøv timeglas.", ophav)), FRAMES)) == ["Prøv timeglas."]


@pytest.mark.parametrize(("most", "wanted"), [(1, 1), (2, 2), (3, 3), (9, 4)])
def test_few(most: int, wanted: int) -> None:
    four = plan("Vent.", "Vis koppen.", "Gå hen til barnet.", "Syng den samme sang.")
    assert len(propose(four, FRAMES, most)) == wanted


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "Vis brillerne, sig »her kommer brillerne«, og vent.",
            "»her kommer brillerne«",
        ),
        (
            "Den voksne sætter sig sammen med barnet og spørger: »Hvad leger de? Må I være med?«",
            "»Hvad leger de? Må I være med?«",
        ),
        ('Sig: "Nu går vi ud" og vis billedet.', '"Nu går vi ud"'),
        (
            "Ved »du må ikke være med« spørger den voksne: »Hvad skal legen bruge?« og ikke: "
            "»Hvorfor må hun ikke?«",
            "»Hvad skal legen bruge?«",
        ),
        ("Ingen siger »træk vejret« til ham.", ""),
        ("Han siger »jeg vil ud«, og så går vi med.", ""),
        ("Én voksen er »dørvoksen« med telefon.", ""),
        ("Vi viser tegnet.", ""),
    ],
)
def test_what_to_say_is_only_what_the_plan_quotes(text: str, said: str) -> None:
    assert [point.siger for point in propose(plan(text), FRAMES)] == [said]


def test_the_sign_is_the_goal_that_fits_best() -> None:
    found = propose(
        plan(
            "Sutten bliver i skuffen.",
            "Gul snor fra lysningen til bålpladsen.",
            "Vi taler lavt.",
            maal=(
                "Barn A går fra lysningen til bålpladsen.",
                "Barn A bruger kun sut til lur.",
            ),
        ),
        FRAMES,
    )
    assert [point.tegn for point in found] == [
        "Barn A bruger kun sut til lur.",
        "Barn A går fra lysningen til bålpladsen.",
        "",
    ]


def test_who_meets_whom_is_no_sign() -> None:
    found = propose(
        plan(
            "Skema med klistermærker.",
            opfoelgning_hvordan=("Rp og pædagog 1 ser på skemaet sammen.",),
        ),
        FRAMES,
    )
    assert found[0].tegn == ""


@pytest.mark.parametrize("past", PAST, ids=lambda past: past.id)
def test_every_past_plan_gives_a_card_in_its_own_words(past: Forloeb) -> None:
    whole = kept(past)
    texts = {line.id: line.tekst for _, line in whole.lines().values()}
    found = propose(whole, FRAMES)
    assert 1 <= len(found) <= 3
    for point in found:
        assert point.goer == texts[point.linje]
        assert not point.siger or all(part in point.goer for part in point.siger.split("« »"))
        assert not point.tegn or point.tegn in texts.values()


def test_fill_in_keeps_the_card_and_nothing_else_changes() -> None:
    whole = plan("Vent.")
    points = [Kortpunkt("x", "Vent", "Jeg venter.", "Han ser op.")]
    filled = fill_in(whole, points)
    assert filled.kort == tuple(points)
    assert fill_in(filled, ()) == whole


def test_an_empty_plan_has_no_card() -> None:
    assert propose(Handleplan("Tom"), FRAMES) == ()


def test_what_two_wrote_at_once_is_not_agreed() -> None:
    torn = Planlinje("l", "Vent.", "note", konflikt="Hjælp.")
    assert propose(plan(torn), FRAMES) == ()
