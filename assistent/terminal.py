"""Results for people at a terminal: the chat's Markdown, rendered, with the sources below."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.console import Console
from rich.markdown import Markdown
from rich.table import Table

from assistent import texts
from assistent.datamodels import (
    Dokument,
    Fund,
    Henvisning,
    Indlaesning,
    Rensning,
    Sletning,
    Status,
)

if TYPE_CHECKING:
    from assistent.assistant import Assistant

_WIDTH = 100


def _console() -> Console:
    console = Console()
    return Console(width=min(console.width, _WIDTH))


def show(assistant: Assistant, result: object) -> None:
    """Print any result."""
    console = _console()
    if isinstance(result, Status):
        _status(console, result)
    elif isinstance(result, Rensning):
        console.print(result.tekst, markup=False, highlight=False)
        for span in result.fund:
            console.print(f"  {span.type}: {span.erstatning}", markup=False, style="dim")
        console.print(f"\n{texts.MASKED_HOW}", markup=False, style="dim", highlight=False)
    elif isinstance(result, Sletning):
        _receipt(console, result)
    elif isinstance(result, tuple):
        _rows(console, result)
    else:
        _job(console, assistant, result)


def show_waiting(documents: Sequence[Dokument]) -> None:
    """Print each waiting document, masked, and how to decide."""
    console = _console()
    for document in documents:
        console.rule(document.titel)
        console.print(document.tekst, markup=False, highlight=False)
    console.rule()
    console.print(texts.WAITING if documents else texts.NONE_WAITING, markup=False)


def _receipt(console: Console, result: Sletning) -> None:
    text = texts.ERASED.format(dokument=result.dokument, antal=result.filer_gennemsoegt)
    if result.rester:
        text = texts.LEFT_OVER.format(dokument=result.dokument, filer=", ".join(result.rester))
    console.print(text, markup=False, highlight=False)
    console.print(texts.RECEIPT.format(fil=result.kvittering), markup=False, highlight=False)


def _job(console: Console, assistant: Assistant, result: object) -> None:
    shown = assistant.present(result)
    console.print(Markdown(shown.tekst))
    _sources(console, shown.henvisninger)
    console.print(f"\n{texts.AI_MARK}", style="dim", highlight=False)


def _sources(console: Console, cites: tuple[Henvisning, ...]) -> None:
    for cite in cites:
        place = f", s. {cite.side}" if cite.side else ""
        section = f" ({cite.afsnit})" if cite.afsnit else ""
        console.print(
            f"[{cite.nr}] {cite.titel}{place}{section}: »{' '.join(cite.citat.split())}«",
            markup=False,
            highlight=False,
            style="dim",
        )


def _rows(console: Console, results: tuple[object, ...]) -> None:
    for number, result in enumerate(results, 1):
        if isinstance(result, Fund):
            passage = result.uddrag
            place = f", s. {passage.side}" if passage.side else ""
            section = f" · {passage.afsnit}" if passage.afsnit else ""
            console.print(f"{number}. {passage.titel}{place}{section}", markup=False, style="bold")
            text = " ".join(passage.tekst.replace("**", "").split())
            console.print(f"   {text[:280]}", markup=False, highlight=False)
        elif isinstance(result, Indlaesning):
            amount = f", {result.uddrag} uddrag" if result.uddrag else ""
            line = f"{result.fil}: {result.status}{amount}. {result.besked}"
            console.print(line, markup=False, highlight=False)
    if not results:
        console.print(texts.NOTHING, markup=False)


def _status(console: Console, status: Status) -> None:
    for part in status.dele:
        mark = "ok  " if part.ok else "FEJL"
        console.print(f"{mark}  {part.navn}: {part.besked}", markup=False, highlight=False)
    console.print(
        f"\n{status.dokumenter} dokumenter, {status.uddrag} uddrag. Motor: {status.motor}. "
        f"Indlejring: {status.indlejring}.",
        highlight=False,
    )


def show_knowledge(assistant: Assistant) -> int:
    """Print every fault and the coverage; return how many faults there are."""
    from assistent.ingest.corpus import faults

    console = _console()
    base = assistant.knowledge
    found = list(faults(base))
    for fault in found:
        console.print(fault, markup=False, highlight=False)
    table = Table(title=texts.COVERAGE)
    for heading in texts.COVERAGE_COLUMNS:
        table.add_column(heading)
    records = [*base.metoder, *base.forloeb]
    for field, names in (
        ("omraader", [entry.id for entry in base.omraader]),
        ("anvendelser", [entry.id for entry in base.anvendelser]),
        ("alder", ["vuggestue", "boernehave"]),
    ):
        counts = Counter(
            (type(record).__name__, value) for record in records for value in getattr(record, field)
        )
        for name in names:
            table.add_row(name, str(counts["Metode", name]), str(counts["Forloeb", name]))
    console.print(table)
    facts = sum(len(passage.udsagn) for _, passage in base.passager)
    questions = sum(len(passage.spoergsmaal) for _, passage in base.passager)
    console.print(
        f"{len(base.metoder)} metoder, {len(base.forloeb)} forløb, {len(base.retningslinjer)} "
        f"retningslinjer, {len(base.begreber)} begreber, {len(base.synonymer)} synonymer, "
        f"{facts} udsagn, {questions} spørgsmål, {len(base.situationer)} situationer. "
        f"{len(found)} fejl.",
        highlight=False,
    )
    return len(found)
