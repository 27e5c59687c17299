"""Two versions of a plan side by side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict

from assistent.datamodels import ELEMENTER
from assistent.handleplan import Forskel, Handleplan, Planversion, Sammenligning

_LISTS = ("oevrige_noter", "justeringer", "aflysninger", "maalstatus", "kort", "forventninger")
_VALUES = ("titel", "status", "udfald", "kalender", "kendetegn")


def compare(before: Planversion, after: Planversion) -> Sammenligning:
    """Every line and entry that differs, element by element, then the rest of the plan."""
    old, new = before.indhold, after.indhold
    found = (*_lines(old, new), *_values(old, new), *_entries(old, new))
    return Sammenligning(before.nr, after.nr, found)


def _lines(old: Handleplan, new: Handleplan) -> Iterator[Forskel]:
    was, now = old.lines(), new.lines()
    for element in ELEMENTER:
        for line in new.elementer.get(element, ()):
            if line.id not in was:
                yield Forskel("ny", element, "", "", line.tekst)
            elif was[line.id][0] != element or was[line.id][1].tekst != line.tekst:
                yield Forskel("aendret", element, "", was[line.id][1].tekst, line.tekst)
        for line in old.elementer.get(element, ()):
            if line.id not in now:
                yield Forskel("fjernet", element, "", line.tekst, "")


def _values(old: Handleplan, new: Handleplan) -> Iterator[Forskel]:
    for name in _VALUES:
        was, now = getattr(old, name), getattr(new, name)
        if was != now:
            yield Forskel("aendret", "", name, _shown(was), _shown(now))


def _entries(old: Handleplan, new: Handleplan) -> Iterator[Forskel]:
    for name in _LISTS:
        was, now = getattr(old, name), getattr(new, name)
        yield from (Forskel("fjernet", "", name, _shown(e), "") for e in was if e not in now)
        yield from (Forskel("ny", "", name, "", _shown(e)) for e in now if e not in was)


def _shown(value: object) -> str:
    """An entry in its own words: its texts, one after the other, without ids."""
    if isinstance(value, str):
        return value
    told = asdict(value)  # type: ignore[call-overload]
    return " · ".join(_texts({k: v for k, v in told.items() if k not in ("id", "linje", "tid")}))


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            yield from _texts(inner)
    elif value not in ("", 0, None):
        yield str(value)
