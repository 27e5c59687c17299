"""Markdown with page marks to passages: heading-aware, tables kept whole, footnotes apart."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import accumulate, pairwise

from assistent.danish import sentences
from assistent.datamodels import Citatstykke, Dokument, Korn, Uddrag, UddragArt

_PAGE = re.compile(r"<!-- side (\d+) -->\s*")
_MARK = re.compile(r"\[\^(\d+)\](?!:)")
_FOOTNOTE = re.compile(r"^\[\^(\d+)\]:\s*")
_HEADING = re.compile(r"^(#{1,6})\s+(.*)$")
_NUMBER = re.compile(r"^(\d+(?:\.\d+)*)\.?\s")
_FRONT = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_LONGEST = 220
_SHORTEST = 25


@dataclass
class _Block:
    kind: str
    text: str
    page: int | None
    path: tuple[str, ...]


@dataclass
class _Reader:
    """Walks the lines, keeping the page and the headings above."""

    page: int | None = None
    headings: list[tuple[int, str]] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    kind: str = ""
    start_page: int | None = None

    def flush(self) -> Iterator[_Block]:
        if self.lines:
            path = tuple(title for _, title in self.headings)
            joiner = " " if self.kind == "tekst" else "\n"
            yield _Block(self.kind, joiner.join(self.lines), self.start_page, path)
        self.lines, self.kind = [], ""

    def add(self, kind: str, line: str) -> Iterator[_Block]:
        if kind != self.kind or kind == "fodnote":
            yield from self.flush()
            self.kind, self.start_page = kind, self.page
        self.lines.append(line)
        for match in _PAGE.finditer(line):
            self.page = int(match[1])

    def heading(self, level: int, title: str) -> Iterator[_Block]:
        yield from self.flush()
        self.headings = [entry for entry in self.headings if entry[0] < level]
        self.headings.append((level, title))


def _kind(line: str, current: str) -> str:
    if _FOOTNOTE.match(line):
        return "fodnote"
    if line.startswith("|"):
        return "tabel"
    if line.startswith("> "):
        return "note"
    if re.match(r"[-*] |\d{1,2}[.)] ", line):
        return "liste"
    return "liste" if current == "liste" and line.startswith("  ") else "tekst"


def _blocks(text: str) -> Iterator[_Block]:
    reader = _Reader()
    for raw in _FRONT.sub("", text).splitlines():
        line = raw.rstrip()
        alone = _PAGE.fullmatch(line + " ") if line else None
        heading = _HEADING.match(line)
        if alone:
            yield from reader.flush()
            reader.page = int(alone[1])
        elif heading:
            yield from reader.heading(len(heading[1]), _MARK.sub("", heading[2]).strip())
        elif not line:
            if reader.kind != "liste":
                yield from reader.flush()
        else:
            yield from reader.add(_kind(line, reader.kind), line)
    yield from reader.flush()


@dataclass
class _Draft:
    """A passage being put together: text without marks, and where it may not be quoted across."""

    path: tuple[str, ...]
    page: int | None
    art: UddragArt
    text: str = ""
    pieces: list[Citatstykke] = field(default_factory=list)

    def piece(self, part: str, page: int | None) -> None:
        start = len(self.text)
        self.text += part
        stripped = part.strip().strip("*").strip()
        if re.search(r"\w", stripped):
            begin = start + part.index(stripped)
            self.pieces.append(Citatstykke(begin, begin + len(stripped), page))


def _parts(source: str) -> Iterator[tuple[str, int | None]]:
    """The quotable parts of a source text, with the page that begins before each (or None)."""
    page: int | None = None
    position = 0
    for match in re.finditer(r"<!-- side (\d+) -->\s*|\[\^\d+\](?!:)", source):
        yield source[position : match.start()], page
        page = int(match[1]) if match[1] else page
        position = match.end()
    yield source[position:], page


def _append(draft: _Draft, source: str, page: int | None, separator: str) -> int | None:
    """Add ``source`` to the passage; return the page it ends on."""
    if draft.text:
        draft.text += separator
    for part, newer in _parts(source):
        page = newer if newer is not None else page
        draft.piece(part, page)
    return page


def _drafts(blocks: Iterable[_Block]) -> Iterator[_Draft]:
    draft: _Draft | None = None
    for block in blocks:
        if block.kind == "fodnote":
            continue
        joins = draft is not None and draft.path == block.path and _belongs(draft, block)
        if not joins:
            if draft is not None:
                yield draft
            draft = _Draft(block.path, block.page, "tabel" if block.kind == "tabel" else "tekst")
        assert draft is not None
        if block.kind == "tabel":
            draft.art = "tabel"
        lines = [block.text] if block.kind == "tekst" else block.text.splitlines()
        page = block.page
        for number, line in enumerate(lines):
            separator = "\n\n" if number == 0 and block.kind != "liste" else "\n"
            if block.kind == "liste":
                marker = re.match(r"(?:\s*(?:[-*]|\d{1,2}[.)]) )?", line)
                assert marker is not None
                draft.text += "\n" * bool(draft.text) + marker[0]
                for part, newer in _parts(line[marker.end() :]):
                    page = newer if newer is not None else page
                    draft.piece(part, page)
            else:
                page = _append(draft, line.removeprefix("> "), page, separator)
    if draft is not None:
        yield draft


def _belongs(draft: _Draft, block: _Block) -> bool:
    """A list belongs to its lead-in, a table to its caption, a stray line to what follows."""
    count = len(draft.text.split())
    if block.kind in ("liste", "tabel", "note"):
        return True
    caption = block.text.startswith("**Tabel")
    return count < _SHORTEST and not caption and draft.art != "tabel"


def _halves(draft: _Draft) -> Iterator[_Draft]:
    """A passage of ordinary length, or the parts of a long one, cut between sentences."""
    if len(draft.text.split()) <= _LONGEST or draft.art == "tabel":
        yield draft
        return
    count = -(-len(draft.text.split()) // _LONGEST)
    target = len(draft.text) / count
    start = 0
    for end in _ends(draft.text, int(target))[:-1]:
        if end - start >= target:
            yield _slice(draft, start, end)
            start = end
    yield _slice(draft, start, len(draft.text))


def _ends(text: str, target: int) -> list[int]:
    """Where a long text may be cut: after sentences, or, in text that has none, between words."""
    found = [sentence.slut for sentence in sentences(text)]
    if max((b - a for a, b in pairwise([0, *found])), default=0) <= 2 * target:
        return found
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    splitter = RecursiveCharacterTextSplitter(
        chunk_size=target, chunk_overlap=0, strip_whitespace=False
    )
    return list(accumulate(len(part) for part in splitter.split_text(text)))


def _slice(draft: _Draft, start: int, end: int) -> _Draft:
    while start < end and draft.text[start].isspace():
        start += 1
    pieces = [
        Citatstykke(max(piece.start, start) - start, min(piece.slut, end) - start, piece.side)
        for piece in draft.pieces
        if piece.start < end and piece.slut > start
    ]
    page = pieces[0].side if pieces else draft.page
    return _Draft(draft.path, page, draft.art, draft.text[start:end], pieces)


def section_name(path: tuple[str, ...]) -> str:
    """The number of the nearest numbered heading, or else the nearest heading's words."""
    if not path:
        return ""
    for title in reversed(path):
        match = _NUMBER.match(title)
        if match:
            return match[1]
    return path[-1]


def passage_id(source: str, text: str) -> str:
    """A stable id from what the passage says."""
    return hashlib.sha256(f"{source}\n{text}".encode()).hexdigest()[:16]


def _footnotes(document: Dokument, blocks: list[_Block]) -> Iterator[Uddrag]:
    for block in blocks:
        if block.kind != "fodnote":
            continue
        head = _FOOTNOTE.match(block.text)
        assert head is not None
        draft = _Draft((f"Fodnote {head[1]}",), block.page, "fodnote")
        _append(draft, block.text[head.end() :], block.page, "")
        if draft.text.strip():
            yield _finish(document, draft)


def _finish(document: Dokument, draft: _Draft) -> Uddrag:
    text = draft.text.rstrip()
    page = draft.pieces[0].side if draft.pieces else draft.page
    return Uddrag(
        id=passage_id(f"{document.id} {page} {section_name(draft.path)}", text),
        kilde=document.id,
        titel=document.titel,
        side=page,
        afsnit=section_name(draft.path),
        sti=draft.path,
        tekst=text,
        art=draft.art,
        stykker=tuple(draft.pieces),
    )


def split(document: Dokument) -> list[Uddrag]:
    """The passages of a document, in order, footnotes last."""
    blocks = list(_blocks(document.tekst))
    passages = [
        _finish(document, part)
        for draft in _drafts(blocks)
        for part in _halves(draft)
        if part.text.strip()
    ]
    passages.extend(_footnotes(document, blocks))
    unique = {passage.id: passage for passage in passages}
    return list(unique.values())


def own_grains(passage: Uddrag) -> list[Korn]:
    """The grains that a passage has by itself: the whole, and each of its sentences."""
    title = passage.sti[-1] if passage.sti else passage.titel
    grains = [Korn(f"{passage.id}-u", passage.id, "uddrag", f"{title}. {passage.tekst}")]
    found = sentences(passage.tekst)
    if passage.art != "tabel":
        for number, sentence in enumerate(found):
            if len(sentence.tekst.split()) >= 5:
                place = (sentence.start, sentence.slut)
                grains.append(
                    Korn(
                        f"{passage.id}-s{number}",
                        passage.id,
                        "saetning",
                        sentence.tekst,
                        stykke=place,
                    )
                )
    return grains
