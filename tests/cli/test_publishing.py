"""``dossier --publish`` at the command line, and the decisions that let a claim stand on it or keep it off."""

from __future__ import annotations

from pathlib import Path

from backchannel.api import Ledger

from .conftest import Call


def claim_of(words: str) -> str:
    with Ledger() as ledger:
        return next(c.id for c in ledger.claims() if words in c.quote)


def test_a_page_to_be_handed_on(call: Call, place: Path) -> None:
    """Each form says what was held back; names of files are not in it."""
    for name in ("x.html", "x.md", "x.json"):
        assert call("dossier", "Israel", "Jordan", "--publish", "-o", name).code == 0
        text = (place / name).read_text(encoding="utf-8")
        assert "audience.txt" not in text and str(place) not in text
        assert "held back" in text and "where a border runs" in text
    assert "audience.txt" in call("dossier", "Israel", "Jordan").out


def test_what_a_person_holds_back_is_listed_and_let_stand_again(call: Call) -> None:
    """The latest word on a claim stands; the page says how many, the list which."""
    id_ = claim_of("envoy of Israel")
    decided = call("decide", id_, "--hold-back", "--by", "Ann", "--why", "not yet")
    assert decided.out == f"decided hold back on claim {id_}\n"
    said = call("dossier", "Israel", "Jordan", "--publish")
    assert "envoy of Israel" not in said.out and said.err.startswith("held back: 1")
    assert id_[:8] in call("dossier", "Israel", "Jordan", "--held").out
    call("decide", id_, "--sign-off", "--by", "Bea", "--why", "checked")
    assert "envoy of Israel" in call("dossier", "Israel", "Jordan", "--publish").out
    assert call("dossier", "Israel", "Jordan", "--held").out.strip() == "(none)"


def test_neither_names_nor_notes_of_those_who_decide_are_published(call: Call) -> None:
    """That a person settled it is; the page for those who work on it says who and why."""
    id_ = claim_of("envoy of Israel")
    call("decide", id_, "certainty=alleged", "--by", "Ann Keeper", "--why", "my source says so")
    assert "Ann Keeper" in call("dossier", "Israel", "Jordan").out
    said = call("dossier", "Israel", "Jordan", "--publish").out
    assert "Ann Keeper" not in said and "my source" not in said and "the editors" in said


def test_sign_offs_come_back_to_their_words(call: Call, place: Path) -> None:
    """A decision to publish stands on the words, so a new version of the text with the same words has it too."""
    id_ = claim_of("envoy of Israel")
    call("decide", id_, "--hold-back", "--by", "Ann", "--why", "not yet")
    path = place / "texts" / "audience.txt"
    path.write_text("A new line. " + path.read_text(encoding="utf-8"), encoding="utf-8")
    call("read", "texts")
    with Ledger() as ledger:
        new = claim_of("envoy of Israel")
        assert new != id_
        assert ledger.file.signed_off()[new] is False
