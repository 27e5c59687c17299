"""Concepts that people read differently, found where a plan really uses them."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistent.handleplan import Handleplan, Planlinje, PlanOphav
from assistent.knowledge import Begreb, load
from assistent.plans.concepts import find
from assistent.prompts import load_frames

ROOT = Path(__file__).resolve().parents[1]
FRAMES = load_frames(ROOT / "prompts")
CONCEPTS = load(ROOT / "vidensbase", ROOT / "vidensbase").begreber


def plan(*lines: str, ophav: PlanOphav = "note") -> Handleplan:
    own = tuple(Planlinje(f"l{n}", text, ophav) for n, text in enumerate(lines))
    return Handleplan("Plan", elementer={"strategier": own})


def names(*lines: str) -> set[str]:
    return {entry.begreb for entry in find(plan(*lines), CONCEPTS, FRAMES)}


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("Børnene inkluderes i legen.", {"Inklusion"}),
        ("Inklusionsarbejdet fortsætter på stuen.", {"Inklusion"}),
        ("En inkluderende legekultur.", {"Inklusion"}),
        ("Barn A deltager i samlingen.", {"Deltagelse i fællesskabet"}),
        ("Hun bliver en del af børnefællesskabet.", {"Deltagelse i fællesskabet"}),
        ("De voksne siger »deltage« hver dag.", {"Deltagelse i fællesskabet"}),
        ("Lederen deltager i mødet.", set()),
        ("Rp og pædagog 1 deltager.", set()),
        ("At barn A får flere legerelationer.", {"Relation"}),
        ("Vi arbejder med relationen til barnet.", {"Relation"}),
        ("Børn i udsatte positioner.", {"Udsat position"}),
        ("Handleplansmøde efter to måneder.", {"Handleplansmøde"}),
        ("Vi retter i handleplanen.", {"Handleplan"}),
        ("Rp observerer to formiddage.", {"Observation"}),
        ("Vi sparrer hver torsdag.", {"Sparring"}),
        ("Pædagog 1 er tovholder.", {"Tovholder"}),
        ("Der tales om det på konsultativt møde.", {"Konsultativt møde"}),
        ("Vi spørger PPR.", {"PPR"}),
        ("Vi pepper stuen op.", set()),
        ("Struktur og kontinuitet.", {"Struktur", "Kontinuitet"}),
        ("Øve sociale kompetencer.", {"Sociale kompetencer"}),
        ("Friske øjne på stuen.", {"Friske øjne"}),
        ("Vi leger og synger.", set()),
    ],
)
def test_used(line: str, wanted: set[str]) -> None:
    assert names(line) == wanted


def test_the_most_used_comes_first_with_its_lines_and_questions() -> None:
    found = find(
        plan("Struktur på dagen.", "Barn A inkluderes.", "Alle børn inkluderes."), CONCEPTS, FRAMES
    )
    assert [(entry.begreb, entry.linjer) for entry in found] == [
        ("Inklusion", ("l1", "l2")),
        ("Struktur", ("l0",)),
    ]
    inclusion = next(concept for concept in CONCEPTS if concept.id == "inklusion")
    assert found[0].forskellige_laesninger == inclusion.laesninger
    assert found[0].spoergsmaal == inclusion.afklar
    assert found[0].henvisninger == ()


def test_a_word_said_twice_in_a_line_is_one_line() -> None:
    (found,) = find(plan("Inklusion er inklusion."), CONCEPTS, FRAMES)
    assert found.linjer == ("l0",)


def test_only_what_people_read_differently() -> None:
    alike = Begreb(
        id="inklusion",
        begreb="Inklusion",
        forklaring="Det er ens for alle.",
        spoergsmaal=("hvad er inklusion?",),
        ophav="fagligt forslag",
    )
    assert find(plan("Inklusion."), [alike], FRAMES) == ()


def test_a_concept_without_forms_is_found_by_its_name() -> None:
    new = Begreb(
        id="faelles-tredje",
        begreb="Fælles tredje",
        forklaring="Noget, man er sammen om.",
        laesninger=("En leg.", "En opgave."),
        spoergsmaal=("hvad er det fælles tredje?",),
        ophav="fagligt forslag",
    )
    found = find(plan("Vi bruger det fælles tredje.", "Tredje gang er fælles."), [new], FRAMES)
    assert [entry.linjer for entry in found] == [("l0",)]


@pytest.mark.parametrize("ophav", ["forslag", "mangler"])
def test_words_of_the_assistant_are_not_the_plans(ophav: PlanOphav) -> None:
    assert find(plan("Inklusion.", ophav=ophav), CONCEPTS, FRAMES) == ()


@pytest.mark.parametrize("concept", [c for c in CONCEPTS if c.laesninger], ids=lambda c: c.id)
def test_every_concept_is_found_by_its_own_name(concept: Begreb) -> None:
    name = concept.begreb.partition(" (")[0].partition(" eller ")[0].partition(" og ")[0]
    assert concept.begreb in names(f"Barnet og {name.lower()}.")
