"""Holds what is measured to floors that only rise.

    python benchmarks/gate.py [SET...]              # measure, compare, exit 1 where a floor is broken
    python benchmarks/gate.py --raise [SET...]      # write today's figures as floors where they are higher
    python benchmarks/gate.py --accept WHY SET...   # pin a set and its figures anew, with the reason

``floors.json`` keeps for each set a fingerprint of its files, the number of annotated items, floors for figures that
should be high and ceilings for those that should be low. A set that changed or shrank breaks the gate until somebody
accepts it. Sets that do not ship are measured where BACKCHANNEL_DATA names their folder, else they are "not measured".
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

FLOORS = Path(__file__).parent / "floors.json"
LOW_IS_GOOD = frozenset({"worst per 100"})
SLACK = 0.005
"""What a figure may beat its floor by before the gate asks to raise the floor; per 100 claims it is half an error."""

Figures = Mapping[str, float]


class Pinned(NamedTuple):
    """What is kept of a set: which files it was, how many items, and the figures not to fall behind."""

    fingerprint: str
    items: int
    floors: dict[str, float]
    ceilings: dict[str, float]
    note: str = ""


class Verdict(NamedTuple):
    """One line of the report; ``broken`` fails the gate, ``better`` asks to raise a floor."""

    text: str
    broken: bool = False
    better: bool = False


def load(path: Path = FLOORS) -> dict[str, Pinned]:
    """The pinned sets; none where the file does not exist yet."""
    return parse(path.read_text(encoding="utf-8")) if path.exists() else {}


def parse(text: str) -> dict[str, Pinned]:
    """The pinned sets that the text of a floors file holds."""
    return {name: Pinned(**entry) for name, entry in json.loads(text).items()}


def save(pinned: Mapping[str, Pinned], path: Path = FLOORS) -> None:
    """Write the sets in the order of their names."""
    rows: dict[str, Any] = {name: pinned[name]._asdict() for name in sorted(pinned)}
    path.write_text(json.dumps(rows, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def compare(name: str, figures: Figures, fingerprint: str, items: int, pin: Pinned | None) -> Iterator[Verdict]:
    """What there is to say of a set that was measured."""
    if pin is None:
        yield Verdict(
            f"{name}: no floors yet; pin them with: python benchmarks/gate.py --accept WHY {name}", broken=True
        )
        return
    if (fingerprint, items) != (pin.fingerprint, pin.items):
        yield Verdict(
            f"{name}: the set is not the one that was pinned ({pin.items} items then, {items} now); "
            f"if that is meant: python benchmarks/gate.py --accept WHY {name}",
            broken=True,
        )
        return
    bounds = {**pin.floors, **pin.ceilings}
    verdicts = [_against(name, f, figures.get(f), bound, low=f in pin.ceilings) for f, bound in bounds.items()]
    held = len(bounds) - sum(verdict.broken for verdict in verdicts)
    shown = ", ".join(f"{figure} {value:.3f}" for figure, value in figures.items())
    yield Verdict(f"{name}: {held} of {len(bounds)} floors held over {items} items ({shown})")
    yield from (verdict for verdict in verdicts if verdict.broken or verdict.better)


def _against(name: str, figure: str, found: float | None, bound: float, *, low: bool) -> Verdict:
    word = "ceiling" if low else "floor"
    if found is None:
        return Verdict(f"{name}: {figure} was not measured, its {word} is {bound:.3f}", broken=True)
    ahead = bound - found if low else found - bound
    said = f"{name}: {figure} {found:.3f}, {word} {bound:.3f}"
    if ahead < 0:
        return Verdict(f"{said}: BROKEN", broken=True)
    if ahead > (100 * SLACK if low else SLACK):
        return Verdict(f"{said}: {'lower the ceiling' if low else 'raise the floor'}", better=True)
    return Verdict(said)


def pin_of(
    figures: Figures, fingerprint: str, items: int, before: Pinned | None = None, note: str | None = None
) -> Pinned:
    """The set with today's figures as bounds, rounded in its favour; never easier than those of ``before``."""
    floors = {n: math.floor(v * 1000) / 1000 for n, v in figures.items() if n not in LOW_IS_GOOD}
    ceilings = {n: math.ceil(v * 10) / 10 for n, v in figures.items() if n in LOW_IS_GOOD}
    if before:
        floors |= {n: max(v, floors.get(n, v)) for n, v in before.floors.items()}
        ceilings |= {n: min(v, ceilings.get(n, v)) for n, v in before.ceilings.items()}
    return Pinned(fingerprint, items, floors, ceilings, note if note is not None else before.note if before else "")


def fell(before: Mapping[str, Pinned], after: Mapping[str, Pinned]) -> list[str]:
    """Bounds of an unchanged set that got easier, or went, without a new note that says why."""
    found = []
    for name, old in before.items():
        new = after.get(name)
        if new is None:
            found.append(f"{name} is gone")
        elif new.fingerprint == old.fingerprint and new.note == old.note:
            found += [f"{name}: {n}" for n, v in old.floors.items() if new.floors.get(n, -math.inf) < v]
            found += [f"{name}: {n}" for n, v in old.ceilings.items() if new.ceilings.get(n, math.inf) > v]
    return found


def run(
    names: Iterable[str], pinned: dict[str, Pinned], *, higher: bool = False, accept: str | None = None
) -> Iterator[Verdict]:
    """Measure the sets one by one; with ``higher``, or ``accept`` and its reason, change what is pinned as well."""
    from measures import MEASURES  # noqa: PLC0415 # loads the language model

    for name in names or MEASURES:
        if name not in MEASURES:
            yield Verdict(f"{name}: there is no such set; there are {', '.join(MEASURES)}", broken=True)
            continue
        measured = MEASURES[name]()
        if measured is None:
            yield Verdict(f"{name}: not measured (it does not ship; BACKCHANNEL_DATA names no folder with it)")
            continue
        figures, fingerprint, items = measured
        before = pinned.get(name)
        if accept is not None:
            pinned[name] = pin_of(figures, fingerprint, items, note=accept)
        elif higher and before is not None and before.fingerprint == fingerprint:
            pinned[name] = pin_of(figures, fingerprint, items, before)
        yield from compare(name, figures, fingerprint, items, pinned.get(name))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="*", metavar="SET")
    parser.add_argument("--raise", dest="higher", action="store_true", help="write figures that beat their floors")
    parser.add_argument("--accept", metavar="WHY", help="pin the named sets anew, as they are today, with the reason")
    given = parser.parse_args()
    if given.accept is not None and not (given.accept.strip() and given.sets):
        parser.error("--accept needs a reason and the names of the sets")
    pinned = load()
    broken = better = 0
    for verdict in run(given.sets, pinned, higher=given.higher, accept=given.accept):
        print(verdict.text, flush=True)
        broken, better = broken + verdict.broken, better + verdict.better
    if given.higher or given.accept is not None:
        save(pinned)
    if better:
        print(f"{better} figures beat their floor: python benchmarks/gate.py --raise")
    print(f"gate: {broken} broken" if broken else "gate: all floors held")
    return bool(broken)


if __name__ == "__main__":
    sys.exit(main())
