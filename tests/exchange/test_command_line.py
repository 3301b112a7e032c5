"""``export`` and ``import`` as they are typed."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from backchannel.cli import main
from backchannel.exchange import FORMATS

from .conftest import Exported


@pytest.fixture
def here(shelf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the shelf as its ledger."""
    shutil.copy(shelf, tmp_path / "backchannel.ledger")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("BACKCHANNEL_LEDGER", raising=False)
    return tmp_path


@pytest.mark.parametrize("name", [f.name for f in FORMATS])
def test_every_format_goes_to_a_file(
    here: Path, exported: Exported, name: str, capfd: pytest.CaptureFixture[str]
) -> None:
    """The name of the file is printed, and it holds what Python writes."""
    assert main(["export", "--format", name, "-o", "out"]) == 0
    assert capfd.readouterr().out == "out\n"
    assert (here / "out").read_bytes() == exported(name)


def test_the_help_of_export_lists_the_formats(capfd: pytest.CaptureFixture[str]) -> None:
    """Each with a line that says what it is."""
    assert main(["export", "--help"]) == 0
    said = capfd.readouterr().out
    assert all(f"{f.name:<16}{f.summary}" in said for f in FORMATS)


def test_names_of_analysts_are_written_when_asked_for(here: Path) -> None:
    """The person whose reading is in force, in JSON-LD."""
    main(["export", "--format", "jsonld", "-o", "without"])
    main(["export", "--format", "jsonld", "-o", "with", "--with-analysts"])
    assert b"Ann O. Tator" in (here / "with").read_bytes()
    assert b"Ann O. Tator" not in (here / "without").read_bytes()


def test_parties_and_filters_narrow_every_export(here: Path) -> None:
    """As they narrow lists."""
    main(["export", "Israel", "Jordan", "--format", "claims", "-o", "few.jsonl", "--act", "consult"])
    claims = [json.loads(line) for line in (here / "few.jsonl").read_bytes().splitlines()]
    assert claims
    for claim in claims:
        assert claim["plover"] == "CONSULT"
        assert {"ISR", "JOR"} <= {a["country"] for a in claim["actors"]}


def test_import_says_what_came_in_and_ends_with_1_where_something_was_refused(
    here: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """Refusals go to standard error with file and line; 0 where there are none."""
    main(["export", "--format", "claims", "-o", "all.jsonl"])
    lines = (here / "all.jsonl").read_bytes().splitlines()[:3]
    (here / "three.jsonl").write_bytes(b"\n".join(lines))
    broken = lines[1].replace(b'"quote":"', b'"quote":"nobody wrote ')
    (here / "broken.jsonl").write_bytes(b"\n".join([lines[0], broken]))
    capfd.readouterr()
    assert main(["import", "three.jsonl", "--by", "B. Reader"]) == 0
    said = capfd.readouterr()
    assert said.err == ""
    assert said.out.startswith("3 claims on 1 document by person:B. Reader: beside what is in force;")
    assert main(["import", "broken.jsonl", "--reader", "model", "--current"]) == 1
    said = capfd.readouterr()
    assert said.err.startswith("refused broken.jsonl, line 2: its words do not stand in ")
    assert said.out == "1 claim on 1 document by model, 1 refused: 1 reading in force now.\n"


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["missing.jsonl"], "missing.jsonl cannot be read"),
        (["backchannel.ledger"], "backchannel.ledger is not in the claims format"),
        (["ok.jsonl", "--reader", "clauses"], "'clauses' is another reader"),
        (["ok.jsonl", "--ledger", "none.ledger"], "none.ledger"),
        ([], "Missing argument"),
    ],
    ids=str,
)
def test_what_cannot_be_used_is_one_line_and_2(
    here: Path, capfd: pytest.CaptureFixture[str], arguments: list[str], why: str
) -> None:
    """And nothing is changed."""
    (here / "ok.jsonl").write_text("{}\n", encoding="utf-8")
    assert main(["import", *arguments]) == 2
    said = capfd.readouterr()
    assert said.out == "" and why in said.err and said.err.count("\n") == 1


def test_nothing_but_refusals_is_said_so(here: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """A file in the format of which nothing could be used."""
    (here / "bad.jsonl").write_text("{}\n{}\n", encoding="utf-8")
    assert main(["import", "bad.jsonl"]) == 1
    assert capfd.readouterr().out == "nothing imported, 2 refused.\n"
