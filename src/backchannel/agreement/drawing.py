"""Which sentences go on a coding sheet: drawn by lot from all that the reader looked at, not from what it found there.

Every sentence of the frame has the same chance (within its part, where it is drawn in parts). Only paragraphs that come
up are parsed: a paragraph has as many lots as it can hold sentences of :data:`FEWEST_WORDS` words, and a lot beyond the
sentences that it does hold is a blank, so that the draw is even over sentences nobody has counted (rejection sampling).
"""

from __future__ import annotations

import random
import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from itertools import accumulate
from typing import NamedTuple

import msgspec

from backchannel.agreement.passages import Frame, Passage, Sample, Strata, squeezed
from backchannel.documents.facts.languages import in_other_languages
from backchannel.exchange.handling import public_name
from backchannel.language.analysis import KINDS, iterate
from backchannel.model import Claim, Document, Section, natural

FEWEST_WORDS = 4
"""What has fewer words (a stray line, an interjection) makes no passage."""
CONTEXT = 400
"""Characters that are shown before a passage; half as many after it."""

_WORD = re.compile(r"\w+")
_HEADINGS = frozenset({"title", "heading"})
_AT_HAND = 4096


class Plan(NamedTuple):
    """How many passages are drawn, by which seed, from what, and in which parts; languages are those of the reader."""

    size: int
    seed: int = 0
    frame: Frame = "sentences"
    strata: Strata = "none"
    languages: tuple[str, ...] = ("en",)


class _Place(NamedTuple):
    """A section of a document and how many sentences it can hold at most."""

    document: str
    section: Section
    most: int

    @property
    def stretch(self) -> _Sentence:
        """All of it."""
        return _Sentence(self.document, self.section.start, self.section.end)


class _Sentence(NamedTuple):
    document: str
    start: int
    end: int


class Ground:
    """All that can be drawn from: the documents by id, and the claims that were read in each."""

    def __init__(self, documents: Mapping[str, Document], claims: Callable[[str], Sequence[Claim]], plan: Plan) -> None:
        self._documents, self._claims, self._plan = documents, claims, plan
        self.places = list(self._all_places())
        self.sentences = lru_cache(_AT_HAND)(self._sentences)
        self.kinds = lru_cache(_AT_HAND)(self._kinds)

    def _all_places(self) -> Iterator[_Place]:
        """The places of all documents; of several with one text, of the first alone."""
        texts: set[str] = set()
        for id_ in sorted(self._documents):
            document = self._documents[id_]
            if document.text_digest not in texts:
                texts.add(document.text_digest)
                yield from self._places(document)

    def _places(self, document: Document) -> Iterator[_Place]:
        other = frozenset(in_other_languages(document, self._plan.languages, KINDS))
        whole = Section(start=0, end=len(document.text), kind="paragraph")
        for section in document.sections or (whole,):
            if section.kind in KINDS and section.kind not in _HEADINGS and section not in other:
                most = len(_WORD.findall(document.text, section.start, section.end)) // FEWEST_WORDS
                if most:
                    yield _Place(document.id, section, most)

    def _sentences(self, place: _Place) -> tuple[_Sentence, ...]:
        """The sentences of a section as the reader has them."""
        document = self._documents[place.document]
        alone = msgspec.structs.replace(document, sections=(place.section,))
        spans = (p.span(sentence) for p in iterate(alone) for sentence in p.doc.sents)
        long = (s for s in spans if len(_WORD.findall(document.text, s.start, s.end)) >= FEWEST_WORDS)
        return tuple(_Sentence(document.id, s.start, s.end) for s in long)

    def _kinds(self, document: str) -> tuple[tuple[int, str], ...]:
        """The middle of each claim of a document, and its kind."""
        return tuple(((c.start + c.end) // 2, c.kind) for c in self._claims(document))

    def found(self, stretch: _Sentence) -> set[str]:
        """The kinds of claims that were read in a stretch."""
        return {kind for middle, kind in self.kinds(stretch.document) if stretch.start <= middle < stretch.end}

    def passage(self, sentence: _Sentence) -> Passage:
        """The sentence as it is put on the sheet."""
        document = self._documents[sentence.document]
        text, meta = document.text, document.metadata
        dating = meta.date or meta.released
        return Passage(
            document=public_name(document.name, document.id),
            text_digest=document.text_digest,
            start=sentence.start,
            end=sentence.end,
            words=squeezed(text[sentence.start : sentence.end]),
            title=squeezed(meta.title or ""),
            dated="/".join(dict.fromkeys((dating.start, dating.end or dating.start))) if dating else "",
            before=_from_word(text[max(sentence.start - CONTEXT, 0) : sentence.start], sentence.start > CONTEXT),
            after=_to_word(text[sentence.end : sentence.end + CONTEXT // 2], len(text) > sentence.end + CONTEXT // 2),
        )


def draw(documents: Mapping[str, Document], claims: Callable[[str], Sequence[Claim]], plan: Plan) -> Sample:
    """The sample that a plan asks for, in reading order; smaller where there are not as many sentences.

    The same plan draws the same from the same documents, under whatever names and in whatever order they came in.
    """
    rng = random.Random(plan.seed)
    ground = Ground(documents, claims, plan)
    drawn = [ground.passage(sentence) for sentence in _in_turn(_strata(ground, plan, rng), plan.size)]
    drawn.sort(key=lambda p: (natural(p.document), p.text_digest, p.start))
    return Sample(passages=tuple(drawn), frame=plan.frame, strata=plan.strata)


def _in_turn(strata: list[Iterator[_Sentence]], count: int) -> Iterator[_Sentence]:
    """One of each part in turn, until there are enough or none is left."""
    seen: set[_Sentence] = set()
    while strata and len(seen) < count:
        for stratum in tuple(strata):
            sentence = next(stratum, None)
            if sentence is None:
                strata.remove(stratum)
            elif len(seen) < count:
                seen.add(sentence)
                yield sentence


def _strata(ground: Ground, plan: Plan, rng: random.Random) -> list[Iterator[_Sentence]]:
    """What is drawn from in equal parts, in an order by lot."""
    only = plan.frame == "claims"
    if plan.strata == "kind":
        made = list(_by_kind(ground, only, rng))
    else:
        groups: dict[str, list[_Place]] = defaultdict(list)
        for place in ground.places:
            groups[place.document if plan.strata == "document" else ""].append(place)
        made = [
            _lots(ground, group, random.Random(rng.random()), lambda sentence: not only or bool(ground.found(sentence)))
            for group in groups.values()
        ]
    rng.shuffle(made)
    return made


def _by_kind(ground: Ground, only: bool, rng: random.Random) -> Iterator[Iterator[_Sentence]]:
    """A part for each kind of claim, of the sentences whose rarest kind it is; one for those without a claim."""
    counted = Counter(kind for id_ in dict.fromkeys(p.document for p in ground.places) for _, kind in ground.kinds(id_))
    rarest = sorted(counted, key=lambda kind: (counted[kind], kind))
    for kind in (*rarest, *(() if only else ("",))):
        places = [place for place in ground.places if not kind or kind in ground.found(place.stretch)]
        yield _lots(ground, places, random.Random(rng.random()), partial(_is_of, ground, rarest, kind))


def _is_of(ground: Ground, rarest: Sequence[str], kind: str, sentence: _Sentence) -> bool:
    found = ground.found(sentence)
    return next((known for known in rarest if known in found), "") == kind


def _lots(
    ground: Ground, places: Sequence[_Place], rng: random.Random, wanted: Callable[[_Sentence], bool]
) -> Iterator[_Sentence]:
    """The sentences that are wanted, in an order by lot, each as likely to come next as any other."""
    ends = list(accumulate(place.most for place in places))
    for lot in _shuffled(ends[-1] if ends else 0, rng):
        place, number = _at(places, ends, lot)
        sentences = ground.sentences(place)
        if number < len(sentences) and wanted(sentences[number]):
            yield sentences[number]


def _at(places: Sequence[_Place], ends: Sequence[int], lot: int) -> tuple[_Place, int]:
    at = bisect_right(ends, lot)
    return places[at], lot - (ends[at] - places[at].most)


def _shuffled(total: int, rng: random.Random) -> Iterator[int]:
    """The numbers below ``total`` in an order by lot, made as they are asked for (R. Fisher and F. Yates, 1938)."""
    moved: dict[int, int] = {}
    for n in range(total):
        other = rng.randrange(n, total)
        yield moved.get(other, other)
        moved[other] = moved.pop(n, n)


def _from_word(text: str, cut: bool) -> str:
    words = squeezed(text)
    return f"… {words.partition(' ')[2]}" if cut and " " in words else words


def _to_word(text: str, cut: bool) -> str:
    words = squeezed(text)
    return f"{words.rpartition(' ')[0]} …" if cut and " " in words else words
