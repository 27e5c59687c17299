"""Check a plan: the eight elements and the eleven conditions, each with its verbatim quote."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from assistent.check import decide, read
from assistent.check.read import Encoder, Window
from assistent.check.segment import segment
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
        known = Signs(read.listed(self._trained.signs))
        names = read.extra_names(known, ELEMENTER)
        return {name: number for number, name in enumerate(names)}

    def check(self, plan: Renset) -> Tjek:
        """The check of ``plan``. Raises ModelFejl when the trained part cannot be used."""
        if not words(plan):
            return self._empty(self._wording.say("tom"))
        found = self._read(plan)
        if not self._is_plan(found):
            return self._empty(self._wording.say("ingen_plan"))
        elements = {name: self._element(found, name) for name in ELEMENTER}
        conditions: dict[str, ForudsaetningTjek] = {}
        doubts: list[tuple[str, str, str]] = []
        for condition in self._conditions:
            conditions[condition.id], doubt = self._condition(found, condition)
            doubts += doubt
        return Tjek(
            elements,
            conditions,
            self._wording.summary({str(k): v for k, v in elements.items()}, conditions),
            self._remark(found, doubts),
        )

    def _read(self, plan: str) -> _Plan:
        every = segment(plan[:_MOST_CHARACTERS])
        wanted = decide.worth_reading(every, self._headings)
        pieces = wanted[:_MOST_PIECES]
        whole = len(plan) <= _MOST_CHARACTERS and len(pieces) == len(wanted)
        sections = [decide.section_of_piece(piece, self._headings) for piece in pieces]
        headed = frozenset(decide.section_of_piece(piece, self._headings) for piece in every)
        seen = read.look(pieces, self._encoder, self._signs, sections)
        spans = read.windows(pieces)
        scores = read.score(seen, spans, self._trained, self._columns)
        classes = {name: number for number, name in enumerate(self._trained.classes)}
        reading = decide.Reading(pieces, sections, seen, spans, scores, classes, headed)
        return _Plan(plan, reading, None if whole or not pieces else pieces[-1].end)

    def _is_plan(self, plan: _Plan) -> bool:
        """False for a text that has next to nothing of what plans are about."""
        reading = plan.reading
        if not reading.pieces:
            return bool(reading.headed - {""})
        shown = frozenset().union(*reading.seen.signs)
        named = any(sign.startswith("afsnit:") and sign != "afsnit:andet" for sign in shown)
        return named or "rp" in shown or len(shown & _PLAN_SIGNS) > _LEAST_SIGNS

    def _quote(self, plan: _Plan, window: Window | None, labelled: bool) -> str:
        if window is None:
            return ""
        first = plan.reading.pieces[window.first]
        start = first.lead if labelled else first.start
        return plan.text[start : plan.reading.pieces[window.last - 1].end]

    def _element(self, plan: _Plan, name: Element) -> ElementTjek:
        rule = self._elements[name]
        row = decide.element_row(plan.reading, name)
        shares = decide.chances(row, self._trained.judges["element"])
        status = decide.ELEMENT_STATUS[int(np.argmax(shares))]
        quote = self._quote(plan, decide.element_window(plan.reading, name, status), False)
        if not quote and status != "nej":
            status = "nej"
        return ElementTjek(status, quote, self._wording.element_advice(rule, status))

    def _condition(
        self, plan: _Plan, rule: Forudsaetning
    ) -> tuple[ForudsaetningTjek, list[tuple[str, str, str]]]:
        row = decide.condition_row(plan.reading, rule.id)
        shares = decide.chances(row, self._trained.judges["forud"])
        best, second = (decide.FORUD_STATUS[int(i)] for i in np.argsort(-shares)[:2])
        window = decide.condition_window(plan.reading, rule.id, best)
        if window is None:
            best = "ikke_belyst"
        quote = self._quote(plan, window, True)
        signs = plan.reading.signs(window) if window else frozenset()
        sure = round(float(shares.max()), 2)
        judged = ForudsaetningTjek(
            best,
            quote,
            self._wording.reason(rule, best, signs),
            self._wording.advice(rule, best),
            sure,
            self._references(rule),
        )
        return judged, [(rule.id, best, second)] if sure < IN_DOUBT and best != second else []

    def _references(self, rule: Forudsaetning) -> tuple[Henvisning, ...]:
        """The evaluation's own words for a condition, then what it says about it."""
        count = 2 if rule.forskel else 1
        places = [*rule.ordlyd[:count], *rule.henvisninger][:_REFERENCES]
        found = [self._cite(place.kilde, place.side, place.citat) for place in places]
        known = [reference for reference in found if reference is not None]
        return tuple(replace(reference, nr=nr) for nr, reference in enumerate(known, 1))

    def _remark(self, plan: _Plan, doubts: Sequence[tuple[str, str, str]]) -> str:
        say = self._wording.say
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
        elements = {
            name: ElementTjek("nej", "", self._wording.element_advice(self._elements[name], "nej"))
            for name in ELEMENTER
        }
        conditions = {
            rule.id: ForudsaetningTjek(
                "ikke_belyst",
                "",
                self._wording.reason(rule, "ikke_belyst", frozenset()),
                self._wording.advice(rule, "ikke_belyst"),
                1.0,
                self._references(rule),
            )
            for rule in self._conditions
        }
        return Tjek(elements, conditions, self._wording.say("tom.opsummering"), remark)
