"""The panel "Planen": the plan as it grows, to copy or take away as a file."""

from __future__ import annotations

from html import escape

from assistent import texts
from assistent.ui.markup import render


def plan_html(markdown: str) -> str:
    """The plan, or a word on how to begin one. The file is made in the browser."""
    if not markdown.strip():
        return _panel(f'<p class="tom">{texts.PLAN_TOM}</p>')
    source = escape(markdown)
    return _panel(
        f'<div class="knapper"><button type="button" class="chip" data-kopier="{source}" '
        f'data-kopieret="{texts.KOPIERET}">{texts.PLAN_KOPIER}</button>'
        f'<button type="button" class="chip" data-hent="{source}" '
        f'data-filnavn="{texts.PLAN_FILNAVN}">{texts.PLAN_HENT}</button></div>'
        f'<article class="plan">{render(markdown, top=3)}</article>'
    )


def _panel(body: str) -> str:
    return f'<section class="panel"><h2 tabindex="-1">{texts.PLANEN}</h2>{body}</section>'
