"""The parents as »I«, »jer« and »jeres« in a line that speaks of them."""

from __future__ import annotations

import re

# The grammar of the language: what stands before a subject, and before an object.
_PREPOSITIONS = frozenset(
    "med til fra af for hos om på ved uden efter mellem imellem over sammen".split()
)
_CONJUNCTIONS = frozenset(
    "og men at når hvis som der så mens eller hvor hvordan hvornår hvad hvilke fordi før "
    "inden".split()
)
_SUBJECTS = frozenset(
    "vi jeg man han hun den det de lederen rp ressourcepædagogen pædagogen medhjælperen "
    "stuen psykologen vores fra".split()
)
_PARENTS = re.compile(
    r"(?<!\balle )\b(?P<alle>begge\s+)?"
    r"(?P<ord>forældrenes|forældrene|forælderen|forældre|mor\s+og\s+far|far\s+og\s+mor)\b",
    re.IGNORECASE,
)
_LEADER_FIRST = re.compile(r"\blederen(?P<led>,| og) I\b(?! begge)", re.IGNORECASE)
_THEY = re.compile(
    r"(?P<foran>(?:^|[.!?]\s|\b(?:at|om|når|hvis|hvad|hvordan|hvornår)\s))[Dd]e"
    r"(?=\s+(?:\w+r|kan|vil|skal|må)\b)"
)


def address(text: str) -> str:
    """The text with the parents spoken to; unchanged where it does not name them."""
    text = re.sub(r"\bderes (barn|søn|datter)\b", r"jeres \1", text)
    told = _PARENTS.sub(_you, text)
    if told == text:
        return text
    told = told if re.search(r"børn", told) else _THEY.sub(lambda m: f"{m['foran']}I", told)
    return _LEADER_FIRST.sub(lambda m: f"I{m['led']} lederen", told)


def _you(found: re.Match[str]) -> str:
    if found["ord"].lower().endswith("nes"):
        return cased("jeres", found)
    clause = re.split(r"[,.:;!?»«]", found.string[: found.start()])[-1]
    before = clause.lower().split()
    both = " begge" if found["alle"] else ""
    return ("I" if _is_subject(before) else "jer") + both


def _is_subject(before: list[str]) -> bool:
    """True where the parents are who does it, judged by the words before them in the clause."""
    while before and before[0] in _CONJUNCTIONS:
        before = before[1:]
    if not before:
        return True
    if before[-1] in _PREPOSITIONS:
        return False
    if before[-1] in ("og", "eller"):
        return not set(before) & _PREPOSITIONS
    return not set(before) & _SUBJECTS


def cased(text: str, found: re.Match[str]) -> str:
    """``text`` with a capital where what it replaces begins a sentence."""
    before = found.string[: found.start()].rstrip()
    begins = not before or before[-1] in ".!?:»"
    return text[:1].upper() + text[1:] if begins else text
