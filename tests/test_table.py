"""Vectors in memory: exact, filtered, grown and thinned."""

from __future__ import annotations

import numpy as np
import pytest

from assistent.index import table as module
from assistent.index.table import Table


def filled(count: int) -> tuple[Table, np.ndarray]:
    vectors = np.random.default_rng(3).normal(size=(count, 8)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    made = Table(8)
    for start in range(0, count, 7):
        ids = [f"k{n}" for n in range(start, min(start + 7, count))]
        made.add(ids, [f"u{int(i[1:]) % 5}" for i in ids], vectors[start : start + 7])
    return made, vectors


def test_the_nearest_are_exact_and_in_order() -> None:
    made, vectors = filled(50)
    ids, cosines = made.nearest(vectors[11], 5, None)
    expected = np.argsort(-(vectors @ vectors[11]))[:5]
    assert ids == tuple(f"k{n}" for n in expected)
    assert cosines == pytest.approx(vectors[expected] @ vectors[11], abs=1e-5)


def test_within_keeps_to_the_passages_named() -> None:
    made, vectors = filled(50)
    ids, _ = made.nearest(vectors[11], 100, ["u2", "findes-ikke"])
    assert sorted(ids) == sorted(f"k{n}" for n in range(50) if n % 5 == 2)
    assert made.nearest(vectors[11], 5, ["findes-ikke"]) == ((), ())


def test_dropped_rows_are_gone_and_new_ones_found() -> None:
    made, vectors = filled(50)
    made.keep(lambda ident: int(ident[1:]) >= 20)
    assert len(made) == 30
    assert made.nearest(vectors[3], 1, None)[0] != ("k3",)
    made.add(["k3"], ["u3"], vectors[3:4])
    assert made.nearest(vectors[3], 1, None)[0] == ("k3",)
    assert {ident for ident, _ in made.of(["u3"])} == {"k3"} | {
        f"k{n}" for n in range(20, 50) if n % 5 == 3
    }


def test_a_large_table_is_held_in_half_precision(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_LARGE", 30)
    made, vectors = filled(50)
    assert made.nearest(vectors[11], 1, None)[0] == ("k11",)
    assert made.nearest(vectors[11], 1, ["u1"])[0] == ("k11",)


def test_a_large_table_finds_what_an_exact_search_finds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_LARGE", 1000)
    monkeypatch.setattr(module, "_PICKED", 200)
    chance = np.random.default_rng(5)
    patterns = chance.normal(size=(40, 384)) * np.linspace(3, 0.1, 384)
    vectors = patterns[chance.integers(40, size=4000)] + chance.normal(size=(4000, 384))
    vectors = (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)
    made = Table(384)
    for start in range(0, 4000, 500):
        ids = [f"k{n}" for n in range(start, start + 500)]
        made.add(ids, ids, vectors[start : start + 500])
    found = 0
    for number in range(0, 4000, 200):
        exact = np.argsort(-(vectors @ vectors[number]))[:10]
        ids, _ = made.nearest(vectors[number], 10, None)
        assert ids[0] == f"k{number}"
        found += len({f"k{n}" for n in exact} & set(ids))
    assert found >= 190
