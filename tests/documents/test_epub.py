import io
from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backchannel.documents import Refused, read_bytes
from backchannel.documents.epub.reading import MAX_TEXT
from backchannel.documents.reading import read_stream
from backchannel.errors import DocumentError
from backchannel.model import Dating, Document

from .office_files import one, packed, said

SPACES = 'xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"'
WORDS = "The two ministers met in Oslo in 1993 and told nobody, not even their deputies, for eleven months. "


def page(body: str, attributes: str = "") -> str:
    inner = f"<head><title>x</title></head><body {attributes}>{body}</body>"
    return f"<?xml version='1.0'?><!DOCTYPE html><html {SPACES}>{inner}</html>"


def epub(
    pages: Mapping[str, str | bytes],
    metadata: str = "<dc:title>Old friends</dc:title>",
    *,
    guide: str = "",
    items: str = "",
    folder: str = "OPS/",
    **more: str | bytes,
) -> bytes:
    """An e-book of these pages by their hrefs; ``more`` are files in META-INF."""
    listed = "".join(
        f'<item id="i{n}" href="{href}" media-type="application/xhtml+xml"/>' for n, href in enumerate(pages)
    )
    spine = "".join(f'<itemref idref="i{n}"/>' for n in range(len(pages)))
    dc = 'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:opf="http://www.idpf.org/2007/opf"'
    opf = f"""<package xmlns="http://www.idpf.org/2007/opf"><metadata {dc}>{metadata}</metadata>
      <manifest>{listed}{items}</manifest><spine>{spine}</spine><guide>{guide}</guide></package>"""
    rootfile = f'<rootfile full-path="{folder}book.opf"/>'
    files: dict[str, str | bytes] = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": f"<container><rootfiles>{rootfile}</rootfiles></container>",
        f"{folder}book.opf": opf,
    }
    files |= {f"META-INF/{name}.xml": content for name, content in more.items()}
    return packed(files | {folder + href.replace("%20", " "): content for href, content in pages.items()})


def test_a_book_is_one_document_of_its_chapters_in_the_order_of_the_spine() -> None:
    """Each chapter is a fragment; the path is that of the member."""
    book = one(
        epub({"b.xhtml": page("<h1>One</h1><p>First.</p>"), "text%20a.xhtml": page("<h1>Two</h1><p>Last.</p>")}),
        "x.epub",
    )
    assert book.text == "One\n\nFirst.\n\nTwo\n\nLast."
    assert [(book.text[f.start : f.end], f.selector) for f in book.fragments] == [
        ("One\n\nFirst.", "OPS/b.xhtml"),
        ("Two\n\nLast.", "OPS/text a.xhtml"),
    ]
    assert said(book, "title") == ["One"]


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<div><p>a <b>b</b></p>\n<p>c<br/>d</p></div>", "a b\n\nc\nd"),
        ("<p>a&nbsp;b &mdash; c&shy;d</p>", "a b — cd"),
        ("<p>a<a id='p1'/>b<span epub:type='pagebreak' title='2'>2</span>c</p>", "abc"),
        ("<ul><li>a<ol><li>b</li></ol></li></ul>", "a\n\nb"),
        ("<table><tr><th>1994</th><td><p>a</p><p>b</p></td></tr><tr><td>c</td></tr></table>", "1994 | a b\n\nc"),
        ("<pre>a\n  b</pre><p>c\nd</p>", "a\nb\n\nc d"),
        ("<p>a</p><script>no</script><svg><text>no</text></svg><p hidden=''>no</p><p style='display:none'>no</p>", "a"),
        ("<nav><ol><li>no</li></ol></nav><p>a<ruby>漢<rt>kan</rt></ruby></p>", "a漢"),
        ("<p>a<br>b<p>not closed", "a\nb\n\nnot closed"),
        ("<math><mi>x</mi><annotation>x</annotation></math><p>a</p>", "x\n\na"),
    ],
)
def test_chapters_read_as_on_the_page(body: str, text: str) -> None:
    """As XHTML, or as HTML where they are not well-formed; named characters, page breaks, what is hidden."""
    assert one(epub({"a.xhtml": page(body)}), "x.epub").text == text


@pytest.mark.parametrize(
    ("mark", "notes"),
    [
        (
            '<a epub:type="noteref" href="n.xhtml#n1">1</a>',
            '<aside epub:type="footnote" id="n1"><p>A note.</p></aside>',
        ),
        ('<sup><a id="r" href="n.xhtml#n1">*</a></sup>', '<p id="n1"><a href="a.xhtml#r">*</a> A note.</p>'),
    ],
)
def test_notes_in_a_chapter_of_their_own_are_tied_to_their_marks(mark: str, notes: str) -> None:
    """And stay in its fragment."""
    data = epub(
        {
            "a.xhtml": page(f"<p>One{mark} two.</p>"),
            "n.xhtml": page(f"<h2>Notes</h2>{notes}"),
            "z.xhtml": page("<p>Z.</p>"),
        }
    )
    book = one(data, "x.epub")
    (note,) = book.notes
    assert (note.text, len(note.marks)) == ("A note.", 1)
    assert book.text.endswith(f"Notes\n\nZ.\n\n[{note.number}] A note.")
    assert [f.selector for f in book.fragments] == ["OPS/a.xhtml", "OPS/n.xhtml", "OPS/z.xhtml", "OPS/n.xhtml"]


def test_what_is_no_chapter_is_left_out() -> None:
    """Cover and contents, by the package, by what they say or by their links; the imprint is furniture."""
    links = "".join(f'<li><a href="c.xhtml#{n}">Chapter {n}</a></li>' for n in range(6))
    pages = {
        "cover.xhtml": page("<p>Cover</p>"),
        "toc.xhtml": page("<p>Contents</p>", 'epub:type="toc"'),
        "links.xhtml": page(f"<h2>Contents</h2><ol>{links}</ol>"),
        "imprint.xhtml": page("<p>Printed in Oslo.</p>", 'epub:type="copyright-page"'),
        "c.xhtml": page("<h1>One</h1><p>First.</p>"),
    }
    book = one(epub(pages, guide='<reference type="cover" href="cover.xhtml"/>'), "x.epub")
    assert book.text == "Printed in Oslo.\n\nOne\n\nFirst."
    assert said(book, "boilerplate") == ["Printed in Oslo."]


def test_the_package_of_a_newer_book_says_what_it_is() -> None:
    """Subtitle, roles and publication by refinement (EPUB 3)."""
    metadata = """<dc:title id="t">Old friends</dc:title><meta refines="#t" property="title-type">main</meta>
      <dc:title id="s">A story of two ministers</dc:title><meta refines="#s" property="title-type">subtitle</meta>
      <dc:creator id="c">Ann Example</dc:creator><dc:creator>Ben Sample</dc:creator>
      <dc:contributor id="d">Cleo Writer</dc:contributor><meta refines="#d" property="role">trl</meta>
      <dc:publisher>Harbour Press</dc:publisher><dc:date>2011-05-01T00:00:00Z</dc:date><dc:language>en-GB</dc:language>
      <dc:rights>CC BY 4.0</dc:rights><dc:identifier>urn:isbn:978-0-16-050085-5</dc:identifier>
      <meta property="dcterms:modified">2020-01-01T00:00:00Z</meta>"""
    about = one(epub({"a.xhtml": page(f"<p>{WORDS}</p>")}, metadata), "x.epub").metadata
    assert (about.title, about.author, about.translator) == (
        "Old friends: A story of two ministers",
        "Ann Example, Ben Sample",
        "Cleo Writer",
    )
    assert (about.publisher, about.language, about.license) == ("Harbour Press", "en", "CC BY 4.0")
    assert about.date == Dating(start="2011-05-01", reason="stated in the book's package")
    assert about.url == "urn:isbn:9780160500855"


def test_the_package_of_an_older_book_says_what_it_is() -> None:
    """Roles and events by attribute (EPUB 2); the day on which the file was made is not the book's."""
    metadata = """<dc:title>Old friends</dc:title><dc:creator opf:role="aut">Ann Example</dc:creator>
      <dc:creator opf:role="ill">Ben Sample</dc:creator><dc:date opf:event="modification">2019-09-09</dc:date>
      <dc:date opf:event="publication">1998</dc:date><dc:identifier>http://x.example/book</dc:identifier>"""
    about = one(epub({"a.xhtml": page(f"<p>{WORDS}</p>")}, metadata), "x.epub").metadata
    assert (about.author, about.url) == ("Ann Example", "http://x.example/book")
    assert about.date == Dating(start="1998", reason="stated in the book's package")


def test_chapters_signed_by_different_people_are_documents_of_their_own() -> None:
    """Each with its author and title; what nobody signed is the editors'. Ten chapters by one hand are one document."""
    body = f"<p>{WORDS * 30}</p>"
    pages = {
        "0.xhtml": page(f"<h1>Introduction</h1>{body}"),
        "1.xhtml": page(f'<h1>Arms</h1><p class="author">Ann Example</p>{body}'),
        "2.xhtml": page(f"<h1>Trade</h1><p>By Ben Sample</p>{body}"),
        "3.xhtml": page("<h1>Part Two</h1>"),
    }
    editor = '<dc:creator opf:role="edt">Cleo Writer</dc:creator>'
    metadata = f"<dc:title>Essays</dc:title>{editor}<dc:publisher>Press</dc:publisher>"
    found = read_bytes(epub(pages, metadata), "x.epub")
    assert [(d.name, d.metadata.title, d.metadata.author, d.metadata.publisher) for d in found] == [
        ("x.epub!OPS/0.xhtml", "Introduction", "Cleo Writer", "Press"),
        ("x.epub!OPS/1.xhtml", "Arms", "Ann Example", "Press"),
        ("x.epub!OPS/2.xhtml", "Trade", "Ben Sample", "Press"),
    ]
    by_one = {name: text.replace("Ben Sample", "Ann Example") for name, text in pages.items()}
    assert [d.name for d in read_bytes(epub(by_one, metadata), "x.epub")] == ["x.epub"]


def test_a_chapter_that_cannot_be_read_is_named_and_the_others_are_read() -> None:
    """One that is missing, or declares entities."""
    bad = '<!DOCTYPE html [<!ENTITY a "b">]><html><body><p>&a;</p></body></html>'
    data = epub(
        {"a.xhtml": page("<p>Read.</p>"), "bad.xhtml": bad},
        items='<item id="i9" href="gone.xhtml" media-type="text/html"/>',
    )
    found = list(read_stream(io.BytesIO(data), len(data), "x.epub"))
    assert [d.text for d in found if isinstance(d, Document)] == ["Read."]
    (refused,) = [d for d in found if isinstance(d, Refused)]
    assert refused.name == "x.epub!OPS/bad.xhtml"


def encrypted(algorithm: str) -> str:
    return f'<encryption><EncryptedData><EncryptionMethod Algorithm="{algorithm}"/></EncryptedData></encryption>'


def test_obfuscated_fonts_are_no_lock() -> None:
    """Only the text matters."""
    data = epub({"a.xhtml": page("<p>Read.</p>")}, encryption=encrypted("http://www.idpf.org/2008/embedding"))
    assert one(data, "x.epub").text == "Read."


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (epub({"a.xhtml": "x"}, encryption=encrypted("http://www.w3.org/2001/04/xmlenc#aes")), "locked by its seller"),
        (epub({"a.xhtml": page("")}), "is an e-book without words in it"),
        (epub({}), "is an e-book without words in it"),
        (packed({"mimetype": "application/epub+zip"}), "lacks META-INF/container.xml"),
        (packed({"META-INF/container.xml": "<container/>"}), "without a package in it"),
        (epub({name: page("<p>x</p>" + " " * (MAX_TEXT // 2)) for name in "ab"}), "unpacks to more than"),
        (epub({"a.xhtml": page("<p>x</p>")})[:-40], "is a damaged ZIP file"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_in_one_line(data: bytes, reason: str) -> None:
    """Locked, empty, without a package, too large, broken."""
    with pytest.raises(DocumentError, match=reason) as caught:
        read_bytes(data, "x.epub")
    assert "\n" not in str(caught.value)


ELEMENTS = "p div span h1 li ul table tr td a sup aside br pre section nav blockquote".split()  # noqa: SIM905
trees = st.recursive(
    st.text("ab1 .", max_size=6),
    lambda inner: st.builds(
        lambda name, content, n: f'<{name} id="f{n}" href="#f{n}" class="note">{"".join(content)}</{name}>',
        st.sampled_from(ELEMENTS),
        st.lists(inner, max_size=4),
        st.integers(0, 3),
    ),
    max_leaves=20,
)


@settings(max_examples=60)
@given(st.lists(trees, min_size=1, max_size=3))
def test_any_arrangement_of_elements_is_read(bodies: list[str]) -> None:
    """Whatever stands in what; sections cover the text, marks lead to notes, fragments lie apart."""
    book = one(epub({f"{n}.xhtml": page(f"<p>Start.</p>{body}") for n, body in enumerate(bodies)}), "x.epub")
    covered = "".join(book.text[s.start : s.end] for s in book.sections)
    assert "".join(covered.split()) == "".join(book.text.split())
    assert all(book.text[m.start : m.end] == f"[{n.number}]" for n in book.notes for m in n.marks)
