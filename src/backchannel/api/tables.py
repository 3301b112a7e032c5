"""Lists of values that show themselves: as rows in a notebook, as Arrow, and as the formats of the exchange."""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Generic, TypeVar, overload

from backchannel import exchange
from backchannel.api.files import written
from backchannel.api.views import VIEWS, plain
from backchannel.model import Value

if TYPE_CHECKING:
    import pyarrow as pa

V = TypeVar("V", bound=Value)
_SHOWN = 50


class Table(Sequence[V], Generic[V]):
    """Values of one kind in a fixed order; immutable."""

    def __init__(self, values: Iterable[V], kind: type[V]) -> None:
        self._values = tuple(values)
        self.kind = kind

    @overload
    def __getitem__(self, index: int) -> V: ...

    @overload
    def __getitem__(self, index: slice) -> Table[V]: ...

    def __getitem__(self, index: int | slice) -> V | Table[V]:
        return Table(self._values[index], self.kind) if isinstance(index, slice) else self._values[index]

    def __len__(self) -> int:
        return len(self._values)

    def __iter__(self) -> Iterator[V]:
        return iter(self._values)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Table) and self._values == other._values

    def __hash__(self) -> int:
        return hash(self._values)

    def __repr__(self) -> str:
        return f"<{len(self)} × {self.kind.__name__}>"

    def to_arrow(self) -> pa.Table:
        """The values as an Arrow table, whose schema follows from their kind."""
        return exchange.to_table(self, self.kind)

    def write(self, format_: str, out: BinaryIO) -> None:
        """Write the values as ``jsonl``, ``csv`` or ``parquet``. Raises ``InputError`` for other formats."""
        exchange.write_values(format_, self, self.kind, out)

    def save(self, path: Path | str) -> Path:
        """Write a file whose name ends in .jsonl, .csv or .parquet. Raises ``InputError``."""
        with written(path, (".jsonl", ".csv", ".parquet")) as out:
            self.write(Path(path).suffix[1:], out)
        return Path(path)

    def _repr_html_(self) -> str:
        view = VIEWS[self.kind]
        head = "".join(f"<th>{html.escape(c.title)}</th>" for c in view.columns)
        body = "".join(_row(value) for value in self._values[:_SHOWN])
        more = f"<p>{len(self) - _SHOWN} more</p>" if len(self) > _SHOWN else ""
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"


def _row(value: Value) -> str:
    view = VIEWS[type(value)]
    cells = "".join(f"<td>{html.escape(plain(c.cell(value)))}</td>" for c in view.columns)
    if view.below is None:
        return f"<tr>{cells}</tr>"
    below = html.escape(plain(view.below(value)))
    return f'<tr>{cells}</tr><tr><td></td><td colspan="{len(view.columns) - 1}">{below}</td></tr>'
