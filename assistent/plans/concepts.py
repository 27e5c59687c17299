"""The words of a plan that people read differently, where they stand and what to ask."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from assistent.danish import content_stems
from assistent.handleplan import Begrebsspoergsmaal, Handleplan, Planlinje
from assistent.knowledge import Begreb
from assistent.plans.card import AGREED
from assistent.plans.reading_words import FILE, phrases, read_words, table
from assistent.prompts import Frames

_ABOUT_CHILDREN = "begreber_om_boern"
_Form = tuple[str, re.Pattern[str]]
_PART = 7
"""Letters from which a word may be the last part of a compound (»legerelationer«)."""


def find(
    plan: Handleplan, concepts: Sequence[Begreb], frames: Frames
) -> tuple[Begrebsspoergsmaal, ...]:
    """The concepts that the plan's own lines use and people read differently, the most used first.

    Returns each with the ids of its lines, its readings and the questions that clear it up;
    ``henvisninger`` is left empty for the caller. Raises PromptFejl when a list is missing.
    """
    forms = dict(table(frames, "begrebsformer"))
    children = phrases(frames.options(FILE, "boernene"))
    words = read_words(frames)
    only_children = frozenset(frames.options(FILE, _ABOUT_CHILDREN))
    patterns = {concept.id: _patterns(concept, forms) for concept in concepts if concept.laesninger}
    lines = [line for _, line in plan.lines().values() if line.ophav in AGREED]
    used: dict[str, list[str]] = {}
    for line in lines:
        adults = any(words.actors(line.tekst, "stuen"))
        about_children = children.search(line.tekst) is not None or not adults
        for name in _used(line, patterns):
            if about_children or name not in only_children:
                used.setdefault(name, []).append(line.id)
    order = [concept for concept in concepts if concept.id in used]
    order.sort(key=lambda concept: -len(used[concept.id]))
    return tuple(
        Begrebsspoergsmaal(c.begreb, tuple(used[c.id]), c.laesninger, c.afklar) for c in order
    )


def _used(line: Planlinje, patterns: Mapping[str, Sequence[_Form]]) -> list[str]:
    """The concepts in a line; where two claim the same word, the one that says more of it."""
    claims = [
        (len(form), match.span(), name)
        for name, forms in patterns.items()
        for form, pattern in forms
        for match in pattern.finditer(line.tekst)
    ]
    claims.sort(key=lambda claim: -claim[0])
    taken: list[tuple[int, int]] = []
    found: set[str] = set()
    for _, (start, end), name in claims:
        if all(end <= s or e <= start for s, e in taken):
            taken.append((start, end))
            found.add(name)
    return [name for name in patterns if name in found]


def _patterns(concept: Begreb, forms: Mapping[str, Sequence[str]]) -> tuple[_Form, ...]:
    """Find the concept in any inflection, alone and as a part of a compound."""
    known = forms.get(concept.id) or [" ".join(content_stems(concept.begreb))]
    return tuple((form, _pattern(form)) for form in known)


def _pattern(form: str) -> re.Pattern[str]:
    """The beginnings of the words of ``form``; a long one may also end a compound."""
    first, *rest = form.split(" ")
    before = r"(?:\w{3,})?" if len(first) >= _PART and not rest else ""
    ending = r"\w*" if len(first) > 3 or rest else r"(?!\w)"
    more = "".join(rf"\s+{re.escape(word)}\w*" for word in rest)
    return re.compile(rf"(?<!\w){before}{re.escape(first)}{ending}{more}", re.IGNORECASE)
