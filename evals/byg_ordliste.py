"""Build the Danish word list that tells names from words, from a Hunspell dictionary.

``python -m evals.byg_ordliste da_DK.dic da_DK.aff`` expands every entry with its suffixes. The
forms that are written in lower case become assistent/anonymise/ordliste.npy, sorted CRC-32 sums
(uint32): 1.5 MB that load in a millisecond, where the words would take half a second and 80 MB;
one word in 10,000 is taken for another. A genitive is left out where the word without it is in.
The place names become vidensbase/navne/stednavne.txt, and its other names, nearly all of them first
names and surnames borne in Denmark, vidensbase/navne/navne-ordbog.txt. The dictionary is
Stavekontrolden's (see assistent/anonymise/ORDLISTE-LICENS.md); LibreOffice
and several Python packages carry it.
"""

from __future__ import annotations

import argparse
import re
import zlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

_ROOT = Path(__file__).resolve().parent.parent
_WORDS = _ROOT / "assistent/anonymise/ordliste.npy"
_PLACES = _ROOT / "vidensbase/navne/stednavne.txt"
_NAMES = _ROOT / "vidensbase/navne/navne-ordbog.txt"
_PLACE, _FORBIDDEN, _ONLY_IN_COMPOUND, _GENITIVE = "54", "6", "36", "9"


@dataclass(frozen=True)
class Suffix:
    """One suffix rule: cut ``strip``, add ``add``, when the word ends as ``condition`` says."""

    strip: str
    add: str
    condition: re.Pattern[str]
    further: frozenset[str]

    def apply(self, word: str) -> str | None:
        """The suffixed word, or None when the rule does not apply."""
        if not word.endswith(self.strip) or not self.condition.search(word):
            return None
        return word[: len(word) - len(self.strip)] + self.add


def suffixes(path: Path) -> dict[str, list[Suffix]]:
    """The suffix rules of an .aff file by flag."""
    found: dict[str, list[Suffix]] = defaultdict(list)
    for line in path.read_text(encoding="utf-8").splitlines():
        fields = line.split()
        if len(fields) >= 5 and fields[0] == "SFX" and not fields[3].isdigit():
            add, _, further = fields[3].partition("/")
            strip = "" if fields[2] == "0" else fields[2]
            ending = re.compile(f"{fields[4]}$")
            rule = Suffix(strip, "" if add == "0" else add, ending, frozenset(further.split(",")))
            found[fields[1]].append(rule)
    return found


def forms(stem: str, flags: frozenset[str], rules: dict[str, list[Suffix]]) -> Iterator[str]:
    """The stem and all its suffixed forms, two suffixes deep as Hunspell allows."""
    yield stem
    for flag in flags:
        for rule in rules.get(flag, ()):
            made = rule.apply(stem)
            if made is None:
                continue
            yield made
            for inner in rule.further:
                yield from filter(None, (other.apply(made) for other in rules.get(inner, ())))


def expand(dictionary: Path, affixes: Path) -> tuple[set[str], set[str], set[str]]:
    """All lower-case word forms, the place names and the other names of a Hunspell dictionary."""
    rules = suffixes(affixes)
    words: set[str] = set()
    places: set[str] = set()
    names: set[str] = set()
    for line in dictionary.read_text(encoding="utf-8").splitlines()[1:]:
        stem, _, given = line.split()[0].partition("/") if line.split() else ("", "", "")
        flags = frozenset(given.split(","))
        if not stem.isalpha() or flags & {_FORBIDDEN, _ONLY_IN_COMPOUND}:
            continue
        if stem.islower():
            words.update(form for form in forms(stem, flags, rules) if form.isalpha())
        elif _PLACE in flags:
            places.add(stem)
        elif _GENITIVE in flags and len(stem) > 1 and stem[1:].islower():
            names.add(stem)
    return words, places, names


def main() -> None:
    """Write the lists."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("dic", type=Path)
    parser.add_argument("aff", type=Path)
    given = parser.parse_args()
    words, places, names = expand(given.dic, given.aff)
    kept = {word for word in words if not (word.endswith("s") and word[:-1] in words)}
    np.save(_WORDS, np.unique([np.uint32(zlib.crc32(word.encode())) for word in kept]))
    _PLACES.write_text("\n".join(sorted(places)) + "\n", encoding="utf-8")
    _NAMES.write_text("\n".join(sorted(names)) + "\n", encoding="utf-8")
    print(
        f"{len(names)} navne, {len(places)} stednavne, {len(kept)} former "
        f"({_WORDS.stat().st_size / 1e6:.2f} MB)"
    )


if __name__ == "__main__":
    main()
