"""Claims scored against annotations: spans, fields, and the errors that harm most.

    python benchmarks/score.py SET [--reader NAME] [--list]   # examples-open, -held; with BACKCHANNEL_DATA gold, dev

A scorer of our own, so that the gate of the shipped examples always runs. Claims are lines of the claims format
(docs/claims-format.md). Two claims of one document are matched, one to one, where their spans share at least half of
the stretch they cover together (intersection over union), the best pairs first. Minor claims of the annotation may be
found or missed at no cost. Fields are compared on matched pairs; ``--list`` prints the worst errors (not of held sets).
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

Record = Mapping[str, Any]

ENOUGH = 0.5
"""Least intersection over union of two spans that are the same claim; 0.5 is usual for detection (PASCAL VOC, 2010)."""

PLAIN_FIELDS = ("kind", "plover", "domain", "certainty", "polarity", "covert")
HEDGED = frozenset({"probable", "possible", "alleged", "counterfactual_or_future"})
DEALING_ROLES = frozenset({"source", "target", "via", "participant", "beneficiary"})
ACTING_ROLES = frozenset({"source", "speaker", "participant"})
WORST = ("reversed direction", "lost hedge", "lost denial", "invented dealing", "wrong person")


class Pair(NamedTuple):
    """An annotated claim and the one found in its place."""

    gold: Record
    found: Record


class Matching(NamedTuple):
    """Matched pairs; annotated claims that were missed; claims that nothing annotated answers to."""

    pairs: list[Pair]
    missed: list[Record]
    extra: list[Record]


class Fault(NamedTuple):
    """One of the worst errors: its kind, the claim that has it, and the annotated claim it was matched with."""

    kind: str
    found: Record
    gold: Record | None


def overlap(one: Record, other: Record) -> float:
    """Intersection over union of the two spans, 0 to 1."""
    shared = min(one["end"], other["end"]) - max(one["start"], other["start"])
    return shared / (max(one["end"], other["end"]) - min(one["start"], other["start"])) if shared > 0 else 0.0


def match(gold: Sequence[Record], found: Sequence[Record]) -> Matching:
    """Claims of the same document paired one to one, those that overlap most first."""
    by_document: dict[str, list[int]] = defaultdict(list)
    for n, claim in enumerate(found):
        by_document[_stem(claim)].append(n)
    options = sorted(
        (-share, g, f)
        for g, claim in enumerate(gold)
        for f in by_document[_stem(claim)]
        if (share := overlap(claim, found[f])) >= ENOUGH
    )
    of_gold: dict[int, int] = {}
    taken: set[int] = set()
    for _, g, f in options:
        if g not in of_gold and f not in taken:
            of_gold[g] = f
            taken.add(f)
    return Matching(
        [Pair(gold[g], found[f]) for g, f in sorted(of_gold.items())],
        [claim for g, claim in enumerate(gold) if g not in of_gold],
        [claim for f, claim in enumerate(found) if f not in taken],
    )


def score(gold: Sequence[Record], found: Sequence[Record]) -> dict[str, float]:
    """All figures, 0 to 1; ``worst per 100`` is a count in a hundred claims found (the lower the better)."""
    matching = match(gold, found)
    core = [pair for pair in matching.pairs if not _minor(pair.gold)]
    missed = sum(not _minor(claim) for claim in matching.missed)
    precision = _share(len(core), len(core) + len(matching.extra))
    recall = _share(len(core), len(core) + missed)
    figures = {"precision": precision, "recall": recall, "f1": _f1(precision, recall)}
    figures |= {name: _share(sum(same(p, name) for p in core), len(core)) for name in PLAIN_FIELDS}
    figures["actors"] = actors_f1(core)
    figures["date"] = _share(sum(_start(p.gold) == _start(p.found) for p in core), len(core))
    figures["originator"] = _share(sum(same_originator(p) for p in core), len(core))
    figures["worst per 100"] = 100 * _share(len(list(faults(gold, matching))), len(found))
    return figures


def same(pair: Pair, field: str) -> bool:
    """Whether the plain field has one value in both."""
    return bool(pair.gold.get(field) == pair.found.get(field))


def actors_f1(pairs: Iterable[Pair]) -> float:
    """F1 over (country, role) of all pairs together; who has no country counts by name."""
    hits = want = have = 0
    for pair in pairs:
        gold, found = _parts(pair.gold), _parts(pair.found)
        hits, want, have = hits + (gold & found).total(), want + gold.total(), have + found.total()
    return _f1(_share(hits, have), _share(hits, want))


def same_originator(pair: Pair) -> bool:
    """Whether both chains begin with one name; "the Foreign Ministry" is "Foreign Ministry"."""
    gold, found = (_words(_chain(claim)[0]) for claim in pair)
    return bool(gold and found and (gold <= found or found <= gold))


def faults(gold: Sequence[Record], matching: Matching) -> Iterator[Fault]:
    """The worst errors, most telling first; a claim may have several."""
    for pair in matching.pairs:
        tests = (reversed_direction, lost_hedge, lost_denial, None, wrong_person)
        for kind, test in zip(WORST, tests, strict=True):
            if test and test(pair):
                yield Fault(kind, pair.found, pair.gold)
    matched = {id(pair.found): pair.gold for pair in matching.pairs}
    by_document: dict[str, list[Record]] = defaultdict(list)
    for claim in gold:
        by_document[_stem(claim)].append(claim)
    for claim in [*(pair.found for pair in matching.pairs), *matching.extra]:
        if invented_dealing(claim, by_document[_stem(claim)]):
            yield Fault("invented dealing", claim, matched.get(id(claim)))


def reversed_direction(pair: Pair) -> bool:
    """Who acts is found as acted on, and the other way round."""
    gold, found = (_directed(claim) for claim in pair)
    return any((target, source) in found and (source, target) not in found for source, target in gold)


def lost_hedge(pair: Pair) -> bool:
    """What the text puts with reserve is found as stated flatly."""
    return pair.gold.get("certainty") in HEDGED and pair.found.get("certainty") == "certain"


def lost_denial(pair: Pair) -> bool:
    """The text says that it is denied, or that it is not so; what was found says neither."""
    denied = bool(pair.gold.get("denied_by")) or pair.gold.get("polarity") == "negative"
    return denied and not pair.found.get("denied_by") and pair.found.get("polarity") != "negative"


def invented_dealing(found: Record, gold: Sequence[Record]) -> bool:
    """An act between states that no annotated claim on these words (or, where none is on them, anywhere) names both."""
    if not found.get("plover") or found.get("polarity") == "negative":
        return False
    states = {a["country"] for a in found.get("actors", ()) if a.get("country") and a["role"] in DEALING_ROLES}
    if len(states) < 2:
        return False
    here = [claim for claim in gold if overlap(claim, found) > 0] or gold
    return not any(len(states & _countries(claim)) > 1 for claim in here)


def wrong_person(pair: Pair) -> bool:
    """A person is put in a role of acting or speaking that the text gives to another person."""
    for role in ACTING_ROLES:
        gold, found = (_persons(claim, role) for claim in pair)
        if gold and any(not any(words & other for other in gold) for words in found):
            return True
    return False


def _stem(claim: Record) -> str:
    return Path(claim["doc"]).stem


def _minor(claim: Record) -> bool:
    return claim.get("tier") == "minor"


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _start(claim: Record) -> str | None:
    start = (claim.get("date") or {}).get("start")
    return str(start) if start else None


def _chain(claim: Record) -> list[str]:
    return [relay["source"] for relay in claim.get("attribution") or ()] or ["author"]


def _words(name: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", name.casefold())) - {"the", "a", "an", "of"}


def _parts(claim: Record) -> Counter[tuple[str, str]]:
    return Counter((a.get("country") or a["name"].casefold(), a["role"]) for a in claim.get("actors") or ())


def _countries(claim: Record) -> set[str]:
    return {a["country"] for a in claim.get("actors") or () if a.get("country")}


def _directed(claim: Record) -> set[tuple[str, str]]:
    sides = {
        role: {a.get("country") for a in claim.get("actors") or () if a["role"] == role}
        for role in ("source", "target")
    }
    return {(s, t) for s in sides["source"] for t in sides["target"] if s and t and s != t}


def _persons(claim: Record, role: str) -> list[frozenset[str]]:
    found = (a for a in claim.get("actors") or () if a["type"] == "person" and a["role"] == role)
    return [_words(a["name"]) for a in found]


def main() -> int:
    from annotated_sets import annotated, as_found  # noqa: PLC0415
    from claims import sets  # noqa: PLC0415 # reading needs the language model; scoring does not

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("set")
    parser.add_argument("--reader", default="clauses")
    parser.add_argument("--list", action="store_true", help="print each of the worst errors")
    given = parser.parse_args()
    measured = sets().get(given.set)
    if measured is None or not measured.gold.exists():
        print(f"{given.set}: not measured (BACKCHANNEL_DATA names no folder with this set)")
        return 0
    gold, found = annotated(measured), as_found(measured, given.reader)
    print(f"{given.set}: {len(gold)} annotated claims, {len(found)} found")
    for name, value in score(gold, found).items():
        print(f"  {name:<14}{value:7.3f}")
    counted = list(faults(gold, match(gold, found)))
    for kind in WORST:
        print(f"  {kind:<20}{sum(f.kind == kind for f in counted):4d}")
    if given.list and "held" not in given.set:
        for fault in counted:
            print(
                f"{fault.kind}: {_shown(fault.found)}"
                + (f"\n    annotated: {_shown(fault.gold)}" if fault.gold else "")
            )
    return 0


def _shown(claim: Record) -> str:
    actors = ", ".join(f"{a['name']} ({a.get('country')}) {a['role']}" for a in claim.get("actors") or ())
    words = " ".join(str(claim.get("quote", "")).split())
    return (
        f"{claim['doc']}: “{words}” {claim.get('plover')} {claim.get('certainty')} {claim.get('polarity')} [{actors}]"
    )


if __name__ == "__main__":
    sys.exit(main())
