"""Channels: said by a text, or put together from two claims and marked so."""

from __future__ import annotations

from typing import Any

import msgspec

from backchannel.model import Claim
from backchannel.relations import channels, pulls

from .made import PAIR, claim, finding, ids


def test_a_text_names_the_conduit() -> None:
    """A claim with a third party in between is a channel with its direction; two claims of one channel are one."""
    first = claim("a note", "source AAA", "via CCC", "target BBB", act="CONSULT", date="1969-08")
    again = claim("a second note", "source AAA", "via CCC", "target BBB", act="CONSULT", date="1971")
    back = claim("an answer", "source BBB", "via CCC", "target AAA", act="CONSULT", date="1970")
    found = channels(PAIR, ids(first, again, back), (finding(first),))
    assert [(c.via, c.direction, len(c.claims), c.inferred) for c in found] == [
        ("CCC", "AAA->BBB", 2, False),
        ("CCC", "BBB->AAA", 1, False),
    ]
    assert (found[0].when.start, found[0].when.end, found[0].findings) == ("1969-08", "1971", (finding(first).id,))


def test_a_chain_is_inferred_and_says_so() -> None:
    """A to C and C to B, in one domain, at overlapping times, is a chain; it is marked as inferred."""
    one = claim("guns to C", "source AAA", "target CCC", act="AID", domain="arms", date="1981")
    two = claim("guns from C", "source CCC", "target BBB", act="AID", domain="arms", date="1981-03")
    found = channels(PAIR, ids(one, two), ())
    assert [(c.via, c.direction, c.inferred, set(c.claims)) for c in found] == [
        ("CCC", "AAA->BBB", True, {one.id, two.id})
    ]


def test_no_chain_without_time_domain_or_direction() -> None:
    """Years apart, another field, both towards C, a denial, a hope, or a whole decade: no chain."""
    one = claim("guns to C", "source AAA", "target CCC", act="AID", domain="arms", date="1981")
    others = (
        claim("later", "source CCC", "target BBB", act="AID", domain="arms", date="1985"),
        claim("undated", "source CCC", "target BBB", act="AID", domain="arms"),
        claim("grain", "source CCC", "target BBB", act="AID", domain="trade", date="1981"),
        claim("towards", "source BBB", "target CCC", act="AID", domain="arms", date="1981"),
        claim("not so", "source CCC", "target BBB", act="AID", domain="arms", date="1981", polarity="negative"),
        claim("decade", "source CCC", "target BBB", act="AID", domain="arms", date="198X"),
        claim(
            "may", "source CCC", "target BBB", act="AID", domain="arms", date="1981",
            certainty="counterfactual_or_future",
        ),
    )  # fmt: skip
    for other in others:
        assert channels(PAIR, ids(one, other), ()) == (), other.quote


def test_a_party_is_no_channel_to_itself_and_a_denied_channel_is_none() -> None:
    """A party's own envoy is no third party; a channel that was denied, proposed or hoped for was not used."""
    own = claim("his envoy", "source AAA", "via AAA", "target BBB", act="CONSULT")
    denied = claim("no note", "source AAA", "via CCC", "target BBB", act="CONSULT", polarity="negative")
    option = claim("could go through C", "source AAA", "via CCC", "target BBB", act="CONSULT", kind="policy_option")
    hope = claim(
        "would go through C", "source AAA", "via CCC", "target BBB", act="CONSULT", certainty="counterfactual_or_future"
    )
    assert channels(PAIR, ids(own, denied, option, hope), ()) == ()


def test_pulls_keep_to_judgements_about_the_two() -> None:
    """Events are no pulls, nor is what is said about others; a denied draw keeps apart."""
    text = "A common enemy drew them together"
    assert pulls(PAIR, [claim(text)]).together == ()
    assert pulls(PAIR, [claim(text, "party CCC", "party DDD", kind="assessment")]).together == ()
    turned = claim(text, "party AAA", "party BBB", kind="assessment", polarity="negative")
    assert [p.claim for p in pulls(PAIR, [turned]).apart] == [turned]


def near(quote: str, at: int, *actors: str, doc: str = "essay", **more: Any) -> Claim:
    """A claim at a place of a text."""
    made = claim(quote, *actors, doc=doc, **more)
    return msgspec.structs.replace(made, start=at, end=at + len(quote))


def test_a_channel_with_one_end_named_is_partial() -> None:
    """In a passage on both, one named end and a conduit are a partial channel; far off, or between others, none."""
    both = near("they have no relations", 0, "participant AAA", "participant BBB", kind="state")
    half = near("word came through C", 100, "via CCC", "target BBB", act="AID", domain="intelligence")
    other = near("D wrote through C", 200, "source DDD", "via CCC", "target BBB", act="AID", domain="trade")
    far = near("word came through C again", 9000, "via CCC", "target AAA", act="AID", domain="arms")
    found = channels(PAIR, ids(both, half, other, far), ())
    assert [(c.via, c.direction, c.partial, c.claims) for c in found] == [("CCC", "AAA->BBB", True, (half.id,))]


def test_a_paragraph_on_both_carries_its_judgements() -> None:
    """What says "such relations" near a claim on both is sorted; with another state in it, or far off, it is not."""
    both = near("Aaaland wrote to Bbbland", 0, act="CONSULT")
    hope = near("there is a potential avenue to relations", 100, "party AAA", kind="assessment")
    third = near("there is a potential avenue for talks", 200, "party AAA", "party CCC", kind="assessment")
    far = near("there is a potential avenue for relations", 9000, "party AAA", kind="assessment")
    assert [p.claim.id for p in pulls(PAIR, [both, hope, third, far]).together] == [hope.id]


def test_a_denied_quarrel_draws_together() -> None:
    """To have no dispute, or not to hesitate, draws together though the claim is negative; a denied gain does not."""
    for quote, side in (
        ("Aaaland has no direct dispute with Bbbland", "together"),
        ("Aaaland should not hesitate to recognise Bbbland", "together"),
        ("Aaaland could not gain from Bbbland", "apart"),
    ):
        said = claim(quote, kind="state", polarity="negative")
        got = pulls(PAIR, [said])
        assert [bool(got.together), bool(got.apart)] == [side == "together", side == "apart"], quote
