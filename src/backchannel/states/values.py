"""The values of the room: a party, the spells of its existence, and the surface forms that stand for it."""

from __future__ import annotations

import datetime as dt
from typing import Literal, NamedTuple

from backchannel.model import ActorType

PartyKind = Literal["state", "entity", "dependency", "movement"]
FormKind = Literal[
    "name", "official", "abbreviation", "adjective", "demonym", "prefix", "capital", "metonym", "agency",
    "organisation", "armed_group", "media", "leader", "population", "entity", "place", "body",
]  # fmt: skip


class Spell(NamedTuple):
    """One stretch of existence as a list has it; ``until`` None is open, ``since`` None unknown."""

    since: dt.date | None
    until: dt.date | None
    source: str


class Party(NamedTuple):
    """A state, or an entity that deals like one.

    ``code`` is ISO 3166-1 alpha-3, an old alpha-3 (SUN, YUG), or a technical code (docs/states.md); ``cow`` and
    ``gw`` are the numbers of the Correlates of War and of Gleditsch and Ward; ``cameo`` the country code of CAMEO;
    ``sipri`` the spelling of SIPRI's tables. No code takes a side on who is a state.
    """

    code: str
    name: str
    kind: PartyKind
    iso: str | None = None
    cow: int | None = None
    gw: int | None = None
    cameo: str | None = None
    sipri: str | None = None
    spells: tuple[Spell, ...] = ()

    def existed(self, on: dt.date) -> bool:
        """Whether any list counts the day among the party's spells; without spells, always."""
        return not self.spells or any(covers(spell.since, spell.until, on) for spell in self.spells)


class Succession(NamedTuple):
    """One party followed another: when, how, on whose word."""

    before: str
    after: str
    date: dt.date
    how: str
    source: str


class Form(NamedTuple):
    """A surface form that can stand for a party or a known actor.

    ``code`` is the party acted for (None: nobody's, as an international organisation); ``type`` the actor type of
    the claims format; ``since``/``until`` when the form can mean it; ``case_sensitive`` demands the very same
    letters ('US', not 'us'; 'Rice', not 'rice'); ``actor`` is the full name of an agency, group, medium or person;
    ``home`` the state where a group fights or a medium is published, for which it does not act.
    """

    text: str
    code: str | None
    kind: FormKind
    type: ActorType
    since: dt.date | None = None
    until: dt.date | None = None
    case_sensitive: bool = False
    source: str = ""
    actor: str | None = None
    home: str | None = None

    def holds(self, on: dt.date | None) -> bool:
        """Whether the form can mean it on the day; without a day, always."""
        return on is None or covers(self.since, self.until, on)


def covers(since: dt.date | None, until: dt.date | None, on: dt.date) -> bool:
    """Whether the day lies within the bounds, both inclusive, None open."""
    return (since is None or since <= on) and (until is None or on <= until)


def days_outside(since: dt.date | None, until: dt.date | None, on: dt.date) -> int:
    """How many days ``on`` lies outside the bounds: 0 within, a later start counts more than an earlier end.

    A text may speak of those who have left; it cannot know those to come.
    """
    if since is not None and on < since:
        return 1_000_000 + (since - on).days
    if until is not None and on > until:
        return (on - until).days
    return 0
