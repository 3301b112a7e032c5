"""What was answered, in a few words that stand on the line of what it answers, wherever that line is printed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from backchannel.dossier import words
from backchannel.dossier.value import NO_ANSWER, Matter
from backchannel.model import Claim, Response, Standing

_REFERENCE = re.compile(r"\[(?:finding|claim) ([^\]\s]+)\]")

Answers = Mapping[str, tuple[str, ...]]


def told(responses: Iterable[Response]) -> tuple[str, ...]:
    """Each response in words: who, how, when. ``China's foreign ministry denies, 19 June 1981``."""
    made = (
        f"{r.by} {words.STANCE[r.stance]}" + (f", {words.when(r.date)}" if r.date and r.date.start else "")
        for r in responses
    )
    return tuple(dict.fromkeys(made))


def of_matter(matter: Matter) -> tuple[str, ...]:
    """What was answered to a finding; the one word for it where no response of its own says more."""
    return told(matter.finding.responses) or (() if matter.answered == NO_ANSWER else (matter.answered,))


def answers(matters: Iterable[Matter], claims: Iterable[Claim]) -> Answers:
    """By id of a finding or claim what was answered.

    A claim has also what was answered to its findings, and to claims whose words all stand within its own.
    """
    found: dict[str, dict[str, None]] = defaultdict(dict)
    every = tuple(claims)
    for claim in every:
        found[claim.id].update(dict.fromkeys(told(claim.responses)))
    for matter in matters:
        mine = dict.fromkeys(of_matter(matter))
        found[matter.finding.id].update(mine)
        for id_ in (*matter.said_for, *matter.said_against):
            found[id_].update(mine)
    for outer, inner in _nested(every):
        found[outer].update(found[inner])
    return {id_: tuple(said) for id_, said in found.items() if said}


def _nested(claims: Iterable[Claim]) -> Iterator[tuple[str, str]]:
    """Pairs of claims of one document of which the first holds all words of the second; the innermost come first."""
    by_document: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_document[claim.document].append(claim)
    for held in by_document.values():
        held.sort(key=lambda c: (c.start, -c.end))
        pairs = []
        for n, outer in enumerate(held):
            for inner in held[n + 1 :]:
                if inner.start >= outer.end:
                    break
                if inner.end <= outer.end:
                    pairs.append((outer, inner))
        yield from ((a.id, b.id) for a, b in sorted(pairs, key=lambda p: p[0].end - p[0].start))


def _answered(text: str, given: Answers) -> str:
    """The sentence with the answers before each reference to what they answer."""
    return _REFERENCE.sub(lambda m: f"({'; '.join(given[m[1]])}) {m[0]}" if m[1] in given else m[0], text)


def with_answers(stand: Standing, given: Answers) -> Standing:
    """The standing with each reason that names a finding or claim saying what was answered to it."""
    domains = tuple(
        msgspec.structs.replace(d, reasons=tuple(_answered(r, given) for r in d.reasons)) for d in stand.domains
    )
    return msgspec.structs.replace(stand, domains=domains, reasons=tuple(_answered(r, given) for r in stand.reasons))
