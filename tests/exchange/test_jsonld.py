"""JSON-LD conforms to Web Annotation and PROV-O, and carries every field of the claims format."""

from __future__ import annotations

import io
import json
import socket
from typing import Any

import pytest
from hypothesis import given, settings
from rdflib import RDF, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from backchannel.exchange import Material, write
from backchannel.exchange.claims_format import as_record
from backchannel.exchange.jsonld import AROUND
from backchannel.model import Fragment, Origin, Relay

from .conftest import Exported
from .rdf import faults, parsed
from .world import SHANGHAI, WARSAW, claim, document, finding, material, worlds

BC = Namespace("urn:x-backchannel:terms:")
OA = Namespace("http://www.w3.org/ns/oa#")
PROV = Namespace("http://www.w3.org/ns/prov#")
FOAF = Namespace("http://xmlns.com/foaf/0.1/")


def written(given_: Material) -> bytes:
    out = io.BytesIO()
    write("jsonld", given_, out)
    return out.getvalue()


def nodes(data: bytes, type_: str) -> list[dict[str, Any]]:
    found = json.loads(data)["@graph"]
    return [node for node in found if type_ in (node["type"] if isinstance(node["type"], list) else [node["type"]])]


# conformance


def test_the_shelf_conforms_to_both_standards(exported: Exported) -> None:
    """Twelve documents and hundreds of claims, by shapes made from the Recommendations."""
    graph = parsed(exported("jsonld"))
    assert faults(graph, "annotation", "provenance") == ""
    assert len(set(graph.subjects(RDF.type, OA.Annotation))) > 300


@settings(deadline=None, max_examples=15)
@given(worlds())
def test_whatever_the_claims_it_conforms(world: Material) -> None:
    """Any words in any field."""
    assert faults(parsed(written(world)), "annotation", "provenance") == ""


def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    """The context is in the file: a machine without a network can read it."""

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the network was asked for")

    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)
    one = document(WARSAW)
    assert len(parsed(written(material([one], [claim(one, "Willy Brandt knelt in Warsaw")])))) > 10


@pytest.mark.parametrize(
    ("was", "becomes", "named"),
    [
        ('"start":17,"end":45}', '"start":45,"end":17}', "annotation"),
        ('"exact":"Willy Brandt knelt in Warsaw"', '"exact":""', "annotation"),
        ('"motivation":"describing"', '"motivation":"urn:x:deciding"', "annotation"),
        ('"wasGeneratedBy":"urn', '"was":"urn', "provenance"),
        ('"type":"Activity"', '"type":"Entity"', "provenance"),
        ('"wasQuotedFrom":"ni', '"was":"ni', "provenance"),
    ],
)
def test_the_shapes_find_what_is_wrong(was: str, becomes: str, named: str) -> None:
    """Each shape that is leant on here refuses a file that breaks it."""
    one = document(WARSAW)
    data = written(material([one], [claim(one, "Willy Brandt knelt in Warsaw")])).decode()
    assert faults(parsed(data.encode()), named) == ""
    assert was in data
    assert faults(parsed(data.replace(was, becomes).encode()), named)


# the passage


def test_a_claim_is_an_annotation_on_its_passage() -> None:
    """By place and by words, with words around it, in a text that is named by its digest."""
    one = document(WARSAW, author="A. Reader", date="1970-12-08")
    data = written(material([one], [claim(one, "Poland and West Germany signed a treaty")]))
    (found,) = nodes(data, "Annotation")
    (target,) = found["target"]
    place, quote = target["selector"]
    assert one.text[place["start"] : place["end"]] == quote["exact"] == "Poland and West Germany signed a treaty"
    assert quote["prefix"] == WARSAW[: place["start"]][-AROUND:] and quote["suffix"] == WARSAW[place["end"] :][:AROUND]
    assert target["source"].startswith("ni:///sha-256;") and target["source"].endswith("?ct=text/plain")
    assert target["id"] == f"{target['source']}#char={place['start']},{place['end']}"


def test_a_page_of_the_file_is_named_where_the_file_has_pages() -> None:
    """The same passage in the PDF itself: its page, refined by the words."""
    pages = [Fragment(start=0, end=40, selector="page=1"), Fragment(start=40, end=len(WARSAW), selector="page=2")]
    one = document(WARSAW, "treaty.pdf", fragments=pages, media_type="application/pdf")
    data = written(material([one], [claim(one, "Willy Brandt knelt in Warsaw"), claim(one, "signed a treaty")]))
    first, second = (found["target"][1:] for found in nodes(data, "Annotation"))
    assert [t["selector"]["value"] for t in first] == ["page=1", "page=2"]
    assert [t["selector"]["value"] for t in second] == ["page=2"]
    assert second[0]["selector"]["conformsTo"] == "http://tools.ietf.org/rfc/rfc3778"
    assert second[0]["selector"]["refinedBy"]["exact"] == "signed a treaty"
    assert faults(parsed(data), "annotation") == ""


@pytest.mark.parametrize(
    ("media_type", "selector", "standard"),
    [
        ("application/tei+xml", "page=12", None),
        ("application/tei+xml", "d12", "http://tools.ietf.org/rfc/rfc3023"),
        ("text/html", "section-2", "http://tools.ietf.org/rfc/rfc3236"),
        ("application/epub+zip", "ch1.xhtml", None),
    ],
)
def test_a_fragment_claims_only_the_standard_that_it_conforms_to(
    media_type: str, selector: str, standard: str | None
) -> None:
    """A printed page is a fragment of a PDF alone."""
    whole = [Fragment(start=0, end=len(WARSAW), selector=selector)]
    one = document(WARSAW, fragments=whole, media_type=media_type)
    data = written(material([one], [claim(one, "signed a treaty")]))
    assert nodes(data, "Annotation")[0]["target"][1]["selector"].get("conformsTo") == standard
    assert faults(parsed(data), "annotation") == ""


# provenance


def test_claims_lead_back_over_reading_and_text_to_the_document() -> None:
    """Whatever produced it, on which text, out of which bytes."""
    one = document(WARSAW)
    graph = parsed(written(material([one], [claim(one, "signed a treaty")])))
    (reading,) = graph.objects(predicate=PROV.wasGeneratedBy)
    (text,) = graph.objects(reading, PROV.used)
    (bytes_,) = graph.objects(text, PROV.wasDerivedFrom)
    (agent,) = graph.objects(reading, PROV.wasAssociatedWith)
    assert str(bytes_) + "?ct=text/plain" != str(text)
    assert (agent, RDF.type, PROV.SoftwareAgent) in graph and (agent, FOAF.name, Literal("clauses")) in graph


def test_the_chain_of_attribution_is_a_chain_of_derivations() -> None:
    """From the claim over each relay to the first, which is the primary source; each is attributed to its own."""
    chain = (
        Relay(source="a cable", kind="leak"),
        Relay(source="The Times", cue="reports"),
        Relay(source="author", kind="author"),
    )
    one = document(WARSAW, author="A. Reader")
    made = claim(one, "signed a treaty", attribution=chain)
    graph = parsed(written(material([one], [made])))
    iri = URIRef(f"urn:x-backchannel:claim:{made.id}")
    relays = list(Collection(graph, next(graph.objects(iri, BC.attribution))))
    assert list(graph.objects(iri, PROV.hadPrimarySource)) == [relays[0]]
    assert (iri, PROV.wasDerivedFrom, relays[2]) in graph
    assert (relays[2], PROV.wasDerivedFrom, relays[1]) in graph and (relays[1], PROV.wasDerivedFrom, relays[0]) in graph
    names = [str(next(graph.objects(next(graph.objects(r, PROV.wasAttributedTo)), FOAF.name))) for r in relays]
    assert names == ["a cable", "The Times", "A. Reader"]


def test_nobody_is_made_an_agent() -> None:
    """An unnamed origin is attributed to no one, and is no primary source."""
    one = document(WARSAW)
    chain = (Relay(source="unnamed", cue="is said to"), Relay(source="author", kind="author"))
    graph = parsed(written(material([one], [claim(one, "signed a treaty", attribution=chain)])))
    assert not list(graph.subject_objects(PROV.wasAttributedTo))
    assert not list(graph.subject_objects(PROV.hadPrimarySource))


def test_one_origin_of_several_claims_is_one_source() -> None:
    """What the findings say of origins is said here: two articles of one cable have one primary source."""
    chain = (Relay(source="a cable", kind="leak"), Relay(source="author", kind="author"))
    shelf = [document(WARSAW), document(SHANGHAI, "shanghai.txt")]
    both = [claim(shelf[0], "signed a treaty", attribution=chain), claim(shelf[1], "Nixon met Mao", attribution=chain)]
    cable = Origin(id="o1", name="the cable", claims=tuple(c.id for c in both), document=shelf[0].id, read=True)
    graph = parsed(written(material(shelf, both, findings=[finding(*both, origins=(cable,))])))
    assert set(graph.objects(predicate=PROV.hadPrimarySource)) == {URIRef("urn:x-backchannel:origin:o1")}
    assert len(list(graph.objects(URIRef(f"urn:x-backchannel:finding:f{both[0].id[:8]}"), PROV.hadMember))) == 2


# round trip


def _value(graph: Graph, node: Node) -> Any:
    """What a node of the graph says, as JSON has it."""
    if isinstance(node, Literal):
        return node.toPython()
    if (node, RDF.first, None) in graph or node == RDF.nil:
        return [_value(graph, item) for item in Collection(graph, node)]
    return {
        _NAMES[str(p)]: _value(graph, o) for p, o in graph.predicate_objects(node) if str(p) in _NAMES and p != RDF.type
    }


_SAME = (
    "kind", "start", "end", "quote", "plover", "domain", "certainty", "polarity", "covert", "checkable", "place",
    "date", "citation", "actors", "attribution", "responses", "quantity", "role", "country", "source", "cue", "by",
    "stance", "of", "value", "min", "max", "unit", "what", "footnote", "text", "anchored",
)  # fmt: skip
_OTHER = {"from": "start", "to": "end", "words": "text", "actorType": "type", "relayKind": "kind"}
_NAMES = {str(BC[term]): name for term, name in {**dict(zip(_SAME, _SAME, strict=True)), **_OTHER}.items()}
_NAMES[str(FOAF.name)] = "name"


def as_read(graph: Graph, iri: URIRef) -> dict[str, Any]:
    return _value(graph, iri)  # type: ignore[no-any-return] # a claim is an object


def without_nulls(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: without_nulls(v) for k, v in value.items() if v is not None and v != []}
    return [without_nulls(v) for v in value] if isinstance(value, list) else value


@settings(deadline=None, max_examples=40)
@given(worlds())
def test_every_field_of_the_claims_format_comes_back_as_rdf(world: Material) -> None:
    """Read by rdflib and put together again, each claim says what it said: order, bounds, doubles and all."""
    graph = parsed(written(world))
    for one in world.claims:
        record = as_record(one)
        expected = without_nulls({k: v for k, v in record.items() if k not in ("id", "doc", "denied_by")})
        found = as_read(graph, URIRef(f"urn:x-backchannel:claim:{one.id}"))
        assert without_nulls(found) == {k: v for k, v in expected.items() if v != {}}


def test_the_same_material_gives_the_same_bytes(exported: Exported) -> None:
    """No clock, no order of sets."""
    assert exported("jsonld") == exported("jsonld")


def test_copies_of_one_text_are_two_annotations() -> None:
    """Claim ids rest on the text; the second copy's are told apart as in the claims format."""
    shelf = [document(WARSAW), document(WARSAW, "copy.txt")]
    data = written(material(shelf, [claim(d, "signed a treaty") for d in shelf]))
    assert len({node["id"] for node in nodes(data, "Annotation")}) == 2
    assert faults(parsed(data), "annotation", "provenance") == ""


def test_a_claim_whose_document_is_not_at_hand_keeps_its_words() -> None:
    """Without the text there is a quote selector alone."""
    one = document(WARSAW)
    (found,) = nodes(written(Material([claim(one, "signed a treaty")])), "Annotation")
    assert found["target"] == [{
        "type": "SpecificResource", "source": found["target"][0]["source"],
        "selector": {"type": "TextQuoteSelector", "exact": "signed a treaty"},
    }]  # fmt: skip
