"""Conflicts and answers: each kind found, each plain in words, and what is no conflict left alone."""

from __future__ import annotations

from typing import Any

from backchannel.evidence import findings
from backchannel.evidence.denials import is_denial, points_back
from backchannel.evidence.tables import patterns
from backchannel.model import Actor, Claim, Conflict, Finding, Quantity, Relay, Response, When
from tests.evidence.factory import AUTHOR, actors, said

RAID: dict[str, Any] = {
    "plover": "ASSAULT",
    "domain": "armed_conflict",
    "date": "1986-04-15",
    "actors": actors(source="USA", target="LBY"),
}
DEATHS = "American bombers struck Tripoli by night and killed people in the suburb"


def toll(name: str, **bounds: Any) -> Claim:
    return said(DEATHS, name, quantity=(Quantity(unit="deaths", **bounds),), **RAID)


def only(found: tuple[Finding, ...]) -> Finding:
    (finding,) = found
    return finding


def kinds(finding: Finding) -> list[str]:
    return sorted(c.kind for c in finding.conflicts)


def test_numbers_of_one_unit_that_differ_conflict() -> None:
    """Fifteen dead and sixty dead cannot both be right, and the conflict says both."""
    finding = only(findings([toll("one", value=15), toll("two", value=60)], {}))
    (conflict,) = finding.conflicts
    assert conflict.kind == "number"
    assert "15 deaths" in conflict.what
    assert "60 deaths" in conflict.what


def test_rounding_is_no_conflict() -> None:
    """1,000 and 1,020 are one number, rounded."""
    assert not only(findings([toll("one", value=1000), toll("two", value=1020)], {})).conflicts


def test_a_bound_that_holds_is_no_conflict() -> None:
    """ "More than 30" and 45 can both be right; "more than 60" and 45 cannot."""
    assert not only(findings([toll("one", min=30), toll("two", value=45)], {})).conflicts
    assert kinds(only(findings([toll("one", min=60), toll("two", value=45)], {}))) == ["number"]


def test_another_unit_is_no_conflict() -> None:
    """Fifteen dead and sixty hurt are two figures, not a dispute."""
    hurt = said(DEATHS, "two", quantity=(Quantity(value=60, unit="wounded"),), **RAID)
    assert all(c.kind != "number" for f in findings([toll("one", value=15), hurt], {}) for c in f.conflicts)


def test_days_that_differ_conflict() -> None:
    """One night told as the 15th and as the 14th is one matter with two dates."""
    other = said(DEATHS, "two", **{**RAID, "date": "1986-04-14"})
    assert kinds(only(findings([said(DEATHS, "one", **RAID), other], {}))) == ["date"]


def test_another_grain_is_no_conflict() -> None:
    """April 1986 does not contradict 15 April 1986."""
    other = said(DEATHS, "two", **{**RAID, "date": "1986-04"})
    finding = only(findings([said(DEATHS, "one", **RAID), other], {}))
    assert not finding.conflicts
    assert finding.when == When(start="1986-04-15")


def test_roles_told_both_ways_round_conflict() -> None:
    """Where all else agrees, exchanged roles are a conflict within one matter."""
    words = "the frigate fired twice upon the patrol boat off Sirte"
    one = said(words, "one", **RAID)
    other = said(words, "two", **{**RAID, "actors": actors(source="LBY", target="USA")})
    assert "role" in kinds(only(findings([one, other], {})))


def test_two_places_of_one_meeting_conflict() -> None:
    """The same meeting on the same day, in Geneva and in Vienna; a villa in Geneva is no other place."""
    meeting: dict[str, Any] = {
        "plover": "CONSULT",
        "domain": "diplomacy",
        "date": "1981-11-30",
        "actors": actors(participant="USA SUN"),
    }
    words = "the delegations sat down for arms talks about missiles"
    claims = [said(words, n, place=p, **meeting) for n, p in (("one", "Geneva"), ("two", "Vienna"))]
    assert kinds(only(findings(claims, {}))) == ["place"]
    villa = [said(words, n, place=p, **meeting) for n, p in (("one", "Geneva"), ("two", "a villa by the lake"))]
    assert not only(findings(villa, {})).conflicts


def test_so_and_not_so_conflict() -> None:
    """An author who says that it did not happen contradicts one who says that it did."""
    other = said(DEATHS, "two", polarity="negative", **RAID)
    assert kinds(only(findings([said(DEATHS, "one", **RAID), other], {}))) == ["polarity"]


def test_flat_and_hedged_conflict() -> None:
    """One text states flatly what the other only thinks possible."""
    other = said(DEATHS, "two", certainty="possible", **RAID)
    conflict: Conflict = only(findings([said(DEATHS, "one", **RAID), other], {})).conflicts[0]
    assert conflict.kind == "certainty"
    assert conflict.what == "stated flatly by one, only as possible by the other"


def test_leaving_it_to_a_named_source_is_no_weaker() -> None:
    """What one adopts and the other gives as a named source's report is no conflict."""
    other = said(DEATHS, "two", by="Anton Borg", certainty="alleged", **RAID)
    assert not only(findings([said(DEATHS, "one", **RAID), other], {})).conflicts


def denial(quote: str = "Tripoli denied that bombers had struck it", start: int = 100, **fields: Any) -> Claim:
    speakers = (*RAID["actors"], Actor(name="Tripoli", role="speaker", country="LBY"))
    given: dict[str, Any] = {
        **RAID,
        "actors": speakers,
        "kind": "statement",
        "polarity": "negative",
        "certainty": "alleged",
        "attribution": (Relay(source="Tripoli", cue="denied", kind="official"), AUTHOR),
    }
    return said(quote, start=start, **{**given, **fields})


def test_a_denial_belongs_to_the_matter_and_is_never_a_witness() -> None:
    """What is denied and the denial are one finding; the denier is no origin and the response says who denies."""
    claim, no = said(DEATHS, **RAID), denial()
    finding = only(findings([claim, no], {}))
    assert finding.claims == (claim.id, no.id)
    assert (finding.traced, finding.untraced) == (0, 1)
    assert [(r.by, r.stance) for r in finding.responses] == [("Tripoli", "denies")]
    assert finding.conflicts == (Conflict(kind="denial", claim=claim.id, other=no.id, what="denied by Tripoli"),)


def test_a_denial_that_points_back_reaches_the_claim_before_it() -> None:
    """ "Tripoli denied these reports" belongs to the claim before it, though it names nothing."""
    claim = said(DEATHS, **RAID)
    no = denial("Tripoli denied these reports", plover=None, domain="other", date=When(start="1986-05"))
    finding = only(findings([claim, no], {}))
    assert finding.conflicts[0].what == "denied by Tripoli"
    assert "points back" in finding.why[0]


def test_a_denial_made_later_still_answers() -> None:
    """The day of a denial is not the day of what it denies."""
    claim, no = said(DEATHS, "one", **RAID), denial("Tripoli denied that bombers struck it by night", date="1986-06-01")
    assert only(findings([claim, no], {})).conflicts[0].kind == "denial"


def test_answers_that_a_claim_carries_are_kept_once() -> None:
    """Responses of all claims come together, the same answer once, and each is a conflict with its claim."""
    answer = Response(by="Tripoli", stance="denies_part")
    claims = [said(DEATHS, n, responses=(answer,), **RAID) for n in ("one", "two")]
    finding = only(findings(claims, {}))
    assert finding.responses == (answer,)
    assert {c.what for c in finding.conflicts} == {"denied in part by Tripoli"}
    assert all(c.other is None for c in finding.conflicts)


def test_one_denial_does_not_make_one_matter_of_two() -> None:
    """Two matters that one denial answers stay two."""
    ask = {**RAID, "plover": "REQUEST", "domain": "arms", "date": "1986"}
    sell = {**RAID, "plover": "COOPERATE", "domain": "arms", "date": "1986"}
    claims = [
        said("Washington asked for radar licences", start=0, **ask),
        said("bombsights were handed to the colonel", start=50, **sell),
        denial("Tripoli denied having been sold bombsights or radar", plover="COOPERATE", domain="arms", date="1986"),
    ]
    of = {c: f.id for f in findings(claims, {}) for c in f.claims}
    assert of[claims[0].id] != of[claims[1].id]


def test_every_example_of_a_denial_is_found() -> None:
    """The patterns of denial find their examples; plain reports are no denials."""
    for rule in patterns("answers", "deny"):
        assert rule.pattern.search(rule.example), rule
    for rule in patterns("answers", "back"):
        assert points_back(denial(rule.example)), rule
    assert not is_denial(said("Tripoli denied the ship a berth", **RAID))
    assert not is_denial(said("Libya must not be attacked again", kind="statement", by="Tripoli", **RAID))
