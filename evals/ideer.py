"""Measure the ideas: ``python -m evals.ideer [--saet dev|test] [--data MAPPE]``.

Prints how often a named area is a gold area, how often one of the themes that a good answer brings
up is found in the strategies (half of the theme's stems, a rough stand-in for a reader), how often
a strategy is for the wrong age, and how often a question that is no situation gets strategies.
"""

from __future__ import annotations

import argparse
import os
import statistics
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from assistent.assistant import Assistant
from assistent.config import Settings
from assistent.danish import content_stems
from assistent.datamodels import Ideer
from evals.rapport import Tabel
from evals.spoerg import rows

Following = Callable[[str, list[dict[str, Any]]], Iterator[dict[str, Any]]]


def brings_up(ideas: Ideer, themes: list[str]) -> bool:
    """True when half of some theme's stems stand in what the strategies say."""
    said: set[str] = set()
    for strategy in ideas.strategier:
        parts = (strategy.navn, strategy.hvorfor, *strategy.trin, strategy.naar_rp_ikke_er_der)
        said.update(stem for part in parts for stem in content_stems(part))
    wanted = [set(content_stems(theme)) for theme in themes]
    return any(stems and len(stems & said) >= len(stems) / 2 for stems in wanted)


def figures(
    assistant: Assistant, which: str, following: Following = lambda _, items: iter(items)
) -> tuple[dict[str, float], Tabel]:
    """The figures for one set, and their table."""
    area, theme, wrong_age, counts, times = [], [], 0, [], []
    methods = {method.id: method for method in assistant.knowledge.metoder}
    for row in following("Ideer", rows(f"situationer-{which}.jsonl")):
        start = time.perf_counter()
        ideas = assistant.ideas(row["tekst"])
        times.append(time.perf_counter() - start)
        if row["omraader"]:
            area.append(bool(set(ideas.omraader[:1]) & set(row["omraader"])))
        theme.append(brings_up(ideas, row["boer"]))
        counts.append(len(ideas.strategier))
        age = row["alder"]
        wrong_age += sum(
            bool(age) and age not in methods[strategy.metode].alder for strategy in ideas.strategier
        )
    none = [
        not assistant.ideas(row["tekst"]).strategier
        for row in rows(f"uden-svar-{which}.jsonl")
        if row["type"] == "fjern"
    ]
    tal = {
        "ideer.foerste_omraade": statistics.mean(area),
        "ideer.tema": statistics.mean(theme),
        "ideer.forkert_alder": float(wrong_age),
        "ideer.ms": 1000 * statistics.median(times),
    }
    told = [
        [
            "første område er et guldområde",
            f"{sum(area)}/{len(area)} = {statistics.mean(area):.2f}",
        ],
        ["et ønsket tema kommer op", f"{sum(theme)}/{len(theme)} = {statistics.mean(theme):.2f}"],
        ["strategier pr. situation", f"{statistics.mean(counts):.2f}"],
        ["strategier til en forkert alder", str(wrong_age)],
        ["fjerne spørgsmål uden strategier", f"{sum(none)}/{len(none)}"],
        ["median, ms", f"{tal['ideer.ms']:.0f}"],
    ]
    return tal, Tabel("Ideer", ("mål", "fundet"), told)


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
    for name, found in figures(assistant, arguments.saet)[1].raekker:
        print(f"{name}: {found}")


if __name__ == "__main__":
    main()
