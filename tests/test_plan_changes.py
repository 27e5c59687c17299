"""Tests of what happens to a plan between the meetings."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from assistent.errors import PlanFejl
from assistent.handleplan import (
    Aflysning,
    Forventning,
    Handleplan,
    Justering,
    Kalender,
    Kendetegn,
    Kontinuitet,
    Laesning,
    Maalstatus,
    Planlinje,
)
from assistent.plans import changes

GOAL = Planlinje("g", "Barn A er med i samlingen i fem minutter.", "note")
TASK = Planlinje("t", "P sidder ved siden af A.", "note", afstemt="2026-01-01")
MISSING = Planlinje("m", "Det står ikke i noterne.", "mangler")
READ = (Laesning("pædagog", "Jeg sidder hos A."), Laesning("leder", "P er altid ved A."))
PLAN = Handleplan(
    "P",
    elementer={"maal": (GOAL,), "strategier": (TASK,), "varighed": (MISSING,)},
    forventninger=(Forventning("t", READ),),
)


def change(**given: str) -> Justering:
    told = {"linje": "t", "hvad": "R sidder hos A.", "hvorfor": "P er syg.", "fra": "2026-02-02"}
    return Justering(id="", hvem="L", **{**told, **given})


def test_an_adjustment_is_in_the_plan_at_once_and_waits_for_the_meeting() -> None:
    plan = changes.adjusted(PLAN, change(), "strategier")
    (line,) = plan.elementer["strategier"]
    assert (line.id, line.tekst, line.ophav, line.afstemt) == ("t", "R sidder hos A.", "person", "")
    (entry,) = changes.waiting(plan)
    assert entry.i_stedet_for == TASK.tekst and entry.fra == "2026-02-02" and entry.id
    assert plan.forventninger == (), "the readings were of the old words"
    after = changes.discussed(plan, "2026-03-01")
    assert changes.waiting(after) == () and after.justeringer[0].droeftet == "2026-03-01"


def test_an_adjustment_without_a_line_is_a_new_line_and_answers_what_was_missing() -> None:
    plan = changes.adjusted(PLAN, change(linje="", hvad="Til maj"), "varighed")
    (line,) = plan.elementer["varighed"]
    assert line.tekst == "Til maj" and plan.justeringer[0].linje == line.id


@pytest.mark.parametrize(
    ("plan", "given", "said"),
    [
        (PLAN, {"hvad": " "}, "hvorfor"),
        (PLAN, {"hvorfor": ""}, "hvorfor"),
        (PLAN, {"fra": "på mandag"}, "ikke en dato"),
        (replace(PLAN, status="afsluttet"), {}, "afsluttet"),
    ],
)
def test_an_adjustment_that_cannot_be_made_says_why(
    plan: Handleplan, given: dict[str, str], said: str
) -> None:
    with pytest.raises(PlanFejl, match=said):
        changes.adjusted(plan, change(**given), "strategier")


def test_a_proposal_becomes_an_agreement_only_by_a_person() -> None:
    proposed = Planlinje("f", "Kunne I prøve billeder?", "forslag")
    plan = replace(PLAN, elementer={"strategier": (TASK, proposed)})
    assert changes.accepted(plan, "f").elementer["strategier"][1].ophav == "person"
    with pytest.raises(PlanFejl, match="ikke et forslag"):
        changes.accepted(plan, "t")


def test_a_reading_takes_the_place_of_the_same_partys_and_opens_the_agreement() -> None:
    plan = changes.read_by(PLAN, "t", Laesning("Leder", "Nyt"))
    (found,) = plan.forventninger
    assert [r.tekst for r in found.laesninger] == ["Jeg sidder hos A.", "Nyt"]
    assert plan.elementer["strategier"][0].afstemt == ""
    with pytest.raises(PlanFejl, match="findes ikke"):
        changes.read_by(PLAN, "x", READ[0])
    with pytest.raises(PlanFejl, match="mandag morgen"):
        changes.read_by(PLAN, "t", Laesning("leder", " "))


def test_an_agreement_is_settled_when_two_have_read_it() -> None:
    plan = changes.agreed(PLAN, "t", "P sidder ved A hver dag.", "2026-02-03")
    line = plan.elementer["strategier"][0]
    assert (line.tekst, line.afstemt, line.ophav) == (
        "P sidder ved A hver dag.", "2026-02-03", "person",
    )  # fmt: skip
    kept = changes.agreed(PLAN, "t", "", "2026-02-03").elementer["strategier"][0]
    assert (kept.tekst, kept.ophav) == (TASK.tekst, "note")
    with pytest.raises(PlanFejl, match="mindst to"):
        changes.agreed(PLAN, "g", "", "2026-02-03")


def test_cancellations_are_kept_by_day() -> None:
    plan = changes.cancelled(PLAN, Aflysning("", "2026-02-03", "syg", "P tog den", "L"))
    plan = changes.cancelled(plan, Aflysning("", "2026-01-06", "kursus", "", "L"))
    assert [entry.dato for entry in plan.aflysninger] == ["2026-01-06", "2026-02-03"]
    with pytest.raises(PlanFejl, match="allerede"):
        changes.cancelled(plan, Aflysning("", "2026-02-03", "igen", "", "L"))


def test_continuity_counts_planned_cancelled_and_replaced_days() -> None:
    plan = replace(PLAN, kalender=Kalender("2026-01-05", "2026-06-30", rp_dage=(1, 3)))
    for day, instead in (("2026-01-13", "P tog gruppen"), ("2026-01-15", ""), ("2026-01-20", "")):
        plan = changes.cancelled(plan, Aflysning("", day, "syg", instead, "L"))
    # Tuesdays and Thursdays from 6 to 29 January; away from the 8th until the 22nd.
    assert changes.continuity(plan, date(2026, 1, 30)) == Kontinuitet(8, 3, 1, 14)
    assert changes.continuity(PLAN, date(2026, 1, 30)) == Kontinuitet(0, 0, 0, 0)


def test_a_goal_gets_signs_and_a_decision() -> None:
    told = Maalstatus("g", "Tre gange i denne uge.", "fortsaet", "2026-03-01", "L")
    plan = changes.decided(PLAN, told)
    again = changes.decided(plan, replace(told, beslutning="afslut"))
    assert [status.beslutning for status in again.maalstatus] == ["afslut"]
    with pytest.raises(PlanFejl, match="mål"):
        changes.decided(PLAN, replace(told, linje="t"))


@pytest.mark.parametrize(
    ("calendar", "said"),
    [
        (Kalender(start="2026-05-01", slut="2026-04-01"), "slutter, før"),
        (Kalender(naeste="2026-02-30"), "ikke en dato"),
        (Kalender(rytme_dage=-1), "Rytmen"),
        (Kalender(rp_dage=(7,)), "ugedagene"),
    ],
)
def test_dates_that_cannot_be_are_refused(calendar: Kalender, said: str) -> None:
    with pytest.raises(PlanFejl, match=said):
        changes.dated(PLAN, calendar)


def test_what_kind_of_forloeb_it_is_is_said_once() -> None:
    told = Kendetegn("gruppeforloeb", ("motorik", "tale-sprog", "motorik"), ("sparring",))
    once = Kendetegn("gruppeforloeb", ("motorik", "tale-sprog"), ("sparring",))
    assert changes.described(PLAN, told).kendetegn == once


@pytest.mark.parametrize(
    ("features", "said"),
    [
        (Kendetegn("fest"), "Arten »fest«"),  # type: ignore[arg-type]
        (Kendetegn(omraader=("motorik", "sko")), "Området »sko«.*kontakt-adfaerd"),
        (Kendetegn(anvendelser=("motorik",)), "Anvendelsen »motorik«.*sparring"),
    ],
)
def test_a_kind_that_nobody_knows_is_refused(features: Kendetegn, said: str) -> None:
    with pytest.raises(PlanFejl, match=said):
        changes.described(PLAN, features)


def test_a_plan_moves_only_by_steps_that_a_person_takes() -> None:
    approved = changes.moved_to(PLAN, "godkendt")
    assert approved.status == "godkendt"
    with pytest.raises(PlanFejl, match="allerede godkendt"):
        changes.moved_to(approved, "godkendt")
    with pytest.raises(PlanFejl, match="Godkend den først"):
        changes.moved_to(PLAN, "afsluttet", "Godt")
    with pytest.raises(PlanFejl, match="kom ud af"):
        changes.moved_to(approved, "afsluttet")
    done = changes.moved_to(approved, "afsluttet", "Barn A er med.")
    assert (done.status, done.udfald) == ("afsluttet", "Barn A er med.")
    assert changes.moved_to(done, "godkendt").udfald == "Barn A er med."
    torn = replace(PLAN, elementer={"maal": (replace(GOAL, konflikt="x"),)})
    with pytest.raises(PlanFejl, match="forskelligt"):
        changes.moved_to(torn, "godkendt")
