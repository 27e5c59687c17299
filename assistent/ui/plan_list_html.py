"""The overview of the plans, and the form for a new one."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import NamedTuple

from assistent import texts_planer as t
from assistent.handleplan import Planpost, PlanStatus
from assistent.ui.documents import counted, facts_html, when
from assistent.ui.files import TYPES
from assistent.ui.plan_parts import empty, fresh, lead


class Row(NamedTuple):
    """A plan in the list, with what waits in it."""

    post: Planpost
    venter: int = 0
    konflikter: int = 0


def top_html(opened: bool) -> str:
    """The page's name, or the way back to it from a plan."""
    if opened:
        return fresh(
            '<button type="button" class="stille tilbage" data-hvad="luk">'
            f'<span aria-hidden="true">←</span> {t.TILBAGE}</button>'
        )
    return fresh(f'<h2 id="pl-titel" tabindex="-1">{t.PLANER}</h2>')


def who_html() -> str:
    """Who writes: a field that the browser remembers, and the question where it is empty.

    It is never drawn anew.
    """
    field = f'maxlength="60" autocomplete="off" spellcheck="false" placeholder="{t.HVEM_EKSEMPEL}"'
    return (
        f'<label class="felt hvem"><span>{t.HVEM}</span>'
        f'<input type="text" id="pl-hvem-felt" {field}></label>'
        '<dialog id="dialog-hvem" aria-labelledby="hvem-spoerg" aria-describedby="hvem-om">'
        f'<form method="dialog"><h2 id="hvem-spoerg">{t.HVEM}</h2><p id="hvem-om">{t.HVEM_OM}</p>'
        f'<label class="felt bred"><span>{t.HVEM_FELT}</span>'
        f'<input type="text" name="hvem" {field}></label><div class="knapper">'
        f'<button type="button" class="chip" data-luk="dialog">{t.FORTRYD}</button>'
        f'<button type="submit" class="fyldt">{t.HVEM_VIDERE}</button></div></form></dialog>'
        f'<span hidden id="pl-ord" data-mangler="{escape(t.HVEM_MANGLER)}" '
        f'data-afbrudt="{escape(t.AFBRUDT)}" data-stor="{escape(t.FIL_FOR_STOR)}" '
        f'data-gemfoerst="{escape(t.KORT_GEM_FOERST)}"></span>'
    )


def intro_html() -> str:
    """What the page is for."""
    return lead(t.OVERSIGT_OM)


def new_html() -> str:
    """The form for a new plan; it is never drawn anew, so that nothing typed is lost."""
    return (
        f'<details class="ny"><summary id="pl-ny-titel">{t.NY}</summary>'
        '<form data-hvad="begynd" data-underskriv data-kladde="begynd" class="pl-form f-begynd">'
        f'<p>{t.NY_OM}</p><label class="felt bred"><span>{t.NY_TITEL}</span><input type="text" '
        f'name="titel" maxlength="120" autocomplete="off" placeholder="{t.NY_TITEL_EKSEMPEL}">'
        f'</label><label class="felt bred"><span>{t.NY_NOTER}</span><textarea name="noter" '
        f'id="pl-noter" rows="9" placeholder="{t.NY_NOTER_EKSEMPEL}"></textarea></label>'
        '<div class="knapper"><label class="chip filknap"><input type="file" class="kun-laeser" '
        f'data-laes="fil" data-typer="{",".join(TYPES)}"><span>{t.NY_FIL}</span></label>'
        f'<button type="button" hidden data-hvad="fil" data-optaget="{t.LAESER}"></button>'
        f'<button type="submit" class="fyldt" data-optaget="{t.NY_LAVER}">{t.NY_LAV}</button></div>'
        '<div class="svar"></div></form></details>'
    )


def list_html(rows: Sequence[Row]) -> str:
    """The plans, each a way in; the newest first."""
    items = "".join(map(_row, rows))
    body = f'<ul class="planer">{items}</ul>' if items else empty(t.LISTE_TOM)
    number = f' <span class="tal">{len(rows)}</span>' if rows else ""
    return fresh(
        '<section data-svarplads aria-labelledby="pl-liste-titel">'
        '<h3 id="pl-liste-titel" tabindex="-1">'
        f"{t.LISTE}{number}</h3>{body}</section>"
    )


def waiting_html() -> str:
    """What stands in the list's place until the plans have been read."""
    dots = '<span class="prikker" aria-hidden="true"><i></i><i></i><i></i></span>'
    return f'<p class="henter">{dots}{t.LISTE_HENTER}</p>'


def _row(row: Row) -> str:
    post = row.post
    facts = [
        t.AENDRET.format(dag=when(post.tid)) + f" {t.AENDRET_AF.format(hvem=post.hvem)}",
        t.UDGAVE.format(nr=post.nr),
    ]
    waiting = row.venter and post.status != "afsluttet"
    waits = counted(t.VENTER, row.venter) if waiting else ""
    choose = counted(t.UENIGE_LINJER, row.konflikter) if row.konflikter else ""
    notes = "".join(f'<span class="note">{told}</span>' for told in (waits, choose) if told)
    return (
        f'<li><button type="button" data-hvad="aabn" data-id="{escape(post.id)}">'
        f'<span class="linje"><b>{escape(post.titel)}</b> {pill_html(post.status)}</span>'
        f"{facts_html(facts)}{notes}</button></li>"
    )


def pill_html(status: PlanStatus) -> str:
    """The state of a plan in a word."""
    return f'<span class="pille {status}">{t.STATUS[status]}</span>'
