"""The judges of whole plans: one linear layer per element and condition, near to what all share.

A judge sees the row that ``check.decide`` makes of a plan. Its weights are those of all its kind
plus its own, and the own ones are held small (a hierarchical prior; Daumé 2007).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from assistent.check import decide, read
from assistent.datamodels import ELEMENTER, FORUDSAETNINGER
from evals.tjek_data import NAMES, PARTS, Document

GROUPS: dict[str, tuple[tuple[str, ...], tuple[str, ...], Any]] = {
    "forudsaetninger": (FORUDSAETNINGER, decide.FORUD_STATUS, decide.condition_row),
    "elementer": (ELEMENTER, decide.ELEMENT_STATUS, decide.element_row),
}
STRENGTH = {"forudsaetninger": 0.3, "elementer": 0.3}
OWN = 0.6
FOLDS = 5


@dataclass(frozen=True)
class Rows:
    """What the judges of a kind see: rows (n, columns), gold (n,), each row's name and plan."""

    rows: NDArray[np.float64]
    gold: NDArray[np.int64]
    names: NDArray[np.int64]
    plans: NDArray[np.int64]


def reading(document: Document, says: tuple[Any, Any]) -> decide.Reading:
    """A plan with what stage one says of its pieces."""
    return decide.Reading(
        document.pieces,
        document.sections,
        document.signs,
        *says,
        {name: number for number, name in enumerate(NAMES)},
        {name: number for number, name in enumerate(PARTS)},
        document.headed,
    )


def rows_of(documents: Sequence[Document], says: Sequence[Any], group: str) -> Rows:
    """The rows of one kind of judge over some plans."""
    names, statuses, make = GROUPS[group]
    rows, gold, which, plans = [], [], [], []
    for number, (document, said) in enumerate(zip(documents, says, strict=True)):
        found = reading(document, said)
        for place, name in enumerate(names):
            rows.append(make(found, name))
            gold.append(statuses.index(document.data[group][name]["status"]))
            which.append(place)
            plans.append(number)
    return Rows(np.stack(rows).astype(float), np.array(gold), np.array(which), np.array(plans))


def fit(rows: Rows, chosen: NDArray[np.bool_], count: int, strength: float) -> NDArray[np.float32]:
    """The judges: (names, columns + 1, statuses), the bias last."""
    x, names = rows.rows[chosen], rows.names[chosen]
    mean, spread = x.mean(axis=0), x.std(axis=0)
    spread[spread < 1e-6] = 1.0
    plain = np.hstack([(x - mean) / spread, np.ones((len(x), 1))])
    own = np.zeros((len(x), count, plain.shape[1]))
    own[np.arange(len(x)), names] = OWN * plain
    wide = np.hstack([plain, own.reshape(len(x), -1)])
    model = LogisticRegression(C=strength, max_iter=4000, fit_intercept=False)
    model.fit(wide, rows.gold[chosen])
    weights = model.coef_.T
    size = plain.shape[1]
    judges = []
    for name in range(count):
        place = size * (1 + name)
        whole = weights[:size] + OWN * weights[place : place + size]
        slopes = whole[:-1] / spread[:, None]
        judges.append(np.vstack([slopes, whole[-1] - mean @ slopes]))
    return np.stack(judges).astype(np.float32)


def judge(rows: Rows, judges: NDArray[np.float32]) -> NDArray[np.float64]:
    """Log probabilities (n, statuses)."""
    own = judges[rows.names]
    raw = np.einsum("nc,ncs->ns", rows.rows, own[:, :-1]) + own[:, -1]
    return np.asarray(read.log_shares(raw))


def cross_validate(
    rows: Rows, folds: Sequence[int], count: int, strength: float
) -> NDArray[np.float64]:
    """Log probabilities for plans whose fold (one number per plan) the judges have not seen."""
    fold = np.asarray(folds)[rows.plans]
    found = np.zeros((len(rows.gold), int(rows.gold.max()) + 1))
    for number in np.unique(fold):
        judges = fit(rows, fold != number, count, strength)
        held = fold == number
        part = Rows(rows.rows[held], rows.gold[held], rows.names[held], rows.plans[held])
        found[held] = judge(part, judges)
    return found


def temperature(logs: NDArray[np.float64], gold: NDArray[np.int64]) -> float:
    """The heat at which probabilities of unseen plans fit what was right (Guo et al. 2017)."""
    rows = np.arange(len(gold))

    def surprise(heat: float) -> float:
        return -float(read.log_shares(logs / heat)[rows, gold].sum())

    return float(min(np.arange(0.6, 4.0, 0.1), key=surprise))
