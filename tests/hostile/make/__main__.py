"""Write the hostile files: ``python -m tests.hostile.make OUT [--half open|held]``."""

from __future__ import annotations

import argparse
import time
from collections import Counter
from pathlib import Path

from tests.hostile.make.registry import cases, write


def main() -> None:
    """Write them and say how many there are of each format."""
    asked = argparse.ArgumentParser(prog="python -m tests.hostile.make", description=__doc__)
    asked.add_argument("out", type=Path)
    asked.add_argument("--half", choices=("open", "held"))
    given = asked.parse_args()
    started = time.monotonic()
    made = cases(given.half)
    write(given.out, made)
    counts = ", ".join(f"{name} {n}" for name, n in sorted(Counter(c.format for c in made).items()))
    print(f"{len(made)} files in {time.monotonic() - started:.1f} s: {counts}")


if __name__ == "__main__":
    main()
