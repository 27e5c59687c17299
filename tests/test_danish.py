"""Sentences, words and the language check."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from assistent.danish import (
    Analyser,
    Compounds,
    content_stems,
    is_danish,
    sentences,
    stem,
    thesaurus,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Han er ked. Hun er glad.", ["Han er ked.", "Hun er glad."]),
        ("Vi mødes d. 12. marts kl. 10. Husk tøj.", ["Vi mødes d. 12. marts kl. 10.", "Husk tøj."]),
        (
            "Det sker f.eks. i garderoben ca. 2 gange.",
            ["Det sker f.eks. i garderoben ca. 2 gange."],
        ),
        (
            "Aftale:\n- rp kommer tirsdag\n- mor får besked",
            ["Aftale:", "- rp kommer tirsdag", "- mor får besked"],
        ),
        ("En linje, der\ner brudt midt i.", ["En linje, der\ner brudt midt i."]),
        ("Virker det? Ja! Meget.", ["Virker det?", "Ja!", "Meget."]),
        ("", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    found = sentences(text)
    assert [s.tekst for s in found] == expected
    assert all(text[s.start : s.slut] == s.tekst for s in found)


def test_notes_break_at_every_line() -> None:
    text = "obs. x 2\nmål: leg\nTHK kommer"
    assert [s.tekst for s in sentences(text, by_line=True)] == [
        "obs. x 2",
        "mål: leg",
        "THK kommer",
    ]


def test_a_long_note_is_not_taken_for_wrapped_text() -> None:
    notes = (
        "D er med i sandkassen nu, men går stadig når der kommer mere end 4\n"
        "rp: sæt færre ting frem\n"
        "far spurgte om hvorfor D er taget ud, afd.leder ringer inden fredag\n"
        "stop til vinterferien"
    )
    assert [s.tekst for s in sentences(notes, by_line=True)] == notes.splitlines()


def test_hard_wrapped_text_is_one_sentence() -> None:
    text = (
        "Vi har talt om, at barn A gerne vil være med i legen, men ikke ved,\n"
        "hvordan det skal komme ind i den, og at de andre børn trækker sig, når\n"
        "det sker."
    )
    assert [s.tekst for s in sentences(text, by_line=True)] == [text]


def test_compounds_split_into_known_words() -> None:
    compounds = Compounds(["lege", "gruppe", "handleplan", "møde"])
    assert compounds.parts("legegruppe") == (stem("lege"), stem("gruppe"))
    assert compounds.parts("handleplansmøde") == (stem("handleplan"), stem("møde"))
    assert compounds.parts("elefant") == ()


def test_thesaurus_leads_to_the_profession_and_back() -> None:
    table = thesaurus([("tale-høre-konsulent", ["THK", "talepædagog"])])
    analyser = Analyser(Compounds([]), table)
    assert set(content_stems("tale-høre-konsulent")) <= set(analyser.query("hvad siger THK?")[1])
    assert "thk" in analyser.query("tale-høre-konsulent")[1]


@pytest.mark.parametrize(
    ("text", "danish"),
    [
        ("The boy hits the others when we are going out and we do not know what to do", False),
        ("Drengen slår de andre, når vi skal ud, og vi ved ikke, hvad vi skal gøre", True),
        ("dreng 3 aar bider naar der er mange boern paa stuen og ingen voksne i naerheden", True),
        ("Feedback og coaching til teamet om low arousal er aftalt med rp", True),
        ("hej", True),
    ],
)
def test_language(text: str, danish: bool) -> None:
    assert is_danish(text) is danish


def test_threads_do_not_disturb_one_another_in_stemming() -> None:
    """The stemmer keeps the word that it works on; shared, it broke the page's background work."""
    vowels, ends = "aeiouyæøå", ("erne", "ende", "heder", "elses", "ingens")
    told = [f"{a}l{b}nd{e}" for a in vowels for b in vowels for e in ends for _ in range(3)]
    told = [f"{word}{n % 7}x" if n % 11 == 0 else word for n, word in enumerate(told)]
    stem.cache_clear()
    alone = [stem.__wrapped__(word) for word in told]
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(8) as pool:
            found = list(pool.map(lambda _: [stem.__wrapped__(w) for w in told], range(16)))
    finally:
        sys.setswitchinterval(interval)
    assert all(stems == alone for stems in found)
