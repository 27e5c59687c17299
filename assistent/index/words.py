"""BM25 over one text per passage: the passage with all that was written for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from assistent.danish import Analyser, Compounds, stem, words
from assistent.datamodels import Korpus

_ADDED = 0.3
"""What a word of the thesaurus counts against one that was typed.

At 1 the thesaurus puts the right passage first less often than none at all does; at 0.3 it helps
(.314 over .302 of vidensbasen's own questions, each held out in turn, with words alone).
"""

_REMEMBERED = 20_000
"""Texts whose terms are remembered: statements and questions come up again and again."""


class WordIndex:
    """BM25 over one text per passage: the passage with all that was written for it."""

    def __init__(self, corpus: Korpus, synonyms: Mapping[str, tuple[str, ...]]) -> None:
        import bm25s

        texts = _texts(corpus)
        cut = [words(text) for text in texts.values()]
        vocabulary = {word for row in cut for word in row}
        self.analyser = Analyser(Compounds(vocabulary), synonyms)
        self.ids = list(texts)
        self._position = {ident: number for number, ident in enumerate(self.ids)}
        terms = [self.analyser.terms(row) or ["-"] for row in cut]
        self._vocabulary: dict[str, int] = {}
        for row in terms:
            for term in row:
                self._vocabulary.setdefault(term, len(self._vocabulary))
        self._bm25 = bm25s.BM25(k1=1.2, b=0.6)
        self._terms: dict[str, frozenset[str]] = {}
        self._sets = [frozenset(row) for row in terms]
        counts: dict[str, int] = defaultdict(int)
        for row_set in self._sets:
            for term in row_set:
                counts[term] += 1
        total = max(len(self._sets), 1)
        self.idf = {term: float(np.log(1 + total / count)) for term, count in counts.items()}
        self._unseen = float(np.log(1 + total))
        if terms:
            self._bm25.index(terms, show_progress=False)

    def scores(self, query: str) -> NDArray[np.float32]:
        """The BM25 score of every passage, in the order of ``ids``."""
        scores = np.zeros(len(self.ids), np.float32)
        for terms, weight in zip(self.analyser.query(query), (1.0, _ADDED), strict=True):
            known = [term for term in terms if term in self._vocabulary]
            if known and self.ids:
                scores += weight * self._bm25.get_scores(known)
        return scores

    def shared(self, query: str, ident: str) -> tuple[tuple[str, ...], float]:
        """The query terms found in passage ``ident``, and their share of the query's weight."""
        terms = list(dict.fromkeys(self.analyser.document(query)))
        have = self._sets[self._position[ident]]
        found = tuple(term for term in terms if term in have)
        total = sum(self.weight(term) for term in terms)
        return found, sum(self.weight(term) for term in found) / total if total else 0.0

    def terms(self, text: str) -> frozenset[str]:
        """The terms of a text: stems and the parts of compounds; those of many are remembered."""
        found = self._terms.get(text)
        if found is None:
            if len(self._terms) >= _REMEMBERED:
                self._terms.clear()
            found = self._terms[text] = frozenset(self.analyser.document(text))
        return found

    def knows(self, word: str) -> bool:
        """True when a lower-case word, or its stem, occurs in what is indexed."""
        return stem(word) in self._vocabulary or bool(self.analyser.document(word)[1:])

    def weight(self, term: str) -> float:
        """How telling a term is: its inverse document frequency; highest for unseen ones."""
        return self.idf.get(term, self._unseen)


def _texts(corpus: Korpus) -> dict[str, str]:
    written: dict[str, list[str]] = defaultdict(list)
    for grain in corpus.korn:
        if grain.art in ("spoergsmaal", "udsagn"):
            written[grain.uddrag_id].append(grain.tekst)
    return {
        passage.id: "\n".join(
            (
                passage.titel if not passage.sti else " ".join(passage.sti),
                passage.tekst,
                *written[passage.id],
            )
        )
        for passage in corpus.uddrag
        if passage.art != "uden_svar"
    }
