"""Word documents (DOCX): the text as it reads with all tracked changes accepted, notes tied to their marks."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator
from typing import Any

from backchannel.documents.allowance import Allowance
from backchannel.documents.extracted import Extracted
from backchannel.documents.flow import titled
from backchannel.documents.kinds import DOCX, zipped
from backchannel.documents.markup import local
from backchannel.documents.office.opc import Package
from backchannel.documents.office.properties import properties
from backchannel.documents.office.warnings import left_out
from backchannel.documents.office.word import Word
from backchannel.documents.office.word_styles import Styles, attribute, child
from backchannel.documents.zipped import open_zip
from backchannel.errors import DocumentError
from backchannel.model import Metadata

LABEL = "Word (DOCX)"
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SUFFIXES = frozenset({".docx", ".docm", ".dotx", ".dotm"})

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_HEAD = 65_536


def recognises(data: bytes, name: str) -> bool:
    """Whether the bytes are a Word document of 2007 or later, or an office document that is locked with a password."""
    if data.startswith(b"PK"):
        return zipped(data[:_HEAD], data[-_HEAD:]) == DOCX
    return data.startswith(_OLE) and _LOCKED in data


def extract(data: bytes, name: str, allowance: Allowance) -> Iterator[Extracted]:
    """The document; raises ``DocumentError`` where it is locked, damaged or holds no words."""
    if data.startswith(_OLE):
        raise DocumentError(name, "is an office document locked with a password; save it without one")
    with open_zip(io.BytesIO(data), name, allowance) as archive:
        package = Package(archive, name, "Word XML")
        main = package.named("officeDocument") or "word/document.xml"
        word = _read(package, main, name)
        comments = _count(package, package.named("comments", main), "comment")
        core = package.named("core-properties")
        about = properties(package.xml(core)) if core else Metadata()
    built = titled(word.flow.finish())
    if not built.text:
        raise DocumentError(name, "is a Word document without words in it")
    yield Extracted(
        name,
        data,
        built.text,
        MEDIA_TYPE,
        blocks=built.blocks,
        notes=built.notes or None,
        warnings=left_out(word.left_out + comments),
        beneath=about,
    )


def _read(package: Package, main: str, name: str) -> Word:
    body = child(package.xml(main), "body")
    if body is None:
        raise DocumentError(name, "is a Word document without a body")
    styles = package.named("styles", main)
    known = Styles(package.xml(styles) if styles else None)
    notes = _notes(package, main, "footnote") | _notes(package, main, "endnote")
    word = Word(known, notes)
    word.read(body)
    if not word.in_code:
        return word
    # A field whose end is missing would swallow all that follows.
    again = Word(known, notes, heed_fields=False)
    again.read(body)
    return again


def _notes(package: Package, main: str, kind: str) -> dict[str, Any]:
    part = package.named(f"{kind}s", main)
    elements = package.xml(part) if part else ()
    found = [one for one in elements if local(one) == kind and attribute(one, "type") in (None, "normal")]
    return {f"{kind} {attribute(one, 'id')}": one for one in found}


def _count(package: Package, part: str | None, kind: str) -> Counter[str]:
    return Counter({kind: sum(local(one) == kind for one in package.xml(part))} if part else {})
