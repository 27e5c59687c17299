"""Tests of the overview: what is counted, and that no view of it tells of fewer than five."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistent.config import Settings
from assistent.datamodels import FORUDSAETNINGER, ForudsaetningStatus, ForudsaetningTjek, Tjek
from assistent.handleplan import Forloebsart, Handleplan, Kalender, Kendetegn, Kontinuitet
from assistent.overview import Grundlag, Overblik, Tabel, build, described
from assistent.overview.count import by_year, year_of
from assistent.prompts import load_frames

FRAMES = load_frames(Settings().prompts)
NAMES = {"tale-sprog": "Tale og sprog", "F3": "Tiden bliver ikke aflyst"}
NO_DAYS = Kontinuitet(0, 0, 0, 0)
TODAY = date(2026, 11, 27)


def told(year: int = 2026, *features: object, end: str = "", days: Kontinuitet = NO_DAYS,
         check: Tjek | None = None) -> Grundlag:  # fmt: skip
    plan = Handleplan("P", kalender=Kalender(f"{year}-02-02", end), kendetegn=Kendetegn(*features))  # type: ignore[arg-type]
    return Grundlag(plan, "2020-06-01T10:00:00+00:00", days, check)


def checked(*statuses: ForudsaetningStatus) -> Tjek:
    """A check whose first conditions have those statuses, and the others none."""
    given = dict(zip(FORUDSAETNINGER, statuses, strict=False))
    judged = {f: given.get(f, "ikke_belyst") for f in FORUDSAETNINGER}
    return Tjek({}, {f: ForudsaetningTjek(s, "", "", "", 1.0) for f, s in judged.items()}, "")


def overview(plans: Sequence[Grundlag], year: int | None = None) -> Overblik:
    return build(plans, NAMES, FRAMES, year, TODAY)


def table(found: Overblik, key: str) -> Tabel:
    return next(one for one in found.tabeller if one.noegle == key)


def rows(found: Overblik, key: str) -> dict[str, tuple[str | int, ...]]:
    return {
        str(name): cells for name, *rest in table(found, key).raekker for cells in [tuple(rest)]
    }


def kinds(year: int, **counts: int) -> list[Grundlag]:
    return [told(year, "" if kind == "uden" else kind) for kind, n in counts.items()
            for _ in range(n)]  # fmt: skip


EVALUATION = [
    *kinds(2014, gruppeforloeb=13, individuelt=9),
    *kinds(2015, gruppeforloeb=19, individuelt=8, refleksionsforloeb=1),
    *kinds(2016, gruppeforloeb=10, individuelt=14, refleksionsforloeb=4),
]


def test_years_and_kinds_stand_as_in_table_3_of_the_evaluation() -> None:
    found = overview(EVALUATION)
    assert table(found, "arter").kolonner == (
        "År", "Gruppeforløb", "Individuelt forløb", "Refleksionsforløb", "I alt",
    )  # fmt: skip
    assert rows(found, "arter") == {
        "2014": (13, 9, 0, 22),
        "2015": (19, "skjult", "under 5", 28),
        "2016": (10, "skjult", "under 5", 28),
        "I alt": (42, 31, 5, 78),
    }
    assert (found.titel, found.dato, found.besked) == (
        "Overblik over ressourceforløb", "2026-11-27", "",
    )  # fmt: skip


def test_a_year_is_a_row_of_the_same_table() -> None:
    found = overview(EVALUATION, 2015)
    assert rows(found, "arter") == {"2015": (19, "skjult", "under 5", 28)}
    assert "2015" in found.titel


def test_a_forloeb_nobody_has_described_counts_as_not_told() -> None:
    found = overview([*kinds(2026, gruppeforloeb=6), *kinds(2026, uden=5)])
    assert rows(found, "arter")["2026"] == (6, 0, 0, 5, 11)
    assert rows(found, "omraader")["Ikke oplyst"] == (11,)
    assert rows(found, "anvendelser")["Ikke oplyst"] == (11,)
    assert rows(found, "varighed")["Ikke oplyst"] == (11,)


def test_a_forloeb_counts_in_each_of_its_areas_and_uses() -> None:
    both = told(2026, "", ("motorik", "tale-sprog"), ("sparring", "observation"))
    found = overview([*[both] * 6, *[told(2026, "", ("motorik",))] * 5])
    areas = rows(found, "omraader")
    assert (areas["motorik"], areas["Tale og sprog"], areas["Forløb i alt"]) == ((11,), (6,), (11,))
    assert rows(found, "anvendelser")["sparring"] == (6,)
    assert "mere end" in table(found, "omraader").note


def test_the_length_is_told_in_weeks() -> None:
    ends = ["2026-02-20"] * 5 + ["2026-08-02"] * 5 + ["2027-02-01"] * 5 + [""] * 5
    found = rows(overview([told(2026, end=end) for end in ends]), "varighed")
    assert found == {
        "Under 8 uger": (5,), "8-15 uger": (0,), "16-23 uger": (0,), "24-31 uger": (5,),
        "32 uger eller mere": (5,), "Ikke oplyst": (5,), "Forløb i alt": (20,),
    }  # fmt: skip


def test_the_year_is_that_of_the_start_else_of_the_plan() -> None:
    assert year_of(told(2026)) == 2026
    assert year_of(Grundlag(Handleplan("P"), "2024-06-01T10:00:00+00:00", NO_DAYS)) == 2024


@pytest.mark.parametrize(
    ("years", "groups"),
    [
        ([2024] * 5 + [2025] * 6, [((2024,), 5), ((2025,), 6)]),
        ([2024] * 3 + [2025] * 6, [((2025,), 6), ((2024,), 3)]),
        ([2023] * 3 + [2025] * 6 + [2026] * 4, [((2025,), 6), ((2023, 2026), 7)]),
    ],
)
def test_years_with_few_forloeb_are_one_group(
    years: list[int], groups: list[tuple[tuple[int, ...], int]]
) -> None:
    found = by_year([told(year) for year in years])
    assert [(group.aar, len(group.forloeb)) for group in found] == groups


def test_a_small_year_is_in_no_sum() -> None:
    plans = [*kinds(2024, gruppeforloeb=6), *kinds(2025, individuelt=7)]
    found = overview([*plans, *kinds(2026, gruppeforloeb=2)])
    assert rows(found, "arter") == {
        "2024": (6, 0, 0, 6),
        "2025": (0, 7, 0, 7),
        "2026": ("skjult", "skjult", "skjult", "under 5"),
        "I alt": (6, 7, 0, 13),
    }
    assert "ikke talt med" in table(found, "omraader").note
    without = overview(plans)
    assert all(
        rows(found, key) == rows(without, key) for key in ("omraader", "anvendelser", "varighed")
    )


@pytest.mark.parametrize(
    ("plans", "year", "said"),
    [
        ([], None, "under 5 ressourceforløb i planerne"),
        (kinds(2026, gruppeforloeb=4), None, "under 5 ressourceforløb i planerne"),
        (kinds(2026, gruppeforloeb=9), 2025, "under 5 ressourceforløb i 2025"),
        ([*kinds(2025, gruppeforloeb=3), *kinds(2026, gruppeforloeb=9)], 2025, "i 2025"),
        ([*kinds(2025, gruppeforloeb=3), *kinds(2026, gruppeforloeb=4)], 2026, "i 2026"),
    ],
)
def test_fewer_than_five_show_nothing(plans: list[Grundlag], year: int | None, said: str) -> None:
    found = overview(plans, year)
    assert found.tabeller == () and said in found.besked


@pytest.mark.parametrize("year", [None, 2024, 2025])
def test_the_years_that_can_be_chosen_have_five_forloeb_each(year: int | None) -> None:
    small = [*kinds(2023, gruppeforloeb=3), *kinds(2025, gruppeforloeb=4)]
    plans = [*kinds(2024, gruppeforloeb=6), *kinds(2026, individuelt=5), *small]
    assert overview(plans, year).aarene == (2024, 2026)


def test_small_years_that_are_five_together_are_other_years() -> None:
    found = overview([*kinds(2025, gruppeforloeb=3), *kinds(2026, gruppeforloeb=4)])
    assert rows(found, "arter") == {"Andre år": (7, 0, 0, 7)}
    assert "lagt sammen" in table(found, "arter").note


STEADY, AWAY = Kontinuitet(20, 0, 0, 7), Kontinuitet(20, 4, 1, 14)


def test_days_are_added_up_over_the_plans_that_tell_of_them() -> None:
    plans = [*[told(days=AWAY)] * 6, *[told(days=STEADY)] * 3, told(days=Kontinuitet(0, 9, 9, 0))]
    found = overview(plans)
    assert rows(found, "kontinuitet") == {"2026": (180, 24, 6, 25)}


@pytest.mark.parametrize(
    ("days", "cells"),
    [
        ([STEADY] * 4, ("skjult", "skjult", "skjult", "skjult")),
        ([STEADY] * 6, (120, 0, 0, "–")),
        # Four days, but of one forløb only.
        ([*[STEADY] * 6, AWAY], (140, "skjult", "skjult", "skjult")),
        ([*[Kontinuitet(20, 1, 0, 7)] * 6, AWAY], (140, "skjult", "skjult", "skjult")),
    ],
)
def test_days_of_few_forloeb_are_not_told(
    days: list[Kontinuitet], cells: tuple[str | int, ...]
) -> None:
    years = [told(2025, days=one) for one in days] + [told(2025)] * 5
    more = [told(2026, days=AWAY)] * 5
    found = rows(overview([*years, *more]), "kontinuitet")
    shown = [0 if isinstance(cell, str) else cell for cell in cells]
    assert found["2025"] == cells and found["2026"] == (100, 20, 5, 25)
    # What is hidden in a year is not in the sum, from which it could be worked out.
    assert found["I alt"][:3] == (100 + shown[0], 20 + shown[1], 5 + shown[2])


def test_no_plan_with_days_is_no_table() -> None:
    assert "kontinuitet" not in {t.noegle for t in overview([told()] * 6).tabeller}


def test_the_conditions_that_most_plans_do_not_meet_come_first() -> None:
    met, unmet = (
        checked("opfyldt", "opfyldt", "opfyldt"),
        checked("opfyldt", "delvist", "ikke_opfyldt"),
    )
    found = overview([*[told(check=met)] * 5, *[told(check=unmet)] * 6])
    assert table(found, "forudsaetninger").kolonner[1:] == (
        "Opfyldt", "Delvist", "Ikke opfyldt", "Ikke belyst", "Forløb i alt",
    )  # fmt: skip
    shown = rows(found, "forudsaetninger")
    assert list(shown)[:2] == ["F3 Tiden bliver ikke aflyst", "F4"]
    assert shown["F3 Tiden bliver ikke aflyst"] == (5, 0, 6, 0, 11)
    assert shown["F2"] == (5, 6, 0, 0, 11) and len(shown) == 11


def test_the_order_does_not_tell_which_hidden_number_is_larger() -> None:
    few, more = checked("delvist", "ikke_opfyldt"), checked("ikke_opfyldt", "ikke_opfyldt")
    others = [told(check=checked("opfyldt", "opfyldt"))] * 6
    found = overview([told(check=few), *[told(check=more)] * 2, *others])
    assert [name for name in rows(found, "forudsaetninger") if name in ("F1", "F2")] == ["F1", "F2"]


def test_without_checks_there_is_no_table_of_conditions() -> None:
    assert "forudsaetninger" not in {t.noegle for t in overview([told()] * 6).tabeller}


def test_a_plan_without_a_check_is_counted_as_such() -> None:
    found = overview([*[told(check=checked("opfyldt"))] * 6, *[told()] * 5])
    assert table(found, "forudsaetninger").kolonner[-2:] == ("Ikke tjekket", "Forløb i alt")
    assert rows(found, "forudsaetninger")["F1"] == (6, 0, 0, 0, 5, 11)


def test_a_diagram_is_told_in_words() -> None:
    text = described(table(overview(EVALUATION), "arter"), FRAMES)
    assert text.startswith("Vandret søjlediagram: Ressourceforløb pr. år og art. 2014:")
    assert "2015: Gruppeforløb 19, Individuelt forløb skjult, Refleksionsforløb under 5." in text
    assert "I alt" not in text


ARTS: tuple[Forloebsart | str, ...] = ("gruppeforloeb", "individuelt", "refleksionsforloeb", "")
plans = st.builds(
    told,
    st.integers(2023, 2026),
    st.sampled_from(ARTS),
    st.lists(st.sampled_from(("motorik", "udvikling", "tale-sprog")), unique=True).map(tuple),
    st.lists(st.sampled_from(("sparring", "observation")), unique=True).map(tuple),
    end=st.sampled_from(("", "2026-12-01", "2027-09-01")),
    check=st.sampled_from((checked("opfyldt"), checked("ikke_opfyldt"))),
)


@settings(max_examples=60)
@given(st.lists(plans, max_size=40))
def test_a_year_shows_no_more_than_all_years_together(given: list[Grundlag]) -> None:
    whole = overview(given)
    for found in (whole, *(overview(given, year) for year in range(2023, 2027))):
        for one in found.tabeller:
            numbers = {cell for row in one.raekker for cell in row[1:] if isinstance(cell, int)}
            assert not numbers & {1, 2, 3, 4}
    for year in range(2023, 2027):
        found = overview(given, year)
        if not found.tabeller:
            continue
        assert set(table(found, "arter").raekker) <= {
            (row[0], *row[1:]) for row in _same_width(table(whole, "arter"), table(found, "arter"))
        }
        for key in ("omraader", "anvendelser", "varighed"):
            place = table(whole, key).kolonner.index(str(year))
            cut = tuple((row[0], row[place]) for row in table(whole, key).raekker)
            assert cut == table(found, key).raekker


def _same_width(whole: Tabel, part: Tabel) -> list[tuple[str | int, ...]]:
    places = [whole.kolonner.index(name) for name in part.kolonner]
    return [tuple(row[place] for place in places) for row in whole.raekker]
