"""Options that commands share, and how the ledger is opened for them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

import click

from backchannel.cli import screen
from backchannel.model import ACTS, CERTAINTIES, DOMAINS, KINDS, ROLES
from backchannel.pipeline.readers import DEFAULT_READER

if TYPE_CHECKING:
    from backchannel.api import Ledger

F = TypeVar("F", bound=Callable[..., Any])
DEFAULT_LEDGER = "backchannel.ledger"
FORMATS = ("table", "jsonl", "csv", "parquet", "ids")


def _debug(ctx: click.Context, param: click.Parameter, value: bool) -> None:
    if value:
        screen.turn_on_debugging()


def common(function: F) -> F:
    """``--ledger`` and ``--debug``, which every command has."""
    for option in (
        click.option("--debug", is_flag=True, expose_value=False, callback=_debug, help="Show what went wrong inside."),
        click.option(
            "--ledger", "ledger_path", default=DEFAULT_LEDGER, envvar="BACKCHANNEL_LEDGER", show_default=True,
            metavar="FILE", help="The ledger.",
        ),
    ):  # fmt: skip
        function = option(function)
    return function


def actors_file(function: F) -> F:
    """``--actors``."""
    return click.option(
        "--actors", "actors_path", metavar="FILE", envvar="BACKCHANNEL_ACTORS",
        help="Actors of your own, as CSV or TOML: name, country, type, since, until.",
    )(function)  # fmt: skip


def who_reads(function: F) -> F:
    """``--reader``: the reader to read with, by name."""
    return click.option(
        "--reader", default=DEFAULT_READER, show_default=True, envvar="BACKCHANNEL_READER", metavar="NAME",
        help="Who reads: ours (clauses, careful), or one that an installed package registers.",
    )(function)  # fmt: skip


def parties(function: F) -> F:
    """Any number of parties, and ``--actors``."""
    return actors_file(click.argument("parties", nargs=-1, metavar="[PARTY [PARTY]]")(function))


def _two(ctx: click.Context, param: click.Parameter, value: tuple[str, ...]) -> tuple[str, ...]:
    if len(value) != 2:
        raise click.UsageError(f"two parties are needed (PARTY PARTY), not {len(value)}", ctx)
    return value


def two_parties(function: F) -> F:
    """Exactly two parties, ``--on`` and ``--as-known``, and ``--actors``."""
    for option in (
        click.option("--as-known", metavar="DATE", help="As known by then: only documents published by that date."),
        click.option("--on", metavar="DATE", help="As of then: only what had happened by that date."),
    ):
        function = option(function)
    return actors_file(click.argument("parties", nargs=-1, metavar="PARTY PARTY", callback=_two)(function))


def formats(function: F) -> F:
    """``--format`` of a list."""
    return click.option(
        "--format", "format_", type=click.Choice(FORMATS), default="table", show_default=True,
        help="How the list is printed; all but table and ids give whole records.",
    )(function)  # fmt: skip


def _choice(values: tuple[str, ...]) -> click.Choice[str]:
    return click.Choice(values, case_sensitive=False)


_FILTERS: tuple[Callable[[F], F], ...] = (
    click.option("--kind", type=_choice(KINDS), help="Kind of claim."),
    click.option("--act", type=_choice(ACTS), metavar="TYPE", help="PLOVER event type, such as AID or CONSULT."),
    click.option("--domain", type=_choice(DOMAINS), metavar="DOMAIN", help="Field of dealing, such as arms or trade."),
    click.option("--certainty", type=_choice(CERTAINTIES), help="How firmly the text puts it."),
    click.option("--polarity", type=_choice(("positive", "negative")), help="Said to be so, or said not to be."),
    click.option("--role", type=_choice(ROLES), help="A role that one of the parties plays."),
    click.option("--actor", metavar="NAME", help="Part of an actor's name."),
    click.option("--document", metavar="DOCUMENT", help="Name or id of a document."),
    click.option("--from", "since", metavar="DATE", help="Happened or held on that date or later."),
    click.option("--to", "until", metavar="DATE", help="Happened or held on that date or earlier."),
    click.option("--on", metavar="DATE", help="Had begun by that date."),
    click.option("--as-known", metavar="DATE", help="Published by that date."),
    click.option("--covert/--open", "covert", default=None, help="Said to be covert, or not."),
    click.option("--denied/--not-denied", "denied", default=None, help="Denied by a party, or not."),
    click.option("--text", metavar="WORDS", help="Words that stand in it."),
    click.option("--reader", metavar="NAME", help="What this reader read (person:NAME for claims of one's own)."),
)


def filters(function: F) -> F:
    """Everything a list of claims can be narrowed by; dates are 1931, 1931-03, 1931-03-14 or 193X."""
    for option in reversed(_FILTERS):
        function = option(function)
    return function


@contextmanager
def opened(path: str, actors_path: str | None = None, *, write: bool = False, create: bool = False) -> Iterator[Ledger]:
    """The ledger, for reading only unless ``write``; raises ``LedgerError`` and ``InputError``."""
    from backchannel.api import Ledger  # noqa: PLC0415 # what needs no ledger should not pay for one

    with Ledger(path, create=create, read_only=not write, actors=actors_path) as ledger:
        yield ledger
