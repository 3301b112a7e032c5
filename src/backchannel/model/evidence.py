"""Evidence: claims about one matter, fused; where they come from and where they differ."""

from __future__ import annotations

from typing import Literal

from backchannel.model.claims import Act, Domain, Kind, Response
from backchannel.model.times import When
from backchannel.model.value import Value, fingerprint

ConflictKind = Literal["number", "date", "role", "place", "denial", "polarity", "certainty"]


class Origin(Value, frozen=True):
    """Where chains of attribution begin.

    ``name`` None is "origin not given" (an author who names none): never a witness. ``read`` is true where the
    origin itself is a document of the ledger (its id in ``document``); ``reason`` says why claims are put to it.
    """

    id: str
    name: str | None
    claims: tuple[str, ...]
    document: str | None = None
    read: bool = False
    reason: str = ""


class Conflict(Value, frozen=True):
    """Two claims of one matter that cannot both stand as they are, or a claim and its denial (``other`` None)."""

    kind: ConflictKind
    claim: str
    other: str | None
    what: str


class SetAside(Value, frozen=True):
    """A claim that counts no more: its words were corrected or withdrawn by the document ``by`` (an id)."""

    claim: str
    by: str
    kind: Literal["correction", "retraction"]


class Finding(Value, frozen=True):
    """Claims from any number of documents about one matter.

    ``claims`` are ids, most telling first; ``traced`` counts origins that are named, "origin not given" apart in
    ``untraced``; ``before`` lists ids of findings this one continues (lineage through merge and split). ``set_aside``
    are those of the claims that are no witnesses any more.
    """

    id: str
    title: str
    kind: Kind
    claims: tuple[str, ...]
    countries: tuple[str, ...]
    act: Act | None
    domain: Domain
    when: When
    origins: tuple[Origin, ...] = ()
    traced: int = 0
    untraced: int = 0
    responses: tuple[Response, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    covert: bool = False
    why: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    set_aside: tuple[SetAside, ...] = ()


def finding_id(claims: tuple[str, ...]) -> str:
    """The identity of a finding: the claims it is made of."""
    return fingerprint("finding", sorted(claims))
