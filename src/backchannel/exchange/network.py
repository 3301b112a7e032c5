"""The dealings as a network, for GraphML and GEXF: whoever stands at an end is a node, each dealing an edge.

Dealings between the same two stay edges of their own. A mutual dealing, which has no direction, is one edge each way
with ``mutual`` true and the same ``dealing``.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import count
from types import MappingProxyType
from typing import NamedTuple

from backchannel.exchange.dealings import Dealing, End, actors_of, dealings
from backchannel.exchange.event_codes import one_line
from backchannel.exchange.formats import Material
from backchannel.exchange.xml_text import legal
from backchannel.model import When, first_day, last_day

Field = str | int | float | bool

NODE_FIELDS: Mapping[str, type] = MappingProxyType(
    {"label": str, "kind": str, "country": str, "actors": str, "dealings": int}
)
EDGE_FIELDS: Mapping[str, type] = MappingProxyType(
    {
        "label": str, "dealing": str, "act": str, "domain": str, "certainty": str, "date_start": str, "date_end": str,
        "via": str, "mutual": bool, "covert": bool, "denied_by": str, "origins": int, "weight": float, "claims": str,
        "documents": str, "from_actors": str, "to_actors": str, "quote": str,
    }
)  # fmt: skip
"""What is told of each node and edge, and its type; what there is nothing to tell of is left out."""


class Node(NamedTuple):
    """A party or an actor, and what is told of it."""

    id: str
    fields: Mapping[str, Field]


class Edge(NamedTuple):
    """A dealing from one node to another; ``first`` and ``last`` are the days within which it fell, where known."""

    id: str
    source: str
    target: str
    fields: Mapping[str, Field]
    first: dt.date | None
    last: dt.date | None


class Network(NamedTuple):
    """Nodes and edges in a fixed order."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


def network(material: Material) -> Network:
    """The network of the claims' dealings."""
    found = dealings(material)
    numbers = count(1)
    edges = [_edge(f"e{next(numbers)}", dealing, one, other) for dealing in found for one, other in dealing.pairs()]
    return Network(tuple(_nodes(found)), tuple(edges))


def _nodes(found: Iterable[Dealing]) -> Iterable[Node]:
    ends: dict[str, End] = {}
    names: dict[str, set[str]] = defaultdict(set)
    many: dict[str, int] = defaultdict(int)
    for dealing in found:
        for end in {*dealing.sources, *dealing.targets, *dealing.via}:
            ends[end.id] = end
            many[end.id] += 1
            names[end.id].update(actor.name for actor in actors_of(dealing, [end]))
    for id_ in sorted(ends):
        end = ends[id_]
        others = sorted(names[id_] - {end.name})
        fields = {
            "label": end.name,
            "kind": end.kind,
            "country": end.country,
            "actors": "; ".join(others),
            "dealings": many[id_],
        }
        yield Node(legal(id_), _told(fields))


def _edge(id_: str, dealing: Dealing, one: End, other: End) -> Edge:
    first, last = days(dealing.when)
    fields = {
        "label": dealing.act,
        "dealing": dealing.id,
        "act": dealing.act,
        "domain": dealing.domain,
        "certainty": dealing.certainty,
        "date_start": dealing.when.start,
        "date_end": dealing.when.end,
        "via": "; ".join(end.name for end in dealing.via),
        "mutual": dealing.mutual,
        "covert": dealing.covert,
        "denied_by": "; ".join(dealing.denied_by),
        "origins": dealing.traced,
        "weight": float(max(1, dealing.traced)),
        "claims": " ".join(claim.id for claim in dealing.claims),
        "documents": "; ".join(dict.fromkeys(claim.doc for claim in dealing.claims)),
        "from_actors": _names(dealing, one),
        "to_actors": _names(dealing, other),
        "quote": one_line(dealing.claims[0].quote),
    }
    return Edge(id_, legal(one.id), legal(other.id), _told(fields), first, last)


def _names(dealing: Dealing, end: End) -> str:
    return "; ".join(dict.fromkeys(actor.name for actor in actors_of(dealing, [end])))


def _told(fields: Mapping[str, Field | None]) -> dict[str, Field]:
    return {
        name: legal(value) if isinstance(value, str) else value
        for name, value in fields.items()
        if value is not None and value != ""
    }


def days(when: When) -> tuple[dt.date | None, dt.date | None]:
    """The days within which it fell; None, None where there is no date."""
    if when.start is None:
        return None, None
    return first_day(when.start), last_day(when.end or when.start)


def written(value: Field) -> str:
    """A value as XML Schema writes it."""
    return ("true" if value else "false") if isinstance(value, bool) else str(value)
