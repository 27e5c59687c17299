"""The card for the wall: what the staff do, say and look for when the ressourcepædagog is away."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistent.danish import content_stems, stem
from assistent.datamodels import Element
from assistent.handleplan import Handleplan, Kortpunkt, Planlinje
from assistent.plans.reading_facts import read
from assistent.plans.reading_words import FILE, phrases, read_words
from assistent.prompts import Frames

AGREED = frozenset({"note", "person", "kilde"})
_SIGNS: tuple[Element, ...] = ("maal", "opfoelgning_hvordan")
_QUOTE = re.compile(r"»[^»«]+«|[\"“”][^\"“”]+[\"“”]")


def propose(plan: Handleplan, frames: Frames, most: int = 3) -> tuple[Kortpunkt, ...]:
    """At most ``most`` points for the card, from what is agreed and nothing else.

    Returns first what the plan says is done when the ressourcepædagog is away, then the strategies
    in the order of the plan; none where no strategy is agreed. Raises PromptFejl when a list is
    missing.
    """
    chooser = _Chooser(plan, frames)
    return tuple(chooser.point(line) for line in chooser.lines()[:most])


def fill_in(plan: Handleplan, points: Sequence[Kortpunkt]) -> Handleplan:
    """The plan with the card as people filled it in."""
    return replace(plan, kort=tuple(points))


class _Chooser:
    def __init__(self, plan: Handleplan, frames: Frames) -> None:
        self._plan = plan
        self._words = read_words(frames)
        self._unsettled = phrases(frames.options(FILE, "ikke_aftalt"))
        self._remarks = phrases(frames.options(FILE, "ikke_en_handling"))
        self._says = phrases(frames.options(FILE, "siger_man"))
        self._children = phrases(frames.options(FILE, "boernene"))
        self._common = {stem(word) for word in frames.options(FILE, "almindelige_ord")}

    def lines(self) -> list[Planlinje]:
        """The lines for the card, the fittest first."""
        own = [line for line in self._agreed("strategier") if self._is_for_staff(line)]
        away = [line for line in own if self._is_away(line)]
        shared = [line for line in self._agreed("opgavefordeling") if self._takes_over(line)]
        rest = [line for line in own if line not in away and not self._remarks.search(line.tekst)]
        return [*away, *shared, *rest]

    def point(self, line: Planlinje) -> Kortpunkt:
        """One point, in the plan's words."""
        return Kortpunkt(line.id, line.tekst, self._said(line.tekst), self._sign(line.tekst))

    def _agreed(self, element: Element) -> list[Planlinje]:
        return [
            line
            for line in self._plan.elementer.get(element, ())
            if line.ophav in AGREED and not line.konflikt and not self._unsettled.search(line.tekst)
        ]

    def _is_away(self, line: Planlinje) -> bool:
        return bool(self._words.scopes["fravaer"].search(line.tekst))

    def _is_for_staff(self, line: Planlinje) -> bool:
        """False for what the ressourcepædagog alone does, and what takes her to be there."""
        if self._is_away(line):
            return True
        named = [party for _, _, party in self._words.actors(line.tekst, "stuen")]
        return "rp" not in named or bool(self._doers(line.tekst) - {"rp"})

    def _takes_over(self, line: Planlinje) -> bool:
        """Who of the staff does it when the ressourcepædagog is away."""
        about_rp = re.search(r"\brp\b|\bressourcepæd\w*", line.tekst, re.IGNORECASE)
        staff = self._doers(line.tekst) - {"rp", "leder"}
        return self._is_away(line) and about_rp is not None and bool(staff)

    def _doers(self, text: str) -> set[str]:
        parts = read("stuen", text, self._words).dele
        return {party for part in parts if not part.betinget for party in part.hvem}

    def _said(self, text: str) -> str:
        """What the plan quotes for the adults to say; not what a child says or nobody should."""
        quotes = _QUOTE.finditer(text)
        return " ".join(q.group() for q in quotes if self._is_said(text[: q.start()]))

    def _is_said(self, before: str) -> bool:
        near = re.split(r"[»«\"“”]|[.!?]\s", before)[-1]
        verbs = list(self._says.finditer(near))
        if not verbs or re.search(r"\b(?:ikke|ingen|aldrig)\b", near, re.IGNORECASE):
            return False
        speaker = near[: verbs[-1].start()].rstrip()
        return not any(m.end() == len(speaker) for m in self._children.finditer(speaker))

    def _sign(self, text: str) -> str:
        """The goal or follow-up line that has most in common with ``text``, where one has anything.

        A follow-up line that tells who meets whom is no sign.
        """
        wanted = self._stems(text)
        signs = [
            line.tekst
            for element in _SIGNS
            for line in self._agreed(element)
            if element == "maal" or not list(self._words.actors(line.tekst, "stuen"))
        ]
        shared = {sign: wanted & self._stems(sign) for sign in signs}
        best = max(signs, key=lambda sign: (len(shared[sign]), _longest(shared[sign])), default="")
        return best if shared.get(best) else ""

    def _stems(self, text: str) -> set[str]:
        return {found for found in content_stems(text) if len(found) > 2} - self._common


def _longest(stems: set[str]) -> int:
    return max(map(len, stems), default=0)
