"""Commands that keep the ledger and hand on what is in it: ``export``, ``backup``, ``merge``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from backchannel import exchange
from backchannel.cli.options import common, filters, opened, parties
from backchannel.cli.screen import example
from backchannel.errors import InputError

_FORMATS = "\n".join(f"{f.name:<16}{f.summary}" for f in exchange.FORMATS)
_HELP = f"""Write the claims, or how they hang together, for other programs.

The same documents give the same export, byte for byte. Paths of this machine are left out, and names of persons who
decided or read as well, unless --with-analysts.

\b
Formats:
{_FORMATS}
"""


@click.command(epilog=example("backchannel export --format claims -o claims.jsonl"), help=_HELP)
@parties
@click.option(
    "--format", "format_", type=click.Choice([f.name for f in exchange.FORMATS]), metavar="FORMAT", required=True,
    help="One of those above.",
)  # fmt: skip
@click.option("-o", "--output", metavar="FILE", help="Where to; left out, standard output.")
@click.option("--with-analysts", is_flag=True, help="With names and reasons of persons who decided or read.")
@filters
@common
def export(
    parties: tuple[str, ...],
    format_: str,
    output: str | None,
    with_analysts: bool,
    actors_path: str | None,
    ledger_path: str,
    **filters: Any,
) -> None:
    """Write the claims, or how they hang together, for other programs."""
    with opened(ledger_path, actors_path) as ledger:
        if output:
            click.echo(ledger.export(format_, output, *parties, with_analysts=with_analysts, **filters))
            return
        ledger.export_to(format_, sys.stdout.buffer, *parties, with_analysts=with_analysts, **filters)
        sys.stdout.buffer.flush()


@click.command(epilog=example("backchannel backup copy.ledger"))
@click.argument("target", metavar="FILE")
@common
def backup(target: str, ledger_path: str) -> None:
    """Copy the ledger, whole and checked, while others may write."""
    with opened(ledger_path) as ledger:
        click.echo(ledger.backup(Path(target)))


@click.command(epilog=example("backchannel backup copy.ledger && backchannel merge copy.ledger --ledger both.ledger"))
@click.argument("others", nargs=-1, required=True, metavar="LEDGER...")
@common
def merge(others: tuple[str, ...], ledger_path: str) -> None:
    """Take other ledgers in; in whatever order, and again, the result is the same.

    What one of them has forgotten or redacted is forgotten or redacted here too.
    """
    missing = [other for other in others if not Path(other).is_file()]
    if missing:
        raise InputError(f"there is no ledger at {missing[0]}.")
    with opened(ledger_path, write=True, create=True) as ledger:
        for other, came in zip(others, ledger.merge(*others), strict=True):
            new = f"{came.documents} documents, {came.readings} readings, {came.decisions} decisions"
            gone = f"; forgotten: {', '.join(came.forgotten)}" if came.forgotten else ""
            gone += f"; redacted: {', '.join(came.redacted)}" if came.redacted else ""
            click.echo(f"{other}: {new} that were new{gone}")
            if came.unlike:
                click.echo(
                    f"redacted in two ways, of which each may say what the other hides: {', '.join(came.unlike)};"
                    " redact them once more.", err=True,
                )  # fmt: skip
