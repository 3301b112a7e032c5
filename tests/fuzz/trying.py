"""One try: bytes under a name, read as the program reads them, in this process; what must be true of the outcome."""

from __future__ import annotations

import io
import json
import random
import tempfile
from pathlib import Path

from backchannel.documents import Refused, read_stream
from backchannel.errors import BackchannelError
from backchannel.exchange import read_claims
from backchannel.model import Document


def read(data: bytes, name: str) -> int:
    """How many documents came of it; raises ``AssertionError`` where one breaks a promise, or what a reader raises."""
    documents = 0
    for one in read_stream(io.BytesIO(data), len(data), name):
        if isinstance(one, Refused):
            assert one.name and one.reason and "\n" not in one.reason
        else:
            _whole(one)
            documents += 1
    return documents


def _whole(document: Document) -> None:
    size, end = len(document.text), 0
    assert document.text.strip()
    for section in document.sections:
        assert end <= section.start < section.end <= size
        assert not document.text[end : section.start].strip()
        end = section.end
    assert not document.text[end:].strip()
    for note in document.notes:
        assert document.text[note.start : note.end] == note.text
        assert all(0 <= mark.start < mark.end <= size for mark in note.marks)
    for fragment in document.fragments:
        assert 0 <= fragment.start < fragment.end <= size
    for cut in document.excisions:
        assert 0 <= cut.start < cut.end <= size


def take_in(data: bytes) -> int:
    """How many claims an import of these bytes gives; a file that is none is refused in one line."""
    with tempfile.NamedTemporaryFile(suffix=".jsonl") as file:
        file.write(data)
        file.flush()
        try:
            return sum(1 for _ in read_claims(Path(file.name)))
        except BackchannelError as error:
            assert str(error) and "\n" not in str(error)
            return 0


CLAIM = json.dumps(
    {
        "id": "a-1",
        "doc": "a.txt",
        "start": 0,
        "end": 46,
        "quote": "The two foreign ministers met in Oslo in 1993.",
        "kind": "event",
        "actors": [{"name": "ministers", "role": "participant", "country": "NOR", "type": "person"}],
        "plover": "CONSULT",
        "domain": "diplomacy",
        "date": {"start": "1993", "end": None, "text": "in 1993", "anchored": False},
        "attribution": [{"source": "author", "cue": None, "kind": "author"}],
        "certainty": "certain",
        "denied_by": ["Norway"],
        "responses": [{"by": "Norway", "stance": "denies", "of": "met", "date": "1994", "start": 47, "end": 60}],
        "polarity": "positive",
        "covert": False,
        "quantity": [{"value": 2, "min": None, "max": 3e9, "unit": "USD", "what": "x"}],
        "place": "Oslo",
        "citation": {"footnote": 1, "text": "A note."},
        "checkable": True,
    }
).encode()


def damaged_claim(dice: random.Random) -> bytes:
    """Two lines of claims with some damage."""
    data = CLAIM + b"\n" + CLAIM.replace(b"a-1", b"a-2")
    for _ in range(dice.choice((1, 2, 5))):
        at, length = dice.randint(0, len(data)), dice.choice((1, 2, 8))
        data = data[:at] + dice.choice((b"", b"null", b"1e999", b'"', b"{", b"\\ud800", b"\xff")) + data[at + length :]
    return data
