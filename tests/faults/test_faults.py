"""Kills, races, foreign files and full disks: nothing is lost, nothing half done, each fault one line."""

from __future__ import annotations

import random
import resource
import sqlite3
import subprocess
import time
from pathlib import Path

import pytest

from tests.pipeline.toys import command, environment, exported, finished, write_texts

DOCUMENTS = 24
KILLS = 20


def read(folder: Path, ledger: str, *more: str, pause: str = "0", paths: str = "texts") -> subprocess.Popen[str]:
    return subprocess.Popen(
        command("read", paths, "--ledger", ledger, *more),
        cwd=folder, env=environment(TOY_PAUSE=pause), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def done(process: subprocess.Popen[str]) -> tuple[int, str, str]:
    out, err = process.communicate(timeout=60)
    return process.returncode, out, err


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of documents, and a ledger that one undisturbed read made of them."""
    folder = tmp_path_factory.mktemp("desk")
    texts = {
        f"{n:02}.txt": f"In {1950 + n} Israel met Jordan. Pakistan told the United States of it in {1951 + n}.\n" * 5
        for n in range(DOCUMENTS)
    }
    write_texts(folder / "texts", texts)
    assert done(read(folder, "undisturbed.ledger"))[0] == 0
    return folder


def test_a_kill_at_any_moment_loses_nothing(desk: Path) -> None:
    """Killed at twenty random moments, a read that is started again gives the undisturbed export, byte for byte."""
    moments = random.Random(1971)
    started = time.monotonic()
    assert done(read(desk, "timed.ledger", pause="0.05"))[0] == 0
    whole = time.monotonic() - started
    partly = 0
    for n in range(KILLS):
        ledger = f"killed-{n}.ledger"
        process = read(desk, ledger, pause="0.05")
        time.sleep(moments.uniform(0.1, 1.0) * whole)
        process.kill()
        process.communicate()
        partly += _count(desk / ledger) not in (0, DOCUMENTS)
        code, out, err = done(read(desk, ledger))
        assert (code, err) == (0, "")
        assert f"{DOCUMENTS} documents" in out
        assert exported(desk / ledger) == exported(desk / "undisturbed.ledger")
    assert partly > KILLS // 4, "too few kills fell into the reading itself to show anything"


@pytest.mark.parametrize("workers", [1, 2])
def test_a_kill_costs_each_worker_at_most_one_document(desk: Path, workers: int) -> None:
    """Of the documents that were more than half read when the kill came, at most one a worker is not in the ledger."""
    moments = random.Random(workers)
    for n in range(6):
        ledger, log = desk / f"cost-{workers}-{n}.ledger", desk / f"cost-{workers}-{n}.log"
        process = subprocess.Popen(
            command("read", "texts", "--ledger", ledger.name, "--workers", workers),
            cwd=desk, env=environment(TOY_PAUSE="0.2", TOY_LOG=str(log)), stdout=subprocess.DEVNULL,
        )  # fmt: skip
        while not log.exists():
            time.sleep(0.02)
        time.sleep(moments.uniform(0.1, 1.5))
        process.kill()
        process.wait()
        assert len(log.read_text("utf-8").splitlines()) - _count(ledger) <= workers


def _count(ledger: Path) -> int:
    """How many documents a killed read left, without opening it for writing."""
    if not ledger.exists():
        return 0
    db = sqlite3.connect(ledger)
    try:
        return int(db.execute("SELECT count(*) FROM documents").fetchone()[0])
    except sqlite3.OperationalError:
        return 0
    finally:
        db.close()


def test_a_killed_parent_leaves_no_workers(desk: Path) -> None:
    """Workers end with the process that started them."""
    process = subprocess.Popen(
        command("read", "texts", "--ledger", "orphans.ledger", "--workers", "2"),
        cwd=desk, env=environment(TOY_PAUSE="0.2"), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    time.sleep(2)
    children = _children(process.pid)
    assert len(children) >= 2
    process.kill()
    process.wait()
    deadline = time.monotonic() + 10
    while any(map(_alive, children)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not any(map(_alive, children))


def _children(pid: int) -> list[int]:
    return [int(c) for c in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def _alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_two_workers_give_what_one_gives(desk: Path) -> None:
    """The same export, byte for byte."""
    assert done(read(desk, "two.ledger", "--workers", "2"))[0] == 0
    assert exported(desk / "two.ledger") == exported(desk / "undisturbed.ledger")


def test_two_processes_into_one_ledger_lose_nothing(desk: Path) -> None:
    """Started at once on overlapping halves, they leave what one read of all leaves."""
    halves = [[f"texts/{n:02}.txt" for n in range(*span)] for span in ((0, 14), (10, DOCUMENTS))]
    running = [
        subprocess.Popen(
            command("read", *half, "--ledger", "shared.ledger"),
            cwd=desk, env=environment(TOY_PAUSE="0.01"), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )
        for half in halves
    ]  # fmt: skip
    for process in running:
        code, _, err = done(process)
        assert (code, err) == (0, "")
    assert exported(desk / "shared.ledger") == exported(desk / "undisturbed.ledger")


def one_line(desk: Path, *arguments: str, limit: int | None = None) -> str:
    """Run a command that must fail with 2 and one line; ``limit`` is the largest file it may write."""

    def bounded() -> None:
        if limit is not None:
            import signal  # noqa: PLC0415

            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    made = finished(command(*arguments), desk, preexec_fn=bounded)
    assert made.returncode == 2, made.stdout + made.stderr
    assert made.stdout == ""
    lines = made.stderr.splitlines()
    assert len(lines) == 1
    assert lines[0].startswith("backchannel: ")
    return lines[0]


def test_another_programs_database_is_left_alone(desk: Path) -> None:
    """It is named, and not a byte of it changes."""
    other = desk / "other.sqlite"
    db = sqlite3.connect(other)
    db.execute("CREATE TABLE notes (words TEXT)")
    db.commit()
    db.close()
    before = other.read_bytes()
    for arguments in (("read", "texts"), ("claims",), ("forget", "x"), ("merge", "undisturbed.ledger")):
        assert "is not a ledger" in one_line(desk, *arguments, "--ledger", "other.sqlite")
    assert other.read_bytes() == before


def test_a_newer_ledger_is_left_alone(desk: Path) -> None:
    """A ledger of a later version is named, and not a byte of it changes."""
    assert finished(command("backup", "newer.ledger", "--ledger", "undisturbed.ledger"), desk).returncode == 0
    db = sqlite3.connect(desk / "newer.ledger")
    db.execute("PRAGMA user_version = 999")
    db.close()
    before = (desk / "newer.ledger").read_bytes()
    for arguments in (("read", "texts"), ("claims",), ("backup", "x.ledger")):
        assert "newer backchannel" in one_line(desk, *arguments, "--ledger", "newer.ledger")
    assert (desk / "newer.ledger").read_bytes() == before


def test_a_full_disk_leaves_what_was_read(desk: Path) -> None:
    """The line says so; the ledger opens, and the same read later completes it."""
    words = one_line(desk, "read", "texts", "--ledger", "full.ledger", limit=300_000)
    assert "full.ledger" in words
    assert _count(desk / "full.ledger") < DOCUMENTS
    code, _, err = done(read(desk, "full.ledger"))
    assert (code, err) == (0, "")
    assert exported(desk / "full.ledger") == exported(desk / "undisturbed.ledger")


def test_a_page_that_does_not_fit_on_the_disk_leaves_none(desk: Path) -> None:
    """Neither half a page nor a draft of it is left, and an older page stays as it was."""
    (desk / "page.html").write_text("older")
    arguments = ("dossier", "Israel", "Jordan", "-o", "page.html", "--ledger", "undisturbed.ledger")
    assert "page.html" in one_line(desk, *arguments, limit=5_000)
    assert (desk / "page.html").read_text() == "older"
    assert not list(desk.glob(".page.html*"))


@pytest.mark.parametrize("place", ["texts/00.txt/a.ledger", "nowhere/a.ledger", "/proc/a.ledger", "texts"])
def test_a_place_that_cannot_be_written_is_named(desk: Path, place: str) -> None:
    """A file as a folder, a folder that is not there, a file system that takes no files, a folder as a file."""
    assert place.partition("/")[0] in one_line(desk, "read", "texts", "--ledger", place)
