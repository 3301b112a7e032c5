"""From documents, claims and findings to the dossier of two parties."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from backchannel.dossier.brief import brief
from backchannel.dossier.passages import block, line
from backchannel.dossier.sources import sources
from backchannel.dossier.value import Answered, Basis, Dossier, Gap, Leaning, Matter, Party, Tie
from backchannel.errors import UnknownParty
from backchannel.model import Acknowledgement, Channel, Claim, Dating, Document, Finding, Standing, When, first_day
from backchannel.relations import (
    Direction,
    Known,
    Pulls,
    acknowledged,
    channels,
    dealing,
    narrow,
    party_of,
    pulls,
    reach,
    speaks_for,
    standing,
    visible,
)
from backchannel.relations.timeframe import latest_start
from backchannel.states import display_name


def known_dates(documents: Iterable[Document]) -> dict[str, Dating]:
    """When each document became public: its release where it has one, else its date."""
    dates = ((d.id, d.metadata.released or d.metadata.date) for d in documents)
    return {document_id: dating for document_id, dating in dates if dating}


def _answered(
    sides: tuple[Acknowledgement, Acknowledgement], finding: Finding, pair: tuple[str, str], by: Mapping[str, str]
) -> Answered:
    """Both sides in one word; a denial by somebody we cannot place counts too, so that no denial is lost."""
    unplaced = {r.stance for r in finding.responses if party_of(r.by, by) not in pair}
    if "denied" in sides or unplaced & {"denies", "denies_part"}:
        return "denied"
    owned = sides.count("acknowledged")
    if owned:
        return "acknowledged by both" if owned == 2 else "acknowledged by one side"
    return "not commented on" if "neither" in sides or unplaced & {"neither", "no_comment"} else "no answer recorded"


def _sides(finding: Finding, claims: Mapping[str, Claim]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The claims that say so and those that say the opposite; the most telling claim sets what "so" is."""
    lead = claims[finding.claims[0]].polarity
    against = {i for i in finding.claims if claims[i].polarity != lead}
    for conflict in finding.conflicts:
        if conflict.kind in ("polarity", "denial") and conflict.other and conflict.other != finding.claims[0]:
            against.add(conflict.other)
    return tuple(i for i in finding.claims if i not in against), tuple(i for i in finding.claims if i in against)


def _first_known(ids: Iterable[str], claims: Mapping[str, Claim], known: Mapping[str, Dating]) -> Dating | None:
    dates = [known[claims[i].document] for i in ids if claims[i].document in known]
    return min(dates, key=lambda d: (latest_start(d), d.start, d.reason), default=None)


def _matter(
    finding: Finding, left: Known, pair: tuple[str, str], known: Mapping[str, Dating], by: dict[str, str]
) -> Matter:
    mine = tuple(left.claims[i] for i in finding.claims)
    one, other = (acknowledged(finding, mine, party, by) for party in pair)
    said_for, said_against = _sides(finding, left.claims)
    return Matter(
        finding=finding,
        said_for=said_for,
        said_against=said_against,
        acknowledgement=(one, other),
        answered=_answered((one, other), finding, pair, by),
        visibility=visible(finding, mine),
        known=_first_known(finding.claims, left.claims, known),
        indirect=not any(dealing(c, *pair) for c in mine),
    )


def _order(finding: Finding) -> tuple[str, str]:
    start = finding.when.start
    return (first_day(start).isoformat() if start else "9999", finding.id)


def _one_sided(left: Known, documents: Mapping[str, Document], parties: tuple[Party, Party]) -> tuple[str, ...]:
    """Claims that name one of the two, in a block whose other claims or words name the other one."""
    codes = {p.code for p in parties}
    blocks: dict[tuple[str, int], set[str]] = defaultdict(set)
    places = {c.id: (c.document, block(documents[c.document], c.start, c.end)) for c in left.claims.values()}
    for claim in left.claims.values():
        document, (start, _) = places[claim.id]
        blocks[document, start] |= claim.countries & codes
    found = []
    for claim in sorted(left.claims.values(), key=lambda c: (c.doc, c.start, c.id)):
        named = claim.countries & codes
        if len(named) != 1:
            continue
        document, (start, end) = places[claim.id]
        other = next(p for p in parties if p.code not in named)
        words = re.search(rf"\b{re.escape(other.name)}", documents[document].text[start:end])
        if other.code in blocks[document, start] or words:
            found.append(claim.id)
    return tuple(found)


def _span(claims: Iterable[Claim]) -> When:
    dated = sorted({c.date.start for c in claims if c.date.start}, key=first_day)
    if not dated:
        return When()
    return When(start=dated[0], end=dated[-1] if dated[-1] != dated[0] else None)


def _direct(pair: tuple[str, str], names: Mapping[str, str], left: Known) -> tuple[Tie, ...]:
    mine = [
        c
        for c in left.claims.values()
        if c.kind in ("event", "state", "figure")
        and c.polarity == "positive"
        and c.certainty != "counterfactual_or_future"
        and dealing(c, *pair)
        and not any(a.role == "via" for a in c.actors)
    ]
    if not mine:
        return ()
    ids = tuple(sorted(c.id for c in mine))
    held = set(ids)
    return (
        Tie(
            ends=pair,
            names=(names[pair[0]], names[pair[1]]),
            kind="direct",
            domains=tuple(d for d, _ in sorted(Counter(c.domain for c in mine).items(), key=lambda n: (-n[1], n[0]))),
            direction=_direction({dealing(c, *pair) for c in mine}, pair),
            claims=ids,
            findings=tuple(f.id for f in left.findings if held.intersection(f.claims)),
            when=_span(mine),
        ),
    )


def _direction(found: set[Direction | None], pair: tuple[str, str]) -> str:
    one, other = pair
    if len(found) > 1 or "mutual" in found:
        return "mutual"
    return f"{one}->{other}" if "forth" in found else f"{other}->{one}"


def _through(channel: Channel, names: Mapping[str, str]) -> tuple[Tie, ...]:
    via = names.get(channel.via, channel.name)
    return tuple(
        Tie(
            ends=(party, channel.via),
            names=(names[party], via),
            kind="inferred" if channel.inferred else "channel",
            domains=(channel.domain,),
            direction=channel.direction,
            claims=channel.claims,
            findings=channel.findings,
            when=channel.when,
        )
        for party in channel.parties
    )


def _shown(
    left: Known,
    both: tuple[Finding, ...],
    through: tuple[Channel, ...],
    leaning: Pulls,
    alone: tuple[str, ...],
    stand: Standing,
) -> dict[str, Claim]:
    """The claims that some part of the dossier names, by id."""
    used = {i for f in both for i in f.claims} | {i for c in through for i in c.claims} | set(alone)
    used |= {p.claim.id for p in (*leaning.together, *leaning.apart)}
    used |= {i for reason in stand.reasons for i in re.findall(r"\[claim ([^\]\s]+)\]", reason)}
    return {i: left.claims[i] for i in sorted(used) if i in left.claims}


def _basis(both: tuple[Finding, ...], shown: Mapping[str, Claim], stand: Standing) -> Basis:
    origins = {o.id: o for f in both for o in f.origins}
    return Basis(
        documents=len({c.document for c in shown.values()}),
        claims=len(shown),
        findings=len(both),
        traced=sum(o.name is not None for o in origins.values()),
        untraced=len({i for o in origins.values() if o.name is None for i in o.claims}),
        left_out=tuple(r for r in stand.reasons if "left out" in r),
    )


def _names(codes: Iterable[str], given: Mapping[str, str]) -> dict[str, str]:
    """The name of each code: the one given, else the table of states', else the code itself."""
    named = {}
    for code in codes:
        try:
            named[code] = given.get(code) or display_name(code)
        except UnknownParty:  # a code of the user's own, or of another reader
            named[code] = code
    return named


def _codes(shown: Mapping[str, Claim], parties: tuple[str, str]) -> list[str]:
    return sorted({code for c in shown.values() for code in c.countries} | set(parties))


def build(
    parties: tuple[str, str],
    documents: Iterable[Document],
    claims: Iterable[Claim] | Mapping[str, Claim],
    findings: Iterable[Finding],
    *,
    on: str | None = None,
    as_known: str | None = None,
    accuracy: Mapping[str, float] | None = None,
    names: Mapping[str, str] | None = None,
) -> Dossier:
    """The dossier of ``parties`` (two codes) from all that a ledger holds; what does not concern them is left out.

    ``on`` and ``as_known`` are dates of the claims format (see :func:`backchannel.relations.narrow`); ``names`` maps
    codes to the names to print (the table of states fills in the rest); ``accuracy`` maps fields to the reader's
    measured accuracy, 0 to 1. Claims of documents that are not given are left out. Raises :class:`BadDate`.
    """
    held = {d.id: d for d in documents}
    given = claims.values() if isinstance(claims, Mapping) else claims
    every = {c.id: c for c in sorted(given, key=lambda c: c.id) if c.document in held}
    mine = tuple(sorted((f for f in findings if any(i in every for i in f.claims)), key=_order))
    called = _names({code for c in every.values() for code in c.countries} | set(parties), names or {})
    known = known_dates(held.values())
    left = narrow(mine, every, on=on, as_known=as_known, known=known)
    both = tuple(f for f in left.findings if set(parties) <= set(f.countries))
    one, other = (Party(code=code, name=called[code]) for code in parties)
    stand = standing(parties, mine, every, on=on, as_known=as_known, known=known)
    through = channels(parties, left.claims, left.findings)
    leaning = pulls(parties, left.claims)
    alone = _one_sided(left, held, (one, other))
    shown = _shown(left, both, through, leaning, alone, stand)
    by = speaks_for(every.values())
    matters = tuple(_matter(f, left, parties, known, by) for f in both)
    reached = reach(parties, left.findings, left.claims)
    gaps = tuple(Gap(domain=g.domain, cooperation=g.cooperation, conflict=g.conflict) for g in reached)
    return Dossier(
        parties=(one, other),
        on=on,
        as_known=as_known,
        basis=_basis(both, shown, stand),
        standing=stand,
        gaps=gaps,
        brief=brief(stand, gaps, matters, through, called),
        matters=matters,
        channels=through,
        ties=(*_direct(parties, called, left), *(t for c in through for t in _through(c, called))),
        together=tuple(Leaning(claim=p.claim.id, cue=p.cue) for p in leaning.together),
        apart=tuple(Leaning(claim=p.claim.id, cue=p.cue) for p in leaning.apart),
        one_sided=alone,
        sources=sources(held.values(), left.findings, shown),
        lines=tuple(line(c, held[c.document]) for c in shown.values()),
        names={code: called[code] for code in _codes(shown, parties)},
        accuracy=dict(sorted(accuracy.items())) if accuracy is not None else None,
    )
