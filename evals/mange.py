"""Measure a large folder: ``python -m evals.mange [--dokumenter 1000] [--afsnit 20]``.

Writes a folder of generated documents (sentences of vidensbasen in new order under new headings),
takes it in with an empty knowledge base, and says how fast it went against the bare embedder on the
same texts, how much memory it took, how fast a search is then, and what one changed file costs.
"""

from __future__ import annotations

import argparse
import random
import re
import statistics
import tempfile
import time
from pathlib import Path

from assistent.assistant import Assistant
from assistent.config import Settings
from assistent.danish import sentences
from evals.spoerg import rows
from evals.tider import memory_mb

_ROOT = Path(__file__).resolve().parent.parent
_BARE = 4000
"""Texts on which the bare embedder is measured."""


def stock() -> list[str]:
    """Sentences of vidensbasen."""
    found: list[str] = []
    for path in sorted((_ROOT / "vidensbase").rglob("*.md")):
        body = path.read_text(encoding="utf-8").split("\n---\n", 1)[-1]
        for line in body.splitlines():
            bare = re.sub(r"^(?:[-*]|\d+\.)\s+|<!--.*?-->|\[\^\d+\]", "", line).strip()
            if bare and not bare.startswith(("#", "|", ">")):
                found += [s.tekst for s in sentences(bare) if 6 <= len(s.tekst.split()) <= 30]
    return found


def write_folder(folder: Path, documents: int, sections: int) -> None:
    """The generated folder; no two documents are nearly the same."""
    chance, told = random.Random(7), stock()
    folder.mkdir(parents=True)
    for number in range(documents):
        parts = [f"# Notat {number}"]
        for section in range(sections):
            words = " ".join(chance.sample(told, 1)).split()[:4]
            parts += [f"## {section + 1}. {' '.join(words)}", " ".join(chance.sample(told, 3))]
        (folder / f"notat-{number}.md").write_text("\n\n".join(parts) + "\n", encoding="utf-8")


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dokumenter", type=int, default=1000)
    parser.add_argument("--afsnit", type=int, default=20)
    given = parser.parse_args()
    home = Path(tempfile.mkdtemp())
    folder, empty = home / "mappe", home / "tom"
    empty.mkdir()
    write_folder(folder, given.dokumenter, given.afsnit)
    assistant = Assistant(Settings(data=home / "data", vidensbase=empty))
    began = time.perf_counter()
    taken = assistant.intake.take_in([folder], approve=True)
    print(f"{len(taken.dokumenter)} dokumenter læst og sløret: {_since(began):.1f} s", flush=True)
    began = time.perf_counter()
    grains = assistant.index.grains
    print(f"ord: {len(assistant.index.passages)} uddrag, {_since(began):.1f} s", flush=True)
    texts = [grain.tekst for grain in grains.values()]
    encoder = assistant.embedder
    sample = random.Random(1).sample(texts, min(_BARE, len(texts)))
    began = time.perf_counter()
    encoder.passage(sorted(sample, key=len))
    bare = assistant.reader.token_count(sample) / _since(began)
    began, peak = time.perf_counter(), [memory_mb()]
    assistant.build_vectors(lambda done, total: peak.append(memory_mb()))
    spent = _since(began)
    memory = memory_mb()
    rate = assistant.reader.token_count(texts) / spent
    print(
        f"vektorer: {len(texts)} på {spent:.0f} s, {rate:.0f} tegn/s, den bare indlejring "
        f"{bare:.0f}: {rate / bare:.0%}; hukommelse {memory:.0f} MB, højst {max(peak):.0f} MB",
        flush=True,
    )
    _search(assistant)
    changed = folder / "notat-0.md"
    changed.write_text(changed.read_text("utf-8") + "\nDer kom en linje til.\n", "utf-8")
    for name, act in (
        ("mappen med én ændret fil", lambda: assistant.ingest([folder], approve=True)),
        ("mappen uændret", lambda: assistant.ingest([folder], approve=True)),
    ):
        began = time.perf_counter()
        act()
        print(f"{name}: {_since(began):.1f} s", flush=True)


def _search(assistant: Assistant) -> None:
    times = []
    for row in rows("spoergsmaal-dev.jsonl"):
        began = time.perf_counter()
        assistant.search(str(row["tekst"]))
        times.append(1000 * _since(began))
    cut = statistics.quantiles(times[5:], n=20)
    print(f"soeg: {statistics.median(times):.0f} ms, 95 % under {cut[-1]:.0f} ms", flush=True)


def _since(began: float) -> float:
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
