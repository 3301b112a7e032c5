"""Mentions: where a paragraph names someone who can act, and whom he acts for.

Three things name an actor: a known form (a state's name, demonym, agency; :mod:`backchannel.states`), a person or
organisation that the language model recognises, and an actor noun ("the Danish ambassador"). They are put together
phrase by phrase, so that "Jordan's King Hussein" is one mention, of a person who acts for Jordan.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from spacy.tokens import Doc, Span, Token

from backchannel.actors.phrases import ActsFor, Found, acts_for
from backchannel.actors.places import places, qualifies, seat, sites, stands_alone
from backchannel.actors.words import actor_nouns, pronouns
from backchannel.language import Paragraph
from backchannel.model import ActorType
from backchannel.states import Form, Gazetteer
from backchannel.states import Mention as Hit
from backchannel.states.folding import fold_word
from backchannel.states.forms import forenames

_PLACE_PREPOSITIONS = frozenset({"in", "at", "near", "outside", "around", "inside", "across", "within"})
_MOTION = frozenset(
    {"fly", "travel", "go", "come", "return", "arrive", "move", "drive", "sail", "flee", "trip", "visit"}
)
_SHORT_NAME = 4
_PLACE_KINDS = frozenset({"capital", "metonym"})
_ENTITY_TYPES: dict[str, ActorType] = {"PERSON": "person", "ORG": "agency", "NORP": "population"}


class Mention(NamedTuple):
    """Someone named at ``start``–``end`` of the document, tokens ``first``–``last`` (exclusive) of the paragraph.

    ``country`` is the state acted for, None where nothing says it; ``home`` the state where a group fights or a body
    is at home without acting for it; ``key`` is the same for all mentions of one actor; ``how`` names what it was known
    by ("adjective", "leader", "person", "noun", "pronoun").
    """

    start: int
    end: int
    first: int
    last: int
    head: int
    name: str
    country: str | None
    type: ActorType
    key: str
    how: str
    why: str = ""
    home: str | None = None

    @property
    def pronoun(self) -> bool:
        """Whether the words only point back to someone."""
        return self.how == "pronoun"


class Known(NamedTuple):
    """The known forms of one document, by where they start, and how often each state is named by them."""

    hits: list[Hit]
    starts: list[int]
    weight: Counter[str]

    def between(self, start: int, end: int) -> list[Hit]:
        """The hits that lie between two offsets of the document."""
        return self.hits[bisect_left(self.starts, start) : bisect_left(self.starts, end)]


class MentionFinder:
    """Finds the mentions of a document's paragraphs; one finder serves any number of documents."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer

    def known(self, text: str, on: dt.date | None) -> Known:
        """The known forms of a whole document, dated ``on``: a surname is a leader's only where his state is named."""
        hits = [hit for hit in self.gazetteer.match(text, on) if hit.candidates]
        weight = Counter(
            hit.candidates[0].code for hit in hits if hit.candidates[0].code and hit.candidates[0].kind != "leader"
        )
        return Known(hits, [hit.start for hit in hits], weight)

    def find(self, paragraph: Paragraph, known: Known) -> list[Mention]:
        """All mentions, in reading order; pronouns come with ``country`` None and are resolved by the discourse."""
        doc = paragraph.doc
        found = {f.last - 1: f for f in _forms(paragraph, known)}
        taken = {i for f in found.values() for i in range(f.first, f.last)}
        named = sites(doc)
        for place in places(doc, named, taken):
            found[place.last - 1] = place
            taken.update(range(place.first, place.last))
        for entity in _entities(doc, taken):
            home = seat(named, entity.first, entity.last) if entity.type == "agency" else None
            found[entity.last - 1] = entity._replace(home=home)
            taken.update(range(entity.first, entity.last))
        pointers = list(_pointers(paragraph, taken))
        taken.update(i for m in pointers for i in range(m.first, m.last))
        nouns = {f.last - 1: f for f in _nouns(doc, taken)}
        return sorted(_phrases(paragraph, found, nouns) + pointers)


def _forms(paragraph: Paragraph, known: Known) -> Iterator[Found]:
    doc = paragraph.doc
    for hit in known.between(paragraph.start, paragraph.end):
        span = doc.char_span(hit.start - paragraph.start, hit.end - paragraph.start, alignment_mode="expand")
        if span is None:
            continue
        form = _chosen(hit.candidates, span, known.weight)
        if form is not None:
            yield Found(span.start, span.end, hit.text, form.code or None, form.type, form.kind, form.home)


def _chosen(candidates: tuple[Form, ...], span: Span, weight: Counter[str]) -> Form | None:
    """The reading of a known form that its place in the sentence and the rest of the document allow."""
    root = span.root
    alone = len({f.code for f in candidates}) == 1 and len(span.text) > _SHORT_NAME
    leaders = sorted(
        (f for f in candidates if f.kind == "leader" and _leads(f, span, weight, alone)),
        key=lambda f: -weight.get(f.code or "", 0),
    )
    for form in candidates:
        if form.kind == "leader":
            if form in leaders:
                return leaders[0]
            continue
        if root.ent_type_ == "PERSON" and _part_of_name(span) and form.kind != "agency":
            continue
        if form.kind in _PLACE_KINDS and not (acts(root) or stands_alone(root) or qualifies(root)):
            continue
        return form
    return None


def _leads(form: Form, span: Span, weight: Counter[str], alone: bool) -> bool:
    """Whether a leader's name means him here.

    It does as his full name, as a surname no other leader has (``alone``), or where the text names his state.
    """
    root = span.root
    if len(span) > 1:
        return not _goes_on(span)
    if root.pos_ not in ("PROPN", "NOUN") and root.ent_type_ != "PERSON":
        return False
    if root.ent_type_ in ("DATE", "TIME", "CARDINAL", "ORG", "GPE", "FAC"):
        return False
    if not alone and (len(span.text) < _SHORT_NAME or not weight.get(form.code or "")):
        return False
    return not _part_of_name(span) or _first_name_fits(form, span)


def _goes_on(span: Span) -> bool:
    """Whether the words are part of a longer name: of a body named for him, or his forenames with another surname."""
    entity = next((e for e in span.sent.ents if e.start <= span.start < e.end and len(e) > len(span)), None)
    if entity is None:
        return False
    after = span.doc[span.end] if span.end < entity.end else None
    if entity.label_ in ("ORG", "FAC", "WORK_OF_ART", "EVENT", "LAW", "PRODUCT"):
        return after is not None and after.pos_ in ("PROPN", "NOUN")
    surname = entity.label_ == "PERSON" and after is not None and after.pos_ == "PROPN"
    return surname and fold_word(span[-1].text) in forenames()


def _part_of_name(span: Span) -> bool:
    """Whether the words are only a part of a longer name of a person."""
    return any(e.label_ == "PERSON" and len(e) > len(span) and e.start <= span.start < e.end for e in span.sent.ents)


def _first_name_fits(form: Form, span: Span) -> bool:
    """Whether the longer name around a surname shares a word with the leader's own, or only adds a title.

    Of leaders whose forename no list gives, the office before the whole name tells ("President Emmanuel Macron").
    """
    entity = next(e for e in span.sent.ents if e.start <= span.start < e.end)
    others = {t.text.casefold() for t in entity if not span.start <= t.i < span.end}
    own = (form.actor or "").casefold().split()
    if len(own) == 1 and span.end == entity.end and entity.start > span.sent.start:
        return actor_nouns().get(span.doc[entity.start - 1].lemma_.lower()) == "person"
    return bool(others & set(own))


def acts(place: Token) -> bool:
    """Whether a place stands for a government: "Washington said", not "in Washington" or "flew to Washington"."""
    token = place
    while token.dep_ == "conj":
        token = token.head
    if token.dep_ in ("nsubj", "nsubjpass", "agent", "poss"):
        return not (token.dep_ == "poss" and token.head.ent_type_ in ("FAC", "GPE"))
    if token.dep_ == "pobj":
        preposition, governor = token.head, token.head.head
        if preposition.lower_ in _PLACE_PREPOSITIONS:
            return False
        if preposition.lower_ in ("to", "from", "for", "into") and governor.lemma_.lower() in _MOTION:
            return False
        return preposition.lower_ in (
            "by",
            "with",
            "between",
            "to",
            "from",
            "through",
            "via",
            "against",
            "of",
            "toward",
            "towards",
        )
    return token.dep_ in ("dobj", "dative", "iobj") and token.head.lemma_.lower() not in _MOTION | {
        "leave",
        "reach",
        "enter",
    }


def _entities(doc: Doc, taken: set[int]) -> Iterator[Found]:
    for entity in doc.ents:
        kind = _ENTITY_TYPES.get(entity.label_)
        if kind is None or (any(i in taken for i in range(entity.start, entity.end)) and kind != "person"):
            continue
        first, last = entity.start, entity.end
        while last > first + 1 and doc[last - 1].lower_ in ("'s", "'", "-"):
            last -= 1
        if kind == "person" and any(i in taken for i in range(first, last)):
            continue
        if doc[first].is_alpha or doc[first].text[:1].isalpha():
            yield Found(first, last, doc[first:last].text, None, kind, entity.label_.lower())


def _nouns(doc: Doc, taken: set[int]) -> Iterator[Found]:
    """Actor nouns; of two that overlap the longer ("foreign minister")."""
    table = actor_nouns()
    at = 0
    while at < len(doc):
        token = doc[at]
        if token.pos_ in ("NOUN", "PROPN", "ADJ") and at not in taken:
            for width in (3, 2, 1):
                words = " ".join(t.lemma_.lower() for t in doc[at : at + width])
                kind = table.get(words)
                last = at + width
                if kind and last <= len(doc) and doc[last - 1].pos_ in ("NOUN", "PROPN"):
                    yield Found(at, last, doc[at:last].text, None, kind, "noun")
                    at = last - 1
                    break
        at += 1


def _phrases(paragraph: Paragraph, found: dict[int, Found], nouns: dict[int, Found]) -> list[Mention]:
    """Known forms, entities and nouns put together into the phrases they stand in."""
    doc = paragraph.doc
    everything = {**nouns, **found}
    absorbed: set[int] = set()
    mentions: list[Mention] = []
    for at, item in sorted(everything.items()):
        if item.how != "noun" and item.type != "person":
            continue
        mentions.append(_mention(paragraph, item, acts_for(doc, item, everything, absorbed)))
        absorbed.add(at)
    for at, item in sorted(everything.items()):
        if at not in absorbed:
            mentions.append(_mention(paragraph, item, ActsFor(item.country, item.first, "", item.home)))
    return _without_titles(doc, mentions)


def _mention(paragraph: Paragraph, item: Found, told: ActsFor) -> Mention:
    doc = paragraph.doc
    country, first, why, home = told
    while first < item.first and doc[first].dep_ in ("det", "punct"):
        first += 1
    words = doc[first : item.last]
    root = doc[item.first : item.last].root
    start, end = paragraph.start + words.start_char, paragraph.start + words.end_char
    kind = item.type
    name = words.text if kind != "person" or item.how == "noun" else item.name
    return Mention(start, end, first, item.last, root.i, name, country, kind, _key(item, country), item.how, why, home)


def _key(item: Found, country: str | None) -> str:
    if item.type == "person" and item.how != "noun":
        return f"person:{item.name.split()[-1].casefold()}"
    if item.type == "state" and country:
        return country
    return f"{item.type}:{country or ''}:{item.name.casefold()}"


def _without_titles(doc: Doc, mentions: list[Mention]) -> list[Mention]:
    """Drops an office noun that is only the title of the person beside it ("President Sadat")."""
    persons = [m for m in mentions if m.type == "person" and m.how != "noun"]
    kept: list[Mention] = []
    for mention in mentions:
        if mention.how == "noun" and mention.type == "person":
            head = doc[mention.head]
            title = next(
                (p for p in persons if p.first <= mention.last <= p.first + 1 or _names(head, doc[p.head])), None
            )
            if title is not None:
                if mention.country and not title.country and title in kept:
                    kept[kept.index(title)] = title._replace(country=mention.country, why=mention.name)
                continue
        kept.append(mention)
    return kept


def _names(office: Token, person: Token) -> bool:
    return (office.dep_ in ("compound", "nmod") and office.head.i == person.i) or (
        person.dep_ == "appos" and person.head.i == office.i and 0 < person.i - office.i < 12
    )


def _pointers(paragraph: Paragraph, taken: set[int]) -> Iterator[Mention]:
    doc = paragraph.doc
    table = pronouns()
    at = 0
    while at < len(doc):
        for width in (3, 2, 1):
            words = tuple(t.lower_ for t in doc[at : at + width])
            pronoun = table.get(words)
            if pronoun is None or len(words) < width or any(i in taken for i in range(at, at + width)):
                continue
            if width == 1 and not _points(doc[at]):
                continue
            span = doc[at : at + width]
            start, end = paragraph.start + span.start_char, paragraph.start + span.end_char
            kind: ActorType = "person" if pronoun.types == {"person"} else "state"
            yield Mention(start, end, at, at + width, span.root.i, span.text, None, kind, " ".join(words), "pronoun")
            at += width - 1
            break
        at += 1


def _points(token: Token) -> bool:
    """Whether a one-word pronoun refers: not the "it" of "it rains" or "it is said that", not "both … and"."""
    if token.lower_ == "both":
        return token.dep_ in ("nsubj", "nsubjpass", "pobj", "dobj", "conj", "appos")
    if token.lower_ == "it" and token.dep_ in ("nsubj", "nsubjpass"):
        governor = token.head
        return not any(
            c.dep_ in ("ccomp", "csubj", "acomp", "xcomp") and c.i > governor.i for c in governor.children
        ) or (governor.pos_ == "VERB" and token.dep_ == "nsubj")
    return token.pos_ in ("PRON", "DET", "PROPN", "NOUN") and token.dep_ != "expl"
