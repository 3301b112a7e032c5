"""Whatever surrounds a command, it does its work or says in one line why not, and costs nobody a file."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from tests.pipeline.toys import command, environment, exported, finished, write_texts


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    write_texts(tmp_path / "texts")
    assert finished(command("read", "texts"), tmp_path).returncode == 0
    return tmp_path


@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&-", "<&- >&- 2>&-"])
def test_closed_streams_cost_nothing(desk: Path, closed: str) -> None:
    """A read without standard streams gives the ledger that it gives with them: no word lands in the file."""
    line = " ".join(f"'{word}'" for word in command("read", "texts", "--ledger", "b.ledger"))
    made = subprocess.run(["/bin/sh", "-c", f"{line} {closed}"], cwd=desk, env=environment(), check=False)
    assert made.returncode == 0
    assert exported(desk / "b.ledger") == exported(desk / "backchannel.ledger")


def test_no_standard_input_is_an_empty_document(desk: Path) -> None:
    """It is skipped as any other."""
    line = " ".join(f"'{word}'" for word in command("read", "-"))
    made = subprocess.run(
        ["/bin/sh", "-c", f"{line} <&-"], cwd=desk, env=environment(), capture_output=True, text=True, check=False
    )
    assert (made.returncode, made.stderr) == (1, "skipped stdin: empty document\n")


def test_a_backup_replaces_only_a_ledger(desk: Path) -> None:
    """A slip of the pen does not cost a document; an older copy is renewed."""
    page = desk / "texts" / "denial.txt"
    before = page.read_bytes()
    made = finished(command("backup", page), desk)
    assert made.returncode == 2
    assert "is no ledger" in made.stderr
    assert page.read_bytes() == before
    for _ in range(2):
        assert finished(command("backup", "copy.ledger"), desk).returncode == 0


def test_what_the_program_wrote_is_no_document(desk: Path) -> None:
    """A ledger in the folder that is read is passed over in silence; a dossier is no source, and is named."""
    here = ("read", "texts", "--ledger", "texts/own.ledger")
    assert finished(command(*here), desk).returncode == 0
    again = finished(command(*here), desk)
    assert (again.returncode, again.stderr) == (0, "")
    page = ("dossier", "Israel", "Jordan", "-o", "texts/page.html")
    assert finished(command(*page), desk).returncode == 0
    made = finished(command(*here), desk)
    assert made.returncode == 1
    assert made.stderr == "skipped page.html: is a dossier of this program; read the documents it rests on\n"
    other = finished(command("read", "texts", "--ledger", "other.ledger"), desk)
    assert "skipped own.ledger: is an SQLite database" in other.stderr


@pytest.mark.parametrize(
    "surroundings",
    [
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"COLUMNS": "20", "NO_COLOR": "1", "TERM": "dumb"},
        {"HOME": "/nonexistent", "TMPDIR": "/nonexistent", "XDG_CACHE_HOME": "/nonexistent"},
        {"COLUMNS": "nonsense", "LC_ALL": "xx_YY", "TZ": "nonsense", "LANG": "tr_TR.UTF-8"},
    ],
)
def test_odd_surroundings_change_no_result(desk: Path, surroundings: dict[str, str]) -> None:
    """Locale, width, home and temporary folder, terminal and clock do not touch what is read or exported."""
    env = environment(**surroundings)
    for arguments in (
        ("read", "texts", "--ledger", "b.ledger"),
        ("claims", "--ledger", "b.ledger"),
        ("search", "envoy", "--ledger", "b.ledger"),
        ("dossier", "Israel", "Jordan", "-o", "b.html", "--ledger", "b.ledger"),
    ):
        made = finished(command(*arguments), desk, env)
        assert (made.returncode, made.stderr) == (0, ""), arguments
    assert exported(desk / "b.ledger") == exported(desk / "backchannel.ledger")


def test_an_empty_environment_is_enough(desk: Path) -> None:
    """No variable is needed."""
    kept = {name: os.environ[name] for name in ("SYSTEMROOT", "LD_LIBRARY_PATH", "PYTHONPATH") if name in os.environ}
    made = finished(command("claims", "Israel"), desk, kept)
    assert (made.returncode, made.stderr) == (0, "")
    assert "Israel" in made.stdout


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("certainty=perhaps", "certainty cannot be"),
        ("act=FROWN", "plover cannot be"),
        ("date=2024-99", "'2024-99' is not a date"),
        ("date=2024/20X5", "'2024/20X5' is not a date"),
        ("colour=blue", "no field 'colour'"),
        ("=blue", "no field ''"),
        ("id=3", "no field 'id'"),
        ("source=Xqzwv", "unknown party 'Xqzwv'. Give a name"),
        ("covert=maybe", "covert=maybe"),
    ],
)
def test_what_cannot_be_decided_is_named(desk: Path, value: str, words: str) -> None:
    """The line names the field or the value, and nothing is decided."""
    claim = finished(command("claims", "--format", "ids"), desk).stdout.split()[0]
    made = finished(command("decide", claim, value, "--by", "A", "--why", "B"), desk)
    assert made.returncode == 2
    assert made.stderr.count("\n") == 1
    assert words in made.stderr
    assert "(none)" in finished(command("decide", "--list"), desk).stdout
