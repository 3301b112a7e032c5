"""What holds for any claims: order does not matter, nothing is lost, decisions hold, copies add no witness."""

from __future__ import annotations

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from backchannel.evidence import carry_lineage, findings
from backchannel.evidence.denials import is_denial
from backchannel.model import Actor, Claim, Document, Finding, Quantity, Relay, Response, When
from tests.evidence.factory import AUTHOR, decide, document, library, said

SENTENCES = (
    "Libya shipped forty guns to Malta",
    "forty guns from Libya were unloaded in Malta",
    "the ministers met in Valletta and signed an accord",
    "talks between the ministers in Valletta broke down",
    "Malta expelled a Libyan diplomat for spying",
    "a drilling rig was driven off by a Libyan submarine",
    "Tripoli denied these reports",
)
CODES = ("LBY", "MLT", "ITA")
BODY = " ".join(f"{s}, the paper says on page {n}." for n, s in enumerate(SENTENCES * 3))

_actors = st.lists(
    st.builds(
        lambda code, role: Actor(name=code, role=role, country=code),
        st.sampled_from(CODES),
        st.sampled_from(("source", "target", "participant", "via", "speaker")),
    ),
    max_size=3,
).map(tuple)
_dates = st.one_of(
    st.just(When()),
    st.sampled_from(("1978", "1978-05", "1978-05-03", "1980-08-20", "197X")).map(lambda d: When(start=d)),
)
_chains = st.sampled_from(("author", "unnamed", "Anton Borg", "Borg", "a cable of 3 May 1978")).map(
    lambda s: (AUTHOR,) if s == "author" else (Relay(source=s, cue="said"), AUTHOR)
)


@st.composite
def _claims(draw: st.DrawFn, most: int = 9) -> list[Claim]:
    made = []
    for n in range(draw(st.integers(0, most))):
        quote = draw(st.sampled_from(SENTENCES))
        made.append(
            said(
                quote,
                draw(st.sampled_from(("one.txt", "two.txt", "three.txt"))),
                100 * n,
                kind=draw(st.sampled_from(("event", "state", "statement", "figure", "assessment"))),
                actors=draw(_actors),
                plover=draw(st.sampled_from((None, "AID", "CONSULT", "COERCE"))),
                domain=draw(st.sampled_from(("arms", "diplomacy"))),
                date=draw(_dates),
                attribution=draw(_chains),
                certainty=draw(st.sampled_from(("certain", "alleged", "possible"))),
                polarity=draw(st.sampled_from(("positive", "negative"))),
                quantity=draw(st.sampled_from(((), (Quantity(value=40, unit="guns"),)))),
                responses=draw(st.sampled_from(((), (Response(by="Tripoli", stance="denies"),)))),
            )
        )
    return made


def library_of(names: set[str]) -> dict[str, Document]:
    return library(*(document(n, f"{BODY} This is {n}.") for n in sorted(names)))


def grouped(found: tuple[Finding, ...]) -> dict[str, str]:
    return {claim: f.id for f in found for claim in f.claims}


@given(_claims(), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_the_order_of_claims_makes_no_difference(claims: list[Claim], random: object) -> None:
    """Any permutation of the claims gives the same findings, to the last field."""
    shuffled = sorted(claims, key=lambda c: random.random())  # type: ignore[attr-defined] # hypothesis types it so
    assert findings(shuffled, {}) == findings(claims, {})


@given(_claims())
@settings(max_examples=60, deadline=None)
def test_every_claim_is_in_exactly_one_finding(claims: list[Claim]) -> None:
    """Nothing is lost and nothing is doubled; ids differ; what a finding counts is what it lists."""
    found = findings(claims, {})
    assert sorted(c for f in found for c in f.claims) == sorted({c.id for c in claims})
    assert len({f.id for f in found}) == len(found)
    for finding in found:
        assert finding.traced == sum(o.name is not None for o in finding.origins)
        assert finding.untraced == sum(o.name is None for o in finding.origins)
        assert all({c.claim, c.other or c.claim} <= set(finding.claims) for c in finding.conflicts)


@given(_claims(), st.data())
@settings(max_examples=60, deadline=None)
def test_what_was_decided_holds(claims: list[Claim], data: st.DataObject) -> None:
    """Two claims decided to be of different matters are never in one finding, of one matter always."""
    unique = sorted({c.id: c for c in claims}.values(), key=lambda c: c.id)
    if len(unique) < 2:
        return
    one, other = data.draw(st.lists(st.sampled_from(unique), min_size=2, max_size=2, unique=True))
    apart = grouped(findings(unique, {}, [decide("different_matter", one, other)]))
    assert apart[one.id] != apart[other.id]
    joined = grouped(findings(unique, {}, [decide("same_matter", one, other)]))
    assert joined[one.id] == joined[other.id]


@given(_claims())
@settings(max_examples=60, deadline=None)
def test_a_denial_is_never_a_witness(claims: list[Claim]) -> None:
    """No origin rests on a claim that denies."""
    denials = {c.id for c in claims if is_denial(c)}
    for finding in findings(claims, {}):
        assert not denials & {c for o in finding.origins for c in o.claims}


@given(_claims(), st.sampled_from(("one.txt", "two.txt", "three.txt")))
@settings(max_examples=60, deadline=None)
def test_repetition_is_not_corroboration(claims: list[Claim], name: str) -> None:
    """Adding a near-duplicate of a document, with its claims, changes no finding's count of traced origins."""
    names = {c.document for c in claims} | {name}
    texts = library_of(names)
    before = findings(claims, texts)
    copy = msgspec.structs.replace(texts[name], id="copy.txt", name="copy.txt", text=texts[name].text + " Reprinted.")
    again = [
        msgspec.structs.replace(c, id=f"copy-{c.id}", document="copy.txt", doc="copy.txt")
        for c in claims
        if c.document == name
    ]
    after = findings([*claims, *again], {**texts, "copy.txt": copy})
    known = {c: f for f in before for c in f.claims}
    for finding in after:
        old = {known[c].id: known[c] for c in finding.claims if c in known}
        assert len(old) == 1
        (was,) = old.values()
        assert finding.traced == was.traced
        assert finding.untraced == was.untraced


@given(_claims(), _claims(4))
@settings(max_examples=40, deadline=None)
def test_lineage_leads_to_the_findings_that_held_the_claims(claims: list[Claim], more: list[Claim]) -> None:
    """What a finding continues is every earlier finding with which it shares a claim, and nothing else."""
    old = findings(claims, {})
    new = carry_lineage(old, findings([*claims, *more], {}))
    for finding in new:
        shares = {f.id for f in old if set(f.claims) & set(finding.claims)}
        assert set(finding.before) == shares - {finding.id}


def test_lineage_is_carried_on_through_generations() -> None:
    """A finding that continues one that continued another continues both; an unchanged one has no new past."""
    claims = [said(SENTENCES[0], f"{n}.txt", plover="AID", date="1978") for n in range(3)]
    first = findings(claims[:1], {})
    second = carry_lineage(first, findings(claims[:2], {}))
    third = carry_lineage(second, findings(claims, {}))
    assert third[0].before == tuple(sorted((first[0].id, second[0].id)))
    assert carry_lineage(third, third) == third
