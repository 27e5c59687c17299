"""Diagrams over the overview as pictures, each with a text that says the same.

Horizontal bars with their numbers and names beside them, so that nothing hangs on a colour.
"""

from __future__ import annotations

import io
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from assistent.export.overview_xlsx import COLOURS
from assistent.export.texts import Words
from assistent.overview import FILE, LEAST, Tabel, described
from assistent.prompts import Frames

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_INK, _QUIET, _PALE, _LINES = "#22302B", "#57635D", "#F4F1EA", "#E4DFD5"
WIDE: Final = 9.0
"""How wide a picture is, in inches, for a desk or a sheet of paper."""
NARROW: Final = 3.8
"""How wide it is for a phone."""
_BAR, _AROUND, _DPI = 0.34, 0.9, 144
"""The size of a picture in inches: what a bar takes, what stands around; and dots."""
_BESIDE, _ABOVE = 5, 8
"""Characters in a line of a name, beside a bar and above a group, for each inch of the picture."""
_HIDDEN_SHARE: Final = 0.05
"""How long a hidden bar is drawn, whatever it hides, as a share of the longest one."""
_GAP, _FOOT = 0.7, 0.35
"""Between two groups of bars, and how low the name of a group reaches, in bars."""


@dataclass(frozen=True)
class Diagram:
    """A picture as PNG, and the text that says the same to those who cannot see it."""

    png: bytes
    tekst: str


@dataclass(frozen=True)
class _Bar:
    """A bar at a height: its name, its number or the words in its place, its colour."""

    y: float
    navn: str
    vaerdi: str | int
    farve: str


def chart(table: Tabel, frames: Frames, width: float = WIDE) -> Diagram:
    """Draw what ``table.diagram`` chooses of a table, ``width`` inches wide.

    A number that must not be seen is a hatched bar, always as long, with the words of its cell.
    The title of the table is for whoever shows the picture to put above it.
    """
    from matplotlib.figure import Figure

    bars, groups = list(_bars(table, width)), list(_groups(table, width))
    lines = max((bar.y for bar in bars), default=0) + 1
    # A bar has room for two lines of its name.
    room = max((bar.navn.count("\n") + 1 for bar in bars), default=1) / 2
    figure = Figure((width, _AROUND + _BAR * max(1, room) * lines), layout="constrained")
    axes = figure.add_subplot()
    longest = max((bar.vaerdi for bar in bars if isinstance(bar.vaerdi, int)), default=0) or LEAST
    for bar in bars:
        _draw(axes, bar, longest)
    _name(axes, bars, groups)
    words = Words(frames, FILE)
    axis = words.text("akse_dage" if table.noegle == "kontinuitet" else "akse")
    axes.set_xlabel(axis, color=_QUIET, fontsize=9)
    axes.set_xlim(0, longest * 1.14)
    # The first bar on top.
    axes.set_ylim(lines - 0.4, -0.7)
    stream = io.BytesIO()
    figure.savefig(stream, format="png", dpi=_DPI, metadata={"Title": table.titel})
    return Diagram(stream.getvalue(), described(table, frames))


def _step(table: Tabel) -> float:
    """How far the bars of a row stand from those of the next; a group has its name above it."""
    columns = len(table.diagram.kolonner)
    return columns + 1 + _GAP if columns > 1 else 1


def _lines(name: str, width: float, share: int) -> str:
    """A name in lines that a picture of ``width`` inches has room for."""
    return textwrap.fill(name, round(width * share), break_long_words=False)


def _bars(table: Tabel, width: float) -> Iterator[_Bar]:
    shown = table.diagram
    several = len(shown.kolonner) > 1
    for number, row in enumerate(table.raekker[: shown.raekker]):
        for place, column in enumerate(shown.kolonner):
            y = number * _step(table) + place + several
            name = table.kolonner[column] if several else str(row[0])
            colour = COLOURS[place % len(COLOURS)]
            yield _Bar(y, _lines(name, width, _BESIDE), row[column], colour)


def _groups(table: Tabel, width: float) -> Iterator[tuple[float, str]]:
    """The names that stand above their bars, and where their last lines stand."""
    if len(table.diagram.kolonner) > 1:
        for number, row in enumerate(table.raekker[: table.diagram.raekker]):
            yield number * _step(table) + _FOOT, _lines(str(row[0]), width, _ABOVE)


def _draw(axes: Axes, bar: _Bar, longest: int) -> None:
    """One bar with its number behind it."""
    hidden = isinstance(bar.vaerdi, str)
    length = longest * _HIDDEN_SHARE if isinstance(bar.vaerdi, str) else bar.vaerdi
    if hidden:
        axes.barh(bar.y, length, 0.72, color=_PALE, edgecolor=bar.farve, hatch="/////", linewidth=0)
    else:
        axes.barh(bar.y, length, 0.72, color=bar.farve)
    axes.text(
        length + longest * 0.01,
        bar.y,
        str(bar.vaerdi),
        va="center",
        color=_QUIET if hidden else _INK,
        style="italic" if hidden else "normal",
        fontsize=9,
        parse_math=False,
    )


def _name(axes: Axes, bars: list[_Bar], groups: list[tuple[float, str]]) -> None:
    """The names beside the bars and above the groups, the first on top."""
    from matplotlib.ticker import MaxNLocator

    labels = [bar.navn for bar in bars]
    axes.set_yticks([bar.y for bar in bars], labels, fontsize=9, color=_INK, parse_math=False)
    look: dict[str, Any] = {"fontsize": 9.5, "fontweight": "bold", "color": _INK}
    for y, name in groups:
        text = axes.text(0, y, name, va="bottom", parse_math=False, **look)
        # It may reach past the bars without making them shorter.
        text.set_in_layout(False)
    axes.tick_params(length=0, labelcolor=_INK, labelsize=9)
    axes.spines[:].set_visible(False)
    axes.xaxis.grid(True, color=_LINES)
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    axes.set_axisbelow(True)
