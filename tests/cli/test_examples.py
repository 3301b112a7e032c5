"""The example in each command's help runs on the shipped examples, and the reference is that of the commands."""

from __future__ import annotations

import os
import runpy
import shutil
import sys
from pathlib import Path

import click
import pytest

from backchannel.cli import group
from tests.pipeline.toys import command, exported, finished

ROOT = Path(__file__).parents[2]


def example_of(name: str) -> str:
    found = group.COMMAND_LINE.get_command(click.Context(group.COMMAND_LINE), name)
    assert found is not None
    assert found.epilog is not None
    return found.epilog.partition("Example:")[2].strip()


@pytest.mark.parametrize("name", group.COMMANDS)
def test_the_example_in_the_help_runs(shelf: Path, tmp_path: Path, name: str) -> None:
    """It ends with 0, says something, and has nothing to complain of."""
    shutil.copytree(shelf, tmp_path, dirs_exist_ok=True)
    program = tmp_path / "bin" / "backchannel"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m backchannel "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    plain = {k: v for k, v in os.environ.items() if not k.startswith("BACKCHANNEL_")}
    plain["PATH"] = f"{program.parent}{os.pathsep}{plain['PATH']}"
    done = finished(["sh", "-c", example_of(name)], tmp_path, plain)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()
    assert done.stderr == ""


def test_two_workers_read_the_examples_as_one_does(shelf: Path) -> None:
    """With the reader that ships too, the export is the same byte for byte."""
    plain = {k: v for k, v in os.environ.items() if not k.startswith("BACKCHANNEL_")}
    line = command("read", "examples", "--workers", 2, "--ledger", "two.ledger")
    assert finished(line, shelf, plain).returncode == 0
    assert exported(shelf / "two.ledger") == exported(shelf / "backchannel.ledger")


def test_the_reference_is_that_of_the_commands() -> None:
    """docs/cli.md is what tools/generate_cli_reference.py makes; run it after a change."""
    made = runpy.run_path(str(ROOT / "tools" / "generate_cli_reference.py"))["reference"]()
    assert (ROOT / "docs" / "cli.md").read_text(encoding="utf-8") == made
