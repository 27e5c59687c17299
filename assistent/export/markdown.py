"""A plan as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from assistent.datamodels import Element
from assistent.export.sheet import SOURCES, Arkafsnit, Arklinje, Tabel, build_sheet
from assistent.export.texts import one_line
from assistent.handleplan import Planversion
from assistent.prompts import Frames

_SPECIAL = re.compile(r"[\\`*_\[\]<>|~&]")
_BLOCK = re.compile(r"^(#{1,6}(?=\s|$)|[-+=](?=[\s=-]|$)|\d{1,9}(?=[.)](?:\s|$)))")


def plan_markdown(version: Planversion, names: Mapping[Element, str], frames: Frames) -> str:
    """Write the plan as Markdown; what people wrote is never read as markup.

    Returns the text with a line break at its end.
    """
    sheet = build_sheet(version, names, frames)
    blocks = [f"# {escaped(sheet.titel)}", *map(escaped, sheet.oplysninger), f"*{sheet.ai}*"]
    for part in sheet.afsnit:
        blocks += [f"## {escaped(part.overskrift)}", _content(part)]
    return "\n\n".join(blocks) + "\n"


def escaped(text: str) -> str:
    """The text on one line, its characters shown as they are by whatever reads Markdown."""
    shown = _SPECIAL.sub(lambda found: f"\\{found[0]}", one_line(text))
    return _BLOCK.sub(_escaped_start, shown)


def _escaped_start(found: re.Match[str]) -> str:
    start = found[0]
    return f"{start}\\" if start[0].isdigit() else f"\\{start}"


def _content(part: Arkafsnit) -> str:
    if part.tabel is not None:
        return "\n".join(_table(part.tabel))
    if not part.linjer:
        return f"*{escaped(part.tomt)}*"
    if part.noegle == SOURCES:
        return "\n".join(f"- {escaped(line.tekst)}" for line in part.linjer)
    return "\n".join(map(_line, part.linjer))


def _line(line: Arklinje) -> str:
    told = f"- {escaped(line.tekst)}"
    if line.maerke:
        told += f" *{escaped(line.maerke)}*"
    return f"{told}\n  - **{escaped(line.konflikt)}**" if line.konflikt else told


def _table(table: Tabel) -> Iterator[str]:
    yield _row(table.hoved)
    yield "|" + "---|" * len(table.hoved)
    yield from map(_row, table.raekker)


def _row(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(map(escaped, cells))} |"
