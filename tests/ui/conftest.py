from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

try:
    from driver import CHROMIUM, DESKTOP, Server, Side, chromium, visit
except ModuleNotFoundError:  # playwright is not installed
    CHROMIUM = None

if TYPE_CHECKING:
    from playwright.sync_api import Browser

Visit = Callable[..., "Side"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Try a browser test once more: on a machine that lends its cores out, a page may be late."""
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.fixture(autouse=True)
def _needs_browser(request: pytest.FixtureRequest) -> None:
    if request.node.get_closest_marker("browser") and CHROMIUM is None:
        pytest.skip("Chromium (apt install chromium) or playwright is missing: page not tested")


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    running = Server(tmp_path_factory.mktemp("side") / "data").start()
    yield running
    running.stop()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


@pytest.fixture
def besoeg(server: Server, browser: Browser) -> Iterator[Visit]:
    """Open the page in a browser context of its own, as often as asked."""
    with ExitStack() as stack:
        yield lambda size=None: stack.enter_context(
            visit(browser, server.url, size or DESKTOP)
        ).open()


@pytest.fixture
def side(besoeg: Visit) -> Side:
    return besoeg()


@pytest.fixture
def fil(tmp_path: Path) -> Callable[[str, bytes], Path]:
    def make(name: str, content: bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(content)
        return path

    return make
