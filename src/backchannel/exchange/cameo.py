"""CAMEO events in the columns of the ICEWS event files, tab-separated.

ICEWS is the event data set coded in CAMEO (Boschee and others, Harvard Dataverse, doi:10.7910/DVN/28075). The code is
the two-digit root that stands for the claim's event type; nothing finer is known.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from backchannel.exchange.dealings import Dealing, End, actors_of, dealings
from backchannel.exchange.event_codes import event_date, event_type, one_line, table
from backchannel.exchange.formats import Format, Material
from backchannel.exchange.tabular import write_rows
from backchannel.states import display_name, parties

COLUMNS = (
    "Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code",
    "Intensity", "Target Name", "Target Sectors", "Target Country", "Story ID", "Sentence Number", "Publisher",
    "City", "District", "Province", "Country", "Latitude", "Longitude",
)  # fmt: skip
"""What the program does not know (sentence numbers, geography) stays empty."""


def write(material: Material, out: BinaryIO) -> None:
    """Write the events, one row a pair, under a line of column names; what is mutual goes both ways, as in CAMEO."""
    rows = (row for dealing in dealings(material) for row in _rows(dealing, material))
    write_rows(COLUMNS, rows, out, delimiter="\t")


def _rows(dealing: Dealing, material: Material) -> Iterator[dict[str, object]]:
    claim = dealing.claims[0]
    document = material.documents.get(claim.document)
    coded = event_type(dealing.act)
    event = {
        "Event ID": dealing.id,
        "Event Date": event_date(dealing.when),
        "Event Text": coded.title,
        "CAMEO Code": coded.cameo,
        "Intensity": coded.goldstein,
        "Story ID": claim.document,
        "Publisher": one_line((document and document.metadata.publisher) or claim.doc),
    }
    for one, other in dealing.pairs():
        yield {**event, **_side(dealing, one, "Source"), **_side(dealing, other, "Target")}


def _side(dealing: Dealing, end: End, side: str) -> dict[str, object]:
    sectors = dict.fromkeys(table()["icews_sector"].get(actor.type, "") for actor in actors_of(dealing, [end]))
    known = end.country is not None and end.country in parties()
    return {
        f"{side} Name": one_line(end.name),
        f"{side} Sectors": ",".join(filter(None, sectors)),
        f"{side} Country": display_name(end.country) if known and end.country else end.country,
    }


FORMAT = Format("cameo", ".tab", "events as CAMEO roots in the columns of the ICEWS files, tab-separated", write)
