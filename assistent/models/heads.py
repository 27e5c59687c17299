"""Small trained parts over sentence vectors: a linear layer with its classes, kept as .npz.

They are trained in evals/ (one command each), are bound to the encoder they were trained on by its
fingerprint, and travel in the package.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistent.errors import ModelFejl

_WIDE = 1000
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

    def scores(self, features: NDArray[np.float32]) -> NDArray[np.float32]:
        """What the probabilities are made of, (n, classes)."""
        result: NDArray[np.float32] = features @ self.weights + self.bias
        return result

    def probabilities(self, features: NDArray[np.float32]) -> NDArray[np.float32]:
        """Class probabilities, one row per row of ``features``."""
        scores = self.scores(features)
        scores = np.exp(scores - scores.max(axis=1, keepdims=True))
        shares: NDArray[np.float32] = scores / scores.sum(axis=1, keepdims=True)
        return shares


@dataclass(frozen=True)
class NetHead:
    """A ``LinearHead`` over one layer of tanh: softmax of tanh(x W1 + b1) W2 + b2."""

    top: LinearHead
    hidden: NDArray[np.float32]
    shift: NDArray[np.float32]

    def scores(self, features: NDArray[np.float32]) -> NDArray[np.float32]:
        """What the probabilities are made of, (n, classes)."""
        return self.top.scores(np.tanh(features @ self.hidden + self.shift))

    def probabilities(self, features: NDArray[np.float32]) -> NDArray[np.float32]:
        """Class probabilities, one row per row of ``features``."""
        return self.top.probabilities(np.tanh(features @ self.hidden + self.shift))

    def bound_to(self, encoder: str) -> NetHead:
        """The same head, made for ``encoder``."""
        return replace(self, top=replace(self.top, encoder=encoder))


def save_head(head: LinearHead | NetHead, folder: Path = _FOLDER) -> Path:
    """Write a head where ``load_head`` finds it; the weights of a linear one in 16 bits."""
    folder.mkdir(parents=True, exist_ok=True)
    top = head.top if isinstance(head, NetHead) else head
    file = folder / f"{top.name}.npz"
    about = {"version": top.version, "encoder": top.encoder, "classes": list(top.classes)}
    arrays: dict[str, Any] = {
        "weights": top.weights.astype(np.float16),
        "bias": top.bias.astype(np.float32),
    }
    if isinstance(head, NetHead):
        # A first layer of few features takes values of very different sizes, which 16 bits would
        # coarsen; a wide one takes shares and unit vectors.
        kind = np.float16 if len(head.hidden) >= _WIDE else np.float32
        hidden = head.hidden.astype(kind)
        arrays |= {"weights": top.weights, "hidden": hidden, "shift": head.shift}
    np.savez_compressed(file, about=np.array(json.dumps(about, ensure_ascii=False)), **arrays)
    return file


def load_net(name: str, encoder: str, folder: Path = _FOLDER) -> NetHead:
    """Load the head ``name``. Raises ModelFejl when it is missing or made for another encoder."""
    arrays, about = _read(name, encoder, folder, ("weights", "bias", "hidden", "shift"))
    top = LinearHead(name, about["version"], encoder, tuple(about["classes"]), *arrays[:2])
    return NetHead(top, *arrays[2:])


def load_head(name: str, encoder: str, folder: Path = _FOLDER) -> LinearHead:
    """Load the head ``name``. Raises ModelFejl when it is missing or made for another encoder."""
    arrays, about = _read(name, encoder, folder, ("weights", "bias"))
    return LinearHead(name, about["version"], encoder, tuple(about["classes"]), *arrays)


def _read(
    name: str, encoder: str, folder: Path, keys: tuple[str, ...]
) -> tuple[list[NDArray[np.float32]], dict[str, Any]]:
    file = folder / f"{name}.npz"
    try:
        with np.load(file, allow_pickle=False) as data:
            about = json.loads(str(data["about"]))
            arrays = [data[key].astype(np.float32) for key in keys]
    except (OSError, ValueError, KeyError, EOFError) as error:
        raise ModelFejl(f"Den trænede del »{name}« kan ikke læses. Installér igen.") from error
    if about["encoder"] != encoder:
        raise ModelFejl(f"Den trænede del »{name}« passer ikke til sprogmodellen {encoder}.")
    return arrays, about
