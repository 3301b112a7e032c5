"""The dossier as a value: what is in it, what is left out, and that it is the same every time."""

from __future__ import annotations

import random

import msgspec
import pytest

from backchannel.dossier import Dossier, build, to_json
from backchannel.dossier.passages import AROUND, line
from backchannel.dossier.words import answer, dating, quantity, quiet, the, when
from backchannel.model import Dating, DomainStanding, Quantity, When, decode

from .sample import ACCURACY, BY_ID, CLAIMS, DOCUMENTS, FINDINGS, PARTIES, TITLED, claim, document


@pytest.fixture(scope="module")
def dossier() -> Dossier:
    """The dossier of the sample."""
    return build(PARTIES, DOCUMENTS.values(), BY_ID, FINDINGS, accuracy=ACCURACY)


def test_every_id_that_is_named_is_there(dossier: Dossier) -> None:
    """Each claim that any part names has its line, each finding its matter, each document its source."""
    lines = {x.claim.id for x in dossier.lines}
    named = {i for m in dossier.matters for i in (*m.said_for, *m.said_against)}
    named |= {i for c in dossier.channels for i in c.claims} | set(dossier.one_sided)
    named |= {x.claim for x in (*dossier.together, *dossier.apart)}
    assert named <= lines
    assert {x.claim.document for x in dossier.lines} == {s.document for s in dossier.sources}
    found = {m.finding.id for m in dossier.matters}
    for row in dossier.standing.domains:
        assert {*row.findings, *row.alleged} <= found
    assert {i for s in dossier.brief for i in s.findings} <= found


def test_passage_holds_the_words(dossier: Dossier) -> None:
    """The marked part of each passage is the claim's quote, and the passage is a piece of the document."""
    texts = {d.id: d.text for d in DOCUMENTS.values()}
    for x in dossier.lines:
        start, end = x.mark
        assert x.passage.text[start:end] == x.claim.quote
        assert texts[x.passage.document][x.passage.start :].startswith(x.passage.text)


def test_long_blocks_are_cut_between_sentences() -> None:
    """Of a block of many pages only the neighbourhood of the claim is kept, from sentence to sentence."""
    text = "Nobody spoke. " * 500 + "They met in Rome. " + "Everybody left. " * 500
    source = document("long.txt", text)
    row = {"quote": "They met in Rome", "actors": "source USA America", "kind": "event", "domain": "diplomacy"}
    found = line(claim(source, row), source)
    assert found.passage.before and found.passage.after
    assert len(found.passage.text) < 2 * AROUND + 40
    assert found.passage.text.startswith("Nobody spoke.") and found.passage.text.rstrip().endswith("Everybody left.")


def test_nothing_of_others(dossier: Dossier) -> None:
    """Claims that concern neither of the two, or one of them far from the other, are left out."""
    shown = {x.claim.id for x in dossier.lines}
    assert CLAIMS["ceausescu-b"].id not in shown
    assert CLAIMS["posts"].id in shown


def test_one_sided_claims_stand_apart(dossier: Dossier) -> None:
    """A claim that names China alone, in a passage about both, is listed apart and in no finding of the two."""
    assert CLAIMS["ussuri"].id in dossier.one_sided
    assert all(CLAIMS["ussuri"].id not in m.finding.claims for m in dossier.matters)


def test_denial_is_an_answer_not_a_voice_against(dossier: Dossier) -> None:
    """A denied finding says so; the denial stands with the answers; unplaced deniers count as well."""
    found = next(m for m in dossier.matters if m.finding.title == "Two listening posts in Xinjiang")
    assert (found.answered, found.said_against) == ("denied", ())
    assert found.acknowledgement[1] == "denied"


def test_known_since_the_first_document_that_says_so(dossier: Dossier) -> None:
    """The secret visit is known since the essay of 1996, not since the record that was released in 2001."""
    found = next(m for m in dossier.matters if m.finding == TITLED["Kissinger's secret visit to Peking"])
    assert found.known and found.known.start == "1996-07-15"


def test_as_known_takes_away_what_came_later() -> None:
    """As known in 1980 there is no word of the visit: each document that tells of it is younger."""
    early = build(PARTIES, DOCUMENTS.values(), BY_ID, FINDINGS, as_known="1980")
    names = {s.name for s in early.sources}
    assert names == {"warsaw-1970.txt", "taipei-1971.txt"}
    assert all("secret visit" not in m.finding.title for m in early.matters)
    assert any("became known later" in r for r in early.basis.left_out)


def test_sources_say_who_rests_on_whom(dossier: Dossier) -> None:
    """Two documents on Kissinger's memoirs are one witness; the interest is the author's note."""
    by_name = {s.name: s for s in dossier.sources}
    memoir = next(r for r in by_name["bucharest-2004.md"].rests_on if r.name == "Kissinger's memoirs")
    assert memoir.shared == (by_name["courier-1996.txt"].document,)
    assert by_name["courier-1996.txt"].interest[0].startswith("About the author: Ruth Ellery")
    assert [s.name for s in dossier.sources][:2] == ["warsaw-1970.txt", "memcon-1971.txt"]


def test_same_in_any_order_and_round_trip(dossier: Dossier) -> None:
    """The order of what comes in does not matter, and the JSON is the value again, byte for byte."""
    shuffle = random.Random(7).sample
    again = build(
        PARTIES,
        shuffle(list(DOCUMENTS.values()), len(DOCUMENTS)),
        shuffle(list(BY_ID.values()), len(BY_ID)),
        shuffle(FINDINGS, len(FINDINGS)),
        accuracy=ACCURACY,
    )
    assert to_json(again) == to_json(dossier)
    assert decode(to_json(dossier), Dossier) == dossier
    assert msgspec.json.decode(to_json(dossier))["parties"][0] == {"code": "USA", "name": "United States"}


def test_empty_is_a_dossier_too() -> None:
    """Two parties of which nothing is known have a dossier that says so."""
    bare = build(("NOR", "PER"), (), (), ())
    assert (bare.basis.documents, bare.basis.claims, bare.ties) == (0, 0, ())
    assert bare.brief[0].text.startswith("Co-operation: no finding with a traced origin")


def test_dates_and_numbers_in_words() -> None:
    """Times and quantities read as a person would write them."""
    assert when(When(start="1971-07-09", end="1971-07-11")) == "9–11 July 1971"
    assert when(When(start="197X")) == "the 1970s"
    assert when(When(start="1953", end="1972")) == "1953–1972"
    assert when(When(start="1980", end="1981-06")) == "1980 to June 1981"
    assert when(When(start="1980-03", end="1980-06")) == "March to June 1980"
    assert when(When()) == "undated"
    assert dating(Dating(start="2009-01-01", end="2012", reason="")) == "between 1 January 2009 and 2012"
    assert (the("United States"), the("China")) == ("the United States", "China")
    assert quantity(Quantity(value=5e9, unit="USD")) == "5,000,000,000 USD"
    assert quantity(Quantity(min=3, unit="deaths")) == "at least 3 deaths"
    assert quantity(Quantity(min=3, max=4.5)) == "3 to 4.5"


def test_nothing_speaks_of_it_only_where_nothing_does(dossier: Dossier) -> None:
    """A domain is called unspoken of only where no claim names both in it, nor one of them beside the other."""
    for kept in quiet(dossier.standing.domains, dossier.gaps):
        for part in kept.parts:
            mine = [c for c in BY_ID.values() if c.domain == part.domain and c.countries >= set(PARTIES)]
            assert bool(mine) == kept.why.startswith("Spoken of, but")
            assert set(part.claims) <= {x.claim.id for x in dossier.lines}
            if "nothing here" in kept.why:
                assert not [i for i in dossier.one_sided if BY_ID[i].domain == part.domain]
    row = DomainStanding(domain="arms", cooperation="not known", conflict="not known", findings=("a", "b"))
    some = msgspec.structs.replace(row, acknowledgement=("denied in part", "acknowledged"), denied=(1, 1))
    assert [answer(some, side) for side in (0, 1)] == ["denies 1 of 2", "owns to it; denies 1 of 2"]
