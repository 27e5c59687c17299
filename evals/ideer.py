"""Measure the ideas: ``python -m evals.ideer [--saet dev|test] [--data MAPPE] [--vis]``.

Prints how often a named area is a gold area, how often one of the themes that a good answer brings
up is found in the strategies (half of the theme's stems, a rough stand-in for a reader), how often
a strategy is for the wrong age, and how often a question that is no situation gets strategies.
"""

from __future__ import annotations

import argparse
import os
import statistics
import time
from pathlib import Path

from assistent.assistant import Assistant
from assistent.config import Settings
from assistent.danish import content_stems
from assistent.datamodels import Ideer
from evals.spoerg import rows


def brings_up(ideas: Ideer, themes: list[str]) -> bool:
    """True when half of some theme's stems stand in what the strategies say."""
    said: set[str] = set()
    for strategy in ideas.strategier:
        parts = (strategy.navn, strategy.hvorfor, *strategy.trin, strategy.naar_rp_ikke_er_der)
        said.update(stem for part in parts for stem in content_stems(part))
    wanted = [set(content_stems(theme)) for theme in themes]
    return any(stems and len(stems & said) >= len(stems) / 2 for stems in wanted)


def measure(assistant: Assistant, which: str, show: bool) -> None:
    """Print the figures for one set."""
    area, theme, wrong_age, counts, times = [], [], 0, [], []
    methods = {method.id: method for method in assistant.knowledge.metoder}
    for row in rows(f"situationer-{which}.jsonl"):
        start = time.perf_counter()
        ideas = assistant.ideas(str(row["tekst"]))
        times.append(time.perf_counter() - start)
        gold = row["omraader"]
        if gold:
            area.append(bool(set(ideas.omraader[:1]) & set(gold)))  # type: ignore[call-overload]
        theme.append(brings_up(ideas, row["boer"]))  # type: ignore[arg-type]
        counts.append(len(ideas.strategier))
        age = row["alder"]
        wrong_age += sum(
            bool(age) and age not in methods[strategy.metode].alder for strategy in ideas.strategier
        )
        if show:
            print(f"\n{row['tekst']}\n  skal: {gold} {row['boer']}\n  fik: {ideas.omraader}")
            for strategy in ideas.strategier:
                print(f"   - {strategy.navn}")
    none = [
        not assistant.ideas(str(row["tekst"])).strategier
        for row in rows(f"uden-svar-{which}.jsonl")
        if row["type"] == "fjern"
    ]
    print(f"første område er et guldområde {sum(area)}/{len(area)} = {sum(area) / len(area):.2f}")
    print(f"et ønsket tema kommer op {sum(theme)}/{len(theme)} = {sum(theme) / len(theme):.2f}")
    print(f"strategier pr. situation {statistics.mean(counts):.2f}, forkert alder {wrong_age}")
    print(f"fjerne spørgsmål uden strategier {sum(none)}/{len(none)}")
    print(f"median {statistics.median(times) * 1000:.0f} ms")


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--saet", default="dev", choices=("dev", "test"))
    parser.add_argument("--data", type=Path, default=None)
    parser.add_argument("--vis", action="store_true")
    arguments = parser.parse_args()
    if arguments.data:
        os.environ["ASSISTENT_DATA"] = str(arguments.data)
    assistant = Assistant(Settings())
    assistant.build_vectors()
    measure(assistant, arguments.saet, arguments.vis)


if __name__ == "__main__":
    main()
