"""CPU seconds of the whole ``read`` for 25, 50, 100 and 200 documents of equal length: linear within 15 %.

    BACKCHANNEL_DATA=DIR python benchmarks/growth.py [WORDS PER DOCUMENT]

The corpus is cut into documents of about the same number of words. Each step's CPU seconds per further document are
compared with those over all steps, so that start and loading, which come once, do not hide a growth that is not linear.
"""

from __future__ import annotations

import sys
import tempfile
from itertools import pairwise
from pathlib import Path

from measuring import outside, pieces, read, verdict, write

SIZES = (25, 50, 100, 200)
ASKED = 0.15
WORDS = 500


def main() -> int:
    each = int(sys.argv[1]) if len(sys.argv) > 1 else WORDS
    given = pieces(each, SIZES[-1]) if outside() else []
    if len(given) < SIZES[-1]:
        print("growth: not measured (set BACKCHANNEL_DATA to a folder whose corpus/ has words enough)")
        return 0
    costs: list[tuple[int, float]] = []
    with tempfile.TemporaryDirectory() as place:
        for size in SIZES:
            # every n-th document, so that each subset is of the same mixture as the whole
            words = write(Path(place) / "texts", given[:: SIZES[-1] // size])
            cost = read(Path(place) / "texts", Path(place) / "growth.ledger")
            costs.append((words, cost.seconds))
            print(f"{size} documents, {words:,} words: {cost.seconds:.1f} CPU seconds")
    slopes = [(after[1] - before[1]) / (after[0] - before[0]) for before, after in pairwise(costs)]
    whole = (costs[-1][1] - costs[0][1]) / (costs[-1][0] - costs[0][0])
    off = max(abs(slope / whole - 1) for slope in slopes)
    told = ", ".join(f"{1000 * slope:.3f}" for slope in slopes)
    print(f"CPU milliseconds per further word: {told}; over all {1000 * whole:.3f}")
    return 0 if verdict("growth", f"linear within {ASKED:.0%}", f"{off:.0%} off", off <= ASKED) else 1


if __name__ == "__main__":
    sys.exit(main())
