"""Sort the clauses of the notes into elements, and part sentences that hold several facts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from assistent.danish import words
from assistent.datamodels import ELEMENTER, Element
from assistent.draft.features import (
    KLASSER,
    UAFKLARET,
    Floats,
    Lexicon,
    features,
    phrase_pattern,
    texts_of,
)
from assistent.draft.notes import FILE, OEVRIGE, Splitter, Sted, spoken
from assistent.models.heads import NetHead
from assistent.prompts import Frames
from assistent.times import tells_when, time_expressions

_FLOOR = 0.14
_SECOND = 0.45
_PART = 0.5
_REST = 1.3
_TIMED = 0.15
_LIFT = 1.2


class Encoder(Protocol):
    """What turns texts into unit vectors."""

    @property
    def fingerprint(self) -> str:
        """Which model this is."""
        ...

    def query(self, texts: Sequence[str]) -> Floats:
        """Unit vectors of texts that are compared with one another."""
        ...

    def passage(self, texts: Sequence[str]) -> Floats:
        """Unit vectors of texts that are searched in."""
        ...


@dataclass(frozen=True)
class Sorteret:
    """A clause with its elements; none means that it fits nowhere.

    ``sikkerhed`` holds the probability of each of its elements; ``uafklaret`` is the probability
    that the clause leaves the matter open; ``vektor`` is the clause's unit vector.
    """

    tekst: str
    elementer: tuple[Element, ...]
    sted: Sted
    sikkerhed: tuple[float, ...]
    uafklaret: float
    vektor: Floats


@dataclass(frozen=True)
class _Part:
    place: Sted
    shares: Floats
    vector: Floats


class Sorter:
    """Holds the trained head and the word lists."""

    def __init__(self, encoder: Encoder, frames: Frames, head: NetHead, lexicon: Lexicon) -> None:
        self._encoder = encoder
        self._head = head
        self._lexicon = lexicon
        self._orders = phrase_pattern(frames.options(FILE, "instruks"))

    def sort(self, places: Sequence[Sted], splitter: Splitter) -> list[Sorteret]:
        """Every sentence, parted where its parts are facts for different elements, in order."""
        if not places:
            return []
        wholes = list(places)
        pieces = [splitter.parts(place.tekst) for place in wholes]
        split = [
            replace(place, tekst=part)
            for place, parts in zip(wholes, pieces, strict=True)
            if len(parts) > 1
            for part in parts
        ]
        judged = self._judge(wholes + split)
        rest = iter(judged[len(wholes) :])
        found: list[Sorteret] = []
        for whole, parts in zip(judged[: len(wholes)], pieces, strict=True):
            own = [next(rest) for _ in parts] if len(parts) > 1 else []
            groups = _grouped(whole, own, splitter)
            found.extend(self._settle(group) for group in groups)
        return found

    def _judge(self, given: list[Sted]) -> list[_Part]:
        places = [replace(p, tekst=spoken(p.tekst, self._lexicon.speech)) for p in given]
        texts = texts_of(places)
        vectors = dict(zip(texts, self._encoder.query(texts), strict=True))
        rows = features(places, vectors, self._lexicon)
        scores = self._head.scores(rows) + _lifted(places)
        shares: NDArray[np.float32] = (1 / (1 + np.exp(-scores))).astype(np.float32)
        own = [vectors[place.tekst] for place in places]
        return [_Part(*three) for three in zip(given, shares, own, strict=True)]

    def _settle(self, part: _Part) -> Sorteret:
        text = part.place.tekst
        names = () if self._orders.search(text) else _elements(part)
        return Sorteret(
            text,
            names,
            part.place,
            tuple(float(part.shares[KLASSER.index(name)]) for name in names),
            float(part.shares[KLASSER.index(UAFKLARET)]),
            part.vector,
        )


def _lifted(places: Sequence[Sted]) -> Floats:
    """What a heading that stands for one element adds to that element's score."""
    lift = np.zeros((len(places), len(KLASSER)), np.float32)
    for row, place in enumerate(places):
        if len(place.overskrift) == 1:
            lift[row, KLASSER.index(place.overskrift[0])] = _LIFT
    return lift


def _grouped(whole: _Part, parts: list[_Part], splitter: Splitter) -> list[_Part]:
    """The sentence as it is, or its parts where they are sure facts for different elements."""
    if not parts:
        return [whole]
    groups: list[list[_Part]] = [[parts[0]]]
    for part in parts[1:]:
        if _is_new_fact(groups[-1], part, splitter):
            groups.append([part])
        else:
            groups[-1].append(part)
    if len(groups) == 1:
        return [whole]
    return [_joined(group, whole) for group in groups]


def _is_new_fact(group: list[_Part], part: _Part, splitter: Splitter) -> bool:
    left, right = _best(group[0].shares), _best(part.shares)
    sure = min(float(group[0].shares[left]), float(part.shares[right]))
    text = part.place.tekst
    timed = any(t.art in ("varighed", "slut", "interval") for t in time_expressions(text))
    alone = splitter.starts_anew(text) or timed or len(words(text)) >= 4
    return left != right and sure >= _PART and alone


def _joined(group: list[_Part], whole: _Part) -> _Part:
    """Neighbouring parts as one stretch of the sentence, verbatim."""
    if len(group) == 1:
        return group[0]
    text = whole.place.tekst
    start = text.find(group[0].place.tekst)
    end = text.find(group[-1].place.tekst, start) + len(group[-1].place.tekst)
    shares = np.max([part.shares for part in group], axis=0)
    return _Part(replace(whole.place, tekst=text[start:end]), shares, group[0].vector)


def _best(shares: Floats) -> int:
    return int(np.argmax(shares[: len(ELEMENTER) + 1]))


def _elements(part: _Part) -> tuple[Element, ...]:
    """The best element, and a second where it is sure; nothing where the rest is likelier."""
    shares = {name: float(part.shares[KLASSER.index(name)]) for name in ELEMENTER}
    order = sorted(ELEMENTER, key=lambda name: -shares[name])
    rest = float(part.shares[KLASSER.index(OEVRIGE)])
    first, second = order[0], order[1]
    timed = _timed(part.place.tekst, shares, rest)
    if shares[first] < _FLOOR or rest * _REST > shares[first]:
        return timed
    chosen = (first, second) if shares[second] >= _SECOND else (first,)
    return tuple(dict.fromkeys((*chosen, *timed)))


def _timed(text: str, shares: Mapping[Element, float], rest: float) -> tuple[Element, ...]:
    """Elements that the grammar of time vouches for although the head is in doubt."""
    arts = {found.art for found in time_expressions(text) if not tells_when(text, found)}
    signs: tuple[tuple[Element, bool], ...] = (
        ("varighed", bool(arts & {"varighed", "slut"})),
        ("opfoelgning_hyppighed", "interval" in arts),
    )
    return tuple(n for n, sign in signs if sign and shares[n] >= _TIMED and shares[n] * 2 > rest)
