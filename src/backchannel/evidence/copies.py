"""What two documents are to each other: one text, one within the other, a variant, versions, or nothing.

Candidates come from :mod:`backchannel.evidence.sketches`; here their sentences are laid side by side and counted
exactly. Resemblance and containment are those of Broder, "On the resemblance and containment of documents"
(Compression and Complexity of Sequences, 1997), taken over the words of sentences that the two have in common.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from backchannel.evidence.alignment import Edit, Pair, align
from backchannel.evidence.editions import Side, Version, version
from backchannel.evidence.frames import framed
from backchannel.evidence.sentences import Cut, Sentence, cut
from backchannel.evidence.sketches import likely, sketch
from backchannel.evidence.turns import turning
from backchannel.evidence.wording import Wording
from backchannel.model import Change, Document, Link, Span
from backchannel.model.links import LinkKind

CONTAINED = 0.6
"""Share of the shorter text found in the longer, from which they are one text or one a part of the other."""
VARIED = 0.75
"""The same where an edit turned a sentence: what has little in common besides is no variant."""
RESEMBLED = 0.4
"""Share of the longer text found in the shorter, from which they are one text and not a part."""
UNTURNED = 0.6
"""Of the words in common so many must stand in sentences that no edit turned; else one mould was filled twice."""
FEWEST = 20
"""Words in common below which two texts are nothing to each other."""
LAST_LINE = 5
"""Words that a last line has that only counts ("Printed in town 4.", "Page 2 of 3.")."""
NEAR = 0.5
"""Share of the shorter text from which a text that says so can be a version of the other."""


class Comparer:
    """Compares documents and remembers how they were cut; one for a run, because each is compared several times.

    ``remembered`` is how many words it keeps in memory.
    """

    def __init__(self, remembered: int = 300_000) -> None:
        self._cuts: dict[tuple[str, str], Cut] = {}
        self._left = remembered

    def cut(self, document: Document) -> Cut:
        """The document as it is compared."""
        key = (document.id, document.text_digest)
        if key in self._cuts:
            self._cuts[key] = self._cuts.pop(key)  # the last to be forgotten
            return self._cuts[key]
        made = self._cuts[key] = cut(document)
        self._left -= made.words
        while self._left < 0 and len(self._cuts) > 1:
            self._left += self._cuts.pop(next(iter(self._cuts))).words
        return made

    def relate(self, a: Document, b: Document) -> Link:
        """What the two are to each other, the same whichever is given first."""
        one, other = sorted((a, b), key=lambda d: d.id)
        return relate(Side(one, self.cut(one)), Side(other, self.cut(other)))


def relate(one: Side, other: Side) -> Link:
    """What two documents are to each other; ``one`` has the smaller id."""
    sides = (one, other)
    pairs = align(one.cut.sentences, other.cut.sentences)
    turned = [_turning(sides, p) for p in pairs]
    shared = sum(p.shared for p in pairs)
    short = min(one.cut.words, other.cut.words)
    made = version(sides, pairs, near=shared >= max(FEWEST, NEAR * short))
    kind: LinkKind | None = made.kind if made else _kind(sides, pairs, turned)
    main = _main(sides, made, kind)
    return Link(
        one=one.document.id,
        other=other.document.id,
        kind=kind,
        main=main,
        shares=_shares(shared, (one.cut.words, other.cut.words)),
        same=_same(sides, pairs, turned),
        changes=_changes(sides, pairs, turned, versions=made is not None) if kind else (),
        since=made.since if made else None,
        why=made.why if made else None,
    )


def _shares(shared: int, words: tuple[int, int]) -> tuple[float, float]:
    one, other = (round(shared / count, 3) if count else 0.0 for count in words)
    return one, other


def _kind(sides: tuple[Side, Side], pairs: Sequence[Pair], turned: Sequence[tuple[Edit, ...]]) -> LinkKind | None:
    """Copy, part or variant, by the words in common; those of a sentence count by how much of it the other has too."""
    a, b = (side.cut for side in sides)
    alike = [2 * p.shared / (len(a.sentences[p.one].words) + len(b.sentences[p.other].words)) for p in pairs]
    shared = sum(p.shared * share for p, share in zip(pairs, alike, strict=True))
    firm = sum(p.shared * share for p, share, edits in zip(pairs, alike, turned, strict=True) if not edits)
    short, long = sorted((a.words, b.words))
    if shared < max(FEWEST, (VARIED if any(turned) else CONTAINED) * short) or firm < UNTURNED * shared:
        return None
    if any(turned):
        return "variant"
    return "copy" if shared >= RESEMBLED * long and not _embedded(sides, pairs) else "part"


def _turning(sides: tuple[Side, Side], pair: Pair) -> tuple[Edit, ...]:
    """The edits that turn a sentence; a last line that only counts editions, pages or places turns nothing."""
    a, b = (side.cut.sentences for side in sides)
    found = turning(a[pair.one], b[pair.other], pair)
    last = pair.one == len(a) - 1 and pair.other == len(b) - 1 and len(a[pair.one].words) <= LAST_LINE
    counts = all(t.form.isdigit() for e in found for t in (*e.one, *e.other))
    return () if last and counts else found


def _main(sides: tuple[Side, Side], made: Version | None, kind: LinkKind | None) -> str | None:
    if made:
        return sides[made.newer].document.id
    if kind == "part":
        return max(sides, key=lambda s: (s.cut.words, s.document.id)).document.id
    return None


def _embedded(sides: tuple[Side, Side], pairs: Sequence[Pair]) -> bool:
    """Whether the longer text has the shorter in its midst: own words before it and after it, or in quotation.

    A text that was cut leaves the other with words at its end alone, and one that was shortened with words here and
    there.
    """
    short, long = sorted((0, 1), key=lambda n: sides[n].cut.words)
    sentences = sides[long].cut.sentences
    held = {p.places[long] for p in pairs}
    if all(sentences[i].quoted for i in held) and not any(s.quoted for s in sides[short].cut.sentences):
        return True
    before = sum(len(s.words) for s in sentences[: min(held)])
    after = sum(len(s.words) for s in sentences[max(held) + 1 :])
    return min(before, after) >= FEWEST


def _same(
    sides: tuple[Side, Side], pairs: Sequence[Pair], turned: Sequence[tuple[Edit, ...]]
) -> tuple[tuple[int, int, int, int], ...]:
    held = []
    for pair, edits in zip(pairs, turned, strict=True):
        if not edits:
            a, b = sides[0].cut.sentences[pair.one], sides[1].cut.sentences[pair.other]
            held.append((a.start, a.end, b.start, b.end))
    return tuple(held)


def _changes(
    sides: tuple[Side, Side], pairs: Sequence[Pair], turned: Sequence[tuple[Edit, ...]], *, versions: bool
) -> tuple[Change, ...]:
    """Sentences that differ; for versions also those that only one has."""
    a, b = (side.cut.sentences for side in sides)
    found = [
        Change(one=_span(a[p.one]), other=_span(b[p.other]), turned=bool(edits), words=_words(a, b, p, edits))
        for p, edits in zip(pairs, turned, strict=True)
        if p.edits
    ]
    if versions:
        known = ({p.one for p in pairs}, {p.other for p in pairs})
        found += [Change(one=_span(s), other=None) for i, s in enumerate(a) if i not in known[0]]
        found += [Change(one=None, other=_span(s)) for i, s in enumerate(b) if i not in known[1]]
    return tuple(found)


def _span(sentence: Sentence) -> Span:
    return Span(start=sentence.start, end=sentence.end)


def _words(
    a: Sequence[Sentence], b: Sequence[Sentence], pair: Pair, turning: tuple[Edit, ...]
) -> tuple[tuple[int, int, int, int], ...]:
    """The spans of the words that differ in both texts; of a turned sentence those that turn it."""
    one, other = a[pair.one], b[pair.other]
    return tuple(
        (
            *((one.start + e.one[0].start, one.start + e.one[-1].end) if e.one else (one.start, one.start)),
            *((other.start + e.other[0].start, other.start + e.other[-1].end) if e.other else (other.start,) * 2),
        )
        for e in turning or pair.edits
    )


def links(documents: Mapping[str, Document]) -> tuple[Link, ...]:
    """What the documents are to each other, pair by pair, as a ledger that holds them finds it."""
    compare = Comparer()
    sketches = {id_: sketch(d, compare.cut(d)) for id_, d in documents.items()}
    made = [compare.relate(documents[a], documents[b]) for a, b in likely(documents, sketches)]
    frames = framed(made)
    return tuple(link for link in made if link.kind and (link.one, link.other) not in frames)


def copy_groups(documents: Mapping[str, Document]) -> dict[str, str]:
    """Document id → the smallest id among the documents that print the same text, itself included."""
    wording = Wording(links(documents), documents)
    return {id_: wording.text(id_) for id_ in documents}
