"""``sample`` and ``agreement``: coding sheets out, and how far those who filled them agree."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import nullcontext

import click

from backchannel.agreement import CONFUSABLE, FaultySheet, Frame, Strata
from backchannel.agreement.comparing import Comparison, Confusion, Figure
from backchannel.api import agreeing
from backchannel.api.agreeing import Agreement
from backchannel.cli.options import common, opened
from backchannel.cli.screen import example, note
from backchannel.errors import InputError
from backchannel.model import encode

_MOST_FAULTS = 20


@click.command(epilog=example("backchannel sample 20 --seed 7 -o sheet.csv --codebook codebook.html"))
@click.argument("number", type=int, metavar="N")
@click.option("--seed", type=int, default=0, show_default=True, help="The same seed draws the same passages.")
@click.option(
    "--from", "frame", type=click.Choice(("sentences", "claims")), default="sentences", show_default=True,
    help="All sentences that the reader looked at, or those in which it found a claim.",
)  # fmt: skip
@click.option(
    "--by", "strata", type=click.Choice(("none", "document", "kind")), default="none", show_default=True,
    help="In equal parts of each document, or of each kind of claim that the reader found.",
)  # fmt: skip
@click.option("--document", "documents", multiple=True, metavar="DOCUMENT", help="From this document; may be repeated.")
@click.option("-o", "--output", metavar="FILE", help="Where to (.xlsx, .csv or .jsonl); left out, standard output.")
@click.option(
    "--format", "form", type=click.Choice(("csv", "jsonl")), default="csv", show_default=True,
    help="The form on standard output.",
)  # fmt: skip
@click.option("--codebook", metavar="FILE", help="Write what each column asks, too (.html or .md).")
@click.option("--answers", is_flag=True, help="Fill in what the reader read, to look at afterwards: not blind.")
@common
def sample(
    number: int,
    seed: int,
    frame: Frame,
    strata: Strata,
    documents: tuple[str, ...],
    output: str | None,
    form: str,
    codebook: str | None,
    answers: bool,
    ledger_path: str,
) -> None:
    """Draw N passages by lot and write a sheet to code them on by hand, without what we read in them.

    A passage is a sentence; each has the same chance, whether a claim was found in it or not. The sheet has a row a
    passage; a coder copies the row for each further claim. It is tied to the texts: agreement notices whatever was
    changed.
    """
    with opened(ledger_path) as ledger:
        sheet = agreeing.sample(
            ledger.file, number, seed=seed, frame=frame, strata=strata, documents=documents, answers=answers
        )  # fmt: skip
    if output:
        sheet.save(output)
        click.echo(f"{output}: {_many(len(sheet.sample.passages), 'passage')}, draw {sheet.sample.id}")
    else:
        sheet.write(form, sys.stdout.buffer)
        sys.stdout.buffer.flush()
    if codebook:
        sheet.save_codebook(codebook)
        click.echo(codebook, err=not output)
    if len(sheet.sample.passages) < number:
        note(f"there are only {_many(len(sheet.sample.passages), 'passage')} to draw from.")


@click.command(
    epilog=example("backchannel sample 20 --answers -o sheet.csv && backchannel agreement sheet.csv --confusion act")
)
@click.argument("sheets", nargs=-1, required=True, metavar="SHEET...")
@click.option("--reader", "readers", multiple=True, metavar="NAME", help="Compare with this reader; may be repeated.")
@click.option("--without-reader", is_flag=True, help="Compare persons only; no ledger is needed.")
@click.option(
    "--confusion", "confuse", type=click.Choice(CONFUSABLE), metavar="FIELD", multiple=True,
    help="A table of values against values, for each two coders; may be repeated.",
)  # fmt: skip
@click.option("--resamples", type=click.IntRange(0, 100_000), default=1000, show_default=True,
              metavar="N", help="Bootstrap samples that intervals rest on; 0 for none.")  # fmt: skip
@click.option("--seed", type=int, default=0, show_default=True, help="The seed of the bootstrap.")
@click.option("--json", "as_json", is_flag=True, help="All figures as one JSON object.")
@common
@click.pass_context
def agreement(
    ctx: click.Context,
    sheets: tuple[str, ...],
    readers: tuple[str, ...],
    without_reader: bool,
    confuse: tuple[str, ...],
    resamples: int,
    seed: int,
    as_json: bool,
    ledger_path: str,
) -> None:
    """Say how far those who filled sheets of one draw agree: two persons, all of them, each with the reader.

    Krippendorff's alpha field by field, with 95 % intervals (bootstrap of passages). Fields are compared on claims that
    both have, which overlap by half at least; "found" is the F1 of having the same claims. Nothing is kept, and no
    reading changes. A sheet with faults gives no figures: each is named by row and column.
    """
    if without_reader and readers:
        raise click.UsageError("--reader and --without-reader contradict each other")
    try:
        with nullcontext() if without_reader else opened(ledger_path) as ledger:
            file = ledger.file if ledger else None
            done = agreeing.agreement(sheets, file, readers=readers, confuse=confuse, resamples=resamples, seed=seed)
    except FaultySheet as error:
        for fault in error.faults[:_MOST_FAULTS]:
            note(str(fault))
        raise InputError(f"{_many(len(error.faults), 'fault')} in the sheets; mend them and run this again.") from None
    click.echo(encode(done).decode() if as_json else "\n".join(_report(done)))
    for name, rows in done.gone.items():
        note(f"{name}: {_many(rows, 'passage')} of the draw removed; counted as not coded.")
    if done.elsewhere:
        note(
            f"{_many(done.elsewhere, 'passage')} of texts that this ledger does not hold, or that no such reader read."
        )
    if done.gone or done.elsewhere:
        ctx.exit(1)


def _report(done: Agreement) -> Iterator[str]:
    coded = ", ".join(f"{name} {many:,}" for name, many in done.coded.items())
    yield f"{_many(done.passages, 'passage')}, drawn from {' and '.join(done.drawn_from)}. Coded by {coded}."
    if done.empty:
        yield f"{_many(done.empty, 'passage')} nobody coded."
    if any(not drawn.startswith("sentences") for drawn in done.drawn_from):
        yield "Drawn from sentences with claims of the reader: how many it misses, or invents, cannot be told."
    elif any(drawn.endswith("kind") for drawn in done.drawn_from):
        yield "Drawn by kind of claim: the figures are not those of the whole text."
    for comparison in done.comparisons:
        yield ""
        yield from _compared(comparison)
    if any(figure.alpha is None for comparison in done.comparisons for figure in comparison.figures):
        yield ""
        yield "–: cannot be told, because all values are the same or none was given by two."


def _compared(comparison: Comparison) -> Iterator[str]:
    claims = ", ".join(
        f"{name} {many:,}" for name, many in zip(comparison.coders, comparison.claims, strict=True)
    )  # fmt: skip
    yield f"{_and(comparison.coders)}: {_many(comparison.passages, 'passage')} in common; claims: {claims}"
    yield f"  {'':<20}{'alpha':>7}  {'95 %':<15}{'same':>6}{'units':>7}{'missing':>9}  metric"
    for figure in comparison.figures[:2]:
        yield _line(figure)
    found = comparison.found
    yield (
        f"  {'found':<20}{_number(found.f1):>7}  {_range(found.low, found.high):<15}{'':>6}{found.pairs:>7,}"
        f"{'':>9}  F1, overlap by half"
    )
    for figure in comparison.figures[2:]:
        yield _line(figure)
    for confusion in comparison.confusions:
        yield ""
        yield from _confused(confusion, comparison.coders)


def _line(figure: Figure) -> str:
    beyond_chance = f"{_number(figure.alpha):>7}  {_range(figure.low, figure.high):<15}"
    counts = f"{_number(figure.same):>6}{figure.units:>7,}{figure.missing:>9,}"
    return f"  {figure.field:<20}{beyond_chance}{counts}  {figure.metric}"


def _confused(confusion: Confusion, coders: tuple[str, ...]) -> Iterator[str]:
    """The values of the first coder down, of the second across, as a list: most tables are nearly empty."""
    yield f"  {confusion.field}: {coders[0]} / {coders[1]}"
    for one, other, many in confusion.cells:
        mark = "  " if one == other else "! "
        yield f"  {many:>6,}  {mark}{one}" + ("" if one == other else f" / {other}")


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"


def _range(low: float | None, high: float | None) -> str:
    return "" if low is None or high is None else f"{low:.2f} to {high:.2f}"


def _and(names: tuple[str, ...]) -> str:
    return f"{', '.join(names[:-1])} and {names[-1]}"


def _many(number: int, thing: str) -> str:
    return f"{number:,} {thing}{'' if number == 1 else 's'}"
