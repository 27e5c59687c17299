"""Slips of the finger, put right by the words of the sources."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistent.index.spelling import Spelling

_TEXTS = (
    "Ressourcepædagogen er med til konsultative møder om børn, forløb og støttepædagoger.",
    "Børn i forløb. Børn på stuen. Konsultative møder.",
)
_DANISH = {"hvor", "mange", "født", "barn", "kommer", "lån", "møder"}


@pytest.fixture(scope="module")
def spelling() -> Spelling:
    return Spelling(_TEXTS, _DANISH.__contains__)


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("hvor mange forlob", "hvor mange forløb"),
        ("resourcepædagogen kommer", "ressourcepædagogen kommer"),
        ("konsultaitve møder?", "konsultative møder?"),
        ("stoettepaedagoger", "støttepædagoger"),
        ("Konsultative møder", "Konsultative møder"),
        ("boern født", "børn født"),
        ("barn A på [ADRESSE]", "barn A på [ADRESSE]"),
        ("legepladsgarderobe", "legepladsgarderobe"),
        ("2015/16 xyzzy", "2015/16 xyzzy"),
        ("er ham med", "er ham med"),
        ("BORN og FORLOB", "BORN og FORLOB"),
    ],
)
def test_what_is_put_right_and_what_is_left(spelling: Spelling, typed: str, wanted: str) -> None:
    assert spelling.right(typed) == wanted


@given(st.text(max_size=60))
def test_doing_it_twice_changes_nothing_more(text: str) -> None:
    spelling = Spelling(_TEXTS, _DANISH.__contains__)
    once = spelling.right(text)
    assert spelling.right(once) == once
