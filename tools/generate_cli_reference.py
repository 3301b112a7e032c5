"""Writes docs/cli.md from the commands themselves.

    python tools/generate_cli_reference.py

A test fails where the page is not what this program makes.
"""

from __future__ import annotations

import os
from pathlib import Path

import click

from backchannel.cli import group

PAGE = Path(__file__).parents[1] / "docs" / "cli.md"
HEAD = """# The command line

This page is made by `tools/generate_cli_reference.py` from the commands' own help; change it there.

Parties are given by name (`Israel`, `"United States"`, `Zaire`) or code (`ISR`); dates as `1931`, `1931-03`,
`1931-03-14` or `193X`. Results go to standard output, everything else to standard error. Exit codes: 0 done, 1
something was skipped and named, 2 unusable arguments or input; 130 interrupted, 141 the reader of the output went away.
"""


def reference() -> str:
    """The page."""
    os.environ["COLUMNS"] = "100"
    line = group.COMMAND_LINE
    parts = [HEAD, "| command | what it does |\n|---|---|"]
    top = click.Context(line, info_name="backchannel", **line.context_settings)
    parts[-1] += "".join(f"\n| [`{name}`](#{name}) | {entry.summary} |" for name, entry in group.COMMANDS.items())
    for name in group.COMMANDS:
        command = line.get_command(top, name)
        assert command is not None
        context = click.Context(command, info_name=name, parent=top, max_content_width=100, terminal_width=100)
        parts.append(f"## {name}\n\n```text\n{command.get_help(context)}\n```")
    return "\n\n".join(part.strip() for part in parts) + "\n"


if __name__ == "__main__":
    PAGE.write_text(reference(), encoding="utf-8")
    print(PAGE)
