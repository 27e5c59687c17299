"""Train the check: ``python -m evals.train_tjek`` (needs torch; a quarter of an hour on two cores).

Stage one (evals/tjek_net.py): a network learns, of every piece of the labelled plans
(planer-traen.jsonl, planer-dev.jsonl) and of the labelled sentences (tjek-saetninger*.jsonl,
note-saetninger.jsonl), what it says of each element and condition. Stage two (tjek_dommere.py):
what stage one says of plans by hands that it has not seen trains the judges of the whole plan,
and their heat is fitted on hands that no judge has seen. Prints the figures of that
cross-validation by hand, and writes assistent/models/hoveder/tjek.npz. The same input gives the
same file.
"""

from __future__ import annotations

import argparse
import pickle
import tempfile
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistent.check import read
from assistent.knowledge import load
from assistent.models import load_embedder
from assistent.models.embedder import UTUNET
from evals import tjek_dommere, tjek_net
from evals.tjek import Record, scores_table
from evals.tjek_data import DATA, NAMES, PARTS, Document, Reader

ROOT = Path(__file__).resolve().parent.parent
VERSION = "2"
FOLDS = 5
SEEDS = 2
SURE = (0.0, 0.5, 0.7, 0.85, 1.01)
Says = list[tuple[NDArray[Any], NDArray[Any]]]


def unseen(seen: tjek_net.Features, plans: Sequence[int], folds: Sequence[int], seeds: int) -> Says:
    """What stage one says of each plan when the hands of its fold are left out."""
    said: dict[int, Any] = {}
    for fold in range(FOLDS):
        held = [plan for plan, own in zip(plans, folds, strict=True) if own == fold]
        copies = [-1 - plan for plan in held]
        pieces = np.flatnonzero(~np.isin(seen.documents, [*held, *copies]))
        net = tjek_net.fit(seen, pieces, seeds)
        said |= dict(zip(held, tjek_net.says(net, seen, held), strict=True))
        print(f"fold {fold + 1} af {FOLDS}: {len(held)} planer holdt ude", flush=True)
    return [said[plan] for plan in plans]


def report(logs: dict[str, NDArray[Any]], rows: dict[str, tjek_dommere.Rows]) -> None:
    """Print accuracy, macro-F1 and calibration of the cross-validated judges."""
    for group, (names, statuses, _) in tjek_dommere.GROUPS.items():
        own, said = rows[group], logs[group].argmax(axis=1)
        records: list[Record] = [
            (names[name], statuses[gold], statuses[best])
            for name, gold, best in zip(own.names, own.gold, said, strict=True)
        ]
        records.sort(key=lambda record: names.index(record[0]))
        print(scores_table(records, statuses))
        sure, right = np.exp(logs[group]).max(axis=1), said == own.gold
        for low, high in pairwise(SURE):
            part = (sure >= low) & (sure < high)
            if part.any():
                share = f"{low:.2f}-{min(high, 1):.2f}"
                print(f"  sikkerhed {share}: n={part.sum():4d} rigtige {right[part].mean():.2f}")


def main(arguments: Sequence[str] | None = None) -> None:
    """Train, print the cross-validated figures, and write the trained file."""
    parser = argparse.ArgumentParser(description=__doc__)
    default = Path(tempfile.gettempdir()) / "assistent-modeller"
    parser.add_argument("--cache", type=Path, default=default)
    parser.add_argument("--kun-maal", action="store_true", help="measure only, write nothing")
    parser.add_argument("--gem", type=Path, help="keep what stage one says of unseen plans here")
    parser.add_argument("--seeds", type=int, default=SEEDS)
    options = parser.parse_args(arguments)
    base = load(ROOT / "vidensbase", ROOT / "vidensbase")
    encoder = load_embedder(UTUNET, options.cache)
    reader = Reader(base)
    documents: list[Document] = [
        *reader.sentences(sorted(DATA.glob("tjek-saetninger*.jsonl"))),
        *reader.notes(DATA / "note-saetninger.jsonl"),
    ]
    first = len(documents)
    plans = [*reader.plans(DATA / "planer-dev.jsonl"), *reader.plans(DATA / "planer-traen.jsonl")]
    documents += plans
    seen = tjek_net.features(documents, encoder)
    numbers = list(range(first, len(documents)))
    hands = sorted({plan.hand for plan in plans})
    folds = [hands.index(plan.hand) % FOLDS for plan in plans]
    print(f"{first} sætninger, {len(plans)} planer af {len(hands)} hænder", flush=True)
    says = unseen(seen, numbers, folds, options.seeds)
    if options.gem:
        kept = {plan.data["id"]: said for plan, said in zip(plans, says, strict=True)}
        options.gem.write_bytes(pickle.dumps(kept))
    rows = {group: tjek_dommere.rows_of(plans, says, group) for group in tjek_dommere.GROUPS}
    logs, judges = {}, {}
    for group, (names, _, _) in tjek_dommere.GROUPS.items():
        own, strength = rows[group], tjek_dommere.STRENGTH[group]
        raw = tjek_dommere.cross_validate(own, folds, len(names), strength)
        heat = tjek_dommere.temperature(raw, own.gold)
        logs[group] = read.log_shares(raw / heat)
        fitted = tjek_dommere.fit(own, np.ones(len(own.gold), bool), len(names), strength) / heat
        judges |= dict(zip(names, fitted, strict=True))
    report(logs, rows)
    if options.kun_maal:
        return
    net = tjek_net.fit(seen, np.arange(len(seen.documents)), options.seeds)
    signs = tuple((sign.id, tuple(sign.vendinger)) for sign in base.tjeksignaler)
    trained = read.Trained(
        NAMES, PARTS, encoder.fingerprint, signs, net.hidden, net.top, net.words, judges
    )
    file = read.save(trained, VERSION)
    print(f"{file} {file.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
