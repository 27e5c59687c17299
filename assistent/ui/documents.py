"""The lists of documents: what was read, what waits for a person, what is in, what was erased."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from html import escape
from pathlib import Path

from assistent import texts
from assistent.datamodels import (
    Dokumentpost,
    Indlaesning,
    Indlaesninger,
    Parathed,
    Sletning,
)
from assistent.ui.header import ready

_STATES = {"ny": "laest", "aendret": "laest", "uaendret": "uaendret", "afvist": "afvist"}
_MARKS = {"laest": "✓", "uaendret": "=", "afvist": "!"}


def intro_html() -> str:
    """What the page is for."""
    return f'<h2 id="vb-titel" tabindex="-1">{texts.VB_TITEL}</h2><p>{texts.VB_INTRO}</p>'


def drop_html() -> str:
    """What the place to drop files on says."""
    return f'<p class="slip-her">{texts.VB_SLIP}</p><p class="typer">{texts.VB_TYPER}</p>'


def reading_html(count: int) -> str:
    """That files are being read."""
    told = texts.VB_LAESER.format(antal=counted(texts.VB_FILER, count))
    dots = '<span class="prikker" aria-hidden="true"><i></i><i></i><i></i></span>'
    return f'<p class="laeser">{dots}{told}</p>'


def good_html(told: str, extra: str = "") -> str:
    """That something went well; it is announced elsewhere, so it has no role."""
    return f'<div class="besked godt" tabindex="-1"><p>{escape(told)}</p>{extra}</div>'


# What was read


def intake_told(taken: Indlaesninger) -> str:
    """What became of the files in one sentence."""
    number = Counter(_STATES[row.status] for row in taken.dokumenter)
    said = [
        counted(forms, number[state]) for state, forms in texts.VB_RESULTAT.items() if number[state]
    ]
    *first, last = said
    return (f"{', '.join(first)}, og {last}" if first else last) + "."


def intake_html(taken: Indlaesninger) -> str:
    """What became of each file, those that were refused first."""
    rows = sorted(taken.dokumenter, key=lambda row: row.status != "afvist")
    return (
        f'<section class="resultat" aria-labelledby="resultat-titel"><header>'
        f'<h3 id="resultat-titel" tabindex="-1">{escape(intake_told(taken))}</h3>'
        f'<button type="button" class="stille" data-luk="resultat">{texts.LUK}</button></header>'
        f"<ul>{''.join(map(_intake_row, rows))}</ul></section>"
    )


def _intake_row(row: Indlaesning) -> str:
    state = _STATES[row.status]
    name = Path(row.fil).name
    return (
        f'<li class="{state}"><span class="tegn" aria-hidden="true">{_MARKS[state]}</span>'
        f'<span class="tilstand">{texts.VB_STATUS[row.status]}</span>'
        f'<span class="om"><b>{escape(name)}</b><span>{escape(row.besked)}</span></span></li>'
    )


# What waits


def waiting_html(posts: Sequence[Dokumentpost]) -> str:
    """The documents that wait for a person, each with its way in."""
    rows = "".join(map(_waiting_row, posts))
    body = f'<ul class="raekker">{rows}</ul>' if rows else _empty(texts.VB_VENTER_TOM)
    return _section("vb-venter-titel", texts.VB_VENTER, len(posts), body)


def _waiting_row(post: Dokumentpost) -> str:
    document = post.dokument
    facts = [
        *name_of(post),
        texts.VB_LAGT_IND.format(dag=when(post.modtaget)),
        counted_from_none(texts.VB_SLOERET, len(post.fund)),
    ]
    if post.rettet:
        facts.append(texts.VB_ER_RETTET)
    label = escape(f"{texts.VB_AABN}: {document.titel}")
    remark = f'<span class="note">{escape(post.bemaerkning)}</span>' if post.bemaerkning else ""
    return (
        f'<li><span class="om"><b>{escape(document.titel)}</b>{facts_html(facts)}{remark}</span>'
        f'<button type="button" class="fyldt" data-hvad="aabn" data-id="{escape(document.id)}" '
        f'aria-label="{label}">{texts.VB_AABN}</button></li>'
    )


# What is in


def approved_html(rows: Sequence[tuple[Dokumentpost, int]]) -> str:
    """The documents that are in, and the question before one is erased."""
    items = "".join(_approved_row(post, count) for post, count in rows)
    body = f'<ul class="raekker">{items}</ul>' if items else _empty(texts.VB_INDE_TOM)
    return _section("vb-inde-titel", texts.VB_INDE, len(rows), body) + question_html(
        "slet", texts.VB_SLET_SPOERG, texts.VB_SLET_FORKLARING, texts.VB_SLET_JA, texts.VB_SLETTER
    )


def _approved_row(post: Dokumentpost, count: int) -> str:
    document = post.dokument
    facts = [
        *name_of(post),
        texts.VB_LAGT_IND.format(dag=when(post.modtaget)),
        texts.VB_UDDRAG.format(antal=count),
    ]
    title = escape(document.titel)
    return (
        f'<li><span class="om"><b>{title}</b>{facts_html(facts)}</span>'
        f'<button type="button" class="stille" data-spoerg="slet" data-id="{escape(document.id)}" '
        f'data-titel="{title}" aria-label="{texts.VB_SLET_ETIKET.format(titel=title)}">'
        f"{texts.VB_SLET}</button></li>"
    )


def question_html(name: str, question: str, explained: str, yes: str, busy: str) -> str:
    """The question before something that cannot be taken back; its title is put in when asked."""
    return (
        f'<dialog id="dialog-{name}" aria-labelledby="{name}-spoerg" '
        f'aria-describedby="{name}-hvilket {name}-om"><h2 id="{name}-spoerg">{question}</h2>'
        f'<p class="hvilket" id="{name}-hvilket"></p><p id="{name}-om">{explained}</p>'
        '<div class="knapper">'
        f'<button type="button" class="chip" data-luk="dialog">{texts.FORTRYD}</button>'
        f'<button type="button" class="fyldt" data-hvad="{name}" data-optaget="{busy}">{yes}'
        "</button></div></dialog>"
    )


def erased_html(receipt: Sletning, title: str) -> str:
    """The words of an erasure's receipt."""
    frame = texts.LEFT_OVER if receipt.rester else texts.ERASED
    told = frame.format(
        dokument=title or receipt.dokument,
        antal=receipt.filer_gennemsoegt,
        filer=", ".join(receipt.rester),
    )
    where = f'<p class="hvor">{escape(texts.RECEIPT.format(fil=receipt.kvittering))}</p>'
    if not receipt.rester:
        return good_html(told, where)
    return f'<div class="besked fejl" role="alert" tabindex="-1"><p>{escape(told)}</p>{where}</div>'


def progress_html(readiness: Parathed, any_in: bool) -> str:
    """Whether what is in can be searched by its meaning too, or how far that is."""
    if not any_in:
        return ""
    if ready(readiness):
        dot = '<span class="prik" aria-hidden="true"></span>'
        return f'<p class="parat">{dot}{texts.VB_KAN_SOEGES}</p>'
    share = 100 * readiness.faerdige // max(1, readiness.alle)
    return (
        f'<p class="parat fremdrift">{texts.VB_PAA_VEJ.format(procent=share)}'
        f'<progress max="100" value="{share}" aria-hidden="true"></progress></p>'
    )


# Words


def counted(forms: tuple[str, str], number: int) -> str:
    """»1 fil«, »3 filer«."""
    return forms[number != 1].format(antal=number)


def counted_from_none(forms: tuple[str, str, str], number: int) -> str:
    """As ``counted``, with words of its own for none."""
    return forms[min(number, 2)].format(antal=number)


def when(moment: str) -> str:
    """An ISO 8601 time as people say it, on this machine's clock; "" where there is none."""
    try:
        then = datetime.fromisoformat(moment).astimezone()
    except ValueError:
        return ""
    days = (date.today() - then.date()) // timedelta(days=1)
    if days in (0, 1):
        return (texts.VB_I_DAG, texts.VB_I_GAAR)[days].format(tid=f"{then:%H.%M}")
    return texts.VB_DAG.format(dag=then.day, maaned=texts.MAANEDER[then.month - 1], aar=then.year)


def name_of(post: Dokumentpost) -> list[str]:
    """The file's name where the title is another."""
    document = post.dokument
    return [document.id] if document.id != document.titel else []


def facts_html(facts: Sequence[str]) -> str:
    """Small facts on one line."""
    return f'<span class="fakta">{"".join(f"<span>{escape(fact)}</span>" for fact in facts)}</span>'


def _section(ident: str, title: str, count: int, body: str) -> str:
    number = f' <span class="tal">{count}</span>' if count else ""
    return (
        f'<section aria-labelledby="{ident}"><h3 id="{ident}" tabindex="-1">{title}{number}</h3>'
        f"{body}</section>"
    )


def _empty(told: str) -> str:
    return f'<p class="tom">{told}</p>'
