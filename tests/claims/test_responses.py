"""Who answers a claim: denials and confirmations attach to what they answer and change nothing else in it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from backchannel.model import Claim

from .made import holding

Read = Callable[..., tuple[Claim, ...]]

BEFORE = "Norway trained Kenyan officers in 1974."


@pytest.mark.parametrize(
    ("answer", "by", "stance"),
    [
        ("Kenya denied these claims.", {"Kenya"}, "denies"),
        ("Norway denied this report.", {"Norway"}, "denies"),
        ("Norway and Kenya denied these reports.", {"Norway", "Kenya"}, "denies"),
        ("Norway rejected these allegations.", {"Norway"}, "denies"),
        ("Kenya confirmed the report.", {"Kenya"}, "confirms"),
    ],
)
def test_an_answer_in_the_next_sentence_attaches(answer: str, by: set[str], stance: str, read: Read) -> None:
    """Words that point back ("these claims") answer the claim before them, one response a party."""
    claim = holding(read(f"{BEFORE} {answer}"), "trained")
    assert {(r.by, r.stance) for r in claim.responses} == {(name, stance) for name in by}
    if stance == "denies":
        assert set(claim.denied_by) == by


def test_a_denial_changes_nothing_but_the_responses(read: Read) -> None:
    """Certainty, polarity, secrecy, actors and act stay as they were before it was denied.

    What a claim is about is read from its paragraph, so that may change.
    """
    (alone,) = read(BEFORE)
    denied = holding(read(f"{BEFORE} Kenya denied these claims."), "trained")
    assert denied.responses
    same = replace(
        denied, id=alone.id, document=alone.document, responses=(), reasons=alone.reasons, domain=alone.domain
    )
    assert same == alone


def test_a_response_has_its_words(read: Read) -> None:
    """Where it was said and what it answers."""
    text = f"{BEFORE} Kenya denied these claims."
    (answer,) = holding(read(text), "trained").responses
    assert text[answer.start : answer.end] == "Kenya denied these claims."
    assert answer.of == "these claims"


@pytest.mark.parametrize(
    ("text", "words", "by", "stance"),
    [
        ("Argentina denied that it had sold rifles to Libya in 1982.", "sold rifles", "Argentina", "denies"),
        ("Greece confirmed that it had allowed the ships to dock in 1990.", "allowed", "Greece", "confirms"),
        (
            "The foreign ministry of Kenya neither confirmed nor denied that Kenyan officers had met them in 1976.",
            "had met",
            "foreign ministry",
            "neither",
        ),
    ],
)
def test_an_answer_to_its_own_clause(text: str, words: str, by: str, stance: str, read: Read) -> None:
    """ "X denied that …" answers the clause it governs."""
    claim = holding(read(text), words)
    assert [(r.by, r.stance) for r in claim.responses] == [(by, stance)]


def test_both_that_deny_are_named(read: Read) -> None:
    """ "Both countries" becomes the two states, each with its answer."""
    claims = read("Denmark and Libya met in Tunis in 1983. Both countries denied these reports.")
    assert set(holding(claims, "met in Tunis").denied_by) == {"Denmark", "Libya"}


def test_a_paragraph_is_as_far_as_pointing_back_goes(read: Read) -> None:
    """ "These claims" in a new paragraph answers nothing of the one before."""
    claims = read(f"{BEFORE}\n\nKenya denied these claims.")
    assert holding(claims, "trained").responses == ()


def test_a_denial_reaches_over_a_sentence_without_claims(read: Read) -> None:
    """What stands between and asserts nothing does not keep the answer from its claim."""
    claims = read(f"{BEFORE} Why? Kenya denied these claims.")
    assert holding(claims, "trained").denied_by == ("Kenya",)


def test_who_denies_something_else_answers_nothing(read: Read) -> None:
    """A ship that is denied entry is no denial of what was said before."""
    claims = read(f"{BEFORE} Kenya denied the Danish ship entry in 1975.")
    assert holding(claims, "trained").denied_by == ()


def test_undenied_is_undenied(read: Read) -> None:
    """No answer is made up."""
    text = "Cuba shipped rifles to Angola in 1975. Peru and Ecuador signed a treaty in 1942. The talks ended."
    assert all(c.responses == () for c in read(text))


def test_each_party_answers_once(read: Read) -> None:
    """Said twice, a denial is one response."""
    claims = read(f"{BEFORE} Kenya denied these claims. Kenya denied these claims again.")
    assert holding(claims, "trained").denied_by == ("Kenya",)
