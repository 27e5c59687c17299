"""Plans on disk, version by version; a version that is kept is never changed."""

from __future__ import annotations

import secrets
from functools import cache

from pydantic import TypeAdapter
from sqlalchemy import Connection, text

from assistent.errors import LagerFejl
from assistent.handleplan import Handleplan, Planhaendelse, Planpost, Planversion
from assistent.store.database import Database, now

_SHORTEST = 4


class Foraeldet(LagerFejl):
    """Another version was kept in between; the newest must be read and merged first."""


class Plans:
    """Keeps plans. Every method raises LagerFejl when the database fails."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def create(self, content: Handleplan, who: str, why: str) -> Planversion:
        """Keep a new plan as version 1 under a random id."""
        version = Planversion(secrets.token_hex(8), 1, who, now(), why, content)
        with self._database.transaction("Planen kunne ikke gemmes.") as connection:
            connection.execute(
                text("INSERT INTO handleplan VALUES (:id, :titel, :status, :nr, :tid, :hvem)"),
                _post(version),
            )
            _insert(connection, version)
        return version

    def append(self, ident: str, seen: int, content: Handleplan, who: str, why: str) -> Planversion:
        """Keep the next version, made from version ``seen``.

        Raises Foraeldet when ``seen`` is no longer the newest, LagerFejl when the plan is gone.
        """
        version = Planversion(ident, seen + 1, who, now(), why, content)
        with self._database.transaction("Planen kunne ikke gemmes.") as connection:
            changed = connection.execute(
                text(
                    "UPDATE handleplan SET titel = :titel, status = :status, nr = :nr, "
                    "aendret = :tid, hvem = :hvem WHERE id = :id AND nr = :nr - 1"
                ),
                _post(version),
            )
            if changed.rowcount != 1:
                newest = connection.execute(
                    text("SELECT nr FROM handleplan WHERE id = :id"), {"id": ident}
                ).scalar()
                if newest is None:
                    raise LagerFejl("Planen findes ikke længere.")
                raise Foraeldet("En anden har ændret planen imens. Hent den igen.")
            _insert(connection, version)
        return version

    def get(self, ident: str, nr: int | None = None) -> Planversion | None:
        """The newest version of a plan, or version ``nr``; None when there is none."""
        which = "ORDER BY nr DESC LIMIT 1" if nr is None else "AND nr = :nr"
        with self._database.transaction("Planen kunne ikke læses.") as connection:
            row = connection.execute(
                text(
                    "SELECT plan, nr, hvem, tid, hvorfor, indhold FROM planversion "
                    f"WHERE plan = :id {which}"
                ),
                {"id": ident} if nr is None else {"id": ident, "nr": nr},
            ).one_or_none()
            if row is None:
                return None
            plan, number, who, time, why, content = row
            return Planversion(plan, number, who, time, why, _unpack(content))

    def find(self, begins: str) -> tuple[str, ...]:
        """The ids that begin with ``begins`` (at least 4 characters), at most two."""
        if len(begins) < _SHORTEST or not begins.isalnum():
            return ()
        with self._database.transaction("Planen kunne ikke læses.") as connection:
            rows = connection.execute(
                text("SELECT id FROM handleplan WHERE id LIKE :begins ORDER BY id LIMIT 2"),
                {"begins": f"{begins}%"},
            ).scalars()
            return tuple(rows)

    def history(self, ident: str) -> tuple[Planhaendelse, ...]:
        """What happened to a plan, the newest first."""
        with self._database.transaction("Planen kunne ikke læses.") as connection:
            rows = connection.execute(
                text(
                    "SELECT nr, hvem, tid, hvorfor FROM planversion WHERE plan = :id "
                    "ORDER BY nr DESC"
                ),
                {"id": ident},
            ).all()
            return tuple(Planhaendelse(*row) for row in rows)

    def listed(self) -> tuple[Planpost, ...]:
        """Every plan without its content, the one changed last first."""
        with self._database.transaction("Planerne kunne ikke læses.") as connection:
            rows = connection.execute(
                text(
                    "SELECT id, titel, status, nr, aendret, hvem FROM handleplan "
                    "ORDER BY aendret DESC, id"
                )
            ).all()
            return tuple(Planpost(*row) for row in rows)

    def delete(self, ident: str) -> bool:
        """Remove a plan with all its versions from the file; False when there was none."""
        with self._database.transaction("Planen kunne ikke slettes.") as connection:
            # Not every database is told to cascade.
            connection.execute(text("DELETE FROM planversion WHERE plan = :id"), {"id": ident})
            gone = connection.execute(text("DELETE FROM handleplan WHERE id = :id"), {"id": ident})
            removed = gone.rowcount == 1
        if removed:
            self._database.erase_leftovers()
        return removed


def _post(version: Planversion) -> dict[str, object]:
    plan = version.indhold
    return {
        "id": version.plan,
        "titel": plan.titel,
        "status": plan.status,
        "nr": version.nr,
        "tid": version.tid,
        "hvem": version.hvem,
    }


def _insert(connection: Connection, version: Planversion) -> None:
    connection.execute(
        text("INSERT INTO planversion VALUES (:plan, :nr, :hvem, :tid, :hvorfor, :indhold)"),
        {
            "plan": version.plan,
            "nr": version.nr,
            "hvem": version.hvem,
            "tid": version.tid,
            "hvorfor": version.hvorfor,
            "indhold": _plans().dump_json(version.indhold).decode(),
        },
    )


@cache
def _plans() -> TypeAdapter[Handleplan]:
    return TypeAdapter(Handleplan)


def _unpack(packed: str) -> Handleplan:
    return _plans().validate_json(packed)
