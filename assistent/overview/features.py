"""What kind of forløb a plan is of, in words: its kind, its problem areas and its uses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Self, get_args

from assistent.handleplan import Forloebsart, Kendetegn
from assistent.knowledge import Anvendelse, Omraade
from assistent.overview.tables import Ord
from assistent.prompts import Frames

_KNOWN: Final = {"art": Forloebsart, "omraader": Omraade, "anvendelser": Anvendelse}


@dataclass(frozen=True)
class Kendetegnsord:
    """What the fields of Kendetegn are called, and in each of them every choice by its id.

    ``tomt`` stands where nobody has told.
    """

    titler: Mapping[str, str]
    valg: Mapping[str, Mapping[str, str]]
    tomt: str

    @classmethod
    def of(cls, frames: Frames, names: Mapping[str, str]) -> Self:
        """Take the words from the frames; ``names`` are those of areas and uses by id."""
        words = Ord(frames)
        known = {**names, **words.map("arter")}
        choices = {
            field: {ident: known.get(ident, ident) for ident in get_args(ids)}
            for field, ids in _KNOWN.items()
        }
        return cls(words.map("kendetegn"), choices, words.text("kendetegn_tomt"))

    def told(self, features: Kendetegn) -> dict[str, str]:
        """What is told of a forløb, by the name of the field."""
        given = {
            "art": (features.art,) if features.art else (),
            "omraader": features.omraader,
            "anvendelser": features.anvendelser,
        }
        return {
            title: ", ".join(self.valg[field].get(ident, ident) for ident in given[field])
            or self.tomt
            for field, title in self.titler.items()
        }

    def changed(self, old: Kendetegn, new: Kendetegn) -> list[tuple[str, str, str]]:
        """The name of each field that is told otherwise, what was told and what is told now."""
        was, now = self.told(old), self.told(new)
        return [(name, was[name], now[name]) for name in was if was[name] != now[name]]
