"""Measure the common direction of the embedder: ``python -m evals.train_retning``.

Over every grain of vidensbasen (questions as queries, the rest as passages); writes
assistent/models/hoveder/retning.npz.
"""

from __future__ import annotations

import numpy as np

from assistent.assistant import Assistant
from assistent.models.correction import FILE, measure

DIRECTIONS = 1


def main() -> None:
    """Run from the command line."""
    assistant = Assistant()
    base = assistant.reader
    grains = [grain for _, grain in sorted(assistant.index.grains.items())]
    questions = [grain.tekst for grain in grains if grain.art == "spoergsmaal"]
    others = [grain.tekst for grain in grains if grain.art != "spoergsmaal"]
    vectors = np.concatenate([base.query(questions), base.passage(others)])
    mean, directions = measure(vectors, DIRECTIONS)
    FILE.parent.mkdir(parents=True, exist_ok=True)
    np.savez(FILE, encoder=np.array(base.fingerprint), mean=mean, directions=directions)
    print(f"{len(vectors)} vektorer, {FILE} skrevet.")


if __name__ == "__main__":
    main()
