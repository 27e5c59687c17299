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
from assistent.knowledge import Aabent, Alder, Forloeb, Kategori, Metode, Situation
from assistent.models.discriminant import Discriminant, WordCentroids
from assistent.prompts import Frames

Search = Callable[[str, UddragArt, int], Sequence[Fund]]
"""(text, kind of passage, count) to hits, best first."""
Cite = Callable[[str, "int | None", str], "Henvisning | None"]

_MONTHS_OR_YEARS = re.compile(
    r"(?<!\bom )(?<!\bi )(?<!\befter )(?<!\bsidste )"
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

    def query(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Embed queries."""
        ...


@dataclass(frozen=True)
class Knowledge:
    """What the ideas are drawn from."""

    methods: Mapping[str, Metode]
    plans: Mapping[str, Forloeb]
    areas: tuple[Kategori, ...]
    questions: tuple[Aabent, ...]
    situations: tuple[Situation, ...]


@dataclass(frozen=True)
class _Candidate:
    method: Metode
    score: float


# Below this the methods are no nearer (on the mean of the five nearest texts) than a question that
# vidensbasen does not answer: set on situationer-dev.jsonl and the far ones of uden-svar-dev.jsonl,
# where it lets some of those through; a situation that is turned away is the worse fault.
_NEAREST, _NEAR_ENOUGH = 5, -0.04
_LIKE = 0.25
_CLEAR = 0.4
_NONE = "ingen"
_MOST_SEGMENTS = 12
_WORDS = 0.7
_AREA_MARGIN = 0.5
_SAMENESS = 0.6
_THIRD_MARGIN = 2.0


@dataclass(frozen=True)
class Examples:
    """Texts of the knowledge base and their vectors (n, dim)."""

    texts: tuple[str, ...]
    vectors: NDArray[np.float32]


class Ideas:
    """Picks, combines and cites methods for a situation. Deterministic.

    With vectors, a closed-form classifier over everything written for each method says which fit,
    together with the words; without them, the words alone.
    """

    def __init__(
        self,
        knowledge: Knowledge,
        search: Search,
        encoder: Callable[[], Encoder | None],
        examples: Callable[[UddragArt], Examples],
        frames: Frames,
        cite: Cite,
        terms: Callable[[str], Sequence[str]],
        known: Callable[[str], bool],
        unanswered: Callable[[str], float],
    ) -> None:
        self._knowledge = knowledge
        self._search = search
        self._encoder = encoder
        self._examples = examples
        self._frames = frames
        self._cite = cite
        self._terms = terms
        self._known = known
        self._far = unanswered
        self._fitted: _Fitted | None = None
        self._centroids: WordCentroids | None = None

    def ideas(self, situation: Renset, exclude: Sequence[str] = ()) -> Ideer:
        """Two or three strategies; none, with a request to tell more, when nothing fits.

        ``exclude`` are ids of methods that were shown already.
        """
        text = neutral(situation, self._known)
        reading = self._read(text)
        candidates = self._candidates(reading, ages_in(situation), exclude)
        chosen = _diverse(candidates) if reading.relevant else []
        if not chosen:
            nothing = self._frames.fill("ideer", "ingen")
            return Ideer((), (), (), self._questions(reading, ()), (), nothing)
        strategies = self._strategies(chosen, reading)
        amount = self._frames.fill("ideer", f"antal_{len(strategies)}")
        uses = Counter(use for c in chosen for use in c.method.anvendelser)
        return Ideer(
            omraader=_areas(reading, chosen),
            anvendelser=tuple(use for use, _ in uses.most_common(3)),
            strategier=strategies,
            spoergsmaal=self._questions(reading, chosen),
            lignende_forloeb=self._similar(text),
            indledning=self._frames.fill("ideer", "indledning", antal=amount),
            bemaerkning=self._remark(situation),
        )

    def _remark(self, situation: str) -> str:
        if self._encoder() is None:
            return self._frames.fill("ideer", "kun_ord")
        short = len(content_stems(situation)) < 5
        return self._frames.fill("ideer", "kort_situation") if short else ""

    def _read(self, text: str) -> _Reading:
        """Everything the situation is near to: methods, areas, and the hits on its words."""
        hits = self._search(text, "metode", 40)
        encoder = self._encoder()
        if encoder is None:
            words = self._by_words(text)
            return _Reading(None, (), words, {}, hits, bool(hits and words))
        methods, areas, *_ = self._classifiers(encoder)
        segments = _segments(text)
        vectors = encoder.query(segments)
        terms = [self._terms(segment) for segment in segments]
        alike = sorted((r.lighed for hit in hits[:5] for r in hit.traef), reverse=True)[:_NEAREST]
        nearest = sum(alike) / _NEAREST
        return _Reading(
            vectors,
            terms,
            methods.scores(vectors, terms),
            areas.scores(vectors, terms),
            hits,
            nearest - self._far(text) >= _NEAR_ENOUGH,
        )

    def _by_words(self, text: str) -> dict[str, float]:
        """How well each method fits by words alone; empty when no word is known."""
        if self._centroids is None:
            labels = _method_labels(self._knowledge)
            pairs = [(text, label) for text, found in labels.items() for label in found]
            if not pairs:
                return {}
            documents = [self._terms(text) for text, _ in pairs]
            self._centroids = WordCentroids.fit(documents, [label for _, label in pairs])
        scores = self._centroids.scores([self._terms(text)])[0]
        if not scores.any():
            return {}
        return dict(zip(self._centroids.classes, map(float, scores), strict=True))

    def _classifiers(self, encoder: Encoder) -> _Fitted:
        """What is learnt from the knowledge base, once."""
        if self._fitted is None:
            methods = self._examples("metode")
            self._fitted = (
                self._learn(methods, _method_labels(self._knowledge)),
                self._learn(self._examples("kategori"), _area_labels(self._knowledge)),
                self._learn_questions(encoder),
                dict(zip(methods.texts, methods.vectors, strict=True)),
            )
        return self._fitted

    def _learn(self, examples: Examples, labels: Mapping[str, Sequence[str]]) -> _Classifier:
        """Fit on ``examples``; ``labels`` gives a text's classes (none leaves it out)."""
        pairs = [
            (row, label)
            for row, text in enumerate(examples.texts)
            for label in labels.get(text, ())
        ]
        classes = [label for _, label in pairs]
        if len(set(classes)) < 2:
            return _Classifier(None, None)
        rows = [row for row, _ in pairs]
        terms = [self._terms(examples.texts[row]) for row in rows]
        return _Classifier(
            Discriminant.fit(examples.vectors[rows], classes), WordCentroids.fit(terms, classes)
        )

    def _candidates(
        self, reading: _Reading, ages: frozenset[Alder], exclude: Sequence[str]
    ) -> list[_Candidate]:
        found = []
        for ident, score in reading.methods.items():
            method = self._knowledge.methods.get(ident)
            if method is None or ident in exclude or (ages and not ages & set(method.alder)):
                continue
            found.append(_Candidate(method, score))
        return sorted(found, key=lambda c: (-c.score, c.method.id))

    def _strategies(self, chosen: Sequence[_Candidate], reading: _Reading) -> tuple[Strategi, ...]:
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
            example = self._example(candidate.method, reading)
            strategies.append(self._strategy(candidate, example, tuple(cites)))
        return tuple(strategies)

    def _example(self, method: Metode, reading: _Reading) -> str:
        """The situation in the method's own file that is nearest to the one told."""
        if reading.vectors is None or self._fitted is None:
            return method.hvornaar[0]
        near = {
            text: float(self._fitted[3][text] @ reading.vectors[0])
            for text in method.hvornaar
            if text in self._fitted[3]
        }
        return max(near, key=lambda text: near[text], default=method.hvornaar[0])

    def _strategy(
        self, candidate: _Candidate, example: str, cites: tuple[Henvisning, ...]
    ) -> Strategi:
        method = candidate.method
        origin = "ophav_evalueringen" if method.ophav == "evalueringen" else "ophav_forslag"
        return Strategi(
            navn=method.navn,
            hvorfor=self._frames.fill("ideer", "hvorfor", kort=method.kort, situation=example),
            trin=method.trin,
            hvem=dict(method.hvem),
            naar_rp_ikke_er_der=method.naar_rp_ikke_er_der,
            tegn=method.tegn,
            henvisninger=cites,
            metode=method.id,
            hensyn=method.hensyn,
            ophav=self._frames.fill("ideer", origin),
        )

    def _questions(self, reading: _Reading, chosen: Sequence[_Candidate]) -> tuple[str, ...]:
        """Two general questions that the situation leaves open, and one of the first method's."""
        unanswered = [q.spoergsmaal for q in self._unanswered(reading)]
        own = [candidate.method.refleksion[0] for candidate in chosen[:1]]
        return tuple(dict.fromkeys([*unanswered[: 3 - len(own)], *own]))

    def _unanswered(self, reading: _Reading) -> list[Aabent]:
        """The general questions that no sentence of the situation answers already."""
        questions = [q for q in self._knowledge.questions if q.id != _NONE]
        if reading.vectors is None or self._fitted is None:
            return questions
        parts = slice(1, None) if len(reading.vectors) > 1 else slice(None)
        answered = self._fitted[2].best(reading.vectors[parts], reading.terms[parts])
        return [q for q in questions if q.id not in answered]

    def _learn_questions(self, encoder: Encoder) -> _Classifier:
        texts = [text for q in self._knowledge.questions for text in q.besvaret_af]
        labels = {text: [q.id] for q in self._knowledge.questions for text in q.besvaret_af}
        if not texts:
            return _Classifier(None, None)
        return self._learn(Examples(tuple(texts), encoder.query(texts)), labels)

    def _similar(self, text: str) -> tuple[LignendeForloeb, ...]:
        found = []
        for hit in self._search(text, "handleplan", 2):
            plan = self._knowledge.plans.get(hit.uddrag.kilde.removeprefix("handleplaner/"))
            near = max((reason.lighed for reason in hit.traef), default=0.0)
            if plan is not None and near >= _LIKE:
                outcome = " ".join(plan.resultat[:2])
                found.append(LignendeForloeb(hit.uddrag.kilde, plan.titel, plan.situation, outcome))
        return tuple(found)


@dataclass(frozen=True)
class _Reading:
    """What a situation is near to. ``methods`` and ``areas`` map ids to scores, higher is nearer.

    ``vectors`` and ``terms`` are those of the whole and of its sentences; None while words are all
    there is.
    """

    vectors: NDArray[np.float32] | None
    terms: Sequence[Sequence[str]]
    methods: Mapping[str, float]
    areas: Mapping[str, float]
    hits: Sequence[Fund]
    relevant: bool


class _Classifier:
    """Vectors and words together; empty when there is nothing to learn from."""

    def __init__(self, vectors: Discriminant | None, words: WordCentroids | None) -> None:
        self._vectors = vectors
        self._words = words

    def scores(
        self, vectors: NDArray[np.float32], terms: Sequence[Sequence[str]]
    ) -> dict[str, float]:
        """The whole situation counts double its two clearest sentences."""
        if self._vectors is None or self._words is None:
            return {}
        rows = self._vectors.scores(vectors) + _WORDS * self._words.scores(terms)
        parts = rows[1:] if len(rows) > 1 else rows
        best = np.sort(parts, axis=0)[-2:].mean(axis=0)
        total = (2 * rows[0] + best) / 3
        return dict(zip(self._vectors.classes, map(float, total), strict=True))

    def best(self, vectors: NDArray[np.float32], terms: Sequence[Sequence[str]]) -> frozenset[str]:
        """The class of each row where it is clear: well ahead of the next."""
        if self._vectors is None or self._words is None:
            return frozenset()
        rows = self._vectors.scores(vectors) + _WORDS * self._words.scores(terms)
        ranked = np.sort(rows, axis=1)
        clear = ranked[:, -1] - ranked[:, -2] >= _CLEAR
        winners = rows.argmax(axis=1)
        return frozenset(self._vectors.classes[w] for w, c in zip(winners, clear, strict=True) if c)


_Fitted = tuple[_Classifier, _Classifier, _Classifier, dict[str, NDArray[np.float32]]]
"""For methods, for areas, for what answers the open questions; vectors by text."""


def _method_labels(knowledge: Knowledge) -> Mapping[str, Sequence[str]]:
    """Which methods each text was written for."""
    labels: dict[str, list[str]] = defaultdict(list)
    for method in knowledge.methods.values():
        lines = (method.kort, *method.trin, *method.tegn, *method.hensyn)
        for text in (*lines, *method.spoergsmaal, *method.hvornaar):
            labels[text].append(method.id)
        labels[f"{method.navn}. {method.kort}"].append(method.id)
    for situation in knowledge.situations:
        labels[situation.tekst].extend(situation.metoder[:2])
    return labels


def _area_labels(knowledge: Knowledge) -> Mapping[str, Sequence[str]]:
    """Which problem areas each text was written for."""
    labels: dict[str, list[str]] = defaultdict(list)
    for area in knowledge.areas:
        for text in area.situationer:
            labels[text].append(area.id)
    for situation in knowledge.situations:
        labels[situation.tekst].extend(situation.omraader[:1])
    return labels


def _areas(reading: _Reading, chosen: Sequence[_Candidate]) -> tuple[str, ...]:
    """At most two problem areas; none for a matter among adults, where the methods name none."""
    if not any(candidate.method.omraader for candidate in chosen):
        return ()
    ranked = sorted(reading.areas.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(ident for ident, score in ranked[:2] if score >= ranked[0][1] - _AREA_MARGIN)


def _ident(hit: Fund) -> str:
    return hit.uddrag.kilde.partition("/")[2]


def _segments(text: str) -> list[str]:
    """The whole situation, then its sentences where there are several."""
    parts = [s.tekst for s in sentences(text) if len(s.tekst.split()) >= 4]
    return [text, *parts[:_MOST_SEGMENTS]] if len(parts) > 1 else [text]


def _diverse(candidates: Sequence[_Candidate]) -> list[_Candidate]:
    """Two or three that differ: a third only when it fits nearly as well as the first."""
    chosen = list(candidates[:1])
    rest = list(candidates[1:12])
    while rest and len(chosen) < 3:
        best = max(rest, key=lambda c: (c.score - _SAMENESS * _alike(c, chosen), c.method.id))
        if len(chosen) == 2 and best.score < chosen[0].score - _THIRD_MARGIN:
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
