"""A person's review of what was masked: leave a word alone, mask one more, write something else.

The text as it was is held in memory only. Where it is not known any longer (after a restart), the
masked text is reviewed instead: then a mask can be replaced, but what it hid cannot be shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistent.anonymise.case import Sag
from assistent.anonymise.lists import fold
from assistent.anonymise.marks import TYPER, mark_of
from assistent.datamodels import Fundgruppe, Maskering, Renset, Rensning
from assistent.errors import RensFejl

_Key = tuple[str, str, str]


@dataclass(frozen=True)
class Gennemsyn:
    """A text and the stretches of it that are masked, in order and without overlaps.

    ``kendt`` is False where ``grund`` is a masked text itself, whose originals are forgotten.
    """

    grund: str
    pletter: tuple[Maskering, ...]
    kendt: bool = True

    @classmethod
    def of(cls, text: str, cleaned: Rensning) -> Gennemsyn:
        """The review of ``text`` as the anonymiser masked it."""
        return cls(text, cleaned.fund)

    @classmethod
    def masked(cls, text: str, found: Sequence[Maskering]) -> Gennemsyn:
        """The review of a masked text; ``found`` are the places of its masks."""
        return cls(text, tuple(found), kendt=False)

    @property
    def tekst(self) -> Renset:
        """The masked text."""
        pieces, at = [], 0
        for spot in self.pletter:
            pieces += [self.grund[at : spot.start], spot.erstatning]
            at = spot.slut
        return Renset("".join((*pieces, self.grund[at:])))

    @property
    def fund(self) -> tuple[Maskering, ...]:
        """The masks by their places in ``tekst``."""
        found, shift = [], 0
        for spot in self.pletter:
            start = spot.start + shift
            end = start + len(spot.erstatning)
            found.append(replace(spot, start=start, slut=end))
            shift = end - spot.slut
        return tuple(found)

    def grupper(self) -> tuple[Fundgruppe, ...]:
        """The masks that say the same of the same, numbered from 1 in the order of the text."""
        spots: dict[_Key, list[int]] = {}
        for place, spot in enumerate(self.pletter):
            spots.setdefault(self._key(spot), []).append(place)
        return tuple(
            Fundgruppe(
                nr=number,
                type=self.pletter[places[0]].type,
                # »Barn A« begins a sentence; »barn A« is what the child is called.
                erstatning=max(
                    (self.pletter[at].erstatning for at in places), key=lambda t: t[:1].islower()
                ),
                original=self._original(self.pletter[places[0]]) if self.kendt else "",
                pletter=tuple(places),
            )
            for number, places in enumerate(spots.values(), 1)
        )

    def lad_staa(self, nr: int) -> Gennemsyn:
        """Let what group ``nr`` masks stand. Raises RensFejl where the original is forgotten."""
        group = self._group(nr)
        if not self.kendt:
            raise RensFejl(
                f"Jeg gemmer ikke det, der stod under »{group.erstatning}«. Skriv selv, hvad der "
                "skal stå, eller læs filen ind igen."
            )
        gone = set(group.pletter)
        kept = tuple(spot for at, spot in enumerate(self.pletter) if at not in gone)
        return replace(self, pletter=kept)

    def skriv(self, nr: int, tekst: str) -> Gennemsyn:
        """Write ``tekst`` for group ``nr``: »mor til A« for »person B«. Raises RensFejl."""
        tekst = " ".join(tekst.split())
        if not tekst:
            raise RensFejl("Skriv, hvad der skal stå i stedet, fx »mor til A«.")
        group = self._group(nr)

        def written(spot: Maskering) -> Maskering:
            begins = spot.erstatning[:1].isupper() and group.erstatning[:1].islower()
            return replace(spot, erstatning=tekst[:1].upper() + tekst[1:] if begins else tekst)

        changed = set(group.pletter)
        return replace(
            self,
            pletter=tuple(
                written(spot) if at in changed else spot for at, spot in enumerate(self.pletter)
            ),
        )

    def sloer(self, ord: str, type: str = "NAVN", erstatning: str = "") -> Gennemsyn:
        """Mask ``ord`` wherever it stands unmasked, whatever its case; a genitive -s stays.

        Raises RensFejl when it does not stand in the text.
        """
        words = ord.split()
        if type not in TYPER or not any(letter.isalnum() for letter in ord):
            raise RensFejl("Skriv eller markér det, der skal sløres.")
        taken = [(spot.start, spot.slut) for spot in self.pletter]
        found = [
            (start, end)
            for start, end in _places(self.grund, words)
            if all(end <= first or last <= start for first, last in taken)
        ]
        if not found:
            raise RensFejl(f"»{' '.join(words)}« står ikke usløret i teksten.")
        written = " ".join(erstatning.split()) or self._written(" ".join(words), type)
        new = (Maskering(start, end, type, written) for start, end in found)
        return replace(self, pletter=tuple(sorted((*self.pletter, *new), key=lambda s: s.start)))

    def _written(self, ord: str, kind: str) -> str:
        if kind != "NAVN":
            return mark_of(kind)
        first = fold(ord.split(maxsplit=1)[0])
        for group in self.grupper():
            if group.type == "NAVN" and group.original and fold(group.original.split()[0]) == first:
                return group.erstatning
        case = Sag()
        case.avoid(self.tekst)
        return f"person {case.letter(ord)}"

    def _group(self, nr: int) -> Fundgruppe:
        groups = self.grupper()
        if not 1 <= nr <= len(groups):
            raise RensFejl(f"Der er intet fund nr. {nr}. Der er {len(groups)}.")
        return groups[nr - 1]

    def _key(self, spot: Maskering) -> _Key:
        if self.kendt:
            return spot.type, spot.erstatning.lower(), fold(self._original(spot))
        # What two »[ADRESSE]« hid need not be the same; two »barn A« are.
        return spot.type, spot.erstatning.lower(), "" if spot.type == "NAVN" else str(spot.start)

    def _original(self, spot: Maskering) -> str:
        return " ".join(self.grund[spot.start : spot.slut].split())


def _places(text: str, words: Sequence[str]) -> Iterator[tuple[int, int]]:
    wanted = r"\s+".join(re.escape(word) for word in words)
    # Inside a longer word it is another word; before a genitive -s it is the same.
    pattern = re.compile(rf"(?<!\w){wanted}(?=s(?!\w)|(?!\w))", re.IGNORECASE)
    return (match.span() for match in pattern.finditer(text))
