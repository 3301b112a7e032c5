"""Texts sent by mail, for ``fidelity.py``: as plain text that is broken at 72 letters, as flowed text, and as HTML.

Each is written by the standard library, as programs that send mail are. Notes and their marks are words, as they are
where somebody pastes a text into a mail.
"""

from __future__ import annotations

import html
import textwrap
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

from fidelity_texts import Block, Prose, Writer

_WIDTH = 72


def _paragraphs(prose: Prose) -> Iterator[str]:
    yield _words(prose.title)
    if prose.byline:
        yield prose.byline
    yield from map(_words, prose.blocks)
    if prose.notes:
        yield "Notes"
        yield from (f"[{note.number}] {note.words}" for note in prose.notes)


def _words(block: Block) -> str:
    return "".join(piece if isinstance(piece, str) else f"[{piece.number}]" for piece in block.pieces)


def _mail(prose: Prose) -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Ann Example <ann@example.org>"
    message["To"] = "Bob Sample <bob@example.org>"
    message["Subject"] = prose.title.words[:200]
    message["Date"] = "Tue, 03 May 2011 23:15:00 -0500"
    message["Message-ID"] = f"<{prose.name}@example.org>"
    return message


def _plain(prose: Prose, path: Path) -> None:
    message = _mail(prose)
    message.set_content("\n\n".join(_broken(words) for words in _paragraphs(prose)), cte="quoted-printable")
    path.write_bytes(message.as_bytes())


def _broken(words: str) -> str:
    return "\n".join(textwrap.wrap(words, _WIDTH, break_long_words=False, break_on_hyphens=False))


def _flowed(prose: Prose, path: Path) -> None:
    message = _mail(prose)
    lines = (_broken(words).replace("\n", " \n") for words in _paragraphs(prose))
    message.set_content("\n\n".join(lines), cte="quoted-printable")
    message.set_param("format", "flowed")
    path.write_bytes(message.as_bytes())


def _html(prose: Prose, path: Path) -> None:
    message = _mail(prose)
    message.set_content("This mail is to be read as HTML.")
    paragraphs = "".join(f"<div><p>{html.escape(words)}</p></div>\n" for words in _paragraphs(prose))
    message.add_alternative(f"<html><body>{paragraphs}</body></html>", subtype="html", cte="base64")
    path.write_bytes(message.as_bytes())


WRITERS = (
    Writer("mail: plain", ".eml", _plain, marks=True),
    Writer("mail: flowed", ".eml", _flowed, marks=True),
    Writer("mail: html", ".eml", _html, marks=True),
)
