"""Conversations on disk: SQLite through SQLAlchemy, numbered migrations, deletion that erases."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlalchemy.pool import ConnectionPoolEntry

from assistent.datamodels import Hukommelse, Samtale, Tur
from assistent.errors import LagerFejl

_FILE = "samtaler.sqlite"
_PATIENCE_MS = 15_000

# Each entry brings a database from version n to n + 1. Never change one that has been released.
MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        "CREATE TABLE samtale (id TEXT PRIMARY KEY, oprettet TEXT NOT NULL, "
        "aendret TEXT NOT NULL, hukommelse TEXT NOT NULL)",
        "CREATE TABLE tur (samtale TEXT NOT NULL REFERENCES samtale(id) ON DELETE CASCADE, "
        "nr INTEGER NOT NULL, indhold TEXT NOT NULL, PRIMARY KEY (samtale, nr))",
    ),
    ("CREATE INDEX samtale_aendret ON samtale (aendret)",),
)


class Store:
    """Keeps conversations in ``data``/samtaler.sqlite, or at ``url`` where one is given.

    The file is made on first use. Safe to use from several threads and processes. Every method
    raises LagerFejl when the database cannot be read or written.
    """

    def __init__(self, data: Path, url: str | None = None) -> None:
        self._data = data
        self._url = url
        self._opening = threading.Lock()
        self._opened: Engine | None = None

    def new(self) -> Samtale:
        """Keep a fresh conversation under a random id of 128 bits."""
        chat = Samtale(secrets.token_hex(16))
        row = {"id": chat.id, "now": now(), "memory": _pack_memory(chat.hukommelse)}
        with self._writing("Samtalen kunne ikke oprettes.") as connection:
            connection.execute(text("INSERT INTO samtale VALUES (:id, :now, :now, :memory)"), row)
        return chat

    def get(self, ident: str) -> Samtale | None:
        """The conversation with its turns in order, or None."""
        with self._writing("Samtalen kunne ikke læses.") as connection:
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
        with self._writing("Samtalen kunne ikke gemmes.") as connection:
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
        with self._writing("Samtalen kunne ikke slettes.") as connection:
            connection.execute(text("DELETE FROM samtale WHERE id = :id"), {"id": ident})
        self._erase_leftovers()

    def delete_older(self, than: datetime) -> int:
        """Remove conversations not touched since ``than`` (with zone); returns how many."""
        with self._writing("Gamle samtaler kunne ikke slettes.") as connection:
            removed = connection.execute(
                text("DELETE FROM samtale WHERE aendret < :limit"),
                {"limit": than.astimezone(UTC).isoformat(timespec="microseconds")},
            ).rowcount
        if removed:
            self._erase_leftovers()
        return removed

    def close(self) -> None:
        """Close every connection."""
        with self._opening:
            if self._opened is not None:
                self._opened.dispose()
            self._opened = None

    def _erase_leftovers(self) -> None:
        """Rewrite the file and empty its write-ahead log, where deleted text would else remain."""
        engine = self._engine()
        if engine.dialect.name != "sqlite":
            return
        try:
            with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
                connection.execute(text("VACUUM"))
                connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
        except SQLAlchemyError as error:
            raise LagerFejl(
                "Samtalen er slettet, men filen kunne ikke ryddes helt, fordi den er i brug eller "
                "disken er fuld. Prøv at slette igen om lidt."
            ) from error

    @contextmanager
    def _writing(self, failure: str) -> Iterator[Connection]:
        """One transaction; what the database says becomes a LagerFejl that begins ``failure``."""
        try:
            with self._engine().begin() as connection:
                yield connection
        except SQLAlchemyError as error:
            raise LagerFejl(f"{failure} {_advice(error, self._data)}") from error
        except ValidationError:
            # Not chained: the message of a ValidationError repeats what was kept.
            raise LagerFejl(
                f"{failure} Den er gemt i en form, som programmet ikke kender. Begynd en ny."
            ) from None

    def _engine(self) -> Engine:
        with self._opening:
            if self._opened is None:
                self._opened = self._open()
            return self._opened

    def _open(self) -> Engine:
        try:
            url = make_url(self._url) if self._url else self._file()
            engine = create_engine(url, hide_parameters=True)
            if engine.dialect.name == "sqlite":
                event.listen(engine, "connect", _prepare)
                event.listen(engine, "begin", _begin_at_once)
            with engine.begin() as connection:
                migrate(connection)
        except (OSError, ArgumentError, SQLAlchemyError) as error:
            raise LagerFejl(
                f"Databasen med samtaler kan ikke åbnes. {_advice(error, self._data)}"
            ) from error
        return engine

    def _file(self) -> URL:
        self._data.mkdir(parents=True, exist_ok=True)
        file = self._data / _FILE
        file.touch(mode=0o600)
        return URL.create("sqlite", database=str(file))


def now() -> str:
    """The time, ISO 8601 in UTC."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


def migrate(connection: Connection, upto: int = len(MIGRATIONS)) -> None:
    """Bring the database to version ``upto``. Raises LagerFejl when it is newer than known."""
    connection.execute(text("CREATE TABLE IF NOT EXISTS skema (version INTEGER NOT NULL)"))
    version = connection.execute(text("SELECT max(version) FROM skema")).scalar() or 0
    if version > len(MIGRATIONS):
        raise LagerFejl(
            "Databasen med samtaler er lavet af en nyere udgave af programmet. Installér den."
        )
    for number in range(version, upto):
        for statement in MIGRATIONS[number]:
            connection.execute(text(statement))
        connection.execute(text("INSERT INTO skema VALUES (:n)"), {"n": number + 1})


def _prepare(connection: DBAPIConnection, _record: ConnectionPoolEntry) -> None:
    """Settings of each SQLite connection; transactions are begun by ``_begin_at_once``."""
    connection.isolation_level = None
    cursor = connection.cursor()
    for setting in (
        f"busy_timeout = {_PATIENCE_MS}",
        "journal_mode = WAL",
        "foreign_keys = ON",
        "secure_delete = ON",
        "synchronous = FULL",
    ):
        cursor.execute(f"PRAGMA {setting}")
    cursor.close()


def _begin_at_once(connection: Connection) -> None:
    """Take the write lock when a transaction begins: a later upgrade could not wait its turn."""
    if connection.get_execution_options().get("isolation_level") != "AUTOCOMMIT":
        connection.exec_driver_sql("BEGIN IMMEDIATE")


def _advice(error: Exception, data: Path) -> str:
    said = str(error).lower()
    if "locked" in said or "busy" in said:
        return "Databasen er optaget af et andet program. Prøv igen om lidt."
    if "full" in said:
        return "Disken er fuld. Gør plads, og prøv igen."
    if "malformed" in said or "not a database" in said:
        return f"Filen {_FILE} i {data} er beskadiget. Flyt den, og start programmet igen."
    return f"Kontrollér, at mappen {data} findes, og at programmet må skrive i den."


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
