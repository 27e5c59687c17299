"""Measure search and answers: ``python -m evals.spoerg [--saet dev|test] [--data MAPPE]``.

Prints page hit@1, hit@5 and MRR by style, how often a fact answer holds what it must, how often
the cited page is a gold page, wrongly declined and wrongly answered, whether every quote is
verbatim, and the median time of an answer.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import time
from collections import defaultdict
from itertools import chain
from pathlib import Path

from assistent.assistant import Assistant
from assistent.config import Settings
from assistent.danish import squeeze

DATA = Path(__file__).parent / "data"


def rows(name: str) -> list[dict[str, object]]:
    """The records of a JSONL file in evals/data/."""
    return [json.loads(line) for line in (DATA / name).read_text("utf-8").splitlines() if line]


def holds(answer: str, wanted: list[list[str]]) -> bool:
    """True when, of each list of alternatives, one stands in the answer."""
    text = " ".join(answer.lower().split())
    return all(any(alternative.lower() in text for alternative in group) for group in wanted)


def measure(assistant: Assistant, which: str) -> None:
    """Print the table for one set."""
    source = squeeze(_sources(assistant))
    ranks: dict[str, list[float]] = defaultdict(list)
    right, paged, declined, loose, times = [], [], [], 0, []
    for row in rows(f"spoergsmaal-{which}.jsonl"):
        pages = set(row["sider"])  # type: ignore[call-overload]
        hits = assistant.search(str(row["tekst"]), 10)
        found = [n for n, hit in enumerate(hits, 1) if _pages(hit.uddrag) & pages]
        ranks[str(row["stil"])].append(1 / found[0] if found else 0.0)
        start = time.perf_counter()
        answer = assistant.ask(str(row["tekst"]))
        times.append(time.perf_counter() - start)
        declined.append(answer.afvist)
        loose += sum(squeeze(cite.citat) not in source for cite in answer.henvisninger)
        if not answer.afvist:
            paged.append(any(cite.side in pages for cite in answer.henvisninger))
        if row["type"] == "fakta":
            wanted = row["svar_indeholder"]
            right.append(not answer.afvist and holds(answer.svar, wanted))  # type: ignore[arg-type]
    for style, values in sorted(ranks.items()):
        print(f"{style:10} n={len(values):3}  {_figures(values)}")
    print(
        f"{'alle':10} n={sum(map(len, ranks.values())):3}  {_figures(list(chain(*ranks.values())))}"
    )
    print(f"fakta rigtige {_share(right)}   en citeret side er rigtig {_share(paged)}")
    print(f"fejlagtigt afvist {_share(declined)}   citater, der ikke er ordrette: {loose}")
    kinds: dict[str, list[bool]] = defaultdict(list)
    for row in rows(f"uden-svar-{which}.jsonl"):
        kinds[str(row["type"])].append(not assistant.ask(str(row["tekst"])).afvist)
    for kind, values in sorted(kinds.items()):
        print(f"fejlagtigt besvaret, {kind}: {_share(values)}")
    print(f"median {statistics.median(times) * 1000:.0f} ms pr. svar")


def _pages(passage: object) -> set[int]:
    pieces = passage.stykker  # type: ignore[attr-defined]
    return {piece.side for piece in pieces if piece.side}


def _sources(assistant: Assistant) -> str:
    files = sorted(assistant.settings.vidensbase.rglob("*.*"))
    return "".join(path.read_text("utf-8") for path in files if path.suffix in (".md", ".yaml"))


def _figures(values: list[float]) -> str:
    first = sum(value == 1 for value in values) / len(values)
    five = sum(value >= 0.2 for value in values) / len(values)
    return f"hit@1 {first:.2f}  hit@5 {five:.2f}  MRR {sum(values) / len(values):.3f}"


def _share(values: list[bool]) -> str:
    return f"{sum(values)}/{len(values)} = {sum(values) / max(len(values), 1):.2f}"


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--saet", default="dev", choices=("dev", "test"))
    parser.add_argument("--data", type=Path, default=None)
    arguments = parser.parse_args()
    if arguments.data:
        os.environ["ASSISTENT_DATA"] = str(arguments.data)
    assistant = Assistant(Settings())
    assistant.build_vectors()
    measure(assistant, arguments.saet)


if __name__ == "__main__":
    main()
