"""Links say how claims hang together, in the format's own words."""

from __future__ import annotations

import io
import json
from typing import Any

import msgspec
import pytest

from backchannel.exchange import Material, write
from backchannel.exchange.links import FIELD_OF, directions, links
from backchannel.model import Actor, Channel, Claim, Conflict, Finding, Origin, When


def claim(id_: str, *actors: str, **fields: Any) -> Claim:
    """A claim with the given id; an actor is written ``role/CODE``."""
    who = tuple(Actor(name=c, role=r, country=c or None) for r, c in (a.split("/") for a in actors))  # type: ignore[arg-type] # a role
    return Claim(id=id_, document="d", doc="d.txt", start=0, end=1, quote="x", kind="event", actors=who, **fields)


def finding(*claims: str, **fields: Any) -> Finding:
    return Finding(
        id="f" + "".join(claims), title="", kind="event", claims=claims, countries=(), act=None, domain="arms",
        when=When(), **fields,
    )  # fmt: skip


CLAIMS = [claim(i) for i in "abcd"]


def test_claims_of_one_finding_agree_unless_they_conflict() -> None:
    """Each pair once, sorted; a conflict of any kind is no agreement."""
    found = links(CLAIMS, [finding("c", "a", "b", conflicts=(Conflict(kind="number", claim="c", other="a", what=""),))])
    assert found["agree"] == [["a", "b"], ["b", "c"]]
    assert found["conflict"] == [["a", "c", "quantity"]]


@pytest.mark.parametrize(("kind", "field"), FIELD_OF.items())
def test_each_kind_of_conflict_has_a_field_of_the_format(kind: Any, field: str) -> None:
    """All kinds the model knows are covered."""
    conflict = Conflict(kind=kind, claim="a", other="b", what="")
    assert links(CLAIMS, [finding("a", "b", conflicts=(conflict,))])["conflict"] == [["a", "b", field]]
    assert set(FIELD_OF) == {"number", "date", "role", "place", "denial", "polarity", "certainty"}


def test_a_denial_without_a_claim_of_its_own_is_no_link() -> None:
    """The format links two claims; a response stands in the claim itself."""
    conflict = Conflict(kind="denial", claim="a", other=None, what="")
    assert links(CLAIMS, [finding("a", "b", conflicts=(conflict,))])["conflict"] == []


def test_claims_of_one_named_origin_have_the_same_source() -> None:
    """Over all findings; an author who names no origin is none."""
    cable = Origin(id="o1", name="the cable", claims=("a", "b"))
    again = Origin(id="o1", name="the cable", claims=("c",))
    unnamed = Origin(id="o2", name=None, claims=("b", "d"))
    found = links(CLAIMS, [finding("a", "b", origins=(cable, unnamed)), finding("c", "d", origins=(again,))])
    assert found["same_source"] == [["a", "b", "c"]]


def test_claims_that_are_not_exported_are_not_linked() -> None:
    """Ids in the links are ids in the claims."""
    cable = Origin(id="o1", name="the cable", claims=("a", "z"))
    assert links(CLAIMS, [finding("a", "z", origins=(cable,))]) == {
        "agree": [], "conflict": [], "same_source": [], "via": [],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("actors", "expected"),
    [
        (("via/SYL", "source/BOR", "target/FRE"), ["BOR->FRE"]),
        (("via/SYL", "source/BOR", "beneficiary/FRE"), ["BOR->FRE"]),
        (("via/SYL", "participant/BOR", "participant/FRE"), ["mutual"]),
        (("via/SYL", "source/BOR", "target/FRE", "source/FRE", "target/BOR"), ["mutual"]),
        (("via/SYL", "source/SYL", "target/FRE"), []),
        (("via/SYL", "participant/BOR"), []),
        (("via/SYL", "source/BOR", "target/FRE", "target/GBR"), ["BOR->FRE", "BOR->GBR"]),
    ],
)
def test_the_direction_through_a_third_follows_from_the_roles(actors: tuple[str, ...], expected: list[str]) -> None:
    """From those who act to those acted on; both ways or side by side is mutual; without two ends there is no row."""
    assert directions(claim("a", *actors), "SYL") == expected


def test_rows_through_a_third_are_one_a_domain_and_direction() -> None:
    """Claims are gathered, and channels that were worked out elsewhere are added to them."""
    way = ("via/SYL", "source/BOR", "target/FRE")
    claims = [claim("b", *way, domain="arms"), claim("a", *way, domain="arms"), claim("c"), claim("d", "via/")]
    channel = Channel(
        via="SYL", name="Syldavia", parties=("BOR", "FRE"), domain="arms", direction="BOR->FRE", findings=(),
        claims=("c", "z"),
    )  # fmt: skip
    row = {"via": "SYL", "domain": "arms", "direction": "BOR->FRE"}
    assert links(claims, [])["via"] == [{**row, "claims": ["a", "b"]}]
    assert links(claims, [], [channel])["via"] == [{**row, "claims": ["a", "b", "c"]}]


def test_the_file_is_one_object_and_does_not_depend_on_the_order_given() -> None:
    """The same bytes for the same links."""
    findings = [finding("a", "b"), finding("c", "d")]
    outs = []
    for material in (Material(CLAIMS, findings), Material(CLAIMS[::-1], findings[::-1])):
        out = io.BytesIO()
        write("links", material, out)
        outs.append(out.getvalue())
    assert outs[0] == outs[1]
    assert list(json.loads(outs[0])) == ["agree", "conflict", "same_source", "via"]
    assert msgspec.json.decode(outs[0])["agree"] == [["a", "b"], ["c", "d"]]
