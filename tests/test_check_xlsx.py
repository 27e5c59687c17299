"""The spreadsheet over a folder of plans, and its heat map."""

from __future__ import annotations

import io
import itertools
import re
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from lxml import etree

from assistent.datamodels import FORUDSAETNINGER, ForudsaetningStatus, Tjek
from assistent.export import check_xlsx, heatmap
from assistent.export.check_sheet import FARVER
from tests.test_check_export import CHECK, FRAMES, NAMES, NASTY, NOT_A_MARK, condition, with_text

_SPACE = {
    "x": "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "d": "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing",
}
UNREAD = {"tom.docx": "»tom.docx« er tom. Vælg en anden fil."}


def all_of(status: ForudsaetningStatus) -> Tjek:
    return replace(CHECK, forudsaetninger={f: condition(status) for f in FORUDSAETNINGER})


CHECKS = {
    "Plan 10": all_of("opfyldt"),
    "Plan 2": CHECK,
    "=1+1": all_of("delvist"),
    "-Æblet": all_of("ikke_belyst"),
}


class Sheets:
    """A spreadsheet read back: the texts of each sheet, and its parts as XML."""

    def __init__(self, data: bytes) -> None:
        self._archive = zipfile.ZipFile(io.BytesIO(data))
        self.parts = self._archive.namelist()
        strings = self.part("xl/sharedStrings.xml")
        self._strings = ["".join(item.itertext()) for item in strings]
        self.names = [
            sheet.get("name")
            for sheet in self.part("xl/workbook.xml").iterfind("x:sheets/x:sheet", _SPACE)
        ]

    def part(self, name: str) -> Any:
        return etree.fromstring(self._archive.read(name))

    def sheet(self, name: str) -> Any:
        return self.part(f"xl/worksheets/sheet{self.names.index(name) + 1}.xml")

    def rows(self, name: str) -> list[list[str]]:
        found = []
        for row in self.sheet(name).iterfind("x:sheetData/x:row", _SPACE):
            values = [cell.find("x:v", _SPACE) for cell in row]
            found.append([self._strings[int(v.text)] if v is not None else "" for v in values])
        return found


def written(checks: Mapping[str, Tjek] = CHECKS, unread: Mapping[str, str] = UNREAD) -> Sheets:
    return Sheets(check_xlsx(checks, unread, NAMES, FRAMES))


def test_all_sheets_are_there_and_plans_stand_by_name() -> None:
    book = written()
    assert book.names == ["Forudsætninger", "Elementer", "Citater", "Varmekort", "Ikke læst"]
    head, *rows = book.rows("Forudsætninger")
    assert head == ["Plan", *(f"{ident} {NAMES[ident]}" for ident in FORUDSAETNINGER)]
    assert [row[0] for row in rows[:4]] == ["-Æblet", "=1+1", "Plan 2", "Plan 10"]
    assert rows[0][1:] == ["○ ikke belyst"] * 11 and rows[3][1:] == ["✓ opfyldt"] * 11
    assert rows[2][1:6] == [
        "○ ikke belyst",
        "✓ opfyldt",
        "× ikke opfyldt",
        "◐ delvist opfyldt (læs selv)",
        "◐ delvist opfyldt",
    ]
    assert rows[-1][0].startswith(f"Udarbejdet med AI-støtte. {NOT_A_MARK}")
    head, *rows = book.rows("Elementer")
    assert len(head) == 1 + 8 and rows[0][1:4] == [
        "✓ på plads",
        "◐ delvist på plads (læs selv)",
        "✓ på plads",
    ]
    assert book.rows("Ikke læst") == [["Fil", "Hvorfor"], ["tom.docx", UNREAD["tom.docx"]]]


def test_quotes_stand_as_the_plan_has_them() -> None:
    head, *rows = written({"Plan 2": CHECK}).rows("Citater")
    assert head == ["Plan", "Hvad", "Status", "Citat", "Råd", "Læs selv"]
    assert len(rows) == 8 + 11
    assert rows[1] == [
        "Plan 2",
        "Mål",
        "◐ delvist på plads",
        "Barn A trives bedre",
        "Skriv, hvad I kan se.",
        "Læs selv: tjekket er i tvivl mellem »delvist på plads« og »på plads«.",
    ]
    assert rows[8][1] == f"F1 {NAMES['F1']}" and rows[8][3] == ""


def test_the_head_and_the_names_stay_in_sight() -> None:
    for name in ("Forudsætninger", "Elementer", "Citater"):
        pane = written().sheet(name).find("x:sheetViews/x:sheetView/x:pane", _SPACE)
        assert (pane.get("state"), pane.get("topLeftCell")) == ("frozen", "B2")


@pytest.mark.parametrize("text", ["=1+1", "+45", "-2", "@SUM(A1)", *NASTY])
def test_no_text_is_a_formula_or_stops_the_file(text: str) -> None:
    book = written({text: with_text(text)}, {text: text})
    for name in book.names:
        sheet = book.sheet(name)
        assert not sheet.findall(".//x:f", _SPACE)
        assert {cell.get("t") for cell in sheet.iterfind(".//x:c", _SPACE)} <= {"s", None}
    styles = book.part("xl/styles.xml").findall("x:cellXfs/x:xf", _SPACE)
    quotes = [style.get("quotePrefix") for style in styles]
    cells = book.sheet("Citater").findall(".//x:row[@r='2']/x:c", _SPACE)
    marked = [quotes[int(cell.get("s"))] == "1" for cell in cells]
    begins = text.startswith(("=", "+", "-", "@"))
    assert marked == [begins, False, False, begins, begins, False]


def test_long_texts_are_cut_where_a_cell_ends() -> None:
    rows = written({"P": with_text("æ" * 40_000)}).rows("Citater")
    assert len(rows[1][3]) == 32_767


def test_the_picture_has_the_text_that_says_the_same() -> None:
    book = written()
    (picture,) = book.part("xl/drawings/drawing1.xml").iterfind(".//d:cNvPr", _SPACE)
    assert picture.get("descr") == heatmap(CHECKS, NAMES, FRAMES).tekst
    assert "xl/media/image1.png" in book.parts


def test_a_folder_where_nothing_could_be_read() -> None:
    book = written({})
    assert book.rows("Varmekort") == [["Der er ingen planer at vise."]]
    assert book.rows("Forudsætninger")[0] == ["Plan"]
    assert written(CHECKS, {}).rows("Ikke læst") == [["Alle filer kunne læses."]]


# The heat map


def test_the_text_counts_plans_and_names_none() -> None:
    told = heatmap(CHECKS, NAMES, FRAMES).tekst
    assert told.startswith("De elleve forudsætninger i 4 planer. ")
    spread = "opfyldt i 1, delvist opfyldt i 2 og ikke belyst i 1"
    assert f"F4 {NAMES['F4']}: {spread}. Tjekket er i tvivl i 1 af dem. F5" in told
    assert f"F2 {NAMES['F2']}: opfyldt i 2, delvist opfyldt i 1 og ikke belyst i 1. F3" in told
    assert all(f"{ident} {NAMES[ident]}: " in told for ident in FORUDSAETNINGER)
    assert not any(plan in told for plan in CHECKS)
    alone = heatmap({"Plan 2": CHECK}, NAMES, FRAMES).tekst
    assert alone.startswith("De elleve forudsætninger i én plan. ")


def size(png: bytes) -> tuple[int, int]:
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    return int.from_bytes(png[16:20], "big"), int.from_bytes(png[20:24], "big")


@pytest.mark.parametrize("name", ["$x^", "$a$ _b_ {", "\x00\x07", "x" * 300, "æøå"])
def test_any_name_can_stand_under_a_column(name: str) -> None:
    assert size(heatmap({name: CHECK}, NAMES, FRAMES).png) > (600, 600)


def test_many_plans_are_drawn_as_their_spread() -> None:
    sizes = [
        size(heatmap({f"Plan {n}": CHECK for n in range(count)}, NAMES, FRAMES).png)
        for count in (10, 60, 61, 90)
    ]
    assert sizes[0][0] < sizes[1][0] and sizes[2] == sizes[3]


# Machado, Oliveira and Fernandes (2009): how colours look to those who lack one kind of cone.
SEEN = {
    "as it is": np.eye(3),
    "protanopia": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deuteranopia": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "tritanopia": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
}
TO_XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
WHITE = np.array([0.9505, 1, 1.089])


def linear(colour: str) -> Any:
    shares = np.array([int(part, 16) / 255 for part in re.findall("..", colour)])
    return np.where(shares <= 0.04045, shares / 12.92, ((shares + 0.055) / 1.055) ** 2.4)


def lab(light: Any) -> Any:
    x, y, z = np.cbrt(TO_XYZ @ np.clip(light, 0.001, 1) / WHITE)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


@pytest.mark.parametrize("sight", SEEN)
def test_the_colours_stay_apart(sight: str) -> None:
    colours = sorted(set(FARVER.values()))
    assert len(colours) == 4
    for one, other in itertools.combinations(colours, 2):
        apart = lab(SEEN[sight] @ linear(one)) - lab(SEEN[sight] @ linear(other))
        assert np.linalg.norm(apart) > 20, (one, other)


def test_text_can_be_read_on_every_colour() -> None:
    ink = TO_XYZ[1] @ linear("22302B")
    for colour in FARVER.values():
        assert (TO_XYZ[1] @ linear(colour) + 0.05) / (ink + 0.05) > 4.5
