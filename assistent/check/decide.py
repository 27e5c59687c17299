"""From what each piece says to a judgement of the whole plan.

Every condition and element gets a row of numbers: how strongly its best pieces say each status, how
many do, what the last one says, and what the rulebook asks for beyond a single sentence. A small
trained layer (a judge, one per condition and element) turns the row into calibrated probabilities.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistent.check.read import Floats, log_shares
from assistent.check.segment import Piece
from assistent.datamodels import (
    ElementStatus,
    ForudsaetningStatus,
)
from assistent.knowledge import Elementregel

FORUD_STATUS: tuple[ForudsaetningStatus, ...] = (
    "opfyldt",
    "delvist",
    "ikke_opfyldt",
    "ikke_belyst",
)
ELEMENT_STATUS: tuple[ElementStatus, ...] = ("ja", "delvist", "nej")
_LOW, _HIGH = -6.0, 6.0
_MOST = 3.0
_FOLLOW = ("opfoelgning_hvordan", "opfoelgning_hyppighed")
_OURS = frozenset({"stuen", "leder", "vi"})
_INSIDE = 1.0
_DENIED = 0.0
_BESIDE = 0.0
_LONGEST = 3


@dataclass(frozen=True)
class Reading:
    """A plan as it was read.

    ``shares`` (pieces, names, 4) are log probabilities: nothing, then the three statuses; ``parts``
    (pieces, parts) log odds; ``names`` and ``part_names`` give their columns.
    """

    pieces: Sequence[Piece]
    sections: Sequence[str]
    signs: Sequence[frozenset[str]]
    shares: Floats
    parts: Floats
    names: Mapping[str, int]
    part_names: Mapping[str, int]
    headed: frozenset[str]

    def odds(self, name: str) -> Floats:
        """(pieces, 3): log odds that a piece gives an element or condition each status."""
        logs = self.shares[:, self.names[name], 1:]
        return _odds(logs)

    def about(self, name: str) -> Floats:
        """(pieces,): log odds that a piece says anything of an element or condition."""
        return -_odds(self.shares[:, self.names[name], 0])

    def part(self, name: str) -> Floats:
        """(pieces,): log odds that a piece says a part of a condition."""
        found: Floats = np.clip(self.parts[:, self.part_names[name]], _LOW, _HIGH)
        return found

    def inside(self, elements: Sequence[str]) -> NDArray[np.bool_]:
        """Which pieces stand in the sections of ``elements``."""
        return np.array([section in elements for section in self.sections], bool)


def _odds(logs: Floats) -> Floats:
    """Log odds from log probabilities, within bounds."""
    rest = np.log(np.maximum(1 - np.exp(logs), 1e-6))
    found: Floats = np.clip(logs - rest, _LOW, _HIGH)
    return found


def normalise(label: str) -> str:
    """A heading's words in lower case, without numbers and marks."""
    return " ".join(re.findall(r"[^\W\d_]+", label.lower()))


def headings(elements: Sequence[Elementregel]) -> dict[str, str]:
    """The headings that a plan may use, and the element that each stands for."""
    return {
        normalise(heading): element.id
        for element in elements
        for heading in (element.navn, *element.overskrifter)
    }


def section_of(label: str, headings: Mapping[str, str]) -> str:
    """The element that a heading stands for, or ''; the longest known heading in it counts."""
    if not label:
        return ""
    plain = f" {normalise(label)} "
    if plain.strip() in headings:
        return headings[plain.strip()]
    best = ""
    for heading in headings:
        if plain.startswith(f" {heading} ") and len(heading) > len(best):
            best = heading
    return headings.get(best, "")


def section_of_piece(piece: Piece, known: Mapping[str, str]) -> str:
    """The element under whose heading a piece stands, or ''."""
    return section_of(piece.label, known) or section_of(piece.parent, known)


def worth_reading(pieces: Sequence[Piece], known: Mapping[str, str]) -> list[Piece]:
    """The pieces that can say something: no headings, no lone word outside an element's section."""
    return [
        piece
        for piece in pieces
        if not piece.head
        and (" " in piece.text.strip() or section_of_piece(piece, known) or not piece.label)
    ]


def _top(values: Floats, place: int = 1) -> float:
    """The largest value, or the second largest; the lowest of all where there is none."""
    if values.size < place:
        return _LOW
    return float(np.sort(values)[-place])


def _count(odds: Floats) -> float:
    """How many pieces say so, as the sum of their probabilities."""
    return float(min((1 / (1 + np.exp(-odds))).sum(), _MOST))


def _spoken(reading: Reading, name: str, statuses: Sequence[str]) -> dict[str, float]:
    """What the pieces say of an element or condition."""
    about, odds = reading.about(name), reading.odds(name)
    row = {"om": _top(about), "om.2": _top(about, 2), "antal": _count(about)}
    last = [number for number in range(len(about)) if about[number] > 0][-1:]
    for number, status in enumerate(statuses[:3]):
        row[status] = _top(odds[:, number])
        row[f"{status}.2"] = _top(odds[:, number], 2)
        row[f"{status}.antal"] = _count(odds[:, number])
        row[f"{status}.sidst"] = float(odds[last[0], number]) if last else _LOW
    return row


def _follow_up(reading: Reading) -> dict[str, float]:
    """Parties and times where the plan speaks of following up: its section, else its pieces."""
    about = reading.about("F5")
    region = {i for i, section in enumerate(reading.sections) if section in _FOLLOW}
    region = region or {i for i in range(len(about)) if about[i] > 0}
    signs: frozenset[str] = frozenset().union(*(reading.signs[i] for i in region))
    both = "rp" in signs and bool(signs & _OURS)
    timed = bool(signs & {"interval", "dato"})
    found = (bool(region), both, timed, both and timed, "vag" in signs)
    names = ("F5.findes", "F5.begge", "F5.tid", "F5.fuld", "F5.vag")
    return {name: float(value) for name, value in zip(names, found, strict=True)}


def _special(reading: Reading, name: str) -> dict[str, float]:
    """What the rulebook asks of three conditions beyond a single stretch."""
    if name == "F2":
        goal, does = _top(reading.part("F2:maal")), _top(reading.part("F2:goer"))
        return {"F2.maal": goal, "F2.goer": does, "F2.begge": min(goal, does)}
    if name == "F4":
        tops = [_top(reading.odds(e)[:, 0]) for e in ("strategier", "opgavefordeling")]
        return {"F4.strategi": tops[0], "F4.opgave": tops[1], "F4.begge": min(tops)}
    if name == "F5":
        return _follow_up(reading)
    return {}


def _columns(statuses: Sequence[str]) -> tuple[str, ...]:
    forms = ("", ".2", ".antal", ".sidst")
    return ("om", "om.2", "antal", *(f"{status}{f}" for status in statuses[:3] for f in forms))


_TELLING = ("udskudt", "naegtet", "oenske", "planlagt", "enige", "men")
FORUD_COLUMNS = (
    *_columns(FORUD_STATUS),
    *(f"tegn.{sign}" for sign in _TELLING),
    "F2.maal",
    "F2.goer",
    "F2.begge",
    "F4.strategi",
    "F4.opgave",
    "F4.begge",
    "F5.findes",
    "F5.begge",
    "F5.tid",
    "F5.fuld",
    "F5.vag",
)


def condition_row(reading: Reading, name: str) -> Floats:
    """What the judge of a condition is told, in FORUD_COLUMNS' order."""
    row = _spoken(reading, name, FORUD_STATUS) | _special(reading, name)
    about = reading.about(name)
    if row["om"] > 0:
        signs = reading.signs[int(np.argmax(about))]
        row |= {f"tegn.{sign}": float(sign in signs) for sign in _TELLING}
    return np.array([row.get(column, 0.0) for column in FORUD_COLUMNS], np.float32)


ELEMENT_SHARED = ("udskudt", "naegtet", "vag", "oenske")
_ELEMENT_SIGNS: dict[str, tuple[str, ...]] = {
    "varighed": ("laengde", "vag"),
    "opfoelgning_hyppighed": ("interval", "dato", "datoer", "vag"),
    "foraeldresamarbejde": ("orienteret",),
}
ELEMENT_COLUMNS = (
    *_columns(ELEMENT_STATUS),
    "om.afsnit",
    *(f"{status}.afsnit" for status in ELEMENT_STATUS),
    "afsnit",
    "tomt",
    *(f"tegn.{sign}" for sign in ELEMENT_SHARED),
    *(f"{name}.{sign}" for name, signs in _ELEMENT_SIGNS.items() for sign in signs),
    "opgavefordeling.parter",
)


def _places(element: str) -> tuple[str, ...]:
    return _FOLLOW if element in _FOLLOW else (element,)


def _region_signs(reading: Reading, element: str) -> dict[str, float]:
    """The signs where the plan speaks of an element: in its section, or in pieces about it."""
    about = reading.about(element)
    region = {i for i, section in enumerate(reading.sections) if section in _places(element)}
    region |= {i for i in range(len(about)) if about[i] > 0}
    signs: frozenset[str] = frozenset().union(*(reading.signs[i] for i in region))
    found = {f"tegn.{sign}": float(sign in signs) for sign in ELEMENT_SHARED}
    own = _ELEMENT_SIGNS.get(element, ())
    found |= {f"{element}.{sign}": float(sign in signs) for sign in own}
    if element == "opgavefordeling":
        found["opgavefordeling.parter"] = float("rp" in signs and "stuen" in signs)
    return found


def element_row(reading: Reading, element: str) -> Floats:
    """What the judge of an element is told, in ELEMENT_COLUMNS' order."""
    inside = reading.inside(_places(element))
    odds = reading.odds(element)
    row = _spoken(reading, element, ELEMENT_STATUS)
    row["om.afsnit"] = _top(reading.about(element)[inside])
    for number, status in enumerate(ELEMENT_STATUS):
        row[f"{status}.afsnit"] = _top(odds[inside, number])
    headed = any(place in reading.headed for place in _places(element))
    row["afsnit"] = float(bool(inside.any()))
    row["tomt"] = float(headed and not inside.any())
    row |= _region_signs(reading, element)
    return np.array([row.get(column, 0.0) for column in ELEMENT_COLUMNS], np.float32)


def chances(row: Floats, judge: Floats) -> Floats:
    """The statuses' probabilities; a judge's last row is its bias."""
    shares: Floats = np.exp(log_shares(row @ judge[:-1] + judge[-1]))
    return shares


def _stretch(reading: Reading, name: str, best: int) -> tuple[int, int]:
    """The best piece with those beside it that speak of the same: ``pieces[first:last]``."""
    about = reading.about(name)
    first, last = best, best + 1
    while last < len(about) and last - first < _LONGEST and about[last] > _BESIDE:
        last += 1
    while first > 0 and last - first < _LONGEST and about[first - 1] > _BESIDE:
        first -= 1
    return first, last


def condition_stretch(reading: Reading, name: str, status: str) -> tuple[int, int] | None:
    """The pieces that carry a condition's status, as (first, last)."""
    if status == "ikke_belyst" or not reading.pieces:
        return None
    odds = reading.odds(name)[:, FORUD_STATUS.index(status)]
    return _stretch(reading, name, int(np.argmax(odds)))


def element_stretch(reading: Reading, element: str, status: str) -> tuple[int, int] | None:
    """The pieces that carry an element's status; its own section comes first."""
    if not reading.pieces:
        return None
    odds = reading.odds(element)[:, ELEMENT_STATUS.index(status)]
    odds = odds + _INSIDE * reading.inside(_places(element))
    best = int(np.argmax(odds))
    if status == "nej" and odds[best] <= _DENIED:
        return None
    return _stretch(reading, element, best)
