"""RDF as tests read it: parsed by rdflib, held to SHACL shapes by pyshacl, nothing fetched."""

from __future__ import annotations

import warnings
from pathlib import Path

import pyshacl
from rdflib import Graph

SHAPES = Path(__file__).parent / "shapes"


def parsed(data: bytes, format_: str = "json-ld") -> Graph:
    """The triples in the data."""
    graph = Graph()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # rdflib 7 uses a class of its own that it gives up in 8
        graph.parse(data=data, format=format_)
    return graph


def faults(graph: Graph, *shapes: str) -> str:
    """What the shapes of these files find wrong; empty where all conforms."""
    held = Graph()
    for name in shapes:
        held += parsed((SHAPES / f"{name}.ttl").read_bytes(), "turtle")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        conforms, _, words = pyshacl.validate(graph, shacl_graph=held, inference="none")
    return "" if conforms else str(words)
