"""Tests of the lines of a plan: from a draft, and rewritten by people."""

from __future__ import annotations

import pytest

from assistent.datamodels import ELEMENTER, Henvisning, Linje, Udkast
from assistent.handleplan import Handleplan, Planlinje
from assistent.plans.lines import Skrevet, from_draft, rewritten

CITE = Henvisning(1, "evaluering-2017", "Evalueringen", 28, "2.3", "en råskitse")
A = Planlinje("aaaa", "Barn A hjælper med at dække bord hver dag.", "note", afstemt="2026-01-02")
B = Planlinje("bbbb", "Vi øver tur i små grupper.", "kilde", (CITE,))
M = Planlinje("mmmm", "Det står ikke i noterne.", "mangler")
PLAN = Handleplan("Plan", elementer={"strategier": (A, B), "varighed": (M,)})


def test_a_draft_becomes_a_plan_with_every_line_and_note() -> None:
    draft = Udkast(
        {"maal": (Linje("Mål", "note", (CITE,)), Linje("Mål", "note"))},
        ("varighed",), ("Hvor længe?",), (), ("kaffe",),
    )  # fmt: skip
    plan = from_draft(draft, "T")
    assert [(x.tekst, x.ophav, x.henvisninger) for x in plan.elementer["maal"]] == [
        ("Mål", "note", (CITE,)), ("Mål", "note", ()),
    ]  # fmt: skip
    assert len(set(plan.lines())) == 2
    assert plan.elementer.keys() == set(ELEMENTER) and plan.status == "udkast"
    assert plan.oevrige_noter == ("kaffe",) and plan.spoergsmaal == ("Hvor længe?",)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ([Skrevet(A.tekst), Skrevet(B.tekst)], [A, B]),
        ([Skrevet(B.tekst), Skrevet(A.tekst)], [B, A]),
        ([Skrevet(f"  {A.tekst}  "), Skrevet(B.tekst, "bbbb")], [A, B]),
        ([Skrevet(B.tekst)], [B]),
        (
            [Skrevet("Barn A hjælper med at dække bord hver mandag."), Skrevet(B.tekst)],
            [Planlinje("aaaa", "Barn A hjælper med at dække bord hver mandag.", "person"), B],
        ),
        (
            [Skrevet("Noget helt andet", "bbbb")],
            [Planlinje("bbbb", "Noget helt andet", "person", (CITE,))],
        ),
        ([Skrevet(""), Skrevet("  ")], []),
    ],
)
def test_a_line_keeps_what_it_was(written: list[Skrevet], expected: list[Planlinje]) -> None:
    assert list(rewritten(PLAN, {"strategier": written}).elementer["strategier"]) == expected


def test_a_copied_line_is_a_new_line() -> None:
    twice = [Skrevet(A.tekst, "aaaa"), Skrevet("Barn A rydder også af.", "aaaa")]
    first, second = rewritten(PLAN, {"strategier": twice}).elementer["strategier"]
    assert first == A
    assert second.id != "aaaa" and second.ophav == "person"


def test_a_new_line_is_a_persons_and_answers_what_was_missing() -> None:
    (line,) = rewritten(PLAN, {"varighed": [Skrevet(M.tekst), Skrevet("Til maj")]}).elementer[
        "varighed"
    ]
    assert (line.tekst, line.ophav) == ("Til maj", "person")


def test_other_elements_stay() -> None:
    assert rewritten(PLAN, {"strategier": []}).elementer["varighed"] == (M,)


def test_a_line_may_move_to_another_element_with_its_id() -> None:
    plan = rewritten(PLAN, {"strategier": [Skrevet(B.tekst)], "maal": [Skrevet(A.tekst, "aaaa")]})
    assert plan.elementer["maal"] == (A,) and plan.elementer["strategier"] == (B,)
