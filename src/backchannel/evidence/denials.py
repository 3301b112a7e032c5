"""Denials: claims that say somebody denies something. They belong to a matter and are never witnesses for it."""

from __future__ import annotations

from backchannel.evidence.tables import matches
from backchannel.model import Claim


def is_denial(claim: Claim) -> bool:
    """Whether the claim is somebody's denial.

    It is where a speaker's words or the cue of the attribution say so, or where a party to the act says that it is not
    so and the text does not adopt its word.
    """
    if claim.kind not in ("statement", "event", "state"):
        return False
    cues = " ".join(r.cue or "" for r in claim.attribution if r.kind != "author")
    if matches("answers", "deny", cues) or matches("answers", "deny", claim.quote):
        position = claim.kind == "statement" and claim.plover in ("REJECT", None)
        return claim.polarity == "negative" or position
    if claim.kind != "statement":
        return False
    speakers = {a.country for a in claim.actors if a.role == "speaker" and a.country}
    acting = {a.country for a in claim.actors if a.role not in ("speaker", "party") and a.country}
    return claim.polarity == "negative" and claim.certainty == "alleged" and bool(speakers & acting)


def points_back(claim: Claim) -> bool:
    """Whether a denial names what it denies only by pointing back: "denied these claims"."""
    return matches("answers", "back", claim.quote)


def denier(claim: Claim) -> str:
    """Who denies: the originator of the denial's chain, else its speaker."""
    first = claim.attribution[0] if claim.attribution else None
    if first and first.kind != "author":
        return first.source
    return next((a.name for a in claim.actors if a.role in ("speaker", "source")), "the author")


def folded(by: str) -> str:
    """A denier's name for comparing."""
    return by.casefold().removeprefix("the ").strip()


def same_denier(one: str, other: str) -> bool:
    """Whether two names may be one denier: the same, or one within the other ("Chad" and "Chad and Niger")."""
    a, b = folded(one), folded(other)
    return a in b or b in a
