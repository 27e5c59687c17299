"""One waiting document before a person: its head, what is masked in it, and how to correct that."""

from __future__ import annotations

from html import escape

from assistent import texts
from assistent.anonymise.review import Gennemsyn
from assistent.datamodels import Dokumentpost, Fundgruppe
from assistent.ui.documents import counted, facts_html, name_of, question_html, when

LISTED = ("NAVN", "INSTITUTION", "ADRESSE")
"""The kinds that have a list of the municipality's own."""


def head_html(post: Dokumentpost, telling: bool) -> str:
    """The document's name and what must be known; ``telling`` is a file name that says too much."""
    document = post.dokument
    facts = facts_html([*name_of(post), texts.VB_LAGT_IND.format(dag=when(post.modtaget))])
    name = texts.VB_FILNAVN.format(navn=document.id) if telling else ""
    notes = [texts.VB_LAES_ALT, name, post.bemaerkning]
    said = "".join(f"<p>{escape(note)}</p>" for note in notes if note)
    return (
        '<div class="hoved"><button type="button" class="stille" data-hvad="luk">'
        f'<span aria-hidden="true">←</span> {texts.VB_TILBAGE}</button>'
        f'<div class="navne"><h2 tabindex="-1">{escape(document.titel)}</h2>{facts}</div>'
        f'<div class="husk-at">{said}</div></div>'
    )


def switch_html() -> str:
    """The switch between the text and the findings where there is no room for both."""
    names = {"tekst": texts.VB_TEKSTEN, "fund": texts.VB_FUND_KORT}
    buttons = "".join(
        f'<button type="button" data-ret="{key}">{name}</button>' for key, name in names.items()
    )
    return f'<nav class="faner" aria-label="{texts.VB_VISNING}">{buttons}</nav>'


def findings_html(review: Gennemsyn) -> str:
    """What is masked, a card for each thing."""
    groups = review.grupper()
    heading = (
        f'<h3 tabindex="-1">{texts.VB_FUND} <span class="tal">{len(groups)}</span></h3>'
        if groups
        else f'<h3 tabindex="-1">{texts.VB_FUND}</h3>'
    )
    if not review.kendt:
        heading += f'<p class="glemt">{texts.VB_GLEMT}</p>'
    if not groups:
        return f'{heading}<p class="tom">{texts.INTET_SLOERET}</p>'
    cards = "".join(_card(group, review.kendt) for group in groups)
    return f'{heading}<ul class="fund">{cards}</ul>'


def _card(group: Fundgruppe, known: bool) -> str:
    before = (
        f'<q class="foer">{escape(group.original)}</q><span aria-hidden="true" class="pil">→</span>'
        f'<span class="kun-laeser">{texts.VB_ER_NU}</span>'
        if group.original
        else ""
    )
    kind = texts.FUNDTYPER.get(group.type, group.type)
    spots = counted(texts.VB_STEDER, len(group.pletter))
    return (
        f'<li id="fund-{group.nr}"><details><summary><span class="slags">{kind} · {spots}</span>'
        f'<span class="hvad">{before}<mark class="slor">{escape(group.erstatning)}</mark></span>'
        f'<span class="ret"><span class="aabn">{texts.VB_RET}</span>'
        f'<span class="luk">{texts.VB_LUK_RET}</span></span></summary><div class="rettelser">'
        f'<button type="button" class="stille vis" data-vis-nr="{group.nr}">{texts.VB_VIS_STED}'
        f"</button>{_leave_form(group) if known else ''}{_write_form(group)}</div></details></li>"
    )


def _leave_form(group: Fundgruppe) -> str:
    return (
        f'<form data-hvad="ladstaa" {_about(group)}>'
        f'<button type="submit" class="chip" data-optaget="{texts.VB_ARBEJDER}">'
        f'{texts.VB_LAD_STAA}</button><label class="kryds"><input type="checkbox" name="husk" '
        f'value="ja"> {texts.VB_HUSK}</label></form>'
    )


def _write_form(group: Fundgruppe) -> str:
    return (
        f'<form data-hvad="skriv" {_about(group)}><label class="felt">'
        f'<span>{texts.VB_SKRIV_ANDET}</span><input type="text" name="tekst" maxlength="120" '
        f'autocomplete="off" placeholder="{texts.VB_SKRIV_EKSEMPEL}"></label>'
        f'<button type="submit" class="chip" data-optaget="{texts.VB_ARBEJDER}">{texts.VB_SKRIV}'
        "</button></form>"
    )


def _about(group: Fundgruppe) -> str:
    """What tells a group from another that has got its number meanwhile."""
    return (
        f'data-nr="{group.nr}" data-nu="{escape(group.erstatning)}" '
        f'data-antal="{len(group.pletter)}"'
    )


def missing_html() -> str:
    """The form for what was not masked; it is never drawn anew, so that nothing typed is lost."""
    kinds = "".join(
        f'<option value="{kind}"{" data-liste" if kind in LISTED else ""}>{name}</option>'
        for kind, name in texts.FUNDTYPER.items()
    )
    return (
        f'<details class="mangler" open><summary>{texts.VB_MANGLER}</summary>'
        f'<p>{texts.VB_MANGLER_SAADAN}</p><form data-hvad="sloer">'
        f'<label class="felt bred"><span>{texts.VB_MANGLER_ORD}</span><input type="text" '
        'name="ord" id="vb-ord" maxlength="200" autocomplete="off" spellcheck="false"></label>'
        f'<label class="felt"><span>{texts.VB_MANGLER_TYPE}</span><select name="type" id="vb-type">'
        f'{kinds}</select></label><label class="felt"><span>{texts.VB_MANGLER_NYT}</span>'
        '<input type="text" name="nyt" maxlength="120" autocomplete="off" '
        f'placeholder="{texts.VB_SKRIV_EKSEMPEL}"></label><div class="knapper">'
        f'<button type="submit" class="chip" data-optaget="{texts.VB_ARBEJDER}">{texts.VB_SLOER}'
        '</button><label class="kryds"><input type="checkbox" name="husk" value="ja"> '
        f"{texts.VB_HUSK}</label></div></form></details>"
    )


def pill_html() -> str:
    """The button that stands by what is marked in the text; the browser puts the words in."""
    return (
        f'<button type="button" class="fyldt" id="vb-pille" data-skabelon="{texts.VB_PILLE}" '
        "hidden></button>"
    )


def decide_html() -> str:
    """Initials and the two verdicts; never drawn anew, so the initials stay."""
    return (
        '<form data-hvad="afgoer" class="afgoer"><label class="felt">'
        f'<span>{texts.VB_INITIALER}</span><input type="text" name="hvem" id="vb-hvem" '
        'maxlength="30" autocomplete="off" spellcheck="false"></label><div class="knapper">'
        f'<button type="button" class="chip" data-spoerg="afvis">{texts.VB_AFVIS}</button>'
        f'<button type="submit" class="fyldt" data-optaget="{texts.VB_GODKENDER}">'
        f"{texts.VB_GODKEND}</button></div></form>"
        + question_html(
            "afvis",
            texts.VB_AFVIS_SPOERG,
            texts.VB_AFVIS_FORKLARING,
            texts.VB_AFVIS_JA,
            texts.VB_ARBEJDER,
        )
    )


def corrected_html(told: str) -> str:
    """What was corrected, and the way back."""
    undo = f'<button type="button" class="stille" data-hvad="fortryd">{texts.VB_FORTRYD}</button>'
    return f'<div class="besked godt"><p>{escape(told)}</p>{undo}</div>'
