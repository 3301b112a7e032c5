"""What goes to the screen: clean of anything that could steer a terminal; logs and progress to standard error."""

from __future__ import annotations

import logging
import os
import re
import shutil
import sys

import click

_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
NARROWEST, WIDEST = 60, 100

_state: dict[str, str] = {}


def clean(text: str) -> str:
    """The text on one line; what documents and file names could steer a terminal with shows as a replacement."""
    return _UNSAFE.sub("�", " ".join(text.split()))


def width() -> int:
    """How many columns there are to fill."""
    return max(NARROWEST, min(WIDEST, shutil.get_terminal_size((WIDEST, 24)).columns))


def strong(text: str) -> str:
    """The text marked: bold on a terminal, in brackets elsewhere."""
    if sys.stdout.isatty() and "NO_COLOR" not in os.environ:
        return click.style(text, bold=True)
    return f"[{text}]"


def note(text: str) -> None:
    """One line to standard error."""
    click.echo(clean(text), err=True)


def begin() -> None:
    """A run begins: what one before it in the same process asked for, or worked on, is over."""
    _state.clear()


def turn_on_debugging() -> None:
    """Show tracebacks and all that is logged, for this run."""
    _state["debug"] = "yes"
    logging.basicConfig(level=logging.DEBUG, stream=sys.stderr, format="%(name)s: %(message)s", force=True)


def debugging() -> bool:
    """Whether tracebacks are asked for."""
    return "debug" in _state


def working_on(document: str) -> None:
    """Remember which document is at hand, to be named if the program fails."""
    _state["document"] = document


def document_at_hand() -> str | None:
    """The document that was at hand last, or None."""
    return _state.get("document")


def example(command: str) -> str:
    """A command's closing words in its help: one example, which a test runs."""
    return f"\b\nExample:\n  {command}"
