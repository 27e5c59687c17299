"""The raw setting: the evaluation taken in as a Word document into an empty knowledge base.

Nobody has written questions or statements for it, so search stands on the text alone. A hit is
judged by the pages of the evaluation that its text stands on.
"""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

from assistent.assistant import Assistant
from assistent.config import Settings
from assistent.danish import sentences, words

SOURCE = Path(__file__).resolve().parent.parent / "vidensbase/kilder/evaluering-2017.md"
MODELLER = Path(__file__).resolve().parent / "modeller"
"""Encoders that have learnt from one half of the pages (evals/train_indlejring.py)."""
_MARK = re.compile(r"<!-- side (\d+) -->")
_NOTE = re.compile(r"\[\^\d+\]:?")
_TELLING = 40
"""Characters from which a sentence stands on one page only; a speaker's name is shorter."""


def write_docx(file: Path) -> None:
    """The evaluation's text as a Word document: headings, paragraphs, lists, tables; no pages."""
    from docx import Document

    document = Document()
    text = SOURCE.read_text(encoding="utf-8").split("\n---\n", 1)[1]
    rows: list[list[str]] = []
    for line in [*_NOTE.sub("", _MARK.sub("", text)).splitlines(), ""]:
        bare = " ".join(line.split())
        if bare.startswith("|"):
            cells = [cell.strip().strip("*") for cell in bare.strip("|").split("|")]
            if not all(set(cell) <= set("-: ") for cell in cells) or not rows:
                rows.append(cells)
            continue
        if rows:
            _add_table(document, rows)
            rows = []
        heading = re.match(r"(#+) (.*)", bare)
        if heading:
            document.add_heading(heading[2], min(len(heading[1]), 9))
        elif re.match(r"[-*] ", bare):
            document.add_paragraph(bare[2:], style="List Bullet")
        elif bare:
            document.add_paragraph(bare.removeprefix("> ").replace("**", ""))
    document.save(str(file))


def _add_table(document: object, rows: list[list[str]]) -> None:
    table = document.add_table(len(rows), max(map(len, rows)))  # type: ignore[attr-defined]
    for number, cells in enumerate(rows):
        for place, cell in enumerate(cells):
            table.cell(number, place).text = cell


def take_in(home: Path, settings: Settings | None = None) -> Assistant:
    """An assistant over an empty knowledge base that has just taken the document in."""
    empty = home / "tom"
    empty.mkdir(parents=True)
    write_docx(home / "evaluering.docx")
    given = (settings or Settings()).model_copy(update={"data": home / "data", "vidensbase": empty})
    assistant = Assistant(given)
    assistant.ingest([home / "evaluering.docx"], approve=True)
    assistant.build_vectors()
    return assistant


class Pages:
    """The pages that a text of the evaluation stands on."""

    def __init__(self) -> None:
        self._words: dict[int, str] = defaultdict(str)
        page = 1
        for number, part in enumerate(_MARK.split(SOURCE.read_text(encoding="utf-8"))):
            if number % 2:
                page = int(part)
            else:
                self._words[page] += " " + _plain(part)

    def of(self, text: str) -> set[int]:
        """Pages on which a sentence or a table row of ``text`` stands."""
        lines = [line for line in text.splitlines() if line.startswith("|")]
        plain = [_plain(part) for part in (*(s.tekst for s in sentences(text)), *lines)]
        telling = [part for part in plain if len(part) >= _TELLING]
        return {page for page, held in self._words.items() if any(part in held for part in telling)}


def _plain(text: str) -> str:
    return " ".join(words(_NOTE.sub("", text)))
