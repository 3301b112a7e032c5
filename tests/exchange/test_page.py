"""What docs/exchange.md shows runs, and what it says of the formats is so."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from backchannel.exchange import FORMATS
from tests.project.pages import ROOT, blocks, text_of

from .conftest import Exported

PAGE = ROOT / "docs" / "exchange.md"


@pytest.fixture
def here(shelf: Path, exported: Exported, tmp_path: Path) -> Path:
    """A folder in which the page's examples work: a ledger, and claims that somebody else made."""
    shutil.copy(shelf, tmp_path / "backchannel.ledger")
    (tmp_path / "theirs.jsonl").write_bytes(exported("claims"))
    return tmp_path


def run(line: list[str], folder: Path) -> None:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    plain = {k: v for k, v in os.environ.items() if not k.startswith("BACKCHANNEL_")} | {"PATH": path}
    done = subprocess.run(line, cwd=folder, env=plain, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_commands_on_the_page_run(here: Path) -> None:
    """In the order in which they stand, in one folder; all files that they name are made."""
    script = "\n".join(blocks(PAGE, "sh"))
    run(["sh", "-ec", script], here)
    for name in re.findall(r"-o (\S+)", script):
        assert (here / name).stat().st_size


def test_the_python_on_the_page_runs(here: Path) -> None:
    """Each block by itself."""
    for n, block in enumerate(blocks(PAGE, "python")):
        (here / f"example_{n}.py").write_text(block, encoding="utf-8")
        run([sys.executable, "-W", "ignore::DeprecationWarning", f"example_{n}.py"], here)


def test_every_format_has_a_section_that_says_what_is_lost() -> None:
    """Its name stands in a heading; what it cannot carry is told."""
    sections = re.split(r"^## ", text_of(PAGE), flags=re.MULTILINE)[1:]
    for format_ in FORMATS:
        own = [s for s in sections if f"`{format_.name}`" in s.partition("\n")[0]]
        assert len(own) == 1, format_.name
        assert "lost" in own[0].lower(), format_.name
