"""What goes wrong is one plain line on standard error, with an exit code, and never a traceback."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from backchannel.cli import group
from tests.pipeline.toys import command, environment, finished, write_texts

from .conftest import Call


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ("claims Isreal", "unknown party 'Isreal'; did you mean Israel?"),
        ("claims --from 1931-13", "1931-13"),
        ("claims --on yesterday", "yesterday"),
        ("claims --document nothing.txt", "nothing.txt"),
        ("claims --kind rumour", "rumour"),
        ("claims --knid event", "--knid"),
        ("standing Israel Israel", "given twice"),
        ("standing Israel", "PARTY"),
        ("standing Israel Jordan --on 19", "'19'"),
        ("trace abcdef", "abcdef"),
        ("explain 0", "'0'"),
        ("search ''", "nothing to search for"),
        ("decide abcdef certainty=alleged --by A --why B", "abcdef"),
        ("decide abcdef", "--by NAME"),
        ("dossier Israel Jordan -o page.pdf", ".html"),
        ("dossier Israel Jordan -o nowhere/page.html", "nowhere"),
        ("export --format rdf", "rdf"),
        ("export --format claims -o backchannel.ledger", "database"),
        ("read nowhere", "nowhere"),
        ("read texts --reader nobody", "nobody"),
        ("read texts --workers none", "none"),
        ("read texts --actors nowhere.csv", "nowhere.csv"),
        ("claims --ledger texts", "texts is a folder"),
        ("claims --ledger nowhere.ledger", "no ledger at nowhere.ledger"),
        ("claims --ledger texts/denial.txt", "is not a ledger"),
        ("merge nowhere.ledger", "nowhere.ledger"),
        ("forget nothing.txt", "nothing.txt"),
        ("clams", "did you mean claims"),
    ],
)
def test_unusable_input_is_one_line_and_2(call: Call, place: Path, arguments: str, words: str) -> None:
    """The line names the thing; standard output stays empty, and nothing in the folder changes."""
    before = {path: path.read_bytes() for path in place.rglob("*") if path.is_file()}
    said = call(*(word.strip("'") for word in arguments.split()))
    assert said.code == 2
    assert said.out == ""
    assert said.err.startswith("backchannel: ")
    assert said.err.count("\n") == 1
    assert words in said.err
    after = {path: path.read_bytes() for path in place.rglob("*") if path.is_file() and "-" not in path.suffix}
    assert after == {path: data for path, data in before.items() if path in after}
    assert set(after) == {path for path in before if "-" not in path.suffix}


def test_values_that_do_not_fit_change_nothing(call: Call) -> None:
    """Of several fields given at once none is settled if one does not fit."""
    id_ = call("claims", "--format", "ids").out.split()[0]
    said = call("decide", id_, "polarity=negative", "certainty=perhaps", "--by", "A", "--why", "B")
    assert said.code == 2
    assert "perhaps" in said.err
    assert call("decide", "--list").out.strip() == "(none)"


def test_skipped_documents_are_named_and_the_code_is_1(call: Call, place: Path) -> None:
    """One line a document on standard error; names cannot steer the terminal."""
    (place / "texts" / "bad\x1b[31m.txt").write_bytes(b"\x89PNG\r\n\x1a\n")
    said = call("read", "texts")
    assert said.code == 1
    assert said.err.count("\n") == 1
    assert "is an image" in said.err
    assert "\x1b" not in said.err + said.out


def test_documents_cannot_steer_the_terminal(call: Call, place: Path) -> None:
    """Control characters and turned writing in a text are shown as replacements."""
    (place / "texts" / "bad.txt").write_text("Israel met \x1b]0;x\x07Jordan \u202ein secret.\n", encoding="utf-8")
    call("read", "texts")
    shown = call("claims", "--document", "bad.txt").out + call("search", "secret").out
    shown += call("trace", call("claims", "--document", "bad.txt", "--format", "ids").out.strip()).out
    assert "Jordan" in shown
    assert not {"\x1b", "\x07", "\u202e"} & set(shown)


def test_a_fault_of_the_program_is_one_line(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    """It asks for a report; --debug adds the traceback."""

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("something slipped")

    monkeypatch.setattr("backchannel.api.Ledger.claims", broken)
    said = call("claims")
    assert said.code == 2
    assert "please report it" in said.err
    assert said.err.count("\n") == 1
    assert "Traceback" in call("claims", "--debug").err
    monkeypatch.setattr("backchannel.cli.screen._state", {})


def test_a_closed_pipe_ends_the_command_in_silence(place: Path) -> None:
    """``backchannel claims | head`` leaves no word on standard error."""
    with subprocess.Popen(
        command("claims", "--format", "jsonl"), stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment()
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 141


@pytest.mark.parametrize(("workers", "after"), [(1, 1.0), (2, 1.0), (2, 0.1)], ids=["one", "two", "two that start"])
def test_an_interrupted_read_says_so_and_goes_on_later(tmp_path: Path, workers: int, after: float) -> None:
    """Ctrl-C leaves one line, code 130, no process behind, and a ledger that the same command completes."""
    write_texts(tmp_path / "texts", {f"{n}.txt": f"Israel met Jordan in {1960 + n}.\n" for n in range(8)})
    process = subprocess.Popen(
        command("read", "texts", "--quiet", "--workers", workers),
        cwd=tmp_path, env=environment(TOY_PAUSE="0.5"), stderr=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip
    while not (tmp_path / "backchannel.ledger").exists():
        time.sleep(0.02)
    time.sleep(after)
    os.killpg(process.pid, signal.SIGINT)
    _, err = process.communicate(timeout=20)
    assert process.returncode == 130
    assert [line for line in err.splitlines() if line] == [
        "backchannel: interrupted; what is in the ledger is whole, and the same command goes on from there"
    ]
    done = finished(command("read", "texts"), tmp_path)
    assert "8 documents, 8 claims" in done.stdout
    deadline = time.monotonic() + 10
    while _group_lives(process.pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not _group_lives(process.pid)


def _group_lives(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def test_help_does_not_import_the_house() -> None:
    """``--help`` loads no room, so that it starts fast."""
    code = (
        "import sys; from backchannel.cli import main; main(['--help']);"
        "heavy = {'spacy', 'pyarrow', 'jinja2', 'numpy', 'sqlite3', 'backchannel.api', 'backchannel.model'};"
        "sys.exit(', '.join(heavy & set(sys.modules)) or 0)"
    )
    done = finished([sys.executable, "-c", code])
    assert done.returncode == 0, done.stderr


def test_every_command_is_in_the_list_and_takes_a_ledger() -> None:
    """The list names what exists; each command has --ledger, --help and a summary that ends as a sentence."""
    line = group.COMMAND_LINE
    for name, entry in group.COMMANDS.items():
        found = line.get_command(None, name)  # type: ignore[arg-type] # the context is not used
        assert found is not None
        assert "--ledger" in {opt for p in found.params for opt in p.opts}
        assert entry.group in group.GROUPS
        assert entry.summary.endswith(".")


def test_many_skips_are_listed_by_reason_and_can_be_read_alone(call: Call, place: Path) -> None:
    """In the end the reasons stand with their counts and a few names; --retry reads only those files again."""
    for number in range(12):
        (place / "texts" / f"empty{number:02}.txt").write_bytes(b"")
    said = call("read", "texts")
    assert "  12 × empty document: empty00.txt, empty01.txt, empty02.txt and 9 more\n" in said.err
    for number in range(11):
        (place / "texts" / f"empty{number:02}.txt").write_text(
            f"Norway met Sweden in Oslo, {number}.", encoding="utf-8"
        )
    again = call("read", "--retry")
    assert again.code == 1
    assert again.out.startswith("11 documents read")
    assert again.err == "skipped empty11.txt: empty document\n"
    assert call("read").code == call("read", "texts", "--retry").code == 2


def test_trying_again_makes_no_ledger(call: Call, place: Path) -> None:
    """Where there is no ledger nothing was skipped: --retry says so, and leaves the folder as it was."""
    said = call("read", "--retry", "--ledger", "none.ledger")
    assert said.code == 2
    assert "there is no ledger at none.ledger" in said.err
    assert not (place / "none.ledger").exists()
