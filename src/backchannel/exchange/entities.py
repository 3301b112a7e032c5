"""Actors as PLOVER writes their country: states, and codes for what is none (PLOVER manual, section on entities)."""

from __future__ import annotations

from functools import cache

from backchannel.exchange.event_codes import table
from backchannel.states import Gazetteer

MADE_BY_STATES = "IGO"


def is_claimed(country: str | None) -> bool:
    """Whether PLOVER codes the entity as the state that claims it."""
    return country in table()["claimed"]


def entity_country(country: str | None, name: str) -> str:
    """The code for an actor of this country, or for the international organisation that the name holds; else empty."""
    if country:
        return str(table()["claimed"].get(country, country))
    return _international(name)


@cache
def _gazetteer() -> Gazetteer:
    return Gazetteer()


@cache
def _codes() -> dict[str, str]:
    return {name: "" if code == "none" else code for code, names in table()["international"].items() for name in names}


def _international(name: str) -> str:
    for mention in _gazetteer().match(name):
        meant = mention.candidates[0]
        if meant.kind == "organisation":
            return _codes().get(meant.actor or "", MADE_BY_STATES)
    return ""
