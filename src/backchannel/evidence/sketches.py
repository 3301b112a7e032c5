"""What tells a document's likely copies without comparing it with every other: MinHash over sentences, and bands.

MinHash after Broder, "On the resemblance and containment of documents" (1997), and banding after Leskovec, Rajaraman
and Ullman, *Mining of Massive Datasets* (3rd ed., 2020, ch. 3), computed by rensa. Not a document but its sentences are
hashed, so that an article is found in the digest that holds it; of three neighbours only the one of the least hash is
kept, by the winnowing of Schleimer, Wilkerson and Aiken, "Winnowing: local algorithms for document fingerprinting"
(SIGMOD 2003): any run of three sentences that two texts share leaves the same sentence in both.

Which pairs are compared does not depend on the order of reading: in each band documents stand in an order of their own
(a hash of the id), and each is compared with the two next to it on either side.
Copies of copies are joined by the grouping, so a text printed in a thousand places needs no million comparisons, and a
letterhead on ten thousand releases costs each of them four.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from hashlib import blake2b

from rensa import RMinHash

from backchannel.evidence.housestyle import tokens
from backchannel.evidence.sentences import Cut, Sentence
from backchannel.evidence.tables import matches
from backchannel.language.plain import straighten
from backchannel.model import Document, Sketch, references

METHOD = f"sentences 1, rensa {RMinHash.ALGORITHM_VERSION}"
"""Changes whenever equal texts may give other bands; sketches of another method are made anew."""

SHINGLE = 3
"""Words in a shingle: a word that is changed in a sentence of twenty leaves three quarters of them."""
BANDS, ROWS = 6, 4
"""Two sentences that share three quarters of their shingles share a band with probability 0.9, a third, 0.07."""
WINDOW = 3
"""Of so many sentences next to each other one is kept."""
SHORT = 12
"""Sentences up to which all are kept: a flash of three sentences must be found in the page that holds it."""
SHORTEST = 12
"""Words of a sentence, taken together with those that follow it, below which it tells nothing."""
NEIGHBOURS = 2
"""With how many documents on either side in a band a document is compared."""

_SEED = 1997
_QUOTED = re.compile(r"\"([^\"\n]{12,160})\"")
_HEADLINES = 3


def sketch(document: Document, cut: Cut) -> Sketch:
    """The document's sketch; ``cut`` is the document as :func:`backchannel.evidence.sentences.cut` cuts it.

    Its ``rank`` puts the documents of a band into an order that is no older than the documents themselves.
    """
    bands = {band for values in _kept(cut.sentences) for band in _bands(values)}
    bands.update(_headline_band(words) for words in headlines(document, cut))
    bands.update(_headline_band(words) for words in _named(document, cut))
    rank = _number(document.id.encode())
    return Sketch(method=METHOD, rank=rank, bands=tuple(sorted(bands)))


def headlines(document: Document, cut: Cut) -> tuple[tuple[str, ...], ...]:
    """What the document may be called by another: its title, and its first lines of four words and more."""
    title = document.metadata.title
    lines = [tuple(t.form for t in tokens(straighten(title)))] if title else []
    lines += [label.forms for label in cut.labels[:_HEADLINES] if label.kind != "byline"]
    return tuple(dict.fromkeys(line for line in lines if len(line) > 3))


def is_notice(cut: Cut) -> bool:
    """Whether the document says that it corrects or withdraws something."""
    return any(matches("editions", kind, s.plain) for s in (*cut.labels, *cut.sentences) for kind in _NOTICES)


_NOTICES = ("correction", "retraction")


def _named(document: Document, cut: Cut) -> Iterator[tuple[str, ...]]:
    """What a notice quotes: it may be the headline of what it is about."""
    if is_notice(cut):
        for match in _QUOTED.finditer(straighten(document.text)):
            yield tuple(t.form for t in tokens(match[1]))


def _kept(sentences: Sequence[Sentence]) -> Iterator[list[int]]:
    """MinHash values of the sentences that stand for the text: in each window the one whose first value is least."""
    made = [values for at in range(len(sentences)) if (values := _values(sentences, at))]
    if len(made) <= SHORT:
        yield from made
        return
    windows = (range(at, at + WINDOW) for at in range(len(made) - WINDOW + 1))
    for at in sorted({min(window, key=lambda i: (made[i][0], i)) for window in windows}):
        yield made[at]


def _values(sentences: Sequence[Sentence], at: int) -> list[int]:
    """MinHash values of a sentence and, where it is short, of those after it; none where little follows."""
    words: list[str] = []
    for sentence in sentences[at:]:
        words += sentence.forms
        if len(words) >= SHORTEST:
            break
    if len(words) < SHORTEST and at:
        return []
    hashed = RMinHash(BANDS * ROWS, _SEED)
    hashed.update([" ".join(words[i : i + SHINGLE]) for i in range(max(1, len(words) - SHINGLE + 1))])
    return list(hashed.digest())


def _bands(values: Sequence[int]) -> Iterator[int]:
    for band in range(BANDS):
        rows = values[band * ROWS : (band + 1) * ROWS]
        yield _number(bytes([band]) + b"".join(v.to_bytes(8, "big") for v in rows))


def _headline_band(words: Sequence[str]) -> int:
    return _number(b"headline " + " ".join(words).encode())


def _number(data: bytes) -> int:
    """63 bits, so that it is an integer of SQLite too."""
    return int.from_bytes(blake2b(data, digest_size=8).digest(), "big") >> 1


def likely(documents: Mapping[str, Document], sketches: Mapping[str, Sketch]) -> list[tuple[str, str]]:
    """Pairs of ids that are to be compared, smaller id first, sorted; the ledger finds the same among its own."""
    holders: dict[int, list[str]] = defaultdict(list)
    for id_ in sorted(sketches, key=lambda id_: sketches[id_].rank):
        for band in sketches[id_].bands:
            holders[band].append(id_)
    found: set[tuple[str, str]] = set()
    for ids in holders.values():
        for step in range(1, NEIGHBOURS + 1):
            found.update(zip(ids, ids[step:], strict=False))
    for id_, document in documents.items():
        for to in references(document.metadata):
            found.update((id_, other) for other, d in documents.items() if other != id_ and to.means(other, d.name))
    return sorted({(min(pair), max(pair)) for pair in found})
