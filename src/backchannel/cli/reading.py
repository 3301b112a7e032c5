"""Commands that read: ``read`` and ``demo``."""

from __future__ import annotations

from importlib.resources import as_file, files
from pathlib import Path

import click
from click.core import ParameterSource

from backchannel import pipeline
from backchannel.api import Ledger
from backchannel.cli.options import DEFAULT_LEDGER, actors_file, common
from backchannel.cli.progress import Progress
from backchannel.cli.screen import example
from backchannel.errors import InputError
from backchannel.pipeline import DEFAULT_READER, MINUTES, Report
from backchannel.states import load_user_actors


@click.command(epilog=example("backchannel read examples --workers 2"))
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--workers", type=click.IntRange(1, 64), default=1, show_default=True, help="Processes that read.")
@click.option(
    "--reader", default=DEFAULT_READER, show_default=True, envvar="BACKCHANNEL_READER", metavar="NAME",
    help="Who reads: ours, or one that an installed package registers.",
)  # fmt: skip
@click.option(
    "--minutes", type=float, default=MINUTES, show_default=True, metavar="N",
    help="The longest that one document may take.",
)  # fmt: skip
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
    again: bool,
    quiet: bool,
    actors_path: str | None,
    ledger_path: str,
) -> None:
    """Read files and folders into the ledger.

    Text, Markdown, HTML and JSON lines; - is standard input. A file NAME.json beside a document may give its title,
    author, publisher, date and so on. Each document is kept as soon as it is read: after an interruption the same
    command goes on where it stopped, and what was read before is passed over. What cannot be read is skipped and
    named, and the command then ends with 1.
    """
    actors = load_user_actors(Path(actors_path)) if actors_path else ()
    plan = pipeline.plan([Path(p) for p in paths], reader=reader, actors=actors, workers=workers, minutes=minutes)
    with Ledger(ledger_path) as ledger:
        with Progress(quiet=quiet) as progress:
            report = plan.read(ledger.file, again=again, watch=progress)
        click.echo(_told(report, ledger))
    if report.skipped:
        ctx.exit(1)


def _told(report: Report, ledger: Ledger) -> str:
    counts = ledger.counts()
    known = f", {report.known:,} read before" if report.known else ""
    skipped = f", {len(report.skipped):,} skipped" if report.skipped else ""
    return (
        f"{_many(report.read, 'document')} read ({_many(report.words, 'word')}, {_many(report.claims, 'claim')})"
        f"{known}{skipped}.\n"
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
