"""Who takes part in a claim, and in which direction two parties deal in it."""

from __future__ import annotations

import re
from typing import Literal

from backchannel.model import Actor, Claim
from backchannel.relations.rules import first_match, words

Direction = Literal["forth", "back", "mutual"]

_RECEIVES = frozenset({"target", "beneficiary", "victim"})
_BESIDE = frozenset({"participant", "source", "target"})
# A crowd, a newspaper or a militia does not act for the state whose people it is made of.
_NOT_THE_STATE = frozenset({"population", "media", "armed_group"})


def _named_in(actor: Actor, claim: Claim) -> tuple[str, str]:
    """The words of the claim before the actor's mention, and the mention itself; both empty where it is not there."""
    quote = claim.quote
    if actor.start is not None and actor.end is not None and claim.start <= actor.start < actor.end <= claim.end:
        low, high = actor.start - claim.start, actor.end - claim.start
        return quote[:low], quote[low:high]
    found = re.search(rf"\b{re.escape(actor.name)}\b", quote)
    return (quote[: found.start()], found[0]) if found else ("", "")


def private(actor: Actor, claim: Claim) -> bool:
    """Whether the actor holds no office, or holds it no longer: he then binds nobody.

    Asked are the words of his office, then those of the claim directly before his name and his name itself.
    """
    said = (*words("visibility", "former"), *words("visibility", "private"))
    if actor.office:
        return first_match(said, actor.office) is not None
    if actor.type != "person":
        return False
    before, mention = _named_in(actor, claim)
    return bool(first_match(said, mention) or first_match(words("visibility", "before"), before))


def acts_for(actor: Actor, party: str, claim: Claim) -> bool:
    """Whether what the actor does in the claim is the party's doing."""
    return actor.country == party and actor.type not in _NOT_THE_STATE and not private(actor, claim)


def own_date(claim: Claim) -> bool:
    """Whether the claim has a date that its own words give, none carried over from elsewhere."""
    return claim.date.start is not None and not (claim.date.anchored and not claim.date.text)


def only_persons(claim: Claim, party: str) -> bool:
    """Whether in the claim only single persons act for the party."""
    mine = [a for a in claim.actors if acts_for(a, party, claim)]
    return bool(mine) and all(a.type == "person" for a in mine)


def roles(claim: Claim, party: str) -> frozenset[str]:
    """The roles in which the party takes part in the claim."""
    return frozenset(a.role for a in claim.actors if acts_for(a, party, claim))


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
