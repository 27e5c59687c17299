"""Reports on checks at the command line: files, folders, JSON, and what goes wrong."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import docx
import pytest
from typer.testing import CliRunner, Result

from assistent import cli_common
from assistent.assistant import Assistant
from assistent.cli import app
from assistent.config import Settings
from assistent.datamodels import Tjek
from tests.conftest import SMALL
from tests.test_check_export import CHECK, TITLE
from tests.test_check_xlsx import Sheets
from tests.test_export import pdf_text

PLAN = "Barnet er med i legen på legepladsen, og vi følger op hver sjette uge sammen."


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return Assistant(Settings(data=tmp_path_factory.mktemp("tjek"), vidensbase=SMALL))


@pytest.fixture(autouse=True)
def one_check(assistant: Assistant, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """All plans get one check, once they are read and masked."""

    def check(text: str) -> Tjek:
        assistant.clean(text)
        return CHECK

    monkeypatch.setattr(assistant, "check", check)
    monkeypatch.setattr(cli_common, "assistant_with", lambda vectors: assistant)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three plans, two that cannot be read, and what is no plan."""
    path = tmp_path / "planer"
    (path / "gamle").mkdir(parents=True)
    for name in ("plan_10.txt", "plan_2.md", "Plan for Emil.txt", ".skjult.txt", "~$plan.docx"):
        (path / name).write_text(PLAN, "utf-8")
    (path / "Sofies plan.md").write_text("", "utf-8")
    (path / "gammel.doc").write_bytes(b"\xd0\xcf")
    (path / "billede.png").write_bytes(b"\x89PNG")
    (path / "gamle" / "plan.txt").write_text(PLAN, "utf-8")
    return path


def call(*arguments: str, text: str = "") -> Result:
    done = CliRunner().invoke(app, ["tjek", *arguments], input=text)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done


def told(*arguments: str, status: int = 0, text: str = "") -> dict[str, Any]:
    done = call(*arguments, "--json", text=text)
    assert done.exit_code == status and done.stdout.count("\n") == 1
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_a_plan_becomes_word_or_pdf(tmp_path: Path) -> None:
    (tmp_path / "Garderoben.txt").write_text(PLAN, "utf-8")
    done = call("Garderoben.txt", "--ud", "rapport.docx")
    assert (done.exit_code, done.stdout) == (0, "Filen ligger her: rapport.docx\n")
    assert docx.Document(str(tmp_path / "rapport.docx")).paragraphs[0].text == TITLE
    assert told("Garderoben.txt", "--ud", "rapport.PDF") == {
        "filer": [{"fil": "Garderoben.txt", "navn": "Garderoben", "ud": "rapport.PDF"}],
        "ud": "rapport.PDF",
    }
    assert TITLE in pdf_text((tmp_path / "rapport.PDF").read_bytes())


def test_a_plan_from_standard_input_has_no_name(tmp_path: Path) -> None:
    done = call("-", "--ud", "rapport.docx", text=PLAN)
    assert (done.exit_code, done.stdout) == (0, "Filen ligger her: rapport.docx\n")
    document = docx.Document(str(tmp_path / "rapport.docx"))
    assert document.paragraphs[0].text == "Tjek af en handleplan"


def test_a_folder_becomes_a_spreadsheet(folder: Path) -> None:
    done = call(str(folder), "--ud", "tjek.xlsx")
    assert done.exit_code == 1
    book = Sheets(Path("tjek.xlsx").read_bytes())
    names = [row[0] for row in book.rows("Forudsætninger")[1:4]]
    assert names == ["plan 2", "plan 10", "Plan for person A"]
    files = dict(book.rows("Ikke læst")[1:])
    assert list(files) == ["gammel.doc", "Person Bs plan.md"]
    assert files["Person Bs plan.md"].startswith("»Person Bs plan.md« er tom.")
    assert "»Plan for Emil.txt« hedder »Plan for person A« i rapporten." in done.stdout
    assert done.stdout.endswith("Filen ligger her: tjek.xlsx\n")
    assert "»Sofies plan.md« er ikke tjekket: »Sofies plan.md« er tom." in done.stderr


def test_a_folder_as_json(folder: Path) -> None:
    found = told(str(folder), "--ud", "tjek.xlsx", status=1)
    assert found["ud"] == "tjek.xlsx"
    files = {Path(entry["fil"]).name: entry for entry in found["filer"]}
    assert list(files) == sorted(files) and len(files) == 5
    read = {"fil": str(folder / "plan_2.md"), "navn": "plan 2", "ud": "tjek.xlsx"}
    assert files["plan_2.md"] == read
    assert set(files["gammel.doc"]) == {"fil", "fejl"}
    for name in ("Sofies plan.md", "gammel.doc"):
        (folder / name).unlink()
    assert len(told(str(folder), "--ud", "tjek.xlsx", "--overskriv")["filer"]) == 3


def test_plans_of_one_name_are_told_apart(tmp_path: Path) -> None:
    for name in ("a_b.md", "a b.txt", "a b (2).txt"):
        (tmp_path / name).write_text(PLAN, "utf-8")
    found = told(".", "--ud", "tjek.xlsx")
    assert sorted(entry["navn"] for entry in found["filer"]) == ["a b", "a b (2)", "a b (3)"]


@pytest.mark.parametrize("out", ["rapport.docx", "tjek.xlsx"])
def test_a_file_is_overwritten_only_when_that_is_asked_for(folder: Path, out: str) -> None:
    given = str(folder if out == "tjek.xlsx" else folder / "plan_2.md")
    Path(out).write_text("før", "utf-8")
    done = call(given, "--ud", out)
    assert done.exit_code == 1 and "findes i forvejen" in done.stderr
    assert told(given, "--ud", out, status=1).keys() == {"fejl"}
    assert Path(out).read_text("utf-8") == "før"
    call(given, "--ud", out, "--overskriv")
    assert Path(out).read_bytes().startswith(b"PK")


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["planer/plan_2.md", "--ud", "x.xlsx"], 2, ".docx eller .pdf"),
        (["planer/plan_2.md", "--ud", "x"], 2, ".docx eller .pdf"),
        (["planer", "--ud", "x.docx"], 2, ".xlsx"),
        (["planer"], 2, "--ud FIL.xlsx"),
        (["--ud", "x.docx"], 2, "en plan eller en mappe"),
        (["--batch", "x.jsonl", "--ud", "x.docx"], 2, "--batch"),
        (["findes-ikke.txt", "--ud", "x.docx"], 1, "findes ikke"),
        (["planer/Sofies plan.md", "--ud", "x.docx"], 1, "er tom"),
        (["planer/gamle/tom", "--ud", "x.xlsx"], 1, "ingen filer, jeg kan læse"),
        (["planer/plan_2.md", "--ud", "ingen/x.docx"], 1, "kan ikke skrives"),
    ],
)
def test_what_goes_wrong_is_told(
    folder: Path, arguments: list[str], status: int, said: str
) -> None:
    (folder / "gamle" / "tom").mkdir()
    done = call(*arguments)
    assert done.exit_code == status and said in done.stderr and not done.stdout
    assert not Path("x.docx").exists() and not Path("x.xlsx").exists()
