"""Our search as a LangChain retriever: where a chain with a language model plugs in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever

from assistent.datamodels import Fund


class PassageRetriever(BaseRetriever):
    """Passages for a text, best first, with source, title, page, section and score as metadata."""

    search: Callable[[str, int], Sequence[Fund]]
    count: int = 8

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[Document]:
        return [_document(hit) for hit in self.search(query, self.count)]


def _document(hit: Fund) -> Document:
    passage = hit.uddrag
    about: dict[str, Any] = {
        "kilde": passage.kilde,
        "titel": passage.titel,
        "side": passage.side,
        "afsnit": passage.afsnit,
        "score": hit.score,
    }
    return Document(id=passage.id, page_content=passage.tekst, metadata=about)
