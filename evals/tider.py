"""Measure times and memory: ``python -m evals.tider [--data MAPPE]``.

Builds the index from nothing in an empty folder (or opens the one in ``--data``), then times each
job in the running process: medians over the texts of the dev sets, and the memory of the process.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from assistent.assistant import Assistant
from assistent.config import Settings
from evals.spoerg import rows


def median_ms(job: Callable[[str], object], texts: list[str]) -> float:
    """The median time of ``job`` over ``texts`` after one warm-up, in milliseconds."""
    job(texts[0])
    times = []
    for text in texts:
        start = time.perf_counter()
        job(text)
        times.append(time.perf_counter() - start)
    return statistics.median(times) * 1000


def memory_mb() -> float:
    """Resident memory of this process, in MB (Linux)."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def help_seconds() -> float:
    """The median time of ``assistent --help`` over five runs."""
    times = []
    for _ in range(5):
        start = time.perf_counter()
        subprocess.run(
            [sys.executable, "-m", "assistent", "--help"], capture_output=True, check=True
        )
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=None)
    arguments = parser.parse_args()
    data = arguments.data or Path(tempfile.mkdtemp())
    print(f"assistent --help: {help_seconds():.2f} s")
    assistant = Assistant(Settings(data=data))
    start = time.perf_counter()
    words = len(assistant.index.passages)
    print(f"ord klar, {words} uddrag: {time.perf_counter() - start:.1f} s")
    start = time.perf_counter()
    assistant.build_vectors()
    print(f"vektorer, {len(assistant.index.grains)}: {time.perf_counter() - start:.1f} s")
    texts = [str(row["tekst"]) for row in rows("spoergsmaal-dev.jsonl")][:60]
    situations = [str(row["tekst"]) for row in rows("situationer-dev.jsonl")]
    plans = [str(row["tekst"]) for row in rows("planer-dev.jsonl")]
    notes = [str(row["tekst"]) for row in rows("noter-dev.jsonl")]
    long = ["\n".join(plans[n : n + 3]) for n in range(0, 12, 3)]
    for name, job, inputs in (
        ("soeg", assistant.search, texts),
        ("spoerg", assistant.ask, texts),
        ("ideer", assistant.ideas, situations),
        ("tjek", assistant.check, plans),
        ("tjek, to sider", assistant.check, long),
        ("udkast", assistant.draft, notes),
    ):
        print(f"{name}: {median_ms(job, inputs):.0f} ms")
    print(f"hukommelse: {memory_mb():.0f} MB")


if __name__ == "__main__":
    main()
