"""Where two parties stand: what moves a scale, what does not, and as of when."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backchannel.errors import BadDate
from backchannel.model import ACTS, DOMAINS, Claim, Dating, DomainStanding, Finding, Origin, Relay, Response, When
from backchannel.relations import reach, standing
from backchannel.relations.scales import CONFLICT, COOPERATION

from .made import PAIR, claim, finding, ids, who


def of(domain: str, findings: tuple[Finding, ...], *claims: Claim, **dates: str | None) -> DomainStanding:
    """The standing in one domain."""
    known = {"essay": Dating(start="2000", reason="the byline")}
    found = standing(PAIR, findings, ids(*claims), known=known, **dates)
    return next(d for d in found.domains if d.domain == domain)


def test_nothing_is_not_known() -> None:
    """Where nothing speaks of a domain it is not known, never recorded as none, and no reason is made up."""
    found = standing(PAIR, (), {})
    assert [d.domain for d in found.domains] == list(DOMAINS)
    assert {(d.cooperation, d.conflict, d.reasons) for d in found.domains} == {("not known", "not known", ())}
    assert found.recognition == found.representation == ("not known", "not known")


def test_untraced_is_shown_without_weight() -> None:
    """A finding whose author names no origin stands beside the scale, and reach says where it would go."""
    said = claim("Aaaland sold guns to Bbbland", act="COOPERATE", domain="arms")
    bare = finding(said, origin=None)
    got = of("arms", (bare,), said)
    assert (got.cooperation, got.findings, got.alleged) == ("not known", (), (bare.id,))
    assert bare.id in got.reasons[0]
    assert next(r for r in reach(PAIR, (bare,), ids(said)) if r.domain == "arms").cooperation == "dealing"


def test_none_recorded_needs_a_text_that_says_so() -> None:
    """A traced negative state is "none recorded"; a negative event, or no text, is not."""
    state = claim("Aaaland has no trade with Bbbland", kind="state", domain="trade", polarity="negative")
    event = claim("Aaaland did not sell to Bbbland", act="COOPERATE", domain="trade", polarity="negative")
    assert of("trade", (finding(state),), state).cooperation == "none recorded"
    assert of("trade", (finding(event),), event).cooperation == "not known"


def test_a_dealing_outweighs_a_blanket_no_and_both_are_told() -> None:
    """Where one text says there is none and another shows a deal, the deal counts and the no is among the reasons."""
    none = claim("Aaaland has no trade with Bbbland", kind="state", domain="trade", polarity="negative")
    deal = claim("Aaaland bought wheat from Bbbland", act="COOPERATE", domain="trade")
    got = of("trade", (finding(none), finding(deal)), none, deal)
    assert got.cooperation == "dealing"
    assert any("says there is none" in r and finding(none).id in r for r in got.reasons)


def test_sustained_needs_several_findings_over_years() -> None:
    """Three deals in one summer are dealing; three over five years are sustained."""
    for years, step in ((("1970-06", "1970-07", "1970-08"), "dealing"), (("1970", "1972", "1975"), "sustained")):
        deals = [claim(f"deal {y}", act="COOPERATE", domain="arms", date=y) for y in years]
        found = tuple(finding(d) for d in deals)
        got = of("arms", found, *deals)
        assert got.cooperation == step
        assert all(f.id in got.reasons[0] for f in found)


@pytest.mark.parametrize(
    "actors",
    [
        ("source AAA", "source BBB", "target CCC"),
        ("source AAA", "via BBB", "target CCC"),
        ("source AAA", "party BBB"),
        ("source AAA", "target BBB population"),
        ("source AAA person former", "target BBB"),
        ("source AAA media", "target BBB"),
    ],
)
def test_no_dealing_is_invented(actors: tuple[str, ...]) -> None:
    """Acting together on a third, carrying for another, being talked of, a crowd, an ex-minister: no dealing."""
    said = claim("they did something", *actors, act="COOPERATE", domain="arms")
    assert of("arms", (finding(said),), said).cooperation == "not known"


def test_plans_and_ifs_move_nothing() -> None:
    """What could or would be is no dealing, even on a named origin's word."""
    said = claim("Aaaland would sell", act="COOPERATE", domain="arms", certainty="counterfactual_or_future")
    assert of("arms", (finding(said),), said).cooperation == "not known"


def test_event_time() -> None:
    """On a day, only what had happened by then counts."""
    old = claim("a meeting", act="CONSULT", date="1970")
    new = claim("a deal", act="AGREE", date="1980-05")
    both = (finding(old), finding(new))
    assert of("diplomacy", both, old, new, on="1979").cooperation == "contact"
    assert of("diplomacy", both, old, new, on="1980").cooperation == "dealing"


def test_known_time() -> None:
    """As known by a day only what had surely been published counts; what nothing dates is left out and told."""
    early, late, bare = (claim("a deal", act="AGREE", date="1970", doc=d) for d in ("leak", "essay", "scrap"))
    dates = {
        "leak": Dating(start="1974-01", end="1975-06", reason="mentions it"),
        "essay": Dating(start="1990", reason="byline"),
    }
    found = (finding(early, late, bare),)

    def seen(day: str) -> tuple[str, str]:
        got = standing(PAIR, found, ids(early, late, bare), as_known=day, known=dates)
        return got.domains[0].cooperation, " ".join(got.reasons)

    assert seen("1974-06")[0] == "not known"
    assert seen("1975-06")[0] == "dealing"
    assert "1 claims left out: nothing dates" in seen("1975-06")[1]
    assert "1 claims left out: they became known later" in seen("1975-06")[1]


def test_admission_comes_later_than_denial() -> None:
    """Each side's newest answer counts: denied in 1971, admitted in 1993; before that it stood denied."""
    denies = Response(by="Aaaland", stance="denies", date=When(start="1971"))
    admits = Response(by="Aaaland", stance="admits_later", date=When(start="1993"))
    silent = Response(by="Bbbland", stance="no_comment")
    said = claim("they met", act="CONSULT", date="1970", responses=(denies, admits, silent))
    found = (finding(said),)
    assert of("diplomacy", found, said).acknowledgement == ("acknowledged", "neither")
    assert of("diplomacy", found, said, on="1980").acknowledgement == ("denied", "neither")


def test_answers_are_pinned_on_nobody_by_guess() -> None:
    """A former minister's or a journalist's word is not the party's; its foreign ministry's is."""
    for by, side in (
        ("Pakistan's foreign ministry", "denied"),
        ("a former Pakistani minister", "not known"),
        ("a Pakistani journalist", "not known"),
    ):
        said = claim(
            "they met", "source ISR", "target PAK", act="CONSULT", responses=(Response(by=by, stance="denies"),)
        )
        got = standing(("ISR", "PAK"), (finding(said),), ids(said)).domains[0]
        assert got.acknowledgement == ("not known", side), by


def test_leaks_are_seen() -> None:
    """A claim on a leaked cable's word is known by a leak; an official word is public and owned to."""
    leaked = claim("they met", act="CONSULT", attribution=(Relay(source="cable", kind="leak"),))
    official = claim("they met", act="CONSULT", attribution=(Relay(source="Aaaland", kind="official"),))
    assert of("diplomacy", (finding(leaked),), leaked).visibility == ("leaked",)
    got = of("diplomacy", (finding(official),), official)
    assert (got.visibility, got.acknowledgement) == (("public",), ("acknowledged", "not known"))


def test_recognition_newest_and_disputed() -> None:
    """The newest claim decides; where two of one day differ it is disputed."""
    never = claim("Aaaland has never recognised Bbbland", date="1950", kind="state")
    later = claim("Aaaland recognised Bbbland", date="1979-01-01")
    clash = claim("Aaaland refused to recognise Bbbland", date="1979-01-01")
    assert standing(PAIR, (), ids(never, later)).recognition == ("de jure", "not known")
    assert standing(PAIR, (), ids(never, later, clash)).recognition == ("disputed", "not known")
    assert standing(PAIR, (), ids(never, later), on="1960").recognition == ("none", "not known")


def test_implied_does_not_replace_a_word() -> None:
    """Relations opened after a recognition in words leave it de jure; after a refusal they imply recognition."""
    recognised = claim("Aaaland recognised Bbbland", date="1979-01")
    refused = claim("Aaaland refused to recognise Bbbland", date="1970")
    opened = claim("Aaaland established diplomatic relations with Bbbland", date="1979-03")
    assert standing(PAIR, (), ids(recognised, opened)).recognition[0] == "de jure"
    assert standing(PAIR, (), ids(refused, opened)).recognition[0] == "implied"


def test_no_relations_is_not_no_recognition() -> None:
    """To have no diplomatic relations is to have no representation; of recognition it says nothing."""
    said = claim("Aaaland and Bbbland have no diplomatic relations", kind="state", polarity="negative")
    found = standing(PAIR, (), ids(said))
    assert (found.recognition[0], found.representation[0]) == ("not known", "none")


def test_bad_date_is_one_plain_line() -> None:
    """A date that is none raises BadDate and names it."""
    with pytest.raises(BadDate, match="'yesterday' is not a date"):
        standing(PAIR, (), {}, on="yesterday")


rows = st.lists(
    st.tuples(
        st.sampled_from(ACTS),
        st.sampled_from(DOMAINS),
        st.integers(1950, 1999),
        st.booleans(),
        st.sampled_from(["positive", "negative"]),
        st.sampled_from(["event", "state"]),
    ),
    max_size=8,
)


@given(rows=rows, more=st.sampled_from(ACTS), data=st.data())
def test_laws_of_the_scales(rows: list[tuple[str, str, int, bool, str, str]], more: str, data: st.DataObject) -> None:
    """More findings never lower a scale, order does not matter, swapping the parties changes no scale, all is told."""
    claims = [
        claim(f"{n}", act=a, domain=d, date=str(y), polarity=p, kind=k) for n, (a, d, y, _, p, k) in enumerate(rows)
    ]
    found = [finding(c, origin="cable" if r[3] else None) for c, r in zip(claims, rows, strict=True)]
    extra = claim("more", act=more, domain="arms", date="2000")
    before = standing(PAIR, found, ids(*claims))
    after = standing(PAIR, [*found, finding(extra)], ids(*claims, extra))
    for one, other in zip(before.domains, after.domains, strict=True):
        assert COOPERATION.index(one.cooperation) <= COOPERATION.index(other.cooperation)
        assert CONFLICT.index(one.conflict) <= CONFLICT.index(other.conflict)
        assert (one.cooperation == one.conflict == "not known") == (not one.findings)
        assert all(i in " ".join(one.reasons) for i in one.alleged)
    assert standing(PAIR, data.draw(st.permutations(found)), ids(*claims)) == before
    swapped = standing(PAIR[::-1], found, ids(*claims))
    assert [(d.cooperation, d.conflict) for d in swapped.domains] == [
        (d.cooperation, d.conflict) for d in before.domains
    ]


def test_who_holds_no_office_moves_nothing() -> None:
    """Neither a former president's suggestion, by office or by the words before his name, nor a columnist's."""
    named = who("source AAA person", "target BBB")
    for quote, office in (
        ("Aaaland proposed ties with Bbbland", "former president"),
        ("the ex-minister Aaaland proposed ties with Bbbland", None),
        ("in May the retired General Aaaland met Bbbland", None),
        ("the columnist Aaaland met Bbbland", None),
    ):
        people = (msgspec.structs.replace(named[0], office=office), named[1])
        said = msgspec.structs.replace(claim(quote, act="CONSULT"), actors=people)
        got = of("diplomacy", (finding(said),), said)
        assert (got.cooperation, got.findings) == ("not known", ()), quote
        assert "holds no office" in got.reasons[0] and said.id in got.reasons[0], quote
    quote = "after the former king left, the minister Aaaland met Bbbland"
    serving = claim(quote, "source AAA person", "target BBB", act="CONSULT")
    assert of("diplomacy", (finding(serving),), serving).cooperation == "contact"


def test_words_of_one_person_are_no_contact() -> None:
    """One minister's praise is not yet contact between states; his government's is."""
    one = claim("a minister praised Bbbland", "source AAA person", "target BBB", act="SUPPORT")
    state = claim("Aaaland praised Bbbland", act="SUPPORT")
    assert of("diplomacy", (finding(one),), one).cooperation == "not known"
    assert of("diplomacy", (finding(state),), state).cooperation == "contact"


@pytest.mark.parametrize("kind", ["statement", "assessment", "policy_option"])
def test_words_move_no_scale_and_the_reasons_say_so(kind: str) -> None:
    """A statement, a judgement or an option on a named origin's word moves nothing, and is not passed over."""
    said = claim("Aaaland might trade with Bbbland", act="COOPERATE", domain="trade", kind=kind)
    got = of("trade", (finding(said),), said)
    assert (got.cooperation, got.findings, got.alleged) == ("not known", (), ())
    assert got.reasons[0].startswith("Not weighed, because statements") and said.id in got.reasons[0]


def test_what_no_traced_origin_puts_flatly_is_alleged() -> None:
    """A named origin that only alleges it moves nothing, though an author who names nobody puts it flatly."""
    alleged = claim("Aaaland is said to have armed Bbbland", act="AID", domain="arms", certainty="alleged")
    flat = claim("Aaaland armed Bbbland", act="AID", domain="arms")
    both = finding(alleged, flat)
    named = msgspec.structs.replace(both.origins[0], claims=(alleged.id,))
    both = msgspec.structs.replace(both, origins=(named, Origin(id="none", name=None, claims=(flat.id,))), untraced=1)
    got = of("arms", (both,), alleged, flat)
    assert (got.cooperation, got.alleged) == ("not known", (both.id,))
    assert "puts it flatly" in got.reasons[0]


def test_one_denial_does_not_deny_the_field() -> None:
    """Of two deals one is denied: the side denies one of two; where both are denied it denies them."""
    no = Response(by="Aaaland", stance="denies")
    one = claim("a deal", act="AID", domain="arms", date="1980", responses=(no,))
    other = claim("another deal", act="AID", domain="arms", date="1981")
    got = of("arms", (finding(one), finding(other)), one, other)
    assert (got.acknowledgement, got.denied) == (("denied in part", "not known"), (1, 0))
    assert of("arms", (finding(one),), one).acknowledgement[0] == "denied"


def test_a_carried_date_dates_no_recognition() -> None:
    """A date from another sentence neither ranks a claim before its document's nor is printed; nor is it the latest."""
    carried = When(start="1997", anchored=True)
    said = msgspec.structs.replace(claim("Aaaland refused to recognise Bbbland", act="REJECT"), date=carried)
    found = standing(PAIR, (finding(said),), ids(said), known={"essay": Dating(start="2000", reason="the byline")})
    assert "undated" in found.reasons[0] and "1997" not in found.reasons[0]
    assert found.domains[0].latest == When()
    own = msgspec.structs.replace(said, date=When(start="1997", text="that year", anchored=True))
    assert "1997" in standing(PAIR, (), ids(own)).reasons[0]


def test_a_reason_gives_each_date_once() -> None:
    """A title that tells the time is not followed by it again."""
    said = claim("agreement, January 2012", act="AGREE", date="2012-01")
    assert of("diplomacy", (finding(said),), said).reasons[0].count("2012") == 1
