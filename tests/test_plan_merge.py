"""Tests of merging: whatever two people do at once, no word is lost."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistent.datamodels import ELEMENTER
from assistent.handleplan import (
    Aflysning,
    Forventning,
    Handleplan,
    Kalender,
    Kendetegn,
    Kortpunkt,
    Laesning,
    Planlinje,
)
from assistent.plans.merge import both_kept, conflicts, merge, settled


def line(ident: str, text: str, **more: str) -> Planlinje:
    return Planlinje(ident, text, "note", **more)  # type: ignore[arg-type]


BASE = Handleplan(
    "Plan",
    elementer={"maal": (line("a", "A"), line("b", "B")), "strategier": (line("c", "C"),)},
    oevrige_noter=("note",),
)


def with_(element: str, *lines: Planlinje) -> Handleplan:
    return replace(BASE, elementer={**BASE.elementer, element: lines})


A, B, C = line("a", "A"), line("b", "B"), line("c", "C")


@pytest.mark.parametrize(
    ("mine", "theirs", "goals"),
    [
        (BASE, with_("maal", A, line("b", "B2")), ["A", "B2"]),
        (with_("maal", line("a", "A2"), B), with_("maal", A, line("b", "B2")), ["A2", "B2"]),
        (with_("maal", A), BASE, ["A"]),
        (with_("maal", A), with_("maal", A, line("b", "B2")), ["A", "B2"]),
        (with_("maal", A, B, line("n", "N")), with_("maal", A, line("t", "T"), B),
         ["A", "T", "B", "N"]),
        (with_("maal", A, B, line("n", "N")), with_("maal", A, B, line("t", "N")), ["A", "B", "N"]),
        (with_("maal", B, A), with_("maal", line("a", "A2"), B), ["B", "A2"]),
    ],
)  # fmt: skip
def test_changes_of_different_lines_are_both_there(
    mine: Handleplan, theirs: Handleplan, goals: list[str]
) -> None:
    merged = merge(BASE, mine, theirs)
    assert [found.tekst for found in merged.elementer["maal"]] == goals
    assert not conflicts(merged)


def test_the_same_line_changed_by_both_is_shown_as_a_conflict_and_can_be_ended() -> None:
    merged = merge(BASE, with_("maal", line("a", "Mit"), B), with_("maal", line("a", "Deres"), B))
    (found,) = conflicts(merged)
    assert (found.tekst, found.konflikt) == ("Mit", "Deres")
    chosen = settled(merged, "a", "Vores").elementer["maal"]
    assert [(x.tekst, x.konflikt) for x in chosen] == [("Vores", ""), ("B", "")]
    kept = both_kept(merged, "a").elementer["maal"]
    assert [(x.tekst, x.konflikt) for x in kept] == [("Mit", ""), ("Deres", ""), ("B", "")]


def test_a_settlement_survives_another_ones_edit_elsewhere() -> None:
    mine = with_("maal", line("a", "A", afstemt="2026-01-01"), B)
    merged = merge(BASE, mine, with_("maal", A, line("b", "B2")))
    assert merged.elementer["maal"][0].afstemt == "2026-01-01"


def test_everything_beside_the_lines_is_merged_as_well() -> None:
    reading = Laesning("leder", "x")
    mine = replace(
        BASE, titel="Ny titel", oevrige_noter=(), kort=(Kortpunkt("c", "Gør", "Sig"),),
        forventninger=(Forventning("a", (reading,)),), kalender=Kalender(start="2026-01-01"),
    )  # fmt: skip
    gone = Aflysning("1", "2026-02-02", "syg", "", "L")
    theirs = replace(
        BASE, aflysninger=(gone,), kort=(Kortpunkt("c", "Gør", "Spørg"),),
        forventninger=(Forventning("a", (Laesning("mor", "y"),)),),
        kalender=Kalender(slut="2026-06-01"),
    )  # fmt: skip
    merged = merge(BASE, mine, theirs)
    assert merged.titel == "Ny titel" and merged.oevrige_noter == ()
    assert merged.aflysninger == (gone,)
    assert merged.kalender == Kalender(start="2026-01-01", slut="2026-06-01")
    assert {r.part for r in merged.forventninger[0].laesninger} == {"leder", "mor"}
    assert merged.kort[0].siger == "Sig / Spørg"


def test_what_kind_of_forloeb_it_is_is_merged_choice_by_choice() -> None:
    base = replace(BASE, kendetegn=Kendetegn("", ("motorik", "udvikling")))
    mine = replace(base, kendetegn=Kendetegn("individuelt", ("motorik", "tale-sprog")))
    theirs = replace(
        base, kendetegn=Kendetegn("", ("motorik", "udvikling", "opmaerksomhed"), ("sparring",))
    )
    assert merge(base, mine, theirs).kendetegn == Kendetegn(
        "individuelt", ("motorik", "tale-sprog", "opmaerksomhed"), ("sparring",)
    )


texts = st.text("abcæ ", min_size=1, max_size=6)


@st.composite
def plans(draw: st.DrawFn) -> Handleplan:
    """A plan of up to six lines with ids of their own."""
    ids = iter("abcdef")
    chosen = {
        element: tuple(
            line(ident, f"{ident} {draw(texts)}")
            for ident in [next(ids, "") for _ in range(draw(st.integers(0, 3)))]
            if ident
        )
        for element in ELEMENTER[:3]
    }
    return Handleplan("P", elementer=chosen)


@st.composite
def edits(draw: st.DrawFn, plan: Handleplan, who: str) -> Handleplan:
    """Somebody's changes: lines removed, rewritten, moved, added, put in another order."""
    elements = {}
    moved: list[Planlinje] = []
    for element in ELEMENTER[:3]:
        lines = [*plan.elementer.get(element, ()), *moved]
        moved = []
        kept = []
        for old in lines:
            act = draw(st.sampled_from(["stay", "stay", "change", "remove", "move"]))
            if act == "change":
                kept.append(replace(old, tekst=f"{old.tekst} {who}{draw(texts)}"))
            elif act == "move" and element != ELEMENTER[2]:
                moved.append(old)
            elif act != "remove":
                kept.append(old)
        if draw(st.booleans()):
            kept.append(line(f"{who}{element}", f"ny {who} {draw(texts)}"))
        elements[element] = tuple(draw(st.permutations(kept)))
    return replace(plan, elementer=elements)


@given(st.data())
def test_no_word_is_lost_whatever_two_people_do(data: st.DataObject) -> None:
    base = data.draw(plans())
    mine, theirs = data.draw(edits(base, "m")), data.draw(edits(base, "t"))
    merged = merge(base, mine, theirs)
    there = [found for own in merged.elementer.values() for found in own]
    assert len({found.id for found in there}) == len(there)
    said = {text for found in there for text in (found.tekst, found.konflikt)}
    old = {found.tekst for _, found in base.lines().values()}
    for side in (mine, theirs):
        assert {found.tekst for _, found in side.lines().values()} - old <= said
    for ident, (_, found) in base.lines().items():
        both = [side.lines().get(ident) for side in (mine, theirs)]
        if all(other and other[1] == found for other in both):
            assert found in there


@given(st.data())
def test_one_sides_changes_alone_come_through_as_they_are(data: st.DataObject) -> None:
    base = data.draw(plans())
    mine = data.draw(edits(base, "m"))
    for merged in (merge(base, mine, base), merge(base, base, mine), merge(base, mine, mine)):
        assert {e: set(merged.elementer.get(e, ())) for e in ELEMENTER[:3]} == {
            e: set(mine.elementer.get(e, ())) for e in ELEMENTER[:3]
        }
    assert merge(base, mine, base).elementer == {e: mine.elementer.get(e, ()) for e in ELEMENTER}
