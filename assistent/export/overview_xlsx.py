"""The overview as a spreadsheet: a page in front, then a sheet with a diagram for each table."""

from __future__ import annotations

import io
import textwrap
from collections.abc import Mapping, Sequence
from typing import Any, Final

from assistent.errors import FilFejl
from assistent.export.texts import Words
from assistent.overview import FILE, Overblik, Tabel, described
from assistent.prompts import Frames

COLOURS: Final = ("#1F5C4A", "#D98E04", "#3D6FB4", "#9A9A9A")
"""Colours that are told apart by most who see colours otherwise, and by their lightness in grey:
green, amber, blue and grey."""
_A4 = 9
_CELL, _FRONT = 19, 84
_NARROWEST, _WIDEST = 24, 66
"""The widths of columns, in characters; those of the names are between the last two."""
_NOTE_TO, _PLAIN = 6, 9
"""The column that a note reaches at least, and the width of one that nobody has set."""
_OUT_OF_SIGHT = 20
"""The first column of what the diagrams draw."""
_LINE = 15
"""The height of a line, in points."""
_WIDE, _BAR, _AROUND = 900, 26, 120
"""The size of a diagram in pixels: its width, what a bar takes, and what stands around them."""
Look = Mapping[str, object]
_TITLE: Look = {"bold": True, "font_size": 14, "font_color": "#1F5C4A"}
_TEXT: Look = {"text_wrap": True, "valign": "top"}
_NOTE: Look = {**_TEXT, "italic": True, "font_color": "#57635D"}
_BODY: Look = {**_TEXT, "border": 1, "border_color": "#CFC7B8"}
_HEAD: Look = {**_BODY, "bold": True, "font_color": "#1F5C4A", "bg_color": "#E7F0EB"}
_HEAD_NUMBER: Look = {**_HEAD, "align": "right"}
_NUMBER: Look = {**_BODY, "align": "right"}
_HIDDEN: Look = {**_NUMBER, "italic": True, "font_color": "#57635D"}


def overview_xlsx(found: Overblik, frames: Frames) -> bytes:
    """Write the overview as a spreadsheet.

    Returns the bytes of the file. Raises FilFejl when there is nothing that may be shown.
    """
    if not found.tabeller:
        raise FilFejl(found.besked)
    book = _Book(found, frames)
    book.front()
    for table in found.tabeller:
        book.table(table)
    return book.bytes()


class _Book:
    """Writes one file."""

    def __init__(self, found: Overblik, frames: Frames) -> None:
        import xlsxwriter

        self._stream = io.BytesIO()
        self._book: Any = xlsxwriter.Workbook(self._stream, {"in_memory": True})
        self._found = found
        self._frames = frames
        self._words = Words(frames, FILE)
        self._tabs = self._words.map("ark")
        self._formats: dict[tuple[tuple[str, object], ...], Any] = {}
        told = {"title": found.titel, "comments": self._words.text("ai")}
        self._book.set_properties(told)

    def front(self) -> None:
        """The date, the rule of five, and links to the sheets."""
        sheet, text = self._sheet("forside"), self._words.text
        sheet.set_column(0, 0, _FRONT)
        year = self._found.aar
        rows: list[tuple[str, Look]] = [
            (self._found.titel, _TITLE),
            (text("periode") if year is None else text("periode_aar", aar=year), _TEXT),
            (text("lavet", dato=self._words.date(self._found.dato)), _TEXT),
            (text("ai"), _TEXT),
            ("", _TEXT),
            (text("forside_regel"), _TITLE),
            (self._found.regel, _TEXT),
            ("", _TEXT),
            (text("forside_ark"), _TITLE),
        ]
        for number, (told, look) in enumerate(rows):
            self._wrapped(sheet, number, told, look, _FRONT)
        for number, table in enumerate(self._found.tabeller, len(rows)):
            place = f"internal:'{self._tabs[table.noegle]}'!A1"
            sheet.write_url(number, 0, place, string=table.titel)

    def table(self, table: Tabel) -> None:
        """A sheet: the title, the table, its note and the diagram below."""
        sheet, last = self._sheet(table.noegle), len(table.kolonner) - 1
        longest = max(len(str(row[0])) for row in table.raekker) + 4
        name = min(max(longest, _NARROWEST), _WIDEST)
        sheet.set_column(0, 0, name)
        sheet.set_column(1, last, _CELL)
        sheet.freeze_panes(2, 1)
        sheet.write_string(0, 0, table.titel, self._format(_TITLE))
        for column, head in enumerate(table.kolonner):
            sheet.write_string(1, column, head, self._format(_HEAD_NUMBER if column else _HEAD))
        for number, row in enumerate(table.raekker, 2):
            for column, cell in enumerate(row):
                self._cell(sheet, number, column, cell)
        below, reach = len(table.raekker) + 3, max(last, _NOTE_TO)
        sheet.merge_range(below, 0, below, reach, "")
        width = name + _CELL * last + _PLAIN * (reach - last)
        self._wrapped(sheet, below, table.note, _NOTE, width)
        self._diagram(sheet, below + 2, table)

    def bytes(self) -> bytes:
        """The spreadsheet as a file."""
        self._book.close()
        return self._stream.getvalue()

    # Parts of a sheet

    def _sheet(self, key: str) -> Any:
        sheet = self._book.add_worksheet(self._tabs[key])
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 1)
        sheet.hide_gridlines(2)
        return sheet

    def _cell(self, sheet: Any, row: int, column: int, cell: str | int) -> None:
        if isinstance(cell, int):
            sheet.write_number(row, column, cell, self._format(_NUMBER))
        else:
            sheet.write_string(row, column, cell, self._format(_HIDDEN if column else _BODY))

    def _wrapped(self, sheet: Any, row: int, told: str, look: Look, width: int) -> None:
        """A text in a row that is as high as its lines; not every program sees to that."""
        lines = len(textwrap.wrap(told, round(0.9 * width)))
        if lines > 1:
            sheet.set_row(row, _LINE * lines)
        sheet.write_string(row, 0, told, self._format(look))

    def _diagram(self, sheet: Any, row: int, table: Tabel) -> None:
        """Bars over the numbers of the table; a hidden one has its words and no length."""
        tab, shown = self._tabs[table.noegle], table.diagram
        last = shown.raekker + 1
        chart = self._book.add_chart({"type": "bar"})
        for colour, column in zip(COLOURS, shown.kolonner, strict=False):
            cells = [line[column] for line in table.raekker[: shown.raekker]]
            hidden = [{"value": cell} if isinstance(cell, str) else None for cell in cells]
            drawn = self._drawn(sheet, column, max(_OUT_OF_SIGHT, len(table.kolonner)), cells)
            chart.add_series(
                {
                    "name": [tab, 1, column],
                    "categories": [tab, 2, 0, last, 0],
                    "values": [tab, 2, drawn, last, drawn],
                    "fill": {"color": colour},
                    "data_labels": {"value": True, "custom": hidden},
                    "gap": 60,
                }
            )
        self._dress(chart, table)
        told = {"description": described(table, self._frames), "object_position": 3}
        sheet.insert_chart(row, 0, chart, told)

    def _drawn(self, sheet: Any, column: int, first: int, cells: Sequence[str | int]) -> int:
        """A column out of sight that follows the table, with 0 where it has words.

        Not every program draws a place that holds words, and then it has no label either.
        """
        from xlsxwriter.utility import xl_rowcol_to_cell

        out = first + column
        for number, cell in enumerate(cells, 2):
            place = xl_rowcol_to_cell(number, column)
            value = cell if isinstance(cell, int) else 0
            sheet.write_formula(number, out, f"=IF(ISNUMBER({place}),{place},0)", None, value)
        sheet.set_column(out, out, None, None, {"hidden": True})
        return out

    def _dress(self, chart: Any, table: Tabel) -> None:
        """The title, the axes and the size of a diagram."""
        several = len(table.diagram.kolonner) > 1
        axis = self._words.text("akse_dage" if table.noegle == "kontinuitet" else "akse")
        lines = {"visible": True, "line": {"color": "#E4DFD5"}}
        chart.show_hidden_data()
        chart.set_title({"name": table.titel, "name_font": {"size": 12}})
        chart.set_legend({"position": "bottom"} if several else {"none": True})
        # The first row on top, and the numbers below the last.
        chart.set_y_axis(
            {
                "reverse": True,
                "crossing": "max",
                "interval_unit": 1,
                "major_gridlines": {"visible": False},
            }
        )
        chart.set_x_axis({"name": axis, "min": 0, "num_format": "0", "major_gridlines": lines})
        bars = table.diagram.raekker * len(table.diagram.kolonner)
        chart.set_size({"width": _WIDE, "height": _AROUND + _BAR * max(bars, 4)})

    def _format(self, look: Look) -> Any:
        key = tuple(sorted(look.items()))
        if key not in self._formats:
            self._formats[key] = self._book.add_format(look)
        return self._formats[key]
