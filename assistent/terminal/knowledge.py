"""The state of vidensbasen at a terminal: its faults, what it covers, how much there is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table

from assistent import texts

if TYPE_CHECKING:
    from assistent.assistant import Assistant
    from assistent.knowledge import Vidensbase


def show_knowledge(assistant: Assistant) -> int:
    """Print every fault and the coverage; return how many faults there are."""
    from assistent.ingest.corpus import faults

    console = Console()
    base = assistant.knowledge
    found = list(faults(base))
    for fault in found:
        console.print(fault, markup=False, highlight=False)
    table = Table(title=texts.COVERAGE)
    for number, heading in enumerate(texts.COVERAGE_COLUMNS):
        table.add_column(heading, justify="right" if number else "left")
    for name, *counts in coverage(base):
        table.add_row(str(name), *map(str, counts))
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


def coverage(base: Vidensbase) -> Iterator[tuple[str, int, int, int, int]]:
    """For each area, use and age: methods in all, for vuggestue, for boernehave, and forløb."""
    for field, names in (
        ("omraader", [entry.id for entry in base.omraader]),
        ("anvendelser", [entry.id for entry in base.anvendelser]),
        ("alder", ["vuggestue", "boernehave"]),
    ):
        for name in names:
            methods = [method for method in base.metoder if name in getattr(method, field)]
            yield (
                name,
                len(methods),
                sum("vuggestue" in method.alder for method in methods),
                sum("boernehave" in method.alder for method in methods),
                sum(name in getattr(plan, field) for plan in base.forloeb),
            )
