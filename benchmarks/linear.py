"""Time per item at n and at four times n, both in one run: findings, the page of a dossier, the gazetteer.

    python benchmarks/linear.py [NAME...]

Work that grows with the number of items keeps its time per item; work that grows with the number of pairs takes four
times as long for each. Each time is the fastest of three, in seconds of the processor.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from backchannel.dossier import build, to_html
from backchannel.evidence import findings
from backchannel.states import Gazetteer
from measuring import verdict

sys.path.insert(0, str(Path(__file__).parent.parent))
from tests.dossier import crowd as dossiers
from tests.dossier.sample import PARTIES
from tests.evidence import crowd as claims

MOST = 2.5
"""By how much the time per item may grow: caches and the collector of garbage double it, pairs would make it four."""
REPEATS = 3
SENTENCE = "Delegates of Peru and the Chilean navy met in Geneva; U.S. officials, it is said, were told of it later. "


class Work(NamedTuple):
    """What is done with n items: ``made(n)`` gives the call that is timed."""

    items: str
    n: int
    made: Callable[[int], Callable[[], object]]


def _findings(n: int) -> Callable[[], object]:
    given = claims.many(n)
    return lambda: findings(given, {})


def _page(n: int) -> Callable[[], object]:
    dossier = build(PARTIES, *dossiers.many(n))
    return lambda: to_html(dossier)


def _gazetteer(n: int) -> Callable[[], object]:
    names, text = Gazetteer(), SENTENCE * n
    names.match(SENTENCE)
    return lambda: names.match(text)


WORKS: Mapping[str, Work] = MappingProxyType(
    {
        "findings": Work("claims", 1500, _findings),
        "page": Work("findings", 500, _page),
        "gazetteer": Work("sentences", 2000, _gazetteer),
    }
)


def seconds(call: Callable[[], object]) -> float:
    """The fastest of some calls."""
    return min(_once(call) for _ in range(REPEATS))


def _once(call: Callable[[], object]) -> float:
    started = time.process_time()
    call()
    return time.process_time() - started


def main() -> int:
    held = True
    for name in sys.argv[1:] or WORKS:
        work = WORKS[name]
        small, large = (seconds(work.made(n)) / n for n in (work.n, 4 * work.n))
        print(f"{name}: {1000 * small:.3f} ms a piece for {work.n} {work.items}, {1000 * large:.3f} for {4 * work.n}")
        held &= verdict(name, f"at most {MOST:.2f} times", f"{large / small:.2f} times", large <= small * MOST)
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
