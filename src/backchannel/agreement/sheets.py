"""Coding sheets out: CSV for spreadsheets, JSON lines for programs; blind, or filled in with a reader's answers.

CSV is RFC 4180 in UTF-8 with a byte order mark, without which Excel takes it for another encoding. Nothing on a sheet
can be taken for a formula, and no id looks like a number or a date.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import BinaryIO, NamedTuple

import msgspec

from backchannel.agreement.assignment import Span
from backchannel.agreement.fields import COLUMNS, cells_of
from backchannel.agreement.passages import Passage, Sample
from backchannel.exchange.claims_format import as_record
from backchannel.exchange.tabular import write_rows
from backchannel.model import Claim

SHOWN: Mapping[str, str] = MappingProxyType(
    {
        "number": "which passage of how many",
        "document": "the name of its document",
        "title": "the document's title",
        "dated": "the day or days that the document is from",
        "before": "what stands before the passage, to tell who and when is meant",
        "passage": "the sentence to be coded",
        "after": "what stands after it",
    }
)
"""What a coder reads."""

ASKED: Mapping[str, str] = MappingProxyType(
    {
        "coder": "your name, the same on all your rows",
        "claim": "yes, or no where the passage makes no claim; empty is not yet coded",
        "words": "the words of the claim, copied from the passage: the shortest clause that says one thing",
    }
)
"""What a coder fills in beside the fields of :data:`backchannel.agreement.fields.COLUMNS`."""

BINDING: Mapping[str, str] = MappingProxyType(
    {
        "note": "anything you want to remember; it is not compared",
        "passage_id": "ties the row to its passage; repeat it on each further row for the same passage",
        "text_sha256": "the digest of the document's text",
        "start": "where the passage begins in that text",
        "end": "where it ends",
        "sample": "the draw",
        "drawn_from": "what it was drawn from",
    }
)
"""What stands at the end of a row and must stay as it is, all but the note."""

HEADER = (*SHOWN, *ASKED, *(column.name for column in COLUMNS), *BINDING)
BOM = b"\xef\xbb\xbf"


class Answered(NamedTuple):
    """A claim that a reader found in a passage, and where."""

    span: Span
    claim: Claim


class Answers(NamedTuple):
    """What a reader found in each passage (by id); a passage that is not there was not read."""

    reader: str
    found: Mapping[str, Sequence[Answered]]


def write_csv(sample: Sample, out: BinaryIO, answers: Answers | None = None) -> None:
    """Write the sheet, one row a passage, or with ``answers`` one row a claim."""
    out.write(BOM)
    write_rows(HEADER, rows(sample, answers), out)


def write_jsonl(sample: Sample, out: BinaryIO, answers: Answers | None = None) -> None:
    """Write the sheet, one object a passage; ``claims`` is null (not coded) or a list in the claims format."""
    for number, passage in enumerate(sample.passages, 1):
        found = answers.found.get(passage.id) if answers else None
        record = {
            **_shown(sample, passage, number),
            "coder": answers.reader if answers else "",
            "claims": None if found is None else [_record(passage, answered) for answered in found],
            **_binding(sample, passage),
        }
        out.write(msgspec.json.encode(record) + b"\n")


def rows(sample: Sample, answers: Answers | None = None) -> Iterator[dict[str, object]]:
    """The rows of the sheet as cells by column; what a row lacks is empty."""
    for number, passage in enumerate(sample.passages, 1):
        row = {**_shown(sample, passage, number), **_binding(sample, passage)}
        found = answers.found.get(passage.id) if answers else None
        if answers is None or found is None:
            yield row
            continue
        row["coder"] = answers.reader
        if not found:
            yield {**row, "claim": "no"}
        for span, claim in found:
            yield {**row, "claim": "yes", "words": passage.words[span.start : span.end], **cells_of(claim)}


def _shown(sample: Sample, passage: Passage, number: int) -> dict[str, object]:
    return {
        "number": f"{number} of {len(sample.passages)}",
        "document": passage.document,
        "title": passage.title,
        "dated": f"in {passage.dated}" if passage.dated else "",
        "before": passage.before,
        "passage": passage.words,
        "after": passage.after,
    }


def _binding(sample: Sample, passage: Passage) -> dict[str, object]:
    return {
        "passage_id": passage.id,
        "text_sha256": passage.text_digest,
        "start": passage.start,
        "end": passage.end,
        "sample": sample.id,
        "drawn_from": sample.drawn_from,
    }


def _record(passage: Passage, answered: Answered) -> dict[str, object]:
    whole = as_record(answered.claim)
    left = ("id", "doc", "start", "end", "quote", "responses", "quantity", "place", "citation")
    words = passage.words[answered.span.start : answered.span.end]
    return {"words": words, **{name: value for name, value in whole.items() if name not in left}}
