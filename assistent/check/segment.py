"""Cut a plan into pieces: sentences with the heading or label that they stand under."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistent.danish import Saetning, sentences

_MARK = re.compile(
    r"^(?:[#>\s]*(?:[-*•·▪‣–—→□☐✓◦|]+|\(?\d{1,2}[.)](?=\s)|[a-zA-Z][)](?=\s)|#+)\s*)*"
)
_LABEL = re.compile(r"^(?P<label>[^:|=.!?\n]{1,60}?\??)\s*(?:\*\*|__)?\s*(?::(?!\d)|\||=(?=\s))")
_STRONG = re.compile(r"^[*_]+|[*_|]+$")
_WORDS = re.compile(r"[^\W_]+")
_DIGIT = re.compile(r"\d")
_FILLER = " \t|*_-–—:?[]()…."
_LABEL_WORDS = 7
_LOWER_WORDS = 3
_HEADING_WORDS = 8
_STUB = 9


@dataclass(frozen=True)
class Piece:
    """A sentence of the plan: ``text == plan[start:end]``, without its bullet and label.

    ``label`` is the heading or label it stands under, ``own`` whether that label has a line to
    itself; ``lead`` is where the line's label begins (else ``start``); ``head`` marks a heading;
    ``parent`` is the heading above a label that stands in a list under it.
    """

    start: int
    end: int
    text: str
    label: str
    own: bool
    lead: int
    head: bool = False
    parent: str = ""


def _bare(text: str) -> str:
    return _STRONG.sub("", text).strip(" \t:*_#|")


def _is_heading(text: str, raw: str, rest: str, fresh: bool) -> bool:
    """True when a whole line is a heading rather than a sentence."""
    if not rest.strip(_FILLER) or raw.lstrip().startswith("#"):
        return True
    count = len(_WORDS.findall(text))
    if count == 0 or count > _HEADING_WORDS or text[-1] in ".!,;)":
        return False
    if text[-1] in ":?":
        return fresh
    if text.isupper():
        return True
    return fresh and not _DIGIT.search(text) and (text[0].isupper() or count <= _LOWER_WORDS)


def _asks(text: str, after: str) -> bool:
    """True for a short question whose answer follows on the same line, as in a form."""
    short = len(_WORDS.findall(text)) <= _LABEL_WORDS
    return text.endswith("?") and short and bool(after.strip(" ")) and not after.startswith("\n")


def _joined(found: Sequence[Saetning], plan: str) -> Iterator[tuple[int, int]]:
    """Sentence spans; a stub such as »Medhj.« is given back to the sentence that it begins."""
    pending: int | None = None
    for number, item in enumerate(found):
        start = item.start if pending is None else pending
        following = found[number + 1] if number + 1 < len(found) else None
        stub = item.slut - start <= _STUB and item.tekst.endswith(".")
        if stub and following and "\n" not in plan[item.slut : following.start]:
            pending = start
            continue
        pending = None
        yield start, item.slut


class _Segmenter:
    """Goes through a plan's sentences and remembers the heading and the label above."""

    def __init__(self, plan: str) -> None:
        self._plan = plan
        self._label = ""
        self._heading = ""
        self._own = False
        self.pieces: list[Piece] = []

    def _add(self, begin: int, end: int, lead: int, head: bool = False) -> None:
        text = self._plan[begin:end]
        if text.strip():
            parent = "" if self._own else self._heading
            self.pieces.append(Piece(begin, end, text, self._label, self._own, lead, head, parent))

    def _stand_under(self, label: str, own: bool) -> None:
        self._label, self._own = _bare(label), own
        if own:
            self._heading = self._label

    def same_line(self, start: int, end: int) -> None:
        """A sentence that goes on where the last one ended."""
        raw = self._plan[start:end]
        begin = start + len(raw) - len(raw.lstrip(" |"))
        self._add(begin, end, begin)

    def new_line(self, start: int, end: int, paragraph: bool) -> None:
        """A sentence that begins a line: with a heading, a label, or neither."""
        raw = self._plan[start:end]
        begin = start + (mark.end() if (mark := _MARK.match(raw)) else 0)
        text, after = self._plan[begin:end], self._plan[end : end + 2]
        match = _LABEL.match(text)
        if match and len(_WORDS.findall(match["label"])) > _LABEL_WORDS:
            match = None
        rest = text[match.end() :] if match else text
        fresh = paragraph and (after.startswith("\n") or not after)
        if paragraph:
            self._leave(bool(match))
        if match and rest.strip(_FILLER):
            self._stand_under(match["label"], False)
            self._value(begin, begin + match.end(), end)
        elif match or _is_heading(text, raw, rest, fresh):
            self._stand_under(match["label"] if match else text, True)
            self._add(begin, end, begin, head=True)
        elif _asks(text, after):
            self._stand_under(text, False)
            self._add(begin, end, begin, head=True)
        else:
            self._add(begin, end, begin)

    def _leave(self, labelled: bool) -> None:
        """Forget what a new paragraph leaves behind: a label of one line, a heading's list."""
        if not self._own:
            self._label = ""
        if labelled or not self._own:
            self._heading = ""

    def _value(self, lead: int, begin: int, end: int) -> None:
        """What follows a label on its line, without the edges of a table's cell."""
        text = self._plan[begin:end]
        first = begin + len(text) - len(text.lstrip(" \t|*_"))
        self._add(first, max(first, begin + len(text.rstrip(" \t|"))), lead)


def segment(plan: str) -> list[Piece]:
    """The pieces of ``plan`` in order, headings among them."""
    segmenter = _Segmenter(plan)
    previous = 0
    for start, end in _joined(sentences(plan, by_line=True), plan):
        gap = plan[previous:start]
        first = previous == 0
        if "\n" in gap or first:
            segmenter.new_line(start, end, first or gap.count("\n") > 1)
        else:
            segmenter.same_line(start, end)
        previous = end
    return segmenter.pieces
