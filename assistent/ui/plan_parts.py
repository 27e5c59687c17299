"""What the views of a plan are made of: forms, fields, tags, sources, dates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from html import escape
from itertools import count
from zlib import crc32

from assistent import texts
from assistent import texts_planer as t
from assistent.datamodels import Element, Henvisning
from assistent.handleplan import Handleplan, Planlinje, Planversion
from assistent.ui.markup import place

_numbers = count(1)


@dataclass(frozen=True)
class Shown:
    """A version of a plan as it is put on the page, with the names of the eight elements."""

    version: Planversion
    navne: Mapping[Element, str]

    @property
    def plan(self) -> Handleplan:
        """Its content."""
        return self.version.indhold

    @property
    def aaben(self) -> bool:
        """Whether it may be changed: a finished plan must be reopened first."""
        return self.plan.status != "afsluttet"

    def lines(self, *elements: Element) -> list[tuple[Element, Planlinje]]:
        """The lines of some elements that are agreed on: neither proposed nor missing."""
        return [
            (element, line)
            for element in elements
            for line in self.plan.elementer.get(element, ())
            if line.ophav not in ("forslag", "mangler")
        ]


def fresh(body: str) -> str:
    """``body`` in an element of a name of its own.

    Gradio draws anew by changing each old node into the new one at its place, and what was typed
    in the old one stays in the new. Under another name the whole is replaced; an unchanged body
    keeps its name, and is left in peace.
    """
    name = f"pl-{crc32(body.encode()):08x}"
    return f'<{name} class="frisk">{body}</{name}>' if body else ""


def form(
    act: str,
    shown: Shown,
    body: str,
    *,
    key: str = "",
    after: str = "",
    name: str = "",
    free: bool = False,
    about: str = "",
) -> str:
    """A form that tells the server ``act``.

    What is typed in it outlives a redrawing under ``key``; ``after`` is what gets the focus once
    it went well. Unless it is ``free``, the browser asks who writes before it is sent.
    """
    kept = f' data-kladde="{key or act}"'
    sign = "" if free else " data-underskriv"
    label = f' aria-label="{escape(name)}"' if name else ""
    goes_on = f' data-efter="{escape(after)}"' if after else ""
    return (
        f'<form data-hvad="{act}" data-saa="{shown.version.nr}"{sign}{kept}{goes_on}{label}'
        f' class="pl-form f-{act}"{about}>{body}<div class="svar"></div></form>'
    )


def submit(label: str, busy: str = t.GEMMER, kind: str = "fyldt") -> str:
    """The button that sends a form."""
    return f'<button type="submit" class="{kind}" data-optaget="{busy}">{label}</button>'


def act_button(
    act: str,
    label: str,
    shown: Shown,
    *,
    kind: str = "chip",
    name: str = "",
    busy: str = t.ET_OEJEBLIK,
    free: bool = False,
    after: str = "",
    **about: str,
) -> str:
    """A button that tells the server ``act`` and what it is about."""
    told = "".join(f' data-{key}="{escape(value)}"' for key, value in about.items())
    label_for = f' aria-label="{escape(name)}"' if name else ""
    sign = "" if free else " data-underskriv"
    goes_on = f' data-efter="{escape(after)}"' if after else ""
    return (
        f'<button type="button" class="{kind}" data-hvad="{act}" data-saa="{shown.version.nr}"'
        f'{sign}{told}{goes_on}{label_for} data-optaget="{busy}">{label}</button>'
    )


def cancel_button() -> str:
    """The way out of a form that was opened to correct something."""
    return f'<button type="button" class="chip" data-fortryd>{t.FORTRYD}</button>'


def question(name: str, asked: str, explained: str, yes: str, which: str = "") -> str:
    """The question before something that weighs; ``yes`` is the button that does it."""
    about = f'<p class="hvilket">{escape(which)}</p>' if which else ""
    return (
        f'<dialog id="dialog-{name}" aria-labelledby="{name}-spoerg" aria-describedby="{name}-om">'
        f'<h2 id="{name}-spoerg">{asked}</h2>{about}<p id="{name}-om">{explained}</p>'
        '<div class="svar"></div><div class="knapper">'
        f'<button type="button" class="chip" data-luk="dialog">{t.FORTRYD}</button>{yes}</div>'
        "</dialog>"
    )


# Texts


def fault_html(told: str) -> str:
    """Why something failed, for the browser to show where it happened.

    Its number tells two like ones apart.
    """
    return f'<p data-nr="{next(_numbers)}">{escape(told)}</p>'


def day(iso: str) -> str:
    """An ISO date as people write it; what is no date stays as it is."""
    try:
        then = date.fromisoformat(iso)
    except ValueError:
        return iso
    return texts.VB_DAG.format(dag=then.day, maaned=texts.MAANEDER[then.month - 1], aar=then.year)


def today() -> str:
    """The date of today, ISO 8601."""
    return date.today().isoformat()


def tag(label: str, kind: str = "") -> str:
    """A small word about a line."""
    return f'<span class="tag er-{kind}">{escape(label)}</span>'


def origin_tags(line: Planlinje) -> str:
    """Where a line comes from, and whether it is settled."""
    tags = tag(t.OPHAV[line.ophav], line.ophav)
    if line.afstemt:
        tags += " " + tag(t.AFSTEMT.format(dag=day(line.afstemt)), "afstemt")
    return tags


def cites_html(cites: Iterable[Henvisning]) -> str:
    """The sources of something, each folded around its quote."""
    return "".join(
        f'<details class="pl-kilde"><summary>{escape(_cited(cite))}</summary>'
        f"<q>{escape(cite.citat)}</q></details>"
        for cite in cites
    )


def _cited(cite: Henvisning) -> str:
    where = place(cite)
    return t.KILDE_I.format(titel=cite.titel, sted=f", {where}" if where else "")


def section(ident: str, title: str, body: str, kind: str = "", count: int = 0) -> str:
    """A part of a view under its heading."""
    number = f' <span class="tal">{count}</span>' if count else ""
    return (
        f'<section class="afsnit {kind}" aria-labelledby="{ident}"><h3 id="{ident}" tabindex="-1">'
        f"{escape(title)}{number}</h3>{body}</section>"
    )


def lead(told: str) -> str:
    """What a view is for."""
    return f'<p class="om">{escape(told)}</p>'


def empty(told: str) -> str:
    """That there is nothing yet."""
    return f'<p class="tom">{escape(told)}</p>'


def bullets(items: Iterable[str], kind: str = "") -> str:
    """A list of texts."""
    told = "".join(f"<li>{escape(item)}</li>" for item in items)
    return f'<ul class="punkter {kind}">{told}</ul>' if told else ""
