"""What is written for personal data that is no name: »[ADRESSE]«."""

from __future__ import annotations

import re

_WRITTEN = {"FOEDSELSDATO": "FØDSELSDATO", "ANDET_ID": "ID"}
TYPER = (
    "NAVN",
    "INSTITUTION",
    "ADRESSE",
    "FOEDSELSDATO",
    "CPR",
    "TELEFON",
    "EMAIL",
    "ANDET_ID",
)
"""The kinds of personal data."""
MASKED = re.compile(r"\[(?:NAVN|CPR|TELEFON|EMAIL|ADRESSE|INSTITUTION|FØDSELSDATO|ID)\]")
"""A mark in a text that has been masked already."""


def mark_of(kind: str) -> str:
    """The mark for personal data of ``kind``, one of TYPER."""
    return f"[{_WRITTEN.get(kind, kind)}]"
