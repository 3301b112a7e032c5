import io
import time

import docx as python_docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backchannel.documents import read_bytes
from backchannel.errors import DocumentError
from backchannel.model import Document

from .office_files import docx, one, packed, said

NOTES = "".join(
    f'<w:footnote w:id="{n}"><w:p><w:r><w:footnoteRef/><w:t> Note {n}.</w:t></w:r></w:p></w:footnote>' for n in (2, 3)
)
SEPARATOR = '<w:footnote w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'


def p(runs: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"


def r(words: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def code(instruction: str, result: str) -> str:
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{instruction}</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def table(*rows: tuple[str, ...]) -> str:
    cells = ("".join(f"<w:tc>{cell}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def read(body: str, **parts: str) -> Document:
    return one(docx(body, **parts), "x.docx")


BOX = "<w:txbxContent><w:p><w:r><w:t>boxed</w:t></w:r></w:p></w:txbxContent>"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (p(r("a ") + r("b", "<w:b/>")) + p(r("c")), "a b\n\nc"),
        (p(r("a") + '<w:r><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:br w:type="page"/><w:t>d</w:t></w:r>'), "a b\nc d"),
        (p(r("co") + "<w:r><w:softHyphen/></w:r>" + r("op\u00ad, ex") + "<w:r><w:noBreakHyphen/></w:r>"), "coop, ex-"),
        (p("<w:ins>" + r("new ") + "</w:ins><w:del><w:r><w:delText>old </w:delText></w:r></w:del>" + r("b")), "new b"),
        (p("<w:moveFrom>" + r("go ") + "</w:moveFrom>" + r("a")) + p("<w:moveTo>" + r("b") + "</w:moveTo>"), "a\n\nb"),
        (p(r("a"), "<w:rPr><w:del/></w:rPr>") + p(r("b")) + p(r("c")), "ab\n\nc"),
        (p(r("a ") + code(' HYPERLINK "http://x.example" ', r("link")) + r(".")), "a link."),
        (p(r("a ") + code(' IF 1 = ' + code("PAGE", r("7")), r("yes")) + r(".")), "a yes."),
        (p('<w:fldSimple w:instr=" DATE ">' + r("3 May") + "</w:fldSimple>"), "3 May"),
        (p(r("a ") + "<w:r><w:fldChar w:fldCharType='begin'/></w:r>" + r("b")) + p(r("c")), "a b\n\nc"),
        (p(r("a ") + '<w:hyperlink r:id="r1">' + r("link") + "</w:hyperlink>"), "a link"),
        (p("<w:smartTag>" + r("b") + "</w:smartTag><w:sdt><w:sdtContent>" + r("c") + "</w:sdtContent></w:sdt>"), "bc"),
        ("<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:p><w:r><w:t>b</w:t></w:r></w:p></w:sdt>" + p(r("a")), "a"),
        (p(r("a ") + r("hidden ", "<w:vanish/>") + r("b", '<w:vanish w:val="0"/>')), "a b"),
        (p("<w:r><w:sym w:font='Symbol' w:char='F0B0'/><w:sym w:char='F04A'/><w:sym w:char='2020'/></w:r>"), "°†"),
        (p("<m:oMath><m:r><m:t>E=mc</m:t></m:r></m:oMath>"), "E=mc"),
        (p("<w:ruby><w:rt>" + r("kan") + "</w:rt><w:rubyBase>" + r("漢") + "</w:rubyBase></w:ruby>"), "漢"),
        (p(r("a ") + f"<w:r><wps:txbx>{BOX}</wps:txbx></w:r>" + r("b")) + p(r("c")), "a b\n\nboxed\n\nc"),
        (
            p(r("a") + f"<w:r><mc:AlternateContent><mc:Choice><wps:txbx>{BOX}</wps:txbx></mc:Choice>"
              f"<mc:Fallback><w:pict><v:textbox>{BOX}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"),
            "a\n\nboxed",
        ),
        (p(f"<w:r><w:pict><v:textbox>{BOX}</v:textbox></w:pict></w:r>"), "boxed"),
        (table((p(r("1994")), p(r("a")) + p(r("b"))), (p(r("1995")), p(""))), "1994 | a b\n\n1995"),
        (table((p(r("1")), table((p(r("x")), p(r("y"))), (p(r("z")), p(r("u")))) + p("")), ), "1 | x | y z | u"),
        (table((p(r("only")) + p(r("cell")),)), "only\n\ncell"),
        (table((p(r("l" * 400)) + p(r("m" * 400)), p(r("right")))), f"{'l' * 400}\n\n{'m' * 400}\n\nright"),
        ("<w:altChunk r:id='r9'/>" + p(r("a")), "a"),
    ],
)  # fmt: skip
def test_the_text_reads_as_on_the_page(body: str, text: str) -> None:
    """With changes accepted, fields by their results, boxes once and after their paragraph, tables a row a block."""
    assert read(body).text == text


def test_notes_are_tied_to_their_marks_in_the_order_of_the_text() -> None:
    """Footnotes and endnotes; the separators and the mark within the note are no words; unmarked notes are not read."""
    body = p(
        r("One")
        + '<w:r><w:footnoteReference w:id="3"/></w:r>'
        + r(" and two.")
        + '<w:r><w:endnoteReference w:id="2"/></w:r><w:del><w:r><w:footnoteReference w:id="2"/></w:r></w:del>'
    )
    document = read(
        body, footnotes=SEPARATOR + NOTES, endnotes=NOTES.replace("footnote", "endnote").replace("Note", "End")
    )
    assert document.text == "One[1] and two.[2]\n\n[1] Note 3.\n\n[2] End 2."
    assert [[document.text[m.start : m.end] for m in note.marks] for note in document.notes] == [["[1]"], ["[2]"]]


def test_a_note_may_have_a_mark_of_its_own_choice() -> None:
    """A star typed as the mark is the note's number."""
    body = p(r("One") + '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="2"/><w:t>*</w:t></w:r>' + r(" two."))
    document = read(body, footnotes=NOTES)
    assert document.text == "One[*] two.\n\n[*] Note 2."


STYLES = """
<w:style w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>
<w:style w:styleId="Eigen"><w:name w:val="Eigene Form"/><w:basedOn w:val="berschrift1"/></w:style>
<w:style w:styleId="Stufe"><w:name w:val="Stufe"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>
<w:style w:styleId="Titel"><w:name w:val="Title"/></w:style>
<w:style w:styleId="Zitat"><w:name w:val="Quote"/></w:style>
<w:style w:styleId="Liste"><w:name w:val="Punkte"/><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>
<w:style w:styleId="Verz"><w:name w:val="toc 1"/></w:style>
<w:style w:styleId="Weg"><w:name w:val="Weg"/><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:styleId="a"><w:basedOn w:val="b"/></w:style><w:style w:styleId="b"><w:basedOn w:val="a"/></w:style>
"""


@pytest.mark.parametrize(
    ("properties", "kind"),
    [
        ('<w:pStyle w:val="berschrift1"/>', "heading"),
        ('<w:pStyle w:val="Eigen"/>', "heading"),
        ('<w:pStyle w:val="Stufe"/>', "heading"),
        ('<w:outlineLvl w:val="0"/>', "heading"),
        ('<w:pStyle w:val="Titel"/>', "title"),
        ('<w:pStyle w:val="Zitat"/>', "quotation"),
        ('<w:pStyle w:val="Liste"/>', "list"),
        ('<w:numPr><w:numId w:val="1"/></w:numPr>', "list"),
        ('<w:pStyle w:val="Verz"/>', "boilerplate"),
        ('<w:pStyle w:val="Liste"/><w:numPr><w:numId w:val="0"/></w:numPr>', "paragraph"),
        ('<w:pStyle w:val="a"/>', "paragraph"),
        ('<w:pStyle w:val="none"/><w:outlineLvl w:val="9"/>', "paragraph"),
    ],
)
def test_styles_tell_the_kind_of_a_paragraph(properties: str, kind: str) -> None:
    """By built-in name in whatever language of the program, by outline level, by the style it is based on."""
    words = "The two ministers met in {} and signed nothing at all, but they agreed to meet again in May."
    document = read(
        p(r(words.format("Oslo"))) + p(r(words.format("Bern")), properties) + p(r(words.format("Rome"))), styles=STYLES
    )
    assert document.sections[1].kind == kind


def test_the_first_heading_is_the_title_where_none_is_marked_as_one() -> None:
    """And a table of contents is furniture."""
    contents = "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj></w:sdtPr>"
    heading = '<w:pStyle w:val="berschrift1"/>'
    body = (
        p(r("Old friends"), heading)
        + f"{contents}<w:sdtContent>{p(r('Talks 2'))}</w:sdtContent></w:sdt>"
        + p(r("Talks"), heading)
    )
    document = read(body, styles=STYLES)
    assert [(s.kind, document.text[s.start : s.end]) for s in document.sections] == [
        ("title", "Old friends"),
        ("boilerplate", "Talks 2"),
        ("heading", "Talks"),
    ]
    assert document.metadata.title == "Old friends"


def test_what_is_left_out_is_said() -> None:
    """Tracked changes, comments, hidden text by run, character style and paragraph style, embedded parts."""
    changes = "<w:ins>" + r("b") + "</w:ins><w:del><w:r><w:delText>c</w:delText></w:r></w:del>"
    hidden = r("d", '<w:rStyle w:val="Weg"/>')
    body = p(r("a") + changes + hidden) + p(r("e"), '<w:pStyle w:val="Weg"/>') + "<w:altChunk/>"
    document = read(body, styles=STYLES, comments="<w:comment><w:p/></w:comment><w:comment><w:p/></w:comment>")
    assert document.text == "ab"
    assert document.warnings[:4] == (
        "of tracked changes, 1 insertion was taken as made and 1 deletion was left out",
        "2 comments were left out",
        "hidden text was left out at 2 places",
        "1 embedded object was left out",
    )


@pytest.mark.parametrize(
    ("core", "title", "author"),
    [
        ("<dc:title>Old friends</dc:title><dc:creator>Ann Example</dc:creator>", "Old friends", "Ann Example"),
        ("<dc:title>Microsoft Word - draft2.doc</dc:title><dc:creator>User1</dc:creator>", None, None),
        ("<dc:creator>Ann Example;Ben Sample</dc:creator>", None, "Ann Example, Ben Sample"),
        ("<dcterms:created xmlns:dcterms='t'>2019-01-01T00:00:00Z</dcterms:created>", None, None),
    ],
)
def test_properties_stand_behind_what_the_text_says(core: str, title: str | None, author: str | None) -> None:
    """A title and a person as creator are taken; the days of the file are not the document's."""
    words = "The two ministers met in Oslo and signed nothing at all, but they agreed to meet again soon."
    about = one(docx(p(r(words)), core=core), "x.docx").metadata
    assert (about.title, about.author, about.date) == (title, author, None)
    bylined = p(r("Quiet talks")) + p(r("By Cleo Writer")) + p(r(words))
    assert one(docx(bylined, core=core), "x.docx").metadata.author == "Cleo Writer"


def test_the_main_part_is_where_the_package_says() -> None:
    """Whatever it is called; also in a template and a document with macros."""
    data = docx(p(r("a")), main="word/document2.xml")
    assert [one(data, name).text for name in ("x.docx", "x.docm", "x")] == ["a", "a", "a"]


def locked() -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (locked(), "is an office document locked with a password; save it without one"),
        (docx(""), "is a Word document without words in it"),
        (docx("<w:p>"), "is Word XML that is not well-formed"),
        (docx(p(r("a")))[:-60], "is a damaged ZIP file"),
        (packed({"word/document.xml": "<x/>"}), "is a Word document without a body"),
        (packed({"[Content_Types].xml": "", "word/x.xml": ""}), "lacks word/document.xml"),
        (packed({"word/document.xml": "<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>"}), "declares entities of its own"),
        (packed({"word/document.xml": f"<x>{'<p>' * 240}{'</p>' * 240}</x>"}), "nested deeper than"),
        (packed({"word/document.xml": b"<x>" + b" " * 60_000_000 + b"</x>"}), "unpacks to more than"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_line(data: bytes, reason: str) -> None:
    """Locked, empty, broken, made to expand."""
    with pytest.raises(DocumentError, match=reason) as caught:
        read_bytes(data, "x.docx")
    assert "\n" not in str(caught.value)


def test_files_of_the_usual_library_are_read() -> None:
    """Headings, lists, tables and comments as python-docx writes them."""
    made = python_docx.Document()
    made.add_heading("Old friends", 0)
    made.add_heading("The talks", 1)
    made.add_paragraph("They met in Oslo in 1993.")
    made.add_paragraph("nothing was signed", style="List Bullet")
    rows = made.add_table(1, 2).rows[0].cells
    rows[0].text, rows[1].text = "1993", "Oslo"
    buffer = io.BytesIO()
    made.save(buffer)
    document = one(buffer.getvalue(), "x.docx")
    assert document.text == "Old friends\n\nThe talks\n\nThey met in Oslo in 1993.\n\nnothing was signed\n\n1993 | Oslo"
    assert said(document, "title") == ["Old friends"]
    assert said(document, "list") == ["nothing was signed", "1993 | Oslo"]
    assert document.metadata.author is None


ELEMENTS = [
    "p", "r", "t", "tab", "br", "tbl", "tr", "tc", "sdt", "sdtContent", "ins", "del", "hyperlink", "fldChar", "pict",
    "txbxContent", "footnoteReference", "pPr", "rPr", "AlternateContent",
]  # fmt: skip
trees = st.recursive(
    st.text("ab .", max_size=6),
    lambda inner: st.builds(
        lambda name, content, n: (
            f'<w:{name} w:id="{n}" w:val="{n}" w:fldCharType="begin">{"".join(content)}</w:{name}>'
        ),
        st.sampled_from(ELEMENTS),
        st.lists(inner, max_size=4),
        st.integers(0, 3),
    ),
    max_leaves=20,
)


@given(trees)
def test_any_arrangement_of_elements_is_read(tree: str) -> None:
    """Whatever stands in what; sections cover the text, and marks lead to notes."""
    document = read(p(r("Start.")) + tree, footnotes=NOTES, styles=STYLES)
    covered = "".join(document.text[one.start : one.end] for one in document.sections)
    assert "".join(covered.split()) == "".join(document.text.split())
    assert all(document.text[m.start : m.end] == f"[{n.number}]" for n in document.notes for m in n.marks)


def test_time_grows_with_the_length() -> None:
    """Tens of thousands of paragraphs, runs, cells and notes in one file are read within seconds."""
    notes = "".join(f'<w:footnote w:id="{n}"><w:p>{r("n")}</w:p></w:footnote>' for n in range(4_000))
    marks = "".join(f'<w:r><w:footnoteReference w:id="{n}"/></w:r>' for n in range(4_000))
    data = docx(p(r("a ")) * 8_000 + p(r("b ") * 16_000 + marks) + table(*[(p(r("c")),) * 4] * 2_000), footnotes=notes)
    begun = time.process_time()
    document = one(data, "x.docx")
    assert len(document.notes) == 4_000
    assert time.process_time() - begun < 12


def test_a_member_without_a_name_is_no_fault() -> None:
    """The others are read."""
    body = f"<w:document xmlns:w='w'><w:body>{p(r('a'))}</w:body></w:document>"
    data = packed({"nameless": "x", "word/document.xml": body})
    assert one(data.replace(b"nameless", b"\0ameless"), "x.docx").text == "a"


def test_a_text_beyond_the_limit_is_refused_whatever_its_format(monkeypatch: pytest.MonkeyPatch) -> None:
    """The limit on characters holds for what is unpacked as it does for plain text."""
    monkeypatch.setattr("backchannel.documents.reading.MAX_CHARACTERS", 10)
    with pytest.raises(DocumentError, match="has more than 10 characters; split it into parts"):
        read_bytes(docx(p(r("eleven signs"))), "x.docx")
