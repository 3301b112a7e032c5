"""A page as a server sent it (RFC 9110, 9112): status, fields and body, its transfer and content codings undone."""

from __future__ import annotations

import re
import zlib
from typing import NamedTuple

from backchannel.documents.allowance import Allowance
from backchannel.documents.decoding import MAX_BYTES
from backchannel.errors import DocumentError

_STATUS = re.compile(r"\S+ ([0-9]{1,9})(?: |$)")
_LONGEST_HEAD = 256 * 1024
_FIELDS = 500


class Response(NamedTuple):
    """``status`` 0 where none is stated; names of ``fields`` in small letters; ``body`` as sent."""

    status: int
    fields: dict[str, str]
    body: bytes

    @property
    def media_type(self) -> str:
        """The body's type without parameters, in small letters; empty where none is stated."""
        return self.fields.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def charset(self) -> str | None:
        """The charset that is stated beside the type."""
        _, _, after = self.fields.get("content-type", "").lower().partition("charset=")
        return after.split(";")[0].strip(" \"'") or None


def parse_response(block: bytes) -> Response | None:
    """The response in a block of bytes; None where it does not begin as one."""
    if not block.startswith(b"HTTP/"):
        return None
    head = block[:_LONGEST_HEAD]
    ends = [(at, len(mark)) for mark in (b"\r\n\r\n", b"\n\n") if (at := head.find(mark)) >= 0]
    end, length = min(ends, default=(len(block), 0))
    first, *rest = block[:end].decode("latin-1").splitlines() or [""]
    status = _STATUS.match(first)
    return Response(int(status[1]) if status else 0, _fields(rest), block[end + length :])


def _fields(lines: list[str]) -> dict[str, str]:
    fields: dict[str, str] = {}
    for line in lines[:_FIELDS]:
        name, colon, value = line.partition(":")
        if colon:
            fields.setdefault(name.strip().lower(), value.strip())
    return fields


def content(response: Response, name: str, allowance: Allowance) -> bytes:
    """The body as its author made it. Raises ``DocumentError`` for codings that are not known, and bodies too large.

    Archives that undid a coding and kept the field that states it are common: what is not so coded is taken as it is.
    """
    body = response.body
    if "chunked" in response.fields.get("transfer-encoding", "").lower():
        body = unchunked(body)
    for coding in reversed(response.fields.get("content-encoding", "").lower().split(",")):
        body = _decoded(body, coding.strip(), name, allowance)
    return body


def unchunked(body: bytes) -> bytes:
    """The chunks put together (RFC 9112, 7.1); the body as it is where it is not in chunks."""
    pieces: list[bytes] = []
    at = 0
    while True:
        end = body.find(b"\n", at, at + 200)
        size = _size(body[at:end]) if end >= 0 else None
        if size is None:
            return b"".join(pieces) if pieces else body
        if size == 0:
            return b"".join(pieces)
        pieces.append(body[end + 1 : end + 1 + size])
        at = end + 1 + size
        at += 2 if body[at : at + 2] == b"\r\n" else 1


def _size(line: bytes) -> int | None:
    digits = line.split(b";")[0].strip()
    try:
        return int(digits, 16) if digits and not digits.startswith((b"-", b"+")) else None
    except ValueError:
        return None


def _decoded(body: bytes, coding: str, name: str, allowance: Allowance) -> bytes:
    if coding in ("", "identity", "none"):
        return body
    if coding in ("gzip", "x-gzip"):
        return _inflated(body, (16 + zlib.MAX_WBITS,), name, allowance) if body[:2] == b"\x1f\x8b" else body
    if coding == "deflate":  # which servers send with the wrapping of zlib, as they should, or without
        return _inflated(body, (zlib.MAX_WBITS, -zlib.MAX_WBITS), name, allowance)
    if coding in ("br", "zstd") and body.lstrip()[:1] != b"<":
        raise DocumentError(name, f"is packed in a way that is not read here ({coding}); save the page again")
    return body


def _inflated(body: bytes, ways: tuple[int, ...], name: str, allowance: Allowance) -> bytes:
    for bits in ways:
        unpacker = zlib.decompressobj(bits)
        try:
            made = unpacker.decompress(body, min(allowance.most(), MAX_BYTES) + 1)
        except zlib.error:
            continue
        allowance.unpack(len(made))
        if len(made) > MAX_BYTES:
            raise DocumentError(name, f"unpacks to more than {MAX_BYTES // 2**20} MiB")
        return made
    return body
