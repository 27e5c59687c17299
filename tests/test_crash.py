"""Killed at any moment, the index is whole again at the next start and the documents are there."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from assistent.assistant import Assistant
from assistent.config import Settings
from tests.conftest import SMALL

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="kræver kill -9"),
]
OLD = "Kælkebakken er åben for de store, når der ligger sne på volden bag huset."


def taking_in(data: Path, folder: Path) -> subprocess.Popen[bytes]:
    environment = os.environ | {"ASSISTENT_DATA": str(data), "ASSISTENT_VIDENSBASE": str(SMALL)}
    return subprocess.Popen(
        [sys.executable, "-m", "assistent", "indlaes", str(folder), "--godkend", "--json"],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def test_a_kill_at_any_moment_leaves_a_whole_index(tmp_path: Path) -> None:
    data, first, more = tmp_path / "data", tmp_path / "en", tmp_path / "flere"
    first.mkdir()
    more.mkdir()
    (first / "kaelk.md").write_text(f"# Kælk\n\n{OLD}\n", encoding="utf-8")
    assert taking_in(data, first).wait(120) == 0
    for number in range(40):
        text = f"# Nr. {number}\n\nGruppe {number} går tur {number} gange om ugen til åen og søen."
        (more / f"tur{number}.md").write_text(text, encoding="utf-8")
    for seconds in (1.2, 1.8, 2.4, 3.2):
        running = taking_in(data, more)
        time.sleep(seconds)
        running.kill()
        running.wait()
        after = Assistant(Settings(data=data, vidensbase=SMALL))
        after.build_vectors()
        assert after.search("kælkebakken sne")[0].uddrag.kilde == "kaelk"
        assert after.index.missing() == 0
    assert taking_in(data, more).wait(120) == 0
    done = Assistant(Settings(data=data, vidensbase=SMALL))
    assert len({p.kilde for p in done.index.passages.values() if p.kilde.startswith("tur")}) == 40
