"""The ledger in Python: parties by name, tables that show themselves, as Arrow too."""

from __future__ import annotations

import sys
from pathlib import Path

import pyarrow as pa
import pytest

import backchannel
from backchannel.api import Ledger, Table
from backchannel.errors import InputError, UnknownParty
from backchannel.model import Claim
from tests.pipeline.toys import finished

from .conftest import Call


def test_the_package_offers_read_and_ledger(place: Path) -> None:
    """``backchannel.read`` and ``backchannel.Ledger`` are the two ways in."""
    report = backchannel.read("texts", ledger="mine.ledger", reader="toy")
    assert report.read == 4
    with backchannel.Ledger("mine.ledger") as ledger:
        assert "4 documents" in repr(ledger)
    with pytest.raises(AttributeError):
        _ = backchannel.nothing


def test_importing_the_package_costs_nothing() -> None:
    """``import backchannel`` loads no room."""
    code = "import sys, backchannel; sys.exit('backchannel.model' in sys.modules)"
    assert finished([sys.executable, "-c", code]).returncode == 0


def test_unusable_paths_make_no_ledger(place: Path) -> None:
    """What cannot be used is found out before a file is made."""
    with pytest.raises(InputError):
        backchannel.read("nowhere", ledger="mine.ledger")
    assert not Path("mine.ledger").exists()


def test_lists_are_tables(place: Path) -> None:
    """They have a length, can be sliced, compare by content, and come as Arrow with a fixed schema."""
    with Ledger() as ledger:
        claims = ledger.claims("Israel", "JOR", kind="event")
        assert isinstance(claims, Table)
        assert len(claims) == 2
        assert isinstance(claims[:1], Table)
        assert claims[:2] == claims
        assert hash(claims[:2]) == hash(claims)
        empty = ledger.claims("Israel", since="2020")
        assert claims.to_arrow().schema == empty.to_arrow().schema
        for table in (ledger.documents(), ledger.findings(), ledger.actors("Israel"), ledger.channels("Israel", "JOR")):
            assert isinstance(table.to_arrow(), pa.Table)
            assert table.to_arrow().num_rows == len(table)
        with pytest.raises(UnknownParty):
            ledger.claims("Isreal")


def test_tables_show_themselves_safely(place: Path) -> None:
    """In a notebook a table is HTML, in which nothing of a document is markup."""
    claim = Claim(id="1", document="d", doc="<b>.txt", start=0, end=9, quote="<script>1</script>", kind="event")
    shown = Table([claim] * 60, Claim)._repr_html_()
    assert "<script>" not in shown
    assert "&lt;script&gt;" in shown
    assert "10 more" in shown
    assert repr(Table([claim], Claim)) == "<1 × Claim>"


def test_tables_are_saved_by_their_suffix(place: Path) -> None:
    """.jsonl, .csv and .parquet; others are refused, and a ledger is never written over."""
    with Ledger() as ledger:
        for suffix in ("jsonl", "csv", "parquet"):
            assert ledger.claims().save(f"x.{suffix}").stat().st_size > 100
        for wrong in ("x.xlsx", "backchannel.ledger"):
            with pytest.raises(InputError):
                ledger.claims().save(wrong)


def test_a_dossier_shows_itself(place: Path) -> None:
    """It is a page in a frame of its own."""
    with Ledger() as ledger:
        page = ledger.dossier("Israel", "Jordan")
        assert page._repr_html_().startswith("<iframe")
        assert repr(page).startswith("<dossier Israel – Jordan")
        assert page.save("x.md").read_text(encoding="utf-8") == page.markdown()


def test_what_the_commands_do_python_does(place: Path, call: Call) -> None:
    """Decisions, exports, backup, merge and forget by method."""
    with Ledger() as ledger:
        claim = ledger.claims("China")[0]
        ledger.decide(claim.id, by="A", why="B", covert="no")
        assert not ledger.claims("China")[0].covert
        assert ledger.trace(claim.id[:6]).passages[0].decisions[0].by == "A"
        assert any(f.rule == "decided by A" for f in ledger.explain(claim.id).fields)
        assert ledger.export("claims", "x.jsonl", "China").read_text(encoding="utf-8").count("\n") == 1
        ledger.backup("copy.ledger")
        ledger.forget("channel.md")
        assert len(ledger.claims("China")) == 0
        assert ledger.standing("Israel", "Jordan").parties == ("ISR", "JOR")
        assert ledger.search("envoy", kinds=("claim",), limit=3)[0].doc == "audience.txt"
    with Ledger("new.ledger") as new:
        assert new.merge("copy.ledger")[0].documents == 4
    assert call("claims", "China", "--ledger", "new.ledger", "--format", "ids").out.split() == [claim.id]


def test_old_findings_of_a_ledger_that_cannot_be_written_are_shown_with_a_warning(
    place: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Reading on is better than nothing, but it is said."""
    from backchannel.errors import LedgerWriteError  # noqa: PLC0415

    with Ledger() as ledger:
        ledger.file.set_findings([], as_of=0)

    def refused(*_: object) -> None:
        raise LedgerWriteError("the disk is full")

    monkeypatch.setattr("backchannel.pipeline.refresh", refused)
    with Ledger(read_only=True) as ledger:
        assert len(ledger.findings()) == 0
    assert "older than the claims" in caplog.text
