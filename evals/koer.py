"""All the evals in one run: what ``assistent evals`` and ``python -m evals.koer`` do.

Each part is a function from a ``Sammenhaeng`` to a ``Resultat``. Baselines run beside our own line
in the same process on the same questions. Thresholds are in evals/taerskler.toml.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import tempfile
import time
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from assistent.assistant import Assistant
from assistent.config import Settings
from assistent.danish import squeeze
from assistent.models.e5 import BundledE5
from assistent.retrieve import Weights
from evals import linjer, navne, raa, samtaler, vaekst
from evals.maal import MAAL, Maalt, Svarliste, measured, share, worst
from evals.rapport import Resultat, Tabel, bars, curves, write
from evals.spoerg import holds, rows
from evals.tider import memory_mb

_HERE = Path(__file__).parent
RAPPORT = Path("evals-rapport.html")
Item = TypeVar("Item")
Tick = Callable[[str, int, int], None]


def _silent(_label: str, _done: int, _total: int) -> None:
    pass


@dataclass
class Sammenhaeng:
    """What the parts share: the assistant, the split, and how to tell how far they are."""

    assistant: Assistant
    saet: str = "dev"
    tick: Tick = _silent
    modeller: tuple[str, ...] = ()

    def following(self, label: str, items: Sequence[Item]) -> Iterator[Item]:
        """Each item, with the progress told."""
        for number, item in enumerate(items):
            self.tick(label, number, len(items))
            yield item
        self.tick(label, len(items), len(items))

    @cached_property
    def questions(self) -> list[dict[str, Any]]:
        """The search and fact questions of the split."""
        return rows(f"spoergsmaal-{self.saet}.jsonl")

    @cached_property
    def untuned(self) -> BundledE5:
        """The bundled embedder as its maker has it."""
        return BundledE5(self.assistant.settings.data / "modeller", tuned=None)


def _ask(context: Sammenhaeng, line: linjer.Linje) -> list[Svarliste]:
    found = []
    line.soeg("hvad er et konsultativt møde")
    for row in context.following(line.navn, context.questions):
        began = time.perf_counter()
        hits = line.soeg(row["tekst"])
        spent = 1000 * (time.perf_counter() - began)
        found.append(Svarliste(row["tekst"], row["stil"], frozenset(row["sider"]), hits, spent))
    return found


def _compare(
    name: str, key: str, context: Sammenhaeng, lines: Iterable[linjer.Linje], note: str = ""
) -> Resultat:
    """Every line over the split's questions: tables by metric and style, and a plot."""
    found: list[Maalt] = []
    result = Resultat(name)
    for line in lines:
        lists = _ask(context, line)
        found.append(measured(line.navn, lists))
        if len(found) == 1:
            result.fejl = worst(lists, found[0], 20)
    styles = sorted(set(found[0].stilarter))
    rows_ = [
        [m.linje, *(_with_interval(m, maal) for maal in MAAL), f"{statistics.median(m.ms):.0f}"]
        for m in found
    ]
    count = len(context.questions)
    result.tabeller = [
        Tabel(f"{name}, {count} spørgsmål", ("linje", *MAAL, "ms"), rows_, note),
        Tabel(
            "MRR efter stil (hit@5 i parentes)",
            ("linje", *styles),
            [
                [m.linje, *(f"{m.snit('MRR', s):.2f} ({m.snit('hit@5', s):.2f})" for s in styles)]
                for m in found
            ],
        ),
    ]
    plotted = {
        m.linje: [(m.snit("MRR", s), *m.interval("MRR", s)) for s in styles] for m in found[:5]
    }
    result.figurer = [bars(f"{name}: MRR efter stil, med 95 % interval", styles, plotted, "MRR")]
    ours = found[0]
    result.tal = {f"{key}.{maal}": ours.snit(maal) for maal in MAAL}
    result.tal[f"{key}.ms"] = statistics.median(ours.ms)
    for style in styles:
        result.tal[f"{key}.MRR.{style}"] = ours.snit("MRR", style)
    beaten = [
        (m.linje, style)
        for m in found[1:]
        for style in styles
        if not m.linje.startswith("Vores") and m.snit("MRR", style) > ours.snit("MRR", style)
    ]
    for line, style in beaten:
        result.fejl.insert(0, f"{line} er bedre end vores på stilen {style}.")
    return result


def _with_interval(found: Maalt, maal: str) -> str:
    low, high = found.interval(maal)
    return f"{found.snit(maal):.3f} [{low:.2f}; {high:.2f}]"


def soegning(context: Sammenhaeng) -> Resultat:
    """Search over the shipped knowledge, beside the baselines."""
    assistant = context.assistant

    def lines() -> Iterator[linjer.Linje]:
        corpus = assistant.corpus()
        yield linjer.Vores("Vores", assistant, linjer.own_pages)
        yield linjer.Bm25(corpus, linjer.own_pages)
        tick = _counter(context, "Indlejring alene")
        yield linjer.AloneEmbedder(
            "Indlejring alene", corpus, context.untuned, linjer.own_pages, tick
        )
        wrapped = linjer.LangchainEmbedder(context.untuned, _counter(context, "LangChain"))
        yield linjer.Textbook(linjer.textbook_texts(assistant), wrapped)
        for name in context.modeller:
            from assistent.models.embedder import SentenceTransformerEmbedder

            model = SentenceTransformerEmbedder(name)
            tick = _counter(context, name)
            yield linjer.AloneEmbedder(name, corpus, model, linjer.own_pages, tick)

    return _compare("Søgning i den vidensbase, der følger med", "soegning", context, lines())


def raa_soegning(context: Sammenhaeng) -> Resultat:
    """Search over the bare document, with an encoder that has not learnt from its pages."""
    pages = raa.Pages()
    kept: dict[str, frozenset[int]] = {}

    def of(passage: Any) -> frozenset[int]:
        if passage.id not in kept:
            kept[passage.id] = frozenset(pages.of(passage.tekst))
        return kept[passage.id]

    def lines() -> Iterator[linjer.Linje]:
        home = Path(tempfile.mkdtemp())
        other = "dev" if context.saet == "test" else "test"
        learnt = raa.MODELLER / f"indlejring-{other}.npz"
        settings = context.assistant.settings.model_copy(update={"indlejring": str(learnt)})
        assistant = raa.take_in(home / "vores", settings)
        corpus = assistant.corpus()
        yield linjer.Vores("Vores", assistant, of)
        yield linjer.Bm25(corpus, of)
        tick = _counter(context, "Indlejring alene")
        yield linjer.AloneEmbedder("Indlejring alene", corpus, context.untuned, of, tick)
        texts = [(assistant.read_file(home / "vores/evaluering.docx"), frozenset[int]())]
        wrapped = linjer.LangchainEmbedder(context.untuned)
        yield linjer.Textbook(texts, wrapped, lambda text: frozenset(pages.of(text)))
        plain = settings.model_copy(update={"indlejring": "indbygget-utunet"})
        yield linjer.Vores("Vores uden tilpasning", raa.take_in(home / "utunet", plain), of)
        shipped = settings.model_copy(update={"indlejring": "indbygget"})
        yield linjer.Vores("Vores, som den sendes", raa.take_in(home / "sendt", shipped), of)

    note = (
        "»Vores« bruger en indlejring, der kun har lært af de sider, som den anden halvdel af "
        "spørgsmålene hører til. Den, der sendes, har lært af alle sider."
    )
    return _compare("Et dokument, der lige er læst ind", "raa", context, lines(), note)


def dele(context: Sammenhaeng) -> Resultat:
    """Our own line without each of its parts."""
    from assistent.index.words import WordIndex
    from evals.dele import Uden

    assistant = context.assistant
    base = Weights()

    def lines() -> Iterator[linjer.Linje]:
        def ours(name: str, **changed: Any) -> linjer.Vores:
            return linjer.Vores(name, assistant, linjer.own_pages, **changed)

        corpus = assistant.corpus()
        yield ours("Alt")
        for name in ("ord", "uddrag", "saetning", "spoergsmaal", "udsagn"):
            yield ours(f"uden {name}", weights=replace(base, **{name: 0.0}))
        yield ours("uden synonymer", index=Uden(assistant.index, WordIndex(corpus, {})))
        bare = Uden.written(assistant.index, assistant.index_synonyms)
        yield ours("uden skrevne spørgsmål og udsagn", index=bare)
        yield ours("uden spredning", weights=replace(base, spredning=0.0))

    result = _compare("Hvad hver del giver", "dele", context, lines())
    result.fejl = []
    return result


def svar(context: Sammenhaeng) -> Resultat:
    """Answers: right, cited, declined when they should be."""
    assistant = context.assistant
    source = squeeze(_sources(assistant))
    right: dict[str, list[bool]] = {}
    paged, cited, refused, loose, times = [], [], [], 0, []
    wrong: list[str] = []
    assistant.ask("hvad er et konsultativt møde")
    for row in context.following("Svar", context.questions):
        began = time.perf_counter()
        answer = assistant.ask(row["tekst"])
        times.append(1000 * (time.perf_counter() - began))
        refused.append(answer.afvist)
        loose += sum(squeeze(cite.citat) not in source for cite in answer.henvisninger)
        on_page = any(cite.side in row["sider"] for cite in answer.henvisninger)
        if not answer.afvist:
            paged.append(on_page)
        if row["type"] == "fakta":
            good = not answer.afvist and holds(answer.svar, row["svar_indeholder"])
            right.setdefault(row["stil"], []).append(good)
            if good:
                cited.append(on_page)
            else:
                said = "afvist" if answer.afvist else answer.svar[:160]
                wrong.append(f"»{row['tekst']}« ville have {row['svar_indeholder']}: {said}")
    kinds: dict[str, list[bool]] = {}
    for row in context.following("Uden svar", rows(f"uden-svar-{context.saet}.jsonl")):
        answered = not assistant.ask(row["tekst"]).afvist
        kinds.setdefault(row["type"], []).append(answered)
        if answered:
            wrong.append(f"»{row['tekst']}« ({row['type']}) burde være afvist")
    every = [good for values in right.values() for good in values]
    tal = {
        "svar.fakta": share(every),
        "svar.side_ved_rigtige": share(cited),
        "svar.side": share(paged),
        "svar.fejlagtigt_afvist": share(refused),
        "svar.loese_citater": float(loose),
        "svar.ms": statistics.median(times),
        **{f"svar.besvaret.{kind}": share(values) for kind, values in kinds.items()},
    }
    table = Tabel(
        "Svar",
        ("mål", "fundet"),
        [
            ["fakta rigtige", _of(every)],
            *([f"fakta rigtige, {style}", _of(values)] for style, values in sorted(right.items())),
            ["rigtige fakta med en rigtig side", _of(cited)],
            ["svar med en rigtig side", _of(paged)],
            ["fejlagtigt afvist", _of(refused)],
            *([f"fejlagtigt besvaret: {kind}", _of(values)] for kind, values in kinds.items()),
            ["citater, der ikke er ordrette", str(loose)],
            ["median, ms", f"{statistics.median(times):.0f}"],
        ],
    )
    return Resultat("Svar", tal, [table], [_decline_curve(context)], wrong[:20])


def _decline_curve(context: Sammenhaeng) -> Any:
    """Both errors over the threshold."""
    from evals.train_svar import certainty

    dev = [(row["tekst"], "kan besvares") for row in context.questions]
    dev += [(r["tekst"], r["type"]) for r in rows(f"uden-svar-{context.saet}.jsonl")]
    found: dict[str, list[float]] = {}
    for text, kind in context.following("Tærskel", dev):
        found.setdefault(kind, []).append(certainty(context.assistant, text))
    steps = np.linspace(0, 1, 41)
    lines = {
        "fejlagtigt afvist": [
            (s, float(np.mean(np.array(found["kan besvares"]) < s))) for s in steps
        ]
    }
    for kind in ("naer", "fjern"):
        values = np.array(found[kind])
        lines[f"fejlagtigt besvaret: {kind}"] = [(s, float(np.mean(values >= s))) for s in steps]
    return curves("Begge fejl over tærsklen", lines, "tærskel", "andel")


def _of(values: Sequence[bool]) -> str:
    return f"{sum(values)}/{len(values)} = {share(values):.2f}"


def _sources(assistant: Assistant) -> str:
    files = sorted(assistant.settings.vidensbase.rglob("*.*"))
    return "".join(path.read_text("utf-8") for path in files if path.suffix in (".md", ".yaml"))


def samtale(context: Sammenhaeng) -> Resultat:
    """Conversations of two to five turns."""
    told = rows(f"samtaler-{context.saet}.jsonl")
    turns = [
        t
        for row in context.following("Samtaler", told)
        for t in samtaler.run(context.assistant, row)
    ]
    later = [t for t in turns if t.nr > 1]
    pairs = told[: 2 * (len(told) // 2)]
    step = _counter(context, "Adskilte samtaler")
    mixed = samtaler.leaks(context.assistant, pairs[:10], step)
    tal = {
        "samtaler.ture": share([t.rigtig for t in turns]),
        "samtaler.opfoelgende": share([t.rigtig for t in later]),
        "samtaler.blandet_sammen": float(mixed),
    }
    table = Tabel(
        f"{len(told)} samtaler",
        ("mål", "fundet"),
        [
            ["ture rigtige", _of([t.rigtig for t in turns])],
            ["første tur", _of([t.rigtig for t in turns if t.nr == 1])],
            ["senere ture", _of([t.rigtig for t in later])],
            ["samtaler, der farver hinanden", str(mixed)],
        ],
    )
    wrong = [f"{t.samtale}, tur {t.nr}: »{t.bruger}«: {t.hvorfor}" for t in turns if not t.rigtig]
    return Resultat("Samtaler", tal, [table], [], wrong[:20])


def navnebytte(context: Sammenhaeng) -> Resultat:
    """The same situation under twenty names."""
    different = navne.differing(context.assistant, _counter(context, "Navnebytte"))
    table = Tabel(
        "Samme situation under 20 navne",
        ("situationer", "navne", "forskellige"),
        [[str(len(navne.SITUATIONER)), str(len(navne.NAVNE)), str(len(different))]],
    )
    return Resultat(
        "Navnebytte", {"navne.forskellige": float(len(different))}, [table], [], different
    )


def ideer(context: Sammenhaeng) -> Resultat:
    """Ideas to situations."""
    from evals.ideer import figures

    tal, table = figures(context.assistant, context.saet, context.following)
    return Resultat("Ideer", tal, [table])


def tider(context: Sammenhaeng) -> Resultat:
    """Median times in a running process, and memory."""
    from evals.tider import median_ms

    texts = [row["tekst"] for row in context.questions][:60]
    jobs = {"soeg": context.assistant.search, "spoerg": context.assistant.ask}
    found = {name: median_ms(job, texts) for name, job in jobs.items()}
    filtered = median_ms(lambda t: context.assistant.search(t, source="evaluering-2017"), texts)
    memory = memory_mb()
    rows_ = [[name, f"{ms:.0f} ms"] for name, ms in found.items()]
    rows_ += [["soeg i én kilde", f"{filtered:.0f} ms"], ["hukommelse", f"{memory:.0f} MB"]]
    tal = {f"tider.{name}": ms for name, ms in found.items()} | {"tider.soeg_i_kilde": filtered}
    return Resultat("Tider", tal, [Tabel("I en kørende proces", ("hvad", "median"), rows_)])


def voksende(context: Sammenhaeng) -> Resultat:
    """Search times as the collection grows, beside LangChain's."""
    texts = [row["tekst"] for row in context.questions][:60]
    step = _counter(context, "Vækst")
    found = list(vaekst.grow(context.assistant, texts, tick=step))
    table = Tabel(
        "Søgetid efter antal uddrag (lavede tekster og vektorer)",
        ("linje", "uddrag", "median, ms", "95 % under, ms", "klar efter, s"),
        [
            [
                v.linje,
                f"{v.uddrag:,}".replace(",", "."),
                f"{v.median:.0f}",
                f"{v.p95:.0f}",
                f"{v.klar:.0f}",
            ]
            for v in found
        ],
    )
    plotted = {
        line: [(float(v.uddrag), v.p95) for v in found if v.linje == line]
        for line in ("Vores", "LangChain")
    }
    tal = {f"vaekst.p95.{v.uddrag}": v.p95 for v in found if v.linje == "Vores"}
    plot = curves("95 % af søgningerne er under", plotted, "uddrag", "ms", logarithmic=True)
    return Resultat("Vækst", tal, [table], [plot])


DELE: Mapping[str, Callable[[Sammenhaeng], Resultat]] = {
    "soegning": soegning,
    "raa": raa_soegning,
    "dele": dele,
    "svar": svar,
    "samtaler": samtale,
    "ideer": ideer,
    "navne": navnebytte,
    "tider": tider,
    "vaekst": voksende,
}


def _counter(context: Sammenhaeng, label: str) -> Callable[[], None]:
    """A step of a job whose length is not known beforehand."""
    done = 0

    def step() -> None:
        nonlocal done
        done += 1
        context.tick(label, done, 0)

    return step


def thresholds(saet: str, found: Mapping[str, float]) -> list[tuple[str, float, float, bool]]:
    """Every threshold of evals/taerskler.toml on a figure that was measured."""
    told = tomllib.loads((_HERE / "taerskler.toml").read_text(encoding="utf-8"))
    rows_ = []
    for kind, holds_ in (("mindst", float.__ge__), ("hoejst", float.__le__)):
        for name, wanted in told[saet].get(kind, {}).items():
            if name in found:
                kept = holds_(float(found[name]), float(wanted))
                rows_.append((f"{name} {kind}", float(wanted), found[name], kept))
    return rows_


@dataclass(frozen=True)
class Koersel:
    """A run: what its parts found, and which thresholds hold."""

    saet: str
    resultater: tuple[Resultat, ...]
    graenser: tuple[tuple[str, float, float, bool], ...]

    def as_object(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "saet": self.saet,
            "dato": date.today().isoformat(),
            "tal": {k: round(v, 4) for r in self.resultater for k, v in r.tal.items()},
            "graenser": [
                {"navn": name, "graense": wanted, "maalt": round(value, 4), "holder": kept}
                for name, wanted, value, kept in self.graenser
            ],
            "tabeller": [
                {
                    "titel": t.titel,
                    "kolonner": list(t.kolonner),
                    "raekker": [list(r) for r in t.raekker],
                }
                for result in self.resultater
                for t in result.tabeller
            ],
        }


def run(
    parts: Sequence[str] = (),
    saet: str = "dev",
    tick: Tick = _silent,
    report: Path | None = RAPPORT,
    assistant: Assistant | None = None,
    models: tuple[str, ...] = (),
) -> Koersel:
    """Run ``parts`` (all without), write the report, and say which thresholds hold.

    Raises ValueError for a part that does not exist.
    """
    unknown = set(parts) - set(DELE)
    if unknown:
        raise ValueError(f"Delen »{min(unknown)}« findes ikke. Dele: {', '.join(DELE)}.")
    if assistant is None:
        assistant = Assistant(Settings())
        assistant.build_vectors(lambda done, total: tick("Gør søgningen klar", done, total))
    context = Sammenhaeng(assistant, saet, tick, models)
    results = tuple(DELE[name](context) for name in (parts or DELE))
    found = {name: value for result in results for name, value in result.tal.items()}
    kept = tuple(thresholds(saet, found))
    if report:
        about = {
            "sæt": saet,
            "dato": date.today().isoformat(),
            "indlejring": assistant.embedder.fingerprint,
            "indeks": assistant.index.fingerprint,
        }
        write(report, about, results, kept)
    return Koersel(saet, results, kept)


def main() -> None:
    """Run from the command line, without the assistant's own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kun", nargs="*", default=[], choices=tuple(DELE))
    parser.add_argument("--saet", default="dev", choices=("dev", "test"))
    parser.add_argument("--data", type=Path, default=None)
    parser.add_argument("--rapport", type=Path, default=RAPPORT)
    given = parser.parse_args()
    if given.data:
        os.environ["ASSISTENT_DATA"] = str(given.data)
    done = run(given.kun, given.saet, report=given.rapport)
    print(json.dumps(done.as_object(), ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
