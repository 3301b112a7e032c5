"""What had happened by a day, and what was known by a day: event time and known time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import NamedTuple

import msgspec

from backchannel.errors import BadDate
from backchannel.model import Claim, Dating, Finding, Response, When, first_day, last_day


class Known(NamedTuple):
    """What is left of claims and findings under two dates, and how much is not.

    ``undated`` counts claims left out because nothing dates their document, ``later`` claims first known later,
    ``after`` findings about things that happened later than the day asked for.
    """

    findings: tuple[Finding, ...]
    claims: dict[str, Claim]
    undated: int = 0
    later: int = 0
    after: int = 0


def _limit(value: str | None) -> dt.date | None:
    if value is None:
        return None
    try:
        return last_day(value)
    except ValueError as error:
        raise BadDate(f"{value!r} is not a date. Write 1971, 1971-07 or 1971-07-09.") from error


def latest_start(dating: Dating) -> dt.date:
    """The last day on which a document of this date may have appeared."""
    return last_day(dating.end or dating.start)


def known_of(claim: Claim, known: Mapping[str, Dating]) -> Dating | None:
    """When the claim's words became public: as noted for the claim itself, else for its document; None if unknown."""
    return known.get(claim.id) or known.get(claim.document)


def _begun(when: When, limit: dt.date | None) -> bool:
    return limit is None or when.start is None or first_day(when.start) <= limit


def _answers(responses: Iterable[Response], limits: tuple[dt.date | None, ...]) -> tuple[Response, ...]:
    return tuple(r for r in responses if all(_begun(r.date or When(), limit) for limit in limits))


def _restrict(finding: Finding, claims: Mapping[str, Claim], limits: tuple[dt.date | None, ...]) -> Finding | None:
    kept = tuple(c for c in finding.claims if c in claims)
    if not kept:
        return None
    origins = tuple(
        msgspec.structs.replace(o, claims=tuple(c for c in o.claims if c in claims))
        for o in finding.origins
        if any(c in claims for c in o.claims)
    )
    whole = len(kept) == len(finding.claims)
    said = {r for c in kept for r in claims[c].responses}
    responses = finding.responses if whole else tuple(r for r in finding.responses if r in said)
    return msgspec.structs.replace(
        finding,
        claims=kept,
        origins=origins,
        traced=finding.traced if whole else sum(o.name is not None for o in origins),
        untraced=finding.untraced if whole else sum(o.name is None for o in origins),
        responses=_answers(responses, limits),
        conflicts=tuple(k for k in finding.conflicts if k.claim in claims and (k.other is None or k.other in claims)),
        set_aside=tuple(a for a in finding.set_aside if a.claim in claims),
    )


def _known_by(dating: Dating | None, limit: dt.date) -> bool:
    return dating is not None and latest_start(dating) <= limit


def narrow(
    findings: Iterable[Finding],
    claims: Mapping[str, Claim],
    *,
    on: str | None = None,
    as_known: str | None = None,
    known: Mapping[str, Dating] | None = None,
) -> Known:
    """The findings as they were on a day (``on``, event time) and as known by a day (``as_known``).

    A claim counts as known from the last day on which its document may have appeared; ``known`` maps document ids to
    when they became public, and ids of claims to when their words did, where that was another day. Origins, answers and
    conflicts are counted again on what is left. What has no event date stays; a claim whose document nothing dates is
    left out once ``as_known`` is given, because it cannot be shown to have been known. Raises :class:`BadDate`.
    """
    event, limit = _limit(on), _limit(as_known)
    dates = known or {}
    undated = sum(known_of(c, dates) is None for c in claims.values()) if limit else 0
    left = {i: c for i, c in claims.items() if not limit or _known_by(known_of(c, dates), limit)}
    left = {i: msgspec.structs.replace(c, responses=_answers(c.responses, (event, limit))) for i, c in left.items()}
    restricted = [f for f in (_restrict(f, left, (event, limit)) for f in findings) if f]
    kept = tuple(f for f in restricted if _begun(f.when, event))
    here = {i: c for i, c in left.items() if _begun(c.date, event)}
    return Known(kept, here, undated, len(claims) - len(left) - undated, len(restricted) - len(kept))
