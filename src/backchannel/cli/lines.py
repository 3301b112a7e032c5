"""JSON lines from standard input to standard output, one by one: what ``code`` and ``annotate`` share."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator

import click

from backchannel.cli.screen import note, working_on
from backchannel.errors import BackchannelError, DocumentError, InputError
from backchannel.model import encode


def each_line(answer: Callable[[bytes], object]) -> int:
    """Print the answer to each line; how many lines were skipped, each with its number and the reason said."""
    skipped = 0
    for number, line in _lines():
        working_on(f"line {number}")
        try:
            click.echo(encode(answer(line)))
        except (InputError, DocumentError) as error:
            note(f"skipped line {number}: {_reason(error)}")
            skipped += 1
    return skipped


def _lines() -> Iterator[tuple[int, bytes]]:
    for number, line in enumerate(sys.stdin.buffer, 1):
        if line.strip():
            yield number, line


def _reason(error: BackchannelError) -> str:
    return error.reason if isinstance(error, DocumentError) else str(error)
