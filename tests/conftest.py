"""What all tests share: no network, an own data folder, and one encoder for the whole run."""

from __future__ import annotations

import socket
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from assistent.assistant import Assistant
from assistent.config import Settings
from assistent.models.e5 import BundledE5

# A machine that is busy is slow without any fault of the code.
settings.register_profile("rolig", deadline=None)
settings.load_profile("rolig")

SMALL = Path(__file__).parent / "data" / "lille-vidensbase"
_LOOPBACK = {"127.0.0.1", "::1", "localhost"}


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fail loudly when something reaches for anything but this machine."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> Any:
        if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in _LOOPBACK:
            raise AssertionError(f"En test vil ud på nettet: {address}")
        return connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture(scope="session")
def models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for what is derived from the bundled weights, shared by the whole run."""
    return tmp_path_factory.mktemp("modeller")


@pytest.fixture(scope="session")
def encoder(models: Path) -> BundledE5:
    """The real embedder, loaded once."""
    return BundledE5(models)


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """An assistant over a handful of knowledge files, with its vectors built."""
    data = tmp_path_factory.mktemp("data")
    assistant = Assistant(Settings(data=data, vidensbase=SMALL))
    assistant.build_vectors()
    return assistant


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """An assistant over the shipped knowledge; building its vectors takes most of a minute."""
    assistant = Assistant(Settings(data=tmp_path_factory.mktemp("hele")))
    assistant.build_vectors()
    return assistant
