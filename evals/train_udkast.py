"""Train the head that sorts notes into elements: ``python -m evals.train_udkast`` (needs torch).

Reads evals/data/note-saetninger.jsonl (messy note sentences, and the element labels of the check's
sentences), noter-traen.jsonl (whole notes by seven hands, labelled quote by quote, cut into the
clauses that the sorter sees) and the plans of vidensbasen. Some small networks stand side by side
as one layer of tanh. Prints how often the best class is right on the clauses of noter-dev.jsonl,
and with ``--uden HAND`` on one hand's notes that are then left out of the training (and nothing is
written). The same input gives the same file in assistent/models/hoveder/.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn import functional

from assistent.draft.features import (
    KLASSER,
    UAFKLARET,
    build_lexicon,
    features,
    heading_columns,
    texts_of,
)
from assistent.draft.notes import (
    OEVRIGE,
    Headings,
    Sted,
    build_headings,
    build_splitter,
    spoken,
    strip_label,
)
from assistent.knowledge import load
from assistent.models import load_embedder
from assistent.models.heads import LinearHead, NetHead, save_head
from assistent.prompts import load_frames
from evals import noter

ROOT = Path(__file__).resolve().parents[1]
VERSION = "udkast-2"
_HIDDEN = 96
_SEEDS = 3
_ROUNDS = 14
_BATCH = 128
_RATE = 2e-3
_DROP = 0.4
_NO_HEADING = 0.4
_NO_CONTEXT = 0.3
Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Eksempel:
    """A labelled clause; ``haand`` is who wrote the note."""

    sted: Sted
    klasser: tuple[str, ...]
    afklaret: bool
    haand: str
    vaegt: float = 1.0


def _rows(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def sentence_examples(path: Path, headings: Headings, speech: frozenset[str]) -> Iterator[Eksempel]:
    """The messy sentences, each with the context it stood in."""
    for row in _rows(path):
        label, text = strip_label(str(row["tekst"]), headings)
        title = str(row.get("overskrift", ""))
        heading = label or headings.exact(title) or headings.within(title)
        place = Sted(spoken(text, speech), heading, str(row.get("forrige", "")))
        classes = tuple(row["elementer"]) or (OEVRIGE,)  # type: ignore[arg-type]
        weak = row.get("kilde") == "tjek" and not row["elementer"]
        yield Eksempel(place, classes, bool(row["afklaret"]), "", 0.6 if weak else 1.0)


def plan_examples(root: Path) -> Iterator[Eksempel]:
    """The lines of vidensbasens past plans, without their headings."""
    base = load(root / "vidensbase", root / "vidensbase")
    for plan in base.forloeb:
        for name, lines in plan.elementer.items():
            yield from (Eksempel(Sted(line), (name,), True, "", 0.4) for line in lines)


class Maskine:
    """Turns examples into rows; every text is encoded once."""

    def __init__(self, cache: Path) -> None:
        self.encoder = load_embedder("indbygget", cache)
        self.frames = load_frames(ROOT / "prompts")
        self.lexicon = build_lexicon(self.frames)
        base = load(ROOT / "vidensbase", ROOT / "vidensbase")
        self.headings = build_headings(base.elementer, self.frames)

    def note_examples(self, path: Path) -> Iterator[Eksempel]:
        """The clauses of labelled notes; the hand is what stands before the dash of the id."""
        splitter = build_splitter(self.frames)
        for row in noter.load(path):
            for led in noter.clauses(row, self.headings, splitter, self.lexicon.speech):
                classes = led.elementer or (OEVRIGE,)
                yield Eksempel(led.sted, classes, led.afklaret, led.note.partition("-")[0])

    def all_examples(self) -> list[Eksempel]:
        """Everything that is trained on."""
        data = ROOT / "evals/data"
        return [
            *sentence_examples(data / "note-saetninger.jsonl", self.headings, self.lexicon.speech),
            *self.note_examples(data / "noter-traen.jsonl"),
            *plan_examples(ROOT),
        ]

    def rows(self, examples: Sequence[Eksempel]) -> Floats:
        """The features of ``examples``."""
        places = [example.sted for example in examples]
        texts = sorted(texts_of(places))
        vectors = dict(zip(texts, self.encoder.query(texts), strict=True))
        return features(places, vectors, self.lexicon)


def targets(examples: Sequence[Eksempel]) -> Floats:
    """1 for each class of an example, (n, classes)."""
    return np.array(
        [
            [name in e.klasser if name != UAFKLARET else not e.afklaret for name in KLASSER]
            for e in examples
        ],
        np.float32,
    )


def train_net(rows: Floats, wanted: Floats, weights: Floats, seed: int) -> Any:
    """One small network. Headings and the lines beside a clause are now and then left out."""
    torch.manual_seed(seed)
    dim, columns = 384, heading_columns(384)
    net = torch.nn.Sequential(
        torch.nn.Linear(rows.shape[1], _HIDDEN),
        torch.nn.Tanh(),
        torch.nn.Dropout(_DROP),
        torch.nn.Linear(_HIDDEN, len(KLASSER)),
    )
    optimizer = torch.optim.AdamW(net.parameters(), lr=_RATE, weight_decay=1e-4)
    x, y, w = (torch.from_numpy(part) for part in (rows, wanted, weights))
    for round_ in range(_ROUNDS):
        for group in optimizer.param_groups:
            group["lr"] = _RATE * (1 - round_ / _ROUNDS)
        order = torch.randperm(len(x))
        for start in range(0, len(x), _BATCH):
            chosen = order[start : start + _BATCH]
            batch = functional.dropout(x[chosen], _DROP)
            count = len(chosen)
            batch[:, columns] *= (torch.rand(count, 1) >= _NO_HEADING).float()
            batch[:, dim : 3 * dim] *= (torch.rand(count, 1) >= _NO_CONTEXT).float()
            each = functional.binary_cross_entropy_with_logits(
                net(batch), y[chosen], reduction="none"
            ).sum(1)
            optimizer.zero_grad()
            (each * w[chosen]).mean().backward()
            optimizer.step()
    return net


def fit(rows: Floats, examples: Sequence[Eksempel]) -> NetHead:
    """Some small networks side by side, as one; bound to no encoder yet."""
    weights = np.array([example.vaegt for example in examples], np.float32)
    nets = [train_net(rows, targets(examples), weights, seed) for seed in range(_SEEDS)]

    def of(layer: int, name: str) -> list[Floats]:
        return [getattr(net[layer], name).detach().numpy() for net in nets]

    top = LinearHead(
        "udkast",
        VERSION,
        "",
        KLASSER,
        np.concatenate([part.T for part in of(3, "weight")]) / _SEEDS,
        np.mean(of(3, "bias"), axis=0),
    )
    hidden = np.concatenate([part.T for part in of(0, "weight")], axis=1)
    return NetHead(top, hidden, np.concatenate(of(0, "bias")))


def report(head: NetHead, machine: Maskine, held: Sequence[Eksempel], name: str) -> None:
    """How often the best class of a clause is one that the reader gave it."""
    best = head.scores(machine.rows(held))[:, :-1].argmax(axis=1)
    right = [KLASSER[at] in e.klasser for at, e in zip(best, held, strict=True)]
    print(f"{name}: {np.mean(right):.3f} of {len(held)} clauses right", flush=True)


def main() -> None:
    """Train on everything and write the head, or hold one hand out and only report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cache", type=Path, default=Path("/tmp/w/cache"))
    parser.add_argument("--uden", default="", help="a hand (a-g) to hold out")
    options = parser.parse_args()
    machine = Maskine(options.cache)
    examples = machine.all_examples()
    used = [e for e in examples if not options.uden or e.haand != options.uden]
    head = fit(machine.rows(used), used)
    if options.uden:
        held = [e for e in examples if e.haand == options.uden]
        report(head, machine, held, f"hand {options.uden}, held out")
        return
    dev = list(machine.note_examples(ROOT / "evals/data/noter-dev.jsonl"))
    report(head, machine, dev, "noter-dev")
    top = replace(head.top, encoder=machine.encoder.fingerprint)
    file = save_head(replace(head, top=top))
    print(f"{file} {file.stat().st_size / 1e3:.0f} kB, {len(used)} clauses")


if __name__ == "__main__":
    main()
