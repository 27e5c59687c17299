"""The paragraphs and table rows of a Word file, with the bookmarks over their words.

Names are compared without their namespaces, so that the strict and the usual form read alike.
Tracked insertions count, tracked deletions do not.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from assistent.errors import FilFejl
from assistent.export.marks import ORIGIN_STYLE

_LARGEST = 25 * 1024 * 1024
_LARGEST_UNPACKED = 200 * 1024 * 1024
_LARGEST_PART = 50 * 1024 * 1024
_DAMAGED = (
    "Filen er beskadiget eller er ikke et Word-dokument. Åbn den i Word, gem den igen som .docx, "
    "og prøv så."
)
_HEADING = re.compile(
    r"(?:heading|overskrift|überschrift|rubrik|otsikko|titre|título|titolo|kop)\s*([1-9])$"
)
_LIST = ("list", "opstilling", "punkt")
_CORE = ("title", "keywords")
_TITLES = ("title", "titel")
_CHARACTERS = {"tab": "\t", "ptab": "\t", "cr": "\n"}
_HYPHENS = {"noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
_GONE = ("del", "moveFrom")
_INSIDE = frozenset(
    "ins moveTo hyperlink smartTag sdt sdtContent fldSimple customXml dir bdo".split()
)


@dataclass(frozen=True)
class Piece:
    """A stretch of text, the bookmarks over it, and whether it has the style of an origin."""

    text: str
    names: tuple[str, ...] = ()
    muted: bool = False


@dataclass(frozen=True)
class Paragraph:
    """A paragraph. ``names`` are the bookmarks that touch it, ``left_open`` those that go on.

    ``level`` is that of a heading, 0 for none.
    """

    pieces: tuple[Piece, ...]
    names: tuple[str, ...] = ()
    left_open: frozenset[str] = frozenset()
    level: int = 0
    is_title: bool = False
    is_list: bool = False

    @property
    def text(self) -> str:
        """All its words."""
        return "".join(piece.text for piece in self.pieces)

    @property
    def has_muted(self) -> bool:
        """True when a stretch of it has the style of an origin."""
        return any(piece.muted and piece.text.strip() for piece in self.pieces)

    def covering(self) -> list[str]:
        """The bookmarks over words that are no origin, in the order of the words."""
        words = (piece for piece in self.pieces if piece.text.strip() and not piece.muted)
        return list(dict.fromkeys(name for piece in words for name in piece.names))

    def grouped(self) -> Iterator[Piece]:
        """Its text with neighbours of one kind run together."""
        text, muted = "", False
        for piece in self.pieces:
            if piece.muted != muted and piece.text:
                if text:
                    yield Piece(text, muted=muted)
                text, muted = "", piece.muted
            text += piece.text
        if text:
            yield Piece(text, muted=muted)


@dataclass(frozen=True)
class Row:
    """A row of a table: its cells as text, and its paragraphs."""

    cells: tuple[str, ...]
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True)
class _Style:
    name: str
    level: int
    is_list: bool


def open_word(data: bytes) -> WordFile:
    """Open a Word file. Raises FilFejl, saying what to do, when it is damaged or too large."""
    if data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        raise FilFejl(
            "Filen er beskyttet med adgangskode eller gemt i et gammelt format. Gem den uden "
            "adgangskode som .docx i Word, og prøv igen."
        )
    if len(data) > _LARGEST:
        raise FilFejl("Filen er større end 25 MB. Gem den uden billeder, og prøv igen.")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _open(archive)
    except FilFejl:
        raise
    except Exception as error:  # zipfile, zlib and lxml each raise errors of their own.
        raise FilFejl(_DAMAGED) from error


def _open(archive: zipfile.ZipFile) -> WordFile:
    sizes = {entry.filename: entry.file_size for entry in archive.infolist()}
    if sum(sizes.values()) > _LARGEST_UNPACKED:
        raise FilFejl("Filen fylder for meget, når den pakkes ud. Gem den uden billeder i Word.")
    main = _main_part(archive)
    body = _child(_part(archive, main), "body")
    if body is None:
        raise FilFejl(_DAMAGED)
    folder = main.rpartition("/")[0]
    styles = f"{folder}/styles.xml" if folder else "styles.xml"
    known = _styles(_part(archive, styles)) if styles in sizes else {}
    title, keywords = (
        _core(archive, name) if "docProps/core.xml" in sizes else "" for name in _CORE
    )
    return WordFile(body, known, title, keywords)


def _main_part(archive: zipfile.ZipFile) -> str:
    for relation in _part(archive, "_rels/.rels"):
        if relation.get("Type", "").endswith("/officeDocument"):
            return str(relation.get("Target", "")).lstrip("/")
    raise FilFejl(_DAMAGED)


def _part(archive: zipfile.ZipFile, name: str) -> Any:
    from lxml import etree

    if archive.getinfo(name).file_size > _LARGEST_PART:
        raise FilFejl("Teksten i filen fylder for meget. Del den op i flere filer.")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
    root = etree.fromstring(archive.read(name), parser)
    if root.getroottree().docinfo.doctype:
        raise FilFejl(_DAMAGED)
    return root


def _core(archive: zipfile.ZipFile, name: str) -> str:
    """One of the file's properties."""
    found = _child(_part(archive, "docProps/core.xml"), name)
    return "" if found is None else " ".join((found.text or "").split())


def _styles(root: Any) -> dict[str, _Style]:
    """The styles by id, each with what it inherits."""
    raw = {_value(style, "styleId"): style for style in root if _tag(style) == "style"}
    return {ident: _style(style, raw) for ident, style in raw.items()}


def _style(style: Any, raw: dict[str, Any]) -> _Style:
    name = _value(_child(style, "name")).casefold()
    level, is_list, seen = 0, False, set[str]()
    while style is not None:
        own = _value(_child(style, "name")).casefold()
        level = level or _level(_child(style, "pPr"), own)
        is_list = is_list or _listed(_child(style, "pPr"), own)
        seen.add(_value(style, "styleId"))
        based = _value(_child(style, "basedOn"))
        style = raw.get(based) if based not in seen else None
    return _Style(name, level, is_list)


def _level(properties: Any, name: str) -> int:
    """The level of a heading by its outline or by its style's name; 0 for none."""
    outline = _value(_child(properties, "outlineLvl"))
    if outline.isdecimal():
        return int(outline) + 1 if int(outline) < 9 else 0
    found = _HEADING.match(name)
    return int(found[1]) if found else 0


def _listed(properties: Any, name: str) -> bool:
    return _child(properties, "numPr") is not None or name.startswith(_LIST)


@dataclass
class _Open:
    """A paragraph that is being read; a deleted paragraph mark joins it with the next one."""

    pieces: list[Piece] = field(default_factory=list)
    names: dict[str, None] = field(default_factory=dict)


class WordFile:
    """The body of a Word file. ``deleted`` is the text deleted under each bookmark, once read."""

    def __init__(self, body: Any, styles: dict[str, _Style], title: str, keywords: str) -> None:
        self.title = title
        self.keywords = keywords
        self.deleted: dict[str, str] = {}
        self._body = body
        self._styles = styles
        self._marks: dict[str, str] = {}
        self._seen: set[str] = set()
        self._now = _Open()
        self._boxes: list[Any] = []

    def blocks(self) -> Iterator[Paragraph | Row]:
        """The paragraphs and the rows of tables in order."""
        yield from self._blocks(self._body)
        if any(piece.text.strip() for piece in self._now.pieces):
            yield self._closed(None)

    def _blocks(self, parent: Any) -> Iterator[Paragraph | Row]:
        for child in parent:
            tag = _tag(child)
            if tag == "p":
                yield from self._paragraph(child)
            elif tag == "tbl":
                yield from self._table(child)
            elif tag == "AlternateContent":
                yield from self._blocks(_choice(child))
            elif tag in _INSIDE:
                yield from self._blocks(child)
            else:
                self._mark(child, tag)

    def _table(self, table: Any) -> Iterator[Row]:
        for row in _rows(table):
            if _child(_child(row, "trPr"), "del") is not None:
                continue
            found = [list(self._flat(self._blocks(cell))) for cell in _cells(row)]
            cells = tuple("\n".join(paragraph.text for paragraph in own) for own in found)
            yield Row(cells, tuple(paragraph for own in found for paragraph in own))

    def _flat(self, blocks: Iterable[Paragraph | Row]) -> Iterator[Paragraph]:
        """The paragraphs, those of a table in the cell too."""
        for block in blocks:
            yield from block.paragraphs if isinstance(block, Row) else (block,)

    def _paragraph(self, element: Any) -> Iterator[Paragraph | Row]:
        self._now.names.update(dict.fromkeys(self._marks.values()))
        properties = _child(element, "pPr")
        self._inline(element, deleted=False)
        mark = _child(properties, "rPr")
        boxes, self._boxes = self._boxes, []
        if all(_child(mark, gone) is None for gone in _GONE):
            yield self._closed(properties)
        for box in boxes:
            yield from self._blocks(box)

    def _closed(self, properties: Any) -> Paragraph:
        """The paragraph as it is read to its end; the next one begins."""
        now, self._now = self._now, _Open()
        ident = _value(_child(properties, "pStyle"))
        unknown = ident.casefold()
        style = self._styles.get(ident) or _Style(
            unknown, _level(None, unknown), _listed(None, unknown)
        )
        return Paragraph(
            tuple(now.pieces),
            tuple(now.names),
            frozenset(self._marks.values()),
            _level(properties, "") or style.level,
            style.name in _TITLES,
            _listed(properties, "") or style.is_list,
        )

    def _inline(self, parent: Any, deleted: bool) -> None:
        for child in parent:
            tag = _tag(child)
            if tag == "r":
                self._run(child, deleted)
            elif tag == "AlternateContent":
                self._inline(_choice(child), deleted)
            elif tag in _GONE or tag in _INSIDE:
                self._inline(child, deleted or tag in _GONE)
            else:
                self._mark(child, tag)

    def _run(self, run: Any, deleted: bool) -> None:
        muted = self._is_origin(_value(_child(_child(run, "rPr"), "rStyle")))
        text = "".join(map(self._characters, run))
        if deleted:
            for name in self._marks.values():
                self.deleted[name] = self.deleted.get(name, "") + text
        elif text:
            self._now.pieces.append(Piece(text, tuple(self._marks.values()), muted))

    def _characters(self, child: Any) -> str:
        tag = _tag(child)
        if tag in ("t", "delText"):
            return child.text or ""
        if tag == "br":
            return "" if _value(child, "type") in ("page", "column") else "\n"
        if tag == "sym":
            return _symbol(_value(child, "char"))
        if tag in ("drawing", "pict", "object", "AlternateContent"):
            shown = _choice(child) if tag == "AlternateContent" else child
            self._boxes += [box for box in shown.iter() if _tag(box) == "txbxContent"]
        return _CHARACTERS.get(tag) or _HYPHENS.get(tag, "")

    def _is_origin(self, ident: str) -> bool:
        style = self._styles.get(ident)
        return (style.name if style else ident.casefold()) == ORIGIN_STYLE.casefold()

    def _mark(self, element: Any, tag: str) -> None:
        """Begin or end a bookmark; the second of one name is passed over."""
        if tag == "bookmarkEnd":
            self._marks.pop(_value(element, "id"), None)
        elif tag == "bookmarkStart":
            name = _value(element, "name")
            if name not in self._seen:
                self._seen.add(name)
                self._marks[_value(element, "id")] = name
                self._now.names[name] = None


def _rows(table: Any) -> Iterator[Any]:
    for child in table:
        if _tag(child) == "tr":
            yield child
        elif _tag(child) in _INSIDE:
            yield from _rows(child)


def _cells(row: Any) -> Iterator[Any]:
    for child in row:
        if _tag(child) == "tc":
            yield child
        elif _tag(child) in _INSIDE:
            yield from _cells(child)


def _choice(alternate: Any) -> Any:
    """The first of the forms that a file gives for one thing."""
    found = _child(alternate, "Choice")
    return found if found is not None else alternate


def _symbol(code: str) -> str:
    try:
        return chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""


def _tag(element: Any) -> str:
    """The name without its namespace; "" for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _child(element: Any, tag: str) -> Any:
    if element is None:
        return None
    return next((child for child in element if _tag(child) == tag), None)


def _value(element: Any, name: str = "val") -> str:
    """An attribute, whatever its namespace."""
    if element is None:
        return ""
    found = (told for key, told in element.attrib.items() if key.rpartition("}")[2] == name)
    return str(next(found, ""))
