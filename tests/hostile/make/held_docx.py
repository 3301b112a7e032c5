"""Word: the held half."""

from __future__ import annotations

from tests.hostile.make import bombs, ole, zips
from tests.hostile.make.office import (
    FOOTNOTE_RELATION,
    W,
    document,
    docx,
    docx_parts,
    footnotes,
    outside,
    paragraph,
    quadratic,
    relations,
    run,
)
from tests.hostile.make.registry import case
from tests.hostile.make.words import (
    ALGIERS,
    CONTADORA,
    DAMAGED,
    DAYTON,
    EVIAN,
    GOOD_FRIDAY,
    HARVEST,
    HAVANA,
    HELSINKI,
    INDUS,
    LAUGHTER,
    LISTENER,
    LOCKED,
    LOOP,
    MUSCAT,
    NO_ENTITIES,
    NO_TEXT,
    OSLO,
    PEKING,
    PRESPA,
    REYKJAVIK,
    TOO_DEEP,
    TOO_MUCH,
    TRIESTE,
    UNKNOWN,
)


@case("docx/text_box_only.docx", "read", has=[OSLO], parts=1)
def text_box_only() -> bytes:
    """All text stands in a drawn text box, once for new programs and once for old ones, as Word writes it."""
    box = f"<w:txbxContent>{paragraph(OSLO.text)}</w:txbxContent>"
    new = (
        f'<mc:Choice Requires="wps"><w:drawing><wp:inline><a:graphic><a:graphicData uri="{W}"><wps:wsp><wps:txbx>{box}'
    )
    new += "</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice>"
    old = f"<mc:Fallback><w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict></mc:Fallback>"
    return docx(document(f"<w:p><w:r><mc:AlternateContent>{new}{old}</mc:AlternateContent></w:r></w:p>"))


@case("docx/tables_only.docx", "read", has=[EVIAN, HAVANA], parts=1)
def tables_only() -> bytes:
    """All text stands in tables, some of it in a table within a cell."""

    def cell(inside: str) -> str:
        return f"<w:tbl><w:tr><w:tc>{inside}<w:p/></w:tc></w:tr></w:tbl>"

    return docx(document(cell(paragraph(EVIAN.text) + cell(paragraph(HAVANA.text)))))


@case("docx/inserted_then_deleted.docx", "read", has=[TRIESTE], hides=[PRESPA, "formerly"], parts=1)
def inserted_then_deleted() -> bytes:
    """Words that one editor inserted and another deleted, and a moved sentence that stands at both its places."""
    who = 'w:id="1" w:author="A. Editor"'
    gone = f"<w:ins {who}><w:del {who}><w:r><w:delText>{PRESPA.text}</w:delText></w:r></w:del></w:ins>"
    moved = f"<w:p><w:moveFrom {who}>{run('It was formerly told here.')}</w:moveFrom></w:p>"
    return docx(document(f"<w:p>{gone}</w:p>", moved, f"<w:p><w:moveTo {who}>{run(TRIESTE.text)}</w:moveTo></w:p>"))


@case("docx/truncated.docx", "either", has=[GOOD_FRIDAY], reason=DAMAGED)
def truncated() -> bytes:
    """The last 300 bytes are gone, and the directory with them."""
    return docx(document(paragraph(GOOD_FRIDAY.text)))[:-300]


@case("docx/xml_cut_off.docx", "either", has=[PEKING], reason=DAMAGED, say=True)
def xml_cut_off() -> bytes:
    """The archive is whole, but its main part ends in the middle of the second paragraph."""
    return docx(document(paragraph(PEKING.text), paragraph(HELSINKI.text))[:-120])


@case("docx/quadratic.docx", "either", has=[INDUS], hides=[LAUGHTER], reason=NO_ENTITIES)
def quadratic_entities() -> bytes:
    """One entity of 100,000 letters, used 20,000 times."""
    many = f"<w:p><w:r><w:t>{'&q;' * 20_000}</w:t></w:r></w:p>"
    return docx(document(paragraph(INDUS.text), many, doctype=quadratic("w:document")))


@case("docx/entities_outside.docx", "either", has=[MUSCAT], hides=HARVEST, reason=NO_ENTITIES)
def entities_outside() -> bytes:
    """Entities name the list of users, a file beside, and an address; so does the DTD."""
    inside = "<w:p><w:r><w:t>&file;&near;&net;</w:t></w:r></w:p>"
    return docx(document(paragraph(MUSCAT.text), inside, doctype=outside("w:document", LISTENER)))


@case("docx/external_targets.docx", "read", has=[HAVANA], hides=HARVEST, parts=1)
def external_targets() -> bytes:
    """Template, picture, object, frame and link lie outside: at an address, in a share, in the list of users."""
    rows = (
        ("r1", "attachedTemplate", f"{LISTENER}/docx-template"),
        ("r2", "image", f"{LISTENER}/docx-image"),
        ("r3", "oleObject", f"{LISTENER}/docx-ole"),
        ("r4", "hyperlink", "file:///etc/passwd"),
        ("r5", "subDocument", "file:///etc/passwd"),
        ("r6", "image", "\\\\127.0.0.1\\share\\x.png"),
    )
    made = relations(*rows, external=[id_ for id_, _, _ in rows])
    sub = '<w:subDoc r:id="r5"/>'
    settings = f'<w:settings xmlns:w="{W}"/>'
    more = {"word/_rels/document.xml.rels": made, "word/_rels/settings.xml.rels": made, "word/settings.xml": settings}
    return docx(document(paragraph(HAVANA.text), sub), more)


@case("docx/tables_5000_deep.docx", "either", has=[ALGIERS], reason=TOO_DEEP + DAMAGED)
def tables_5000_deep() -> bytes:
    """Five thousand tables, each in a cell of the one before."""
    deep = "<w:tbl><w:tr><w:tc>" * 5_000 + paragraph("the innermost") + "</w:tc></w:tr></w:tbl>" * 5_000
    return docx(document(paragraph(ALGIERS.text), deep))


@case("docx/main_part_bomb.docx", "either", has=[EVIAN], reason=TOO_MUCH)
def main_part_bomb() -> bytes:
    """The main part expands to four gigabytes of blanks between two paragraphs."""
    return _with_packed_main(document(paragraph(EVIAN.text)), 4_000)


def _with_packed_main(main: str, mebibytes: int) -> bytes:
    """A Word file whose main part has so many mebibytes of blanks after its beginning."""
    bomb = bombs.repeated(b" " * bombs.MEBI, mebibytes)
    start, _, end = main.partition("</w:body>")
    head, tail = bombs.repeated(start.encode(), 1), bombs.repeated(f"</w:body>{end}".encode(), 1)
    packed = head.data[:-2] + bomb.data[:-2] + tail.data
    parts = docx_parts(b"")
    members = [zips.Member(name.encode(), data) for name, data in parts.items() if name != "word/document.xml"]
    size = head.size + bomb.size + tail.size
    return zips.archive([*members, zips.Member(b"word/document.xml", packed=packed, size=size & 0xFFFFFFFF, crc=0)])


@case("docx/million_empty_paragraphs.docx", "either", has=[REYKJAVIK], reason=TOO_MUCH, big=True)
def million_empty_paragraphs() -> bytes:
    """A million empty paragraphs after one with text."""
    return docx(document(paragraph(REYKJAVIK.text), "<w:p/>" * 1_000_000))


@case("docx/parts_65000.docx", "either", has=[PRESPA], reason=TOO_MUCH, big=True)
def parts_65000() -> bytes:
    """Sixty-five thousand parts that nothing needs."""
    parts = docx_parts(document(paragraph(PRESPA.text)))
    members = [zips.Member(name.encode(), data) for name, data in parts.items()]
    members += [zips.Member(b"word/media/%d" % n, method=zips.STORED) for n in range(65_000)]
    return zips.archive(members)


@case("docx/checksum_wrong.docx", "either", has=[DAYTON], reason=DAMAGED)
def checksum_wrong() -> bytes:
    """The checksum of the main part does not fit it."""
    parts = docx_parts(document(paragraph(DAYTON.text)))
    return zips.archive(
        [zips.Member(n.encode(), d, crc=0x1234 if n == "word/document.xml" else None) for n, d in parts.items()]
    )


@case("docx/relations_that_lead_out.docx", "either", hides=HARVEST, reason=DAMAGED + NO_TEXT)
def relations_that_lead_out() -> bytes:
    """The relationships name /etc/passwd as the main part, by six steps up."""
    return docx(
        document(paragraph(INDUS.text)),
        {"_rels/.rels": relations(("rId1", "officeDocument", "../" * 6 + "etc/passwd"))},
    )


@case("docx/footnotes_circle.docx", "read", has=[HELSINKI, CONTADORA], parts=1)
def footnotes_circle() -> bytes:
    """A footnote bears its own mark, a second that of the first; both texts are wanted, once."""
    mark = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
    body = f"<w:p>{run(HELSINKI.text)}{mark.format(1)}</w:p>"
    notes = (
        f"<w:p>{run(CONTADORA.text)}{mark.format(1)}{mark.format(2)}</w:p>",
        f"<w:p>{run('See the first.')}{mark.format(1)}</w:p>",
    )
    return docx(document(body), {"word/footnotes.xml": footnotes(*notes), **FOOTNOTE_RELATION})


@case("docx/old_word_circle.docx", "refused", reason=("older", "old", "ole", ".doc", *LOCKED, *UNKNOWN, *LOOP))
def old_word_circle() -> bytes:
    """An OLE file whose chains of sectors, the directory's too, go round in circles."""
    return ole.compound({"WordDocument": bytes(5000), "1Table": bytes(5000)}, loop=True)


@case("docx/text.docx", "either", has=[OSLO], reason=UNKNOWN + DAMAGED)
def text() -> bytes:
    """A plain text under the name of a Word file."""
    return OSLO.text.encode()


@case("docx/empty.docx", "refused", reason=NO_TEXT)
def empty() -> bytes:
    """No bytes at all."""
    return b""
