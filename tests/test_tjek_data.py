"""The check's labelled plans and sentences, and the judges trained on them."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pytest

from assistent.check import decide
from assistent.datamodels import ELEMENTER, FORUDSAETNINGER
from assistent.knowledge import Vidensbase, load
from evals import tjek_dommere
from evals.tjek import confusion, macro_f1, plans
from evals.tjek_data import DATA, NAMES, Reader, statuses
from evals.tjek_varianter import KINDS, order

ROOT = Path(__file__).resolve().parent.parent
FILES = ("planer-dev.jsonl", "planer-traen.jsonl", "planer-test.jsonl")


@pytest.fixture(scope="module")
def base() -> Vidensbase:
    return load(ROOT / "vidensbase", ROOT / "vidensbase")


@pytest.mark.parametrize("name", FILES)
def test_every_plan_is_labelled_whole_and_its_quotes_are_verbatim(name: str) -> None:
    records = plans(DATA / name)
    assert len({record["id"] for record in records}) == len(records)
    for record in records:
        for group, names in (("elementer", ELEMENTER), ("forudsaetninger", FORUDSAETNINGER)):
            assert tuple(record[group]) == names, record["id"]
            for key, judged in record[group].items():
                empty = judged["status"] in ("nej", "ikke_belyst")
                assert judged["status"] in (*statuses(key), "ikke_belyst")
                assert judged["citat"] in record["tekst"], (record["id"], key)
                assert judged["citat"] or empty, (record["id"], key)
        for mark in record.get("maerker", ()):
            assert record["tekst"][mark["fra"] : mark["til"]].strip()
            for label in mark["maerker"]:
                key, _, status = label.partition(":")
                assert status in statuses(key), (record["id"], label)


def test_no_plan_of_the_test_is_trained_on() -> None:
    texts = [{record["tekst"] for record in plans(DATA / name)} for name in FILES]
    assert not texts[2] & (texts[0] | texts[1])
    assert len(texts[2]) >= 30


def test_a_mark_says_which_statuses_its_pieces_may_have(base: Vidensbase) -> None:
    document = Reader(base).plans(DATA / "planer-traen.jsonl")[0]
    marks = document.data["maerker"]
    label = next(label for mark in marks for label in mark["maerker"])
    name, _, status = label.partition(":")
    column = document.allowed[:, NAMES.index(name)]
    assert column[:, 1 + statuses(name).index(status)].any()
    assert (column.sum(axis=1) >= 1).all()
    silent = [n for n in NAMES if not any(n in lab for mark in marks for lab in mark["maerker"])]
    for other in silent:
        assert (document.allowed[:, NAMES.index(other)] == [True, False, False, False]).all()


def test_judges_learn_what_a_row_shows_and_keep_a_name_apart() -> None:
    chance = np.random.default_rng(1)
    rows = chance.normal(size=(240, 4))
    names = np.arange(240) % 2
    gold = np.digitize(np.where(names == 1, -rows[:, 0], rows[:, 0]), [-0.5, 0.5])
    table = tjek_dommere.Rows(rows, gold, names, np.arange(240))
    shared = tjek_dommere.fit(table, np.ones(240, bool), 2, 1.0)
    said = tjek_dommere.judge(table, shared).argmax(axis=1)
    assert (said == gold).mean() > 0.85, "the two names want the opposite of the same column"
    assert shared.shape == (2, 5, 3)


def test_heat_makes_what_is_too_sure_less_so() -> None:
    gold = np.array([0, 0, 0, 1])
    logs = np.log(np.tile([0.99, 0.01], (4, 1)))
    assert tjek_dommere.temperature(logs, gold) > 1.5


def test_macro_f1_and_confusion_are_those_of_a_table_known_by_hand() -> None:
    pairs = [("a", "a"), ("a", "b"), ("b", "b"), ("b", "b")]
    assert macro_f1(pairs, ("a", "b", "c")) == pytest.approx((2 / 3 + 4 / 5) / 2)
    records = [("F1", gold, said) for gold, said in pairs]
    assert confusion(records, ("a", "b")).splitlines()[1].split() == ["F1", "1", "1", "|", "0", "2"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_variation_changes_little_and_always_the_same(kind: str) -> None:
    for record in plans(DATA / "planer-dev.jsonl")[:5]:
        text = record["tekst"]
        varied = KINDS[kind](text, random.Random(4))
        assert varied == KINDS[kind](text, random.Random(4))
        assert abs(len(varied) - len(text)) < 0.25 * len(text)


def test_another_order_keeps_every_paragraph() -> None:
    text = "Plan\n\nen\n\nto\n\ntre"
    assert sorted(order(text, random.Random(2)).split("\n\n")) == sorted(text.split("\n\n"))


def test_rows_have_the_columns_that_are_named() -> None:
    assert len(set(decide.FORUD_COLUMNS)) == len(decide.FORUD_COLUMNS)
    assert len(set(decide.ELEMENT_COLUMNS)) == len(decide.ELEMENT_COLUMNS)
