import io
import time

import odfdo
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backchannel.documents import read_bytes
from backchannel.errors import DocumentError
from backchannel.model import Document

from .office_files import ODT_TYPE, odt, one, packed, said

WORDS = "The two ministers met in Oslo and signed nothing at all, but they agreed to meet again in May."


def p(inner: str, style: str = "Standard") -> str:
    return f'<text:p text:style-name="{style}">{inner}</text:p>'


def note(words: str, citation: str = "1", kind: str = "footnote") -> str:
    cited = f"<text:note-citation>{citation}</text:note-citation>"
    return f'<text:note text:note-class="{kind}">{cited}<text:note-body>{p(words)}</text:note-body></text:note>'


def item(inner: str) -> str:
    return f"<text:list><text:list-item>{inner}</text:list-item></text:list>"


def table(*rows: tuple[str, ...]) -> str:
    made = ("".join(f"<table:table-cell>{cell}</table:table-cell>" for cell in row) for row in rows)
    return f"<table:table>{''.join(f'<table:table-row>{row}</table:table-row>' for row in made)}</table:table>"


def style(name: str, parent: str = "", family: str = "paragraph", inner: str = "") -> str:
    named = f'style:name="{name}" style:family="{family}" style:parent-style-name="{parent}"'
    return f"<style:style {named}>{inner}</style:style>"


BOX = "<draw:text-box><text:p>boxed</text:p></draw:text-box>"
HIDDEN = '<style:text-properties text:display="none"/>'
STYLES = style("Weg", inner=HIDDEN) + style("W", family="text", inner=HIDDEN) + style("P1", "Title") + style("P2", "P1")


def read(text: str, meta: str = "") -> Document:
    return one(odt(text, styles=STYLES, meta=meta), "x.odt")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{p('a <text:span>b</text:span>')}\n  {p('c')}", "a b\n\nc"),
        (p('a<text:s text:c="3"/>b<text:tab/>c<text:line-break/>d<text:soft-page-break/>e'), "a b c\nde"),
        (p("co\u00adop"), "coop"),
        (p("a<office:annotation><dc:creator>B</dc:creator><text:p>no</text:p></office:annotation>b"), "ab"),
        (
            "<text:tracked-changes><text:changed-region><text:deletion><text:p>gone</text:p></text:deletion>"
            f"</text:changed-region></text:tracked-changes>{p('a<text:change/>b')}",
            "ab",
        ),
        (p('a <text:span text:style-name="W">hidden</text:span> b'), "a b"),
        (p("hidden", "Weg") + p("a"), "a"),
        (f'<text:section text:display="none">{p("no")}</text:section><text:section>{p("a")}</text:section>', "a"),
        (p('a<text:hidden-text text:is-hidden="true">b</text:hidden-text>'), "a"),
        (p('a<text:hidden-text text:is-hidden="false">b</text:hidden-text>'), "ab"),
        (p('<text:hidden-paragraph text:is-hidden="true"/>b') + p("a"), "a"),
        (p("<text:a>link</text:a> <text:title>Title</text:title>, <text:date>3 May</text:date>"), "link Title, 3 May"),
        (p(f"a <draw:frame><svg:title>no</svg:title>{BOX}</draw:frame>b") + p("c"), "a b\n\nboxed\n\nc"),
        (f"<draw:frame>{BOX}</draw:frame>" + p("c"), "boxed\n\nc"),
        (table((p("1994"), p("a") + p("b")), (p("1995"), "")), "1994 | a b\n\n1995"),
        (table((p("1"), table((p("x"), p("y")), (p("z"), p("u"))))), "1 | x | y z | u"),
        (table((p("only") + p("cell"),)), "only\n\ncell"),
        (table((p("l" * 400) + p("m" * 400), p("right"))), f"{'l' * 400}\n\n{'m' * 400}\n\nright"),
        (item(p("a") + item(p("b"))), "a\n\nb"),
        (p("<text:ruby><text:ruby-base>漢</text:ruby-base><text:ruby-text>kan</text:ruby-text></text:ruby>"), "漢"),
        (f"<office:forms>{p('x')}</office:forms>{p('a<text:placeholder>no</text:placeholder>')}", "a"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("flat", [False, True])
def test_the_text_reads_as_on_the_page(text: str, expected: str, flat: bool) -> None:
    """Packed or flat: deleted and hidden words and comments out, boxes after their paragraph, tables a row a block."""
    assert one(odt(text, styles=STYLES, flat=flat), "x").text == expected


def test_notes_are_tied_to_their_marks_with_their_printed_numbers() -> None:
    """Footnotes and endnotes, of several paragraphs, wherever they stand."""
    document = read(p(f"One{note('Of <text:span>one</text:span>.')} two.{note('End.', 'i', 'endnote')}"))
    assert document.text == "One[1] two.[i]\n\n[1] Of one.\n\n[i] End."
    assert [[document.text[m.start : m.end] for m in one.marks] for one in document.notes] == [["[1]"], ["[i]"]]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (f'<text:h text:outline-level="2">{WORDS}</text:h>', "heading"),
        (p(WORDS, "P2"), "title"),
        (p(WORDS, "Quotations"), "quotation"),
        (item(p(WORDS)), "list"),
        (
            f"<text:table-of-content><text:index-body>{p(WORDS)}</text:index-body></text:table-of-content>",
            "boilerplate",
        ),
        (p(WORDS), "paragraph"),
    ],
)
def test_elements_and_styles_tell_the_kind_of_a_paragraph(text: str, kind: str) -> None:
    """Headings, titles by a style's parents, lists, the table of contents."""
    styles = STYLES + style("Quotations")
    document = one(odt(p("It began in the spring of that year, as all know.") + text, styles=styles), "x.odt")
    assert document.sections[1].kind == kind


def test_what_is_left_out_is_said() -> None:
    """Tracked changes, comments, hidden text, embedded objects."""
    changes = "<text:changed-region><text:deletion/><text:insertion/></text:changed-region>"
    inner = 'a<office:annotation/><text:span text:style-name="W">x</text:span><draw:frame><draw:object/></draw:frame>'
    document = read(f"<text:tracked-changes>{changes}</text:tracked-changes>" + p(inner))
    assert document.warnings[:4] == (
        "of tracked changes, 1 insertion was taken as made and 1 deletion was left out",
        "1 comment was left out",
        "hidden text was left out at 1 place",
        "1 embedded object was left out",
    )


def test_properties_stand_behind_what_the_text_says() -> None:
    """Who first wrote it goes before who saved it last; a byline before both."""
    authors = "<meta:initial-creator>Ann Example</meta:initial-creator><dc:creator>Ben Sample</dc:creator>"
    meta = f"<dc:title>Old friends</dc:title>{authors}"
    about = read(p(WORDS), meta=meta).metadata
    assert (about.title, about.author) == ("Old friends", "Ann Example")
    assert read(p("Quiet talks") + p("By Cleo Writer") + p(WORDS), meta=meta).metadata.author == "Cleo Writer"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (
            odt(p("a"), manifest="<file-entry><encryption-data/></file-entry>"),
            "is locked with a password; save it without one",
        ),
        (odt(""), "is an OpenDocument text without words in it"),
        (odt("<text:p>"), "is OpenDocument XML that is not well-formed"),
        (odt(p("a"), flat=True)[:-9], "is OpenDocument XML that is not well-formed"),
        (packed({"mimetype": ODT_TYPE}), "lacks content.xml"),
        (packed({"mimetype": ODT_TYPE, "content.xml": "<x/>"}), "is an OpenDocument file without a text in it"),
        (
            packed({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}),
            "is an OpenDocument file that is no text",
        ),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_line(data: bytes, reason: str) -> None:
    """Locked, empty, broken, a table."""
    with pytest.raises(DocumentError, match=reason) as caught:
        read_bytes(data, "x.odt")
    assert "\n" not in str(caught.value)


def test_files_of_the_usual_library_are_read() -> None:
    """Headings, paragraphs with notes, lists and tables as odfdo writes them."""
    made = odfdo.Document("text")
    made.body.clear()
    made.body.append(odfdo.Header(1, "Old friends"))
    paragraph = odfdo.Paragraph("They met in Oslo in 1993, and told nobody.")
    paragraph.insert_note(after="Oslo", note_id="n1", citation="1", body="Not in Bergen.")
    made.body.append(paragraph)
    made.body.append(odfdo.List(["nothing was signed"]))
    buffer = io.BytesIO()
    made.save(buffer)
    document = one(buffer.getvalue(), "x.odt")
    assert document.text == (
        "Old friends\n\nThey met in Oslo[1] in 1993, and told nobody.\n\nnothing was signed\n\n[1] Not in Bergen."
    )
    assert said(document, "title") == ["Old friends"]


NAMES = (
    "text:p text:h text:span text:list text:list-item text:section table:table-row table:table-cell text:note "
    "text:note-body text:note-citation draw:text-box text:line-break"
)
trees = st.recursive(
    st.text("ab .", max_size=6),
    lambda inner: st.builds(
        lambda name, content: f"<{name}>{''.join(content)}</{name}>",
        st.sampled_from(NAMES.split()),
        st.lists(inner, max_size=4),
    ),
    max_leaves=20,
)


@given(trees)
def test_any_arrangement_of_elements_is_read(tree: str) -> None:
    """Whatever stands in what; sections cover the text, and marks lead to notes."""
    document = read(p("Start.") + tree)
    covered = "".join(document.text[one.start : one.end] for one in document.sections)
    assert "".join(covered.split()) == "".join(document.text.split())
    assert all(document.text[m.start : m.end] == f"[{n.number}]" for n in document.notes for m in n.marks)


def test_time_grows_with_the_length() -> None:
    """Tens of thousands of paragraphs, spans, cells and notes in one file are read within seconds."""
    spans = "<text:span>b</text:span> " * 16_000 + note("n") * 4_000
    data = odt(p("a") * 8_000 + p(spans) + table(*[(p("c"),) * 4] * 2_000))
    begun = time.process_time()
    assert len(one(data, "x.odt").notes) == 4_000
    assert time.process_time() - begun < 12
