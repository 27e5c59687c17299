"""PDF to Markdown: pages marked, headings told from running text by their type, furniture left out.

A PDF knows no headings, only letters of a size. What is set larger than the body, or in bold on a
line of its own, is read as a heading; a line that stands at the edge of page after page is not
read at all.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from assistent.errors import FilFejl

_FEWEST_WORDS = 3
"""Words below which a page counts as being without text."""
_LARGER = 1.12
_LONGEST_HEADING = 140
_EDGE = 2
"""Lines at the head and the foot of a page where its furniture stands."""


@dataclass(frozen=True)
class _Line:
    text: str
    size: float
    bold: bool


def read_pdf(data: bytes, name: str) -> tuple[str, tuple[int, ...]]:
    """The text with a ``<!-- side N -->`` before each page, and the pages without text.

    Raises FilFejl when the file is damaged, encrypted or scanned as a whole.
    """
    pages = _pages(data, name)
    empty = tuple(
        number
        for number, lines in enumerate(pages, 1)
        if sum(len(line.text.split()) for line in lines) < _FEWEST_WORDS
    )
    if len(empty) == len(pages):
        raise FilFejl(
            f"»{name}« ser ud til at være scannet: Der er billeder, men ingen tekst. Brug en "
            "udgave med tekst, eller kør den gennem tekstgenkendelse (OCR) først."
        )
    furniture = _furniture(pages)
    levels = _levels(pages)
    parts = [
        f"<!-- side {number} -->\n{_markdown(_without(lines, furniture), levels)}"
        for number, lines in enumerate(pages, 1)
        if number not in empty
    ]
    return "\n\n".join(parts), empty


def _pages(data: bytes, name: str) -> list[list[_Line]]:
    import logging

    import pypdf

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise FilFejl(
                f"»{name}« er låst med adgangskode. Gem den uden adgangskode, og prøv igen."
            )
        count = len(reader.pages)
    except FilFejl:
        raise
    except Exception as error:  # pypdf lets many kinds of errors through on damaged files.
        raise FilFejl(_damaged(name)) from error
    pages = []
    for number in range(count):
        try:
            pages.append(_lines(reader.pages[number]))
        except Exception as error:
            raise FilFejl(_damaged(f"{name}«, s. {number + 1}, »")) from error
    return pages


def _damaged(name: str) -> str:
    return (
        f"»{name}« er beskadiget eller er ikke en PDF. Gem den igen fra det program, den er "
        "lavet i, og prøv så."
    )


def _lines(page: Any) -> list[_Line]:
    """The lines of a page with the size of most of their letters, and whether all are bold."""
    runs: list[tuple[str, float, bool]] = []

    def note(text: str, cm: Any, tm: Any, font: Any, size: Any) -> None:
        scale = abs(tm[3] or tm[1] or 1) * abs(cm[3] or cm[1] or 1)
        base = str((font or {}).get("/BaseFont", "")).lower()
        runs.append((text, round(float(size or 0) * scale, 1), "bold" in base or "black" in base))

    page.extract_text(visitor_text=note)
    lines: list[_Line] = []
    text, sizes, bold = "", Counter[float](), True
    for run, size, heavy in [*runs, ("\n", 0.0, False)]:
        for at, part in enumerate(run.split("\n")):
            if at:
                if sizes:
                    lines.append(_Line(text.strip(), sizes.most_common(1)[0][0], bold))
                else:
                    lines.append(_Line("", 0.0, False))
                text, sizes, bold = "", Counter(), True
            text += part
            if part.strip():
                sizes[size] += len(part.strip())
                bold = bold and heavy
    return lines


def _bare(text: str) -> str:
    return re.sub(r"\d+", "#", " ".join(text.split())).lower()


def _edges(lines: Sequence[_Line]) -> list[int]:
    written = [at for at, line in enumerate(lines) if line.text]
    return sorted({*written[:_EDGE], *written[-_EDGE:]})


def _furniture(pages: Sequence[Sequence[_Line]]) -> frozenset[str]:
    """What stands at the edge of at least three pages and of half of them, numbers aside."""
    counts = Counter(
        text for lines in pages for text in {_bare(lines[at].text) for at in _edges(lines)}
    )
    return frozenset(
        text
        for text, count in counts.items()
        if count >= 3 and 2 * count >= len(pages) and text[-1] not in ".!?"
    )


def _without(lines: Sequence[_Line], furniture: frozenset[str]) -> list[_Line]:
    gone = {at for at in _edges(lines) if _bare(lines[at].text) in furniture}
    gone |= {at for at in _edges(lines) if re.fullmatch(r"(?:side )?\d{1,4}", lines[at].text, re.I)}
    return [line for at, line in enumerate(lines) if at not in gone]


@dataclass(frozen=True)
class _Levels:
    """The size of running text, and the larger sizes from the largest down."""

    body: float
    larger: tuple[float, ...]

    def of(self, line: _Line) -> int:
        """The level of a heading, 1 the highest; 0 for running text."""
        words = line.text.split()
        if not words or len(line.text) > _LONGEST_HEADING or line.text[-1] in ".,;":
            return 0
        if not any(letter.isalpha() for letter in line.text) or re.match(r"[-•*–]\s", line.text):
            return 0
        if line.size in self.larger:
            return min(self.larger.index(line.size) + 1, 5)
        alone = line.bold and line.size >= self.body and line.text[-1] != ":" and len(words) <= 12
        return min(len(self.larger) + 1, 6) if alone else 0


def _levels(pages: Sequence[Sequence[_Line]]) -> _Levels:
    letters: Counter[float] = Counter()
    for line in (line for lines in pages for line in lines if line.text):
        letters[line.size] += len(line.text)
    body = letters.most_common(1)[0][0]
    return _Levels(body, tuple(sorted((s for s in letters if s > body * _LARGER), reverse=True)))


def _markdown(lines: Sequence[_Line], levels: _Levels) -> str:
    parts: list[str] = []
    running: list[str] = []
    above = 0
    for line in lines:
        level = levels.of(line)
        if not level:
            running.append(line.text)
            above = above if not line.text else 0
            continue
        if running:
            parts.append(clean_page("\n".join(running)))
            running = []
        if above == level and parts and not re.match(r"\d+(?:\.\d+)*\.?\s", line.text):
            # A heading too long for one line.
            parts[-1] = f"{parts[-1]} {line.text}"
        else:
            parts.append(f"{'#' * level} {line.text}")
        above = level
    parts.append(clean_page("\n".join(running)))
    return "\n\n".join(part for part in parts if part)


def clean_page(text: str) -> str:
    """Join words that a line break cut, and lines of one paragraph.

    A hyphen at a line's end is dropped unless it joins a list of compounds (»støtte- og …«).
    """
    joined = re.sub(r"(\w)[-\u00ad]\n(?!(?:og|eller|samt|til)\b)(?=[a-zæøå])", r"\1", text)
    lines = [line.strip() for line in joined.splitlines()]
    paragraphs, current = [], ""
    for line in lines:
        if not line:
            paragraphs.append(current)
            current = ""
        elif current and (re.match(r"[-•–]\s|\d+(\.\d+)*\s+[A-ZÆØÅ]", line) or _ends(current)):
            paragraphs.append(current)
            current = line
        else:
            current = f"{current} {line}".strip()
    return "\n\n".join(part for part in [*paragraphs, current] if part)


def _ends(line: str) -> bool:
    """A short line without a full stop is a heading or a list entry, not cut running text."""
    return len(line) < 45 and not line.endswith((",", "-")) and not line[-1:].islower()
