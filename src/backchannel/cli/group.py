"""The list of commands. Only the one that is called is imported, so that ``backchannel --help`` starts fast."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from keyword import iskeyword
from types import MappingProxyType
from typing import NamedTuple

import click

from backchannel.cli.screen import example
from backchannel.version import __version__


class Entry(NamedTuple):
    """A command: the module that holds it, the group it is listed under, and its line in the list."""

    module: str
    group: str
    summary: str


COMMANDS: Mapping[str, Entry] = MappingProxyType(
    {
        "read": Entry("reading", "Read", "Read files and folders into the ledger; again is safe and cheap."),
        "demo": Entry("reading", "Read", "Read the shipped examples and write a dossier of two parties."),
        "documents": Entry("listing", "Look", "List the documents, or those that speak of parties."),
        "claims": Entry("listing", "Look", "List claims: what one document says, with its words."),
        "findings": Entry("listing", "Look", "List findings: claims of all documents, matter by matter."),
        "actors": Entry("listing", "Look", "List who is named, and whom they act for."),
        "search": Entry("listing", "Look", "Search the full text of passages, claims and findings."),
        "trace": Entry("tracing", "Look", "Lead a claim or finding back to passage, chain and origin."),
        "explain": Entry("tracing", "Look", "Say why the reader read a claim as it did, field by field."),
        "standing": Entry("relating", "Weigh", "Say where two parties stand, domain by domain."),
        "channels": Entry("relating", "Weigh", "List the third parties through whom two parties deal."),
        "dossier": Entry("relating", "Weigh", "Write all there is on two parties as a page."),
        "decide": Entry("deciding", "Weigh", "Settle what a claim says, as a person, and say why."),
        "sample": Entry("agreeing", "Weigh", "Draw passages by lot, to be coded by hand without our answers."),
        "agreement": Entry("agreeing", "Weigh", "Say how far those who coded a sample agree."),
        "code": Entry(
            "coding", "Keep and hand on", "Code sentences as events of PLOVER or CAMEO, JSON lines in and out."
        ),
        "annotate": Entry(
            "annotating", "Keep and hand on", "Give single layers of the reading, JSON lines in and out."
        ),
        "export": Entry("keeping", "Keep and hand on", "Write claims, or how they hang together, for other programs."),
        "import": Entry("importing", "Keep and hand on", "Take in claims of others, as readings of their own."),
        "backup": Entry("keeping", "Keep and hand on", "Copy the ledger, whole and checked, while others may write."),
        "merge": Entry("keeping", "Keep and hand on", "Take other ledgers in."),
        "forget": Entry("handling", "Keep and hand on", "Remove a document and all that repeats its words."),
        "redact": Entry("handling", "Keep and hand on", "Take a name or a passage out of documents, for good."),
    }
)
GROUPS = ("Read", "Look", "Weigh", "Keep and hand on")


class LazyGroup(click.Group):
    """A group that knows the names and summaries of its commands, and imports one when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands, in the order of the list."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name, or None."""
        entry = COMMANDS.get(cmd_name)
        if entry is None:
            return None
        module = importlib.import_module(f"backchannel.cli.{entry.module}")
        command = getattr(module, f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name)
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is called; for one that does not exist, names that look like it."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            import difflib  # noqa: PLC0415 # only for slips of the pen

            close = difflib.get_close_matches(args[0], COMMANDS, n=2)
            hint = f" (did you mean {' or '.join(close)}?)" if close else ""
            raise click.UsageError(f"there is no command {args[0]!r}{hint}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands by group."""
        for group in GROUPS:
            rows = [(name, entry.summary) for name, entry in COMMANDS.items() if entry.group == group]
            with formatter.section(group):
                formatter.write_dl(rows)


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=example("backchannel demo"),
)
@click.version_option(__version__, message="backchannel %(version)s")
def COMMAND_LINE() -> None:  # noqa: N802 # it is used as a constant
    """Read what is written about how states deal with each other, and on whose word it stands.

    Every command takes --ledger FILE (backchannel.ledger in this folder, or what BACKCHANNEL_LEDGER names), prints
    results to standard output and everything else to standard error, and exits with 0 (done), 1 (something was
    skipped and named) or 2 (unusable arguments or input).
    """
