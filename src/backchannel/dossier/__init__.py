"""The dossier: the page an analyst would hand on, as a value and as HTML, Markdown and JSON."""

from __future__ import annotations

import json
import re

import msgspec

from backchannel.dossier.accuracy import Accuracy, accuracy
from backchannel.dossier.accusations import Held, hold_back
from backchannel.dossier.build import build, known_dates
from backchannel.dossier.html import to_html
from backchannel.dossier.markdown import to_markdown
from backchannel.dossier.publishing import publish
from backchannel.dossier.value import Dossier
from backchannel.model import encode

__all__ = [
    "Accuracy",
    "Dossier",
    "Held",
    "accuracy",
    "build",
    "hold_back",
    "known_dates",
    "publish",
    "to_html",
    "to_json",
    "to_markdown",
]

_UNSAFE = re.compile("[<>&\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e007f]")


def to_json(dossier: Dossier) -> str:
    """The dossier as JSON, every part of the value.

    Controls that turn or hide text stand as escapes, and so do the characters that would begin a tag or end a script
    element where somebody puts the text into a page.
    """
    text = msgspec.json.format(encode(dossier), indent=1).decode()
    return _UNSAFE.sub(_escaped, text) + "\n"


def _escaped(match: re.Match[str]) -> str:
    return json.dumps(match[0])[1:-1] if ord(match[0]) > 0x7F else f"\\u{ord(match[0]):04x}"
