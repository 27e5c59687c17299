"""What the check says: reasons, advice, the summary and the remark, from prompts/tjek."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from assistent.datamodels import (
    ELEMENTER,
    FORUDSAETNINGER,
    ElementTjek,
    ForudsaetningStatus,
    ForudsaetningTjek,
)
from assistent.knowledge import Elementregel, Forudsaetning
from assistent.prompts import Frames

_FILE = "tjek"
_STATUSES = get_args(ForudsaetningStatus)
_MOST = 4
IN_DOUBT = 0.6
"""Below this certainty the reader is asked to judge."""


@dataclass(frozen=True)
class Advice:
    """Advice in one text, and its two halves: a sentence for the plan, a question to ask."""

    text: str = ""
    line: str = ""
    question: str = ""


def listing(items: Sequence[str]) -> str:
    """Items joined as in a sentence."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} og {items[-1]}"


class Wording:
    """Fills the frames of the check."""

    def __init__(
        self,
        frames: Frames,
        elements: Sequence[Elementregel],
        conditions: Sequence[Forudsaetning],
    ) -> None:
        self._frames = frames
        self._elements = {str(element.id): element for element in elements}
        self._conditions = {condition.id: condition for condition in conditions}

    def say(self, key: str, **variables: object) -> str:
        """One frame."""
        return self._frames.fill(_FILE, key, **variables)

    def reason(self, condition: Forudsaetning, status: str, signs: frozenset[str]) -> str:
        """Why a condition got its status; where the two lists differ, which one was followed."""
        wish = status == "delvist" and "oenske" in signs
        text = self.say(f"{condition.id}.{status}{'.oenske' if wish else ''}")
        return f"{text} {self.say(f'ordlyd.{condition.id}')}" if condition.forskel else text

    def advice(self, condition: Forudsaetning, status: str) -> Advice:
        """A line for the plan and a question for the meeting; nothing where all is well."""
        if status == "opfyldt":
            return Advice()
        line, question = condition.forslag[0], self.question(condition.id)
        return Advice(self.say("raad", forslag=line, spoergsmaal=question), line, question)

    def element_advice(self, element: Elementregel, status: str) -> Advice:
        """The same for an element that is missing or half there."""
        if status == "ja":
            return Advice()
        own = element.raad.delvist if status == "delvist" else element.raad.nej
        text = self.say("raad_element", tag_op=own.tag_op, forslag=own.forslag)
        return Advice(text, own.forslag, self.question(element.id))

    def question(self, name: str) -> str:
        """The first question about an element or condition that has no blank to fill in."""
        rule = self._conditions.get(name) or self._elements[name]
        whole = (question for question in rule.spoergsmaal if "[" not in question)
        return next(whole, rule.spoergsmaal[0])

    def _topics(self, names: Sequence[str], most: int = _MOST) -> str:
        return listing([self.say(f"emne.{name}") for name in names[:most]])

    def _line(self, key: str, names: Sequence[str]) -> list[str]:
        return [self.say(key, emner=self._topics(names))] if names else []

    def summary(
        self,
        elements: Mapping[str, ElementTjek],
        conditions: Mapping[str, ForudsaetningTjek],
    ) -> str:
        """Three to five sentences: what stands clearly, what is missing, what comes first."""
        ranked = sorted(FORUDSAETNINGER, key=lambda name: -conditions[name].sikkerhed)
        # What the remark asks the reader to judge is no strength and no fault to build on.
        sure = [name for name in ranked if conditions[name].sikkerhed >= IN_DOUBT]
        by = {
            status: [name for name in sure if conditions[name].status == status]
            for status in _STATUSES
        }
        clear = [name for name in ELEMENTER if elements[name].status == "ja"]
        half = [name for name in ELEMENTER if elements[name].status == "delvist"]
        gone = [name for name in ELEMENTER if elements[name].status == "nej"]
        lines = self._line("klart", clear) or [self.say("klart_intet")]
        lines += self._line("opfyldt", by["opfyldt"])
        lines += self._line("modsat", by["ikke_opfyldt"])
        lines += self._line("mangler", gone or by["ikke_belyst"])
        lines += self._line("delvis", [*half, *by["delvist"]])
        first = [*by["ikke_opfyldt"], *gone, *half, *by["delvist"], *by["ikke_belyst"]]
        return " ".join([*lines[:4], self._first(first)])

    def _first(self, names: Sequence[str]) -> str:
        if not names:
            return self.say("foerst_intet")
        topic = self.say(f"emne.{names[0]}")
        return self.say("foerst", emne=topic, spoergsmaal=self.question(names[0]))

    def unsure(self, doubts: Sequence[tuple[str, str, str]]) -> str:
        """Where to read for oneself: (element or condition, best status, next best status)."""
        places = []
        for name, one, other in doubts:
            condition = name in self._conditions
            topic = self.say(f"emne.{name}")
            group = "forudsaetningsstatus" if condition else "elementstatus"
            status = self._frames.named(_FILE, group)
            places.append(
                self.say(
                    "usikkert_sted",
                    navn=f"{name} {topic}" if condition else topic,
                    foerste=status[one],
                    anden=status[other],
                )
            )
        return self.say("usikker", steder=listing(places)) if places else ""
