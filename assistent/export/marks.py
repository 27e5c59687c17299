"""How a plan's paragraphs are known again in a Word file: the names of their bookmarks."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable

from assistent.datamodels import ELEMENTER, Element
from assistent.export.texts import Words, one_line

ORIGIN_STYLE = "Ophav"
"""The character style of a line's origin. Word and LibreOffice keep its name."""
TITLE = "plan_titel"
_LINE = "linje_"
_ELEMENT = "element_"
_PART = "afsnit_"
_FIXED = "_fast_"
_COPY = re.compile(r"[ _]Copy[ _]\d+$")
# Word allows 40 characters: letters, digits and underscores.
_IDENT = re.compile(r"[A-Za-z0-9_]{1,34}")


def line_name(ident: str) -> str:
    """The bookmark of a line, or "" where its id cannot be the name of one."""
    return f"{_LINE}{ident}" if _IDENT.fullmatch(ident) else ""


def line_of(name: str) -> str:
    """The id of the line whose bookmark this is, or ""; a copy that LibreOffice made is none."""
    own = name.startswith(_LINE) and not _COPY.search(name)
    return name.removeprefix(_LINE) if own else ""


def element_name(element: Element) -> str:
    """The bookmark of an element's heading."""
    return f"{_ELEMENT}{element}"


def element_of(names: Iterable[str]) -> Element | None:
    """The element whose heading bears one of the bookmarks."""
    told = {name.removeprefix(_ELEMENT) for name in names if name.startswith(_ELEMENT)}
    return next((element for element in ELEMENTER if element in told), None)


def part_name(text: str) -> str:
    """The bookmark of another heading that the export made."""
    return f"{_PART}{_digest(text)}"


def is_part(names: Iterable[str]) -> bool:
    """True when one of the bookmarks is that of another heading that the export made."""
    return any(name.startswith(_PART) for name in names)


def fixed_name(text: str) -> str:
    """The bookmark of text that the export made itself; a leading underscore hides it in Word."""
    return f"{_FIXED}{_digest(text)}"


def unchanged(names: Iterable[str], text: str) -> bool:
    """True when one of the bookmarks says that the export wrote just this text itself."""
    digest = _digest(text)
    own = (name for name in names if name.startswith((_FIXED, _PART)))
    return any(name.removeprefix(_FIXED).removeprefix(_PART).startswith(digest) for name in own)


def _digest(text: str) -> str:
    return hashlib.sha256(one_line(text).encode()).hexdigest()[:12]


def origin_words(words: Words) -> tuple[str, ...]:
    """What a line's origin can begin with, also where the line is settled."""
    settled = _settled(words)
    plain = (f"{origin}{settled}" for origin in words.map("ophav").values())
    return (*plain, words.text("ophav_kilde", kilder="").strip())


def origin_pattern(words: Words) -> re.Pattern[str]:
    """Matches a line's origin as the sheet writes it, with the numbers of its sources."""
    plain = "|".join(map(re.escape, words.map("ophav").values()))
    source = re.escape(words.text("ophav_kilde", kilder="").strip())
    settled = re.escape(_settled(words))
    told = rf"(?:(?:{plain})(?:{settled}[^()\[\]]*)?|{source}[^()\[\]]*)"
    return re.compile(rf"\s*\({told}\)(?:\s?\[\d+\])*")


def _settled(words: Words) -> str:
    return words.text("ophav_afstemt", ophav="", dato="").strip()


def version_mark(plan: str, number: int) -> str:
    """What a file's keywords say of the version that it holds."""
    return f"plan {plan} udgave {number}"


def version_of(keywords: str) -> tuple[str, int]:
    """The plan and the number of the version in a file's keywords; empty and 0 where unknown."""
    found = re.search(r"\bplan (\S+) udgave (\d{1,9})\b", keywords)
    return (found[1], int(found[2])) if found else ("", 0)
