"""Which words of a text are part of a person's name, from what the tagger thinks and the lists say.

A leak is far worse than a mask too many, so what a list knows needs little more than its capital.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence, Set
from dataclasses import dataclass

from assistent.anonymise.lists import Lister
from assistent.anonymise.words import Ord, Raekke
from assistent.danish import STOPORD

_WHERE = frozenset("i på fra til ved mod nær omkring".split())
_CERTAIN, _HARDLY, _NOTHING = 0.85, 0.1, 0.02


@dataclass(frozen=True)
class Needed:
    """How likely a word must be a name to be masked, by what is known of it.

    Set on marked texts that the tagger at hand had not been trained on.
    """

    surely: float = 0.01
    """On a list of names, with a capital, and neither an ordinary word nor a place."""
    surely_small: float = 0.15
    listed: float = 0.02
    """On a list of names, with a capital where Danish asks for none."""
    listed_small: float = 0.25
    """On a list, in lower case."""
    first: float = 0.15
    """On a list and with a capital, where a sentence begins."""
    both: float = 0.4
    """As ``first``, and an ordinary word as well: »Storm«."""
    both_small: float = 0.12
    """On a list and an ordinary word, in lower case: »storm«."""
    unknown: float = 0.15
    """On no list and no ordinary word, with a capital."""
    unknown_small: float = 0.3
    """On no list and no ordinary word, in lower case: often a typo."""
    ordinary: float = 0.7
    """An ordinary word with a capital."""
    ordinary_small: float = 0.9
    """An ordinary word in lower case that no list of names holds."""
    capital: float = 0.0
    """One of the commonest words with a capital where Danish asks for none: »Hans«."""
    stop: float = 0.95
    stop_small: float = 0.95
    """One of the commonest words."""
    initial: float = 0.4
    initial_small: float = 0.45
    """A single letter."""


class Names:
    """Finds the words of a text that are part of a person's name."""

    def __init__(self, lists: Lister, needed: Needed | None = None) -> None:
        self._lists = lists
        self._needed = needed or Needed()

    def find(
        self,
        words: Raekke,
        shares: Sequence[float],
        kept: frozenset[int],
        known: Set[str] = frozenset(),
    ) -> set[int]:
        """The positions of names among ``words``; ``kept`` are words that must stand.

        ``shares`` is how likely the tagger finds each word part of a name, 0..1; ``known`` are the
        folded names of the case so far.
        """
        found = {
            at
            for at, share in enumerate(shares)
            if at not in kept
            and (share > _NOTHING or words.navne[at])
            and share >= self._least(words, at)
        }
        found -= _spaced_out(words, found)
        found |= self._remembered(words, shares, found, known) - kept
        return self._joined(words, found, kept)

    def _least(self, words: Sequence[Ord], at: int) -> float:
        word = words[at]
        kind = self._kind(word, words[at - 1] if at else None)
        wanted = f"{kind}_small" if word.form == "aa" else kind
        return float(getattr(self._needed, wanted))

    def _kind(self, word: Ord, before: Ord | None) -> str:
        """The field of Needed that a word falls under, its case aside."""
        if len(word.tekst) == 1:
            return "initial"
        stop, inside = word.lav in STOPORD, word.form == "Aa" and not word.foerst
        if not word.navn or (stop and not inside):
            return "stop" if stop else "ordinary" if word.ord else "unknown"
        if stop:
            # »Hans« is a name where no sentence begins; »hans« never is.
            return "capital"
        if word.ord and not inside:
            return "both"
        return self._listed(word, before)

    def _listed(self, word: Ord, before: Ord | None) -> str:
        there = before is not None and (
            (word.sted and before.lav in _WHERE)
            # »Brøndby Strand«
            or (word.ord and before.sted and before.form == "Aa" and word.mellem == " ")
        )
        if word.form not in ("Aa", "aa") or word.rolle or there:
            return "unknown"
        if not word.ord and not word.sted:
            return "surely"
        return "first" if word.foerst and word.form == "Aa" else "listed"

    def _remembered(
        self, words: Raekke, shares: Sequence[float], found: set[int], known: Set[str]
    ) -> set[int]:
        """What is surely a name in one place is one in the others, whatever its case."""
        sure = {
            form
            for at in found
            if shares[at] >= self._memorable(words[at]) and len(words.foldede[at]) > 2
            for form in (words.foldede[at], _bare(words.foldede[at], self._lists))
        } | known
        if not sure:
            return set()
        return {
            at
            for at, folded in enumerate(words.foldede)
            if (folded in sure or (folded.endswith("s") and folded[:-1] in sure))
            and not self._plainly_a_word(words[at], shares[at])
        }

    def _memorable(self, word: Ord) -> float:
        """How likely a word that was found must be a name, for the rest of the text to follow.

        What a list has as a name and as nothing else always is: a name that is masked in one place
        and stands in another is given away.
        """
        only_a_name = word.navn and not word.ord and not word.sted
        return 0.0 if only_a_name else _CERTAIN

    def _plainly_a_word(self, word: Ord, share: float) -> bool:
        return word.ord and (word.form == "aa" or word.foerst) and share < _HARDLY

    def _joined(self, words: Sequence[Ord], found: set[int], kept: frozenset[int]) -> set[int]:
        """Take along the capital words that stand directly beside a name: the rest of it."""
        grown = set(found)
        for step in (1, -1):
            for beside in sorted(found, reverse=step < 0):
                grown.update(self._along(words, beside, step, grown | kept))
        return grown

    def _along(
        self, words: Sequence[Ord], beside: int, step: int, taken: set[int]
    ) -> Iterator[int]:
        """The rest of the name that begins at ``beside``, in the direction of ``step``."""
        other = beside + step
        while 0 <= other < len(words) and other not in taken:
            second = max(other, other - step)
            if not _adjacent(words, second) or not _part_of_name(
                words[other], step, words[other - step]
            ):
                return
            yield other
            other += step


def _spaced_out(words: Raekke, found: set[int]) -> set[int]:
    """The letters of a headline that is spaced out, »M Ø D E«: four or more in a row."""
    out: set[int] = set()
    row: list[int] = []
    for at, shape in enumerate(words.former):
        single = shape == "A"
        row = [*row, at] if single else []
        if len(row) >= 4:
            out.update(row)
    return out & found


def _part_of_name(word: Ord, step: int, beside: Ord) -> bool:
    if word.form == "aa":
        return word.navn and not word.ord and beside.form == "aa"
    if word.rolle or len(word.tekst) == 1:
        return False
    if step > 0:
        return word.navn or not word.ord or word.form == beside.form
    return word.navn and not (word.foerst and word.ord)


def _adjacent(words: Sequence[Ord], second: int) -> bool:
    return not words[second].foerst and words[second].mellem in (" ", "-", "'", "’")


def _bare(folded: str, lists: Lister) -> str:
    """A folded word without the genitive -s that a list does not know."""
    if folded.endswith("s") and not lists.is_name(folded):
        return folded[:-1]
    return folded


def end_of(word: Ord, after: Ord | None, lists: Lister, forms: Collection[str]) -> int:
    """Where a name ends when its genitive -s stays outside; ``forms`` are the folded words about.

    »Hannes« is a name of its own, but beside »Hanne« it is hers.
    """
    folded = word.foldet
    if not folded.endswith("s") or len(folded) < 3:
        return word.slut
    bare = folded[:-1]
    if lists.is_name(folded):
        return word.slut - (lists.is_name(bare) and bare in forms)
    owned = after is not None and not after.foerst and after.mellem == " "
    if lists.is_name(bare) or (owned and after is not None and bool(after.rolle)):
        return word.slut - 1
    return word.slut
