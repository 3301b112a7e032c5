"""Claims: one thing that one document says, with its passage, on whose word it stands, how firmly it is put.

Fields and their values are those of the exchange format (docs/claims-format.md); the acts are the sixteen event
types of PLOVER (Political Language Ontology for Verifiable Event Records, openeventdata/PLOVER).
"""

from __future__ import annotations

from typing import Literal, get_args

from backchannel.model.times import When
from backchannel.model.value import Value, fingerprint

Kind = Literal["event", "state", "statement", "figure", "assessment", "policy_option"]
Role = Literal["source", "target", "via", "participant", "beneficiary", "victim", "speaker", "party"]
ActorType = Literal["state", "agency", "person", "armed_group", "population", "media", "other"]
Act = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip
Domain = Literal[
    "diplomacy", "arms", "military_exercise", "intelligence", "counter_terrorism", "armed_conflict",
    "trade", "science", "identity", "domestic_politics", "other",
]  # fmt: skip
Certainty = Literal["certain", "probable", "possible", "alleged", "counterfactual_or_future"]
Polarity = Literal["positive", "negative"]
RelayKind = Literal["report", "quote", "official", "leak", "footnote", "author"]
Stance = Literal["confirms", "admits_later", "denies", "denies_part", "neither", "no_comment"]

KINDS: tuple[Kind, ...] = get_args(Kind)
ROLES: tuple[Role, ...] = get_args(Role)
ACTS: tuple[Act, ...] = get_args(Act)
DOMAINS: tuple[Domain, ...] = get_args(Domain)
CERTAINTIES: tuple[Certainty, ...] = get_args(Certainty)


class Actor(Value, frozen=True):
    """Someone in a claim and the part he plays.

    ``name`` as the text prints it elsewhere where it is not a pronoun; ``country`` the ISO 3166 alpha-3 code of the
    state acted for (dissolved states: old code) or None; ``start``/``end`` the mention the role rests on;
    ``office`` as the text gives it ("former president").
    """

    name: str
    role: Role
    country: str | None = None
    type: ActorType = "state"
    start: int | None = None
    end: int | None = None
    office: str | None = None


class Relay(Value, frozen=True):
    """One station of the chain on whose word a claim stands; the originator comes first, the author last."""

    source: str
    cue: str | None = None
    kind: RelayKind = "report"


class Response(Value, frozen=True):
    """What a party answers to a claim: by whom, how, to what, when, in which passage."""

    by: str
    stance: Stance
    of: str | None = None
    date: When | None = None
    start: int | None = None
    end: int | None = None


class Quantity(Value, frozen=True):
    """A number of a claim: a ``value``, or bounds (``min``/``max``); ``unit`` "USD", "deaths", "rank" and so on."""

    value: float | None = None
    min: float | None = None
    max: float | None = None
    unit: str = ""
    what: str | None = None


class Citation(Value, frozen=True):
    """The note whose mark stands in the claim's own sentence."""

    footnote: int | None = None
    text: str | None = None


class Reason(Value, frozen=True):
    """Why a field has its value: the rule, and the words (span) that set it off."""

    field: str
    rule: str
    start: int | None = None
    end: int | None = None
    text: str | None = None


class Claim(Value, frozen=True):
    """One thing that one document says; never overwritten, never merged away.

    ``id`` is :func:`claim_id` of the identifying fields; ``document`` is the document's id, ``doc`` its name.
    ``confidence`` is our own in the reading (0 to 1), which is not the text's certainty.
    """

    id: str
    document: str
    doc: str
    start: int
    end: int
    quote: str
    kind: Kind
    actors: tuple[Actor, ...] = ()
    plover: Act | None = None
    domain: Domain = "other"
    date: When = When()
    attribution: tuple[Relay, ...] = (Relay(source="author", kind="author"),)
    certainty: Certainty = "certain"
    responses: tuple[Response, ...] = ()
    polarity: Polarity = "positive"
    covert: bool = False
    quantity: tuple[Quantity, ...] = ()
    place: str | None = None
    citation: Citation | None = None
    checkable: bool = True
    reasons: tuple[Reason, ...] = ()
    confidence: float | None = None

    @property
    def denied_by(self) -> tuple[str, ...]:
        """Names of those who deny it, wholly or in part."""
        return tuple(r.by for r in self.responses if r.stance in ("denies", "denies_part"))

    @property
    def countries(self) -> frozenset[str]:
        """The states that take part in any role."""
        return frozenset(a.country for a in self.actors if a.country)


class Reading(Value, frozen=True):
    """What one reader, in one version and setting, made of one text; a self-contained record."""

    id: str
    document: str
    text_digest: str
    reader: str
    version: str
    settings: str = ""
    claims: tuple[Claim, ...] = ()
    warnings: tuple[str, ...] = ()


def claim_id(text_digest: str, start: int, end: int, kind: Kind, act: Act | None, actors: tuple[Actor, ...]) -> str:
    """The identity of a claim: it does not depend on the reader's version, only on what was read as what."""
    roles = sorted((a.role, a.country or "", a.name) for a in actors)
    return fingerprint(text_digest, start, end, kind, act, roles)


def reading_id(document: str, text_digest: str, reader: str, version: str, settings: str) -> str:
    """The identity of a reading: the same reader in the same setting reads the same text once."""
    return fingerprint(document, text_digest, reader, version, settings)
