"""What of a value is shown at a glance: in a terminal and in a notebook. The whole of it is in the other formats."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from backchannel.ledger import ActorCount, DocumentEntry, Hit
from backchannel.model import (
    Actor,
    Channel,
    Claim,
    Dating,
    Decision,
    DomainStanding,
    Finding,
    Quantity,
    Value,
    When,
    short,
)

ID = 8
"""Digits of an id that are shown; the ledger takes any unique beginning."""

_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")

CERTAINTY = MappingProxyType(
    {"certain": "stated flatly", "counterfactual_or_future": "not (yet) so"}  # the others are words already
)


class Column(NamedTuple):
    """A column: its title, the words of a cell, how wide it may become, and whether it holds numbers."""

    title: str
    cell: Callable[[Any], str]
    widest: int = 24
    number: bool = False


class View(NamedTuple):
    """The columns of a kind of value, and the words that go below each row (None: nothing)."""

    columns: tuple[Column, ...]
    below: Callable[[Any], str] | None = None


def plain(text: str) -> str:
    """The text on one line, without characters that could steer a terminal or turn the reading direction."""
    return " ".join(_UNSAFE.sub("�", text).split())


def when(value: When | Dating | None) -> str:
    """A time in a few characters: ``1971-07``, ``1971-07-09/1971-07-11``; empty where there is none."""
    if value is None or value.start is None:
        return ""
    return value.start if value.end in (None, value.start) else f"{value.start}/{value.end}"


def parties(claim: Claim) -> str:
    """Who does it to whom, by code where there is one: ``ISR > JOR via GBR``, ``CHN + USA``."""

    def names(*roles: str) -> list[str]:
        return list(dict.fromkeys(a.country or a.name for a in claim.actors if a.role in roles))

    left, right, via = names("source"), names("target"), names("via")
    both = names("participant")
    shown = " > ".join(" + ".join(side) for side in (left + both, right) if side)
    shown = shown or " + ".join(names("speaker", "beneficiary", "victim", "party"))
    return shown + (f" via {' + '.join(via)}" if via else "")


def field_text(claim: Claim, field: str) -> str:
    """One field of a claim in words; empty where it has none."""
    return _FIELD_TEXTS[field](claim) if field in _FIELD_TEXTS else _word(getattr(claim, field))


def _word(value: object) -> str:
    if value is None:
        return ""
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


def _actor(actor: Actor) -> str:
    return f"{actor.role} {actor.name}" + (f" ({actor.country})" if actor.country else "")


def _amount(quantity: Quantity) -> str:
    bounds = [f"{b:,.15g}" if b is not None else "" for b in (quantity.min, quantity.max)]
    number = f"{quantity.value:,.15g}" if quantity.value is not None else " to ".join(bounds).strip()
    return " ".join(part for part in (number, quantity.unit, quantity.what) if part)


_FIELD_TEXTS: Mapping[str, Callable[[Claim], str]] = MappingProxyType(
    {
        "span": lambda c: c.quote,
        "actors": lambda c: "; ".join(map(_actor, c.actors)),
        "date": lambda c: when(c.date),
        "attribution": lambda c: " > ".join(r.source for r in c.attribution),
        "responses": lambda c: "; ".join(f"{r.by} {r.stance.replace('_', ' ')}" for r in c.responses),
        "quantity": lambda c: "; ".join(map(_amount, c.quantity)),
        "citation": lambda c: f"[{c.citation.footnote}] {c.citation.text or ''}".strip() if c.citation else "",
    }
)


def _numbered(*values: int) -> str:
    return "+".join(map(str, values))


def _title(entry: DocumentEntry) -> str:
    by = ", ".join(dict.fromkeys(p for p in (entry.metadata.author, entry.metadata.publisher) if p))
    return " – ".join(p for p in (entry.metadata.title, by) if p)


_LINKS = 2


def _about(entry: DocumentEntry) -> str:
    """Title, author and publisher, and what it is to documents that share its words."""
    more = len(entry.links) - _LINKS
    links = [f"{link.relation} {short(link.name)}" for link in entry.links[:_LINKS]] + (
        [f"{more} more"] if more > 0 else []
    )
    return "; ".join(p for p in (_title(entry), *links) if p)


_DOCUMENT = View(
    (
        Column("id", lambda d: d.id[:ID]),
        Column("document", lambda d: short(d.name), 40),
        Column("date", lambda d: when(d.metadata.date), 21),
        Column("lang", lambda d: d.metadata.language or ""),
        Column("characters", lambda d: f"{d.characters:,}", number=True),
        Column("claims", lambda d: f"{d.claims:,}", number=True),
    ),
    _about,
)
_CLAIM = View(
    (
        Column("id", lambda c: c.id[:ID]),
        Column("when", lambda c: when(c.date), 10),
        Column("what", lambda c: f"{c.kind} {c.plover or ''}".strip(), 16),
        Column("who", parties, 20),
        Column("firmness", lambda c: CERTAINTY.get(c.certainty, c.certainty), 13),
        Column("document", lambda c: short(c.doc), 24),
    ),
    lambda c: ("(denied) " if c.denied_by else "") + c.quote,
)
_FINDING = View(
    (
        Column("id", lambda f: f.id[:ID]),
        Column("when", lambda f: when(f.when), 10),
        Column("what", lambda f: f"{f.kind} {f.act or ''}".strip(), 16),
        Column("domain", lambda f: f.domain.replace("_", " "), 16),
        Column("parties", lambda f: " ".join(f.countries), 15),
        Column("claims", lambda f: str(len(f.claims)), number=True),
        Column("origins", lambda f: _numbered(f.traced, f.untraced), number=True),
        Column("conflicts", lambda f: str(len(f.conflicts) or ""), number=True),
    ),
    lambda f: f.title,
)
_ACTORS = View(
    (
        Column("actor", lambda a: a.name, 44),
        Column("acts for", lambda a: a.country or "", 10),
        Column("type", lambda a: a.type.replace("_", " ")),
        Column("claims", lambda a: f"{a.claims:,}", number=True),
    )
)
_HIT = View(
    (
        Column("found in", lambda h: "repeated" if h.quoted else h.kind),
        Column("id", lambda h: h.id[:ID]),
        Column("document", lambda h: short(h.doc or ""), 40),
        Column("place", lambda h: "" if h.start is None else f"{h.start}-{h.end}", 15),
    ),
    lambda h: h.snippet + (f" ({h.alike:,} more with the same words)" if h.alike else ""),
)
_STANDING = View(
    (
        Column("domain", lambda d: d.domain.replace("_", " "), 18),
        Column("cooperation", lambda d: d.cooperation, 13),
        Column("conflict", lambda d: d.conflict, 13),
        Column("findings", lambda d: str(len(d.findings) or ""), number=True),
        Column("alleged", lambda d: str(len(d.alleged) or ""), number=True),
        Column("latest", lambda d: when(d.latest), 12),
        Column("owned to", lambda d: " / ".join(d.acknowledgement) if d.findings or d.alleged else "", 27),
    )
)
_CHANNEL = View(
    (
        Column("via", lambda c: c.name, 24),
        Column("domain", lambda c: c.domain.replace("_", " "), 18),
        Column("direction", lambda c: c.direction, 10),
        Column("when", lambda c: when(c.when), 21),
        Column("claims", lambda c: str(len(c.claims)), number=True),
        Column(
            "how we know",
            lambda c: (
                "inferred from two claims"
                if c.inferred
                else "partial: one end named"
                if c.partial
                else "a text says so"
            ),
            24,
        ),
    )
)
_DECISION = View(
    (
        Column("when", lambda d: d.at[:16], 16),
        Column("who", lambda d: d.by, 20),
        Column("what", lambda d: d.kind.replace("_", " "), 16),
        Column("claim", lambda d: (d.claim or "")[:ID], 10),
        Column("field", lambda d: d.field or "", 12),
        Column("value", lambda d: d.other[:ID] if d.other else d.value or "", 18),
    ),
    lambda d: d.why,
)

VIEWS: Mapping[type[Value], View] = MappingProxyType(
    {
        DocumentEntry: _DOCUMENT,
        Claim: _CLAIM,
        Finding: _FINDING,
        ActorCount: _ACTORS,
        Hit: _HIT,
        DomainStanding: _STANDING,
        Channel: _CHANNEL,
        Decision: _DECISION,
    }
)
