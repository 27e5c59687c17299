"""Proves that kilder/evaluering-2017.md holds the extracted PDF text, word for word and in order.

The raw text is read page by page as it was extracted: running text, then the page's footnotes.
The Markdown is put back into that order (each page's running text, then the footnotes that name
the page), so nothing can be added, lost or moved to another page without a test failing.

Left out on both sides: page numbers, the table of contents, Markdown signs, editor's notes.
Where a raw line ends in a hyphen, three spellings are possible ("daginstitu-tionen" joined,
"gruppe-ressourceforløb" with its hyphen, "støtte- og" with hyphen and space); the word test takes
any of them, and the hyphenation tests then judge each choice by itself.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[1]
RAW = ROOT / "tests" / "data" / "evaluering-2017-raa.txt"
MD = ROOT / "vidensbase" / "kilder" / "evaluering-2017.md"

HYPHEN_BREAK = "\u00ac"  # a raw line ended in a hyphen here
SLASH_BREAK = "\u2044"  # a raw line ended in a slash here (a narrow table cell)
PAGE_NUMBER = re.compile(r"\d+ ")  # a footnote's number has no space after it
FOOTNOTE_NUMBER = re.compile(r"\d{1,2}")
RULE = re.compile(r" {40,}")  # the rule above a page's footnotes
CONTENTS_LINE = re.compile(r"(?P<title>.+?) \.{5,} (?P<page>\d+) *")
ANCHOR = re.compile(r"<!-- side (\d+) -->")
MARK = re.compile(r"\[\^(\d+)\](?!:)")
DEFINITION = re.compile(r"\[\^(\d+)\]: <!-- side (\d+) --> (.+)")
NOTE = "> Redaktionel note:"
# Marks whose text was lost when the PDF was extracted: it stands nowhere in the raw text.
TEXT_LOST = {22, 23, 24, 25, 26, 29, 30, 33}
CONJUNCTIONS = {"og", "eller", "samt"}
# Words that the raw text only has broken over two lines, so that nothing else in it shows their
# spelling. Read one by one: all are ordinary Danish words without a hyphen.
ONLY_SEEN_BROKEN = """
afhængig aldersgruppe arbejdets bekymring bredere daginstitutionsmedarbejderes defineret
erkendelser evaluere evalueringsarbejdet evalueringsdesign evalueringsform fjernet fokusere
forankre forløber forudsætningerne forventet forventningerne handleplansmødet hørelse/syn
implementeringsprocesser indfaldsvinkler interaktionsformer justeringerne ligeværdigt model
personaleressourcer planlægges progression præciseret reflektere samarbejdsrelationen
sammenfaldende specialforanstaltninger støttepædagogindstillinger tilgang tillægger
trivselsmæssigt udefra udefrakommende udviklingskonsulent udvælge varsomme ønskede
"""


@dataclass(frozen=True)
class Word:
    """A raw word, and whether it, or its part after a break, begins a line that opens a page."""

    text: str
    opens_page: bool = False
    rest_opens_page: bool = False


@dataclass(frozen=True)
class Choice:
    """A word broken at a raw line end, and the spelling the Markdown gives it."""

    left: str
    right: str
    spelling: str


@dataclass(frozen=True)
class Source:
    """The Markdown, taken apart: words and headings by page, and the footnotes."""

    pages: dict[int, list[str]]
    marks: list[tuple[int, int]]  # (number, page)
    footnotes: dict[int, tuple[int, str]]  # number: (page, text)
    headings: list[tuple[int, str, int]]  # (level, title, page)
    tables: dict[int, list[list[str]]]


# ---------------------------------------------------------------- the raw text


@cache
def raw_lines() -> tuple[tuple[str, bool], ...]:
    """Give the raw lines with text, page furniture left out, and whether each may open a page.

    A page opens with its number on a line of its own, or, where the number was lost, with one space
    before its first line (footnotes and some table rows also begin with a space).
    """
    lines: list[tuple[str, bool]] = []
    after_number = False
    for line in RAW.read_text(encoding="utf-8").split("\n"):
        if PAGE_NUMBER.fullmatch(line):
            after_number = True
        elif CONTENTS_LINE.fullmatch(line) or line.strip() == "Indhold":
            after_number = False
        elif line.strip():
            lines.append((line, after_number or bool(re.match(r" \S", line))))
            after_number = False
        elif RULE.match(line):
            lines.append(("", False))
    return tuple(lines)


@cache
def raw_words() -> tuple[Word, ...]:
    """Give the raw text as words; one broken over two lines is one word with a break sign in it."""
    words: list[Word] = []
    broken = ""
    for line, opens in raw_lines():
        parts = line.replace("\uf0b7", " ").split()
        if line.startswith("- "):
            parts = parts[1:]
        for number, part in enumerate(parts):
            first = number == 0 and opens
            if broken and number == 0 and not FOOTNOTE_NUMBER.fullmatch(line):
                last = words.pop()
                words.append(Word(last.text[:-1] + broken + part, last.opens_page, first))
            else:
                words.append(Word(part, first))
        end = parts[-1] if parts else ""
        broken = ""
        if len(end) > 1 and end[-1] in "-/":
            broken = HYPHEN_BREAK if end[-1] == "-" else SLASH_BREAK
    return tuple(words)


def spellings(word: str) -> list[str]:
    """List the ways a raw word may be written once its line break is gone."""
    if HYPHEN_BREAK in word:
        return [word.replace(HYPHEN_BREAK, new) for new in ("", "-", "- ")]
    if SLASH_BREAK in word:
        return [word.replace(SLASH_BREAK, new) for new in ("/", "/ ")]
    return [word]


@cache
def raw_footnote_numbers() -> frozenset[int]:
    """Give the footnotes whose number survived, on a line of its own, before the text."""
    return frozenset(int(line) for line, _ in raw_lines() if FOOTNOTE_NUMBER.fullmatch(line))


# ---------------------------------------------------------------- the Markdown


def md_body() -> list[str]:
    """Give the Markdown's lines after the front matter."""
    return MD.read_text(encoding="utf-8").split("---\n", 2)[2].split("\n")


def cells(line: str) -> list[str]:
    """Split a table row into its cells."""
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def plain(line: str) -> str:
    """Take the Markdown signs off a line; a footnote mark becomes the digits it was before."""
    if line.startswith("|"):
        line = " ".join(cells(line))
    line = re.sub(r"^(#+|-) ", "", line)
    return MARK.sub(r"\1", line).replace("**", "")


@cache
def source() -> Source:
    """Read the Markdown."""
    found = Source({}, [], {}, [], {})
    page = 0
    table = 0
    for line in md_body():
        if definition := DEFINITION.fullmatch(line):
            number, side, text = definition.groups()
            found.footnotes[int(number)] = (int(side), text)
            continue
        if line.startswith(NOTE) or re.fullmatch(r"[|-]+", line):
            continue
        if caption := re.match(r"\*\*Tabel (\d)\. ", line):
            table = int(caption[1])
        elif line.startswith("|"):
            found.tables.setdefault(table, []).append(cells(line))
        for place, part in enumerate(ANCHOR.split(line)):
            if place % 2:
                page = int(part)
                assert page not in found.pages, f"side {page} står to gange"
                found.pages[page] = []
            elif part.strip():
                found.marks.extend((int(number), page) for number in MARK.findall(part))
                found.pages[page].extend(plain(part).split())
        if heading := re.fullmatch(r"(#+) (.+)", line):
            found.headings.append((len(heading[1]), heading[2], page))
    return found


def md_words() -> Iterator[tuple[str, int]]:
    """Give the words in the raw text's order: each page's running text, then its footnotes."""
    found = source()
    for page, words in found.pages.items():
        yield from ((word, page) for word in words)
        for number, (side, text) in found.footnotes.items():
            if side == page:
                if number in raw_footnote_numbers():
                    yield str(number), page
                yield from ((word, page) for word in text.split())


# ---------------------------------------------------------------- raw against Markdown


def context(words: list[str], place: int) -> str:
    """Give the words around a place, for a message one can act on."""
    return " ".join(words[max(0, place - 8) : place + 6])


@cache
def alignment() -> tuple[tuple[Word, int, int, str], ...]:
    """Walk both texts word by word: (raw word, page, place in the Markdown, spelling there).

    Fails at the first word that differs.
    """
    pairs = list(md_words())
    words = [word for word, _ in pairs]
    raw = raw_words()
    walked: list[tuple[Word, int, int, str]] = []
    place = 0
    for number, word in enumerate(raw):
        for spelling in spellings(word.text):
            length = len(spelling.split())
            if words[place : place + length] == spelling.split():
                walked.append((word, pairs[place][1], place, spelling))
                place += length
                break
        else:
            page = pairs[min(place, len(pairs) - 1)][1]
            pytest.fail(
                f"side {page}: råteksten har {word.text!r}, kilden noget andet.\n"
                f"råtekst: … {context([w.text for w in raw], number)}\n"
                f"kilde:   … {context(words, place)}"
            )
    assert place == len(words), f"kilden har mere end råteksten: {context(words, place)}"
    return tuple(walked)


def choices() -> list[Choice]:
    """List the words broken by a hyphen at a raw line end, with the spelling they got."""
    return [
        Choice(*word.text.split(HYPHEN_BREAK), spelling)
        for word, _, _, spelling in alignment()
        if HYPHEN_BREAK in word.text
    ]


def bare(word: str) -> str:
    """Take punctuation and footnote digits off both ends of a word, and make it lower case."""
    return re.sub(r"^[\W\d_]+|[\W\d_]+$", "", word).casefold()


@cache
def unbroken() -> frozenset[str]:
    """Give every word that the raw text has whole on one line."""
    words = [word.text for word in raw_words() if HYPHEN_BREAK not in word.text]
    return frozenset(bare(part) for word in words for part in (word, *word.split("/")))


def letters(words: list[str]) -> str:
    """Keep only letters and digits."""
    return "".join(char for word in words for char in word.casefold() if char.isalnum())


def test_word_for_word() -> None:
    """Every raw word stands in the Markdown, in order, and the Markdown has no other words."""
    assert len(alignment()) == len(raw_words()) > 15_000


def test_letter_for_letter() -> None:
    """The same, without the walk: letters and digits alone, where hyphenation drops out."""
    raw = letters([word.text for word in raw_words()])
    found = letters([word for word, _ in md_words()])
    differing = next((i for i, (a, b) in enumerate(zip(raw, found, strict=False)) if a != b), None)
    at = max(0, (differing or 0) - 40)
    assert raw == found, f"{raw[at : at + 80]!r} ≠ {found[at : at + 80]!r}"


def test_running_text_and_footnotes_apart() -> None:
    """The footnotes' words are not left in the running text, nor the other way round."""
    marked = [number for number, _ in source().marks]
    assert marked == list(range(1, 34))
    assert set(source().footnotes) == set(marked) - TEXT_LOST
    assert list(source().footnotes) == sorted(source().footnotes)
    assert raw_footnote_numbers() <= set(source().footnotes)


def test_footnote_stands_on_its_marks_page() -> None:
    """A footnote names the page its mark stands on."""
    pages = dict(source().marks)
    for number, (page, _) in source().footnotes.items():
        assert page == pages[number], f"fodnote {number}"


# ---------------------------------------------------------------- hyphens


def test_coordination_keeps_its_hyphen() -> None:
    """A hyphen before "og" at a line break gives "støtte- og"; nothing else gets that space."""
    for choice in choices():
        coordinated = bare(choice.right) in CONJUNCTIONS
        assert coordinated == (" " in choice.spelling), choice


def test_kept_hyphen_is_seen_elsewhere() -> None:
    """A hyphen kept inside a word is one the raw text also has in the middle of a line."""
    for choice in choices():
        if choice.spelling == f"{choice.left}-{choice.right}":
            assert bare(choice.spelling) in unbroken(), choice


def test_joined_word_is_not_hyphenated_elsewhere() -> None:
    """A word joined over a line break isn't one that the raw text writes with a hyphen there."""
    for choice in choices():
        if choice.spelling == choice.left + choice.right:
            assert bare(f"{choice.left}-{choice.right}") not in unbroken(), choice


def test_joined_word_is_a_word() -> None:
    """A joined word stands whole elsewhere in the raw text, or is on the list read by a person."""
    joined = {bare(c.spelling) for c in choices() if c.spelling == c.left + c.right}
    unseen = {word for word in joined if not unbroken().issuperset(word.split("/"))}
    assert unseen == set(ONLY_SEEN_BROKEN.split())


# ---------------------------------------------------------------- pages, headings, tables


def test_pages_in_order() -> None:
    """All pages are there, in order; page 2 is the table of contents, which is left out."""
    assert list(source().pages) == [1, *range(3, 35)]


def test_page_breaks_stand_where_the_raw_text_has_them() -> None:
    """A page's first word opens one in the raw text; a word cut in two stays on the first."""
    for (before, old, _, _), (word, new, _, _) in pairwise(alignment()):
        if new != old:
            assert word.opens_page or before.rest_opens_page, f"side {new}: {word.text}"


def test_headings_follow_the_table_of_contents() -> None:
    """Each entry is a heading on its page, with the level its number gives."""
    text = RAW.read_text(encoding="utf-8")
    entries = [match for match in map(CONTENTS_LINE.fullmatch, text.split("\n")) if match]
    found = {(title, page): level for level, title, page in source().headings}
    parts = ("Indledning", "Resumé", "Metode", "Del ")
    assert len(entries) == 30
    for entry in entries:
        title = entry["title"]
        level = 1 if title.startswith(parts) else 2
        assert found.get((title, int(entry["page"]))) == level, title


def test_no_level_is_skipped() -> None:
    """A heading is at most one level below the one before; "2.1.2" stands at level three."""
    for (before, _, _), (level, title, _) in pairwise(source().headings):
        assert level <= before + 1, title
        if number := re.match(r"[\d.]+(?= )", title):
            assert level == number[0].count(".") + 1, title


def test_one_paragraph_per_line() -> None:
    """Two lines of running text never follow each other without a blank line."""
    text = [bool(re.match(r"[^\s#|<>\[-]|\*\*", line)) for line in md_body()]
    assert not any(a and b for a, b in pairwise(text))
    assert not any(line != line.rstrip() or "  " in line for line in md_body())


def test_bullets_are_those_of_the_raw_text() -> None:
    """Each raw bullet is one list item, in order, and no item runs on into the next paragraph."""
    raw = [line for line, _ in raw_lines() if line.lstrip().startswith(("\uf0b7", "- "))]
    items = [line for line in md_body() if line.startswith("- ")]
    assert [line.split()[1] for line in items] == [line.split()[1] for line in raw]
    assert not [item for item in items if re.search(r"[.\]] [A-ZÆØÅ]", item)]


def test_front_matter() -> None:
    """The front matter is what the README asks for."""
    front = yaml.safe_load(MD.read_text(encoding="utf-8").split("---\n", 2)[1])
    assert set(front) == {"id", "titel", "udgiver", "aar"}
    assert (front["id"], front["aar"]) == (MD.stem, 2017)


def numbers(row: list[str]) -> list[int]:
    """Give a row's figures after its first cell; an empty cell is nought."""
    return [int(cell or 0) for cell in row[1:]]


def percents(row: list[str]) -> list[int]:
    """Give a row of percentages after its first cell; an empty cell is nought."""
    return [int(cell.removesuffix(" %") or 0) for cell in row[1:]]


def test_table_3_adds_up() -> None:
    """42 + 31 + 5 = 78, and so does each year and each kind of course."""
    *years, total = [numbers(row) for row in source().tables[3][1:]]
    assert total == [42, 31, 5, 78]
    assert [sum(column) for column in zip(*years, strict=True)] == total
    assert all(sum(row[:-1]) == row[-1] for row in [*years, total])


@pytest.mark.parametrize(("table", "total"), [(4, 25), (5, 7)])
def test_tables_4_and_5_add_up(table: int, total: int) -> None:
    """The children add up, and the percentages are theirs, cell by cell."""
    rows = source().tables[table][1:]
    for counts, shares in zip(rows[::2], rows[1::2], strict=True):
        children = numbers(counts)
        assert sum(children[:-1]) == children[-1] == total
        assert percents(shares) == [round(100 * n / total) for n in children]


def test_table_6_adds_up() -> None:
    """9 staff and 4 leaders; the text says 8 centres with staff, and 9 of 10 in all."""
    *rows, total = [numbers(row) for row in source().tables[6][1:]]
    assert total == [9, 4]
    assert [sum(column) for column in zip(*rows, strict=True)] == total
    assert sum(staff > 0 for staff, _ in rows) == 8
    assert sum(staff + leaders > 0 for staff, leaders in rows) == 9
    assert len(rows) == 10


def test_table_6_columns_are_those_of_the_raw_text() -> None:
    """A raw row with an empty last cell ends in two spaces; that settles a lone figure's column."""
    raw = RAW.read_text(encoding="utf-8").partition("\nTabel 6. ")[2].split("\n")
    for name, staff, leaders in source().tables[6][1:]:
        row = next(line for line in raw if re.match(rf"{name} +(\d|$)", line))
        assert row.split()[len(name.split()) :] == [cell for cell in (staff, leaders) if cell]
        assert row.endswith("  ") == (leaders == ""), name


def test_lost_tables_have_a_note_and_no_values() -> None:
    """Tables 1 and 2 lost their values in the extraction: a note says so, and none is made up."""
    lines = [line for line in md_body() if line]
    notes = [i for i, line in enumerate(lines) if line.startswith(NOTE)]
    assert [lines[i - 1][:9] for i in notes] == ["**Tabel 1", "**Tabel 2"]
    assert set(source().tables) == {3, 4, 5, 6}
