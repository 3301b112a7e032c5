"""What tells a document's likely copies without comparing it with every other: MinHash over sentences, and bands.

MinHash after Broder, "On the resemblance and containment of documents" (1997), and banding after Leskovec, Rajaraman
and Ullman, *Mining of Massive Datasets* (3rd ed., 2020, ch. 3), computed by rensa. Not a document but its sentences are
hashed, so that an article is found in the digest that holds it; of three neighbours only the one of the least hash is
kept, by the winnowing of Schleimer, Wilkerson and Aiken, "Winnowing: local algorithms for document fingerprinting"
(SIGMOD 2003): any run of three sentences that two texts share leaves the same sentence in both.

Which pairs are compared does not depend on the order of reading: in each band documents stand in an order of their own
(a hash of the id), and each is held against the two next to it on either side; those that meet so in a fifth of their
bands are compared. Copies of copies are joined by the grouping, so a text printed in a thousand places needs no million
comparisons, and a letterhead on ten thousand releases costs each of them four at most.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b

from rensa import RMinHash

from backchannel.evidence.housestyle import tokens
from backchannel.evidence.sentences import Cut, Sentence
from backchannel.evidence.tables import matches
from backchannel.language.plain import straighten
from backchannel.model import Document, Sketch, references

METHOD = f"sentences 5, rensa {RMinHash.ALGORITHM_VERSION}"
"""Changes whenever equal texts may give other bands; sketches of another method are made anew."""

SHINGLE = 2
"""Words in a shingle: a word that is changed in a sentence of twenty leaves four fifths of them in common."""
BANDS, ROWS = 6, 4
"""Two sentences that share three quarters of their shingles share a band with probability 0.9, a third, 0.07."""
WINDOW = 3
"""Of so many sentences next to each other one is kept."""
SHORT = 12
"""Sentences up to which all are kept: a flash of three sentences must be found in the page that holds it."""
SHORTEST = 12
"""Words of a sentence, taken together with those that follow it, below which it tells nothing."""
SHORTEST_NAME = 3
"""Words of a headline that a notice may name a text by."""
NEIGHBOURS = 2
"""With how many documents on either side in a band a document is held against."""
SHARE = 0.2
"""In which share of the bands of one of them two documents must meet to be compared: a sentence or two in common is
much of a flash and nothing of a report. A text of which every tenth word was changed keeps about as much."""
MEETING = (NEIGHBOURS, SHARE)
"""What the ledger asks for to find the same pairs among its own."""

_SEED = 1997
_QUOTED = re.compile(r"\"([^\"\n]{12,160})\"")
_HEADLINES = 3


def sketch(document: Document, cut: Cut) -> Sketch:
    """The document's sketch; ``cut`` is the document as :func:`backchannel.evidence.sentences.cut` cuts it."""
    notice = is_notice(cut)
    names = {_name_band(words) for words in headlines(document, cut)}
    if notice:
        names.update(
            _name_band(tuple(t.form for t in tokens(m[1]))) for m in _QUOTED.finditer(straighten(document.text))
        )
    return Sketch(
        method=METHOD,
        rank=_number(document.id.encode()),
        bands=tuple(sorted({band for values in _kept(cut.sentences) for band in _bands(values)})),
        names=tuple(sorted(names)),
        notice=notice,
    )


def headlines(document: Document, cut: Cut) -> tuple[tuple[str, ...], ...]:
    """What the document may be called by another: its title, and its first lines of a few words."""
    title = document.metadata.title
    lines = [tuple(t.form for t in tokens(straighten(title)))] if title else []
    lines += [label.forms for label in cut.labels[:_HEADLINES] if label.kind != "byline"]
    return tuple(dict.fromkeys(line for line in lines if len(line) >= SHORTEST_NAME))


def is_notice(cut: Cut) -> bool:
    """Whether the document says that it corrects or withdraws something."""
    return any(matches("editions", kind, s.plain) for s in (*cut.labels, *cut.sentences) for kind in _NOTICES)


_NOTICES = ("correction", "retraction")


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
    for following in range(at, len(sentences)):
        words += sentences[following].forms
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


def _name_band(words: Sequence[str]) -> int:
    return _number(b"headline " + " ".join(words).encode())


def _number(data: bytes) -> int:
    """63 bits, so that it is an integer of SQLite too."""
    return int.from_bytes(blake2b(data, digest_size=8).digest(), "big") >> 1


def likely(documents: Mapping[str, Document], sketches: Mapping[str, Sketch]) -> list[tuple[str, str]]:
    """Pairs of ids that are to be compared, smaller id first, sorted; the ledger finds the same among its own."""
    ranked = sorted(sketches, key=lambda id_: sketches[id_].rank)
    met = _meetings((id_, sketches[id_].bands) for id_ in ranked)
    found = {pair for pair, times in met.items() if times >= max(1.0, SHARE * _fewest(sketches, pair))}
    called = _meetings((id_, sketches[id_].names) for id_ in ranked)
    found |= {pair for pair in called if any(sketches[id_].notice for id_ in pair)}
    for id_, document in documents.items():
        for to in references(document.metadata):
            found.update((id_, other) for other, d in documents.items() if other != id_ and to.means(other, d.name))
    return sorted({(min(pair), max(pair)) for pair in found})


def _meetings(held: Iterable[tuple[str, Sequence[int]]]) -> Counter[tuple[str, str]]:
    """In how many bands two documents stand next to each other; ``held`` comes by rank."""
    holders: dict[int, list[str]] = defaultdict(list)
    for id_, bands in held:
        for band in bands:
            holders[band].append(id_)
    return Counter(
        pair
        for ids in holders.values()
        for step in range(1, NEIGHBOURS + 1)
        for pair in zip(ids, ids[step:], strict=False)
    )


def _fewest(sketches: Mapping[str, Sketch], pair: tuple[str, str]) -> int:
    return min(len(sketches[id_].bands) for id_ in pair)
