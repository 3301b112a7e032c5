"""Commands that read: ``read`` and ``demo``."""

from __future__ import annotations

from importlib.resources import as_file, files
from pathlib import Path
from typing import TypedDict

import click
from click.core import ParameterSource

from backchannel import pipeline
from backchannel.api import Ledger
from backchannel.cli.options import DEFAULT_LEDGER, actors_file, common, who_reads
from backchannel.cli.progress import Progress
from backchannel.cli.screen import clean, example
from backchannel.errors import InputError
from backchannel.pipeline import MINUTES, Report
from backchannel.states import Form, load_user_actors

_FEW = 10
"""Skips that need no list in the end: their own lines stand right above."""
_NAMED = 3
"""Names given with a reason for skipping, before "and N more"."""


@click.command(epilog=example("backchannel read examples --workers 2"))
@click.argument("paths", nargs=-1, metavar="PATH...")
@click.option("--workers", type=click.IntRange(1, 64), default=1, show_default=True, help="Processes that read.")
@who_reads
@click.option(
    "--minutes", type=float, default=MINUTES, show_default=True, metavar="N",
    help="The longest that one document may take.",
)  # fmt: skip
@click.option("--ocr", is_flag=True, help="Read also pictures of pages, by an installed tesseract.")
@click.option("--retry", is_flag=True, help="Read alone what was skipped before, instead of PATHs.")
@click.option("--again", is_flag=True, help="Read also what was read before, or forgotten.")
@click.option("--quiet", is_flag=True, help="No progress and no notes; what is skipped is still named.")
@actors_file
@common
@click.pass_context
def read(
    ctx: click.Context,
    paths: tuple[str, ...],
    workers: int,
    reader: str,
    minutes: float,
    ocr: bool,
    retry: bool,
    again: bool,
    quiet: bool,
    actors_path: str | None,
    ledger_path: str,
) -> None:
    """Read files and folders into the ledger.

    What is read: text, Markdown, Word (DOCX), OpenDocument (ODT), EPUB, MHTML, e-mail, PDF, pictures with --ocr, TEI,
    feeds, JSON Feed, HTML, ZIP, tar, WARC, mailboxes, JSON lines and CSV; - is standard input. A file NAME.json
    beside a document may give its title, author, publisher, date and so on. Each document is kept as soon as it is
    read: after an interruption the same command goes on where it stopped, and what was read before is passed over.
    What cannot be read is skipped and named, and the command then ends with 1.
    """
    if bool(paths) == retry:
        raise InputError("give the files and folders to read, or --retry for what was skipped before; one of the two.")
    asked: _Asked = {
        "reader": reader,
        "actors": load_user_actors(Path(actors_path)) if actors_path else (),
        "workers": workers,
        "minutes": minutes,
        "ocr": ocr,
    }
    plan = None if retry else pipeline.plan([Path(p) for p in paths], **asked)
    with Ledger(ledger_path, create=not retry) as ledger:
        plan = plan or pipeline.retry(ledger.file, **asked)
        with Progress(quiet=quiet) as progress:
            report = plan.read(ledger.file, again=again, watch=progress)
        click.echo(_told(report, ledger))
    if len(report.skipped) > _FEW:
        click.echo(_failures(report), err=True)
    if report.skipped:
        ctx.exit(1)


class _Asked(TypedDict):
    reader: str
    actors: tuple[Form, ...]
    workers: int
    minutes: float
    ocr: bool


def _failures(report: Report) -> str:
    """What was skipped, by reason, the most frequent first, with a few names each."""
    names: dict[str, list[str]] = {}
    for skip in report.skipped:
        names.setdefault(skip.reason, []).append(skip.name)
    lines = ["What was skipped (`backchannel read --retry` reads it alone again):"]
    for reason, those in sorted(names.items(), key=lambda one: (-len(one[1]), one[0])):
        more = f" and {len(those) - _NAMED:,} more" if len(those) > _NAMED else ""
        lines.append(f"  {len(those):,} × {clean(reason)}: {', '.join(map(clean, those[:_NAMED]))}{more}")
    return "\n".join(lines)


def _told(report: Report, ledger: Ledger) -> str:
    counts = ledger.counts()
    known = f", {report.known:,} read before" if report.known else ""
    foreign = f", {report.foreign:,} in other languages kept, not read" if report.foreign else ""
    passages = f", {_many(report.passages, 'passage')} in other languages not read" if report.passages else ""
    skipped = f", {len(report.skipped):,} skipped" if report.skipped else ""
    return (
        f"{_many(report.read, 'document')} read ({_many(report.words, 'word')}, {_many(report.claims, 'claim')})"
        f"{known}{foreign}{passages}{skipped}.\n"
        f"{ledger.file.path} holds {_many(counts.documents, 'document')}, {_many(counts.claims, 'claim')}, "
        f"{_many(counts.findings, 'finding')}."
    )


def _many(number: int, thing: str) -> str:
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


@click.command(epilog=example("backchannel demo"))
@click.option(
    "-o", "--output", default="backchannel-demo", show_default=True, metavar="FOLDER",
    help="Where ledger and dossier go; made if need be.",
)  # fmt: skip
@common
@click.pass_context
def demo(ctx: click.Context, output: str, ledger_path: str) -> None:
    """Read the shipped examples and write a dossier of Israel and Pakistan.

    Twelve short documents about real dealings, written for this program. Needs no network. Without --ledger the
    ledger lies beside the dossier.
    """
    folder = Path(output)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(f"{folder} cannot be made: {(error.strerror or str(error)).lower()}.") from error
    named = ctx.get_parameter_source("ledger_path") is not ParameterSource.DEFAULT
    path = Path(ledger_path) if named else folder / DEFAULT_LEDGER
    with as_file(files("backchannel") / "examples") as examples:
        plan = pipeline.plan([examples])
        with Ledger(path) as ledger:
            with Progress() as progress:
                report = plan.read(ledger.file, watch=progress)
            click.echo(_told(report, ledger))
            page = ledger.dossier("Israel", "Pakistan").save(folder / "israel-pakistan.html")
    click.echo(f"The dossier is at {page.resolve()}")
