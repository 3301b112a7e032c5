from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

import frus_counts
from backchannel.documents import read_bytes
from backchannel.documents.formats import tei
from backchannel.documents.tei.source_notes import Kept, kept
from backchannel.errors import DocumentError
from backchannel.model import Dating, Document, Excision

VOLUME = (Path(__file__).parent / "data" / "volume.xml").read_bytes()
NAMESPACE = "xmlns='http://www.tei-c.org/ns/1.0'"


@pytest.fixture(scope="module")
def volume() -> dict[str, Document]:
    """The documents of the volume by the ids of their divisions."""
    return {one.name.partition("#")[2]: one for one in read_bytes(VOLUME, "volume.xml")}


def whole(body: str, header: str = "", name: str = "text.xml") -> tuple[Document, ...]:
    """The documents of a TEI file with this body."""
    return read_bytes(
        f"<TEI {NAMESPACE}><teiHeader>{header}</teiHeader><text><body>{body}</body></text></TEI>".encode(), name
    )


def said(document: Document, kind: str) -> list[str]:
    return [document.text[one.start : one.end] for one in document.sections if one.kind == kind]


def test_a_volume_is_a_document_a_division_and_an_attachment(volume: dict[str, Document]) -> None:
    """They stand in the volume's order under their own names; an attachment says what it came with."""
    assert list(volume) == ["d1", "d1a1", "d2", "d3", "d4"]
    assert {id_: one.part_of for id_, one in volume.items() if one.part_of} == {"d1a1": "volume.xml#d1"}
    assert "second ferry" not in volume["d1"].text
    assert "second ferry" in volume["d1a1"].text


def test_what_is_no_document_is_named(volume: dict[str, Document]) -> None:
    """Front and back matter is left out, with one warning for the whole volume."""
    said_of = [one.warnings for one in volume.values()]
    assert said_of[0][0] == "parts of the volume that are no documents were left out: “Preface”, “Persons”, “Index”"
    assert said_of[0][1] == "words that are struck out in the original were left out at 1 place"
    assert not any(said_of[1:])


def test_the_identity_of_a_document_is_that_of_its_division(volume: dict[str, Document]) -> None:
    """Another volume header or indentation of tags changes nothing; another word in the division does."""
    moved = VOLUME.replace(b"1991", b"1992").replace(
        b'subtype="historical-document" xml:id="d2"', b"xml:id='d2'   subtype='historical-document'"
    )
    assert [one.id for one in read_bytes(moved, "b.xml")] == [one.id for one in volume.values()]
    changed = {one.name[-2:]: one.id for one in read_bytes(VOLUME.replace(b"at lunch", b"at dinner"), "b.xml")}
    assert changed["d1"] == volume["d1"].id
    assert changed["d2"] != volume["d2"].id


def test_heading_dateline_and_source_note_become_metadata(volume: dict[str, Document]) -> None:
    """Who to whom by their full names, when, where; where it is kept and how it was classified."""
    about = volume["d1"].metadata
    assert (about.title, about.author, about.recipient, about.place) == (
        "1. Letter From Minister of Ports Vale to Envoy Orr",
        "Marion T. Vale",
        "Kit Orr",
        "Port Royal",
    )
    assert (about.archive, about.classification) == ("Harbour Archive, Ferry Files: Lot 12, Box 3", "Secret; Eyes Only")
    assert about.authenticity == "transcript"
    assert about.publisher == "Harbour Press"
    assert about.license == "https://creativecommons.org/publicdomain/zero/1.0/"
    assert about.released and about.released.start == "1991"
    assert about.url and about.url.endswith("/frus-ferry-v02/d1")


def test_dates_are_the_editions_own_range_or_the_datelines(volume: dict[str, Document]) -> None:
    """A day, a span of days, a month within brackets, none where it is undated."""
    assert {
        id_: one.metadata.date and (one.metadata.date.start, one.metadata.date.end) for id_, one in volume.items()
    } == {
        "d1": ("1956-03-02", None),
        "d1a1": ("1956-02-01", "1956-02-29"),
        "d2": ("1956-04-03", "1956-04-05"),
        "d3": ("1991", None),
        "d4": None,
    }


def test_an_editorial_note_is_the_editors_own_document(volume: dict[str, Document]) -> None:
    """It was written when the volume was, whatever days it speaks of."""
    about = volume["d3"].metadata
    assert about.author == "Ann Example, Ben Sample"
    assert about.date == Dating(start="1991", reason="written by the editors of the volume")
    assert about.authenticity == "original"


def test_a_paper_that_is_withheld_is_only_described(volume: dict[str, Document]) -> None:
    """Its one paragraph is the excision."""
    (excision,) = volume["d4"].excisions
    assert excision.extent == "5 pages"
    assert volume["d4"].metadata.authenticity == "described"


def test_notes_are_tied_to_their_marks_with_their_printed_numbers(volume: dict[str, Document]) -> None:
    """Also in a heading, a list and a signature, and where the number is a star; a reference to a note is no mark."""
    for one in volume.values():
        for note in one.notes:
            assert [one.text[mark.start : mark.end] for mark in note.marks] == [f"[{note.number}]"]
    assert [note.number for note in volume["d1"].notes] == ["1", "2", "3", "4"]
    assert [note.number for note in volume["d2"].notes] == ["1", "*"]
    assert volume["d1"].notes[1].text == "See footnote 1, Document 2."
    assert "delegate[2] in February" in volume["d1"].text


def test_notes_that_stand_apart_may_have_notes_of_their_own() -> None:
    """Each is read once, also where two refer to each other."""
    body = (
        "<p>The envoys met in Oslo<ref target='#n1'>1</ref> and told nobody.</p>"
        "<note xml:id='n1' n='1'>Ann Example, A Door<ref target='#n2'>2</ref></note>"
        "<note xml:id='n2' n='2'>See note<ref target='#n1'>1</ref></note>"
    )
    (document,) = read_bytes(f"<TEI {NAMESPACE}><text><body><div>{body}</div></body></text></TEI>".encode(), "a.xml")
    assert [note.number for note in document.notes] == ["1", "2"]


def test_the_words_are_those_that_a_reader_of_the_page_sees(volume: dict[str, Document]) -> None:
    """Corrections in, struck words out, supplied words in brackets, gaps told; lists and tables a block an item."""
    text = volume["d1"].text
    assert "The minister agreed to hear both sides and to [keep] the ferry running." in text
    assert "The rest is [3 words illegible]." in text
    assert said(volume["d1"], "list")[:3] == ["the ferry sails daily;[3]", "no flag is flown.", "save at anchor"]
    assert "January | 1,204" in said(volume["d1"], "list")
    assert said(volume["d2"], "heading") == ["PARTICIPANTS"]
    assert said(volume["d1"], "byline") == ["Port Royal, March 2, 1956.", "M. Vale[4]"]


def test_excisions_are_those_of_the_words_and_of_the_gaps(volume: dict[str, Document]) -> None:
    """An illegible place was withheld by nobody."""
    text = volume["d1"].text
    assert [(text[one.start : one.end], one.extent) for one in volume["d1"].excisions] == [
        ("[less than 1 line not declassified]", "less than 1 line"),
        ("[2 paragraphs not declassified]", "2 paragraphs"),
    ]


def test_pages_are_fragments(volume: dict[str, Document]) -> None:
    """A page turns within a sentence; a document begins on the page that was turned last before it."""
    text = volume["d1"].text
    first, second = volume["d1"].fragments[:2]
    assert (first.selector, second.selector) == ("page=1", "page=2")
    assert text[: first.end].endswith("both sides") and text[second.start :].startswith("and to [keep]")
    assert volume["d3"].fragments[0].selector == "page=4"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("a<note place='foot'>n</note> b", "a[1] b\n\n[1] n"),
        ("a <note rend='inline'>(n)</note> b", "a (n) b"),
        ("a<ref target='#n'>9</ref></p></div><div><note xml:id='n' n='9'>it</note><p>c", "a[9]\n\nc\n\n[9] it"),
        ("a<anchor xml:id='x'/> b</p></div><div><note target='#x'>n</note><p>c", "a[1] b\n\nc\n\n[1] n"),
        ("one<lb/>two", "one\ntwo"),
        ("one<lb n='2'/>two co<lb break='no' n='3'/>ast", "one two coast"),
        ("<choice><reg>the</reg><orig>ye</orig></choice> <choice><abbr>A</abbr><expan>Alf</expan></choice>", "ye A"),
        ("<subst><del>no</del><add>yes</add></subst>", "yes"),
        ("<app><lem>sea</lem><rdg>see</rdg></app>", "sea"),
        ("see <ref target='#p2'>page 2</ref>, <ref target='http://x.example'>there</ref>", "see page 2, there"),
        ("kept <gap reason='redacted' extent='1 line'/> back", "kept [1 line redacted] back"),
        ("a<fw>The Strait 12</fw> b", "a b"),
    ],
)  # fmt: skip
def test_elements_read_as_the_guidelines_mean_them(body: str, text: str) -> None:
    """Notes wherever they stand, line ends of text and page, alternatives, gaps, running heads."""
    (document,) = whole(f"<div><p>{body}</p></div>")
    assert document.text == text
    for note in document.notes:
        assert len(note.marks) == 1


def test_a_gap_that_somebody_made_is_an_excision_with_its_extent() -> None:
    """As the encoder states it."""
    (document,) = whole("<p>It was <gap reason='classified' quantity='2' unit='lines'/> in all.</p>")
    assert document.excisions == (Excision(start=7, end=27, extent="2 lines"),)


def test_articles_of_a_collection_are_documents_and_chapters_of_a_book_are_not() -> None:
    """Articles are told by their types, authors or catalogue; chapters by one hand make one document."""
    section = "<div type='{}' xml:id='{}' {}><head>On {}</head>{}<p>It was agreed at sea.</p></div>"
    articles = section.format("section", "a", "ana='ferry'", "A", "") + section.format(
        "section", "b", "ana='sea'", "B", ""
    )
    assert [one.name for one in whole(articles)] == ["text.xml#a", "text.xml#b"]
    signed = "".join(
        section.format("chapter", x, "", x, f"<byline>By {y}</byline>")
        for x, y in (("a", "Ann Example"), ("b", "Ben Sample"))
    )
    assert [(one.metadata.title, one.metadata.author) for one in whole(signed)] == [
        ("On a", "Ann Example"),
        ("On b", "Ben Sample"),
    ]
    chapters = "".join(section.format("chapter", x, "", x, "") for x in "ab")
    (book,) = whole(
        chapters, "<fileDesc><titleStmt><title>The Strait</title><author>Ann Example</author></titleStmt></fileDesc>"
    )
    assert (book.name, book.metadata.title, book.metadata.author) == ("text.xml", "The Strait", "Ann Example")
    assert said(book, "heading") == ["On a", "On b"]


def test_the_texts_of_a_group_and_of_a_corpus_are_documents() -> None:
    """Each under its id or its place."""
    text = "<text xml:id='{}'><body><head>{}</head><p>They met at sea.</p></body></text>"
    group = f"<TEI {NAMESPACE}><text><group>{text.format('a', 'A')}{text.format('b', 'B')}</group></text></TEI>"
    assert [(one.name, one.metadata.title) for one in read_bytes(group.encode(), "g.xml")] == [
        ("g.xml#a", "A"),
        ("g.xml#b", "B"),
    ]
    one = "<TEI><teiHeader><fileDesc><titleStmt><title>T{0}</title></titleStmt></fileDesc></teiHeader>{1}</TEI>"
    texts = one.format(1, text.format("a", "A")) + one.format(2, text.format("b", "B"))
    corpus = f"<teiCorpus {NAMESPACE}>{texts}</teiCorpus>"
    assert [(one.name, one.metadata.title) for one in read_bytes(corpus.encode(), "c.xml")] == [
        ("c.xml#1", "T1"),
        ("c.xml#2", "T2"),
    ]


def test_a_letter_is_dated_and_addressed_by_its_header() -> None:
    """Sender, addressee, day and place as ``correspDesc`` states them; one letter is one document."""
    header = """<profileDesc><correspDesc>
      <correspAction type="sent"><persName>Ann Example</persName><placeName>Oslo</placeName>
      <date when="1905-06-07"/></correspAction>
      <correspAction type="received"><persName>Ben Sample</persName></correspAction></correspDesc></profileDesc>"""
    (letter,) = whole("<div type='letter'><p>Come at once.</p></div>", header)
    about = letter.metadata
    assert (about.author, about.recipient, about.place) == ("Ann Example", "Ben Sample", "Oslo")
    assert about.date == Dating(start="1905-06-07", reason="stated in the header")


@pytest.mark.parametrize(
    ("note", "archive", "classification"),
    [
        (
            "Source: Archives, RG 59, POL 7. Secret; Priority. Drafted by A.",
            "Archives, RG 59, POL 7",
            "Secret; Priority",
        ),
        ("Source: Archives. Secret; [1 word not declassified]. B.", "Archives", "Secret; [1 word not declassified]"),
        (
            "Source: A Library, Files of B. C. Dee, 1/66. No classification marking.",
            "A Library, Files of B. C. Dee, 1/66",
            None,
        ),
        ("Source: Archive, Lot 69 D 30. Drafted by E.", "Archive, Lot 69 D 30", None),
        ("Top Secret; Sensitive", None, "Top Secret; Sensitive"),
        ("", None, None),
    ],
)
def test_a_source_note_tells_archive_and_classification(
    note: str, archive: str | None, classification: str | None
) -> None:
    """The archive ends where the classification, or the next sentence, begins; "no marking" is none."""
    assert kept(note) == Kept(archive, classification)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (f"<TEI {NAMESPACE}><text><body><p>x".encode(), "is TEI that is not well-formed"),
        (f"<TEI {NAMESPACE}><teiHeader/></TEI>".encode(), "is a TEI file without a text in it"),
        (f"<TEI {NAMESPACE}><text><body/></text></TEI>".encode(), "is a TEI file without words in it"),
        (b"<teiCorpus ></teiCorpus>", "is a TEI corpus without a text in it"),
        (b'<!DOCTYPE TEI [<!ENTITY a "b">]><TEI><text><body>&a;</body></text></TEI>', "declares entities of its own"),
        (f"<TEI {NAMESPACE}><text>{'<div>' * 230}x{'</div>' * 230}</text></TEI>".encode(), "nested deeper than"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_in_one_line(data: bytes, reason: str) -> None:
    """Broken, empty, made to expand, or too deep."""
    with pytest.raises(DocumentError, match=reason) as caught:
        read_bytes(data, "x.xml")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "prologue",
    ["", "<?xml version='1.0'?>\n<!-- a - b -->", "<!DOCTYPE TEI SYSTEM 'tei.dtd'>\n"],
)
def test_tei_is_told_by_its_root(prologue: str) -> None:
    """Whatever stands before it, in any encoding; other XML is not TEI."""
    text = f"{prologue}<tei:TEI xmlns:tei='http://www.tei-c.org/ns/1.0'>"
    assert tei.recognises(text.encode(), "x")
    assert tei.recognises(text.encode("utf-8-sig"), "x")
    assert tei.recognises(b"\xff\xfe" + text.encode("utf-16-le"), "x")
    assert not tei.recognises(b"<article><TEI/></article>", "x.xml")
    assert not tei.recognises(b" " * 60_000 + b"<x", "x.xml")


NAMES = st.sampled_from(
    "p div note hi list item table row cell head pb gap choice ref sp speaker quote l lg supplied label".split()  # noqa: SIM905
)
trees = st.recursive(
    st.text("ab .", max_size=6),
    lambda inner: st.builds(
        lambda name, content, n: f"<{name} n='{n}' target='#{n}'>{''.join(content)}</{name}>",
        NAMES,
        st.lists(inner, max_size=4),
        st.integers(0, 3),
    ),
    max_leaves=20,
)


@given(trees)
def test_any_arrangement_of_elements_is_read(tree: str) -> None:
    """Each word is kept once, whatever stands in what; sections cover the text and marks lead to notes."""
    try:
        documents = whole(f"<div><p>Start.</p>{tree}</div>")
    except DocumentError as error:
        assert "\n" not in str(error)
        return
    for document in documents:
        covered = "".join(document.text[one.start : one.end] for one in document.sections)
        assert "".join(covered.split()) == "".join(document.text.split())
        for note in document.notes:
            assert all(document.text[mark.start : mark.end] == f"[{note.number}]" for mark in note.marks)


def test_a_count_over_the_xml_finds_the_same() -> None:
    """Documents, days, notes and their places, excisions, pages and attachments, by XPath and by the program."""
    documents = {one.name.partition("#")[2]: one for one in read_bytes(VOLUME, "volume.xml")}
    counted = frus_counts.volume(etree.fromstring(VOLUME), documents)
    assert len(counted) == 8
    assert all(one.all_right and one.expected for one in counted.values())
