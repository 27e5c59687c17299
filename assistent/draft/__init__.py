"""Notes from a meeting become a draft handleplan: each line says where it comes from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

from assistent.danish import is_danish
from assistent.datamodels import ELEMENTER, Element, Linje, Renset, Udkast
from assistent.draft.contradictions import Contradictions
from assistent.draft.features import build_lexicon, phrase_pattern
from assistent.draft.notes import FILE, Sted, build_headings, build_splitter, read
from assistent.draft.sorting import Encoder, Sorter, Sorteret
from assistent.draft.writing import Cite, Plan, Proposals, Remarks, Settled, clean, write_plan
from assistent.knowledge import Elementregel, Metode
from assistent.models.heads import load_net
from assistent.prompts import Frames
from assistent.times import time_expressions

HEAD = "udkast"
_MOST = 600
_LONGEST = 1500
_MANY_STRATEGIES = 4
"""More lines than three strategies take."""
_THIN = 2
_MEASURED = re.compile(r"\d|\bud af\b|\b(?:to|tre|fire|fem|seks|halvdelen)\b", re.IGNORECASE)

__all__ = ["Cite", "Drafter", "Encoder"]


class Drafter:
    """Drafts plans; what it needs is built at the first draft."""

    def __init__(
        self,
        elements: Sequence[Elementregel],
        methods: Sequence[Metode],
        encoder: Encoder,
        frames: Frames,
        cite: Cite,
    ) -> None:
        self._elements = tuple(elements)
        self._encoder = encoder
        self._frames = frames
        self._proposals = Proposals(methods, encoder, frames, cite)
        self._remarks = Remarks(frames)

    @cached_property
    def _sorter(self) -> Sorter:
        head = load_net(HEAD, self._encoder.fingerprint)
        return Sorter(self._encoder, self._frames, head, build_lexicon(self._frames))

    def draft(self, notes: Renset) -> Udkast:
        """The draft of ``notes``. Raises ModelFejl when the trained part does not fit."""
        if not notes.strip():
            return self._empty("bemaerkning_tom", ())
        headings = build_headings(self._elements, self._frames)
        places, loose = read(notes, headings)
        if not is_danish(notes):
            return self._empty("bemaerkning_engelsk", tuple(place.tekst for place in places))
        kept, cut = _capped(places)
        clauses = self._sorter.sort(kept, build_splitter(self._frames))
        plan = write_plan(clauses, Settled(self._frames), self._elements, self._frames)
        return self._assemble(notes, clauses, plan, (*loose, *cut), len(kept) if cut else 0)

    def _assemble(
        self,
        notes: str,
        clauses: list[Sorteret],
        plan: Plan,
        unsorted: tuple[str, ...],
        capped: int,
    ) -> Udkast:
        lines = dict(plan.linjer)
        strategies = [line for line in lines["strategier"] if line.ophav == "note"]
        thin = "strategier" in plan.mangler or len(strategies) < _THIN
        lines["strategier"] = (*lines["strategier"], *self._proposals.lines(clauses, thin))
        lines["maal"] = (*lines["maal"], *self._observable(clauses))
        nowhere = (clean(clause.tekst) for clause in clauses if not clause.elementer)
        questions = (*plan.spoergsmaal, *self._questions(notes, clauses, plan, len(strategies)))
        return Udkast(
            lines,
            plan.mangler,
            tuple(dict.fromkeys(questions)),
            Contradictions(self._frames).find(clauses),
            (*nowhere, *unsorted),
            " ".join(self._remarked(notes, clauses, capped)),
        )

    def _observable(self, clauses: list[Sorteret]) -> tuple[Linje, ...]:
        """The first goal as something to be seen, with blanks, where no goal says how much."""
        goals = [c.tekst for c in clauses if "maal" in c.elementer]
        if not goals or any(_MEASURED.search(goal) or time_expressions(goal) for goal in goals):
            return ()
        quote = clean(goals[0]).rstrip(".!?")
        return (Linje(self._frames.fill(FILE, "forslag_maal", citat=quote), "forslag"),)

    def _questions(
        self, notes: str, clauses: list[Sorteret], plan: Plan, strategies: int
    ) -> list[str]:
        """What to ask besides the missing elements."""
        asked = []
        goals = [c for c in clauses if "maal" in c.elementer]
        if goals and "maal" not in plan.mangler and all(c.uafklaret >= 0.5 for c in goals):
            quote = clean(goals[0].tekst).rstrip(".!?")
            asked.append(self._frames.fill(FILE, "spoergsmaal_maal_tegn", citat=quote))
        alone = phrase_pattern(self._frames.options(FILE, "naar_rp_ikke_er_der"))
        if strategies and not alone.search(notes):
            asked.append(self._frames.fill(FILE, "spoergsmaal_rp_ikke_der"))
        if strategies > _MANY_STRATEGIES:
            told = self._frames.fill(FILE, "spoergsmaal_mange_strategier", antal=strategies)
            asked.append(told)
        children = self._remarks.children(clauses)
        if len(children) > 1:
            listed = ", ".join(children)
            asked.append(self._frames.fill(FILE, "spoergsmaal_flere_boern", boern=listed))
        return asked

    def _remarked(self, notes: str, clauses: list[Sorteret], capped: int) -> list[str]:
        said = []
        if capped:
            said.append(self._frames.fill(FILE, "bemaerkning_afkortet", antal=capped))
        if len(clauses) == 1 and notes.strip().endswith("?"):
            said.append(self._frames.fill(FILE, "bemaerkning_spoergsmaal"))
        elif not phrase_pattern(self._frames.options(FILE, "faglige_ord")).search(notes):
            said.append(self._frames.fill(FILE, "bemaerkning_ikke_noter"))
        children = self._remarks.children(clauses)
        if len(children) > 1:
            listed = ", ".join(children)
            said.append(self._frames.fill(FILE, "bemaerkning_flere_boern", boern=listed))
        orders = phrase_pattern(self._frames.options(FILE, "instruks"))
        if orders.search(notes):
            said.append(self._frames.fill(FILE, "bemaerkning_instruks"))
        return said + self._remarks.wording([c for c in clauses if not orders.search(c.tekst)])

    def _empty(self, remark: str, unsorted: tuple[str, ...]) -> Udkast:
        """A draft in which everything is missing, with a remark that says why."""
        plan = write_plan((), Settled(self._frames), self._elements, self._frames)
        missing: tuple[Element, ...] = ELEMENTER
        text = self._frames.fill(FILE, remark)
        return Udkast(plan.linjer, missing, plan.spoergsmaal, (), unsorted, text)


def _capped(places: list[Sted]) -> tuple[list[Sted], tuple[str, ...]]:
    """The sentences that are sorted, and the rest verbatim; a giant sentence counts as rest."""
    kept = [place for place in places[:_MOST] if len(place.tekst) <= _LONGEST]
    chosen = {place.nummer for place in kept}
    return kept, tuple(place.tekst for place in places if place.nummer not in chosen)
