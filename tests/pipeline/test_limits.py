"""What a reader cannot read is not read: languages it does not know, and scans that are no text any more."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from backchannel.documents import read_bytes
from backchannel.ledger import Ledger
from backchannel.model import Document, Reading
from backchannel.pipeline import read
from backchannel.pipeline.limits import LONGEST, foreign
from backchannel.pipeline.readers import open_reader

FRENCH = (
    "Le ministre des affaires étrangères a reçu hier l'ambassadeur du pays voisin, sans que rien n'en soit dit. "
    "Les deux pays n'entretiennent pas de relations, mais leurs services se rencontrent depuis des années à Genève. "
)
ENGLISH = (
    "The foreign minister received the ambassador of the neighbouring country yesterday, and nothing was said of it. "
    "The two countries have no relations, but their services have been meeting in Geneva for years. "
)
RUINED = "lAe pu ¢b wsn Ja1 gp9 qlL cr(e Aiy Cub xvo tG> ulS nq} wpZ jhR yy7 oCa " * 40


class Anything:
    """A reader that says nothing of languages."""

    name, version, settings = "anything", "1", ""

    def read(self, document: Document) -> Reading:
        raise AssertionError(document.name)


class French(Anything):
    """A reader that reads French."""

    languages = ("fr",)


def document(text: str, language: str | None = None) -> Document:
    return read_bytes(text.encode(), "x.txt", json.dumps({"language": language}).encode())[0]


@pytest.mark.parametrize(
    ("text", "stated", "read_all_the_same"),
    [
        (ENGLISH, None, True),
        (ENGLISH.upper(), None, True),
        (ENGLISH, "en-GB", True),
        (ENGLISH, "de", True),  # a page may state a language that its words are not in
        (FRENCH, None, False),
        (FRENCH, "fr", False),
        (FRENCH, "en", True),  # a person's word
        ("Paris, mardi.", None, True),  # too short to tell
        (RUINED, None, False),
        (RUINED[:200], None, True),
    ],
)
def test_our_reader_reads_english(text: str, stated: str | None, read_all_the_same: bool) -> None:
    """A text in another language is refused, and one that is no language; what is too short to tell is read."""
    refusal = foreign(open_reader(), document(text, stated))
    assert (refusal is None) == read_all_the_same
    assert refusal is None or ("'en'" in refusal and "\n" not in refusal)


def test_readers_of_others_say_what_they_read() -> None:
    """One that names languages is asked for these alone; one that names none is asked for all."""
    assert foreign(French(), document(FRENCH)) is None
    assert "'fr'" in (foreign(French(), document(ENGLISH)) or "")
    assert foreign(Anything(), document(FRENCH)) is None


def test_a_text_that_is_too_long_is_skipped_and_named(tmp_path: Path, ledger: Ledger) -> None:
    """It is not even begun: the reader is not asked."""
    (tmp_path / "long.txt").write_text("CRASH. Israel met Jordan. " * (LONGEST // 25), encoding="utf-8")
    report = read([tmp_path / "long.txt"], ledger, reader="toy")
    assert [(s.name, "split it" in s.reason) for s in report.skipped] == [("long.txt", True)]


def test_a_text_in_another_language_is_skipped_and_named(tmp_path: Path, ledger: Ledger) -> None:
    """No claim is made of words that the reader does not understand."""
    (tmp_path / "visite.txt").write_text(FRENCH, encoding="utf-8")
    report = read([tmp_path / "visite.txt"], ledger)
    assert [(s.name, "'fr'" in s.reason) for s in report.skipped] == [("visite.txt", True)]
    assert not ledger.claims()
    assert not ledger.documents()
