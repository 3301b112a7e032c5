"""Who takes part in a claim, and in which direction two parties deal in it."""

from __future__ import annotations

from typing import Literal

from backchannel.model import Actor, Claim
from backchannel.relations.rules import first_match, words

Direction = Literal["forth", "back", "mutual"]

_RECEIVES = frozenset({"target", "beneficiary", "victim"})
_BESIDE = frozenset({"participant", "source", "target"})
# A crowd, a newspaper or a militia does not act for the state whose people it is made of.
_NOT_THE_STATE = frozenset({"population", "media", "armed_group"})


def former(actor: Actor) -> bool:
    """Whether the actor's office is one that he no longer holds: he then binds nobody."""
    return bool(actor.office and first_match(words("visibility", "former"), actor.office))


def acts_for(actor: Actor, party: str) -> bool:
    """Whether what the actor does in a claim is the party's doing."""
    return actor.country == party and actor.type not in _NOT_THE_STATE and not former(actor)


def roles(claim: Claim, party: str) -> frozenset[str]:
    """The roles in which the party takes part in the claim."""
    return frozenset(a.role for a in claim.actors if acts_for(a, party))


def dealing(claim: Claim, one: str, other: str) -> Direction | None:
    """How the claim has two parties deal with each other; None where it does not.

    ``forth`` is from ``one`` to ``other``. Two sources that act on a third, a conduit, a speaker or a mere topic do
    not deal with each other.
    """
    here, there = roles(claim, one), roles(claim, other)
    forth = "source" in here and bool(there & _RECEIVES)
    back = "source" in there and bool(here & _RECEIVES)
    beside = ("participant" in here and bool(there & _BESIDE)) or ("participant" in there and bool(here & _BESIDE))
    if beside or (forth and back):
        return "mutual"
    return "forth" if forth else "back" if back else None
