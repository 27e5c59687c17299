"""The view "Hurtig justering": one short form, and what was adjusted since the last meeting."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from assistent import texts_planer as t
from assistent.datamodels import Element
from assistent.handleplan import Justering
from assistent.ui.documents import facts_html
from assistent.ui.plan_fields import date_field, line_field, option, select_field, text_field
from assistent.ui.plan_parts import (
    Shown,
    act_button,
    day,
    empty,
    form,
    fresh,
    lead,
    section,
    submit,
    today,
)

_ADJUSTABLE: tuple[Element, ...] = (
    "strategier",
    "opgavefordeling",
    "foraeldresamarbejde",
    "opfoelgning_hvordan",
    "opfoelgning_hyppighed",
)


def adjust_html(shown: Shown) -> str:
    """The form, what waits for the next meeting, and what was discussed."""
    made = _form(shown) if shown.aaben else f'<p class="tom">{t.ER_AFSLUTTET}</p>'
    return fresh(lead(t.JUSTERING_OM) + made + _waiting(shown) + _discussed(shown))


def _form(shown: Shown) -> str:
    body = (
        select_field(t.JUST_AFTALE, "aftale", _options(shown))
        + f'<p class="lyder" hidden><b>{t.JUST_NU}</b> <span></span></p>'
        + text_field(t.JUST_HVAD, "hvad", hint=t.JUST_HVAD_OM)
        + line_field(t.JUST_HVORFOR, "hvorfor", wide=False)
        + date_field(t.JUST_FRA, "fra", today())
        + f'<div class="knapper">{submit(t.JUST_GEM)}</div>'
    )
    return f'<div class="flade">{form("juster", shown, body, after="#pl-just-venter")}</div>'


def _options(shown: Shown) -> str:
    """The agreements that can be adjusted, and a new one under each element that has any."""
    made = "".join(option(f"ny:{element}", label) for element, label in t.JUST_NYE.items())
    groups = [f'<optgroup label="{t.JUST_NY}">{made}</optgroup>']
    for element in _ADJUSTABLE:
        known = "".join(
            option(line.id, short_line(line.tekst), hele=line.tekst)
            for _, line in shown.lines(element)
        )
        if known:
            groups.append(f'<optgroup label="{escape(shown.navne[element])}">{known}</optgroup>')
    return "".join(groups)


def short_line(text: str) -> str:
    """The beginning of a line, for a list to choose from."""
    return text if len(text) <= 90 else f"{text[:88].rsplit(None, 1)[0]} …"


def _waiting(shown: Shown) -> str:
    entries = [entry for entry in shown.plan.justeringer if not entry.droeftet]
    done = act_button("droeftet", t.JUST_DROEFT, shown, after="#pl-just-venter")
    body = (
        f'{_list(entries)}<div class="knapper" data-svarplads>{done}</div>'
        if entries
        else empty(t.JUST_TOM)
    )
    return section("pl-just-venter", t.JUST_VENTER, body, count=len(entries))


def _discussed(shown: Shown) -> str:
    entries = [entry for entry in shown.plan.justeringer if entry.droeftet]
    return section("pl-just-droeftet", t.JUST_DROEFTET, _list(entries)) if entries else ""


def _list(entries: Sequence[Justering]) -> str:
    items = "".join(map(_entry, reversed(entries)))
    return f'<ul class="justeringer">{items}</ul>'


def _entry(entry: Justering) -> str:
    before = (
        f'<p class="foer"><span>{t.JUST_FOER}:</span> {escape(entry.i_stedet_for)}</p>'
        if entry.i_stedet_for
        else ""
    )
    facts = [t.JUST_FRA_DAG.format(dag=day(entry.fra)), entry.hvem]
    if entry.droeftet:
        facts.append(t.JUST_BLEV_DROEFTET.format(dag=day(entry.droeftet)))
    return (
        f'<li><p class="nu">{escape(entry.hvad)}</p>{before}'
        f'<p class="hvorfor"><span>{t.JUST_HVORFOR}</span> {escape(entry.hvorfor)}</p>'
        f"{facts_html(facts)}</li>"
    )
