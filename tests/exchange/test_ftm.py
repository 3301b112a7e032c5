"""FollowTheMoney: entities and statements fit its model, lead to each other, and keep what each document says apart.

The model is that of followthemoney 4.11 (MIT licence), of which ftm_model.json holds what is used here. The library
needs PyICU, which has no wheel; where BACKCHANNEL_FTM_PYTHON names an interpreter that has both, as in CI, the library
itself judges the exports too, and the file.
"""

from __future__ import annotations

import functools
import io
import json
import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from backchannel.exchange import Material, write
from backchannel.exchange.ftm_facts import country
from backchannel.model import Response, When
from backchannel.states import parties

from .conftest import Exported
from .world import SHANGHAI, WARSAW, claim, document, finding, material, worlds

HERE = Path(__file__).parent
LIBRARY = os.environ.get("BACKCHANNEL_FTM_PYTHON")
POST = document(
    SHANGHAI, "shanghai.txt", author="A. Reader", date="1972-03", language="en", url="https://example.org/a"
)

Entity = dict[str, Any]


@functools.cache
def model() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((HERE / "ftm_model.json").read_text(encoding="utf-8"))
    return found


def lines(name: str, given_: Material) -> list[Entity]:
    out = io.BytesIO()
    write(name, given_, out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def faults(entities: list[Entity]) -> Iterator[str]:
    """What of the entities does not fit the model."""
    known = {e["id"]: e["schema"] for e in entities}
    for entity in entities:
        schema = model()["schemata"][entity["schema"]]
        missing = [p for p in schema["required"] if p not in entity["properties"]]
        if missing:
            yield f"{entity['id']} has no {missing}"
        for prop, values in entity["properties"].items():
            yield from (f"{entity['id']}: {f}" for v in values for f in value_faults(schema, prop, v, known))


def value_faults(schema: Any, prop: str, value: str, known: dict[str, str]) -> Iterator[str]:
    about = schema["properties"].get(prop)
    if about is None:
        yield f"there is no property {prop}"
        return
    type_, fits = about["type"], True
    if type_ in ("country", "language"):
        fits = value in model()[type_]
    elif type_ == "date":
        fits = re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", value) is not None
    elif type_ == "url":
        fits = re.match(r"https?://", value) is not None
    elif type_ == "entity":
        fits = about["range"] in model()["schemata"].get(known.get(value, ""), {}).get("is_a", ())
    if not fits or not value.strip():
        yield f"{prop} cannot be {value!r}"


def test_the_shelf_fits_the_model(exported: Exported) -> None:
    """Every property exists and has values of its type; links lead to entities of the right kind."""
    entities = [json.loads(line) for line in exported("ftm").splitlines()]
    assert list(faults(entities)) == []
    assert {e["schema"] for e in entities} >= {"Document", "Event", "Person", "PublicBody", "UnknownLink"}


@settings(deadline=None, max_examples=40)
@given(worlds())
def test_whatever_the_claims_they_fit(world: Material) -> None:
    """Any words in any field; an actor without a printable name is none."""
    assert [f for f in faults(lines("ftm", world)) if "has no ['name']" not in f] == []


def test_every_code_is_one_that_the_model_knows() -> None:
    """Of all parties, those it has a code for; the others have no country there."""
    assert {code for code in map(country, parties()) if code} <= set(model()["country"])
    assert country("SUN") == "suhh" and country("ISR") == "il" and country("PRU") is None and country(None) is None


def test_a_dealing_is_an_event_and_a_link_with_its_proof() -> None:
    """Who was involved, when, in which words, in which document; and a link from the one who acts to the other."""
    made = claim(
        POST, "Nixon met Mao in Beijing", "Nixon/source/USA/person", "Mao/target/CHN/person", certainty="alleged",
        date=When(start="1972-02-21", end="1972-02-28"), place="Beijing",
        responses=(Response(by="Taipei", stance="denies"),),
    )  # fmt: skip
    found = {e["id"]: e for e in lines("ftm", material([POST], [made]))}
    of = {e["schema"]: e for e in found.values()}
    event, link, proof = of["Event"]["properties"], of["UnknownLink"]["properties"], of["Document"]["properties"]
    assert event["name"] == ["CONSULT: United States – China, 1972-02-21"]
    assert (
        event["startDate"] == ["1972-02-21"] and event["endDate"] == ["1972-02-28"] and event["location"] == ["Beijing"]
    )
    assert event["summary"] == [made.quote] == link["summary"] and event["recordId"] == [made.id]
    assert event["description"] == ["put as alleged; on the word of author; denied by Taipei"]
    assert {found[i]["properties"]["name"][0] for i in event["involved"]} == {"Nixon", "Mao", "United States", "China"}
    assert found[link["subject"][0]]["properties"]["name"] == ["United States"] and link["status"] == ["put as alleged"]
    assert found[link["object"][0]]["properties"]["country"] == ["cn"]
    assert found[event["proof"][0]] is of["Document"]
    assert proof["language"] == ["eng"] and proof["authoredAt"] == ["1972-03"] and proof["fileName"] == ["shanghai.txt"]


def test_actors_are_one_by_name_type_and_party() -> None:
    """A state under any name is one body; persons of one name who act for different states are two."""
    three = [
        claim(POST, "Nixon met Mao", "Washington/source/USA", "Khan/target/PAK/person"),
        claim(POST, "in Beijing", "the Americans/source/USA", "Khan/target/IND/person"),
    ]
    found = lines("ftm", material([POST], three))
    (state,) = [e for e in found if e["properties"].get("name") == ["United States"]]
    assert state["properties"]["weakAlias"] == ["Washington", "the Americans"]
    assert len([e for e in found if e["properties"].get("name") == ["Khan"]]) == 2


def test_statements_tell_which_document_says_what() -> None:
    """One event told in two documents: each value with its document as data set and its claim as origin."""
    later = document(WARSAW, "later.txt")
    ends = ("Nixon/source/USA", "Mao/target/CHN")
    two = [claim(POST, "Nixon met Mao", *ends, date=When(start="1972")),
           claim(later, "signed a treaty", *ends, date=When(start="1971"))]  # fmt: skip
    given_ = material([POST, later], two, findings=[finding(*two)])
    dates = [s for s in lines("ftm-statements", given_) if (s["schema"], s["prop"]) == ("Event", "date")]
    assert sorted((s["value"], s["origin"]) for s in dates) == [("1971", two[1].id), ("1972", two[0].id)]
    assert len({s["dataset"] for s in dates}) == 2 and len({s["entity_id"] for s in dates}) == 1
    (event,) = [e for e in lines("ftm", given_) if e["schema"] == "Event"]
    assert event["properties"]["date"] == ["1971", "1972"]


def test_statements_and_entities_say_the_same(exported: Exported) -> None:
    """Put together by entity the statements are the entities; ids are unique, nothing is said of when it was seen."""
    stated = [json.loads(line) for line in exported("ftm-statements").splitlines()]
    made: dict[str, dict[str, set[str]]] = {}
    for one in stated:
        values = made.setdefault(one["entity_id"], {})
        if one["prop"] != "id":
            values.setdefault(one["prop"], set()).add(one["value"])
    entities = [json.loads(line) for line in exported("ftm").splitlines()]
    assert made == {e["id"]: {p: set(v) for p, v in e["properties"].items()} for e in entities}
    assert len({s["id"] for s in stated}) == len(stated)
    assert {(s["first_seen"], s["last_seen"]) for s in stated} == {(None, None)}


@pytest.mark.skipif(not LIBRARY, reason="BACKCHANNEL_FTM_PYTHON names no interpreter that has followthemoney")
@pytest.mark.parametrize(("kind", "name"), [("entities", "ftm"), ("statements", "ftm-statements")])
def test_the_library_itself_takes_them(exported: Exported, tmp_path: Path, kind: str, name: str) -> None:
    """followthemoney reads them, changes nothing, and has the same ids."""
    (tmp_path / "export").write_bytes(exported(name))
    done = subprocess.run(
        [str(LIBRARY), str(HERE / "ftm_library.py"), kind, str(tmp_path / "export")],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout.strip(), done.stderr) == (0, "", "")


@pytest.mark.skipif(not LIBRARY, reason="BACKCHANNEL_FTM_PYTHON names no interpreter that has followthemoney")
def test_the_model_kept_here_is_the_library_s_own() -> None:
    """What ftm_model.json says is what followthemoney says."""
    done = subprocess.run(
        [str(LIBRARY), str(HERE / "ftm_library.py"), "model"], capture_output=True, text=True, check=True
    )
    assert json.loads(done.stdout) == model()
