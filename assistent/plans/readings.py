"""Lay the parties' readings of one agreement side by side, and ask where they part."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from assistent.handleplan import Afstemning, Laesning, Planlinje, Uenighed
from assistent.plans.reading_facts import TOPICS, Clause, Fact, Read, Topic, read
from assistent.plans.reading_rules import denied, differ, same_task
from assistent.plans.reading_words import FILE, Words, read_words
from assistent.prompts import Frames

__all__ = ["TOPICS", "compare"]

_MUST_BE_SAID: tuple[Topic, ...] = ("hvem", "hvornaar")
_FROM_THE_LINE: tuple[Topic, ...] = ("hvornaar", "hvor_tit", "hvor_laenge")


def compare(line: Planlinje, readings: Sequence[Laesning], frames: Frames) -> Afstemning:
    """Lay the readings of ``line`` beside one another.

    Returns where they differ, then what one party settles and another says nothing about (with an
    empty stretch for the party that is silent), then what nobody says. With fewer than two
    readings there is nothing to compare. Raises PromptFejl when a list or a question is missing.
    """
    words = read_words(frames)
    own = [read(given.part, given.tekst, words) for given in readings if given.tekst.strip()]
    found: tuple[Uenighed, ...] = ()
    if len(own) > 1:
        agreed = read(frames.fill(FILE, "part_aftalen"), line.tekst, words)
        found = tuple(_Comparison(own, agreed, words, frames).all())
    return Afstemning(line.id, line.tekst, tuple(readings), found, line.afstemt)


@dataclass(frozen=True)
class _Comparison:
    own: Sequence[Read]
    agreed: Read
    words: Words
    frames: Frames

    def all(self) -> Iterator[Uenighed]:
        """Differences, then silences, then what nobody says; each topic once."""
        apart = {topic: said for topic in TOPICS if (said := self._apart(topic))}
        if "hvem" in apart:
            apart.pop("hvad", None)
        for topic, said in apart.items():
            yield self._ask(topic, said, self._question(topic, said))
        for topic in TOPICS:
            if topic != "hvad" and topic not in apart and not self.agreed.of(topic):
                yield from self._silent(topic)

    def _ask(self, topic: Topic, said: Sequence[tuple[str, str]], question: str) -> Uenighed:
        return Uenighed(self.frames.fill(FILE, f"emne_{topic}"), tuple(said), question)

    def _question(self, topic: Topic, said: Sequence[tuple[str, str]]) -> str:
        """The question of the topic; of how long each time takes, where that is what differs."""
        each_time = topic == "hvor_laenge" and any(
            fact.art == "minutter" and (party.part, fact.ord) in said
            for party in self.own
            for fact in party.of(topic)
        )
        return self.frames.fill(FILE, "uenig_minutter" if each_time else f"uenig_{topic}")

    def _apart(self, topic: Topic) -> list[tuple[str, str]]:
        """What each party says on the topic where two of them cannot both be right."""
        said: dict[int, str] = {}
        for (i, one), (j, other) in combinations(enumerate(self.own, 1), 2):
            if pair := self._between(topic, one, other):
                said[i], said[j] = pair
        if topic in _FROM_THE_LINE and not said:
            for i, one in enumerate(self.own, 1):
                if pair := self._against_line(topic, one):
                    said[0], said[i] = pair
        parties = (self.agreed, *self.own)
        return [(parties[number].part, said[number]) for number in sorted(said)]

    def _between(self, topic: Topic, one: Read, other: Read) -> tuple[str, str] | None:
        if topic == "hvem":
            return self._who(one, other)
        if topic == "hvad":
            return self._what(one, other)
        for a, b in product(one.of(topic), other.of(topic)):
            if self._comparable(a, b) and differ(a, b):
                return a.ord, b.ord
        return None

    def _against_line(self, topic: Topic, one: Read) -> tuple[str, str] | None:
        """Where a reading is outside what the agreement says; a part of it is no difference.

        A situation is called by too many names to be held against the agreement's own.
        """
        for a, b in product(self.agreed.of(topic), one.of(topic)):
            inside = a.art == "situation" or (bool(a.navne) and b.navne <= a.navne)
            less = topic == "hvor_tit" and 0 < b.til <= a.fra
            if not inside and not less and self._comparable(a, b) and differ(a, b):
                return a.ord, b.ord
        return None

    def _comparable(self, a: Fact | Clause, b: Fact | Clause) -> bool:
        """False where two parties tell of their own share of the work, or of another day."""
        if a.fravaer != b.fravaer:
            return False
        if not a.hvem or not b.hvem or self._may_be(a.hvem, b.hvem):
            return True
        return same_task(a.opgave, b.opgave)

    def _may_be(self, one: frozenset[str], other: frozenset[str]) -> bool:
        return any(self.words.may_be(a, b) for a, b in product(one, other))

    def _who(self, one: Read, other: Read) -> tuple[str, str] | None:
        """The same task given to different people, and nowhere to the same."""
        pairs = [
            (a, b)
            for a, b in product(one.of("hvem"), other.of("hvem"))
            if a.fravaer == b.fravaer
            and same_task(a.opgave or self._task(), b.opgave or self._task())
        ]
        if not pairs or any(self.words.same_people(a.navne, b.navne) for a, b in pairs):
            return None
        return pairs[0][0].ord, pairs[0][1].ord

    def _task(self) -> frozenset[str]:
        """What the agreement is about, for »det gør rp«."""
        return frozenset().union(*(clause.opgave for clause in self.agreed.dele))

    def _what(self, one: Read, other: Read) -> tuple[str, str] | None:
        """The same people doing opposite things, or the same thing affirmed and denied."""
        first, second = _sides(one), _sides(other)
        for a, b in product(_plain(one), _plain(other)):
            opposed = any(
                (number, 1 - side) in b.sider
                and (number, 1 - side) not in first
                and (number, side) not in second
                for number, side in a.sider
            )
            if self._comparable(a, b) and (opposed or denied(a, b)):
                return a.ord, b.ord
        return None

    def _silent(self, topic: Topic) -> Iterator[Uenighed]:
        """What some settle and others do not; and who or when where nobody says it."""
        said = [(party.part, _stretch(party, topic)) for party in self.own]
        quiet = [part for part, words in said if not words]
        speaking = [part for part, words in said if words]
        if quiet and speaking:
            question = self.frames.fill(
                FILE, f"tavs_{topic}", siger=self._listed(speaking), tavs=self._listed(quiet)
            )
            yield self._ask(topic, said, question)
        elif quiet and topic in _MUST_BE_SAID:
            yield self._ask(topic, said, self.frames.fill(FILE, f"ingen_{topic}"))

    def _listed(self, parts: Sequence[str]) -> str:
        """The parties, as a sentence begins with them."""
        several = f"{', '.join(parts[:-1])} {self.frames.fill(FILE, 'og')} " if parts[1:] else ""
        told = several + parts[-1]
        return told[:1].upper() + told[1:]


def _plain(reading: Read) -> list[Clause]:
    return [clause for clause in reading.dele if not clause.betinget and clause.ord]


def _sides(reading: Read) -> frozenset[tuple[int, int]]:
    return frozenset().union(*(clause.sider for clause in _plain(reading)))


def _stretch(reading: Read, topic: Topic) -> str:
    facts = reading.of(topic)
    return facts[0].ord if facts else ""
