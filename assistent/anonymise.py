"""Find personal data and mask it. The only maker of ``Renset``; it fails closed.

CPR numbers, e-mail addresses and phone numbers. Danish CPR numbers are recognised in any grouping
that people type and with no demand on modulus 11, which has not held since 2007; only the date is
checked.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from assistent.datamodels import Maskering, Renset, Rensning
from assistent.errors import RensFejl

_DASH = r"\-\u2010\u2011\u2012\u2013\u2014\u2212"


def _is_date(match: re.Match[str]) -> bool:
    """True when the six first digits of a CPR number can be a date (days 1-31, or 61-91)."""
    digits = re.sub(r"\D", "", match.group())[:6]
    day, month = int(digits[:2]), int(digits[2:4])
    return 1 <= (day - 60 if day > 60 else day) <= 31 and 1 <= month <= 12


def _is_phone(match: re.Match[str]) -> bool:
    """False for eight digits that are a date, a year range or one long plain number of nothing."""
    digits = re.sub(r"\D", "", match.group())
    national = digits[-8:]
    if national[0] in "01":
        return False
    return not re.fullmatch(r"(?:19|20)\d\d[ .\-–/]?(?:19|20)\d\d", match.group().strip())


def _always(match: re.Match[str]) -> bool:
    return True


@dataclass(frozen=True)
class Recogniser:
    """One kind of personal data: its pattern and a check of what the pattern found."""

    type: str
    pattern: re.Pattern[str]
    valid: Callable[[re.Match[str]], bool] = _always


RECOGNISERS = (
    Recogniser(
        "EMAIL",
        re.compile(r"(?<![\w.+-])[\w.+-]{1,64}\s?@\s?[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}"),
    ),
    Recogniser(
        "CPR",
        re.compile(
            rf"(?<![\d.,])\d{{2}}[ ./{_DASH}]?\d{{2}}[ ./{_DASH}]?\d{{2}}"
            rf"(?:\s?[ ./{_DASH}]?\s?)(?:\d{{4}}|[xX*]{{4}}|\d{{2}} ?\d{{2}})(?!\d|[.,]\d)"
        ),
        _is_date,
    ),
    Recogniser(
        "TELEFON",
        re.compile(
            r"(?<!\d[.,])(?<![\d,:/-])(?:(?:\+|00)\s?45[ -]?|\(\+45\)\s?)?"
            rf"(?:\d{{8}}|\d{{2}}(?:[ .{_DASH}]\d{{2}}){{3}}|\d{{4}}[ {_DASH}]\d{{4}}"
            rf"|\d{{3}}[ {_DASH}]\d{{2}}[ {_DASH}]\d{{3}}"
            rf"|\d{{2}}[ {_DASH}]\d{{3}}[ {_DASH}]\d{{3}})"
            r"(?!\d|[.,/]\d| ?(?:kr|kroner|pct|procent|%))"
        ),
        _is_phone,
    ),
    Recogniser("TELEFON", re.compile(r"(?<![\w+])(?:\+|00)(?!45)\d{2}(?:[ -]?\d){7,11}(?!\d)")),
)


def find(text: str) -> tuple[Maskering, ...]:
    """The personal data in ``text``, in order, without overlaps; earlier recognisers win."""
    taken: list[Maskering] = []
    for recogniser in RECOGNISERS:
        for match in recogniser.pattern.finditer(text):
            start, end = match.span()
            end = start + len(match.group().rstrip())
            free = all(end <= other.start or start >= other.slut for other in taken)
            if free and recogniser.valid(match):
                taken.append(Maskering(start, end, recogniser.type, f"[{recogniser.type}]"))
    return tuple(sorted(taken, key=lambda span: span.start))


def mask(text: str) -> Rensning:
    """Mask the personal data in ``text``. Raises RensFejl when that cannot be done."""
    try:
        found = find(text)
        cleaned = text
        for span in reversed(found):
            cleaned = cleaned[: span.start] + span.erstatning + cleaned[span.slut :]
    except (re.error, RecursionError, ValueError, IndexError) as error:
        raise RensFejl(
            "Teksten kunne ikke gennemses for personoplysninger, og derfor er den ikke brugt. "
            "Fjern CPR-numre, telefonnumre og e-mailadresser, og prøv igen."
        ) from error
    return Rensning(Renset(cleaned), found)
