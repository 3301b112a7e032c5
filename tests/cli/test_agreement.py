"""A sheet is drawn from the shipped examples, filled in by their annotation, and compared: all on the command line."""

from __future__ import annotations

import csv
import io
import json
import os
import random
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from backchannel.agreement.sheets import HEADER
from backchannel.api import Ledger
from backchannel.cli import main
from backchannel.model import ROLES

from .conftest import Said

ROOT = Path(__file__).parents[2]
OPEN = [json.loads(line) for line in (ROOT / "tests/examples/open.jsonl").read_text("utf-8").splitlines()]
DOCUMENTS = tuple(f"--document={name}" for name in sorted({claim["doc"] for claim in OPEN}))

Row = dict[str, str]


@pytest.fixture
def desk(shelf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the ledger of the examples."""
    shutil.copy(shelf / "backchannel.ledger", tmp_path)
    for name in [name for name in os.environ if name.startswith("BACKCHANNEL_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def say(capfd: pytest.CaptureFixture[str], *arguments: object) -> Said:
    capfd.readouterr()
    code = main([str(a) for a in arguments])
    return Said(code, *capfd.readouterr())


def sheet(path: Path) -> list[Row]:
    return list(csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))


def save(path: Path, rows: Sequence[Row]) -> Path:
    with path.open("w", encoding="utf-8-sig", newline="") as out:
        writer = csv.DictWriter(out, HEADER)
        writer.writeheader()
        writer.writerows(rows)
    return path


def coded(rows: Sequence[Row], name: str) -> Iterator[Row]:
    """The rows as somebody fills them who sees in each passage what the annotation of the examples has there."""
    for row in rows:
        start, end = int(row["start"]), int(row["end"])
        here = [c for c in OPEN if c["doc"] == row["document"] and start <= c["start"] and c["end"] <= end]
        for claim in here:
            yield {**row, "coder": name, **cells(claim)}
        if not here:
            yield {**row, "coder": name, "claim": "no"}


def cells(claim: dict[str, Any]) -> Row:
    who = {role: [a for a in claim["actors"] if a["role"] == role] for role in ROLES}
    date = claim["date"] or {}
    plain = {name: claim[name] for name in ("kind", "domain", "certainty", "polarity")}
    flags = {name: "yes" if claim[name] else "no" for name in ("covert", "checkable")}
    roles: Row = {role: "; ".join(f"{a['name']} ({a['country'] or '-'})" for a in found) for role, found in who.items()}
    return {
        "claim": "yes",
        "words": claim["quote"],
        **plain,
        **flags,
        **roles,
        "act": (claim["plover"] or "none").lower(),
        "date": "/".join(d for d in (date.get("start"), date.get("end")) if d) or "none",
        "attribution": " > ".join(relay["source"] for relay in claim["attribution"]),
        "denied_by": "; ".join(claim["denied_by"]) or "none",
    }


def test_a_sheet_is_drawn_filled_and_compared(desk: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Ann codes as the annotation does, Ben turns some answers; they agree more than with the reader."""
    drawn = say(capfd, "sample", 40, "--seed", 5, *DOCUMENTS, "-o", "blind.csv", "--codebook", "codebook.html")
    assert drawn.code == 0
    assert drawn.out.startswith("blind.csv: 40 passages, draw s")
    blind = sheet(desk / "blind.csv")
    assert not any(row["claim"] or row["words"] or row["kind"] for row in blind)
    ann = list(coded(blind, "Ann"))
    lot = random.Random(1)
    ben = [{**row, "coder": "Ben"} for row in ann]
    for row in lot.sample([row for row in ben if row["words"]], 6):
        row["domain"] = "other"
    save(desk / "ann.csv", ann)
    save(desk / "ben.csv", ben)
    said = say(capfd, "agreement", "ann.csv", "ben.csv", "--json", "--confusion", "domain")
    assert (said.code, said.err) == (0, "")
    done = json.loads(said.out)
    assert done["coded"] == {"Ann": 40, "Ben": 40, "reader:clauses": 40}
    figures = {
        tuple(table["coders"]): {f["field"]: f for f in table["figures"]} | {"found": table["found"]}
        for table in done["comparisons"]
    }
    persons = figures["Ann", "Ben"]
    claims = sum(bool(row["words"]) for row in ann)
    assert persons["found"]["f1"] == 1
    assert persons["kind"]["alpha"] == 1
    assert persons["domain"]["units"] == claims
    assert persons["domain"]["same"] == pytest.approx(1 - 6 / claims, abs=1.5 / claims)
    assert persons["domain"]["low"] <= persons["domain"]["alpha"] <= persons["domain"]["high"] < 1
    reader = figures["Ann", "reader:clauses"]
    assert 0.5 < reader["found"]["f1"] < 1
    assert reader["certainty"]["alpha"] > 0.3
    assert reader["domain"]["alpha"] > figures["Ben", "reader:clauses"]["domain"]["alpha"] - 0.05
    assert sum(n for _, _, n in done["comparisons"][0]["confusions"][0]["cells"]) == claims


def test_the_report_reads_as_a_table(desk: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """A line a field, with interval, units and metric; the ledger is not needed for persons alone."""
    say(capfd, "sample", 12, "--seed", 1, *DOCUMENTS, "-o", "blind.csv")
    for name in ("ann", "ben"):
        save(desk / f"{name}.csv", list(coded(sheet(desk / "blind.csv"), "")))
    (desk / "backchannel.ledger").unlink()
    said = say(capfd, "agreement", "ann.csv", "ben.csv", "--without-reader")
    assert (said.code, said.err) == (0, "")
    assert said.out.startswith(
        "12 passages, drawn from sentences. Coded by ann 12, ben 12.\n\nann and ben: 12 passages"
    )
    assert all(len(line) <= 100 for line in said.out.splitlines())
    assert any(line.split()[:1] == ["certainty"] and line.endswith("ordinal") for line in said.out.splitlines())
    assert say(capfd, "agreement", "ann.csv", "ben.csv", "--without-reader").out == said.out


def test_nothing_in_the_ledger_changes(desk: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Neither drawing nor comparing writes a byte."""
    before = (desk / "backchannel.ledger").read_bytes()
    say(capfd, "sample", 9, "--answers", "-o", "sheet.csv")
    assert say(capfd, "agreement", "sheet.csv").code == 0
    assert (desk / "backchannel.ledger").read_bytes() == before


@pytest.mark.parametrize("form", ["csv", "xlsx", "jsonl"])
def test_the_readers_own_answers_agree_with_it(desk: Path, capfd: pytest.CaptureFixture[str], form: str) -> None:
    """All that it read of the examples goes out and comes in unchanged: whatever can be told is 1."""
    say(capfd, "sample", 1000, "--answers", "-o", f"all.{form}")
    done = json.loads(say(capfd, "agreement", f"all.{form}", "--json", "--resamples", 0).out)
    (table,) = done["comparisons"]
    assert table["found"]["f1"] == 1
    told = {f["field"]: f["alpha"] for f in table["figures"]}
    assert told.pop("any claim") is None  # the reader finds one in every sentence of the examples
    assert set(told.values()) == {1}
    with Ledger("backchannel.ledger", read_only=True) as ledger:
        assert table["claims"][0] == ledger.counts().claims


def test_what_was_decided_does_not_count_as_read(desk: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Else a person would be compared with himself."""
    say(capfd, "sample", 12, "--answers", "-o", "sheet.csv")
    row = next(row for row in sheet(desk / "sheet.csv") if row["certainty"] == "certain")
    claims = say(capfd, "claims", "--document", row["document"], "--format", "jsonl").out.splitlines()
    id_ = next(c["id"] for c in map(json.loads, claims) if " ".join(c["quote"].split()) == row["words"])
    assert say(capfd, "decide", id_, "certainty=possible", "--by", "A. Reader", "--why", "a test").code == 0
    done = json.loads(say(capfd, "agreement", "sheet.csv", "--json", "--resamples", 0).out)
    assert next(f for f in done["comparisons"][0]["figures"] if f["field"] == "certainty")["alpha"] == 1


def test_faults_are_listed_and_no_figure_is_given(desk: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """A line each, then one that says how many; the command ends with 2."""
    say(capfd, "sample", 5, *DOCUMENTS, "-o", "blind.csv")
    rows = list(coded(sheet(desk / "blind.csv"), "Ann"))
    rows[0]["claim"] = "perhaps"
    rows[-1]["passage"] += "!"
    said = say(capfd, "agreement", save(desk / "ann.csv", rows))
    assert (said.code, said.out) == (2, "")
    assert said.err.splitlines()[0].startswith(f"{desk / 'ann.csv'}, row 2, column claim: 'perhaps' is neither")
    assert said.err.splitlines()[-1] == "backchannel: 2 faults in the sheets; mend them and run this again."


@pytest.mark.parametrize(
    ("change", "code", "words"),
    [
        ([], 2, "nobody has coded anything on sheet.csv; fill in the column claim"),
        (["gone"], 1, "sheet.csv: 1 passage of the draw removed; counted as not coded."),
        (["alone"], 2, "Ann alone coded these passages; give the sheet of another coder, or compare with the reader."),
        (["elsewhere"], 1, "3 passages of texts that this ledger does not hold, or that no such reader read."),
    ],
)
def test_what_is_missing_is_said(
    desk: Path, capfd: pytest.CaptureFixture[str], change: list[str], code: int, words: str
) -> None:
    """Rows nobody filled, rows that are gone, a coder without another, documents that are gone."""
    say(capfd, "sample", 6, "--by", "document", "--document=london-1987.txt", "--document=istanbul-2005.txt",
        "-o", "sheet.csv")  # fmt: skip
    rows = sheet(desk / "sheet.csv")
    if change:
        rows = list(coded(rows, "Ann"))
    if "gone" in change:
        rows = [row for row in rows if row["passage_id"] != rows[0]["passage_id"]]
    if "elsewhere" in change:
        say(capfd, "forget", "london-1987.txt")
    save(desk / "sheet.csv", rows)
    said = say(capfd, "agreement", "sheet.csv", *(["--without-reader"] if "alone" in change else []))
    assert (said.code, said.err.strip()) == (code, said.err.strip())
    assert words in said.err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("sample", 0), "0 passages cannot be drawn; ask for one or more."),
        (("sample", 3, "--document", "nowhere.txt"), "nowhere.txt"),
        (("sample", 3, "-o", "sheet.xls"), "the name must end in .csv, .xlsx, .jsonl"),
        (("sample", 3, "--codebook", "codebook.doc"), "the name must end in .html, .md"),
        (("agreement", "nowhere.csv"), "nowhere.csv cannot be read"),
        (("agreement", "x.csv", "--reader", "a", "--without-reader"), "contradict each other"),
    ],
)
def test_what_cannot_be_is_refused(
    desk: Path, capfd: pytest.CaptureFixture[str], arguments: tuple[object, ...], words: str
) -> None:
    """In one line, with code 2."""
    said = say(capfd, *arguments)
    assert said.code == 2
    assert words in said.err
    assert said.err.count("\n") == 1


def test_too_few_sentences_are_said(desk: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """All there are come, and how many that is goes to standard error."""
    said = say(capfd, "sample", 999, "--document", "london-1987.txt")
    assert said.code == 0
    assert said.err.startswith("there are only ")


def test_python_has_the_same(desk: Path) -> None:
    """``Ledger.sample`` and ``Ledger.agreement``."""
    with Ledger("backchannel.ledger", read_only=True) as ledger:
        drawn = ledger.sample(8, seed=2, answers=True)
        drawn.save("sheet.jsonl")
        drawn.save_codebook("codebook.md")
        done = ledger.agreement("sheet.jsonl", resamples=0)
    assert done.passages == len(drawn.sample.passages) == 8
    assert done.comparisons[0].found.f1 == 1
