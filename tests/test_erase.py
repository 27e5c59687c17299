"""Erasing a document: gone from search and from every byte under the data folder."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistent.assistant import Assistant
from assistent.config import Settings
from assistent.errors import LagerFejl
from tests.conftest import SMALL

FIRST = "De store mødes hver tirsdag ved den gamle lygtepæl og tæller skyer sammen."
SECOND = "De mindste samler blade i gården og lægger dem på lange rækker efter farve."


@pytest.fixture
def filled(tmp_path: Path) -> Assistant:
    for name, text in (("drager", FIRST), ("maaner", SECOND)):
        (tmp_path / f"{name}.md").write_text(f"# Om {name}\n\n{text}\n", encoding="utf-8")
    assistant = Assistant(Settings(data=tmp_path / "data", vidensbase=SMALL))
    assistant.ingest([tmp_path / "drager.md", tmp_path / "maaner.md"], approve=True)
    return assistant


def holding(folder: Path, text: str) -> list[Path]:
    files = [path for path in folder.rglob("*") if path.is_file()]
    needles = (text.encode(), json.dumps(text)[1:-1].encode(), text[10:60].encode())
    return [file for file in files if any(n in file.read_bytes() for n in needles)]


def test_an_erased_document_is_nowhere_and_the_others_stay(filled: Assistant) -> None:
    data = filled.settings.data
    assert holding(data, FIRST)
    receipt = filled.erase("drager.md")
    assert receipt.rester == ()
    assert receipt.uddrag == 1
    assert holding(data, FIRST) == []
    assert json.loads(Path(receipt.kvittering).read_text(encoding="utf-8"))["dokument"] == "drager"
    assert all(hit.uddrag.kilde != "drager" for hit in filled.search("lygtepæl skyer"))
    assert filled.search("de mindste samler blade")[0].uddrag.kilde == "maaner"
    assert filled.index.missing() == 0


def test_an_unknown_document_is_named(filled: Assistant) -> None:
    with pytest.raises(LagerFejl, match="drager"):
        filled.erase("findes-ikke")


def test_a_text_that_stays_in_a_chat_is_reported(filled: Assistant) -> None:
    file = filled.settings.data / "rest.txt"
    file.write_text(FIRST, encoding="utf-8")
    assert filled.erase("drager").rester == ("rest.txt",)


def test_a_document_waits_until_a_person_decides(tmp_path: Path) -> None:
    file = tmp_path / "plan.md"
    file.write_text("# Plan\n\nYasmin hopper på trampolinen hver onsdag i salen.", encoding="utf-8")
    assistant = Assistant(Settings(data=tmp_path / "data", vidensbase=SMALL))
    assistant.ingest([file])
    assert [post.dokument.id for post in assistant.waiting()] == ["plan"]
    assert "Yasmin" not in assistant.waiting()[0].dokument.tekst
    assert all(p.kilde != "plan" for p in assistant.index.passages.values())
    assistant.decide("plan.md", approve=True)
    assert assistant.waiting() == ()
    assert any(p.kilde == "plan" for p in assistant.index.passages.values())
    assistant.ingest([tmp_path / "plan.md"])
    with pytest.raises(LagerFejl):
        assistant.decide("plan", approve=False)
    log = (tmp_path / "data" / "dokumentlog.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["hvad"] for line in log] == ["sat i karantæne", "godkendt"]
