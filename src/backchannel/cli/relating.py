"""Commands about two parties: ``standing``, ``channels``, ``dossier``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from backchannel.api import Table
from backchannel.api.relating import names
from backchannel.cli.options import common, formats, opened, two_parties
from backchannel.cli.output import folded, rendered, show
from backchannel.cli.screen import clean, example
from backchannel.model import DomainStanding, Standing


@click.command(epilog=example('backchannel standing "United States" China --as-known 1971-12'))
@two_parties
@click.option("--reasons", is_flag=True, help="Say for each domain which claims and findings moved it.")
@formats
@common
def standing(
    parties: tuple[str, str],
    on: str | None,
    as_known: str | None,
    reasons: bool,
    format_: str,
    actors_path: str | None,
    ledger_path: str,
) -> None:
    """Say where two parties stand: co-operation and conflict in each domain, recognition and representation.

    Only findings with a named origin count; the others are listed as alleged. "not known" means that nothing here
    speaks of it, "none recorded" that a named origin says there is none.
    """
    with opened(ledger_path, actors_path) as ledger:
        found = ledger.standing(*parties, on=on, as_known=as_known)
    if format_ in ("table", "ids"):
        click.echo("\n".join(_standing(found, reasons)))
    else:
        show(Table(found.domains, DomainStanding), format_)


def _standing(found: Standing, reasons: bool) -> Iterator[str]:
    called = names(found.parties)
    one, other = (called[code] for code in found.parties)
    until = (f"on {found.on}" if found.on else "", f"as known by {found.as_known}" if found.as_known else "")
    yield " ".join(part for part in (f"{one} and {other}", *until) if part)
    shown = [d for d in found.domains if d.findings or d.alleged or d.cooperation != "not known"]
    yield rendered(Table(shown, DomainStanding))
    quiet = [d.domain.replace("_", " ") for d in found.domains if d not in shown]
    if quiet:
        yield from folded(f"not known: {', '.join(quiet)}", 0)
    for n, (first, second) in enumerate(((one, other), (other, one))):
        yield f"{first} of {second}: recognition {found.recognition[n]}, representation {found.representation[n]}"
    if reasons:
        for domain in shown:
            for reason in domain.reasons:
                yield from folded(f"{domain.domain.replace('_', ' ')}: {clean(reason)}", 2, 0)
        for reason in found.reasons:
            yield from folded(clean(reason), 2, 0)


@click.command(epilog=example('backchannel channels "United States" China'))
@two_parties
@formats
@common
def channels(
    parties: tuple[str, str],
    on: str | None,
    as_known: str | None,
    format_: str,
    actors_path: str | None,
    ledger_path: str,
) -> None:
    """List the third parties through whom two parties deal, said by a text or inferred from two claims."""
    with opened(ledger_path, actors_path) as ledger:
        show(ledger.channels(*parties, on=on, as_known=as_known), format_)


@click.command(epilog=example("backchannel dossier Israel Pakistan -o israel-pakistan.html"))
@two_parties
@click.option("-o", "--output", metavar="FILE", help="A file .html, .md or .json; left out, Markdown is printed.")
@click.option("--publish", is_flag=True, help="Make it fit to be handed on; see below.")
@click.option("--held", is_flag=True, help="Only list the claims that --publish holds back.")
@common
def dossier(
    parties: tuple[str, str],
    on: str | None,
    as_known: str | None,
    output: str | None,
    publish: bool,
    held: bool,
    actors_path: str | None,
    ledger_path: str,
) -> None:
    """Write all there is on two parties as one page, on which every line leads back to its passage.

    With --publish quotes are kept short (more where the licence of a source allows it); names of files and of analysts,
    their notes and reasons are left out; and claims that accuse a named person who may be living are held back until
    somebody signs them off (decide CLAIM --sign-off).
    """
    with opened(ledger_path, actors_path) as ledger:
        if held:
            show(ledger.held_back(*parties, on=on, as_known=as_known), "table")
            return
        page = ledger.dossier(*parties, on=on, as_known=as_known, publish=publish)
    click.echo(page.save(Path(output)) if output else page.markdown(), nl=bool(output))
    notice = page.value.published
    if notice and notice.held:
        click.echo(f"held back: {notice.held}; --held lists them, decide CLAIM --sign-off lets them stand.", err=True)
