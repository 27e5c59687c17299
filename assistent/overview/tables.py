"""What the overview is made of: what is counted, and the tables that come of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from assistent.datamodels import Tjek
from assistent.handleplan import Handleplan, Kontinuitet
from assistent.prompts import Frames

FILE = "overblik"


@dataclass(frozen=True)
class Grundlag:
    """What is counted of one plan. ``begyndt`` is the ISO time when it was made."""

    plan: Handleplan
    begyndt: str
    kontinuitet: Kontinuitet
    tjek: Tjek | None = None


@dataclass(frozen=True)
class Udsnit:
    """What a diagram shows of a table: its first rows, and the columns by place from 0."""

    raekker: int
    kolonner: tuple[int, ...]


@dataclass(frozen=True)
class Tabel:
    """A table that may be shown to anybody.

    The first cell of a row is its name. The others are numbers, or words where a number must not
    be seen. ``noegle`` names the table in the program.
    """

    titel: str
    kolonner: tuple[str, ...]
    raekker: tuple[tuple[str | int, ...], ...]
    note: str = ""
    noegle: str = ""
    diagram: Udsnit = Udsnit(0, ())


@dataclass(frozen=True)
class Overblik:
    """The tables of one year, or of all (None). ``besked`` says why there are none.

    ``dato`` is the ISO date on which they were made, ``regel`` says what is hidden, ``aarene`` are
    the years that have enough forløb to be chosen.
    """

    titel: str
    aar: int | None
    dato: str
    regel: str
    tabeller: tuple[Tabel, ...] = ()
    besked: str = ""
    aarene: tuple[int, ...] = ()


@dataclass(frozen=True)
class Ord:
    """The wording of prompts/overblik."""

    frames: Frames

    def text(self, key: str, **variables: object) -> str:
        """A frame with its variables. Raises PromptFejl when it is not there."""
        return self.frames.fill(FILE, key, **variables)

    def map(self, key: str) -> Mapping[str, str]:
        """A list of ``name: words`` as a map. Raises PromptFejl when it is not there."""
        pairs = (item.partition(": ") for item in self.frames.options(FILE, key))
        return {name: words for name, _, words in pairs}


def described(table: Tabel, frames: Frames) -> str:
    """The diagram of a table in words, for those who cannot see it."""
    words = Ord(frames)
    rows = (
        words.text(
            "diagram_raekke",
            navn=row[0],
            tal=", ".join(
                words.text("diagram_tal", kolonne=table.kolonner[c], tal=row[c])
                for c in table.diagram.kolonner
            ),
        )
        for row in table.raekker[: table.diagram.raekker]
    )
    return words.text("diagram", titel=table.titel, raekker=" ".join(rows))
