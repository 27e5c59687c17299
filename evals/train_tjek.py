"""Train the check's heads: ``python -m evals.train_tjek`` (deterministic; some CPU minutes).

The labelled sentences (evals/data/tjek-saetninger*.jsonl, note-saetninger.jsonl) train a linear
layer over sentence vectors, signs and words. What it says of the labelled development plans trains
the judges above it, cross-validated by plan. No sentence of a plan is used to train the layer: it
was tried and gained nothing. Prints the cross-validated figures and writes
assistent/models/hoveder/tjek.npz.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.optimize import minimize
from scipy.special import expit, logsumexp
from sklearn.linear_model import LogisticRegression

from assistent.check import decide, read
from assistent.check.segment import Piece, segment
from assistent.check.signs import Signs
from assistent.datamodels import ELEMENTER, FORUDSAETNINGER
from assistent.knowledge import Vidensbase, load
from assistent.models import load_embedder
from assistent.models.embedder import UTUNET

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "evals" / "data"
FOLDS = 5
VERSION = "1"
STATUSES = decide.FORUD_STATUS[:3]
PARTS = ("F2:maal", "F2:goer")
GROUPS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(FORUDSAETNINGER, decide.FORUD_STATUS[:3]),
    **{str(name): decide.ELEMENT_STATUS for name in ELEMENTER},
}
STATUS_CLASSES = {f"{name}:{status}" for name, given in GROUPS.items() for status in given}
CLASSES = (
    *GROUPS,
    *(f"{name}:{status}" for name, given in GROUPS.items() for status in given),
    *PARTS,
)
DIM = 384
RIDGE = 1.0
POSITIVE = 3.0
STEPS = 150


@dataclass
class Example:
    """A training sentence: its row, what it says, and what cannot be told of it."""

    row: int
    labels: set[str]
    unsure: set[str]


@dataclass
class Plan:
    """A labelled plan, read."""

    data: dict[str, Any]
    pieces: list[Piece]
    sections: list[str]
    seen: read.Seen
    windows: list[read.Window]
    headed: frozenset[str]
    rows: list[int]


class Reader:
    """Turns texts into rows of features and keeps them."""

    def __init__(self, base: Vidensbase, encoder: Any) -> None:
        self.signs = Signs(base.tjeksignaler)
        self.headings = decide.headings(base.elementer)
        names = read.extra_names(self.signs, ELEMENTER)
        self.columns = {name: number for number, name in enumerate(names)}
        self.encoder = encoder
        self.rows: list[tuple[NDArray[np.float32], list[int], list[int]]] = []

    def take(self, text: str) -> tuple[list[Piece], list[str], read.Seen, frozenset[str]]:
        """The pieces of a text with their sections and what is seen in them."""
        found = segment(text)
        pieces = decide.worth_reading(found, self.headings)
        if not pieces:
            pieces = [Piece(0, len(text), text, "", False, 0)]
        sections = [decide.section_of_piece(piece, self.headings) for piece in pieces]
        headed = frozenset(decide.section_of_piece(piece, self.headings) for piece in found)
        seen = read.look(pieces, self.encoder, self.signs, sections)
        return pieces, sections, seen, headed

    def add(self, seen: read.Seen, window: read.Window) -> int:
        """Keep the features of a window; its row number."""
        self.rows.append(read.describe(seen, window, self.columns))
        return len(self.rows) - 1

    def matrix(self) -> sparse.csr_matrix:
        """All rows kept so far."""
        dim = len(self.rows[0][0])
        extra = dim + len(self.columns)
        data: list[float] = []
        places: list[int] = []
        ends = [0]
        for vector, signs, buckets in self.rows:
            wide, sign, word = read.scales(buckets)
            data += [*(wide * vector).tolist(), *[sign] * len(signs), *[word] * len(buckets)]
            places += [*range(dim), *(dim + i for i in signs), *(extra + i for i in buckets)]
            ends.append(len(data))
        shape = (len(self.rows), extra + read.BUCKETS)
        return sparse.csr_matrix((np.array(data, np.float32), places, ends), shape=shape)


def lines(path: Path) -> Iterable[dict[str, Any]]:
    """The records of a JSONL file."""
    with path.open(encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def complete(labels: set[str]) -> set[str]:
    """Labels with those that they imply."""
    labels = labels - {"ingen"}
    if labels & set(PARTS) and not any(
        label.startswith("F2:") and label not in PARTS for label in labels
    ):
        labels.add("F2:opfyldt" if set(PARTS) <= labels else "F2:delvist")
    if "F2:opfyldt" in labels:
        labels |= set(PARTS)
    return labels


def sentence_examples(reader: Reader) -> list[Example]:
    """One example per training sentence, taken as one stretch."""
    found = []
    for path in sorted(DATA.glob("tjek-saetninger*.jsonl")):
        for record in lines(path):
            pieces, _, seen, _ = reader.take(record["tekst"])
            labels = complete({record["label"], *record.get("ogsaa", [])})
            unsure = set(PARTS) if "F2:delvist" in labels and not labels & set(PARTS) else set()
            row = reader.add(seen, read.Window(0, len(pieces)))
            found.append(Example(row, labels, unsure))
    return found


def note_examples(reader: Reader) -> list[Example]:
    """Note sentences with the elements that they belong to; they say nothing of conditions."""
    found = []
    unsure = {*FORUDSAETNINGER, *PARTS}
    for record in lines(DATA / "note-saetninger.jsonl"):
        pieces, _, seen, _ = reader.take(record["tekst"])
        row = reader.add(seen, read.Window(0, len(pieces)))
        found.append(Example(row, set(record["elementer"]), unsure))
    return found


def read_plans(reader: Reader, path: Path) -> list[Plan]:
    """The labelled plans, with a row per stretch."""
    plans: list[Plan] = []
    for record in lines(path):
        pieces, sections, seen, headed = reader.take(record["tekst"])
        plan = Plan(record, pieces, sections, seen, read.windows(pieces), headed, [])
        plan.rows = [reader.add(seen, window) for window in plan.windows]
        plans.append(plan)
    return plans


def _target(example: Example, name: str) -> bool | None:
    """True, False or None (leave out) for one class."""
    if name in example.unsure:
        return None
    if name in PARTS:
        return name in example.labels
    return name in example.labels or any(
        f"{name}:{status}" in example.labels for status in GROUPS[name]
    )


@dataclass
class Table:
    """The features of some examples, dense and sparse parts apart, with a column of ones."""

    dense: NDArray[Any]
    words: sparse.csr_matrix
    turned: sparse.csr_matrix

    @classmethod
    def of(cls, matrix: sparse.csr_matrix, rows: Sequence[int]) -> Table:
        """The table of some rows of the matrix."""
        chosen = matrix[rows]
        dense = np.asarray(chosen[:, :DIM].todense(), np.float64)
        words = sparse.csr_matrix(chosen[:, DIM:], dtype=np.float64)
        return cls(dense, words, words.T.tocsr())

    def raw(self, weights: NDArray[Any]) -> NDArray[Any]:
        """Scores of a layer whose last row is its bias."""
        found: NDArray[Any] = (
            self.dense @ weights[:DIM] + self.words @ weights[DIM:-1] + weights[-1]
        )
        return found

    def slope(self, errors: NDArray[Any]) -> NDArray[Any]:
        """The gradient of a layer, given that of its scores."""
        last = errors.sum(axis=0, keepdims=True)
        return np.concatenate([self.dense.T @ errors, self.turned @ errors, last])


def _descend(loss: Any, start: NDArray[Any]) -> NDArray[Any]:
    options = {"maxiter": STEPS, "ftol": 1e-6, "gtol": 1e-3}
    found: NDArray[Any] = minimize(loss, start, jac=True, method="L-BFGS-B", options=options).x
    return found


def _ridge(weights: NDArray[Any]) -> tuple[float, NDArray[Any]]:
    free = weights.copy()
    free[-1] = 0
    return 0.5 * RIDGE * float((free**2).sum()), RIDGE * free


def fit_yes_no(
    table: Table, target: NDArray[Any], weight: NDArray[Any], start: NDArray[Any]
) -> NDArray[Any]:
    """One class that is there or not; weight 0 leaves an example out."""

    def loss(weights: NDArray[Any]) -> tuple[float, NDArray[Any]]:
        raw = table.raw(weights)
        cost, pull = _ridge(weights)
        total = float((weight * (np.logaddexp(0, raw) - target * raw)).sum())
        return total + cost, table.slope(weight * (expit(raw) - target)) + pull

    return _descend(loss, start)


def fit_status(table: Table, status: NDArray[Any], start: NDArray[Any]) -> NDArray[Any]:
    """Which of the three statuses, among examples that have one."""
    rows = np.arange(len(status))

    def loss(flat: NDArray[Any]) -> tuple[float, NDArray[Any]]:
        weights = flat.reshape(start.shape)
        raw = table.raw(weights)
        logs = raw - logsumexp(raw, axis=1, keepdims=True)
        errors = np.exp(logs)
        errors[rows, status] -= 1
        cost, pull = _ridge(weights)
        total = -float(logs[rows, status].sum()) + cost
        return total, (table.slope(errors) + pull).ravel()

    return _descend(loss, start.ravel()).reshape(start.shape)


def fit(matrix: sparse.csr_matrix, examples: Sequence[Example]) -> NDArray[Any]:
    """The linear layer, (features + 1, classes), its bias last."""
    layer = np.zeros((matrix.shape[1] + 1, len(CLASSES)))
    table = Table.of(matrix, [example.row for example in examples])
    for column, name in enumerate(CLASSES):
        if name in STATUS_CLASSES:
            continue
        said = [_target(example, name) for example in examples]
        target = np.array([bool(answer) for answer in said], float)
        weight = np.array([0.0 if a is None else POSITIVE if a else 1.0 for a in said])
        layer[:, column] = fit_yes_no(table, target, weight, layer[:, column])
    for name, given in GROUPS.items():
        pairs = [
            (example.row, number)
            for example in examples
            for number, status in enumerate(given)
            if f"{name}:{status}" in example.labels
        ]
        columns = [CLASSES.index(f"{name}:{status}") for status in given]
        own = Table.of(matrix, [row for row, _ in pairs])
        status = np.array([number for _, number in pairs])
        layer[:, columns] = fit_status(own, status, layer[:, columns])
    return layer


def scores_of(matrix: sparse.csr_matrix, plan: Plan, layer: NDArray[Any]) -> NDArray[np.float32]:
    """The scores of a plan's windows."""
    return np.asarray(matrix[plan.rows] @ layer[:-1] + layer[-1], np.float32)


def reading(plan: Plan, scores: NDArray[np.float32]) -> decide.Reading:
    """A plan with its scores."""
    return decide.Reading(
        plan.pieces,
        plan.sections,
        plan.seen,
        plan.windows,
        scores,
        {name: number for number, name in enumerate(CLASSES)},
        plan.headed,
    )


def rows_of(plans: Sequence[Plan], readings: Sequence[decide.Reading]) -> dict[str, Any]:
    """What the judges see and what they should say, with the plan of each row."""
    table: dict[str, Any] = {}
    for judge, names, group, statuses, make in (
        ("forud", FORUDSAETNINGER, "forudsaetninger", decide.FORUD_STATUS, decide.condition_row),
        ("element", ELEMENTER, "elementer", decide.ELEMENT_STATUS, decide.element_row),
    ):
        pairs = [(number, name) for number in range(len(plans)) for name in names]
        rows = np.stack([make(readings[number], name) for number, name in pairs])
        gold = [statuses.index(plans[n].data[group][name]["status"]) for n, name in pairs]
        table[judge] = (
            rows,
            np.array(gold),
            np.array([n for n, _ in pairs]),
            [x for _, x in pairs],
        )
    return table


def fit_judge(rows: NDArray[Any], gold: NDArray[Any], strength: float) -> NDArray[np.float32]:
    """A judge: (columns + 1, statuses), its bias last; standardised inside."""
    mean, spread = rows.mean(axis=0), rows.std(axis=0)
    spread[spread < 1e-6] = 1.0
    model = LogisticRegression(C=strength, max_iter=3000).fit((rows - mean) / spread, gold)
    weights = model.coef_.T / spread[:, None]
    bias = model.intercept_ - mean @ weights
    return np.vstack([weights, bias]).astype(np.float32)


STRENGTH = {"forud": 3.0, "element": 1.0}


def cross_validate_judges(
    table: dict[str, Any], strength: dict[str, float]
) -> dict[str, NDArray[Any]]:
    """The judges' probabilities for plans that they have not seen."""
    found = {}
    for judge, (rows, gold, plan, _) in table.items():
        chances = np.zeros((len(rows), gold.max() + 1))
        for fold in range(FOLDS):
            out = plan % FOLDS == fold
            weights = fit_judge(rows[~out], gold[~out], strength[judge])
            chances[out] = [decide.chances(row, weights) for row in rows[out]]
        found[judge] = chances
    return found


def heated(chances: NDArray[Any], heat: float) -> NDArray[Any]:
    """Probabilities made flatter (heat above 1) or steeper."""
    raw = np.log(np.clip(chances, 1e-9, 1)) / heat
    raw = np.exp(raw - raw.max(axis=1, keepdims=True))
    shares: NDArray[Any] = raw / raw.sum(axis=1, keepdims=True)
    return shares


def temperature(chances: NDArray[Any], gold: NDArray[Any]) -> float:
    """The heat at which cross-validated probabilities fit what was right."""
    rows = np.arange(len(gold))

    def surprise(heat: float) -> float:
        return -float(np.log(heated(chances, heat)[rows, gold] + 1e-9).sum())

    return float(min(np.arange(0.6, 4.0, 0.1), key=surprise))


def report(table: dict[str, Any], chances: dict[str, NDArray[Any]]) -> None:
    """Print accuracy and macro-F1 per condition and element."""
    from evals.tjek import scores_table

    for judge, statuses in (("forud", decide.FORUD_STATUS), ("element", decide.ELEMENT_STATUS)):
        _, gold, _, names = table[judge]
        said = chances[judge].argmax(axis=1)
        records = [
            (name, statuses[g], statuses[s]) for name, g, s in zip(names, gold, said, strict=True)
        ]
        print(scores_table(records, statuses))
        sure = chances[judge].max(axis=1)
        for low, high in ((0, 0.5), (0.5, 0.7), (0.7, 0.85), (0.85, 1.01)):
            part = (sure >= low) & (sure < high)
            if part.any():
                right = (said == gold)[part].mean()
                share = f"{low:.2f}-{min(high, 1):.2f}"
                print(f"  sikkerhed {share}: n={part.sum():3d} rigtige {right:.2f}")


def main(arguments: Sequence[str] | None = None) -> None:
    """Train, print the cross-validated figures, and write the trained file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--cache", type=Path, default=Path(tempfile.gettempdir()) / "assistent-modeller"
    )
    parser.add_argument("--kun-maal", action="store_true", help="measure only, write nothing")
    options = parser.parse_args(arguments)
    base = load(ROOT / "vidensbase", ROOT / "vidensbase")
    encoder = load_embedder(UTUNET, options.cache)
    reader = Reader(base, encoder)
    sentences = [*sentence_examples(reader), *note_examples(reader)]
    plans = read_plans(reader, DATA / "planer-dev.jsonl")
    matrix = reader.matrix()
    print(f"{len(sentences)} sætninger, {len(plans)} planer", file=sys.stderr)
    layer = fit(matrix, sentences)
    readings = [reading(plan, scores_of(matrix, plan, layer)) for plan in plans]
    table = rows_of(plans, readings)
    chances = cross_validate_judges(table, STRENGTH)
    heat = {judge: temperature(chances[judge], table[judge][1]) for judge in table}
    report(table, {judge: heated(chances[judge], heat[judge]) for judge in table})
    if options.kun_maal:
        return
    judges = {
        judge: fit_judge(rows, gold, STRENGTH[judge]) / heat[judge]
        for judge, (rows, gold, _, _) in table.items()
    }
    signs = tuple((sign.id, tuple(sign.vendinger)) for sign in base.tjeksignaler)
    trained = read.Trained(CLASSES, encoder.fingerprint, signs, layer[:-1], layer[-1], judges)
    read.save(trained, VERSION)


if __name__ == "__main__":
    main()
