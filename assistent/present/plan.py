"""A draft in the chat and in the plan panel, and a plan as plain text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistent.datamodels import ELEMENTER, Element, Linje, Modsigelse, Udkast
from assistent.present.view import (
    FILE,
    Numbering,
    View,
    Vist,
    item,
    named,
    paragraphs,
    under,
)

_MOST_QUESTIONS = 3


class PlanView(View):
    """Shows a draft plan with the origin of every line."""

    def draft(self, draft: Udkast) -> Vist:
        """A draft with the origin of every line, what contradicts itself and what to ask."""
        numbering = Numbering()
        parts = [self.text("udkast_indledning"), self.remark(draft.bemaerkning)]
        for element in ELEMENTER:
            if lines := draft.handleplan.get(element, ()):
                parts.append(self.element(element, lines, numbering))
        parts.append(self._contradictions(draft.modsigelser, "modsigelser_overskrift"))
        rest = map(item, draft.oevrige_noter)
        parts.append(under(self.text("oevrige_overskrift"), rest))
        parts.append(self.open_questions(draft))
        return Vist(paragraphs(*parts), numbering.cites)

    def element(self, element: Element, lines: Sequence[Linje], numbering: Numbering) -> str:
        """One element: its name in bold and its lines."""
        title = self.text("afsnit", navn=self.names[element])
        return under(title, (self.line(line, numbering) for line in lines))

    def line(self, line: Linje, numbering: Numbering) -> str:
        """One line with its origin in words."""
        origin = named(self.frames, "ophav")[line.ophav]
        marks = numbering.marks(line.henvisninger)
        return self.text("linje", tekst=line.tekst, ophav=origin, kilder=marks)

    def open_questions(self, draft: Udkast) -> str:
        """The first questions of a draft, how many more there are, and what can be said next."""
        asked, left = draft.spoergsmaal[:_MOST_QUESTIONS], len(draft.spoergsmaal) - _MOST_QUESTIONS
        if not asked:
            return self.text("udkast_videre")
        more = ""
        if left > 0:
            more = self.text("mangler_flere", antal=left) if left > 1 else ""
            more = more or self.text("mangler_et_mere")
        questions = under(self.text("mangler_overskrift"), map(item, asked))
        return paragraphs(questions, more, self.text("mangler_videre"))

    def _contradictions(self, found: Sequence[Modsigelse], heading: str) -> str:
        between = f" {self.text('eller')} "
        items = [
            self.text(
                "modsigelse",
                emne=entry.emne,
                citater=between.join(self.text("citat", tekst=quote) for quote in entry.citater),
                spoergsmaal=entry.spoergsmaal,
            )
            for entry in found
        ]
        return under(self.text(heading), items)

    def plan(self, draft: Udkast) -> str:
        """The plan panel: the eight elements in order, marked as made with AI."""
        numbering = Numbering()
        parts = [self.text("plan_maerke"), self.remark(draft.bemaerkning)]
        for element in ELEMENTER:
            lines = draft.handleplan.get(element, ())
            shown = [self.line(line, numbering) for line in lines] or [self.text("plan_tom")]
            title = self.text("plan_overskrift", navn=self.names[element])
            parts.append(under(title, shown))
        parts.append(self._contradictions(draft.modsigelser, "plan_modsigelser"))
        parts.append(under(self.text("plan_spoergsmaal"), map(item, draft.spoergsmaal)))
        parts.append(under(self.text("plan_oevrige"), map(item, draft.oevrige_noter)))
        parts.append(self.sources(numbering.cites))
        return paragraphs(*parts)

    def make_concrete(self, element: Element, lines: Sequence[str]) -> Vist:
        """An element as it stands, what to ask oneself, and a phrasing with gaps."""
        name = self.names[element]
        now = under(self.text("konkret_nu", navn=name), map(item, lines))
        phrasings = self.frames.options(FILE, f"formulering: {element}")
        parts = [
            now or self.text("konkret_tomt", navn=name),
            self.text(f"konkret: {element}"),
            under(self.text("konkret_saadan"), map(item, phrasings)),
            self.text("konkret_videre", navn=name),
        ]
        return Vist(paragraphs(*parts))

    def element_now(self, element: Element, lines: Sequence[Linje]) -> Vist:
        """What the plan says under one element."""
        numbering = Numbering()
        if not lines:
            return Vist(self.text("part_plan_tom", navn=self.names[element]))
        title = self.text("part_plan", navn=self.names[element])
        return Vist(under(title, [self.line(line, numbering) for line in lines]), numbering.cites)


def plan_text(draft: Udkast, names: Mapping[str, str], proposals: bool = False) -> str:
    """The plan as plain text that a check can read: what is settled, under its headings.

    Lines that only say what is missing are left out, and, without ``proposals``, what only the
    assistant has proposed: nobody has agreed on it.
    """
    kept = {"note", "kilde", "forslag"} if proposals else {"note", "kilde"}
    return under_headings(
        {
            element: [line.tekst for line in lines if line.ophav in kept]
            for element, lines in draft.handleplan.items()
        },
        names,
    )


def under_headings(lines: Mapping[Element, Sequence[str]], names: Mapping[str, str]) -> str:
    """The lines of the elements that have any as plain text, each under its element's name."""
    parts = []
    for element in ELEMENTER:
        if own := lines.get(element):
            parts.append("\n".join([names[element], *(item(line) for line in own)]))
    return "\n\n".join(parts)
