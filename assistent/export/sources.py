"""The sources of a document: numbered as they are met, named with their pages, listed last."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assistent.datamodels import Henvisning
from assistent.export.texts import Words, one_line, printable


class Sources:
    """Numbers the citations of one document."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._met: dict[tuple[str, int | None, str], tuple[int, Henvisning]] = {}

    def marks(self, cites: Iterable[Henvisning]) -> list[str]:
        """The numbers of the citations, as ``[1]``."""
        return [f"[{number}]" for number in sorted({self._number(cite) for cite in cites})]

    def places(self, cites: Iterable[Henvisning]) -> str:
        """The titles, each once with its pages: ``Titel, side 29 og 31; En anden``."""
        pages: dict[str, set[int]] = {}
        for cite in cites:
            own = pages.setdefault(flat(cite.titel or cite.kilde), set())
            own |= set() if cite.side is None else {cite.side}
        return "; ".join(self._place(title, sorted(own)) for title, own in pages.items())

    def listed(self) -> list[str]:
        """All that were met, in the order of their numbers, with their quotes."""
        return [
            f"[{number}] "
            + self._words.text("kilde", sted=self.places([cite]), citat=one_line(cite.citat))
            for number, cite in self._met.values()
        ]

    def _place(self, title: str, pages: Sequence[int]) -> str:
        if not pages:
            return title
        numbers = self._words.join([str(page) for page in pages])
        return self._words.text("kildested", titel=title, side=numbers)

    def _number(self, cite: Henvisning) -> int:
        key = cite.kilde, cite.side, cite.citat
        return self._met.setdefault(key, (len(self._met) + 1, cite))[0]


def flat(text: str) -> str:
    """The text without brackets that would end a mark early."""
    return re.sub(r"[()\[\]]+", " ", one_line(printable(text))).replace("  ", " ").strip()
