"""A plan, the card for the wall and a letter as PDF."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from assistent.datamodels import Element
from assistent.errors import FilFejl
from assistent.export.sheet import build_sheet, letter_sheet
from assistent.export.texts import Words, one_line, printable
from assistent.export.typeset import typeset
from assistent.handleplan import Brev, Kortpunkt, Planversion
from assistent.prompts import Frames

_MOST_POINTS = 3


def plan_pdf(version: Planversion, names: Mapping[Element, str], frames: Frames) -> bytes:
    """Typeset the plan with its status, sources and page numbers.

    Returns the bytes of a tagged PDF.
    """
    sheet = build_sheet(version, names, frames)
    return typeset("plan", asdict(sheet), sheet.titel, frames)


def letter_pdf(letter: Brev, frames: Frames) -> bytes:
    """Typeset the letter.

    Returns the bytes of a tagged PDF.
    """
    sheet = letter_sheet(letter, frames)
    return typeset("brev", asdict(sheet), sheet.titel, frames)


def card_pdf(title: str, points: Sequence[Kortpunkt], frames: Frames) -> bytes:
    """Typeset the card for the wall: one page of A4, in the largest type that its words allow.

    Returns the bytes of a tagged PDF. Raises FilFejl when there are no strategies or more than
    three, or when they are too long for one page.
    """
    if not points:
        raise FilFejl("Der er ingen strategier på kortet endnu. Vælg en til tre, og prøv igen.")
    if len(points) > _MOST_POINTS:
        raise FilFejl("Der er plads til tre strategier på kortet. Vælg de vigtigste, og prøv igen.")
    words = Words(frames)
    content = {
        "titel": words.text("kort_overskrift"),
        "ai": words.text("ai"),
        "punkter": [_point(number, point, words) for number, point in enumerate(points, 1)],
    }
    return typeset("kort", content, one_line(printable(title)), frames)


def _point(number: int, point: Kortpunkt, words: Words) -> dict[str, Any]:
    told = {key: printable(getattr(point, key)).strip() for key in words.map("kort_felter")}
    fields = [(name, told[key]) for key, name in words.map("kort_felter").items() if told[key]]
    return {"navn": words.text("kort_nummer", nr=number), "felter": fields}
