"""The command line as other systems meet it: JSON, batch, exit statuses, errors in Danish."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import SMALL

NOTES = "Mål: barnet er med i legen på legepladsen.\nrp kommer tirsdag. Opfølgning hver 6. uge."


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cli")


def run(data: Path, *arguments: str, text: str | None = None) -> tuple[int, str, str]:
    environment = os.environ | {"ASSISTENT_DATA": str(data), "ASSISTENT_VIDENSBASE": str(SMALL)}
    done = subprocess.run(
        [sys.executable, "-m", "assistent", *arguments],
        input=text,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=environment,
        check=False,
    )
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout, done.stderr


def json_of(data: Path, *arguments: str, text: str | None = None) -> dict[str, Any]:
    status, out, _ = run(data, *arguments, "--json", text=text)
    assert status == 0 and out.count("\n") == 1
    found: dict[str, Any] = json.loads(out)
    return found


@pytest.mark.slow
def test_every_command_keeps_its_contract(data: Path, tmp_path: Path) -> None:
    hit = json_of(data, "soeg", "legeplads", "-k", "2", "--kilde", "lille-rapport")["hits"][0]
    assert {"kilde", "titel", "side", "afsnit", "tekst", "score"} <= hit.keys()
    answer = json_of(data, "spoerg", "hvor længe er børnene ude hver dag?")
    assert {"svar", "afvist", "henvisninger", "motor"} <= answer.keys()
    assert {"nr", "kilde", "titel", "side", "afsnit", "citat"} == answer["henvisninger"][0].keys()
    ideas = json_of(data, "ideer", "der er kaos i garderoben, når vi skal ud")
    assert {
        "omraader",
        "anvendelser",
        "strategier",
        "spoergsmaal",
        "lignende_forloeb",
    } <= ideas.keys()
    wanted = {"navn", "hvorfor", "trin", "hvem", "naar_rp_ikke_er_der", "tegn", "henvisninger"}
    assert all(wanted <= strategy.keys() for strategy in ideas["strategier"])
    draft = json_of(data, "udkast", "-", text=NOTES)
    assert {"handleplan", "mangler", "spoergsmaal", "modsigelser"} <= draft.keys()
    assert len(draft["handleplan"]) == 8
    check = json_of(data, "tjek", "-", text=NOTES)
    assert len(check["elementer"]) == 8 and len(check["forudsaetninger"]) == 11
    status = json_of(data, "status")
    assert all({"navn", "ok", "besked"} == part.keys() for part in status["dele"])
    (tmp_path / "notat.txt").write_text("Ring til 43576200 om sandkassen.", "utf-8")
    masked = json_of(data, "anonymiser", str(tmp_path / "notat.txt"))
    assert masked["tekst"] == "Ring til [TELEFON] om sandkassen."
    assert masked["fund"][0] == {
        "start": 9,
        "slut": 17,
        "type": "TELEFON",
        "erstatning": "[TELEFON]",
    }
    taken = json_of(data, "indlaes", str(tmp_path), "--godkend")["dokumenter"]
    assert [(d["id"], d["status"]) for d in taken] == [("notat", "ny")]
    assert json_of(data, "soeg", "sandkassen", "--kilde", "notat")["hits"][0]["kilde"] == "notat"
    again = json_of(data, "indlaes", str(tmp_path), "--godkend")["dokumenter"]
    assert again[0]["status"] == "uaendret"


@pytest.mark.slow
def test_a_batch_goes_on_past_a_faulty_line(data: Path, tmp_path: Path) -> None:
    (tmp_path / "plan.md").write_text(NOTES, "utf-8")
    lines = [
        {"id": "a", "tekst": NOTES},
        {"id": "b"},
        {"id": "c", "tekst": ""},
        {"id": "d", "fil": str(tmp_path / "plan.md")},
        {"id": "e", "fil": str(tmp_path / "væk.md")},
    ]
    batch = tmp_path / "b.jsonl"
    batch.write_text("\n".join(map(json.dumps, lines)) + "\nikke json\n", "utf-8")
    status, out, _ = run(data, "tjek", "--json", "--batch", str(batch))
    rows = [json.loads(line) for line in out.splitlines()]
    assert status == 1
    assert [row["id"] for row in rows] == ["a", "b", "c", "d", "e", 6]
    assert ["fejl" in row for row in rows] == [False, True, True, False, True, True]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("arguments", "status", "says"),
    [
        (("spoerg",), 2, "TEKST"),
        (("tjek", "findes-ikke.docx"), 1, "findes ikke"),
        (("spoerg", "--batch", "findes-ikke.jsonl"), 2, "findes ikke"),
        (("soeg", "leg", "-k", "0"), 2, "-k"),
        (("noget",), 2, "noget"),
        (("ideer", ""), 1, "arbejde med"),
    ],
)
def test_calls_that_are_wrong(
    data: Path, arguments: tuple[str, ...], status: int, says: str
) -> None:
    code, out, error = run(data, *arguments)
    assert code == status and out == "" and says in error


@pytest.mark.slow
def test_an_empty_knowledge_base_works(tmp_path: Path) -> None:
    empty = tmp_path / "tom"
    empty.mkdir()
    environment = os.environ | {
        "ASSISTENT_DATA": str(tmp_path / "data"),
        "ASSISTENT_VIDENSBASE": str(empty),
    }
    for command, key, text in (
        ("soeg", "hits", "leg"),
        ("spoerg", "afvist", "hvad er en handleplan?"),
        ("ideer", "strategier", "en dreng slår de andre"),
        ("tjek", "elementer", "-"),
        ("udkast", "handleplan", "-"),
    ):
        done = subprocess.run(
            [sys.executable, "-m", "assistent", command, text, "--json"],
            input=NOTES,
            capture_output=True,
            text=True,
            encoding="utf-8",
            env=environment,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        assert key in json.loads(done.stdout)


def test_help_imports_nothing_heavy() -> None:
    heavy = "numpy chromadb gradio onnxruntime torch pydantic sqlalchemy langchain_core"
    code = f"import sys, assistent.cli; print([m for m in '{heavy}'.split() if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_corrected_mask_is_remembered(tmp_path: Path) -> None:
    text = "vi hentede chefen og Yasmin i dag, og de var glade for det."
    assert "chefen" in json_of(tmp_path, "anonymiser", "-", text=text)["tekst"]
    status, _, _ = run(tmp_path, "anonymiser", "--husk-navn", "chefen", "--lad-staa", "Yasmin")
    assert status == 0
    masked = json_of(tmp_path, "anonymiser", "-", text=text)["tekst"]
    assert "chefen" not in masked and "Yasmin" in masked
