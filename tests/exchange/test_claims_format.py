"""The claims format carries a claim out and in again, and says what it cannot take."""

from __future__ import annotations

import io
import json
import tempfile
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings

from backchannel.errors import InputError
from backchannel.exchange import Material, read_claims, write
from backchannel.model import Actor, Claim, Quantity, Response, When

from .strategies import many

FIELDS = (
    "id doc start end quote kind actors plover domain date attribution certainty denied_by responses polarity covert"
    " quantity place citation checkable"
)

LINE: dict[str, Any] = {
    "doc": "tale.txt", "start": 3, "end": 9, "kind": "event", "domain": "arms", "certainty": "alleged",
    "polarity": "positive", "covert": False, "checkable": True,
}  # fmt: skip


def written(claims: list[Claim]) -> bytes:
    out = io.BytesIO()
    write("claims", Material(claims), out)
    return out.getvalue()


def read_back(data: bytes) -> list[Claim]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "claims.jsonl")
        path.write_bytes(data)
        return list(read_claims(path))


def read_line(**changes: object) -> Claim:
    return read_back(json.dumps({**LINE, **changes}).encode())[0]


@settings(deadline=None, max_examples=50)
@given(many())
def test_claims_come_back_as_they_were_written(claims: list[Claim]) -> None:
    """Every field of the format survives the way out and in, and writing again gives the same bytes."""
    data = written(claims)
    assert read_back(data) == claims
    assert written(read_back(data)) == data
    assert data.count(b"\n") == len(claims)


def test_a_line_has_all_fields_of_the_format_in_its_order() -> None:
    """Also where they are empty; numbers are written out, dates are objects, deniers are listed."""
    claim = msgspec.structs.replace(
        read_line(),
        quantity=(Quantity(value=3e6, unit="USD"), Quantity(min=0.5)),
        responses=(Response(by="Klow", stance="denies_part"), Response(by="Szohôd", stance="confirms")),
        actors=(Actor(name="Klow", role="source", country="SYL", start=1, end=5, office="envoy"),),
    )
    (line,) = written([claim]).decode().splitlines()
    record = json.loads(line)
    assert " ".join(record) == FIELDS
    assert '"value":3000000,' in line and '"min":0.5' in line
    assert record["denied_by"] == ["Klow"]
    assert record["actors"] == [{"name": "Klow", "role": "source", "country": "SYL", "type": "state"}]
    assert record["date"] == {"start": None, "end": None, "text": None, "anchored": False}
    assert record["citation"] is None and record["place"] is None
    assert "Szohôd" in line


def test_ids_are_unique_over_documents_of_one_text() -> None:
    """Two files of the same text share claim ids; the second one's are told apart by its document."""
    claim = read_line(id="c1")
    twin = msgspec.structs.replace(claim, document="feedfacecafe", doc="twin.txt")
    assert [c.id for c in read_back(written([claim, twin]))] == ["c1", "c1~feedface"]


def test_short_forms_are_understood() -> None:
    """A date as a string, deniers without responses, nulls, a byte order mark and blank lines."""
    claim = read_line(date="1931-03", denied_by=["Klow"], actors=None, quantity=[{"value": 4, "min": None}], place=None)
    assert claim.date == When(start="1931-03")
    assert claim.denied_by == ("Klow",)
    assert claim.quantity == (Quantity(value=4),)
    assert len(claim.id) == 16
    assert claim.attribution == ()
    data = b"\xef\xbb\xbf" + json.dumps(LINE).encode() + b"\n\n"
    assert read_back(data) == [read_line()]


def test_fields_of_other_tools_are_left_out() -> None:
    """What the format does not know does no harm, and cannot pose as our own knowledge."""
    claim = read_line(tier="core", alt={}, document="x", confidence=1.0, reasons=[{"field": "a", "rule": "b"}])
    assert (claim.document, claim.confidence, claim.reasons) == ("", None, ())


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"certainty": None}, "line 1: no certainty; null is not taken for any value"),
        ({"polarity": None, "covert": None}, "line 1: no polarity, covert"),
        ({"certainty": "denied"}, "Invalid enum value 'denied'"),
        ({"start": 9, "end": 3}, "no span"),
        ({"start": "3"}, "line 1"),
        ({"date": "March"}, "not a date"),
        ({"date": {"start": "1931-02-31"}}, "line 1: day is out of range"),
        ({"actors": [{"name": "Klow", "role": "king"}]}, "king"),
        ({"quantity": 7}, "line 1"),
        ({"responses": ["no"]}, "line 1: responses"),
        ({"denied_by": "Klow"}, "line 1: denied_by"),
    ],
)
def test_a_line_that_is_no_claim_is_named(changes: dict[str, object], why: str) -> None:
    """File, line and reason, in one plain line."""
    with pytest.raises(InputError, match=why) as error:
        read_line(**changes)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("data", [b"[]", b"{", b"\xff\xfe", b"null", b'{"doc": "\\ud800"}'])
def test_what_is_not_json_is_named(data: bytes) -> None:
    """No traceback, whatever the bytes."""
    with pytest.raises(InputError, match="line 1"):
        read_back(data)


def test_an_id_used_twice_is_named() -> None:
    """Links could not tell the two apart."""
    with pytest.raises(InputError, match="line 2: the id 'x' was used before"):
        read_back(b"\n".join(2 * [json.dumps({**LINE, "id": "x"}).encode()]))


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    """With the system's reason."""
    with pytest.raises(InputError, match=r"missing\.jsonl cannot be read"):
        list(read_claims(tmp_path / "missing.jsonl"))


def test_the_shipped_examples_can_be_read() -> None:
    """The annotation that ships is in the format."""
    examples = Path(__file__).parent.parent / "examples"
    for path in sorted(examples.glob("*.jsonl")):
        if "compact" not in path.name:
            assert len(list(read_claims(path))) > 100
