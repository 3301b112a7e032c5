"""What a document's claims cite, and two plain doubts: a source older than the event, a title that says another number.

A source that had appeared before an event took place cannot report it: note or date is wrong, or the source is cited
for something else. A title that gives a figure of the claim in another size ("$40" for 40 million) may be a misprint,
of the title or of the text. Both are said, and nothing is decided by them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from backchannel.documents.cited_sources import cited_sources
from backchannel.documents.facts.references import Reference
from backchannel.language.quantities import find_quantities
from backchannel.model import Claim, Document
from backchannel.model.times import first_day, last_day
from backchannel.model.value import Value

_SIZES = frozenset({1e3, 1e6, 1e9})


class CitedSource(Value, frozen=True):
    """One source that a note cites, with the claims that carry the note's mark.

    ``predates`` are those of them whose event is later than the source, ``misprinted`` those with a number that the
    source's title gives in another size.
    """

    note: str
    reference: Reference
    claims: tuple[str, ...]
    predates: tuple[str, ...] = ()
    misprinted: tuple[str, ...] = ()


def cited_by(document: Document, claims: Iterable[Claim]) -> tuple[CitedSource, ...]:
    """The sources that the ``document``'s notes cite for these claims, in the order of the notes."""
    by_note: dict[str, list[Claim]] = {}
    for claim in claims:
        if claim.document == document.id and claim.citation and claim.citation.footnote is not None:
            by_note.setdefault(str(claim.citation.footnote), []).append(claim)
    if not by_note:
        return ()
    noted = zip(document.notes, cited_sources(document), strict=True)
    return tuple(made for note, found in noted if note.number in by_note for made in _made(note.number, found, by_note))


def _made(number: str, found: Iterable[Reference], by_note: dict[str, list[Claim]]) -> Iterator[CitedSource]:
    for reference in found:
        citing = by_note[number]
        yield CitedSource(
            note=number,
            reference=reference,
            claims=tuple(claim.id for claim in citing),
            predates=tuple(claim.id for claim in citing if predates(reference, claim)),
            misprinted=tuple(claim.id for claim in citing if misprinted(reference, claim)),
        )


def predates(reference: Reference, claim: Claim) -> bool:
    """Whether the source appeared before the event of the claim can have begun, of what is told as having happened."""
    if reference.date is None or claim.date is None or claim.date.start is None:
        return False
    if claim.certainty == "counterfactual_or_future":
        return False  # a plan is told before it is carried out
    return last_day(reference.date) < first_day(claim.date.start)


def misprinted(reference: Reference, claim: Claim) -> bool:
    """Whether the source's title gives a number of the claim, in its unit, a thousand times too large or small."""
    if reference.title is None or not claim.quantity:
        return False
    told = [(q.unit, q.value) for q in find_quantities(reference.title) if q.value]
    return any(
        q.unit == unit and q.value and max(q.value, value) / min(q.value, value) in _SIZES
        for q in claim.quantity
        for unit, value in told
    )
