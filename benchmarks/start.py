"""How much longer ``backchannel --help`` takes than ``python -c pass``.

    python benchmarks/start.py

The two are run in turn, so that other load on the machine falls on both; medians of wall time are compared.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time

from measuring import verdict

ASKED = 0.35
TURNS = 21


def wall(*arguments: str) -> float:
    started = time.perf_counter()
    subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - started


def main() -> int:
    wall("-m", "backchannel", "--help")  # once for the compiled files
    turns = [(wall("-c", "pass"), wall("-m", "backchannel", "--help")) for _ in range(TURNS)]
    bare, whole = (statistics.median(times) for times in zip(*turns, strict=True))
    more = whole - bare
    good = verdict(
        "start", f"at most {ASKED} s more than python", f"{more:.3f} s ({whole:.3f} - {bare:.3f})", more <= ASKED
    )
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
