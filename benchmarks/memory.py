"""Peak memory of the whole process tree: 200 documents with one worker, and one text of 300,000 words.

    BACKCHANNEL_DATA=DIR python benchmarks/memory.py [documents] [text]

Resident memory is sampled twenty times a second over the process and all its children (Linux).
"""

from __future__ import annotations

import sys
import tempfile
from itertools import cycle
from pathlib import Path

from measuring import outside, paragraphs, pieces, read, texts, verdict, write

GB = 1e9
DOCUMENTS, DOCUMENTS_ASKED = 200, 1.5
WORDS, TEXT_ASKED = 300_000, 2.5


def documents() -> list[str]:
    """200 documents of about 700 words; the shipped examples are repeated, each copy with a number of its own."""
    found = pieces(700 if outside() else 300, DOCUMENTS)
    return [
        f"Copy {n}.\n\n{text}" if n >= len(found) else text
        for n, text in zip(range(DOCUMENTS), cycle(found), strict=False)
    ]


def long_text() -> str:
    """One text of 300,000 words: the corpus, again and again where it is shorter."""
    parts: list[str] = []
    words = 0
    for paragraph in cycle(paragraphs(texts())):
        parts.append(paragraph)
        words += len(paragraph.split())
        if words >= WORDS:
            return "\n\n".join(parts)
    return ""


def measured(what: str, given: list[str], asked: float) -> bool:
    with tempfile.TemporaryDirectory() as place:
        words = write(Path(place) / "texts", given)
        cost = read(Path(place) / "texts", Path(place) / "memory.ledger")
    print(cost.out.strip())
    told = f"{cost.peak / GB:.2f} GB ({words:,} words, {cost.seconds:.0f} CPU seconds)"
    return verdict(f"memory, {what}", f"at most {asked} GB", told, cost.peak <= asked * GB)


def main() -> int:
    asked = sys.argv[1:] or ["documents", "text"]
    good = True
    if "documents" in asked:
        good &= measured(f"{DOCUMENTS} documents, one worker", documents(), DOCUMENTS_ASKED)
    if "text" in asked:
        good &= measured("one text", [long_text()], TEXT_ASKED)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
