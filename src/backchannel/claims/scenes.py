"""From a document to its scenes, sentence by sentence, in reading order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TypeVar

from msgspec.structs import replace
from spacy.language import Language
from spacy.tokens import Doc

from backchannel.actors import Discourse, Mention, MentionFinder
from backchannel.actors.mentions import Known
from backchannel.claims.scene import Scene, Topic, View
from backchannel.language import Paragraph, iterate
from backchannel.language.quantities import QuantityMention, find_quantities
from backchannel.language.times import TimeContext, TimeExpression, Timeline
from backchannel.model import Document, Note, When, last_day
from backchannel.states import Gazetteer, display_name
from backchannel.vocabulary.cues import FILES, SLOTS, CueHit, CueIndex, index

Timed = TypeVar("Timed", TimeExpression, QuantityMention)

MOST_TOPICS = 3
"""States that a document is about, at most."""
_MODIFIERS = frozenset({"amod", "compound", "nmod", "poss"})
_NAMES = frozenset({"EVENT", "ORG", "PERSON", "WORK_OF_ART", "FAC", "PRODUCT", "LAW", "NORP"})


@cache
def _indexes() -> tuple[tuple[str, CueIndex], ...]:
    return tuple((name, index(name)) for name in FILES)


class Stage:
    """Makes the scenes of documents; holds what serves all of them: the model, the gazetteer, the vocabulary."""

    def __init__(self, nlp: Language, gazetteer: Gazetteer) -> None:
        self.nlp = nlp
        self.gazetteer = gazetteer
        self.finder = MentionFinder(gazetteer)

    def scenes(self, document: Document, *, headings: bool = False) -> Iterator[Scene]:
        """The scenes of one document; headings only tell who the text is about, and are given where they are asked for.

        Nothing that follows a heading points back to it, and its own pronouns stay open.
        """
        on = _day(document)
        side, side_name = self.side(document, on)
        discourse = Discourse(side, side_name)
        timeline = Timeline(_context(document))
        known = self.finder.known(document.text, on)
        topics = self.topics(known, on)
        marks = sorted((m.start, note) for note in document.notes for m in note.marks)
        for paragraph in iterate(document, self.nlp):
            mentions = self.finder.find(paragraph, known)
            found = timeline.read(paragraph.doc.text, paragraph.doc)
            times = [_moved(t, paragraph.start) for t in found if not _named(t, paragraph.doc)]
            amounts = [
                _moved(q, paragraph.start) for q in find_quantities(paragraph.doc.text, paragraph.doc, times=found)
            ]
            view = View(paragraph, hits(paragraph))
            for sentence in paragraph.doc.sents:
                recent, salient = discourse.recent(), discourse.salient()
                here = [m for m in mentions if sentence.start <= m.first < sentence.end]
                if paragraph.is_heading:
                    discourse.name(here)
                    if not headings:
                        continue
                resolved = here if paragraph.is_heading else discourse.resolve(paragraph.doc, here)
                low, high = paragraph.start + sentence.start_char, paragraph.start + sentence.end_char
                yield Scene(
                    document, view, sentence, discourse.sentence, resolved,
                    [t for t in times if low <= t.start < high],
                    [q for q in amounts if low <= q.start < high],
                    _within(marks, low, _next(paragraph, sentence.end, high)),
                    recent, salient, side, side_name, topics,
                )  # fmt: skip

    def topics(self, known: Known, on: dt.date | None) -> list[Topic]:
        """The states that the whole document speaks of most, by how often it does."""
        most = known.weight.most_common(MOST_TOPICS)
        total = sum(known.weight.values())
        found = []
        for code, count in most:
            hit = next(h for h in known.hits if h.candidates[0].code == code and h.candidates[0].kind != "leader")
            mention = Mention(hit.start, hit.end, -1, -1, -1, display_name(code, on), code, "state", code, "topic")
            found.append(Topic(mention, count / total))
        return found

    def side(self, document: Document, on: dt.date | None) -> tuple[str | None, str]:
        """The state a document speaks for: that of the agency or state its author, title or publisher names."""
        for words in (document.metadata.author, document.metadata.title, document.metadata.publisher):
            for hit in self.gazetteer.match(words or "", on):
                first = hit.candidates[0] if hit.candidates else None
                if first and first.code and (first.type == "agency" or (hit.text == words and first.type == "state")):
                    return first.code, hit.text
        return None, ""


def hits(paragraph: Paragraph) -> list[tuple[str, CueHit]]:
    """The cues of all vocabulary files in a paragraph, each with its file's name."""
    doc = paragraph.doc
    lemmas = [t.lemma_.lower() for t in doc]
    pos = [t.pos_ for t in doc]
    lower = [t.lower_ for t in doc]
    found = []
    for name, entries in _indexes():
        at: dict[int, CueHit] = {}
        for hit in entries.match(lemmas, pos, lower):
            if hit.cue.conditional and not hit.cue.applies(_slots(doc, hit)):
                continue
            if hit.start not in at or hit.cue.strictness > at[hit.start].cue.strictness:
                at[hit.start] = hit
        found += [(name, hit) for hit in at.values()]
    return found


def _named(time: TimeExpression, doc: Doc) -> bool:
    """Whether a single word that looks like a time is part of a name ("the Black September Organization")."""
    span = doc.char_span(time.start, time.end, alignment_mode="expand")
    if span is None or len(span) > 1 or not time.text[:1].isupper():
        return False
    token = span[0]
    before = doc[token.i - 1] if token.i else None
    if before is None or before.pos_ not in ("PROPN", "ADJ") or not before.text[:1].isupper():
        return token.ent_type_ in _NAMES
    return token.ent_type_ in _NAMES or (before.head.i == token.i and before.ent_type_ not in ("DATE", "TIME"))


def _slots(doc: Doc, hit: CueHit) -> dict[str, set[str]]:
    """The lemmas around a cue that its conditions may ask for."""
    slots: dict[str, set[str]] = {slot: set() for slot in SLOTS}
    for token in doc[hit.start : hit.end]:
        for child in token.children:
            if hit.start <= child.i < hit.end:
                continue
            lemmas = {child.lemma_.lower(), *(g.lemma_.lower() for g in child.children if g.dep_ in _MODIFIERS)}
            if child.dep_ in ("dobj", "obj", "dative", "oprd", "attr", "nsubjpass"):
                slots["object"] |= lemmas
            elif child.dep_ in ("nsubj", "agent"):
                slots["subject"] |= lemmas
            elif child.dep_ == "prep":
                slots["prep"].add(child.lemma_.lower())
            if child.i > token.i:
                slots["complement"] |= {t.lemma_.lower() for t in child.subtree}
            else:
                slots["modifier"] |= lemmas
    return slots


def _context(document: Document) -> TimeContext:
    """What "this year" hangs on: the earliest the document can be, for it is written soon after what it cites."""
    dated = document.metadata.date
    return TimeContext(document_date=When(start=dated.start[:10]) if dated else None)


def _day(document: Document) -> dt.date | None:
    dated = document.metadata.date
    return last_day((dated.end or dated.start)[:10]) if dated else None


def _next(paragraph: Paragraph, token: int, otherwise: int) -> int:
    """Where the next sentence begins: a note's mark after the full stop belongs to the sentence before it."""
    if token < len(paragraph.doc):
        return paragraph.start + paragraph.doc[token].idx
    return max(otherwise, paragraph.section.end)


def _within(marks: Sequence[tuple[int, Note]], low: int, high: int) -> list[tuple[int, Note]]:
    return [(at, note) for at, note in marks if low <= at < high]


def _moved(item: Timed, by: int) -> Timed:
    """The item with its offsets counted from the start of the document."""
    return replace(item, start=item.start + by, end=item.end + by)


def narrative(scene: Scene, before: When | None) -> When | None:
    """The date the narrative stands at after a sentence: its first one that is no duration, else the one before.

    Captions and notes about the author tell no story.
    """
    if scene.view.paragraph.kind in ("caption", "author_note"):
        return before
    for time in scene.times:
        if time.when.start and time.type in ("DATE", "TIME"):
            return time.when
    return before
