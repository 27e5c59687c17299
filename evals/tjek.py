"""Measure the check on labelled plans: ``python -m evals.tjek [FILE.jsonl]``.

Per condition and element: accuracy, macro-F1, the confusion of its statuses, and whether the quote
overlaps the labelled one, beside the baselines of evals/tjek_linjer.py.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from assistent.check import Checker
from assistent.check.decide import ELEMENT_STATUS, FORUD_STATUS
from assistent.check.signs import Signs
from assistent.datamodels import Renset, Tjek
from assistent.knowledge import load
from assistent.models import load_embedder
from assistent.models.embedder import UTUNET
from assistent.prompts import load_frames
from evals import tjek_linjer

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "evals" / "data"
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


def compare(records: Sequence[dict[str, Any]], checks: Sequence[Tjek], group: str) -> list[Record]:
    """(name, gold, said) for every judgement of a group."""
    return [
        (name, judged["status"], getattr(check, group)[name].status)
        for record, check in zip(records, checks, strict=True)
        for name, judged in record[group].items()
    ]


def confusion(records: Sequence[Record], statuses: Sequence[str]) -> str:
    """Per name how often each gold status (row) was given each status (column)."""
    lines = [f"facit × svar, i rækkefølgen {', '.join(statuses)}"]
    for name in dict.fromkeys(name for name, _, _ in records):
        own = Counter((gold, said) for n, gold, said in records if n == name)
        table = [" ".join(f"{own[gold, said]:3d}" for said in statuses) for gold in statuses]
        lines.append(f"{name:24s} {' |'.join(table)}")
    return "\n".join(lines)


def _labelled(record: dict[str, Any], group: str, name: str) -> list[tuple[int, int]]:
    """Where the evidence is: every stretch that its hand marked, else the one quote."""
    if "maerker" in record:
        return [
            (mark["fra"], mark["til"])
            for mark in record["maerker"]
            if any(label.split(":")[0] == name for label in mark["maerker"])
        ]
    quote = record[group][name]["citat"]
    start = record["tekst"].find(quote)
    return [(start, start + len(quote))]


def quotes(records: Sequence[dict[str, Any]], checks: Sequence[Tjek]) -> str:
    """How often the quote overlaps the labelled evidence, and whether all are verbatim."""
    hits: list[bool] = []
    wrong = 0
    for record, check in zip(records, checks, strict=True):
        for group in ("elementer", "forudsaetninger"):
            for name, judged in record[group].items():
                said = getattr(check, group)[name]
                start = record["tekst"].find(said.citat)
                wrong += start < 0
                if judged["citat"] and said.citat and said.status == judged["status"]:
                    end = start + len(said.citat)
                    spans = _labelled(record, group, name)
                    hits.append(any(start < last and first < end for first, last in spans))
    share = sum(hits) / max(len(hits), 1)
    return f"citater: rammer facits sted {share:.3f} (n={len(hits)}), ikke ordrette {wrong}"


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
    known = plans(DATA / "planer-traen.jsonl")
    signs = Signs(base.tjeksignaler)
    for group, statuses in (("forudsaetninger", FORUD_STATUS), ("elementer", ELEMENT_STATUS)):
        judged = compare(records, checks, group)
        print(scores_table(judged, statuses))
        print(confusion(judged, statuses))
        if group == "forudsaetninger":
            print(false_alarms(judged))
        if not options.uden_basis:
            for label, rows in (
                ("flertal", tjek_linjer.majority(records, known, group)),
                ("nøgleord", tjek_linjer.keywords(records, signs, group)),
                ("nærmeste prototype", tjek_linjer.prototypes(records, encoder, group)),
                ("første forsøg", tjek_linjer.trial(records, encoder, group)),
            ):
                pairs = [(gold, said) for _, gold, said in rows]
                f1 = macro_f1(pairs, statuses)
                print(f"  {label}: andel {accuracy(rows):.3f}, macro-F1 {f1:.3f}")
        print()
    print(quotes(records, checks))


if __name__ == "__main__":
    main()
