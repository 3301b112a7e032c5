"""PLOVER events in the columns of POLECAT's published files, tab-separated.

POLECAT is the event data set coded in PLOVER (Halterman and others 2023; files ``ngecEventsDV-*.txt`` on the Harvard
Dataverse). Each row is one event between one actor and one recipient; an event of several has one id on several rows.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from backchannel.exchange.dealings import Dealing, End, actors_of, dealings
from backchannel.exchange.entities import entity_country, is_claimed
from backchannel.exchange.event_codes import event_date, event_type, one_line, published, table
from backchannel.exchange.formats import Format, Material
from backchannel.exchange.tabular import write_rows
from backchannel.model import Document
from backchannel.states import parties
from backchannel.version import __version__

COLUMNS = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts",
    "Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title",
    "Actor Name Raw", "Wikipedia Actor ID",
    "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector", "Recipient Sectors",
    "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID",
    "Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename",
    "Feature Type", "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations",
    "Language", "Version",
)  # fmt: skip
"""What the program does not know (modes, geography, Wikipedia's ids) stays empty."""

_BROKE_AWAY = "PRE"


def write(material: Material, out: BinaryIO) -> None:
    """Write the events, one row a pair, under a line of column names."""
    rows = (row for dealing in dealings(material) for row in _rows(dealing, material))
    write_rows(COLUMNS, rows, out, delimiter="\t")


def _rows(dealing: Dealing, material: Material) -> Iterator[dict[str, object]]:
    claim = dealing.claims[0]
    document = material.documents.get(claim.document)
    coded = event_type(dealing.act)
    event = {
        "Event ID": dealing.id,
        "Event Date": event_date(dealing.when),
        "Event Type": dealing.act,
        "Intensity": coded.intensity,
        "Quad Code": coded.quad,
        "Contexts": table()["context"].get(dealing.domain),
        "Raw Placename": one_line(claim.place),
        **_story(document, claim.doc),
    }
    for one, other in dealing.pairs():
        yield {**event, **_side(dealing, one, "Actor"), **_side(dealing, other, "Recipient")}


def _story(document: Document | None, name: str) -> dict[str, object]:
    about = document.metadata if document else None
    return {
        "Source": one_line((about and about.publisher) or name),
        "Publication Date": published(document),
        "Language": about and about.language,
        "Version": f"backchannel {__version__}",
    }


def _side(dealing: Dealing, end: End, side: str) -> dict[str, object]:
    actors = actors_of(dealing, [end])
    sectors = dict.fromkeys(table()["sector"][actor.type] for actor in actors)
    if is_claimed(end.country):
        sectors = dict.fromkeys((_BROKE_AWAY, *sectors))
    country = entity_country(end.country, end.name)
    known = parties().get(country)
    return {
        f"{side} Name": one_line(end.name),
        f"{side} Country": country,
        f"{side} COW": known.cow if known else None,
        f"Primary {side} Sector": next(iter(sectors), ""),
        f"{side} Sectors": ";".join(sectors),
        f"{side} Title": ";".join(dict.fromkeys(one_line(a.office) for a in actors if a.office)),
        f"{side} Name Raw": ";".join(dict.fromkeys(one_line(a.name) for a in actors)),
    }


FORMAT = Format("plover", ".txt", "events in the columns of POLECAT's files, tab-separated", write)
