"""A kept plan as the plain text that a check reads."""

from __future__ import annotations

from collections.abc import Mapping

from assistent.datamodels import Element, Renset
from assistent.handleplan import Handleplan
from assistent.present import under_headings

_SETTLED = frozenset(("note", "kilde", "person"))


def plan_text(plan: Handleplan, names: Mapping[Element, str]) -> Renset:
    """What is agreed on, under the names of the elements; it was masked when it was kept.

    What is only proposed or missing is left out, and so are the notes that fit nowhere.
    """
    lines = {
        element: [line.tekst for line in own if line.ophav in _SETTLED]
        for element, own in plan.elementer.items()
    }
    return Renset(under_headings(lines, {str(element): name for element, name in names.items()}))
