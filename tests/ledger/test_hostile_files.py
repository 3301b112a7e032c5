"""A ledger that somebody else made: nothing in it is run, and nothing is waited for."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import pytest

from backchannel.errors import NotALedger
from backchannel.ledger import Ledger

from .builders import filled

ENDLESS = "WITH RECURSIVE r (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) SELECT n AS finding, n AS before FROM r"


@pytest.mark.parametrize(
    "planted",
    [
        ("DROP TABLE lineage", f"CREATE VIEW lineage AS {ENDLESS}"),
        ("CREATE VIEW more AS SELECT 1",),
        ("CREATE TRIGGER evil AFTER INSERT ON runs BEGIN DELETE FROM documents; END",),
        (
            "DROP TRIGGER links_of_old_text",
            "CREATE TRIGGER links_of_old_text AFTER UPDATE ON documents BEGIN DELETE FROM copies; END",
        ),
    ],
)
@pytest.mark.parametrize("read_only", [False, True])
def test_views_and_triggers_of_others_are_refused(tmp_path: Path, planted: tuple[str, ...], read_only: bool) -> None:
    """They would run with our statements: delete what is added, or never end. The file stays as it was."""
    path = tmp_path / "theirs.ledger"
    with Ledger(path) as ledger:
        filled(ledger)
    with sqlite3.connect(path) as db:
        for statement in planted:
            db.execute(statement)
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()
    before = path.read_bytes()
    with pytest.raises(NotALedger, match="view or trigger that is not of backchannel"):
        Ledger(path, read_only=read_only)
    assert path.read_bytes() == before


def test_a_pipe_is_no_ledger(tmp_path: Path) -> None:
    """Said at once; to open it would wait for whoever writes into it."""
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(NotALedger, match="is no regular file"):
        Ledger(tmp_path / "pipe", read_only=True)
