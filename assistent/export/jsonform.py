"""A kept plan as JSON and back, and the schema that says what it holds."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

from assistent.errors import FilFejl
from assistent.handleplan import Planversion

if TYPE_CHECKING:
    from pydantic import TypeAdapter

_LARGEST = 25 * 1024 * 1024


def plan_json(version: Planversion) -> str:
    """The version as JSON, whole, so that ``plan_from_json`` gives an equal one."""
    content = _adapter().dump_python(version, mode="json")
    text = json.dumps(content, ensure_ascii=False, indent=2)
    return text.encode("utf-8", "replace").decode() + "\n"


def plan_from_json(text: str) -> Planversion:
    """The version that the JSON holds. Raises FilFejl, naming the place, where it is another."""
    from pydantic import ValidationError

    if len(text) > _LARGEST:
        raise FilFejl("Filen er større end 25 MB og er næppe en handleplan.")
    try:
        return _adapter().validate_json(text.encode("utf-8", "replace"), strict=True)
    except ValidationError as error:
        raise FilFejl(_told(error.errors(include_url=False)[0])) from error


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of what ``plan_json`` writes."""
    dialect = "https://json-schema.org/draft/2020-12/schema"
    return {"$schema": dialect, **_adapter().json_schema(mode="serialization")}


@cache
def _adapter() -> TypeAdapter[Planversion]:
    from pydantic import TypeAdapter

    return TypeAdapter(Planversion)


def _told(problem: Any) -> str:
    place = ".".join(str(step) for step in problem["loc"])
    if problem["type"] == "json_invalid":
        return "Filen er ikke gyldig JSON. Hent planen igen fra assistenten, og prøv så."
    if problem["type"] == "missing":
        return f"Feltet »{place}« mangler i filen. Hent planen igen fra assistenten, og prøv så."
    if not place:
        return "Filen er ikke en handleplan fra assistenten. Vælg en anden fil."
    return (
        f"Feltet »{place}« i filen kan ikke bruges. Ret det, eller hent planen igen fra "
        "assistenten."
    )
