"""Question to Svar without a language model: pick, order and cite statements; or decline.

The statements are vidensbasen's own sentences (written and reviewed by people, each tied to a
verbatim quote), or, for documents nobody has written statements for, the source's sentences. So
an answer says nothing that its source does not.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from assistent.danish import content_stems, words
from assistent.datamodels import Fund, Henvisning, Korn, Renset, Svar, Uddrag
from assistent.prompts import Frames

_FACT = re.compile(
    r"\b(?:hvor (?:mange|meget|stor|store|lang|længe|tit|ofte|gammel|gamle|høj)|hvornår|hvem|"
    r"hvilken|hvilket|hvad hedder|hvilke[nt]? (?:år|side|dato))\b|"
    r"^(?:er|var|har|må|skal|kan|bliver|"
    r"blev|findes|gælder|kommer)\b",
    re.IGNORECASE,
)
_WANTS_NUMBER = re.compile(r"\bhvor (?:mange|meget|stor|store|lang|længe|tit|ofte)\b|procent|antal")
_WANTS_TIME = re.compile(r"\bhvornår\b|hvilket år|\bdato\b")
_NUMBER = re.compile(r"\d|½|\b(?:en|to|tre|fire|fem|seks|syv|otte|ni|ti|elleve|tolv|halv)\b", re.I)
_TIME = re.compile(
    r"\b(?:19|20)\d\d\b|januar|februar|marts|april|maj|jun[ik]|jul[ij]|august|"
    r"september|oktober|november|december|sommer|forår|efterår|vinter",
    re.I,
)


class Lexicon(Protocol):
    """What answering needs of the word index."""

    def shared(self, query: str, ident: str) -> tuple[tuple[str, ...], float]:
        """The query's terms in a passage, and their share of its weight."""
        ...

    def weight(self, term: str) -> float:
        """How telling a term is."""
        ...


class Head(Protocol):
    """A trained part: rows of features to class probabilities; the last class is "ja"."""

    def probabilities(self, features: NDArray[np.float32]) -> NDArray[np.float32]:
        """(n, classes)."""
        ...


# Chosen on the curve that evals/train_svar.py prints: below the first the question is declined,
# between the two the answer says that it may not be the right one.
_ANSWERED = 0.3
_SURE = 0.55
_COVERED = 0.6


@dataclass(frozen=True)
class Statement:
    """Something that may be said in an answer, with what carries it."""

    text: str
    quote: str
    page: int | None
    passage: Uddrag
    score: float


def features(
    question: str, hits: Sequence[Fund], lexicon: Lexicon, topic: float
) -> NDArray[np.float32]:
    """What tells whether the hits answer the question, (1, 9), each about 0..1.

    ``topic`` is how much the question sounds like those that vidensbasen answers.
    """
    top = hits[0]
    kinds = dict.fromkeys(("uddrag", "saetning", "spoergsmaal", "udsagn"), 0.0)
    for reason in top.traef:
        kinds[reason.korn.art] = max(kinds[reason.korn.art], reason.lighed)
    coverage = max(lexicon.shared(question, hit.uddrag.id)[1] for hit in hits[:3])
    nearest = hits[0].score - (hits[4].score if len(hits) > 4 else 0.0)
    source = float(top.uddrag.art in ("tekst", "tabel", "fodnote"))
    row = [topic, top.score, coverage, nearest, source, *kinds.values()]
    return np.array([row], np.float32)


class Answerer:
    """Answers from hits. ``head`` judges whether they hold the answer at all."""

    def __init__(self, frames: Frames, head: Head | None) -> None:
        self._frames = frames
        self._head = head

    def answer(
        self, question: Renset, hits: Sequence[Fund], lexicon: Lexicon, topic: float = 0.5
    ) -> Svar:
        """The answer with its citations, or a declined one that says what lies nearby."""
        sure = self._certainty(question, hits, lexicon, topic) if hits else 0.0
        if sure < _ANSWERED:
            return self._decline(hits)
        note = "" if sure >= _SURE else self._frames.fill("svar", "usikker")
        if not any(hit.traef for hit in hits):
            note = self._frames.fill("svar", "ord_alene")
        if hits[0].uddrag.art in ("metode", "begreb", "handleplan"):
            return self._from_record(hits[0].uddrag, note)
        chosen = self._choose(question, hits, lexicon)
        if not chosen:
            return self._decline(hits)
        return _compose(chosen, note)

    def _certainty(
        self, question: str, hits: Sequence[Fund], lexicon: Lexicon, topic: float
    ) -> float:
        """How likely it is that the hits hold the answer, 0..1."""
        row = features(question, hits, lexicon, topic)
        if self._head is None or not any(hit.traef for hit in hits):
            # Words alone: most of what was asked about must stand in the passage.
            return float(row[0, 2] >= _COVERED)
        return float(self._head.probabilities(row)[0, -1])

    def _decline(self, hits: Sequence[Fund]) -> Svar:
        lines: list[str] = []
        seen: set[tuple[str, int | None]] = set()
        for hit in hits:
            passage = hit.uddrag
            key = passage.titel, passage.side
            if key in seen or len(lines) == 3:
                continue
            seen.add(key)
            place = self._frames.fill("svar", "side", side=passage.side) if passage.side else ""
            lines.append(
                self._frames.fill(
                    "svar", "nabo", titel=passage.titel, sted=place, uddrag=_first_words(passage)
                )
            )
        if not lines:
            return Svar(self._frames.fill("svar", "afvist_uden_naboer"), True, ())
        text = self._frames.fill("svar", "afvist_med_naboer", naboer="\n".join(lines))
        return Svar(text, True, ())

    def _choose(
        self, question: str, hits: Sequence[Fund], lexicon: Lexicon
    ) -> tuple[Statement, ...]:
        candidates = sorted(_statements(question, hits, lexicon), key=lambda s: (-s.score, s.text))
        if not candidates:
            return ()
        fact = bool(_FACT.search(question))
        most, share = (2, 0.93) if fact else (5, 0.8)
        best = candidates[0].score
        chosen: list[Statement] = []
        for candidate in candidates:
            if len(chosen) == most or candidate.score < share * best:
                break
            if not any(_repeats(candidate, other) for other in chosen):
                chosen.append(candidate)
        return tuple(_in_reading_order(chosen))

    def _from_record(self, passage: Uddrag, note: str) -> Svar:
        lines = [passage.tekst[piece.start : piece.slut] for piece in passage.stykker]
        cite = Henvisning(1, passage.kilde, passage.titel, None, passage.afsnit, lines[0])
        if passage.art == "metode":
            steps = _under(passage, "**Trin**")[:3]
            head = self._frames.fill("svar", "metode", navn=passage.titel, kort=lines[0], nr=" [1]")
            begin = self._frames.fill("svar", "metode_trin")
            text = "\n".join([head, "", begin, *steps])
        elif passage.art == "begreb":
            head = self._frames.fill("svar", "begreb", tekst=lines[0], nr=" [1]")
            readings = _under(passage, "**Forskellige læsninger**")
            start = [self._frames.fill("svar", "laesninger"), *readings] if readings else []
            text = "\n".join([head, "", *start]).strip()
        else:
            text = self._frames.fill(
                "svar", "forloeb", titel=passage.titel, kort=lines[0], nr=" [1]"
            )
        return Svar(text, False, (cite,), bemaerkning=note)


def _first_words(passage: Uddrag) -> str:
    plain = " ".join(passage.tekst.replace("**", "").replace("|", " ").split())
    cut = plain[:110].rsplit(" ", 1)[0] if len(plain) > 110 else plain
    return cut + (" …" if cut != plain else "")


def _under(passage: Uddrag, heading: str) -> list[str]:
    lines = passage.tekst.splitlines()
    if heading not in lines:
        return []
    after = lines[lines.index(heading) + 1 :]
    end = next((n for n, line in enumerate(after) if not line.startswith("- ")), len(after))
    return after[:end]


def _statements(question: str, hits: Sequence[Fund], lexicon: Lexicon) -> list[Statement]:
    """The candidates of the best passages: statements first, sentences where there are none."""
    found: list[Statement] = []
    wanted = _weights(question, lexicon)
    best = hits[0].score
    for hit in hits:
        if hit.uddrag.art in ("metode", "begreb", "handleplan") or hit.score < 0.6 * best:
            continue
        own = [reason for reason in hit.traef if reason.korn.art == "udsagn"]
        reasons = own or [reason for reason in hit.traef if reason.korn.art == "saetning"]
        for reason in reasons:
            statement = _statement(question, hit, reason.korn, reason.lighed, wanted, best)
            if statement:
                found.append(statement)
        if not reasons:
            found.extend(_by_words(hit, wanted, best))
    return found


def _weights(question: str, lexicon: Lexicon) -> Mapping[str, float]:
    return {term: lexicon.weight(term) for term in content_stems(question)}


def _overlap(text: str, wanted: Mapping[str, float]) -> float:
    total = sum(wanted.values())
    have = set(content_stems(text))
    return sum(weight for term, weight in wanted.items() if term in have) / total if total else 0.0


def _statement(
    question: str,
    hit: Fund,
    grain: Korn,
    cosine: float,
    wanted: Mapping[str, float],
    best: float,
) -> Statement | None:
    quote, page = _quote_of(grain, hit.uddrag)
    if not quote:
        return None
    score = cosine + 0.5 * _overlap(grain.tekst, wanted) + 0.6 * hit.score / best
    if _WANTS_NUMBER.search(question.lower()):
        score += 0.15 if _NUMBER.search(grain.tekst) else -0.15
    if _WANTS_TIME.search(question.lower()):
        score += 0.15 if _TIME.search(grain.tekst) else -0.15
    return Statement(grain.tekst.strip(), quote, page, hit.uddrag, score)


def _by_words(hit: Fund, wanted: Mapping[str, float], best: float) -> list[Statement]:
    """The quotable stretches of a passage, judged by words alone (before the vectors are there)."""
    found = []
    for piece in hit.uddrag.stykker:
        text = hit.uddrag.tekst[piece.start : piece.slut]
        if len(words(text)) >= 4:
            score = _overlap(text, wanted) + 0.6 * hit.score / best
            found.append(Statement(text, text, piece.side, hit.uddrag, score))
    return found


def _quote_of(grain: Korn, passage: Uddrag) -> tuple[str, int | None]:
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


def _repeats(candidate: Statement, other: Statement) -> bool:
    mine, theirs = set(content_stems(candidate.text)), set(content_stems(other.text))
    numbers = {w for w in words(candidate.text) if w.isdigit()}
    if numbers - {w for w in words(other.text) if w.isdigit()}:
        return False
    return len(mine & theirs) > 0.6 * min(len(mine), len(theirs))


def _in_reading_order(chosen: list[Statement]) -> list[Statement]:
    """The best one first, then the rest as the source has them."""
    rest = sorted(chosen[1:], key=lambda s: (s.passage.kilde, s.page or 0))
    return chosen[:1] + rest


def _compose(chosen: Sequence[Statement], note: str) -> Svar:
    cites: list[Henvisning] = []
    sentences = []
    for number, statement in enumerate(chosen, 1):
        passage = statement.passage
        cites.append(
            Henvisning(
                number,
                passage.kilde,
                passage.titel,
                statement.page,
                passage.afsnit,
                statement.quote,
            )
        )
        text = statement.text
        ending = text if text[-1] in ".!?:»”" else f"{text}."
        sentences.append(f"{ending} [{number}]")
    return Svar(" ".join(sentences), False, tuple(cites), bemaerkning=note)
