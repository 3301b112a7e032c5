"""Holds the lock files to pyproject.toml: all that is asked for is locked, in range, with digests, from no named host.

    python tools/check_lock.py                     # prints what is wrong, one line each; exit 1 where anything is

`make lock` renews the files. The three must agree: what is installed for a user is what is tested and built with.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
PIN = re.compile(
    r"^([A-Za-z0-9][\w.-]*)==([^\s;\\]+)\s*(?:;\s*([^\\\n]+?))?\s*((?:\\\n\s+--hash=sha256:[0-9a-f]{64}\s*)*)$",
    re.MULTILINE,
)
HOST = re.compile(r"https?://|--(?:extra-)?index-url|--find-links|--trusted-host|\bfile:")
PYTHONS = ("3.11", "3.12", "3.13")

Pins = Mapping[str, list[tuple[str, str]]]
"""Versions of a package, each with the marker under which it holds ("" for always)."""


def pins(text: str) -> Pins:
    """What a lock file pins, by canonical name."""
    found: dict[str, list[tuple[str, str]]] = {}
    for name, version, marker, _ in PIN.findall(text):
        found.setdefault(canonicalize_name(name), []).append((version, marker))
    return found


def faults_of(text: str) -> Iterator[str]:
    """What is wrong with a lock file in itself."""
    for line in text.splitlines():
        if HOST.search(line):
            yield f"names a place to load from: {line.strip()}"
    for name, version, _, digests in PIN.findall(text):
        if not digests:
            yield f"{name}=={version} has no digest"
    entries = re.findall(r"^[A-Za-z0-9][^\n]*", text, re.MULTILINE)
    if len(entries) != len(PIN.findall(text)):
        yield "holds a line that is not a pinned version"


def missing(asked: list[str], locked: Pins) -> Iterator[str]:
    """Requirements that are not locked, or locked out of their range, for some supported Python."""
    for line in asked:
        requirement = Requirement(line)
        for python in PYTHONS:
            versions = _holding(locked.get(canonicalize_name(requirement.name), []), python)
            if not any(requirement.specifier.contains(v, prereleases=True) for v in versions):
                yield f"{line} is not locked for Python {python}"


def _holding(versions: list[tuple[str, str]], python: str) -> list[str]:
    here = {"python_version": python, "python_full_version": f"{python}.0"}
    return [version for version, marker in versions if not marker or Marker(marker).evaluate(here)]


def apart(one: Pins, other: Pins) -> Iterator[str]:
    """Packages that two files pin to different versions."""
    for name in sorted(one.keys() & other.keys()):
        if {v for v, _ in one[name]} != {v for v, _ in other[name]}:
            yield f"{name} is {one[name]} in one lock file and {other[name]} in another"


def faults(root: Path = ROOT) -> Iterator[str]:
    """All that is wrong with the project's lock files."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    texts = {
        name: (root / "requirements" / f"{name}.txt").read_text(encoding="utf-8") for name in ("core", "build", "dev")
    }
    locked = {name: pins(text) for name, text in texts.items()}
    for name, text in texts.items():
        yield from (f"requirements/{name}.txt {fault}" for fault in faults_of(text))
    core = project["project"]["dependencies"]
    wanted = {"core": core, "build": project["build-system"]["requires"]}
    wanted["dev"] = core + project["project"]["optional-dependencies"]["dev"]
    for name, asked in wanted.items():
        yield from (f"requirements/{name}.txt: {fault}" for fault in missing(asked, locked[name]))
    for one, other in (("core", "dev"), ("build", "dev"), ("core", "build")):
        yield from apart(locked[one], locked[other])


def main() -> int:
    found = list(faults())
    print("\n".join(found) or "the lock files fit pyproject.toml")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
