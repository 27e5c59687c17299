"""Ranking metrics (ir-measures over pytrec_eval) and their confidence intervals (scipy)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

MAAL = ("hit@1", "hit@5", "MRR", "nDCG@10")
_NAMES = {"Success@1": "hit@1", "Success@5": "hit@5", "RR@10": "MRR", "nDCG@10": "nDCG@10"}


@dataclass
class Svarliste:
    """What one line found for one question: ids with the pages they stand on, best first."""

    spoergsmaal: str
    stil: str
    guld: frozenset[int]
    fundet: Sequence[tuple[str, frozenset[int]]]
    ms: float = 0.0


@dataclass
class Maalt:
    """The figures of one line: each metric per question, and which style each question has."""

    linje: str
    vaerdier: dict[str, list[float]] = field(default_factory=dict)
    stilarter: list[str] = field(default_factory=list)
    ms: list[float] = field(default_factory=list)

    def snit(self, maal: str, stil: str = "") -> float:
        """The mean of a metric, over all questions or those of one style."""
        return float(np.mean(self._of(maal, stil)))

    def interval(self, maal: str, stil: str = "") -> tuple[float, float]:
        """The 95 % confidence interval of the mean, by bootstrap over the questions."""
        values = self._of(maal, stil)
        if len(set(values)) < 2:
            return values[0], values[0]
        from scipy.stats import bootstrap

        drawn = bootstrap(
            (values,), np.mean, n_resamples=2000, method="percentile", rng=np.random.default_rng(0)
        )
        return float(drawn.confidence_interval.low), float(drawn.confidence_interval.high)

    def _of(self, maal: str, stil: str) -> list[float]:
        pairs = zip(self.vaerdier[maal], self.stilarter, strict=True)
        return [value for value, given in pairs if not stil or given == stil]


def measured(line: str, lists: Sequence[Svarliste]) -> Maalt:
    """The metrics of every question: a hit is right when it stands on one of the gold pages."""
    import ir_measures
    from ir_measures import RR, Qrel, ScoredDoc, Success, nDCG

    run, wanted = [], []
    for number, found in enumerate(lists):
        ident = str(number)
        for place, (doc, pages) in enumerate(found.fundet):
            run.append(ScoredDoc(ident, f"{place}:{doc}", 1 / (1 + place)))
            wanted.append(Qrel(ident, f"{place}:{doc}", int(bool(pages & found.guld))))
        if not found.fundet:
            wanted.append(Qrel(ident, "intet", 1))
    result = Maalt(line, {name: [0.0] * len(lists) for name in MAAL})
    metrics = [RR @ 10, nDCG @ 10, Success @ 1, Success @ 5]
    for value in ir_measures.iter_calc(metrics, wanted, run):
        result.vaerdier[_NAMES[str(value.measure)]][int(value.query_id)] = float(value.value)
    result.stilarter = [found.stil for found in lists]
    result.ms = [found.ms for found in lists]
    return result


def worst(lists: Sequence[Svarliste], result: Maalt, count: int) -> list[str]:
    """The questions whose right page came latest, each with what came first instead."""
    order = sorted(range(len(lists)), key=lambda n: (result.vaerdier["MRR"][n], lists[n].stil))
    lines = []
    for number in order[:count]:
        found = lists[number]
        rank = result.vaerdier["MRR"][number]
        place = f"nr. {round(1 / rank)}" if rank else "ikke blandt de ti første"
        first = sorted(found.fundet[0][1]) if found.fundet else []
        gold = sorted(found.guld)
        lines.append(f"»{found.spoergsmaal}« ({found.stil}; s. {gold} {place}; først s. {first})")
    return lines


def share(values: Sequence[bool]) -> float:
    """The share of true ones; 0 of none."""
    return float(np.mean(values)) if values else 0.0
