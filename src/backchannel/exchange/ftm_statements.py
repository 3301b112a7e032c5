"""FollowTheMoney statements: each value of each property with the document it comes from, as JSON lines.

The data set of a statement is its document, its origin the claim; nothing is said of when it was seen.
"""

from __future__ import annotations

import hashlib
from typing import BinaryIO

import msgspec

from backchannel.exchange.formats import Format, Material
from backchannel.exchange.ftm_facts import Fact, document_id, facts

_ITSELF = "id"
"""The property by which a data set says that an entity is in it; its value is the entity's id."""


def write(material: Material, out: BinaryIO) -> None:
    """Write the statements, one a line, sorted by entity."""
    found: dict[tuple[str, str, str, str], Fact] = {}
    for fact in facts(material):
        for stated in (fact, fact._replace(prop=_ITSELF, value=fact.entity, claim=None)):
            key = (stated.entity, stated.prop, stated.value, stated.document)
            found.setdefault(key, stated)
    for key in sorted(found):
        out.write(msgspec.json.encode(_statement(found[key])) + b"\n")


def _statement(fact: Fact) -> dict[str, object]:
    data_set = document_id(fact.document)
    key = f"{data_set}.{fact.entity}.{fact.prop}.{fact.value}"
    return {
        "canonical_id": fact.entity,
        "entity_id": fact.entity,
        "prop": fact.prop,
        "schema": fact.schema,
        "value": fact.value,
        "dataset": data_set,
        "lang": None,
        "original_value": None,
        "first_seen": None,
        "last_seen": None,
        "external": False,
        "origin": fact.claim,
        "id": hashlib.sha1(key.encode(), usedforsecurity=False).hexdigest(),
    }


FORMAT = Format(
    "ftm-statements", ".statements.json", "the same as FollowTheMoney statements, each with its document", write
)
