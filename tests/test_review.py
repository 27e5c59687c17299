"""A person's corrections of what was masked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistent.anonymise.review import Gennemsyn
from assistent.datamodels import Maskering
from assistent.errors import RensFejl

TEXT = "Yasmin leger. Storm og regn. Yasmins mor bor Skovvej 2. Hanne ser yasmin."


def spot(word: str, kind: str, written: str, nth: int = 0) -> Maskering:
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(word, start + 1)
    return Maskering(start, start + len(word), kind, written)


REVIEW = Gennemsyn(
    TEXT,
    (
        spot("Yasmin", "NAVN", "barn A"),
        spot("Storm", "NAVN", "person B"),
        spot("Yasmin", "NAVN", "barn A", 1),
        spot("Skovvej 2", "ADRESSE", "[ADRESSE]"),
    ),
)


def test_the_masked_text_and_its_groups() -> None:
    assert REVIEW.tekst == (
        "barn A leger. person B og regn. barn As mor bor [ADRESSE]. Hanne ser yasmin."
    )
    assert [(g.nr, g.original, g.erstatning, len(g.pletter)) for g in REVIEW.grupper()] == [
        (1, "Yasmin", "barn A", 2),
        (2, "Storm", "person B", 1),
        (3, "Skovvej 2", "[ADRESSE]", 1),
    ]
    assert [REVIEW.tekst[s.start : s.slut] for s in REVIEW.fund] == [
        s.erstatning for s in REVIEW.pletter
    ]


def test_a_word_that_is_no_name_stands_again() -> None:
    assert "Storm og regn" in REVIEW.lad_staa(2).tekst


def test_something_else_is_written_everywhere() -> None:
    assert REVIEW.skriv(1, " barn  C ").tekst.count("barn C") == 2


@pytest.mark.parametrize(
    ("ord", "type_", "erstatning", "expected"),
    [
        ("yasmin", "NAVN", "", "Hanne ser barn A."),
        ("hanne", "NAVN", "", "person C ser yasmin."),
        ("Hanne", "NAVN", "pæd. D", "pæd. D ser yasmin."),
        ("regn", "INSTITUTION", "", "og [INSTITUTION]."),
    ],
)
def test_what_was_missed_is_masked(ord: str, type_: str, erstatning: str, expected: str) -> None:
    assert expected in REVIEW.sloer(ord, type_, erstatning).tekst


def test_a_genitive_s_stays_and_a_longer_word_is_left_alone() -> None:
    review = Gennemsyn("Bos bil og Bosse. BO!", ())
    assert review.sloer("Bo").tekst == "person As bil og Bosse. person A!"


@pytest.mark.parametrize(
    "act",
    [
        lambda r: r.lad_staa(9),
        lambda r: r.skriv(1, "  "),
        lambda r: r.sloer("findes ikke"),
        lambda r: r.sloer("Yasmins mor", "UKENDT"),
        lambda r: r.sloer("!!"),
    ],
)
def test_what_cannot_be_done_is_said(act: object) -> None:
    with pytest.raises(RensFejl):
        act(REVIEW)  # type: ignore[operator]


def test_a_forgotten_original_can_be_written_but_not_shown() -> None:
    masked = Gennemsyn.masked(REVIEW.tekst, REVIEW.fund)
    assert [g.original for g in masked.grupper()] == ["", "", ""]
    assert masked.tekst == REVIEW.tekst
    with pytest.raises(RensFejl, match="barn A"):
        masked.lad_staa(1)
    changed = masked.skriv(2, "Storm")
    assert "Storm og regn" in changed.tekst
    assert [changed.tekst[s.start : s.slut] for s in changed.fund] == [
        "barn A",
        "Storm",
        "barn A",
        "[ADRESSE]",
    ]


@given(st.text(max_size=60), st.lists(st.tuples(st.integers(0, 60), st.integers(1, 9)), max_size=6))
def test_places_of_masks_hold_whatever_the_text(text: str, cuts: list[tuple[int, int]]) -> None:
    spots: list[Maskering] = []
    for start, length in sorted(cuts):
        if (not spots or start >= spots[-1].slut) and start + length <= len(text):
            spots.append(Maskering(start, start + length, "NAVN", f"barn {len(spots)}"))
    review = Gennemsyn(text, tuple(spots))
    for found, spot_ in zip(review.fund, review.pletter, strict=True):
        assert review.tekst[found.start : found.slut] == spot_.erstatning
    bare = review
    for _ in review.grupper():
        bare = bare.lad_staa(1)
    assert bare.tekst == text


def test_a_mask_that_begins_a_sentence_belongs_with_the_others_of_the_same_person() -> None:
    first, storm, second, place = REVIEW.pletter
    review = Gennemsyn(TEXT, (spot("Yasmin", "NAVN", "Barn A"), storm, second, place))
    found = review.grupper()[0]
    assert (found.erstatning, len(found.pletter)) == ("barn A", 2)
    assert review.skriv(1, "pige A").tekst.startswith("Pige A leger. person B og regn. pige As")
    assert first.erstatning == "barn A"
