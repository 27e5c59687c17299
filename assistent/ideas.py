"""Situation to two or three strategies, with the open questions worth asking first."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from assistent.danish import content_stems, sentences
from assistent.datamodels import (
    Fund,
    Henvisning,
    Ideer,
    LignendeForloeb,
    Renset,
    Strategi,
    UddragArt,
)
from assistent.knowledge import Aabent, Alder, Forloeb, Kategori, Metode
from assistent.prompts import Frames

Search = Callable[[str, UddragArt, int], Sequence[Fund]]
"""(text, kind of passage, count) to hits, best first."""
Cite = Callable[[str, "int | None", str], "Henvisning | None"]

_MONTHS_OR_YEARS = re.compile(
    r"\b(?P<number>\d{1,2}(?:[.,]\d)?|et|to|tre|fire|fem|seks)(?:-(?P<to>\d))?[ -]*"
    r"(?P<unit>årig\w*|år\b|mdr|mdr\.|måneder|md\b)|\bpå (?P<bare>[1-6]|et|to|tre|fire|fem|seks)\b"
    r"(?! (?:stuer?|voksne|pæd|uger|dage|timer|min|måned))",
    re.IGNORECASE,
)
_SPELLED = {"et": 1, "to": 2, "tre": 3, "fire": 4, "fem": 5, "seks": 6}
_NURSERY = re.compile(r"\bvuggestue|\bvugge\b|\bvug\b|\bbaby|\bde (?:helt )?små\b", re.IGNORECASE)
_KINDERGARTEN = re.compile(
    r"\bbørnehave|\bbh\b|\bstorebørn|\bskolegruppe|\bstoregruppe|\bførskole|\bskolestart", re.I
)


class Encoder(Protocol):
    """What ideas need of an embedder."""

    def query(self, texts: Sequence[str]) -> NDArray[np.float32]: ...


@dataclass(frozen=True)
class Knowledge:
    """What the ideas are drawn from."""

    methods: Mapping[str, Metode]
    plans: Mapping[str, Forloeb]
    categories: Mapping[str, Kategori]
    questions: tuple[Aabent, ...]


@dataclass(frozen=True)
class _Candidate:
    method: Metode
    score: float
    example: str


# Below this the nearest method is no nearer than it is to any text: measured on
# evals/data/uden-svar-dev.jsonl against situationer-dev.jsonl.
_NEAR_ENOUGH = 0.80
_ANSWERED = 0.88
_MOST_SEGMENTS = 12


class Ideas:
    """Picks, combines and cites methods for a situation. Deterministic."""

    def __init__(
        self,
        knowledge: Knowledge,
        search: Search,
        encoder: Callable[[], Encoder | None],
        frames: Frames,
        cite: Cite,
        known: Callable[[str], bool],
    ) -> None:
        self._knowledge = knowledge
        self._search = search
        self._encoder = encoder
        self._frames = frames
        self._cite = cite
        self._known = known
        self._answered: NDArray[np.float32] | None = None

    def ideas(self, situation: Renset, exclude: Sequence[str] = ()) -> Ideer:
        """Two or three strategies; none, with a request to tell more, when nothing fits.

        ``exclude`` are ids of methods that were shown already.
        """
        text = neutral(situation, self._known)
        segments = _segments(text)
        ages = ages_in(situation)
        candidates = self._candidates(segments, ages, exclude)
        chosen = _diverse(candidates)
        areas, uses = self._categories(segments, chosen)
        if not chosen:
            return Ideer(areas, uses, (), self._questions(segments, ()), (),
                         self._frames.fill("ideer", "ingen"))
        strategies = self._strategies(chosen)
        amount = self._frames.fill("ideer", f"antal_{len(strategies)}")
        return Ideer(
            omraader=areas,
            anvendelser=uses,
            strategier=strategies,
            spoergsmaal=self._questions(segments, chosen),
            lignende_forloeb=self._similar(text),
            indledning=self._frames.fill("ideer", "indledning", antal=amount),
            bemaerkning=self._remark(situation),
        )

    def _remark(self, situation: str) -> str:
        if self._encoder() is None:
            return self._frames.fill("ideer", "kun_ord")
        short = len(content_stems(situation)) < 5
        return self._frames.fill("ideer", "kort_situation") if short else ""

    def _candidates(
        self, segments: Sequence[str], ages: frozenset[Alder], exclude: Sequence[str]
    ) -> list[_Candidate]:
        scores: dict[str, list[float]] = defaultdict(list)
        nearest: dict[str, float] = defaultdict(float)
        examples: dict[str, tuple[float, str]] = {}
        for segment in segments:
            for hit in self._search(segment, "metode", 30):
                ident = hit.uddrag.kilde.removeprefix("metoder/")
                method = self._knowledge.methods.get(ident)
                if method is None:
                    continue
                scores[ident].append(_fit(hit))
                for reason in hit.traef:
                    nearest[ident] = max(nearest[ident], reason.lighed)
                    if reason.korn.tekst in method.hvornaar:
                        best = examples.get(ident, (0.0, ""))
                        examples[ident] = max(best, (reason.lighed, reason.korn.tekst))
        found = []
        for ident, values in scores.items():
            method = self._knowledge.methods[ident]
            too_far = self._encoder() is not None and nearest[ident] < _NEAR_ENOUGH
            if ident in exclude or too_far or (ages and not ages & set(method.alder)):
                continue
            # The first segment is the whole situation; the others count by the two that fit best.
            parts = sorted(values, reverse=True)[:2]
            example = examples.get(ident, (0.0, method.hvornaar[0]))[1]
            found.append(_Candidate(method, sum(parts) / 2, example))
        return sorted(found, key=lambda c: (-c.score, c.method.id))

    def _strategies(self, chosen: Sequence[_Candidate]) -> tuple[Strategi, ...]:
        number = 0
        strategies = []
        for candidate in chosen:
            cites = []
            for place in candidate.method.henvisninger:
                cite = self._cite(place.kilde, place.side, place.citat)
                if cite is not None:
                    number += 1
                    cites.append(replace(cite, nr=number))
            own = self._cite(f"metoder/{candidate.method.id}", None, candidate.method.kort)
            if own is not None and not cites:
                number += 1
                cites.append(replace(own, nr=number))
            strategies.append(self._strategy(candidate, tuple(cites)))
        return tuple(strategies)

    def _strategy(self, candidate: _Candidate, cites: tuple[Henvisning, ...]) -> Strategi:
        method = candidate.method
        origin = "ophav_evalueringen" if method.ophav == "evalueringen" else "ophav_forslag"
        return Strategi(
            navn=method.navn,
            hvorfor=self._frames.fill(
                "ideer", "hvorfor", kort=method.kort, situation=candidate.example
            ),
            trin=method.trin,
            hvem=dict(method.hvem),
            naar_rp_ikke_er_der=method.naar_rp_ikke_er_der,
            tegn=method.tegn,
            henvisninger=cites,
            metode=method.id,
            hensyn=method.hensyn,
            ophav=self._frames.fill("ideer", origin),
        )

    def _categories(
        self, segments: Sequence[str], chosen: Sequence[_Candidate]
    ) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The problem areas of the situation, and the uses that the strategies draw on."""
        near: dict[str, float] = defaultdict(float)
        for segment in segments[:4]:
            for hit in self._search(segment, "kategori", 13):
                ident = hit.uddrag.kilde.removeprefix("kategorier/")
                best = max((reason.lighed for reason in hit.traef), default=hit.score)
                near[ident] = max(near[ident], best)
        of_methods = Counter(area for c in chosen for area in c.method.omraader)
        uses = Counter(use for c in chosen for use in c.method.anvendelser)
        areas = [ident for ident in near if ident in _AREAS]
        top = max((near[ident] for ident in areas), default=0.0)
        likely = [
            ident
            for ident in sorted(areas, key=lambda a: (-near[a], a))
            if near[ident] >= max(top - 0.015, _NEAR_ENOUGH) or of_methods[ident] == len(chosen)
        ]
        return tuple(likely[:2]), tuple(use for use, _ in uses.most_common(3))

    def _questions(
        self, segments: Sequence[str], chosen: Sequence[_Candidate]
    ) -> tuple[str, ...]:
        """Two general questions that the situation leaves open, and one of the first method's."""
        unanswered = [q.spoergsmaal for q in self._unanswered(segments)]
        own = [candidate.method.refleksion[0] for candidate in chosen[:1]]
        return tuple(dict.fromkeys([*unanswered[: 3 - len(own)], *own]))

    def _unanswered(self, segments: Sequence[str]) -> list[Aabent]:
        questions = self._knowledge.questions
        encoder = self._encoder()
        if encoder is None or not questions:
            return list(questions)
        if self._answered is None:
            examples = [text for q in questions for text in q.besvaret_af]
            self._answered = encoder.query(examples)
        parts = segments[1:] or segments
        nearest = (encoder.query(list(parts)) @ self._answered.T).max(axis=0)
        left, start = [], 0
        for question in questions:
            end = start + len(question.besvaret_af)
            if float(nearest[start:end].max()) < _ANSWERED:
                left.append(question)
            start = end
        return left

    def _similar(self, text: str) -> tuple[LignendeForloeb, ...]:
        found = []
        for hit in self._search(text, "handleplan", 2):
            plan = self._knowledge.plans.get(hit.uddrag.kilde.removeprefix("handleplaner/"))
            near = max((reason.lighed for reason in hit.traef), default=0.0)
            if plan is not None and near >= _NEAR_ENOUGH:
                outcome = " ".join(plan.resultat[:2])
                found.append(
                    LignendeForloeb(hit.uddrag.kilde, plan.titel, plan.situation, outcome)
                )
        return tuple(found)


_AREAS = frozenset(
    ("udvikling", "kontakt-adfaerd", "hoerelse-syn", "opmaerksomhed", "motorik", "tale-sprog")
)


def _segments(text: str) -> list[str]:
    """The whole situation, then its sentences where there are several."""
    parts = [s.tekst for s in sentences(text) if len(s.tekst.split()) >= 4]
    return [text, *parts[:_MOST_SEGMENTS]] if len(parts) > 1 else [text]


def _fit(hit: Fund) -> float:
    """How well a method fits one segment: its three nearest grains, a little for the words."""
    if not hit.traef:
        return hit.score
    nearest = [reason.lighed for reason in hit.traef[:3]]
    return sum(nearest) / len(nearest) + 0.1 * hit.score


def _diverse(candidates: Sequence[_Candidate]) -> list[_Candidate]:
    """Two or three that differ: a third only when it fits nearly as well as the first."""
    chosen = list(candidates[:1])
    rest = list(candidates[1:12])
    while rest and len(chosen) < 3:
        best = max(rest, key=lambda c: (c.score - 0.03 * _alike(c, chosen), c.method.id))
        if len(chosen) == 2 and best.score < chosen[0].score - 0.06:
            break
        chosen.append(best)
        rest.remove(best)
    return chosen


def _alike(candidate: _Candidate, chosen: Sequence[_Candidate]) -> float:
    """The largest share of areas and uses in common with one already chosen, 0..1."""
    mine = set(candidate.method.omraader) | set(candidate.method.anvendelser)
    shares = []
    for other in chosen:
        theirs = set(other.method.omraader) | set(other.method.anvendelser)
        shares.append(len(mine & theirs) / len(mine | theirs))
    return max(shares)


def ages_in(text: str) -> frozenset[Alder]:
    """The age groups that a text speaks of: nursery to two years, kindergarten from three."""
    found: set[Alder] = set()
    if _NURSERY.search(text):
        found.add("vuggestue")
    if _KINDERGARTEN.search(text):
        found.add("boernehave")
    for match in _MONTHS_OR_YEARS.finditer(text):
        raw = (match["number"] or match["bare"] or "").lower().replace(",", ".")
        years = float(_SPELLED.get(raw, 0) or (raw if raw[:1].isdigit() else 0))
        if (match["unit"] or "").lower().startswith(("md", "mån")):
            years /= 12
        if 0 < years <= 6.9:
            found.add("vuggestue" if years < 3 else "boernehave")
    return frozenset(found)


_CAPITALISED = re.compile(r"\b[A-ZÆØÅÇŞĞÖÜÉ][a-zæøåçşğöüéı]+\b")


def neutral(text: str, known: Callable[[str], bool]) -> str:
    """The text with names of people exchanged for »barnet«, so that no name sways the choice.

    A capitalised word that vidensbasen does not know is taken for a name.
    """

    def swap(match: re.Match[str]) -> str:
        word = match.group()
        lower = word.lower()
        if known(lower):
            return word
        if lower.endswith("s") and len(lower) > 3:
            return "barnets"
        return "barnet"

    return _CAPITALISED.sub(swap, text)
