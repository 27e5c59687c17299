"""Files to text: .txt, .md, .docx, .odt and .pdf, headings and page numbers kept as Markdown."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistent.errors import FilFejl

KINDS = (".txt", ".md", ".docx", ".odt", ".pdf", ".html", ".htm")
_LARGEST = 25 * 1024 * 1024
_LARGEST_UNPACKED = 200 * 1024 * 1024


@dataclass(frozen=True)
class Laest:
    """What a file says: Markdown with ``<!-- side N -->`` where it has pages.

    ``tomme_sider`` are pages without text, scanned perhaps, which are not in it.
    """

    tekst: str
    tomme_sider: tuple[int, ...] = ()


def read_text(path: Path) -> str:
    """The text of a file; see ``content_of`` and ``read`` for the errors."""
    return read(content_of(path), path.name).tekst


def content_of(path: Path) -> bytes:
    """The bytes of a file of a kind that can be read.

    Raises FilFejl, naming the file and what to do, when it is missing, a folder or of another kind.
    """
    if path.is_dir():
        raise FilFejl(f"»{path.name}« er en mappe. Vælg en fil.")
    if not path.exists():
        raise FilFejl(f"Filen »{path.name}« findes ikke. Se efter, om navnet er skrevet rigtigt.")
    if path.suffix.lower() not in KINDS:
        known = ", ".join(KINDS)
        raise FilFejl(f"»{path.name}« er af en slags, jeg ikke kan læse. Brug {known}.")
    try:
        return path.read_bytes()
    except OSError as error:
        raise FilFejl(f"»{path.name}« kan ikke åbnes. Er den åben i et andet program?") from error


def read(data: bytes, name: str) -> Laest:
    """What a file of this content and name says.

    Raises FilFejl, naming the file and what to do, when it is empty, too large, damaged, encrypted
    or scanned.
    """
    if not data.strip():
        raise FilFejl(f"»{name}« er tom. Vælg en anden fil, eller skriv teksten i feltet.")
    if len(data) > _LARGEST:
        raise FilFejl(f"»{name}« er større end 25 MB. Del den op, eller gem den uden billeder.")
    empty: tuple[int, ...] = ()
    if Path(name).suffix.lower() == ".pdf":
        from assistent.ingest.pdf import read_pdf

        text, empty = read_pdf(data, name)
    else:
        text = _reader(name)(data, name)
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    if not re.search(r"\w", re.sub(r"<!-- side \d+ -->", "", text)):
        raise FilFejl(f"Der er ingen tekst i »{name}«.")
    return Laest(text, empty)


def _reader(name: str) -> Callable[[bytes, str], str]:
    readers = {".docx": _docx, ".odt": _odt, ".html": _html, ".htm": _html}
    return readers.get(Path(name).suffix.lower(), _plain)


def _plain(data: bytes, name: str) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    if b"\0" in data[:4096]:
        raise FilFejl(f"»{name}« er ikke en tekstfil. Gem den som .txt, .docx, .odt eller .pdf.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


_NOT_TEXT = ("script", "style", "nav", "noscript", "template")
_HEADINGS = {f"h{level}": "#" * level for level in range(1, 7)}
_INLINE = frozenset(
    "a abbr b bdi cite code em font i img kbd label mark q s small span strong sub sup u".split()
)


def _html(data: bytes, name: str) -> str:
    """A web page as Markdown: headings, paragraphs, list items and tables, menus left out."""
    from lxml import etree, html

    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        page = html.fromstring(_plain(data, name).encode(), parser=parser)
    except (etree.ParserError, ValueError) as error:
        raise FilFejl(
            f"»{name}« kan ikke læses som en webside. Gem den igen fra browseren, og prøv så."
        ) from error
    for element in list(page.iter(*_NOT_TEXT)):
        element.drop_tree()
    return "\n\n".join(_html_blocks(page))


def _html_blocks(page: Any) -> Iterator[str]:
    """Every piece of text in the order of the page; a block element begins and ends a piece."""
    from lxml import etree

    mark, pieces = "", [""]
    walk = etree.iterwalk(page, events=("start", "end"))
    for event, element in walk:
        if element.tag not in _INLINE:
            yield from _piece(mark, pieces)
            mark, pieces = "", []
        if event == "end":
            pieces.append(element.tail or "")
        elif element.tag == "table":
            rows = [list(row.iter("td", "th")) for row in element.iter("tr")]
            yield _table([[_text(cell) for cell in row] for row in rows if row])
            walk.skip_subtree()
        else:
            mark = _HEADINGS.get(element.tag, "-" if element.tag == "li" else mark)
            pieces.append(element.text or "")
    yield from _piece(mark, pieces)


def _piece(mark: str, pieces: list[str]) -> Iterator[str]:
    text = " ".join("".join(pieces).split())
    if text:
        yield f"{mark} {text}".strip()


def _text(element: Any) -> str:
    return " ".join(element.text_content().split())


def _check_zip(data: bytes, name: str, program: str) -> None:
    """Refuse what is no zip at all, and what would unpack to something enormous."""
    if data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        raise FilFejl(
            f"»{name}« er beskyttet med adgangskode eller gemt i et gammelt format. "
            f"Gem den uden adgangskode i {program}, og prøv igen."
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > _LARGEST_UNPACKED:
                raise FilFejl(f"»{name}« fylder for meget, når den pakkes ud.")
    except zipfile.BadZipFile as error:
        raise FilFejl(
            f"»{name}« er beskadiget eller er ikke en fil fra {program}. "
            f"Åbn den i {program}, gem den igen, og prøv så."
        ) from error


def _docx(data: bytes, name: str) -> str:
    _check_zip(data, name, "Word")
    import docx

    try:
        document = docx.Document(io.BytesIO(data))
        return "\n\n".join(_docx_blocks(document))
    except Exception as error:  # python-docx raises KeyError, ValueError, XML errors and its own.
        raise FilFejl(
            f"»{name}« kan ikke læses som et Word-dokument. Åbn den i Word, gem den igen som "
            ".docx, og prøv så."
        ) from error


def _docx_blocks(document: Any) -> Iterator[str]:
    from docx.table import Table

    for block in document.iter_inner_content():
        if isinstance(block, Table):
            rows = [[cell.text for cell in row.cells] for row in block.rows]
            yield _table(rows)
            continue
        text = block.text.strip()
        if not text:
            continue
        style = (block.style.name or "") if block.style is not None else ""
        level = re.match(r"(?:Heading|Overskrift) (\d)", style)
        if level or style in ("Title", "Titel"):
            yield "#" * (int(level[1]) if level else 1) + " " + text
        elif style.startswith(("List", "Liste", "Opstilling")):
            yield f"- {text}"
        else:
            yield text


def _table(rows: list[list[str]]) -> str:
    lines = ["| " + " | ".join(" ".join(cell.split()) for cell in row) + " |" for row in rows]
    if len(lines) > 1:
        lines.insert(1, "|" + "---|" * len(rows[0]))
    return "\n".join(lines)


def _odt(data: bytes, name: str) -> str:
    _check_zip(data, name, "LibreOffice")
    import odfdo

    try:
        document = odfdo.Document(io.BytesIO(data))
        return "\n\n".join(_odt_blocks(document.body))
    except Exception as error:  # odfdo raises KeyError, ValueError, XML errors and its own.
        raise FilFejl(
            f"»{name}« kan ikke læses som et OpenDocument. Åbn den i LibreOffice, gem den igen som "
            ".odt, og prøv så."
        ) from error


def _odt_blocks(element: Any) -> Iterator[str]:
    for child in element.children:
        if child.tag == "text:h":
            level = int(child.get_attribute("text:outline-level") or 1)
            yield "#" * level + " " + child.inner_text.strip()
        elif child.tag == "text:p":
            text = child.inner_text.strip()
            if text:
                yield text
        elif child.tag == "text:list":
            for item in child.get_elements("descendant::text:list-item"):
                yield "- " + " ".join(item.inner_text.split())
        elif child.tag == "table:table":
            rows = [
                [
                    " ".join(str(cell.inner_text).split())
                    for cell in row.get_elements("table:table-cell")
                ]
                for row in child.get_elements("descendant::table:table-row")
            ]
            if rows:
                yield _table(rows)
        elif child.tag in ("text:section", "office:text"):
            yield from _odt_blocks(child)
