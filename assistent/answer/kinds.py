"""What a question asks for, told by its form, and what a statement that answers it holds."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

Slags = Literal["antal", "laengde", "tid", "hvem", "hvilken", "hvorfor", "ja_nej"]

_ASKS: Mapping[Slags, re.Pattern[str]] = {
    "antal": re.compile(
        r"\bhvor (?:mange|meget|stor|store|lille|højt?|få)\b|procent|\bantal|andel"
    ),
    "laengde": re.compile(r"\bhvor (?:lang|længe|tit|ofte|gammel|gamle)\b"),
    "tid": re.compile(r"\bhvornår\b|hvilket år|\bdato\b|\bårstal"),
    "hvem": re.compile(r"\bhvem\b|\bhvis\b (?:ansvar|opgave)|hvilke[nt]? (?:gruppe|fag|part)"),
    "hvilken": re.compile(r"\b(?:hvilken|hvilket|hvad hedder)\b"),
    "hvorfor": re.compile(r"\bhvorfor\b|hvad skyldes|grunden|årsag|hvordan kan det være"),
    "ja_nej": re.compile(
        r"^(?:er|var|har|havde|må|skal|kan|bliver|blev|findes|gælder|kommer|kom|får|fik|hjælper|"
        r"siger|mener|synes|tror|står|stod|ved|gør|gjorde|vil|ville|skulle|kunne|oplever|bruger)\b"
    ),
}
HOLDS: Mapping[Slags, re.Pattern[str]] = {
    "antal": re.compile(
        r"\d|½|\b(?:en|én|et|to|tre|fire|fem|seks|syv|otte|ni|ti|elleve|tolv|halv\w*|tredjedel|"
        r"fjerdedel|ingen|alle|begge|flere|få|flertal\w*)\b"
    ),
    "laengde": re.compile(r"\b(?:tim|minut|dag|uge|måned|år|gang|gange|hver|periode|forløb)"),
    "tid": re.compile(
        r"\b(?:19|20)\d\d\b|januar|februar|marts|april|maj|jun[ik]|jul[ij]|august|september|"
        r"oktober|november|december|sommer|forår|efterår|vinter"
    ),
    "hvorfor": re.compile(
        r"\b(?:fordi|derfor|skyldes|da|eftersom|så|årsag|grund|for at|betyder|på grund)"
    ),
}
"""What a statement holds that answers such a question."""
_MEASURES: frozenset[Slags] = frozenset(("antal", "laengde", "tid"))
_FACTS: frozenset[Slags] = _MEASURES | {"hvem", "hvilken", "ja_nej"}


def kinds(question: str) -> frozenset[Slags]:
    """Everything that ``question`` asks for by its form; empty for an open one."""
    lowered = " ".join(question.lower().split())
    return frozenset(kind for kind, form in _ASKS.items() if form.search(lowered))


def measures(question: str) -> bool:
    """True where a number, a length or a time is asked for."""
    return bool(kinds(question) & _MEASURES)


def is_fact(question: str) -> bool:
    """True where one or two sentences are the whole answer."""
    return bool(kinds(question) & _FACTS)
