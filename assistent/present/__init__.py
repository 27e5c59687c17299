"""Results to the Markdown of the chat and of the plan panel. All wording is in prompts/vis."""

from __future__ import annotations

import re
from collections.abc import Mapping

from assistent.datamodels import Svar, Udkast
from assistent.present.check import CheckView
from assistent.present.ideas import IdeasView
from assistent.present.plan import PlanView, plan_text, under_headings
from assistent.present.view import Numbering, Vist, one_line, opening, paragraphs
from assistent.prompts import Frames

__all__ = [
    "Numbering",
    "Presenter",
    "Vist",
    "one_line",
    "opening",
    "plan_markdown",
    "plan_text",
    "under_headings",
]

_MARK = re.compile(r"\[(\d{1,3})\]")


class Presenter(IdeasView, PlanView, CheckView):
    """Shows the results of the four jobs."""

    def answer(self, answer: Svar) -> Vist:
        """An answer with its marks numbered from 1 in the order they are first met."""
        by_number = {cite.nr: cite for cite in answer.henvisninger}
        numbering = Numbering()

        def renumber(match: re.Match[str]) -> str:
            cite = by_number.get(int(match[1]))
            return f"[{numbering.number(cite)}]" if cite else match[0]

        shown = _MARK.sub(renumber, answer.svar)
        for cite in answer.henvisninger:
            numbering.number(cite)
        return Vist(paragraphs(shown, self.remark(answer.bemaerkning)), numbering.cites)


def plan_markdown(draft: Udkast, names: Mapping[str, str], frames: Frames) -> str:
    """The plan panel's Markdown, marked as a draft made with AI."""
    return Presenter(frames, names).plan(draft)
