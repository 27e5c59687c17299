"""Growth: search over 1,000, 10,000 and 100,000 generated passages, ours and LangChain's.

The passages are sentences of vidensbasen put together anew. Embedding them would take an hour and
tells nothing of search, so their vectors are made: those of a few hundred real texts, each with
noise of its own. Questions are embedded for real.
"""

from __future__ import annotations

import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistent.assistant import Assistant
from assistent.datamodels import Citatstykke, Korn, Korpus, Renset, Uddrag
from assistent.index import Index
from assistent.retrieve import search
from evals.linjer import Textbook
from evals.mange import stock

STOERRELSER = (1_000, 10_000, 100_000)
_PATTERNS = 400


@dataclass(frozen=True)
class Vokset:
    """Search times of one line over a number of passages, in milliseconds."""

    linje: str
    uddrag: int
    median: float
    p95: float
    klar: float
    """Seconds until the first search."""


class MadeVectors:
    """Vectors for generated texts: a real one with noise; questions are embedded for real."""

    def __init__(self, assistant: Assistant, texts: Sequence[str]) -> None:
        self.fingerprint = "lavet"
        self._real = assistant.embedder
        self._patterns = assistant.embedder.passage(list(texts[:_PATTERNS]))
        self._chance = np.random.default_rng(7)

    def passage(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Made vectors, (n, dim)."""
        picked = self._patterns[self._chance.integers(len(self._patterns), size=len(texts))]
        noisy = picked + self._chance.normal(scale=0.04, size=picked.shape)
        unit: NDArray[np.float32] = noisy / np.linalg.norm(noisy, axis=1, keepdims=True)
        return unit.astype(np.float32)

    def query(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Real vectors."""
        return self._real.query(texts)

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """As LangChain asks for it."""
        found: list[list[float]] = self.passage(texts).tolist()
        return found

    def embed_query(self, text: str) -> list[float]:
        """As LangChain asks for it."""
        vector: list[float] = self.query([text])[0].tolist()
        return vector


def grow(
    assistant: Assistant,
    questions: Sequence[str],
    sizes: Sequence[int] = STOERRELSER,
    tick: Callable[[], None] = lambda: None,
) -> Iterator[Vokset]:
    """The times of both lines at every size."""
    told = stock()
    made = MadeVectors(assistant, told)
    asked = [assistant.clean(question) for question in questions]
    for size in sizes:
        corpus = generated(told, size)
        began = time.perf_counter()
        index = Index(Path(tempfile.mkdtemp()), assistant.index_synonyms)
        index.update(corpus)
        index.embed(made)
        ready = time.perf_counter() - began
        yield _timed("Vores", size, ready, asked, lambda q, i=index: search(Renset(q), i, made))
        tick()
        del index
        began = time.perf_counter()
        book = Textbook([(p.tekst, frozenset({1})) for p in corpus.uddrag], made)
        ready = time.perf_counter() - began
        yield _timed("LangChain", size, ready, asked, book.soeg)
        tick()


def generated(told: Sequence[str], size: int) -> Korpus:
    """``size`` passages of three sentences each, with their grains."""
    chance = random.Random(7)
    passages, grains = [], []
    for number in range(size):
        chosen = chance.sample(told, 3)
        text = " ".join(chosen)
        ident = f"u{number}"
        whole = (Citatstykke(0, len(text), None),)
        passages.append(
            Uddrag(ident, f"d{number // 20}", "Notat", None, "", (), text, "tekst", whole)
        )
        grains.append(Korn(f"{ident}-u", ident, "uddrag", text))
        at = 0
        for place, sentence in enumerate(chosen):
            span = (at, at + len(sentence))
            grains.append(Korn(f"{ident}-s{place}", ident, "saetning", sentence, stykke=span))
            at += len(sentence) + 1
    return Korpus(tuple(passages), tuple(grains))


def _timed(
    line: str, size: int, ready: float, asked: Sequence[str], job: Callable[[str], object]
) -> Vokset:
    job(asked[0])
    times = []
    for question in asked:
        began = time.perf_counter()
        job(question)
        times.append(1000 * (time.perf_counter() - began))
    return Vokset(line, size, statistics.median(times), _p95(times), ready)


def _p95(times: Sequence[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]
