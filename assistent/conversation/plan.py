"""The plan that a conversation works on: its notes, its open heading, the chosen strategy."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from assistent.danish import sentences
from assistent.datamodels import ELEMENTER, Element, Linje, Strategi, Udkast
from assistent.present import one_line
from assistent.prompts import Frames

_FILE = "samtale"
_COUNT = r"(?:\d{1,2}(?:[.,]\d|½)?|halvandet|et|to|tre|fire|fem|seks)"
_AGE = re.compile(
    rf" ?\b(?:på )?{_COUNT} ?-?(?:årig\w*|år\b|mdr\b\.?|måneder\b)(?: gammel| gamle)?"
    rf"| \bpå [1-6]½?(?=[ ,.?!]|$)(?! (?:stuer?|voksne|børn|uger|dage|minutter))",
    re.IGNORECASE,
)


def open_heading(notes: str, element: Element, names: Mapping[str, str]) -> str:
    """The notes with the heading of ``element`` last and empty: the next answer goes there."""
    return f"{close_heading(notes, names)}\n{names[element]}:".lstrip()


def open_element(notes: str, names: Mapping[str, str]) -> Element | None:
    """The element whose empty heading ends the notes, or None."""
    last = notes.rstrip().rpartition("\n")[2].strip()
    return next((e for e in ELEMENTER if last == f"{names[e]}:"), None)


def close_heading(notes: str, names: Mapping[str, str]) -> str:
    """The notes without an empty heading at their end."""
    bare = notes.rstrip()
    return bare.rpartition("\n")[0].rstrip() if open_element(bare, names) else bare


def add_note(notes: str, note: str, element: Element | None, names: Mapping[str, str]) -> str:
    """The notes with one more: on a line that names ``element``, else on lines of its own."""
    kept = close_heading(notes, names)
    added = f"{names[element]}: {one_line(note)}" if element else note.strip()
    return f"{kept}\n\n{added}".lstrip()


def refined(situation: str, message: str) -> str:
    """The situation with what ``message`` adds; an age in it takes the place of earlier ages."""
    told = _AGE.sub("", situation) if _AGE.search(message) else situation
    return f"{told.rstrip()}\n{message}"


def statements(situation: str) -> str:
    """The situation as notes: what is told, without what is asked (»hvad kan vi gøre?«)."""
    told = [s.tekst for s in sentences(situation, by_line=True) if not s.tekst.endswith("?")]
    return "\n".join(told) or situation


def changed_elements(before: Udkast, after: Udkast) -> tuple[Element, ...]:
    """The elements that gained a line taken from the notes."""
    return tuple(e for e in ELEMENTER if _said(after, e) - _said(before, e))


def _said(draft: Udkast, element: Element) -> Counter[str]:
    lines = draft.handleplan.get(element, ())
    return Counter(line.tekst for line in lines if line.ophav == "note")


def carry_over(before: Udkast, before_by_notes: Udkast, after: Udkast) -> Udkast:
    """``after`` with the proposals of ``before`` that were put in by hand, not by drafting."""
    plan = dict(after.handleplan)
    for element in ELEMENTER:
        drafted = {line.tekst for line in before_by_notes.handleplan.get(element, ())}
        here = {line.tekst for line in plan.get(element, ())}
        extra = tuple(
            line
            for line in before.handleplan.get(element, ())
            if line.ophav == "forslag" and line.tekst not in drafted | here
        )
        plan[element] = (*plan.get(element, ()), *extra)
    return replace(after, handleplan=plan)


def with_strategy(
    draft: Udkast, strategy: Strategi, frames: Frames, names: Mapping[str, str]
) -> Udkast:
    """The draft with a strategy proposed in it; nothing else is proposed under strategies."""
    plan = dict(draft.handleplan)
    own = tuple(line for line in plan.get("strategier", ()) if line.ophav != "forslag")
    plan["strategier"] = (*own, *_steps(strategy, frames))
    plan["opgavefordeling"] = (*plan.get("opgavefordeling", ()), *_tasks(strategy, frames, names))
    if strategy.tegn:
        signs = frames.fill(_FILE, "forslag_tegn", tegn=" ".join(strategy.tegn))
        follow_up = plan.get("opfoelgning_hvordan", ())
        plan["opfoelgning_hvordan"] = (*follow_up, Linje(signs, "forslag"))
    return replace(draft, handleplan=plan)


def _steps(strategy: Strategi, frames: Frames) -> list[Linje]:
    title = frames.fill(_FILE, "forslag_strategi", navn=strategy.navn)
    lines = [Linje(title, "forslag", strategy.henvisninger)]
    lines += [Linje(step, "forslag") for step in strategy.trin]
    if strategy.naar_rp_ikke_er_der:
        text = frames.fill(_FILE, "forslag_fravaer", tekst=one_line(strategy.naar_rp_ikke_er_der))
        lines.append(Linje(text, "forslag"))
    return lines


def _tasks(strategy: Strategi, frames: Frames, names: Mapping[str, str]) -> list[Linje]:
    return [
        Linje(
            frames.fill(_FILE, "forslag_opgave", hvem=names.get(party, party), opgave=task),
            "forslag",
        )
        for party, task in strategy.hvem.items()
    ]
