"""Names for documents, texts, passages and claims that hold everywhere and need no network to be made.

Documents and texts are named by their digests (RFC 6920, "Naming Things with Hashes"), passages as character ranges of
the text (RFC 5147). What only this program knows is named under ``urn:x-backchannel:``.
"""

from __future__ import annotations

import base64
import re
from urllib.parse import quote

PRIVATE = "urn:x-backchannel:"
TERMS = PRIVATE + "terms:"
_WEB = re.compile(
    r"https?://[^\s<>\"{}|\\^`\x00-\x20\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff0-\uffff]+"
)
"""What RFC 3987 allows; its section 4.1 forbids characters that turn the line, for they show another address."""


def named_by_hash(sha256: str) -> str:
    """The ``ni`` name of bytes with this SHA-256 (hexadecimal)."""
    return "ni:///sha-256;" + base64.urlsafe_b64encode(bytes.fromhex(sha256)).decode().rstrip("=")


def text(sha256: str) -> str:
    """The name of a text with this SHA-256 of its UTF-8."""
    return named_by_hash(sha256) + "?ct=text/plain"


def passage(text_digest: str, start: int, end: int) -> str:
    """The name of a passage: code points ``start`` to ``end`` of the text."""
    return f"{text(text_digest)}#char={start},{end}"


def private(kind: str, id_: str) -> str:
    """The name of a claim, reading, finding, origin or reader."""
    return f"{PRIVATE}{kind}:{quote(id_, safe='~')}"


def web(address: str | None) -> str | None:
    """The address where it is one of the web, else None."""
    return address if address and _WEB.fullmatch(address) else None
