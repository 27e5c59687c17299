"""The word lists that readings are read with: parties, the day, other words for the same."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistent.danish import content_stems
from assistent.prompts import Frames

FILE = "plan"
_NUMBERED = r"(?:\s+(?P<nr>\d+|(?-i:[A-ZÆØÅ]))(?!\w))?"


@dataclass(frozen=True)
class Dagdel:
    """A part of the day, from and to as hours times a hundred plus minutes."""

    fra: float
    til: float
    regex: re.Pattern[str]


@dataclass(frozen=True)
class Words:
    """The lists of the frames, ready to be looked up."""

    parties: re.Pattern[str]
    party_of: dict[str, str]
    letters: dict[str, str]
    we: dict[str, str]
    you: dict[str, str]
    alike: dict[str, frozenset[str]]
    day: tuple[Dagdel, ...]
    situations: tuple[tuple[str, re.Pattern[str]], ...]
    scopes: dict[str, re.Pattern[str]]
    same: tuple[tuple[str, re.Pattern[str]], ...]
    opposite: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]

    def party(self, label: str) -> str:
        """The id of the party that ``label`` names; a name of its own where it is not known."""
        bare = label.strip().lower()
        if bare in self.letters:
            return self.letters[bare]
        found = self.parties.match(label.strip())
        return self._id(found) if found and found.group("navn") else f"?{bare}"

    def actors(self, text: str, speaker: str) -> Iterator[tuple[int, int, str]]:
        """Each party in ``text`` with its offsets; »jeg« and »vi« are told from ``speaker``."""
        for found in self.parties.finditer(text):
            if found.group("navn"):
                yield found.start(), found.end(), self._id(found)
            elif found.group().lower() == "jeg":
                yield found.start(), found.end(), speaker
            elif party := (self.you if found.group() == "I" else self.we).get(_role(speaker)):
                yield found.start(), found.end(), party

    def _id(self, found: re.Match[str]) -> str:
        party = self.party_of[found.group("navn").lower()]
        return f"{party} {found.group('nr')}" if found.group("nr") else party

    def same_people(self, one: frozenset[str], other: frozenset[str]) -> bool:
        """True when everybody in ``one`` may be somebody in ``other``, and the other way round."""
        return all(any(self.may_be(a, b) for b in other) for a in one) and all(
            any(self.may_be(a, b) for b in one) for a in other
        )

    def may_be(self, one: str, other: str) -> bool:
        """True when two parties may be the same people; of a name alone nobody can tell."""
        if one == other:
            return True
        if one[0] == "?" or other[0] == "?":
            return one[0] != other[0]
        first, second = _role(one), _role(other)
        if first == second:
            return " " not in one or " " not in other
        return second in self.alike.get(one, ()) or first in self.alike.get(other, ())

    def stems(self, text: str) -> frozenset[str]:
        """The stems of what is done in ``text``: without parties, one word for those of a kind."""
        bare = self.parties.sub(" ", text)
        for first, pattern in self.same:
            bare = pattern.sub(first, bare)
        return frozenset(content_stems(self.scopes["tomme_ord"].sub(" ", bare)))

    def sides(self, text: str) -> frozenset[tuple[int, int]]:
        """The sides that ``text`` takes in the pairs of opposites."""
        return frozenset(
            (number, side)
            for number, pair in enumerate(self.opposite)
            for side in (0, 1)
            if pair[side].search(text)
        )


def phrases(listed: Sequence[str]) -> re.Pattern[str]:
    """A pattern that finds any of the phrases as whole words, in any case, the longest first."""
    body = "|".join(re.escape(phrase) for phrase in sorted(listed, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{body})(?!\w)", re.IGNORECASE)


def items(text: str) -> list[str]:
    """The phrases of a line that lists them with commas."""
    return [item.strip() for item in text.split(",") if item.strip()]


def table(frames: Frames, key: str) -> list[tuple[str, list[str]]]:
    """The lines »name: phrase, phrase« under ``key``, in order."""
    rows = (line.partition(":") for line in frames.options(FILE, key))
    return [(name.strip(), items(rest)) for name, _, rest in rows]


_SCOPES = (
    "hver_dag",
    "naar_der_er_tid",
    "alle_boern",
    "lille_gruppe",
    "alene_med_barnet",
    "resten_af_boernene",
    "fravaer",
    "mener",
    "kun_med_rp",
    "tomme_ord",
    "aaben_slut",
)


def read_words(frames: Frames) -> Words:
    """The lists of the frames. Raises PromptFejl when one is missing."""
    party_of = {form.lower(): name for name, forms in table(frames, "parter") for form in forms}
    names = "|".join(map(re.escape, sorted(party_of, key=len, reverse=True)))
    pronouns = r"jeg|vi|(?<=[\w,] )(?-i:I)"
    parties = re.compile(
        rf"(?<![\w-])(?:(?P<navn>{names}){_NUMBERED}|{pronouns})(?![\w-]|['’]s)", re.IGNORECASE
    )
    same = [row for row in map(items, frames.options(FILE, "samme_ord")) if row]
    return Words(
        parties,
        party_of,
        {form: name for name, forms in table(frames, "part_bogstaver") for form in forms},
        {name: forms[0] for name, forms in table(frames, "vi_er")},
        {name: forms[0] for name, forms in table(frames, "i_er")},
        {name: frozenset(forms) for name, forms in table(frames, "hvem_passer_sammen")},
        tuple(_part_of_day(name, forms) for name, forms in table(frames, "dele_af_dagen")),
        tuple((name, phrases(forms)) for name, forms in table(frames, "situationer")),
        {key: phrases(frames.options(FILE, key)) for key in _SCOPES},
        tuple((row[0], phrases(row)) for row in same),
        tuple(_pair(line) for line in frames.options(FILE, "modsat")),
    )


def _role(party: str) -> str:
    """The role of a party without its number."""
    return party.partition(" ")[0]


def _part_of_day(name: str, forms: Sequence[str]) -> Dagdel:
    start, _, end = name.partition(" ")[2].partition("-")
    return Dagdel(float(start), float(end), phrases(forms))


def _pair(line: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    left, _, right = line.partition("|")
    return phrases(items(left)), phrases(items(right))
