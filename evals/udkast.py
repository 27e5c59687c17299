"""Measure drafts of labelled notes: ``python evals/udkast.py [notes.jsonl]``.

Each line of the file holds ``id``, ``tekst``, ``linjer`` (quote and its elements, none = fits
nowhere), ``mangler`` and ``modsigelser`` (pairs of quotes).
"""

from __future__ import annotations

import argparse
import json
import re
import time
from collections import Counter
from pathlib import Path
from typing import Any

from assistent.anonymise import Anonymiser
from assistent.config import Settings
from assistent.datamodels import ELEMENTER, Udkast
from assistent.draft import Drafter
from assistent.knowledge import load
from assistent.models import load_embedder
from assistent.prompts import load_frames

ROOT = Path(__file__).resolve().parents[1]


def _norm(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def covers(line: str, quote: str) -> bool:
    """True when at least 60 % of the quote's words stand in ``line`` in a row-like overlap."""
    left, right = Counter(_norm(line)), Counter(_norm(quote))
    shared = sum((left & right).values())
    return shared >= 0.6 * sum(right.values()) or (
        shared >= 3 and shared >= 0.9 * sum(left.values())
    )


def verbatim(line: str, notes: str) -> bool:
    """True when ``line`` stands in the notes, case and white space apart."""
    return re.sub(r"\s+", " ", line).lower() in re.sub(r"\s+", " ", notes).lower()


def score(
    row: dict[str, Any], masked: str, draft: Udkast, count: Counter[str], log: list[str]
) -> None:
    """Add one note's figures to ``count``; ``masked`` are the notes as the drafter saw them."""
    own = {
        n: [line.tekst for line in draft.handleplan[n] if line.ophav == "note"] for n in ELEMENTER
    }
    for fact in row["linjer"]:
        quote, names = fact["citat"], fact["elementer"]
        hit = {n for n in ELEMENTER if any(covers(line, quote) for line in own[n])}
        kind = "fakta" if names else "oevrige"
        right = bool(hit & set(names)) if names else not hit
        count[f"{kind}_alle"] += 1
        count[f"{kind}_rette"] += right
        count["pladser_alle"] += len(names)
        count["pladser_rette"] += len(hit & set(names))
        for name in names[:1]:
            count[f"alle_{name}"] += 1
            count[f"rette_{name}"] += name in hit
        kept = hit or any(covers(line, quote) for line in draft.oevrige_noter)
        count["tabt"] += not kept
        if not right:
            log.append(f"{row['id']}: {quote[:80]!r} skal {names}, fik {sorted(hit)}")
    lines = [line for name in ELEMENTER for line in own[name]]
    count["linjer"] += len(lines)
    count["saetninger"] += len(row["linjer"])
    for line in lines:
        if not verbatim(line, masked):
            count["opfundne"] += 1
            log.append(f"{row['id']}: OPFUNDET {line!r}")
    wanted, got = set(row["mangler"]), set(draft.mangler)
    count["mangler_alle"] += len(wanted)
    count["mangler_fundet"] += len(wanted & got)
    count["mangler_falske"] += len(got - wanted)
    count["findes"] += 8 - len(wanted)
    for name in sorted(wanted ^ got):
        log.append(
            f"{row['id']}: mangler {name}: {'overset' if name in wanted else 'falsk'} {own[name]}"
        )
    _contradictions(row, draft, count, log)


def _contradictions(
    row: dict[str, Any], draft: Udkast, count: Counter[str], log: list[str]
) -> None:
    found = [found.citater for found in draft.modsigelser]
    met = set()
    for pair in row["modsigelser"]:
        count["modsigelser_alle"] += 1
        for number, quotes in enumerate(found):
            if all(any(covers(q, p) or covers(p, q) for q in quotes) for p in pair):
                met.add(number)
                count["modsigelser_fundet"] += 1
                break
        else:
            log.append(f"{row['id']}: modsigelse overset {pair}")
    for number, quotes in enumerate(found):
        if number not in met:
            count["modsigelser_falske"] += 1
            log.append(f"{row['id']}: modsigelse falsk {quotes}")


def report(count: Counter[str]) -> None:
    """Print the table."""
    for label, part, whole in (
        ("fakta i det rette element", "fakta_rette", "fakta_alle"),
        ("pladser (hvert element for sig)", "pladser_rette", "pladser_alle"),
        ("øvrige holdt ude", "oevrige_rette", "oevrige_alle"),
        ("mangler fundet", "mangler_fundet", "mangler_alle"),
        ("mangler falske", "mangler_falske", "findes"),
        ("modsigelser fundet", "modsigelser_fundet", "modsigelser_alle"),
    ):
        share = 100 * count[part] / max(count[whole], 1)
        print(f"{label:34} {count[part]:4} af {count[whole]:4}  {share:5.1f} %")
    print(f"{'modsigelser falske':34} {count['modsigelser_falske']:4}")
    print(f"{'linjer pr. notesætning':34} {count['linjer'] / max(count['saetninger'], 1):8.2f}")
    print(f"{'opfundne linjer':34} {count['opfundne']:4}")
    print(f"{'tabte sætninger':34} {count['tabt']:4}")
    for name in ELEMENTER:
        print(f"  {name:32} {count[f'rette_{name}']:4} af {count[f'alle_{name}']:4}")


def main() -> None:
    """Draft every note of the file and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("fil", nargs="?", type=Path, default=ROOT / "evals/data/noter-dev.jsonl")
    parser.add_argument("--cache", type=Path, default=Path("/tmp/w/cache"))
    parser.add_argument("--fejl", action="store_true", help="print each fault")
    options = parser.parse_args()
    base = load(ROOT / "vidensbase", ROOT / "vidensbase")
    encoder = load_embedder("indbygget", options.cache)
    frames = load_frames(ROOT / "prompts")
    drafter = Drafter(base.elementer, base.metoder, encoder, frames, lambda *_: None)
    count: Counter[str] = Counter()
    log: list[str] = []
    rows = [json.loads(line) for line in options.fil.read_text(encoding="utf-8").splitlines()]
    guard = Anonymiser(Settings().navne, Path("/findes-ikke"))
    drafter.draft(guard.mask(rows[0]["tekst"]).tekst)
    start = time.perf_counter()
    for row in rows:
        masked = guard.mask(row["tekst"]).tekst
        score(row, masked, drafter.draft(masked), count, log)
    spent = (time.perf_counter() - start) / len(rows)
    print("\n".join(log) if options.fejl else "", end="\n" if options.fejl else "")
    report(count)
    print(f"{'tid pr. note':34} {1000 * spent:8.0f} ms")


if __name__ == "__main__":
    main()
