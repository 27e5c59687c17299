"""The index: difference, persistence, words before vectors, quotes."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistent.assistant import Assistant
from assistent.config import Settings
from assistent.datamodels import Korpus
from assistent.errors import IndeksFejl
from assistent.index import Index
from assistent.ingest.corpus import build
from assistent.knowledge import load
from assistent.models.e5 import BundledE5
from tests.conftest import SMALL

CORPUS = build(load(SMALL, SMALL))


def part(corpus: Korpus, count: int) -> Korpus:
    passages = corpus.uddrag[:count]
    kept = {passage.id for passage in passages}
    return Korpus(passages, tuple(g for g in corpus.korn if g.uddrag_id in kept))


def test_only_the_difference_is_embedded(tmp_path: Path, encoder: BundledE5) -> None:
    index = Index(tmp_path, {})
    index.update(part(CORPUS, 2))
    first = index.embed(encoder)
    assert first == len(part(CORPUS, 2).korn) and index.missing() == 0
    index.update(part(CORPUS, 3))
    assert index.embed(encoder) == len(part(CORPUS, 3).korn) - first
    assert index.embed(encoder) == 0


def test_what_the_corpus_lost_is_gone_from_the_vectors(tmp_path: Path, encoder: BundledE5) -> None:
    index = Index(tmp_path, {})
    index.update(part(CORPUS, 3))
    index.embed(encoder)
    smaller = Index(tmp_path, {})
    smaller.update(part(CORPUS, 1))
    smaller.open_vectors(encoder.fingerprint)
    vector = encoder.query(["hvor længe er børnene udenfor?"])[0]
    found = {ident for near in smaller.nearest(vector, 50) for ident in near.ids}
    assert found == {grain.id for grain in part(CORPUS, 1).korn}


def test_another_embedder_starts_afresh(tmp_path: Path, encoder: BundledE5) -> None:
    index = Index(tmp_path, {})
    index.update(part(CORPUS, 1))
    index.embed(encoder)
    before = index.fingerprint
    index.open_vectors("en-anden-model")
    assert index.missing() == len(part(CORPUS, 1).korn)
    assert index.fingerprint != before
    assert len(list(tmp_path.glob("vektorer-*"))) == 1


def test_saved_and_loaded_only_for_the_same_stamp(tmp_path: Path) -> None:
    index = Index(tmp_path, {})
    index.update(CORPUS)
    index.save("stempel")
    again = Index(tmp_path, {})
    assert not again.load("et andet")
    assert again.load("stempel")
    assert again.passages == index.passages and again.grains == index.grains


def test_a_damaged_file_is_not_trusted(tmp_path: Path) -> None:
    (tmp_path / "korpus.json").write_text('{"stempel": "x", "uddrag": [', "utf-8")
    assert not Index(tmp_path, {}).load("x")


def test_words_before_the_first_update() -> None:
    with pytest.raises(IndeksFejl, match="indlaes"):
        _ = Index(Path("findes-ikke"), {}).words


def test_a_quote_leads_back_to_its_passage() -> None:
    index = Index(Path("findes-ikke"), {})
    index.update(CORPUS)
    found = index.holding("lille-rapport", 2, "Det giver færre\nkonflikter")
    assert found is not None and found.afsnit == "1.1"
    assert index.holding("lille-rapport", 2, "Det giver flere konflikter") is None
    assert index.holding("en anden kilde", 2, "Det giver færre konflikter") is None


def test_search_on_words_alone_and_then_with_vectors(tmp_path: Path) -> None:
    assistant = Assistant(Settings(data=tmp_path, vidensbase=SMALL))
    hits = assistant.search("hvor mange timer er børnene ude?", 3)
    assert hits and not any(hit.traef for hit in hits)
    assert "ord" in assistant.ask("hvor mange stuer har børnehaverne i kommunen?").bemaerkning
    assistant.build_vectors()
    best = assistant.search("er de på legepladsen når vejret er dårligt", 3)[0]
    assert best.uddrag.afsnit == "1.1" and best.traef
    ready = assistant.readiness()
    assert ready.faerdige == ready.alle > 0


def test_one_hit_per_passage_and_the_source_filter(small: Assistant) -> None:
    hits = small.search("børn og voksne på stuen", 20)
    assert len({hit.uddrag.id for hit in hits}) == len(hits)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    only = small.search("børn og voksne på stuen", 20, "lille-rapport")
    assert {hit.uddrag.kilde for hit in only} == {"lille-rapport"}
    assert not any(hit.uddrag.art == "kategori" for hit in hits)


def test_a_grain_knows_its_passage() -> None:
    ids = {passage.id for passage in CORPUS.uddrag}
    assert all(grain.uddrag_id in ids for grain in CORPUS.korn)
