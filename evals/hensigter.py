"""Measure the routing: ``python -m evals.hensigter [--saet dev|test] [--cache MAPPE] [--vis]``.

``test``: evals/data/hensigter-test.jsonl, messages that are not among the examples, each with the
state of the conversation it comes in. ``dev``: every example scored with itself left out, and the
first messages of the other evals' dev sets, whose job is known.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from assistent.datamodels import (
    ELEMENTER,
    FORUDSAETNINGER,
    ElementTjek,
    ForudsaetningTjek,
    Henvisning,
    Hukommelse,
    Ideer,
    Linje,
    Renset,
    Strategi,
    Svar,
    Tjek,
    Udkast,
)
from assistent.dialogue import Art, Hensigt, Router
from assistent.dialogue.examples import read_examples
from assistent.dialogue.intent import ARTER
from assistent.knowledge import load
from assistent.models import load_embedder
from assistent.prompts import load_frames

_ROOT = Path(__file__).resolve().parents[1]
_DATA = _ROOT / "evals" / "data"
_DEV: dict[str, tuple[Art, ...]] = {
    "spoergsmaal-dev": ("spoerg",),
    "uden-svar-dev": ("spoerg",),
    "situationer-dev": ("ideer",),
    "noter-dev": ("udkast",),
    "planer-dev": ("tjek",),
}


@dataclass(frozen=True)
class Case:
    """A message, where it comes, and what it asks for."""

    ident: str
    text: str
    state: str
    arts: tuple[str, ...]
    wanted: dict[str, object]

    @property
    def group(self) -> str:
        """What its result is counted under: the set it is from, or the kind wanted."""
        return self.ident.split()[0] if " " in self.ident else self.arts[0]


def memories() -> dict[str, Hukommelse]:
    """What a conversation remembers after each job."""
    cite = Henvisning(1, "evaluering-2017", "Evalueringen", 12, "2.1.2", "cirka et halvt år")
    names = ("Rolige overgange", "Piktogrammer og visuel dagsstruktur", "Lille gruppe")
    strategies = tuple(
        Strategi(n, "", ("a", "b"), {"rp": "a"}, "", ("a",), (), metode=n) for n in names
    )
    plan = Udkast(
        {element: (Linje("Ikke aftalt endnu.", "mangler"),) for element in ELEMENTER},
        ELEMENTER,
        ("Hvor længe?",),
        (),
    )
    check = Tjek(
        {element: ElementTjek("delvist", "", "") for element in ELEMENTER},
        {f: ForudsaetningTjek("ikke_belyst", "", "", "", 0.5) for f in FORUDSAETNINGER},
        "",
    )
    empty = Hukommelse()
    told = "Vi har en dreng på 4, der slår i garderoben."
    ideas = replace(
        empty, sidste="ideer", situation=told, ideer=Ideer((), (), strategies, ("Hvornår?",), ())
    )
    return {
        "tom": empty,
        "spoerg": replace(
            empty,
            sidste="spoerg",
            spoergsmaal="hvor længe varer et forløb",
            svar=Svar("Cirka et halvt år. [1]", False, (cite,)),
        ),
        "ideer": ideas,
        "udkast": replace(ideas, sidste="udkast", plantekst=told, udkast=plan),
        "tjek": replace(empty, sidste="tjek", plantekst="Mål: han slår ikke.", tjek=check),
    }


def held_out() -> Iterator[Case]:
    """The held-out messages."""
    for line in (_DATA / "hensigter-test.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        wanted = {key: row[key] for key in ("nr", "element", "part", "forudsaetning") if key in row}
        yield Case(row["id"], row["tekst"], row["hukommelse"], (row["art"],), wanted)


def dev_cases() -> Iterator[Case]:
    """First messages whose job is known, from the other dev sets."""
    for name, arts in _DEV.items():
        for line in (_DATA / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            if name != "uden-svar-dev" or row["type"] == "naer":
                yield Case(f"{name} {row['id']}", row["tekst"], "tom", arts, {})


def right(case: Case, intent: Hensigt) -> bool:
    """True when the message was understood, and what it points at too."""
    return intent.art in case.arts and all(
        getattr(intent, key) == value for key, value in case.wanted.items()
    )


def measure(router: Router, cases: Iterable[Case], show: bool) -> None:
    """Print the share understood, in all and by kind, and how often it asked back."""
    states, by_kind, asked, worried, times = memories(), defaultdict(list), 0, 0, []
    for case in cases:
        start = time.perf_counter()
        intent = router.route(Renset(case.text), states[case.state])
        times.append(time.perf_counter() - start)
        good = right(case, intent)
        by_kind[case.group].append(good)
        asked += intent.art == "tvivl"
        worried += intent.bekymret
        if show and intent.bekymret:
            print(f"  bekymret: {case.text[:160]!r}")
        if show and not good:
            said = f"{intent.art} {intent.valg}" if intent.valg else intent.art
            found = {key: getattr(intent, key) for key in case.wanted}
            text = case.text[:110].replace("\n", " / ")
            print(f"  [{case.state}] {text}")
            print(f"      skal {case.arts} {case.wanted}, fik {said} {found}")
    for kind, results in by_kind.items():
        print(f"{kind:18s} {sum(results)}/{len(results)}")
    every = [good for results in by_kind.values() for good in results]
    share = sum(every) / len(every)
    print(f"forstået {sum(every)}/{len(every)} = {share:.3f}")
    middle = sorted(times)[len(times) // 2] * 1000
    print(f"spurgt tilbage {asked}, bekymret {worried}, median {middle:.0f} ms")


def left_out(router: Router, frames_folder: Path, show: bool) -> None:
    """Print how often an example is sorted right when it is itself left out of the training."""
    examples = read_examples(load_frames(frames_folder))
    states = memories()
    after: dict[str, tuple[str, ...]] = {
        "uddyb": ("ideer",),
        "flere": ("ideer",),
        "udkast_fra": ("ideer",),
        "synsvinkel": ("ideer",),
        "konkret": ("udkast",),
        "tjek_den": ("udkast",),
        "om_svar": ("spoerg",),
        "kilder": ("spoerg",),
        "tilfoej": ("ideer", "udkast"),
    }
    good = every = 0
    for example, scores in zip(examples, router.prepare().left_out(), strict=True):
        named = dict(zip(ARTER, map(float, scores), strict=True))
        for state in after.get(example.art, ("tom", "ideer")):
            intent = router.decide(Renset(example.text), states[state], named)
            every += 1
            good += intent.art == example.art
            if show and intent.art != example.art:
                text = example.text[:90].replace("\n", " / ")
                print(f"  [{state}] {text}")
                print(f"      skal {example.art}, fik {intent.art} {intent.valg}")
    print(f"eksempler, hvert holdt ude: {good}/{every} = {good / every:.3f}")


def main() -> None:
    """Run the measurement."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--saet", choices=("dev", "test"), default="test")
    parser.add_argument("--cache", type=Path, default=Path(tempfile.gettempdir()) / "assistent")
    parser.add_argument("--vis", action="store_true", help="vis det, der gik galt")
    args = parser.parse_args()
    folder = _ROOT / "prompts"
    encoder = load_embedder("indbygget", args.cache)
    rules = load(_ROOT / "vidensbase", _ROOT / "vidensbase").elementer
    headings = {rule.id: rule.overskrifter for rule in rules}
    router = Router(encoder, load_frames(folder), args.cache, headings)
    router.prepare()
    if args.saet == "dev":
        left_out(router, folder, args.vis)
        measure(router, dev_cases(), args.vis)
    else:
        measure(router, held_out(), args.vis)


if __name__ == "__main__":
    main()
