"""Mailboxes in one file (RFC 4155 and its relatives mboxo, mboxrd, mboxcl): a mail a part, however large the file.

A line that begins with "From " parts mails where a header stands behind it, and before it a blank line or in it a date
as the format has it, since not all programs mark such lines within mails. A Content-Length that ends just before such
a line, or at the end, is believed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, pairwise
from typing import BinaryIO

from backchannel.documents.allowance import Allowance
from backchannel.documents.containers.lines import lines_of
from backchannel.documents.decoding import MAX_BYTES
from backchannel.documents.extracted import Item, Part, Refused
from backchannel.documents.formats.eml import MEDIA_TYPE as MAIL
from backchannel.documents.kinds import suffix
from backchannel.documents.names import Names, shown

LABEL = "mailboxes"
MEDIA_TYPE = "application/mbox"
SUFFIXES = frozenset({".mbox", ".mbx"})

_CLOCK = re.compile(rb"\d\d:\d\d")
_DATED = re.compile(rb"From \S.{0,300}?\b(?:[A-Z][a-z]{2} ){2}[ \d]\d \d\d:\d\d(?::\d\d)?\b.{0,20}\b\d{4}\b")
_FIELD = re.compile(rb"[!-9;-~]{1,76}:")
_SURE_FIELD = re.compile(
    rb"(?i)(?:return-path|received|delivered-to|message-id|date|from|mime-version|content-type|status|x-[\w-]+)"
    rb":"
)
_LENGTH = re.compile(rb"(?im)^Content-Length:[ \t]*(\d{1,12})[ \t]*\r?$")
_ID = re.compile(rb"(?im)^Message-ID:[ \t]*(?:\r?\n[ \t]+)?<?([^\s<>]{1,300})>?[ \t]*\r?$")
_HEADER_END = re.compile(rb"\r?\n\r?\n")
_MARKED = re.compile(rb">+From ")


def recognises(head: bytes, tail: bytes, name: str) -> bool:
    """Whether the bytes begin as a mailbox does: "From ", and a header behind it; a single mail says so by its name."""
    if suffix(name) == ".eml":
        return False
    lines = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:2_000].split(b"\n")
    named = suffix(name) in SUFFIXES and lines[0].startswith(b"From ")
    return named or (len(lines) > 1 and _parts_mails(lines[0], lines[1]))


def parts(stream: BinaryIO, name: str, allowance: Allowance) -> Iterator[Item]:
    """The mails in order, each named ``FILE#MESSAGE-ID``, or by its number; one of more than 64 MiB is refused."""
    names = Names()
    for number, mail in enumerate(_mails(stream), 1):
        if mail is None:
            yield Refused(f"{name}#{number}", f"is a mail of more than {MAX_BYTES // 2**20} MiB")
            continue
        own = _ID.search(_HEADER_END.split(mail[:65_536], maxsplit=1)[0])
        identity = shown(own[1].decode("utf-8", "backslashreplace"), 120) if own else ""
        yield Part(names.unique(f"{name}#{identity or number}", keep_suffix=False), mail, media_type=MAIL)


def _parts_mails(line: bytes, following: bytes | None) -> bool:
    """Whether a line between two mails: with a time and any field behind it, or with one that begins headers."""
    if following is None or not line.startswith(b"From "):
        return False
    return bool(_SURE_FIELD.match(following) or (_CLOCK.search(line) and _FIELD.match(following)))


def _mails(stream: BinaryIO) -> Iterator[bytes | None]:
    """The mails as they were sent, without the lines between them; None for one too large."""
    mail: _Mail | None = None
    blank = True
    for line, following in pairwise(chain(lines_of(stream), (b"",))):
        if (
            line is not None
            and line[:5] == b"From "
            and (blank or _DATED.match(line))
            and _parts_mails(line, following)
        ):
            if mail is None or not mail.goes_on():
                yield from mail.taken() if mail else ()
                mail = _Mail()
                blank = False
                continue
            mail.cut()
        blank = line is not None and line in (b"\n", b"\r\n")
        if mail is not None:
            yield from mail.add(line)
    yield from mail.taken() if mail else ()


class _Mail:
    """The lines of a mail so far, and where it may have to be cut because its stated length was none."""

    def __init__(self) -> None:
        self._lines: list[bytes] = []
        self._size = 0
        self._body_at: int | None = None
        self._length: int | None = None
        self._cuts: list[int] = []
        self._too_large = False

    def add(self, line: bytes | None) -> Iterator[bytes | None]:
        """Take a line; gives mails only where too much was gathered on the word of a length."""
        self._size += len(line) if line is not None else MAX_BYTES + 1
        if self._size > MAX_BYTES and self._cuts:
            *whole, rest = self._pieces()
            yield from map(_as_sent, whole)
            self._lines, self._cuts, self._length = rest, [], None
            self._size = sum(map(len, rest)) + len(line or b"")
        if line is None or self._size > MAX_BYTES:
            self._too_large = True
            self._lines.clear()
        if self._too_large or line is None:
            return
        self._lines.append(line)
        if self._body_at is None and not line.strip():
            self._body_at = self._size
            stated = _LENGTH.search(b"".join(self._lines))
            self._length = int(stated[1]) if stated and int(stated[1]) <= MAX_BYTES else None

    def goes_on(self) -> bool:
        """Whether the stated length says that what comes still belongs to this mail."""
        return self._length is not None and self._body_at is not None and self._size < self._body_at + self._length

    def cut(self) -> None:
        """Here a mail would begin, were it not for the stated length."""
        self._cuts.append(len(self._lines))

    def taken(self) -> Iterator[bytes | None]:
        """The mail; those at whose beginnings it may be cut, where its length proved wrong; None for one too large."""
        if self._too_large:
            yield None
        elif self._cuts and not self._was_right():
            yield from map(_as_sent, self._pieces())
        else:
            yield _as_sent(self._lines)

    def _was_right(self) -> bool:
        return self._length is not None and 0 <= self._size - (self._body_at or 0) - self._length <= 2

    def _pieces(self) -> list[list[bytes]]:
        """The lines between cuts; each but the first begins with the line that parts mails, which goes."""
        bounds = [0, *self._cuts, len(self._lines)]
        return [self._lines[start + bool(start) : end] for start, end in pairwise(bounds)]


def _as_sent(lines: list[bytes]) -> bytes:
    """The mail without the blank line that ends it, and without the mark that keeps lines from parting mails."""
    if lines and not lines[-1].strip():
        lines = lines[:-1]
    marked = [index for index, line in enumerate(lines) if line[:1] == b">" and _MARKED.match(line)]
    for index in marked:
        around = lines[max(0, index - 1) : index] + lines[index + 1 : index + 2]
        if not any(line.startswith(b">") and not _MARKED.match(line) for line in around):  # else the writer quotes
            lines[index] = lines[index][1:]
    return b"".join(lines)
