"""Results as the objects of the machine interface, and its batch files."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from assistent.datamodels import Fund, Rensning
from assistent.errors import AssistentFejl

Job = Callable[[str], object]


def as_object(result: object) -> dict[str, Any]:
    """The JSON object of a result; lists and fields as the contract names them."""
    if isinstance(result, Rensning):
        return {"tekst": result.tekst, "fund": [asdict(span) for span in result.fund]}
    if isinstance(result, tuple) and all(isinstance(item, Fund) for item in result):
        return {"hits": [_hit(item) for item in result]}
    return asdict(result)  # type: ignore[call-overload, no-any-return]


def _hit(hit: Fund) -> dict[str, Any]:
    passage = hit.uddrag
    nearest = [
        reason.korn.tekst for reason in hit.traef if reason.korn.art in ("spoergsmaal", "udsagn")
    ]
    return {
        "kilde": passage.kilde,
        "titel": passage.titel,
        "side": passage.side,
        "afsnit": passage.afsnit,
        "tekst": passage.tekst,
        "score": hit.score,
        "hvorfor": {"ord": list(hit.faelles_ord), "ligner": nearest[:1]},
    }


def dump(content: dict[str, Any]) -> str:
    """One line of UTF-8 JSON."""
    return json.dumps(content, ensure_ascii=False)


def batch(
    lines: Iterable[str], by_text: Job, read: Callable[[Path], str]
) -> Iterator[tuple[dict[str, Any], bool]]:
    """Run every line of a batch file; (object, went well) in the same order.

    A faulty line gives its error and the run goes on.
    """
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        ident: object = number
        try:
            row = json.loads(line)
            if not isinstance(row, dict):
                raise ValueError
            ident = row.get("id", number)
            text = read(Path(row["fil"])) if "fil" in row else row["tekst"]
            if not isinstance(text, str):
                raise ValueError
            yield {"id": ident, **as_object(by_text(text))}, True
        except AssistentFejl as error:
            yield {"id": ident, "fejl": str(error)}, False
        except (ValueError, KeyError, TypeError):
            message = 'Linjen skal se sådan ud: {"id": …, "tekst": "…"} eller {"id": …, "fil": "…"}'
            yield {"id": ident, "fejl": message}, False


def exit_status(results: Sequence[bool]) -> int:
    """0 when everything went well, 1 when some input failed."""
    return 0 if all(results) else 1
