import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backchannel.documents import read_bytes
from backchannel.model import Document

LONG = "The two ministers met in Oslo in 1993 and told nobody, not even their deputies, for eleven months."
MORE = "Nothing was signed, and no date was set for another round, though both sides said they hoped for one."


def read(body: str) -> Document:
    head = "<html><head><title>Quiet talks</title></head>"
    page = f"{head}<body><article><h1>Quiet talks</h1>{body}</article></body></html>"
    return read_bytes(page.encode(), "page.html")[0]


def marked(mark: str) -> str:
    return f"<p>{LONG}{mark}</p><p>{MORE}</p>"


@pytest.mark.parametrize(
    ("mark", "note"),
    [
        (
            '<a href="#fn1" id="r1" role="doc-noteref"><sup>1</sup></a>',
            '<ol><li id="fn1"><p>A note.<a href="#r1">↩︎</a></p></li></ol>',
        ),
        ('<sup id="r1"><a href="#x1">[1]</a></sup>', '<p id="x1"><a href="#r1">1.</a> A note.</p>'),
        ('<sup><a href="#n1">1</a></sup>', '<h2>Notes</h2><ol><li id="n1">A note.</li></ol>'),
        (
            '<a href="#_ftn1" name="_ftnref1">[1]</a>',
            '<div id="ftn1"><p><a href="#_ftnref1" name="_ftn1">[1]</a> A note.</p></div>',
        ),
        (
            '<sup class="reference" id="cite_ref-a"><a href="#cite_note-a">[1]</a></sup>',
            '<ol class="references"><li id="cite_note-a"><b><a href="#cite_ref-a">^</a></b> A note.</li></ol>',
        ),
        ('[<a href="#b1">1</a>]', '<p><a name="b1"></a>1. A note.</p>'),
        ('<a href="#s"><sup>1</sup></a>', '<aside id="s" class="footnote"><p>A note.</p></aside>'),
        ('<sup><a href="#f">¹</a></sup>', '<footer><p id="f">1 A note.</p></footer>'),
    ],
)  # fmt: skip
def test_notes_are_found_as_people_and_programs_write_them(mark: str, note: str) -> None:
    """Pandoc, hand-made pages, Word, Wikipedia: the mark in the text, the note at its end without its number."""
    document = read(marked(mark) + note)
    (found,) = document.notes
    assert (found.number, found.text) == ("1", "A note.")
    assert [document.text[one.start : one.end] for one in found.marks] == ["[1]"]
    assert f"{LONG}[1]\n\n{MORE}" in document.text
    assert document.text.endswith("[1] A note.")
    assert document.text.count("A note.") == 1


def test_a_note_of_several_paragraphs_and_marks_is_one() -> None:
    """Its paragraphs stand one under the other; each mark leads to it."""
    notes = '<div class="footnotes"><div id="fn1" class="footnote"><p>1. One.</p><p>Two.</p></div></div>'
    mark = '<sup><a href="#fn1">1</a></sup>'
    document = read(f"<p>{LONG}{mark}</p><p>{MORE}{mark}</p>{notes}")
    (found,) = document.notes
    assert found.text == "One.\nTwo."
    assert len(found.marks) == 2


@pytest.mark.parametrize(
    "rest",
    [
        f'<p><a href="#two">2</a></p><div id="two"><p>{LONG.replace("Oslo", "Bern")}</p></div>',
        f'<p><a href="#p2">2</a> Talks</p><h2 id="p2">2 Talks</h2><p>{LONG.replace("Oslo", "Bern")}</p>',
        f'<p><a href="#two">2</a> Talks</p><div id="two"><p>2 {LONG.replace("Oslo", "Bern")}</p></div>',
        f'<nav><a href="#note1">1</a></nav><p id="note1">1 {LONG.replace("Oslo", "Bern")}</p>',
        f'<p>As told <a href="#note1">here</a>.</p><p id="note1">{LONG.replace("Oslo", "Bern")}</p>',
        f'<p>Up to<sup><a href="/page#n1">1</a></sup> all.</p><p id="n1">1 {LONG.replace("Oslo", "Bern")}</p>',
        f'<p>Up to<sup><a href="#none">1</a></sup> all.</p><p>{LONG.replace("Oslo", "Bern")}</p>',
    ],
)
def test_links_to_parts_of_a_page_are_no_marks(rest: str) -> None:
    """Numbered pages, contents, links by words, to other pages and to nowhere."""
    document = read(f"<p>{LONG}</p><p>{MORE}</p>{rest}")
    assert document.notes == ()
    assert "Bern" in document.text


def test_several_notes_in_one_paragraph_are_left_where_they_are() -> None:
    """Nothing says where one of them ends."""
    mark = '<sup><a href="#n{0}">{0}</a></sup>'
    notes = '<p class="notes"><a id="n1"></a>1. One.<br><a id="n2"></a>2. Two.</p>'
    document = read(f"<p>{LONG}{mark.format(1)}</p><p>{MORE}{mark.format(2)}</p>{notes}")
    assert "1. One." in document.text and "2. Two." in document.text


tags = st.sampled_from(["p", "div", "a", "sup", "li", "ol", "aside", "span", "h2", "section"])
trees = st.recursive(
    st.sampled_from(["1", "2", "word ", "[", "]", " "]),
    lambda inner: st.builds(
        lambda tag, content, to, own: f'<{tag} href="#fn{to}" id="fn{own}" class="footnote">{"".join(content)}</{tag}>',
        tags,
        st.lists(inner, max_size=4),
        st.integers(1, 3),
        st.integers(1, 3),
    ),
    max_leaves=15,
)


@given(trees)
def test_marks_lead_to_notes_whatever_links_to_what(tree: str) -> None:
    """Links in circles, within each other, to themselves: spans hold, and no word of the article is lost."""
    document = read(f"<p>{LONG}</p><p>{MORE}</p>{tree}")
    assert LONG in document.text and MORE in document.text
    for note in document.notes:
        assert note.marks and all(document.text[one.start : one.end] == f"[{note.number}]" for one in note.marks)


@pytest.mark.parametrize(
    "body",
    [
        "".join(f'<p>word<sup><a href="#fn{n}">{n}</a></sup></p>' for n in range(3_000))
        + "".join(f'<p id="fn{n}">{n} Note.</p>' for n in range(3_000)),
        '<p>word<sup><a href="#fn1">1</a></sup></p>' * 5_000 + '<p id="fn1">' + "<b></b>" * 5_000 + "1 Note.</p>",
        "<div class='note'>" * 300 + '<p>w<sup><a href="#fn1">1</a></sup></p><p id="fn1">1 Note.</p>' * 200,
    ],
)
def test_the_time_grows_with_the_links(body: str) -> None:
    """Many notes, many marks of one, deep wrappers."""
    begun = time.process_time()
    read(f"<p>{LONG}</p><p>{MORE}</p>{body}")
    assert time.process_time() - begun < 15
