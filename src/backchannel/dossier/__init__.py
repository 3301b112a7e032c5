"""The dossier: the page an analyst would hand on, as a value and as HTML, Markdown and JSON."""

from __future__ import annotations

import re

import msgspec

from backchannel.dossier.accuracy import Accuracy, accuracy
from backchannel.dossier.build import build, known_dates
from backchannel.dossier.html import to_html
from backchannel.dossier.markdown import to_markdown
from backchannel.dossier.value import Dossier
from backchannel.model import encode

__all__ = ["Accuracy", "Dossier", "accuracy", "build", "known_dates", "to_html", "to_json", "to_markdown"]

_TURNS = re.compile("[\u2028-\u202e\u2066-\u2069]")


def to_json(dossier: Dossier) -> str:
    """The dossier as JSON, every part of the value; controls that turn text stand as escapes."""
    text = msgspec.json.format(encode(dossier), indent=1).decode()
    return _TURNS.sub(lambda m: f"\\u{ord(m[0]):04x}", text) + "\n"
