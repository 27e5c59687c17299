"""What an embedder is, and how the one that the settings name is loaded."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from assistent.errors import ModelFejl

Vectors = NDArray[np.float32]

INDBYGGET = "indbygget"
UTUNET = "indbygget-utunet"
"""The bundled encoder as its maker has it, to compare with."""


class Embedder(Protocol):
    """Text to unit vectors. ``fingerprint`` changes whenever the vectors would."""

    name: str
    fingerprint: str
    dim: int

    def query(self, texts: Sequence[str]) -> Vectors:
        """Embed what a user types: (n, dim), unit length."""
        ...

    def passage(self, texts: Sequence[str]) -> Vectors:
        """Embed what is searched in: (n, dim), unit length."""
        ...


class Recent:
    """Remembers the vectors of the last texts: one question is looked at by several parts.

    ``encode`` embeds what is not remembered. What is kept is in memory only.
    """

    def __init__(self, encode: Callable[[Sequence[str]], Vectors], most: int = 64) -> None:
        self._encode = encode
        self._kept: OrderedDict[str, Vectors] = OrderedDict()
        self._most = most
        self._lock = threading.Lock()

    def __call__(self, texts: Sequence[str]) -> Vectors:
        """The vectors of ``texts``, (n, dim)."""
        if len(texts) > self._most:
            return self._encode(texts)
        with self._lock:
            known = {text: self._kept[text] for text in texts if text in self._kept}
        missing = [text for text in dict.fromkeys(texts) if text not in known]
        if missing:
            known |= dict(zip(missing, self._encode(missing), strict=True))
            with self._lock:
                self._kept.update((text, known[text]) for text in missing)
                while len(self._kept) > self._most:
                    self._kept.popitem(last=False)
        return np.stack([known[text] for text in texts])


class SentenceTransformerEmbedder:
    """Any sentence-transformers model by name or folder, with e5 prefixes where the model is an e5.

    Raises ModelFejl when the package or the model is not there.
    """

    def __init__(self, name: str) -> None:
        try:
            from sentence_transformers import SentenceTransformer
        except ImportError as error:
            raise ModelFejl(
                "Indstillingen »indlejring« peger på en sentence-transformers-model, men pakken er "
                "ikke installeret. Skriv: pip install 'assistent[modeller]'"
            ) from error
        try:
            self._model: Any = SentenceTransformer(name, device="cpu", local_files_only=True)
        except (OSError, ValueError) as error:
            raise ModelFejl(
                f"Modellen »{name}« findes ikke på denne maskine. Læg den i en mappe, og skriv "
                "mappens sti i indstillingen »indlejring«."
            ) from error
        self.name = name
        self.fingerprint = f"st:{name}"
        self.dim = int(self._model.get_sentence_embedding_dimension())
        self._prefixed = "e5" in name.lower()
        self._queries = Recent(lambda texts: self._encode(texts, "query: "))

    def _encode(self, texts: Sequence[str], prefix: str) -> Vectors:
        prefixed = [prefix + text for text in texts] if self._prefixed else list(texts)
        vectors = self._model.encode(prefixed, normalize_embeddings=True, show_progress_bar=False)
        return np.asarray(vectors, dtype=np.float32)

    def query(self, texts: Sequence[str]) -> Vectors:
        """Embed queries."""
        return self._queries(texts)

    def passage(self, texts: Sequence[str]) -> Vectors:
        """Embed passages."""
        return self._encode(texts, "passage: ")


def load_embedder(name: str, cache: Path) -> Embedder:
    """Load the embedder ``name``; ``cache`` is a folder for what is derived from its weights.

    The bundled one, the bundled one with other additions (an .npz file of evals/
    train_indlejring.py), or a sentence-transformers model by name or folder. Raises ModelFejl.
    """
    if name in (INDBYGGET, UTUNET) or name.endswith(".npz"):
        from assistent.models import tuning
        from assistent.models.e5 import BundledE5

        files = {INDBYGGET: tuning.FILE, UTUNET: None}
        return BundledE5(cache, files.get(name, Path(name)))
    return SentenceTransformerEmbedder(name)
