"""Ideas: few, whole, fitting, the same under any name."""

from __future__ import annotations

import pytest

from assistent.assistant import Assistant
from assistent.ideas import ages_in, neutral

TRANSITION = "Når vi skal i garderoben, går det galt. Børnene venter længe og skubber til hinanden."


def test_two_or_three_whole_strategies(small: Assistant) -> None:
    ideas = small.ideas(TRANSITION)
    assert 2 <= len(ideas.strategier) <= 3
    assert "Rolige overgange" in [strategy.navn for strategy in ideas.strategier]
    for strategy in ideas.strategier:
        assert strategy.trin and strategy.tegn and strategy.naar_rp_ikke_er_der
        assert {"rp", "stuens_personale"} <= set(strategy.hvem)
        assert strategy.henvisninger
    assert 2 <= len(ideas.spoergsmaal) <= 3
    numbers = [cite.nr for strategy in ideas.strategier for cite in strategy.henvisninger]
    assert numbers == list(range(1, len(numbers) + 1))


def test_excluded_methods_stay_away(small: Assistant) -> None:
    first = small.ideas(TRANSITION)
    seen = [strategy.metode for strategy in first.strategier]
    more = small.ideas_clean(small.clean(TRANSITION), exclude=seen)
    assert not {strategy.metode for strategy in more.strategier} & set(seen)


@pytest.mark.parametrize(
    ("text", "ages"),
    [
        ("en dreng på 4 år", {"boernehave"}),
        ("pige på 18 mdr.", {"vuggestue"}),
        ("en treårig", {"boernehave"}),
        ("hun er 2,5 år", {"vuggestue"}),
        ("to voksne på 2 stuer", set()),
        ("vi er i vuggestuen", {"vuggestue"}),
        ("skolegruppen", {"boernehave"}),
        ("vi mødes om 3 måneder", set()),
        ("intet om alder", set()),
    ],
)
def test_ages(text: str, ages: set[str]) -> None:
    assert ages_in(text) == ages


def test_names_do_not_sway() -> None:
    known = {"drengen", "vi", "har", "slår", "når", "han", "er", "træt"}.__contains__
    assert neutral("Vi har Yusuf, som er træt. Emmas ven", known) == neutral(
        "Vi har Mikkel, som er træt. Saras ven", known
    )


@pytest.mark.slow
def test_the_same_ideas_under_any_name(whole: Assistant) -> None:
    told = "{} på 4 år slår de andre i garderoben. Når {} leger med to børn, går det godt."
    names = ["Mikkel", "Yusuf", "Fatima", "Emma", "Zbigniew", "Ayşe", "Abdirahman", "Nanna"]
    answers = [whole.ideas(told.format(name, name)).strategier for name in names]
    assert all(answer == answers[0] for answer in answers)


@pytest.mark.slow
@pytest.mark.parametrize("text", ["Hvordan bager man en chokoladekage?", "hvem vandt kampen i går"])
def test_what_is_no_situation_gets_no_strategies(whole: Assistant, text: str) -> None:
    ideas = whole.ideas(text)
    assert ideas.strategier == () and ideas.indledning
