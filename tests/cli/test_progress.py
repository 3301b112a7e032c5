"""Progress is shown on a terminal, and only there."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from backchannel.cli.progress import Pace, Progress
from backchannel.pipeline import Event
from tests.pipeline.toys import command, environment, write_texts


def test_a_terminal_sees_how_far_it_is(tmp_path: Path) -> None:
    """One line renews itself with count and name, and is gone in the end; skips keep their own lines."""
    write_texts(tmp_path / "texts")
    (tmp_path / "texts" / "photo.txt").write_bytes(b"\x89PNG\r\n\x1a\n")
    ours, theirs = os.openpty()
    with subprocess.Popen(
        command("read", "texts"), cwd=tmp_path, env=environment(TOY_PAUSE="0.15"),
        stdout=subprocess.PIPE, stderr=theirs,
    ) as process:  # fmt: skip
        os.close(theirs)
        seen = _all(ours)
        assert process.stdout is not None
        out = process.stdout.read().decode()
    os.close(ours)
    assert "4/5 denial.txt" in seen
    assert "skipped photo.txt" in seen
    assert seen.endswith("\r\x1b[K")
    assert "denial.txt" not in out
    assert out.startswith("4 documents read")


def _all(terminal: int) -> str:
    """Everything that was written to the terminal until its other end closed."""
    parts = []
    while True:
        try:
            part = os.read(terminal, 4096)
        except OSError:  # Linux says so where others give nothing
            break
        if not part:
            break
        parts.append(part)
    return b"".join(parts).decode()


def test_the_time_left_follows_from_the_last_minute() -> None:
    """Words a second and time left come from what was seen lately, not from an early start that went faster."""
    pace = Pace()
    for second in range(200):
        pace.note(Event("read", "a.txt", "", second + 1, 1_000, words=400), float(second))
    told = pace.told(Event("read", "a.txt", "", 200, 1_000), 199.0)
    assert told == "400 words/s, 13 min left · "
    fast = Pace()
    fast.note(Event("known", "a.txt", "", 900, 1_000), 0.0)
    assert fast.told(Event("known", "a.txt", "", 901, 1_000), 0.5) == ""


def test_notes_of_one_kind_are_told_a_few_times_and_then_counted(capsys: pytest.CaptureFixture[str]) -> None:
    """Notes that differ in numbers alone are one kind; what was skipped is always named."""
    with Progress() as progress:
        for n in range(9):
            progress(Event("note", f"{n}.txt", f"{n + 2} passages in fr not read", n, 9))
            progress(Event("skipped", f"{n}.pdf", "is damaged", n, 9))
        progress(Event("note", "9.txt", "is in tr: kept and searchable, not read", 9, 9))
        progress(Event("note", "9.txt", "same text as 8.txt (100%), counted as one source", 9, 9, shares=True))
        progress(Event("fusing", "", "", 9, 9))
        progress(Event("shared", "8.txt", "same text as 9.txt: counted once", 9, 9))
    told = capsys.readouterr().err.splitlines()
    assert [line for line in told if "passages" in line] == [
        "note on 0.txt: 2 passages in fr not read",
        "note on 1.txt: 3 passages in fr not read",
        "note on 2.txt: 4 passages in fr not read",
        "note on 6 more: … passages in fr not read",
    ]
    assert sum(line.startswith("skipped") for line in told) == 9
    assert [line for line in told if "text as" in line] == ["note on 8.txt: same text as 9.txt: counted once"]
