"""``code``: sentences in, event codes out."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import click

from backchannel.api import coding
from backchannel.cli.options import common
from backchannel.cli.screen import example, note, working_on
from backchannel.errors import BackchannelError, DocumentError, InputError
from backchannel.model import encode
from backchannel.pipeline import DEFAULT_READER, open_reader


@click.command(
    epilog=example(
        """echo '{"id": "1", "text": "France sent aid to Jordan.", "date": "2016-05-04"}' | backchannel code"""
    )
)
@click.option(
    "--ontology", type=click.Choice(("plover", "cameo")), default="plover", show_default=True,
    help="PLOVER event types, or the roots of CAMEO that stand for them.",
)  # fmt: skip
@click.option(
    "--reader",
    default=DEFAULT_READER,
    show_default=True,
    envvar="BACKCHANNEL_READER",
    metavar="NAME",
    help="Who reads.",
)
@common
@click.pass_context
def code(ctx: click.Context, ontology: coding.Ontology, reader: str, ledger_path: str) -> None:
    """Code sentences: who did what to whom.

    Takes JSON lines from standard input, {"id", "text", "date"} and, where they are known, "source_text" and
    "target_text"; gives a line {"id", "events": [{"source", "target", "code", "mode"}]} for each. What the reader
    cannot tell is not coded. The ledger is not used.
    """
    mine = open_reader(reader)
    skipped = 0
    for number, line in _lines():
        working_on(f"line {number}")
        try:
            sentence = coding.parse(line)
            click.echo(encode(coding.code(mine, sentence, ontology)))
        except (InputError, DocumentError) as error:
            note(f"skipped line {number}: {_reason(error)}")
            skipped += 1
    if skipped:
        ctx.exit(1)


def _lines() -> Iterator[tuple[int, bytes]]:
    for number, line in enumerate(sys.stdin.buffer, 1):
        if line.strip():
            yield number, line


def _reason(error: BackchannelError) -> str:
    return error.reason if isinstance(error, DocumentError) else str(error)
