"""What goes out comes back: every field of the claims format, through each format that carries claims.

JSON-LD is held to the same in test_jsonld.py, read back as RDF.
"""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import msgspec
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backchannel.api import Ledger
from backchannel.exchange import Material, write
from backchannel.exchange.claims_format import as_record
from backchannel.exchange.handling import public_name
from backchannel.exchange.tabular import guarded, unguarded
from backchannel.ledger import Ledger as File
from backchannel.model import Claim

from .conftest import EXAMPLES, Exported, shipped, unread
from .strategies import many

LISTS = ("actors", "attribution", "responses", "quantity")


def written(name: str, claims: list[Claim]) -> bytes:
    out = io.BytesIO()
    write(name, Material(claims), out)
    return out.getvalue()


def from_csv(row: dict[str, str]) -> dict[str, Any]:
    """The record of the claims format that a row holds."""
    cells = {name: unguarded(cell) or None for name, cell in row.items()}
    lists = {name: json.loads(cells[f"{name}_json"] or "[]") for name in LISTS}
    deniers = [r["by"] for r in lists["responses"] if r["stance"] in ("denies", "denies_part")]
    date = {"start": cells["date_start"], "end": cells["date_end"], "text": cells["date_text"]}
    note = {"footnote": int(cells["footnote"]) if cells["footnote"] else None, "text": cells["citation"]}
    return {
        **{name: cells[name] for name in ("id", "doc", "quote", "kind", "domain", "certainty", "polarity", "place")},
        **lists,
        "start": int(row["start"]),
        "end": int(row["end"]),
        "plover": cells["act"],
        "date": {**date, "anchored": row["date_anchored"] == "true"},
        "denied_by": deniers,
        "covert": row["covert"] == "true",
        "checkable": row["checkable"] == "true",
        "citation": note if note["footnote"] is not None or note["text"] else None,
    }


@settings(deadline=None, max_examples=60)
@given(many())
def test_csv_carries_every_field_of_the_claims_format(claims: list[Claim]) -> None:
    """Flat columns for people, lists whole as JSON beside them; apostrophes before formulas come off again."""
    rows = csv.DictReader(io.StringIO(written("csv", claims).decode(), newline=""))
    expected = [as_record(claim) for claim in claims]
    for record, claim in zip(expected, claims, strict=True):
        record["doc"] = public_name(claim.doc, claim.document)  # no path of a machine leaves it
        if record["citation"] == {"footnote": None, "text": None}:
            record["citation"] = None  # a note without number and words says nothing
    assert [from_csv(row) for row in rows] == expected


@given(st.text(max_size=12) | st.text("'=+-@\t\r\n＝x", max_size=6))
def test_a_guarded_cell_gives_its_text_back(text: str) -> None:
    """Also one that begins with apostrophes of its own."""
    assert unguarded(guarded(text)) == text
    assert not guarded(text).startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"))


@pytest.mark.parametrize("name", ["csv", "parquet", "jsonl"])
def test_the_shelf_is_the_same_in_every_format_that_carries_claims(exported: Exported, name: str) -> None:
    """Real claims: what the claims format says of them, the tables say."""
    expected = [json.loads(line) for line in exported("claims").splitlines()]
    data = exported(name)
    if name == "csv":
        found = [from_csv(row) for row in csv.DictReader(io.StringIO(data.decode(), newline=""))]
    elif name == "parquet":
        rows = pq.read_table(io.BytesIO(data)).to_pylist()
        found = [as_record(msgspec.convert({k: row[k] for k in Claim.__struct_fields__}, Claim)) for row in rows]
    else:
        found = [as_record(msgspec.json.decode(line, type=Claim)) for line in data.splitlines()]
    assert found == expected


def test_what_is_exported_can_be_imported_and_exported_again(exported: Exported, tmp_path: Path) -> None:
    """Into another ledger of the same documents, byte for byte, as a reading beside the one there."""
    data = exported("claims")
    (tmp_path / "claims.jsonl").write_bytes(data)
    with File(tmp_path / "b.ledger") as file:
        for document in shipped():
            file.add(document, unread(document))
    with Ledger(tmp_path / "b.ledger") as ledger:
        done = ledger.import_claims(tmp_path / "claims.jsonl", reader="theirs")
        assert (done.claims, done.moved, done.refused) == (data.count(b"\n"), 0, ())
        assert len(ledger.claims()) == 0
        out = io.BytesIO()
        ledger.export_to("claims", out, reader="theirs")
    assert out.getvalue() == data


def test_the_annotation_that_ships_says_the_same_after_import(exported: Exported) -> None:
    """Nothing that persons wrote is lost on the way in; their ids are kept as reasons."""
    texts = [(EXAMPLES / f"{name}.jsonl").read_text(encoding="utf-8") for name in ("open", "held")]
    given_ = [json.loads(line) for text in texts for line in text.splitlines()]
    kept = [json.loads(line) for line in exported("jsonl").splitlines()]
    ids = {r["text"] for claim in kept for r in claim["reasons"] if r["rule"] == "imported as"}
    assert len(kept) == len(given_)
    assert ids == {claim["id"] for claim in given_ if claim.get("id")}
    for field in ("kind", "certainty", "polarity", "domain", "covert", "checkable", "quote"):
        assert sorted(str(c[field]) for c in kept) == sorted(str(c[field]) for c in given_)
