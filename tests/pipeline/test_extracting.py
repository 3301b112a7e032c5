"""Files are taken apart in a process of their own."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from backchannel.documents import Refused, Source, walk
from backchannel.documents.worker import TOO_LARGE
from backchannel.pipeline import extracting
from backchannel.pipeline.extracting import Extractor, Taken

ROOT = Path(__file__).parents[2]
GOOD = "The two ministers met in Oslo in 1993."


@pytest.fixture(autouse=True)
def toys(monkeypatch: pytest.MonkeyPatch) -> None:
    """The process knows a format that misbehaves."""
    monkeypatch.setattr(extracting, "WORKER", "tests.pipeline.toy_worker")
    monkeypatch.setattr(extracting, "SECONDS", 2.0)
    monkeypatch.setenv("PYTHONPATH", str(ROOT))


def written(folder: Path, **files: str) -> Path:
    for name, words in files.items():
        (folder / name.replace("_", ".")).write_text(words, encoding="utf-8")
    return folder


def taken(sources: Iterator[Source] | Sequence[Source]) -> list[Taken]:
    with Extractor() as extractor:
        return [one for one in extractor.take(sources) if one.found is not None]


def outcome(one: Taken) -> tuple[int, str, str]:
    found = one.found
    assert found is not None
    return (one.number, *found) if isinstance(found, Refused) else (one.number, found.name, found.text)


@pytest.mark.parametrize(
    ("word", "reason"),
    [
        ("HANG", "took longer than 2 seconds to take apart"),
        ("DIE", "perhaps needs more than"),
        ("SWELL", TOO_LARGE),
        ("FAULT", "cannot be read (ZeroDivisionError toys have no zero); please report this"),
    ],
)
def test_a_file_that_misbehaves_costs_itself(tmp_path: Path, word: str, reason: str) -> None:
    """Whatever it does to its process, it is refused in one line, and what stands before and behind it is read."""
    found = [outcome(one) for one in taken(walk([written(tmp_path, a_toy=GOOD, b_toy=word, c_toy=GOOD, d_txt=GOOD)]))]
    assert [(number, name) for number, name, _ in found] == [(1, "a.toy"), (2, "b.toy"), (3, "c.toy"), (4, "d.txt")]
    assert found[1][2].startswith(reason)
    assert {text for _, name, text in found if name != "b.toy"} == {GOOD}


@pytest.mark.parametrize("word", ["HANG", "DIE"])
def test_a_part_that_misbehaves_costs_itself(tmp_path: Path, word: str) -> None:
    """The parts before and behind it in the same file come once each, in order."""
    lines = [f"{GOOD} {number}" for number in range(5)]
    written(tmp_path, a_box="\n".join([*lines[:2], word, *lines[2:]]), b_toy=GOOD)
    found = [outcome(one) for one in taken(walk([tmp_path]))]
    assert [text for _, name, text in found if name != "a.box!2.toy"] == [*lines, GOOD]
    assert [name for _, name, text in found if "took too long or too much" in text] == ["a.box!2.toy"]


def test_a_library_that_prints_cannot_break_the_channel(tmp_path: Path) -> None:
    """What a format writes to standard output goes nowhere."""
    (one,) = taken(walk([written(tmp_path, a_toy="PRINT")]))
    assert outcome(one) == (1, "a.toy", "PRINT")


def test_text_that_is_none_is_refused(tmp_path: Path) -> None:
    """Halves of surrogate pairs, which JSON can hold and UTF-8 cannot, are refused in a line."""
    written(tmp_path, a_jsonl='{"id": "x", "text": "half a pair: \\ud800 in the middle of it"}')
    (one,) = taken(walk([tmp_path]))
    assert isinstance(one.found, Refused)


def test_the_process_ends_with_the_program(tmp_path: Path) -> None:
    """When taking stops in the middle nothing goes on in the background."""
    written(tmp_path, a_toy=GOOD, b_toy="HANG")
    with Extractor() as extractor:
        next(one for one in extractor.take(walk([tmp_path])) if one.found)
        process = extractor._process
        assert process is not None
        pid = process._popen.pid
        os.kill(pid, 0)
    time.sleep(0.1)
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
