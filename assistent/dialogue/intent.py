"""The kinds of message a conversation knows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from assistent.datamodels import Element, Opgave

Art = Literal[
    "spoerg",
    "ideer",
    "udkast",
    "tjek",
    "uddyb",
    "konkret",
    "udkast_fra",
    "tjek_den",
    "flere",
    "synsvinkel",
    "om_svar",
    "kilder",
    "tilfoej",
    "hilsen",
    "tak",
    "kan",
    "afvis_diagnose",
    "afvis_stoette",
    "afvis_kollega",
    "afvis_barn",
    "bekymring",
    "tvivl",
]
"""New jobs first, then follow-ups, then talk, then what is kindly refused; "tvivl" asks back."""

ARTER: tuple[Art, ...] = tuple(art for art in get_args(Art) if art != "tvivl")
NYE: tuple[Art, ...] = ("spoerg", "ideer", "udkast", "tjek")
AFVISNINGER: tuple[Art, ...] = (
    "afvis_diagnose",
    "afvis_stoette",
    "afvis_kollega",
    "afvis_barn",
    "bekymring",
)
SNAK: tuple[Art, ...] = ("hilsen", "tak", "kan")
OPFOELGNINGER: tuple[Art, ...] = ARTER[4:13]

# The job that a kind of message belongs to, where it does not depend on what was said before.
OPGAVER: Mapping[Art, Opgave] = {
    "spoerg": "spoerg",
    "ideer": "ideer",
    "udkast": "udkast",
    "tjek": "tjek",
    "uddyb": "ideer",
    "konkret": "udkast",
    "udkast_fra": "udkast",
    "tjek_den": "tjek",
    "flere": "ideer",
    "om_svar": "spoerg",
}


@dataclass(frozen=True)
class Hensigt:
    """What a message asks for.

    ``nr`` is the strategy meant (-1 the last one), ``element`` the element of the plan, ``part``
    the party, ``forudsaetning`` the condition; each None or empty where the message names none.
    ``valg`` are the kinds in doubt when ``art`` is "tvivl". ``bar`` is a command with nothing to
    work on in the same message (»lav en handleplan«). ``bekymret`` is a message that may tell of
    a child in danger, whatever else it asks for.
    """

    art: Art
    opgave: Opgave
    nr: int | None = None
    element: Element | None = None
    part: str = ""
    forudsaetning: str = ""
    sikkerhed: float = 1.0
    valg: tuple[Art, ...] = ()
    bar: bool = False
    bekymret: bool = False
