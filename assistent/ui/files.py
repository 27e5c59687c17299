"""Files dropped on the page: read at once, then removed from the temporary folder."""

from __future__ import annotations

import logging
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from assistent import texts
from assistent.errors import AssistentFejl

_log = logging.getLogger(__name__)

TYPES: list[str] = [".txt", ".md", ".docx", ".odt", ".pdf", ".html", ".htm"]
LARGEST = "20mb"
_OLD = 60
"""Seconds after which an empty file is no upload that has only just begun."""


def read(path: Path, reader: Callable[[Path], str]) -> tuple[str, str]:
    """The text of an uploaded file and an error text, one of them empty; the file is gone after."""
    try:
        with taken([path]) as (own,):
            if own.suffix.lower() not in TYPES:
                return "", texts.FIL_FORKERT.format(navn=path.name)
            return reader(own), ""
    except AssistentFejl as error:
        return "", str(error)
    except Exception:
        # No traceback on screen, and no text of the file in the log.
        _log.error("reading an uploaded %s file failed", path.suffix, exc_info=True)
        return "", texts.FIL_UVENTET.format(navn=path.name)


@contextmanager
def taken(uploads: Sequence[Path]) -> Iterator[tuple[Path, ...]]:
    """Uploaded files in a folder of one's own, gone after, whatever happens.

    Gradio's folder for an upload is named by its content, so a file is moved away first: the same
    file from two people at once must not be removed under the other one's hands.
    """
    own = Path(tempfile.mkdtemp(dir=uploads[0].parent.parent))
    try:
        # Each in a folder of its own, as two may have the same name; one given twice counts once.
        yield tuple(_move(path, own / str(n)) for n, path in enumerate(dict.fromkeys(uploads)))
    finally:
        shutil.rmtree(own, ignore_errors=True)
        sweep(own.parent)


def _move(path: Path, folder: Path) -> Path:
    folder.mkdir()
    return path.replace(folder / path.name)


def sweep(folder: Path) -> None:
    """Remove what uploads leave behind: empty folders and empty files older than a minute."""
    for leftover in folder.iterdir():
        try:
            if leftover.is_dir():
                leftover.rmdir()
            elif not leftover.stat().st_size and time.time() - leftover.stat().st_mtime > _OLD:
                leftover.unlink()
        except OSError:
            continue
