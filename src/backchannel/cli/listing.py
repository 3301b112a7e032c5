"""Commands that list what the ledger holds: documents, claims, findings, actors, and full text."""

from __future__ import annotations

from typing import Any

import click

from backchannel.cli.options import common, filters, formats, opened, parties
from backchannel.cli.output import show
from backchannel.cli.screen import example
from backchannel.ledger import HIT_KINDS


@click.command(epilog=example("backchannel documents Israel Jordan --as-known 1990"))
@parties
@click.option("--versions", is_flag=True, help="Older versions too.")
@filters
@formats
@common
def documents(
    parties: tuple[str, ...], versions: bool, format_: str, actors_path: str | None, ledger_path: str, **filters: Any
) -> None:
    """List the documents; with parties or filters, those that hold such a claim."""
    with opened(ledger_path, actors_path) as ledger:
        show(ledger.documents(*parties, versions=versions, **filters), format_)


@click.command(epilog=example("backchannel claims Israel Pakistan --from 2000 --to 2009"))
@parties
@filters
@formats
@common
def claims(parties: tuple[str, ...], format_: str, actors_path: str | None, ledger_path: str, **filters: Any) -> None:
    """List the claims that all parties take part in, each with its words.

    A claim is what one document says. "firmness" is the text's own: "stated flatly" is not "true".
    """
    with opened(ledger_path, actors_path) as ledger:
        show(ledger.claims(*parties, **filters), format_)


@click.command(epilog=example("backchannel findings Israel Pakistan --format csv"))
@parties
@filters
@formats
@common
def findings(parties: tuple[str, ...], format_: str, actors_path: str | None, ledger_path: str, **filters: Any) -> None:
    """List the findings about all parties: claims of all documents, matter by matter.

    "origins" counts those that are named, plus those that are not: an author who names none is no witness.
    """
    with opened(ledger_path, actors_path) as ledger:
        show(ledger.findings(*parties, **filters), format_)


@click.command(epilog=example('backchannel actors "United States" China'))
@parties
@filters
@formats
@common
def actors(parties: tuple[str, ...], format_: str, actors_path: str | None, ledger_path: str, **filters: Any) -> None:
    """List who is named in claims of the parties, and whom they act for, the most frequent first."""
    with opened(ledger_path, actors_path) as ledger:
        show(ledger.actors(*parties, **filters), format_)


@click.command(epilog=example("backchannel search '\"foreign minister\"' meet*"))
@click.argument("words", nargs=-1, required=True, metavar="WORDS")
@click.option(
    "--in", "kinds", multiple=True, type=click.Choice(HIT_KINDS), help="Where to look; everywhere if left out."
)
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="How many at most.")
@formats
@common
def search(words: tuple[str, ...], kinds: tuple[Any, ...], limit: int, format_: str, ledger_path: str) -> None:
    """Search the full text: all the words must stand there, whole words first.

    Words in double quotes are a phrase, and a word that ends in * is a beginning.
    """
    with opened(ledger_path) as ledger:
        show(ledger.search(" ".join(words), kinds or HIT_KINDS, limit=limit), format_)
