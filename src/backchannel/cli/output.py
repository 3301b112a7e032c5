"""Printing tables: aligned columns that fit 80 to 100 characters, or the exchange's formats to standard output."""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Sequence
from typing import TypeVar

import click

from backchannel.api.tables import Table
from backchannel.api.views import VIEWS, Column
from backchannel.cli.screen import clean, width
from backchannel.model import Value

V = TypeVar("V", bound=Value)
_GAP = 2
_LINES_BELOW = 3


def show(table: Table[V], format_: str) -> None:
    """Print a table in the format asked for."""
    if format_ == "table":
        click.echo(rendered(table))
    elif format_ == "ids":
        for value in table:
            click.echo(getattr(value, "id", None) or getattr(value, "name", ""))
    else:
        table.write(format_, sys.stdout.buffer)
        sys.stdout.buffer.flush()


def rendered(table: Table[V]) -> str:
    """The table as text: a line of titles, a line a row, and what belongs below it."""
    if not table:
        return "(none)"
    view = VIEWS[table.kind]
    rows = [[clean(column.cell(value)) for column in view.columns] for value in table]
    used = [n for n, _ in enumerate(view.columns) if any(row[n] for row in rows)]
    columns = [view.columns[n] for n in used]
    cells = [[row[n] for n in used] for row in rows]
    widths = _widths(columns, cells)
    lines = [_line([c.title for c in columns], columns, widths)]
    for value, row in zip(table, cells, strict=True):
        lines.append(_line(row, columns, widths))
        if view.below and (below := clean(view.below(value))):
            lines.extend(folded(below, widths[0] + _GAP))
    return "\n".join([*lines, _count(len(table))])


def folded(text: str, indent: int, lines: int = _LINES_BELOW) -> list[str]:
    """The text in as many lines as fit, set in from the left."""
    wrapped = textwrap.wrap(text, width() - indent, max_lines=lines or None, placeholder=" …", break_on_hyphens=False)
    return [" " * indent + line for line in wrapped]


def _widths(columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> list[int]:
    """As wide as the cells, no wider than the column may be; where that is too much, the widest give way."""
    widths = [
        min(max([len(c.title), *(len(row[n]) for row in rows)]), max(c.widest, len(c.title)))
        for n, c in enumerate(columns)
    ]
    while sum(widths) + _GAP * (len(widths) - 1) > width() and max(widths) > 8:
        widths[widths.index(max(widths))] -= 1
    return widths


def _line(cells: Sequence[str], columns: Sequence[Column], widths: Sequence[int]) -> str:
    shown = (
        f"{cut(cell, size):>{size}}" if column.number else f"{cut(cell, size):<{size}}"
        for cell, column, size in zip(cells, columns, widths, strict=True)
    )
    return (" " * _GAP).join(shown).rstrip()


def cut(text: str, size: int) -> str:
    """The text in at most ``size`` characters."""
    return text if len(text) <= size else text[: size - 1] + "…"


def _count(number: int) -> str:
    return f"({number:,} in all)"
