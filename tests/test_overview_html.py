"""Tests of what the page "Overblik" draws and does, without a browser."""

from __future__ import annotations

import base64
import html
import io
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

import pytest

from assistent import texts_overblik as t
from assistent.errors import ModelFejl
from assistent.export.charts import Diagram
from assistent.overview import Grundlag, Overblik, Tabel, build
from assistent.ui.overview_events import OverviewEvents, OverviewParts
from assistent.ui.overview_html import (
    Billeder,
    below_html,
    choices_html,
    offer_html,
    progress_html,
    tables_html,
)
from tests.test_overview import (
    AWAY,
    EVALUATION,
    FRAMES,
    NAMES,
    TODAY,
    checked,
    kinds,
    overview,
    told,
)

HOLE = '<img src=x onerror="alert(1)">'
PLANS = [*EVALUATION, *[told(2017, days=AWAY, check=checked("opfyldt", "ikke_opfyldt"))] * 6]
FOUND = overview(PLANS)
EMPTY = overview(kinds(2026, gruppeforloeb=4))
NO_SUCH_YEAR = overview(PLANS, 2018)


def pictures(found: Overblik) -> dict[str, Billeder]:
    return {
        one.noegle: Billeder(Diagram(b"bred", f"Ord om {one.titel}"), Diagram(b"smal", ""))
        for one in found.tabeller
    }


def drawn(found: Overblik) -> str:
    return tables_html(found, pictures(found))


def words(made: str) -> str:
    """What can be read of some HTML."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", made)).split())


@pytest.mark.parametrize("table", FOUND.tabeller, ids=lambda table: table.noegle)
def test_a_table_has_a_heading_a_picture_numbers_and_a_note(table: Tabel) -> None:
    made = drawn(replace(FOUND, tabeller=(table,)))
    assert f'<h3 id="ob-{table.noegle}" tabindex="-1">{html.escape(table.titel)}</h3>' in made
    assert f'alt="{html.escape(f"Ord om {table.titel}")}"' in made
    assert "<caption" in made and words(made).count(table.titel) == 3
    assert html.escape(table.note) in made
    assert made.count('<th scope="col">') == len(table.kolonner)
    assert made.count('<th scope="row">') == len(table.raekker)
    for row in table.raekker:
        assert " ".join(map(str, row)) in words(made)


def test_a_picture_is_drawn_for_the_width_of_the_window() -> None:
    made = drawn(FOUND)
    wide, narrow = (base64.b64encode(png).decode() for png in (b"bred", b"smal"))
    assert made.count(f'<img src="data:image/png;base64,{wide}"') == len(FOUND.tabeller)
    assert made.count(f'srcset="data:image/png;base64,{narrow}"') == len(FOUND.tabeller)


def test_words_in_the_place_of_a_number_are_told_apart_and_no_small_number_is_there() -> None:
    cells = re.findall(r"<td( class=\"ord\")?>([^<]+)</td>", drawn(FOUND))
    assert {cell for kind, cell in cells if kind} >= {"skjult", "under 5"}
    numbers = {int(cell) for kind, cell in cells if not kind}
    assert numbers and not numbers & {1, 2, 3, 4}


@pytest.mark.parametrize(
    "draw",
    [
        lambda: drawn(replace(FOUND, tabeller=(Tabel(HOLE, (HOLE, HOLE), ((HOLE, HOLE),), HOLE),))),
        lambda: drawn(replace(EMPTY, besked=HOLE)),
        lambda: below_html(replace(FOUND, regel=HOLE)),
        lambda: offer_html(HOLE),
    ],
)
def test_no_word_is_markup(draw: Callable[[], str]) -> None:
    made = draw()
    assert "onerror" in made
    assert "<img src=x" not in made and 'onerror="' not in made


@pytest.mark.parametrize(
    ("found", "years", "chosen", "sheet"),
    [
        (FOUND, ["Alle år", "2014", "2015", "2016", "2017"], "Alle år", True),
        (overview(PLANS, 2015), ["Alle år", "2014", "2015", "2016", "2017"], "2015", True),
        (NO_SUCH_YEAR, ["Alle år", "2014", "2015", "2016", "2017"], None, False),
        (overview([*kinds(2025, gruppeforloeb=3), *kinds(2026, gruppeforloeb=4)]), [], None, True),
        (EMPTY, [], None, False),
    ],
    ids=["alle", "et år", "et år uden tal", "kun andre år", "tom"],
)
def test_the_years_and_the_spreadsheet_that_can_be_had(
    found: Overblik, years: list[str], chosen: str | None, sheet: bool
) -> None:
    made = choices_html(found)
    assert re.findall(r'aria-pressed="\w+">([^<]+)<', made) == years
    assert re.findall(r'aria-pressed="true">([^<]+)<', made) == ([chosen] if chosen else [])
    assert ('data-hvad="hent"' in made) == sheet


@pytest.mark.parametrize(
    ("found", "explained"),
    [(EMPTY, True), (overview([]), True), (NO_SUCH_YEAR, False)],
    ids=["fire forløb", "ingen", "et år uden tal"],
)
def test_without_tables_it_is_said_why_and_what_to_do(found: Overblik, explained: bool) -> None:
    made = drawn(found)
    assert found.besked in words(made)
    assert ('data-til="planer"' in made) == explained
    assert ("problemområde" in made and "art" in made and "Opfølgning" in made) == explained
    assert "<table" not in made and below_html(found) == ""


def test_the_progress_is_told_in_words() -> None:
    made = progress_html(3, 40)
    assert "3 af 40 planer er læst" in made and '<progress max="40" value="3"' in made


# What happens


class Counted:
    """Stands for the assistant: the figures of some plans, and checks that may fail."""

    frames = FRAMES

    def __init__(self, plans: Sequence[Grundlag], fault: Exception | None = None) -> None:
        self.plans = plans
        self.fault = fault

    def overview(
        self,
        year: int | None = None,
        with_checks: bool = True,
        progress: Callable[[int, int], None] = lambda done, every: None,
    ) -> Overblik:
        if not with_checks:
            return build(
                [replace(one, tjek=None) for one in self.plans], NAMES, FRAMES, year, TODAY
            )
        progress(1, len(self.plans))
        if self.fault:
            raise self.fault
        return build(self.plans, NAMES, FRAMES, year, TODAY)


class Said:
    """Stands for what the browser sent."""

    def __init__(self, **told: str) -> None:
        self._data = told


def events(plans: Sequence[Grundlag], fault: Exception | None = None) -> OverviewEvents:
    names = ("year", "checked", "choices", "notice", "tables", "checks", "progress", "below")
    parts = OverviewParts(**{name: name for name in (*names, "file")})  # type: ignore[arg-type]

    class Shell:
        announcer = "announcer"

    return OverviewEvents(Counted(plans, fault), parts, Shell)  # type: ignore[arg-type]


def last(steps: Iterable[dict[Any, Any]]) -> dict[str, Any]:
    return list(steps)[-1]


FEW = [*kinds(2025, gruppeforloeb=6), *[told(2026, check=checked("ikke_opfyldt"))] * 6]


def test_the_page_opens_without_the_checks_and_offers_them() -> None:
    (shown,) = events(FEW).show(None, False)
    assert "ob-arter" in shown["tables"] and "ob-forudsaetninger" not in shown["tables"]
    assert t.TJEK_TAG_MED in shown["checks"] and "data:image/png;base64,iVBOR" in shown["tables"]


def test_the_checks_are_counted_in_with_how_far_they_are() -> None:
    first, shown = events(FEW).check(None)
    assert "1 af 12 planer" in first["progress"] and set(first) == {"progress"}
    assert "ob-forudsaetninger" in shown["tables"] and shown["checked"] is True
    assert shown["checks"] == shown["progress"] == "" and t.TJEK_KLAR in shown["announcer"]


def test_the_checks_stay_when_another_year_is_chosen() -> None:
    shown = last(events(FEW).choose(True, Said(aar="2026")))  # type: ignore[arg-type]
    assert shown["year"] == 2026 and "ob-forudsaetninger" in shown["tables"]
    assert "Overblikket viser 2026." in shown["announcer"]
    every = last(events(FEW).choose(False, Said(aar="")))  # type: ignore[arg-type]
    assert every["year"] is None and t.VISER_ALLE in every["announcer"]


@pytest.mark.parametrize(
    ("fault", "said"),
    [(ModelFejl("Modellen mangler."), "Modellen mangler."), (ValueError("hemmeligt"), t.UVENTET)],
)
@pytest.mark.parametrize("act", ["check", "show"])
def test_where_the_checks_fail_the_rest_is_there(fault: Exception, said: str, act: str) -> None:
    page = events(FEW, fault)
    steps: Iterator[dict[Any, Any]] = page.check(None) if act == "check" else page.show(None, True)
    shown = last(steps)
    assert "ob-arter" in shown["tables"] and shown["checked"] is False
    assert said in words(shown["checks"]) and "hemmeligt" not in shown["checks"]
    assert t.TJEK_TAG_MED in shown["checks"] and shown["announcer"] == ""


@pytest.mark.parametrize(("year", "name"), [(None, "overblik.xlsx"), (2026, "overblik-2026.xlsx")])
def test_the_spreadsheet_is_of_what_is_shown(year: int | None, name: str) -> None:
    done = events(FEW).fetch(year, True)
    found = re.search(r'data-navn="([^"]+)" value="([^"]+)"', done["file"])
    assert found and found[1] == name and name in done["announcer"]
    with zipfile.ZipFile(io.BytesIO(base64.b64decode(found[2]))) as archive:
        assert "Forudsætninger" in archive.read("xl/workbook.xml").decode()


def test_a_spreadsheet_of_nothing_is_refused_in_words() -> None:
    done = events(kinds(2026, gruppeforloeb=3)).fetch(None, False)
    assert "under 5" in done["notice"] and "file" not in done
