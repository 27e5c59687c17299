"""Low-rank additions to the encoder's weights (LoRA, Hu et al. 2021), learnt on vidensbasen.

``python -m evals.train_indlejring`` writes them; they are added to the bundled weights once, when
the graph is built, and cost nothing afterwards.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistent.errors import ModelFejl

FILE = Path(__file__).resolve().parent / "hoveder" / "indlejring.npz"
PARTS: Mapping[str, str] = {
    "q": "hidden",
    "k": "hidden",
    "v": "hidden",
    "ao": "hidden",
    "fi": "hidden",
    "fo": "inner",
}
"""The linear parts of a layer, each with the size of what comes in."""

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Tuning:
    """What is added to each named weight: ``up`` (rows, rank) times ``down`` (rank, columns).

    ``mean`` (dim,) and ``directions`` (n, dim) are what the vectors of the encoder with these
    additions have in common (``models.correction``); None before they are measured.
    """

    additions: Mapping[str, tuple[Floats, Floats]]
    mean: Floats | None = None
    directions: Floats | None = None

    def added(self, name: str, weight: Floats) -> Floats:
        """``weight`` (rows, columns) with its addition, or as it is where there is none."""
        if name not in self.additions:
            return weight
        up, down = self.additions[name]
        return weight + up @ down

    @cached_property
    def digest(self) -> str:
        """Changes whenever the additions do."""
        made = hashlib.sha256()
        for name, (up, down) in sorted(self.additions.items()):
            made.update(name.encode() + up.tobytes() + down.tobytes())
        return made.hexdigest()[:8]


def save(tuning: Tuning, file: Path) -> None:
    """Write the additions in 16 bits."""
    arrays: dict[str, Any] = {}
    for name, (up, down) in tuning.additions.items():
        arrays[f"{name}.op"] = up.astype(np.float16)
        arrays[f"{name}.ned"] = down.astype(np.float16)
    if tuning.mean is not None and tuning.directions is not None:
        arrays |= {"middel": tuning.mean, "retninger": tuning.directions}
    np.savez_compressed(file, **arrays)


def load(file: Path) -> Tuning | None:
    """The additions of ``file``; None when there is none. Raises ModelFejl on a damaged one."""
    if not file.exists():
        return None
    try:
        with np.load(file, allow_pickle=False) as data:
            names = sorted(key.removesuffix(".op") for key in data.files if key.endswith(".op"))
            halves = {
                name: (
                    data[f"{name}.op"].astype(np.float32),
                    data[f"{name}.ned"].astype(np.float32),
                )
                for name in names
            }
            measured = "middel" in data.files
            return Tuning(
                halves,
                data["middel"] if measured else None,
                data["retninger"] if measured else None,
            )
    except (OSError, ValueError, KeyError, EOFError) as error:
        raise ModelFejl(f"Filen {file.name} er beskadiget. Installér igen.") from error
