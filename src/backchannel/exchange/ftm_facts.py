"""Documents, actors, dealings and links as single facts in the model of FollowTheMoney 4 (https://followthemoney.tech).

A fact is one value of one property of one entity, with the document it comes from and the claim. Entities are made of
facts, so what documents say differently stands side by side.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from backchannel.exchange import iris
from backchannel.exchange.dealings import Dealing, End, dealings, end_of
from backchannel.exchange.event_codes import event_date, firmness
from backchannel.exchange.formats import Material
from backchannel.exchange.sources import clean
from backchannel.model import Actor, ActorType, Claim, Document, When
from backchannel.model.value import fingerprint
from backchannel.states import display_name, parties

_SCHEMAS: dict[ActorType, str] = {
    "state": "PublicBody",
    "agency": "Organization",
    "person": "Person",
    "armed_group": "Organization",
    "media": "Organization",
    "population": "LegalEntity",
    "other": "LegalEntity",
}


class Fact(NamedTuple):
    """One value of one property; ``document`` and ``claim`` are the ids of what it rests on."""

    entity: str
    schema: str
    prop: str
    value: str
    document: str
    claim: str | None = None


@cache
def _codes() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "data" / "ftm.toml").read_text(encoding="utf-8"))


def country(code: str | None) -> str | None:
    """FollowTheMoney's code of a party; None where it has none."""
    special = _codes()["country"].get(code)
    return special or _alpha2().get(code or "")


@cache
def _alpha2() -> dict[str, str]:
    from backchannel.states.tables import alpha2  # noqa: PLC0415 # with the other tables, when first asked for

    return {code: two.lower() for two, code in alpha2().items()}


def facts(material: Material) -> Iterator[Fact]:
    """All facts of the material, in the order of its claims; the same one may come several times."""
    claims = tuple(material.claims)
    seen: set[str] = set()
    for claim in claims:
        if claim.document not in seen:
            seen.add(claim.document)
            yield from _document(material.documents.get(claim.document), claim)
        for actor in claim.actors:
            yield from _actor(actor, claim)
    for dealing in dealings(material._replace(claims=claims)):
        yield from _event(dealing)
        yield from _links(dealing)


def _made(entity: str, schema: str, document: str, claim: str | None, **values: object) -> Iterator[Fact]:
    """Facts for the values that there are; a tuple holds several."""
    for prop, given in values.items():
        for value in given if isinstance(given, tuple) else (given,):
            text = clean(str(value)) if value is not None else ""
            if text:
                yield Fact(entity, schema, prop, text, document, claim)


def document_id(document: str) -> str:
    """The entity of a document."""
    return f"bc-{fingerprint('document', document)}"


def _document(document: Document | None, claim: Claim) -> Iterator[Fact]:
    entity = document_id(claim.document)
    yield from _made(entity, "Document", claim.document, None, fileName=claim.doc)
    if document is None:
        return
    about = document.metadata
    yield from _made(
        entity,
        "Document",
        document.id,
        None,
        title=about.title,
        author=about.author,
        publisher=about.publisher,
        authoredAt=event_date(When(start=about.date.start)) if about.date else None,
        publishedAt=event_date(When(start=about.released.start)) if about.released else None,
        language=_codes()["language"].get(about.language),
        mimeType=document.media_type,
        sourceUrl=(iris.web(about.url), iris.web(about.archived_url)),
        notes=f"SHA-256 {document.id}",
    )


def _party(code: str, claim: Claim) -> tuple[str, Iterator[Fact]]:
    name = display_name(code) if code in parties() else code
    entity = f"bc-{fingerprint('party', code)}"
    return entity, _made(entity, "PublicBody", claim.document, claim.id, name=name, country=country(code))


def _actor(actor: Actor, claim: Claim) -> Iterator[Fact]:
    """The actor, and the party acted for; a state is its party."""
    if actor.country:
        entity, told = _party(actor.country, claim)
        yield from told
        if actor.type == "state":
            yield from _made(entity, "PublicBody", claim.document, claim.id, weakAlias=_other_name(actor))
            return
    yield from _made(
        actor_id(actor),
        _SCHEMAS[actor.type],
        claim.document,
        claim.id,
        name=actor.name,
        country=country(actor.country),
        position=actor.office if actor.type == "person" else None,
        classification=actor.type if actor.type != "person" else None,
    )


def _other_name(actor: Actor) -> str | None:
    """The name as printed, where it is another than the party's."""
    code = actor.country or ""
    return actor.name if code not in parties() or actor.name != display_name(code) else None


def actor_id(actor: Actor) -> str:
    """The entity of an actor: one for each printed name, type and party acted for; a state's is its party's."""
    if actor.type == "state" and actor.country:
        return f"bc-{fingerprint('party', actor.country)}"
    return f"bc-{fingerprint('actor', actor.name, actor.type, actor.country)}"


def _end_id(end: End) -> str:
    if end.kind == "party":
        return f"bc-{fingerprint('party', end.country)}"
    return f"bc-{fingerprint('actor', end.name, end.kind, None)}"


def _times(when: When) -> dict[str, str]:
    """One date, or the beginning and end of a range; FollowTheMoney has no decades."""
    start, end = event_date(when), event_date(When(start=when.end)) if when.end else ""
    return {"startDate": start, "endDate": end} if end and end != start else {"date": start}


def _event(dealing: Dealing) -> Iterator[Fact]:
    """The dealing as an event in which its actors are involved; each document's own facts stand on it."""
    entity = f"bc-{fingerprint('event', dealing.id)}"
    for claim in dealing.claims:
        yield from _made(
            entity,
            "Event",
            claim.document,
            claim.id,
            name=_title(dealing),
            summary=claim.quote,
            location=claim.place,
            involved=tuple(dict.fromkeys(_involved(dealing, claim))),
            keywords=(dealing.act, dealing.domain, "covert" if claim.covert else None),
            description=_firmness(claim),
            proof=document_id(claim.document),
            recordId=claim.id,
            **_times(claim.date),
        )


def _title(dealing: Dealing) -> str:
    sides = (dealing.sources, dealing.targets) if dealing.targets else (dealing.sources,)
    ends = (" and " if dealing.mutual else " – ").join(
        (" and " if dealing.mutual else ", ").join(end.name for end in side) for side in sides
    )
    date = event_date(dealing.when)
    return f"{dealing.act}: {ends}{f', {date}' if date else ''}"


def _involved(dealing: Dealing, claim: Claim) -> Iterator[str]:
    ends = {end.id for end in (*dealing.sources, *dealing.targets, *dealing.via)}
    for actor in claim.actors:
        if end_of(actor).id in ends:
            yield actor_id(actor)
            if actor.country:
                yield f"bc-{fingerprint('party', actor.country)}"


def _firmness(claim: Claim) -> str:
    """On whose word, how firmly, and who denies it."""
    chain = " < ".join(relay.source for relay in reversed(claim.attribution))
    denied = f"; denied by {', '.join(claim.denied_by)}" if claim.denied_by else ""
    return f"{firmness(claim.certainty)}; on the word of {chain or 'the author'}{denied}"


def _links(dealing: Dealing) -> Iterator[Fact]:
    """A link for each pair, from the one who acts; what is mutual is one link, for these links have no direction."""
    pairs = {frozenset((one.id, other.id)): (one, other) for one, other in _ordered(dealing)}
    via = tuple(end.name for end in dealing.via)
    for one, other in pairs.values():
        entity = f"bc-{fingerprint('link', dealing.id, one.id, other.id)}"
        for claim in dealing.claims:
            yield from _made(
                entity,
                "UnknownLink",
                claim.document,
                claim.id,
                subject=_end_id(one),
                object=_end_id(other),
                role=f"{dealing.act} ({dealing.domain})" + (f" via {', '.join(via)}" if via else ""),
                status=firmness(claim.certainty),
                summary=claim.quote,
                proof=document_id(claim.document),
                recordId=claim.id,
                **_times(claim.date),
            )


def _ordered(dealing: Dealing) -> Iterable[tuple[End, End]]:
    """The pairs, the last first, so that of the two of a mutual dealing the first in order is kept."""
    return reversed(list(dealing.pairs()))
