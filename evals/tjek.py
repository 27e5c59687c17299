"""Measure the check on labelled plans: ``python -m evals.tjek [FILE.jsonl]``.

Per condition and element: accuracy, macro-F1 and how far the quote overlaps the labelled one, with
two baselines: the majority of the development plans, and the nearest prototype (the training
sentence that comes closest to any sentence of the plan, where it comes close enough).
"""

from __future__ import annotations

import argparse
import json
import re
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from assistent.check import Checker
from assistent.check.decide import ELEMENT_STATUS, FORUD_STATUS
from assistent.check.read import wording
from assistent.check.segment import segment
from assistent.datamodels import ELEMENTER, FORUDSAETNINGER, Renset, Tjek
from assistent.knowledge import load
from assistent.models import load_embedder
from assistent.models.embedder import UTUNET
from assistent.prompts import load_frames

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "evals" / "data"
_NEAR = 0.90
Record = tuple[str, str, str]


def macro_f1(pairs: Sequence[tuple[str, str]], statuses: Sequence[str]) -> float:
    """Mean F1 over the statuses that occur, gold or given."""
    found = []
    for status in statuses:
        right = sum(gold == said == status for gold, said in pairs)
        total = sum(gold == status for gold, _ in pairs) + sum(said == status for _, said in pairs)
        if total:
            found.append(2 * right / total)
    return sum(found) / len(found) if found else 0.0


def accuracy(records: Sequence[Record]) -> float:
    """The share of records whose status is right."""
    return sum(gold == said for _, gold, said in records) / max(len(records), 1)


def scores_table(records: Sequence[Record], statuses: Sequence[str]) -> str:
    """Accuracy and macro-F1 per name, their means, and macro-F1 over all judgements together."""
    rows = []
    for name in dict.fromkeys(name for name, _, _ in records):
        own = [record for record in records if record[0] == name]
        pairs = [(gold, said) for _, gold, said in own]
        most = Counter(gold for gold, _ in pairs).most_common(1)[0][1] / len(pairs)
        rows.append((name, accuracy(own), macro_f1(pairs, statuses), most))
    pairs = [(gold, said) for _, gold, said in records]
    text = [f"{'':24s} andel  F1    flertal"]
    text += [f"{name:24s} {right:.2f}   {f1:.2f}  {most:.2f}" for name, right, f1, most in rows]
    means = np.mean([row[1:] for row in rows], axis=0)
    text.append(
        f"{'gennemsnit':24s} {means[0]:.3f}  {means[1]:.3f} {means[2]:.2f}"
        f"   samlet macro-F1 {macro_f1(pairs, statuses):.3f}"
    )
    return "\n".join(text)


def plans(path: Path) -> list[dict[str, Any]]:
    """The labelled plans of a file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def overlap(gold: str, said: str) -> float:
    """F1 of the words of two quotes."""
    one, other = (Counter(re.findall(r"\w+", text.lower())) for text in (gold, said))
    shared = sum((one & other).values())
    return 2 * shared / max(sum(one.values()) + sum(other.values()), 1)


def compare(records: Sequence[dict[str, Any]], checks: Sequence[Tjek], group: str) -> list[Record]:
    """(name, gold, said) for every judgement of a group."""
    return [
        (name, judged["status"], getattr(check, group)[name].status)
        for record, check in zip(records, checks, strict=True)
        for name, judged in record[group].items()
    ]


def majority(
    records: Sequence[dict[str, Any]], known: Sequence[dict[str, Any]], group: str
) -> list[Record]:
    """Always the status that is most common in ``known``."""
    usual = {
        name: Counter(record[group][name]["status"] for record in known).most_common(1)[0][0]
        for name in known[0][group]
    }
    return [(n, j["status"], usual[n]) for record in records for n, j in record[group].items()]


def prototypes(records: Sequence[dict[str, Any]], encoder: Any, group: str) -> list[Record]:
    """The status of the nearest training sentence about each condition or element."""
    names = FORUDSAETNINGER if group == "forudsaetninger" else ELEMENTER
    empty = "ikke_belyst" if group == "forudsaetninger" else "nej"
    lines = (DATA / "tjek-saetninger.jsonl").read_text(encoding="utf-8").splitlines()
    known = [item for item in map(json.loads, lines) if item["label"].split(":")[0] in names]
    vectors = encoder.query([item["tekst"] for item in known])
    found = []
    for record in records:
        texts = [wording(piece) for piece in segment(record["tekst"]) if not piece.head]
        near = (encoder.query(texts) @ vectors.T).max(axis=0)
        for name, judged in record[group].items():
            own = [i for i, item in enumerate(known) if item["label"].startswith(f"{name}:")]
            best = own[int(np.argmax(near[own]))]
            said = known[best]["label"].split(":")[1] if near[best] > _NEAR else empty
            found.append((name, judged["status"], said))
    return found


def quotes(records: Sequence[dict[str, Any]], checks: Sequence[Tjek]) -> str:
    """How the quotes agree with the labelled ones, and whether all are verbatim."""
    shares: list[float] = []
    wrong = 0
    for record, check in zip(records, checks, strict=True):
        for group in ("elementer", "forudsaetninger"):
            for name, judged in record[group].items():
                said = getattr(check, group)[name]
                wrong += said.citat not in record["tekst"]
                if judged["citat"] and said.citat and said.status == judged["status"]:
                    shares.append(overlap(judged["citat"], said.citat))
    hit = sum(share > 0.3 for share in shares) / max(len(shares), 1)
    mean = sum(shares) / max(len(shares), 1)
    return (
        f"citater: ord fælles (F1) {mean:.2f}, rammer stedet {hit:.2f} (n={len(shares)}), "
        f"ikke ordrette {wrong}"
    )


def false_alarms(records: Sequence[Record]) -> str:
    """How often something is seen where nothing is said, and the reverse."""
    silent = [said for _, gold, said in records if gold == "ikke_belyst"]
    spoken = [said for _, gold, said in records if gold != "ikke_belyst"]
    alarms = sum(said != "ikke_belyst" for said in silent) / max(len(silent), 1)
    missed = sum(said == "ikke_belyst" for said in spoken) / max(len(spoken), 1)
    return f"falske alarmer {alarms:.2f} af {len(silent)}, overset {missed:.2f} af {len(spoken)}"


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("fil", nargs="?", type=Path, default=DATA / "planer-test.jsonl")
    parser.add_argument(
        "--cache", type=Path, default=Path(tempfile.gettempdir()) / "assistent-modeller"
    )
    parser.add_argument("--uden-basis", action="store_true", help="without the baselines")
    options = parser.parse_args(arguments)
    base = load(ROOT / "vidensbase", ROOT / "vidensbase")
    encoder = load_embedder(UTUNET, options.cache)
    frames = load_frames(ROOT / "prompts")
    checker = Checker(base.elementer, base.forudsaetninger, encoder, frames, lambda *_: None)
    records = plans(options.fil)
    start = time.perf_counter()
    checks = [checker.check(Renset(record["tekst"])) for record in records]
    spent = (time.perf_counter() - start) / len(records)
    print(f"{options.fil.name}: {len(records)} planer, {spent * 1000:.0f} ms pr. plan\n")
    known = plans(DATA / "planer-dev.jsonl")
    for group, statuses in (("forudsaetninger", FORUD_STATUS), ("elementer", ELEMENT_STATUS)):
        judged = compare(records, checks, group)
        print(scores_table(judged, statuses))
        if group == "forudsaetninger":
            print(false_alarms(judged))
        if not options.uden_basis:
            for label, rows in (
                ("flertal", majority(records, known, group)),
                ("nærmeste prototype", prototypes(records, encoder, group)),
            ):
                pairs = [(gold, said) for _, gold, said in rows]
                f1 = macro_f1(pairs, statuses)
                print(f"  {label}: andel {accuracy(rows):.3f}, macro-F1 {f1:.3f}")
        print()
    print(quotes(records, checks))


if __name__ == "__main__":
    main()
