"""What a document's claims cite is named note by note, with the doubts that dates and titles give."""

from __future__ import annotations

from typing import Any

import pytest

from backchannel.documents import read_bytes
from backchannel.dossier.citing import told
from backchannel.evidence.cited import cited_by
from backchannel.model import Citation, Claim, Document, Quantity

from .factory import said

TEXT = """Malta lent Libya $40 million in May 1998.[1] The loan was repaid in 2001.[2]

Notes

1. Ann Example, ‘Malta lends $40’, The Harbour Times, 3 June 1998.
2. Ibid.
"""


@pytest.fixture
def document() -> Document:
    (made,) = read_bytes(TEXT.encode(), "loan.txt")
    return made


def claim(document: Document, quote: str, note: int, **fields: Any) -> Claim:
    return said(quote, document.id, TEXT.index(quote), citation=Citation(footnote=note), **fields)


def test_a_source_is_named_for_the_claims_of_its_note_alone(document: Document) -> None:
    """Notes that no claim here carries are left out."""
    loan = claim(document, "Malta lent Libya $40 million in May 1998", 1, date="1998-05")
    (found,) = cited_by(document, [loan])
    assert (found.note, found.claims, found.predates) == ("1", (loan.id,), ())
    assert (found.reference.author, found.reference.date) == ("Ann Example", "1998-06-03")
    assert cited_by(document, []) == ()


def test_a_source_older_than_the_event_is_flagged(document: Document) -> None:
    """A paper of 1998 cannot report what happened in 2001; a plan for 2001 it can; one of the same year it may."""
    late = claim(document, "The loan was repaid in 2001", 2, date="2001")
    (found,) = cited_by(document, [late])
    assert found.predates == (late.id,)
    assert "older than what 1 claim" in told(found)
    plan = claim(document, "The loan was repaid in 2001", 2, date="2001", certainty="counterfactual_or_future")
    same = claim(document, "The loan was repaid in 2001", 2, date="1998")
    for other in (plan, same):
        assert cited_by(document, [other])[0].predates == ()


def test_a_title_that_gives_the_number_in_another_size_is_flagged(document: Document) -> None:
    """ "$40" over a text of 40 million is a misprint somewhere; the same number is none, nor one of another unit."""
    for value, unit, flagged in ((4e7, "USD", True), (40.0, "USD", False), (4e7, "EUR", False)):
        loan = claim(
            document, "Malta lent Libya $40 million in May 1998", 1, quantity=(Quantity(value=value, unit=unit),)
        )
        assert bool(cited_by(document, [loan])[0].misprinted) is flagged
