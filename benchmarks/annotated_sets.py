"""Annotated sets as the scorer of our own takes them: lines of the claims format, annotated and found."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from backchannel.exchange.claims_format import as_record
from backchannel.pipeline import DEFAULT_READER
from claims import Measured, read


def annotated(measured: Measured) -> list[dict[str, Any]]:
    """The annotated claims of a set."""
    return [json.loads(line) for line in measured.gold.read_text(encoding="utf-8").splitlines() if line.strip()]


def as_found(measured: Measured, reader: str = DEFAULT_READER) -> list[dict[str, Any]]:
    """What a reader finds in the set's documents, but for documents that are not annotated."""
    stems = {Path(claim["doc"]).stem for claim in annotated(measured)}
    return [as_record(claim) for claim in read(measured, reader) if Path(claim.doc).stem in stems]
