"""Says under which licence each package that an installation brings is, and refuses what may not ship with this one.

    python tools/check_licences.py                 # one line a package; exit 1 where one is not known to be permissive

The packages are those that requirements/core.txt locks and this environment holds; what they say of themselves is read
from their metadata (License-Expression as of PEP 639, else License and the classifiers). Permissive licences and the
MPL, which stays with its own files, may be depended on by an Apache-2.0 program; GPL and AGPL may not. Where a
package offers a choice ("MPL-1.1 OR GPL-2.0-only"), one acceptable licence is enough.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import NamedTuple

LOCK = Path(__file__).resolve().parent.parent / "requirements" / "core.txt"
ACCEPTED = re.compile(
    r"\b(MIT|BSD|0BSD|Apache|ISC|PSF|CNRI-Python|Python Software Foundation|MPL|Mozilla Public|zlib|CC0|HPND)",
    re.IGNORECASE,
)
REFUSED = re.compile(r"\b(A?GPL|LGPL|GNU|proprietary|non-?commercial|CC.BY.NC|EUPL|SSPL)", re.IGNORECASE)


class Licence(NamedTuple):
    """What a package says of its licence, and whether it may be depended on."""

    package: str
    says: str
    accepted: bool


def locked(text: str) -> list[str]:
    """The names that a lock file pins, without what holds only on another system."""
    return sorted({m[1] for m in re.finditer(r"^([a-z0-9][a-z0-9._-]*)==[^\\\n]*", text, re.MULTILINE)})


def acceptable(says: str) -> bool:
    """Whether one of the licences offered is permissive; ``AND`` asks for all of its parts."""
    offers = re.split(r"\bOR\b|;|/", says)
    return any(
        all(ACCEPTED.search(part) and not REFUSED.search(part) for part in re.split(r"\bAND\b", offer))
        for offer in offers
    )


def of(package: Distribution) -> str:
    """The licence as the package's metadata give it, shortest reliable form first."""
    about = package.metadata
    if "License-Expression" in about:
        return str(about["License-Expression"])
    classifiers = [
        c.rsplit("::", 1)[-1].strip() for c in about.get_all("Classifier") or () if c.startswith("License ::")
    ]
    named = [c for c in classifiers if c != "OSI Approved"]
    first_line = "\n".join(about.get_all("License") or ()).strip().splitlines()[:1]
    return "; ".join(named) or (first_line[0] if first_line else "") or _of_model(package) or "says nothing"


def _of_model(package: Distribution) -> str:
    """The licence in the ``meta.json`` of a language model, which is where spaCy's models state it."""
    for file in package.files or ():
        if file.name == "meta.json":
            return str(json.loads(file.read_text(encoding="utf-8")).get("license", ""))
    return ""


def licences(names: list[str]) -> Iterator[Licence]:
    """The licence of each package that is installed here."""
    for name in names:
        try:
            says = of(distribution(name))
        except PackageNotFoundError:  # locked for another system or Python
            continue
        yield Licence(name, says, acceptable(says))


def main() -> int:
    refused = 0
    for licence in licences(locked(LOCK.read_text(encoding="utf-8"))):
        print(f"{licence.package:<24}{licence.says}{'' if licence.accepted else '    NOT ACCEPTED'}")
        refused += not licence.accepted
    return bool(refused)


if __name__ == "__main__":
    sys.exit(main())
