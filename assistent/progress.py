"""A progress bar on standard error, shown only when there is something to wait for."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def shown(label: str) -> Iterator[Callable[[int, int], None]]:
    """Yield a callback (done, all); the bar appears with its first call, on a terminal only."""
    if not sys.stderr.isatty():
        yield lambda done, total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TimeRemainingColumn())
    bar = Progress(*columns, console=Console(stderr=True), transient=True)
    tasks: list[TaskID] = []

    def report(done: int, total: int) -> None:
        if not tasks:
            bar.start()
            tasks.append(bar.add_task(label, total=total))
        bar.update(tasks[0], completed=done, total=total)

    try:
        yield report
    finally:
        bar.stop()


@contextmanager
def shown_parts() -> Iterator[Callable[[str, int, int], None]]:
    """As ``shown`` for work of several parts: the callback takes (label, done, all or 0)."""
    if not sys.stderr.isatty():
        yield lambda label, done, total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    bar = Progress(*columns, console=Console(stderr=True), transient=True)
    tasks: dict[str, TaskID] = {}

    def report(label: str, done: int, total: int) -> None:
        if label not in tasks:
            for earlier in tasks.values():
                bar.update(earlier, visible=False)
            tasks[label] = bar.add_task(label, total=total or None)
        bar.update(tasks[label], completed=done)

    with bar:
        yield report
