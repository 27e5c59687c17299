"""Find personal data and mask it. The only maker of ``Renset``; it fails closed.

Numbers, addresses and dates of birth are found by their form (``patterns``); names by lists and a
small model of their context (``names``); institutions by what stands before them. No anonymiser
finds everything: what comes from people is read by a person before it is kept as knowledge.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence, Set
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from assistent.anonymise import patterns, tables
from assistent.anonymise.marks import MASKED, mark_of
from assistent.datamodels import Maskering, Renset, Rensning
from assistent.errors import RensFejl

if TYPE_CHECKING:
    from assistent.anonymise.case import Naevnt, Sag
    from assistent.anonymise.lists import Lister, Phrases
    from assistent.anonymise.names import Names
    from assistent.anonymise.tagger import Tagger
    from assistent.anonymise.words import Raekke, Tekst, Words

_INITIALS = re.compile(
    r"(?<![\w.])(?!P\.\s?S\.|N\.\s?B\.|D\.\s?D\.)[A-ZÆØÅ]\.\s?(?:[A-ZÆØÅ]\.\s?)?[A-ZÆØÅ]\.(?!\w)"
)
_INITIAL_BEFORE = re.compile(r"(?<![\w.])(?:[A-ZÆØÅ]\. ?){1,2}$")
"""»C. Winding«: initials belong to the name behind them."""
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
        from assistent.anonymise.words import Words

        return Words(self._lists)

    @cached_property
    def _names(self) -> Names:
        from assistent.anonymise.names import Names

        return Names(self._lists)

    @cached_property
    def _tagger(self) -> Tagger:
        from assistent.anonymise.tagger import Tagger

        return Tagger(self._lists)

    @cached_property
    def fingerprint(self) -> str:
        """Changes with the lists, so that a document masked by older ones is masked anew."""
        from assistent.anonymise.lists import fingerprint

        return fingerprint(self._shipped, self._own)

    def is_word(self, word: str) -> bool:
        """True for a lower-case word of the Danish word list, or its genitive. Raises RensFejl."""
        return self._lists.is_word(word)

    def add(self, kind: str, entry: str) -> None:
        """Put ``entry`` on the municipality's list of ``kind``; "" is what to leave alone."""
        from assistent.anonymise.lists import add

        add(self._own, kind, entry)
        for part in ("_lists", "_words", "_names", "_tagger", "fingerprint"):
            self.__dict__.pop(part, None)

    def find(self, text: str, case: Sag | None = None) -> tuple[Maskering, ...]:
        """The personal data in ``text``, in order, without overlaps; earlier kinds win."""
        from assistent.anonymise.case import Sag

        case = case or Sag()
        taken = _Taken()
        for mark in MASKED.finditer(text):
            taken.take(*mark.span(), "")
        for start, end, kind in chain(patterns.find(text), tables.find(text)):
            if kind != "NAVN" or self._may_be_name(text[start:end]):
                taken.take(start, self._whole(text, end, kind), kind)
        cut = self._words.cut(text)
        words = cut.ord
        for start, end, kind in self._named(text, cut, case.kendte):
            taken.take(start, self._whole(text, end, kind), kind)
        case.avoid(_without(text, taken.spans()))
        mentions = dict(_mentions(text, taken.spans(), words))
        for mention in mentions.values():
            case.see(mention)
        return tuple(
            Maskering(
                start,
                end,
                kind,
                _as_began(text, start, case.call(mentions[start]))
                if kind == "NAVN"
                else mark_of(kind),
            )
            for start, end, kind in taken.spans()
            if kind
        )

    def _whole(self, text: str, end: int, kind: str) -> int:
        return patterns.address_end(text, end, self._is_town) if kind == "ADRESSE" else end

    def _is_town(self, word: str) -> bool:
        from assistent.anonymise.lists import fold

        return fold(word) in self._lists.steder

    def _may_be_name(self, entry: str) -> bool:
        """False for a field that begins with an ordinary word: »Navn: Dialogisk læsning«."""
        from assistent.anonymise.lists import fold

        first = re.split(r"[ '’-]", entry, maxsplit=1)[0]
        return self._lists.is_name(fold(first)) or not self._lists.is_word(first.lower())

    def _named(self, text: str, cut: Tekst, known: Set[str]) -> Iterator[tuple[int, int, str]]:
        from assistent.anonymise import institutions, runs
        from assistent.anonymise.tagger import KLASSER

        lists, words = self._lists, cut.ord
        kept = frozenset(_phrases(words, lists.fredet, anycase=False)) | frozenset(
            _things(words, lists.ikke_person_efter)
        )
        yield from ((*match.span(), "NAVN") for match in _INITIALS.finditer(text))
        for kind, entries in lists.egne.items():
            for first, last in _found(words, entries, anycase=True):
                yield words[first].start, words[last].slut, kind
        if not words:
            return
        shares = self._tagger.probabilities(cut.tegn, cut.luft)
        houses = list(institutions.find(words, kept, lists.endelser))
        for first, last in houses:
            yield words[first].start, words[last].slut, "INSTITUTION"
        taken = {at for first, last in houses for at in range(first, last + 1)}
        by_word = shares[cut.plads]
        alike, house = by_word[:, KLASSER.index("NAVN")], by_word[:, KLASSER.index("INSTITUTION")]
        taken |= set(np.flatnonzero((house > 0.5) & (house > alike)).tolist())
        names = self._names.find(words, alike.tolist(), kept | taken, known)
        names -= _lone_letters(text, words, names)
        yield from runs.beside_names(text, cut, names)
        spoken_for = {cut.plads[at] for at in kept | names}
        huse = runs.houses(lists.endelser["hus"])
        yield from runs.find(text, cut, shares, spoken_for, huse)
        yield from ((*span, "NAVN") for span in _spans(text, words, names, lists))

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
    """Spans that do not overlap, kept in order; whoever comes first has the text.

    What overlaps only its like widens it.
    """

    def __init__(self) -> None:
        self._spans: list[tuple[int, int, str]] = []

    def take(self, start: int, end: int, kind: str) -> None:
        """Take text[start:end] unless another kind has some of it."""
        if start >= end:
            return
        first = bisect_left(self._spans, (start,))
        if first and self._spans[first - 1][1] > start:
            first -= 1
        last = first
        while last < len(self._spans) and self._spans[last][0] < end:
            if self._spans[last][2] != kind:
                return
            last += 1
        widened = self._spans[first:last]
        start = min([start, *(span[0] for span in widened)])
        end = max([end, *(span[1] for span in widened)])
        self._spans[first:last] = [(start, end, kind)]

    def spans(self) -> list[tuple[int, int, str]]:
        """Every (start, end, kind), in order."""
        return self._spans


_BEGINS = re.compile(r"(?:^|[.!?]|\n)[\s\-*•–>#|»\"']*$")


def _as_began(text: str, start: int, called: str) -> str:
    """What is written for a name, with a capital where the name began a sentence with one."""
    begins = text[start].isupper() and _BEGINS.search(text[max(0, start - 20) : start])
    return called[:1].upper() + called[1:] if begins else called


def _without(text: str, spans: Sequence[tuple[int, int, str]]) -> str:
    pieces, at = [], 0
    for start, end, _ in spans:
        pieces.append(text[at:start])
        at = end
    return " ".join((*pieces, text[at:]))


def _mentions(
    text: str, spans: Sequence[tuple[int, int, str]], words: Raekke
) -> Iterator[tuple[int, Naevnt]]:
    """Each name among ``spans`` by where it begins."""
    from assistent.anonymise.case import mentioned

    starts = words.starts
    for start, end, kind in spans:
        if kind == "NAVN":
            first, following = bisect_left(starts, start), bisect_left(starts, end)
            before = words[first - 1] if first else None
            after = words[following] if following < len(words) else None
            yield start, mentioned(text, start, end, before, after)


def _found(words: Raekke, entries: Phrases, anycase: bool) -> Iterator[tuple[int, int]]:
    """Where the phrases of ``entries`` stand, the last word with or without a genitive -s."""
    if not entries:
        return
    for at, folded in enumerate(words.foldede):
        begun = entries.get(folded) or (folded[-1:] == "s" and entries.get(folded[:-1]))
        for phrase in begun or ():
            *first, last = words.foldede[at : at + len(phrase)]
            same = first == list(phrase[:-1]) and last in (phrase[-1], f"{phrase[-1]}s")
            if same and (anycase or words.former[at] != "aa"):
                yield at, at + len(phrase) - 1
                break


def _phrases(words: Raekke, entries: Phrases, anycase: bool) -> Iterator[int]:
    for first, last in _found(words, entries, anycase):
        yield from range(first, last + 1)


def _spans(text: str, words: Raekke, names: set[int], lists: Lister) -> Iterator[tuple[int, int]]:
    """Names that stand together as one span, from the first to the last of their words."""
    from assistent.anonymise.names import end_of

    ordered, forms = sorted(names), frozenset(words.foldede) if names else frozenset()
    while ordered:
        first = last = ordered.pop(0)
        while ordered:
            gap = text[words[last].slut : words[ordered[0]].start]
            plain = end_of(words[last], None, lists, forms) == words[last].slut
            gap = gap.removeprefix(".") if len(words[last].tekst) == 1 else gap
            # A middle initial is part of the name: »Hanne M. Holm«.
            initial = re.fullmatch(r" (?:[A-ZÆØÅ]\.? ?)+", gap)
            if not (plain and (_JOINING.fullmatch(gap) or initial)) or "\n" in gap:
                break
            last = ordered.pop(0)
        after = words[last + 1] if last + 1 < len(words) else None
        end = end_of(words[last], after, lists, forms)
        # »Claus P.«: the full stop is part of an initial.
        end += len(words[last].tekst) == 1 and text[end : end + 1] == "."
        before = _INITIAL_BEFORE.search(text, max(0, words[first].start - 8), words[first].start)
        yield before.start() if before else words[first].start, end


def _things(words: Raekke, after: Set[str]) -> Iterator[int]:
    """The names of things: »stormene Bodil, Egon og Ingolf«."""
    for at, folded in enumerate(words.foldede):
        if folded not in after:
            continue
        other = at + 1
        while other < len(words) and _goes_on(words, other):
            yield other
            other += 1


def _goes_on(words: Raekke, at: int) -> bool:
    named = words.former[at] == "Aa" or words.foldede[at] in ("og", "samt")
    return named and words[at].mellem.strip() in ("", ",", ".")


def _lone_letters(text: str, words: Raekke, names: Set[int]) -> set[int]:
    """Capital letters that stand alone without a full stop: what »barn A« is called already."""
    return {
        at
        for at in names
        if words.former[at] == "A"
        and text[words[at].slut : words[at].slut + 1] != "."
        and not {at - 1, at + 1} & names
    }
