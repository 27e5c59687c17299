"""Tests of the store: what is kept, what is erased, what happens when things go wrong."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sqlite3
import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from assistent.datamodels import (
    Henvisning,
    Hukommelse,
    Ideer,
    Linje,
    Samtale,
    Strategi,
    Svar,
    Tur,
    Udkast,
)
from assistent.errors import LagerFejl
from assistent.store import MIGRATIONS, Chats, Database, migrate

CITE = Henvisning(1, "evaluering-2017", "Evalueringen", 28, "2.3", "en råskitse")
MEMORY = Hukommelse(
    sidste="udkast",
    situation="Barn A græder.",
    plantekst="Mål: æøå",
    svar=Svar("Ja [1]", False, (CITE,)),
    ideer=Ideer(
        ("motorik",),
        (),
        (Strategi("N", "h", ("t",), {"rp": "x"}, "n", ("tegn",), (CITE,)),),
        (),
        (),
    ),
    udkast=Udkast({"maal": (Linje("a", "note", (CITE,)),)}, ("varighed",), ("Hvor længe?",), ()),
)
TURNS = (Tur("bruger", "hej", "samtale", (), "2026-01-01T00:00:00+00:00"), Tur("assistent", "Hej."))


@pytest.fixture
def store(tmp_path: Path) -> Chats:
    return Chats(Database(tmp_path))


def test_nothing_is_made_before_it_is_used(tmp_path: Path) -> None:
    Chats(Database(tmp_path / "ny"))
    assert not (tmp_path / "ny").exists()


def test_ids_are_random_and_128_bits(store: Chats) -> None:
    idents = {store.new().id for _ in range(20)}
    assert len(idents) == 20
    assert all(len(bytes.fromhex(ident)) == 16 for ident in idents)


def test_turns_and_memory_come_back_as_they_were(store: Chats, tmp_path: Path) -> None:
    chat = store.new()
    store.append(chat.id, 0, TURNS, MEMORY)
    again = Chats(Database(tmp_path)).get(chat.id)
    assert again == Samtale(chat.id, TURNS, MEMORY)
    assert again is not None and isinstance(again.hukommelse.udkast, Udkast)


def test_an_unknown_id_gives_none(store: Chats) -> None:
    assert store.get("findes ikke") is None


def test_another_turn_in_between_is_refused_and_leaves_everything_as_it_was(store: Chats) -> None:
    chat = store.new()
    store.append(chat.id, 0, TURNS, MEMORY)
    with pytest.raises(LagerFejl, match="anden besked"):
        store.append(chat.id, 0, TURNS, Hukommelse(situation="ny"))
    assert store.get(chat.id) == Samtale(chat.id, TURNS, MEMORY)


def test_a_turn_in_a_deleted_conversation_is_refused(store: Chats) -> None:
    chat = store.new()
    store.delete(chat.id)
    with pytest.raises(LagerFejl, match="findes ikke længere"):
        store.append(chat.id, 0, TURNS, MEMORY)


def test_deleted_text_is_in_no_file(store: Chats, tmp_path: Path) -> None:
    secret, kept = "hemmeligt-" * 400, store.new()
    store.append(kept.id, 0, (Tur("bruger", "bliver stående"),), Hukommelse())
    chat = store.new()
    store.append(chat.id, 0, (Tur("bruger", secret),), Hukommelse(situation=secret))
    assert any(b"hemmeligt" in file.read_bytes() for file in tmp_path.iterdir())
    store.delete(chat.id)
    assert store.get(chat.id) is None
    assert not any(b"hemmeligt" in file.read_bytes() for file in tmp_path.iterdir())
    found = store.get(kept.id)
    assert found is not None and found.ture[0].tekst == "bliver stående"


def test_old_conversations_can_be_deleted(store: Chats) -> None:
    old = store.new()
    time.sleep(0.01)
    limit = datetime.now(UTC)
    time.sleep(0.01)
    new = store.new()
    assert store.delete_older(limit) == 1
    assert store.get(old.id) is None and store.get(new.id) is not None
    assert store.delete_older(limit - timedelta(days=1)) == 0


def test_only_the_owner_may_read_the_file(store: Chats, tmp_path: Path) -> None:
    store.new()
    assert (tmp_path / "samtaler.sqlite").stat().st_mode & 0o077 == 0


def test_settings_of_the_database(store: Chats, tmp_path: Path) -> None:
    store.new()
    mode = sqlite3.connect(tmp_path / "samtaler.sqlite").execute("PRAGMA journal_mode").fetchone()
    assert mode == ("wal",)
    with store._database._engine().connect() as connection:
        values = [
            connection.execute(text(f"PRAGMA {name}")).scalar_one()
            for name in ("foreign_keys", "secure_delete", "busy_timeout")
        ]
    assert values == [1, 1, 15_000]


def test_a_url_may_be_given(tmp_path: Path) -> None:
    store = Chats(Database(tmp_path / "data", f"sqlite:///{tmp_path / 'andet.sqlite'}"))
    chat = store.new()
    assert store.get(chat.id) == chat
    assert (tmp_path / "andet.sqlite").exists() and not (tmp_path / "data").exists()


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("ukendt://x/y", "ASSISTENT_DATABASE"),
        ("oracle+oracledb://x/y", "kræver pakken oracledb"),
        ("ikke en adresse", "ASSISTENT_DATABASE"),
    ],
)
def test_a_url_that_does_not_work_says_so(tmp_path: Path, url: str, said: str) -> None:
    with pytest.raises(LagerFejl, match=said):
        Chats(Database(tmp_path, url)).new()


def test_an_old_database_is_brought_up_to_date(tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path / 'samtaler.sqlite'}")
    with engine.begin() as connection:
        migrate(connection, 1)
        connection.execute(
            text("INSERT INTO samtale VALUES ('a', '2026-01-01', '2026-01-01', '{}')")
        )
    engine.dispose()
    store = Chats(Database(tmp_path))
    assert store.get("a") == Samtale("a")
    with store._database._engine().connect() as connection:
        versions = connection.execute(text("SELECT version FROM skema ORDER BY 1")).scalars().all()
        indexes = connection.execute(
            text("SELECT name FROM sqlite_master WHERE type = 'index' AND tbl_name = 'samtale'")
        ).scalars()
        assert "samtale_aendret" in set(indexes)
    assert versions == list(range(1, len(MIGRATIONS) + 1))


def test_a_database_from_a_newer_program_is_left_alone(tmp_path: Path) -> None:
    Chats(Database(tmp_path)).new()
    with sqlite3.connect(tmp_path / "samtaler.sqlite") as connection:
        connection.execute("INSERT INTO skema VALUES (999)")
    with pytest.raises(LagerFejl, match="nyere udgave"):
        Chats(Database(tmp_path)).new()


@pytest.mark.parametrize("content", [b"det her er ikke en database" * 100])
def test_a_damaged_file_is_named(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "samtaler.sqlite").write_bytes(content)
    with pytest.raises(LagerFejl, match="beskadiget") as caught:
        Chats(Database(tmp_path)).new()
    assert str(tmp_path) in str(caught.value)


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "fil").write_text("x")
    with pytest.raises(LagerFejl, match="mappen"):
        Chats(Database(tmp_path / "fil")).new()


def test_errors_do_not_repeat_what_people_wrote(store: Chats) -> None:
    chat = store.new()
    with store._database._engine().begin() as connection:
        connection.execute(text("DROP TABLE tur"))
    with pytest.raises(LagerFejl) as caught:
        store.append(chat.id, 0, (Tur("bruger", "fortroligt"),), MEMORY)
    assert "fortroligt" not in f"{caught.value} {caught.value.__cause__}"


def test_an_unknown_form_of_memory_is_an_error_people_can_read(store: Chats) -> None:
    chat = store.new()
    with store._database._engine().begin() as connection:
        connection.execute(text("UPDATE samtale SET hukommelse = '{\"sidste\": 7}'"))
    with pytest.raises(LagerFejl, match="form, som programmet ikke kender"):
        store.get(chat.id)


def test_many_threads_keep_every_conversation_apart(store: Chats) -> None:
    faults: list[Exception] = []

    def talk(name: str) -> None:
        try:
            chat = store.new()
            for seen in range(0, 10, 2):
                turns = (Tur("bruger", name), Tur("assistent", name))
                store.append(chat.id, seen, turns, Hukommelse(situation=name))
            found = store.get(chat.id)
            assert found is not None and len(found.ture) == 10
            assert {turn.tekst for turn in found.ture} == {name} == {found.hukommelse.situation}
        except Exception as error:
            faults.append(error)

    threads = [threading.Thread(target=talk, args=(f"person {n}",)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not faults


def _write_for_ever(folder: Path, ident: str) -> None:
    store, seen = Chats(Database(folder)), 0
    while True:
        store.append(ident, seen, (Tur("bruger", str(seen)), Tur("assistent", "x")), MEMORY)
        seen += 2


@pytest.mark.slow
def test_a_kill_in_the_middle_leaves_whole_turns(tmp_path: Path) -> None:
    chat = Chats(Database(tmp_path)).new()
    process = multiprocessing.get_context("spawn").Process(
        target=_write_for_ever, args=(tmp_path, chat.id)
    )
    process.start()
    watching = Chats(Database(tmp_path))
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        found = watching.get(chat.id)
        if found is not None and len(found.ture) >= 6:
            break
        time.sleep(0.02)
    assert process.pid is not None
    os.kill(process.pid, signal.SIGKILL)
    process.join()
    after = Chats(Database(tmp_path)).get(chat.id)
    assert after is not None and len(after.ture) >= 6 and len(after.ture) % 2 == 0
    assert [t.tekst for t in after.ture[::2]] == [str(n) for n in range(0, len(after.ture), 2)]
    Chats(Database(tmp_path)).append(chat.id, len(after.ture), TURNS, MEMORY)
