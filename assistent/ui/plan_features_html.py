"""What kind of forløb a plan is of, in the view "Opfølgning": what is told, and the form for it."""

from __future__ import annotations

from html import escape

from assistent import texts_planer as t
from assistent.overview import Kendetegnsord
from assistent.ui.plan_fields import choices, radio, tick
from assistent.ui.plan_parts import Shown, form, section, submit


def features_html(shown: Shown, words: Kendetegnsord) -> str:
    """The section. A finished forløb counts in the overview too, so it can be told of as well."""
    told = "".join(
        f"<div><dt>{escape(title)}</dt><dd>{escape(value)}</dd></div>"
        for title, value in words.told(shown.plan.kendetegn).items()
    )
    body = (
        f'<p class="om">{t.KENDETEGN_OM}</p><dl class="kendetegn">{told}</dl>'
        f'<details class="fold-form"><summary>{t.KENDETEGN_RET}</summary>'
        f"{_form(shown, words)}</details>"
    )
    return section("pl-kendetegn", t.KENDETEGN, body, "flade")


def _form(shown: Shown, words: Kendetegnsord) -> str:
    features = shown.plan.kendetegn
    kinds = "".join(
        radio("art", ident, name, features.art == ident)
        for ident, name in {"": t.KENDETEGN_UVIST, **words.valg["art"]}.items()
    )
    body = (
        choices(escape(words.titler["art"]), kinds)
        + _ticks("omraader", features.omraader, words)
        + _ticks("anvendelser", features.anvendelser, words)
        + f'<div class="knapper">{submit(t.GEM)}</div>'
    )
    return form("kendetegn", shown, body, after="#pl-kendetegn")


def _ticks(field: str, chosen: tuple[str, ...], words: Kendetegnsord) -> str:
    boxes = "".join(
        tick(f"{field}-{ident}", name, ident in chosen) for ident, name in words.valg[field].items()
    )
    return choices(escape(words.titler[field]), boxes, "i-raekker")
