"""The view "Historik": the versions, two of them side by side, and the way back to one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from html import escape

from assistent import texts_planer as t
from assistent.datamodels import Element
from assistent.handleplan import Forskel, Planhaendelse, Planversion, Sammenligning
from assistent.overview import Kendetegnsord
from assistent.ui import plan_calendar
from assistent.ui.documents import facts_html, when
from assistent.ui.plan_fields import option, select_field
from assistent.ui.plan_parts import (
    Shown,
    act_button,
    day,
    empty,
    form,
    fresh,
    lead,
    question,
    section,
    submit,
)

_TIME = re.compile(r" · \d{4}-\d\d-\d\dT[\d:.+Z-]+")
_ISO = re.compile(r"\b\d{4}-\d\d-\d\d\b")
_ALIKE = 0.35
"""How alike (difflib's ratio) two texts must be for their words to be marked one by one."""


def choose_html(shown: Shown, history: Sequence[Planhaendelse]) -> str:
    """The form that lays two versions side by side."""
    return fresh(lead(t.HISTORIK_OM) + (_compare(shown, history) if len(history) > 1 else ""))


def history_html(shown: Shown, history: Sequence[Planhaendelse]) -> str:
    """The versions, the newest first, and the question before one of them comes back."""
    items = "".join(_event(shown, entry) for entry in history)
    return fresh(f'<ol class="udgaver">{items}</ol>{_question(shown)}')


def _compare(shown: Shown, history: Sequence[Planhaendelse]) -> str:
    return choose_form(shown, history, "sammenlign", "#pl-forskelle-titel")


def choose_form(shown: Shown, history: Sequence[Planhaendelse], act: str, after: str) -> str:
    """The choice of two versions, the last two at first; it tells the server ``act``."""

    def options(chosen: int) -> str:
        return "".join(
            option(
                entry.nr,
                t.SAMMENLIGN_VALG.format(nr=entry.nr, dag=when(entry.tid), hvem=entry.hvem),
                entry.nr == chosen,
            )
            for entry in history
        )

    newest = history[0].nr
    body = (
        select_field(t.SAMMENLIGN_FRA, "ene", options(newest - 1), wide=False)
        + select_field(t.SAMMENLIGN_TIL, "anden", options(newest), wide=False)
        + f'<div class="knapper">{submit(t.SAMMENLIGN, t.ET_OEJEBLIK, "chip")}</div>'
    )
    return form(act, shown, body, after=after, free=True)


def _event(shown: Shown, entry: Planhaendelse) -> str:
    newest = entry.nr == shown.version.nr
    see = (
        act_button(
            "sammenlign",
            t.SE_AENDRINGER,
            shown,
            kind="stille",
            name=t.SE_AENDRINGER_ETIKET.format(nr=entry.nr),
            after="#pl-forskelle-titel",
            free=True,
            ene=str(entry.nr - 1),
            anden=str(entry.nr),
        )
        if entry.nr > 1
        else ""
    )
    back = (
        f'<button type="button" class="stille" data-spoerg="gaatilbage" data-til="{entry.nr}" '
        f'data-titel="{t.GAA_SPOERG.format(nr=entry.nr)}" '
        f'aria-label="{t.GAA_TILBAGE_ETIKET.format(nr=entry.nr)}">{t.GAA_TILBAGE}</button>'
        if not newest
        else ""
    )
    now = f' <span class="pille">{t.DENNE_UDGAVE}</span>' if newest else ""
    return (
        f'<li><span class="nr" aria-hidden="true">{entry.nr}</span><div class="handling">'
        f'<p><span class="kun-laeser">{t.UDGAVE.format(nr=entry.nr).capitalize()}: </span>'
        f"{escape(entry.hvorfor)}{now}</p>{facts_html([when(entry.tid), entry.hvem])}</div>"
        f'<div class="knapper" data-svarplads>{see}{back}</div></li>'
    )


def _question(shown: Shown) -> str:
    yes = act_button(
        "gaatilbage", t.GAA_JA, shown, kind="fyldt", after="#pl-plan-titel", busy=t.GEMMER
    )
    return question("gaatilbage", t.GAA_SPOERG_KORT, t.GAA_OM, yes)


# Two versions side by side


def differences_html(
    found: Sammenligning,
    versions: tuple[Planversion, Planversion],
    names: Mapping[Element, str],
    features: Kendetegnsord,
) -> str:
    """Every difference, before and after, with the words that changed marked."""
    title = t.FORSKELLE.format(foer=found.foer, efter=found.efter)
    if not found.forskelle:
        return fresh(section("pl-forskelle-titel", title, empty(t.INGEN_FORSKELLE)))
    rows = "".join(_difference(entry, versions, names, features) for entry in found.forskelle)
    body = f'<ul class="forskelsliste">{rows}</ul>'
    return fresh(section("pl-forskelle-titel", title, body, "flade", len(found.forskelle)))


def _difference(
    found: Forskel,
    versions: tuple[Planversion, Planversion],
    names: Mapping[Element, str],
    features: Kendetegnsord,
) -> str:
    before, after = _words(found, versions, features)
    name = names[found.element] if found.element else t.ANDET.get(found.hvad, found.hvad)
    kind = (
        f'<span class="art er-{found.art}"><span aria-hidden="true">{t.TEGN[found.art]}</span> '
        f"{t.ART[found.art]}</span>"
    )
    sides = "to" if before and after else "kun"
    return (
        f'<li><h4>{kind} {escape(name)}</h4><div class="{sides}">{_sides(before, after)}</div></li>'
    )


def _words(
    found: Forskel, versions: tuple[Planversion, Planversion], features: Kendetegnsord
) -> tuple[str, str]:
    """What stood and what stands, as people say it."""
    before, after = (version.indhold for version in versions)
    if found.element:
        return found.foer, found.efter
    if found.hvad == "kalender":
        told = [plan_calendar.told(plan.kalender) for plan in (before, after)]
        return "\n".join(told[0]) or t.IKKE_SAT, "\n".join(told[1]) or t.IKKE_SAT
    if found.hvad == "kendetegn":
        changed = features.changed(before.kendetegn, after.kendetegn)
        return _lines((name, was) for name, was, _ in changed), _lines(
            (name, now) for name, _, now in changed
        )
    if found.hvad == "status":
        return t.STATUS[before.status], t.STATUS[after.status]
    return _said(found.foer), _said(found.efter)


def _lines(rows: Iterable[tuple[str, str]]) -> str:
    return "\n".join(t.KAL_LINJE.format(navn=name, vaerdi=value) for name, value in rows)


def _said(text: str) -> str:
    """The texts of an entry with its dates and decisions as people write them."""
    parts = (t.BESLUTTET.get(part, part) for part in text.split(" · "))  # type: ignore[call-overload]
    return _ISO.sub(lambda match: day(match[0]), _TIME.sub("", " · ".join(parts)))


def _sides(before: str, after: str) -> str:
    shown = marked(before, after) if before and after else (escape(before), escape(after))
    return "".join(
        f"<div><h5>{label}</h5><p>{words}</p></div>"
        for label, text, words in ((t.FOER, before, shown[0]), (t.EFTER, after, shown[1]))
        if text
    )


def marked(before: str, after: str) -> tuple[str, str]:
    """Both texts as HTML, with the words that only one of them has as <del> and <ins>."""
    old, new = before.split(), after.split()
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if "\n" in before + after or matcher.ratio() < _ALIKE:
        return escape(before), escape(after)
    left, right = [], []
    for kind, a, b, c, d in matcher.get_opcodes():
        gone, come = escape(" ".join(old[a:b])), escape(" ".join(new[c:d]))
        left.append(gone if kind == "equal" or not gone else _mark("del", gone))
        right.append(come if kind == "equal" or not come else _mark("ins", come))
    return " ".join(filter(None, left)), " ".join(filter(None, right))


def _mark(name: str, words: str) -> str:
    said = t.FJERNET_ORD if name == "del" else t.TILFOEJET_ORD
    return f'<{name}><span class="kun-laeser">{said}</span>{words}</{name}>'
