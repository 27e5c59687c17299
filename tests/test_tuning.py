"""Additions to the encoder's weights: kept in a file, added once, faults told in Danish."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from assistent.errors import ModelFejl
from assistent.models.e5 import BundledE5
from assistent.models.tuning import Tuning, load, save


def _tuning(scale: float = 0.5) -> Tuning:
    chance = np.random.default_rng(3)
    up = (scale * chance.normal(size=(384, 4))).astype(np.float32)
    return Tuning({"l11.q": (up, chance.normal(size=(4, 384)).astype(np.float32))})


def test_it_survives_the_file_in_sixteen_bits(tmp_path: Path) -> None:
    file = tmp_path / "t.npz"
    save(_tuning(), file)
    again = load(file)
    assert again is not None and list(again.additions) == ["l11.q"]
    for kept, given in zip(again.additions["l11.q"], _tuning().additions["l11.q"], strict=True):
        assert np.allclose(kept, given, atol=2e-3)


def test_only_the_named_weight_is_added_to() -> None:
    tuning = _tuning()
    weight = np.zeros((384, 384), np.float32)
    up, down = tuning.additions["l11.q"]
    assert np.allclose(tuning.added("l11.q", weight), up @ down)
    assert tuning.added("l11.k", weight) is weight


def test_no_file_is_no_tuning_and_a_damaged_one_is_told(tmp_path: Path) -> None:
    assert load(tmp_path / "findes-ikke.npz") is None
    broken = tmp_path / "t.npz"
    broken.write_bytes(b"PK noget helt andet")
    with pytest.raises(ModelFejl, match="beskadiget"):
        load(broken)


@pytest.mark.slow
def test_the_additions_change_the_vectors_and_the_fingerprint(tmp_path: Path, models: Path) -> None:
    save(_tuning(), tmp_path / "t.npz")
    bare = BundledE5(models, tuned=None)
    tuned = BundledE5(models, tuned=tmp_path / "t.npz")
    text = ["hvad er et konsultativt møde"]
    assert bare.fingerprint != tuned.fingerprint
    assert 0.2 < float(bare.query(text)[0] @ tuned.query(text)[0]) < 0.999
