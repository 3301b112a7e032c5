"""Backing up: a whole and checked copy, made while others may write."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from pathlib import Path

from backchannel.errors import LedgerError, LedgerWriteError, NotALedger
from backchannel.ledger import forgetting
from backchannel.ledger.store import check_header, explained


def backup(db: sqlite3.Connection, source: Path, target: Path) -> None:
    """Copy the ledger to ``target``, check the copy, and only then give it its name.

    An older copy of that name is replaced in one step. Raises ``LedgerWriteError`` where the copy cannot be written
    or would overwrite the ledger itself or what is no ledger, ``LedgerError`` where the copy is not whole.
    """
    if target.exists() and target.samefile(source):
        raise LedgerWriteError(f"{target} is the ledger itself; name another file for the copy.")
    if target.is_dir():
        raise LedgerWriteError(f"{target} is a folder; name a file for the copy.")
    _refuse_foreign(target)
    try:
        handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    except OSError as error:
        raise LedgerWriteError(f"{target} cannot be written ({error.strerror}).") from error
    os.close(handle)
    draft = Path(name)
    try:
        with explained(target):
            _copy(db, draft)
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)


def _refuse_foreign(target: Path) -> None:
    """What is there and is no ledger is somebody's document; a slip of the pen must not cost it."""
    try:
        if target.exists():
            check_header(target)
    except NotALedger as error:
        raise LedgerWriteError(f"{target} is there and is no ledger; name another file for the copy.") from error


def _copy(db: sqlite3.Connection, draft: Path) -> None:
    copy = sqlite3.connect(draft, isolation_level=None)
    try:
        db.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")  # one file, complete in itself
        if forgetting.unscrubbed(copy):
            forgetting.rewrite(copy)  # an interrupted forgetting must not be carried on in copies
            copy.execute("UPDATE state SET value = 0 WHERE name = 'unscrubbed'")
        said = [line for (line,) in copy.execute("PRAGMA integrity_check(1)")]
        if said != ["ok"]:
            raise LedgerError(f"the copy is not whole ({said[0]}); the ledger itself may be damaged.")
    finally:
        copy.close()
