"""The page on the ledger says what the ledger is."""

from __future__ import annotations

import re
from pathlib import Path

from backchannel.ledger import schema

PAGE = (Path(__file__).parents[2] / "docs" / "ledger.md").read_text(encoding="utf-8")


def test_every_table_is_on_the_page() -> None:
    """A table that is added must be explained."""
    tables = re.findall(r"CREATE (?:VIRTUAL )?TABLE (\w+)", schema.TABLES)
    assert len(tables) > 15
    assert not [t for t in tables if not re.search(rf"\b{t}\b", PAGE)]
