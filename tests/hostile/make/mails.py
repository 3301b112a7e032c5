"""Mails written line by line (RFC 5322, RFC 2045 to 2049)."""

from __future__ import annotations

import base64
from collections.abc import Sequence

HEAD = (
    "From: A. Clerk <clerk@example.org>\r\nTo: B. Keeper <keeper@example.org>\r\nSubject: {subject}\r\n"
    "Date: Tue, 14 Mar 2017 09:30:00 +0000\r\nMessage-ID: <{subject}@example.org>\r\nMIME-Version: 1.0\r\n"
)


def mail(
    body: str | bytes, kind: str = "text/plain; charset=utf-8", *, more: str = "", subject: str = "talks"
) -> bytes:
    """A mail with the usual headers; line ends in ``body`` given as a string become those of mail."""
    head = f"{HEAD.format(subject=subject)}{more}Content-Type: {kind}\r\n\r\n"
    return head.encode() + (body if isinstance(body, bytes) else lines(body))


def lines(text: str) -> bytes:
    """Text with the line ends of mail."""
    return text.replace("\n", "\r\n").encode()


def part(body: str | bytes, kind: str = "text/plain; charset=utf-8", more: str = "") -> bytes:
    """One part of a mail of several."""
    return f"Content-Type: {kind}\r\n{more}\r\n".encode() + (body if isinstance(body, bytes) else lines(body))


def several(
    parts: Sequence[bytes], kind: str = "mixed", boundary: str = "b0", *, closed: bool = True, more: str = ""
) -> bytes:
    """A mail of several parts."""
    return mail(joined(parts, boundary, closed=closed), f'multipart/{kind}; boundary="{boundary}"', more=more)


def joined(parts: Sequence[bytes], boundary: str, *, closed: bool = True) -> bytes:
    """Parts with a boundary between them."""
    line = f"--{boundary}".encode()
    return b"".join(line + b"\r\n" + p + b"\r\n" for p in parts) + (line + b"--\r\n" if closed else b"")


def attached(data: bytes, name: str, kind: str = "application/octet-stream") -> bytes:
    """An attachment in base64; ``name`` as it is to stand in the header."""
    how = f'Content-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename="{name}"\r\n'
    return part(base64.encodebytes(data), kind, how)


FROM = b"From clerk@example.org Tue Mar 14 09:30:00 2017\n"


def box(*mails: bytes, line: bytes = FROM) -> bytes:
    """A mailbox of mails, with the line ends of Unix."""
    return b"".join(line + one.replace(b"\r\n", b"\n") + b"\n\n" for one in mails)


def numbered(*texts: str) -> list[bytes]:
    """Mails of texts, each with a number of its own."""
    return [mail(text, subject=f"talks-{n}") for n, text in enumerate(texts)]
