"""An index without some of its parts, for the ablations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from assistent.datamodels import Korn, Korpus, Uddrag
from assistent.index import Index, Naboer
from assistent.index.words import WordIndex


class Uden:
    """An index with other words, and perhaps only some of its grains."""

    def __init__(
        self, index: Index, words: WordIndex, grains: Mapping[str, Korn] | None = None
    ) -> None:
        self._index = index
        self.words = words
        self.passages: Mapping[str, Uddrag] = index.passages
        self.grains = grains if grains is not None else index.grains

    @classmethod
    def written(cls, index: Index, synonyms: Mapping[str, tuple[str, ...]]) -> Uden:
        """The index without the questions and statements written for it."""
        kept = {k: g for k, g in index.grains.items() if g.art in ("uddrag", "saetning")}
        corpus = Korpus(tuple(index.passages.values()), tuple(kept.values()))
        return cls(index, WordIndex(corpus, synonyms), kept)

    @classmethod
    def grains_but(
        cls, index: Index, synonyms: Mapping[str, tuple[str, ...]], dropped: set[str]
    ) -> Uden:
        """The index without the grains ``dropped``."""
        kept = {k: g for k, g in index.grains.items() if k not in dropped}
        corpus = Korpus(tuple(index.passages.values()), tuple(kept.values()))
        return cls(index, WordIndex(corpus, synonyms), kept)

    def nearest(self, vector: Any, count: int, *scope: Any) -> Sequence[Naboer]:
        """As the index, without what is left out."""
        return self._kept(self._index.nearest(vector, count + 20, *scope), count)

    def of(self, vector: Any, owners: Sequence[str]) -> Sequence[Naboer]:
        """As the index, without what is left out."""
        return self._kept(self._index.of(vector, owners), len(self.grains))

    def _kept(self, nearest: Sequence[Naboer], count: int) -> Sequence[Naboer]:
        found = []
        for near in nearest:
            pairs = zip(near.ids, near.cosiner, strict=True)
            kept = [pair for pair in pairs if pair[0] in self.grains][:count]
            if kept:
                ids, cosines = zip(*kept, strict=True)
                found.append(Naboer(near.art, ids, cosines))
        return found
