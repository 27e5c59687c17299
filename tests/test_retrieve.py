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
from assistent.retrieve import Weights, search


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
