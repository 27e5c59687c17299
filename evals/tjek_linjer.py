"""What the check is measured against: majority, keywords, nearest prototype, the first trial."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from assistent.check.read import wording
from assistent.check.segment import segment
from assistent.check.signs import Signs
from assistent.datamodels import ELEMENTER, FORUDSAETNINGER
from evals.tjek_data import DATA

Record = tuple[str, str, str]
_NEAR = 0.90
_KEYS: Mapping[str, tuple[str, ...]] = {
    "problemstilling": ("barn",),
    "maal": ("maal",),
    "strategier": ("metode",),
    "varighed": ("laengde",),
    "opgavefordeling": ("opgave",),
    "foraeldresamarbejde": ("foraeldre",),
    "opfoelgning_hvordan": ("opfoelg",),
    "opfoelgning_hyppighed": ("interval", "datoer"),
    "F1": ("anvendelse", "haender"),
    "F2": ("stuen", "vi"),
    "F3": ("aflyst", "erstat"),
    "F4": ("afstem",),
    "F5": ("opfoelg",),
    "F6": ("sparring",),
    "F7": ("tvivl",),
    "F8": ("kollega",),
    "F9": ("begreb",),
    "F10": ("skema",),
    "F11": ("ledere",),
}


def _names(group: str) -> tuple[str, ...]:
    return tuple(FORUDSAETNINGER if group == "forudsaetninger" else ELEMENTER)


def _empty(group: str) -> str:
    return "ikke_belyst" if group == "forudsaetninger" else "nej"


def majority(
    records: Sequence[dict[str, Any]], known: Sequence[dict[str, Any]], group: str
) -> list[Record]:
    """Always the status that is most common in ``known``."""
    usual = {
        name: Counter(record[group][name]["status"] for record in known).most_common(1)[0][0]
        for name in known[0][group]
    }
    return [(n, j["status"], usual[n]) for record in records for n, j in record[group].items()]


def keywords(records: Sequence[dict[str, Any]], signs: Signs, group: str) -> list[Record]:
    """A sentence with the word says it is so; with a no, that it is not; with a wish, half."""
    full, half, denied = (
        ("opfyldt", "delvist", "ikke_opfyldt")
        if group == "forudsaetninger"
        else ("ja", "delvist", "nej")
    )
    found = []
    for record in records:
        shown = [signs.found(wording(p)) for p in segment(record["tekst"]) if not p.head]
        for name, judged in record[group].items():
            own = [names for names in shown if names & set(_KEYS[name])]
            said = _empty(group)
            if own:
                bad = any(names & {"naegtet", "udskudt", "afvist"} for names in own)
                said = denied if bad else half if any("oenske" in n for n in own) else full
            found.append((name, judged["status"], said))
    return found


def _sentences() -> list[dict[str, Any]]:
    lines = (DATA / "tjek-saetninger.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def prototypes(records: Sequence[dict[str, Any]], encoder: Any, group: str) -> list[Record]:
    """The status of the nearest training sentence about each condition or element."""
    known = [item for item in _sentences() if item["label"].split(":")[0] in _names(group)]
    vectors = encoder.query([item["tekst"] for item in known])
    found = []
    for record in records:
        texts = [wording(piece) for piece in segment(record["tekst"]) if not piece.head]
        near = (encoder.query(texts) @ vectors.T).max(axis=0)
        for name, judged in record[group].items():
            own = [i for i, item in enumerate(known) if item["label"].startswith(f"{name}:")]
            best = own[int(np.argmax(near[own]))]
            said = known[best]["label"].split(":")[1] if near[best] > _NEAR else _empty(group)
            found.append((name, judged["status"], said))
    return found


def trial(records: Sequence[dict[str, Any]], encoder: Any, group: str) -> list[Record]:
    """The first trial: sentence vectors and logistic regression, the likeliest sentence decides."""
    known = _sentences()
    vectors = 10 * encoder.query([item["tekst"] for item in known])
    model = LogisticRegression(max_iter=2000).fit(vectors, [item["label"] for item in known])
    classes = list(model.classes_)
    found = []
    for record in records:
        texts = [wording(piece) for piece in segment(record["tekst"]) if not piece.head]
        shares = model.predict_proba(10 * encoder.query(texts))
        best = shares.max(axis=0)
        said = {classes[row.argmax()] for row in shares}
        for name, judged in record[group].items():
            own = [label for label in said if label.startswith(f"{name}:")]
            label = max(own, key=lambda one: best[classes.index(one)], default="")
            found.append((name, judged["status"], label.partition(":")[2] or _empty(group)))
    return found
