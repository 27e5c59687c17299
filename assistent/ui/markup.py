"""Markdown to safe HTML: raw HTML is shown as text, links stay local, [1] opens a source."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from html import escape
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from assistent import texts
from assistent.datamodels import Henvisning

_CITE = re.compile(r"\[(\d{1,3})\]")
_FOOTNOTE = re.compile(r"\[\^(\w+)\]")
_BRACKETS = re.compile(r"\([^()]{1,40}\)$")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
# Private-use characters mark the quote while the Markdown around it is rendered.
_START, _END = "\ue000", "\ue001"


def place(cite: Henvisning) -> str:
    """Where a citation stands: page and section, as far as it has them."""
    parts = []
    if cite.side is not None:
        parts.append(texts.SIDE.format(side=cite.side))
    if cite.afsnit:
        numbered = cite.afsnit[0].isdigit()
        parts.append(texts.AFSNIT.format(afsnit=cite.afsnit) if numbered else cite.afsnit)
    return ", ".join(parts)


def render(markdown: str, *, top: int = 4, cites: Sequence[Henvisning] = (), turn: int = 0) -> str:
    """HTML of ``markdown``; its highest heading becomes <h``top``>, [1] a button."""
    parser = _parser()
    tokens = parser.parse(_COMMENT.sub("", markdown))
    _promote(tokens)
    _shift_headings(tokens, top)
    _tag(tokens)
    env = {"cites": {cite.nr: cite for cite in cites}, "turn": turn}
    return str(parser.renderer.render(tokens, parser.options, env))


def render_passage(markdown: str, quote: str) -> str:
    """HTML of a passage with ``quote`` marked where it stands (white space apart)."""
    text = _COMMENT.sub("", markdown)
    found = _quote_pattern(quote).search(text) if quote.strip() else None
    if found:
        text = f"{text[: found.start()]}{_START}{found.group()}{_END}{text[found.end() :]}"
    return _mark(render(text, top=5))


def _quote_pattern(quote: str) -> re.Pattern[str]:
    return re.compile(r"\s+".join(re.escape(word) for word in quote.split()))


def _mark(html: str) -> str:
    """Put <mark> around every text run between the two marker characters."""
    before, start, rest = html.partition(_START)
    inside, end, after = rest.partition(_END)
    if not (start and end):
        return html.replace(_START, "").replace(_END, "")
    runs = re.split(r"(<[^>]+>)", inside)
    marked = (
        f"<mark>{run}</mark>" if run.strip() and not run.startswith("<") else run for run in runs
    )
    return before + "".join(marked) + after


def _promote(tokens: Sequence[Token]) -> None:
    """Make a paragraph that is bold from end to end the heading that it is read as."""
    lowest = max((int(token.tag[1]) for token in tokens if token.type == "heading_open"), default=0)
    for before, inline, after in zip(tokens, tokens[1:], tokens[2:], strict=False):
        kinds = [child.type for child in inline.children or () if child.type != "text"]
        whole = [child for child in inline.children or () if child.content or child.nesting]
        if (
            before.type == "paragraph_open"
            and before.level == 0
            and kinds == ["strong_open", "strong_close"]
            and (whole[0].type, whole[-1].type) == ("strong_open", "strong_close")
        ):
            before.type, after.type = "heading_open", "heading_close"
            before.tag = after.tag = f"h{min(6, lowest + 1)}"
            inline.children = whole[1:-1]


def _tag(tokens: Sequence[Token]) -> None:
    """Show *(a word in brackets)*, as the plan's lines end with, as a tag."""
    for inline in tokens:
        children = inline.children or []
        for start, text, end in zip(children, children[1:], children[2:], strict=False):
            if start.type == "em_open" and end.type == "em_close" and _BRACKETS.match(text.content):
                start.tag = end.tag = "span"
                missing = text.content == f"({texts.MANGLER})"
                start.attrSet("class", "tag mangler" if missing else "tag")
                text.content = text.content[1:-1]


def _shift_headings(tokens: Sequence[Token], top: int) -> None:
    levels = [int(token.tag[1]) for token in tokens if token.type == "heading_open"]
    shift = top - min(levels, default=top)
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{max(1, min(6, int(token.tag[1]) + shift))}"


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "breaks": True}).enable("table")
    # A page that reaches nothing outside must not be made to by a text: no images, no links out.
    parser.disable(["image", "link", "autolink", "reference", "html_block", "html_inline"])
    parser.add_render_rule("text", _text)
    parser.add_render_rule("table_open", lambda *_: '<div class="tabel" tabindex="0"><table>')
    parser.add_render_rule("table_close", lambda *_: "</table></div>")
    return parser


def _text(_self: Any, tokens: Sequence[Token], index: int, _options: Any, env: Any) -> str:
    content = escape(tokens[index].content)
    content = _FOOTNOTE.sub(r"<sup>\1</sup>", content)
    return _CITE.sub(lambda found: _button(found, env), content)


def _button(found: re.Match[str], env: Any) -> str:
    cite = env.get("cites", {}).get(int(found.group(1)))
    if cite is None:
        return found.group()
    where = place(cite)
    label = texts.KILDE_ETIKET.format(
        nr=cite.nr, titel=cite.titel, sted=f", {where}" if where else ""
    )
    return (
        f'<button type="button" class="henvis" data-tur="{env["turn"]}" data-nr="{cite.nr}" '
        f'aria-label="{escape(label)}" title="{escape(label)}">{cite.nr}</button>'
    )
