"""Word: the open half."""

from __future__ import annotations

from tests.hostile.make import ole, zips
from tests.hostile.make.office import (
    FOOTNOTE_RELATION,
    document,
    docx,
    docx_parts,
    footnotes,
    laughs,
    paragraph,
    relations,
    run,
)
from tests.hostile.make.registry import case
from tests.hostile.make.words import (
    ALGIERS,
    BEAGLE,
    CAMP_DAVID,
    CONTADORA,
    DAMAGED,
    DAYTON,
    ESCAPED,
    GOOD_FRIDAY,
    HARVEST,
    INDUS,
    LAUGHTER,
    LISTENER,
    LOCKED,
    LOOP,
    MUSCAT,
    NO_ENTITIES,
    NO_TEXT,
    OSLO,
    PARIS,
    PEKING,
    REYKJAVIK,
    TASHKENT,
    TOO_DEEP,
    TRIESTE,
    UNKNOWN,
)


@case("docx/tracked_changes.docx", "read", has=[MUSCAT, INDUS, PARIS], hides=[DAYTON], parts=1)
def tracked_changes() -> bytes:
    """A paragraph was inserted and one deleted under tracking, and a footnote is given; the deleted one is gone."""
    mark = '<w:r><w:footnoteReference w:id="1"/></w:r>'
    who = 'w:id="1" w:author="A. Editor" w:date="2020-01-02T03:04:05Z"'
    gone = f"<w:del {who}><w:r><w:delText>{DAYTON.text}</w:delText></w:r></w:del>"
    blocks = (
        f"<w:p>{run(MUSCAT.text)}{mark}</w:p>",
        f"<w:p>{gone}</w:p>",
        f"<w:p><w:ins {who}>{run(INDUS.text)}</w:ins></w:p>",
    )
    return docx(document(*blocks), {"word/footnotes.xml": footnotes(paragraph(PARIS.text)), **FOOTNOTE_RELATION})


@case("docx/all_deleted.docx", "refused", reason=NO_TEXT, hides=[REYKJAVIK])
def all_deleted() -> bytes:
    """Every word was deleted under tracking; there is no text."""
    gone = f'<w:del w:id="1" w:author="A"><w:r><w:delText>{REYKJAVIK.text}</w:delText></w:r></w:del>'
    return docx(document(f"<w:p>{gone}</w:p>"))


@case("docx/strict.docx", "read", has=[TASHKENT], parts=1)
def strict() -> bytes:
    """The strict form of the standard, whose namespaces are others."""
    old = "http://schemas.openxmlformats.org/"
    parts = docx_parts(document(paragraph(TASHKENT.text)))
    names = {
        f"{old}wordprocessingml/2006/main": "http://purl.oclc.org/ooxml/wordprocessingml/main",
        f"{old}officeDocument/2006/relationships": "http://purl.oclc.org/ooxml/officeDocument/relationships",
    }
    for transitional, new in names.items():
        parts = {name: part.replace(transitional.encode(), new.encode()) for name, part in parts.items()}
    return zips.archive_of(parts)


@case("docx/main_part_elsewhere.docx", "read", has=[ALGIERS], parts=1)
def main_part_elsewhere() -> bytes:
    """The main part is word/document2.xml, as Word on the web names it; only the relationships tell."""
    return docx(document(paragraph(ALGIERS.text)), at="word/document2.xml")


@case("docx/utf16_part.docx", "read", has=[BEAGLE], parts=1)
def utf16_part() -> bytes:
    """The main part is UTF-16, which XML allows."""
    return docx(document(paragraph(BEAGLE.text)).replace("UTF-8", "UTF-16").encode("utf-16"))


@case("docx/encoding_lies.docx", "either", has=[CAMP_DAVID], reason=DAMAGED)
def encoding_lies() -> bytes:
    """The main part says UTF-8 and is Windows-1252, with an accent that is no UTF-8."""
    return docx(document(paragraph(f"Café, protégé. {CAMP_DAVID.text}")).encode("cp1252"))


@case("docx/backslashes.docx", "either", has=[CONTADORA], reason=DAMAGED)
def backslashes() -> bytes:
    """The parts' names have backslashes, as an old library wrote them."""
    parts = docx_parts(document(paragraph(CONTADORA.text)))
    return zips.archive_of({name.replace("/", "\\"): part for name, part in parts.items()})


@case("docx/no_main_part.docx", "refused", reason=DAMAGED + NO_TEXT)
def no_main_part() -> bytes:
    """The relationships name a main part that is not there."""
    parts = docx_parts("")
    del parts["word/document.xml"]
    return zips.archive_of(parts)


@case("docx/billion_laughs.docx", "either", has=[PARIS], hides=[LAUGHTER], reason=NO_ENTITIES)
def billion_laughs() -> bytes:
    """The main part declares entities that multiply to a billion words."""
    return docx(document(paragraph(PARIS.text), "<w:p><w:r><w:t>&l9;</w:t></w:r></w:p>", doctype=laughs("w:document")))


@case("docx/fields_that_act.docx", "read", has=[OSLO], hides=[*HARVEST, "DDEAUTO", "INCLUDETEXT"], parts=1)
def fields_that_act() -> bytes:
    """Fields that would include a file, fetch a picture and start a program; instructions are no text."""

    def field(code: str) -> str:
        marks = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end")]
        return f'{marks[0]}<w:r><w:instrText xml:space="preserve">{code}</w:instrText></w:r>{marks[1]}'

    codes = (
        ' DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe "/k calc" ',
        ' INCLUDETEXT "/etc/passwd" ',
        f' INCLUDEPICTURE "{LISTENER}/field" ',
    )
    return docx(document(paragraph(OSLO.text), f"<w:p>{''.join(map(field, codes))}</w:p>"))


@case("docx/runs_100000_deep.docx", "either", has=[TASHKENT], reason=TOO_DEEP + DAMAGED)
def runs_100000_deep() -> bytes:
    """A hundred thousand elements within each other."""
    return docx(document(paragraph(TASHKENT.text), "<w:smartTag>" * 100_000 + "</w:smartTag>" * 100_000))


@case("docx/main_part_twice.docx", "either", reason=DAMAGED)
def main_part_twice() -> bytes:
    """Two parts bear the name of the main part and say different things."""
    parts = docx_parts(document(paragraph(BEAGLE.text)))
    members = [zips.Member(name.encode(), data) for name, data in parts.items()]
    return zips.archive([*members, zips.Member(b"word/document.xml", document(paragraph(CAMP_DAVID.text)).encode())])


@case("docx/parts_that_lead_out.docx", "read", has=[GOOD_FRIDAY], parts=1)
def parts_that_lead_out() -> bytes:
    """Beside the usual parts there are some named ../../../../x and /tmp/x; nothing may be written."""
    more: dict[str, str | bytes] = {
        f"../../../../{ESCAPED}": "out",
        f"/tmp/{ESCAPED}": "out",
        f"word/..\\..\\{ESCAPED}": "out",
    }
    return docx(document(paragraph(GOOD_FRIDAY.text)), more)


@case("docx/relations_circle.docx", "either", has=[TRIESTE], reason=LOOP)
def relations_circle() -> bytes:
    """The main part is its own footnotes, header and sub-document."""
    rows = (("r1", "footnotes", "document.xml"), ("r2", "header", "document.xml"), ("r3", "aFChunk", "document.xml"))
    body = f'{paragraph(TRIESTE.text)}<w:altChunk r:id="r3"/>'
    return docx(document(body), {"word/_rels/document.xml.rels": relations(*rows)})


@case("docx/password.docx", "refused", reason=(*LOCKED, "ole", "older"), hides=["EncryptedPackage"])
def password() -> bytes:
    """A Word file under a password: an OLE file that holds the encrypted package."""
    scheme = b'<encryption xmlns="http://schemas.microsoft.com/office/2006/encryption"/>'
    return ole.compound({"EncryptionInfo": b"\4\0\4\0\x40\0\0\0" + scheme, "EncryptedPackage": bytes(range(256)) * 32})


@case("docx/old_word.docx", "refused", reason=("older", "old", "ole", ".doc", *UNKNOWN, *DAMAGED), hides=[PARIS])
def old_word() -> bytes:
    """A file of Word 97 under the new name."""
    return ole.compound(
        {"WordDocument": b"\xec\xa5\xc1\x00" + bytes(1532) + PARIS.text.encode("cp1252"), "1Table": bytes(64)}
    )


@case("docx/program.docx", "refused", reason=UNKNOWN + DAMAGED, hides=["This program cannot"])
def program() -> bytes:
    """A program for Windows under the name of a Word file."""
    stub = b"MZ\x90\0\3\0\0\0\4\0\0\0\xff\xff\0\0\xb8" + bytes(43) + b"\x80\0\0\0"
    return (
        stub
        + b"\x0e\x1f\xba\x0e\0\xb4\x09\xcd\x21\xb8\1\x4c\xcd\x21This program cannot be run in DOS mode.\r\r\n$"
        + bytes(4000)
    )


@case("docx/no_words.docx", "refused", reason=NO_TEXT)
def no_words() -> bytes:
    """A valid file with three empty paragraphs."""
    return docx(document("<w:p/>", "<w:p><w:r><w:t> </w:t></w:r></w:p>", "<w:p/>"))


@case("docx/markup_as_text.docx", "read", has=["<script>alert(1)</script>", PEKING], parts=1)
def markup_as_text() -> bytes:
    """The words include markup and escapes; they are words, and must be kept as such."""
    return docx(document(paragraph(f"{PEKING.text} They wrote <script>alert(1)</script> & {{{{7*7}}}} under it.")))
