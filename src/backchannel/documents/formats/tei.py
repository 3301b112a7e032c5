"""TEI XML: volumes of documents as "Foreign Relations of the United States" publishes them, collections, single texts.

One document a ``div[@type='document']``, named ``volume.xml#d12`` and identified by the canonical XML of its division.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from backchannel.documents.allowance import Allowance
from backchannel.documents.extracted import Extracted
from backchannel.documents.markup import local, parse_xml
from backchannel.documents.tei.apart import xml_id
from backchannel.documents.tei.reading import MEDIA_TYPE, canonical, documents_of
from backchannel.errors import DocumentError

__all__ = ["LABEL", "MEDIA_TYPE", "SUFFIXES", "extract", "recognises"]

LABEL = "TEI"
SUFFIXES = frozenset({".xml", ".tei"})

_ROOT = re.compile(
    rb"\A(?:\xef\xbb\xbf)?(?:\s|<\?[^>]*>|<!--(?:[^-]|-(?!->))*-->|<!DOCTYPE[^\[>]*(?:\[[^\]]*\]\s*)?>)*"
    rb"<(?:[\w.-]+:)?(?:TEI|TEI\.2|teiCorpus(?:\.2)?)[\s/>]"
)


def recognises(data: bytes, name: str) -> bool:
    """Whether the root element is TEI's."""
    head = data[:65536]
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        head = head[2:].replace(b"\0", b"")
    return bool(_ROOT.match(head))


def extract(data: bytes, name: str, allowance: Allowance) -> Iterator[Extracted]:
    """The documents of the file; raises ``DocumentError`` where it is not well-formed or holds no words."""
    root = parse_xml(data, name, "TEI")
    texts = list(_texts(root))
    if not texts:
        raise DocumentError(name, "is a TEI corpus without a text in it")
    if len(texts) == 1:
        yield from documents_of(texts[0], name, data)
        return
    for number, tei in enumerate(texts, 1):
        yield from documents_of(tei, f"{name}#{xml_id(tei) or number}", canonical(tei))


def _texts(root: Any) -> Iterator[Any]:
    """The texts of a corpus, or the one that the file is."""
    waiting = [root]
    while waiting:
        element = waiting.pop()
        if local(element) in ("TEI", "TEI.2"):
            yield element
        else:
            waiting.extend(child for child in reversed(element) if local(child) in ("TEI", "TEI.2", "teiCorpus"))
