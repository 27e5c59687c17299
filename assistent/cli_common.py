"""What the commands share: the assistant, input, output, files, dates, and the exit status."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from assistent.errors import AssistentFejl, FilFejl

if TYPE_CHECKING:
    from assistent.assistant import Assistant

AsJson = Annotated[bool, typer.Option("--json", help="Skriv ét JSON-objekt i stedet for tekst.")]
Overwrite = Annotated[
    bool, typer.Option("--overskriv", help="Skriv oven i en fil, der findes i forvejen.")
]
_DAY = re.compile(r"(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4}|\d{2})")


class ForkertKald(Exception):
    """The call itself is wrong; the text says how it should be."""


def assistant_with(vectors: bool) -> Assistant:
    """Build the assistant; its vectors are brought up to date where the job searches."""
    from assistent.assistant import Assistant

    assistant = Assistant()
    if vectors:
        from assistent.progress import shown

        with shown("Gør søgningen klar") as progress:
            assistant.build_vectors(progress)
    return assistant


@contextmanager
def answering(as_json: bool) -> Iterator[Assistant]:
    """Give the assistant to a command, and leave with the right status on what goes wrong."""
    try:
        yield assistant_with(vectors=False)
    except AssistentFejl as error:
        fail(error, as_json)
    except ForkertKald as error:
        fail(error, as_json, status=2)


def read_input(assistant: Assistant, file: str) -> str:
    """Read a file, or standard input for »-«. Raises FilFejl."""
    if file == "-":
        return sys.stdin.buffer.read().decode("utf-8", "replace")
    return assistant.read_file(Path(file))


def fail(error: Exception, as_json: bool, status: int = 1) -> NoReturn:
    """Tell what went wrong and leave with ``status``."""
    from assistent import wire

    if as_json:
        typer.echo(wire.dump({"fejl": str(error)}))
    else:
        typer.echo(str(error), err=True)
    raise typer.Exit(status)


def show(assistant: Assistant, result: object, as_json: bool) -> None:
    """Print the result of a job."""
    from assistent import wire

    if as_json:
        typer.echo(wire.dump(wire.as_object(result)))
        return
    from assistent.terminal import show as show_to_people

    show_to_people(assistant, result)


def put(result: object, as_json: bool, to_people: Callable[[], None]) -> None:
    """Print a result as one JSON object, or let ``to_people`` print it."""
    if not as_json:
        to_people()
        return
    from assistent import wire

    content = result if isinstance(result, dict) else wire.as_object(result)
    typer.echo(wire.dump(content))


def listed(name: str, entries: tuple[Any, ...]) -> dict[str, Any]:
    """Name a list of results, as the one object that JSON output is."""
    from dataclasses import asdict

    return {name: [asdict(entry) for entry in entries]}


def iso_day(told: str) -> str:
    """Turn 31/8-2026, 31.8.2026 or 31-08-2026 into 2026-08-31; anything else stays as it is."""
    match = _DAY.fullmatch(told.strip())
    if match is None:
        return told
    day, month, year = map(int, match.groups())
    try:
        return date(year if year > 99 else 2000 + year, month, day).isoformat()
    except ValueError:
        return told


def one_of(told: str, known: Sequence[str], what: str) -> int:
    """Find which of ``known`` a word means, by its beginning; æ, ø and å count as ae, oe and aa.

    Returns its place. Raises ForkertKald when it means none of them or several.
    """
    wanted, spelled = ascii_word(told), [ascii_word(word) for word in known]
    if wanted in spelled:
        return spelled.index(wanted)
    meant = [place for place, word in enumerate(spelled) if wanted and word.startswith(wanted)]
    if len(meant) != 1:
        raise ForkertKald(f"{what} »{told}« kender jeg ikke. Vælg mellem: {', '.join(known)}.")
    return meant[0]


def ascii_word(word: str) -> str:
    """Spell a Danish word as the command line does: forældre is foraeldre."""
    plain = word.strip().lower()
    for letter, spelled in (("æ", "ae"), ("ø", "oe"), ("å", "aa"), (" ", "_"), ("-", "_")):
        plain = plain.replace(letter, spelled)
    return plain


def write_file(given: Path | None, name: str, content: bytes, overwrite: bool) -> Path:
    """Write a file under the name ``given``, else ``name`` in the current (or given) folder.

    Returns where it lies. Raises FilFejl when it exists and may not be overwritten, or the folder
    cannot be written to.
    """
    path = Path(name) if given is None else given / name if given.is_dir() else given
    try:
        with path.open("wb" if overwrite else "xb") as file:
            file.write(content)
    except FileExistsError as error:
        raise _taken(path) from error
    except OSError as error:
        raise FilFejl(
            f"Filen {path} kan ikke skrives. Findes mappen, må du skrive i den, og er der plads?"
        ) from error
    return path


def must_be_free(path: Path, overwrite: bool) -> None:
    """Raise FilFejl when a file is there and may not be overwritten."""
    if path.exists() and not overwrite:
        raise _taken(path)


def _taken(path: Path) -> FilFejl:
    return FilFejl(
        f"Filen {path} findes i forvejen. Vælg et andet navn med --ud, eller skriv oven i den "
        "med --overskriv."
    )
