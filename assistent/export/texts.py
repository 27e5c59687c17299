"""What every form needs of the words: clean text, Danish dates and lists, and the frames."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from assistent.prompts import Frames
from assistent.texts import MAANEDER

FILE = "eksport"
_FORBIDDEN = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def printable(text: str) -> str:
    """The text without what XML forbids: control characters, surrogates and non-characters."""
    return _FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def one_line(text: str) -> str:
    """The text with its white space run together."""
    return " ".join(text.split())


def row_text(cells: Iterable[str]) -> str:
    """The row of a table as one line."""
    return " · ".join(told for told in map(one_line, cells) if told)


@dataclass(frozen=True)
class Words:
    """The wording of a file of prompts/; dates and lists are told alike in all of them."""

    frames: Frames
    file: str = FILE

    def text(self, key: str, **variables: object) -> str:
        """A frame with its variables. Raises PromptFejl when it is not there."""
        return self.frames.fill(self.file, key, **variables)

    def list(self, key: str) -> tuple[str, ...]:
        """A list of the frames. Raises PromptFejl when it is not there."""
        return self.frames.options(self.file, key)

    def map(self, key: str) -> Mapping[str, str]:
        """A list of ``name: words`` as a map."""
        return self.frames.named(self.file, key)

    def date(self, iso: str) -> str:
        """An ISO date as people write it; what is no date stays as it is."""
        try:
            day = date.fromisoformat(iso.strip())
        except ValueError:
            return iso
        month = MAANEDER[day.month - 1]
        return self.frames.fill(FILE, "dato", dag=day.day, maaned=month, aar=day.year)

    def day_of(self, moment: str) -> str:
        """The date of an ISO time on this machine's clock; what is no time stays as it is."""
        try:
            then = datetime.fromisoformat(moment).astimezone()
        except (ValueError, OverflowError, OSError):
            return moment
        return self.date(then.date().isoformat())

    def join(self, items: Sequence[str]) -> str:
        """``a, b og c``."""
        if len(items) < 2:
            return "".join(items)
        return f"{', '.join(items[:-1])} {self.frames.fill(FILE, 'og')} {items[-1]}"
