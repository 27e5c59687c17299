"""Personal data that has a form of its own: numbers, e-mails, addresses and dates of birth.

A recogniser is data: a pattern, the group that is the span, and a check of what was found. Danish
CPR numbers are recognised in any grouping that people type and with no demand on modulus 11, which
has not held since 2007; only the date is checked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

_DASH = r"\-\u2010\u2011\u2012\u2013\u2014\u2212"
_MONTH = (
    r"(?:jan(?:uar)?|feb(?:ruar)?|marts?|apr(?:il)?|maj|juni?|juli?|aug(?:ust)?|sept?(?:ember)?"
    r"|okt(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_DATE = (
    r"(?:\d{4}-\d{2}-\d{2}"
    rf"|\d{{1,2}}[./ {_DASH}]{{1,2}}\d{{1,2}}[./ {_DASH}]{{1,2}}(?:(?:19|20)\d{{2}}|\d{{2}})(?!\d)"
    rf"|\d{{1,2}}\.?\s?{_MONTH}(?:,?\s(?:19|20)\d{{2}}|\s['’]?\d{{2}}(?![\d.:]))?"
    r"|\d{1,2}[./]\d{1,2}(?!\d))"
)
_ANY_DATE = re.compile(
    rf"(?<![\d./-])(?:{_DATE}|\d{{1,2}}\.\s?i\s?\d{{1,2}}\.|\d{{1,2}}/\d{{1,2}} (?:19|20)\d{{2}}"
    r"|[0-3]\d[01]\d[0-3]\d)(?![\d-]| \d{4})",
    re.IGNORECASE,
)
_WEEKDAY = r"(?:man|tirs|ons|tors|fre|lør|søn)dag"
# What may stand between "født" and the date.
_BETWEEN = (
    rf"[\s:|=,(*_]*(?:(?:den|d\.?|er|på|her|igen|nu|som|næste|dato|barn|\d{{1,2}}\s?år|\d|{_WEEKDAY}"
    rf"|i\s(?:morgen|går|dag))\b[\s:|,.()*_]*){{0,4}}(?<![\w])"
)
_STRONG = (
    "vej|vejen|gade|gaden|allé|alle|alléen|stræde|strædet|boulevard|boulevarden|vænge|vænget|torv"
    "|torvet"
)
_WEAK = (
    "plads|pladsen|have|haven|haverne|park|parken|gård|gården|gaard|bakke|bakken|sti|stien|vang"
    "|vangen|høj|højen|høje|toft|toften|tofte|lund|lunden|kær|kæret|eng|engen|ager|ageren|led"
    "|leddet|hegn|hegnet|kvarter|kvarteret|passage|kaj|dal|dalen|holm|holmen|mark|marken|skov"
    "|skoven|krog|krogen|ås|åsen|mose|mosen|bro|broen|strand|linien|linjen|buen|ringen|bugten"
    "|rækken|skrænten|vold|volden|center|centret|bymidte|husene|planen|kilden|kysten|hjørnet"
)
_CAPITAL = r"(?:[A-ZÆØÅ][\wæøåé.]*|\d{1,2}\.)"
_LEAD = rf"(?:(?:{_CAPITAL})[ \-]){{0,3}}"
_NUMBER = (
    r"[ \t]{1,2}\d{1,3}(?:-\d{1,3}(?![\d.]))?(?:[A-Za-z](?![\wæøå])|[ ][A-Ha-h](?![\wæøå.]))?"
    r"(?!\d|[.:]\d|[ ]?(?:børn|år|mdr|måneder|kr\b|min|km\b|m\b|pct|%|procent|stk"
    r"|voksne|gange|timer|dage|uger))"
)
_FLOOR = (
    r"(?:[ \t]*,?[ \t]*(?:st(?:uen)?|kld?|kælder(?:en)?|\d{1,2})\.?(?:[ ]?sal)?\.?"
    r"[ ,]{0,2}(?:(?:t\.?v|t\.?h|m\.?f)\b\.?|(?:dør|lejl|lejlighed)\.?[ ]?\d{1,4}"
    r"|(?<=\.[ ])\d{1,3}\b)"
    r"|[ \t]*,[ \t]*(?:st|kld?)\b\.?|[ \t]*,?[ \t]*\d{1,2}\.[ ]?sal\b)?"
)
_TOWN = r"[A-ZÆØÅ][\wæøåé]+(?:[ \-](?:[A-ZÆØÅ][\wæøåé]*))?"
_POSTAL = (
    rf"(?:[ \t]*,?[ \t]*(?:\n[ \t]*)?(?:DK-?)?\d{{4}}[ ](?:{_TOWN}|(?<=[ ])[a-zæøå]{{4,}})"
    rf"|[ \t]*,[ \t]*(?:{_TOWN})(?=[\s.,;)|]|$))?"
)
_COUNTRY = r"(?:(?:\+|00)\s?45[ -]?|\(\+45\)\s?)"
_ID = r"(?=[\w./\-]*\d)[A-Za-z0-9][\w./\-]{2,}[\w]"


_NOT_PERSONAL = re.compile(
    r"(?:ean|cvr|isbn|faktura\w*|ordre\w*|vare\w*|p-nr|se-nr|kr|kroner|beløb\w*|konto\w*|serienr)"
    r"[\s.:-]*(?:nr|nummer)?[\s.:]*$",
    re.IGNORECASE,
)


def _is_date(match: re.Match[str]) -> bool:
    """True when the six first digits of a CPR number can be a date (days 1-31, or 61-91)."""
    before = match.string[max(0, match.start() - 24) : match.start()]
    if _NOT_PERSONAL.search(before):
        return False
    digits = re.sub(r"\D", "", match.group())[:6]
    day, month = int(digits[:2]), int(digits[2:4])
    return 1 <= (day - 60 if day > 60 else day) <= 31 and 1 <= month <= 12


def _is_phone(match: re.Match[str]) -> bool:
    """False for eight digits that are a date, a year range, an amount or a company's number."""
    digits = re.sub(r"\D", "", match.group())
    if digits[-8:][0] in "01":
        return False
    before = match.string[max(0, match.start() - 24) : match.start()]
    if _NOT_PERSONAL.search(before):
        return False
    return not re.fullmatch(r"(?:19|20)\d\d[ .\-–/]?(?:19|20)\d\d", match.group().strip())


def _not_pseudonym(match: re.Match[str]) -> bool:
    """False for »barn A« and the like, which have been masked already."""
    return not re.fullmatch(r"\w+ [A-ZÆØÅ]{1,3}", match.group("her"))


def _always(match: re.Match[str]) -> bool:
    return True


@dataclass(frozen=True)
class Recogniser:
    """One kind of personal data: its pattern and a check of what the pattern found.

    The span is the group ``her`` where the pattern has one, and else the whole match.
    """

    type: str
    pattern: re.Pattern[str]
    valid: Callable[[re.Match[str]], bool] = _always
    anywhere: bool = False
    """True for a pattern that may match where there is no digit near."""
    holds: tuple[str, ...] = ()
    """One of these stands, in lower case, in every match; a cheap look before the search."""

    def find(self, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The spans that lie in text[start:end], white space at their ends left out."""
        group = "her" if "her" in self.pattern.groupindex else 0
        for match in self.pattern.finditer(text, start, end):
            if self.valid(match):
                first, last = match.span(group)
                yield first, first + len(text[first:last].rstrip(" \t\n,"))


_NEAR = 90


def find(text: str) -> Iterator[tuple[int, int, str]]:
    """Everything that the recognisers find, earlier recognisers first; spans may overlap.

    Nearly all of it holds a digit, so only the text round digits is searched: a page of prose is.
    """
    near = list(_near_digits(text))
    low = text.lower()
    for recogniser in recognisers():
        if recogniser.holds and not any(cue in low for cue in recogniser.holds):
            continue
        for start, end in [(0, len(text))] if recogniser.anywhere else near:
            for first, last in recogniser.find(text, start, end):
                yield first, last, recogniser.type


def dates(text: str) -> Iterator[tuple[int, int]]:
    """Where dates stand, of whatever they are."""
    for match in _ANY_DATE.finditer(text):
        yield match.start(), match.start() + len(match.group().rstrip())


_TOWN_NAME = r"[^\W\d_]{3,}(?:[ ](?:strand|landsby|by|[øvnskc]\b))?"
_TAIL = re.compile(
    r"[ \t]*,?[ \t]*(?:(?:kælder|st|\d{1,2})\.?[ ]?(?:sal)?[ .,]{0,2}(?:tv|th|mf)\b\.?"
    r"|\d{1,2}\.(?:[ ]?sal)?(?=,)"
    rf"|dør[ ]\d{{1,3}})?[ \t]*,?[ \t]*(?:\n[ \t]*)?(?:dk-?)?\d{{4}}[ ]{{1,2}}{_TOWN_NAME}",
    re.IGNORECASE,
)
_AFTER_POSTAL = re.compile(rf"(?<=\d{{4}})[ ]{{1,2}}{_TOWN_NAME}", re.IGNORECASE)
_TOWN_BEHIND = re.compile(r"[ \t]*,[ \t]*(?P<by>[^\W\d_]{3,})(?![\w])")


def address_end(text: str, end: int, is_town: Callable[[str], bool]) -> int:
    """Where an address that is found up to ``end`` truly ends: its floor, postal code and town."""
    tail = _TAIL.match(text, end) or _AFTER_POSTAL.match(text, end)
    if tail:
        return tail.end()
    town = _TOWN_BEHIND.match(text, end)
    return town.end() if town and is_town(town["by"]) else end


def _near_digits(text: str) -> Iterator[tuple[int, int]]:
    """Stretches round the digits of ``text``, cut at white space so that no word is halved."""
    start = end = -1
    for match in _DIGITS.finditer(text):
        first, last = max(0, match.start() - _NEAR), min(len(text), match.end() + _NEAR)
        if first <= end:
            end = last
            continue
        if end >= 0:
            yield _whole_words(text, start, end)
        start, end = first, last
    if end >= 0:
        yield _whole_words(text, start, end)


_DIGITS = re.compile(r"\d+")


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return start, end


def _i(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


@cache
def recognisers() -> tuple[Recogniser, ...]:
    """All of them; where two claim the same text, the earlier one has it."""
    return (
        Recogniser(
            "EMAIL",
            re.compile(r"(?<![\w.+-])[\w.+-]{1,64}\s?@\s?[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}"),
            anywhere=True,
            holds=("@",),
        ),
        Recogniser(
            "CPR",
            re.compile(
                rf"(?<![\d.,])\d{{2}}[ ./{_DASH}]?\d{{2}}[ ./{_DASH}]?\d{{2}}"
                rf"(?:\s?[ ./{_DASH}]?\s?)"
                r"(?:\d{4}|\d?[xX*]{3,4}|\d{2} ?\d{2}|(?:\d ){3}\d)(?!\d|[.,]\d)"
            ),
            _is_date,
        ),
        Recogniser(
            "CPR",
            _i(r"\bcpr\b[\s.:-]*(?:nr|nummer)?[\s.:]*(?P<her>\d{6})(?!\d)"),
            _is_date6,
            holds=("cpr",),
        ),
        # What stands in the field for a name is one, whatever the lists say of it.
        Recogniser(
            "NAVN",
            _i(
                r"(?:^|\n|\|)[ \t*-]*(?:(?:barnets|mors|fars|fulde|barns)[ ])?"
                r"(?:for|efter|mellem)?navn(?:e)?[ \t*]*[:|][ \t*]*"
                r"(?P<her>[^\W\d_]{2,}(?:[ '’-][^\W\d_]+){0,4})(?=[ \t*]*(?:[,;|\n(.]|$))"
            ),
            _not_pseudonym,
            anywhere=True,
            holds=("navn",),
        ),
        *_other_ids(),
        *_dates_of_birth(),
        *_addresses(),
        *_phones(),
    )


def _is_date6(match: re.Match[str]) -> bool:
    digits: str = match.group("her")
    day, month = int(digits[:2]), int(digits[2:4])
    return 1 <= day <= 31 and 1 <= month <= 12


def _other_ids() -> tuple[Recogniser, ...]:
    numbered = (
        r"(?:journal|sags?|j|esdh|pas|kørekort|opholds(?:kort|tilladelse)?|forsikrings|police|patient"
        r"|medarbejder|tjeneste|elev|sygesikrings|person|borger|skade|indberetnings)"
    )
    login = (
        r"(?:bruger(?:navn|id|-id)?|log-?in|uni-?login|b-?nummer|b-?nr|adgangskode|kodeord|password"
        r"|mitid|bruger-?id)"
    )
    return (
        Recogniser(
            "ANDET_ID",
            _i(
                rf"\b{numbered}[.\s-]?(?:nr|nummer|id|no)\b[\s.:|#*,]*(?:det\s)?(?:er\s+)?"
                rf"(?P<her>{_ID}(?:[ ]\d{{3,}})*)"
            ),
        ),
        Recogniser(
            "ANDET_ID",
            _i(rf"\b(?:pas|passet|sag|sagen|journal)[\s:]{{1,3}}(?P<her>(?:[a-z]{{0,2}}){_ID})"),
            _long_id,
        ),
        Recogniser(
            "ANDET_ID",
            _i(rf"\b{login}\b(?:[^\n.:;]{{0,30}}(?::|\ber\b))?[\s:|*]*(?:er\s+)?(?P<her>{_ID})"),
            holds=("bruger", "log", "b-n", "bn", "kode", "password", "mitid"),
        ),
        Recogniser("ANDET_ID", re.compile(r"\bDK\d{2}(?:[ ]?\d{4}){3,4}(?:[ ]?\d{1,2})?\b")),
        Recogniser(
            "ANDET_ID", re.compile(r"(?<![\w-])[A-ZÆØÅ]{2}[ .]?\d{2}[ .]?\d{3}(?![\w-]|[.,]\d)")
        ),
        Recogniser(
            "ANDET_ID",
            _i(
                r"\b(?:nummerplade\w*|reg\.?\s?nr|registreringsnummer|bil(?:en)?)\b[\s.:|]*(?:er\s+)?"
                r"(?P<her>[a-zæøå]{2}[ .]?\d{2}[ .]?\d{3})(?!\w)"
            ),
        ),
    )


def _long_id(match: re.Match[str]) -> bool:
    return sum(letter.isdigit() for letter in str(match.group("her"))) >= 5


_ORDINAL = (
    r"(?:første|anden|tredje|fjerde|femte|sjette|syvende|ottende|niende|tiende|ellevte|tolvte"
    r"|trettende|fjortende|femtende|sekstende|syttende|attende|nittende|tyvende"
    r"|(?:en|to|tre|fire|fem|seks|syv|otte|ni)ogtyvende|tredivte|enogtredivte)"
)
_SPOKEN = rf"(?:{_ORDINAL}|\d{{1,2}}\.)\s(?:i\s{_ORDINAL}|{_MONTH})(?:\s(?:19|20)\d\d)?"
"""A date told in words: »tredje juli 2020«, »9. i tredje 2021«."""


def _dates_of_birth() -> tuple[Recogniser, ...]:
    cue = (
        r"(?:født|fødselsdag\w*|fødselsdato\w*|fødsels-?(?:dag|dato)|fdato|føds\.?|fylder|fyldte"
        r"|bliver\s\d\s?(?:år)?|blev\s\d\s?(?:år)?|fødseldag\w*|fødseldato)"
    )
    return (
        Recogniser(
            "FOEDSELSDATO",
            _i(rf"\b{cue}{_BETWEEN}(?P<her>{_DATE}|{_SPOKEN})"),
            holds=("fød", "fdato", "føds", "fyld", "fylt", "blev ", "bliver"),
        ),
        # »hedder Zakaria og er fra 5.2.22«
        Recogniser(
            "FOEDSELSDATO",
            _i(rf"\b(?:han|hun|barnet|og)\ser\sfra\s(?P<her>{_DATE})"),
            _has_year,
            holds=("er fra",),
        ),
        # »fødselsdag Dorthe 28 nov«, »fødselsdatoen skriftligt: den er 21/2 2020«
        Recogniser(
            "FOEDSELSDATO",
            _i(rf"\bfødsels(?:dag|dato)\w*\b[^\d.!?]{{0,40}}?(?P<her>{_DATE}(?: (?:19|20)\d\d)?)"),
            holds=("fødsels",),
        ),
        Recogniser(
            "FOEDSELSDATO",
            _i(rf"\b(?:født|fødselsdag)(?:\si)?\s(?P<her>(?:{_MONTH}\s|\d{{1,2}}/)(?:19|20)\d\d)"),
        ),
        Recogniser(
            "FOEDSELSDATO",
            re.compile(
                rf"(?<![\w.])[fF](?:\.|ø\.|:|(?= \d))\s?(?:d\.\s?)?(?P<her>\d{{6}}(?!\d)|{_DATE})"
            ),
        ),
        Recogniser(
            "FOEDSELSDATO",
            _i(
                rf"(?<![\d./-])(?P<her>{_DATE})(?:\s(?!er\s(?:der|vi|det\s(?:møde|sommer))\b)[\wæøå]+){{0,3}}?"
                r"\s(?:fylder|fyldte|fødselsdag)\b"
            ),
            holds=("fylder", "fyldte", "fødselsdag"),
        ),
    )


_AT_HOME = ("bor", "bopæl", "adr", "flytte", "boende", "hjemme")


def _has_year(match: re.Match[str]) -> bool:
    return re.search(r"(?:19|20)\d\d|\d[./-]\d{1,2}[./-]\d\d$", match["her"]) is not None


def _addresses() -> tuple[Recogniser, ...]:
    street = rf"{_LEAD}[A-ZÆØÅ][\wæøåé]*?(?:{_STRONG}|{_WEAK})|{_LEAD}(?:[A-ZÆØÅ][\wæøåé]*[ ])"
    apart = (
        r"(?:Vej|Gade|Allé|Alle|Stræde|Torv|Plads|Have|Park|Boulevard|Strandvej|Landevej|Mark|Enge?"
        r"|Bakke|Gård|Skov|Kær|Høj|Bro|Vænge|Kvarter|Ager|Lund|Toft|Holme?|Huse)"
    )
    lower = rf"[a-zæøåé]{{2,}}(?:{_STRONG})"
    at_home = (
        r"\b(?:bor|bopæl|adresse\w*|adr|flytte\w*|boende|hjemme|hjemmebesøg)\b"
        r"[\s.:|*]*(?:(?:nu|på|i|til|hos|mor|far|er|fra)\s+){0,3}"
    )
    return (
        Recogniser(
            "ADRESSE", re.compile(rf"(?<![\w-])(?:{street}{apart}){_NUMBER}{_FLOOR}{_POSTAL}")
        ),
        Recogniser(
            "ADRESSE",
            re.compile(
                rf"(?<![\w-]){_LEAD}[A-ZÆØÅ][\wæøåé]*(?:{_STRONG}|{_WEAK}){_NUMBER}{_FLOOR}{_POSTAL}"
            ),
        ),
        Recogniser("ADRESSE", re.compile(rf"(?<![\w-]){lower}{_NUMBER}{_FLOOR}{_POSTAL}")),
        # A form filled in with capitals throughout.
        Recogniser(
            "ADRESSE",
            re.compile(
                rf"(?<![\w-])(?:[A-ZÆØÅ]{{2,}}[ ]){{0,2}}[A-ZÆØÅ]*"
                rf"(?:{_STRONG.upper()}|{_WEAK.upper()}){_NUMBER}"
                r"(?:[ ,]*(?:ST|KL|\d{1,2})\.?[ ]?(?:SAL)?[ .,]*(?:TV|TH|MF)\b\.?)?"
            ),
        ),
        Recogniser(
            "ADRESSE",
            re.compile(
                rf"(?<![\w-]){_LEAD}[A-ZÆØÅ][\wæøåé]+{_NUMBER}[ \t]*,?[ \t]*(?:st|\d{{1,2}})\.?"
                rf"(?:[ ]?sal)?[ .,]{{0,2}}(?:tv|th|mf)\b\.?{_POSTAL}"
            ),
        ),
        Recogniser(
            "ADRESSE",
            re.compile(
                rf"(?i:{at_home})(?P<her>(?:{_LEAD}[A-ZÆØÅ][\wæøåé]+|[a-zæøå]{{4,}}(?:{_WEAK}))"
                rf"{_NUMBER}{_FLOOR}{_POSTAL})"
            ),
            holds=_AT_HOME,
        ),
        Recogniser(
            "ADRESSE",
            re.compile(
                rf"(?i:{at_home})(?P<her>{_LEAD}(?:[A-ZÆØÅ][\wæøåé]*(?:{_STRONG})|{apart}"
                rf"|[a-zæøå]{{3,}}(?:vej|gade|allé|vænge))(?![\wæøå]){_POSTAL})"
            ),
            anywhere=True,
            holds=_AT_HOME,
        ),
    )


def _phones() -> tuple[Recogniser, ...]:
    return (
        Recogniser(
            "TELEFON",
            re.compile(
                r"(?=[\d+(])(?<!\d[.,])(?<![\d,:/-])"
                # Grouped digits after other digits are a longer number, save after a country code.
                rf"(?:{_COUNTRY}?\d{{8}}|(?:{_COUNTRY}|(?<!\d ))"
                rf"(?:\d{{2}}(?:[ .{_DASH}]\d{{2}}){{3}}"
                rf"|\d{{4}}[ {_DASH}]\d{{4}}"
                rf"|\d{{3}}[ {_DASH}]\d{{2}}[ {_DASH}]\d{{3}}"
                rf"|\d{{2}}[ {_DASH}]\d{{3}}[ {_DASH}]\d{{3}}))"
                r"(?!\d|[.,/]\d| \d{3}| ?(?:kr|kroner|pct|procent|%))"
            ),
            _is_phone,
        ),
        Recogniser(
            "TELEFON",
            re.compile(r"(?<![\w+])(?:\+|00)(?!45)\d{2}(?:[ -]?\d){7,11}(?!\d)"),
            holds=("+", "00"),
        ),
        # Typed digit by digit towards the end.
        Recogniser(
            "TELEFON",
            re.compile(
                r"(?<![\d.,:/-])(?<!\d )\d{2} \d{2} (?=(?:\d ?){4}(?!\d))"
                r"\d{1,2}(?: \d{1,2}){1,3}(?!\d| \d|[.,]\d)"
            ),
            _is_phone,
        ),
        # Straight after "tlf.", any grouping of eight digits is a phone number.
        Recogniser(
            "TELEFON",
            _i(r"\b(?:tlf|telefon\w*|mobil\w*|mob)\b[\s.:]{1,3}(?P<her>\d(?:[ -]?\d){7})(?!\d)"),
            holds=("tlf", "telefon", "mob"),
        ),
    )
