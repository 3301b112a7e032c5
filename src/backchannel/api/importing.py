"""Claims of others: taken in, noted as a run, and fused where they are in force."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from backchannel import exchange, pipeline
from backchannel.api.deciding import now
from backchannel.exchange import Imported
from backchannel.ledger import Ledger
from backchannel.pipeline.readers import reader_names
from backchannel.version import __version__


def import_claims(
    ledger: Ledger, files: Sequence[Path], *, reader: str | None, by: str | None, current: bool
) -> Imported:
    """Take in claims of the claims format, and note that they came. Raises ``InputError`` and ``LedgerError``."""
    started = now()
    done = exchange.import_claims(ledger, files, reader=reader, by=by, taken=reader_names(), current=current)
    record = {
        "command": "import",
        "backchannel": __version__,
        "readers": list(done.readers),
        "documents": done.documents,
        "claims": done.claims,
        "moved": done.moved,
        "refused": len(done.refused),
        "current": current,
    }
    ledger.record_run(started, record)
    pipeline.refresh(ledger)
    return done
