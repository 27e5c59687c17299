"""Train the head that sorts notes into elements: ``python evals/train_udkast.py``.

Reads evals/data/note-saetninger.jsonl (messy note sentences, and the element labels of the check's
sentences) and the plans of vidensbasen; prints a report from cross-validation by note; writes the
head to assistent/models/hoveder/. The same input gives the same file.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from sklearn.model_selection import GroupKFold

from assistent.draft.features import KLASSER, UAFKLARET, build_lexicon, features
from assistent.draft.notes import OEVRIGE, Headings, Sted, build_headings, spoken, strip_label
from assistent.knowledge import load
from assistent.models import load_embedder
from assistent.models.heads import LinearHead, save_head
from assistent.prompts import load_frames

ROOT = Path(__file__).resolve().parents[1]
VERSION = "udkast-1"
_DENSE = 806
Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Eksempel:
    """A labelled clause; ``gruppe`` keeps the clauses of one note in one fold."""

    sted: Sted
    klasser: tuple[str, ...]
    afklaret: bool
    gruppe: str
    vaegt: float = 1.0
    kilde: str = "note"


def _rows(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def note_examples(path: Path, headings: Headings, speech: frozenset[str]) -> list[Eksempel]:
    """The messy sentences, each with the context it stood in."""
    found = []
    for number, row in enumerate(_rows(path)):
        label, text = strip_label(str(row["tekst"]), headings)
        title = str(row.get("overskrift", ""))
        heading = label or headings.exact(title) or headings.within(title)
        place = Sted(spoken(text, speech), heading, str(row.get("forrige", "")))
        classes = tuple(row["elementer"]) or (OEVRIGE,)  # type: ignore[arg-type]
        group = str(row["note"]) or f"enkelt{number}"
        source = str(row.get("kilde", "note"))
        weight = 0.6 if source == "tjek" and not row["elementer"] else 1.0
        settled = bool(row["afklaret"])
        found.append(Eksempel(place, classes, settled, group, weight, source))
    return found


def plan_examples(root: Path) -> list[Eksempel]:
    """The lines of vidensbasens past plans, without their headings."""
    base = load(root / "vidensbase", root / "vidensbase")
    return [
        Eksempel(Sted(line), (name,), True, f"p{plan.id}", 0.4, "plan")
        for plan in base.forloeb
        for name, lines in plan.elementer.items()
        for line in lines
    ]


def augment(examples: list[Eksempel], seed: int = 7) -> list[Eksempel]:
    """Each clause also under its right heading, without one, and now and then under a wrong one."""
    random = np.random.default_rng(seed)
    extra = []
    for example in examples:
        place, first = example.sted, example.klasser[0]
        if place.overskrift:
            extra.append(replace(example, sted=replace(place, overskrift=()), vaegt=0.5))
        elif random.random() < 0.5:
            extra.append(replace(example, sted=replace(place, overskrift=(first,)), vaegt=0.4))
        if random.random() < 0.12:
            wrong = KLASSER[int(random.integers(len(KLASSER) - 1))]
            extra.append(replace(example, sted=replace(place, overskrift=(wrong,)), vaegt=0.4))
        if place.forrige and random.random() < 0.5:
            extra.append(replace(example, sted=replace(place, forrige=""), vaegt=0.4))
    return examples + extra


def fit(
    rows: Floats, targets: NDArray[np.bool_], weights: Floats, c: float
) -> tuple[Floats, Floats]:
    """Logistic regressions, one per column of ``targets``, fitted together by L-BFGS."""
    dense, thin = rows[:, :_DENSE], csr_matrix(rows[:, _DENSE:])
    turned = thin.T.tocsr()
    signs = np.where(targets, 1, -1).astype(np.float32)
    width, count = rows.shape[1], targets.shape[1]
    cost = (c * weights[:, None]).astype(np.float32)

    def loss(flat: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        packed = flat.astype(np.float32).reshape(width + 1, count)
        matrix, bias = packed[:-1], packed[-1]
        margin = (dense @ matrix[:_DENSE] + thin @ matrix[_DENSE:] + bias) * signs
        pull = -cost * signs / (1 + np.exp(np.clip(margin, -30, 30)))
        slope = np.concatenate([dense.T @ pull, turned @ pull]) + matrix
        total = float((cost * np.logaddexp(0, -margin)).sum() + 0.5 * (matrix * matrix).sum())
        return total, np.concatenate([slope, pull.sum(0)[None]]).ravel().astype(np.float64)

    start = np.zeros((width + 1) * count)
    best = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 150}).x
    packed = best.reshape(width + 1, count).astype(np.float32)
    return packed[:-1], packed[-1]


class Maskine:
    """Turns examples into rows; every text is encoded once."""

    def __init__(self, cache: Path) -> None:
        self.encoder = load_embedder("indbygget", cache)
        self.frames = load_frames(ROOT / "prompts")
        self.lexicon = build_lexicon(self.frames)
        self._seen: dict[str, Floats] = {"": np.zeros(self.encoder.dim, np.float32)}

    def rows(self, examples: list[Eksempel]) -> Floats:
        """The features of ``examples``."""
        texts = {t for e in examples for t in (e.sted.tekst, e.sted.forrige)} - self._seen.keys()
        ordered = sorted(texts)
        if ordered:
            self._seen.update(zip(ordered, self.encoder.query(ordered), strict=True))
        own = np.stack([self._seen[e.sted.tekst] for e in examples])
        before = np.stack([self._seen[e.sted.forrige] for e in examples])
        return features([e.sted for e in examples], own, before, self.lexicon)


def _targets(examples: list[Eksempel]) -> NDArray[np.bool_]:
    return np.array(
        [
            [name in e.klasser if name != UAFKLARET else not e.afklaret for name in KLASSER]
            for e in examples
        ]
    )


def cross_validate(machine: Maskine, examples: list[Eksempel], c: float) -> None:
    """Print how often the best class is right on notes that were held out."""
    kept = [e for e in examples if e.kilde == "note"]
    groups = [e.gruppe for e in kept]
    hits, total, per = 0, 0, {name: [0, 0] for name in KLASSER[:-1]}
    for train, test in GroupKFold(6).split(kept, groups=groups):
        others = [e for e in examples if e.kilde != "note"]
        part = augment([kept[i] for i in train] + others)
        held = [kept[i] for i in test]
        weights = np.array([e.vaegt for e in part], np.float32)
        matrix, bias = fit(machine.rows(part), _targets(part), weights, c)
        best = (machine.rows(held) @ matrix + bias)[:, :-1].argmax(axis=1)
        for example, index in zip(held, best, strict=True):
            good = KLASSER[index] in example.klasser
            hits, total = hits + good, total + 1
            per[example.klasser[0]][0] += good
            per[example.klasser[0]][1] += 1
    print(f"C={c}: {hits / total:.3f} of {total} held-out clauses right")
    print("  " + "  ".join(f"{k} {a}/{b}" for k, (a, b) in per.items()))


def main() -> None:
    """Cross-validate, train on everything, write the head."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cache", type=Path, default=Path("/tmp/w/cache"))
    parser.add_argument("--c", type=float, nargs="*", default=[8.0])
    parser.add_argument("--only-report", action="store_true")
    options = parser.parse_args()
    machine = Maskine(options.cache)
    base = load(ROOT / "vidensbase", ROOT / "vidensbase")
    headings = build_headings(base.elementer, machine.frames)
    examples = note_examples(
        ROOT / "evals/data/note-saetninger.jsonl", headings, machine.lexicon.speech
    )
    examples += plan_examples(ROOT)
    for c in options.c:
        cross_validate(machine, examples, c)
    if options.only_report:
        return
    full = augment(examples)
    weights = np.array([e.vaegt for e in full], np.float32)
    matrix, bias = fit(machine.rows(full), _targets(full), weights, options.c[0])
    head = LinearHead("udkast", VERSION, machine.encoder.fingerprint, KLASSER, matrix, bias)
    file = save_head(head)
    print(f"{file} {file.stat().st_size / 1e3:.0f} kB, {len(full)} rows")


if __name__ == "__main__":
    main()
