"""Claims of every shape, for property tests of the formats."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from backchannel.model import (
    ACTS,
    CERTAINTIES,
    DOMAINS,
    KINDS,
    ROLES,
    Actor,
    Citation,
    Claim,
    Quantity,
    Relay,
    Response,
    When,
    claim_id,
)

words = st.text(st.characters(codec="utf-8"), min_size=1, max_size=12)
maybe = st.none() | words
dates = st.sampled_from(["1931", "1931-03", "1931-03-14", "193X", "2005-09-01"])
numbers = st.none() | st.floats(allow_nan=False, allow_infinity=False) | st.integers(-(10**9), 10**15).map(float)
countries = st.none() | st.sampled_from(["PAK", "USA", "CHN", "POL", "DEU"])


def dated() -> st.SearchStrategy[When]:
    given = st.builds(When, start=dates, end=st.none() | dates, text=maybe, anchored=st.booleans())
    return st.just(When()) | given


@st.composite
def claims(draw: st.DrawFn) -> Claim:
    """A claim that carries what the claims format carries, and nothing it does not."""
    start = draw(st.integers(0, 10**6))
    actor = st.builds(Actor, name=words, role=st.sampled_from(ROLES), country=countries)
    fields: dict[str, Any] = {
        "doc": draw(words),
        "start": start,
        "end": start + draw(st.integers(0, 500)),
        "quote": draw(words),
        "kind": draw(st.sampled_from(KINDS)),
        "actors": tuple(draw(st.lists(actor, max_size=4))),
        "plover": draw(st.none() | st.sampled_from(ACTS)),
    }
    response = st.builds(
        Response,
        by=words,
        stance=st.sampled_from(["confirms", "denies", "denies_part", "neither"]),
        of=maybe,
        date=st.none() | dated(),
        start=st.none() | st.integers(0, 99),
        end=st.none() | st.integers(0, 99),
    )
    quantity = st.builds(Quantity, value=numbers, min=numbers, max=numbers, unit=st.just("") | words, what=maybe)
    relay = st.builds(Relay, source=words, cue=maybe, kind=st.sampled_from(["report", "leak", "author"]))
    return Claim(
        id=claim_id("x", fields["start"], fields["end"], fields["kind"], fields["plover"], fields["actors"]),
        document="",
        **fields,
        domain=draw(st.sampled_from(DOMAINS)),
        date=draw(dated()),
        attribution=tuple(draw(st.lists(relay, min_size=1, max_size=3))),
        certainty=draw(st.sampled_from(CERTAINTIES)),
        responses=tuple(draw(st.lists(response, max_size=2))),
        polarity=draw(st.sampled_from(["positive", "negative"])),
        covert=draw(st.booleans()),
        quantity=tuple(draw(st.lists(quantity, max_size=2))),
        place=draw(maybe),
        citation=draw(st.none() | st.builds(Citation, footnote=st.none() | st.integers(0, 9), text=maybe)),
        checkable=draw(st.booleans()),
    )


def many() -> st.SearchStrategy[list[Claim]]:
    """Claims with ids of their own, in the ledger's order."""
    lists = st.lists(claims(), max_size=6, unique_by=lambda c: c.id)
    return lists.map(lambda found: sorted(found, key=lambda c: (c.doc, c.start, c.id)))
