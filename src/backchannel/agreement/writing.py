"""The forms of a coding sheet, by the ending of its file's name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import BinaryIO

from backchannel.agreement.codebook import glosses, tables
from backchannel.agreement.fields import COLUMNS
from backchannel.agreement.passages import Sample
from backchannel.agreement.sheets import ASKED, HEADER, Answers, rows, write_csv, write_jsonl
from backchannel.agreement.workbooks import Page, write_workbook
from backchannel.exchange.tabular import guarded, unguarded

_WIDTHS = {
    "before": 40,
    "passage": 60,
    "after": 30,
    "words": 40,
    "attribution": 25,
    "document": 18,
    "title": 18,
    "note": 25,
}
_WIDTH = 14


def write_xlsx(sample: Sample, out: BinaryIO, answers: Answers | None = None) -> None:
    """Write the sheet as a workbook with lists to choose from, and the codebook as its second page."""
    table = [[_cell(row.get(name)) for name in HEADER] for row in rows(sample, answers)]
    asks = {"claim": (ASKED["claim"], tuple(glosses()["claim"])), **{c.name: (c.asks, c.values) for c in COLUMNS}}
    asks |= {name: (words, ()) for name, words in ASKED.items() if name not in asks}
    widths = [_WIDTHS.get(name, _WIDTH) for name in HEADER]
    coding = Page("coding", [list(HEADER), *table], widths, {HEADER.index(name): ask for name, ask in asks.items()})
    explained = [[title, name, words] for title, lines in tables() for name, words in lines]
    book = Page("codebook", [["", "", f"draw {sample.id}, from {sample.drawn_from}"], *explained], [28, 26, 100], {})
    write_workbook([coding, book], out)


def _cell(value: object) -> str:
    """The text of a cell. No cell is a formula here; only what would be taken for a guarded one is guarded."""
    text = "" if value is None else str(value)
    return text if unguarded(text) == text else guarded(text)


WRITERS: Mapping[str, Callable[[Sample, BinaryIO, Answers | None], None]] = MappingProxyType(
    {"csv": write_csv, "xlsx": write_xlsx, "jsonl": write_jsonl}
)
