"""One plain line for a finding, never more firmly put than the firmest of its claims."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from functools import cache

from backchannel.errors import UnknownParty
from backchannel.evidence.profile import Profile
from backchannel.evidence.tables import ActPhrase, act_phrases, firmness
from backchannel.model import Certainty, Claim, Domain, When, first_day
from backchannel.states import display_name

_ORDER: tuple[Certainty, ...] = ("certain", "probable", "possible", "alleged", "counterfactual_or_future")
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_LONGEST = 110  # letters of a quote in a title


def title(lead: Profile, said: Sequence[Claim], domain: Domain, when: When) -> str:
    """The title of a finding by its most telling claim, the claims that say so, its domain and its time."""
    prefix = firmness()[firmest(c.certainty for c in said)]
    named = _phrase(lead, domain)
    parties = _parties(lead.claim, when)
    time = f", {time_words(when)}" if when.start or when.end else ""
    if named is None or not parties:
        clipped = _clipped(lead.claim.quote)
        return f"{prefix}“{clipped}”{'' if when.start and time_words(when) in clipped else time}"
    phrase = named.negative if lead.polarity == "negative" else named.phrase
    named_already = _in_role(lead.claim, ("source", "target", "victim", "participant"), when)
    gains = [n for n in _in_role(lead.claim, ("beneficiary",), when) if n not in named_already and "→" in parties]
    gains = gains if _in_role(lead.claim, ("target", "victim"), when) else []
    via = _in_role(lead.claim, ("via",), when)
    return "".join(
        (
            prefix, parties, ": ", phrase, f" for {_listed(gains)}" if gains else "", time,
            f"; via {_listed(via)}" if via else "",
        )
    )  # fmt: skip


def firmest(certainties: Iterable[Certainty]) -> Certainty:
    """The one that promises most."""
    return min(certainties, key=_ORDER.index)


def _phrase(lead: Profile, domain: Domain) -> ActPhrase | None:
    if lead.act is None or lead.kind in ("assessment", "policy_option", "figure"):
        return None
    quote = lead.claim.quote
    return next(
        (
            p
            for p in act_phrases()
            if p.act == lead.act and p.domain in (None, domain) and (p.cue is None or p.cue.search(quote))
        ),
        None,
    )


def _parties(claim: Claim, when: When) -> str | None:
    """The parties with an arrow where the claim has a direction, else listed; None where less than two are states."""
    givers = _in_role(claim, ("source",), when)
    takers = _in_role(claim, ("target", "victim"), when) or _in_role(claim, ("beneficiary",), when)
    takers = [t for t in takers if t not in givers]
    if givers and takers:
        return f"{_listed(givers)} → {_listed(takers)}"
    beside = _in_role(claim, ("participant", "source", "target", "victim"), when)
    return _listed(beside) if len(beside) > 1 else None


def _in_role(claim: Claim, roles: Sequence[str], when: When) -> list[str]:
    return sorted({party_name(a.country, when) for a in claim.actors if a.country and a.role in roles})


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def party_name(code: str, when: When) -> str:
    """What the party was called at that time; the code itself where nobody knows it."""
    return _name(code, first_day(when.start) if when.start else None)


@cache
def _name(code: str, on: dt.date | None) -> str:
    try:
        return display_name(code, on)
    except UnknownParty:
        return code


def time_words(when: When) -> str:
    """A time as one says it: "1980s", "May 1970", "2008–2012"."""
    if when.start is None:
        return f"until {_said(when.end)}" if when.end else "undated"
    if when.end is None or when.end == when.start:
        return _said(when.start)
    first, last = _said(when.start), _said(when.end)
    if len(when.start) == len(when.end) == 7 and when.start[:4] == when.end[:4]:
        first = first.removesuffix(f" {when.start[:4]}")
    return f"{first}–{last}"


def _said(value: str) -> str:
    if value.endswith("X"):
        return f"{value[:3]}0s"
    year, *rest = value.split("-")
    month = f"{_MONTHS[int(rest[0]) - 1]} {year}" if rest else year
    return f"{int(rest[1])} {month}" if len(rest) == 2 else month


def _clipped(quote: str) -> str:
    text = " ".join(quote.split())
    if len(text) <= _LONGEST:
        return text
    return text[:_LONGEST].rsplit(" ", 1)[0] + " …"
