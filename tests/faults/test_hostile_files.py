"""Files made to break readers cost one line each, and never the other documents."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from backchannel.documents import read_bytes, walk
from backchannel.errors import DocumentError
from backchannel.ledger import Ledger
from backchannel.pipeline import Event, read
from tests.pipeline.toys import PLUGIN, command, environment, finished

WORDS = "Israel met Jordan in 1994. Nothing was said of it.\n"


@pytest.fixture(autouse=True)
def _toy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(PLUGIN))


@pytest.mark.parametrize(
    "name",
    [
        "two\nlines.txt",
        "quo\"te's.txt",
        "-rf.txt",
        "*.txt",
        "[a].txt",
        "<b>.txt",
        "ünï\u202ecode.txt",
        "x" * 251 + ".txt",
    ],
)
def test_a_file_may_have_any_name(tmp_path: Path, name: str) -> None:
    """It is read under its name, also where a name for its sidecar would be too long."""
    (tmp_path / name).write_text(WORDS, encoding="utf-8")
    with Ledger(tmp_path / "a.ledger") as ledger:
        report = read([tmp_path / name], ledger, reader="toy")
        assert (report.read, report.skipped) == (1, ())
        assert [d.name for d in ledger.documents()] == [name]


def test_a_name_that_is_no_text_is_written_out(tmp_path: Path) -> None:
    """Bytes of a name that are not UTF-8 stand as escapes; the document is read, known again, and can be forgotten."""
    try:
        Path(os.fsdecode(os.fsencode(tmp_path / "caf") + b"\xe9.txt")).write_text(WORDS, encoding="utf-8")
    except OSError:
        pytest.skip("this file system takes no such name")
    with Ledger(tmp_path / "a.ledger") as ledger:
        assert read(sorted(tmp_path.glob("*.txt")), ledger, reader="toy").read == 1
        assert read(sorted(tmp_path.glob("*.txt")), ledger, reader="toy").known == 1
        assert ledger.forget("caf\\xe9.txt", at="2024-02-03T04:05:06").claims == 1


def test_pipes_devices_and_circles_in_a_folder_do_not_hold_up_a_read(tmp_path: Path) -> None:
    """Each is named; the one document among them is read once."""
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "good.txt").write_text(WORDS, encoding="utf-8")
    os.mkfifo(folder / "pipe.txt")
    os.mkfifo(folder / "good.json")
    for name, target in (("zero.txt", "/dev/zero"), ("self.txt", "self.txt"), ("gone.txt", "nowhere"), ("loop", ".")):
        (folder / name).symlink_to(target)
    with Ledger(tmp_path / "a.ledger") as ledger:
        report = read([folder], ledger, reader="toy")
    assert report.read == 1
    assert {s.name for s in report.skipped} >= {"pipe.txt", "zero.txt", "self.txt", "gone.txt"}


@pytest.mark.parametrize(
    "page",
    [
        "<p " + " ".join(f"a{n}='x'" for n in range(50_000)) + f">{WORDS * 20}</p>",
        '<p x" ' + " ".join(f"a{n}" for n in range(50_000)) + f' y">{WORDS * 20}</p>',
        "<p " + "/".join(f"a{n}=>" if n % 2 else f"a{n}='>'" for n in range(50_000)) + f">{WORDS * 20}</p>",
    ],
)
def test_an_element_of_very_many_attributes_is_refused_at_once(page: str) -> None:
    """The parser's time grows with their square: 100,000 would take minutes, a million hours."""
    started = time.monotonic()
    try:
        read_bytes(f"<html><body>{page}</body></html>".encode(), "x.html")
    except DocumentError as error:
        assert "attributes" in error.reason  # what is harmless may be read
    assert time.monotonic() - started < 5


def test_a_page_of_very_many_ordinary_elements_is_read() -> None:
    """Scripts and comments full of what looks like attributes, and long addresses, are no attributes."""
    noise = "<script>if (a <b " + "c d = 'e' " * 5_000 + "</script><!-- <p " + "x " * 5_000 + "-->"
    image = '<img src="data:image/png;base64,' + "A b=/" * 5_000 + '" alt="x">'
    page = f"<html><body>{noise}{image}<article>{f'<p class=x id=y>{WORDS}</p>' * 50}</article></body></html>"
    assert "Israel met Jordan" in read_bytes(page.encode(), "x.html")[0].text


def test_what_is_skipped_is_one_line(tmp_path: Path) -> None:
    """Notes on a document that is not read in the end are not said."""
    (tmp_path / "b.txt").write_text("CRASH \x00 zB gq wY pL 0x kK vJ" * 9, encoding="utf-8")
    events: list[Event] = []
    with Ledger(tmp_path / "a.ledger") as ledger:
        read([tmp_path / "b.txt"], ledger, reader="toy", watch=events.append)
    assert [e.kind for e in events] == ["skipped", "fusing"]


def test_a_folder_that_cannot_be_entered_is_named(tmp_path: Path) -> None:
    """A path that is too long for the system, or leads through a file, is one line and 2."""
    for path in ("y" * 300, "z/" * 3000, f"{__file__}/x"):
        made = finished(command("read", path), tmp_path, environment())
        assert made.returncode == 2
        assert made.stderr.startswith("backchannel: ")
        assert made.stderr.count("\n") == 1
        assert "fault of the program" not in made.stderr


def test_sources_are_the_same_in_any_locale(tmp_path: Path) -> None:
    """Names come from the bytes of the file system, not from what the locale makes of them."""
    (tmp_path / "größe.txt").write_text(WORDS, encoding="utf-8")
    plain = {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    for env in (environment(), environment(**plain)):
        made = finished(command("read", ".", "--ledger", "a.ledger"), tmp_path, env)
        assert made.returncode == 0, made.stderr
        assert "1 document" in made.stdout
    assert [s.name for s in walk([tmp_path / "größe.txt"])] == ["größe.txt"]
    with Ledger(tmp_path / "a.ledger", create=False) as ledger:
        assert [d.name for d in ledger.documents()] == ["größe.txt"]
