"""A text cut into tokens and words, each with what the lists say of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple, overload

from assistent.anonymise.lists import Lister, fold
from assistent.anonymise.tagger import TOKEN, is_compound, shape_of
from assistent.danish import FORKORTELSER

_BREAK = re.compile(r"[.!?:;\n•|»«\"“”(\[–—]|^-|\s-\s")


class Ord(NamedTuple):
    """A word of a text with what the lists say of it."""

    start: int
    slut: int
    tekst: str
    lav: str
    foldet: str
    form: str
    """Shape: Aa, AA, A, aa or aA."""
    foerst: bool
    """True where a sentence, a line or a field begins, so that a capital says nothing."""
    mellem: str
    """The text between the word before and this one, at most its last three characters."""
    navn: bool
    ord: bool
    sted: bool
    rolle: str


_Facts = tuple[str, str, str, bool, bool, bool, str]


class Raekke(Sequence[Ord]):
    """The words of a text; each is looked at closely only when it is asked for.

    ``foldede``, ``former`` and ``navne`` are those fields of all of them, at hand without that.
    """

    def __init__(self, text: str, steder: list[tuple[int, int]], facts: list[_Facts]) -> None:
        self._text, self._steder, self._facts = text, steder, facts
        self._made: list[Ord | None] = [None] * len(steder)
        self.starts = [start for start, _ in steder]
        self.foldede = [fact[1] for fact in facts]
        self.former = [fact[2] for fact in facts]
        self.navne = [fact[3] for fact in facts]

    def __len__(self) -> int:
        return len(self._steder)

    @overload
    def __getitem__(self, at: int) -> Ord: ...
    @overload
    def __getitem__(self, at: slice) -> list[Ord]: ...
    def __getitem__(self, at: int | slice) -> Ord | list[Ord]:
        if isinstance(at, slice):
            return [self[place] for place in range(*at.indices(len(self)))]
        made = self._made[at]
        if made is None:
            made = self._made[at] = self._make(at)
        return made

    def _make(self, at: int) -> Ord:
        start, end = self._steder[at]
        low, folded, shape, name, ordinary, place, role = self._facts[at]
        gap = self._text[self._steder[at - 1][1] if at else 0 : start]
        first = at == 0 or ((len(gap) > 1 or gap == "\n") and _BREAK.search(gap) is not None)
        # A full stop after an initial or a title (»pæd.«, »dr.«) ends no sentence.
        if first and gap == ". " and at:
            before = self._facts[at - 1]
            first = not (len(before[0]) == 1 or (before[6] and before[0] in FORKORTELSER))
        where = (start, end, self._text[start:end], low, folded, shape, first, gap[-3:])
        return Ord(*where, name, ordinary, place, role)


@dataclass(frozen=True)
class Tekst:
    """A text as the tagger sees it (``tegn``, ``luft``) and as words.

    ``steder`` is where each token stands, ``luft`` True where white space stood before it;
    ``plads`` is each word's token.
    """

    tegn: list[str]
    steder: list[tuple[int, int]]
    luft: list[bool]
    ord: Raekke
    plads: list[int]


class Words:
    """Cuts a text into words and looks each up once."""

    def __init__(self, lists: Lister) -> None:
        self._lists = lists
        self._known: dict[str, _Facts] = {}

    def cut(self, text: str) -> Tekst:
        """The tokens and the words of ``text`` in order."""
        matches = list(TOKEN.finditer(text))
        tokens = [match.group() for match in matches]
        places = [match.span() for match in matches]
        spaced = [False, *(one[1] < other[0] for one, other in pairwise(places))][: len(places)]
        words = [
            at
            for at, token in enumerate(tokens)
            if token[0].isalpha() and not self._in_code(text, tokens, places, at)
        ]
        facts = [self._facts(tokens[at]) for at in words]
        return Tekst(
            tokens, places, spaced, Raekke(text, [places[at] for at in words], facts), words
        )

    @staticmethod
    def _in_code(text: str, tokens: list[str], places: list[tuple[int, int]], at: int) -> bool:
        """True for letters that are part of a code: »ab12cd«, »_x«."""
        start, end = places[at]
        if end < len(text) and text[end].isdigit():
            return True
        if not at or places[at - 1][1] != start:
            return False
        return tokens[at - 1][-1].isdigit() or tokens[at - 1] == "_"

    def _facts(self, token: str) -> _Facts:
        return self._known.get(token) or self._look_up(token)

    def _look_up(self, word: str) -> _Facts:
        low, folded = word.lower(), fold(word)
        lists = self._lists
        name = lists.is_name(folded) or (folded.endswith("s") and lists.is_name(folded[:-1]))
        place = folded in lists.steder or (folded.endswith("s") and folded[:-1] in lists.steder)
        # The dictionary lacks many imperatives (»spred«, »flyt«) and most compounds.
        ordinary = lists.is_word(low) or (
            not name
            and (
                lists.is_word(f"{low}e")
                or lists.is_word(f"{low}{low[-1]}e")
                or is_compound(lists, low)
            )
        )
        role = lists.roller.get(folded, "")
        facts = (low, folded, shape_of(word), name, ordinary, place, role)
        if len(self._known) > 50_000:
            self._known.clear()
        self._known[word] = facts
        return facts
