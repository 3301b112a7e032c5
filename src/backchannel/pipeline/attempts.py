"""One document, one reader: a reading that holds what the design asks of it, or one plain reason why there is none."""

from __future__ import annotations

import traceback
from typing import NamedTuple

from backchannel.claims.protocol import Reader
from backchannel.documents.facts.languages import in_other_languages
from backchannel.errors import DocumentError, ModelError
from backchannel.language.analysis import KINDS
from backchannel.model import Document, Reading, reading_id
from backchannel.pipeline.limits import MINUTES, TimeUp, foreign, languages_of, refusal, time_limit, too_long

_LONGEST = 200


class Outcome(NamedTuple):
    """What came of a document: a reading, or why there is none (``trace`` is Python's own account, for --debug).

    ``foreign`` is true where the reading is empty because the reader knows none of the document's languages; ``passed``
    counts the passages in other languages of a document that was read.
    """

    reading: Reading | None = None
    refusal: str | None = None
    trace: str | None = None
    foreign: bool = False
    passed: int = 0


def identity(reader: Reader, document: Document) -> str:
    """The id that a reading of the document by this reader has."""
    return reading_id(document.id, document.text_digest, reader.name, reader.version, reader.settings)


def attempt(reader: Reader, document: Document, minutes: float = MINUTES) -> Outcome:
    """Read one document in at most so many minutes; whatever goes wrong with it stays with it.

    Raises ``ModelError`` alone, because no other document would fare better.
    """
    try:
        with time_limit(minutes):
            refused = refusal(reader, document)
            if refused:
                return Outcome(refusal=refused)
            if why := foreign(reader, document):
                return Outcome(_empty(reader, document, why), foreign=True)
            reading = reader.read(document)
    except ModelError:
        raise
    except TimeUp:
        return Outcome(refusal=too_long(minutes))
    except DocumentError as error:
        return Outcome(refusal=error.reason)
    except Exception as error:  # a fault in a reader must not cost the other documents
        return Outcome(refusal=_unexpected(reader, error), trace=traceback.format_exc())
    fault = _fault(reader, document, reading)
    passed = len(in_other_languages(document, known, KINDS)) if (known := languages_of(reader)) else 0
    return Outcome(refusal=fault) if fault else Outcome(reading, passed=passed)


def _empty(reader: Reader, document: Document, why: str) -> Reading:
    """The reading of what the reader does not understand: no claims, and why."""
    return Reading(
        id=identity(reader, document),
        document=document.id,
        text_digest=document.text_digest,
        reader=reader.name,
        version=reader.version,
        settings=reader.settings,
        warnings=(why,),
    )


def _unexpected(reader: Reader, error: Exception) -> str:
    words = " ".join(f"{type(error).__name__} {error}".split())[:_LONGEST]
    return f"the reader {reader.name} failed on it ({words}); please report this, with --debug for details"


def _fault(reader: Reader, document: Document, reading: Reading) -> str | None:
    """Nothing without its words: readers of others are held to the contract too."""
    if not isinstance(reading, Reading) or reading.id != identity(reader, document):
        return f"the reader {reader.name} returned no reading of it"
    for claim in reading.claims:
        stands = 0 <= claim.start < claim.end and document.text[claim.start : claim.end] == claim.quote
        if not stands or claim.document != document.id:
            return f"the reader {reader.name} returned a claim ({claim.id}) whose words do not stand at its place"
    return None
