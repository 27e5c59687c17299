"""Files of every kind, and every kind of broken file."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import odfdo
import pypdf
import pytest

from assistent.errors import FilFejl
from assistent.ingest.pdf import clean_page
from assistent.ingest.read import read_text

PLAN = ["Handleplan", "Mål: Barnet er med i legen.", "Opfølgning hver 6. uge."]


def write_docx(path: Path) -> None:
    document = docx.Document()
    document.add_heading(PLAN[0], 1)
    for line in PLAN[1:]:
        document.add_paragraph(line)
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(table._cells, ("Hvem", "Hvad", "rp", "observerer"), strict=True):
        cell.text = text
    document.save(str(path))


def write_odt(path: Path) -> None:
    document = odfdo.Document("text")
    document.body.clear()
    document.body.append(odfdo.Header(1, PLAN[0]))
    for line in PLAN[1:]:
        document.body.append(odfdo.Paragraph(line))
    document.save(str(path))


def pdf_bytes(lines: list[str]) -> bytes:
    """A minimal one-page PDF that shows ``lines`` in Helvetica."""
    shown = " ".join(f"({line}) Tj T*" for line in lines).encode("cp1252")
    stream = b"BT /F1 12 Tf 14 TL 50 700 Td " + shown + b" ET"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
        b"/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 6\n0000000000 65535 f \n"
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % start


def test_docx_keeps_headings_and_tables(tmp_path: Path) -> None:
    write_docx(tmp_path / "plan.docx")
    text = read_text(tmp_path / "plan.docx")
    assert text.startswith("# Handleplan") and "| rp | observerer |" in text
    assert all(line in text for line in PLAN)


def test_odt_keeps_headings(tmp_path: Path) -> None:
    write_odt(tmp_path / "plan.odt")
    text = read_text(tmp_path / "plan.odt")
    assert text.startswith("# Handleplan")
    assert all(line in text for line in PLAN)


def test_pdf_keeps_pages(tmp_path: Path) -> None:
    (tmp_path / "plan.pdf").write_bytes(pdf_bytes(["Handleplan for barn A", "Opfølgning i uge 9."]))
    text = read_text(tmp_path / "plan.pdf")
    assert text.startswith("<!-- side 1 -->") and "Opfølgning i uge 9." in text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_text_in_any_common_encoding(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "noter.txt").write_bytes("Børnene på stuen".encode(encoding))
    assert read_text(tmp_path / "noter.txt") == "Børnene på stuen"


def encrypted_pdf() -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf_bytes(["Hemmeligt"])))
    writer.encrypt("kode", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def zip_without_document() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("noget.txt", "andet")
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("tom.txt", b"  \n", "tom"),
        ("rod.docx", b"\x00\x01\x02binary rubbish", "beskadiget"),
        ("andet.docx", zip_without_document(), "Word-dokument"),
        ("gammel.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "adgangskode"),
        ("rod.odt", b"PK\x03\x04rubbish", "beskadiget"),
        ("rod.pdf", b"not a pdf at all", "beskadiget"),
        ("scannet.pdf", pdf_bytes([]), "scannet"),
        ("laast.pdf", encrypted_pdf(), "adgangskode"),
        ("billede.txt", b"\x89PNG\0\0\0", "ikke en tekstfil"),
        ("tegn.txt", b"--- *** ---", "ingen tekst"),
        ("ark.xlsx", b"PK", "slags"),
    ],
)
def test_a_bad_file_is_named_and_explained(
    tmp_path: Path, name: str, content: bytes, says: str
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(FilFejl, match=says) as caught:
        read_text(tmp_path / name)
    assert name in str(caught.value)


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    with pytest.raises(FilFejl, match="findes ikke"):
        read_text(tmp_path / "væk.docx")
    with pytest.raises(FilFejl, match="mappe"):
        read_text(tmp_path)


def test_pdf_lines_are_joined() -> None:
    page = "Vi taler om ressource-\npædagogen og støtte-\nog ressourcefunktionen her på\nstuen."
    assert clean_page(page) == (
        "Vi taler om ressourcepædagogen og støtte- og ressourcefunktionen her på stuen."
    )


def test_a_web_page_keeps_headings_lists_and_tables_and_drops_menus() -> None:
    page = """<html><head><style>p {}</style></head><body><nav>Forside Menu</nav><h1>Regler</h1>
    <div><h2>Møder</h2><p>Vi mødes <b>hver uge</b> på stuen.</p><ul><li>kage</li><li>kaffe</li></ul>
    <table><tr><th>Dag</th><th>Hvem</th></tr><tr><td>tirsdag</td><td>lederen</td></tr></table></div>
    Løs tekst <div>ydre <p>indre</p> hale</div><section>sidst</section>
    <script>alert(1)</script></body></html>"""
    from assistent.ingest.read import read

    text = read(page.encode(), "side.html").tekst
    assert text.startswith("# Regler\n\n## Møder\n\nVi mødes hver uge på stuen.\n\n- kage")
    assert "| tirsdag | lederen |" in text
    assert text.endswith("Løs tekst\n\nydre\n\nindre\n\nhale\n\nsidst")
    assert "Menu" not in text and "alert" not in text
