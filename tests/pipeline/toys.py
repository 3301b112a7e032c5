"""What tests of pipeline, command line and faults share: the toy reader, documents to read, and exports to compare."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from backchannel import exchange
from backchannel.exchange import Material
from backchannel.ledger import Ledger

PLUGIN = Path(__file__).with_name("plugin")
"""A folder that holds the toy reader as an installed package does, entry point and all."""

TEXTS = {
    "audience.txt": "Jordan received an envoy of Israel in 1970. Nothing was said of it. Britain knew.\n",
    "border.txt": "In 1994 Israel and Jordan opened a border. The river is low in summer.\n",
    "channel.md": "# A channel\n\nPakistan carried a secret letter from the United States to China in 1971.\n",
    "denial.txt": "Pakistan said in 2003 that Israel had not been met. Jordan kept silent.\n",
}


def environment(**more: str) -> dict[str, str]:
    """The environment for a process that knows the toy reader."""
    path = os.pathsep.join(filter(None, (str(PLUGIN), os.environ.get("PYTHONPATH"))))
    return {**os.environ, "PYTHONPATH": path, "BACKCHANNEL_READER": "toy", "COLUMNS": "90", **more}


def command(*arguments: object) -> list[str]:
    """The command line as a process."""
    return [sys.executable, "-m", "backchannel", *map(str, arguments)]


def finished(
    arguments: Sequence[str], folder: Path | None = None, env: Mapping[str, str] | None = None, **more: Any
) -> subprocess.CompletedProcess[str]:
    """The process, run to its end, with what it said."""
    return subprocess.run(
        arguments, check=False, capture_output=True, text=True, cwd=folder, env=env or environment(), **more
    )


def write_texts(folder: Path, texts: dict[str, str] | None = None) -> Path:
    """A folder of short documents."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in (TEXTS if texts is None else texts).items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def exported(ledger: Ledger | Path) -> bytes:
    """Claims, links and findings of a ledger as bytes."""
    if isinstance(ledger, Path):
        with Ledger(ledger, create=False) as opened:
            return exported(opened)
    out = io.BytesIO()
    findings = ledger.findings()
    exchange.write("claims", Material(ledger.iter_claims()), out)
    exchange.write("jsonl", Material(ledger.iter_claims()), out)
    exchange.write("links", Material(ledger.iter_claims(), findings), out)
    for finding in findings:
        out.write(f"{finding.id} {finding.title} {finding.claims}\n".encode())
    return out.getvalue()
