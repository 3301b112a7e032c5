"""From claims to findings: candidates, comparison, clustering, then what each group amounts to."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TypeVar

from backchannel.evidence.answers import answered, responses
from backchannel.evidence.candidates import candidates
from backchannel.evidence.clustering import Constraints, Join, cluster
from backchannel.evidence.comparison import Comparison, compare
from backchannel.evidence.conflicts import conflicts
from backchannel.evidence.copies import links as links_of
from backchannel.evidence.denials import is_denial
from backchannel.evidence.nesting import nested_pairs
from backchannel.evidence.origins import Source, origins, trace
from backchannel.evidence.profile import Profile, profile, sound
from backchannel.evidence.settled import settled
from backchannel.evidence.titles import title
from backchannel.evidence.withdrawn import Withdrawn
from backchannel.evidence.wording import Wording
from backchannel.model import Claim, Decision, Document, Finding, Link, SetAside, When, finding_id, overlap, precision

T = TypeVar("T")

MOST_TIMES = 50
"""Different times of one finding, the most frequent first, among which its own is chosen."""


def findings(
    claims: Iterable[Claim],
    documents: Mapping[str, Document],
    decisions: Sequence[Decision] = (),
    links: Iterable[Link] | None = None,
) -> tuple[Finding, ...]:
    """What the claims amount to, matter by matter; every claim is in exactly one finding.

    ``documents`` by id serve to find notes and origins that were read; a claim whose document is not among them is
    taken as it is. ``links`` say which documents share their words (see :func:`backchannel.evidence.links`); where
    they are not given they are looked for among the documents. ``same_matter`` and ``different_matter`` among
    ``decisions`` hold without exception; where two contradict each other the later holds. The order of the claims
    makes no difference. Sorted by id.
    """
    held = sorted({c.id: c for c in claims}.values(), key=lambda c: c.id)
    profiles = [profile(c) for c in held]
    wording = Wording(links_of(documents) if links is None else links, documents)
    sources = trace(held, documents, wording)
    groups, joins = _grouped(profiles, wording, settled(held, documents, decisions))
    gone = Withdrawn(wording)
    aside = {c.id: by for c in held if (by := gone.of(c))}
    why: dict[int, list[Join]] = defaultdict(list)
    group_of = {i: g for g, members in enumerate(groups) for i in members}
    for join in joins:
        why[group_of[join.one]].append(join)
    made = (
        _finding([profiles[i] for i in members], sources, wording, aside, _explained(why[g], held))
        for g, members in enumerate(groups)
    )
    return tuple(sorted(made, key=lambda f: f.id))


def _grouped(
    profiles: Sequence[Profile], wording: Wording, constraints: Constraints
) -> tuple[list[list[int]], list[Join]]:
    """Groups of indices. What copies of one text repeat word for word is compared once, so that it weighs once."""
    nodes = _nodes(profiles, wording, {i for pair in constraints.different for i in pair})
    node_of = {i: n for n, members in enumerate(nodes) for i in members}
    lead = [profiles[members[0]] for members in nodes]

    def compared(a: int, b: int) -> Comparison:
        return compare(lead[a], lead[b])

    firm = [*nested_pairs(profiles), *answered(profiles)]
    groups, joins = cluster(
        len(nodes),
        ((a, b, compared(a, b)) for a, b in candidates(lead)),
        compared,
        Constraints(
            tuple((node_of[a], node_of[b]) for a, b in constraints.same),
            frozenset((node_of[a], node_of[b]) for a, b in constraints.different),
        ),
        [(node_of[a], node_of[b], why) for a, b, why in firm],
        frozenset(n for n, p in enumerate(lead) if p.denial),
    )
    spread = [Join(nodes[j.one][0], nodes[j.other][0], j.why) for j in joins]
    spread += [Join(m[0], i, "the same words in a copy of the document") for m in nodes for i in m[1:]]
    return [sorted(i for n in group for i in nodes[n]) for group in groups], spread


def _nodes(profiles: Sequence[Profile], wording: Wording, apart: set[int]) -> list[list[int]]:
    nodes: dict[object, list[int]] = defaultdict(list)
    for i, p in enumerate(profiles):
        c = p.claim
        key: object = i
        if i not in apart:
            key = (
                wording.home(c), " ".join(c.quote.split()), c.kind, c.plover, c.domain, c.date.start,
                c.date.end, c.polarity, c.certainty, c.place, c.quantity, p.givers, p.takers, p.beside, p.conduits,
            )  # fmt: skip
        nodes[key].append(i)
    return sorted(nodes.values())


def _explained(joins: Sequence[Join], held: Sequence[Claim]) -> tuple[str, ...]:
    return tuple(f"{held[j.one].id} + {held[j.other].id}: {j.why}" for j in joins)


def _finding(
    group: Sequence[Profile],
    sources: Mapping[str, Source],
    wording: Wording,
    aside: Mapping[str, SetAside],
    why: tuple[str, ...],
) -> Finding:
    ordered = _by_weight(group, sources, aside.keys())
    lead = ordered[0]
    mine = [p.claim for p in ordered]
    said = [
        c for c in _left(mine, aside) if c.polarity == lead.polarity and (not is_denial(c) or is_denial(lead.claim))
    ]
    witnesses = origins([c for c in said if not is_denial(c) and c.id not in aside], sources, wording)
    when = _when(_once((sources[c.id].id, c.date.start, c.date.end) for c in said))
    domain = Counter(d for _, d in _once((sources[c.id].id, c.domain) for c in said)).most_common(1)[0][0]
    ids = tuple(c.id for c in mine)
    return Finding(
        id=finding_id(ids),
        title=title(lead, said, domain, when),
        kind=lead.kind,
        claims=ids,
        countries=tuple(sorted(set().union(*(c.countries for c in said)))),
        act=lead.act,
        domain=domain,
        when=when,
        origins=witnesses,
        traced=sum(o.name is not None for o in witnesses),
        untraced=sum(o.name is None for o in witnesses),
        responses=responses(mine),
        conflicts=conflicts([p for p in ordered if p.claim.id not in aside]),
        covert=any(c.covert for c in said),
        why=why,
        set_aside=tuple(sorted((aside[i] for i in ids if i in aside), key=lambda a: a.claim)),
    )


def _by_weight(group: Sequence[Profile], sources: Mapping[str, Source], aside: Collection[str]) -> list[Profile]:
    """Most telling first: what stands, what is said before what denies it, the side with more origins, then exact."""
    # by origins, not by claims: a side does not win by being copied
    sides = Counter(
        polarity
        for polarity, _ in {
            (p.polarity, sources[p.claim.id].id) for p in group if not p.denial and p.claim.id not in aside
        }
    )
    kinds = ("event", "state", "figure", "statement", "assessment", "policy_option")
    firm = ("certain", "probable", "alleged", "possible", "counterfactual_or_future")

    def weight(p: Profile) -> tuple[object, ...]:
        c = p.claim
        return (
            c.id in aside, p.denial, -sides[p.polarity], p.polarity == "negative", p.act is None, kinds.index(c.kind),
            sources[c.id].name is None, firm.index(c.certainty), -(p.time.grain if p.time else -1), -len(p.dealing),
            len(c.quote), c.id,
        )  # fmt: skip

    return sorted(group, key=weight)


def _left(claims: Sequence[Claim], aside: Collection[str]) -> Sequence[Claim]:
    """Those that were neither corrected nor withdrawn; all where none is left."""
    return [c for c in claims if c.id not in aside] or claims


def _once(values: Iterable[T]) -> list[T]:
    """Each value once, in order: what one origin says twice does not count twice."""
    return list(dict.fromkeys(values))


def _when(told: Iterable[tuple[str, str | None, str | None]]) -> When:
    """The most exact time that most origins share a day with; of equals the one given most often, the earlier.

    ``told`` are origin, start and end.
    """
    given = Counter((start, end) for _, start, end in told if sound(When(start=start, end=end)))
    times = dict(given.most_common(MOST_TIMES))
    if not times:
        return When()

    def weight(time: tuple[str | None, str | None]) -> tuple[object, ...]:
        one = When(start=time[0], end=time[1])
        fits = sum(n for (start, end), n in times.items() if overlap(one, When(start=start, end=end)))
        exact = precision(time[0]) if time[0] else -1
        return -fits, -exact, bool(time[1]), -times[time], time[0] or "", time[1] or ""

    start, end = min(times, key=weight)
    return When(start=start, end=end)
