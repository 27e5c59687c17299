"""The view "Planen": the eight elements as they stand, each with a form to correct it."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from assistent import texts_planer as t
from assistent.datamodels import ELEMENTER, Element, Modsigelse
from assistent.handleplan import Planlinje
from assistent.ui.plan_fields import hidden, line_field
from assistent.ui.plan_parts import (
    Shown,
    act_button,
    bullets,
    cancel_button,
    cites_html,
    empty,
    form,
    fresh,
    origin_tags,
    section,
    submit,
)


def lines_html(shown: Shown) -> str:
    """The eight elements in order, then what is open, what clashes, and what is left over."""
    plan = shown.plan
    parts = [_element(shown, element) for element in ELEMENTER]
    if plan.spoergsmaal:
        parts.append(section("pl-spoergsmaal", t.SPOERGSMAAL, bullets(plan.spoergsmaal), "rest"))
    if plan.modsigelser:
        parts.append(section("pl-mods", t.MODSIGELSER, _contradictions(plan.modsigelser), "rest"))
    if plan.oevrige_noter:
        body = f'<p class="om">{t.NOTER_OM}</p>{bullets(plan.oevrige_noter)}'
        parts.append(section("pl-noter-afsnit", t.NOTER, body, "rest"))
    return fresh(f'<div class="elementer">{"".join(parts)}</div>')


def _element(shown: Shown, element: Element) -> str:
    name, lines = shown.navne[element], shown.plan.elementer.get(element, ())
    rows = "".join(_line(shown, element, line) for line in lines)
    body = f'<ul class="linjer">{rows}</ul>' if rows else empty(t.TOMT_ELEMENT)
    correct = (
        f'<button type="button" class="stille" data-ret="{element}" '
        f'aria-label="{escape(t.RET_ETIKET.format(navn=name))}">{t.RET}</button>'
        if shown.aaben
        else ""
    )
    changed = _form(shown, element, lines) if shown.aaben else ""
    return (
        f'<section class="element" data-element="{element}" aria-labelledby="el-{element}"><header>'
        f'<h3 id="el-{element}" tabindex="-1">{escape(name)}</h3>{correct}</header>'
        f'<div class="vist" data-svarplads>{body}</div>{changed}</section>'
    )


# Lines as they stand


def _line(shown: Shown, element: Element, line: Planlinje) -> str:
    if line.konflikt and shown.aaben:
        body = _conflict(shown, element, line)
    else:
        offers = _offers(shown, element, line) if shown.aaben else ""
        body = f"<p>{escape(line.tekst)} {origin_tags(line)}</p>{offers}"
    cites = cites_html(line.henvisninger)
    return f'<li class="planlinje er-{line.ophav}" data-svarplads>{body}{cites}</li>'


def _offers(shown: Shown, element: Element, line: Planlinje) -> str:
    """What can be done with one press: a proposal taken or dropped, an open place filled."""
    if line.ophav == "forslag":
        short, after = _short(line.tekst), f"#el-{element}"
        take = act_button(
            "tagmed",
            t.TAG_MED,
            shown,
            name=t.TAG_MED_ETIKET.format(tekst=short),
            after=after,
            linje=line.id,
        )
        drop = act_button(
            "fjern",
            t.FJERN,
            shown,
            kind="stille",
            name=t.FJERN_ETIKET.format(tekst=short),
            after=after,
            linje=line.id,
        )
        return f'<div class="knapper smaaknapper">{take}{drop}</div>'
    if line.ophav == "mangler":
        return (
            '<div class="knapper smaaknapper"><button type="button" class="chip" '
            f'data-ret="{element}" data-linje="{line.id}">{t.SKRIV_DET}</button></div>'
        )
    return ""


def _conflict(shown: Shown, element: Element, line: Planlinje) -> str:
    after = f"#el-{element}"
    sides = "".join(
        f"<div><p>{escape(words)}</p>"
        + act_button(
            "vaelg",
            t.VAELG_DENNE,
            shown,
            name=t.VAELG_ETIKET.format(tekst=_short(words)),
            after=after,
            linje=line.id,
            ord=words,
        )
        + "</div>"
        for words in (line.tekst, line.konflikt)
    )
    both = act_button("vaelg", t.BEHOLD_BEGGE, shown, after=after, linje=line.id, begge="ja")
    return (
        f'<div class="konflikt" role="group" aria-label="{t.KONFLIKT}"><p><b>{t.KONFLIKT}</b></p>'
        f'<div class="to">{sides}</div>{both}</div>'
    )


def _short(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:78].rsplit(None, 1)[0]} …"


def _contradictions(found: Sequence[Modsigelse]) -> str:
    items = []
    for entry in found:
        topic = f"<b>{escape(entry.emne)}</b>" if entry.emne else ""
        # Most questions quote what clashes themselves.
        left = [quote for quote in entry.citater if quote not in entry.spoergsmaal]
        quotes = "".join(f"<q>{escape(quote)}</q>" for quote in left)
        told = f'<div class="to citater">{quotes}</div>' if left else ""
        items.append(f"<li>{topic}{told}<p>{escape(entry.spoergsmaal)}</p></li>")
    return f'<ul class="modsigelser">{"".join(items)}</ul>'


# The form


def _form(shown: Shown, element: Element, lines: Sequence[Planlinje]) -> str:
    name = shown.navne[element]
    fields = "".join(_field(name, nr, line) for nr, line in enumerate(lines, 1))
    body = (
        f"{hidden('element', element)}"
        f'<ul class="felter">{fields or _row("linje-ny-0", "", t.LINJE_NY.format(navn=name))}</ul>'
        f"<template>{_row('linje-ny', '', t.LINJE_NY.format(navn=name))}</template>"
        f'<button type="button" class="stille tilfoej" data-nylinje>+ {t.NY_LINJE}</button>'
        f'<div class="bund">{line_field(t.HVORFOR_VALGFRIT, "hvorfor")}'
        f'<div class="knapper">{cancel_button()}{submit(t.GEM)}</div></div>'
    )
    label = t.RET_ETIKET.format(navn=name)
    return form("ret", shown, body, key=f"ret-{element}", after=f"#el-{element}", name=label)


def _field(name: str, nr: int, line: Planlinje) -> str:
    label = t.LINJE_NR.format(navn=name, nr=nr)
    if line.ophav == "mangler":
        return _row(f"linje-{line.id}", "", label, line.tekst)
    return _row(f"linje-{line.id}", line.tekst, label)


def _row(name: str, text: str, label: str, example: str = "") -> str:
    hint = f' placeholder="{escape(example)}"' if example else ""
    tools = "".join(
        f'<button type="button" data-flyt="{step}" aria-label="{said}" title="{said}">'
        f'<span aria-hidden="true">{sign}</span></button>'
        for step, said, sign in (
            ("-1", t.FLYT_OP, "↑"),
            ("1", t.FLYT_NED, "↓"),
            ("0", t.FJERN_LINJE, "×"),
        )
    )
    return (
        f'<li><textarea name="{name}" rows="2" aria-label="{escape(label)}"{hint}>{escape(text)}'
        f'</textarea><span class="linjeknapper">{tools}</span></li>'
    )
