"""Relations: where two parties stand, and through whom they deal."""

from __future__ import annotations

from typing import Literal

from backchannel.model.claims import Domain
from backchannel.model.times import When
from backchannel.model.value import Value

Cooperation = Literal["not known", "none recorded", "contact", "dealing", "sustained", "institutional"]
Conflictual = Literal["not known", "none recorded", "friction", "sanction", "threat", "force"]
Recognition = Literal["not known", "none", "implied", "de facto", "de jure", "withdrawn", "disputed"]
Representation = Literal[
    "not known",
    "none",
    "unofficial",
    "trade office",
    "interests section",
    "consulate",
    "chargé",
    "embassy",
    "suspended",
]
Visibility = Literal["public", "leaked", "declassified", "alleged"]
Acknowledgement = Literal["acknowledged", "denied", "denied in part", "neither", "not known"]


class DomainStanding(Value, frozen=True):
    """Co-operation and conflict of two parties in one domain: two scales, not one.

    ``findings`` move the standing; ``alleged`` are findings without a traced origin or flat wording: shown, but
    without weight. ``acknowledgement`` is each side's own, in the order of the standing's parties; "denied" where the
    side denies all of them, and ``denied`` says how many of them each side denies.
    """

    domain: Domain
    cooperation: Cooperation
    conflict: Conflictual
    findings: tuple[str, ...] = ()
    alleged: tuple[str, ...] = ()
    visibility: tuple[Visibility, ...] = ()
    acknowledgement: tuple[Acknowledgement, Acknowledgement] = ("not known", "not known")
    denied: tuple[int, int] = (0, 0)
    latest: When = When()
    reasons: tuple[str, ...] = ()


class Standing(Value, frozen=True):
    """Where two parties stand on a day, as known by a day: per domain, and recognition and representation, directed.

    ``recognition[0]`` is of ``parties[1]`` by ``parties[0]``, ``recognition[1]`` the other way; likewise
    ``representation``.
    """

    parties: tuple[str, str]
    on: str | None
    as_known: str | None
    domains: tuple[DomainStanding, ...]
    recognition: tuple[Recognition, Recognition]
    representation: tuple[Representation, Representation]
    reasons: tuple[str, ...] = ()


class Channel(Value, frozen=True):
    """A way two parties deal through a third; ``direction`` is ``AAA->BBB`` or ``mutual``.

    ``partial`` is true where the text names only one of the two at an end of it, in a passage about both.
    ``inferred`` is true where no text says so: one claim leads to the third party, another on from it.
    """

    via: str
    name: str
    parties: tuple[str, str]
    domain: Domain
    direction: str
    findings: tuple[str, ...]
    claims: tuple[str, ...]
    when: When = When()
    inferred: bool = False
    partial: bool = False
