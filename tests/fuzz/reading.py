"""One try: a text, read for claims and layers, in this process; what must be true of the outcome."""

from __future__ import annotations

import io
from functools import cache

import msgspec

from backchannel.api.annotating import Layers, Text, annotate
from backchannel.claims import ClauseReader
from backchannel.documents import Refused, read_stream
from backchannel.errors import DocumentError
from backchannel.model import Document


@cache
def reader() -> ClauseReader:
    """One reader, as a run over many documents has one."""
    return ClauseReader()


def documents(text: str) -> list[Document]:
    """The text as a line of JSON would bring it; none where it is refused."""
    words = text.encode("utf-8", "replace").decode("utf-8")
    line = msgspec.json.encode({"id": "a", "text": words, "language": "en", "date": "1993-09-13"})
    return [one for one in read_stream(io.BytesIO(line), len(line), "a.jsonl") if not isinstance(one, Refused)]


def read_claims_of(text: str) -> int:
    """How many claims are read in a text; raises ``AssertionError`` where one breaks a promise."""
    made = 0
    for document in documents(text):
        reading = reader().read(document)
        for claim in reading.claims:
            assert claim.quote == document.text[claim.start : claim.end]
            assert claim.quote.strip()
        made += len(reading.claims)
    return made


def annotate_text(text: str) -> Layers | None:
    """The layers of a text, none where it is refused; raises ``AssertionError`` where a stretch is none of it."""
    try:
        layers = annotate(reader(), Text(id="a", text=text, date="1993-09-13"))
    except DocumentError as error:
        assert str(error) and "\n" not in str(error)
        return None
    for name in ("dates", "quantities", "actors", "acts", "certainty"):
        for one in getattr(layers, name):
            assert 0 <= one.start < one.end <= len(text), (name, one)
    for quote in layers.quotes or ():
        for start, end in (*quote.source, *quote.cue, *quote.content):
            assert 0 <= start < end <= len(text), quote
    return layers
