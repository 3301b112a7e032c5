"""The words of the page: what the values of the fields are called in plain English."""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from backchannel.dossier.value import NO_ANSWER, Gap, Line, Matter, Tie
from backchannel.evidence.titles import time_words
from backchannel.model import Acknowledgement, Channel, Claim, Dating, DomainStanding, Quantity, Reason, Relay, When

DOMAIN = {
    "diplomacy": "Diplomacy",
    "arms": "Arms",
    "military_exercise": "Military exercises",
    "intelligence": "Intelligence",
    "counter_terrorism": "Counter-terrorism",
    "armed_conflict": "Armed conflict",
    "trade": "Trade",
    "science": "Science",
    "identity": "Identity",
    "domestic_politics": "Domestic politics",
    "other": "Other matters",
}
CERTAINTY = {
    "certain": "stated flatly",
    "probable": "put as probable",
    "possible": "put as possible",
    "alleged": "put as alleged",
    "counterfactual_or_future": "not a fact: a plan, a hope or an “if”",
}
STANCE = {
    "confirms": "confirms",
    "admits_later": "admits later",
    "denies": "denies",
    "denies_part": "denies part",
    "neither": "neither confirms nor denies",
    "no_comment": "does not comment",
}
KIND = {
    "event": "event",
    "state": "state of affairs",
    "statement": "statement",
    "figure": "figure",
    "assessment": "judgement",
    "policy_option": "course of action",
}
ROLE = {
    "source": "by",
    "target": "to or against",
    "via": "through",
    "participant": "between",
    "beneficiary": "for",
    "victim": "suffered by",
    "speaker": "said by",
    "party": "about",
}
RELAY = {"leak": " (leak)", "footnote": " (note)", "quote": " (quoted)", "official": " (official)"}
CONFLICT = {
    "number": "The numbers differ",
    "date": "The dates differ",
    "role": "The parts played differ",
    "place": "The places differ",
    "denial": "Said and denied",
    "polarity": "One says so, one says not",
    "certainty": "Put with different certainty",
}
FIELD = {
    "detection": "finding claims",
    "kind": "kind of claim",
    "actors": "who did what to whom",
    "plover": "act",
    "domain": "field of dealing",
    "date": "date",
    "attribution": "on whose word",
    "certainty": "certainty",
    "responses": "answers",
    "denied_by": "denials",
    "polarity": "said or denied",
    "covert": "secrecy",
    "quantity": "numbers",
    "place": "place",
}
ACKNOWLEDGEMENT: Mapping[Acknowledgement, str] = {
    "acknowledged": "owns to it",
    "denied": "denies it",
    "denied in part": "denies some of it",
    "neither": "neither confirms nor denies",
    "not known": "answer not known",
}


def answered(of: Line | Matter) -> str:
    """What was answered, in brackets, to be printed right behind a quote or title; empty where nothing was."""
    return f" ({'; '.join(of.answers)})" if of.answers else ""


def answered_way(way: Channel | Tie, lines: Mapping[str, Line], matters: Mapping[str, Matter]) -> str:
    """What was answered to the claims and findings that a way of dealing is drawn from, or that nothing was."""
    of: list[Line | Matter] = [matters[i] for i in way.findings if i in matters]
    of += [lines[i] for i in way.claims if i in lines]
    said = "; ".join(dict.fromkeys(a for one in of for a in one.answers))
    return f"to some of it: {said}" if said and not all(one.answers for one in of) else said or NO_ANSWER


def unquoted(claim: Claim, names: Mapping[str, str]) -> str:
    """What stands in place of a claim's words where none may be shown: how it was read."""
    act = f", {claim.plover}" if claim.plover else ""
    said = "said not to be so: " if claim.polarity == "negative" else ""
    return f"not quoted; {said}{KIND[claim.kind]}{act}; {roles(claim, names)}".rstrip("; ")


def quoted(line: Line) -> str:
    """The claim's own words as far as they are shown; empty where none are."""
    quote = line.claim.quote
    return f"{quote} …" if quote and line.left_out else quote


class Part(NamedTuple):
    """A domain with the claims that speak of it."""

    domain: str
    claims: tuple[str, ...]


class Quiet(NamedTuple):
    """Why domains are not known, and which."""

    why: str
    parts: tuple[Part, ...]


def quiet(rows: Sequence[DomainStanding], gaps: Sequence[Gap]) -> tuple[Quiet, ...]:
    """The domains that no finding moves, by how far anything here speaks of them."""
    found: dict[str, list[Part]] = {}
    for row, gap in zip(rows, gaps, strict=True):
        if row.findings or row.alleged:
            continue
        if gap.spoken:
            why, claims = "Spoken of, but no finding shows a dealing", gap.spoken
        elif gap.one_sided:
            why, claims = "Spoken of only by claims that name one of the two", gap.one_sided
        else:
            why, claims = "Not known, because nothing here speaks of it", ()
        found.setdefault(why, []).append(Part(row.domain, claims))
    return tuple(Quiet(why, tuple(parts)) for why, parts in found.items())


def answer(row: DomainStanding, side: int) -> str:
    """What one side (0 or 1) answers in a domain; a denial is counted where it does not cover all."""
    every, value = len({*row.findings, *row.alleged}), row.acknowledgement[side]
    some = f"denies {row.denied[side]} of {every}" if 0 < row.denied[side] < every else ""
    if value == "denied in part":
        return some or ACKNOWLEDGEMENT[value]
    return "; ".join(part for part in (ACKNOWLEDGEMENT[value], some) if part)


def date(value: str) -> str:
    """A date of the claims format in words: ``9 July 1971``, ``July 1971``, ``1971``, ``the 1970s``."""
    if value.endswith("X"):
        return f"the {value[:3]}0s"
    parts = [int(p) for p in value.split("-")]
    if len(parts) == 1:
        return str(parts[0])
    month = calendar.month_name[parts[1]]
    return f"{parts[2]} {month} {parts[0]}" if len(parts) == 3 else f"{month} {parts[0]}"


def _stretch(start: str, end: str | None) -> str:
    if end is None or end == start:
        return date(start)
    if start.endswith("X") or end.endswith("X") or len(start) != len(end):
        return f"{date(start)} to {date(end)}"
    if len(start) == 4:
        return f"{start}–{end}"
    if start[:4] != end[:4]:
        return f"{date(start)} to {date(end)}"
    if len(start) == 10 and start[:7] == end[:7]:
        return f"{int(start[8:])}–{date(end)}"
    return f"{date(start).removesuffix(start[:4]).strip()} to {date(end)}"


def when(value: When) -> str:
    """An event's time in words; "undated" where no text dates it."""
    return _stretch(value.start, value.end) if value.start else "undated"


class Settled(NamedTuple):
    """Fields of a claim that a person settled, and why."""

    by: str
    fields: tuple[str, ...]
    why: str | None


DECIDED = "decided by "
"""How the rule of a reason begins that is a person's decision; his name follows."""


def is_decided(reason: Reason) -> bool:
    """Whether a reason is a person's decision."""
    return reason.rule.startswith(DECIDED)


def settled(claim: Claim) -> tuple[Settled, ...]:
    """What persons settled about a claim, as its own reasons have it: one entry a person and reason."""
    found: dict[tuple[str, str | None], list[str]] = {}
    for reason in claim.reasons:
        if is_decided(reason):
            key = reason.rule.removeprefix(DECIDED), reason.text
            found.setdefault(key, []).append(FIELD.get(reason.field, reason.field))
    return tuple(Settled(by, tuple(fields), why) for (by, why), fields in found.items())


def untimed(title: str, value: When) -> str:
    """A finding's title without its time, for a place that gives the time beside it."""
    time = f", {time_words(value)}" if value.start else ""
    head, _, via = title.partition("; via ")
    return (head.removesuffix(time) + (f"; via {via}" if via else "")) if time else title


def dating(value: Dating | None, without: str = "undated") -> str:
    """A document's date in words, a range as a range; ``without`` where nothing dates it."""
    if value is None:
        return without
    return (
        f"between {date(value.start)} and {date(value.end)}"
        if value.end and value.end != value.start
        else date(value.start)
    )


def chain(relays: tuple[Relay, ...]) -> str:
    """The chain on whose word a claim stands, the originator first."""
    return " → ".join(("the author" if r.kind == "author" else r.source) + RELAY.get(r.kind, "") for r in relays)


def number(value: float) -> str:
    """A number without exponent, thousands parted by commas."""
    return f"{value:,.0f}" if value == int(value) else f"{value:,}"


def quantity(value: Quantity) -> str:
    """A number of a claim with its unit: ``136 meetings``, ``more than 5``, ``3 to 5 USD``."""
    if value.value is not None:
        said = number(value.value)
    elif value.min is not None and value.max is not None:
        said = f"{number(value.min)} to {number(value.max)}"
    elif value.min is not None:
        said = f"at least {number(value.min)}"
    else:
        said = f"at most {number(value.max)}" if value.max is not None else "a number"
    return f"{said} {value.unit}".strip()


def count(number_of: int, one: str, many: str | None = None) -> str:
    """``1 claim``, ``2 claims``."""
    return f"{number_of:,} {one if number_of == 1 else many or one + 's'}"


_ARTICLE = re.compile(
    r"^(?:United |Soviet Union|Netherlands|Philippines|Maldives|Bahamas|Gambia|Comoros|Seychelles)"
    r"|(?:Republic|Islands|Kingdom|Emirates|Union|Federation)$"
)


def the(name: str) -> str:
    """The name of a state as it stands in a sentence: ``the United States``, ``China``."""
    return f"the {name}" if _ARTICLE.search(name) else name


def direction(way: Channel | Tie, names: Mapping[str, str]) -> str:
    """The direction of a channel or tie in words."""
    if "->" not in way.direction:
        return "both ways"
    one, other = way.direction.split("->")
    return f"from {the(names.get(one, one))} to {the(names.get(other, other))}"


def listed(names: Sequence[str]) -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else ""


def roles(claim: Claim, names: Mapping[str, str]) -> str:
    """Who plays which part in a claim, as we read it."""
    told = []
    for actor in claim.actors:
        state = names.get(actor.country, actor.country) if actor.country else None
        office = f", {actor.office}" if actor.office else ""
        of = f" ({state}{office})" if state and state != actor.name else f" ({actor.office})" if actor.office else ""
        told.append(f"{ROLE[actor.role]} {actor.name}{of}")
    return ", ".join(told)


def year(value: str) -> str:
    """The year or decade of a date of the claims format."""
    return f"{value[:3]}0s" if value.endswith("X") else value[:4]
