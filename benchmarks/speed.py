"""Words per CPU second of the whole ``read`` against bare ``nlp.pipe`` on the same text, in the same run.

    BACKCHANNEL_DATA=DIR [BACKCHANNEL_READER=careful] python benchmarks/speed.py [WORDS]

Both are processes of their own on one thread, start and loading of the model included. Bare spaCy gets the paragraphs;
``read`` opens files, reads claims, writes the ledger and brings findings together. Without an outside corpus the
shipped examples are taken over and over, which is only a rough figure.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from measuring import Cost, outside, paragraphs, pieces, read, run, verdict, write

ASKED = {"clauses": 0.5, "careful": 0.25}
"""The share of bare spaCy's speed that each reader is asked to keep."""
WORDS = 40_000
BARE = """
import sys
from pathlib import Path
from backchannel.language import load
files = [path.read_text("utf-8") for path in sorted(Path(sys.argv[1]).iterdir())]
texts = [part.strip() for text in files for part in text.split("\\n\\n") if part.strip()]
print(sum(len(doc) for doc in load().pipe(texts)))
"""


def main() -> int:
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else WORDS
    given = pieces(500, wanted // 500)
    if not outside():
        print("no BACKCHANNEL_DATA: the shipped examples, repeated")
        given = given * (wanted // max(1, sum(len(t.split()) for t in given)))
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "texts"
        words = write(folder, given)
        bare = run((sys.executable, "-c", BARE, str(folder)))
        whole = read(folder, Path(place) / "speed.ledger")
    print(whole.out.strip())
    share = rate(whole, words) / rate(bare, words)
    print(f"{words:,} words in {len(given)} documents, {len(paragraphs(given)):,} paragraphs")
    print(f"bare nlp.pipe: {rate(bare, words):,.0f} words per CPU second; read: {rate(whole, words):,.0f}")
    asked = ASKED[os.environ.get("BACKCHANNEL_READER", "clauses")]
    return 0 if verdict("speed", f"{asked} of bare spaCy", f"{share:.2f}", share >= asked) else 1


def rate(cost: Cost, words: int) -> float:
    return words / cost.seconds


if __name__ == "__main__":
    sys.exit(main())
