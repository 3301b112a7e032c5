"""Commands by which something goes for good: ``forget`` and ``redact``."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import click

from backchannel.api import Ledger
from backchannel.api.handling import Redacting
from backchannel.cli.options import actors_file, common, opened, who_reads
from backchannel.cli.screen import clean, example
from backchannel.errors import InputError


@click.command(epilog=example("backchannel forget london-1987.txt"))
@click.argument("document")
@click.option("--versions", is_flag=True, help="Forget its older and newer versions with it.")
@common
def forget(document: str, versions: bool, ledger_path: str) -> None:
    """Remove a document with its claims, the decisions that quote it, and every trace of its words in the file.

    Copies made by backup or export are other files: forget or remove them there. What other documents quote of it is
    theirs; redact takes words out of all.
    """
    with opened(ledger_path, write=True) as ledger:
        gone = ledger.forget(document, versions=versions)
        left = {e.name for e in ledger.documents(versions=True)}
    for entry in gone:
        click.echo(f"forgotten: {clean(entry.name)} ({entry.claims} claims)")
        if entry.name in left:
            click.echo(f"another version of {clean(entry.name)} is still here; --versions forgets all.", err=True)
    if not gone:
        click.echo("what was forgotten before is now cleared from the file.")


def _passage(ctx: click.Context, param: click.Parameter, values: tuple[str, ...]) -> tuple[tuple[int, int], ...]:
    made = []
    for value in values:
        start, _, end = value.partition(":")
        if not (start.isdecimal() and end.isdecimal()):
            raise click.BadParameter(f"{value!r} is not START:END, two numbers of characters", ctx, param)
        made.append((int(start), int(end)))
    return tuple(made)


def _listed(path: str | None) -> list[str]:
    """Names from a file or standard input, one a line."""
    if path is None:
        return []
    try:
        text = sys.stdin.read() if path == "-" else Path(path).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror or str(error) if isinstance(error, OSError) else "it is not UTF-8"
        raise InputError(f"{path} cannot be read: {reason.lower()}.") from error
    return [line.strip() for line in text.splitlines() if line.strip()]


@click.command(epilog=example("backchannel redact --name 'Schlomo Gazit' --dry-run"))
@click.argument("documents", nargs=-1, metavar="[DOCUMENT]...")
@click.option("--name", "names", multiple=True, metavar="NAME", help="Words that go; NAME* stands for all endings.")
@click.option("--names", "names_path", metavar="FILE", help="Such words from a file (-: standard input), one a line.")
@click.option(
    "--passage", "passages", multiple=True, metavar="START:END", callback=_passage,
    help="A passage of one document that goes, by its characters.",
)  # fmt: skip
@click.option("--dry-run", is_flag=True, help="Only say where something would go; change nothing.")
@click.option("--list", "listed", is_flag=True, help="List what was redacted so far: when, where, at how many places.")
@click.option("--read-again", is_flag=True, help="Read the redacted documents again, as they stand in the ledger.")
@who_reads
@actors_file
@common
@click.pass_context
def redact(
    ctx: click.Context,
    documents: tuple[str, ...],
    names: tuple[str, ...],
    names_path: str | None,
    passages: tuple[tuple[int, int], ...],
    dry_run: bool,
    listed: bool,
    read_again: bool,
    reader: str,
    actors_path: str | None,
    ledger_path: str,
) -> None:
    """Take a name out of all documents (or those named, with their versions), or a passage out of one.

    It goes from texts, claims, findings, decisions, search, metadata, names of files, records of runs, and from the
    bytes of the file; [REDACTED] stands in its place, whatever its length. What is left is read anew. Kept is that
    something went: when, in which document, at how many places. Files outside (originals, backups, exports, other
    ledgers) are not reached; an original that is read again is skipped and named.
    """
    if listed:
        with opened(ledger_path) as ledger:
            click.echo("\n".join(_history(ledger)) or "(none)")
        return
    with opened(ledger_path, actors_path, write=not dry_run) as ledger:
        if read_again:
            done = ledger.read_redacted(reader=reader)
        else:
            wanted = [*names, *_listed(names_path)]
            done = ledger.redact(*documents, names=wanted, passages=passages, dry=dry_run, reader=reader)
    click.echo("\n".join(_told(done)))
    for name, reason in done.unread:
        click.echo(f"{clean(name)}: redacted, but not read again: {clean(reason)}", err=True)
    if done.elsewhere:
        click.echo(f"the same still stands in {', '.join(map(clean, done.elsewhere))}.", err=True)
    if done.unread:
        ctx.exit(1)


def _history(ledger: Ledger) -> Iterator[str]:
    for record in ledger.redactions():
        yield f"{record.at[:16]}  {record.document[:8]}  {clean(record.name)}: {_many(record.places, 'place')}"


def _told(done: Redacting) -> Iterator[str]:
    by_document: dict[tuple[str, str], list[str]] = {}
    for place in done.places:
        where = f"text {place.start}:{place.end}" if place.start is not None else place.where
        by_document.setdefault((place.document, place.name), []).append(where)
    for (id_, name), places in by_document.items():
        fields = Counter(w.partition(" ")[0] for w in places)
        told = places if done.dry else [f"{field} {number}" for field, number in fields.items()]
        yield f"{id_[:8]}  {clean(name)}: {_many(len(places), 'place')} ({', '.join(told)})"
    went = "would go" if done.dry else "went"
    rest = f", {done.outside} in decisions and records of runs" if done.outside else ""
    yield f"{_many(len(done.places), 'place')} {went} in {_many(len(by_document), 'document')}{rest}."
    if not done.dry and (done.decisions_gone or done.decisions_kept):
        yield f"Decisions on them: {done.decisions_gone} went, {done.decisions_kept} moved with their words."
    if not done.dry and (by_document or done.claims):
        yield f"Read anew: {_many(done.claims, 'claim')}."
    if done.readers:
        yield f"Readings by {', '.join(map(clean, done.readers))} went with the old text; import or make them again."


def _many(number: int, thing: str) -> str:
    return f"{number:,} {thing}{'' if number == 1 else 's'}"
