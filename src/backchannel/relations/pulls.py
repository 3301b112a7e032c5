"""What texts say draws two parties together, and what keeps them apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from backchannel.model import Claim
from backchannel.model.value import Value
from backchannel.relations.rules import words

_KINDS = frozenset({"assessment", "policy_option", "statement"})


class Pull(Value, frozen=True):
    """One claim that says so, and the words that made us take it for one."""

    claim: Claim
    cue: str


class Pulls(Value, frozen=True):
    """What texts say draws the two together, and what keeps them apart, in reading order."""

    together: tuple[Pull, ...] = ()
    apart: tuple[Pull, ...] = ()


def pull_of(claim: Claim, parties: tuple[str, str]) -> tuple[str, str] | None:
    """The side ("together" or "apart") and the cue of one claim; None where it says nothing of the kind."""
    named = claim.countries & set(parties)
    if claim.kind not in _KINDS or not named:
        return None
    for rule in words("pulls", "pull", "side"):
        match = rule.pattern.search(claim.quote)
        if match and (rule.alone or len(named) == 2):
            turned = claim.polarity == "negative" and rule.value == "together"
            return ("apart" if turned else rule.value), match[0]
    return None


def pulls(parties: tuple[str, str], claims: Mapping[str, Claim] | Iterable[Claim]) -> Pulls:
    """The claims of kind assessment, policy option or statement that say what draws the two together or apart."""
    known = claims.values() if isinstance(claims, Mapping) else claims
    sides: dict[str, list[Pull]] = {"together": [], "apart": []}
    for claim in sorted(known, key=lambda c: (c.doc, c.start, c.id)):
        found = pull_of(claim, parties)
        if found:
            sides[found[0]].append(Pull(claim=claim, cue=found[1]))
    return Pulls(together=tuple(sides["together"]), apart=tuple(sides["apart"]))
