"""Go through what was masked, line by line, at the keyboard."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal

from rich.console import Console
from rich.table import Table

from assistent import texts
from assistent.anonymise.review import Gennemsyn
from assistent.errors import RensFejl

Dom = Literal["godkend", "afvis", "vent"]
"""What a person decides: take it in, throw it out, or let it wait."""
_OWN = {"NAVN": "NAVN", "INSTITUTION": "INSTITUTION", "ADRESSE": "ADRESSE"}
"""The kinds that have a list of the municipality's own."""


def show_review(console: Console, review: Gennemsyn) -> None:
    """Print the masked text and a numbered line for each thing that is masked."""
    console.print(review.tekst, markup=False, highlight=False)
    groups = review.grupper()
    if not groups:
        console.print(f"\n{texts.INTET_SLOERET}", markup=False)
        return
    table = Table(box=None, pad_edge=False)
    for heading in texts.FUND_KOLONNER:
        table.add_column(heading)
    for group in groups:
        original = f"»{group.original}«" if group.original else "–"
        kind = texts.FUNDTYPER[group.type]
        table.add_row(str(group.nr), kind, original, group.erstatning, str(len(group.pletter)))
    console.print()
    console.print(table, markup=False)


def go_through(
    console: Console,
    review: Gennemsyn,
    remember: Callable[[str, str], None],
    decide: bool,
) -> tuple[Gennemsyn, Dom]:
    """Let a person correct ``review`` until it is right; with ``decide`` ask for a verdict too.

    ``remember`` puts an entry on the municipality's own list of a kind, "" for what to leave alone.
    """
    show_review(console, review)
    console.print(f"\n{texts.RET_SAADAN}", markup=False, highlight=False)
    if decide:
        console.print(texts.AFGOER_SAADAN, markup=False, highlight=False)
    while True:
        line = _asked(console, texts.RET_PROMPT)
        verdict = _verdict(line, decide)
        if verdict:
            return review, verdict
        try:
            review = _corrected(console, review, line, remember)
        except RensFejl as error:
            console.print(str(error), markup=False, highlight=False)
            continue
        show_review(console, review)


def _verdict(line: str, decide: bool) -> Dom | None:
    if not line:
        return "vent"
    if decide and line.lower() in ("g", "godkend"):
        return "godkend"
    return "afvis" if decide and line.lower() in ("a", "afvis") else None


def _corrected(
    console: Console, review: Gennemsyn, line: str, remember: Callable[[str, str], None]
) -> Gennemsyn:
    if match := re.fullmatch(r"-\s*(\d+)", line):
        number = int(match[1])
        changed = review.lad_staa(number)
        original = review.grupper()[number - 1].original
        if _yes(console, texts.HUSK_LAD_STAA.format(ord=original)):
            remember("", original)
        return changed
    if match := re.fullmatch(r"(\d+)\s*=\s*(.+)", line):
        return review.skriv(int(match[1]), match[2])
    if match := re.fullmatch(r"\+\s*(.+)", line):
        word = match[1].strip()
        kind = _kind(_asked(console, texts.HVAD_ER_DET))
        changed = review.sloer(word, kind)
        if kind in _OWN and _yes(console, texts.HUSK_SLOER.format(ord=word)):
            remember(kind, word)
        return changed
    raise RensFejl(texts.RET_SAADAN)


def _kind(answer: str) -> str:
    wanted = answer.lower()
    for kind, name in texts.FUNDTYPER.items():
        if wanted and name.lower().startswith(wanted):
            return kind
    return "NAVN"


def _yes(console: Console, question: str) -> bool:
    return _asked(console, question).lower().startswith("j")


def _asked(console: Console, question: str) -> str:
    """What a person types; nothing where there is no more to read."""
    try:
        return console.input(f"{question} ", markup=False).strip()
    except EOFError:
        return ""
