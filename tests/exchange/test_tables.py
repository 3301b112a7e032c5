"""CSV, JSON lines and Parquet: whole, flat, safe, and the same every time."""

from __future__ import annotations

import csv
import io
import subprocess
import sys
from pathlib import Path
from typing import Any

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings

from backchannel.errors import InputError
from backchannel.exchange import FORMATS, Material, format_named, to_table, write, write_values
from backchannel.exchange.csv_table import COLUMNS
from backchannel.ledger import DocumentEntry, Run
from backchannel.model import Actor, Citation, Claim, Finding, Metadata, Quantity, Relay, Response, When

from .strategies import many

CLAIM = Claim(
    id="c1", document="d", doc="=tale.txt", start=0, end=5, quote='-1 said "no", then\nleft', kind="figure",
    actors=(Actor(name="Klow", role="source", country="SYL"), Actor(name="militia", role="target")),
    plover="AID", date=When(start="1931"), attribution=(Relay(source="cable"), Relay(source="author", kind="author")),
    responses=(Response(by="Borduria", stance="denies", date=When(start="1932")),),
    quantity=(Quantity(value=40.0, unit="radios"), Quantity(min=3e6, unit="USD")), citation=Citation(footnote=2),
)  # fmt: skip


def written(name: str, claims: list[Claim]) -> bytes:
    out = io.BytesIO()
    write(name, Material(claims), out)
    return out.getvalue()


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode(), newline="")))


def test_csv_has_one_flat_row_a_claim_with_the_documented_columns() -> None:
    """Values as a person would write them."""
    (row,) = rows(written("csv", [CLAIM]))
    assert tuple(row) == tuple(COLUMNS)
    expected = {
        "countries": "SYL", "source": "Klow (SYL)", "target": "militia", "attribution": "cable > author",
        "denied_by": "Borduria", "responses": "Borduria: denies (1932)", "quantity": "40 radios; 3000000.. USD",
        "footnote": "2", "covert": "false", "date_end": "", "start": "0",
    }  # fmt: skip
    assert {k: row[k] for k in expected} == expected


def test_csv_cells_are_no_formulas() -> None:
    """A cell that a spreadsheet would run gets an apostrophe; quotes, commas and line ends survive."""
    (row,) = rows(written("csv", [CLAIM]))
    assert row["doc"] == "'=tale.txt"
    assert row["quote"] == "'" + CLAIM.quote


@settings(deadline=None, max_examples=40)
@given(many())
def test_no_csv_cell_ever_begins_like_a_formula(claims: list[Claim]) -> None:
    """Whatever the documents say, and every claim has its row."""
    data = written("csv", claims)
    lines = list(csv.reader(io.StringIO(data.decode(), newline="")))
    assert len(lines) == len(claims) + 1
    assert not [cell for line in lines for cell in line if cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))]


@settings(deadline=None, max_examples=30)
@given(many())
def test_parquet_gives_the_claims_back(claims: list[Claim]) -> None:
    """Nested lists and all, with the derived columns beside them, and the same bytes again."""
    data = written("parquet", claims)
    back = pq.read_table(io.BytesIO(data)).to_pylist()
    for row in back:
        row.pop("countries")
        row.pop("denied_by")
    assert [msgspec.convert(row, Claim) for row in back] == claims
    assert written("parquet", claims) == data


@settings(deadline=None, max_examples=30)
@given(many())
def test_json_lines_give_whole_claims_back(claims: list[Claim]) -> None:
    """With reasons and confidence, which the claims format leaves out."""
    whole = [msgspec.structs.replace(c, confidence=0.5) for c in claims]
    data = written("jsonl", whole)
    assert [msgspec.json.decode(line, type=Claim) for line in data.splitlines()] == whole


def test_the_schema_follows_from_the_kind_not_from_the_values() -> None:
    """An empty table and a full one have the same columns and types."""
    assert to_table([], Claim).schema == to_table([CLAIM], Claim).schema
    schema = to_table([], Claim).schema
    assert schema.field("start").type == pa.int64()
    assert schema.field("denied_by").type == pa.list_(pa.string())
    assert schema.field("date").type.field("anchored").type == pa.bool_()
    assert schema.field("plover").nullable and not schema.field("kind").nullable
    table = to_table([CLAIM], Claim)
    assert table["denied_by"].to_pylist() == [["Borduria"]]
    assert table["countries"].to_pylist() == [["SYL"]]


FINDING = Finding(
    id="f", title="+1", kind="event", claims=("a", "b"), countries=("BOR", "SYL"), act=None, domain="arms", when=When()
)
ENTRY = DocumentEntry(
    id="d", name="d.txt", names=("d.txt",), text_digest="t", media_type="text/plain", metadata=Metadata(title="T"),
    known=("1931-01-01", "1931-12-31"), characters=3, claims=1, current=True, supersedes=(), warnings=(),
)  # fmt: skip
RUN = Run(id="r", started="2026-01-01", record={"words": 3})


@pytest.mark.parametrize("value", [FINDING, ENTRY, RUN, CLAIM], ids=lambda v: type(v).__name__)
@pytest.mark.parametrize("name", ["csv", "jsonl", "parquet"])
def test_every_list_the_program_shows_can_be_written_as_a_table(name: str, value: Any) -> None:
    """Documents, findings, runs and claims in all three table formats, and none at all as well."""
    out = io.BytesIO()
    write_values(name, [value, value], type(value), out)
    data = out.getvalue()
    if name == "parquet":
        assert pq.read_table(io.BytesIO(data)).num_rows == 2
    elif name == "csv":
        assert len(rows(data)) == 2
        assert value is not FINDING or {row["title"] for row in rows(data)} == {"'+1"}
    else:
        assert [msgspec.json.decode(line, type=type(value)) for line in data.splitlines()] == [value, value]
    write_values(name, [], type(value), io.BytesIO())


def test_an_unknown_format_is_said_and_the_known_ones_are_named() -> None:
    """Also where a format is for claims alone."""
    with pytest.raises(InputError, match="choose from claims, links, csv, jsonl, parquet"):
        format_named("xls")
    with pytest.raises(InputError, match="'links' is for claims; choose from csv, jsonl, parquet"):
        write_values("links", [], Finding, io.BytesIO())


def test_formats_are_registered_once_and_described() -> None:
    """Names are unique; each says what it is and which suffix it has."""
    assert len({f.name for f in FORMATS}) == len(FORMATS)
    assert all(f.suffix.startswith(".") and f.summary for f in FORMATS)


def test_arrow_is_loaded_by_the_formats_that_need_it_only() -> None:
    """Exporting claims and CSV works without importing pyarrow."""
    script = (
        "import io, sys; from backchannel.exchange import *\n"
        "for name in ('claims', 'links', 'csv', 'jsonl'): write(name, Material([]), io.BytesIO())\n"
        "assert 'pyarrow' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", script], check=True)


def test_the_page_on_exchange_describes_every_format_and_column() -> None:
    """The documentation cannot drift from the code."""
    page = (Path(__file__).parents[2] / "docs" / "exchange.md").read_text(encoding="utf-8")
    assert not [f.name for f in FORMATS if f"| `{f.name}` |" not in page]
    assert not [name for name, what in COLUMNS.items() if f"| `{name}` | {what} |" not in page]
