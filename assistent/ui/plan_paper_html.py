"""The views "Kortet" and "Forældrebrev": what leaves the page on paper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from itertools import groupby

from assistent import texts_planer as t
from assistent.handleplan import Brev, Kortpunkt
from assistent.ui.plan_fields import choices, hidden, text_field, tick
from assistent.ui.plan_parts import Shown, bullets, empty, form, fresh, lead, submit

MOST_POINTS = 3


# The card


def card_html(shown: Shown, points: Sequence[Kortpunkt]) -> str:
    """The card's points as a form, and the way to the paper."""
    told = "" if shown.plan.kort else (t.KORT_FORESLAAET if points else t.KORT_TOMT)
    note = f'<p class="besked forslag">{told}</p>' if told else ""
    filled = [*points[:MOST_POINTS]] or [Kortpunkt("", "")]
    rows = "".join(_point(nr, point) for nr, point in enumerate(filled))
    body = (
        f'<ol class="kortpunkter">{rows}</ol>'
        f"<template>{_point(len(filled), Kortpunkt('', ''))}</template>"
        f'<button type="button" class="stille tilfoej" data-nytpunkt="{MOST_POINTS}"'
        f"{' hidden' if len(filled) >= MOST_POINTS else ''}>+ {t.KORT_NYT}</button>"
        f'<div class="knapper">{_fetch("kort", t.KORT_HENT)}{submit(t.KORT_GEM)}</div>'
    )
    if not shown.aaben:
        return fresh(lead(t.KORT_OM) + _read_only(points) + _fetch("kort", t.KORT_HENT))
    made = form("kort", shown, body, after="#pl-kort-titel")
    return fresh(f"{lead(t.KORT_OM)}{note}{made}")


def _point(nr: int, point: Kortpunkt) -> str:
    values = {"goer": point.goer, "siger": point.siger, "tegn": point.tegn}
    fields = "".join(
        text_field(label, f"{key}-{nr}", values[key]) for key, label in t.KORT_FELTER.items()
    )
    return (
        f'<li class="flade kortpunkt"><header><h3>{t.KORT_PUNKT.format(nr=nr + 1)}</h3>'
        f'<button type="button" class="stille" data-fjernpunkt '
        f'aria-label="{t.KORT_FJERN_ETIKET.format(nr=nr + 1)}">{t.KORT_FJERN}</button></header>'
        f"{hidden(f'linje-{nr}', point.linje)}{fields}</li>"
    )


def _read_only(points: Sequence[Kortpunkt]) -> str:
    rows = "".join(
        f'<li class="flade kortpunkt"><h3>{t.KORT_PUNKT.format(nr=nr)}</h3><dl>'
        + "".join(
            f"<dt>{label}</dt><dd>{escape(getattr(point, key))}</dd>"
            for key, label in t.KORT_FELTER.items()
            if getattr(point, key)
        )
        + "</dl></li>"
        for nr, point in enumerate(points, 1)
    )
    return f'<ol class="kortpunkter">{rows}</ol>'


def _fetch(kind: str, label: str) -> str:
    return (
        f'<button type="button" class="chip" data-hvad="hent" data-form="{kind}" '
        f'data-optaget="{t.HENTER}">{label}</button>'
    )


# The letter


def letter_html(
    shown: Shown, letter: Brev | None, sections: Mapping[str, str], chosen: Sequence[str]
) -> str:
    """What can be in the letter, the letter as it reads, and the ways to the paper.

    ``sections`` are all there are, by their names for people; ``letter`` is None for none chosen.
    """
    ticks = "".join(tick(f"afsnit-{key}", name, key in chosen) for key, name in sections.items())
    choice = (
        choices(t.BREV_AFSNIT, ticks)
        + f'<div class="knapper">{submit(t.BREV_VIS, t.ET_OEJEBLIK, "chip")}'
        f"{_fetch('brev', t.BREV_WORD)}{_fetch('brev-pdf', t.BREV_PDF)}</div>"
    )
    made = form("brev", shown, choice, after="#pl-brev-titel", free=True)
    body = _letter(letter) if letter else empty(t.BREV_TOMT)
    return fresh(
        f'{lead(t.BREV_OM)}<div class="brevet"><div class="brevvalg">{made}</div>{body}'
        f"{_remarks(letter) if letter else ''}</div>"
    )


def _letter(letter: Brev) -> str:
    parts = "".join(
        f"<h4>{escape(title)}</h4>{_paragraphs(text)}" for title, text in letter.afsnit.items()
    )
    return (
        f'<article class="flade brev"><h3 id="pl-brev-titel" tabindex="-1">{escape(letter.titel)}'
        f"</h3>{parts}</article>"
    )


def _paragraphs(text: str) -> str:
    """The lines of a section; those that begin with a dash are a list."""
    made = []
    for listed, lines in groupby(filter(str.strip, text.split("\n")), _is_item):
        if listed:
            made.append(bullets(line[2:] for line in lines))
        else:
            made.extend(f"<p>{escape(line)}</p>" for line in lines)
    return "".join(made)


def _is_item(line: str) -> bool:
    return line.startswith("- ")


def _remarks(letter: Brev) -> str:
    word = next(word for most, word in t.LIX_ORD if letter.lix <= most)
    more = t.BREV_LIX_HOEJT if letter.lix > 35 else ""
    said = t.BREV_LIX.format(lix=f"{letter.lix:.0f}", ord=word)
    lix = f'<p class="lix"><b>{said}</b> {t.BREV_LIX_OM} {more}</p>'
    notes = bullets(letter.bemaerkninger)
    title = f"<h3>{t.BREV_BEMAERKNINGER}</h3>" if notes else ""
    return f'<div class="brevnoter">{lix}{title}{notes}</div>'
