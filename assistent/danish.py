"""The Danish that all stages share: sentences, words, stems, compounds and the language check."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, islice
from typing import Any

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*|\d+(?:[.,]\d+)*", re.UNICODE)
_LINE_ITEM = re.compile(r"^\s*(?:[-*•–·▪‣]|\d{1,2}[.)]|[a-z]\))\s+")
_ENDING = re.compile(r"[.!?…]+[»«”\"')\]]*(?=\s|$)")
FORKORTELSER = frozenset(
    "adr afd afsn alm ang ank apr aug bh bl bl.a bla ca cf ctr d dec def dir div dr dvs e eks "
    "ekskl em etc evt f f.eks f.x feb fhv fl fmd forts fr frk f.m gl gns hhv hr if ifm ift "
    "inkl jan jf jr jul jun kap kl kr ldr lign m maks mar mdr med mf mht m.fl m.h.t m.m min "
    "ml mvh n nr nov obs okt o.l osv ovf p pga pkt pæd pæda psyk p.t resp s sep sept sml st "
    "tdl tel tlf tirs tors u v vedr vha vug årh".split()
)
STOPORD = frozenset(
    "ad af alle alt anden andre at bare blev blevet bliver bl.a da de dem den denne der deres "
    "det dette dig din dine disse dit dog du efter eller en end endnu er et far fik fin for "
    "fordi fra få får før går gør ham han hans har havde have hej helt hen hende hendes her "
    "hos hun hvad hvem hver hvilke hvilken hvilket hvis hvor hvordan hvorfor hvornår i igen "
    "ikke ind ingen intet ja jeg jer jeres jo kan kom kommer kun kunne lidt lige man mange "
    "med meget mellem men mere mig min mine mit må ned nej noget nogen nogle nok nu når og "
    "også om op os over på sagde sammen se selv ses sig siger sin sine sit skal skulle som så "
    "til tit ud under var ved vi vil ville vores være været måske synes altså egentlig "
    "faktisk gerne sådan imellem omkring samt blandt".split()
)
_ENGLISH = frozenset(
    "the and of to is are was were that this with for have has had not they their there which "
    "when what who how would should could will from you your we our child children he she his "
    "her".split()
)
_DANISH = frozenset(
    "og er at det en af til på der han hun ikke har med som vi de den et for jeg kan skal når "
    "om men så var ved fra eller også bliver hvad hvordan".split()
)


@dataclass(frozen=True)
class Saetning:
    """A sentence and where it stands: ``text[start:slut] == tekst``."""

    start: int
    slut: int
    tekst: str


def sentences(text: str, by_line: bool = False) -> list[Saetning]:
    """Split running text and lists into sentences; a line that begins a list item starts anew.

    A blank line ends a sentence. A single line break does so only where the next line is an item
    or a heading, since mails and PDF text break lines anywhere; with ``by_line`` (notes) every
    line break does, save where a long line runs on in lower case.
    """
    return [
        Saetning(start, end, text[start:end])
        for block_start, block_end in _blocks(text, by_line)
        for start, end in _split_block(text, block_start, block_end)
    ]


_WRAPPED = 60
_RAGGED = 15


def wrapped_lines(text: str) -> frozenset[int]:
    """Where lines begin that only go on with the line above, in hard-wrapped paragraphs.

    A paragraph is hard-wrapped when all its lines but the last are long and of much the same
    length; a note that happens to be long is not.
    """
    found: set[int] = set()
    position = 0
    for paragraph in re.split(r"(\n[ \t]*\n)", text):
        lines = paragraph.splitlines(keepends=True)
        lengths = [len(line.rstrip()) for line in lines[:-1]]
        if len(lengths) >= 2 and min(lengths) >= max(_WRAPPED, max(lengths) - _RAGGED):
            starts = accumulate((len(line) for line in lines[:-1]), initial=position)
            found.update(islice(starts, 1, None))
        position += len(paragraph)
    return frozenset(found)


def _blocks(text: str, by_line: bool) -> Iterator[tuple[int, int]]:
    """Stretches that no sentence crosses: paragraphs, list items, lines that end a thought."""
    start: int | None = None
    position = 0
    end = 0
    going_on = wrapped_lines(text) if by_line else frozenset()
    for line in text.splitlines(keepends=True):
        bare = line.strip()
        begins = bool(_LINE_ITEM.match(line)) or bare.startswith("#") or bare.startswith("|")
        if by_line and not (position in going_on and bare[:1].islower()):
            begins = True
        if start is not None and (not bare or begins):
            yield start, end
            start = None
        if bare:
            if start is None:
                start = position + len(line) - len(line.lstrip())
            end = position + len(line.rstrip())
            if bare.endswith(":") or bare.startswith("#") or bare.startswith("|"):
                yield start, end
                start = None
        position += len(line)
    if start is not None:
        yield start, end


def _split_block(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    begin = start
    for match in _ENDING.finditer(text, start, end):
        if match.end() < end and not _ends_sentence(text, begin, match, end):
            continue
        yield begin, match.end()
        begin = match.end()
        while begin < end and text[begin].isspace():
            begin += 1
    if begin < end:
        yield begin, end


def _ends_sentence(text: str, begin: int, match: re.Match[str], end: int) -> bool:
    mark = match.group()
    if mark[0] != ".":
        return True
    before = re.search(r"[\w.]*$", text[begin : match.start()])
    word = before.group().lower() if before else ""
    after = text[match.end() : end].lstrip()
    if word in FORKORTELSER or (len(word) == 1 and word.isalpha()):
        return False
    if word.isdigit() and len(word) <= 2:
        # "d. 12. marts", "1. april", "2. møde": an ordinal unless a new sentence clearly starts.
        return len(after) > 1 and after[0].isupper() and not _MONTH.match(after)
    return not after[:1].islower()


_MONTH = re.compile(r"(?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)", re.IGNORECASE)


def words(text: str) -> list[str]:
    """Words and numbers, lower case, in order."""
    return [match.group().lower() for match in _WORD.finditer(text)]


def squeeze(text: str) -> str:
    """Letters and digits only, lower case: what two spellings of one quote have in common."""
    return re.sub(r"[\W_]+", "", text).lower()


_STEMMERS = threading.local()


def _stemmer() -> Any:
    """This thread's stemmer: it keeps the word that it works on, so two threads must not share."""
    if not hasattr(_STEMMERS, "danish"):
        import snowballstemmer

        _STEMMERS.danish = snowballstemmer.stemmer("danish")
    return _STEMMERS.danish


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """The Snowball stem of a lower-case Danish word."""
    if len(word) < 4 or word[0].isdigit():
        return word
    return str(_stemmer().stemWord(word))


def content_stems(text: str) -> list[str]:
    """Stems of the words that carry meaning, in order; parts of hyphenated words apart."""
    parts = (part for word in words(text) for part in re.split(r"[-'’]", word) if part)
    return [stem(part) for part in parts if part not in STOPORD and len(part) > 1]


class Compounds:
    """Splits compounds into parts that are words in their own right in ``vocabulary``.

    Danish writes »legegruppe« in one word; a reader who types »gruppe til leg« should find it.
    A part must be a known word of at least four letters; »s« and »e« may join the parts.
    """

    def __init__(self, vocabulary: Iterable[str]) -> None:
        self._known = {word for word in vocabulary if len(word) >= 4 and word.isalpha()}
        self._stems = {stem(word) for word in self._known} | self._known
        self._cache: dict[str, tuple[str, ...]] = {}

    def parts(self, word: str) -> tuple[str, ...]:
        """The stems of the parts of ``word``; empty when it is no compound of known words."""
        if word not in self._cache:
            self._cache[word] = self._split(word)
        return self._cache[word]

    def _split(self, word: str) -> tuple[str, ...]:
        if len(word) < 8 or not word.isalpha():
            return ()
        best: tuple[int, tuple[str, ...]] | None = None
        for cut in range(4, len(word) - 3):
            head, tail = word[:cut], word[cut:]
            if tail not in self._known and stem(tail) not in self._stems:
                continue
            first = self._head(head)
            if first is None:
                continue
            balance = abs(len(head) - len(tail))
            if best is None or balance < best[0]:
                best = balance, (stem(first), stem(tail))
        return best[1] if best else ()

    def _head(self, head: str) -> str | None:
        if head in self._known:
            return head
        if len(head) > 4 and head[-1] in "se" and head[:-1] in self._known:
            return head[:-1]
        if stem(head) in self._stems and len(head) >= 5:
            return head
        return None


class Analyser:
    """Text to index terms: stems, the parts of compounds, and the thesaurus' other words.

    ``synonyms`` maps a phrase (lower case, its stems joined by a space) to further stems; it is
    applied to queries only.
    """

    def __init__(self, compounds: Compounds, synonyms: Mapping[str, tuple[str, ...]]) -> None:
        self._compounds = compounds
        self._synonyms = synonyms
        self._known: dict[str, tuple[str, ...]] = {}
        self._longest = max((key.count(" ") + 1 for key in synonyms), default=1)

    def document(self, text: str) -> list[str]:
        """The terms of a text to be searched in."""
        return self.terms(words(text))

    def terms(self, found_words: Iterable[str]) -> list[str]:
        """As ``document``, for a text that is cut into words already."""
        known = self._known
        terms: list[str] = []
        for word in found_words:
            found = known.get(word)
            if found is None:
                found = known[word] = tuple(self._terms(word))
            terms.extend(found)
        return terms

    def _terms(self, word: str) -> Iterator[str]:
        for part in re.split(r"[-'’]", word):
            if part and part not in STOPORD and len(part) > 1:
                yield stem(part)
                yield from self._compounds.parts(part)

    def query(self, text: str) -> tuple[list[str], list[str]]:
        """The terms of what a user types, and those that the thesaurus adds."""
        plain = [stem(word) for word in words(text)]
        extra: list[str] = []
        for size in range(1, self._longest + 1):
            for start in range(len(plain) - size + 1):
                extra.extend(self._synonyms.get(" ".join(plain[start : start + size]), ()))
        terms = self.document(text)
        return terms, [term for term in dict.fromkeys(extra) if term not in terms]


def thesaurus(pairs: Iterable[tuple[str, Iterable[str]]]) -> dict[str, tuple[str, ...]]:
    """From (professional word, everyday words) to a query map in both directions."""
    table: dict[str, dict[str, None]] = {}
    for professional, everyday in pairs:
        forms = [professional, *everyday]
        for form in forms:
            key = " ".join(stem(word) for word in words(form))
            others = (s for other in forms if other != form for s in content_stems(other))
            table.setdefault(key, {}).update(dict.fromkeys(others))
    return {key: tuple(stems) for key, stems in table.items() if key}


def is_danish(text: str) -> bool:
    """False for a text of some length whose small words are English rather than Danish."""
    found = words(text)
    if len(found) < 8:
        return True
    english = sum(word in _ENGLISH for word in found)
    danish = sum(word in _DANISH for word in found)
    letters = any(letter in text.lower() for letter in "æøå")
    return not (english > 2 * danish and english >= 3 and not (letters and danish))
