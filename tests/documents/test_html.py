import time
from importlib.resources import files
from pathlib import Path

import pytest

from backchannel.documents import read_bytes
from backchannel.errors import DocumentError

BODY = [
    "Envoys of the two countries met in Oslo on Sunday, a senior official said on condition of anonymity, to no end.",
    "The foreign ministry declined to comment on the report, which it called the usual rumour of the spring.",
    "Talks of this sort have been held at least four times since 1993, according to two diplomats who took part.",
]
PAGE = f"""<!doctype html><html lang="en"><head><meta charset="utf-8">
<title>Envoys met in Oslo | The Harbour Times</title>
<meta property="og:site_name" content="The Harbour Times"><meta name="author" content="Ann Example">
<meta property="article:published_time" content="2019-11-05T08:30:00Z">
<script>var x = "Script: they cut ties.";</script><style>p:after {{content: "Style: they cut ties."}}</style>
</head><body>
<div class="cookie-banner"><p>We value your privacy. Cookie: they cut ties.</p><button>Accept</button></div>
<nav><a href="/">Home</a><a href="/world">Nav: they cut ties.</a></nav>
<article><h1>Envoys met in Oslo</h1><p class="byline">By Ann Example, 5 November 2019</p>
<p>{BODY[0]}</p><h2>No comment</h2><p>{BODY[1]}</p>
<p hidden>Hidden: they cut ties.</p><p style="display: none">Invisible: they cut ties.</p>
<noscript><p>Noscript: they cut ties.</p></noscript>
<blockquote><p>“We have nothing to say, and we have said it in four languages already.”</p></blockquote>
<ul><li>Oslo, 1993</li><li>Vienna, 2004</li></ul><p>{BODY[2]}</p></article>
<aside><h3>Most read</h3><ul><li>Aside: they cut ties.</li></ul></aside>
<footer>&copy; 2019 Footer: they cut ties.</footer></body></html>"""


def text_of(page: str, name: str = "page.html") -> str:
    return read_bytes(page.encode(), name)[0].text


def test_only_what_a_reader_of_the_article_sees_is_stored() -> None:
    """Headline and body are there, in order, a blank line between blocks; nothing from around or behind the article."""
    text = text_of(PAGE)
    assert "cut ties" not in text
    assert text.startswith("Envoys met in Oslo\n\n")
    places = [text.index(paragraph) for paragraph in BODY]
    assert places == sorted(places)


def test_what_the_elements_say_becomes_sections() -> None:
    """Headings, quotations and lists of the page are sections of that kind."""
    document = read_bytes(PAGE.encode(), "page.html")[0]
    kinds = {document.text[one.start : one.end]: one.kind for one in document.sections}
    assert kinds["Envoys met in Oslo"] == "title"
    assert kinds["No comment"] == "heading"
    assert kinds[BODY[1]] == "paragraph"
    assert kinds["“We have nothing to say, and we have said it in four languages already.”"] == "quotation"
    assert kinds["Oslo, 1993"] == "list"


def test_metadata_are_those_the_page_states() -> None:
    """Author, paper and day from the page's head, each with its reason."""
    metadata = read_bytes(PAGE.encode(), "page.html")[0].metadata
    assert (metadata.title, metadata.author, metadata.publisher) == (
        "Envoys met in Oslo",
        "Ann Example",
        "The Harbour Times",
    )
    assert metadata.date is not None
    assert (metadata.date.start, metadata.date.reason) == ("2019-11-05", "stated in the page's metadata")
    assert metadata.language == "en"


def test_a_declared_legacy_encoding_is_believed_where_it_fits() -> None:
    """A page in Windows-1251 that says so is read in it."""
    page = f"<html><head><meta charset=windows-1251></head><body><p>Встреча в Осло.</p><p>{BODY[0]}</p></body></html>"
    assert "Встреча в Осло." in read_bytes(page.encode("cp1251"), "page.html")[0].text


def test_markup_in_words_stays_words() -> None:
    """An escaped tag is text, and stays escaped nowhere in the stored text."""
    page = f"<html><body><h1>Tags</h1><p>{BODY[0]} He wrote &lt;b&gt; &amp; left.</p><p>{BODY[1]}</p></body></html>"
    assert "He wrote <b> & left." in text_of(page)


def test_a_page_named_text_is_known_by_its_content() -> None:
    """Content decides."""
    assert "cut ties" not in text_of(PAGE, "page.txt")


@pytest.mark.parametrize(
    "page", ["<html></html>", "<html><head><title>x</title></head><body></body></html>", "<p></p>"]
)
def test_a_page_without_an_article_is_refused_plainly(page: str) -> None:
    """One line with the reason."""
    with pytest.raises(DocumentError, match="HTML"):
        read_bytes(page.encode(), "page.html")


def test_a_page_nested_without_end_is_refused() -> None:
    """Depth is limited before anything walks the tree by recursion."""
    page = "<html><body>" + "<div>" * 20_000 + BODY[0]
    with pytest.raises(DocumentError):
        read_bytes(page.encode(), "page.html")


def test_a_page_of_very_many_elements_is_read_in_time_that_grows_with_it() -> None:
    """Beyond the limit all paragraphs are taken as they come, with a warning."""
    page = "<html><body>" + f"<p>{BODY[0]}</p>" * 60_000 + "</body></html>"
    start = time.process_time()
    document = read_bytes(page.encode(), "page.html")[0]
    assert time.process_time() - start < 25
    assert any("elements" in warning for warning in document.warnings)


def test_the_shipped_page_gives_the_text_in_which_its_annotation_counts() -> None:
    """The annotated example was written down before this reader: headline and paragraphs, a blank line between."""
    page = (files("backchannel") / "examples" / "export-licences-2013.html").read_bytes()
    expected = Path(__file__).parents[1] / "examples" / "export-licences-2013.html.txt"
    assert read_bytes(page, "page.html")[0].text == expected.read_text("utf-8").rstrip("\n")


def test_words_without_a_tag_are_text_whatever_they_are_named() -> None:
    """The name of a page does not make one."""
    (document,) = read_bytes(b"Norway and Chile signed in Oslo in 1993.\n\nThey told nobody.", "talks.html")
    assert document.media_type == "text/plain" and document.text.startswith("Norway and Chile")
