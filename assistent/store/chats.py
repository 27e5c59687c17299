"""Conversations on disk; deletion erases."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cache

from pydantic import TypeAdapter
from sqlalchemy import text

from assistent.datamodels import Hukommelse, Samtale, Tur
from assistent.errors import LagerFejl
from assistent.store.database import Database, now


class Chats:
    """Keeps conversations. Every method raises LagerFejl when the database fails."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def new(self) -> Samtale:
        """Keep a fresh conversation under a random id of 128 bits."""
        chat = Samtale(secrets.token_hex(16))
        row = {"id": chat.id, "now": now(), "memory": _pack_memory(chat.hukommelse)}
        with self._database.transaction("Samtalen kunne ikke oprettes.") as connection:
            connection.execute(text("INSERT INTO samtale VALUES (:id, :now, :now, :memory)"), row)
        return chat

    def get(self, ident: str) -> Samtale | None:
        """The conversation with its turns in order, or None."""
        with self._database.transaction("Samtalen kunne ikke læses.") as connection:
            memory = connection.execute(
                text("SELECT hukommelse FROM samtale WHERE id = :id"), {"id": ident}
            ).scalar()
            if memory is None:
                return None
            rows = connection.execute(
                text("SELECT indhold FROM tur WHERE samtale = :id ORDER BY nr"), {"id": ident}
            ).scalars()
            turns = tuple(_unpack_turn(row) for row in rows)
            return Samtale(ident, turns, _unpack_memory(memory))

    def append(self, ident: str, seen: int, turns: Sequence[Tur], memory: Hukommelse) -> None:
        """Add ``turns`` after the ``seen`` first and keep the memory, all or nothing.

        Raises LagerFejl when the conversation is gone or another turn came in between.
        """
        with self._database.transaction("Samtalen kunne ikke gemmes.") as connection:
            changed = connection.execute(
                text("UPDATE samtale SET aendret = :now, hukommelse = :memory WHERE id = :id"),
                {"id": ident, "now": now(), "memory": _pack_memory(memory)},
            )
            if changed.rowcount != 1:
                raise LagerFejl("Samtalen findes ikke længere. Begynd en ny.")
            count = connection.execute(
                text("SELECT count(*) FROM tur WHERE samtale = :id"), {"id": ident}
            ).scalar_one()
            if count != seen:
                raise LagerFejl("Der kom en anden besked i samtalen imens. Send din igen.")
            rows = [
                {"id": ident, "nr": seen + place, "turn": _pack_turn(turn)}
                for place, turn in enumerate(turns)
            ]
            connection.execute(text("INSERT INTO tur VALUES (:id, :nr, :turn)"), rows)

    def delete(self, ident: str) -> None:
        """Remove a conversation and its text from the file; nothing happens when it is gone."""
        with self._database.transaction("Samtalen kunne ikke slettes.") as connection:
            connection.execute(text("DELETE FROM samtale WHERE id = :id"), {"id": ident})
        self._database.erase_leftovers()

    def delete_older(self, than: datetime) -> int:
        """Remove conversations not touched since ``than`` (with zone); returns how many."""
        with self._database.transaction("Gamle samtaler kunne ikke slettes.") as connection:
            removed = connection.execute(
                text("DELETE FROM samtale WHERE aendret < :limit"),
                {"limit": than.astimezone(UTC).isoformat(timespec="microseconds")},
            ).rowcount
        if removed:
            self._database.erase_leftovers()
        return removed


@cache
def _memories() -> TypeAdapter[Hukommelse]:
    return TypeAdapter(Hukommelse)


@cache
def _turns() -> TypeAdapter[Tur]:
    return TypeAdapter(Tur)


def _pack_memory(memory: Hukommelse) -> str:
    return _memories().dump_json(memory).decode()


def _unpack_memory(packed: str) -> Hukommelse:
    return _memories().validate_json(packed)


def _pack_turn(turn: Tur) -> str:
    return _turns().dump_json(turn).decode()


def _unpack_turn(packed: str) -> Tur:
    return _turns().validate_json(packed)
