"""Opening the file: whose it is, how it is written, and what its errors mean in plain words."""

from __future__ import annotations

import contextlib
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path

from backchannel.errors import LedgerError, LedgerWriteError, NewerLedger, NotALedger
from backchannel.ledger import schema

BUSY_SECONDS = 60.0
"""How long a writer waits for another; one document is written in well under a second."""

_MAGIC = b"SQLite format 3\0"
_HEADER = 100
_UNWRITABLE = ("readonly", "unable to open", "full", "disk i/o", "locked", "no space", "too big")


class Store:
    """One open ledger file; :meth:`reading` and :meth:`writing` hand out its connection inside a transaction."""

    def __init__(self, path: Path, db: sqlite3.Connection, *, read_only: bool) -> None:
        self.path = path
        self.read_only = read_only
        self._db = db

    @contextlib.contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """The connection, in one consistent view of the file; within another transaction, that one's view."""
        with explained(self.path):
            if self._db.in_transaction:
                yield self._db
                return
            self._db.execute("BEGIN")
            try:
                yield self._db
            finally:
                self._db.rollback()

    @contextlib.contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """The connection, in a transaction that is kept as a whole or not at all.

        Raises ``LedgerWriteError`` where the file cannot be written or stays locked by another process.
        """
        if self.read_only:
            raise LedgerWriteError(f"{self.path} was opened for reading only; open it without read_only to write.")
        with explained(self.path):
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield self._db
                self._db.execute("COMMIT")
            except BaseException:
                if self._db.in_transaction:
                    self._db.rollback()
                raise

    @contextlib.contextmanager
    def bare(self) -> Iterator[sqlite3.Connection]:
        """The connection without a transaction, for what SQLite does outside of one (backup, vacuum)."""
        with explained(self.path):
            yield self._db

    def close(self) -> None:
        """Close the file; closing twice does no harm."""
        self._db.close()


@contextlib.contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn SQLite's errors into the program's own, each one plain line."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        raise _translated(path, error) from error


def _translated(path: Path, error: sqlite3.DatabaseError) -> LedgerError:
    said = str(error).lower()
    if "locked" in said or "busy" in said:
        return LedgerWriteError(f"{path} is being written by another process; try again when that is done.")
    if "full" in said or "no space" in said:
        return LedgerWriteError(f"{path} cannot be written: the disk is full; make room, nothing was changed.")
    if any(word in said for word in _UNWRITABLE):
        return LedgerWriteError(f"{path} cannot be written ({error}); check the folder, its permissions and the disk.")
    if "not a database" in said:
        return NotALedger(f"{path} is not a ledger of backchannel; name another file with --ledger.")
    if "malformed" in said:
        return LedgerError(f"{path} is damaged ({error}); go back to a copy made with `backchannel backup`.")
    return LedgerError(f"{path} cannot be used ({error}).")


def open_store(path: Path, *, create: bool, read_only: bool) -> Store:
    """Open the ledger at ``path``, making it or bringing it up to date where that is allowed.

    Raises ``NotALedger``, ``NewerLedger``, ``LedgerWriteError`` or ``LedgerError``, with the file left as it was.
    """
    _check_place(path, create=create and not read_only)
    if path.exists():
        check_header(path)
    with explained(path):
        db = _connect_to_read(path) if read_only else _connect(path)
        try:
            if read_only:
                _check_steps(path, db, exact=True)
            else:
                _prepare(path, db)
        except BaseException:
            db.close()
            raise
    return Store(path, db, read_only=read_only)


def _check_place(path: Path, *, create: bool) -> None:
    if path.is_dir():
        raise NotALedger(f"{path} is a folder; name a file with --ledger.")
    if path.exists():
        if not path.is_file():  # to open a pipe would wait for whoever writes into it
            raise NotALedger(f"{path} is no regular file; name a file with --ledger.")
        return
    if not create:
        raise LedgerError(f"there is no ledger at {path}; make one with `backchannel read PATH... --ledger {path}`.")
    if not path.parent.is_dir():
        raise LedgerWriteError(f"{path} cannot be written: there is no folder {path.parent}; make it first.")


def check_header(path: Path) -> None:
    """Refuse another program's file before SQLite touches it.

    The mark is read from the file's first page: the tables are made before the file goes into WAL mode, so the mark
    is always there; only a kill while they are made leaves a journal, which SQLite must roll back first.
    """
    try:
        with path.open("rb") as file:
            head = file.read(_HEADER)
    except OSError as error:
        raise LedgerWriteError(f"{path} cannot be opened ({error.strerror}).") from error
    mark = int.from_bytes(head[68:72], "big")
    half_made = Path(f"{path}-journal").exists() and head.startswith(_MAGIC)
    if head and not half_made and (not head.startswith(_MAGIC) or mark != schema.APPLICATION_ID):
        raise NotALedger(f"{path} is not a ledger of backchannel; name another file with --ledger.")


def _connect(path: Path) -> sqlite3.Connection:
    db = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
    for pragma in ("foreign_keys = ON", "secure_delete = ON", "temp_store = MEMORY", "cache_size = -32000"):
        db.execute(f"PRAGMA {pragma}")
    _add_functions(db)
    return db


def _add_functions(db: sqlite3.Connection) -> None:
    """SQLite's own ``lower`` knows ASCII only."""
    db.create_function("fold", 1, str.casefold, deterministic=True)


def _connect_to_read(path: Path) -> sqlite3.Connection:
    """Open without writing; in a folder that cannot be written, as a file that nobody else writes."""
    address = path.resolve().as_uri()
    db = sqlite3.connect(f"{address}?mode=ro", uri=True, timeout=BUSY_SECONDS, isolation_level=None)
    try:
        db.execute("SELECT count(*) FROM sqlite_schema")
    except sqlite3.OperationalError:
        db.close()
        wal = Path(f"{path}-wal")
        if wal.exists() and wal.stat().st_size:
            raise
        db = sqlite3.connect(f"{address}?mode=ro&immutable=1", uri=True, isolation_level=None)
    db.execute("PRAGMA temp_store = MEMORY")
    _add_functions(db)
    return db


def _check_steps(path: Path, db: sqlite3.Connection, *, exact: bool) -> None:
    taken = schema.steps_taken(db)
    if taken > len(schema.STEPS):
        raise NewerLedger(f"{path} was written by a newer backchannel; install that version to open it.")
    if exact and taken < len(schema.STEPS):
        raise LedgerError(f"{path} was written by an older backchannel; open it once for writing to bring it up.")
    _refuse_code(path, db)


def _refuse_code(path: Path, db: sqlite3.Connection) -> None:
    """Views and triggers run with each statement on their tables: a file from elsewhere may have none but ours."""
    found = db.execute("SELECT name, sql FROM sqlite_schema WHERE type IN ('view', 'trigger') ORDER BY name")
    for name, sql in found.fetchall():
        if sql not in schema.TRIGGERS:
            raise NotALedger(f"{path} has a view or trigger that is not of backchannel ({name!a}); do not use it.")


def _prepare(path: Path, db: sqlite3.Connection) -> None:
    _check_steps(path, db, exact=False)
    if schema.steps_taken(db) < len(schema.STEPS):
        db.execute("BEGIN IMMEDIATE")
        try:
            _refuse_foreign(path, db)
            schema.migrate(db)
            db.execute("COMMIT")
        except BaseException:
            if db.in_transaction:
                db.rollback()
            raise
    _write_ahead(db)


def _refuse_foreign(path: Path, db: sqlite3.Connection) -> None:
    """After the lock is held: tables without our mark are another program's."""
    marked = db.execute("PRAGMA application_id").fetchone()[0] == schema.APPLICATION_ID
    if not marked and db.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]:
        raise NotALedger(f"{path} is not a ledger of backchannel; name another file with --ledger.")


def _write_ahead(db: sqlite3.Connection) -> None:
    """Put the file into WAL mode: readers go on while one writes.

    Two processes that open a new file at once each need it alone for a moment, and SQLite does not queue them for
    this one change; hence the retries.
    """
    db.execute("PRAGMA synchronous = NORMAL")
    if db.execute("PRAGMA journal_mode").fetchone()[0] == "wal":
        return
    deadline = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            db.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > deadline:
                raise
            time.sleep(0.05)
