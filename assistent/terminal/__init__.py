"""Results for people at a terminal: the chat's Markdown, rendered, with the sources below."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.markdown import Markdown

from assistent import texts
from assistent.anonymise.review import Gennemsyn
from assistent.datamodels import (
    Dokumentpost,
    Fund,
    Henvisning,
    Indlaesninger,
    Rensning,
    Sletning,
    Status,
)
from assistent.terminal.review import go_through

if TYPE_CHECKING:
    from assistent.assistant import Assistant

_WIDTH = 100


def _console() -> Console:
    console = Console()
    return Console(width=min(console.width, _WIDTH))


def show(assistant: Assistant, result: object) -> None:
    """Print any result."""
    console = _console()
    if isinstance(result, Status):
        _status(console, result)
    elif isinstance(result, Rensning):
        console.print(result.tekst, markup=False, highlight=False)
        console.print(f"\n{texts.MASKED_HOW}", markup=False, style="dim", highlight=False)
    elif isinstance(result, Indlaesninger):
        _intake(console, result)
    elif isinstance(result, Sletning):
        _receipt(console, result)
    elif isinstance(result, tuple):
        _rows(console, result)
    else:
        _job(console, assistant, result)


def show_waiting(posts: Sequence[Dokumentpost]) -> None:
    """Print a line for each waiting document, and how to go on."""
    console = _console()
    for post in posts:
        document = post.dokument
        line = texts.VENTELISTE.format(
            dokument=document.id, titel=document.titel, antal=len(post.fund)
        )
        console.print(" ".join(filter(None, (line, post.bemaerkning))), markup=False)
    console.print(texts.WAITING if posts else texts.NONE_WAITING, markup=False, highlight=False)


def review_text(assistant: Assistant, text: str, cleaned: Rensning) -> Rensning:
    """Let a person correct what was masked in ``text``; the masked text as it was left."""
    review, _ = go_through(
        Console(stderr=True), Gennemsyn.of(text, cleaned), assistant.remember, decide=False
    )
    return Rensning(review.tekst, review.pletter)


def review_waiting(assistant: Assistant, document: str) -> None:
    """Let a person correct a waiting document and decide on it."""
    console = _console()
    review, verdict = go_through(
        console, assistant.review(document), assistant.remember, decide=True
    )
    if review != assistant.review(document):
        assistant.correct(document, review)
    if verdict != "vent":
        assistant.decide(document, approve=verdict == "godkend")
    said = {"godkend": texts.GODKENDT, "afvis": texts.AFVIST, "vent": texts.VENTER_STADIG}
    console.print(said[verdict].format(dokument=document), markup=False, highlight=False)


def _receipt(console: Console, result: Sletning) -> None:
    text = texts.ERASED.format(dokument=result.dokument, antal=result.filer_gennemsoegt)
    if result.rester:
        text = texts.LEFT_OVER.format(dokument=result.dokument, filer=", ".join(result.rester))
    console.print(text, markup=False, highlight=False)
    console.print(texts.RECEIPT.format(fil=result.kvittering), markup=False, highlight=False)


def _job(console: Console, assistant: Assistant, result: object) -> None:
    shown = assistant.present(result)
    console.print(Markdown(shown.tekst))
    _sources(console, shown.henvisninger)
    console.print(f"\n{texts.AI_MARK}", style="dim", highlight=False)


def _sources(console: Console, cites: tuple[Henvisning, ...]) -> None:
    for cite in cites:
        place = f", s. {cite.side}" if cite.side else ""
        section = f" ({cite.afsnit})" if cite.afsnit else ""
        console.print(
            f"[{cite.nr}] {cite.titel}{place}{section}: »{' '.join(cite.citat.split())}«",
            markup=False,
            highlight=False,
            style="dim",
        )


def _rows(console: Console, results: tuple[object, ...]) -> None:
    for number, result in enumerate(results, 1):
        if isinstance(result, Fund):
            passage = result.uddrag
            place = f", s. {passage.side}" if passage.side else ""
            section = f" · {passage.afsnit}" if passage.afsnit else ""
            console.print(f"{number}. {passage.titel}{place}{section}", markup=False, style="bold")
            text = " ".join(passage.tekst.replace("**", "").split())
            console.print(f"   {text[:280]}", markup=False, highlight=False)
    if not results:
        console.print(texts.NOTHING, markup=False)


def _intake(console: Console, result: Indlaesninger) -> None:
    """What needs a person's eye, line by line, and then the numbers."""
    for row in result.dokumenter:
        if row.status != "uaendret":
            name = STATUSNAVNE[row.status]
            amount = f", {row.uddrag} uddrag" if row.uddrag else ""
            line = f"{Path(row.fil).name}: {name}{amount}. {row.besked}"
            console.print(line, markup=False, highlight=False)
    counts = Counter[str](row.status for row in result.dokumenter)
    console.print(
        texts.INDLAEST_TAL.format(**{status: counts[status] for status in STATUSNAVNE}),
        highlight=False,
    )
    if result.forsvundne:
        gone = ", ".join(result.forsvundne)
        console.print(texts.FORSVUNDET.format(navne=gone), markup=False, highlight=False)


STATUSNAVNE: Mapping[str, str] = {
    "ny": "ny",
    "aendret": "ændret",
    "uaendret": "uændret",
    "afvist": "afvist",
}


def _status(console: Console, status: Status) -> None:
    for part in status.dele:
        mark = "ok  " if part.ok else "FEJL"
        console.print(f"{mark}  {part.navn}: {part.besked}", markup=False, highlight=False)
    console.print(
        f"\n{status.dokumenter} dokumenter, {status.uddrag} uddrag. Motor: {status.motor}. "
        f"Indlejring: {status.indlejring}.",
        highlight=False,
    )
