"""GEXF 1.2: the dealings as a directed multigraph with dates on its edges (https://gexf.net), for Gephi."""

from __future__ import annotations

from collections.abc import Mapping
from typing import BinaryIO

from backchannel.exchange.formats import Format, Material
from backchannel.exchange.network import EDGE_FIELDS, NODE_FIELDS, Edge, Field, Network, network, written
from backchannel.exchange.xml_text import Xml

_TYPES = {str: "string", int: "integer", float: "double", bool: "boolean"}
_OWN = ("label", "weight")
"""Fields for which GEXF has attributes of its own."""


def write(material: Material, out: BinaryIO) -> None:
    """Write one graph; a dated dealing is there from the first to the last day it may have been, others always."""
    xml = Xml(out)
    with (
        xml.inside("gexf", {"xmlns": "http://www.gexf.net/1.2draft", "version": "1.2"}),
        xml.inside("graph", {"mode": "dynamic", "defaultedgetype": "directed", "timeformat": "date"}),
    ):
        _write_graph(xml, network(material))


def _write_graph(xml: Xml, found: Network) -> None:
    for kind, fields in (("node", NODE_FIELDS), ("edge", EDGE_FIELDS)):
        with xml.inside("attributes", {"class": kind, "mode": "static"}):
            for name, type_ in fields.items():
                if name not in _OWN:
                    xml.leaf("attribute", {"id": f"{kind}_{name}", "title": name, "type": _TYPES[type_]})
    with xml.inside("nodes", {"count": str(len(found.nodes))}):
        for node in found.nodes:
            _write_fields(xml, "node", {"id": node.id}, node.fields)
    with xml.inside("edges", {"count": str(len(found.edges))}):
        for edge in found.edges:
            ends = {"id": edge.id, "source": edge.source, "target": edge.target}
            _write_fields(xml, "edge", {**ends, **_dates(edge)}, edge.fields)


def _dates(edge: Edge) -> dict[str, str]:
    if edge.first is None or edge.last is None:
        return {}
    return {"start": edge.first.isoformat(), "end": edge.last.isoformat()}


def _write_fields(xml: Xml, kind: str, attributes: Mapping[str, str], fields: Mapping[str, Field]) -> None:
    own = {name: written(fields[name]) for name in _OWN if name in fields}
    with xml.inside(kind, {**attributes, **own}), xml.inside("attvalues"):
        for name, value in fields.items():
            if name not in _OWN:
                xml.leaf("attvalue", {"for": f"{kind}_{name}", "value": written(value)})


FORMAT = Format("gexf", ".gexf", "the same network with dates, for Gephi", write)
