"""Content to PDF by typst and the templates in skabeloner/.

The words go to the templates as JSON and are never read as markup. Files are tagged (PDF/UA-1)
where the fonts have all characters of the text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistent.errors import FilFejl
from assistent.export.texts import Words
from assistent.prompts import Frames

if TYPE_CHECKING:
    from typst import Fonts, PDFStandard

_TEMPLATES = Path(__file__).parent / "skabeloner"
_HEADER = 70
_LONG_WORD = re.compile(r"\S{31,}")
_BREAK = "\u200b"


def typeset(template: str, content: dict[str, Any], title: str, frames: Frames) -> bytes:
    """Typeset the content by the template of that name; ``title`` stands at the top of its pages.

    The embedded fonts come first. A character they lack is looked for in the machine's own; where
    those lack it too, the file is tagged but does not claim to be PDF/UA. Raises FilFejl.
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
    raise FilFejl("PDF-filen kunne ikke laves. Hent den som Word i stedet.") from problem


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
