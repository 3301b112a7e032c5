"""A reading is the same wherever, whenever and beside whatever it is made."""

from __future__ import annotations

from backchannel.claims import ClauseReader, Reader
from backchannel.language import load
from backchannel.model import claim_id, reading_id
from backchannel.model.value import encode
from backchannel.states import Form

from .made import document
from .texts import ALL, CABLE, ESSAY, HISTORY

OWN = Form("Blue Line", "NOR", "agency", "agency")


def test_it_is_a_reader(reader: ClauseReader) -> None:
    """The default reader keeps the contract that others register under."""
    assert isinstance(reader, Reader)
    assert (reader.name, reader.settings) == ("clauses", "")


def test_reading_twice_gives_equal_bytes(reader: ClauseReader) -> None:
    """The same reader, the same document: the same record, byte for byte."""
    for name, text in ALL.items():
        made = document(text, name)
        assert encode(reader.read(made)) == encode(reader.read(made))


def test_what_was_read_before_makes_no_difference(reader: ClauseReader) -> None:
    """Persons, dates and sources of one document do not reach into the next."""
    made = [document(text, name) for name, text in ALL.items()]
    forth = {d.name: encode(reader.read(d)) for d in made}
    back = {d.name: encode(reader.read(d)) for d in reversed(made)}
    assert forth == back


def test_another_reader_reads_the_same(reader: ClauseReader) -> None:
    """Nothing depends on when the model or the weights were loaded."""
    made = document(HISTORY)
    assert encode(ClauseReader(nlp=load()).read(made)) == encode(reader.read(made))


def test_a_claims_identity_is_of_what_was_read(reader: ClauseReader) -> None:
    """Text, span, kind, act and roles give the id; the file's name and its metadata do not."""
    made = document(CABLE, "one.txt")
    other = document(CABLE, "two.txt")
    for claim in reader.read(made).claims:
        assert claim.id == claim_id(made.text_digest, claim.start, claim.end, claim.kind, claim.plover, claim.actors)
    assert [c.id for c in reader.read(made).claims] == [c.id for c in reader.read(other).claims]


def test_claims_of_different_texts_never_share_an_id(reader: ClauseReader) -> None:
    """The same sentence in two texts is two claims."""
    ids = [c.id for text in (ESSAY, ESSAY + "\nMore.\n", CABLE) for c in reader.read(document(text)).claims]
    assert len(ids) == len(set(ids))


def test_a_claim_knows_its_document(reader: ClauseReader) -> None:
    """Document, name, digest and identity of the reading are those of what was read."""
    made = document(ESSAY)
    reading = reader.read(made)
    assert (reading.document, reading.text_digest) == (made.id, made.text_digest)
    assert reading.id == reading_id(made.id, made.text_digest, reader.name, reader.version, reader.settings)
    assert {(c.document, c.doc) for c in reading.claims} == {(made.id, made.name)}


def test_settings_that_change_a_reading_change_its_identity() -> None:
    """A threshold or actors of the user's own are named in the settings; other actors are other settings."""
    readers = [
        ClauseReader(),
        ClauseReader(threshold=0.9),
        ClauseReader(actors=(OWN,)),
        ClauseReader(actors=(OWN._replace(code="DNK"),)),
    ]
    assert len({r.settings for r in readers}) == len(readers)
    assert readers[1].settings == "threshold=0.9"


def test_the_users_own_actors_are_met(reader: ClauseReader) -> None:
    """A name that no list knows acts for the state its user gave it."""
    made = document("Blue Line shipped rifles to Angola in 1975.")
    own = ClauseReader(actors=(OWN,), nlp=load())
    assert "NOR" in own.read(made).claims[0].countries
    assert "NOR" not in reader.read(made).claims[0].countries


def test_a_higher_threshold_leaves_the_surer_claims() -> None:
    """No claim is less sure than was asked; at the top nothing is left."""
    made = document(ESSAY)
    nlp = load()
    for threshold in (0.5, 0.7):
        claims = ClauseReader(threshold=threshold, nlp=nlp).read(made).claims
        assert all(c.confidence is not None and c.confidence >= threshold - 0.001 for c in claims)
    assert ClauseReader(threshold=1.01, nlp=nlp).read(made).claims == ()
