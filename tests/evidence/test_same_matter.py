"""Which claims come together, and why."""

from __future__ import annotations

from typing import Any

from backchannel.evidence import findings
from backchannel.model import Finding, Quantity
from tests.evidence.factory import actors, decide, said

ARMS: dict[str, Any] = {"plover": "AID", "domain": "arms", "date": "1978"}


def together(found: tuple[Finding, ...]) -> bool:
    return len(found) == 1


def test_two_tellings_of_one_delivery_are_one_finding() -> None:
    """The same parties, act, year and goods in two documents are one matter."""
    one = said("Libya shipped forty anti-aircraft guns to Malta", **ARMS)
    other = said("forty Libyan anti-aircraft guns were delivered to Malta", "two.txt", **ARMS)
    (finding,) = findings([one, other], {})
    assert set(finding.claims) == {one.id, other.id}
    assert finding.countries == ("LBY", "MLT")


def test_why_names_the_pair_and_what_agrees() -> None:
    """A joining is explained by the pair of claims that it rests on and the fields that agree."""
    one = said("Libya shipped forty anti-aircraft guns to Malta", **ARMS)
    other = said("forty Libyan anti-aircraft guns were delivered to Malta", "two.txt", **ARMS)
    (finding,) = findings([one, other], {})
    (why,) = finding.why
    assert one.id in why
    assert other.id in why
    assert "same act (AID)" in why
    assert "gun" in why


def test_another_year_is_another_matter() -> None:
    """The same words about another year do not come together."""
    one = said("Libya shipped forty anti-aircraft guns to Malta", **ARMS)
    other = said("Libya shipped forty anti-aircraft guns to Malta", "two.txt", **{**ARMS, "date": "1981"})
    assert not together(findings([one, other], {}))


def test_another_dyad_is_another_matter() -> None:
    """The same words about another pair of states do not come together."""
    one = said("forty anti-aircraft guns were shipped", **ARMS)
    other = said("forty anti-aircraft guns were shipped", "two.txt", actors=actors(source="LBY", target="UGA"), **ARMS)
    assert not together(findings([one, other], {}))


def test_the_other_direction_is_another_matter() -> None:
    """A sold to B and B sold to A are two matters where little else agrees."""
    one = said("Libya sold oil to Malta", plover="COOPERATE", domain="trade", date="197X")
    back = actors(source="MLT", target="LBY")
    other = said("Malta sold ships to Libya", "two.txt", actors=back, plover="COOPERATE", domain="trade", date="197X")
    assert not together(findings([one, other], {}))


def test_numbered_meetings_are_told_apart() -> None:
    """The third and the fourth round of one series are two matters."""
    rounds = [
        said(
            f"the {n}th round of talks opened in Geneva", f"{n}.txt", plover="CONSULT", domain="diplomacy", date="1983",
            actors=actors(participant="USA SUN"), quantity=(Quantity(value=n, unit="rank"),),
        )
        for n in (3, 4)
    ]  # fmt: skip
    assert not together(findings(rounds, {}))


def test_a_clause_within_a_clause_belongs_to_it() -> None:
    """Of two nested claims with the same act and parties the finding is one."""
    outer = said("Libya, which wanted friends, shipped guns to Malta", **ARMS)
    inner = said("shipped guns to Malta", start=outer.end - 21, **ARMS)
    assert inner.end == outer.end
    (finding,) = findings([outer, inner], {})
    assert "one clause lies within the other" in finding.why[0]


def test_a_judgement_is_not_a_report() -> None:
    """What an author thinks likely is no second telling of what took place."""
    one = said("Libya shipped guns to Malta", **ARMS)
    other = said("Libya might some day ship rockets", "two.txt", kind="assessment", certainty="possible", **ARMS)
    assert not together(findings([one, other], {}))


def test_persons_decide_that_two_claims_are_one_matter() -> None:
    """``same_matter`` joins what nothing else would join."""
    one = said("Libya shipped guns to Malta", **ARMS)
    other = said("the crates in the harbour", "two.txt", actors=(), date="1999")
    assert together(findings([one, other], {}, [decide("same_matter", one, other)]))


def test_persons_decide_that_two_claims_are_two_matters() -> None:
    """``different_matter`` parts what is word for word the same, also from what would join both."""
    claims = [said("Libya shipped forty guns to Malta", f"{i}.txt", **ARMS) for i in range(4)]
    found = findings(claims, {}, [decide("different_matter", claims[0], claims[3])])
    of = {c: f.id for f in found for c in f.claims}
    assert of[claims[0].id] != of[claims[3].id]


def test_of_two_decisions_that_contradict_each_other_the_later_holds() -> None:
    """Same in January, different in March: they are different."""
    one = said("Libya shipped forty guns to Malta", **ARMS)
    other = said("Libya shipped forty guns to Malta", "two.txt", **ARMS)
    pair = [
        decide("same_matter", one, other, "2026-01-01"),
        decide("different_matter", one, other, "2026-03-01"),
    ]
    assert not together(findings([one, other], {}, pair))
    assert together(findings([one, other], {}, [decide("different_matter", one, other), pair[0]]))


def test_a_decision_about_claims_that_are_gone_is_passed_over() -> None:
    """Decisions on claims that are not given change nothing."""
    one, gone = said("Libya shipped guns to Malta", **ARMS), said("another text", "gone.txt")
    assert findings([one], {}, [decide("same_matter", one, gone)]) == findings([one], {})


def test_no_claims_make_no_findings() -> None:
    """Nothing in, nothing out."""
    assert findings([], {}) == ()
