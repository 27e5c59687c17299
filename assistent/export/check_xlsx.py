"""The checks of a folder of plans as a spreadsheet.

Plans stand in the order of their names. Nothing is added up for a plan, and none is ranked.
"""

from __future__ import annotations

import io
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assistent.datamodels import Tjek
from assistent.export.check_sheet import FILE, Judge, Vurdering, in_name_order
from assistent.export.heatmap import heatmap
from assistent.export.texts import Words, printable
from assistent.prompts import Frames

_LONGEST = 32_767
"""Characters in a cell, by the file format."""
_A4 = 9
_FORMULA = ("=", "+", "-", "@")
_PLAN, _NAME, _STATUS, _TEXT = 30, 34, 18, 60
"""The widths of columns, in characters."""
_LINE, _HIGHEST, _TIGHT = 15, 409, 0.85
"""The height of a line and the most of a row, in points; the share of a column's width that is
counted on."""
Look = Mapping[str, object]
_BODY: Look = {"text_wrap": True, "valign": "top", "border": 1, "border_color": "#CFC7B8"}
_HEAD: Look = {**_BODY, "bold": True, "font_color": "#1F5C4A", "bg_color": "#E7F0EB"}
_NOTE: Look = {"italic": True, "font_color": "#57635D"}

Judged = Mapping[str, Sequence[Vurdering]]


@dataclass(frozen=True)
class _Cell:
    tekst: str
    farve: str = ""


def check_xlsx(
    checks: Mapping[str, Tjek],
    unread: Mapping[str, str],
    names: Mapping[str, str],
    frames: Frames,
) -> bytes:
    """Write the checks of many plans, by the plans' names, as a spreadsheet.

    ``unread`` are the files without a check, with the reason. Returns the bytes of the file.
    """
    words = Words(frames, FILE)
    book = _Book(words, f"{Words(frames).text('ai')}. {words.text('ikke_karakter')}")
    plans = in_name_order(checks)
    elements = {plan: tuple(Judge(names, frames).elements(checks[plan])) for plan in plans}
    conditions = {plan: tuple(Judge(names, frames).conditions(checks[plan])) for plan in plans}
    book.statuses("forudsaetninger", conditions)
    book.statuses("elementer", elements)
    book.quotes({plan: (*elements[plan], *conditions[plan]) for plan in plans})
    if checks:
        picture = heatmap(checks, names, frames)
        book.picture(picture.png, picture.tekst)
    else:
        book.note("varmekort", words.text("ingen_planer"))
    book.unread(unread)
    return book.bytes()


class _Book:
    """Writes one file; every text is written as text, whatever it begins with."""

    def __init__(self, words: Words, note: str) -> None:
        import xlsxwriter

        self._stream = io.BytesIO()
        self._book: Any = xlsxwriter.Workbook(self._stream, {"in_memory": True})
        self._words = words
        self._note = note
        self._titles = words.map("ark")
        self._formats: dict[tuple[tuple[str, object], ...], Any] = {}
        title = words.text("regneark_titel")
        self._book.set_properties({"title": title, "comments": note})

    def statuses(self, key: str, judged: Judged) -> None:
        """A row for each plan, a column for each element or condition."""
        head = [entry.navn for entry in next(iter(judged.values()), ())]
        first = self._words.text("plan_hoved")
        rows = [
            [_Cell(plan), *(_Cell(self._status(entry), entry.farve) for entry in entries)]
            for plan, entries in judged.items()
        ]
        sheet = self._table(key, [first, *head], [_PLAN, *[_STATUS] * len(head)], rows)
        self._write(sheet, len(rows) + 2, 0, _Cell(self._note), _NOTE)

    def quotes(self, judged: Judged) -> None:
        """A row for each judgement, with the plan's own words."""
        head = self._words.list("citater_hoved")
        rows = [
            [
                _Cell(plan),
                _Cell(entry.navn),
                _Cell(entry.status, entry.farve),
                *map(_Cell, (entry.citat, entry.raad, entry.laes_selv)),
            ]
            for plan, entries in judged.items()
            for entry in entries
        ]
        sheet = self._table("citater", head, [_PLAN, _NAME, _STATUS, _TEXT, _TEXT, _NAME], rows)
        sheet.autofilter(0, 0, len(rows), len(head) - 1)

    def picture(self, png: bytes, told: str) -> None:
        """The heat map with the text that says the same."""
        sheet = self._sheet("varmekort")
        sheet.fit_to_pages(1, 1)
        options = {"image_data": io.BytesIO(png), "description": told, "object_position": 3}
        sheet.insert_image(2, 0, "varmekort.png", options)
        self._write(sheet, 0, 0, _Cell(self._note), _NOTE)

    def unread(self, files: Mapping[str, str]) -> None:
        """The files without a check, and why."""
        if not files:
            self.note("ulaest", self._words.text("alle_laest"))
            return
        rows = [[_Cell(name), _Cell(files[name])] for name in in_name_order(files)]
        self._table("ulaest", self._words.list("ulaest_hoved"), [_NAME, _TEXT], rows)

    def note(self, key: str, text: str) -> None:
        """A sheet that holds one sentence."""
        self._write(self._sheet(key), 0, 0, _Cell(text), _NOTE)

    def bytes(self) -> bytes:
        """The spreadsheet as a file."""
        self._book.close()
        return self._stream.getvalue()

    def _status(self, entry: Vurdering) -> str:
        doubtful = bool(entry.laes_selv)
        return self._words.text("i_tvivl", status=entry.status) if doubtful else entry.status

    def _sheet(self, key: str) -> Any:
        sheet = self._book.add_worksheet(self._titles[key])
        sheet.set_landscape()
        sheet.set_paper(_A4)
        return sheet

    def _table(
        self,
        key: str,
        head: Sequence[str],
        widths: Sequence[int],
        rows: Sequence[Sequence[_Cell]],
    ) -> Any:
        """A sheet with a table; its head and the plans' names stay in sight."""
        sheet = self._sheet(key)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        sheet.freeze_panes(1, 1)
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        for number, row in enumerate([[_Cell(title) for title in head], *rows]):
            # Not every program makes the rows as high as their text.
            sheet.set_row(number, min(_LINE * max(map(_lines, row, widths)), _HIGHEST))
            for column, cell in enumerate(row):
                self._write(sheet, number, column, cell, _BODY if number else _HEAD)
        return sheet

    def _write(self, sheet: Any, row: int, column: int, cell: _Cell, look: Look) -> None:
        told = printable(cell.tekst)[:_LONGEST]
        # The mark keeps the text a text when somebody edits the cell.
        quoted = {"quote_prefix": True} if told.startswith(_FORMULA) else {}
        colour = {"bg_color": f"#{cell.farve}"} if cell.farve else {}
        sheet.write_string(row, column, told, self._format({**look, **quoted, **colour}))

    def _format(self, look: Look) -> Any:
        key = tuple(sorted(look.items()))
        if key not in self._formats:
            self._formats[key] = self._book.add_format(look)
        return self._formats[key]


def _lines(cell: _Cell, width: int) -> int:
    """How many lines a cell of that width needs, rather one too many."""
    return max(1, len(textwrap.wrap(cell.tekst, round(_TIGHT * width))))
