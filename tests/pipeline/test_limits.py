"""What a reader cannot read is not read: other languages are kept all the same, scans that are no text any more not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from backchannel.documents import read_bytes
from backchannel.ledger import Ledger
from backchannel.model import Document, Reading
from backchannel.pipeline import Event, read
from backchannel.pipeline.limits import LONGEST, foreign, refusal
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
    ("text", "stated", "fate"),
    [
        (ENGLISH, None, "read"),
        (ENGLISH.upper(), None, "read"),
        (ENGLISH, "en-GB", "read"),
        (ENGLISH, "de", "read"),  # what is stated may be wrong; its words are not
        (ENGLISH + "\n\n" + FRENCH, None, "read"),
        (FRENCH * 3 + "\n\n" + ENGLISH, None, "read"),  # what of it is English
        (FRENCH, None, "kept"),
        (FRENCH, "fr", "kept"),
        (FRENCH, "en", "kept"),
        ("Paris, mardi.", None, "read"),  # too short to tell
        ("Посол прибыл.", None, "kept"),  # short, but not in letters of English
        (RUINED, None, "refused"),
        (RUINED, "en", "read"),  # a person's word, where the words say nothing
        (RUINED[:200], None, "read"),
    ],
)
def test_our_reader_reads_english(text: str, stated: str | None, fate: str) -> None:
    """A text in other languages alone is kept unread, a long one in none is refused; what is too short is read."""
    of = document(text, stated)
    refused, kept = refusal(open_reader(), of), foreign(open_reader(), of)
    assert ("refused" if refused else "kept" if kept else "read") == fate
    assert refused is None or ("'en'" in refused and "\n" not in refused)


def test_readers_of_others_say_what_they_read() -> None:
    """One that names languages is asked for these alone; one that names none is asked for all, be it noise."""
    assert foreign(French(), document(FRENCH)) is None
    assert "in en" in (foreign(French(), document(ENGLISH)) or "")
    assert foreign(Anything(), document(FRENCH)) is None
    assert refusal(Anything(), document(RUINED)) is None


def test_a_text_that_is_too_long_is_skipped_and_named(tmp_path: Path, ledger: Ledger) -> None:
    """It is not even begun: the reader is not asked."""
    (tmp_path / "long.txt").write_text("CRASH. Israel met Jordan. " * (LONGEST // 25), encoding="utf-8")
    report = read([tmp_path / "long.txt"], ledger, reader="toy")
    assert [(s.name, "split it" in s.reason) for s in report.skipped] == [("long.txt", True)]


def test_a_text_in_another_language_is_kept_searchable_and_not_read(tmp_path: Path, ledger: Ledger) -> None:
    """No claim is made of words that the reader does not understand, and none of them is lost; again is cheap."""
    (tmp_path / "visite.txt").write_text(FRENCH, encoding="utf-8")
    told: list[Event] = []
    report = read([tmp_path / "visite.txt"], ledger, watch=told.append)
    assert (report.read, report.foreign, report.skipped, report.words) == (0, 1, (), 0)
    assert [e.text for e in told if e.kind == "note"] == ["is in fr: kept and searchable, not read"]
    assert not ledger.claims()
    assert ledger.search("ambassadeur")
    assert [r.warnings for r in ledger.readings("visite.txt")] == [("is in fr: kept and searchable, not read",)]
    again = read([tmp_path / "visite.txt"], ledger)
    assert (again.known, again.foreign) == (1, 0)


def test_passages_in_other_languages_are_passed_over_and_counted(tmp_path: Path, ledger: Ledger) -> None:
    """Of a report that quotes them the rest is read, and the user sees how many were not."""
    sold = "In 1931 Sweden sold three patrol boats to Finland, and the two ministers said nothing of the price."
    russian = "В 1931 году Швеция продала Финляндии три сторожевых катера, сообщило министерство."
    (tmp_path / "report.txt").write_text(f"{sold}\n\n{russian}\n\n{FRENCH}\n\n{sold[8:]}\n", encoding="utf-8")
    told: list[Event] = []
    report = read([tmp_path / "report.txt"], ledger, watch=told.append)
    assert (report.read, report.passages, report.foreign) == (1, 2, 0)
    assert [e.text for e in told if e.kind == "note"] == ["2 passages in fr, ru not read"]
    assert ledger.claims() and all(c.quote in sold for c in ledger.claims())
    assert [h.kind for h in ledger.search("катера")] == ["passage"]
