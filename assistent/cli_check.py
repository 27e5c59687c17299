"""Reports on checks at the command line: one plan as Word or PDF, a folder as a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistent.cli_common import (
    ForkertKald,
    answering,
    must_be_free,
    put,
    read_input,
    write_file,
)
from assistent.errors import FilFejl, ForStorTekst, IkkeDansk, RensFejl, TomTekst

if TYPE_CHECKING:
    from assistent.assistant import Assistant
    from assistent.datamodels import Tjek

Checked = Annotated[
    str | None,
    typer.Argument(
        metavar="FIL",
        help="En plan (.txt, .md, .docx, .odt, .pdf, .html) eller -, eller en mappe med planer.",
    ),
]
Report = Annotated[
    Path | None,
    typer.Option(
        "--ud", metavar="FIL", help="Skriv en rapport: .docx eller .pdf, for en mappe .xlsx."
    ),
]
_ONE, _MANY = (".docx", ".pdf"), ".xlsx"
_UNREADABLE = (".doc", ".docm", ".pages", ".rtf")
"""Kinds that plans come in and that cannot be read: they are named, not passed over."""
_BAD_FILE = (FilFejl, TomTekst, ForStorTekst, IkkeDansk, RensFejl)


@dataclass(frozen=True)
class _Plan:
    """A file, what it is called in the report, and its check or why there is none."""

    fil: Path
    navn: str
    tjek: Tjek | None = None
    fejl: str = ""


def is_folder(given: str | None) -> bool:
    """True for a folder of plans."""
    return given is not None and given != "-" and Path(given).is_dir()


def write_report(
    given: str | None, batch: Path | None, out: Path | None, overwrite: bool, as_json: bool
) -> None:
    """Check a plan or a folder of plans, write the report ``out``, and leave with the status."""
    from assistent import texts_rapport as texts

    with answering(as_json) as assistant:
        if given is None or batch is not None:
            raise ForkertKald(texts.TR_EN_PLAN)
        if out is None:
            raise ForkertKald(texts.TR_MAPPE)
        folder = is_folder(given)
        if out.suffix.lower() not in (_MANY if folder else _ONE):
            raise ForkertKald(texts.TR_SLUTNING)
        # The checks of a folder take time, so the name is looked at first.
        must_be_free(out, overwrite)
        plans = _folder(assistant, Path(given)) if folder else [_one(assistant, given)]
        content = _spreadsheet(assistant, plans) if folder else _document(assistant, plans[0], out)
        path = write_file(out, out.name, content, overwrite)
        put(_as_json(plans, path), as_json, lambda: _tell(plans, path))
        raise typer.Exit(1 if any(plan.fejl for plan in plans) else 0)


# The checks


def _one(assistant: Assistant, given: str) -> _Plan:
    text = read_input(assistant, given)
    name = "" if given == "-" else _names(assistant, [Path(given)])[0]
    return _Plan(Path(given), name, assistant.check(text))


def _folder(assistant: Assistant, folder: Path) -> list[_Plan]:
    """Check every plan of the folder; one that cannot be read does not stop the others."""
    from assistent import texts_rapport as texts
    from assistent.progress import shown

    files = sorted(_plans_in(folder))
    if not files:
        raise FilFejl(texts.TR_INGEN_PLANER.format(mappe=folder))
    checked = []
    with shown(texts.TR_TJEKKER) as progress:
        for file, name in zip(files, _names(assistant, files), strict=True):
            checked.append(_checked(assistant, file, name))
            progress(len(checked), len(files))
    return checked


def _plans_in(folder: Path) -> Iterator[Path]:
    from assistent.ingest.read import KINDS

    for file in folder.iterdir():
        wanted = file.suffix.lower() in (*KINDS, *_UNREADABLE)
        if wanted and file.is_file() and not file.name.startswith((".", "~$")):
            yield file


def _checked(assistant: Assistant, file: Path, name: str) -> _Plan:
    try:
        return _Plan(file, name, assistant.check(assistant.read_file(file)))
    except _BAD_FILE as error:
        return _Plan(file, name, fejl=str(error))


def _names(assistant: Assistant, files: Sequence[Path]) -> list[str]:
    """What the files are called in a report: their names, masked, each its own."""
    from assistent.anonymise.case import Sag

    case, called = Sag(), list[str]()
    for file in files:
        name, number = str(assistant.anonymiser.mask(_plain(file), case).tekst), 2
        stem = name
        while name in called:
            name, number = f"{stem} ({number})", number + 1
        called.append(name)
    return called


def _plain(file: Path) -> str:
    return " ".join(file.stem.replace("_", " ").split())


# The report


def _document(assistant: Assistant, plan: _Plan, out: Path) -> bytes:
    from assistent.export import check_docx, check_pdf

    assert plan.tjek is not None
    write = check_pdf if out.suffix.lower() == ".pdf" else check_docx
    return write(plan.tjek, plan.navn, assistant.names, assistant.frames)


def _spreadsheet(assistant: Assistant, plans: Sequence[_Plan]) -> bytes:
    from assistent.export import check_xlsx

    checks = {plan.navn: plan.tjek for plan in plans if plan.tjek is not None}
    unread = {}
    for plan in plans:
        if plan.tjek is None:
            # An error names the file, whose name is masked in what is written.
            name = f"{plan.navn}{plan.fil.suffix}"
            unread[name] = plan.fejl.replace(plan.fil.name, name)
    return check_xlsx(checks, unread, assistant.names, assistant.frames)


def _as_json(plans: Sequence[_Plan], path: Path) -> dict[str, Any]:
    files = [
        {"fil": str(plan.fil), "fejl": plan.fejl}
        if plan.fejl
        else {"fil": str(plan.fil), "navn": plan.navn, "ud": str(path)}
        for plan in plans
    ]
    return {"filer": files, "ud": str(path)}


def _tell(plans: Sequence[_Plan], path: Path) -> None:
    from assistent import texts_rapport as texts
    from assistent.texts import TP_FIL

    for plan in plans:
        if plan.fejl:
            typer.echo(texts.TR_ULAEST.format(fil=plan.fil.name, fejl=plan.fejl), err=True)
        elif plan.navn not in ("", _plain(plan.fil)):
            typer.echo(texts.TR_HEDDER.format(fil=plan.fil.name, navn=plan.navn))
    typer.echo(TP_FIL.format(fil=path))
