"""``annotate``: texts in, single layers of their reading out."""

from __future__ import annotations

import click

from backchannel.api import annotating
from backchannel.cli.lines import each_line
from backchannel.cli.options import common, who_reads
from backchannel.cli.screen import example
from backchannel.pipeline import open_reader


@click.command(
    epilog=example(
        """echo '{"id": "1", "text": "Peru bought 12 jets in May.", "date": "1996-08-02"}' | """
        "backchannel annotate --layers dates,quantities,actors"
    )
)
@click.option(
    "--layers",
    metavar="LIST",
    default=",".join(annotating.LAYERS),
    show_default=True,
    help="What to give, with commas.",
)
@who_reads
@common
@click.pass_context
def annotate(ctx: click.Context, layers: str, reader: str, ledger_path: str) -> None:
    """Annotate texts, layer by layer, as the reader reads them.

    Takes JSON lines from standard input, {"id", "text", "date"}, and gives a line for each with its id and the layers
    asked for; offsets are code points of the text. dates are TIMEX3; actors have the state they act for; acts are
    those of "code", with the words of the claim. The ledger is not used.
    """
    asked = annotating.layers_named(layers)
    mine = open_reader(reader)
    if each_line(lambda line: annotating.annotate(mine, annotating.parse(line), asked)):
        ctx.exit(1)
