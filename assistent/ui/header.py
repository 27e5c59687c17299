"""The header: name, status, and what can be done with the whole conversation."""

from __future__ import annotations

from assistent import texts, texts_overblik, texts_planer
from assistent.datamodels import Parathed

_MARK = (
    '<svg viewBox="0 0 32 32" width="34" height="34" aria-hidden="true">'
    '<rect width="32" height="32" rx="9" fill="#1f5c4a"/>'
    '<path d="M8 12.5a4 4 0 0 1 4-4h8a4 4 0 0 1 4 4v4a4 4 0 0 1-4 4h-5l-4.6 3.4V20.3A4 4 0 0 1 8 '
    '16.5z" fill="#fbf8f3"/><circle cx="13" cy="14.5" r="1.5" fill="#1f5c4a"/>'
    '<circle cx="19" cy="14.5" r="1.5" fill="#1f5c4a"/></svg>'
)


def brand_html() -> str:
    """The name of the whole, with a link past the header for keyboards."""
    return (
        f'<a class="spring" href="#skriv">{texts.SPRING_TIL}</a>'
        f'<a class="spring" href="#vb-oversigt">{texts.SPRING_TIL_DOKUMENTER}</a>'
        f'<a class="spring" href="#pl">{texts_planer.SPRING_TIL_PLANER}</a>'
        f'<a class="spring" href="#ob">{texts_overblik.SPRING_TIL_OVERBLIK}</a>'
        f'<div class="navn">{_MARK}<div><h1>{texts.NAVN}</h1><p>{texts.UNDERTITEL}</p></div></div>'
    )


def actions_html(started: bool) -> str:
    """The buttons for the whole conversation, and the question before it is deleted."""
    hidden = "" if started else " hidden"
    return (
        f'<div class="handlinger"{hidden}>'
        f'<button type="button" class="stille" data-gor="ny">{texts.NY_SAMTALE}</button>'
        f'<button type="button" class="stille" data-gor="spoerg">{texts.SLET_SAMTALE}</button>'
        "</div>"
        '<dialog aria-labelledby="slet-titel" aria-describedby="slet-tekst">'
        f'<h2 id="slet-titel">{texts.SLET_SPOERG}</h2>'
        f'<p id="slet-tekst">{texts.SLET_FORKLARING}</p>'
        '<div class="knapper">'
        f'<button type="button" class="chip" data-gor="fortryd">{texts.FORTRYD}</button>'
        f'<button type="button" class="fyldt" data-gor="slet">{texts.SLET_JA}</button>'
        "</div></dialog>"
    )


def status_html(readiness: Parathed) -> str:
    """Where the work is done, and how far the vectors are while they are being built."""
    here, at_length, without = texts.KOERER_LOKALT
    line = (
        f'<span><span class="prik" aria-hidden="true"></span>{here}'
        f'<span class="bred">{at_length}</span>{without}</span>'
    )
    if ready(readiness):
        return f'<p class="status">{line}</p>'
    share = 100 * readiness.faerdige // max(1, readiness.alle)
    return (
        f'<p class="status bygger">{line}<span class="fremdrift">'
        f"{texts.SKARPERE.format(procent=share)}"
        f'<progress max="100" value="{share}" aria-hidden="true"></progress></span></p>'
    )


def ready(readiness: Parathed) -> bool:
    """Whether search is at its best."""
    return readiness.faerdige >= readiness.alle


def tabs_html(where: str, sources: int = 0, plan: bool = False) -> str:
    """The switch between conversation and panels; ``where`` is the bar or the side column."""
    marks = {"kilder": f" ({sources})" if sources else "", "planen": " •" if plan else ""}
    names = {"samtale": texts.SAMTALEN, "kilder": texts.KILDER, "planen": texts.PLANEN}
    buttons = "".join(
        f'<button type="button" data-vis="{key}">{name}{marks.get(key, "")}</button>'
        for key, name in names.items()
        if where == "bar" or key != "samtale"
    )
    return f'<nav class="faner" aria-label="{texts.VISNING}">{buttons}</nav>'
