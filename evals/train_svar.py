"""Train what tells whether something answers a question: ``python -m evals.train_svar``.

Two small parts. "emne": logistic regression over the question's vector, vidensbasen's own typical
questions against those that it does not answer (vidensbase/uden-svar.yaml). "svar": a few small
networks over ``answer.judging.describe``. Its examples are the questions of each statement that
the encoder has not learnt from, each third of them asked of an
index that has not seen it, with the statement as the answer; the same asked of the sources' bare
sentences; the questions to methods and concepts; and the unanswerable ones, for which every
candidate is wrong, among them those of naer-ved-traen.jsonl, which differ in one thing from
questions that have an answer. The curve of both errors over the threshold is of the dev sets, which
nothing is trained on. Both are written to assistent/models/hoveder/.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import StratifiedKFold, cross_val_predict
from sklearn.neural_network import MLPClassifier

from assistent.answer.candidates import Candidate, gather
from assistent.answer.compose import repeats
from assistent.answer.judging import Sound, describe, judged
from assistent.answer.judging import certainty as chance_of_any
from assistent.assistant import Assistant
from assistent.config import Settings
from assistent.danish import squeeze
from assistent.datamodels import SKJULTE, KornArt, Renset
from assistent.models.heads import LinearHead, NetHead, load_net, save_head
from assistent.retrieve import search
from evals.dele import Uden
from evals.spoerg import rows

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
    sound: Sound = field(default_factory=Sound)
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
    told = _told_questions(assistant)
    fold_of: dict[str, int] = {}
    found: list[Asked] = []
    for number, fact in enumerate(f for _, p in assistant.knowledge.passager for f in p.udsagn):
        for place, text in enumerate(fact.spoergsmaal):
            fold = fold_of[text] = (place + number) % FOLDS
            found.append(Asked(text, fold, statement=fact.tekst, quote=fact.citat))
    dropped: list[set[str]] = [set() for _ in range(FOLDS)]
    for ident, grain in sorted(assistant.index.grains.items()):
        if grain.art != "spoergsmaal":
            continue
        if grain.udsagn is None and grain.tekst in told:
            fold = fold_of.setdefault(grain.tekst, len(fold_of) % FOLDS)
            found.append(Asked(grain.tekst, fold, record=grain.uddrag_id))
        if grain.tekst in fold_of:
            dropped[fold_of[grain.tekst]].add(ident)
    return found, dropped


def _told_questions(assistant: Assistant) -> set[str]:
    """Questions to records, without the situations that are told of methods."""
    base = assistant.knowledge
    records = (*base.metoder, *base.begreber, *base.forloeb)
    return {text for record in records for text in record.spoergsmaal}


def examples(
    index: Any, asked: Sequence[Asked], lexicon: Any
) -> Iterator[tuple[Rows, NDArray[np.int64], Asked]]:
    """The candidates of each question as rows, with 1 for those that answer it."""
    for question in asked:
        hits = search(Renset(question.text), index, Kept(question.vector), _HITS)
        candidates = gather(hits)
        if candidates:
            table = describe(question.text, candidates, lexicon, question.sound)
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


def hear(inside: Sequence[Asked], outside: Sequence[Asked], known: int) -> float:
    """Give every question the sound that it has when it is held out; the AUC of "emne".

    The first ``known`` of ``outside`` are those that vidensbasen is known not to answer.
    """
    asked = [*inside, *outside]
    vectors = np.stack([question.vector for question in asked])
    labels = np.array([1] * len(inside) + [0] * len(outside))
    folds = StratifiedKFold(5, shuffle=True, random_state=0)
    chances = cross_val_predict(topic_model(), vectors, labels, cv=folds, method="predict_proba")
    near = vectors @ vectors[len(inside) : len(inside) + known].T
    near[np.arange(len(inside), len(inside) + known), np.arange(known)] = -1.0
    for number, question in enumerate(asked):
        question.sound = Sound(float(chances[number, 1]), float(near[number].max()))
    return float(roc_auc_score(labels, chances[:, 1]))


def train_topic(assistant: Assistant) -> None:
    """Fit and write "emne" for the shipped encoder."""
    inside, outside = all_questions(assistant)[:2]
    vectors = assistant.embedder.query([question.text for question in (*inside, *outside)])
    labels = np.array([1] * len(inside) + [0] * len(outside))
    model = topic_model().fit(vectors, labels)
    weights = np.concatenate([np.zeros_like(model.coef_), model.coef_]).T.astype(np.float32)
    bias = np.array([0.0, model.intercept_[0]], np.float32)
    fingerprint = assistant.embedder.fingerprint
    save_head(LinearHead("emne", "2", fingerprint, ("nej", "ja"), weights, bias))


def all_questions(assistant: Assistant) -> tuple[list[Asked], list[Asked], list[set[str]]]:
    """The answerable and the unanswerable questions, and what each fold leaves out."""
    inside, dropped = questions(assistant)
    told = [row.tekst for row in assistant.knowledge.uden_svar]
    quotes = {f.tekst: f.citat for _, p in assistant.knowledge.passager for f in p.udsagn}
    for number, row in enumerate(rows("naer-ved-traen.jsonl")):
        text, statement = str(row["tekst"]), str(row["udsagn"])
        if row["svarer"]:
            quote = quotes[statement]
            inside.append(Asked(text, number % FOLDS, statement=statement, quote=quote))
        else:
            told.append(text)
    outside = [Asked(text, number % FOLDS) for number, text in enumerate(told)]
    return inside, outside, dropped


def collect(assistant: Assistant) -> Iterator[tuple[Rows, NDArray[np.int64]]]:
    """Rows and labels of each question."""
    inside, outside, dropped = all_questions(assistant)
    asked = [*inside, *outside]
    for question in asked:
        question.text = assistant.index.spelled(question.text)
    vectors = assistant.embedder.query([question.text for question in asked])
    for question, vector in zip(asked, vectors, strict=True):
        question.vector = vector
    known = len(assistant.knowledge.uden_svar)
    print(f"emne: AUC {hear(inside, outside, known):.3f} på {len(asked)} spørgsmål", flush=True)
    written: set[KornArt] = {"spoergsmaal", "udsagn"}
    hidden = {p.id for p in assistant.index.passages.values() if p.art in SKJULTE}
    grains = assistant.index.grains.items()
    bare = {i for i, g in grains if g.art in written and g.uddrag_id not in hidden}
    settings = [([q for q in asked if q.fold == n], gone) for n, gone in enumerate(dropped)]
    settings.append(([q for q in asked if not q.record][::4], bare))
    for part, gone in settings:
        index = Uden.grains_but(assistant.index, assistant.index_synonyms, gone)
        for table, answers, _ in examples(index, part, index.words):
            yield table, answers


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
    weights = np.stack([np.zeros_like(second), second], axis=1).astype(np.float32)
    top = LinearHead("svar", "2", "", ("nej", "ja"), weights, np.array([0.0, bias], np.float32))
    return NetHead(
        top,
        (first / deviation[:, None]).astype(np.float32),
        (shift - (mean / deviation) @ first).astype(np.float32),
    )


def certainty(assistant: Assistant, text: str, head: NetHead | None = None) -> float:
    """The chance that the best candidate answers, by ``head`` or by the assistant's own."""
    question = Renset(assistant.index.spelled(assistant.clean(text)))
    if head is None:
        head = load_net("svar", assistant.embedder.fingerprint)
    net = head
    found = judged(
        question,
        gather(assistant.search(text, _HITS)),
        assistant.index.words,
        assistant.sound(question),
        lambda rows: net.probabilities(rows)[:, -1],
    )
    return chance_of_any(found)


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
    parser.add_argument("--data", type=Path, default=None, help="where the index is kept")
    given = parser.parse_args()
    changed = {"data": given.data} if given.data else {}
    assistant = Assistant(Settings().model_copy(update=changed))
    assistant.build_vectors()
    train_topic(assistant)
    rows_ = list(collect(assistant))
    table = np.concatenate([row for row, _ in rows_])
    labels = np.concatenate([answers for _, answers in rows_])
    print(f"{len(table)} kandidater til {len(rows_)} spørgsmål, {labels.sum()} rigtige", flush=True)
    head = fit(table, labels)
    path = save_head(head.bound_to(assistant.embedder.fingerprint))
    print(f"{path} skrevet", flush=True)
    report(assistant, head)


if __name__ == "__main__":
    main()
