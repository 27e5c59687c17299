"""A check as PDF."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict

from assistent.datamodels import Tjek
from assistent.export.check_sheet import check_sheet
from assistent.export.typeset import typeset
from assistent.prompts import Frames


def check_pdf(check: Tjek, plan: str, names: Mapping[str, str], frames: Frames) -> bytes:
    """Typeset the check of the plan called ``plan``.

    Returns the bytes of a tagged PDF.
    """
    sheet = check_sheet(check, plan, names, frames)
    return typeset("tjek", asdict(sheet), sheet.titel, frames)
