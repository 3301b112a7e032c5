"""One small, good file of each format, to be damaged; those that are archives inside as their members."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
from collections.abc import Callable, Mapping
from types import MappingProxyType

PROSE = (
    "The two foreign ministers met in Oslo in 1993. Norway said nothing of it, and a third state carried the letters."
)
_MAIL = f"""From: Ann Example <ann@example.org>
To: desk@example.org
Subject: =?utf-8?q?Talks_in_Gen=C3=A8ve?=
Date: Mon, 5 Jul 1993 10:00:00 +0200
Message-ID: <1@example.org>
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="b"

--b
Content-Type: multipart/alternative; boundary="c"

--c
Content-Type: text/plain; charset=utf-8; format=flowed
Content-Transfer-Encoding: quoted-printable

{PROSE} =E2=80=9CNo comment.=E2=80=9D

On 4 July 1993, Ben wrote:
> Did they meet?
--c
Content-Type: text/html; charset=utf-8

<html><body><p>{PROSE}</p></body></html>
--c--
--b
Content-Type: text/plain; name="note.txt"
Content-Disposition: attachment; filename="note.txt"
Content-Transfer-Encoding: base64

VGhlIGVudm95cyBtZXQgaW4gVmllbm5hLg==
--b--
"""
_FROM = "From ann@example.org Mon Jul  5 10:00:00 1993\n"
_FEED = f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>The Paper</title>
<item><title>Talks</title><link>https://example.org/1</link><guid>1</guid>
<pubDate>Mon, 05 Jul 1993 10:00:00 GMT</pubDate>
<description>Envoys met.</description><content:encoded><![CDATA[<p>{PROSE}</p>]]>
</content:encoded></item></channel></rss>
"""
_TEI = f"""<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0" xmlns:frus="http://history.state.gov/frus/ns/1.0" xml:id="frus1">
<teiHeader><fileDesc><titleStmt><title type="complete">A Volume</title></titleStmt>
<publicationStmt><date>1999</date></publicationStmt></fileDesc></teiHeader>
<text><body><div type="compilation"><head>Talks</head>
<div type="document" n="1" xml:id="d1" frus:doc-dateTime-min="1964-01-03T00:00:00-05:00"><head>1. Telegram<note n="1"
xml:id="d1fn1" type="source">Source: National Archives, RG 59. Secret.</note></head>
<opener><dateline><placeName>Oslo</placeName>, <date when="1964-01-03">January 3, 1964</date></dateline></opener>
<p>{PROSE}<note n="2" xml:id="d1fn2">Not printed.</note> <hi rend="italic">[less than 1 line not declassified]</hi></p>
<pb n="2" facs="0002"/><closer><signed>Example</signed></closer></div></div></body></text></TEI>
"""
_BODY = f"<html><head><title>Talks</title></head><body><article><h1>Talks</h1><p>{PROSE}</p></article></body></html>"
_HTTP = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {len(_BODY)}\r\n\r\n{_BODY}"
_WARC = (
    "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.org/1\r\nWARC-Date: 1993-07-05T10:00:00Z\r\n"
    "WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>\r\n"
    f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(_HTTP)}\r\n\r\n{_HTTP}\r\n\r\n"
)
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_DOCX = {
    "[Content_Types].xml": f"""<?xml version="1.0"?><Types xmlns="{_TYPES}">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Override PartName="/word/document.xml"
 ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>""",
    "_rels/.rels": f"""<?xml version="1.0"?><Relationships xmlns="{_RELATIONS}">
<Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>""",
    "word/document.xml": f"""<?xml version="1.0"?><w:document xmlns:w="{_W}"><w:body><w:p><w:r><w:t>{PROSE}</w:t></w:r>
<w:r><w:footnoteReference w:id="1"/></w:r><w:del><w:r><w:delText>no</w:delText></w:r></w:del></w:p>
<w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:body></w:document>""",
    "word/footnotes.xml": f"""<?xml version="1.0"?><w:footnotes xmlns:w="{_W}"><w:footnote w:id="1"><w:p><w:r>
<w:t>A note.</w:t></w:r></w:p></w:footnote></w:footnotes>""",
    "word/_rels/document.xml.rels": f"""<?xml version="1.0"?><Relationships xmlns="{_RELATIONS}">
<Relationship Id="r1" Type="{_OFFICE}/footnotes" Target="footnotes.xml"/></Relationships>""",
}
_ODF = "urn:oasis:names:tc:opendocument:xmlns"
_ODT = {
    "mimetype": "application/vnd.oasis.opendocument.text",
    "META-INF/manifest.xml": f"""<?xml version="1.0"?><m:manifest xmlns:m="{_ODF}:manifest:1.0"><m:file-entry
 m:full-path="/" m:media-type="application/vnd.oasis.opendocument.text"/></m:manifest>""",
    "content.xml": f"""<?xml version="1.0"?><o:document-content xmlns:o="{_ODF}:office:1.0" xmlns:t="{_ODF}:text:1.0">
<o:body><o:text><t:h t:outline-level="1">Talks</t:h><t:p>{PROSE}<t:note t:note-class="footnote" t:id="n1">
<t:note-citation>1</t:note-citation><t:note-body><t:p>A note.</t:p></t:note-body></t:note></t:p></o:text></o:body>
</o:document-content>""",
}
_EPUB = {
    "mimetype": "application/epub+zip",
    "META-INF/container.xml": """<?xml version="1.0"?><container version="1.0"
 xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="p.opf"
 media-type="application/oebps-package+xml"/></rootfiles></container>""",
    "p.opf": """<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata><dc:title>Talks</dc:title><dc:language>en</dc:language></metadata>
<manifest><item id="a" href="a.xhtml" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="a"/></spine>
</package>""",
    "a.xhtml": f"""<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><body><h1>Talks</h1><p>{PROSE}</p></body>
</html>""",
}


def zipped(members: Mapping[str, bytes]) -> bytes:
    """A ZIP of the members, the same bytes each time."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name), data)
    return out.getvalue()


def tarred(members: Mapping[str, bytes]) -> bytes:
    """A tar of the members, the same bytes each time."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, data in members.items():
            about = tarfile.TarInfo(name)
            about.size = len(data)
            archive.addfile(about, io.BytesIO(data))
    return out.getvalue()


def _pdf() -> bytes:
    stream = f"BT /F1 12 Tf 72 720 Td ({PROSE}) Tj ET".encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 900 792] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + (
        b"xref\n0 6\n0000000000 65535 f \n%strailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
        % (table, len(out))
    )


def _bytes(members: Mapping[str, str]) -> dict[str, bytes]:
    return {name: text.encode() for name, text in members.items()}


_INSIDE = {"a.txt": PROSE.encode(), "a.json": b'{"title": "Talks", "date": "1993"}', "b/c.html": _BODY.encode()}

FLAT: Mapping[str, bytes] = MappingProxyType(
    {
        "a.txt": PROSE.encode(),
        "a.md": f"---\ntitle: Talks\ndate: 1993\n---\n\n# Talks\n\n{PROSE}[^1]\n\n[^1]: A. Example, *Talks*\n".encode(),
        "a.html": _BODY.encode(),
        "a.jsonl": f'{{"id": "a", "text": "{PROSE}", "date": "1993"}}\n{{"id": "b", "text": "{PROSE}"}}\n'.encode(),
        "a.csv": f'id,title,text\r\n1,Talks,"{PROSE}"\r\n2,More,"{PROSE}\n{PROSE}"\r\n'.encode(),
        "a.eml": _MAIL.replace("\n", "\r\n").encode(),
        "a.mbox": f"{_FROM}{_MAIL}\n{_FROM}{_MAIL}".encode(),
        "a.xml": _TEI.encode(),
        "a.rss": _FEED.encode(),
        "a.warc": _WARC.encode(),
        "a.pdf": _pdf(),
    }
)
"""Files whose bytes are damaged as they are."""

PACKED: Mapping[str, tuple[Mapping[str, bytes], Callable[[Mapping[str, bytes]], bytes]]] = MappingProxyType(
    {
        "a.docx": (_bytes(_DOCX), zipped),
        "a.odt": (_bytes(_ODT), zipped),
        "a.epub": (_bytes(_EPUB), zipped),
        "a.zip": (_INSIDE, zipped),
        "a.tar": (_INSIDE, tarred),
        "a.tar.gz": (_INSIDE, lambda members: gzip.compress(tarred(members), mtime=0)),
        "a.txt.gz": ({"a.txt": PROSE.encode()}, lambda members: gzip.compress(members["a.txt"], mtime=0)),
        "a.txt.bz2": ({"a.txt": PROSE.encode()}, lambda members: bz2.compress(members["a.txt"])),
        "a.txt.xz": ({"a.txt": PROSE.encode()}, lambda members: lzma.compress(members["a.txt"])),
        "a.warc.gz": ({"a": _WARC.encode()}, lambda members: gzip.compress(members["a"], mtime=0)),
    }
)
"""Files that are archives inside: their members, and how they are packed, so that damage reaches what is inside."""

NAMES = (*FLAT, *PACKED)


def good(name: str) -> bytes:
    """The undamaged file."""
    if name in FLAT:
        return FLAT[name]
    members, pack = PACKED[name]
    return pack(members)
