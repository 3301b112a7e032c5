"""Commands that lead back: ``trace`` to the words, ``explain`` to the reasons."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import click

from backchannel.api.tracing import Explanation, FieldReason, Passage, Trace, Translated
from backchannel.api.views import CERTAINTY, ID, field_text, parties, when
from backchannel.cli.options import common, opened
from backchannel.cli.output import cut, folded
from backchannel.cli.screen import clean, example, strong, width
from backchannel.model import Claim, Dating, Finding, Value, encode

_LONGEST_ORIGINAL = 600
_FORMATS = click.Choice(("text", "jsonl"))


def _ids(given: tuple[str, ...]) -> list[str]:
    """The ids given; - stands for those on standard input."""
    found: list[str] = []
    for id_ in given:
        found += sys.stdin.read().split() if id_ == "-" else [id_]
    return found


def _write(value: Value, lines: Iterator[str], format_: str) -> None:
    click.echo(encode(value).decode() if format_ == "jsonl" else "\n".join([*lines, ""]))


@click.command(epilog=example("backchannel findings Israel Pakistan --format ids | head -n 1 | backchannel trace -"))
@click.argument("ids", nargs=-1, required=True, metavar="ID...")
@click.option("--format", "format_", type=_FORMATS, default="text", show_default=True, help="For people or programs.")
@common
def trace(ids: tuple[str, ...], format_: str, ledger_path: str) -> None:
    """Lead claims or findings back to passage, chain, origin and document.

    An ID is a claim's or a finding's, or its beginning; - takes them from standard input.
    """
    with opened(ledger_path) as ledger:
        for id_ in _ids(ids):
            found = ledger.trace(id_)
            _write(found, _trace(found), format_)


@click.command(epilog=example("backchannel claims Israel Jordan --format ids | head -n 1 | backchannel explain -"))
@click.argument("ids", nargs=-1, required=True, metavar="ID...")
@click.option("--format", "format_", type=_FORMATS, default="text", show_default=True, help="For people or programs.")
@common
def explain(ids: tuple[str, ...], format_: str, ledger_path: str) -> None:
    """Say why a claim reads as it does: for each field its value, the rule, and the words that set it off.

    For a finding: why its claims were taken to be about one matter.
    """
    with opened(ledger_path) as ledger:
        for id_ in _ids(ids):
            found = ledger.explain(id_)
            _write(found, _explanation(found), format_)


def _trace(trace: Trace) -> Iterator[str]:
    if trace.finding:
        yield from _finding(trace.finding)
    for passage in trace.passages:
        if trace.finding:
            yield ""
        yield from _passage(passage)


def _finding(finding: Finding) -> Iterator[str]:
    yield f"finding {finding.id}"
    yield from folded(clean(finding.title), 2, 0)
    yield _row("when", when(finding.when) or "not dated")
    yield _row("origins", f"{finding.traced} named, {finding.untraced} not")
    for response in finding.responses:
        yield _row("answer", f"{response.by} {response.stance.replace('_', ' ')} {when(response.date)}".strip())
    for conflict in finding.conflicts:
        yield _row("conflict", f"{conflict.kind}: {conflict.what}")
    for aside in finding.set_aside:
        yield _row("set aside", f"claim {aside.claim[:ID]}: {aside.kind} by document {aside.by[:ID]}")


def _passage(passage: Passage) -> Iterator[str]:
    claim = passage.claim
    yield f"claim {claim.id}"
    yield from folded(_in_context(passage), 2, 0)
    yield _row("read as", _gist(claim))
    yield _row("chain", " > ".join(_station(r.source, r.kind, r.cue) for r in claim.attribution))
    for origin in passage.origins:
        read = "read" if origin.read else "not read"
        yield _row("origin", f"{origin.name} ({read})" if origin.name else f"not given {origin.reason}".strip())
    for response in claim.responses:
        yield _row("answer", f"{response.by} {response.stance.replace('_', ' ')} {when(response.date)}".strip())
    yield _row("document", _document(passage))
    yield _row("place", f"characters {claim.start} to {claim.end}")
    if passage.original:
        yield from _original(passage.original)
    if passage.findings:
        yield _row("finding", ", ".join(id_[:ID] for id_ in passage.findings))
    for decision in passage.decisions:
        yield _row("decided", f"{decision.kind} {decision.field or ''} by {decision.by}: {decision.why}")


def _in_context(passage: Passage) -> str:
    """The claim's words, marked, between those around them, parted by spaces where the text parts them."""
    before, after = passage.before, passage.after
    left = " " if before[-1:].isspace() else ""
    right = " " if after[:1].isspace() else ""
    return f"{clean(before)}{left}{strong(clean(passage.claim.quote))}{right}{clean(after)}".strip()


def _original(original: Translated) -> Iterator[str]:
    by = f", by {original.translator}" if original.translator else ", translator not named"
    language = f" ({original.language})" if original.language else ""
    yield _row("text", f"a translation of {original.name}{language}{by}")
    if original.quote is None:
        yield _row("original", f"not shown: {original.why}")
        return
    place = f"characters {original.start} to {original.end}"
    about = "" if original.sure else ", about here: the two do not have the same paragraphs"
    yield _row("original", cut(" ".join(original.quote.split()), _LONGEST_ORIGINAL))
    yield _row("there", f"{place}{about}")


def _gist(claim: Claim) -> str:
    parts = (
        f"{claim.kind} {claim.plover or ''}".strip(), claim.domain.replace("_", " "), parties(claim), when(claim.date),
        CERTAINTY.get(claim.certainty, claim.certainty), "negated" if claim.polarity == "negative" else "",
        "covert" if claim.covert else "", field_text(claim, "quantity"), claim.place or "",
    )  # fmt: skip
    return "; ".join(part for part in parts if part)


def _station(source: str, kind: str, cue: str | None) -> str:
    if source == kind:
        return source
    return f"{source} ({kind}, “{cue}”)" if cue else f"{source} ({kind})"


def _document(passage: Passage) -> str:
    known = passage.metadata
    parts = (passage.document, known.title, known.author, known.publisher, _dated(known.date), known.url)
    return "; ".join(part for part in parts if part)


def _dated(dating: Dating | None) -> str:
    return f"{when(dating)} ({dating.reason})" if dating else "not dated"


def _row(name: str, words: str) -> str:
    first, *rest = folded(clean(words), 12, 0) or [""]
    return "\n".join([f"  {name:<10}{first[12:]}", *rest])


def _explanation(found: Explanation) -> Iterator[str]:
    if found.finding:
        yield f"finding {found.finding.id}"
        yield from folded(clean(found.finding.title), 2, 0)
        for why in found.finding.why or ("one claim alone, which no other was found to go with",):
            yield _row("why", why)
        return
    if found.claim:
        yield f"claim {found.claim.id}, read by {found.reader or 'a person'}"
        yield from folded(clean(found.claim.quote), 2, 0)
    before = ""
    for reason in found.fields:
        yield from _reason(reason, reason.field == before)
        before = reason.field
    for decision in found.decisions:
        yield _row(
            "decided", f"{decision.kind} {decision.field or ''} {decision.value or ''} by {decision.by}, {decision.at}"
        )
        yield _row("", decision.why)


def _reason(reason: FieldReason, same: bool) -> Iterator[str]:
    if reason.field == "span" and not reason.given:
        return
    told = "" if reason.given else f" ({reason.rule})" if reason.value else reason.rule
    if not same:
        value = "" if reason.field == "span" else cut(clean(reason.value), width() - 34)
        yield f"  {reason.field:<12}{value}{told}".rstrip()
    if reason.given:
        place = f" at {reason.start} to {reason.end}" if reason.start is not None else ""
        words = f": “{clean(reason.words)}”{place}" if reason.words else place
        yield from folded(f"{clean(reason.rule)}{words}", 14, 0)
