"""The evals at a terminal. They live beside the package, in a checkout of the project."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.table import Table

from assistent import texts
from assistent.errors import AssistentFejl

if TYPE_CHECKING:
    from assistent.assistant import Assistant

Tick = Callable[[str, int, int], None]


def run_evals(
    assistant: Assistant,
    parts: Sequence[str],
    which: str,
    report: Path,
    models: Sequence[str],
    tick: Tick,
) -> Any:
    """Run the evals and write the report. Raises AssistentFejl where they are not to be found."""
    try:
        runner = import_module("evals.koer")
    except ImportError as error:
        raise AssistentFejl(texts.EVALS_MANGLER.format(navn=error.name or "evals")) from error
    try:
        return runner.run(parts, which, tick, report, assistant, tuple(models))
    except ValueError as error:
        raise AssistentFejl(str(error)) from error


def show_evals(done: Any, report: Path) -> None:
    """Print every table, then the thresholds that do not hold."""
    console = Console()
    for result in done.resultater:
        for found in result.tabeller:
            table = Table(title=found.titel, title_justify="left")
            for number, heading in enumerate(found.kolonner):
                table.add_column(heading, justify="right" if number else "left")
            for row in found.raekker:
                table.add_row(*row)
            console.print(table)
    broken = [row for row in done.graenser if not row[3]]
    for name, wanted, value, _ in broken:
        console.print(texts.EVALS_BRUDT.format(navn=name, graense=wanted, maalt=round(value, 3)))
    console.print(texts.EVALS_RAPPORT.format(fil=report), markup=False)
