"""How often title, author and date that a sidecar states are recovered from the document alone.

    BACKCHANNEL_DATA=DIR python benchmarks/metadata_recovery.py [--misses]

Every document under ``DIR/corpus`` with a sidecar is read with the sidecar withheld. A title or author counts as
recovered where the words agree but for case, marks and blanks, or one contains the other; a date where the stated one
lies in the range found (in brackets: found to the same day, month or year as stated). "wrong" is a value found that
does not agree; what is printed nowhere in the document cannot be recovered and is counted apart as "not printed".
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from backchannel.documents import walk
from backchannel.errors import DocumentError
from backchannel.model import Dating, Document, first_day, last_day


def documents(folder: Path) -> Iterator[tuple[Document, dict[str, Any]]]:
    for source in walk([folder]):
        if source.sidecar is None:
            continue
        stated = json.loads(source.sidecar.read_bytes())
        try:
            yield source._replace(sidecar=None).load()[0], stated
        except DocumentError as error:
            print(f"skipped: {error}", file=sys.stderr)


def plain(words: str) -> str:
    return " ".join(re.findall(r"\w+", words.lower()))


def words_agree(found: str, stated: str) -> bool:
    one, two = plain(found), plain(stated)
    return bool(one and two) and (one in two or two in one)


def date_agrees(found: Dating, stated: str) -> bool:
    return first_day(found.start) <= last_day(stated) and first_day(stated) <= last_day(found.end or found.start)


def outcome(document: Document, name: str, stated: str) -> str:
    found = getattr(document.metadata, name)
    if name == "date":
        return date_outcome(found, stated, document.text)
    if found is not None and words_agree(found, stated):
        return "exact"
    printed = "" if plain(stated) in plain(document.text) else ", not printed"
    return ("missing" if found is None else "wrong") + printed


def date_outcome(found: Dating | None, stated: str, text: str) -> str:
    if found is None:
        return "missing"
    if found.start == stated and found.end is None:
        return "exact"
    if date_agrees(found, stated):
        return "in range"
    return "wrong" if stated[:4] in text else "wrong, not printed"


def main() -> None:
    root = os.environ.get("BACKCHANNEL_DATA")
    if not root or not (Path(root) / "corpus").is_dir():
        print("metadata recovery: not measured (set BACKCHANNEL_DATA to a folder that holds corpus/)")
        return
    counts: dict[str, Counter[str]] = {"title": Counter(), "author": Counter(), "date": Counter()}
    for document, stated in documents(Path(root) / "corpus"):
        for name, counter in counts.items():
            if not stated.get(name):
                continue
            result = outcome(document, name, str(stated[name])[: 10 if name == "date" else None])
            counter[result] += 1
            if "--misses" in sys.argv and result not in ("exact", "in range"):
                print(f"{document.name}: {name} {result}: {getattr(document.metadata, name)!r}, not {stated[name]!r}")
    for name, counter in counts.items():
        total = counter.total()
        good = counter["exact"] + counter["in range"]
        parts = ", ".join(f"{what} {number}" for what, number in counter.most_common())
        print(f"{name}: {good}/{total} recovered ({good / max(1, total):.0%}); {parts}")


if __name__ == "__main__":
    main()
