"""Sentences to event codes, for people who use PETRARCH or NGEC: who did what to whom, as PLOVER or CAMEO.

The default reader links the states of a sentence pair by pair (:mod:`backchannel.claims.coding`). Of other readers the
events are those of their claims; nothing else is looked at, so what they cannot tell is not coded.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import permutations, product
from typing import Literal, NamedTuple

import msgspec

from backchannel.api.lines import on_line
from backchannel.claims.coding import act_between, acts_in, modes
from backchannel.claims.protocol import Reader
from backchannel.claims.reader import ClauseReader, claims_of
from backchannel.claims.scene import Scene
from backchannel.documents import read_bytes
from backchannel.errors import UnknownParty
from backchannel.exchange.event_codes import event_type
from backchannel.model import Act, Actor, Claim, Document, Value
from backchannel.states import Gazetteer, party

Ontology = Literal["plover", "cameo"]
LONGEST = 20_000
"""Characters of a sentence at most; what is longer is a document, to be read as one."""

_STRUCK = ("target", "victim", "beneficiary")


class Sentence(Value, frozen=True):
    """A sentence to be coded; ``source_text`` and ``target_text`` name the two between whom the event is, if known."""

    id: str
    text: str
    date: str | None = None
    source_text: str | None = None
    target_text: str | None = None


class Event(Value, frozen=True):
    """One event: codes of source and target (alpha-3, or CAMEO's; empty where there is none) and of the act.

    ``mode`` is PLOVER's, where the vocabulary's word for the act carries one.
    """

    source: str
    target: str
    code: str
    mode: str | None = None


class Coded(Value, frozen=True):
    """The events of a sentence, in reading order."""

    id: str
    events: tuple[Event, ...]


class CodedAct(NamedTuple):
    """An event, the type of its act, and where the words for it stand in the document."""

    start: int
    end: int
    act: Act
    event: Event


def parse(line: bytes) -> Sentence:
    """The sentence on a line of JSON. Raises ``InputError`` with what is wrong."""
    return on_line(line, Sentence, LONGEST)


def code(reader: Reader, sentence: Sentence, ontology: Ontology = "plover") -> Coded:
    """The events of a sentence.

    Negated events are dropped, as PLOVER allows. A reciprocal event is one in each direction. With ``source_text`` and
    ``target_text`` there is at most one event, between these two. Raises ``DocumentError`` where the text cannot be
    read and ``InputError`` for a date that is none.
    """
    if not sentence.text.strip():
        return Coded(id=sentence.id, events=())
    document = _document(sentence)
    events: Iterator[Event]
    if sentence.source_text is not None and sentence.target_text is not None:
        events = _between(reader, document, sentence.source_text, sentence.target_text, ontology)
    elif isinstance(reader, ClauseReader):
        events = (found.event for found in events_of(reader, list(reader.scenes(document)), ontology))
    else:
        events = (event for claim in _acts(reader.read(document).claims) for event in _of(claim, ontology, None))
    return Coded(id=sentence.id, events=tuple(dict.fromkeys(events)))


def _document(sentence: Sentence) -> Document:
    stated = {"language": "en", **({"date": sentence.date} if sentence.date else {})}
    return read_bytes(sentence.text.encode("utf-8", "replace"), "sentence.txt", msgspec.json.encode(stated))[0]


def events_of(reader: ClauseReader, scenes: Sequence[Scene], ontology: Ontology = "plover") -> Iterator[CodedAct]:
    """The events of a document's sentences: acts that link two states, then those of claims that name one alone."""
    told: set[tuple[str, str]] = set()
    for scene in scenes:
        for found in [] if scene.view.paragraph.is_heading else acts_in(scene):
            ends = [_party(mention.country or "", ontology) for mention in (found.source, found.target)]
            mode = found.mode if ontology == "plover" else None
            event = Event(source=ends[0], target=ends[1], code=_act(found.act, ontology), mode=mode)
            told.update((end, event.code) for end in ends)
            yield CodedAct(found.start, found.end, found.act, event)
    drafts = reader.drafts_of(scenes)
    known = modes(drafts)
    for claim in _acts(claims_of(drafts)):
        for event in _of(claim, ontology, known.get(claim.id)):
            if claim.plover and not event.target and (event.source, event.code) not in told:
                yield CodedAct(claim.start, claim.end, claim.plover, event)


def _acts(claims: Iterable[Claim]) -> list[Claim]:
    return [claim for claim in claims if claim.plover and claim.polarity == "positive"]


def _of(claim: Claim, ontology: Ontology, mode: str | None) -> Iterator[Event]:
    act = _act(claim.plover, ontology)
    mode = mode if ontology == "plover" else None
    sources, targets = _codes(claim, ("source",), ontology), _codes(claim, _STRUCK, ontology)
    both = _codes(claim, ("participant",), ontology)
    if not sources and len(both) > 1:
        yield from (Event(source=one, target=other, code=act, mode=mode) for one, other in permutations(both, 2))
        return
    for one, other in product(sources or both, targets or ([] if sources else [""]) or both or [""]):
        if one != other:
            yield Event(source=one, target=other, code=act, mode=mode)


def _codes(claim: Claim, roles: tuple[str, ...], ontology: Ontology) -> list[str]:
    played = (a.country for a in claim.actors if a.role in roles and a.country)
    return [_party(country, ontology) for country in dict.fromkeys(played)]


def _between(reader: Reader, document: Document, source: str, target: str, ontology: Ontology) -> Iterator[Event]:
    """One event between the two: the default reader's likeliest act, or that of the claim that fits best."""
    if isinstance(reader, ClauseReader):
        act = act_between(reader, document, source, target)
    else:
        act = _fitting(_acts(reader.read(document).claims), source, target)
    if act:
        yield Event(source=_mentioned(source, ontology), target=_mentioned(target, ontology), code=_act(act, ontology))


def _fitting(acts: list[Claim], source: str, target: str) -> Act | None:
    """The act of the claim that names the two in their roles, or else names most of them."""

    def fits(claim: Claim) -> tuple[int, float, int]:
        ends = (_names(claim, source, ("source", "participant")), _names(claim, target, (*_STRUCK, "participant")))
        anywhere = sum(_names(claim, name, ()) for name in (source, target))
        return 2 * sum(ends) + anywhere, claim.confidence or 0.0, -claim.start

    return max(acts, key=fits).plover if acts else None


def _names(claim: Claim, text: str, roles: tuple[str, ...]) -> bool:
    return any(_same(actor, text) for actor in claim.actors if not roles or actor.role in roles)


def _same(actor: Actor, text: str) -> bool:
    one, other = actor.name.casefold(), text.casefold()
    return one in other or other in one or (actor.country is not None and actor.country == _mentioned(text, "plover"))


@cache
def _gazetteer() -> Gazetteer:
    return Gazetteer()


@cache
def _mentioned(text: str, ontology: Ontology) -> str:
    """The code of the first party that the words name; empty where they name none."""
    for mention in _gazetteer().match(text):
        if mention.code:
            return _party(mention.code, ontology)
    return ""


def _party(country: str, ontology: Ontology) -> str:
    if ontology == "plover":
        return country
    try:
        return party(country).cameo or country
    except UnknownParty:
        return country


def _act(act: Act | None, ontology: Ontology) -> str:
    return event_type(act).cameo if act and ontology == "cameo" else act or ""
