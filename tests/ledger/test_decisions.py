"""What persons settle is applied, survives re-reading, or is listed as an orphan."""

from __future__ import annotations

import json

import msgspec
import pytest

from backchannel.errors import InputError, UnknownId
from backchannel.ledger import ClaimFilter, Ledger
from backchannel.model import Claim, Decision, decision_id, encode

from .builders import NOON, claim, document, filled, reading, shanghai, warsaw


def decide(ledger: Ledger, on: Claim, kind: str, *, at: str = NOON, by: str = "Ann", **fields: str) -> Decision:
    decision = ledger.decision(on.id, kind, by=by, at=at, why="checked", **fields)
    ledger.decide(decision)
    return decision


def test_a_settled_field_is_seen_and_the_reading_is_kept(ledger: Ledger) -> None:
    """The claim keeps its id, says who settled the field, and the reader's own value can still be asked for."""
    filled(ledger)
    (on,) = ledger.claims(("PAK",))
    decide(ledger, on, "field", field="certainty", value='"alleged"')
    (seen,) = ledger.claims(("PAK",))
    assert (seen.id, seen.certainty) == (on.id, "alleged")
    assert [(r.field, r.rule, r.text) for r in seen.reasons] == [("certainty", "decided by Ann", "checked")]
    assert ledger.claims(("PAK",), effective=False) == [on]
    assert ledger.claim(on.id).certainty == "alleged"
    assert ledger.claim(on.id, effective=False) == on


def test_settled_actors_move_the_claim_to_their_dyad(ledger: Ledger) -> None:
    """Look-ups and search follow the decided values, not the reader's."""
    filled(ledger)
    (on,) = ledger.claims(("PAK",))
    actors = [{"name": "Romania", "role": "via", "country": "ROU"}, {"name": "US", "role": "target", "country": "USA"}]
    decide(ledger, on, "field", field="actors", value=json.dumps(actors))
    assert ledger.claims(("PAK",)) == []
    assert [c.id for c in ledger.claims(("ROU", "USA"))] == [on.id]
    assert [c.id for c in ledger.claims(("PAK", "USA"), effective=False)] == [on.id]
    assert ledger.counts().claims == 5


def test_a_rejected_claim_is_gone_from_every_view_but_the_readers(ledger: Ledger) -> None:
    """It is no longer listed, counted or found, yet can be looked at by its id."""
    filled(ledger)
    (on,) = ledger.claims(("PAK",))
    decide(ledger, on, "reject")
    assert on not in ledger.claims()
    assert [h.kind for h in ledger.search("carried")] == ["passage"]
    assert on in ledger.claims(effective=False)
    assert ledger.claim(on.id) == on
    assert ledger.findings_stale()


def test_a_claim_of_ones_own_stands_beside_the_readers(ledger: Ledger) -> None:
    """It belongs to a reading by its author, can be asked for by him, and can be decided on in turn."""
    of, read = warsaw()
    ledger.add(of, read)
    own = claim(of, "knelt in Warsaw", "Willy Brandt/source/DEU", "Poland/target/POL", act="CONCEDE")
    ledger.decide(
        Decision(
            id=decision_id("claim", "Ann", of.text_digest, own.start, own.end, None, encode(own).decode(), None),
            kind="claim", by="Ann", at=NOON, why="missed", text_digest=of.text_digest,
            start=own.start, end=own.end, quote=own.quote, value=encode(own).decode(),
        )
    )  # fmt: skip
    assert ledger.claims(filters=ClaimFilter(reader="person:Ann")) == [own]
    assert len(ledger.claims(("POL",))) == 3
    assert len(ledger.claims(("POL",), effective=False)) == 2
    decide(ledger, own, "field", field="place", value='"Warsaw"', by="Bob")
    assert ledger.claim(own.id).place == "Warsaw"
    assert len(ledger.claims(("POL",))) == 3


def test_the_latest_word_on_a_field_stands(ledger: Ledger) -> None:
    """Not the order of entry but the time of the decision counts."""
    filled(ledger)
    (on,) = ledger.claims(("PAK",))
    decide(ledger, on, "field", field="place", value='"Islamabad"', at="2026-02-01", by="Bob")
    decide(ledger, on, "field", field="place", value='"Karachi"', at="2026-01-01")
    assert ledger.claim(on.id).place == "Islamabad"
    assert len(ledger.decisions(on.id)) == 2


def test_decisions_re_attach_after_a_new_reading(ledger: Ledger) -> None:
    """On the same span the decision holds although the claim's id changed with its act."""
    of, read = warsaw()
    ledger.add(of, read)
    decide(ledger, read.claims[1], "field", field="place", value='"Warsaw"')
    fresh = claim(of, read.claims[1].quote, "Poland/source/POL", act="COOPERATE")
    ledger.add(of, reading(of, fresh, version="2"))
    assert ledger.claim(fresh.id).place == "Warsaw"
    assert ledger.orphans() == []


def test_of_several_claims_on_one_span_the_most_alike_is_meant(ledger: Ledger) -> None:
    """A rejection does not fall on a new claim of another kind while a like one stands on the same words."""
    of, read = warsaw()
    ledger.add(of, read)
    on = read.claims[1]
    decide(ledger, on, "reject")
    like = claim(of, on.quote, "Poland/participant/POL", "West Germany/participant/DEU", act="CONSULT")
    other = claim(of, on.quote, "East Germany/speaker/DDR", act=None, kind="statement")
    ledger.add(of, reading(of, other, like, version="2"))
    assert ledger.claims() == [other]


def test_decisions_follow_their_words_into_a_new_version(ledger: Ledger) -> None:
    """In a corrected text the same words, nearest to the old place, carry the decision; own claims move along."""
    of, read = warsaw()
    ledger.add(of, read)
    decide(ledger, read.claims[0], "field", field="covert", value="true")
    own = claim(of, "treaty", "Poland/party/POL", kind="state", act=None)
    value = encode(own).decode()
    ledger.decide(
        Decision(
            id="own", kind="claim", by="Ann", at=NOON, why="missed", text_digest=of.text_digest,
            start=own.start, end=own.end, quote="treaty", value=value,
        )
    )  # fmt: skip
    new = document("warsaw.txt", "A correction.\n" + of.text)
    same = claim(new, read.claims[0].quote, "West Germany/source/DEU")
    ledger.add(new, reading(new, same))
    moved, held = sorted(ledger.claims(), key=lambda c: len(c.quote))
    assert held.covert and held.id == same.id
    assert (moved.start, moved.document) == (own.start + len("A correction.\n"), new.id)
    assert ledger.orphans() == []


def test_what_finds_no_claim_is_an_orphan_until_it_does(ledger: Ledger) -> None:
    """A reading without the claim orphans the decision; one with it takes the decision up again."""
    of, read = warsaw()
    ledger.add(of, read)
    decision = decide(ledger, read.claims[0], "note")
    ledger.add(of, reading(of, version="2"))
    assert ledger.orphans() == [decision]
    assert ledger.counts().orphans == 1
    ledger.add(of, read)
    assert ledger.orphans() == []


def test_pairs_are_kept_by_claims_and_follow_them(ledger: Ledger) -> None:
    """Same and different matter are pairs of claims in force; the later decision on a pair stands."""
    filled(ledger)
    one, two = ledger.claims(("POL",))
    three = ledger.claims(("PAK",))[0]
    decide(ledger, one, "same_matter", other=two.id)
    decide(ledger, one, "same_matter", other=three.id)
    decide(ledger, three, "different_matter", other=one.id, at="2026-03-01")
    assert ledger.same_matter() == [tuple(sorted((one.id, two.id)))]
    assert ledger.different_matter() == [tuple(sorted((one.id, three.id)))]
    of = warsaw()[0]
    fresh = claim(of, two.quote, "Poland/source/POL", act="COOPERATE")
    ledger.add(of, reading(of, one, fresh, version="2"))
    assert ledger.same_matter() == [tuple(sorted((one.id, fresh.id)))]


def test_the_same_decision_taken_twice_is_one(ledger: Ledger) -> None:
    """The later time stands."""
    filled(ledger)
    on = ledger.claims()[0]
    decide(ledger, on, "reject")
    decide(ledger, on, "reject", at="2026-05-05")
    (kept,) = ledger.decisions()
    assert kept.at == "2026-05-05"


@pytest.mark.parametrize(
    ("field", "value", "why"),
    [
        ("certainty", '"denied"', "Invalid enum value"),
        ("certainty", "alleged", "not JSON"),
        ("quote", '"other words"', "no field 'quote'"),
        ("date", '{"start": "1970-02-30"}', "'1970-02-30' is not a date"),
        ("date", '{"start": "1971", "end": "1970"}', "cannot end"),
        ("date", '{"end": "1970"}', "cannot end"),
        ("actors", '[{"name": "Poland", "role": "king"}]', "Invalid enum value"),
        ("actors", '[{"name": "Poland", "role": "party", "country": "Poland"}]', "not a country code"),
        ("covert", "null", "Expected `bool`"),
    ],
)
def test_values_that_do_not_fit_the_model_are_refused(ledger: Ledger, field: str, value: str, why: str) -> None:
    """One plain line names the field and the reason, and nothing is kept."""
    filled(ledger)
    with pytest.raises(InputError, match=why):
        decide(ledger, ledger.claims()[0], "field", field=field, value=value)
    assert ledger.decisions() == []


@pytest.mark.parametrize(
    ("field", "value", "fits"),
    [
        ("reliability", '"B"', True),
        ("credibility", '"2"', True),
        ("reliability", '"G"', False),
        ("worth", '"A"', False),
    ],
)
def test_grades_are_those_of_the_two_scales(ledger: Ledger, field: str, value: str, fits: bool) -> None:
    """Reliability A to F, credibility 1 to 6, and nothing else."""
    filled(ledger)
    on = ledger.claims()[0]
    if fits:
        decide(ledger, on, "grade", field=field, value=value)
        assert len(ledger.decisions(on.id)) == 1
    else:
        with pytest.raises(InputError):
            decide(ledger, on, "grade", field=field, value=value)


def test_decisions_on_what_is_not_there_are_refused(ledger: Ledger) -> None:
    """Unknown claims, unknown texts, words that are not at their place, nameless persons."""
    filled(ledger)
    on = ledger.claims()[0]
    good = ledger.decision(on.id, "reject", by="Ann", at=NOON, why="no")
    with pytest.raises(UnknownId):
        ledger.decision("0123", "reject", by="Ann", at=NOON, why="no")
    with pytest.raises(UnknownId):
        decide(ledger, on, "same_matter", other="0123")
    with pytest.raises(InputError, match="name of the person"):
        ledger.decide(msgspec.structs.replace(good, by=" "))
    with pytest.raises(InputError, match="do not stand at its place"):
        ledger.decide(msgspec.structs.replace(good, quote="other words"))
    with pytest.raises(UnknownId, match="not in this ledger"):
        ledger.decide(msgspec.structs.replace(good, text_digest="00"))
    with pytest.raises(InputError):
        ledger.decision(on.id, "approve", by="Ann", at=NOON, why="yes")


def test_decisions_reach_all_documents_of_one_text(ledger: Ledger) -> None:
    """Two files of the same text (other bytes) are decided on together."""
    ledger.add(*shanghai("a.txt"))
    of = document("b.txt", shanghai()[0].text, mark="bom")
    read = reading(of, *(msgspec.structs.replace(c, document=of.id, doc="b.txt") for c in shanghai()[1].claims))
    ledger.add(of, read)
    decide(ledger, read.claims[0], "field", field="place", value='"Peking"')
    assert [c.place for c in ledger.claims(("PAK",))] == ["Peking", "Peking"]
