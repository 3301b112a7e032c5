"""Reading files and folders into a ledger."""

from __future__ import annotations

import json
import signal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from backchannel.errors import InputError
from backchannel.ledger import Ledger
from backchannel.pipeline import Event, read, refresh, retry

from .toys import TEXTS, exported, write_texts


def test_a_folder_is_read_into_claims_and_findings(texts: Path, ledger: Ledger) -> None:
    """Each document gives its claims, the claims give findings, and the report counts them."""
    report = read([texts], ledger, reader="toy")
    assert (report.read, report.known, report.skipped) == (4, 0, ())
    assert report.claims == len(ledger.claims()) > 5
    assert report.words == sum(len(text.split()) for text in TEXTS.values())
    assert [c.quote for c in ledger.claims(["CHN"])] == [
        "Pakistan carried a secret letter from the United States to China in 1971."
    ]
    assert {c for f in ledger.findings() for c in f.claims} == {c.id for c in ledger.claims()}
    assert not ledger.findings_stale()


def test_reading_again_reads_nothing_and_changes_nothing(texts: Path, ledger: Ledger) -> None:
    """What was read before is passed over, and the export stays as it was."""
    read([texts], ledger, reader="toy")
    before = exported(ledger)
    state = ledger.claims_state
    report = read([texts], ledger, reader="toy")
    assert (report.read, report.known) == (0, 4)
    assert exported(ledger) == before
    assert ledger.claims_state == state


def test_again_reads_anew_and_changes_nothing(texts: Path, ledger: Ledger) -> None:
    """With ``again`` everything is read once more; a reader that says the same leaves the same."""
    read([texts], ledger, reader="toy")
    before = exported(ledger)
    assert read([texts], ledger, reader="toy", again=True).read == 4
    assert exported(ledger) == before


def test_changed_bytes_are_a_new_version(texts: Path, ledger: Ledger) -> None:
    """A file that changed is read, and its old version is no longer in force."""
    read([texts], ledger, reader="toy")
    (texts / "border.txt").write_text("In 1994 Israel and Jordan closed a border.\n", encoding="utf-8")
    report = read([texts], ledger, reader="toy")
    assert (report.read, report.known) == (1, 3)
    quotes = [c.quote for c in ledger.claims() if c.doc == "border.txt"]
    assert quotes == ["In 1994 Israel and Jordan closed a border."]
    assert len(ledger.documents(versions=True)) == 5


def test_a_changed_sidecar_is_noticed(texts: Path, ledger: Ledger) -> None:
    """Metadata may change how a text is read, so the document is read again, without a new version."""
    read([texts], ledger, reader="toy")
    (texts / "border.json").write_text(json.dumps({"author": "R. Ellery", "date": "1995-01-02"}), encoding="utf-8")
    assert read([texts], ledger, reader="toy").read == 1
    assert ledger.document("border.txt").metadata.author == "R. Ellery"
    assert len(ledger.documents(versions=True)) == 4
    assert read([texts], ledger, reader="toy").read == 0


def test_same_names_in_two_folders_are_two_documents(tmp_path: Path, ledger: Ledger) -> None:
    """What stands under one name in two places is told apart by its place, also over several runs."""
    one = write_texts(tmp_path / "one", {"talks.txt": "Israel met Jordan in 1963.\n"})
    two = write_texts(tmp_path / "two", {"talks.txt": "Israel met Jordan in 1964.\n"})
    read([one], ledger, reader="toy")
    read([two], ledger, reader="toy")
    assert len(ledger.claims()) == 2
    assert len(ledger.documents()) == 2


def test_copies_of_one_text_are_read_once_each_and_then_known(tmp_path: Path, ledger: Ledger) -> None:
    """The same bytes under two names are one document; reading again finds both."""
    folder = write_texts(tmp_path / "t", {"a.txt": TEXTS["border.txt"], "b.txt": TEXTS["border.txt"]})
    read([folder], ledger, reader="toy")
    assert len(ledger.documents()) == 1
    assert read([folder], ledger, reader="toy").known == 2


def test_what_cannot_be_read_is_skipped_and_named(texts: Path, ledger: Ledger) -> None:
    """A file of another format, an empty one and a lost line each give one reason; the rest is read."""
    (texts / "photo.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 40)
    (texts / "empty.txt").write_bytes(b"")
    (texts / "feed.jsonl").write_text('{"id": "x", "text": "Israel met Jordan."}\nnot JSON\n', encoding="utf-8")
    report = read([texts], ledger, reader="toy")
    assert {s.name for s in report.skipped} == {"photo.txt", "empty.txt", "feed.jsonl"}
    assert all(s.reason and "\n" not in s.reason for s in report.skipped)
    assert next(s.reason for s in report.skipped if s.name == "feed.jsonl").startswith("line 2")
    assert report.read == 5


@pytest.mark.parametrize("workers", [1, 2])
def test_a_fault_of_the_reader_costs_one_document(texts: Path, ledger: Ledger, workers: int) -> None:
    """An exception in a reader skips the document it was reading, says so in one line, and nothing else is lost."""
    (texts / "b.txt").write_text("CRASH. Israel met Jordan.\n", encoding="utf-8")
    report = read([texts], ledger, reader="toy", workers=workers)
    assert [s.name for s in report.skipped] == ["b.txt"]
    assert "ZeroDivisionError" in report.skipped[0].reason
    assert report.read == 4


@pytest.mark.parametrize("workers", [1, 2])
def test_a_document_that_takes_too_long_costs_one_document(texts: Path, ledger: Ledger, workers: int) -> None:
    """A reader that never comes back, and goes on after faults of its own, is stopped when the time is up."""
    (texts / "b.txt").write_text("STUCK. Israel met Jordan.\n", encoding="utf-8")
    report = read([texts], ledger, reader="toy", workers=workers, minutes=0.01)
    assert [s.name for s in report.skipped] == ["b.txt"]
    assert report.skipped[0].reason.startswith("took longer than 0.01 minutes")
    assert report.read == 4
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)


def test_a_process_that_dies_costs_one_document(texts: Path, ledger: Ledger) -> None:
    """When a worker dies, its document is named, and those that waited are read all the same."""
    for name in ("a.txt", "c.txt"):
        (texts / name).write_text(f"DIE {name}. Israel met Jordan.\n", encoding="utf-8")
    report = read([texts], ledger, reader="toy", workers=2)
    assert [s.name for s in report.skipped] == ["a.txt", "c.txt"]
    assert all("died" in s.reason for s in report.skipped)
    assert report.read == 4


def test_many_workers_give_what_one_gives(texts: Path, tmp_path: Path) -> None:
    """The export is the same byte for byte, in whatever order the workers finish."""
    for n in range(12):
        (texts / f"more-{n:02}.txt").write_text(f"In {1950 + n} Israel met Jordan.\n" * (12 - n), encoding="utf-8")
    made = []
    for workers in (1, 2, 3):
        with Ledger(tmp_path / f"{workers}.ledger") as ledger:
            read([texts], ledger, reader="toy", workers=workers)
            made.append(exported(ledger))
    assert made[0] == made[1] == made[2]


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(sorted(TEXTS)), cut=st.integers(0, len(TEXTS)))
def test_order_and_portions_make_no_difference(texts: Path, order: list[str], cut: int) -> None:
    """The same documents read in any order, at once or in two portions, give the same export."""
    for name in ("whole.ledger", "parts.ledger"):
        for suffix in ("", "-wal", "-shm"):
            (texts.parent / f"{name}{suffix}").unlink(missing_ok=True)
    with Ledger(texts.parent / "whole.ledger") as whole, Ledger(texts.parent / "parts.ledger") as parts:
        read([texts], whole, reader="toy")
        for portion in (order[:cut], order[cut:]):
            if portion:
                read([texts / name for name in portion], parts, reader="toy")
        assert exported(whole) == exported(parts)


def test_a_forgotten_document_does_not_come_back_by_itself(texts: Path, ledger: Ledger) -> None:
    """It is skipped and named until it is asked for."""
    read([texts], ledger, reader="toy")
    ledger.forget("border.txt", at="2024-02-03T04:05:06")
    report = read([texts], ledger, reader="toy")
    assert [(s.name, "2024-02-03" in s.reason) for s in report.skipped] == [("border.txt", True)]
    assert read([texts / "border.txt"], ledger, reader="toy", again=True).read == 1


def test_those_who_watch_are_told_in_order(texts: Path, ledger: Ledger) -> None:
    """Events name the documents in order, and the last but one source is not the last."""
    events: list[Event] = []
    read([texts], ledger, reader="toy", watch=events.append)
    assert [e.name for e in events if e.kind == "read"] == sorted(TEXTS)
    assert [e.done for e in events if e.kind == "read"] == [1, 2, 3, 4]
    assert events[-1].kind == "fusing"


def test_a_run_is_recorded(texts: Path, ledger: Ledger) -> None:
    """Clock times and counts lie in the run's record, and in no export."""
    read([texts], ledger, reader="toy")
    run = ledger.runs()[-1]
    assert run.record["reader"] == "toy 1"
    assert run.record["read"] == 4
    assert run.started[:10].encode() not in exported(ledger)


def test_fresh_findings_are_left_alone(texts: Path, ledger: Ledger) -> None:
    """Findings are made anew only where claims or decisions have changed."""
    read([texts], ledger, reader="toy")
    assert not refresh(ledger)
    claim = ledger.claims()[0]
    ledger.decide(ledger.decision(claim.id, "reject", by="A. Reader", at="2024", why="not a claim"))
    assert refresh(ledger)
    assert claim.id not in {c for f in ledger.findings() for c in f.claims}


@pytest.mark.parametrize(
    ("paths", "options", "words"),
    [
        (["nowhere"], {}, "nowhere"),
        (["."], {"workers": 0}, "0 workers"),
        (["."], {"minutes": 0}, "0 minutes"),
        (["."], {"reader": "nobody"}, "no reader 'nobody'"),
    ],
)
def test_what_cannot_be_used_is_said_at_once(
    paths: list[str], options: dict[str, str | int], words: str, ledger: Ledger
) -> None:
    """Paths, readers and numbers that cannot be used are named before anything is read."""
    with pytest.raises(InputError, match=words):
        read(paths, ledger, **options)  # type: ignore[arg-type] # the options' types differ


def test_an_empty_folder_is_no_input(tmp_path: Path, ledger: Ledger) -> None:
    """A folder without a file is named."""
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match="nothing to read"):
        read([tmp_path / "empty"], ledger, reader="toy")


def test_what_was_skipped_can_be_read_alone(texts: Path, ledger: Ledger) -> None:
    """What failed is noted with its reason under the name it had; mended, it is read alone, and the note goes."""
    bad = texts / "inner" / "b.txt"
    bad.parent.mkdir()
    bad.write_bytes(b"")
    (texts / "b.txt").write_text("Jordan met Egypt in Cairo.\n", encoding="utf-8")
    first = read([texts], ledger, reader="toy")
    assert [(s.source, s.name, s.reason) for s in ledger.skipped()] == [
        ("inner/b.txt", "inner/b.txt", "empty document")
    ]
    bad.write_text("Israel met Jordan in London.\n", encoding="utf-8")
    again = retry(ledger, reader="toy").read(ledger)
    assert (again.read, again.known, again.skipped) == (1, 0, ())
    assert "inner/b.txt" in {entry.name for entry in ledger.documents()}
    assert ledger.skipped() == []
    assert len(ledger.documents()) == first.read + 1
    with pytest.raises(InputError, match="nothing is noted"):
        retry(ledger, reader="toy")
