"""From judged candidates to an answer: which to say, in what order, each with its citation."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistent.answer.candidates import Candidate
from assistent.answer.kinds import is_fact
from assistent.danish import content_stems, words
from assistent.datamodels import Henvisning, Svar

_MOST_FACTS, _FACT_SHARE = 2, 0.3
_MOST, _SHARE = 6, 0.25
_LEAST = 3
"""Sentences that an open question is answered with where there are as many."""


def choose(question: str, candidates: Sequence[Candidate]) -> list[Candidate]:
    """What to say of ``candidates``, which are likeliest first: one or two facts, or up to six."""
    if not candidates:
        return []
    fact = is_fact(question)
    most, share = (_MOST_FACTS, _FACT_SHARE) if fact else (_MOST, _SHARE)
    best = candidates[0]
    chosen: list[Candidate] = []
    for candidate in candidates:
        if len(chosen) == most:
            break
        beside = candidate.passage.id == best.passage.id and len(chosen) < _LEAST and not fact
        if candidate.chance < (share / 2 if beside else share) * best.chance:
            continue
        if candidate.record or any(repeats(candidate, other) for other in chosen):
            continue
        chosen.append(candidate)
    return _in_reading_order(chosen)


def first_of(candidates: Sequence[Candidate], count: int) -> list[Candidate]:
    """The ``count`` likeliest of ``candidates`` that repeat none before them, in reading order."""
    chosen: list[Candidate] = []
    for candidate in candidates:
        if len(chosen) < count and not any(repeats(candidate, other) for other in chosen):
            chosen.append(candidate)
    return _in_reading_order(chosen)


def repeats(candidate: Candidate, other: Candidate) -> bool:
    """True when ``candidate`` says nothing much beyond ``other``."""
    mine, theirs = set(content_stems(candidate.text)), set(content_stems(other.text))
    numbers = {w for w in words(candidate.text) if w.isdigit()}
    if numbers - {w for w in words(other.text) if w.isdigit()}:
        return False
    return len(mine & theirs) > 0.6 * min(len(mine), len(theirs))


def _in_reading_order(chosen: list[Candidate]) -> list[Candidate]:
    """The best one first, then what stands beside it, then the rest as the sources have them."""
    if not chosen:
        return []
    home = chosen[0].passage

    def place(candidate: Candidate) -> tuple[bool, bool, str, int, int]:
        passage = candidate.passage
        at = passage.tekst.find(candidate.quote[:40])
        away = passage.id != home.id
        return away, passage.kilde != home.kilde, passage.kilde, candidate.page or 0, at

    return chosen[:1] + sorted(chosen[1:], key=place)


def by_voice(chosen: Sequence[Candidate], voices: Sequence[str]) -> list[list[Candidate]]:
    """``chosen`` in paragraphs: what the leaders say apart from what the staff say, and so on.

    ``voices`` are words that tell whose view a sentence is; a sentence with none of them, or with
    several, is nobody's alone. The paragraph of the best comes first.
    """
    found: dict[str, list[Candidate]] = {}
    for said in chosen:
        found.setdefault(_voice(said.text, voices), []).append(said)
    return list(found.values())


def _voice(text: str, voices: Sequence[str]) -> str:
    said = [voice for voice in voices if re.search(rf"\b\w*{voice}", text.lower())]
    # »Ressourcepædagog« holds »pædagog«: the longer word is the one that is meant.
    own = [v for v in said if not any(v != other and v in other for other in said)]
    return own[0] if len(own) == 1 else ""


def compose(
    chosen: Sequence[Candidate], note: str, voices: Sequence[str] = (), apart: int = 3
) -> Svar:
    """The answer: each sentence with the number of its citation.

    From ``apart`` sentences on, each voice has a paragraph of its own.
    """
    paragraphs = by_voice(chosen, voices) if len(chosen) >= apart else [list(chosen)]
    ordered = [said for paragraph in paragraphs for said in paragraph]
    breaks = {id(paragraph[0]) for paragraph in paragraphs[1:]}
    cites: list[Henvisning] = []
    text = ""
    for number, said in enumerate(ordered, 1):
        passage = said.passage
        cites.append(
            Henvisning(number, passage.kilde, passage.titel, said.page, passage.afsnit, said.quote)
        )
        ending = said.text if said.text[-1] in ".!?:»”" else f"{said.text}."
        between = "\n\n" if id(said) in breaks else " "
        text = f"{text}{between}{ending} [{number}]"
    return Svar(text.strip(), False, tuple(cites), bemaerkning=note)
