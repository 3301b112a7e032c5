"""PLOVER and CAMEO events in the columns of the published files."""

from __future__ import annotations

import csv
import io
from typing import Any

import pyarrow.csv as pacsv
import pytest
from hypothesis import given, settings

from backchannel.exchange import Material, cameo, plover, write
from backchannel.exchange.event_codes import event_date, event_type
from backchannel.model import ACTS, Actor, When

from .conftest import Exported
from .world import SHANGHAI, WARSAW, claim, document, finding, material, worlds

POST = document(SHANGHAI, "shanghai.txt", date="1972-03-01", publisher="The Post", language="en")
COLUMNS = {"plover": plover.COLUMNS, "cameo": cameo.COLUMNS}


def rows(name: str, given_: Material) -> list[dict[str, str]]:
    out = io.BytesIO()
    write(name, given_, out)
    return list(csv.DictReader(io.StringIO(out.getvalue().decode(), newline=""), delimiter="\t"))


@pytest.mark.parametrize("name", COLUMNS)
def test_the_shelf_opens_as_a_table_of_the_published_columns(exported: Exported, name: str) -> None:
    """In the published order, by a reader of tab-separated files that is not ours."""
    options = pacsv.ParseOptions(delimiter="\t", newlines_in_values=False)
    table = pacsv.read_csv(io.BytesIO(exported(name)), parse_options=options)
    assert tuple(table.column_names) == COLUMNS[name]
    assert table.num_rows > 50


@pytest.mark.parametrize("name", COLUMNS)
@settings(deadline=None, max_examples=30)
@given(worlds())
def test_whatever_the_names_each_event_is_one_line(name: str, world: Material) -> None:
    """Tabs and line ends in names do not break rows, and no cell begins like a formula."""
    found = rows(name, world)
    assert all(None not in row and None not in row.values() for row in found)
    words = [v for row in found for k, v in row.items() if k != "Intensity"]
    assert not [v for v in words if v.startswith(("=", "+", "-", "@"))]


def test_a_plover_event_has_actor_recipient_and_what_is_known_of_them() -> None:
    """Codes of states, sectors, offices, printed names; what is not known is empty, not guessed."""
    made = claim(
        POST, "Nixon met Mao", "Nixon/source/USA/person", "Mao/target/CHN/person", domain="arms", plover="AID",
        date=When(start="1972-02", end="1972-03"), place="Beijing",
    )  # fmt: skip
    (row,) = rows("plover", material([POST], [made]))
    expected = {
        "Event ID": made.id, "Event Date": "1972-02", "Event Type": "AID", "Event Mode": "", "Intensity": "10.0",
        "Quad Code": "MATERIAL COOPERATION", "Contexts": "military", "Actor Name": "United States",
        "Actor Country": "USA", "Actor COW": "2", "Primary Actor Sector": "UNK", "Actor Name Raw": "Nixon",
        "Recipient Country": "CHN", "Recipient COW": "710", "Recipient Name Raw": "Mao", "Raw Placename": "Beijing",
        "Country": "", "Source": "The Post", "Publication Date": "1972-03-01", "Language": "en",
    }  # fmt: skip
    assert {k: row[k] for k in expected} == expected


def test_a_cameo_event_has_the_root_that_stands_for_its_type() -> None:
    """With the value of the root on Goldstein's scale, and countries by name as ICEWS has them."""
    made = claim(POST, "Nixon met Mao", "the paper/source/USA/media", "Peking/target/CHN", plover="ACCUSE")
    (row,) = rows("cameo", material([POST], [made]))
    expected = {
        "CAMEO Code": "11", "Event Text": "Disapprove", "Intensity": "-2.0", "Source Name": "United States",
        "Source Sectors": "Media", "Source Country": "United States", "Target Country": "China",
        "Publisher": "The Post", "Story ID": POST.id, "Sentence Number": "",
    }  # fmt: skip
    assert {k: row[k] for k in expected} == expected


@pytest.mark.parametrize("name", COLUMNS)
def test_what_is_mutual_goes_both_ways_under_one_id(name: str) -> None:
    """Count ids to count events."""
    found = rows(name, material([POST], [claim(POST, "Nixon met Mao", "US/participant/USA", "PRC/participant/CHN")]))
    assert len(found) == 2 and len({row["Event ID"] for row in found}) == 1


@pytest.mark.parametrize("name", COLUMNS)
def test_one_matter_told_twice_is_one_event(name: str) -> None:
    """Claims of one finding with the same ends make one row."""
    later = document(WARSAW, "later.txt")
    ends = ("Nixon/source/USA", "Mao/target/CHN")
    two = [claim(POST, "Nixon met Mao", *ends), claim(later, "signed a treaty", *ends)]
    assert len(rows(name, material([POST, later], two, findings=[finding(*two)]))) == 1


@pytest.mark.parametrize("fields", [{"polarity": "negative"}, {"certainty": "counterfactual_or_future"}], ids=str)
@pytest.mark.parametrize("name", COLUMNS)
def test_what_did_not_happen_is_no_event(name: str, fields: dict[str, Any]) -> None:
    """These files have no column in which it could be said."""
    assert not rows(name, material([POST], [claim(POST, "Nixon met Mao", "US/source/USA", "PRC/target/CHN", **fields)]))


def test_an_entity_that_broke_away_is_coded_as_plover_has_it() -> None:
    """As the state that claims it, with the sector PRE; the printed name stays."""
    made = claim(POST, "Nixon met Mao", "Abkhazia/source/XAB", "Moscow/target/RUS")
    (row,) = rows("plover", material([POST], [made]))
    assert (row["Actor Country"], row["Actor Sectors"]) == ("GEO", "PRE;GOV")
    assert row["Actor Name"] == "Abkhazia"


def test_dates_are_as_exact_as_they_are_known() -> None:
    """No month is filled up to a day; a decade is no date of these files."""
    assert [event_date(When(start=s)) for s in ("1972-02-21", "1972-02", "1972", "197X", None)] == [
        "1972-02-21", "1972-02", "1972", "", "",
    ]  # fmt: skip


def test_every_type_has_its_codes() -> None:
    """Root, title, quadrant and values; conflict is below zero on both scales and co-operation above."""
    for act in ACTS:
        coded = event_type(act)
        assert len(coded.cameo) == 2 and coded.cameo.isdigit() and coded.title
        kind = coded.quad.rpartition(" ")[2]
        assert (coded.goldstein > 0) == (kind == "COOPERATION")
        assert coded.intensity is None or (coded.intensity > 0) == (kind == "COOPERATION")


def test_titles_of_persons_are_their_offices() -> None:
    """As the text gives them."""
    made = claim(POST, "Nixon met Mao", "Nixon/source/USA/person", "Mao/target/CHN/person")
    who = tuple(
        Actor(name=a.name, role=a.role, country=a.country, type=a.type, office="President") for a in made.actors
    )
    made = type(made)(**{f: getattr(made, f) for f in made.__struct_fields__} | {"actors": who})
    (row,) = rows("plover", material([POST], [made]))
    assert row["Actor Title"] == row["Recipient Title"] == "President"
