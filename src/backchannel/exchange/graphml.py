"""GraphML: the dealings as a directed multigraph (http://graphml.graphdrawing.org/specification.html)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import BinaryIO

from backchannel.exchange.formats import Format, Material
from backchannel.exchange.network import EDGE_FIELDS, NODE_FIELDS, Field, network, written
from backchannel.exchange.xml_text import Xml

_TYPES = {str: "string", int: "int", float: "double", bool: "boolean"}
_NAMESPACE = {"xmlns": "http://graphml.graphdrawing.org/xmlns"}


def write(material: Material, out: BinaryIO) -> None:
    """Write one graph."""
    found = network(material)
    xml = Xml(out)
    with xml.inside("graphml", _NAMESPACE):
        for kind, fields in (("node", NODE_FIELDS), ("edge", EDGE_FIELDS)):
            for name, type_ in fields.items():
                key = {"id": f"{kind}_{name}", "for": kind, "attr.name": name, "attr.type": _TYPES[type_]}
                xml.leaf("key", key)
        with xml.inside("graph", {"id": "dealings", "edgedefault": "directed"}):
            for node in found.nodes:
                _write_fields(xml, "node", {"id": node.id}, node.fields)
            for edge in found.edges:
                _write_fields(xml, "edge", {"id": edge.id, "source": edge.source, "target": edge.target}, edge.fields)


def _write_fields(xml: Xml, kind: str, attributes: Mapping[str, str], fields: Mapping[str, Field]) -> None:
    with xml.inside(kind, attributes):
        for name, value in fields.items():
            xml.leaf("data", {"key": f"{kind}_{name}"}, written(value))


FORMAT = Format("graphml", ".graphml", "who deals with whom, as a network for networkx, igraph and yEd", write)
