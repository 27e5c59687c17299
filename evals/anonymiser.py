"""Measure the anonymiser: ``python -m evals.anonymiser [FIL]``.

The texts carry their personal data as ⟦TYPE|text⟧. Found: the share of the marked spans whose every
letter is masked, whatever type it was taken for. Precision: the share of the masked spans that
touch a marked one. Traps hold no personal data.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from collections import Counter
from pathlib import Path

from assistent.anonymise import Anonymiser
from assistent.config import Settings

_DATA = Path(__file__).with_name("data") / "personoplysninger-test.jsonl"
_MARK = re.compile(r"⟦(\w+)\|([^⟧]*)⟧")


def unmarked(text: str) -> tuple[str, list[tuple[int, int, str]]]:
    """The text without its marks, and the spans (start, end, type) that they stood round."""
    spans, plain, end = [], "", 0
    for match in _MARK.finditer(text):
        plain += text[end : match.start()]
        spans.append((len(plain), len(plain) + len(match.group(2)), match.group(1)))
        plain += match.group(2)
        end = match.end()
    return plain + text[end:], spans


def main() -> None:
    """Print the table, then every miss and every mask too many."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("fil", nargs="?", type=Path, default=_DATA)
    rows = [json.loads(line) for line in parser.parse_args().fil.read_text("utf-8").splitlines()]
    guard = Anonymiser(Settings().navne, Path("/findes-ikke"))
    guard.find("Klar.")
    wanted, found, masked, right = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    exact = traps = touched = letters = 0
    faults: list[str] = []
    began = time.perf_counter()
    answers = [(row, *unmarked(row["tekst"])) for row in rows]
    results = [guard.find(text) for _, text, _ in answers]
    spent = time.perf_counter() - began
    for (row, text, spans), result in zip(answers, results, strict=True):
        letters += len(text)
        covered = {at for span in result for at in range(span.start, span.slut)}
        for start, end, kind in spans:
            wanted[kind] += 1
            hit = all(at in covered for at in range(start, end) if text[at].isalnum())
            found[kind] += hit
            exact += any((m.start, m.slut) == (start, end) for m in result)
            if not hit:
                faults.append(f"overset {kind} »{text[start:end]}«: {text[:90]}")
        for span in result:
            masked[span.type] += 1
            good = any(span.start < end and start < span.slut for start, end, _ in spans)
            right[span.type] += good
            if not good:
                faults.append(
                    f"for meget {span.type} »{text[span.start : span.slut]}«: {text[:90]}"
                )
        traps += row["art"] == "faelde"
        touched += row["art"] == "faelde" and bool(result)
    for kind in sorted(wanted | masked):
        share = found[kind] / wanted[kind] if wanted[kind] else float("nan")
        sure = right[kind] / masked[kind] if masked[kind] else float("nan")
        print(f"{kind:13} {wanted[kind]:4} fundet {share:.3f}  præcision {sure:.3f}")
    print(
        f"helt præcise spænd {exact}/{sum(wanted.values())}; fælder rørt {touched}/{traps}; ",
        end="",
    )
    print(f"{1000 * spent / (letters / 1500):.1f} ms pr. side på 250 ord")
    print("\n".join(faults))


if __name__ == "__main__":
    main()
