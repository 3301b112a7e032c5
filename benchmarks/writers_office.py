"""Files of office programs, of the web, of e-books, of editions and of mail for ``fidelity.py``.

Word documents are written by python-docx, with the footnotes' part that it lacks; OpenDocument texts by odfdo; pages
once as Pandoc writes them (notes with links back) and once by hand (without); e-books as two chapters, the notes in the
second; TEI with notes at their marks; mail in quoted-printable and flowed lines, its notes below.
"""

from __future__ import annotations

import html
import textwrap
import zipfile
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

import docx
import odfdo
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from fidelity_texts import Block, NoteMark, Prose, Writer
from writers_pdf import page

_TEI = "http://www.tei-c.org/ns/1.0"
_XHTML = '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">'


def _docx(prose: Prose, path: Path) -> None:
    document = docx.Document()
    document.core_properties.title = prose.title.words
    styled = [("Title", prose.title)] + ([("Normal", Block((prose.byline,)))] if prose.byline else [])
    styled += [("Heading 1" if block.heading else "Normal", block) for block in prose.blocks]
    ids = {note.number: number for number, note in enumerate(prose.notes, 1)}
    for style, block in styled:
        paragraph = document.add_paragraph(style=style)
        for piece in block.pieces:
            if isinstance(piece, NoteMark):
                reference = f'<w:footnoteReference {nsdecls("w")} w:id="{ids[piece.number]}"/>'
                paragraph.add_run()._r.append(parse_xml(reference))
            else:
                paragraph.add_run(piece)
    if prose.notes:
        notes = "".join(_docx_note(ids[note.number], note.words) for note in prose.notes)
        xml = f'<?xml version="1.0" encoding="UTF-8"?><w:footnotes {nsdecls("w")}>{notes}</w:footnotes>'
        name = PackURI("/word/footnotes.xml")
        part = Part(name, CONTENT_TYPE.WML_FOOTNOTES, xml.encode(), document.part.package)
        document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    document.save(str(path))


def _docx_note(number: int, words: str) -> str:
    said = f'<w:r><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> {escape(words)}</w:t></w:r>'
    return f'<w:footnote w:id="{number}"><w:p>{said}</w:p></w:footnote>'


def _odt(prose: Prose, path: Path) -> None:
    document = odfdo.Document("text")
    document.body.clear()
    notes = {note.number: note.words for note in prose.notes}
    head = [("Title", prose.title), *([("Standard", Block((prose.byline,)))] if prose.byline else [])]
    for style, block in head:
        document.body.append(_odt_paragraph(odfdo.Paragraph(style=style), block, notes))
    for block in prose.blocks:
        element = odfdo.Header(1) if block.heading else odfdo.Paragraph(style="Text_20_body")
        document.body.append(_odt_paragraph(element, block, notes))
    document.save(str(path))


def _odt_paragraph(element: odfdo.Paragraph, block: Block, notes: dict[str, str]) -> odfdo.Paragraph:
    for piece in block.pieces:
        if isinstance(piece, NoteMark):
            number = piece.number
            element.append(odfdo.Note(note_id=f"ftn{number}", citation=number, body=notes[number]))
        else:
            element.append(piece)
    return element


def _pandoc(prose: Prose, path: Path) -> None:
    mark = '<a href="#fn{0}" class="footnote-ref" id="fnref{0}" role="doc-noteref"><sup>{0}</sup></a>'
    back = '<a href="#fnref{0}" class="footnote-back" role="doc-backlink">↩︎</a>'
    notes = "".join(
        f'<li id="fn{n.number}" value="{n.number}"><p>{html.escape(n.words)}{back.format(n.number)}</p></li>'
        for n in prose.notes
    )
    end = f'<section class="footnotes" role="doc-endnotes"><hr /><ol>{notes}</ol></section>' if notes else ""
    title = html.escape(prose.title.words)
    head = f'<head><meta charset="utf-8" /><title>{title}</title></head>'
    body = "\n".join(
        [f'<header id="title-block-header"><h1 class="title">{_marked(prose.title, mark)}</h1>', *_rest(prose, mark)]
    )
    path.write_text(f'<!DOCTYPE html><html lang="en">{head}<body>{body}\n{end}</body></html>', encoding="utf-8")


def _rest(prose: Prose, mark: str) -> Iterator[str]:
    yield (f'<p class="author">{html.escape(prose.byline)}</p>' if prose.byline else "") + "</header>"
    for block in prose.blocks:
        tag = "h2" if block.heading else "p"
        yield f"<{tag}>{_marked(block, mark)}</{tag}>"


def _marked(block: Block, mark: str) -> str:
    """The words as markup, each mark as ``mark`` with its number filled in."""
    pieces = (mark.format(p.number) if isinstance(p, NoteMark) else html.escape(p, quote=False) for p in block.pieces)
    return "".join(pieces)


def _page(prose: Prose, path: Path) -> None:
    path.write_text(page(prose), encoding="utf-8")


def _epub(prose: Prose, path: Path) -> None:
    mark = '<a epub:type="noteref" href="notes.xhtml#n{0}" id="m{0}">{0}</a>'
    title = escape(prose.title.words)
    byline = f"<p>{escape(prose.byline)}</p>" if prose.byline else ""
    chapter = f"<h1>{_marked(prose.title, mark)}</h1>{byline}"
    chapter += "".join(
        f"<{tag}>{_marked(b, mark)}</{tag}>" for b in prose.blocks for tag in ["h2" if b.heading else "p"]
    )
    notes = "".join(
        f'<aside epub:type="footnote" id="n{n.number}"><p><a href="text.xhtml#m{n.number}">{n.number}.</a> '
        f"{escape(n.words)}</p></aside>"
        for n in prose.notes
    )
    items = [("text", f"{_XHTML}<head><title>{title}</title></head><body>{chapter}</body></html>")]
    items += [("notes", f"{_XHTML}<head><title>Notes</title></head><body>{notes}</body></html>")] * bool(notes)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/epub+zip", zipfile.ZIP_STORED)
        archive.writestr("META-INF/container.xml", _container())
        archive.writestr("OEBPS/book.opf", _package(title, [name for name, _ in items]))
        contents = f'<nav epub:type="toc"><ol><li><a href="text.xhtml">{title}</a></li></ol></nav>'
        archive.writestr("OEBPS/nav.xhtml", f"{_XHTML}<body>{contents}</body></html>")
        for name, content in items:
            archive.writestr(f"OEBPS/{name}.xhtml", content)


def _container() -> str:
    path = '<rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/>'
    space = "urn:oasis:names:tc:opendocument:xmlns:container"
    return f'<container xmlns="{space}" version="1.0"><rootfiles>{path}</rootfiles></container>'


def _package(title: str, names: list[str]) -> str:
    items = "".join(f'<item id="{name}" href="{name}.xhtml" media-type="application/xhtml+xml"/>' for name in names)
    nav = '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
    spine = "".join(f'<itemref idref="{name}"/>' for name in ["nav", *names])
    metadata = f'<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title></metadata>'
    inner = f"{metadata}<manifest>{nav}{items}</manifest><spine>{spine}</spine>"
    return f'<package xmlns="http://www.idpf.org/2007/opf" version="3.0">{inner}</package>'


def _tei(prose: Prose, path: Path) -> None:
    notes = {note.number: f"<note n={quoteattr(note.number)}>{escape(note.words)}</note>" for note in prose.notes}

    def said(block: Block) -> str:
        return "".join(notes[p.number] if isinstance(p, NoteMark) else escape(p) for p in block.pieces)

    byline = f"<byline>{escape(prose.byline)}</byline>" if prose.byline else ""
    body = "".join(f"<{tag}>{said(b)}</{tag}>" for b in prose.blocks for tag in ["head" if b.heading else "p"])
    text = f"<text><body><head>{said(prose.title)}</head>{byline}{body}</body></text>"
    path.write_text(f'<TEI xmlns="{_TEI}"><teiHeader/>{text}</TEI>', encoding="utf-8")


def _eml(prose: Prose, path: Path) -> None:
    message = EmailMessage()
    message["From"], message["To"] = "Ann Example <ann@press.example>", "desk@press.example"
    message["Date"], message["Message-ID"] = "Fri, 3 May 2019 10:00:00 +0000", "<1@press.example>"
    message["Subject"] = prose.title.words
    blocks = [prose.title, *([Block((prose.byline,))] if prose.byline else []), *prose.blocks]
    parts = ["".join(f"[{p.number}]" if isinstance(p, NoteMark) else p for p in block.pieces) for block in blocks]
    if prose.notes:
        parts += ["Notes", *(f"[{note.number}] {note.words}" for note in prose.notes)]
    message.set_content("\n\n".join(map(_flowed, parts)) + "\n", cte="quoted-printable")
    message.set_param("format", "flowed")
    path.write_bytes(message.as_bytes())


def _flowed(words: str) -> str:
    """Lines of at most 72 characters that flow on where they end with a blank (RFC 3676)."""
    lines = textwrap.wrap(words, 72, break_long_words=False, break_on_hyphens=False)
    return " \n".join(f" {line}" if line.startswith((" ", ">", "From ")) else line for line in lines)


WRITERS = (
    Writer("docx", ".docx", _docx),
    Writer("odt", ".odt", _odt),
    Writer("html by pandoc's habits", ".html", _pandoc),
    Writer("html by hand", ".html", _page),
    Writer("epub", ".epub", _epub),
    Writer("tei", ".xml", _tei),
    Writer("eml", ".eml", _eml, marks=False),
)
