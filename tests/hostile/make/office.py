"""Word, OpenDocument and EPUB files part by part (ECMA-376, OpenDocument 1.2, EPUB 3)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape

from tests.hostile.make import zips

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."


# --- Word


def paragraph(text: str) -> str:
    """A paragraph of one run."""
    return f"<w:p>{run(text)}</w:p>"


def run(text: str) -> str:
    """A run of text."""
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def document(*blocks: str, doctype: str = "") -> str:
    """The main part; the namespaces that Word declares are declared."""
    return (
        f'{HEAD}{doctype}<w:document xmlns:w="{W}" xmlns:r="{_R}" '
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
        'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f"<w:body>{''.join(blocks)}</w:body></w:document>"
    )


def relations(*rows: tuple[str, str, str], external: Iterable[str] = ()) -> str:
    """A part of relationships: id, the last word of the type, target."""
    mode = dict.fromkeys(external, ' TargetMode="External"')
    made = "".join(
        f'<Relationship Id="{id_}" Type="{_R}/{kind}" Target="{escape(target)}"{mode.get(id_, "")}/>'
        for id_, kind, target in rows
    )
    return f'{HEAD}<Relationships xmlns="{_RELATIONS}">{made}</Relationships>'


def docx_parts(
    main: str | bytes, more: Mapping[str, str | bytes] | None = None, *, at: str = "word/document.xml"
) -> dict[str, bytes]:
    """The parts of a Word file by name; ``more`` adds to them or takes their place."""
    types = (
        f'{HEAD}<Types xmlns="{_TYPES}"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/{at}" ContentType="{_WORD}document.main+xml"/>'
        f'<Override PartName="/word/footnotes.xml" ContentType="{_WORD}footnotes+xml"/></Types>'
    )
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": types,
        "_rels/.rels": relations(("rId1", "officeDocument", at)),
        at: main,
        **(more or {}),
    }
    return {name: part if isinstance(part, bytes) else part.encode() for name, part in parts.items()}


def docx(main: str | bytes, more: Mapping[str, str | bytes] | None = None, *, at: str = "word/document.xml") -> bytes:
    """A Word file of its main part and others."""
    return zips.archive_of(docx_parts(main, more, at=at))


def footnotes(*notes: str) -> str:
    """The part of footnotes, numbered from 1."""
    made = "".join(f'<w:footnote w:id="{n}">{note}</w:footnote>' for n, note in enumerate(notes, 1))
    return f'{HEAD}<w:footnotes xmlns:w="{W}">{made}</w:footnotes>'


FOOTNOTE_RELATION = {"word/_rels/document.xml.rels": relations(("rId9", "footnotes", "footnotes.xml"))}


# --- OpenDocument

_ODF = "urn:oasis:names:tc:opendocument:xmlns"


def content(body: str, *, doctype: str = "", automatic: str = "") -> str:
    """The part ``content.xml``."""
    return (
        f'{HEAD}{doctype}<office:document-content xmlns:office="{_ODF}:office:1.0" xmlns:text="{_ODF}:text:1.0" '
        f'xmlns:table="{_ODF}:table:1.0" xmlns:draw="{_ODF}:drawing:1.0" xmlns:style="{_ODF}:style:1.0" '
        'xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        f'office:version="1.2">{automatic}<office:body><office:text>{body}</office:text></office:body>'
        "</office:document-content>"
    )


def odt_parts(main: str | bytes, more: Mapping[str, str | bytes] | None = None) -> dict[str, bytes]:
    """The parts of an OpenDocument text by name, the type first."""
    entry = '<manifest:file-entry manifest:full-path="{}" manifest:media-type="{}"/>'
    mime = "application/vnd.oasis.opendocument.text"
    manifest = (
        f'{HEAD}<manifest:manifest xmlns:manifest="{_ODF}:manifest:1.0">'
        f"{entry.format('/', mime)}{entry.format('content.xml', 'text/xml')}</manifest:manifest>"
    )
    parts: dict[str, str | bytes] = {
        "mimetype": mime, "content.xml": main, "META-INF/manifest.xml": manifest, **(more or {}),
    }  # fmt: skip
    return {name: part if isinstance(part, bytes) else part.encode() for name, part in parts.items()}


def odt(main: str | bytes, more: Mapping[str, str | bytes] | None = None) -> bytes:
    """An OpenDocument text of its content and other parts."""
    return zips.archive_of(odt_parts(main, more), stored_first=True)


def odt_paragraph(text: str) -> str:
    """A paragraph."""
    return f"<text:p>{escape(text)}</text:p>"


# --- EPUB

CONTAINER = (
    '<?xml version="1.0"?><container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="{}" media-type="application/oebps-package+xml"/></rootfiles></container>'
)


def chapter(text: str, *, doctype: str = "", head: str = "") -> str:
    """A page of XHTML with a title and one paragraph of text, which may hold markup."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{doctype}<html xmlns="http://www.w3.org/1999/xhtml"><head>'
        f"<title>Chapter</title>{head}</head><body><p>{text}</p></body></html>"
    )


def package(
    items: Mapping[str, str], spine: Iterable[str], *, doctype: str = "", title: str = "A book of talks"
) -> str:
    """The package document: files by id, and the ids in reading order."""
    listed = "".join(f'<item id="{i}" href="{href}" media-type="application/xhtml+xml"/>' for i, href in items.items())
    order = "".join(f'<itemref idref="{i}"/>' for i in spine)
    return (
        f'<?xml version="1.0"?>{doctype}<package xmlns="http://www.idpf.org/2007/opf" version="3.0" '
        'unique-identifier="id"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f'<dc:identifier id="id">urn:x:1</dc:identifier><dc:title>{title}</dc:title><dc:language>en</dc:language>'
        f"</metadata><manifest>{listed}</manifest><spine>{order}</spine></package>"
    )


def epub_parts(chapters: Mapping[str, str | bytes], more: Mapping[str, str | bytes] | None = None) -> dict[str, bytes]:
    """The parts of a book whose chapters stand beside the package document, read in the order given."""
    ids = {f"c{n}": name for n, name in enumerate(chapters)}
    parts: dict[str, str | bytes] = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": CONTAINER.format("OPS/book.opf"),
        "OPS/book.opf": package(ids, ids),
        **{f"OPS/{name}": page for name, page in chapters.items()},
        **(more or {}),
    }
    return {name: part if isinstance(part, bytes) else part.encode() for name, part in parts.items()}


def epub(chapters: Mapping[str, str | bytes], more: Mapping[str, str | bytes] | None = None) -> bytes:
    """A book."""
    return zips.archive_of(epub_parts(chapters, more), stored_first=True)


# --- XML of any kind


def laughs(name: str = "document") -> str:
    """A document type whose entity ``&l9;`` is a billion words."""
    steps = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return f'<!DOCTYPE {name} [<!ENTITY l0 "hush ">{steps}]>'


def quadratic(name: str = "document") -> str:
    """A document type with an entity ``&q;`` of 100,000 letters, to be used very often."""
    return f'<!DOCTYPE {name} [<!ENTITY q "{"hush " * 20_000}">]>'


def outside(name: str, address: str) -> str:
    """A document type with ``&file;``, ``&near;`` and ``&net;``, and a DTD to be fetched."""
    return (
        f'<!DOCTYPE {name} SYSTEM "{address}/dtd" [<!ENTITY file SYSTEM "file:///etc/passwd">'
        f'<!ENTITY near SYSTEM "../canary.txt"><!ENTITY net SYSTEM "{address}/entity">'
        f'<!ENTITY % p SYSTEM "{address}/parameter"> %p;]>'
    )


def encryption(method: str, part: str) -> str:
    """A book's list of what is encrypted in it: one part."""
    return (
        '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container" xmlns:enc="http://www.w3.org/2001/04/xmlenc#">'
        f'<enc:EncryptedData><enc:EncryptionMethod Algorithm="{method}"/><enc:CipherData>'
        f'<enc:CipherReference URI="{part}"/></enc:CipherData></enc:EncryptedData></encryption>'
    )
