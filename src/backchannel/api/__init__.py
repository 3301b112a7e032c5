"""backchannel in Python: ``read``, ``Ledger`` and what they return."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from backchannel import pipeline
from backchannel.api.ledger import DEFAULT, Ledger
from backchannel.api.relating import Page
from backchannel.api.selecting import Filters
from backchannel.api.tables import Table
from backchannel.api.tracing import Explanation, Trace
from backchannel.pipeline import DEFAULT_READER, MINUTES, Report
from backchannel.states import load_user_actors

__all__ = ["DEFAULT", "Explanation", "Filters", "Ledger", "Page", "Report", "Table", "Trace", "read"]


def read(
    paths: str | os.PathLike[str] | Sequence[str | os.PathLike[str]],
    ledger: str | os.PathLike[str] = DEFAULT,
    *,
    workers: int = 1,
    reader: str = DEFAULT_READER,
    actors: str | os.PathLike[str] | None = None,
    minutes: float = MINUTES,
    again: bool = False,
) -> Report:
    """Read files and folders into a ledger file, which is made where there is none.

    With several ``workers`` a script must guard its main part with ``if __name__ == "__main__"``, as Python's
    multiprocessing asks. Raises ``InputError``, ``ModelError`` and ``LedgerError``; a document that cannot be read is
    named in the report.
    """
    given = [paths] if isinstance(paths, str | os.PathLike) else list(paths)
    forms = load_user_actors(Path(actors)) if actors is not None else ()
    plan = pipeline.plan([Path(p) for p in given], reader=reader, actors=forms, workers=workers, minutes=minutes)
    with Ledger(ledger) as opened:
        return plan.read(opened.file, again=again)
