"""``code``: sentences in, event codes out."""

from __future__ import annotations

import click

from backchannel.api import coding
from backchannel.cli.lines import each_line
from backchannel.cli.options import common, who_reads
from backchannel.cli.screen import example
from backchannel.pipeline import open_reader


@click.command(
    epilog=example(
        """echo '{"id": "1", "text": "France sent aid to Jordan.", "date": "2016-05-04"}' | backchannel code"""
    )
)
@click.option(
    "--ontology", type=click.Choice(("plover", "cameo")), default="plover", show_default=True,
    help="PLOVER event types, or the roots of CAMEO that stand for them.",
)  # fmt: skip
@who_reads
@common
@click.pass_context
def code(ctx: click.Context, ontology: coding.Ontology, reader: str, ledger_path: str) -> None:
    """Code sentences: who did what to whom.

    Takes JSON lines from standard input, {"id", "text", "date"} and, where they are known, "source_text" and
    "target_text"; gives a line {"id", "events": [{"source", "target", "code", "mode"}]} for each. What the reader
    cannot tell is not coded. The ledger is not used.
    """
    mine = open_reader(reader)
    if each_line(lambda line: coding.code(mine, coding.parse(line), ontology)):
        ctx.exit(1)
