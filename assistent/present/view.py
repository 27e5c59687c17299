"""What every view needs: the frames, the names, numbered citations and plain Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from assistent.danish import sentences
from assistent.datamodels import Henvisning
from assistent.prompts import Frames

FILE = "vis"


@dataclass(frozen=True)
class Vist:
    """What is shown in one turn; ``[n]`` in ``tekst`` is ``henvisninger[n - 1]``."""

    tekst: str
    henvisninger: tuple[Henvisning, ...] = ()


class Numbering:
    """Numbers the citations of one turn from 1, the same place once."""

    def __init__(self) -> None:
        self._cites: dict[tuple[str, int | None, str], Henvisning] = {}

    def number(self, cite: Henvisning) -> int:
        """The number of ``cite`` in this turn."""
        key = cite.kilde, cite.side, cite.citat
        if key not in self._cites:
            self._cites[key] = replace(cite, nr=len(self._cites) + 1)
        return self._cites[key].nr

    def marks(self, cites: Iterable[Henvisning]) -> str:
        """`` [1][2]``, or nothing."""
        numbers = sorted({self.number(cite) for cite in cites})
        return " " + "".join(f"[{number}]" for number in numbers) if numbers else ""

    @property
    def cites(self) -> tuple[Henvisning, ...]:
        """The citations in the order of their numbers."""
        return tuple(self._cites.values())


class View:
    """The wording of prompts/vis. ``names`` are those of elements, conditions and parties."""

    def __init__(self, frames: Frames, names: Mapping[str, str] | None = None) -> None:
        self.frames = frames
        self.names = {
            **named(frames, "elementnavne"),
            **named(frames, "forudsaetningsnavne"),
            **named(frames, "parter"),
            **(names or {}),
        }

    def text(self, key: str, **variables: object) -> str:
        """A frame of prompts/vis."""
        return self.frames.fill(FILE, key, **variables)

    def sources(self, cites: Sequence[Henvisning]) -> str:
        """The citations as a list with their verbatim quotes; empty when there are none."""
        items = [
            self.text(
                "kilde",
                nr=f"[{cite.nr}]",
                titel=cite.titel,
                sted=self.text("kilde_side", side=cite.side) if cite.side else "",
                citat=cite.citat,
            )
            for cite in cites
        ]
        return under(self.text("kilder_overskrift"), items)

    def quote(self, quote: str) -> str:
        """What the plan says, word for word; empty for an empty quote."""
        return self.text("tjek_der_staar", citat=one_line(quote)) if quote else ""

    def remark(self, remark: str) -> str:
        """A remark in italics; empty for an empty remark."""
        return self.text("bemaerkning", tekst=remark) if remark else ""


def named(frames: Frames, key: str) -> dict[str, str]:
    """A list of ``name: words`` of prompts/vis as a map."""
    return frames.named(FILE, key)


def opening(text: str, count: int) -> str:
    """The first ``count`` sentences, and on to the end of a quotation that they begin."""
    taken = ""
    for place, sentence in enumerate(sentences(text)):
        if place >= count and taken.count("»") == taken.count("«"):
            break
        taken = f"{taken} {sentence.tekst}".lstrip()
    return taken


def one_line(text: str) -> str:
    """The text with its white space run together, so that it stays in its list item."""
    return " ".join(text.split())


def full_stop(text: str) -> str:
    """The text as a sentence that others may follow."""
    return text if text.rstrip().endswith((".", "!", "?", "…", "«", ":")) else f"{text.rstrip()}."


def item(text: str) -> str:
    """A list item."""
    return f"- {one_line(text)}"


def under(title: str, items: Iterable[str]) -> str:
    """A title and its list; empty when the list is."""
    listed = "\n".join(items)
    return f"{title}\n\n{listed}" if listed else ""


def paragraphs(*parts: str) -> str:
    """The parts that hold anything, with blank lines between."""
    return "\n\n".join(part for part in parts if part)
