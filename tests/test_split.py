"""Documents to passages: pages, sections, tables, footnotes, and what may be quoted."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from assistent.datamodels import Dokument
from assistent.ingest.corpus import source_document
from assistent.ingest.split import own_grains, section_name, split
from tests.conftest import SMALL

REPORT = source_document(SMALL / "kilder" / "lille-rapport.md")


def test_sections_and_pages() -> None:
    places = [(p.afsnit, p.side, p.art) for p in split(REPORT)]
    assert places == [
        ("Indledning", 1, "tekst"),
        ("1.1", 1, "tekst"),
        ("1.1", 2, "tabel"),
        ("1.2", 2, "tekst"),
        ("Fodnote 1", 1, "fodnote"),
    ]


def test_quotable_pieces_stop_at_a_page_break_and_a_footnote_mark() -> None:
    intro, playground, *_ = split(REPORT)
    assert [intro.tekst[p.start : p.slut] for p in intro.stykker] == [
        "Rapporten handler om 12 børnehaver i kommunen.",
        "De har i alt 48 stuer, og hver stue har mindst to voksne om formiddagen.",
    ]
    assert [p.side for p in playground.stykker] == [1, 2]
    assert "<!--" not in playground.tekst and "[^" not in intro.tekst


def test_a_list_stays_with_its_lead_in_and_a_table_with_its_caption() -> None:
    _, _, table, parents, _ = split(REPORT)
    assert table.tekst.startswith("**Tabel 1.") and "| Solstuen | 22 | 3 |" in table.tekst
    assert parents.tekst.count("\n- ") == 2


def test_a_long_passage_is_cut_between_sentences() -> None:
    text = "# Om noget\n\n" + " ".join(f"Dette er sætning nummer {n} i teksten." for n in range(90))
    passages = split(Dokument("lang", "Lang", text))
    assert len(passages) > 1
    assert all(p.tekst.endswith("teksten.") for p in passages)
    assert " ".join(p.tekst for p in passages).count("sætning nummer") == 90


def test_ids_come_from_the_content() -> None:
    assert [p.id for p in split(REPORT)] == [p.id for p in split(REPORT)]
    other = Dokument("andet", "Andet", REPORT.tekst)
    assert not {p.id for p in split(REPORT)} & {p.id for p in split(other)}


def test_sentence_grains_know_their_place() -> None:
    passage = split(REPORT)[0]
    sentences = [grain for grain in own_grains(passage) if grain.art == "saetning"]
    assert [passage.tekst[g.stykke[0] : g.stykke[1]] for g in sentences if g.stykke] == [
        g.tekst for g in sentences
    ]


def test_section_name() -> None:
    assert section_name(("Del 2", "2.1.2 Udvikling")) == "2.1.2"
    assert section_name(("Metode", "Kvalitative data")) == "Kvalitative data"
    assert section_name(()) == ""


@given(st.text(alphabet="ab .\n#-|[]^:0123456789<>!", max_size=300))
def test_any_markdown_can_be_split(text: str) -> None:
    for passage in split(Dokument("x", "X", text)):
        for piece in passage.stykker:
            assert 0 <= piece.start < piece.slut <= len(passage.tekst)
