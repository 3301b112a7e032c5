"""FollowTheMoney entities: documents, actors, dealings as events, and links, as JSON lines, for Aleph and OpenAleph."""

from __future__ import annotations

from collections import defaultdict
from typing import BinaryIO

import msgspec

from backchannel.exchange.formats import Format, Material
from backchannel.exchange.ftm_facts import facts


def write(material: Material, out: BinaryIO) -> None:
    """Write the entities, one a line, by id; properties and their values in alphabetical order."""
    schemas: dict[str, str] = {}
    values: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for fact in facts(material):
        schemas[fact.entity] = fact.schema
        values[fact.entity][fact.prop].add(fact.value)
    for entity in sorted(schemas):
        properties = {prop: sorted(values[entity][prop]) for prop in sorted(values[entity])}
        line = {"id": entity, "schema": schemas[entity], "properties": properties}
        out.write(msgspec.json.encode(line) + b"\n")


FORMAT = Format("ftm", ".ftm.json", "FollowTheMoney entities: documents, actors, events, links; one a line", write)
