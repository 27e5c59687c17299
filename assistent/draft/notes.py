"""Read raw notes: lines, headings and labels, and where a sentence could be parted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from assistent.danish import sentences, words, wrapped_lines
from assistent.datamodels import ELEMENTER
from assistent.knowledge import Elementregel
from assistent.prompts import Frames

FILE = "udkast"
OEVRIGE = "oevrige"
_ITEM = re.compile(
    r"^\s*(?:[-*•·▪‣–—»>+]+>?|=>|->|\[[ xX]?\]|\(?\d{1,2}[.)](?!\d)|[a-zæøå]\))\s+"
    r"|^\s*[-*•]\s*(?=\w)"
)
_LABEL = re.compile(
    r"^(?P<label>[^:=?→]{1,45}?)\s*(?::|=>|->|=|→|\?(?=\s))\s*(?P<rest>\S.*)$", re.DOTALL
)
_MARKS = re.compile(r"^[#*_\s]+|[*_\s:?.]+$")
_BARE = 5
_ENOUGH = 1000
_PIECE = 1500


@dataclass(frozen=True)
class Sted:
    """A sentence of the notes and its context: its heading's elements, the lines beside it."""

    tekst: str
    overskrift: tuple[str, ...] = ()
    forrige: str = ""
    nummer: int = 0
    naeste: str = ""


@dataclass(frozen=True)
class Headings:
    """Which elements a heading or label stands for."""

    table: Mapping[str, tuple[str, ...]]

    def exact(self, label: str) -> tuple[str, ...]:
        """The elements of a label that is a known heading, else nothing."""
        return self.table.get(_normal(label), ())

    def within(self, label: str) -> tuple[str, ...]:
        """The elements of the longest known heading inside ``label``."""
        found = f" {_normal(label)} "
        keys = [key for key in self.table if f" {key} " in found]
        return self.table[max(keys, key=len)] if keys else ()


def _normal(label: str) -> str:
    return " ".join(word for word in words(_MARKS.sub("", label)) if not word.isdigit())


def build_headings(elements: Sequence[Elementregel], frames: Frames) -> Headings:
    """The headings of elementer.yaml and those in the frames."""
    table: dict[str, list[str]] = {}
    for rule in elements:
        for heading in (rule.navn, *rule.overskrifter):
            table.setdefault(_normal(heading), []).append(rule.id)
    for name in (*ELEMENTER, OEVRIGE):
        for heading in frames.options(FILE, f"overskrifter_{name}"):
            table.setdefault(_normal(heading), []).append(name)
    return Headings({key: tuple(dict.fromkeys(names)) for key, names in table.items()})


def strip_label(text: str, headings: Headings) -> tuple[tuple[str, ...], str]:
    """The elements of the label that ``text`` begins with, and the text without a bare label."""
    match = _LABEL.match(text)
    if match is None or len(match["label"].split()) > _BARE:
        return (), text
    exact = headings.exact(match["label"])
    if exact and len(words(match["rest"])) > 0 and not _is_person(match["label"], exact):
        return exact, match["rest"]
    return (exact or headings.within(match["label"])), text


def _is_person(label: str, elements: tuple[str, ...]) -> bool:
    """True for a label that says who (»Mor: …«), which must stay in the line."""
    return (
        elements == ("foraeldresamarbejde",) and len(_normal(label).split()) == 1 and len(label) < 5
    )


def _blocks(text: str) -> Iterator[tuple[str, bool]]:
    """Lines without their item marks, wrapped lines joined; True where a line was an item."""
    held, item = "", False
    position = 0
    going_on = wrapped_lines(text)
    for raw in text.splitlines(keepends=True):
        line = raw.strip()
        mark = _ITEM.match(line)
        wraps = bool(held) and not mark and position in going_on and line[:1].islower()
        position += len(raw)
        if line and wraps:
            held = f"{held} {line}"
            continue
        if held:
            yield held, item
        held, item = (line[mark.end() :] if mark else line), mark is not None
    if held:
        yield held, item


def _is_heading(block: str, headings: Headings) -> tuple[str, ...] | None:
    """The elements of a heading line (empty for an unknown heading); None for content."""
    bare = _MARKS.sub("", block)
    # »Næste møde 12/4« says something: a heading holds no numbers but its own.
    if not bare or re.search(r"\d", re.sub(r"^\d{1,2}[.)]?\s+", "", bare)):
        return None
    exact = headings.exact(bare)
    marked = block.startswith("#") or bool(re.match(r"^\*\*[^*]+\*\*:?$", block))
    if exact and len(bare.split()) <= _BARE + 1:
        return exact
    if marked or (block.endswith(":") and len(bare.split()) <= _BARE):
        return headings.within(bare)
    return None


def _split(block: str, wanted: bool) -> Iterator[str]:
    """The sentences of a block; past what is sorted anyway (not ``wanted``) the block as it is.

    Splitting takes time that grows with the square of the length, so giant blocks go in pieces.
    """
    if not wanted:
        yield block
        return
    for piece in re.findall(rf"(?s).{{1,{_PIECE}}}(?:\s|$)|.{{{_PIECE}}}|.+", block):
        for sentence in sentences(piece):
            yield from _run_on(sentence.tekst)


def read(text: str, headings: Headings) -> tuple[list[Sted], list[str]]:
    """The sentences of the notes with their context, and headings that say something else."""
    places: list[Sted] = []
    loose: list[str] = []
    current: tuple[str, ...] = ()
    previous = ""
    for block, _ in _blocks(text):
        heading = _is_heading(block, headings)
        if heading is not None:
            current = heading
            if not heading:
                loose.append(block)
                previous = block
            continue
        label, rest = strip_label(block, headings)
        if label and rest != block:
            current = ()
        for part in _split(rest, len(places) < _ENOUGH):
            places.append(Sted(part, label or current, previous, len(places)))
            previous = part
    after = [place.tekst for place in places[1:]]
    return [replace(p, naeste=text) for p, text in zip(places, [*after, ""], strict=True)], loose


_RUN_ON = re.compile(r"(?<=[a-zæøå]{6}[.])\s+(?=[a-zæøå])|(?<=[.?!])\s+(?=[a-zæøå. ]{2,14}:\s)")


def _run_on(sentence: str) -> list[str]:
    """Sentences that follow one another without a capital letter, as typed in haste."""
    return [part for part in _RUN_ON.split(sentence) if part.strip()]


_SPEAKER = re.compile(r"^[\w.]{1,14}(?:\s[\w.]{1,14})?:\s+(?=(\w+))")


def spoken(text: str, starts: frozenset[str]) -> str:
    """What was said, without the speaker, where it is speech (»rp: vi prøver …«)."""
    match = _SPEAKER.match(text)
    return text[match.end() :] if match and match.group(1).lower() in starts else text


_CUT = re.compile(r"\s*;\s+|,\s+(?:og\s+)?(?=\D)|\s+[–—-]\s+|\s+/\s+|(?<=[?!])\s+|\s+\|\s+")


@dataclass(frozen=True)
class Splitter:
    """Finds where a sentence could be parted into facts of their own."""

    parties: frozenset[str]
    dependent: frozenset[str]
    topics: frozenset[str]

    def starts_anew(self, part: str) -> bool:
        """True when ``part`` can stand alone: it names who, or says what it is about."""
        first = words(part)[:1]
        return bool(first) and (
            first[0] in self.parties
            or first[0] in self.topics
            or (part.lstrip("»\"'")[:1].isupper() and len(words(part)) > 1)
        )

    def parts(self, sentence: str) -> list[str]:
        """The smallest stretches that could be facts of their own, verbatim, in order."""
        spans: list[list[int]] = []
        for start, end in self._spans(sentence):
            part = sentence[start:end]
            first = words(part)[:1]
            alone = len(words(part)) >= 2 and first and first[0] not in self.dependent
            if spans and not alone:
                spans[-1][1] = end
            else:
                spans.append([start, end])
        return [sentence[start:end] for start, end in spans]

    def _spans(self, sentence: str) -> Iterator[tuple[int, int]]:
        begin = 0
        for match in sorted(self._cuts(sentence), key=lambda cut: cut[0]):
            if match[0] > begin and not _open_bracket(sentence[: match[0]]):
                yield begin, match[0]
                begin = match[1]
        yield begin, len(sentence)

    def _cuts(self, sentence: str) -> Iterator[tuple[int, int]]:
        for match in _CUT.finditer(sentence):
            yield match.span()
        for match in re.finditer(r"\s+(?:og|samt)\s+(?:så\s+)?", sentence):
            # »G og leder er med« is one subject: what comes before »og« must be a fact itself.
            left = re.split(r"[,;]|\s[–—-]\s", sentence[: match.start()])[-1]
            if len(words(left)) >= 3 and self.starts_anew(sentence[match.end() :]):
                yield match.span()


def _open_bracket(before: str) -> bool:
    return (
        before.count("(") > before.count(")")
        or before.count("»") > before.count("«")
        or (before.count('"') % 2 == 1)
    )


def build_splitter(frames: Frames) -> Splitter:
    """The splitter with the word lists of the frames."""
    parties, dependent, topics = (
        frozenset(word for item in frames.options(FILE, key) for word in words(item)[:1])
        for key in ("parter", "bisaetning_start", "opfoelgningsord")
    )
    return Splitter(parties, dependent, topics)
