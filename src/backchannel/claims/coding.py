"""Event codes of single sentences, for those who use PETRARCH or NGEC today.

Each claim of the sentence that is an act between two parties becomes one event: source, target, PLOVER type, mode.
Several parties on one side are joined with ``;``; of an undirected act (a meeting, a joint exercise) the first party
named is the source and the others are the target, as CAMEO has it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from backchannel.claims.features import features, vector
from backchannel.claims.frames import frames
from backchannel.claims.reader import ClauseReader, Draft
from backchannel.claims.scene import Scene
from backchannel.model import Actor, Claim, Dating, Document, Metadata, Section, digest

_GIVERS = frozenset({"source", "speaker"})
_TAKERS = frozenset({"target", "beneficiary", "victim"})
_ACTS = frozenset({"event", "state", "statement", "figure", "policy_option", "assessment"})


class Event(NamedTuple):
    """One coded event; ``source`` and ``target`` are ISO 3166 alpha-3 codes, None where no state is known."""

    source: str | None
    target: str | None
    code: str
    mode: str | None


@cache
def _reader() -> ClauseReader:
    return ClauseReader()


def events(
    text: str, date: str | None = None, source_text: str | None = None, target_text: str | None = None
) -> list[Event]:
    """The events of a sentence or short text, in reading order.

    ``date`` (a date of the claims format) is when it was written. With ``source_text`` and ``target_text`` the
    answer is the one event between those two, whatever else the text holds.
    """
    document = _document(text, date)
    if source_text and target_text:
        event = _between(document, source_text, target_text)
        return [event] if event else []
    drafts = _reader().drafts(document)
    return list(dict.fromkeys(e for draft in drafts for e in _coded(draft)))


def _document(text: str, date: str | None) -> Document:
    dating = Dating(start=date, reason="given") if date and re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", date[:10]) else None
    identity = digest(text)
    end = len(text.rstrip())
    start = len(text) - len(text.lstrip())
    sections = (Section(start=start, end=end, kind="paragraph"),) if end > start else ()
    return Document(
        id=identity, name="sentence", text=text, text_digest=identity, media_type="text/plain",
        metadata=Metadata(date=dating, language="en"), sections=sections,
    )  # fmt: skip


def _coded(draft: Draft) -> Iterator[Event]:
    claim = draft.claim
    if claim.plover is None or claim.kind not in _ACTS:
        return
    source, target = sides(claim)
    if source and (target or claim.plover in ("PROTEST", "MOBILIZE", "ASSAULT", "COERCE", "REQUEST", "ACCUSE")):
        yield Event(";".join(source), ";".join(target) or None, claim.plover, mode(draft))


def sides(claim: Claim) -> tuple[list[str], list[str]]:
    """The states on the two sides of a claim's act, each once, in the order they are named."""
    givers = _countries(a for a in claim.actors if a.role in _GIVERS)
    takers = _countries(a for a in claim.actors if a.role in _TAKERS)
    joint = [c for c in _countries(a for a in claim.actors if a.role == "participant") if c not in givers + takers]
    if joint and not givers and not takers:
        return joint[:1], joint[1:]
    if joint and not takers:
        return givers, joint
    return (givers or joint), [c for c in takers if c not in givers or len(takers) == 1]


def _countries(actors: Iterable[Actor]) -> list[str]:
    return list(dict.fromkeys(a.country for a in actors if a.country))


def mode(draft: Draft) -> str | None:
    """The PLOVER mode that the act's cue carries in the vocabulary."""
    view = draft.scene.view
    order = [draft.stretch.head, *range(draft.stretch.first, draft.stretch.last)]
    for at in order:
        for name, hit in view.cues.get(at, ()):
            if name == "acts" and hit.cue.value == draft.claim.plover and hit.cue.mode:
                return hit.cue.mode
    return None


def _between(document: Document, source_text: str, target_text: str) -> Event | None:
    """The event between two named parties: the likeliest act of the clause that holds both, or of the sentence."""
    reader = _reader()
    best: tuple[float, str] | None = None
    for scene in reader.stage.scenes(document):
        for selected in reader.selected(scene) or []:
            stretch = reader.stretch(selected)
            framed = frames(scene, *stretch)
            sums = reader.models.fields.sums(features(scene, stretch, framed), vector(scene, stretch))
            shares = dict(reader.models.fields.answer("plover", sums).all)
            shares.pop("none", None)
            act, share = max(shares.items(), key=lambda pair: (pair[1], pair[0]))
            weight = share * (1 + _holds(scene, stretch.first, stretch.last, source_text, target_text))
            best = max(best, (weight, act)) if best else (weight, act)
    if best is None:
        return None
    return Event(_country(source_text), _country(target_text), best[1], None)


def _holds(scene: Scene, first: int, last: int, *names: str) -> int:
    words = scene.words(first, last).casefold()
    return sum(name.casefold() in words for name in names)


def _country(words: str) -> str | None:
    for hit in _reader().stage.gazetteer.match(words, None):
        if hit.candidates and hit.candidates[0].code:
            return hit.candidates[0].code
    return None
