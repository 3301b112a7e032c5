"""Running a command: what it raises becomes one plain line and an exit code."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Sequence

import click

from backchannel.cli.group import COMMAND_LINE
from backchannel.cli.screen import begin, clean, debugging, document_at_hand
from backchannel.errors import BackchannelError

UNUSABLE = 2
INTERRUPTED = 130
"""128 + SIGINT, as shells have it."""
PIPE_CLOSED = 141
"""128 + SIGPIPE: whoever took the output has had enough."""


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; whatever goes wrong is one line on standard error."""
    _open_closed_streams()
    begin()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a terminal that lacks a letter must not end the command
    try:
        code = _invoke(list(sys.argv[1:] if arguments is None else arguments))
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or Python complains when it ends
        return PIPE_CLOSED
    except (click.exceptions.Abort, KeyboardInterrupt):
        _stop("interrupted; what is in the ledger is whole, and the same command goes on from there")
        return INTERRUPTED
    except Exception as error:  # the last line of defence: a fault of ours is one line too
        _stop(_words(error))
        return UNUSABLE
    return code


def _open_closed_streams() -> None:
    """A stream that was closed before the start (``>&-``) leads nowhere.

    Otherwise the next file to be opened, which may be the ledger, would take its number and get what is meant for it.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115 # for the whole run


def _invoke(arguments: list[str]) -> int:
    """Click's own ``main`` would end the process on a closed pipe, so it is passed by."""
    try:
        with COMMAND_LINE.make_context("backchannel", arguments or ["--help"]) as context:
            COMMAND_LINE.invoke(context)
    except click.exceptions.Exit as end:
        return end.exit_code
    return 0


def _stop(words: str) -> None:
    if debugging():
        traceback.print_exc()
    click.echo(f"backchannel: {clean(words)}", err=True)


def _words(error: Exception) -> str:
    if isinstance(error, click.UsageError):
        return _usage(error)
    if isinstance(error, click.ClickException):
        return error.format_message()
    if isinstance(error, BackchannelError):
        return str(error)
    return _outside(error) if isinstance(error, OSError) else _unexpected(error)


def _usage(error: click.UsageError) -> str:
    asked = error.ctx.command_path if error.ctx else "backchannel"
    return f"{error.format_message().strip().rstrip('.')}; see {asked} --help."


def _outside(error: OSError) -> str:
    name = f"{error.filename}: " if error.filename else ""
    return f"{name}{(error.strerror or str(error)).lower()}; check the file, its folder and the disk."


def _unexpected(error: Exception) -> str:
    words = f"{type(error).__name__} {error}".strip()
    where = document_at_hand()
    about = f" at {where}" if where else ""
    return f"a fault of the program{about} ({words[:200]}); please report it, with what --debug adds."
