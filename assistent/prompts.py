"""The wording that the assistant uses: frames in prompts/*.vN.md with strict variables.

A frame file holds ``## key`` headings, each followed by its text with ``{variables}``. A list
under a key is a set of alternatives.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from string import Formatter

from assistent.errors import PromptFejl

_NAME = re.compile(r"^(?P<stem>[a-z_]+)\.v(?P<version>\d+)\.md$")


@dataclass(frozen=True)
class Frames:
    """All frames, newest version of each file, and a hash of their content."""

    texts: Mapping[str, Mapping[str, str]]
    fingerprint: str

    def fill(self, file: str, key: str, **variables: object) -> str:
        """The frame ``key`` of ``file`` with its variables.

        Raises PromptFejl when the frame is not there, or when a variable is missing or unused.
        """
        text = self.texts.get(file, {}).get(key)
        if text is None:
            raise PromptFejl(f"Formuleringen »{key}« mangler i prompts/{file}.")
        wanted = {name for _, name, _, _ in Formatter().parse(text) if name}
        if wanted != variables.keys():
            differing = ", ".join(sorted(wanted ^ variables.keys()))
            raise PromptFejl(
                f"Formuleringen »{key}« i prompts/{file}: ret variablerne {differing}."
            )
        return text.format(**variables)

    def options(self, file: str, key: str) -> tuple[str, ...]:
        """The alternatives listed under ``key``. Raises PromptFejl when there are none."""
        text = self.texts.get(file, {}).get(key, "")
        items = tuple(line[2:].strip() for line in text.splitlines() if line.startswith("- "))
        if not items:
            raise PromptFejl(f"Listen »{key}« mangler i prompts/{file}.")
        return items

    def named(self, file: str, key: str) -> dict[str, str]:
        """The list under ``key``, whose items are ``name: words``, as a map. Raises PromptFejl."""
        pairs = (item.partition(": ") for item in self.options(file, key))
        return {name: words for name, _, words in pairs}


def load_frames(folder: Path) -> Frames:
    """Read every frame file in ``folder``. Raises PromptFejl when there is none."""
    newest: dict[str, tuple[int, Path]] = {}
    for path in sorted(folder.glob("*.md")):
        match = _NAME.match(path.name)
        if match and int(match["version"]) >= newest.get(match["stem"], (0, path))[0]:
            newest[match["stem"]] = int(match["version"]), path
    if not newest:
        raise PromptFejl(f"Der er ingen formuleringer i {folder}. Hent mappen prompts igen.")
    digest = hashlib.sha256()
    texts = {}
    for name, (_, path) in sorted(newest.items()):
        content = path.read_text(encoding="utf-8")
        digest.update(content.encode())
        texts[name] = _keys(content)
    return Frames(texts, digest.hexdigest()[:12])


def _keys(content: str) -> dict[str, str]:
    parts = re.split(r"^## (.+)$", content, flags=re.MULTILINE)
    return {key.strip(): text.strip() for key, text in zip(parts[1::2], parts[2::2], strict=True)}
