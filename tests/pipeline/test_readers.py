"""Readers by name, and what is asked of their readings."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from backchannel.claims.protocol import Reader
from backchannel.documents import read_bytes
from backchannel.errors import InputError, ModelError
from backchannel.ledger import Ledger
from backchannel.model import Document, Reading
from backchannel.pipeline import open_reader, read, reader_names
from backchannel.pipeline.attempts import attempt
from backchannel.states import load_user_actors

DOCUMENT = read_bytes(b"Israel met Jordan in 1963.\n", "talks.txt")[0]


class Wrapped:
    """A reader that spoils what the toy reader read."""

    def __init__(self, spoil: object) -> None:
        self.toy = open_reader("toy")
        self.spoil = spoil
        self.name, self.version, self.settings = self.toy.name, self.toy.version, self.toy.settings

    def read(self, document: Document) -> Reading:
        reading = self.toy.read(document)
        assert callable(self.spoil)
        spoiled: Reading = self.spoil(reading)
        return spoiled


def test_registered_readers_are_known_by_name() -> None:
    """Ours comes first; what a package registers is a reader too."""
    assert reader_names()[0] == "clauses"
    assert "toy" in reader_names()
    assert isinstance(open_reader("toy"), Reader)


def test_ours_is_made_without_a_language_model() -> None:
    """Name, version and settings are there at once, so that reading again costs no model."""
    reader = open_reader()
    assert (reader.name, bool(reader.version), reader.settings) == ("clauses", True, "")


def test_actors_of_ones_own_reach_the_reader(tmp_path: Path) -> None:
    """They set its readings apart from those without them."""
    file = tmp_path / "actors.csv"
    file.write_text("name,country\nLord Mishcon,GBR\n", encoding="utf-8")
    reader = open_reader("toy", load_user_actors(file))
    document = read_bytes(b"Lord Mishcon lent his house.\n", "house.txt")[0]
    assert reader.settings == "Lord Mishcon"
    assert [c.countries for c in reader.read(document).claims] == [{"GBR"}]


def test_a_claim_away_from_its_words_is_refused() -> None:
    """Nothing without its words: a reading with such a claim is not taken."""

    def shifted(reading: Reading) -> Reading:
        claim = msgspec.structs.replace(reading.claims[0], start=3)
        return msgspec.structs.replace(reading, claims=(claim,))

    outcome = attempt(Wrapped(shifted), DOCUMENT)
    assert outcome.reading is None
    assert outcome.refusal is not None
    assert "words do not stand" in outcome.refusal


@pytest.mark.parametrize("spoil", [lambda r: None, lambda r: msgspec.structs.replace(r, id="other")])
def test_what_is_no_reading_of_it_is_refused(spoil: object) -> None:
    """The identity of a reading is checked."""
    refusal = attempt(Wrapped(spoil), DOCUMENT).refusal
    assert refusal is not None
    assert "no reading" in refusal


def test_a_missing_model_ends_the_run(tmp_path: Path) -> None:
    """No other document would fare better, so it is not skipped document by document."""

    def missing(reading: Reading) -> Reading:
        raise ModelError("the model is missing")

    (tmp_path / "talks.txt").write_bytes(b"Israel met Jordan.\n")
    with Ledger(tmp_path / "a.ledger") as ledger, pytest.raises(ModelError):
        read([tmp_path / "talks.txt"], ledger, reader=Wrapped(missing))


def test_packages_that_cannot_be_loaded_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """An entry point that leads nowhere, or to something that is no reader, is one plain line."""
    from importlib.metadata import EntryPoint  # noqa: PLC0415

    def points(**wanted: str) -> list[EntryPoint]:
        return [EntryPoint("broken", "no_such_package:Reader", "backchannel.readers")]

    monkeypatch.setattr("backchannel.pipeline.readers.entry_points", points)
    with pytest.raises(InputError, match=r"broken.*cannot be loaded"):
        open_reader("broken")
    monkeypatch.setattr(
        "backchannel.pipeline.readers.entry_points",
        lambda **_: [EntryPoint("odd", "types:SimpleNamespace", "backchannel.readers")],
    )
    with pytest.raises(InputError, match="is no reader"):
        open_reader("odd")
