"""A sentence that the check proposes, and the form that puts it into the plan."""

from __future__ import annotations

import re
from html import escape

from assistent import texts_planer as t
from assistent.anonymise.marks import MASKED
from assistent.datamodels import ELEMENTER, FORUDSAETNINGER, Element
from assistent.ui.plan_adjust_html import short_line
from assistent.ui.plan_fields import date_field, line_field, option, select_field, text_field
from assistent.ui.plan_parts import Shown, form, submit, today

_BLANK = re.compile(r"\[[^\[\]]*\]")
_PLACES: dict[str, Element] = {
    "F1": "strategier",
    "F5": "opfoelgning_hvordan",
    "F6": "opfoelgning_hvordan",
    "F7": "opfoelgning_hvordan",
    "F9": "strategier",
}
"""The element that a sentence about a condition is at home in, as a first choice for people."""
_ELSEWHERE: Element = "opgavefordeling"


def blanks(text: str) -> list[str]:
    """The places of a sentence that are still to be filled in; what hides a name is none."""
    return _BLANK.findall(MASKED.sub("", text))


def with_blanks(text: str) -> str:
    """The sentence as HTML, its open places marked."""
    return _BLANK.sub(lambda found: f'<span class="hul">{found[0]}</span>', escape(text))


def offer_html(shown: Shown, ident: str, line: str, topic: str) -> str:
    """The form that puts ``line`` into the plan as a quick adjustment; none in a finished plan.

    ``ident`` is the element or condition that it is about, ``topic`` the same within a sentence.
    """
    if not shown.aaben:
        return ""
    body = (
        text_field(t.TJEK_SAETNING, "hvad", line, rows=3, hint=t.TJEK_SAETNING_OM)
        + select_field(t.TJEK_HVOR, "aftale", _options(shown, ident))
        + line_field(t.JUST_HVORFOR, "hvorfor", t.TJEK_HVORFOR.format(emne=topic), wide=False)
        + date_field(t.JUST_FRA, "fra", today())
        + f'<div class="knapper">{submit(t.GEM)}</div>'
    )
    after = f"#tjek-{ident} > summary"
    made = form("indsaet", shown, body, key=f"indsaet-{ident}", after=after)
    return f'<details class="fold-form"><summary>{t.TJEK_SAET_IND}</summary>{made}</details>'


def _options(shown: Shown, ident: str) -> str:
    """Under which element the sentence goes, or which line of its own element it takes over."""
    if ident in FORUDSAETNINGER:
        home = _PLACES.get(ident, _ELSEWHERE)
        return "".join(_new(shown, element, element == home) for element in ELEMENTER)
    (own,) = (element for element in ELEMENTER if element == ident)
    lines = "".join(
        option(line.id, t.TJEK_I_STEDET.format(tekst=short_line(line.tekst)))
        for _, line in shown.lines(own)
    )
    return _new(shown, own, True) + lines


def _new(shown: Shown, element: Element, chosen: bool) -> str:
    label = t.TJEK_NY_LINJE.format(navn=shown.navne[element])
    return option(f"ny:{element}", label, chosen)
