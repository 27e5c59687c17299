"""Frames: strict variables, newest version, and that the shipped ones are whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistent.config import Settings
from assistent.errors import PromptFejl
from assistent.prompts import load_frames


def write(folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(text, "utf-8")


def test_variables_are_strict(tmp_path: Path) -> None:
    write(tmp_path, "x.v1.md", "# X\n\n## hilsen\nHej {navn}.\n")
    frames = load_frames(tmp_path)
    assert frames.fill("x", "hilsen", navn="barn A") == "Hej barn A."
    for variables in ({}, {"navn": "A", "alder": 3}):
        with pytest.raises(PromptFejl, match="hilsen"):
            frames.fill("x", "hilsen", **variables)
    with pytest.raises(PromptFejl, match="farvel"):
        frames.fill("x", "farvel")


def test_the_newest_version_counts_and_changes_the_fingerprint(tmp_path: Path) -> None:
    write(tmp_path, "x.v2.md", "## a\nto\n")
    before = load_frames(tmp_path).fingerprint
    write(tmp_path, "x.v10.md", "## a\nti\n")
    frames = load_frames(tmp_path)
    assert frames.fill("x", "a") == "ti" and frames.fingerprint != before


def test_options_are_the_items_of_a_list(tmp_path: Path) -> None:
    write(tmp_path, "x.v1.md", "## l\n- en\n- to\n\n## tom\ningen liste\n")
    assert load_frames(tmp_path).options("x", "l") == ("en", "to")
    with pytest.raises(PromptFejl, match="tom"):
        load_frames(tmp_path).options("x", "tom")


def test_an_empty_folder_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(PromptFejl, match="prompts"):
        load_frames(tmp_path)


def test_the_shipped_frames_load() -> None:
    assert {"svar", "ideer", "udkast", "tjek", "samtale", "vis"} <= load_frames(
        Settings().prompts
    ).texts.keys()
