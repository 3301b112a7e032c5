from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from importlib.resources import as_file, files
from pathlib import Path
from typing import NamedTuple

import pytest

from backchannel import pipeline
from backchannel.cli import main
from backchannel.ledger import Ledger
from tests.pipeline.toys import PLUGIN, command, environment, finished, write_texts


class Said(NamedTuple):
    """What a command said, and its exit code."""

    code: int
    out: str
    err: str


Call = Callable[..., Said]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in, with documents and the ledger of their toy reading."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(str(PLUGIN))
    for name, value in environment().items():
        monkeypatch.setenv(name, value)
    write_texts(tmp_path / "texts")
    with Ledger("backchannel.ledger") as ledger:
        pipeline.read(["texts"], ledger, reader="toy")
    return tmp_path


@pytest.fixture
def call(place: Path, capfd: pytest.CaptureFixture[str]) -> Call:
    """Run a command in this process."""

    def run(*arguments: object) -> Said:
        capfd.readouterr()
        code = main([str(a) for a in arguments])
        return Said(code, *capfd.readouterr())

    return run


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the shipped examples, read by the reader that ships."""
    folder = tmp_path_factory.mktemp("shelf")
    with as_file(files("backchannel") / "examples") as examples:
        shutil.copytree(examples, folder / "examples")
    plain = {k: v for k, v in os.environ.items() if not k.startswith("BACKCHANNEL_")}
    done = finished(command("read", "examples"), folder, plain)
    assert done.returncode == 0, done.stderr
    return folder
