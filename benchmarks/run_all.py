"""All long measurements, one after the other: what ``make bench`` runs.

    BACKCHANNEL_DATA=DIR python benchmarks/run_all.py [--out FOLDER] [NAME...]

Each program is a process of its own; what it prints is shown and kept in FOLDER as NAME.txt. Sets that do not ship are
measured where BACKCHANNEL_DATA names their folder; the programs say "not measured" otherwise. Exit 1 where one failed.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

FOLDER = Path(__file__).parent
PROGRAMS: Mapping[str, Sequence[str]] = MappingProxyType(
    {
        "gate": ("gate.py",),
        "claims-gold": ("claims.py", "gold", "--genres"),
        "claims-dev": ("claims.py", "dev", "--genres"),
        "worst-errors-gold": ("score.py", "gold", "--list"),
        "worst-errors-open": ("score.py", "examples-open", "--list"),
        "worst-errors-held": ("score.py", "examples-held"),
        "times-quantities": ("times_quantities.py", "--speed"),
        "quantities": ("quantities.py", str(FOLDER.parent / "tests/sets/quantities.open.jsonl")),
        "references": ("references.py", str(FOLDER.parent / "tests/sets/references.open.jsonl")),
        "accuracy": ("accuracy.py", "--check"),
        "ablation": ("ablation.py",),
        "metadata": ("metadata_recovery.py",),
        "frus-counts": ("frus_counts.py",),
        "copies": ("copies.py", "--held"),
        "start": ("start.py",),
        "lookups": ("lookups.py",),
        "passage-languages": ("passage_languages.py",),
        "translations": ("translations.py",),
        "search-languages": ("search_languages.py",),
        "speed": ("speed.py",),
        "grammars": ("grammars.py",),
        "memory": ("memory.py",),
        "large-files": ("large_files.py",),
        "growth": ("growth.py",),
        "linear": ("linear.py",),
        "share": ("share.py",),
        "fidelity": ("fidelity.py",),
        "hostile": ("hostile.py", "--half", "open"),
        "scale": ("scale.py",),
    }
)


def run(name: str, folder: Path) -> bool:
    """Run one program, show and keep what it prints; whether it ended well."""
    script, *arguments = PROGRAMS[name]
    print(f"== {name}: python benchmarks/{' '.join(PROGRAMS[name])}", flush=True)
    started = time.perf_counter()
    line = [sys.executable, str(FOLDER / script), *arguments]
    done = subprocess.run(line, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    (folder / f"{name}.txt").write_text(done.stdout, encoding="utf-8")
    print(f"{done.stdout.rstrip()}\n({time.perf_counter() - started:.0f} s, exit {done.returncode})\n", flush=True)
    return done.returncode == 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"one of {', '.join(PROGRAMS)}; left out, all")
    parser.add_argument("--out", type=Path, default=Path("out/bench"))
    given = parser.parse_args()
    if unknown := [name for name in given.names if name not in PROGRAMS]:
        parser.error(f"there is no measurement {', '.join(unknown)}")
    given.out.mkdir(parents=True, exist_ok=True)
    failed = [name for name in given.names or PROGRAMS if not run(name, given.out)]
    print(f"failed: {', '.join(failed)}" if failed else "all measurements ran")
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main())
