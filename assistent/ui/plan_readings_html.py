"""The view "Afstemning": what each agreement means to each party, side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from assistent import texts_planer as t
from assistent.handleplan import Afstemning, Planlinje, Uenighed
from assistent.ui.plan_fields import date_field, hidden, line_field, text_field
from assistent.ui.plan_parts import (
    Shown,
    day,
    empty,
    form,
    fresh,
    lead,
    section,
    submit,
    tag,
    today,
)


def readings_html(shown: Shown, found: Sequence[Afstemning]) -> str:
    """The agreements with readings first, the others as a list to begin from."""
    by_line = {entry.linje: entry for entry in found if entry.laesninger}
    lines = [line for _, line in shown.lines("strategier", "opgavefordeling")]
    if not lines:
        told = t.AFST_TOM.format(
            strategier=shown.navne["strategier"], opgaver=shown.navne["opgavefordeling"]
        )
        return fresh(lead(t.AFSTEMNING_OM) + empty(told))
    return fresh(
        lead(t.AFSTEMNING_OM) + _begun(shown, lines, by_line) + _rest(shown, lines, by_line)
    )


def _begun(shown: Shown, lines: Sequence[Planlinje], found: Mapping[str, Afstemning]) -> str:
    own = [line for line in lines if line.id in found]
    # What is not settled yet comes first.
    ordered = sorted(own, key=lambda line: bool(line.afstemt))
    cards = "".join(_agreement(shown, line, found[line.id]) for line in ordered)
    return section("pl-afst-i-gang", t.AFST_I_GANG, cards, count=len(own)) if own else ""


def _rest(shown: Shown, lines: Sequence[Planlinje], found: Mapping[str, Afstemning]) -> str:
    own = [line for line in lines if line.id not in found]
    items = "".join(
        f'<li id="aftale-{line.id}" tabindex="-1"><p>{escape(line.tekst)}{_settled(line)}</p>'
        f"{_reading(shown, line, t.AFST_SKRIV)}</li>"
        for line in own
    )
    body = f'<ul class="aftaler">{items}</ul>'
    return section("pl-afst-andre", t.AFST_ANDRE, body, count=len(own)) if own else ""


def _settled(line: Planlinje) -> str:
    if not line.afstemt:
        return ""
    return " " + tag(t.AFSTEMT.format(dag=day(line.afstemt)), "afstemt")


def _agreement(shown: Shown, line: Planlinje, found: Afstemning) -> str:
    columns = "".join(
        f'<div class="laesning"><h5>{escape(reading.part)}</h5><p>{escape(reading.tekst)}</p></div>'
        for reading in found.laesninger
    )
    both = len(found.laesninger) > 1
    differences = _differences(found.uenigheder) if both else f'<p class="om">{t.AFST_FOR_FAA}</p>'
    agree = _agree(shown, line) if both and not line.afstemt and shown.aaben else ""
    return (
        f'<article class="flade aftale"><h4 id="aftale-{line.id}" tabindex="-1">'
        f'{escape(line.tekst)}{_settled(line)}</h4><div class="laesninger">{columns}</div>'
        f"{differences if not line.afstemt else ''}{_reading(shown, line, t.AFST_FLERE)}"
        f"{agree}</article>"
    )


def _differences(found: Sequence[Uenighed]) -> str:
    if not found:
        return f'<p class="enige">{t.AFST_INGEN_FORSKELLE}</p>'
    items = "".join(map(_difference, found))
    return f'<div class="forskelle"><h5>{t.AFST_FORSKELLE}</h5><ul>{items}</ul></div>'


def _difference(found: Uenighed) -> str:
    said = "".join(
        f"<li><b>{escape(part)}</b> "
        + (f"<q>{escape(words)}</q>" if words else t.AFST_SIGER_INTET)
        + "</li>"
        for part, words in found.udsagn
    )
    return (
        f'<li><span class="emne">{escape(found.emne)}</span>'
        f'<p class="spoerg">{escape(found.spoergsmaal)}</p><ul class="sagt">{said}</ul></li>'
    )


def _reading(shown: Shown, line: Planlinje, label: str) -> str:
    """The form for one party's reading; the browser puts in who writes."""
    if not shown.aaben:
        return ""
    body = (
        hidden("linje", line.id)
        + text_field(t.AFST_HVAD, "tekst", rows=3)
        + line_field(t.AFST_PART, "part", wide=False)
        + f'<div class="knapper">{submit(t.AFST_GEM)}</div>'
    )
    made = form("laes", shown, body, key=f"laes-{line.id}", after=f"#aftale-{line.id}")
    return f'<details class="fold-form"><summary>{label}</summary>{made}</details>'


def _agree(shown: Shown, line: Planlinje) -> str:
    body = (
        hidden("linje", line.id)
        + text_field(t.AFST_ENIGE, "aftale", line.tekst, rows=2)
        + date_field(t.DATO, "dato", today())
        + f'<div class="knapper">{submit(t.AFST_ENIGE_GEM)}</div>'
    )
    return form("enige", shown, body, key=f"enige-{line.id}", after=f"#aftale-{line.id}")
