"""What the page "Overblik" draws: the choice of year, the tables, and what counts in them."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from html import escape
from typing import NamedTuple

from assistent import texts_overblik as t
from assistent.export.charts import Diagram
from assistent.overview import Overblik, Tabel
from assistent.ui.plan_parts import empty, fresh, lead, section
from assistent.ui.ways import notice_html


class Billeder(NamedTuple):
    """The diagram of a table, for a desk and for a phone."""

    bredt: Diagram
    smalt: Diagram


def intro_html() -> str:
    """What the page is."""
    return f'<h2 id="ob-titel" tabindex="-1">{t.OVERBLIK}</h2>{lead(t.OM)}'


def waiting_html() -> str:
    """What stands in the place of the tables until they have been counted."""
    dots = '<span class="prikker" aria-hidden="true"><i></i><i></i><i></i></span>'
    return f'<p class="henter">{dots}{t.TAELLER}</p>'


def choices_html(found: Overblik) -> str:
    """The years to choose from, and the spreadsheet, as far as there are any."""
    years = {"": t.ALLE_AAR, **{str(year): str(year) for year in found.aarene}}
    chosen = "" if found.aar is None else str(found.aar)
    buttons = "".join(
        f'<button type="button" class="chip" data-hvad="vis" data-aar="{year}" '
        f'aria-pressed="{"true" if year == chosen else "false"}">{name}</button>'
        for year, name in years.items()
    )
    pick = f'<div class="aarene" role="group" aria-label="{t.AAR}">{buttons}</div>'
    sheet = (
        '<button type="button" class="fyldt" data-hvad="hent" '
        f'data-optaget="{t.HENTER}">{t.HENT}</button>'
    )
    return fresh((pick if found.aarene else "") + (sheet if found.tabeller else ""))


def tables_html(found: Overblik, pictures: Mapping[str, Billeder]) -> str:
    """Every table with its picture, found by its ``noegle``; without tables why there are none."""
    if found.tabeller:
        return fresh("".join(_table(one, pictures[one.noegle]) for one in found.tabeller))
    if found.aarene:
        return fresh(empty(found.besked))
    to_plans = f'<button type="button" class="fyldt" data-til="planer">{t.TIL_PLANERNE}</button>'
    how = section("ob-saadan", t.SAADAN, f"{_steps()}{to_plans}", "flade")
    return fresh(empty(found.besked) + how)


def offer_html(fault: str = "") -> str:
    """The offer to judge the conditions too, with why it failed where it did."""
    button = (
        '<button type="button" class="chip" data-hvad="tjek" '
        f'data-optaget="{t.TJEKKER}">{t.TJEK_TAG_MED}</button>'
    )
    body = f"<p>{t.TJEK_OM}</p>{notice_html(fault)}{button}"
    return fresh(section("ob-tjek-titel", t.TJEK, body, "flade"))


def progress_html(done: int, every: int) -> str:
    """How many of the plans have been read."""
    told = t.TJEKKET.format(faerdige=done, alle=every)
    bar = f'<progress max="{every}" value="{done}" aria-hidden="true"></progress>'
    return f'<p class="fremdrift">{told} {bar}</p>'


def below_html(found: Overblik) -> str:
    """What is hidden, and how a forløb counts, folded below the tables."""
    if not found.tabeller:
        return ""
    folds = ((t.SKJULT, f"<p>{escape(found.regel)}</p>"), (t.SAADAN, _steps()))
    return fresh("".join(_fold(title, body) for title, body in folds))


def _steps() -> str:
    return f'<ol class="trin">{"".join(f"<li>{step}</li>" for step in t.SAADAN_TRIN)}</ol>'


def _fold(title: str, body: str) -> str:
    return f'<details class="fold-form"><summary>{title}</summary>{body}</details>'


# One table


def _table(table: Tabel, pictures: Billeder) -> str:
    ident, title = f"ob-{table.noegle}", escape(table.titel)
    said = f'<span class="kun-laeser">{escape(t.SE_TALLENE_I.format(titel=table.titel))}</span>'
    body = (
        f'<div class="flade">{_picture(pictures)}'
        f"{_fold(t.SE_TALLENE + said, _numbers(table, title))}"
        f'<p class="note">{escape(table.note)}</p></div>'
    )
    return section(ident, table.titel, body)


def _picture(pictures: Billeder) -> str:
    """The diagram as the width of the window asks for; the same words stand for both."""
    wide, narrow = (_address(one) for one in pictures)
    return (
        f'<picture><source media="(max-width: 899px)" srcset="{narrow}">'
        f'<img src="{wide}" alt="{escape(pictures.bredt.tekst)}"></picture>'
    )


def _address(picture: Diagram) -> str:
    return f"data:image/png;base64,{base64.b64encode(picture.png).decode()}"


def _numbers(table: Tabel, title: str) -> str:
    heads = "".join(f'<th scope="col">{escape(head)}</th>' for head in table.kolonner)
    rows = "".join(_row(row) for row in table.raekker)
    # A wide table is scrolled by the keyboard too.
    return (
        f'<div class="tabel" role="region" tabindex="0" aria-label="{title}"><table>'
        f'<caption class="kun-laeser">{title}</caption><thead><tr>{heads}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def _row(row: Sequence[str | int]) -> str:
    """A row: its name, its numbers, and the words in the place of those that are hidden."""
    name, *cells = row
    told = "".join(
        f"<td>{cell}</td>" if isinstance(cell, int) else f'<td class="ord">{escape(cell)}</td>'
        for cell in cells
    )
    return f'<tr><th scope="row">{escape(str(name))}</th>{told}</tr>'
