"""How often the passage of an original is found for a passage of its translation.

    BACKCHANNEL_DATA=DIR python benchmarks/translations.py [--misses]

The Universal Declaration of Human Rights under ``DIR/corpus/langs`` in each language that numbers its articles in
figures is put beside each other: none is a translation of the other, but all are of one text, with headings, lists and
preambles of their own. A passage of 40 characters or more within an article is right where what is found lies in the
article of the same number.
"""

from __future__ import annotations

import argparse
import itertools
import os
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from backchannel.documents import read_bytes
from backchannel.documents.parallel import Parallel
from backchannel.model import Document

_LINE = re.compile(r"(?m)^[^\n]{1,21}$")
_NUMBER = re.compile(r"\d+")
_LEAST = 40

Places = list[tuple[int, int]]
"""Where each article begins, and its number."""


def articles(text: str) -> Places:
    """The short lines with a number in figures, whatever its script; the first article is often written out."""
    found: Places = []
    for line in _LINE.finditer(text):
        if number := _NUMBER.search(line[0]):
            found.append((line.start(), int("".join(str(unicodedata.digit(d)) for d in number[0]))))
    return found


def article_at(places: Places, at: int) -> int | None:
    """The number of the article that stands at this offset; None before the second."""
    number = next((number for start, number in reversed(places) if start <= at), 0)
    return number if number > 1 else None


def measure(one: Document, other: Document) -> tuple[Counter[str], list[str]]:
    """Passages of ``one`` that were found rightly, wrongly or not in ``other``, and the words of the latter."""
    here, there, beside = articles(one.text), articles(other.text), Parallel(other, one)
    counts: Counter[str] = Counter()
    misses: list[str] = []
    for section in one.sections:
        number = article_at(here, section.start)
        if number is None or section.end - section.start < _LEAST:
            continue
        found = beside.match(section.start, section.end)
        right = found and {article_at(there, found.start), article_at(there, found.end - 1)} == {number}
        counts["right" if right else "wrong" if found else "none"] += 1
        if not right:
            misses.append(
                f"{one.name} to {other.name}, article {number}: {one.text[section.start : section.end][:60]!r}"
            )
    return counts, misses


def numbered(folder: Path) -> Mapping[str, Document]:
    """The declarations whose articles are numbered in figures, by file."""
    documents = {path.stem: read_bytes(path.read_bytes(), path.stem)[0] for path in sorted(folder.glob("udhr_*.txt"))}
    return {name: one for name, one in documents.items() if len(articles(one.text)) > 10}


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--misses", action="store_true")
    given = parser.parse_args()
    root = os.environ.get("BACKCHANNEL_DATA")
    if not root or not Path(root, "corpus/langs").is_dir():
        print("translations: not measured (set BACKCHANNEL_DATA to a folder that holds corpus/langs)")
        return 0
    documents = numbered(Path(root, "corpus/langs"))
    total: Counter[str] = Counter()
    for one, other in itertools.permutations(documents.values(), 2):
        counts, misses = measure(one, other)
        total += counts
        if given.misses:
            print(*misses, sep="\n", end="\n" * bool(misses))
    passages = total.total()
    print(f"{len(documents)} languages, {passages} passages: {total['right']} found in the right article")
    print(f"({100 * total['right'] / max(passages, 1):.1f} %), {total['wrong']} elsewhere, {total['none']} not at all")
    return 0


if __name__ == "__main__":
    sys.exit(main())
