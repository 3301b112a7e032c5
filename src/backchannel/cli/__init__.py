"""The command line: one thin function a command, one module a group, loaded when it is called."""

from __future__ import annotations

from collections.abc import Sequence

from backchannel.cli.running import run

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code: 0 done, 1 something was skipped and named, 2 unusable."""
    return run(arguments)
