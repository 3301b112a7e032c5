"""What texts say draws two parties together, and what keeps them apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from backchannel.model import Claim
from backchannel.model.value import Value
from backchannel.relations.nearby import carried
from backchannel.relations.rules import words

_KINDS = frozenset({"assessment", "policy_option", "statement", "state"})


class Pull(Value, frozen=True):
    """One claim that says so, and the words that made us take it for one."""

    claim: Claim
    cue: str


class Pulls(Value, frozen=True):
    """What texts say draws the two together, and what keeps them apart, in reading order."""

    together: tuple[Pull, ...] = ()
    apart: tuple[Pull, ...] = ()


def pull_of(claim: Claim, parties: tuple[str, str], *, near: bool = False) -> tuple[str, str] | None:
    """The side ("together" or "apart") and the cue of one claim; None where it says nothing of the kind.

    ``near`` is true where the text around the claim is about the two (:func:`carried`).
    """
    named = claim.countries & set(parties)
    if claim.kind not in _KINDS or not (named or near):
        return None
    for rule in words("pulls", "pull", "side"):
        match = rule.pattern.search(claim.quote)
        if match and (rule.alone or near or len(named) == 2):
            turned = rule.negated or ("apart" if rule.value == "together" else rule.value)
            return (turned if claim.polarity == "negative" else rule.value), match[0]
    return None


def pulls(parties: tuple[str, str], claims: Mapping[str, Claim] | Iterable[Claim]) -> Pulls:
    """The claims that say what draws the two together or apart: judgements, options, statements, states of affairs."""
    known = tuple(claims.values() if isinstance(claims, Mapping) else claims)
    near = carried(known, parties)
    sides: dict[str, list[Pull]] = {"together": [], "apart": []}
    for claim in sorted(known, key=lambda c: (c.doc, c.start, c.id)):
        found = pull_of(claim, parties, near=claim.id in near)
        if found:
            sides[found[0]].append(Pull(claim=claim, cue=found[1]))
    return Pulls(together=tuple(sides["together"]), apart=tuple(sides["apart"]))
