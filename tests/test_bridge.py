"""Search as a LangChain retriever."""

from __future__ import annotations

from assistent.assistant import Assistant


def test_the_retriever_gives_what_search_gives(small: Assistant) -> None:
    text = "hvor længe er børnene udenfor?"
    documents = small.retriever(3).invoke(text)
    hits = small.search(text, 3)
    assert [d.page_content for d in documents] == [hit.uddrag.tekst for hit in hits]
    assert documents[0].metadata["kilde"] == "lille-rapport" and documents[0].metadata["side"] == 1
