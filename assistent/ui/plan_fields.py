"""The fields of the forms on the page "Planer"."""

from __future__ import annotations

from html import escape


def line_field(label: str, name: str, value: str = "", example: str = "", wide: bool = True) -> str:
    """A field of one line."""
    return (
        f'<label class="felt{" bred" if wide else ""}"><span>{label}</span><input type="text" '
        f'name="{name}" value="{escape(value)}" maxlength="400" autocomplete="off"'
        f"{_placeholder(example)}></label>"
    )


def text_field(
    label: str, name: str, value: str = "", rows: int = 2, example: str = "", hint: str = ""
) -> str:
    """A field of several lines, with a line of ``hint`` under its name."""
    small = f"<small>{hint}</small>" if hint else ""
    return (
        f'<label class="felt bred"><span>{label}{small}</span><textarea name="{name}" '
        f'rows="{rows}"{_placeholder(example)}>{_content(value)}</textarea></label>'
    )


def date_field(label: str, name: str, value: str = "") -> str:
    """A field for a date."""
    return (
        f'<label class="felt dato"><span>{label}</span>'
        f'<input type="date" name="{name}" value="{escape(value)}"></label>'
    )


def select_field(label: str, name: str, options: str, wide: bool = True) -> str:
    """A choice among ``options``, which are HTML."""
    return (
        f'<label class="felt{" bred" if wide else ""}"><span>{label}</span>'
        f'<select name="{name}">{options}</select></label>'
    )


def option(value: object, label: str, chosen: bool = False, **about: str) -> str:
    """One of the options of a choice."""
    told = "".join(f' data-{key}="{escape(text)}"' for key, text in about.items())
    return (
        f'<option value="{escape(str(value))}"{" selected" if chosen else ""}{told}>'
        f"{escape(label)}</option>"
    )


def tick(name: str, label: str, on: bool) -> str:
    """A box to tick."""
    return (
        f'<label class="kryds"><input type="checkbox" name="{escape(name)}" value="ja"'
        f"{' checked' if on else ''}> {escape(label)}</label>"
    )


def radio(name: str, value: str, label: str, on: bool) -> str:
    """One of several to choose between."""
    return (
        f'<label class="kryds"><input type="radio" name="{name}" value="{escape(value)}"'
        f"{' checked' if on else ''}> {escape(label)}</label>"
    )


def hidden(name: str, value: str) -> str:
    """A field that is not seen."""
    return f'<input type="hidden" name="{name}" value="{escape(value)}">'


def _placeholder(example: str) -> str:
    return f' placeholder="{escape(example)}"' if example else ""


def _content(value: str) -> str:
    # A newline right after <textarea> is not part of its content.
    return f"\n{escape(value)}" if value.startswith("\n") else escape(value)


def choices(legend: str, ticks: str, kind: str = "") -> str:
    """Several boxes under one name."""
    return f'<fieldset class="valg {kind}"><legend>{legend}</legend><div>{ticks}</div></fieldset>'
