"""From documents, claims and findings to the dossier of two parties."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

import msgspec

from backchannel.dossier.answers import answers, of_matter, with_answers
from backchannel.dossier.brief import brief
from backchannel.dossier.linked import asides
from backchannel.dossier.passages import block, line
from backchannel.dossier.sources import sources
from backchannel.dossier.ties import direct, through
from backchannel.dossier.value import Answered, Basis, Dossier, Gap, Leaning, Matter, Party
from backchannel.errors import UnknownParty
from backchannel.model import Acknowledgement, Channel, Claim, Dating, Document, Finding, Linked, Standing, first_day
from backchannel.relations import (
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
    spoken,
    standing,
    visible,
)
from backchannel.relations.timeframe import known_of, latest_start
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
    dates = [dating for i in ids if (dating := known_of(claims[i], known))]
    return min(dates, key=lambda d: (latest_start(d), d.start, d.reason), default=None)


def _matter(
    finding: Finding, left: Known, pair: tuple[str, str], known: Mapping[str, Dating], by: Mapping[str, str]
) -> Matter:
    mine = tuple(left.claims[i] for i in finding.claims)
    one, other = (acknowledged(finding, mine, party, by) for party in pair)
    said_for, said_against = _sides(finding, left.claims)
    made = Matter(
        finding=finding,
        said_for=said_for,
        said_against=said_against,
        acknowledgement=(one, other),
        answered=_answered((one, other), finding, pair, by),
        visibility=visible(finding, mine),
        known=_first_known(finding.claims, left.claims, known),
        indirect=not any(dealing(c, *pair) for c in mine),
    )
    return msgspec.structs.replace(made, answers=of_matter(made))


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


def _reasons(stand: Standing) -> tuple[str, ...]:
    return (*stand.reasons, *(r for d in stand.domains for r in d.reasons))


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
    used |= {i for reason in _reasons(stand) for i in re.findall(r"\[claim ([^\]\s]+)\]", reason)}
    return {i: left.claims[i] for i in sorted(used) if i in left.claims}


def _basis(both: tuple[Finding, ...], shown: Mapping[str, Claim], stand: Standing) -> Basis:
    origins = [o for f in both for o in f.origins]
    return Basis(
        documents=len({c.document for c in shown.values()}),
        claims=len(shown),
        findings=len(both),
        traced=len({o.id for o in origins if o.name is not None}),
        untraced=len({i for o in origins if o.name is None for i in o.claims}),
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


def _gaps(pair: tuple[str, str], left: Known, alone: tuple[str, ...]) -> tuple[Gap, ...]:
    return tuple(
        Gap(
            domain=g.domain,
            cooperation=g.cooperation,
            conflict=g.conflict,
            spoken=tuple(c.id for c in spoken(g.domain, left.claims.values(), pair)),
            one_sided=tuple(i for i in alone if left.claims[i].domain == g.domain),
        )
        for g in reach(pair, left.findings, left.claims)
    )


def _assemble(
    pair: tuple[str, str],
    held: Mapping[str, Document],
    left: Known,
    stand: Standing,
    called: Mapping[str, str],
    by: Mapping[str, str],
    known: Mapping[str, Dating],
    linked: Mapping[str, tuple[Linked, ...]],
) -> Dossier:
    one, other = (Party(code=code, name=called[code]) for code in pair)
    both = tuple(f for f in left.findings if set(pair) <= set(f.countries))
    aside = asides(left.findings, held, linked)
    matters = tuple(_matter(f, left, pair, known, by) for f in both)
    ways, leaning = channels(pair, left.claims, left.findings), pulls(pair, left.claims)
    alone = _one_sided(left, held, (one, other))
    gaps = _gaps(pair, left, alone)
    shown = _shown(left, both, ways, leaning, (*alone, *(i for g in gaps for i in g.spoken)), stand)
    given = answers(matters, shown.values())
    return Dossier(
        parties=(one, other),
        on=stand.on,
        as_known=stand.as_known,
        basis=_basis(both, shown, stand),
        brief=brief(stand, gaps, matters, ways, called),
        standing=with_answers(stand, given),
        gaps=gaps,
        matters=matters,
        channels=ways,
        ties=(*direct(pair, called, left), *(t for c in ways if not c.partial for t in through(c, called))),
        together=tuple(Leaning(claim=p.claim.id, cue=p.cue) for p in leaning.together),
        apart=tuple(Leaning(claim=p.claim.id, cue=p.cue) for p in leaning.apart),
        one_sided=alone,
        sources=sources(held.values(), left.findings, shown, linked),
        lines=tuple(line(c, held[c.document], given.get(c.id, ()), aside.get(c.id)) for c in shown.values()),
        names={code: called[code] for code in _codes(shown, pair)},
    )


def build(
    parties: tuple[str, str],
    documents: Iterable[Document],
    claims: Iterable[Claim] | Mapping[str, Claim],
    findings: Iterable[Finding],
    *,
    on: str | None = None,
    as_known: str | None = None,
    accuracy: Mapping[str, float] | None = None,
    accuracy_note: str | None = None,
    names: Mapping[str, str] | None = None,
    known_words: Mapping[str, Dating] | None = None,
    linked: Mapping[str, tuple[Linked, ...]] | None = None,
) -> Dossier:
    """The dossier of ``parties`` (two codes) from all that a ledger holds; what does not concern them is left out.

    ``on`` and ``as_known`` are dates of the claims format (see :func:`backchannel.relations.narrow`); ``names`` maps
    codes to the names to print (the table of states fills in the rest); ``accuracy`` maps fields to the reader's
    measured accuracy, 0 to 1, and ``accuracy_note`` says on what. ``known_words`` says by claim id when words became
    known on another day than their document, ``linked`` by document id which others share its words. Claims of
    documents that are not given are left out. Raises :class:`BadDate`.
    """
    held = {d.id: d for d in documents}
    given = claims.values() if isinstance(claims, Mapping) else claims
    every = {c.id: c for c in sorted(given, key=lambda c: c.id) if c.document in held}
    mine = tuple(sorted((f for f in findings if any(i in every for i in f.claims)), key=_order))
    known = {**known_dates(held.values()), **(known_words or {})}
    left = narrow(mine, every, on=on, as_known=as_known, known=known)
    stand = standing(parties, mine, every, on=on, as_known=as_known, known=known)
    called = _names({code for c in every.values() for code in c.countries} | set(parties), names or {})
    measured = dict(sorted(accuracy.items())) if accuracy is not None else None
    made = _assemble(parties, held, left, stand, called, speaks_for(every.values()), known, linked or {})
    return msgspec.structs.replace(made, accuracy=measured, accuracy_note=accuracy_note)
