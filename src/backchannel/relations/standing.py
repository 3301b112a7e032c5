"""Where two parties stand: per domain two scales, and recognition and representation each way."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple, cast

from backchannel.model import (
    DOMAINS,
    Acknowledgement,
    Claim,
    Conflictual,
    Cooperation,
    Dating,
    Domain,
    DomainStanding,
    Finding,
    Recognition,
    Representation,
    Standing,
    When,
    last_day,
)
from backchannel.relations.acknowledgement import acknowledged, speaks_for, visible
from backchannel.relations.beside import beside
from backchannel.relations.parts import own_date
from backchannel.relations.recognition import directed
from backchannel.relations.scales import Step, between, cite, conflict, cooperation, steps_of
from backchannel.relations.timeframe import Known, narrow


class Reach(NamedTuple):
    """How far the scales of a domain would go if findings without a traced origin were believed too."""

    domain: Domain
    cooperation: Cooperation
    conflict: Conflictual


class _Domain(NamedTuple):
    weighed: list[Step]
    alleged: list[Step]
    hedged: set[str]


def _firm(finding: Finding, claims: Mapping[str, Claim], parties: tuple[str, str]) -> bool:
    """Whether a claim that names its origin puts it flatly."""
    traced = {c for o in finding.origins if o.name is not None for c in o.claims}
    return any(c.certainty == "certain" and c.id in traced for c in between(finding, claims, parties))


def _by_domain(
    findings: Iterable[Finding], claims: Mapping[str, Claim], parties: tuple[str, str]
) -> dict[str, _Domain]:
    found: dict[str, _Domain] = {domain: _Domain([], [], set()) for domain in DOMAINS}
    for finding in sorted(findings, key=lambda f: (f.when.start or "9999", f.id)):
        here = found[finding.domain]
        for step in steps_of(finding, claims, parties):
            firm = finding.traced and _firm(finding, claims, parties)
            (here.weighed if firm else here.alleged).append(step)
            if finding.traced and not firm:
                here.hedged.add(finding.id)
    return found


def _ids(steps: Iterable[Step]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(s.finding.id for s in steps))


def _newest(findings: Iterable[Finding]) -> When:
    dated = [f.when for f in findings if f.when.start]
    return max(dated, key=lambda w: (last_day(w.end or w.start or ""), w.start or ""), default=When())


def _domain(
    domain: Domain, found: _Domain, known: Known, parties: tuple[str, str], names: Mapping[str, str]
) -> DomainStanding:
    good, bad = cooperation(found.weighed, known.claims), conflict(found.weighed)
    shown = list({s.finding.id: s.finding for s in (*found.weighed, *found.alleged)}.values())
    of = {f.id: tuple(known.claims[i] for i in f.claims if i in known.claims) for f in shown}
    kinds = {v for f in shown for v in visible(f, of[f.id])}
    said = [[acknowledged(f, of[f.id], party, names) for f in shown] for party in parties]
    one, other = (_side(shown, answers) for answers in said)
    return DomainStanding(
        domain=domain,
        cooperation=cast(Cooperation, good.step),
        conflict=cast(Conflictual, bad.step),
        findings=_ids(found.weighed),
        alleged=_ids(found.alleged),
        visibility=tuple(v for v in ("public", "leaked", "declassified", "alleged") if v in kinds),
        acknowledgement=(one, other),
        denied=(said[0].count("denied"), said[1].count("denied")),
        latest=_newest(f for f in shown if any(own_date(c) for c in of[f.id])),
        reasons=(
            *good.reasons,
            *bad.reasons,
            *_unweighed(found),
            *beside(domain, known, parties, _ids((*found.weighed, *found.alleged))),
        ),
    )


def _unweighed(found: _Domain) -> list[str]:
    """Why findings that show a step do not move the scale, one sentence each."""
    told = dict.fromkeys(
        (
            s.finding,
            "no claim with a traced origin puts it flatly" if s.finding.id in found.hedged else "no origin is traced",
        )
        for s in found.alleged
    )
    return [f"Not weighed, because {why}: {cite(finding)}." for finding, why in told]


def _side(findings: list[Finding], said: list[Acknowledgement]) -> Acknowledgement:
    """The party's newest answer in the domain; a denial only stands for the whole where all of it is denied."""
    answered = [
        (f.when.start or "", f.id, value) for f, value in zip(findings, said, strict=True) if value != "not known"
    ]
    last = max(answered)[2] if answered else "not known"
    return "denied in part" if last == "denied" and said.count("denied") < len(said) else last


def _left_out(known: Known) -> tuple[str, ...]:
    told = []
    if known.undated:
        told.append(f"{known.undated} claims left out: nothing dates their documents, so they may not have been known.")
    if known.later:
        told.append(f"{known.later} claims left out: they became known later.")
    if known.after:
        told.append(f"{known.after} findings left out: they happened later.")
    return tuple(told)


def standing(
    parties: tuple[str, str],
    findings: Iterable[Finding],
    claims: Mapping[str, Claim],
    *,
    on: str | None = None,
    as_known: str | None = None,
    known: Mapping[str, Dating] | None = None,
) -> Standing:
    """Where ``parties`` (two codes) stand on a day, as known by a day; see :func:`narrow` for the two dates.

    Every domain is listed, in the order of the claims format. Only findings that a claim with a traced origin puts
    flatly move a scale; the rest stand in ``alleged``. "not known" means that no finding shows it, and where texts
    speak of the domain all the same the reasons say so; "none recorded" that a text with a traced origin says there
    is none. Reasons name findings as ``[finding ID]`` and claims as ``[claim ID]``.
    Raises :class:`BadDate`.
    """
    left = narrow(findings, claims, on=on, as_known=as_known, known=known)
    names = speaks_for(claims.values())
    found = _by_domain(left.findings, left.claims, parties)
    traced = frozenset(c for f in left.findings for o in f.origins if o.name for c in o.claims)
    dates = known or {}
    recognition = directed(left.claims.values(), parties, "recognition", known=dates, traced=traced)
    representation = directed(left.claims.values(), parties, "representation", known=dates, traced=traced)
    return Standing(
        parties=parties,
        on=on,
        as_known=as_known,
        domains=tuple(_domain(d, found[d], left, parties, names) for d in DOMAINS),
        recognition=cast(tuple[Recognition, Recognition], recognition.values),
        representation=cast(tuple[Representation, Representation], representation.values),
        reasons=(*recognition.reasons, *representation.reasons, *_left_out(left)),
    )


def reach(parties: tuple[str, str], findings: Iterable[Finding], claims: Mapping[str, Claim]) -> tuple[Reach, ...]:
    """How far each domain's scales would go if findings without a traced origin were believed too."""
    found = _by_domain(findings, claims, parties)
    return tuple(
        Reach(
            domain,
            cast(Cooperation, cooperation([*found[domain].weighed, *found[domain].alleged], claims).step),
            cast(Conflictual, conflict([*found[domain].weighed, *found[domain].alleged]).step),
        )
        for domain in DOMAINS
    )
