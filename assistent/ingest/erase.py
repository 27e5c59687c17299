"""The proof of an erasure: a byte search through the data folder, and the receipt."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from assistent.danish import sentences
from assistent.datamodels import Sletning, Uddrag
from assistent.errors import LagerFejl

_TELLING = 40
"""Characters from which a sentence is long enough to be the document's own."""


def leftovers(
    folder: Path, texts: Sequence[str], others: Iterable[Uddrag]
) -> tuple[int, tuple[str, ...]]:
    """How many files were searched, and those that still hold a sentence of ``texts``.

    Sentences that ``others``, the passages that stay, hold as well are no trace of the document.
    Every file is read as bytes, in UTF-8 and with the escapes that JSON gives æ, ø and å.
    """
    kept = "\n".join(passage.tekst for passage in others)
    needles: set[bytes] = set()
    for text in texts:
        for sentence in sentences(text):
            line = max(sentence.tekst.splitlines(), key=len).strip()
            if len(line) >= _TELLING and line not in kept:
                needles.add(line.encode())
                needles.add(json.dumps(line)[1:-1].encode())
    searched, found = 0, []
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        content = file.read_bytes()
        searched += 1
        if any(needle in content for needle in needles):
            found.append(str(file.relative_to(folder)))
    return searched, tuple(found)


def write_receipt(
    folder: Path, ident: str, passages: int, searched: int, left: tuple[str, ...]
) -> Sletning:
    """Write the receipt under ``folder``/kvitteringer. Raises LagerFejl."""
    now = datetime.now(UTC)
    file = folder / "kvitteringer" / f"sletning-{now:%Y%m%dT%H%M%S%f}.json"
    receipt = Sletning(
        ident, now.isoformat(timespec="seconds"), passages, searched, left, str(file)
    )
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(asdict(receipt), ensure_ascii=False, indent=1), encoding="utf-8")
    except OSError as error:
        raise LagerFejl(
            f"»{ident}« er slettet, men kvitteringen kunne ikke skrives i {file.parent}."
        ) from error
    return receipt
