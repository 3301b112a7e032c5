"""What the tests of mail share: reading bytes under a name, and a text long enough to have a language."""

from __future__ import annotations

import io
from email.message import EmailMessage

from backchannel.documents import Refused, read_stream
from backchannel.model import Document

TEXT = (
    "The Norwegian envoy met both ministers in Oslo on Monday and told nobody, not even their deputies. "
    "The line between the two capitals is to stay open through the spring, he said."
)


def found(data: bytes, name: str) -> list[Document | Refused]:
    """Everything in the bytes, in order."""
    return list(read_stream(io.BytesIO(data), len(data), name))


def documents(data: bytes, name: str) -> list[Document]:
    """The documents in the bytes; none may be refused."""
    everything = found(data, name)
    assert not [one for one in everything if isinstance(one, Refused)]
    return [one for one in everything if isinstance(one, Document)]


def refusals(data: bytes, name: str) -> list[tuple[str, str]]:
    """What in the bytes is refused, and why."""
    return [(one.name, one.reason) for one in found(data, name) if isinstance(one, Refused)]


def kinds(document: Document) -> list[tuple[str, str]]:
    """The sections of a document, each with its words."""
    return [(section.kind, document.text[section.start : section.end]) for section in document.sections]


def of_kind(document: Document, kind: str) -> list[str]:
    """The words of the sections of one kind."""
    return [words for one, words in kinds(document) if one == kind]


def mail(body: str = TEXT, **fields: str) -> EmailMessage:
    """A mail with the fields that every mail has, or those given."""
    message = EmailMessage()
    usual = {
        "From": "Ann Example <ann@example.org>",
        "To": "Bob Sample <bob@example.org>",
        "Subject": "The channel",
        "Date": "Tue, 03 May 2011 23:15:00 -0500",
        "Message-ID": "<one@example.org>",
    }
    for field, value in (usual | {key.replace("_", "-"): value for key, value in fields.items()}).items():
        message[field] = value
    message.set_content(body)
    return message


def plain(body: str, subject: str = "The channel", content_type: str = "text/plain; charset=utf-8") -> bytes:
    """The bytes of a mail with this body, as it is."""
    head = f"From: Ann Example <ann@example.org>\nSubject: {subject}\nDate: Tue, 3 May 2011 23:15:00 -0500\n"
    return f"{head}Message-ID: <one@example.org>\nMIME-Version: 1.0\nContent-Type: {content_type}\n\n{body}".encode()
