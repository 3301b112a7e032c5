"""Wrong files, full disks, kills and crowds: one plain line, and nothing lost."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from backchannel.errors import LedgerError, LedgerWriteError, NewerLedger, NotALedger
from backchannel.ledger import Ledger, schema
from backchannel.ledger.schema import Step

from .builders import filled, shanghai, warsaw


def sqlite_file(path: Path, *statements: str) -> Path:
    db = sqlite3.connect(path)
    for statement in statements:
        db.execute(statement)
    db.commit()
    db.close()
    return path


@pytest.mark.parametrize("wal", [False, True])
def test_another_programs_database_is_refused_and_left_alone(tmp_path: Path, wal: bool) -> None:
    """Not a byte changes, no file appears beside it."""
    path = sqlite_file(tmp_path / "x.db", "CREATE TABLE mail (text)")
    if wal:
        sqlite_file(path, "PRAGMA journal_mode = WAL")
    before = path.read_bytes()
    for read_only in (False, True):
        with pytest.raises(NotALedger, match=r"x\.db is not a ledger"):
            Ledger(path, read_only=read_only)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("content", [b"a text file", b"SQLite format 3\0 and then nonsense" * 9, b"\0" * 200])
def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path, content: bytes) -> None:
    """Text, nonsense and zeros."""
    path = tmp_path / "x.ledger"
    path.write_bytes(content)
    with pytest.raises(NotALedger):
        Ledger(path)
    assert path.read_bytes() == content


def test_an_empty_file_becomes_a_ledger(tmp_path: Path) -> None:
    """A kill before the first write leaves one; so does ``touch``."""
    path = tmp_path / "x.ledger"
    path.touch()
    with Ledger(path) as ledger:
        assert filled(ledger).counts().documents == 2


def test_a_newer_ledger_is_refused_and_left_alone(tmp_path: Path) -> None:
    """Its own version must be installed."""
    path = tmp_path / "x.ledger"
    Ledger(path).close()
    sqlite_file(path, f"PRAGMA user_version = {len(schema.STEPS) + 1}")
    before = path.read_bytes()
    for read_only in (False, True):
        with pytest.raises(NewerLedger, match="newer backchannel"):
            Ledger(path, read_only=read_only)
    assert path.read_bytes() == before


def test_a_ledger_before_the_first_step_is_brought_up(tmp_path: Path) -> None:
    """A file with our mark and no tables (version 0) gets all steps, each recorded by name."""
    path = sqlite_file(
        tmp_path / "x.ledger", f"PRAGMA application_id = {schema.APPLICATION_ID}", "PRAGMA user_version = 0"
    )
    with pytest.raises(LedgerError, match="older backchannel"):
        Ledger(path, read_only=True)
    with Ledger(path) as ledger:
        filled(ledger)
    db = sqlite3.connect(path)
    assert db.execute("SELECT name FROM steps").fetchall() == [(s.name,) for s in schema.STEPS]
    db.close()


def test_an_older_ledger_takes_the_new_step_and_keeps_what_it_has(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A later version's step runs once, on data that are there; a step that fails leaves the file as it was."""
    path = tmp_path / "x.ledger"
    with Ledger(path) as ledger:
        claims = filled(ledger).claims()

    def add_column(db: sqlite3.Connection) -> None:
        schema.run_script(db, "ALTER TABLE documents ADD COLUMN extra TEXT;\nUPDATE documents SET extra = name;")

    def fail(db: sqlite3.Connection) -> None:
        add_column(db)
        raise sqlite3.OperationalError("database or disk is full")

    steps = len(schema.STEPS)
    monkeypatch.setattr(schema, "STEPS", (*schema.STEPS, Step("an extra column", fail)))
    monkeypatch.setattr(schema.migrate, "__defaults__", (schema.STEPS,))
    with pytest.raises(LedgerWriteError, match="disk is full"):
        Ledger(path)
    db = sqlite3.connect(path)
    assert db.execute("PRAGMA user_version").fetchone()[0] == steps
    assert "extra" not in [row[1] for row in db.execute("PRAGMA table_info(documents)")]
    db.close()
    monkeypatch.setattr(schema, "STEPS", (*schema.STEPS[:-1], Step("an extra column", add_column)))
    monkeypatch.setattr(schema.migrate, "__defaults__", (schema.STEPS,))
    with Ledger(path) as ledger:
        assert ledger.claims() == claims
    Ledger(path).close()


def test_a_full_disk_is_said_and_nothing_is_changed(ledger: Ledger) -> None:
    """The transaction that did not fit is gone as a whole; the ledger goes on."""
    ledger.add(*warsaw())
    with ledger._store.bare() as db:
        pages = db.execute("PRAGMA page_count").fetchone()[0]
        db.execute(f"PRAGMA max_page_count = {pages}")
    of, read = shanghai()
    big = type(of)(**{**{f: getattr(of, f) for f in of.__struct_fields__}, "text": of.text + " x" * 200_000})
    with pytest.raises(LedgerWriteError, match="disk is full"):
        ledger.add(big, read)
    assert [d.name for d in ledger.documents()] == ["warsaw.txt"]
    with ledger._store.bare() as db:
        db.execute("PRAGMA max_page_count = 1000000")
    ledger.add(of, read)
    assert ledger.counts().documents == 2


def test_a_file_that_may_not_grow_is_said(tmp_path: Path) -> None:
    """What the operating system refuses to write is one plain line (a limit on file size stands in for the disk)."""
    path = tmp_path / "x.ledger"
    Ledger(path).close()
    script = _SCRIPT.format(
        body="""
resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
try:
    with Ledger(sys.argv[1]) as ledger:
        for n in range(100):
            add(ledger, n)
except LedgerWriteError as error:
    print(error)
"""
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(path)], capture_output=True, text=True, check=True, cwd=Path(__file__).parent
    )
    assert "cannot be written" in done.stdout and done.stdout.count("\n") == 1
    with Ledger(path) as ledger:
        assert ledger.counts().documents == len(ledger.claims())


def test_places_that_cannot_hold_a_ledger_are_named(tmp_path: Path) -> None:
    """A folder, a folder that is not there, a file that must exist."""
    with pytest.raises(NotALedger, match="is a folder"):
        Ledger(tmp_path)
    with pytest.raises(LedgerWriteError, match="no folder"):
        Ledger(tmp_path / "missing" / "x.ledger")
    for options in ({"create": False}, {"read_only": True}):
        with pytest.raises(LedgerError, match="backchannel read"):
            Ledger(tmp_path / "x.ledger", **options)
    assert list(tmp_path.iterdir()) == []


@contextlib.contextmanager
def unwritable(folder: Path) -> Iterator[None]:
    """The folder and its files may be read and not written, for root too (who becomes nobody for a while)."""
    root = os.geteuid() == 0
    folder.chmod(0o555)
    if root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)
        folder.chmod(0o700)


def test_an_unwritable_folder_is_said_and_a_ledger_in_it_can_be_read() -> None:
    """No traceback; backups on read-only media open for reading."""
    with tempfile.TemporaryDirectory(dir="/tmp") as name:
        path = Path(name, "x.ledger")
        with Ledger(path) as ledger:
            filled(ledger)
        path.chmod(0o444)
        with unwritable(path.parent):
            with pytest.raises(LedgerWriteError, match=r"new\.ledger cannot be written"):
                Ledger(path.parent / "new.ledger")
            with pytest.raises(LedgerWriteError, match=r"x\.ledger cannot be written"), Ledger(path) as ledger:
                ledger.add(*warsaw())
            with Ledger(path, read_only=True) as ledger:
                assert ledger.counts().documents == 2
                with pytest.raises(LedgerWriteError, match="cannot be written"):
                    ledger.backup(path.parent / "copy.ledger")


def test_reading_only_writes_nothing(tmp_path: Path) -> None:
    """A ledger opened for reading refuses to write and is the same after."""
    path = tmp_path / "x.ledger"
    with Ledger(path) as ledger:
        filled(ledger)
    before = path.read_bytes()
    with Ledger(path, read_only=True) as ledger:
        assert len(ledger.claims()) == 5
        with pytest.raises(LedgerWriteError, match="reading only"):
            ledger.add(*warsaw())
    assert path.read_bytes() == before


def test_a_damaged_ledger_is_said(tmp_path: Path) -> None:
    """Overwritten pages lead to a line that points to the backup, not to a traceback."""
    path = tmp_path / "x.ledger"
    with Ledger(path) as ledger:
        filled(ledger)
    data = bytearray(path.read_bytes())
    data[4096:] = b"\xff" * (len(data) - 4096)
    path.write_bytes(bytes(data))
    with pytest.raises(LedgerError, match="backup"), Ledger(path) as ledger:
        ledger.claims()


def test_a_backup_is_whole_and_replaces_an_older_one(ledger: Ledger, tmp_path: Path) -> None:
    """The copy opens by itself and says the same; the ledger itself cannot be its own backup."""
    filled(ledger)
    target = tmp_path / "copy.ledger"
    assert ledger.backup(target) == target
    assert ledger.backup(target) == target
    with Ledger(target, read_only=True) as copy:
        assert copy.claims() == ledger.claims()
        assert copy.search("Nixon") == ledger.search("Nixon")
    assert not [p for p in tmp_path.iterdir() if p.name.startswith(".")]
    with pytest.raises(LedgerWriteError, match="itself"):
        ledger.backup(ledger.path)
    with pytest.raises(LedgerWriteError):
        ledger.backup(tmp_path / "missing" / "copy.ledger")


def test_a_snapshot_does_not_see_what_others_write(ledger: Ledger) -> None:
    """All reads inside agree, whatever comes in meanwhile."""
    ledger.add(*warsaw())
    with Ledger(ledger.path) as other, ledger.snapshot():
        before = ledger.counts()
        other.add(*shanghai())
        assert ledger.counts() == before
        assert list(ledger.iter_claims()) == ledger.claims()
    assert ledger.counts().documents == 2


_SCRIPT = """
import resource, signal, sys
sys.path.insert(0, "../..")
from backchannel.errors import LedgerWriteError
from backchannel.ledger import Ledger
from tests.ledger.builders import claim, document, reading

def add(ledger, n):
    of = document(f"{{n}}.txt", f"Envoy {{n}} met them. " + "Words follow. " * 200)
    ledger.add(of, reading(of, claim(of, f"Envoy {{n}} met them", "Envoy/source/USA", "They/target/CHN")))
{body}
"""


def started(path: Path, body: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", _SCRIPT.format(body=body), str(path)], cwd=Path(__file__).parent)


def test_a_kill_at_any_moment_leaves_a_ledger_that_opens(tmp_path: Path) -> None:
    """After each of twelve kills every document in the ledger is whole, and writing goes on from there."""
    path = tmp_path / "x.ledger"
    body = "with Ledger(sys.argv[1]) as ledger:\n    for n in range(100_000):\n        add(ledger, n)\n"
    chance = random.Random(7)
    kept = 0
    for _ in range(12):
        process = started(path, body)
        time.sleep(0.15 + chance.random() * 0.35)
        process.send_signal(signal.SIGKILL)
        process.wait()
        with Ledger(path) as ledger:
            counts = ledger.counts()
            assert (
                counts.documents
                == counts.claims
                == counts.readings
                == len(ledger.search("met", ["claim"], limit=10**6))
            )
            assert counts.documents >= kept
            kept = counts.documents
        db = sqlite3.connect(path)
        assert db.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
        db.close()
    assert kept > 0


def test_processes_that_write_at_once_lose_nothing(tmp_path: Path) -> None:
    """Three processes make one new ledger together; all documents of all are in it."""
    path = tmp_path / "x.ledger"
    body = "with Ledger(sys.argv[1]) as ledger:\n    for n in range({0}, {0} + 40):\n        add(ledger, n)\n"
    processes = [started(path, body.format(first)) for first in (0, 30, 1000)]
    assert [p.wait(timeout=60) for p in processes] == [0, 0, 0]
    with Ledger(path) as ledger:
        assert ledger.counts().documents == ledger.counts().claims == 110


def test_a_writer_that_waits_too_long_says_so(ledger: Ledger) -> None:
    """A lock that is not given up ends in one plain line."""
    blocker = sqlite3.connect(ledger.path, isolation_level=None)
    blocker.execute("BEGIN IMMEDIATE")
    with ledger._store.bare() as db:
        db.execute("PRAGMA busy_timeout = 50")
    with pytest.raises(LedgerWriteError, match="another process"):
        ledger.add(*warsaw())
    blocker.rollback()
    blocker.close()
    ledger.add(*warsaw())
