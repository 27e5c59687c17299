"""Tests of the overview as a file: the sheets, the diagrams, the pictures, what is hidden."""

from __future__ import annotations

import io
import re
import struct
import zipfile
from xml.etree import ElementTree

import pytest

from assistent.errors import FilFejl
from assistent.export.charts import NARROW, WIDE, chart
from assistent.export.overview_xlsx import overview_xlsx
from assistent.overview import Tabel, described
from tests.test_overview import AWAY, EVALUATION, FRAMES, checked, overview, told

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
PLANS = [*EVALUATION, *[told(2017, days=AWAY, check=checked("opfyldt", "delvist"))] * 6]
FOUND = overview(PLANS)


def parts(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def cells(data: bytes, sheet: int) -> dict[str, str | float]:
    """The cells of a sheet by their place."""
    inside = parts(data)
    shared = [
        "".join(node.itertext())
        for node in ElementTree.fromstring(inside["xl/sharedStrings.xml"]).iter(f"{MAIN}si")
    ]
    found: dict[str, str | float] = {}
    for cell in ElementTree.fromstring(inside[f"xl/worksheets/sheet{sheet}.xml"]).iter(f"{MAIN}c"):
        value = cell.find(f"{MAIN}v")
        if value is not None and value.text is not None:
            text = cell.get("t") == "s"
            found[cell.get("r", "")] = shared[int(value.text)] if text else float(value.text)
    return found


DATA = overview_xlsx(FOUND, FRAMES)


def test_a_page_in_front_and_a_sheet_with_a_diagram_for_each_table() -> None:
    inside = parts(DATA)
    names = re.findall(r'<sheet name="([^"]+)"', inside["xl/workbook.xml"])
    assert names == [
        "Forside", "År og art", "Problemområder", "Anvendelser", "Varighed", "Kontinuitet",
        "Forudsætninger",
    ]  # fmt: skip
    assert sum(name.startswith("xl/charts/chart") for name in inside) == len(FOUND.tabeller) == 6
    front = " ".join(str(cell) for cell in cells(DATA, 1).values())
    assert "27. november 2026" in front and FOUND.regel in front and "mindst 5" in front
    assert inside["xl/worksheets/sheet1.xml"].count("<hyperlink ") == 6


def test_every_diagram_has_a_text_for_those_who_cannot_see_it() -> None:
    inside = parts(DATA)
    for number, table in enumerate(FOUND.tabeller, 1):
        (text,) = re.findall(r'descr="([^"]*)"', inside[f"xl/drawings/drawing{number}.xml"])
        assert text == described(table, FRAMES)


def test_a_hidden_cell_is_words_in_the_sheet_and_nothing_in_the_diagram() -> None:
    found = cells(DATA, 2)
    assert [found[f"{column}4"] for column in "ABCDEF"] == [
        "2015", 19, "skjult", "under 5", 0, 28,
    ]  # fmt: skip
    for number in range(2, 8):
        shown = {place: cell for place, cell in cells(DATA, number).items() if len(place) < 4}
        few = {cell for place, cell in shown.items() if re.match("[B-S]", place)} & {1, 2, 3, 4}
        drawn = {cell for place, cell in shown.items() if re.match("[T-Z]", place)} & {1, 2, 3, 4}
        assert not few and not drawn
    diagram = parts(DATA)["xl/charts/chart1.xml"]
    assert diagram.count("<a:t>under 5</a:t>") == 2 and diagram.count("<a:t>skjult</a:t>") == 2


def test_a_year_alone_and_nothing_at_all() -> None:
    one = cells(overview_xlsx(overview(PLANS, 2014), FRAMES), 2)
    assert [one[f"{column}3"] for column in "ABCDEF"] == ["2014", 13, 9, 0, 0, 22]
    with pytest.raises(FilFejl, match="under 5"):
        overview_xlsx(overview([]), FRAMES)


@pytest.mark.parametrize(("inches", "dots"), [(WIDE, 1296), (NARROW, 547)])
@pytest.mark.parametrize("table", FOUND.tabeller, ids=lambda table: table.noegle)
def test_a_picture_of_each_table(table: Tabel, inches: float, dots: int) -> None:
    found = chart(table, FRAMES, inches)
    width, height = struct.unpack(">II", found.png[16:24])
    assert found.png.startswith(b"\x89PNG") and width == dots and height > 250
    assert found.tekst == described(table, FRAMES)
