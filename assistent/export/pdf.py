"""A plan, the card for the wall and a letter as PDF, typeset by typst from skabeloner/.

The words go to the templates as JSON and are never read as markup. Files are tagged (PDF/UA-1)
where the fonts have all characters of the text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistent.datamodels import Element
from assistent.errors import FilFejl
from assistent.export.sheet import build_sheet, letter_sheet
from assistent.export.texts import Words, one_line, printable
from assistent.handleplan import Brev, Kortpunkt, Planversion
from assistent.prompts import Frames

if TYPE_CHECKING:
    from typst import Fonts, PDFStandard

_TEMPLATES = Path(__file__).parent / "skabeloner"
_MOST_POINTS = 3
_HEADER = 70
_LONG_WORD = re.compile(r"\S{31,}")
_BREAK = "\u200b"


def plan_pdf(version: Planversion, names: Mapping[Element, str], frames: Frames) -> bytes:
    """Typeset the plan with its status, sources and page numbers.

    Returns the bytes of a tagged PDF.
    """
    sheet = build_sheet(version, names, frames)
    return _compile("plan", asdict(sheet), sheet.titel, frames)


def letter_pdf(letter: Brev, frames: Frames) -> bytes:
    """Typeset the letter.

    Returns the bytes of a tagged PDF.
    """
    sheet = letter_sheet(letter, frames)
    return _compile("brev", asdict(sheet), sheet.titel, frames)


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
    return _compile("kort", content, one_line(printable(title)), frames)


def _point(number: int, point: Kortpunkt, words: Words) -> dict[str, Any]:
    told = {key: printable(getattr(point, key)).strip() for key in words.map("kort_felter")}
    fields = [(name, told[key]) for key, name in words.map("kort_felter").items() if told[key]]
    return {"navn": words.text("kort_nummer", nr=number), "felter": fields}


def _compile(template: str, content: dict[str, Any], title: str, frames: Frames) -> bytes:
    """Typeset the content by the template of that name.

    The embedded fonts come first. A character they lack is looked for in the machine's own; where
    those lack it too, the file is tagged but does not claim to be PDF/UA.
    """
    import typst

    short = title if len(title) <= _HEADER else f"{title[:_HEADER].rstrip()}…"
    whole = {**content, "kort_titel": short, "ord": Words(frames).map("sideord")}
    inputs = {"data": json.dumps(_breakable(whole), ensure_ascii=False)}
    attempts: tuple[tuple[bool, list[PDFStandard]], ...] = (
        (False, ["ua-1"]),
        (True, ["ua-1"]),
        (True, []),
    )
    for own_fonts, standards in attempts:
        try:
            return typst.compile(
                _TEMPLATES / f"{template}.typ",
                root=_TEMPLATES,
                format="pdf",
                font_paths=_fonts(own_fonts),
                sys_inputs=inputs,
                pdf_standards=standards,
            )
        except typst.TypstError as error:
            if "for-langt" in str(error):
                raise FilFejl(
                    "Teksterne på kortet er for lange til én side. Gør dem kortere, så de kan "
                    "læses på væggen, og prøv igen."
                ) from error
            problem = error
    raise FilFejl("PDF-filen kunne ikke laves. Hent planen som Word i stedet.") from problem


@cache
def _fonts(with_own: bool) -> Fonts:
    """The embedded fonts, and the machine's own where ``with_own``."""
    import typst

    return typst.Fonts(include_system_fonts=with_own, include_embedded_fonts=True)


def _breakable(content: Any) -> Any:
    """The content with places to break in what is too long for a line, such as addresses."""
    if isinstance(content, str):
        return _LONG_WORD.sub(lambda word: _BREAK.join(re.findall(".{1,10}", word[0])), content)
    if isinstance(content, Mapping):
        return {key: _breakable(value) for key, value in content.items()}
    return [_breakable(v) for v in content] if isinstance(content, (list, tuple)) else content
