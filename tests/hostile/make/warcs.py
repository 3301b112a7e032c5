"""WARC records written by hand (ISO 28500)."""

from __future__ import annotations

IDENTITY = "<urn:uuid:00000000-0000-4000-8000-{:012d}>"


def record(
    number: int,
    block: bytes,
    *,
    kind: str = "response",
    uri: str | None = "http://news.example.org/{}",
    media: str = "application/http; msgtype=response",
    length: str | None = "",
    more: str = "",
    version: str = "WARC/1.0",
) -> bytes:
    """One record; ``length`` as it is to stand in the header, None for no such header, empty for the truth."""
    rows = [
        version,
        f"WARC-Type: {kind}",
        f"WARC-Record-ID: {IDENTITY.format(number)}",
        "WARC-Date: 2017-03-14T09:30:00Z",
    ]
    if uri is not None:
        rows.append(f"WARC-Target-URI: {uri.format(number)}")
    rows.append(f"Content-Type: {media}")
    if length is not None:
        rows.append(f"Content-Length: {length or len(block)}")
    return ("\r\n".join(rows) + "\r\n" + more + "\r\n").encode() + block + b"\r\n\r\n"


def answer(body: bytes, media: str = "text/html; charset=utf-8", *, more: str = "", status: str = "200 OK") -> bytes:
    """What a web server answered."""
    return f"HTTP/1.1 {status}\r\nContent-Type: {media}\r\n{more}\r\n".encode() + body


def page(text: str, *, title: str = "Talks", head: str = "") -> bytes:
    """A web page of one article."""
    return (
        f"<!DOCTYPE html><html><head><title>{title}</title>{head}</head><body><article><h1>{title}</h1><p>{text}</p>"
        "</article></body></html>"
    ).encode()


def info(number: int = 0) -> bytes:
    """The record that begins a file."""
    return record(number, b"software: made for tests\r\n", kind="warcinfo", uri=None, media="application/warc-fields")


def pages(*texts: str) -> list[bytes]:
    """One response for each text."""
    return [record(n, answer(page(text))) for n, text in enumerate(texts, 1)]
