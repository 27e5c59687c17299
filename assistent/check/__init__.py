"""Check a plan: the eight elements and the eleven conditions, each with its verbatim quote."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from assistent.check import decide, read
from assistent.check.agenda import agenda
from assistent.check.read import Encoder
from assistent.check.segment import Piece, segment
from assistent.check.signs import Sign, Signs
from assistent.check.wording import IN_DOUBT, Wording
from assistent.danish import is_danish, words
from assistent.datamodels import (
    ELEMENTER,
    Element,
    ElementTjek,
    ForudsaetningTjek,
    Henvisning,
    Renset,
    Tjek,
)
from assistent.knowledge import Elementregel, Forudsaetning
from assistent.prompts import Frames

__all__ = ["Checker", "Encoder"]

Cite = Callable[[str, int | None, str], Henvisning | None]

_MOST_PIECES = 300
_MOST_CHARACTERS = 60_000
_FEW_WORDS = 25
_LEAST_SIGNS = 2
_PLAN_SIGNS = frozenset({"rp", "barn", "stuen", "foraeldre", "opfoelg", "maal", "metode", "opgave"})
_MOST_DOUBTS = 4
_REFERENCES = 3


@dataclass(frozen=True)
class _Plan:
    """A plan that was read, and what part of it."""

    text: str
    reading: decide.Reading
    cut: int | None


class Checker:
    """Judges a plan by the rulebook in vidensbasen.

    ``signs`` are the signs of vidensbasen; without them those that the trained file carries count.
    """

    def __init__(
        self,
        elements: Sequence[Elementregel],
        conditions: Sequence[Forudsaetning],
        encoder: Encoder,
        frames: Frames,
        cite: Cite,
        signs: Sequence[Sign] = (),
    ) -> None:
        self._elements = {element.id: element for element in elements}
        self._conditions = tuple(conditions)
        self._encoder = encoder
        self._cite = cite
        self._given = tuple(signs)
        self._headings = decide.headings(elements)
        self._wording = Wording(frames, elements, conditions)

    @cached_property
    def _trained(self) -> read.Trained:
        return read.load(self._encoder.fingerprint)

    @cached_property
    def _signs(self) -> Signs:
        return Signs(self._given or read.listed(self._trained.signs))

    @cached_property
    def _columns(self) -> dict[str, int]:
        """The column of each sign, as the file was trained."""
        return read.columns(Signs(read.listed(self._trained.signs)), ELEMENTER)

    def check(self, plan: Renset) -> Tjek:
        """The check of ``plan``. Raises ModelFejl when the trained part cannot be used."""
        if not words(plan):
            return self._empty(self._wording.say("tom"))
        found = self._read(plan)
        if not self._is_plan(found):
            return self._empty(self._wording.say("ingen_plan"))
        elements = {name: self._element(found, name) for name in ELEMENTER}
        conditions = {rule.id: self._condition(found, rule) for rule in self._conditions}
        named = {str(name): entry for name, entry in elements.items()}
        return Tjek(
            elements,
            conditions,
            self._wording.summary(named, conditions),
            self._remark(found, named, conditions),
            dagsorden=agenda(named, conditions, self._wording),
        )

    def _read(self, plan: str) -> _Plan:
        every = segment(plan[:_MOST_CHARACTERS])
        wanted = decide.worth_reading(every, self._headings)
        pieces = wanted[:_MOST_PIECES]
        whole = len(plan) <= _MOST_CHARACTERS and len(pieces) == len(wanted)
        sections = [decide.section_of_piece(piece, self._headings) for piece in pieces]
        headed = frozenset(decide.section_of_piece(piece, self._headings) for piece in every)
        signs = read.signs_of(pieces, self._signs, sections)
        reading = decide.Reading(
            pieces,
            sections,
            signs,
            *self._says(pieces, signs),
            {name: number for number, name in enumerate(self._trained.names)},
            {name: number for number, name in enumerate(self._trained.parts)},
            headed,
        )
        return _Plan(plan, reading, None if whole or not pieces else pieces[-1].end)

    def _says(
        self, pieces: Sequence[Piece], signs: Sequence[frozenset[str]]
    ) -> tuple[read.Floats, read.Floats]:
        trained = self._trained
        if not pieces:
            none = np.zeros((0, len(trained.names), 4), np.float32)
            return none, np.zeros((0, len(trained.parts)), np.float32)
        vectors = read.vectors(pieces, self._encoder)
        rows = read.describe(vectors, read.extras(signs, self._columns))
        return read.says(rows, [read.buckets(read.wording(p)) for p in pieces], trained)

    def _is_plan(self, plan: _Plan) -> bool:
        """False for a text that has next to nothing of what plans are about."""
        reading = plan.reading
        if not reading.pieces:
            return bool(reading.headed - {""})
        shown: frozenset[str] = frozenset().union(*reading.signs)
        named = any(sign.startswith("afsnit:") and sign != "afsnit:andet" for sign in shown)
        return named or "rp" in shown or len(shown & _PLAN_SIGNS) > _LEAST_SIGNS

    def _quote(self, plan: _Plan, stretch: tuple[int, int] | None, labelled: bool) -> str:
        if stretch is None:
            return ""
        first, last = (plan.reading.pieces[at] for at in (stretch[0], stretch[1] - 1))
        return plan.text[first.lead if labelled else first.start : last.end]

    def _element(self, plan: _Plan, name: Element) -> ElementTjek:
        rule = self._elements[name]
        row = decide.element_row(plan.reading, name)
        shares = decide.chances(row, self._trained.judges[name])
        status, other = (decide.ELEMENT_STATUS[int(i)] for i in np.argsort(-shares)[:2])
        quote = self._quote(plan, decide.element_stretch(plan.reading, name, status), False)
        if not quote and status != "nej":
            status, other = "nej", status
        advice = self._wording.element_advice(rule, status)
        sure = round(float(shares.max()), 2)
        doubt = other if sure < IN_DOUBT else None
        return ElementTjek(status, quote, advice.text, sure, doubt, advice.line, advice.question)

    def _condition(self, plan: _Plan, rule: Forudsaetning) -> ForudsaetningTjek:
        row = decide.condition_row(plan.reading, rule.id)
        shares = decide.chances(row, self._trained.judges[rule.id])
        status, other = (decide.FORUD_STATUS[int(i)] for i in np.argsort(-shares)[:2])
        stretch = decide.condition_stretch(plan.reading, rule.id, status)
        if stretch is None and status != "ikke_belyst":
            status, other = "ikke_belyst", status
        quote = self._quote(plan, stretch, True)
        told = plan.reading.signs[slice(*stretch)] if stretch else ()
        signs: frozenset[str] = frozenset().union(*told)
        sure = round(float(shares.max()), 2)
        advice = self._wording.advice(rule, status)
        return ForudsaetningTjek(
            status,
            quote,
            self._wording.reason(rule, status, signs),
            advice.text,
            sure,
            self._references(rule),
            other if sure < IN_DOUBT else None,
            advice.line,
            advice.question,
        )

    def _references(self, rule: Forudsaetning) -> tuple[Henvisning, ...]:
        """The evaluation's own words for a condition, then what it says about it."""
        count = 2 if rule.forskel else 1
        places = [*rule.ordlyd[:count], *rule.henvisninger][:_REFERENCES]
        found = [self._cite(place.kilde, place.side, place.citat) for place in places]
        known = [reference for reference in found if reference is not None]
        return tuple(replace(reference, nr=nr) for nr, reference in enumerate(known, 1))

    def _remark(
        self,
        plan: _Plan,
        elements: Mapping[str, ElementTjek],
        conditions: Mapping[str, ForudsaetningTjek],
    ) -> str:
        say = self._wording.say
        judged: dict[str, ElementTjek | ForudsaetningTjek] = {**elements, **conditions}
        doubts = [
            (name, entry.status, entry.anden) for name, entry in judged.items() if entry.anden
        ]
        parts = []
        if not is_danish(plan.text[:_MOST_CHARACTERS]):
            parts.append(say("ikke_dansk"))
        if len(words(plan.text[:2000])) < _FEW_WORDS:
            parts.append(say("kort"))
        if plan.cut is not None:
            last = plan.reading.pieces[-1].text
            parts.append(say("afkortet", slut=last[-60:].strip()))
        parts.append(self._wording.unsure(doubts[:_MOST_DOUBTS]))
        return " ".join(part for part in parts if part)

    def _empty(self, remark: str) -> Tjek:
        """The check of a text that holds no plan: nothing is there."""
        elements = {}
        for name in ELEMENTER:
            advice = self._wording.element_advice(self._elements[name], "nej")
            elements[name] = ElementTjek(
                "nej", "", advice.text, forslag=advice.line, spoergsmaal=advice.question
            )
        conditions = {
            rule.id: ForudsaetningTjek(
                "ikke_belyst",
                "",
                self._wording.reason(rule, "ikke_belyst", frozenset()),
                self._wording.advice(rule, "ikke_belyst").text,
                1.0,
                self._references(rule),
            )
            for rule in self._conditions
        }
        return Tjek(elements, conditions, self._wording.say("tom.opsummering"), remark)
