"""Masking: exact spans, and what must be left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistent.anonymise import find, mask


@pytest.mark.parametrize(
    ("text", "type_", "span"),
    [
        ("cpr 010119-1234 på barnet", "CPR", "010119-1234"),
        ("født 0101191234.", "CPR", "0101191234"),
        ("28.10.18-4462", "CPR", "28.10.18-4462"),
        ("010119 1234", "CPR", "010119 1234"),
        ("140620-xxxx", "CPR", "140620-xxxx"),
        ("ring 43 57 62 00 i morgen", "TELEFON", "43 57 62 00"),
        ("+45 43576200", "TELEFON", "+45 43576200"),
        ("tlf.43576200", "TELEFON", "43576200"),
        ("4357 6200", "TELEFON", "4357 6200"),
        ("skriv til mor.til-a@mail.dk nu", "EMAIL", "mor.til-a@mail.dk"),
    ],
)
def test_found(text: str, type_: str, span: str) -> None:
    found = [(f.type, text[f.start : f.slut]) for f in find(text)]
    assert found == [(type_, span)]


@pytest.mark.parametrize(
    "text",
    [
        "uge 36-44",
        "2014-2016",
        "I 2015 var der 28 forløb, 19 i grupper",
        "2015 19 8 1 28",
        "12.03.2025",
        "12345678 kr.",
        "kl. 10.30-11.15",
        "sagsnummer 1234567",
        "tabel 4-5, s. 13",
        "99.12.18",
    ],
)
def test_left_alone(text: str) -> None:
    assert find(text) == ()


def test_masks_from_the_end_and_keeps_the_rest() -> None:
    cleaned = mask("Ring 43576200 eller skriv til a@b.dk. Tak.")
    assert cleaned.tekst == "Ring [TELEFON] eller skriv til [EMAIL]. Tak."
    assert [f.type for f in cleaned.fund] == ["TELEFON", "EMAIL"]


@given(st.text(max_size=200))
def test_text_outside_the_spans_is_untouched(text: str) -> None:
    cleaned = mask(text)
    rest, at = "", 0
    for span in cleaned.fund:
        rest += text[at : span.start] + span.erstatning
        at = span.slut
    assert rest + text[at:] == cleaned.tekst


@given(st.text(max_size=200))
def test_masking_twice_changes_nothing_more(text: str) -> None:
    once = mask(text).tekst
    assert mask(once).tekst == once
