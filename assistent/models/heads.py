"""Small trained parts over sentence vectors: a linear layer with its classes, kept as .npz.

They are trained in evals/ (one command each), are bound to the encoder they were trained on by its
fingerprint, and travel in the package.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistent.errors import ModelFejl

_FOLDER = Path(__file__).resolve().parent / "hoveder"


@dataclass(frozen=True)
class LinearHead:
    """``probabilities`` of (n, features) is (n, classes): softmax of x W + b over ``classes``."""

    name: str
    version: str
    encoder: str
    classes: tuple[str, ...]
    weights: NDArray[np.float32]
    bias: NDArray[np.float32]

    def probabilities(self, features: NDArray[np.float32]) -> NDArray[np.float32]:
        """Class probabilities, one row per row of ``features``."""
        scores = features @ self.weights + self.bias
        scores = np.exp(scores - scores.max(axis=1, keepdims=True))
        shares: NDArray[np.float32] = scores / scores.sum(axis=1, keepdims=True)
        return shares


def save_head(head: LinearHead, folder: Path = _FOLDER) -> Path:
    """Write a head where ``load_head`` finds it; weights in 16 bits."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{head.name}.npz"
    about = {"version": head.version, "encoder": head.encoder, "classes": list(head.classes)}
    np.savez_compressed(
        file,
        about=np.array(json.dumps(about, ensure_ascii=False)),
        weights=head.weights.astype(np.float16),
        bias=head.bias.astype(np.float32),
    )
    return file


def load_head(name: str, encoder: str, folder: Path = _FOLDER) -> LinearHead:
    """Load the head ``name``. Raises ModelFejl when it is missing or made for another encoder."""
    file = folder / f"{name}.npz"
    try:
        with np.load(file, allow_pickle=False) as data:
            about = json.loads(str(data["about"]))
            weights = data["weights"].astype(np.float32)
            bias = data["bias"].astype(np.float32)
    except (OSError, ValueError, KeyError) as error:
        raise ModelFejl(f"Den trænede del »{name}« kan ikke læses. Installér igen.") from error
    if about["encoder"] != encoder:
        raise ModelFejl(f"Den trænede del »{name}« passer ikke til sprogmodellen {encoder}.")
    return LinearHead(name, about["version"], encoder, tuple(about["classes"]), weights, bias)
