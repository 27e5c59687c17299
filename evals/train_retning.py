"""Measure the common direction of the embedder: ``python -m evals.train_retning [--fil FIL]``.

Over a quarter of the grains of vidensbasen (questions as queries, the rest as passages), with the
additions of FIL; written back into it. Run it after evals/train_indlejring.py.
"""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

import numpy as np

from assistent.assistant import Assistant
from assistent.models.correction import measure
from assistent.models.e5 import BundledE5
from assistent.models.tuning import FILE, load, save

DIRECTIONS = 1
EVERY = 4
"""One grain in so many is enough."""


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fil", type=Path, default=FILE)
    given = parser.parse_args()
    assistant = Assistant()
    tuning = load(given.fil)
    assert tuning is not None, given.fil
    base = BundledE5(assistant.settings.data / "modeller", given.fil)
    grains = [grain for _, grain in sorted(assistant.index.grains.items())][::EVERY]
    questions = [grain.tekst for grain in grains if grain.art == "spoergsmaal"]
    others = [grain.tekst for grain in grains if grain.art != "spoergsmaal"]
    vectors = np.concatenate([base.query(questions), base.passage(others)])
    mean, directions = measure(vectors, DIRECTIONS)
    save(replace(tuning, mean=mean, directions=directions), given.fil)
    print(f"{len(vectors)} vektorer, {given.fil} skrevet.")


if __name__ == "__main__":
    main()
