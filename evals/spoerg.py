"""What the evals of search and answers share: the sets, and whether an answer holds what it must.

The measuring is in evals/koer.py: ``assistent evals --kun soegning svar``.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"


def rows(name: str) -> list[dict[str, Any]]:
    """The records of a JSONL file in evals/data/."""
    return [json.loads(line) for line in (DATA / name).read_text("utf-8").splitlines() if line]


def holds(answer: str, wanted: list[list[str]]) -> bool:
    """True when, of each list of alternatives, one stands in the answer."""
    text = " ".join(answer.lower().split())
    return all(any(alternative.lower() in text for alternative in group) for group in wanted)
