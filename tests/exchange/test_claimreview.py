"""ClaimReview says what is known and who said so; a rating is a person's or there is none."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from hypothesis import given, settings

from backchannel.exchange import Material, write
from backchannel.exchange.claimreview import CREDIBILITY
from backchannel.model import Actor, Claim, Conflict, Origin, Relay, Response, When

from .conftest import Exported
from .rdf import faults, parsed
from .world import SHANGHAI, WARSAW, claim, document, finding, grade, material, worlds

TREATY = "Poland and West Germany signed a treaty on 7 December"


def written(given_: Material) -> bytes:
    out = io.BytesIO()
    write("claimreview", given_, out)
    return out.getvalue()


def reviews(data: bytes) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(data)["@graph"]
    return found


def review(*members: Claim, documents: Any = (), **more: Any) -> dict[str, Any]:
    """The one review of these claims."""
    (found,) = reviews(written(material(documents, members, **more)))
    return found


def test_the_shelf_conforms_to_schema_org(exported: Exported) -> None:
    """By closed shapes, so that no property is one that schema.org does not know."""
    data = exported("claimreview")
    assert faults(parsed(data), "schema_org") == ""
    assert len(reviews(data)) > 100


@settings(deadline=None, max_examples=15)
@given(worlds())
def test_whatever_the_claims_it_conforms(world: Material) -> None:
    """Any words in any field."""
    assert faults(parsed(written(world)), "schema_org") == ""


def test_without_a_person_there_is_no_rating(exported: Exported) -> None:
    """However well a finding is supported: the program weighs and does not rule. All are drafts, none has an author."""
    found = reviews(exported("claimreview"))
    assert {r["creativeWorkStatus"] for r in found} == {"Draft"}
    assert not [r for r in found if "reviewRating" in r or "author" in r]


@pytest.mark.parametrize("code", CREDIBILITY)
def test_a_grade_is_the_rating(code: str) -> None:
    """One to five turned round, so that more is better; six is no number, for it says that there is no basis."""
    one = document(WARSAW)
    made = claim(one, TREATY)
    found = review(made, documents=[one], decisions=[grade(made, code)], analysts=True)
    rating = found["reviewRating"]
    assert "creativeWorkStatus" not in found
    assert found["author"] == {"@type": "Person", "name": "Ann O. Tator"} and found["dateCreated"] == "2026-01-02"
    assert f"credibility {code}" in rating["alternateName"] and rating["ratingExplanation"] == "seen twice"
    assert rating.get("ratingValue") == (None if code == "6" else 6 - int(code))
    assert faults(parsed(written(material([one], [made], decisions=[grade(made, code)]))), "schema_org") == ""


def test_a_grade_stands_without_the_name_of_who_gave_it() -> None:
    """Names and reasons of analysts are left out unless asked for; the grade itself is not theirs alone."""
    one = document(WARSAW)
    made = claim(one, TREATY)
    data = written(material([one], [made], decisions=[grade(made, "2")]))
    assert b"Tator" not in data and b"seen twice" not in data
    assert reviews(data)[0]["reviewRating"]["ratingValue"] == 4


def test_the_latest_grade_counts_and_other_decisions_are_no_verdict() -> None:
    """A note or a grade of the source's reliability rates nothing that was said."""
    one = document(WARSAW)
    made = claim(one, TREATY)
    early, late = grade(made, "5"), grade(made, "1")
    late = type(late)(**{f: getattr(late, f) for f in late.__struct_fields__} | {"at": "2026-02-01T00:00:00+00:00"})
    assert review(made, documents=[one], decisions=[late, early])["reviewRating"]["ratingValue"] == 5
    reliability = type(early)(**{f: getattr(early, f) for f in early.__struct_fields__} | {"field": "reliability"})
    assert "reviewRating" not in review(made, documents=[one], decisions=[reliability])


def test_what_nobody_can_check_is_not_reviewed() -> None:
    """A judgement is no matter for a fact-check, unless a person graded it."""
    one = document(WARSAW)
    made = claim(one, TREATY, checkable=False)
    assert reviews(written(material([one], [made]))) == []
    assert len(reviews(written(material([one], [made], decisions=[grade(made, "6")])))) == 1


def test_a_review_names_every_appearance_and_the_first() -> None:
    """Where it was said, when that came out, in which words; the first where all are dated."""
    shelf = [
        document(WARSAW, author="A. Reader", date="1971", url="https://example.org/warsaw", publisher="The Post"),
        document(SHANGHAI, "later.txt", date="1972-03-01"),
        document(f"Undated. {WARSAW}", "undated.txt"),
    ]
    both = [claim(shelf[0], TREATY), claim(shelf[1], "Nixon met Mao")]
    said = review(*both, documents=shelf, findings=[finding(*both)])["itemReviewed"]
    early, late = said["appearance"]
    assert early["url"] == "https://example.org/warsaw" and early["publisher"]["name"] == "The Post"
    assert (
        (early["datePublished"], late["datePublished"])
        == ("1971", "1972-03-01")
        == (said["datePublished"], "1972-03-01")
    )
    assert said["firstAppearance"] == {"@id": early["@id"]}
    assert early["hasPart"][0]["text"] == TREATY
    undated = [*both, claim(shelf[2], TREATY)]
    said = review(*undated, documents=shelf, findings=[finding(*undated)])["itemReviewed"]
    assert "firstAppearance" not in said and "datePublished" not in said


@pytest.mark.parametrize(
    ("chain", "actor", "expected"),
    [
        ((), None, {"@type": "Person", "name": "A. Reader"}),
        ((Relay(source="Willy Brandt"),), "person", {"@type": "Person", "name": "Willy Brandt"}),
        ((Relay(source="Willy Brandt"),), "agency", {"@type": "Organization", "name": "Willy Brandt"}),
        ((Relay(source="a cable", kind="leak"),), "person", None),
    ],
)
def test_who_said_it_is_a_person_or_organisation_where_the_text_shows_which(
    chain: tuple[Relay, ...], actor: Any, expected: Any
) -> None:
    """A cable is neither; the words for the origin stand as a citation in any case."""
    one = document(WARSAW, author="A. Reader")
    who = (Actor(name="Willy Brandt", role="speaker", type=actor),) if actor else ()
    made = claim(one, TREATY, attribution=(*chain, Relay(source="author", kind="author")))
    made = type(made)(**{f: getattr(made, f) for f in made.__struct_fields__} | {"actors": who})
    said = review(made, documents=[one])["itemReviewed"]
    assert said.get("author") == expected
    assert said.get("citation") == (chain[0].source if chain else None)


def test_a_draft_tells_how_the_matter_stands() -> None:
    """Origins, answers on the same line, and where the documents differ; nothing is judged."""
    shelf = [document(WARSAW), document(SHANGHAI, "later.txt")]
    denied = Response(by="Bonn", stance="denies", date=When(start="1971-01"))
    both = [claim(shelf[0], TREATY, certainty="alleged", responses=(denied,)), claim(shelf[1], "Nixon met Mao")]
    cable = Origin(id="o", name="the cable", claims=(both[0].id,))
    differs = Conflict(kind="date", claim=both[0].id, other=both[1].id, what="1970 or 1972")
    body = review(*both, documents=shelf, findings=[finding(*both, origins=(cable,), conflicts=(differs,))])[
        "reviewBody"
    ]
    assert body == (
        "Said in 2 documents, put as alleged, stated flatly. It goes back to 1 named origin: the cable."
        " Bonn denies it (1971-01). The documents differ in: date."
    )
