"""An installed wheel works outside the checkout: knowledge, frames and files travel with it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.mark.slow
def test_the_wheel_brings_its_knowledge(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (wheel,) = tmp_path.glob("*.whl")
    place = tmp_path / "installeret"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(place)
        names = archive.namelist()
    for part in ("ui/filer/", "models/hoveder/", "_medfoelger/prompts/", "_medfoelger/vidensbase/"):
        assert any(name.startswith(f"assistent/{part}") for name in names), part
    environment = os.environ | {
        "PYTHONPATH": str(place),
        "ASSISTENT_DATA": str(tmp_path / "data"),
        "PYTHONSAFEPATH": "1",
    }
    environment.pop("ASSISTENT_VIDENSBASE", None)
    code = "import assistent, sys; print(assistent.__file__)"
    where = subprocess.run(
        [sys.executable, "-c", code],
        env=environment,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert str(place) in where.stdout
    done = subprocess.run(
        [sys.executable, "-m", "assistent", "status", "--json"],
        env=environment,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert json.loads(done.stdout)["uddrag"] > 300
