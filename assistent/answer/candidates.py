"""What may be said in an answer, and how near the question it lies.

A candidate is a statement that was written for a passage (with its quote and the questions that it
answers) or, where nobody has written any, one of the passage's own sentences.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from assistent.danish import words
from assistent.datamodels import Fund, Korn, Traef, Uddrag


@dataclass
class Candidate:
    """Something that may be said, with what carries it and how near the question it lies."""

    text: str
    quote: str
    page: int | None
    passage: Uddrag
    place: float
    """The passage's score against the best passage's, 0..1."""
    written: bool
    """True for a statement, False for a sentence of the source."""
    near: float = 0.0
    """Cosine of the question and the candidate itself."""
    asked: float = 0.0
    """Cosine of the question and the nearest question that the candidate answers."""
    second: float = 0.0
    """The same of the second nearest."""
    home: float = 0.0
    """Cosine of the question and the nearest question to its passage as a whole."""
    record: bool = False
    """True for a method, a concept or a past plan, which is told whole."""
    questions: list[str] = field(default_factory=list)
    chance: float = 0.0
    """How likely it is to answer the question, once that is judged."""


RECORDS = ("metode", "begreb", "handleplan")
"""Passages that are told whole and not by statements."""


def gather(hits: Sequence[Fund]) -> list[Candidate]:
    """The candidates of ``hits``, in no order."""
    best = hits[0].score if hits and hits[0].score else 1.0
    found: dict[str, Candidate] = {}
    for hit in hits:
        for candidate in _of_hit(hit, hit.score / best):
            # A statement may stand under two passages; the one that was found first is kept.
            found.setdefault(candidate.text, candidate)
    return list(found.values())


def _of_hit(hit: Fund, place: float) -> list[Candidate]:
    own = [reason for reason in hit.traef if reason.korn.udsagn is None]
    questions = [reason for reason in own if reason.korn.art == "spoergsmaal"]
    home = max((reason.lighed for reason in questions), default=0.0)
    if hit.uddrag.art in RECORDS:
        found = [_record(hit, own, place)]
    else:
        found = _statements(hit, place) or _sentences(hit, place) or _by_words(hit, place)
    for candidate in found:
        candidate.home = home
    return found


def _record(hit: Fund, own: Sequence[Traef], place: float) -> Candidate:
    text = hit.uddrag.tekst[hit.uddrag.stykker[0].start : hit.uddrag.stykker[0].slut]
    near = [r.lighed for r in own if r.korn.art != "spoergsmaal"]
    found = Candidate(
        text=text,
        quote=text,
        page=None,
        passage=hit.uddrag,
        place=place,
        written=True,
        near=max(near, default=0.0),
        record=True,
    )
    for reason in own:
        if reason.korn.art == "spoergsmaal":
            _take(found, reason)
    return found


def _statements(hit: Fund, place: float) -> list[Candidate]:
    told: dict[str, Candidate] = {}
    for reason in hit.traef:
        fact = reason.korn.udsagn
        if fact is None:
            continue
        fresh = Candidate(fact.tekst, fact.citat, fact.side, hit.uddrag, place, True)
        said = told.setdefault(fact.tekst, fresh)
        if reason.korn.art == "udsagn":
            said.near = reason.lighed
        else:
            _take(said, reason)
    return list(told.values())


def _take(said: Candidate, reason: Traef) -> None:
    """A question that the candidate answers."""
    nearest = sorted((said.asked, said.second, reason.lighed), reverse=True)
    said.asked, said.second = nearest[:2]
    said.questions.append(reason.korn.tekst)


def _sentences(hit: Fund, place: float) -> list[Candidate]:
    found = []
    for reason in hit.traef:
        if reason.korn.art == "saetning":
            quote, page = quote_of(reason.korn, hit.uddrag)
            if quote:
                text = reason.korn.tekst.strip()
                found.append(Candidate(text, quote, page, hit.uddrag, place, False, reason.lighed))
    return found


def _by_words(hit: Fund, place: float) -> list[Candidate]:
    """The quotable stretches of a passage (before the vectors are there)."""
    found = []
    for piece in hit.uddrag.stykker:
        text = hit.uddrag.tekst[piece.start : piece.slut]
        if len(words(text)) >= 4:
            found.append(Candidate(text, text, piece.side, hit.uddrag, place, False))
    return found


def quote_of(grain: Korn, passage: Uddrag) -> tuple[str, int | None]:
    """The verbatim quote behind a grain: crossing no page break and no footnote mark."""
    if grain.udsagn is not None:
        return grain.udsagn.citat, grain.udsagn.side
    if grain.stykke is None:
        return "", None
    start, end = grain.stykke
    parts = [
        (max(start, piece.start), min(end, piece.slut), piece.side)
        for piece in passage.stykker
        if piece.start < end and piece.slut > start
    ]
    if not parts:
        return "", None
    left, right, page = max(parts, key=lambda part: part[1] - part[0])
    return passage.tekst[left:right].strip(), page
