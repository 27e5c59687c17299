"""Train the model that tells names from words: ``python -m evals.train_navne``.

The contexts are the real sentences of vidensbasen and evals/data, which hold no personal data: as
they stand they are negatives; with the pronouns and pseudonyms of children and staff replaced by
names from the lists they are positives. A third of the names is hidden from the lists, so that the
model learns to know a name by its company; every text also comes in lower case.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from assistent.anonymise import lists as name_lists
from assistent.anonymise.names import (
    SIZE,
    Words,
    column,
    features,
    is_candidate,
    often_capital,
)
from evals.anonymiser import unmarked

_ROOT = Path(__file__).resolve().parent.parent
_TARGET = _ROOT / "assistent/anonymise/navne.npz"
_PERSON = re.compile(
    r"(?<![\w])(?:[Bb]arn [A-H](?![\w])|[Pp]æd\.? ?[A-Z](?=[ ,.:])|[Hh]an(?= )|[Hh]un(?= )"
    r"|(?<= )ham(?=[ ,.])|(?<= )hende(?=[ ,.])|[Hh]ans(?= )|[Hh]endes(?= )|[Dd]rengen(?=[ ,.])"
    r"|[Pp]igen(?=[ ,.])|[Bb]arnet(?=[ ,.]))"
)
_ROLES = ("pæd. ", "pædagog ", "vikaren ", "rp ", "mor ", "far ", "psykolog ", "leder ", "")


def texts() -> list[str]:
    """Real Danish of the trade without personal data, sentence by sentence or whole."""
    found: list[str] = []
    for path in sorted((_ROOT / "vidensbase").rglob("*.md")):
        found.extend(part for part in path.read_text(encoding="utf-8").split("\n\n") if part)
    for path in sorted((_ROOT / "vidensbase").rglob("*.yaml")):
        if path.parent.name != "navne":
            found.extend(path.read_text(encoding="utf-8").split("\n- "))
    for path in sorted((_ROOT / "evals/data").glob("*.jsonl")):
        if "test" in path.stem or path.stem.startswith("personoplysninger"):
            continue
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            text = row.get("tekst") or row.get("spoergsmaal") or row.get("noter") or row.get("plan")
            if isinstance(text, str):
                found.append(text)
    return found


class Names:
    """Draws names as they are written: single, double, with a surname, in the genitive."""

    def __init__(self, known: list[str], chance: random.Random) -> None:
        self._known, self._chance = known, chance

    def draw(self) -> str:
        """One name."""
        pick = self._chance.choice
        roll = self._chance.random()
        if roll < 0.62:
            return pick(self._known)
        if roll < 0.7:
            return f"{pick(self._known)}-{pick(self._known)}"
        return f"{pick(self._known)} {pick(self._known)}"


def with_names(text: str, names: Names, chance: random.Random) -> str:
    """``text`` with some of its people named; names stand as ⟦NAVN|…⟧."""
    people = [names.draw() for _ in range(3)]

    def named(match: re.Match[str]) -> str:
        if chance.random() < 0.35:
            return match.group()
        name = chance.choice(people)
        low = match.group().lower()
        if low.startswith("pæd"):
            return f"{chance.choice(_ROLES)}⟦NAVN|{name}⟧"
        owned = "s" if low in ("hans", "hendes") and not name.endswith("s") else ""
        if owned and chance.random() < 0.4:
            return f"⟦NAVN|{name}⟧s {chance.choice(('mor', 'far', 'forældre', 'søster'))} og "
        return f"⟦NAVN|{name}⟧{owned}"

    return _PERSON.sub(named, text)


def samples(chance: random.Random) -> Iterator[tuple[str, list[tuple[int, int, str]]]]:
    """Texts with the spans of their names: untouched, named, in lower case, in capitals."""
    known = sorted(
        {
            line
            for path in (_ROOT / "vidensbase/navne").glob("*navne-*.txt")
            if path.name != "ikke-navne.txt"
            for line in path.read_text(encoding="utf-8").splitlines()
        }
    )
    names = Names(known, chance)
    dev = _ROOT / "evals/data/personoplysninger-dev.jsonl"
    marked = []
    if dev.exists():
        marked = [json.loads(line)["tekst"] for line in dev.read_text("utf-8").splitlines()]
    for text in marked * 3:
        yield unmarked(text)
    for text in texts():
        yield text, []
        if chance.random() < 0.5:
            yield text.lower(), []
        for _ in range(2):
            plain, spans = unmarked(with_names(text, names, chance))
            if spans:
                roll = chance.random()
                yield (
                    (plain.lower() if roll < 0.4 else plain.upper() if roll < 0.43 else plain),
                    spans,
                )


def main() -> None:
    """Train, set the threshold and write the model."""
    chance = random.Random(20261123)
    lists = name_lists.load(_ROOT / "vidensbase/navne", Path("/findes-ikke"))
    words_of = Words(lists)
    rows: list[int] = []
    columns: list[int] = []
    labels: list[int] = []
    for text, spans in samples(chance):
        if len(text) != len(text.lower()):
            continue
        words = words_of.cut(text)
        gold = {
            at
            for at, word in enumerate(words)
            if any(s <= word.start < e and kind == "NAVN" for s, e, kind in spans)
        }
        hidden = {words[at].foldet for at in gold if chance.random() < 0.33}
        if hidden:
            words = [word._replace(navn=False) if word.foldet in hidden else word for word in words]
        often = often_capital(words)
        for at, word in enumerate(words):
            if at in gold or is_candidate(word, words[at - 1] if at else None):
                places = {column(feature) for feature in features(words, at, often)}
                columns.extend(places)
                rows.extend([len(labels)] * len(places))
                labels.append(int(at in gold))
    matrix = csr_matrix(
        (np.ones(len(rows), np.float32), (rows, columns)), shape=(len(labels), SIZE)
    )
    answers = np.array(labels)
    print(f"{len(labels)} ord, {answers.mean():.2f} navne")
    test = np.random.default_rng(1).random(len(labels)) < 0.1
    model = LogisticRegression(C=0.3, max_iter=200, solver="liblinear")
    model.fit(matrix[~test], answers[~test])
    scores = model.predict_proba(matrix[test])[:, 1]
    for threshold in (0.2, 0.3, 0.4, 0.5, 0.6):
        hits = scores >= threshold
        right = (hits & (answers[test] == 1)).sum()
        print(
            threshold,
            f"fundet {right / answers[test].sum():.3f}",
            f"præcision {right / max(1, hits.sum()):.3f}",
        )
    np.savez_compressed(
        _TARGET,
        vaegte=model.coef_[0].astype(np.float16),
        skaering=np.float32(model.intercept_[0]),
        taerskel=np.float32(0.25),
    )
    print(f"{_TARGET.stat().st_size / 1e3:.0f} kB")


if __name__ == "__main__":
    main()
