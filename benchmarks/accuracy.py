"""Measures the reader for the page: writes the figures that every dossier prints on how far to trust the reading.

    BACKCHANNEL_DATA=DIR python benchmarks/accuracy.py            # measure and write
    BACKCHANNEL_DATA=DIR python benchmarks/accuracy.py --check    # exit 1 where what is written is off by over 0.02

The sets are ``dev`` (outside; nothing is trained on it, but it is looked at while the reader is worked on) and
``examples-held`` (shipped; annotated before and apart from the reader). Both need the scorer that lies with the outside
data; without it nothing is measured or written, and that is said.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import claims

ROOT = Path(__file__).resolve().parent.parent
PAGE_DATA = ROOT / "src" / "backchannel" / "dossier" / "data" / "accuracy.json"
SETS = ("dev", "examples-held")
SLACK = 0.02


def measured() -> dict[str, Any] | None:
    """Documents, claims and figures of each set; None where one is not at hand."""
    sets = {}
    for name in SETS:
        with tempfile.TemporaryDirectory() as folder:
            figures = claims.measure(name, Path(folder))
        if figures is None:
            return None
        lines = claims.sets()[name].gold.read_text(encoding="utf-8").splitlines()
        sets[name] = {
            "documents": len({json.loads(line)["doc"] for line in lines}),
            "claims": len(lines),
            "figures": {field: round(figure, 3) for field, figure in sorted(figures.items())},
        }
    return sets


def commit() -> str:
    """The commit that was measured, with a plus where files had changed since."""
    said = subprocess.run(
        ["git", "describe", "--always", "--dirty=+", "--exclude=*"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return said.stdout.strip()


def _off(old: dict[str, Any], new: dict[str, Any]) -> list[str]:
    return [
        f"{name} {field}: {old.get(name, {}).get('figures', {}).get(field, 'nothing')} is written, {figure} measured"
        for name in SETS
        for field, figure in new[name]["figures"].items()
        if abs(old.get(name, {}).get("figures", {}).get(field, -1) - figure) > SLACK
    ]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    given = parser.parse_args()
    sets = measured()
    if sets is None:
        print("accuracy: not measured (BACKCHANNEL_DATA names no folder with the sets and their scorer)")
        return 0
    if given.check:
        off = _off(json.loads(PAGE_DATA.read_text(encoding="utf-8"))["sets"], sets)
        print("\n".join(off) or "accuracy: what the page prints is what is measured")
        return 1 if off else 0
    PAGE_DATA.write_text(json.dumps({"commit": commit(), "sets": sets}, indent=1) + "\n", encoding="utf-8")
    print(PAGE_DATA.read_text(encoding="utf-8"), end="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
