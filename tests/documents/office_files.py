"""Office documents made by hand of their parts, so that a test shows the markup that it is about."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from backchannel.documents import read_bytes
from backchannel.model import Document

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SPACES = f"""xmlns:w="{_W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"
 xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml"
 xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"
 xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" """
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_ODF = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}"'
    for prefix, name in (
        ("office", "office:1.0"), ("text", "text:1.0"), ("table", "table:1.0"), ("draw", "drawing:1.0"),
        ("style", "style:1.0"), ("meta", "meta:1.0"), ("svg", "svg-compatible:1.0"),
    )
) + ' xmlns:dc="http://purl.org/dc/elements/1.1/"'  # fmt: skip
ODT_TYPE = "application/vnd.oasis.opendocument.text"


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    """A ZIP file of these members."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content, zipfile.ZIP_STORED if name == "mimetype" else None)
    return buffer.getvalue()


def docx(body: str, *, core: str = "", main: str = "word/document.xml", **parts: str) -> bytes:
    """A Word document with this body; ``parts`` are what its other parts hold (``footnotes``, ``styles`` …)."""
    files = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": _named({"officeDocument": f"/{main}", "core-properties": "docProps/core.xml"}),
        main: f"<w:document {_SPACES}><w:body>{body}</w:body></w:document>",
        "docProps/core.xml": f'<cp xmlns:dc="http://purl.org/dc/elements/1.1/">{core}</cp>',
        f"word/_rels/{main.rpartition('/')[2]}.rels": _named({kind: f"{kind}.xml" for kind in parts}),
    }
    return packed(
        files | {f"word/{kind}.xml": f"<w:{kind} {_SPACES}>{inner}</w:{kind}>" for kind, inner in parts.items()}
    )


def _named(targets: Mapping[str, str]) -> str:
    inner = "".join(f'<Relationship Type="{_RELATIONS}/{kind}" Target="{to}"/>' for kind, to in targets.items())
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inner}</Relationships>'
    )


def odt(text: str, *, styles: str = "", meta: str = "", manifest: str = "", flat: bool = False) -> bytes:
    """An OpenDocument text; ``styles`` are its automatic styles."""
    body = f"<office:body><office:text>{text}</office:text></office:body>"
    inner = f"<office:automatic-styles>{styles}</office:automatic-styles>{body}"
    about = f"<office:meta>{meta}</office:meta>"
    if flat:
        return f'<office:document {_ODF} office:mimetype="{ODT_TYPE}">{about}{inner}</office:document>'.encode()
    return packed(
        {
            "mimetype": ODT_TYPE,
            "content.xml": f"<office:document-content {_ODF}>{inner}</office:document-content>",
            "meta.xml": f"<office:document-meta {_ODF}>{about}</office:document-meta>",
            "META-INF/manifest.xml": f"<manifest>{manifest}</manifest>",
        }
    )


def one(data: bytes, name: str) -> Document:
    """The one document in a file."""
    (document,) = read_bytes(data, name)
    return document


def said(document: Document, kind: str) -> list[str]:
    """The words of each section of this kind."""
    return [document.text[section.start : section.end] for section in document.sections if section.kind == kind]
