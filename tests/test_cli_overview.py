"""The overview at the command line: the tables, JSON, the file, and what is refused."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from assistent import cli_common
from assistent.assistant import Assistant
from assistent.cli import app
from assistent.config import Settings
from assistent.datamodels import Linje, Udkast
from assistent.handleplan import Forloebsart, Kalender, Kendetegn
from assistent.planning import Hvem
from tests.conftest import SMALL

LEADER = Hvem("leder")
DRAFT = Udkast({"maal": (Linje("Barn A tager selv sko på.", "note"),)}, (), (), ())
KINDS: list[tuple[Forloebsart, int]] = [("gruppeforloeb", 6), ("individuelt", 5)]


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """An assistant with eleven plans of 2026."""
    made = Assistant(Settings(data=tmp_path_factory.mktemp("overblik"), vidensbase=SMALL))
    for kind, count in KINDS:
        for number in range(count):
            ident = made.plans.begin_from(DRAFT, f"{kind} {number}", LEADER).plan
            made.plans.describe(ident, Kendetegn(kind, ("motorik",), ("sparring",)), LEADER)
            made.plans.date(ident, Kalender("2026-02-02", "2026-08-02"), LEADER)
    return made


@pytest.fixture(autouse=True)
def one_assistant(assistant: Assistant, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(cli_common, "assistant_with", lambda vectors: assistant)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "160")


def call(*arguments: str) -> Result:
    done = CliRunner().invoke(app, ["overblik", "--uden-tjek", *arguments])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done


def test_the_tables_are_printed_for_people() -> None:
    done = call()
    assert done.exit_code == 0 and done.stderr == ""
    assert max(map(len, done.stdout.splitlines())) <= 100
    lines = [line.split() for line in done.stdout.splitlines()]
    assert ["2026", "6", "5", "0", "11"] in lines
    assert "Ressourceforløb efter problemområde" in done.stdout
    assert "Ingen kan se en enkelt plan." in done.stdout


def test_one_object_with_the_tables() -> None:
    done = call("--json", "--aar", "2026")
    found: dict[str, Any] = json.loads(done.stdout)
    assert done.stdout.count("\n") == 1
    assert {"titel", "aar", "dato", "tabeller", "besked"} <= found.keys()
    assert found["aar"] == 2026
    kinds = found["tabeller"][0]
    assert kinds["raekker"] == [["2026", 6, 5, 0, 11]]
    assert "gruppeforloeb 0" not in done.stdout


def test_a_year_with_too_few_says_so_and_shows_nothing() -> None:
    done = call("--aar", "2025")
    assert done.exit_code == 0 and "under 5 ressourceforløb i 2025" in done.stdout
    assert json.loads(call("--aar", "2025", "--json").stdout)["tabeller"] == []


def test_the_spreadsheet_is_written_and_not_written_over(tmp_path: Path) -> None:
    done = call("--ud", "overblik.xlsx")
    assert done.exit_code == 0 and "overblik.xlsx" in done.stdout
    assert zipfile.is_zipfile(tmp_path / "overblik.xlsx")
    again = call("--ud", "overblik.xlsx")
    assert again.exit_code == 1 and "--overskriv" in again.stderr
    assert json.loads(call("--ud", "overblik.xlsx", "--overskriv", "--json").stdout) == {
        "fil": "overblik.xlsx", "navn": "overblik.xlsx",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "status", "says"),
    [
        (("--ud", "overblik.pdf"), 2, ".xlsx"),
        (("--ud", "tomt.xlsx", "--aar", "2025"), 1, "under 5"),
        (("--ud", "væk/overblik.xlsx"), 1, "kan ikke skrives"),
        (("--aar", "i år"), 2, "--aar"),
    ],
)
def test_calls_that_are_wrong(
    arguments: tuple[str, ...], status: int, says: str, tmp_path: Path
) -> None:
    done = call(*arguments)
    assert done.exit_code == status and says in done.stderr
    assert not list(tmp_path.iterdir())
