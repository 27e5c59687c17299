"""A masked text as HTML: faithful to the letter, each mask highlighted, headings and tables seen.

It is no Markdown on purpose: a list that is numbered anew, or a line that is swallowed, would hide
from the reader what is about to be kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from itertools import groupby

from assistent import texts
from assistent.anonymise.review import Gennemsyn
from assistent.datamodels import Fundgruppe, Maskering

_PAGE = re.compile(r"<!-- side (\d+) -->")
_HEADING = re.compile(r"(#{1,6})\s+(.+)")
_POINT = re.compile(r"[-*•]\s+")
_RULER = re.compile(r"\|[\s:|-]+\|?")
_BOLD = re.compile(r"\*\*(.+?)\*\*")
# Private-use characters stand for the masks until everything else is HTML.
_START, _END = "\ue000", "\ue001"
_MASK = re.compile(f"{_START}(\\d+){_END}")
_NONE = {ord(_START): None, ord(_END): None}
_TOP = 3
"""The level of the highest heading in the text."""


def marked_html(review: Gennemsyn) -> str:
    """The masked text; a mask knows the number of its group."""
    found = review.fund
    numbers = {at: group for group in review.grupper() for at in group.pletter}
    lines = _with_tokens(review.tekst, found).splitlines()
    html = "".join(_blocks(lines))
    return _MASK.sub(lambda match: _mark(found[int(match[1])], int(match[1]), numbers), html)


def _with_tokens(text: str, found: Sequence[Maskering]) -> str:
    pieces, at = [], 0
    for number, spot in enumerate(found):
        pieces += [text[at : spot.start].translate(_NONE), f"{_START}{number}{_END}"]
        at = spot.slut
    return "".join((*pieces, text[at:].translate(_NONE)))


def _mark(spot: Maskering, place: int, numbers: Mapping[int, Fundgruppe]) -> str:
    group = numbers[place]
    kind = texts.FUNDTYPER.get(spot.type, spot.type)
    told = texts.VB_DER_STOD.format(slags=kind, original=group.original) if group.original else kind
    return (
        f'<mark class="slor" id="sted-{place}" data-nr="{group.nr}" data-slags="{kind}" '
        f'title="{escape(told)}">{escape(spot.erstatning)}</mark>'
    )


def _blocks(lines: Sequence[str]) -> Iterator[str]:
    """Runs of lines of one kind, each as HTML."""
    level = _TOP - 1
    for kind, run in groupby(lines, _kind):
        block = [line.strip() if kind != "tekst" else line.rstrip() for line in run]
        if kind == "side":
            yield from (_page(line) for line in block)
        elif kind == "overskrift":
            for line in block:
                hashes, title = _HEADING.fullmatch(line).groups()  # type: ignore[union-attr]
                level = min(6, level + 1, len(hashes) + _TOP - 1)
                yield f"<h{level}>{_inline(title)}</h{level}>"
        elif kind == "tabel":
            yield _table(block)
        elif kind == "punkt":
            items = (f"<li>{_inline(_POINT.sub('', line, count=1))}</li>" for line in block)
            yield f"<ul>{''.join(items)}</ul>"
        elif kind == "tekst":
            yield f"<p>{_inline(chr(10).join(block))}</p>"


def _kind(line: str) -> str:
    bare = line.strip()
    if not bare:
        return ""
    if _PAGE.fullmatch(bare):
        return "side"
    if _HEADING.fullmatch(bare):
        return "overskrift"
    if bare.startswith("|"):
        return "tabel"
    return "punkt" if _POINT.match(bare) else "tekst"


def _page(line: str) -> str:
    number = _PAGE.fullmatch(line)[1]  # type: ignore[index]
    return f'<p class="sidetal">{texts.VB_SIDE.format(side=number)}</p>'


def _table(lines: Sequence[str]) -> str:
    rows = "".join(
        f"<tr>{''.join(f'<td>{_inline(cell.strip())}</td>' for cell in line.strip('|').split('|'))}"
        "</tr>"
        for line in lines
        if not _RULER.fullmatch(line)
    )
    return f'<div class="tabel"><table><tbody>{rows}</tbody></table></div>'


def _inline(text: str) -> str:
    return _BOLD.sub(r"<strong>\1</strong>", escape(text))
