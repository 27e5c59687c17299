"""Find personal data and mask it. The only maker of ``Renset``; it fails closed.

Numbers, addresses and dates of birth are found by their form (``patterns``); names by lists and a
small model of their context (``names``); institutions by what stands before them. No anonymiser
finds everything: what comes from people is read by a person before it is kept as knowledge.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from assistent.anonymise import patterns
from assistent.anonymise.marks import MASKED, mark_of
from assistent.datamodels import Maskering, Renset, Rensning
from assistent.errors import RensFejl

if TYPE_CHECKING:
    from assistent.anonymise.case import Sag
    from assistent.anonymise.lists import Lister, Phrases
    from assistent.anonymise.names import Names, Ord, Words

_INITIALS = re.compile(r"(?<![\w.])[A-ZÆØÅ]\.\s?(?:[A-ZÆØÅ]\.\s?)?[A-ZÆØÅ]\.(?!\w)")
_JOINING = re.compile(r"(?:[ \-'’]|[ ](?:af|van|von|de|der|den|al|el|bin|ibn|da|dos)[ ]){1,2}")


class Anonymiser:
    """Masks text by the lists in ``shipped`` and those that a municipality added in ``own``.

    The lists are read on first use; every fault there is a RensFejl, never an unmasked text.
    """

    def __init__(self, shipped: Path, own: Path) -> None:
        self._shipped, self._own = shipped, own

    @cached_property
    def _lists(self) -> Lister:
        from assistent.anonymise.lists import load

        return load(self._shipped, self._own)

    @cached_property
    def _words(self) -> Words:
        from assistent.anonymise.names import Words

        return Words(self._lists)

    @cached_property
    def _names(self) -> Names:
        from assistent.anonymise.names import NameModel, Names

        return Names(self._lists, NameModel())

    @cached_property
    def fingerprint(self) -> str:
        """Changes with the lists, so that a document masked by older ones is masked anew."""
        from assistent.anonymise.lists import fingerprint

        return fingerprint(self._shipped, self._own)

    def add(self, kind: str, entry: str) -> None:
        """Put ``entry`` on the municipality's list of ``kind``; "" is what to leave alone."""
        from assistent.anonymise.lists import add

        add(self._own, kind, entry)
        for part in ("_lists", "_words", "_names", "fingerprint"):
            self.__dict__.pop(part, None)

    def find(self, text: str, case: Sag | None = None) -> tuple[Maskering, ...]:
        """The personal data in ``text``, in order, without overlaps; earlier kinds win."""
        from assistent.anonymise.case import Sag

        case = case or Sag()
        taken = _Taken()
        for mark in MASKED.finditer(text):
            taken.take(*mark.span(), "")
        for start, end, kind in patterns.find(text):
            if kind != "NAVN" or self._may_be_name(text[start:end]):
                taken.take(start, end, kind)
        words = self._words.cut(text)
        for start, end, kind in self._named(text, words):
            taken.take(start, end, kind)
        case.avoid(_without(text, taken.spans()))
        starts = [word.start for word in words]
        return tuple(
            Maskering(start, end, kind, _written(text, (start, end, kind), words, starts, case))
            for start, end, kind in taken.spans()
            if kind
        )

    def _may_be_name(self, entry: str) -> bool:
        """False for a field that begins with an ordinary word: »Navn: Dialogisk læsning«."""
        from assistent.anonymise.lists import fold

        first = re.split(r"[ '’-]", entry, maxsplit=1)[0]
        return self._lists.is_name(fold(first)) or not self._lists.is_word(first.lower())

    def _named(self, text: str, words: list[Ord]) -> Iterator[tuple[int, int, str]]:
        from assistent.anonymise import institutions

        lists = self._lists
        kept = frozenset(_phrases(words, lists.fredet, anycase=False))
        for kind, entries in lists.egne.items():
            for first, last in _found(words, entries, anycase=True):
                yield words[first].start, words[last].slut, kind
        houses = list(institutions.find(words, kept, lists.endelser))
        for first, last in houses:
            yield words[first].start, words[last].slut, "INSTITUTION"
        taken = {at for first, last in houses for at in range(first, last + 1)}
        names = self._names.find(words, kept | taken)
        yield from ((*span, "NAVN") for span in _spans(text, words, names, lists))
        yield from ((*match.span(), "NAVN") for match in _INITIALS.finditer(text))

    def mask(self, text: str, case: Sag | None = None) -> Rensning:
        """Mask the personal data in ``text``. Raises RensFejl when that cannot be done."""
        try:
            found = self.find(text, case)
            cleaned = text
            for span in reversed(found):
                cleaned = cleaned[: span.start] + span.erstatning + cleaned[span.slut :]
        except RensFejl:
            raise
        except Exception as error:  # Whatever went wrong, an unmasked text must not go on.
            raise RensFejl(
                "Teksten kunne ikke gennemses for personoplysninger, og derfor er den ikke brugt. "
                "Fjern navne, CPR-numre, telefonnumre og e-mailadresser, og prøv igen."
            ) from error
        return Rensning(Renset(cleaned), found)


class _Taken:
    """Spans that do not overlap, kept in order; whoever comes first has the text."""

    def __init__(self) -> None:
        self._spans: list[tuple[int, int, str]] = []

    def take(self, start: int, end: int, kind: str) -> None:
        """Take text[start:end] unless some of it is taken."""
        at = bisect_left(self._spans, (start,))
        before = self._spans[at - 1] if at else None
        after = self._spans[at] if at < len(self._spans) else None
        free = (before is None or before[1] <= start) and (after is None or end <= after[0])
        if start < end and free:
            self._spans.insert(at, (start, end, kind))

    def spans(self) -> list[tuple[int, int, str]]:
        """Every (start, end, kind), in order."""
        return self._spans


def _without(text: str, spans: Sequence[tuple[int, int, str]]) -> str:
    pieces, at = [], 0
    for start, end, _ in spans:
        pieces.append(text[at:start])
        at = end
    return " ".join((*pieces, text[at:]))


def _written(
    text: str, span: tuple[int, int, str], words: Sequence[Ord], starts: Sequence[int], case: Sag
) -> str:
    start, end, kind = span
    if kind != "NAVN":
        return mark_of(kind)
    first, next_one = bisect_left(starts, start), bisect_left(starts, end)
    before = words[first - 1] if first else None
    after = words[next_one] if next_one < len(words) else None
    return case.call(text[start:end], text, start, end, before, after)


def _found(words: Sequence[Ord], entries: Phrases, anycase: bool) -> Iterator[tuple[int, int]]:
    """Where the phrases of ``entries`` stand, the last word with or without a genitive -s."""
    for at, word in enumerate(words):
        for phrase in entries.get(word.foldet, ()) or entries.get(word.foldet.rstrip("s"), ()):
            here = [other.foldet for other in words[at : at + len(phrase)]]
            same = here[:-1] == list(phrase[:-1]) and here[-1:] in (
                [phrase[-1]],
                [phrase[-1] + "s"],
            )
            if same and (anycase or word.form != "aa"):
                yield at, at + len(phrase) - 1
                break


def _phrases(words: Sequence[Ord], entries: Phrases, anycase: bool) -> Iterator[int]:
    for first, last in _found(words, entries, anycase):
        yield from range(first, last + 1)


def _spans(
    text: str, words: Sequence[Ord], names: set[int], lists: Lister
) -> Iterator[tuple[int, int]]:
    """Names that stand together as one span, from the first to the last of their words."""
    from assistent.anonymise.names import end_of

    ordered = sorted(names)
    while ordered:
        first = last = ordered.pop(0)
        while ordered:
            gap = text[words[last].slut : words[ordered[0]].start]
            plain = end_of(words[last], None, lists) == words[last].slut
            # A middle initial is part of the name: »Hanne M. Holm«.
            initial = re.fullmatch(r" (?:[A-ZÆØÅ]\.? ?)+", gap)
            if not (plain and (_JOINING.fullmatch(gap) or initial)) or "\n" in gap:
                break
            last = ordered.pop(0)
        after = words[last + 1] if last + 1 < len(words) else None
        yield words[first].start, end_of(words[last], after, lists)
