"""The panel "Kilder": what an answer stands on, each opened at its passage."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from assistent import texts
from assistent.datamodels import Henvisning, Samtale, Uddrag
from assistent.ui.markup import place, render_passage

Passage = Callable[[Henvisning], Uddrag | None]


def last_answer(chat: Samtale | None) -> int:
    """The place of the last answer among the turns; -1 when there is none."""
    turns = chat.ture if chat else ()
    answers = [number for number, turn in enumerate(turns) if turn.rolle == "assistent"]
    return answers[-1] if answers else -1


def sources_html(
    chat: Samtale | None, passage: Passage, turn: int | None = None, opened: int = 0
) -> str:
    """The sources of one answer (the last one, unless ``turn`` says which)."""
    newest = last_answer(chat)
    shown = newest if turn is None else turn
    if chat is None or shown < 0 or shown >= len(chat.ture):
        return nothing_yet()
    cites = chat.ture[shown].henvisninger
    if not cites:
        return _panel(f'<p class="tom">{texts.KILDER_INGEN}</p>')
    lead = texts.KILDER_SENESTE if shown == newest else texts.KILDER_TIDLIGERE
    items = "".join(_item(cite, passage(cite), cite.nr == opened) for cite in cites)
    return _panel(f'<p class="ledetekst">{lead}</p><ol class="kilder">{items}</ol>')


def nothing_yet() -> str:
    """The panel before the first answer."""
    return _panel(f'<p class="tom">{texts.KILDER_TOM}</p>')


def count(chat: Samtale | None) -> int:
    """How many sources the last answer has."""
    newest = last_answer(chat)
    return len(chat.ture[newest].henvisninger) if chat and newest >= 0 else 0


def _panel(body: str) -> str:
    return f'<section class="panel"><h2 tabindex="-1">{texts.KILDER}</h2>{body}</section>'


def _item(cite: Henvisning, passage: Uddrag | None, opened: bool) -> str:
    where = place(cite)
    return (
        f'<li><details id="kilde-{cite.nr}"{" open" if opened else ""}><summary>'
        f'<span class="nr" aria-hidden="true">{cite.nr}</span><span class="om">'
        f'<span class="titel">{escape(cite.titel)}</span>'
        f'<span class="sted">{escape(where)}</span><q>{escape(cite.citat)}</q>'
        f'<span class="laes"><span class="aabn">{texts.AABN_KILDE}</span>'
        f'<span class="luk">{texts.LUK_KILDE}</span></span></span></summary>'
        f"{_whole(cite, passage)}</details></li>"
    )


def _whole(cite: Henvisning, passage: Uddrag | None) -> str:
    if passage is None:
        return f'<div class="hele"><p>{texts.STED_MANGLER}</p></div>'
    path = " › ".join(part for part in passage.sti if part)
    trail = f'<p class="sti">{escape(path)}</p>' if path else ""
    return f'<div class="hele">{trail}{render_passage(passage.tekst, cite.citat)}</div>'
