"""OpenDocument texts (ODT), and the same in one XML file (FODT)."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from backchannel.documents.allowance import Allowance
from backchannel.documents.extracted import Extracted
from backchannel.documents.flow import titled
from backchannel.documents.kinds import ODT, zipped
from backchannel.documents.markup import local, parse_xml
from backchannel.documents.office.odf import OpenText
from backchannel.documents.office.odf_styles import Styles
from backchannel.documents.office.properties import properties
from backchannel.documents.office.warnings import left_out
from backchannel.documents.office.word_styles import child
from backchannel.documents.zipped import Zip, open_zip
from backchannel.errors import DocumentError
from backchannel.model import Metadata

LABEL = "OpenDocument (ODT)"
MEDIA_TYPE = "application/vnd.oasis.opendocument.text"
SUFFIXES = frozenset({".odt", ".ott", ".fodt"})

_HEAD = 65_536
_FLAT = re.compile(
    rb"\A(?:\xef\xbb\xbf)?(?:\s|<\?[^>]*>)*<office:document\s[^>]*mimetype\s*=\s*[\"']application/vnd\.oasis\.opendocument\.text"
)
_WHAT = "OpenDocument XML"


def recognises(data: bytes, name: str) -> bool:
    """Whether the bytes are an OpenDocument text, packed or flat."""
    return zipped(data[:_HEAD], data[-_HEAD:]) == ODT if data.startswith(b"PK") else bool(_FLAT.match(data[:_HEAD]))


def extract(data: bytes, name: str, allowance: Allowance) -> Iterator[Extracted]:
    """The document; raises ``DocumentError`` where it is locked, damaged or holds no words."""
    if data.startswith(b"PK"):
        with open_zip(io.BytesIO(data), name, allowance) as archive:
            content, others = _packed(archive, name)
    else:
        content, others = parse_xml(data, name, _WHAT), []
    body = child(content, "body", "text")
    if body is None:
        raise DocumentError(name, "is an OpenDocument file without a text in it")
    text = OpenText(Styles([*others, *(one for one in content if local(one) != "body")]))
    text.read(body)
    built = titled(text.flow.finish())
    if not built.text:
        raise DocumentError(name, "is an OpenDocument text without words in it")
    yield Extracted(
        name,
        data,
        built.text,
        MEDIA_TYPE,
        blocks=built.blocks,
        notes=built.notes or None,
        warnings=left_out(text.left_out),
        beneath=_about([content, *others]),
    )


def _packed(archive: Zip, name: str) -> tuple[Any, list[Any]]:
    """The content, and styles and properties where they are there."""
    if "META-INF/manifest.xml" in archive:
        manifest = parse_xml(archive.read("META-INF/manifest.xml"), name, _WHAT)
        if any(local(one) in ("encryption-data", "encrypted-key") for one in manifest.iter()):
            raise DocumentError(name, "is locked with a password; save it without one")
    others = [part for part in ("styles.xml", "meta.xml") if part in archive]
    return (
        parse_xml(archive.read("content.xml"), name, _WHAT),
        [parse_xml(archive.read(part), name, _WHAT) for part in others],
    )


def _about(roots: list[Any]) -> Metadata:
    meta = next((found for root in roots if (found := child(root, "meta")) is not None), None)
    return Metadata() if meta is None else properties(meta, ("initial-creator", "creator"))
