"""GraphML and GEXF: what networkx reads back is who deals with whom, and nothing that was not said to be so."""

from __future__ import annotations

import io
from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings

from backchannel.exchange import Material, write
from backchannel.exchange.network import EDGE_FIELDS, NODE_FIELDS
from backchannel.model import Origin, Response, When

from .conftest import Exported
from .world import SHANGHAI, WARSAW, claim, document, finding, material, worlds

BOTH = ("graphml", "gexf")
POST = document(SHANGHAI, "shanghai.txt")


def read_back(name: str, given_: Material) -> nx.MultiDiGraph:
    """The graph as networkx has it."""
    out = io.BytesIO()
    write(name, given_, out)
    return loaded(name, out.getvalue())


def loaded(name: str, data: bytes) -> nx.MultiDiGraph:
    if name == "gexf":
        return nx.MultiDiGraph(nx.read_gexf(io.BytesIO(data)))
    return nx.read_graphml(io.BytesIO(data), force_multigraph=True)


@pytest.mark.parametrize("name", BOTH)
def test_the_shelf_is_a_network_that_networkx_opens(exported: Exported, name: str) -> None:
    """A directed multigraph; ends of edges are nodes with labels, types are those declared."""
    graph = loaded(name, exported(name))
    assert graph.is_directed() and graph.is_multigraph()
    assert {"ISR", "JOR", "PAK", "USA", "CHN"} <= set(graph)
    assert graph.nodes["ISR"]["label"] == "Israel" and graph.nodes["ISR"]["kind"] == "party"
    for _, _, told in graph.edges(data=True):
        assert told["claims"].split()[0] == told["dealing"]
        assert isinstance(told["mutual"], bool) and isinstance(told["origins"], int)
        assert told["certainty"] != "counterfactual_or_future"
    for _, told in graph.nodes(data=True):
        assert set(told) <= set(NODE_FIELDS)


def test_both_formats_hold_the_same_network(exported: Exported) -> None:
    """Node for node and edge for edge, but for the dates of GEXF's time line."""
    one, other = (loaded(name, exported(name)) for name in BOTH)
    assert dict(one.nodes(data=True)) == dict(other.nodes(data=True))

    def edges(graph: nx.MultiDiGraph) -> list[tuple[Any, ...]]:
        return sorted((a, b, *(d.get(f) for f in EDGE_FIELDS)) for a, b, d in graph.edges(data=True) if d)

    assert [tuple(map(str, e)) for e in edges(one)] == [tuple(map(str, e)) for e in edges(other)]


@pytest.mark.parametrize("name", BOTH)
@settings(deadline=None, max_examples=25)
@given(worlds())
def test_whatever_the_names_it_can_be_read(name: str, world: Material) -> None:
    """Characters that XML cannot hold are replaced; each dealing is an edge each way or one."""
    graph = read_back(name, world)
    assert all(a in graph and b in graph for a, b in graph.edges())


@pytest.mark.parametrize("name", BOTH)
def test_an_edge_goes_from_who_acts_to_who_is_acted_on(name: str) -> None:
    """With what is told of it: act, domain, date, certainty, the third, answers, words and claims."""
    made = claim(
        POST, "Pakistan had carried the letters between them", "Nixon/source/USA/person", "Mao/target/CHN/person",
        "Pakistan/via/PAK", certainty="alleged", covert=True, date=When(start="1971", end="1972-02"),
        responses=(Response(by="Moscow", stance="denies"),),
    )  # fmt: skip
    cable = Origin(id="o", name="a cable", claims=(made.id,))
    graph = read_back(name, material([POST], [made], findings=[finding(made, origins=(cable,))]))
    ((one, other, told),) = graph.edges(data=True)
    assert (one, other) == ("USA", "CHN")
    expected = {
        "act": "CONSULT", "domain": "diplomacy", "certainty": "alleged", "date_start": "1971", "date_end": "1972-02",
        "via": "Pakistan", "covert": True, "mutual": False, "denied_by": "Moscow", "origins": 1, "claims": made.id,
        "documents": "shanghai.txt", "from_actors": "Nixon", "to_actors": "Mao", "quote": made.quote,
    }  # fmt: skip
    assert {field: told.get(field) for field in expected} == expected
    assert "PAK" in graph
    if name == "gexf":
        assert (told["start"], told["end"]) == ("1971-01-01", "1972-02-29")


@pytest.mark.parametrize("name", BOTH)
def test_what_has_no_direction_goes_both_ways(name: str) -> None:
    """Two edges of one dealing, marked as mutual."""
    made = claim(POST, "Nixon met Mao", "Nixon/participant/USA", "Mao/participant/CHN")
    graph = read_back(name, material([POST], [made]))
    assert sorted(graph.edges()) == [("CHN", "USA"), ("USA", "CHN")]
    assert {d["dealing"] for _, _, d in graph.edges(data=True)} == {made.id}
    assert all(d["mutual"] for _, _, d in graph.edges(data=True))


@pytest.mark.parametrize(
    "fields",
    [{"polarity": "negative"}, {"certainty": "counterfactual_or_future"}, {"kind": "policy_option"},
     {"kind": "assessment"}, {"plover": None}],
    ids=str,
)  # fmt: skip
def test_what_was_not_said_to_be_done_is_no_edge(fields: dict[str, Any]) -> None:
    """Denied, only wished, laid out as a choice, judged: a network would show it as done."""
    made = claim(POST, "Nixon met Mao", "Nixon/source/USA", "Mao/target/CHN", **fields)
    assert not read_back("graphml", material([POST], [made])).edges()


def test_repetition_makes_no_second_edge() -> None:
    """Claims of one finding between the same two are one dealing; others between them stay apart."""
    later = document(WARSAW, "later.txt")
    ends = ("Nixon/source/USA", "Mao/target/CHN")
    meetings = claim(POST, "Nixon met Mao", *ends), claim(later, "signed a treaty", *ends)
    three = [*meetings, claim(later, "Willy Brandt", *ends)]
    graph = read_back("graphml", material([POST, later], three, findings=[finding(*three[:2]), finding(three[2])]))
    told = sorted((d["claims"] for _, _, d in graph.edges(data=True)), key=len)
    assert told == [three[2].id, f"{three[0].id} {three[1].id}"]


def test_claims_of_one_finding_that_swap_the_ends_stay_apart() -> None:
    """Who did it to whom is not settled by fusing."""
    two = [claim(POST, "Nixon met Mao", "Nixon/source/USA", "Mao/target/CHN"),
           claim(POST, "Mao in Beijing", "Mao/source/CHN", "Nixon/target/USA")]  # fmt: skip
    graph = read_back("graphml", material([POST], two, findings=[finding(*two)]))
    assert sorted(graph.edges()) == [("CHN", "USA"), ("USA", "CHN")]


def test_who_acts_for_no_state_is_a_node_of_his_own() -> None:
    """By name and type; a state has its name from the list and the printed ones beside it."""
    made = claim(POST, "Nixon met Mao", "the paper/source//media", "Washington/target/USA", "Nixon/target/USA/person")
    graph = read_back("graphml", material([POST], [made]))
    assert graph.nodes["media:the paper"] == {"label": "the paper", "kind": "media", "dealings": 1}
    assert graph.nodes["USA"]["actors"] == "Nixon; Washington" and graph.nodes["USA"]["label"] == "United States"


@pytest.mark.parametrize("name", BOTH)
def test_the_same_claims_give_the_same_bytes(exported: Exported, name: str) -> None:
    """No date of the day it was written."""
    assert exported(name) == exported(name)
