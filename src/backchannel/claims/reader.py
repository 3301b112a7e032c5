"""The default reader: clauses of the parse, linear models for their fields, rules for chains, dates and answers."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar, NamedTuple, cast

from msgspec.structs import replace

from backchannel.claims import attribution, dating, details, firmness, linear, places, responses, roles, why
from backchannel.claims.blends import Blends
from backchannel.claims.features import Stretch, features, vector
from backchannel.claims.frames import Frame, frames, introduced
from backchannel.claims.linear import Floats, LinearModel, Prediction
from backchannel.claims.scene import Place, Scene
from backchannel.claims.scenes import Stage, narrative
from backchannel.claims.selection import THRESHOLD, Selected, select
from backchannel.documents.facts.languages import counted, in_other_languages, passage_language
from backchannel.language import load
from backchannel.language.analysis import KINDS
from backchannel.language.model import DEFAULT, VARIABLE
from backchannel.model import (
    Act,
    Claim,
    Document,
    Domain,
    Kind,
    Reading,
    Section,
    When,
    claim_id,
    reading_id,
)
from backchannel.model.value import fingerprint
from backchannel.states import Form, Gazetteer

if TYPE_CHECKING:
    from spacy.language import Language

SURE = 0.6
"""How likely an act must be to be given where no word of the vocabulary says it."""
_QUOTES = "“”\"‘’'"
VERSION = "3"
"""Raised whenever the same text may give another reading."""


class Models(NamedTuple):
    """The reader's weights: which stretches are claims, the fields, the parts of parties, the dates, the places."""

    spans: LinearModel
    fields: LinearModel
    roles: LinearModel
    dates: LinearModel
    places: LinearModel


@dataclass
class ClauseReader:
    """Reads claims clause by clause; ``actors`` are the user's own, ``threshold`` the least score of a claim."""

    actors: tuple[Form, ...] = ()
    threshold: float = THRESHOLD
    nlp: Language | None = field(default=None, repr=False)
    languages: ClassVar[tuple[str, ...]] = ("en",)
    """Passages in other languages are passed over, with a warning that counts them."""
    flatly: ClassVar[float] = firmness.FLATLY
    """How sure it must be that a claim is stated flatly."""

    @property
    def name(self) -> str:
        """The reader's name."""
        return "clauses"

    @property
    def version(self) -> str:
        """The reader's version."""
        return VERSION

    @property
    def settings(self) -> str:
        """What of the settings differs from the default."""
        own = [f"actors={roles_digest(self.actors)}"] if self.actors else []
        cut = [f"threshold={self.threshold:g}"] if self.threshold != THRESHOLD else []
        wanted = os.environ.get(VARIABLE) or DEFAULT
        model = [f"model={wanted}"] if wanted != DEFAULT else []
        return " ".join(own + cut + model)

    @cached_property
    def stage(self) -> Stage:
        """The model, the gazetteer and the vocabulary, loaded at the first document."""
        return Stage(self.nlp or load(), Gazetteer(self.actors))

    @cached_property
    def models(self) -> Models:
        """The weights, loaded at the first document."""
        return Models(*(linear.load(name) for name in Models._fields))

    def read(self, document: Document) -> Reading:
        """The reading of one document; deterministic."""
        claims = claims_of(self.drafts(document))
        identity = reading_id(document.id, document.text_digest, self.name, self.version, self.settings)
        return Reading(
            id=identity,
            document=document.id,
            text_digest=document.text_digest,
            reader=self.name,
            version=self.version,
            settings=self.settings,
            claims=claims,
            warnings=_passed_over(document, self._unread(document)),
        )

    def drafts(self, document: Document) -> list[Draft]:
        """The claims of one document with the sentences they were read from, in reading order."""
        return self.drafts_of(self.scenes(document))

    def scenes(self, document: Document, *, headings: bool = False) -> Iterator[Scene]:
        """The sentences of the passages that are in a language it reads; with ``headings`` those of headings too."""
        unread = frozenset(self._unread(document))
        sections = tuple(s for s in document.sections if s not in unread)
        if sections or not unread:
            yield from self.stage.scenes(replace(document, sections=sections), headings=headings)

    def drafts_of(self, scenes: Iterable[Scene]) -> list[Draft]:
        """The claims of a document's sentences, which come in reading order; headings make no claims."""
        drafts: list[Draft] = []
        state = _Progress()
        for scene in scenes:
            if scene.view.paragraph.is_heading:
                continue
            state.enter(scene)
            opening = introduced(scene)
            found = [self._draft(scene, s) for s in self.selected(scene) if not _only_introduces(opening, s)]
            _answered(scene, found, state.drafts)
            state.leave(scene, found, opening)
            drafts += found
        return drafts

    def _unread(self, document: Document) -> tuple[Section, ...]:
        return in_other_languages(document, self.languages, KINDS)

    def selected(self, scene: Scene) -> list[Selected]:
        """The stretches of a sentence that are claims."""
        return select(scene.sentence, self.models.spans, self.threshold, self.blends(scene).spans)

    def blends(self, scene: Scene, stretch: Stretch | None = None) -> Blends:
        """What changes the models' sums for a sentence, and for a stretch of it; nothing does here."""
        return Blends()

    def sums(self, scene: Scene, stretch: Stretch, named: list[str]) -> Floats:
        """The sums of the fields for a stretch with its features."""
        sums = self.models.fields.sums(named, vector(scene, stretch))
        blend = self.blends(scene, stretch).fields
        return sums if blend is None else blend(sums)

    @staticmethod
    def stretch(selected: Selected) -> Stretch:
        """The tokens of a selected proposal."""
        return Stretch(selected.proposal.start, selected.proposal.end, selected.proposal.head)

    def _draft(self, scene: Scene, selected: Selected) -> Draft:
        stretch = self.stretch(selected)
        framed = frames(scene, *stretch)
        named = features(scene, stretch, framed)
        fields = self.models.fields
        sums = self.sums(scene, stretch, named)
        read = {head: fields.answer(head, sums) for head in fields.heads}
        claim = _claim(scene, stretch, framed, read, self, selected.score)
        return Draft(
            replace(claim, reasons=why.reasons(scene, stretch, framed, read, fields, named, claim)), stretch, scene
        )


@dataclass
class Draft:
    """A claim with the place it was read from; answers may still be added."""

    claim: Claim
    stretch: Stretch
    scene: Scene


@dataclass
class _Progress:
    """What carries over from sentence to sentence."""

    narrative: When | None = None
    source: str | None = None
    paragraph: int = -1
    dates: int = 0
    places: tuple[Place, ...] = ()
    drafts: list[Draft] = field(default_factory=list)

    def enter(self, scene: Scene) -> None:
        start = scene.view.paragraph.start
        if start != self.paragraph:
            self.paragraph = start
            self.drafts = []
            before = scene.document.text[:start].rstrip()
            if not (before.endswith(":") or scene.document.text[start] in _QUOTES):
                self.source = None
        scene.last_source = self.source
        scene.narrative = self.narrative
        self.dates += sum(bool(t.when.start) for t in scene.times)
        scene.dates = self.dates
        scene.places = self.places

    def leave(self, scene: Scene, found: list[Draft], opening: Frame | None) -> None:
        self.narrative = narrative(scene, self.narrative)
        self.places = places.remembered(scene, self.places)
        named = (
            [opening.source]
            if opening
            else [
                r.source
                for d in found
                for r in d.claim.attribution
                if r.kind in ("report", "official", "quote", "leak")
            ]
        )
        if named:
            self.source = named[0]
        if found:
            self.drafts = found


def _passed_over(document: Document, unread: tuple[Section, ...]) -> tuple[str, ...]:
    """``12 passages in ru, fr not read``, ``2 passages that repeat earlier mails not read``."""
    repeated = sum(section.kind == "quoted_message" for section in document.sections)
    said = []
    if unread:
        languages = counted(passage_language(document, section) for section in unread)
        said.append(f"{_passages(len(unread))} in {languages} not read")
    if repeated:
        said.append(f"{_passages(repeated)} that repeat{'s' if repeated == 1 else ''} an earlier mail not read")
    return tuple(said)


def _passages(count: int) -> str:
    return f"{count:,} passage{'' if count == 1 else 's'}"


def _only_introduces(opening: Frame | None, selected: Selected) -> bool:
    """Whether a stretch says no more than that somebody is about to be quoted."""
    return opening is not None and selected.proposal.head == opening.at


def roles_digest(actors: tuple[Form, ...]) -> str:
    """A short name for a set of user's actors."""
    return fingerprint(*(tuple(map(str, form)) for form in actors), length=8)


def _claim(
    scene: Scene,
    stretch: Stretch,
    framed: list[Frame],
    read: dict[str, Prediction],
    reader: ClauseReader,
    score: float,
) -> Claim:
    models, blends = reader.models, reader.blends(scene, stretch)
    kind = cast(Kind, read["kind"].label)
    act = _act(read["plover"], _cued(scene, stretch))
    known = {"kind": kind, "plover": act or "none", "domain": read["domain"].label}
    found = roles.candidates(scene, stretch, framed, known)
    actors = roles.assign(models.roles, found, roles.cued_roles(scene.view, stretch), blend=blends.roles)
    start, end = details.bounds(scene, stretch)
    certainty = firmness.certainty(scene, stretch, framed, read["certainty"], reader.flatly)
    known["certainty"] = certainty
    when, _ = dating.choose(models.dates, dating.options(scene, stretch, known), blends.dates)
    return Claim(
        id=claim_id(scene.document.text_digest, start, end, kind, act, actors),
        document=scene.document.id,
        doc=scene.document.name,
        start=start,
        end=end,
        quote=scene.document.text[start:end],
        kind=kind,
        actors=actors,
        plover=act,
        domain=cast(Domain, read["domain"].label),
        date=when,
        attribution=attribution.chain(scene, stretch, framed, kind),
        certainty=certainty,
        polarity=firmness.polarity(read["polarity"]),
        covert=read["covert"].label == "true",
        quantity=details.quantities(scene, stretch),
        place=places.choose(models.places, places.options(scene, stretch, known))[0],
        citation=attribution.citation(scene, stretch),
        checkable=read["checkable"].label == "true",
        confidence=round(score, 3),
    )


def _act(read: Prediction, cued: frozenset[str], least: float = SURE) -> Act | None:
    """The act; None where there is none, or no word of the vocabulary says it and it is not likely enough to guess."""
    guessed = read.label not in cued and read.probability < least
    return None if read.label == "none" or guessed else cast(Act, read.label)


def _cued(scene: Scene, stretch: Stretch) -> frozenset[str]:
    """The acts that words of the claim say by the vocabulary."""
    hits = (
        hit for i in range(stretch.first, stretch.last) for name, hit in scene.view.cues.get(i, ()) if name == "acts"
    )
    return frozenset(hit.cue.value for hit in hits)


def _answered(scene: Scene, found: list[Draft], before: list[Draft]) -> None:
    """Adds the sentence's answers to the claims they answer, here or in the sentence before."""
    for answer in responses.answers(scene):
        targets = [d for d in found if answer.governs is not None and responses.governed(answer, d.stretch, scene)]
        if not targets:
            targets = [d for d in _spoken_before(found, before, answer) if d.claim.kind != "assessment"]
        for draft in targets:
            if answer.response.by not in {r.by for r in draft.claim.responses}:
                draft.claim = replace(draft.claim, responses=(*draft.claim.responses, answer.response))


def _spoken_before(found: list[Draft], before: list[Draft], answer: responses.Answer) -> list[Draft]:
    """What words such as "these claims" or "which" point back to: earlier in the sentence, else the sentence before.

    What is itself an answer is not answered.
    """
    here = [d for d in found if d.stretch.first < answer.at and d.stretch.head != answer.at]
    return [d for d in here or before if not _answers(d)]


def _answers(draft: Draft) -> bool:
    """Whether a claim is itself an answer: its predicate denies or confirms."""
    return any(name == "responses" for name, _ in draft.scene.view.cues.get(draft.stretch.head, ()))


def claims_of(drafts: Iterable[Draft]) -> tuple[Claim, ...]:
    """The claims of drafts in reading order, each identity once."""
    kept: dict[str, Claim] = {}
    for draft in drafts:
        kept.setdefault(draft.claim.id, draft.claim)
    return tuple(sorted(kept.values(), key=lambda c: (c.start, c.end, c.id)))
