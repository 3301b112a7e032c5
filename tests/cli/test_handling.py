"""``forget`` and ``redact`` at the command line: what they say, what they change, and what they end with."""

from __future__ import annotations

from pathlib import Path

import pytest

from backchannel.api import Ledger
from backchannel.ledger import MARK

from .conftest import Call


def words_in(place: Path, word: str) -> bool:
    return any(word.encode() in p.read_bytes() for p in place.glob("backchannel.ledger*"))


def test_a_dry_run_tells_the_places_and_changes_nothing(call: Call, place: Path) -> None:
    """Each place with its offsets, without the words; the ledger may be read-only."""
    before = (place / "backchannel.ledger").read_bytes()
    said = call("redact", "--name", "Jordan", "--dry-run")
    assert said.code == 0
    assert "audience.txt: 1 place (text 0:6)" in said.out
    assert "3 places would go in 3 documents." in said.out
    assert "Jordan" not in said.out + said.err
    assert (place / "backchannel.ledger").read_bytes() == before


def test_a_name_goes_from_all_documents(call: Call, place: Path) -> None:
    """What is left is read anew, the record says when and where, and reading the files again names them."""
    assert words_in(place, "Jordan")
    said = call("redact", "--name", "Jordan")
    assert said.code == 0 and "3 places went in 3 documents." in said.out and "Read anew" in said.out
    assert not words_in(place, "Jordan") and not words_in(place, "JOR")
    assert call("redact", "--list").out.count("1 place") == 3
    assert MARK in call("search", "redacted").out or "REDACTED" in call("search", "redacted").out
    again = call("read", "texts")
    assert again.code == 1 and again.err.count("was redacted on") == 3
    assert not words_in(place, "Jordan")
    back = call("read", "texts", "--again")
    assert back.code == 0 and words_in(place, "Jordan")
    assert back.err.count("and is read all the same") == 3


def test_names_may_come_from_a_file_or_standard_input(call: Call, place: Path) -> None:
    """So that they need not stand in the history of a shell; one a line, blank lines left out."""
    (place / "names.txt").write_text("Jordan\n\nBritain\n", encoding="utf-8")
    assert "4 places" in call("redact", "--names", "names.txt", "--dry-run").out
    assert call("redact", "--names", "nothing.txt").code == 2
    assert "4 places went" in call("redact", "--names", "names.txt").out


def test_what_still_stands_elsewhere_is_told(call: Call) -> None:
    """A name taken out of one document only, and a passage that another document repeats."""
    said = call("redact", "border.txt", "--name", "Israel")
    assert said.code == 0 and "the same still stands in audience.txt, denial.txt." in said.err
    said = call("redact", "audience.txt", "--passage", "0:6")
    assert "the same still stands in border.txt, denial.txt." in said.err


def test_a_passage_goes_and_its_claims_with_it(call: Call, place: Path) -> None:
    """By its characters, with the date that only it gave; the other sentences are read anew."""
    with Ledger() as ledger:
        text = ledger.file.document("audience.txt").text
    end = text.index(".") + 1
    said = call("redact", "audience.txt", "--passage", f"0:{end}")
    assert "audience.txt: 3 places (text 1, metadata.date.start 1, metadata.date.reason 1)" in said.out
    with Ledger() as ledger:
        new = ledger.file.document("audience.txt")
        assert new.text == MARK + text[end:]
        assert all(c.quote in new.text for c in ledger.claims(document="audience.txt"))
    assert not words_in(place, "envoy")


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["redact"], "what is to go"),
        (["redact", "--name", "J"], "too short"),
        (["redact", "--passage", "1:2"], "one document"),
        (["redact", "border.txt", "--passage", "12"], "START:END"),
        (["redact", "border.txt", "--passage", "5:99999"], "no passage"),
        (["redact", "nothing.txt", "--name", "Jordan"], "nothing.txt"),
        (["redact", "--names", "texts"], "texts"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_line(call: Call, arguments: list[str], reason: str) -> None:
    """With exit code 2, and nothing changed."""
    said = call(*arguments)
    assert said.code == 2 and reason in said.err and said.err.count("\n") == 1


def test_forget_takes_versions_on_demand_and_says_what_stays(call: Call, place: Path) -> None:
    """An older version holds most of the same words, so it is named."""
    (place / "texts" / "border.txt").write_text("In 1994 Israel and Jordan opened a bridge.\n", encoding="utf-8")
    call("read", "texts")
    said = call("forget", "border.txt")
    assert said.out.startswith("forgotten: border.txt") and "--versions" in said.err
    call("read", "texts", "--again")
    said = call("forget", "border.txt", "--versions")
    assert said.out.count("forgotten: border.txt") == 2 and not said.err
    assert not words_in(place, "bridge") and not words_in(place, "river")


def test_what_was_cut_short_is_completed_by_the_same_command(call: Call, place: Path) -> None:
    """The document is gone already; the second time clears the file, and says so."""
    with Ledger() as ledger, ledger.file._store.writing() as db:
        db.execute("UPDATE state SET value = 1 WHERE name = 'unscrubbed'")
    said = call("forget", "gone.txt")
    assert said.code == 0 and "now cleared" in said.out
    assert call("forget", "gone.txt").code == 2


def test_reading_what_is_left_again_later(call: Call) -> None:
    """A redacted document's file is not read any more, so a newer reader takes its text from the ledger."""
    call("redact", "--name", "Britain")
    said = call("redact", "--read-again")
    assert said.code == 0 and "Read anew: " in said.out
