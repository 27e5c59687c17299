"""From what each stretch says to a judgement of the whole plan.

Every condition and element gets a short row of numbers, most of them the best score of any stretch
for one status; a small trained layer (a judge) turns the row into calibrated probabilities.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistent.check.read import Floats, Seen, Window
from assistent.check.segment import Piece
from assistent.datamodels import (
    ELEMENTER,
    FORUDSAETNINGER,
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
_FOLLOW = ("opfoelgning_hvordan", "opfoelgning_hyppighed")
_OURS = frozenset({"stuen", "leder", "vi"})
_INSIDE = 2.0
_SHORTER = 0.35
_DENIED = 0.0


@dataclass(frozen=True)
class Reading:
    """A plan as it was read: pieces, the windows over them and the windows' scores."""

    pieces: Sequence[Piece]
    sections: Sequence[str]
    seen: Seen
    windows: Sequence[Window]
    scores: Floats
    classes: Mapping[str, int]
    headed: frozenset[str]

    def column(self, name: str) -> Floats:
        """The scores of one class, one per window."""
        column: Floats = self.scores[:, self.classes[name]]
        return column

    def inside(self, elements: Sequence[str]) -> NDArray[np.bool_]:
        """Which windows lie in the sections of ``elements``."""
        inside = [section in elements for section in self.sections]
        return np.array([all(inside[w.first : w.last]) for w in self.windows], bool)

    def signs(self, window: Window) -> frozenset[str]:
        """The signs in a window."""
        return frozenset().union(*(self.seen.signs[i] for i in range(window.first, window.last)))


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


def _top(values: Floats) -> float:
    return float(np.clip(values.max(), _LOW, _HIGH)) if values.size else _LOW


def _statuses(reading: Reading, name: str) -> Floats:
    """Log probability of each status, given that a window is about the condition or element."""
    given = ELEMENT_STATUS if name in ELEMENTER else FORUD_STATUS[:3]
    columns = [reading.column(f"{name}:{status}") for status in given]
    raw = np.stack(columns, axis=1)
    raw = raw - raw.max(axis=1, keepdims=True)
    logs: Floats = raw - np.log(np.exp(raw).sum(axis=1, keepdims=True))
    return logs


def joint(reading: Reading, name: str) -> Floats:
    """(windows, 3): how strongly each window says each status of a condition or element."""
    about = np.clip(reading.column(name), _LOW, _HIGH)[:, None]
    values: Floats = about + _statuses(reading, name)
    return values


def _follow_up(reading: Reading) -> list[float]:
    """Parties and times where the plan speaks of following up: its section, else its sentences."""
    about = reading.column("F5")
    single = {
        window.first
        for number, window in enumerate(reading.windows)
        if window.last - window.first == 1 and about[number] > 0
    }
    region = {i for i, section in enumerate(reading.sections) if section in _FOLLOW} or single
    found = [reading.seen.signs[i] for i in sorted(region)]
    signs: frozenset[str] = frozenset().union(*found)
    both = "rp" in signs and bool(signs & _OURS)
    timed = bool(signs & {"interval", "dato"})
    vague = "vag" in signs
    return [float(bool(region)), float(both), float(timed), float(both and timed), float(vague)]


def _special(reading: Reading, name: str) -> dict[str, float]:
    """What the rulebook asks of three conditions beyond a single stretch."""
    if name == "F2":
        goal, does = _top(reading.column("F2:maal")), _top(reading.column("F2:goer"))
        return {"F2.maal": goal, "F2.goer": does, "F2.begge": min(goal, does)}
    if name == "F4":
        tops = [_top(joint(reading, e)[:, 0]) for e in ("strategier", "opgavefordeling")]
        return {"F4.strategi": tops[0], "F4.opgave": tops[1], "F4.begge": min(tops)}
    if name == "F5":
        names = ("findes", "begge", "tid", "fuld", "vag")
        return {f"F5.{key}": value for key, value in zip(names, _follow_up(reading), strict=True)}
    return {}


_TELLING = ("udskudt", "naegtet", "oenske", "planlagt", "enige", "men")
FORUD_COLUMNS = (
    "om",
    *(f"tegn.{sign}" for sign in _TELLING),
    *FORUD_STATUS[:3],
    *FORUDSAETNINGER,
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
    """What the judge of conditions is told about one of them, in FORUD_COLUMNS' order."""
    about = _top(reading.column(name))
    best = joint(reading, name).max(axis=0) if len(reading.windows) else np.full(3, _LOW)
    row = {"om": about, name: 1.0}
    row |= dict(zip(FORUD_STATUS[:3], np.clip(best, _LOW, _HIGH).tolist(), strict=True))
    row |= _special(reading, name)
    if about > 0:
        signs = reading.signs(reading.windows[int(np.argmax(reading.column(name)))])
        row |= {f"tegn.{sign}": float(sign in signs) for sign in _TELLING}
    return np.array([row.get(column, 0.0) for column in FORUD_COLUMNS], np.float32)


ELEMENT_SHARED = ("udskudt", "naegtet", "vag", "oenske")
_ELEMENT_SIGNS: dict[str, tuple[str, ...]] = {
    "varighed": ("laengde", "vag"),
    "opfoelgning_hyppighed": ("interval", "dato", "datoer", "vag"),
    "foraeldresamarbejde": ("orienteret",),
}
_ELEMENT_PARTS = (
    "om",
    "om.afsnit",
    "ja.afsnit",
    "delvist.afsnit",
    "nej.afsnit",
    "ja",
    "delvist",
    "nej",
    "afsnit",
    "tomt",
)
ELEMENT_COLUMNS = (
    *_ELEMENT_PARTS,
    *ELEMENTER,
    *(f"tegn.{sign}" for sign in ELEMENT_SHARED),
    *(f"{name}.{sign}" for name, signs in _ELEMENT_SIGNS.items() for sign in signs),
    "opgavefordeling.parter",
)


def _places(element: str) -> tuple[str, ...]:
    return _FOLLOW if element in _FOLLOW else (element,)


def _region_signs(reading: Reading, element: str) -> dict[str, float]:
    """The signs where the plan speaks of an element: in its section, or in sentences about it."""
    about = reading.column(element)
    region = {i for i, section in enumerate(reading.sections) if section in _places(element)}
    region |= {
        window.first
        for number, window in enumerate(reading.windows)
        if window.last - window.first == 1 and about[number] > 0
    }
    signs: frozenset[str] = frozenset().union(*(reading.seen.signs[i] for i in region))
    found = {f"tegn.{sign}": float(sign in signs) for sign in ELEMENT_SHARED}
    own = _ELEMENT_SIGNS.get(element, ())
    found |= {f"{element}.{sign}": float(sign in signs) for sign in own}
    if element == "opgavefordeling":
        found["opgavefordeling.parter"] = float("rp" in signs and "stuen" in signs)
    return found


def element_row(reading: Reading, element: str) -> Floats:
    """What the judge of elements is told about one of them, in ELEMENT_COLUMNS' order."""
    inside = reading.inside(_places(element))
    values = joint(reading, element)
    about = reading.column(element)
    row: dict[str, float] = {element: 1.0, "om": _top(about), "om.afsnit": _top(about[inside])}
    for number, status in enumerate(ELEMENT_STATUS):
        row[status] = _top(values[:, number])
        row[f"{status}.afsnit"] = _top(values[inside, number])
    headed = any(place in reading.headed for place in _places(element))
    row["afsnit"] = float(bool(inside.any()))
    row["tomt"] = float(headed and not inside.any())
    row |= _region_signs(reading, element)
    return np.array([row.get(column, 0.0) for column in ELEMENT_COLUMNS], np.float32)


def chances(row: Floats, judge: Floats) -> Floats:
    """Softmax of a judge, whose last row is its bias."""
    raw = row @ judge[:-1] + judge[-1]
    raw = np.exp(raw - raw.max())
    shares: Floats = raw / raw.sum()
    return shares


def _short(values: Floats, spans: Sequence[Window]) -> int:
    """The best window; a longer one must be clearly better."""
    cost = np.array([_SHORTER * (window.last - window.first - 1) for window in spans])
    return int(np.argmax(values - cost))


def condition_window(reading: Reading, name: str, status: str) -> Window | None:
    """The stretch that carries a condition's status."""
    if status == "ikke_belyst" or not reading.windows:
        return None
    values = joint(reading, name)[:, FORUD_STATUS.index(status)]
    return reading.windows[_short(values, reading.windows)]


def element_window(reading: Reading, element: str, status: str) -> Window | None:
    """The stretch that carries an element's status; its own section comes first."""
    if not reading.windows:
        return None
    column = joint(reading, element)[:, ELEMENT_STATUS.index(status)]
    if status == "nej":
        best = int(np.argmax(column))
        return reading.windows[best] if column[best] > _DENIED else None
    inside = reading.inside(_places(element))
    return reading.windows[_short(column + _INSIDE * inside, reading.windows)]
