"""A plan read back from Word: what people wrote in an exported plan, line by line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from assistent.datamodels import ELEMENTER, Element
from assistent.errors import FilFejl
from assistent.export import marks
from assistent.export.texts import Words, one_line, row_text
from assistent.export.word_in import Paragraph, Row, WordFile, open_word
from assistent.prompts import Frames

_BULLET = re.compile(r"^[-–—•*·▪◦‣]\s+")
_JOINS = re.compile(r"[\s,.;:!?)»…]")
_NUMBER = re.compile(r"^\d+(?:\.\d+)*[.)]?\s+")


@dataclass(frozen=True)
class LaestLinje:
    """A line as it stands in the file; ``id`` is empty where nothing tells which line it was."""

    id: str
    tekst: str


@dataclass(frozen=True)
class LaestPlan:
    """What a file says: its lines by element, and the text that stands under none of them.

    ``plan`` and ``udgave`` are the version that it was made from; empty and 0 where it is unknown.
    """

    titel: str
    elementer: Mapping[Element, tuple[LaestLinje, ...]]
    oevrige: tuple[str, ...] = ()
    plan: str = ""
    udgave: int = 0


def read_plan_docx(data: bytes, names: Mapping[Element, str], frames: Frames) -> LaestPlan:
    """Read an exported plan back, with what people changed in it in Word or LibreOffice.

    What the export itself wrote around the lines is left out where it is unchanged. Returns what
    can be told of a document that is no exported plan. Raises FilFejl, saying what to do, when the
    file is damaged, too large or no Word document.
    """
    file = open_word(data)
    try:
        reader = _Reader(file, names, Words(frames))
        reader.read()
    except RecursionError as error:
        raise FilFejl(
            "Word-filen er bygget op på en måde, jeg ikke kan læse. Kopiér teksten over i et nyt "
            "dokument, og prøv igen."
        ) from error
    return reader.result()


class _Reader:
    """Goes through the paragraphs in order and keeps the element they stand under."""

    def __init__(self, file: WordFile, names: Mapping[Element, str], words: Words) -> None:
        self._file = file
        self._headings = {_bare(name): element for element, name in names.items()}
        self._pattern = marks.origin_pattern(words)
        self._origins = marks.origin_words(words)
        self._empty = words.text("element_tomt")
        self._title = ""
        self._element: Element | None = None
        self._level = 1
        self._lines: dict[Element, list[LaestLinje]] = {element: [] for element in ELEMENTER}
        self._rest: list[str] = []
        self._used: set[str] = set()

    def read(self) -> None:
        """Read every paragraph and every row of every table."""
        for block in self._file.blocks():
            if isinstance(block, Row):
                self._row(block)
            else:
                self._paragraph(block)

    def result(self) -> LaestPlan:
        """What was read; a line that was cut and pasted gets the id it was cut with."""
        gone: dict[str, str] = {}
        for name, text in self._file.deleted.items():
            ident = marks.line_of(name)
            if ident and ident not in self._used:
                gone.setdefault(self._plain_end(text).strip(), ident)
        elements = {
            element: tuple(
                LaestLinje(line.id or gone.pop(line.tekst.strip(), ""), line.tekst) for line in own
            )
            for element, own in self._lines.items()
        }
        title = self._title or self._file.title
        version = marks.version_of(self._file.keywords)
        return LaestPlan(title, elements, tuple(self._rest), *version)

    def _row(self, row: Row) -> None:
        """A row with lines of the plan is read line by line, another one as one line."""
        if any(marks.line_of(name) for paragraph in row.paragraphs for name in paragraph.names):
            for paragraph in row.paragraphs:
                self._paragraph(paragraph)
            return
        text = row_text(row.cells)
        names = [name for paragraph in row.paragraphs for name in paragraph.names]
        if text and not marks.unchanged(names, text):
            self._keep("", text)

    def _paragraph(self, paragraph: Paragraph) -> None:
        if self._is_title(paragraph):
            self._title = one_line(paragraph.text)
            self._element = None
        elif not self._heading(paragraph) and not marks.unchanged(paragraph.names, paragraph.text):
            self._line(paragraph)

    def _is_title(self, paragraph: Paragraph) -> bool:
        told = paragraph.is_title or marks.TITLE in paragraph.covering()
        return told and not self._title and bool(paragraph.text.strip())

    # Headings

    def _heading(self, paragraph: Paragraph) -> bool:
        """True when the paragraph was a heading, and no more than that."""
        covering = paragraph.covering()
        element = self._element_of(paragraph, covering)
        if element is not None:
            self._element, self._level = element, paragraph.level or 1
            self._joined(paragraph, covering)
            return True
        if marks.is_part(covering) or 0 < paragraph.level <= self._level:
            self._element = None
            if paragraph.text.strip() and not marks.unchanged(paragraph.names, paragraph.text):
                self._rest.append(one_line(paragraph.text))
            return True
        return False

    def _element_of(self, paragraph: Paragraph, covering: list[str]) -> Element | None:
        is_line = any(marks.line_of(name) for name in covering) or paragraph.has_muted
        plain = not paragraph.is_list and not is_line
        told = self._headings.get(_bare(paragraph.text))
        if told and (paragraph.level or plain):
            return told
        own = [name for name in covering if name not in self._used]
        found = marks.element_of(own)
        if found:
            self._used.add(marks.element_name(found))
        return found

    def _joined(self, paragraph: Paragraph, covering: list[str]) -> None:
        """Keep the line that somebody drew up into the heading."""
        if any(marks.line_of(name) for name in covering):
            heading = [name for name in covering if marks.element_of([name])]
            rest = [p for p in paragraph.pieces if not any(name in p.names for name in heading)]
            if heading and len(rest) < len(paragraph.pieces):
                self._line(Paragraph(tuple(rest), paragraph.names))

    # Lines

    def _line(self, paragraph: Paragraph) -> None:
        ident = self._ident(paragraph)
        text = self._text(paragraph, bool(ident))
        if self._empty in text and not ident:
            text = text.replace(self._empty, "").strip()
        if ident or text:
            self._keep(ident, text)

    def _keep(self, ident: str, text: str) -> None:
        if self._element is not None:
            self._lines[self._element].append(LaestLinje(ident, text))
        elif text.strip():
            self._rest.append(text)

    def _ident(self, paragraph: Paragraph) -> str:
        """The line whose bookmark holds words of the paragraph; each line is found once.

        A bookmark that has shrunk to a point counts where no other tells.
        """
        if not paragraph.text.strip():
            return ""
        covering = paragraph.covering()
        found = self._unused(covering) or self._unused(
            name for name in paragraph.names if name not in paragraph.left_open
        )
        self._used.update(filter(None, map(marks.line_of, covering)))
        self._used.update({found} if found else ())
        return found

    def _unused(self, names: Iterable[str]) -> str:
        idents = (marks.line_of(name) for name in names)
        return next((ident for ident in idents if ident and ident not in self._used), "")

    def _text(self, paragraph: Paragraph, known: bool) -> str:
        """The words without the origin; without list marks and outer spaces where they are new."""
        parts = [
            self._without_origin(piece.text, known) if piece.muted else piece.text
            for piece in paragraph.grouped()
        ]
        text = ""
        for part in filter(None, parts):
            seam = text and not text[-1].isspace() and not _JOINS.match(part)
            text += f" {part}" if seam and paragraph.has_muted else part
        if self._element is None and not known:
            return text.strip()
        if not paragraph.has_muted:
            text = self._plain_end(text)
        return text if known else _BULLET.sub("", text.strip()).strip()

    def _without_origin(self, text: str, known: bool) -> str:
        """What people wrote in the muted stretch, before, after or in place of the origin."""
        found = self._pattern.search(text)
        if found:
            return text[: found.start()] + text[found.end() :]
        bare = text.strip(" ()[]0123456789,")
        left_over = known and any(bare in origin for origin in self._origins)
        return "" if left_over else text

    def _plain_end(self, text: str) -> str:
        """The text without an origin that has lost its style."""
        found = list(self._pattern.finditer(text))
        ends = found and not text[found[-1].end() :].strip()
        return text[: found[-1].start()] if ends else text


def _bare(heading: str) -> str:
    """A heading as it is compared: no number before it, no colon after it, no capitals."""
    return _NUMBER.sub("", one_line(heading)).rstrip(" :.").casefold()
