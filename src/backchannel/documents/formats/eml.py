"""Mails (RFC 5322, MIME): a document each, with the mails passed on in it and what is attached as parts of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from backchannel.documents.allowance import Allowance
from backchannel.documents.extracted import Item, Part, Refused
from backchannel.documents.formats import plain
from backchannel.documents.kinds import foreign, looks_like_html, suffix
from backchannel.documents.mail.composing import Letter, composed
from backchannel.documents.mail.contents import Contents, contents
from backchannel.documents.mail.lines import Line
from backchannel.documents.mail.message import metadata, parse
from backchannel.errors import DocumentError
from backchannel.model import Metadata

LABEL = "e-mail"
MEDIA_TYPE = "message/rfc822"
SUFFIXES = frozenset({".eml", ".emlx"})

_TECHNICAL = re.compile(
    rb"(?im)^(?:mime-version|message-id|received|return-path|delivered-to|content-type|content-transfer-encoding"
    rb"|x-mailer|x-originating-ip|dkim-signature|in-reply-to|references|newsgroups|x-gmail-labels):[ \t]?\S"
)
_FIELD = re.compile(rb"[!-9;-~]{1,76}:")
_FROM_LINE = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*(?:From [^\n]{1,300}\n)?")
_APPLE = re.compile(rb"\A\s{0,8}(\d{1,10})\s{0,8}\n")


def recognises(data: bytes, name: str) -> bool:
    """Whether the name says mail, or the bytes begin with a header that only mails have."""
    if suffix(name) in SUFFIXES:
        return not (looks_like_html(data) or data.startswith(b"%PDF-") or foreign(data, name))
    start = _FROM_LINE.match(data[:1_000])
    top = re.split(rb"\r?\n\r?\n", data[start.end() if start else 0 : 16_384], maxsplit=1)[0]
    return bool(_FIELD.match(top)) and len({one[:6].lower() for one in _TECHNICAL.findall(top)}) >= 2


def extract(data: bytes, name: str, allowance: Allowance) -> Iterator[Item]:
    """The mail, the mails that it passes on, and its attachments; what of it cannot be read is named.

    What has the name of a mail and no header at all is read as the words that it is.
    """
    message = parse(_message(data, name), name)
    if not message.keys():
        yield from plain.extract(data, name, allowance)
        return
    said, warnings = metadata(message)
    found = contents(message, name)
    texts = list(composed(Letter(name, data, MEDIA_TYPE, said, warnings=warnings + found.notes()), _lines(found, said)))
    if not (texts or found.attachments or found.refused):
        raise DocumentError(name, "is a mail without a text")
    yield from texts
    mail = next((text.name for text in texts if text.name == name), None)
    yield from _rest(found, name, mail, said)


def _lines(found: Contents, said: Metadata) -> list[Line]:
    """The body; of a mail that only brings files, its subject, so that there is a document that they are part of."""
    if not any(line.words.strip() for line in found.lines) and found.attachments and said.title:
        return [Line(said.title, kind="title")]
    return found.lines


def _rest(found: Contents, name: str, mail: str | None, said: Metadata) -> Iterator[Item]:
    # The mail's day bounds what came with it: a file is not younger than the mail that brought it.
    had = Metadata(retrieved=said.date.start if said.date else None)
    for own, reason in found.refused:
        yield Refused(f"{name}!{own}" if own else name, reason)
    for one in found.attachments:
        media_type = MEDIA_TYPE if one.is_mail else None
        yield Part(f"{name}!{one.name}", one.data, had, part_of=mail, media_type=media_type)


def _message(data: bytes, name: str) -> bytes:
    """The message itself: without the line of a mailbox before it, or what Apple Mail puts around (``.emlx``)."""
    if suffix(name) == ".emlx" and (length := _APPLE.match(data)):
        return data[length.end() : length.end() + int(length[1])]
    start = _FROM_LINE.match(data)
    return data[start.end() :] if start else data
