"""PDF files: headings by their type, furniture left out, pages marked, bad files refused."""

from __future__ import annotations

import io

import pypdf
import pytest

from assistent.errors import FilFejl
from assistent.ingest.read import read
from tests.test_read import pdf_bytes

Run = tuple[str, int, str]
"""A line: its font (F1 plain, F2 bold), its size, its text."""


def pages_bytes(pages: list[list[Run]]) -> bytes:
    """A PDF whose lines are set as told, from the top of each page."""
    writer = pypdf.PdfWriter()
    for lines in pages:
        shown = "BT 50 780 Td "
        for font, size, text in lines:
            shown += f"/{font} {size} Tf ({text}) Tj 0 -{size + 8} Td "
        reader = pypdf.PdfReader(io.BytesIO(pdf_bytes([])))
        page = reader.pages[0]
        fonts = page["/Resources"]["/Font"]
        fonts[pypdf.generic.NameObject("/F2")] = pypdf.generic.DictionaryObject(
            {
                pypdf.generic.NameObject("/Type"): pypdf.generic.NameObject("/Font"),
                pypdf.generic.NameObject("/Subtype"): pypdf.generic.NameObject("/Type1"),
                pypdf.generic.NameObject("/BaseFont"): pypdf.generic.NameObject("/Helvetica-Bold"),
                pypdf.generic.NameObject("/Encoding"): pypdf.generic.NameObject("/WinAnsiEncoding"),
            }
        )
        page.get_contents().set_data(f"{shown} ET".encode("cp1252"))
        stream = pypdf.generic.DecodedStreamObject()
        stream.set_data(f"{shown} ET".encode("cp1252"))
        page[pypdf.generic.NameObject("/Contents")] = stream
        writer.add_page(page)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


BODY = "Barnet kommer med i legen hver formiddag sammen med en voksen, det kender godt."


def test_headings_are_told_by_size_and_weight() -> None:
    page = [("F1", 22, "Om overgange"), ("F1", 11, BODY), ("F2", 11, "Hvem"), ("F1", 11, BODY)]
    text = read(pages_bytes([page]), "a.pdf").tekst
    assert "# Om overgange" in text and "## Hvem" in text
    assert text.startswith("<!-- side 1 -->")


def test_what_stands_on_every_page_is_no_text() -> None:
    pages = [
        [("F1", 9, "Vejledning 2026"), ("F1", 11, f"{BODY} Nummer {n}."), ("F1", 9, f"Side {n}")]
        for n in range(1, 5)
    ]
    text = read(pages_bytes(pages), "a.pdf").tekst
    assert "Vejledning" not in text and "Side 2" not in text
    assert text.count(BODY) == 4 and text.count("<!-- side") == 4


def test_pages_without_text_are_named_and_the_rest_is_read() -> None:
    content = read(pages_bytes([[("F1", 11, BODY)], [], [("F1", 11, BODY)]]), "a.pdf")
    assert content.tomme_sider == (2,)
    assert content.tekst.count(BODY) == 2


@pytest.mark.parametrize(
    ("data", "said"),
    [(pages_bytes([[], []]), "scannet"), (b"%PDF-1.4 noget andet", "beskadiget")],
)
def test_a_file_that_cannot_be_read_is_refused_by_name(data: bytes, said: str) -> None:
    with pytest.raises(FilFejl, match=said) as error:
        read(data, "plan.pdf")
    assert "plan.pdf" in str(error.value)
