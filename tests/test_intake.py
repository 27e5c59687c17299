"""The way in: by difference, refused by name, reviewed by a person, near-duplicates reported."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistent.assistant import Assistant
from assistent.config import Settings
from assistent.datamodels import Indlaesning
from assistent.errors import LagerFejl
from assistent.ingest.similar import resemblance, sketch
from tests.conftest import SMALL

NOTE = (
    "# Legegruppen\n\nPædagog Hanne Østergaard henter Yasmin, og de går ned til åen med spande.\n"
)


@pytest.fixture
def assistant(tmp_path: Path) -> Assistant:
    return Assistant(Settings(data=tmp_path / "data", vidensbase=SMALL))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "mappe"
    (folder / "under").mkdir(parents=True)
    (folder / "legegruppe.md").write_text(NOTE, encoding="utf-8")
    (folder / "under" / "vand.txt").write_text("Vandbaljen står ude i maj.", encoding="utf-8")
    (folder / "oedelagt.docx").write_bytes(b"PK\x03\x04 ikke rigtigt")
    return folder


def statuses(rows: tuple[Indlaesning, ...]) -> dict[str, str]:
    return {row.id: row.status for row in rows}


def test_a_folder_is_taken_in_by_difference(assistant: Assistant, folder: Path) -> None:
    first = assistant.ingest([folder], approve=True)
    assert statuses(first.dokumenter) == {
        "legegruppe": "ny",
        "vand": "ny",
        "oedelagt": "afvist",
    }
    assert "oedelagt.docx" in next(r.besked for r in first.dokumenter if r.status == "afvist")
    (folder / "oedelagt.docx").unlink()
    (folder / "under" / "vand.txt").write_text("Vandbaljen står inde.", encoding="utf-8")
    second = assistant.ingest([folder], approve=True)
    assert statuses(second.dokumenter) == {"legegruppe": "uaendret", "vand": "aendret"}
    (folder / "under" / "vand.txt").unlink()
    third = assistant.ingest([folder], approve=True)
    assert third.forsvundne == ("vand",)
    assert all(p.kilde != "vand" for p in assistant.index.passages.values())
    found = [hit.uddrag.kilde for hit in assistant.search("går de ned til åen med spande", 3)]
    assert "legegruppe" in found


def test_unchanged_files_are_not_even_masked(
    assistant: Assistant, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "oedelagt.docx").unlink()
    assistant.ingest([folder], approve=True)
    monkeypatch.setattr(assistant.anonymiser, "mask", None)
    assert set(statuses(assistant.ingest([folder]).dokumenter).values()) == {"uaendret"}


def test_new_lists_mask_old_files_anew(assistant: Assistant, folder: Path) -> None:
    file = folder / "under" / "vand.txt"
    assistant.ingest([file], approve=True)
    assistant.remember("INSTITUTION", "Vandbaljen")
    assert assistant.ingest([file], approve=True).dokumenter[0].status == "aendret"
    kept = next(p for p, _ in assistant.approved() if p.dokument.id == "vand")
    assert kept.dokument.tekst == "[INSTITUTION] står ude i maj."


def test_an_empty_folder_removes_nothing(assistant: Assistant, folder: Path) -> None:
    assistant.ingest([folder], approve=True)
    for file in sorted(folder.rglob("*.*")):
        file.unlink()
    result = assistant.ingest([folder], approve=True)
    assert [row.status for row in result.dokumenter] == ["afvist"]
    assert result.forsvundne == ()
    assert {post.dokument.id for post, _ in assistant.approved()} == {"legegruppe", "vand"}


def test_two_files_of_one_name_do_not_replace_each_other(
    assistant: Assistant, folder: Path
) -> None:
    (folder / "under" / "legegruppe.txt").write_text("En anden tekst.", encoding="utf-8")
    rows = assistant.ingest([folder], approve=True).dokumenter
    refused = [row for row in rows if row.status == "afvist" and row.id == "legegruppe"]
    assert len(refused) == 1 and "hedder det samme" in refused[0].besked


def test_a_near_duplicate_is_reported(assistant: Assistant, tmp_path: Path) -> None:
    text = " ".join(f"Sætning {n} om legen i skoven med de mindste børn." for n in range(40))
    for name, content in (("en", text), ("to", text.replace("Sætning 7", "Nu"))):
        (tmp_path / f"{name}.txt").write_text(content, encoding="utf-8")
    rows = assistant.ingest([tmp_path / "en.txt", tmp_path / "to.txt"]).dokumenter
    assert "»en«" in rows[1].besked and rows[0].besked == "Venter på godkendelse."


@pytest.mark.parametrize(
    ("one", "other", "low", "high"),
    [
        ("a b c d e f g h", "a b c d e f g h", 1.0, 1.0),
        ("a b c d e f g h", "s t u v x y z æ", 0.0, 0.0),
        (" ".join(map(str, range(400))), " ".join(map(str, range(40, 400))), 0.75, 1.0),
        ("", "a b c", 0.0, 0.0),
    ],
)
def test_resemblance(one: str, other: str, low: float, high: float) -> None:
    assert low <= resemblance(sketch(one), sketch(other)) <= high


def test_a_person_corrects_and_approves(assistant: Assistant, folder: Path) -> None:
    assistant.ingest([folder / "legegruppe.md"])
    post = assistant.waiting()[0]
    assert post.dokument.titel == "Legegruppen" and "Hanne" not in post.dokument.tekst
    review = assistant.review("legegruppe.md")
    originals = {group.original: group.nr for group in review.grupper()}
    assert {"Hanne Østergaard", "Yasmin"} <= originals.keys()
    review = review.skriv(originals["Yasmin"], "barn X").sloer("åen", "ADRESSE")
    assistant.correct("legegruppe", review)
    assert "barn X" in assistant.waiting()[0].dokument.tekst
    assistant.decide("legegruppe", approve=True, who="AB")
    kept = assistant.approved()[0][0]
    assert "barn X" in kept.dokument.tekst and "[ADRESSE]" in kept.dokument.tekst
    assert kept.fund == ()
    log = (assistant.settings.data / "dokumentlog.jsonl").read_text(encoding="utf-8")
    acts = [json.loads(line) for line in log.splitlines()]
    assert [act["hvad"] for act in acts] == ["sat i karantæne", "sløring rettet", "godkendt"]
    assert acts[-1]["hvem"] == "AB"
    assert "Yasmin" not in log


def test_what_was_masked_is_forgotten_with_the_process(assistant: Assistant, folder: Path) -> None:
    assistant.ingest([folder / "legegruppe.md"])
    fresh = Assistant(assistant.settings)
    review = fresh.review("legegruppe")
    assert not review.kendt and review.grupper()
    assert all(group.original == "" for group in review.grupper())
    assert fresh.ingest([folder / "legegruppe.md"]).dokumenter[0].status == "uaendret"
    assert "Yasmin" in {group.original for group in fresh.review("legegruppe").grupper()}
    files = [path for path in assistant.settings.data.rglob("*") if path.is_file()]
    assert not any(b"Yasmin" in file.read_bytes() for file in files)


def test_a_rejected_document_leaves_nothing(assistant: Assistant, folder: Path) -> None:
    assistant.ingest([folder / "legegruppe.md"])
    assistant.decide("legegruppe", approve=False)
    assert assistant.waiting() == ()
    with pytest.raises(LagerFejl, match="venter ikke"):
        assistant.review("legegruppe")


def test_a_damaged_record_is_named(assistant: Assistant, folder: Path) -> None:
    assistant.ingest([folder / "legegruppe.md"])
    file = next((assistant.settings.data / "karantaene").glob("*.json"))
    file.write_text("{", encoding="utf-8")
    with pytest.raises(LagerFejl, match="beskadiget"):
        assistant.waiting()
