"""Files made to hurt are read or refused as each one's answer says, and nothing else happens.

A quarter of the small ones of the open half; all are measured by ``python benchmarks/hostile.py``.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.hostile.make.registry import Case, cases, write

PROGRAM = Path(__file__).parents[2] / "benchmarks" / "hostile.py"
CHOSEN = [one for one in cases("open") if not one.big][::4]

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="memory of a process tree is read from /proc")


@pytest.fixture(scope="module")
def wrong(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """What is not as expected, file by file; all are read in a process of their own, which forks for each."""
    folder, out = tmp_path_factory.mktemp("hostile"), tmp_path_factory.mktemp("out") / "results.json"
    write(folder, CHOSEN)
    line = [sys.executable, *map(str, (PROGRAM, folder, "--in-process", "--no-nasty", "--patience", 4, "--json", out))]
    done = subprocess.run(line, capture_output=True, text=True, check=False)
    assert out.exists(), done.stderr
    return {result["name"]: result["wrong"] for result in json.loads(out.read_text(encoding="utf-8"))}


@pytest.mark.parametrize("one", CHOSEN, ids=lambda one: one.file)
def test_a_hostile_file_ends_as_it_must(one: Case, wrong: dict[str, list[str]]) -> None:
    """It is read or refused as its answer says, within its limits; nothing is written, fetched or left behind."""
    assert wrong[one.file] == []
