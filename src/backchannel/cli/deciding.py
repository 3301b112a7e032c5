"""``decide``: what a person settles."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import click
import msgspec

from backchannel import exchange
from backchannel.api import Ledger, deciding
from backchannel.cli.options import common, formats, opened
from backchannel.cli.output import show
from backchannel.cli.screen import example
from backchannel.errors import InputError
from backchannel.model import Claim, Decision


class _Asked(NamedTuple):
    """What the options ask for; one of them at a time."""

    reject: bool
    same: str | None
    different: str | None
    note: str | None
    sign_off: bool
    hold_back: bool
    claim: str | None
    document: str | None
    words: str | None
    start: int | None
    end: int | None


_DECISIONS = _Asked._fields.index("claim")


@click.command(
    epilog=example(
        "backchannel claims --format ids | head -n 1 | backchannel decide - certainty=alleged"
        " --by 'A. Reader' --why 'it is hearsay'"
    )
)
@click.argument("claim_and_values", nargs=-1, metavar="[CLAIM] [FIELD=VALUE]...")
@click.option("--by", metavar="NAME", help="Who decides.")
@click.option("--why", metavar="TEXT", help="The reason.")
@click.option("--reject", is_flag=True, help="The text makes no such claim.")
@click.option("--same", metavar="OTHER", help="It is about the same matter as this other claim.")
@click.option("--different", metavar="OTHER", help="It is about another matter than this other claim.")
@click.option("--note", metavar="TEXT", help="Note something on it.")
@click.option("--sign-off", is_flag=True, help="It may stand on a published page, although it accuses somebody.")
@click.option("--hold-back", is_flag=True, help="It may not stand on a published page.")
@click.option("--claim", metavar="FILE", help="Claims of one's own, in the claims format.")
@click.option("--document", metavar="DOCUMENT", help="A claim of one's own on this document, with FIELD=VALUE ...")
@click.option("--words", metavar="TEXT", help="... on these words,")
@click.option("--start", type=int, metavar="N", help="... or from this character")
@click.option("--end", type=int, metavar="N", help="... up to this one.")
@click.option("--list", "listed", is_flag=True, help="List all decisions.")
@click.option("--orphans", is_flag=True, help="List decisions that belong to no claim any more.")
@formats
@common
def decide(
    claim_and_values: tuple[str, ...],
    by: str | None,
    why: str | None,
    listed: bool,
    orphans: bool,
    format_: str,
    ledger_path: str,
    **asked: str | int | bool | None,
) -> None:
    """Settle what a claim says, as a person, and say why.

    Fields are those of the claims format: certainty=alleged, act=AID, date=1971-07/1971-09, covert=no, place=London.
    A role names who plays it: source=Jordan target=Israel turns a claim round. What was read is kept beside what was
    decided, and a decision comes back to its words when the text is read again. - takes the claim from standard input.
    """
    if listed or orphans:
        with opened(ledger_path) as ledger:
            show(ledger.decisions(orphans=orphans), format_)
        return
    wanted = _Asked(**asked)  # type: ignore[arg-type] # the options above have the fields' names and types
    if not by or not (why or wanted.note):
        raise click.UsageError("a decision needs --by NAME and --why TEXT")
    with opened(ledger_path, write=True) as ledger:
        made = list(_made(ledger, claim_and_values, wanted, by, why or wanted.note or ""))
        ledger.refresh()
    for decision in made:
        click.echo(f"decided {decision.kind.replace('_', ' ')} on claim {decision.claim}")


def _made(ledger: Ledger, given: tuple[str, ...], asked: _Asked, by: str, why: str) -> Iterator[Decision]:
    values = dict(_pair(word) for word in given if "=" in word)
    named = [word for word in given if "=" not in word]
    if asked.claim or asked.document:
        for claim in _own(ledger, asked, values):
            document = ledger.file.document(claim.document)
            yield deciding.add(ledger.file, claim, document, by=by, why=why)
        return
    if len(named) != 1:
        raise click.UsageError("name one claim to decide on")
    id_ = sys.stdin.read().strip() if named[0] == "-" else named[0]
    if values:
        yield from deciding.settle(ledger.file, id_, values, by=by, why=why)
    if asked.reject:
        yield deciding.judge(ledger.file, id_, "reject", by=by, why=why)
    for kind, other in (("same_matter", asked.same), ("different_matter", asked.different)):
        if other:
            yield deciding.judge(ledger.file, id_, kind, by=by, why=why, other=other)
    for kind, wanted in (("sign_off", asked.sign_off), ("hold_back", asked.hold_back)):
        if wanted:
            yield deciding.judge(ledger.file, id_, kind, by=by, why=why)
    if asked.note:
        yield deciding.judge(ledger.file, id_, "note", by=by, why=why, value=asked.note)
    if not (values or any(asked[:_DECISIONS])):
        said = "FIELD=VALUE, --reject, --same, --different, --note, --sign-off or --hold-back"
        raise click.UsageError(f"say what is decided: {said}")


def _pair(word: str) -> tuple[str, str]:
    name, _, value = word.partition("=")
    return name.strip(), value


def _own(ledger: Ledger, asked: _Asked, values: dict[str, str]) -> Iterator[Claim]:
    """Claims of one's own, from a file of the claims format or from a document's words and fields."""
    if asked.claim:
        for claim in exchange.read_claims(Path(asked.claim)):
            document = ledger.file.document(claim.doc)
            fields = msgspec.to_builtins(claim)
            yield deciding.own_claim(document, claim.start, claim.end, fields)
        return
    document = ledger.file.document(asked.document or "")
    if asked.words:
        start, end = deciding.span_of(document, asked.words)
    elif asked.start is not None and asked.end is not None:
        start, end = asked.start, asked.end
    else:
        raise InputError("a claim of one's own stands on words: give --words, or --start and --end.")
    yield deciding.own_claim(document, start, end, deciding.field_values(values))
