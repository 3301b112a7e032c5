"""``import``: claims that others made."""

from __future__ import annotations

import click

from backchannel.cli.options import common, opened
from backchannel.cli.screen import example, note
from backchannel.exchange import Imported


@click.command(
    name="import",
    epilog=example(
        "backchannel export -o claims.jsonl --format claims && backchannel import claims.jsonl --by 'A. Reader'"
    ),
)
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--reader", metavar="NAME", help="Who made them: a program, a model; left out, the name of the file.")
@click.option("--by", metavar="PERSON", help="The person who made them.")
@click.option("--current", is_flag=True, help="Put them in force in place of what stands for their documents now.")
@common
@click.pass_context
def import_(
    ctx: click.Context, files: tuple[str, ...], reader: str | None, by: str | None, current: bool, ledger_path: str
) -> None:
    """Take in claims that others made, as a reading of their own beside ours.

    The files are in the claims format, on documents that the ledger holds, in any language. The quote of each claim
    must stand in the text at its offsets, or in one place of it alone, where the claim is then put; what does not is
    refused and named, and the command ends with 1. All that is given on a document at once is the reading of it, and
    replaces what the same reader gave before. Without --current the claims change no page; claims --reader shows them.
    """
    with opened(ledger_path, write=True) as ledger:
        done = ledger.import_claims(*files, reader=reader, by=by, current=current)
    for refusal in done.refused:
        note(f"refused {refusal.file}, line {refusal.line}: {refusal.reason}")
    click.echo(_told(done))
    if done.refused:
        ctx.exit(1)


def _told(done: Imported) -> str:
    refused = f"{len(done.refused):,} refused" if done.refused else ""
    if not done.claims:
        return f"nothing imported, {refused}."
    moved = f"{done.moved:,} moved to their words" if done.moved else ""
    replaced = f"{_many(done.replaced, 'earlier reading')} replaced" if done.replaced else ""
    known = f"{_many(done.known, 'reading')} here before" if done.known else ""
    notes = "".join(f", {words}" for words in (moved, replaced, known, refused) if words)
    whose = ", ".join(done.readers)
    beside = f"beside what is in force; claims --reader '{done.readers[0]}' shows them"
    stand = f"{_many(done.in_force, 'reading')} in force now" if done.in_force else beside
    return f"{_many(done.claims, 'claim')} on {_many(done.documents, 'document')} by {whose}{notes}: {stand}."


def _many(number: int, thing: str) -> str:
    return f"{number:,} {thing}{'' if number == 1 else 's'}"
