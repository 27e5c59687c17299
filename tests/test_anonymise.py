"""Masking: exact spans, and what must be left alone."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistent.anonymise import Anonymiser
from assistent.anonymise.case import Sag
from assistent.config import Settings
from assistent.errors import RensFejl

SHIPPED = Settings().navne
GUARD = Anonymiser(SHIPPED, Path("/findes-ikke"))
find, mask = GUARD.find, GUARD.mask


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
        ("ring +45 31 22 90 14 nu", "TELEFON", "+45 31 22 90 14"),
        ("tlf.43576200", "TELEFON", "43576200"),
        ("4357 6200", "TELEFON", "4357 6200"),
        ("skriv til mor.til-a@mail.dk nu", "EMAIL", "mor.til-a@mail.dk"),
        (
            "bor Vejlebrovej 45, 2. tv, 2635 Ishøj nu",
            "ADRESSE",
            "Vejlebrovej 45, 2. tv, 2635 Ishøj",
        ),
        ("de bor på strandvej 12 nu", "ADRESSE", "strandvej 12"),
        ("født 3. maj 2020 og glad", "FOEDSELSDATO", "3. maj 2020"),
        ("han fylder 4 d. 12/6", "FOEDSELSDATO", "12/6"),
        ("Sagsnr. 2019-12345 er lukket", "ANDET_ID", "2019-12345"),
        ("bilen AB 12 345 holder der", "ANDET_ID", "AB 12 345"),
        ("i Børnehuset Mælkevejen er der ro", "INSTITUTION", "Mælkevejen"),
        ("Hvorfor slår Yasmin de andre?", "NAVN", "Yasmin"),
        ("har talt m yusufs mor", "NAVN", "yusuf"),
        ("Vi hentede Lukas' jakke", "NAVN", "Lukas"),
        ("pæd. Hanne følger op", "NAVN", "Hanne"),
        ("leder Anne-Mette Holm Sørensen var med", "NAVN", "Anne-Mette Holm Sørensen"),
        ("M.K. tager referat", "NAVN", "M.K."),
        ("vi så Hans i går", "NAVN", "Hans"),
        ("Barnets navn: qirat bemsi\nmere", "NAVN", "qirat bemsi"),
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
        "tabel 4-5, s. 13",
        "99.12.18",
        "Vi har en dreng på 3, der slår de andre. Han er ked af det.",
        "Vi bruger Marte Meo og Trin for Trin, og børnene elsker Elsa fra Frost.",
        "Stormen rasede, og solen skinnede på Ishøj Strand.",
        "Tal med PPR og psykologen om barn A og mor til B.",
        "Navn: Dialogisk læsning",
        "Navn: barn A\nMøde med THK",
        "Hun skulle med. Vi tror, det hjælper.",
        "Tal med psykologen. Hun siger, at hans mor kommer. Hans far er syg.",
        "EAN 5798007965432, § 11, 12345678 kr.",
        "Mødet er den 12/6 kl. 10. Status om 3 måneder.",
        "V har D + makker i køkkenet, og de dage går G med V ud.",
        "Planen er lavet med AI-støtte, og AI ved ikke, hvem barnet er.",
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


PEOPLE = ("Yasmin", "Abdirahman", "Sofie", "Emil", "Hanne")
BETWEEN = (
    " legede med ",
    " og ",
    ", ",
    ". ",
    " hentede ",
    "s mor ringede til ",
    ": ",
    "\n",
    " (4 år) ",
)


def test_a_name_that_was_seen_once_is_seen_in_a_long_row() -> None:
    row = "Yasmin legede med Yasmin og Yasmin og Yasmin og Yasmin og "
    assert "Yasmin" not in mask(f"I dag så vi {row}").tekst


@given(st.lists(st.tuples(st.sampled_from(PEOPLE), st.sampled_from(BETWEEN)), max_size=8))
def test_listed_names_are_gone_wherever_they_stand(parts: list[tuple[str, str]]) -> None:
    cleaned = mask("I dag så vi " + "".join(name + gap for name, gap in parts)).tekst
    assert not [name for name in PEOPLE if name in cleaned]


def test_a_person_keeps_the_letter_through_a_case_and_free_letters_are_used() -> None:
    case = Sag()
    first = mask("Sofies mor Fatma ringede om barn A.", case).tekst
    assert first == "Barn Bs mor C ringede om barn A."
    assert mask("Emil og sofie legede.", case).tekst == "Person D og barn B legede."


def test_a_municipality_adds_its_own_names_and_what_to_leave_alone(tmp_path: Path) -> None:
    guard = Anonymiser(SHIPPED, tmp_path)
    assert guard.find("vi legede i kælderens store rum") == ()
    guard.add("INSTITUTION", "Kælderen")
    guard.add("", "Yasmin")
    assert [f.type for f in guard.find("vi legede i kælderens store rum")] == ["INSTITUTION"]
    assert guard.find("Hvorfor slår Yasmin de andre?") == ()


def test_a_name_of_the_case_is_known_again_in_lower_case() -> None:
    case = Sag()
    mask("Barn: Skyler Thy", case)
    assert (
        mask("hvad gør vi når skyler løber væk", case).tekst == "hvad gør vi når barn A løber væk"
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "| Navn | Født | Stue |\n|---|---|---|\n| Yasmin | 3. maj 2020 | Rød |\n",
            {("Yasmin", "NAVN"), ("3. maj 2020", "FOEDSELSDATO")},
        ),
        (
            "Barn\tFødselsdag\tMøde\nEmil\t12/4-20\t3/5\n",
            {("Emil", "NAVN"), ("12/4-20", "FOEDSELSDATO")},
        ),
        ("| Uge | Aktivitet |\n|---|---|\n| 12 | Maling |\n", set()),
    ],
)
def test_columns_tell_what_they_hold(text: str, expected: set[tuple[str, str]]) -> None:
    assert {(text[f.start : f.slut], f.type) for f in find(text)} == expected


def test_the_tagger_sees_the_same_whatever_stands_far_away() -> None:
    near = "Hanne henter børnene ved lågen, og så går de ind."
    far = "Vi spiser. " * 20
    tagger, words = GUARD._tagger, GUARD._words
    one = words.cut(near)
    other = words.cut(f"{far}{near}")
    shares = tagger.probabilities(one.tegn, one.luft)[-5:]
    assert np.allclose(tagger.probabilities(other.tegn, other.luft)[-5:], shares, atol=1e-5)


def test_missing_lists_stop_the_work(tmp_path: Path) -> None:
    with pytest.raises(RensFejl):
        Anonymiser(tmp_path, tmp_path).mask("Hej Yasmin")


def test_siblings_are_two_people_and_an_adult_is_not_called_a_child() -> None:
    cleaned = mask("Sofie Holm og Emil Holm er søskende. Hannes møde er med Hanne.").tekst
    assert cleaned == "Person A og person B er søskende. Person Cs møde er med person C."
    assert mask("Yusuf på 4 vil ikke spise.").tekst == "Barn A på 4 vil ikke spise."


def test_a_long_document_with_a_thousand_people_is_masked() -> None:
    many = sorted({name.capitalize() for name in GUARD._lists.navne if name.isascii()})[:1500]
    cleaned = mask(" ".join(f"I dag hentede {name} sin søster." for name in many))
    assert len({f.erstatning for f in cleaned.fund}) > 702
