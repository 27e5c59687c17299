"""Fusing, filtering and spreading of hits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from assistent.assistant import Assistant
from assistent.datamodels import Korn, KornArt, Renset, Uddrag
from assistent.errors import ModelFejl
from assistent.knowledge import Emne
from assistent.retrieve import Weights, reranked, search


@dataclass
class _Near:
    art: KornArt
    ids: tuple[str, ...]
    cosiner: tuple[float, ...]


class _Words:
    def __init__(self, ids: list[str], scores: Sequence[float]) -> None:
        self.ids = ids
        self._scores = np.array(scores, np.float32)

    def scores(self, query: str) -> NDArray[np.float32]:
        return self._scores

    def shared(self, query: str, ident: str) -> tuple[tuple[str, ...], float]:
        return ("ord",), 1.0


class _Index:
    """Passages a, b, c of page 1 and d of page 2, with the word scores given."""

    def __init__(self, scores: Sequence[float], cosines: Sequence[float] = ()) -> None:
        names = list("abcd")
        pages = dict(zip(names, (1, 1, 1, 2), strict=True))
        self.passages = {n: Uddrag(n, "k", "T", pages[n], "", (), n) for n in names}
        self.grains = {f"{n}q": Korn(f"{n}q", n, "spoergsmaal", f"om {n}") for n in names}
        self.words = _Words(names, scores)
        self._cosines = cosines

    def nearest(self, *_: Any) -> Sequence[_Near]:
        ids = tuple(f"{n}q" for n in "abcd")[: len(self._cosines)]
        return (_Near("spoergsmaal", ids, tuple(self._cosines)),) if ids else ()

    def of(self, vector: Any, owners: Sequence[str]) -> Sequence[_Near]:
        return self.nearest()


class _Encoder:
    def query(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return np.ones((1, 2), np.float32)


def _order(index: _Index, loss: float) -> str:
    weights = Weights(spredning=loss)
    hits = search(Renset("x"), index, _Encoder(), 4, weights=weights)
    return "".join(hit.uddrag.id for hit in hits)


def test_a_second_page_is_not_pushed_out_by_passages_of_the_first() -> None:
    index = _Index((10, 9.9, 9.8, 9.6))
    assert _order(index, 0.0) == "abcd"
    assert _order(index, 0.2) == "adbc"


def test_spreading_moves_no_clearly_better_hit() -> None:
    assert _order(_Index((30, 20, 12, 1)), 0.06) == "abcd"


def test_a_hit_says_why_it_was_found() -> None:
    (first, *_) = search(Renset("x"), _Index((0, 0, 0, 1), (0.1, 0.8)), _Encoder(), 4)
    assert first.uddrag.id == "b"
    assert first.traef[0].korn.tekst == "om b" and first.faelles_ord == ("ord",)


def test_without_an_encoder_words_alone_count() -> None:
    hits = search(Renset("x"), _Index((1, 5, 2, 0), (0.9,)), None, 4)
    assert [hit.uddrag.id for hit in hits] == ["b", "c", "a"]


@pytest.mark.parametrize("source", ["lille-rapport", "metoder/findes-ikke"])
def test_a_source_keeps_to_itself(small: Assistant, source: str) -> None:
    found = small.search("hvor længe er børnene ude", source=source)
    assert {hit.uddrag.kilde for hit in found} <= {source}


@pytest.mark.parametrize(
    ("about", "ends"),
    [
        (Emne(), None),
        (Emne(alder="vuggestue"), "vuggestue"),
        (Emne(alder="boernehave"), "boernehave"),
    ],
)
def test_an_age_keeps_to_the_methods_and_plans_for_it(
    small: Assistant, about: Emne, ends: str | None
) -> None:
    found = small.search("hvad gør vi i garderoben", count=30, about=about)
    records = (*small.knowledge.metoder, *small.knowledge.forloeb)
    ages = {record.id: record.alder for record in records}
    assert found
    for hit in found if ends else ():
        assert hit.uddrag.art in ("metode", "handleplan")
        assert ends in ages[hit.uddrag.kilde.partition("/")[2]]


def test_demands_that_nothing_meets_find_nothing(small: Assistant) -> None:
    about = Emne(omraade="motorik", anvendelse="brandslukning", alder="vuggestue")
    fitting = [r for r in (*small.knowledge.metoder, *small.knowledge.forloeb) if about.fits(r)]
    assert bool(small.search("hvad gør vi i garderoben", about=about)) is bool(fitting)
    assert small.search("hvad gør vi", source="findes-ikke", about=Emne(alder="vuggestue")) == ()


class _ByLength:
    """Reads the shortest text as the likeliest."""

    def scores(self, query: str, texts: Sequence[str]) -> NDArray[np.float32]:
        return np.array([1 / len(text) for text in texts], np.float32)


def test_a_reranker_puts_the_hits_in_order(small: Assistant) -> None:
    hits = small.search("hvad gør vi i garderoben", count=5)
    found = reranked(Renset("hvad gør vi i garderoben"), hits, _ByLength())
    assert {hit.uddrag.id for hit in found} == {hit.uddrag.id for hit in hits}
    assert [len(hit.uddrag.tekst) for hit in found] == sorted(len(h.uddrag.tekst) for h in hits)
    assert reranked(Renset("x"), (), _ByLength()) == ()


def test_a_reranker_that_is_not_there_says_what_to_install(
    small: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = small.settings.model_copy(update={"omrangering": "findes-ikke"})
    monkeypatch.setattr(small, "settings", settings)
    with pytest.raises(ModelFejl, match="omrangering"):
        small.search("hvad gør vi i garderoben")
