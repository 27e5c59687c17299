"""A plan's line in words for the parents: what is held back, and everyday words for the rest."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistent.danish import sentences
from assistent.plans.letter_address import address, cased
from assistent.plans.reading_words import FILE, phrases, table
from assistent.prompts import Frames

_ONE_CHILD = r"(?<![\w.-])[A-HJ-NP-Z](?!(?!s\b)[\w-])"
_LIST = re.compile(
    rf"(?:(?:[Bb]arn(?:et)?|[Pp]erson)\s+)?{_ONE_CHILD}"
    rf"(?:(?:,\s*|,?\s+(?:og|eller)\s+|\s*\+\s*)(?:(?:barn|person)\s+)?{_ONE_CHILD})*"
    r"(?P<ejer>['’]s|s\b)?"
)
_MARK = r"(?:\d+|[A-ZÆØÅ](?!\w))"
_STAFF = re.compile(
    rf"(?P<komma>,\s+)?\b(?:[Pp]ædagog(?:en|erne)?|[Pp]æd\.?)\s+{_MARK}"
    rf"(?:(?:,\s*|,?\s+(?:og|eller)\s+|\s*[-–]\s*)(?:(?:pædagog|pæd\.?)\s+)?{_MARK})*"
    r"(?P<ejer>['’]s)?"
)
_HELPER = re.compile(rf"\b([Mm]edhj(?:ælper(?:en)?)?\.?|[Rr]p|[Ll]eder(?:en)?)\s+{_MARK}(?=\W|$)")
_QUOTED = re.compile(r"(»[^»«]*«)")
_OWN_PARENTS = re.compile(r"\w+s\s+forældre\b", re.IGNORECASE)
_BOTH = re.compile(r"\bmor\s+(?:og|eller)\s+far\b|\bfar\s+(?:og|eller)\s+mor\b", re.IGNORECASE)
_PAST = re.compile(r"\b(?!\w*(?:billede|allerede|tilstede|nede)\b)\w{3,}ede\b", re.IGNORECASE)
_ASIDE = re.compile(r"\s*\((?=[A-ZÆØÅ])[^()]*\)")


@dataclass(frozen=True)
class Told:
    """What became of a line: its text for the letter, or why it is held back.

    ``udeladt`` is the end of the line from where it is the house's own matter.
    """

    tekst: str = ""
    grund: str = ""
    udeladt: str = ""


class Teller:
    """Tells a plan's lines to the parents of ``child``; of several children where it is empty."""

    def __init__(self, frames: Frames, child: str, adults: frozenset[str] = frozenset()) -> None:
        self._frames = frames
        self._adults = adults
        self._child = child
        self._lists = {key: phrases(frames.options(FILE, key)) for key in _LISTS}
        self._numbers = frames.options(FILE, "antal")
        self._everyday = {
            form.lower(): plain for plain, forms in table(frames, "hverdagsord") for form in forms
        }
        self._professional = phrases(tuple(self._everyday))
        child_s = re.escape(frames.fill(FILE, "jeres_barn"))
        self._your_own = re.compile(rf"(\b){child_s}s\s+forældre\b", re.IGNORECASE)
        self._unit_of = {form: unit for unit, forms in table(frames, "efter_tal") for form in forms}
        units = phrases(tuple(self._unit_of)).pattern
        self._units = re.compile(rf"(?P<tal>\d+)\s*(?P<enhed>{units})", re.IGNORECASE)

    def has(self, key: str, text: str) -> bool:
        """True when ``text`` has a word from the list ``key``."""
        return self._lists[key].search(text) is not None

    def tell(self, line: str, against: Sequence[str] = ()) -> Told:
        """The line for the letter; held back for a judgement, others' children, or ``against``."""
        named = _STAFF.sub(self._staff, _HELPER.sub(r"\1", _ASIDE.sub("", line).strip()))
        bare = self._without_adults(named)
        if not bare or self.has("ikke_aftalt", line):
            return Told()
        for key in ("saarende", *against, "en_foraelder"):
            if self._is(key, bare):
                return Told(grund=key)
        if self._names_others(bare):
            return Told(grund="andre")
        said = [sentence.tekst for sentence in sentences(bare)]
        end = next((n for n, text in enumerate(said) if self.has("internt", text)), len(said))
        return Told(self._plain(" ".join(said[:end])), udeladt=" ".join(said[end:]))

    def _is(self, key: str, text: str) -> bool:
        """True for a word of the list; »mor og far« are no one parent, and »-ede« is the past."""
        if key == "fortid" and _PAST.search(text):
            return True
        return self.has(key, _BOTH.sub(" ", text) if key == "en_foraelder" else text)

    def _names_others(self, text: str) -> bool:
        """True for »barn C's mor«, and where letters stand in too many places to be told."""
        lists = [m for m in _LIST.finditer(text) if self._child not in _letters(m.group())]
        owners = any(m["ejer"] for m in lists)
        families = self.has("andre_familier", text) or bool(_OWN_PARENTS.search(text))
        return owners or len(lists) > 1 or families

    def _without_adults(self, text: str) -> str:
        """Adults who go by a letter, in general words; those with a role before it stay."""
        if not self._adults:
            return text
        # »i« is a word of its own, so only capitals are letters here.
        one = f"(?-i:[{''.join(sorted(self._adults))}])"
        alone = rf"(?<![\w.-])(?:person\s+)?{one}(?:(?P<ejer>['’]s|s\b)|(?![\w-]))"
        joined = re.compile(
            rf"{alone}(?:\s*(?:,|og|\+|&)\s*(?:person\s+)?{one}(?![\w-]))*", re.IGNORECASE
        )

        def told(found: re.Match[str]) -> str:
            several = len(_letters(found.group())) > 1
            key = "de_voksne" if several else "den_voksnes" if found["ejer"] else "en_voksen"
            return cased(self._frames.fill(FILE, key), found)

        return joined.sub(told, text)

    def _plain(self, text: str) -> str:
        if not text:
            return ""
        text = _STAFF.sub(self._staff, _HELPER.sub(r"\1", text))
        text = _LIST.sub(self._children, text)
        text = self._your_own.sub(r"\1forældrene", text)
        outside = _QUOTED.split(text)
        outside[::2] = [self._professional.sub(self._in_plain_words, part) for part in outside[::2]]
        text = address(self._units.sub(self._unit, "".join(outside)))
        return text[:1].upper() + text[1:] + ("" if re.search(r"[.!?…»«:)\]]$", text) else ".")

    def _unit(self, found: re.Match[str]) -> str:
        return f"{found['tal']} {self._unit_of[found['enhed'].lower()]}"

    def _in_plain_words(self, found: re.Match[str]) -> str:
        plain = self._everyday[found.group().lower()]
        return cased(plain, found) if found.group()[:1].isupper() else plain

    def _children(self, found: re.Match[str]) -> str:
        """»Jeres barn« for the child's letter, and a number for others."""
        letters = _letters(found.group())
        others = [letter for letter in letters if letter != self._child]
        if not self._child:
            key = "boernene_i_brevet" if len(others) > 1 else "et_af_boernene"
            named = [self._frames.fill(FILE, key)]
        else:
            named = [self._frames.fill(FILE, "jeres_barn")] if self._child in letters else []
            named += self._others(len(others), " eller " in found.group())
        told = f" {self._frames.fill(FILE, 'og')} ".join(named)
        return cased(f"{told}s" if found["ejer"] else told, found)

    def _others(self, count: int, either: bool) -> list[str]:
        if count == 1:
            return [self._frames.fill(FILE, "et_andet_barn")]
        key = "et_af_andre_boern" if either else "andre_boern"
        return [self._frames.fill(FILE, key, antal=self._number(count))] if count else []

    def _staff(self, found: re.Match[str]) -> str:
        """Staff without their numbers; the last of a list takes the »og« that was inside."""
        count = len(re.findall(r"\d+|(?<!\w)[A-ZÆØÅ](?!\w)", found.group()))
        one = count == 1 or " eller " in found.group()
        if found["ejer"]:
            told = self._frames.fill(FILE, "paedagogens" if one else "paedagogernes")
        elif one:
            told = self._frames.fill(FILE, "en_paedagog")
        else:
            told = self._frames.fill(FILE, "flere_paedagoger", antal=self._number(count))
        if not found["komma"]:
            return cased(told, found)
        is_last = " og " in found.group() and not found.string[found.end() :].startswith(",")
        return f" {self._frames.fill(FILE, 'og')} {told}" if is_last else f", {told}"

    def _number(self, count: int) -> str:
        return self._numbers[count - 1] if count <= len(self._numbers) else str(count)


_LISTS = (
    "ikke_aftalt",
    "saarende",
    "internt",
    "hjemmet",
    "en_foraelder",
    "andre_familier",
    "fortid",
    "det_gaar_godt",
)


def adults_in(texts: Sequence[str], child: str) -> frozenset[str]:
    """The letters that stand for adults: where some are called »barn A«, all the others.

    Where none is, those called »person B« besides the ``child`` that the plan is about.
    """
    whole = "\n".join(texts)
    if children := _called(whole, "barn"):
        return frozenset(set(_letters(whole)) - children)
    return frozenset(_called(whole, "person") - {child}) if child else frozenset()


def _called(text: str, role: str) -> set[str]:
    return {
        letter
        for found in _LIST.finditer(text)
        if found.group().lower().startswith(role)
        for letter in _letters(found.group())
    }


def letters_in(text: str) -> set[str]:
    """The letters that stand for children in ``text``."""
    bare = _STAFF.sub(" ", _HELPER.sub(" ", text))
    return {letter for found in _LIST.finditer(bare) for letter in _letters(found.group())}


def _letters(text: str) -> list[str]:
    return re.findall(r"(?<!\w)[A-HJ-NP-Z](?=s\b|(?!\w))", text)
