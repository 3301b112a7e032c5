"""The two scales of a domain: what its findings show of co-operation and of conflict."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple, get_args

from backchannel.model import Claim, Conflictual, Cooperation, Finding, first_day
from backchannel.relations.parts import dealing, only_persons
from backchannel.relations.rules import Scale, first_match, steps, sustained, words

COOPERATION: tuple[Cooperation, ...] = get_args(Cooperation)
CONFLICT: tuple[Conflictual, ...] = get_args(Conflictual)


class Step(NamedTuple):
    """What one finding shows: a step of one scale, or that there is nothing (``none recorded``)."""

    finding: Finding
    scale: Scale
    step: str


class Level(NamedTuple):
    """Where a scale stands, and the sentences that say why."""

    step: str
    reasons: tuple[str, ...] = ()


def cite(finding: Finding) -> str:
    """How a reason names a finding: its title, its time where the title does not tell it, and its id in brackets."""
    start = finding.when.start
    told = start is not None and start[: 3 if start.endswith("X") else 4] in finding.title
    time = "" if told else f", {start or 'undated'}"
    return f"{finding.title}{time} [finding {finding.id}]"


def between(finding: Finding, claims: Mapping[str, Claim], parties: tuple[str, str]) -> tuple[Claim, ...]:
    """The finding's claims in which the two deal with each other, as things that are or were, not as plans."""
    mine = (claims[i] for i in finding.claims if i in claims)
    return tuple(c for c in mine if c.certainty != "counterfactual_or_future" and dealing(c, *parties))


def steps_of(finding: Finding, claims: Mapping[str, Claim], parties: tuple[str, str]) -> tuple[Step, ...]:
    """The steps that a finding shows: at most one where something was done, both where a text says there is nothing."""
    if finding.kind not in ("event", "state", "figure"):
        return ()
    mine = between(finding, claims, parties)
    rule = next(
        (r for r in steps() if r.act == finding.act and ("*" in r.domains or finding.domain in r.domains)),
        None,
    )
    acts = [c for c in mine if c.polarity == "positive"]
    if acts:
        if rule and not rule.persons and all(any(only_persons(c, p) for p in parties) for c in acts):
            return ()
        return (Step(finding, rule.scale, rule.step),) if rule else ()
    if not mine or finding.kind != "state":
        return ()
    scales: tuple[Scale, ...] = (rule.scale,) if rule else ("cooperation",)
    return tuple(Step(finding, scale, "none recorded") for scale in scales)


def _years(found: Iterable[Finding]) -> list[int]:
    return sorted({first_day(f.when.start).year for f in found if f.when.start})


def _is_sustained(found: list[Finding]) -> bool:
    need, years = sustained(), _years(found)
    return len(found) >= need.findings and len(years) >= need.years and years[-1] - years[0] >= need.apart


def _institution(found: list[Finding], claims: Mapping[str, Claim]) -> Finding | None:
    rules = words("scales", "institution")
    for finding in found:
        if finding.act in ("AGREE", "COOPERATE", "SUPPORT") and any(
            first_match(rules, claims[i].quote)
            for i in finding.claims
            if i in claims and claims[i].polarity == "positive"
        ):
            return finding
    return None


def cooperation(found: list[Step], claims: Mapping[str, Claim]) -> Level:
    """Where co-operation stands after these steps."""
    level = _highest(found, "cooperation", COOPERATION)
    mine = [s.finding for s in found if s.scale == "cooperation" and s.step != "none recorded"]
    institution = _institution(mine, claims)
    if institution:
        return Level("institutional", (f"Co-operation is institutional: {cite(institution)}.", *level.reasons[:1]))
    deals = [s.finding for s in found if s.step == "dealing"]
    if level.step == "dealing" and _is_sustained(deals):
        years = _years(deals)
        named = "; ".join(cite(f) for f in deals)
        return Level("sustained", (f"Co-operation is sustained, {years[0]} to {years[-1]}: {named}.",))
    return level


def conflict(found: list[Step]) -> Level:
    """Where conflict stands after these steps."""
    return _highest(found, "conflict", CONFLICT)


def _highest(found: list[Step], scale: Scale, order: tuple[str, ...]) -> Level:
    mine = [s for s in found if s.scale == scale]
    if not mine:
        return Level("not known")
    top = max((s.step for s in mine), key=order.index)
    label = "Co-operation" if scale == "cooperation" else "Conflict"
    named = "; ".join(cite(s.finding) for s in mine if s.step == top)
    against = [s for s in mine if s.step == "none recorded"] if top != "none recorded" else []
    reasons = [f"{label} is {top}: {named}."]
    reasons += [f"Against it, a text says there is none: {cite(s.finding)}." for s in against]
    return Level(top, tuple(reasons))
