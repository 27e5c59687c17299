"""The conditions over many plans as a picture, and the same in words."""

from __future__ import annotations

import io
import textwrap
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, get_args

from assistent.datamodels import FORUDSAETNINGER, ForudsaetningStatus, ForudsaetningTjek, Tjek
from assistent.export.check_sheet import CHECK, FARVER, FILE, in_name_order
from assistent.export.texts import Words, one_line, printable
from assistent.prompts import Frames

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_STATUSES: tuple[ForudsaetningStatus, ...] = get_args(ForudsaetningStatus)
_MOST_PLANS = 60
"""With more plans the cells are too small to see, and only the spread is drawn."""
_CELL, _LABELS, _BARS = 0.36, 4.4, 9.0
_DPI = 144
_INK, _GAP, _EDGE = "#22302B", "#FFFFFF", "#CFC7B8"
_LINE, _NAME = 42, 30
_NARROW = 0.04
"""The share of all plans under which a bar has no room for its words."""


@dataclass(frozen=True)
class Varmekort:
    """A picture as PNG, and the text that says the same to those who cannot see it."""

    png: bytes
    tekst: str


def heatmap(checks: Mapping[str, Tjek], names: Mapping[str, str], frames: Frames) -> Varmekort:
    """Draw the statuses of the conditions in each of the plans (at least one), by their names.

    The text tells of each condition how many plans have which status, never of a single plan.
    """
    drawing = _Drawing(checks, names, Words(frames, FILE))
    return Varmekort(drawing.png(), drawing.text())


class _Drawing:
    def __init__(self, checks: Mapping[str, Tjek], names: Mapping[str, str], words: Words) -> None:
        self._plans = in_name_order(checks)
        self._checks = checks
        self._names = {ident: f"{ident} {printable(names[ident])}" for ident in FORUDSAETNINGER}
        self._words = words
        self._status = words.frames.named(CHECK, "forudsaetningsstatus")
        self._signs = words.map("tegn")
        count = len(self._plans)
        many = words.text("varme_titel", antal=count)
        self._title = words.text("varme_titel_en") if count == 1 else many

    # In words

    def text(self) -> str:
        """Each condition with its statuses and how many plans have them."""
        lines = [self._words.text("varme_indledning", titel=self._title)]
        for ident in FORUDSAETNINGER:
            told = self._words.join(self._spread(ident))
            lines.append(self._words.text("varme_linje", navn=self._names[ident], fordeling=told))
            doubts = sum(entry.anden is not None for entry in self._entries(ident))
            if doubts:
                lines.append(self._words.text("varme_tvivl", antal=doubts))
        return " ".join(lines)

    def _spread(self, ident: str) -> list[str]:
        counts = self._counts(ident)
        return [
            self._words.text("varme_del", status=self._status[status], antal=counts[status])
            for status in _STATUSES
            if counts[status]
        ]

    def _entries(self, ident: str) -> list[ForudsaetningTjek]:
        return [self._checks[plan].forudsaetninger[ident] for plan in self._plans]

    def _counts(self, ident: str) -> Counter[str]:
        return Counter(entry.status for entry in self._entries(ident))

    # As a picture

    def png(self) -> bytes:
        """The picture: a cell for each plan, or bars where there are too many plans for that."""
        from matplotlib.figure import Figure

        few = len(self._plans) <= _MOST_PLANS
        wide = max(_CELL * len(self._plans), 3.6) if few else _BARS
        figure = Figure((_LABELS + wide, 7.6 if few else 6.6), layout="constrained")
        axes = figure.add_subplot()
        (self._cells if few else self._bars)(axes)
        axes.set_title(self._title, color=_INK, fontsize=13, pad=12)
        labels = [textwrap.fill(self._names[ident], _LINE) for ident in FORUDSAETNINGER]
        axes.set_yticks(range(len(labels)), labels, fontsize=9, color=_INK, parse_math=False)
        axes.tick_params(length=0)
        axes.spines[:].set_visible(False)
        self._legend(figure, doubts=few)
        stream = io.BytesIO()
        figure.savefig(stream, format="png", dpi=_DPI, metadata={"Title": self._title})
        return stream.getvalue()

    def _cells(self, axes: Axes) -> None:
        from matplotlib.colors import ListedColormap

        rows = [self._entries(ident) for ident in FORUDSAETNINGER]
        numbers = [[_STATUSES.index(entry.status) for entry in row] for row in rows]
        colours = ListedColormap([f"#{FARVER[status]}" for status in _STATUSES])
        axes.imshow(numbers, colours, vmin=0, vmax=len(_STATUSES) - 1, aspect="auto")
        doubt = self._words.text("tegn_i_tvivl")
        for y, row in enumerate(rows):
            for x, entry in enumerate(row):
                sign = self._signs[entry.status] + (doubt if entry.anden else "")
                axes.text(x, y, sign, ha="center", va="center", color=_INK, fontsize=11)
        axes.set_xticks([x + 0.5 for x in range(len(self._plans) - 1)], minor=True)
        axes.set_yticks([y + 0.5 for y in range(len(rows) - 1)], minor=True)
        axes.grid(which="minor", color=_GAP, linewidth=2)
        axes.tick_params(which="minor", length=0)
        axes.set_xticks(
            range(len(self._plans)),
            [_short(plan) for plan in self._plans],
            rotation=90,
            fontsize=9,
            color=_INK,
            parse_math=False,
        )

    def _bars(self, axes: Axes) -> None:
        """How the plans spread over the statuses, a bar for each condition."""
        starts = [0] * len(FORUDSAETNINGER)
        for status in _STATUSES:
            counts = [self._counts(ident)[status] for ident in FORUDSAETNINGER]
            bars = axes.barh(
                range(len(counts)), counts, left=starts, color=f"#{FARVER[status]}", edgecolor=_GAP
            )
            wide = [number >= _NARROW * len(self._plans) for number in counts]
            told = [
                f"{self._signs[status]} {number}" if shown else ""
                for number, shown in zip(counts, wide, strict=True)
            ]
            axes.bar_label(bars, told, label_type="center", color=_INK, fontsize=9)
            starts = [start + number for start, number in zip(starts, counts, strict=True)]
        axes.invert_yaxis()
        axes.margins(x=0, y=0.02)
        axes.set_xlabel(self._words.text("varme_akse"), color=_INK, fontsize=9)

    def _legend(self, figure: Figure, doubts: bool) -> None:
        from matplotlib.patches import Patch

        shown = [
            Patch(
                facecolor=f"#{FARVER[s]}",
                edgecolor=_EDGE,
                label=f"{self._signs[s]} {self._status[s]}",
            )
            for s in _STATUSES
        ]
        if doubts:
            explained = self._words.text("i_tvivl_forklaring")
            label = f"{self._words.text('tegn_i_tvivl')} {explained}"
            shown.append(Patch(facecolor="none", label=label))
        figure.legend(handles=shown, loc="outside lower center", ncols=3, frameon=False, fontsize=9)


def _short(name: str) -> str:
    """The name as it fits under its column."""
    told = one_line(printable(name))
    return told if len(told) <= _NAME else f"{told[:_NAME].rstrip()}…"
