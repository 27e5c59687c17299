"""The lines that search is measured against: what somebody would pick instead of ours.

Each takes the same texts: in the written-for setting vidensbasen with the questions and statements
written for it, in the raw setting one Word document.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from assistent.assistant import Assistant
from assistent.danish import stem, words
from assistent.datamodels import Korn, Korpus, Uddrag
from assistent.models import Embedder
from assistent.retrieve import Weights, search

Hits = list[tuple[str, frozenset[int]]]
PagesOf = Callable[[Uddrag], frozenset[int]]
_COUNT = 10


def own_pages(passage: Uddrag) -> frozenset[int]:
    """The pages that a passage of a source with pages stands on."""
    return frozenset(piece.side for piece in passage.stykker if piece.side)


class Linje(Protocol):
    """A way to search."""

    @property
    def navn(self) -> str:
        """What it is called in the tables."""
        ...

    def soeg(self, text: str) -> Hits:
        """The ten best hits, each with its pages."""
        ...


@dataclass
class Vores:
    """Our own search, or it with some part changed."""

    navn: str
    assistant: Assistant
    pages: PagesOf
    index: Any = None
    encoder: Any = None
    weights: Weights | None = None

    def soeg(self, text: str) -> Hits:
        """As the assistant searches, masking included."""
        question = self.assistant.clean(text)
        index = self.index or self.assistant.index
        encoder = self.encoder or self.assistant.embedder
        found = search(question, index, encoder, _COUNT, weights=self.weights)
        return [(hit.uddrag.id, self.pages(hit.uddrag)) for hit in found]


class Bm25:
    """BM25 over one text per passage, words stemmed as Danish."""

    navn = "BM25"

    def __init__(self, corpus: Korpus, pages: PagesOf) -> None:
        import bm25s

        self._passages = [p for p in corpus.uddrag if p.art != "kategori"]
        self._pages = pages
        written = written_for(corpus)
        self._bm25 = bm25s.BM25()
        texts = ["\n".join((p.titel, p.tekst, *written.get(p.id, ()))) for p in self._passages]
        self._bm25.index([_stems(text) or ["-"] for text in texts], show_progress=False)

    def soeg(self, text: str) -> Hits:
        """The ten best passages."""
        scores = self._bm25.get_scores(_stems(text) or ["-"])
        best = np.argsort(-scores, kind="stable")[:_COUNT]
        return [(self._passages[n].id, self._pages(self._passages[n])) for n in best]


class AloneEmbedder:
    """The best cosine of the question and anything of a passage, with one embedder."""

    def __init__(
        self, navn: str, corpus: Korpus, encoder: Embedder, pages: PagesOf, tick: Callable[[], None]
    ) -> None:
        self.navn = navn
        self._encoder = encoder
        self._pages = pages
        self._passages = {p.id: p for p in corpus.uddrag}
        self._grains = [
            g
            for g in corpus.korn
            if g.art != "saetning" and self._passages[g.uddrag_id].art != "kategori"
        ]
        self._matrix = embed(self._grains, encoder, tick)

    def soeg(self, text: str) -> Hits:
        """The ten best passages."""
        order = np.argsort(-(self._matrix @ self._encoder.query([text])[0]))
        owners = dict.fromkeys(self._grains[n].uddrag_id for n in order[:400])
        return [(ident, self._pages(self._passages[ident])) for ident in list(owners)[:_COUNT]]


def embed(
    grains: Sequence[Korn], encoder: Embedder, tick: Callable[[], None]
) -> NDArray[np.float32]:
    """The vectors of grains, questions as queries."""
    found = np.zeros((len(grains), encoder.dim), np.float32)
    kinds = (encoder.passage, encoder.query)
    for asked, encode in enumerate(kinds):
        places = [n for n, g in enumerate(grains) if (g.art == "spoergsmaal") == bool(asked)]
        for start in range(0, len(places), 256):
            part = places[start : start + 256]
            found[part] = encode([grains[n].tekst for n in part])
            tick()
    return found


class Textbook:
    """LangChain's textbook line: splitter, Chroma and BM25 joined by EnsembleRetriever."""

    navn = "LangChain"

    def __init__(
        self, texts: Iterable[tuple[str, frozenset[int]]], encoder: Any, pages: Any = None
    ) -> None:
        from langchain_chroma import Chroma
        from langchain_classic.retrievers import EnsembleRetriever
        from langchain_core.documents import Document
        from langchain_text_splitters import RecursiveCharacterTextSplitter

        splitter = RecursiveCharacterTextSplitter(chunk_size=1000, chunk_overlap=200)
        whole = [Document(text, metadata={"sider": sorted(own)}) for text, own in texts]
        chunks = splitter.split_documents(whole)
        self._pages = pages
        store = Chroma.from_documents(
            [Document(chunk.page_content, id=str(n)) for n, chunk in enumerate(chunks)],
            encoder,
            persist_directory=tempfile.mkdtemp(),
        )
        self._own = [frozenset(chunk.metadata["sider"]) for chunk in chunks]
        self._number = {chunk.page_content: n for n, chunk in enumerate(chunks)}
        self._retriever = EnsembleRetriever(
            retrievers=[
                keyword_retriever([chunk.page_content for chunk in chunks]),
                store.as_retriever(search_kwargs={"k": _COUNT}),
            ],
            weights=[0.5, 0.5],
        )

    def soeg(self, text: str) -> Hits:
        """The ten best chunks."""
        found = []
        for document in self._retriever.invoke(text)[:_COUNT]:
            number = self._number[document.page_content]
            # A record of vidensbasen has no pages; those of a raw document are looked up.
            pages = self._pages(document.page_content) if self._pages else self._own[number]
            found.append((str(number), pages))
        return found


def keyword_retriever(texts: Sequence[str]) -> Any:
    """LangChain's BM25 retriever (words as they stand, cut at white space), over bm25s."""
    import bm25s
    from langchain_core.documents import Document
    from langchain_core.retrievers import BaseRetriever

    engine = bm25s.BM25()
    engine.index([text.split() or ["-"] for text in texts], show_progress=False)

    class Keywords(BaseRetriever):
        def _get_relevant_documents(self, query: str, **_: Any) -> list[Document]:
            scores = engine.get_scores(query.split() or ["-"])
            best = np.argsort(-scores, kind="stable")[:_COUNT]
            return [Document(texts[n]) for n in best]

    return Keywords()


class LangchainEmbedder:
    """An embedder as LangChain's ``Embeddings``."""

    def __init__(self, encoder: Embedder, tick: Callable[[], None] = lambda: None) -> None:
        self._encoder = encoder
        self._tick = tick

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Passages."""
        found: list[list[float]] = []
        for start in range(0, len(texts), 256):
            found += self._encoder.passage(texts[start : start + 256]).tolist()
            self._tick()
        return found

    def embed_query(self, text: str) -> list[float]:
        """A query."""
        vector: list[float] = self._encoder.query([text])[0].tolist()
        return vector


def textbook_texts(assistant: Assistant) -> list[tuple[str, frozenset[int]]]:
    """The files of vidensbasen as somebody would load them: sources by page, records whole."""
    found: list[tuple[str, frozenset[int]]] = []
    folder = assistant.settings.vidensbase
    for path in sorted(folder.rglob("*.md")):
        text = path.read_text(encoding="utf-8")
        if path.parent.name != "kilder":
            found.append((text, frozenset()))
            continue
        parts = re.split(r"<!-- side (\d+) -->", text)
        found += [
            (part, frozenset({int(page)}))
            for page, part in zip(parts[1::2], parts[2::2], strict=True)
        ]
    for _, passage in assistant.knowledge.passager:
        asked = [*passage.spoergsmaal, *(q for fact in passage.udsagn for q in fact.spoergsmaal)]
        told = [fact.tekst for fact in passage.udsagn]
        found.append(("\n".join((*told, *asked)), frozenset({passage.side})))
    return found


def written_for(corpus: Korpus) -> Mapping[str, list[str]]:
    """What was written for each passage: questions and statements."""
    found: dict[str, list[str]] = {}
    for grain in corpus.korn:
        if grain.art in ("spoergsmaal", "udsagn"):
            found.setdefault(grain.uddrag_id, []).append(grain.tekst)
    return found


def _stems(text: str) -> list[str]:
    return [stem(word) for word in words(text)]
