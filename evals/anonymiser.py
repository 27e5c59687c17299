"""Measure the anonymiser: ``python -m evals.anonymiser [--saet dev|test] [--fejl]``.

The texts carry their personal data as ⟦TYPE|text⟧. Found: the share of the marked spans whose every
letter is masked, whatever type it was taken for. Precision: the share of the masked spans that
touch a marked one. Traps hold no personal data. Names are told apart by case and by whether a list
holds any of their words. The test set was written by others than the code's author and is not
looked at while tuning.
"""

from __future__ import annotations

import argparse
import json
import re
import statistics
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from assistent.anonymise import Anonymiser
from assistent.anonymise.lists import Lister, fold, load
from assistent.config import Settings
from assistent.datamodels import Maskering

_DATA = Path(__file__).with_name("data")
_MARK = re.compile(r"⟦(\w+)\|([^⟧]*)⟧")
_NOWHERE = Path("/findes-ikke")
_PAGE = 250
"""Words of a page."""

Span = tuple[int, int, str]


def unmarked(text: str) -> tuple[str, list[Span]]:
    """The text without its marks, and the spans (start, end, type) that they stood round."""
    spans, plain, end = [], "", 0
    for match in _MARK.finditer(text):
        plain += text[end : match.start()]
        spans.append((len(plain), len(plain) + len(match.group(2)), match.group(1)))
        plain += match.group(2)
        end = match.end()
    return plain + text[end:], spans


@dataclass(frozen=True)
class Answer:
    """A text of the set with what is marked in it and what was found."""

    art: str
    text: str
    spans: list[Span]
    found: tuple[Maskering, ...]

    def hit(self, span: Span) -> bool:
        """True when every letter and digit of a marked span is masked."""
        covered = {at for mask in self.found for at in range(mask.start, mask.slut)}
        return all(at in covered for at in range(*span[:2]) if self.text[at].isalnum())

    def good(self, mask: Maskering) -> bool:
        """True when a mask touches a marked span."""
        return any(mask.start < end and start < mask.slut for start, end, _ in self.spans)


def main() -> None:
    """Print the table, and with ``--fejl`` every miss and every mask too many."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--saet", default="dev", choices=("dev", "test"))
    parser.add_argument("--fejl", action="store_true")
    given = parser.parse_args()
    file = _DATA / f"personoplysninger-{given.saet}.jsonl"
    rows = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    guard = Anonymiser(Settings().navne, _NOWHERE)
    answers = []
    for row in rows:
        text, spans = unmarked(row["tekst"])
        answers.append(Answer(row["art"], text, spans, guard.find(text)))
    _table(answers, load(Settings().navne, _NOWHERE))
    _speed(guard, [answer.text for answer in answers])
    if given.fejl:
        print("\n".join(_faults(answers)))


def _table(answers: list[Answer], lists: Lister) -> None:
    wanted, found, masked, right = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    for answer in answers:
        for span in answer.spans:
            for group in _groups(answer.text, span, lists):
                wanted[group] += 1
                found[group] += answer.hit(span)
        for mask in answer.found:
            masked[mask.type] += 1
            right[mask.type] += answer.good(mask)
    for group in sorted(wanted):
        sure = f"{right[group] / masked[group]:.3f}" if masked[group] else "     "
        share = f"{found[group] / wanted[group]:.3f}"
        print(f"{group:24} {wanted[group]:4}  fundet {share}  præcision {sure}")
    traps = [answer for answer in answers if answer.art == "faelde"]
    touched = sum(bool(answer.found) for answer in traps)
    exact = sum(
        any((m.start, m.slut) == span[:2] for m in answer.found)
        for answer in answers
        for span in answer.spans
    )
    print(f"helt præcise spænd {exact}/{sum(len(a.spans) for a in answers)}")
    print(f"fælder rørt {touched}/{len(traps)}, {sum(len(a.found) for a in traps)} steder")


def _groups(text: str, span: Span, lists: Lister) -> Iterator[str]:
    start, end, kind = span
    yield kind
    if kind == "NAVN":
        name = text[start:end]
        yield "NAVN, med småt" if name == name.lower() else "NAVN, med stort"
        parts = re.findall(r"[^\W\d_]{2,}", name)
        if parts and not any(lists.is_name(fold(part)) for part in parts):
            yield "NAVN, på ingen liste"


def _speed(guard: Anonymiser, texts: list[str]) -> None:
    """The median time of a page, of these texts on end and of vidensbasen's plain prose."""
    plain = " ".join(
        path.read_text("utf-8") for path in sorted((Settings().regler / "metoder").glob("*.md"))
    )
    for name, text in (("tæt på oplysninger", " ".join(texts)), ("almindelig", plain)):
        words = text.split(" ")
        pages = [" ".join(words[at : at + _PAGE]) for at in range(0, len(words) - _PAGE, _PAGE)]
        times = []
        for page in (*pages[:20], *pages):
            began = time.perf_counter()
            guard.find(page)
            times.append(1000 * (time.perf_counter() - began))
        print(f"side på {_PAGE} ord, {name}: {statistics.median(times[20:]):.1f} ms")


def _faults(answers: list[Answer]) -> Iterator[str]:
    for answer in answers:
        around = " ".join(answer.text[:110].split())
        for span in answer.spans:
            if not answer.hit(span):
                yield f"overset {span[2]} »{answer.text[span[0] : span[1]]}«: {around}"
        for mask in answer.found:
            if not answer.good(mask):
                masked = answer.text[mask.start : mask.slut]
                yield f"for meget {mask.type} »{masked}«: {around}"


if __name__ == "__main__":
    main()
