"""XML from strangers: parsed by lxml with nothing fetched, no entities expanded, and depth and size bounded."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from backchannel.errors import DocumentError

MAX_DEPTH = 200
MAX_ELEMENTS = 2_000_000

_ENTITY = re.compile(rb"<!ENTITY", re.IGNORECASE)
_PROLOG = 1_000_000


class Mended(NamedTuple):
    """The root of a document of which as much was taken as could be made out, and what is wrong with it, or None."""

    root: Any
    fault: str | None


def parse_xml(data: bytes, name: str, what: str = "XML") -> Any:
    """The root element of the document; ``what`` names the format in the reason.

    Comments and processing instructions are left out. Raises ``DocumentError`` for what is not well-formed, declares
    entities (the way of "billion laughs" and of external files, CWE-776 and CWE-611), or is too deep or too large.
    """
    return _parsed(data, name, what, recover=False).root


def mend_xml(data: bytes, name: str, what: str = "XML") -> Mended:
    """As :func:`parse_xml`, but of what is not well-formed as much is taken as libxml2 can make out."""
    return _parsed(data, name, what, recover=True)


def _parsed(data: bytes, name: str, what: str, *, recover: bool) -> Mended:
    from lxml import etree  # noqa: PLC0415  # heavy: only XML needs it

    if _ENTITY.search(data, 0, _PROLOG) or _ENTITY.search(_as_ascii(data), 0, _PROLOG):
        raise DocumentError(name, f"is {what} that declares entities of its own, which are never expanded here")
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        recover=recover,
    )
    try:
        root = etree.fromstring(data, parser)
        if root is None:
            raise ValueError("no element in it")
    except (etree.LxmlError, ValueError) as error:
        reason = (str(error).splitlines() or ["no content"])[0]
        raise DocumentError(name, f"is {what} that is not well-formed: {reason}") from error
    bounded(root, name, what, MAX_DEPTH, MAX_ELEMENTS)
    fault = next((e for e in parser.error_log if e.level == etree.ErrorLevels.FATAL), None)
    return Mended(root, fault and f"is {what} that is not well-formed (line {fault.line}: {fault.message.strip()})")


def _as_ascii(data: bytes) -> bytes:
    """UTF-16 and UTF-32 without their zero bytes, so that a declaration cannot hide in the encoding."""
    return data[: 2 * _PROLOG].replace(b"\0", b"") if b"\0" in data[:4] else b""


def bounded(root: Any, name: str, what: str, depth: int, elements: int) -> None:
    """Raises ``DocumentError`` where the tree is deeper or larger than that; level by level, without recursion."""
    deep = count = 0
    level = [root]
    while level:
        deep += 1
        count += len(level)
        if deep > depth:
            raise DocumentError(name, f"is {what} nested deeper than {depth} elements")
        if count > elements:
            raise DocumentError(name, f"is {what} of more than {elements:,} elements; split it into parts")
        level = [child for element in level for child in element]


def local(element: Any) -> str:
    """The element's name without its namespace; empty for what is no element (an unexpanded entity)."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
