"""An optional reranker: a CrossEncoder of sentence-transformers that reads question and text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistent.errors import ModelFejl


class CrossEncoderReranker:
    """A CrossEncoder by name or folder. Raises ModelFejl when the package or model is not there."""

    def __init__(self, name: str) -> None:
        try:
            from sentence_transformers import CrossEncoder
        except ImportError as error:
            raise ModelFejl(
                "Indstillingen »omrangering« peger på en model, men pakken sentence-transformers "
                "er ikke installeret. Skriv: pip install 'assistent[modeller]'"
            ) from error
        try:
            self._model: Any = CrossEncoder(name, device="cpu", local_files_only=True)
        except (OSError, ValueError) as error:
            raise ModelFejl(
                f"Modellen »{name}« findes ikke på denne maskine. Læg den i en mappe, og skriv "
                "mappens sti i indstillingen »omrangering«."
            ) from error
        self.name = name

    def scores(self, query: str, texts: Sequence[str]) -> NDArray[np.float32]:
        """How likely each text answers, (n,), 0..1."""
        pairs = [(query, text) for text in texts]
        found = self._model.predict(pairs, show_progress_bar=False)
        scores: NDArray[np.float32] = np.asarray(found, np.float32).reshape(len(texts), -1)[:, -1]
        return scores
