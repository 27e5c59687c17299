"""The panel "Planen": the plan as it grows, to copy, to take away as a file, or to keep."""

from __future__ import annotations

from html import escape

from assistent import texts
from assistent import texts_planer as t
from assistent.ui.markup import render


def plan_html(markdown: str, kept: tuple[str, str] | None = None) -> str:
    """The plan, or a word on how to begin one. The file is made in the browser.

    ``kept`` is the id and the title of the kept plan that it has just been made.
    """
    if not markdown.strip():
        return _panel(f'<p class="tom">{texts.PLAN_TOM}</p>')
    source = escape(markdown)
    return _panel(
        f'<div class="knapper"><button type="button" class="fyldt" data-gem-plan>{t.CHAT_GEM}'
        f'</button><button type="button" class="chip" data-kopier="{source}" '
        f'data-kopieret="{texts.KOPIERET}">{texts.PLAN_KOPIER}</button>'
        f'<button type="button" class="chip" data-hent="{source}" '
        f'data-filnavn="{texts.PLAN_FILNAVN}">{texts.PLAN_HENT}</button></div>'
        f"{_kept(*kept) if kept else ''}{_dialog()}"
        f'<article class="plan">{render(markdown, top=3)}</article>'
    )


def _panel(body: str) -> str:
    return f'<section class="panel"><h2 tabindex="-1">{texts.PLANEN}</h2>{body}</section>'


def _kept(ident: str, title: str) -> str:
    told = escape(t.CHAT_GEMT.format(titel=title))
    return (
        f'<div class="besked godt gemt"><p>{told}</p><button type="button" class="stille" '
        f'data-aabn-plan="{escape(ident)}">{t.CHAT_AABN}</button></div>'
    )


def _dialog() -> str:
    """What must be known before the draft becomes a plan: its name, and who keeps it."""
    return (
        '<dialog id="dialog-gemplan" aria-labelledby="gemplan-titel" aria-describedby="gemplan-om">'
        f'<form data-hvad="gemplan"><h2 id="gemplan-titel">{t.CHAT_GEM}</h2>'
        f'<p id="gemplan-om">{t.CHAT_GEM_OM}</p>'
        f'<label class="felt"><span>{t.TITEL}</span><input type="text" name="titel" '
        f'maxlength="120" autocomplete="off" placeholder="{t.NY_TITEL_EKSEMPEL}"></label>'
        f'<label class="felt"><span>{t.HVEM_FELT}</span><input type="text" name="hvem" '
        f'maxlength="60" autocomplete="off" placeholder="{t.HVEM_EKSEMPEL}"></label>'
        '<div class="svar"></div><div class="knapper">'
        f'<button type="button" class="chip" data-luk="dialog">{t.FORTRYD}</button>'
        f'<button type="submit" class="fyldt" data-optaget="{t.GEMMER}">{t.CHAT_GEM}</button>'
        "</div></form></dialog>"
    )
