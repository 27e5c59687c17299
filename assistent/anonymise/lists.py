"""The lists that tell a name from a word: names, words, places, roles. Read once, never at import.

They are plain text in vidensbase/navne/, one entry a line; a municipality's own entries lie in the
data folder and count from the moment they are added.
"""

from __future__ import annotations

import hashlib
import unicodedata
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistent.danish import STOPORD
from assistent.errors import RensFejl

_WORDS = Path(__file__).with_name("ordliste.npy")
_FEWEST = 1000
_BOTH = frozenset({"hans"})
"""Of the commonest words, those that are names too."""
_SHORT = frozenset("bo ib ea ia my mo li pi jo bi al ai".split())
"""Names of two letters that people bear here; other runs of two are mostly typos."""
_NO_PEOPLE = ("ikke-navne", "stednavne")
"""Lists in the same folder that name no people."""
_KEPT = frozenset("æøå")
_LETTERS = str.maketrans(
    {"ö": "ø", "ä": "æ", "ı": "i", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ß": "ss"}
)
EGNE = {
    "NAVN": "navne.txt",
    "INSTITUTION": "institutioner.txt",
    "ADRESSE": "adresser.txt",
    "": "ikke-personoplysninger.txt",
}
"""The municipality's own lists in the data folder, by what they hold; "" is what to leave alone."""


Phrases = Mapping[str, tuple[tuple[str, ...], ...]]
"""Phrases as folded words, the longest first, by their first word."""


@lru_cache(maxsize=20_000)
def fold(word: str) -> str:
    """Lower case without the accents that Danish lacks, so that Ayşe and ayse are one."""
    low = word.lower()
    if low.isascii():
        return low
    kept = (
        letter
        if letter in _KEPT
        else "".join(
            c for c in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(c)
        )
        for letter in unicodedata.normalize("NFC", low).translate(_LETTERS)
    )
    return "".join(kept)


@dataclass(frozen=True)
class Lister:
    """What the anonymiser looks words up in; all entries folded but for phrases."""

    navne: frozenset[str]
    steder: frozenset[str]
    roller: Mapping[str, str]
    """A word that tells whom a name belongs to → barn, paaroerende, fagperson, institution."""
    endelser: Mapping[str, tuple[str, ...]]
    """How the names of institutions end (hus)."""
    ikke_person_efter: frozenset[str]
    """Words that the name of a thing stands after: »stormen«."""
    fredet: Phrases
    """Phrases that are no personal data."""
    egne: Mapping[str, Phrases]
    """The municipality's own names, institutions and addresses, by type."""
    ordliste: NDArray[np.uint32]

    def is_name(self, folded: str) -> bool:
        """True for a word on a list of first names or surnames."""
        return folded in self.navne

    def is_word(self, low: str) -> bool:
        """True when Danish writes this lower-case word, or it less a genitive -s, small."""
        return self.is_listed_word(low) or (low.endswith("s") and self.is_listed_word(low[:-1]))

    def is_listed_word(self, low: str) -> bool:
        """True when Danish writes this lower-case word small."""
        number = zlib.crc32(low.encode())
        at = int(np.searchsorted(self.ordliste, np.uint32(number)))
        return at < len(self.ordliste) and int(self.ordliste[at]) == number


def load(shipped: Path, own: Path) -> Lister:
    """The lists of ``shipped`` (vidensbase/navne) and those added in ``own``.

    Raises RensFejl when one that must be there cannot be read: masking fails closed.
    """
    import yaml

    try:
        roles = yaml.safe_load((shipped / "roller.yaml").read_text(encoding="utf-8"))
        names = frozenset(
            _folded(file for file in shipped.glob("*navne*.txt") if file.stem not in _NO_PEOPLE)
        )
        # What some lists hold and nobody means: »Og«, »Vi«, »Dreng«.
        vetoed = {fold(word) for word in STOPORD if word not in _BOTH}
        vetoed |= {fold(word) for given in roles["ord"].values() for word in given}
        if len(names) < _FEWEST:
            raise RensFejl(_unreadable(shipped, "navnelisterne mangler"))
        return Lister(
            navne=frozenset(
                name
                for name in names - _folded_lines(shipped / "ikke-navne.txt") - vetoed
                if len(name) > 2 or name in _SHORT
            ),
            steder=frozenset(_folded([shipped / "stednavne.txt"])),
            roller={fold(word): role for role, given in roles["ord"].items() for word in given},
            ikke_person_efter=frozenset(map(fold, roles["ikke_person_efter"])),
            endelser={key: tuple(given) for key, given in roles["endelser"].items()},
            fredet=phrases([*lines(shipped / "ikke-navne.txt"), *_own(own, "")]),
            egne={
                kind: phrases([*_shipped_own(shipped, kind), *_own(own, kind)])
                for kind in EGNE
                if kind
            },
            ordliste=np.load(_WORDS),
        )
    except (OSError, ValueError, KeyError, AttributeError, yaml.YAMLError) as error:
        raise RensFejl(_unreadable(shipped, str(error))) from error


def fingerprint(shipped: Path, own: Path) -> str:
    """Changes whenever a list does; what a file says counts, not when it was written."""
    digest = hashlib.sha256()
    for file in sorted([*shipped.glob("*"), *own.glob("*.txt")]):
        digest.update(file.name.encode() + file.read_bytes())
    return digest.hexdigest()[:16]


def _unreadable(folder: Path, why: str) -> str:
    return (
        f"Listerne, som sløringen slår op i, kan ikke læses ({folder}: {why}). "
        "Derfor er teksten ikke brugt. Ret eller gendan filerne, og prøv igen."
    )


def add(own: Path, kind: str, entry: str) -> None:
    """Put ``entry`` on the municipality's own list of ``kind``. Raises RensFejl."""
    entry = " ".join(entry.split())
    if kind not in EGNE or not any(letter.isalpha() for letter in entry):
        raise RensFejl(f"»{entry}« kan ikke sættes på en liste. Skriv et navn eller et ord.")
    try:
        own.mkdir(parents=True, exist_ok=True)
        present = set(_own(own, kind))
        file = own / EGNE[kind]
        unfinished = file.with_suffix(".ny")
        unfinished.write_text("\n".join(sorted(present | {entry})) + "\n", encoding="utf-8")
        unfinished.replace(file)
    except OSError as error:
        raise RensFejl(
            f"Listen i {own} kan ikke skrives. Se, om mappen er skrivebeskyttet."
        ) from error


def _own(own: Path, kind: str) -> Iterator[str]:
    file = own / EGNE[kind]
    return lines(file) if file.exists() else iter(())


def _shipped_own(shipped: Path, kind: str) -> Iterator[str]:
    """What the shipped folder may hold beside the names: institutioner.txt and adresser.txt."""
    file = shipped / EGNE[kind]
    return lines(file) if file.exists() else iter(())


def lines(file: Path) -> Iterator[str]:
    """The entries of a list, one a line; lines that begin with # are comments."""
    for line in file.read_text(encoding="utf-8-sig").splitlines():
        if line.strip() and not line.startswith("#"):
            yield line.strip()


def _folded(files: Iterable[Path]) -> Iterator[str]:
    for file in sorted(files):
        yield from map(fold, lines(file))


def _folded_lines(file: Path) -> frozenset[str]:
    return frozenset(_folded([file]))


def phrases(entries: Iterable[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Entries as folded words by their first word, the longest first."""
    found: dict[str, set[tuple[str, ...]]] = {}
    for entry in entries:
        words = tuple(fold(word) for word in entry.replace("-", " ").replace(".", " ").split())
        if words:
            found.setdefault(words[0], set()).add(words)
    return {
        first: tuple(sorted(given, key=lambda words: (-len(words), words)))
        for first, given in found.items()
    }
