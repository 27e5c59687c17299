"""Files between the page "Planer" and the browser: they travel as text within the events."""

from __future__ import annotations

import base64
import binascii
import tempfile
from collections.abc import Callable, Mapping
from html import escape
from itertools import count
from pathlib import Path

from assistent import texts
from assistent import texts_planer as t
from assistent.errors import PlanFejl
from assistent.handleplan import Planfil
from assistent.ui import files

_LARGEST = 20 * 1024 * 1024
_numbers = count(1)


def data_of(told: Mapping[str, str]) -> bytes:
    """The content of a file that was sent. Raises PlanFejl when it did not come through."""
    coded = told.get("data", "")
    if len(coded) > _LARGEST * 4 // 3 + 4:
        raise PlanFejl(t.FIL_FOR_STOR)
    try:
        data = base64.b64decode(coded, validate=True)
    except binascii.Error as error:
        raise PlanFejl(t.FIL_ULAESELIG) from error
    if not data:
        raise PlanFejl(t.FIL_ULAESELIG)
    return data


def text_of(
    told: Mapping[str, str], folder: Path, reader: Callable[[Path], str]
) -> tuple[str, str]:
    """The name and the text of a file that was sent; the file is gone after.

    Raises AssistentFejl when it cannot be read.
    """
    name = Path(told.get("navn", "").replace("\\", "/")).name or "fil"
    if Path(name).suffix.lower() not in files.TYPES:
        raise PlanFejl(texts.FIL_FORKERT.format(navn=name))
    data = data_of(told)
    with tempfile.TemporaryDirectory(dir=folder) as own:
        path = Path(own) / name
        path.write_bytes(data)
        return name, reader(path)


def file_html(made: Planfil) -> str:
    """A file for the browser to save."""
    coded = base64.b64encode(made.indhold).decode()
    return _handed("fil", coded, f' data-navn="{escape(made.navn)}"')


def text_html(text: str) -> str:
    """The text of a file for the browser to put in a field."""
    return _handed("tekst", base64.b64encode(text.encode()).decode())


def _handed(kind: str, coded: str, about: str = "") -> str:
    # The number tells two like files apart: both are saved.
    return f'<data class="{kind}" data-nr="{next(_numbers)}"{about} value="{coded}"></data>'
