"""The view "Tjek": what the plan's text says of the eight elements and the eleven conditions.

Nothing in it is added up: a check is no mark.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html import escape

from assistent import texts_planer as t
from assistent.datamodels import Dagsordenspunkt, ForudsaetningTjek, Tjek, Tjekforskel
from assistent.handleplan import Planhaendelse
from assistent.ui.plan_check_form import offer_html, with_blanks
from assistent.ui.plan_check_words import CheckWords, Entry
from assistent.ui.plan_history_html import choose_form
from assistent.ui.plan_parts import (
    Shown,
    act_button,
    cites_html,
    empty,
    fresh,
    lead,
    section,
)

_MOST_POINTS = 5
_ORDER = ("nej", "ikke_opfyldt", "delvist", "laes_selv", "ikke_belyst", "ja", "opfyldt")
"""What calls for a talk comes first; the statuses of the elements and of the conditions."""
_WELL = ("ja", "opfyldt")
_BULLET = re.compile(r"^\s*[-*•]\s+")


def unchecked_html(shown: Shown) -> str:
    """The view before the check is made; the browser presses the button once it is opened."""
    make = act_button("tjek", t.TJEK_LAV, shown, kind="fyldt", busy=t.TJEK_LAVER, free=True)
    return fresh(f'{lead(t.TJEK_OM)}<div class="utjekket" data-svarplads>{make}</div>')


def check_html(
    shown: Shown, check: Tjek, words: CheckWords, history: Sequence[Planhaendelse]
) -> str:
    """The whole check: in short, for the next meeting, then each element and condition."""
    titles = words.report.map("overskrifter")
    groups: dict[str, Mapping[str, Entry]] = {
        "elementer": {str(element): entry for element, entry in check.elementer.items()},
        "forudsaetninger": check.forudsaetninger,
    }
    return fresh(
        lead(t.TJEK_OM)
        + _short(shown, check)
        + _agenda(check.dagsorden[:_MOST_POINTS], titles["dagsorden"])
        + "".join(
            section(f"pl-tjek-{key}", titles[key], _group(shown, entries, words))
            for key, entries in groups.items()
        )
        + _versions(shown, history)
    )


def _short(shown: Shown, check: Tjek) -> str:
    remark = f'<p class="besked forslag">{escape(check.bemaerkning)}</p>'
    proposed = any(line.ophav == "forslag" for _, line in shown.plan.lines().values())
    left_out = f'<p class="om">{t.TJEK_UDEN_FORSLAG}</p>' if proposed else ""
    files = "".join(
        f'<button type="button" class="chip" data-hvad="hent" data-form="{form}" '
        f'data-optaget="{t.HENTER}">{label}</button>'
        for form, label in t.TJEK_FORMER.items()
    )
    return (
        f'<div class="kort-fortalt" data-svarplads><p>{escape(check.opsummering)}</p>'
        f"{remark if check.bemaerkning else ''}{left_out}"
        f'<div class="knapper">{files}</div></div>'
    )


def _agenda(points: Sequence[Dagsordenspunkt], title: str) -> str:
    items = "".join(map(_point, points))
    body = f'<ol class="dagsorden flade">{items}</ol>'
    return section("pl-tjek-dagsorden", title, body) if points else ""


def _point(point: Dagsordenspunkt) -> str:
    label = t.TJEK_SE if point.forslag else t.TJEK_SE_MERE
    name = t.TJEK_SE_ETIKET.format(hvad=label, emne=point.emne)
    return (
        f"<li><h4>{escape(point.emne[:1].upper() + point.emne[1:])}</h4>"
        f'<p class="hvorfor">{escape(point.hvorfor)}</p><p>{with_blanks(point.spoergsmaal)}</p>'
        f'<button type="button" class="stille" data-tjeksted="{escape(point.id)}" '
        f'aria-label="{escape(name)}">{label}</button></li>'
    )


# The elements and the conditions


def _group(shown: Shown, entries: Mapping[str, Entry], words: CheckWords) -> str:
    """One fold each, what calls for a talk first; what is well lies in a fold of its own."""
    ranked = sorted(entries, key=lambda ident: _ORDER.index(_kind(entries[ident])))
    rows = {ident: _item(shown, ident, entries[ident], words) for ident in ranked}
    well = "".join(row for ident, row in rows.items() if _kind(entries[ident]) in _WELL)
    rest = "".join(row for ident, row in rows.items() if _kind(entries[ident]) not in _WELL)
    told = rest or f'<p class="intet">{t.TJEK_ALT_VEL}</p>'
    folded = f'<details class="vel"><summary>{t.TJEK_VEL}</summary>{well}</details>' if well else ""
    return f'<div class="tjekliste flade">{told}{folded}</div>'


def _kind(entry: Entry) -> str:
    return "laes_selv" if entry.anden else entry.status


def _item(shown: Shown, ident: str, entry: Entry, words: CheckWords) -> str:
    mark = f' <span class="tvivl">{t.TJEK_LAES_SELV}</span>' if entry.anden else ""
    return (
        f'<details class="tjekpunkt" id="tjek-{escape(ident)}"><summary>'
        f'<span class="tjekstatus">{words.status(ident, entry.status)}{mark}</span>'
        f"<h4>{escape(words.name(ident))}</h4></summary>"
        f'<div class="indhold">{_content(shown, ident, entry, words)}</div></details>'
    )


def _content(shown: Shown, ident: str, entry: Entry, words: CheckWords) -> str:
    labels = words.report.map("felter")
    doubt = words.doubt(ident, entry)
    parts = [f'<p class="laesselv">{escape(doubt)}</p>' if doubt else ""]
    parts.append(_quoted(entry.citat) if entry.citat else "")
    if isinstance(entry, ForudsaetningTjek):
        parts.append(f"<p>{escape(entry.begrundelse)}</p>{cites_html(entry.henvisninger)}")
    elif not entry.citat:
        parts.append(f"<p>{t.TJEK_STAAR_IKKE}</p>")
    if entry.spoergsmaal:
        asked = with_blanks(entry.spoergsmaal)
        parts.append(f"<h5>{escape(labels['spoergsmaal'])}</h5><p>{asked}</p>")
    if entry.forslag:
        line = f"<p>{with_blanks(entry.forslag)}</p>"
        offer = offer_html(shown, ident, entry.forslag, words.emner[ident])
        parts.append(f"<h5>{escape(labels['forslag'])}</h5>{line}{offer}")
    return "".join(parts)


def _quoted(quote: str) -> str:
    """The plan's words, a line of the plan on a line of its own."""
    lines = (_BULLET.sub("", line).strip() for line in quote.splitlines())
    told = "".join(f"<q>{escape(line)}</q>" for line in lines if line)
    return f'<div class="citat"><h5>{t.TJEK_DER_STAAR}</h5>{told}</div>'


# Two versions


def _versions(shown: Shown, history: Sequence[Planhaendelse]) -> str:
    if len(history) < 2:
        return ""
    made = choose_form(shown, history, "tjekforskel", "#pl-tjekforskelle-titel")
    return section("pl-tjek-udgaver", t.TJEK_UDGAVER, lead(t.TJEK_UDGAVER_OM) + made)


def check_differences_html(
    found: Sequence[Tjekforskel], before: int, after: int, words: CheckWords
) -> str:
    """What the check says differently of two versions, each with the plan's words."""
    which = f'<p class="om">{t.FORSKELLE.format(foer=before, efter=after)}</p>'
    rows = "".join(_difference(entry, words) for entry in found)
    body = f'<ul class="forskelsliste">{rows}</ul>' if rows else empty(t.TJEK_INGEN_FORSKELLE)
    title = t.TJEK_FORSKELLE if found else t.TJEK_UAENDRET
    return fresh(section("pl-tjekforskelle-titel", title, which + body, "flade"))


def _difference(found: Tjekforskel, words: CheckWords) -> str:
    sides = "".join(
        f"<div><h5>{label}</h5><p>{words.status(found.id, status)}</p>"
        f"{_quoted(quote) if quote else ''}</div>"
        for label, status, quote in (
            (t.FOER, found.foer, found.citat_foer),
            (t.TJEK_NU, found.nu, found.citat_nu),
        )
    )
    return f'<li><h4>{escape(words.name(found.id))}</h4><div class="to">{sides}</div></li>'
