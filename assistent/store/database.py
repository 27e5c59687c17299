"""The database: SQLite (or another by URL) through SQLAlchemy, migrations, clear errors."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from pydantic import ValidationError
from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlalchemy.pool import ConnectionPoolEntry

from assistent.errors import LagerFejl

FILE = "samtaler.sqlite"
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
    (
        "CREATE TABLE handleplan (id TEXT PRIMARY KEY, titel TEXT NOT NULL, "
        "status TEXT NOT NULL, nr INTEGER NOT NULL, aendret TEXT NOT NULL, hvem TEXT NOT NULL)",
        "CREATE TABLE planversion (plan TEXT NOT NULL REFERENCES handleplan(id) "
        "ON DELETE CASCADE, nr INTEGER NOT NULL, hvem TEXT NOT NULL, tid TEXT NOT NULL, "
        "hvorfor TEXT NOT NULL, indhold TEXT NOT NULL, PRIMARY KEY (plan, nr))",
        "CREATE INDEX handleplan_aendret ON handleplan (aendret)",
    ),
)


class Database:
    """``data``/samtaler.sqlite, or the database at ``url`` where one is given.

    Made on first use. Safe to use from several threads and processes.
    """

    def __init__(self, data: Path, url: str | None = None) -> None:
        self._data = data
        self._url = url
        self._opening = threading.Lock()
        self._opened: Engine | None = None

    def close(self) -> None:
        """Close every connection."""
        with self._opening:
            if self._opened is not None:
                self._opened.dispose()
            self._opened = None

    @contextmanager
    def transaction(self, failure: str) -> Iterator[Connection]:
        """One transaction; what the database says becomes a LagerFejl that begins ``failure``."""
        try:
            with self._engine().begin() as connection:
                yield connection
        except SQLAlchemyError as error:
            raise LagerFejl(f"{failure} {self._advice(error)}") from error
        except ValidationError:
            # Not chained: the message of a ValidationError repeats what was kept.
            raise LagerFejl(
                f"{failure} Indholdet er gemt i en form, som programmet ikke kender. "
                "Er programmet ældre end det, der gemte det, så installér det nyeste."
            ) from None

    def erase_leftovers(self) -> None:
        """Rewrite the file and empty its write-ahead log, where deleted text would else remain.

        Raises LagerFejl.
        """
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
                "Det er slettet, men filen kunne ikke ryddes helt, fordi den er i brug eller "
                "disken er fuld. Prøv at slette igen om lidt."
            ) from error

    def _advice(self, error: Exception) -> str:
        told = _advice(error, self._data)
        if told or not self._url:
            return told or (
                f"Kontrollér, at mappen {self._data} findes, og at programmet må skrive i den."
            )
        return "Kontrollér adressen i ASSISTENT_DATABASE, og at databasen kører."

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
        except ModuleNotFoundError as error:
            raise LagerFejl(
                f"Databasen i ASSISTENT_DATABASE kræver pakken {error.name}. Til PostgreSQL: "
                "pip install 'assistent[postgres]'"
            ) from error
        except (OSError, ArgumentError, SQLAlchemyError) as error:
            raise LagerFejl(f"Databasen kan ikke åbnes. {self._advice(error)}") from error
        return engine

    def _file(self) -> URL:
        self._data.mkdir(parents=True, exist_ok=True)
        file = self._data / FILE
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
        raise LagerFejl("Databasen er lavet af en nyere udgave af programmet. Installér den.")
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
        return f"Filen {FILE} i {data} er beskadiget. Flyt den, og start programmet igen."
    return ""
