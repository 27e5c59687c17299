"""The overview at a terminal: every table with its note."""

from __future__ import annotations

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from assistent.overview import Overblik, Tabel
from assistent.terminal import _console
from assistent.terminal.plans import say


def show_overview(found: Overblik) -> None:
    """Print the tables, or why there are none."""
    say(found.titel, style="bold underline")
    if found.besked:
        say(found.besked)
    for table in found.tabeller:
        say("", table.titel, style="bold")
        _console().print(Padding.indent(_grid(table), 2), highlight=False)
        say(table.note, style="dim", indent=2)
    if found.tabeller:
        say("", found.regel)


def _grid(table: Tabel) -> Table:
    """Numbers to the right; what stands in the place of a number is dim."""
    grid = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    for place, head in enumerate(table.kolonner):
        grid.add_column(Text(head), justify="right" if place else "left", overflow="fold")
    for name, *cells in table.raekker:
        shown = (Text(str(cell), "" if isinstance(cell, int) else "dim") for cell in cells)
        grid.add_row(Text(str(name)), *shown)
    return grid
