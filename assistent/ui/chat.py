"""The conversation: welcome, turns, and the answer that is on its way."""

from __future__ import annotations

from html import escape

from assistent import texts
from assistent.datamodels import Samtale, Tur
from assistent.ui.markup import render

_LONG = 320
"""Characters of the user's own text that are shown before the rest is folded away."""


def chat_html(chat: Samtale | None, pending: str = "") -> str:
    """The whole conversation; ``pending`` is a text that has been sent and not answered."""
    turns = chat.ture if chat else ()
    if not turns and not pending:
        return _welcome()
    last = len(turns) - 1
    parts = [_turn(turn, place, place == last and not pending) for place, turn in enumerate(turns)]
    if pending:
        parts.append(_pending(pending))
    heading = f'<h2 class="kun-laeser">{texts.SAMTALEN}</h2>'
    return f'{heading}<div class="ture">{"".join(parts)}</div>'


def _turn(turn: Tur, place: int, newest: bool) -> str:
    return _own(turn.tekst) if turn.rolle == "bruger" else _answer(turn, place, newest)


def _own(text: str) -> str:
    return (
        f'<article class="tur egen"><h3 class="kun-laeser">{texts.DU}</h3>'
        f'<div class="boble">{_folded(text)}</div></article>'
    )


def _folded(text: str) -> str:
    whole = f'<div class="raa">{escape(text)}</div>'
    if len(text) <= _LONG:
        return whole
    cut = _cut(text[:_LONG])
    count = f"{len(text):,}".replace(",", ".")
    return (
        f'<details class="fold"><summary><span class="raa start">{escape(cut)} …</span>'
        f'<span class="mere">{texts.VIS_HELE.format(tegn=count)}</span>'
        f'<span class="mindre">{texts.VIS_MINDRE}</span></summary>{whole}</details>'
    )


def _cut(text: str) -> str:
    """Without its last, broken line, or without its last word where the line is long."""
    lines, _, last = text.rpartition("\n")
    return lines if lines and len(last) < _LONG // 3 else text.rsplit(None, 1)[0]


def _answer(turn: Tur, place: int, newest: bool) -> str:
    name = texts.OPGAVENAVN[turn.opgave]
    title = f'<span class="opgave">{name}</span>' if name else ""
    body = render(turn.tekst, cites=turn.henvisninger, turn=place)
    steps = _next_steps(turn) if newest else ""
    return (
        f'<article class="tur svar"><h3><span class="hvem">{texts.ASSISTENT}</span>{title}</h3>'
        f'<div class="tekst">{body}</div>{_foot(turn, place)}</article>{steps}'
    )


def _foot(turn: Tur, place: int) -> str:
    sources = _source_button(len(turn.henvisninger), place) if turn.henvisninger else ""
    return (
        f'<footer><span class="maerke">{texts.MAERKE}</span>{sources}'
        f'<button type="button" class="stille" data-kopier="{escape(turn.tekst)}" '
        f'data-kopieret="{texts.KOPIERET}" aria-label="{texts.KOPIER_SVAR}">{texts.KOPIER}</button>'
        "</footer>"
    )


def _source_button(count: int, place: int) -> str:
    label = texts.SE_KILDER.format(antal=count)
    return f'<button type="button" class="stille" data-tur="{place}" data-nr="0">{label}</button>'


def _next_steps(turn: Tur) -> str:
    choices = texts.NAESTE[turn.opgave]
    if not choices:
        return ""
    buttons = "".join(
        f'<button type="button" class="chip" data-sig="{escape(text)}">{text}</button>'
        for text in choices
    )
    return f'<div class="naeste" role="group" aria-label="{texts.NAESTE_LEDETEKST}">{buttons}</div>'


def _pending(text: str) -> str:
    return (
        f'{_own(text)}<article class="tur svar venter"><p><span class="prikker" aria-hidden="true">'
        f"<i></i><i></i><i></i></span>{texts.ARBEJDER}</p></article>"
    )


def _welcome() -> str:
    cards = "".join(
        f'<button type="button" class="kort" data-vej="{way.opgave}"><b>{way.titel}</b>'
        f"<span>{way.kort}</span></button>"
        for way in texts.VEJE
    )
    examples = "".join(
        f'<button type="button" class="chip" data-eksempel="{number}">{example.titel}</button>'
        for number, example in enumerate(texts.EKSEMPLER)
    )
    return (
        f'<section class="velkomst"><h2>{texts.VELKOMST}</h2><p>{texts.VELKOMST_TEKST}</p>'
        f'<div class="veje" role="group" aria-label="{texts.VEJE_LEDETEKST}">{cards}</div>'
        f'<p class="ledetekst" id="eksempler">{texts.EKSEMPLER_LEDETEKST}</p>'
        f'<div class="eksempler" role="group" aria-labelledby="eksempler">{examples}</div>'
        "</section>"
    )
