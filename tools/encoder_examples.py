"""What the encoder is trained on: annotated claims where they stand, and sentences that stand alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from backchannel.claims import dating, roles, scenes
from backchannel.claims.clauses import proposals
from backchannel.claims.encoder import stretches
from backchannel.claims.scene import Scene
from backchannel.claims.wordpiece import WordPieces
from backchannel.model import Document, When
from lone_sentences import Lone, Party
from train_reader import FIELDS, Annotation, date_group, example_of, label, nearness, role_label


class Choice(NamedTuple):
    """A date at hand: where it comes from, its first word or -1, how far it agrees with the annotated one."""

    where: str
    word: int
    agreement: float


class Claimed(NamedTuple):
    """An annotated claim: its words (end exclusive), its predicate, and the answers that are known."""

    first: int
    last: int
    head: int
    labels: dict[str, str]
    parties: list[Party]
    dates: list[Choice]


class Cut(NamedTuple):
    """A proposal and how likely it is a claim."""

    first: int
    last: int
    head: int
    likely: float


class Chunk(NamedTuple):
    """Sentences that are encoded together: the numbers of their pieces, the first piece of each word, what is asked.

    All words are counted from the chunk's first.
    """

    pieces: list[int]
    firsts: list[int]
    cuts: list[Cut]
    claims: list[Claimed]


class Passage:
    """A paragraph as it is gathered, sentence by sentence."""

    def __init__(self, words: list[str]) -> None:
        self.words = words
        self.sentences: list[tuple[int, int]] = []
        self.cuts: list[Cut] = []
        self.claims: list[Claimed] = []

    def chunks(self, pieces: WordPieces) -> Iterator[Chunk]:
        """The paragraph as it is encoded; what crosses the border of two chunks is left out."""
        cut = [pieces.of(word) for word in self.words]
        for start, end in stretches([len(c) for c in cut], self.sentences):
            firsts = [sum(len(c) for c in cut[start:i]) for i in range(start, end)]
            cuts = [
                Cut(c.first - start, c.last - start, min(max(c.head, start), end - 1) - start, c.likely)
                for c in self.cuts
                if start <= c.first and c.last <= end
            ]
            claims = [_moved(c, start, end) for c in self.claims if start <= c.first and c.last <= end]
            if cuts or claims:
                yield Chunk([p for c in cut[start:end] for p in c], firsts, cuts, claims)


def _moved(claim: Claimed, start: int, end: int) -> Claimed:
    return Claimed(
        claim.first - start,
        claim.last - start,
        min(max(claim.head, start), end - 1) - start,
        claim.labels,
        [Party(p.first - start, p.head - start, p.role) for p in claim.parties if start <= p.first and p.head < end],
        [Choice(d.where, d.word - start if start <= d.word < end else -1, d.agreement) for d in claim.dates],
    )


def passages(stage: scenes.Stage, document: Document, stem: str, golds: Sequence[Annotation]) -> Iterator[Passage]:
    """The annotated part of a document, paragraph by paragraph."""
    low, high = min(g["start"] for g in golds), max(g["end"] for g in golds)
    narrative: When | None = None
    dates = 0
    passage, at = Passage([]), -1
    for scene in stage.scenes(document):
        dates += sum(bool(t.when.start) for t in scene.times)
        scene.narrative, scene.dates = narrative, dates
        if scene.view.paragraph.start != at:
            if passage.cuts or passage.claims:
                yield passage
            passage, at = Passage([t.text for t in scene.view.tokens]), scene.view.paragraph.start
        passage.sentences.append((scene.sentence.start, scene.sentence.end))
        start, end = scene.offset(scene.sentence.start), scene.offset(scene.sentence.end - 1)
        if end >= low and start <= high:
            passage.cuts += (Cut(p.start, p.end, p.head, nearness(scene, p, golds)) for p in proposals(scene.sentence))
        passage.claims += (c for g in golds if start <= g["start"] <= end and (c := claimed(scene, stem, g)))
        narrative = scenes.narrative(scene, narrative)
    if passage.cuts or passage.claims:
        yield passage


def claimed(scene: Scene, stem: str, gold: Annotation) -> Claimed | None:
    """An annotated claim as the encoder is asked about it; roles and dates depend on the annotated fields."""
    example = example_of(scene, stem, gold)
    if example is None:
        return None
    answers = {name: label(gold, name) for name in ("kind", "plover", "domain", "certainty")}
    parties = [
        Party(c.mention.first, c.mention.head, role_label(c, gold))
        for c in roles.candidates(scene, example.stretch, example.frames, answers)
        if any(c.mention is m for m in scene.mentions)
    ]
    found = dating.options(scene, example.stretch, answers)
    agreement = date_group(example, answers).agreement
    dates = [Choice(o.where, _word(scene, o), a) for o, a in zip(found, agreement, strict=True)]
    return Claimed(*example.stretch, {f: label(gold, f) for f in FIELDS}, parties, dates)


def _word(scene: Scene, option: dating.Option) -> int:
    words = scene.view.paragraph.tokens(option.time.start, option.time.end) if option.time else None
    return words.start if words is not None else -1


def alone(lone: Lone) -> Passage:
    """A sentence that stands alone, with the one answer that is known of it."""
    passage = Passage([t.text for t in lone.scene.view.tokens])
    passage.sentences.append((lone.scene.sentence.start, lone.scene.sentence.end))
    passage.claims.append(Claimed(*lone.stretch, {lone.field: lone.answer}, lone.parties, []))
    return passage
