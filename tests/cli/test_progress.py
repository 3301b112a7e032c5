"""Progress is shown on a terminal, and only there."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from backchannel.cli.progress import Pace
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
