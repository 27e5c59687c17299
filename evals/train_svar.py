"""Train what tells whether something answers a question: ``python -m evals.train_svar``.

Two small parts. "emne": logistic regression over the question's vector, vidensbasen's own typical
questions against those that it does not answer (evals/data/uden-for.yaml, uden-svar-traen.jsonl).
"svar": a small network over ``answer.candidates.describe``. Its examples are vidensbasen's own
questions, each third of them asked of an index that has not seen it, with the statement they were
written for as the answer; the same asked of the sources' bare sentences; and the unanswerable ones,
for which every candidate is wrong. The curve of both errors over the threshold is of the dev sets,
which nothing is trained on. Both are written to assistent/models/hoveder/.
"""

from __future__ import annotations

import argparse
import os
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import StratifiedKFold, cross_val_predict
from sklearn.neural_network import MLPClassifier

from assistent.answer.candidates import FEATURES, Candidate, describe, gather
from assistent.answer.compose import repeats
from assistent.assistant import Assistant
from assistent.danish import squeeze
from assistent.datamodels import Korn, KornArt, Renset
from assistent.models.heads import LinearHead, NetHead, load_net, save_head
from assistent.retrieve import search
from evals.dele import Uden
from evals.spoerg import DATA, rows

FOLDS = 3
_HIDDEN = 24
_SEEDS = 5
"""Networks whose scores are averaged by standing side by side in one layer."""
_HITS = 8

Rows = NDArray[np.float32]


@dataclass
class Asked:
    """A question with what answers it: a statement's text and quote, or a record's passage."""

    text: str
    fold: int
    topic: float = 0.5
    statement: str = ""
    quote: str = ""
    record: str = ""
    vector: Rows = field(default_factory=lambda: np.zeros(0, np.float32))


class Kept:
    """An encoder that hands out one vector computed before."""

    def __init__(self, vector: Rows) -> None:
        self._vector = vector

    def query(self, texts: Sequence[str]) -> Rows:
        """The vector, (1, dim)."""
        return self._vector[None]


def questions(assistant: Assistant) -> tuple[list[Asked], list[set[str]]]:
    """Vidensbasen's questions with their answers, and the grains that each fold leaves out."""
    index = assistant.index
    groups: dict[str, list[Korn]] = defaultdict(list)
    for _, grain in sorted(index.grains.items()):
        if grain.art == "spoergsmaal":
            key = grain.udsagn.tekst if grain.udsagn else grain.uddrag_id
            groups[key].append(grain)
    found: list[Asked] = []
    dropped: list[set[str]] = [set() for _ in range(FOLDS)]
    told = _told_questions(assistant)
    for grains in groups.values():
        fold_of = {text: n % FOLDS for n, text in enumerate(dict.fromkeys(g.tekst for g in grains))}
        for grain in grains:
            dropped[fold_of[grain.tekst]].add(grain.id)
        for text, fold in fold_of.items():
            grain = next(g for g in grains if g.tekst == text)
            if grain.udsagn is not None:
                fact = grain.udsagn
                found.append(Asked(text, fold, statement=fact.tekst, quote=fact.citat))
            elif text in told:
                found.append(Asked(text, fold, record=grain.uddrag_id))
    return found, dropped


def _told_questions(assistant: Assistant) -> set[str]:
    """Questions to records, without the situations that are told of methods."""
    base = assistant.knowledge
    records = (*base.metoder, *base.begreber, *base.forloeb)
    return {text for record in records for text in record.spoergsmaal}


def unanswerable() -> list[str]:
    """Questions that vidensbasen does not answer."""
    near = [str(row["tekst"]) for row in rows("uden-svar-traen.jsonl")]
    return [*near, *yaml.safe_load((DATA / "uden-for.yaml").read_text("utf-8"))]


def examples(
    index: Any, asked: Sequence[Asked], lexicon: Any
) -> Iterator[tuple[Rows, NDArray[np.int64], Asked]]:
    """The candidates of each question as rows, with 1 for those that answer it."""
    for question in asked:
        hits = search(Renset(question.text), index, Kept(question.vector), _HITS)
        candidates = gather(hits)
        if candidates:
            table = describe(question.text, candidates, lexicon, question.topic)
            yield table, np.array([_answers(question, c) for c in candidates]), question


def _answers(question: Asked, candidate: Candidate) -> int:
    if question.record:
        return int(candidate.passage.id == question.record)
    if not question.statement or candidate.record:
        return 0
    if candidate.text == question.statement:
        return 1
    gold = Candidate(question.statement, question.quote, None, candidate.passage, 0.0, True)
    mine, wanted = squeeze(candidate.quote), squeeze(question.quote)
    shares = wanted in mine or (len(mine) > 30 and mine in wanted)
    if not candidate.written:
        return int(shares)
    return int(repeats(candidate, gold) and repeats(gold, candidate))


def topic_model() -> LogisticRegression:
    """What tells vidensbasen's questions from others."""
    return LogisticRegression(C=1.0, class_weight="balanced", max_iter=3000)


def train_topic(assistant: Assistant, inside: Sequence[Asked], outside: Sequence[Asked]) -> None:
    """Fit and write "emne"; give every question the topic that it has when it is held out."""
    asked = [*inside, *outside]
    vectors = np.stack([question.vector for question in asked])
    labels = np.array([1] * len(inside) + [0] * len(outside))
    folds = StratifiedKFold(5, shuffle=True, random_state=0)
    chances = cross_val_predict(topic_model(), vectors, labels, cv=folds, method="predict_proba")
    for question, chance in zip(asked, chances[:, 1], strict=True):
        question.topic = float(chance)
    print(f"emne: AUC {roc_auc_score(labels, chances[:, 1]):.3f} på {len(labels)} spørgsmål")
    model = topic_model().fit(vectors, labels)
    weights = np.concatenate([np.zeros_like(model.coef_), model.coef_]).T.astype(np.float32)
    bias = np.array([0.0, model.intercept_[0]], np.float32)
    fingerprint = assistant.embedder.fingerprint
    save_head(LinearHead("emne", "2", fingerprint, ("nej", "ja"), weights, bias))


def collect(assistant: Assistant) -> tuple[Rows, NDArray[np.int64], NDArray[np.int64]]:
    """Rows, labels and the number of the question of each row."""
    inside, dropped = questions(assistant)
    outside = [Asked(text, number % FOLDS) for number, text in enumerate(unanswerable())]
    asked = [*inside, *outside]
    vectors = assistant.embedder.query([question.text for question in asked])
    for question, vector in zip(asked, vectors, strict=True):
        question.vector = vector
    train_topic(assistant, inside, outside)
    written: set[KornArt] = {"spoergsmaal", "udsagn"}
    bare = {ident for ident, grain in assistant.index.grains.items() if grain.art in written}
    tables, labels, numbers = [], [], []
    settings = [
        *(([q for q in asked if q.fold == fold], gone) for fold, gone in enumerate(dropped)),
        ([q for number, q in enumerate(asked) if not q.record and number % 3 == 0], bare),
    ]
    count = 0
    for chosen, gone in settings:
        part = Uden.grains_but(assistant.index, assistant.index_synonyms, gone)
        for table, answers, _ in examples(part, chosen, part.words):
            tables.append(table)
            labels.append(answers)
            numbers.append(np.full(len(answers), count))
            count += 1
    return np.concatenate(tables), np.concatenate(labels), np.concatenate(numbers)


def fit(table: Rows, labels: NDArray[np.int64]) -> NetHead:
    """Some small networks side by side, as one."""
    mean, deviation = table.mean(axis=0), table.std(axis=0) + 1e-3
    scaled = (table - mean) / deviation
    nets = [
        MLPClassifier(
            (_HIDDEN,),
            activation="tanh",
            alpha=0.05,
            max_iter=60,
            early_stopping=True,
            random_state=seed,
            learning_rate_init=3e-3,
            batch_size=256,
        ).fit(scaled, labels)
        for seed in range(_SEEDS)
    ]
    first = np.concatenate([net.coefs_[0] for net in nets], axis=1)
    shift = np.concatenate([net.intercepts_[0] for net in nets])
    second = np.concatenate([net.coefs_[1][:, 0] for net in nets]) / _SEEDS
    bias = float(np.mean([net.intercepts_[1][0] for net in nets]))
    # The scaling is folded into the first layer.
    return NetHead(
        "svar",
        "2",
        "",
        ("nej", "ja"),
        (first / deviation[:, None]).astype(np.float32),
        (shift - (mean / deviation) @ first).astype(np.float32),
        np.stack([np.zeros_like(second), second], axis=1).astype(np.float32),
        np.array([0.0, bias], np.float32),
    )


def certainty(assistant: Assistant, text: str, head: NetHead | None = None) -> float:
    """The chance that the best candidate answers, by ``head`` or by the assistant's own."""
    question = assistant.clean(text)
    if head is None:
        head = load_net("svar", assistant.embedder.fingerprint)
    candidates = gather(assistant.search(text, _HITS))
    table = describe(question, candidates, assistant.index.words, assistant.topic(question))
    return float(head.probabilities(table)[:, -1].max()) if candidates else 0.0


def report(assistant: Assistant, head: NetHead) -> None:
    """The curve on the dev sets."""
    dev = [(str(row["tekst"]), "ja") for row in rows("spoergsmaal-dev.jsonl")]
    dev += [(str(row["tekst"]), str(row["type"])) for row in rows("uden-svar-dev.jsonl")]
    chances = [certainty(assistant, text, head) for text, _ in dev]
    labels = [int(kind == "ja") for _, kind in dev]
    kinds = [kind for _, kind in dev]
    scores, truth, kind_of = np.array(chances), np.array(labels), np.array(kinds)
    print(f"svar: AUC {roc_auc_score(truth, scores):.3f} på dev")
    print("tærskel  fejlagtigt afvist  fejlagtigt besvaret: nær, fjern, følsom")
    for threshold in np.arange(0.05, 0.85, 0.05):
        refused = (scores[truth == 1] < threshold).mean()
        answered = [
            (scores[kind_of == kind] >= threshold).mean() for kind in ("naer", "fjern", "foelsom")
        ]
        print(f"{threshold:7.2f}  {refused:17.2f}  {'  '.join(f'{a:.2f}' for a in answered)}")


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=None)
    parser.add_argument("--gem", type=Path, default=None, help="keep the rows in this file")
    given = parser.parse_args()
    if given.data:
        os.environ["ASSISTENT_DATA"] = str(given.data)
    assistant = Assistant()
    assistant.build_vectors()
    table, labels, numbers = collect(assistant)
    print(f"{len(table)} kandidater til {numbers.max() + 1} spørgsmål, {labels.sum()} rigtige")
    if given.gem:
        np.savez(given.gem, table=table, labels=labels, numbers=numbers, names=np.array(FEATURES))
    head = fit(table, labels)
    fresh = Assistant()
    fresh.build_vectors()
    report(fresh, head)
    path = save_head(head.bound_to(assistant.embedder.fingerprint))
    print(f"{path} skrevet")


if __name__ == "__main__":
    main()
