"""HTML pages: the article as trafilatura finds it (Barbaresi 2021), headline first, a blank line between blocks.

Before extraction everything that a reader of the page does not see is taken out, and what surrounds an article
(navigation, consent notices, side lists). Nothing is fetched and no script runs.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from backchannel.documents.allowance import Allowance
from backchannel.documents.building import Built, Mark, Piece, TextBuilder
from backchannel.documents.decoding import decode
from backchannel.documents.extracted import Extracted
from backchannel.documents.kinds import looks_like_html, suffix
from backchannel.documents.markup import bounded
from backchannel.documents.sidecar import read_fields
from backchannel.documents.web.notes import find
from backchannel.documents.web.trees import drop, lines_of
from backchannel.errors import DocumentError
from backchannel.model import Metadata, SectionKind

LABEL = "HTML"
MEDIA_TYPE = "text/html"
SUFFIXES = frozenset({".html", ".htm", ".xhtml", ".shtml"})
MAX_DEPTH = 400
MAX_ELEMENTS = (
    50_000  # beyond, trafilatura's time is no longer sure to be near-linear: paragraphs are taken as they come
)
MOST_ELEMENTS = 500_000
"""More than any page has; each pass over them takes a second for a million."""
MAX_ATTRIBUTES = 1_000
"""Of one element: libxml2 compares each with all before it."""

_TAGS = re.compile(
    r"""<!--.*?(?:-->|\Z)"""
    r"""|<(script|style)\b.*?(?:</\1|\Z)"""
    r"""|<(?P<start>[a-z](?:[^>=]++|=\s*+(?:"[^"]*+"?|'[^']*+'?|[^\s>"'][^\s>]*+|))*+)""",
    re.IGNORECASE | re.DOTALL,
)
"""Comments, scripts and start tags, as HTML's tokenizer parts them; in linear time, whatever is left open."""
_ATTRIBUTE_VALUE = re.compile(r"""=\s*+(?:"[^"]*+"?|'[^']*+'?|[^\s>"'][^\s>]*+|)""")
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_ANY_TAG = re.compile(rb"<[!?/a-zA-Z]")
_XML_HEAD = re.compile(r"\A\s*<\?xml[^>]*\?>")
_NO_XML = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]"
    r"|&#(?:x0*(?:[0-8bcef]|1[0-9a-f]|fff[ef]|d[89a-f][0-9a-f]{2})|0*(?:[0-8]|1[124-9]|2[0-9]|3[01]|6553[45]))(?![0-9a-f]);?",
    re.IGNORECASE,
)
"""Characters that libxml2 lets into a page's tree by reference but not out of it (XML 1.0, 2.2)."""
_UNSEEN_TAGS = frozenset({
    "script", "style", "noscript", "template", "iframe", "object", "embed", "svg", "canvas", "form", "button",
    "select", "input", "textarea", "nav", "aside", "footer", "dialog", "link",
})  # fmt: skip
_UNSEEN_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d])|opacity\s*:\s*0(?![.\d])", re.IGNORECASE
)
_AROUND = re.compile(
    r"(?:^|[-_\s])(?:cookies?|consent|gdpr|onetrust|cmp|newsletter|subscribe|paywall|advert(?:isement)?|ads?|promo|"
    r"share|sharing|social|related|recommend(?:ed|ations)?|breadcrumbs?|navbar|nav|menu|sidebar|footer|modal|popup|"
    r"comments|adblock|sr-only|screen-reader-text|visually-hidden|visuallyhidden|hidden)(?:$|[-_\s])",
    re.IGNORECASE,
)
_KINDS: dict[str, SectionKind] = {"head": "heading", "item": "list", "quote": "quotation", "row": "list"}
_OWN_KINDS: dict[str, SectionKind] = {"h": "heading", "li": "list", "blockquote": "quotation", "figcaption": "caption"}
_LONGEST_LINE = 160
_MOST_LINES = 4
_SIGN = re.compile(r"⟦(note \d+)⟧")
"""Stands for a note's mark while the article is sought."""
_SITE = re.compile(r"\s+[|–—»·-]\s+[^|–—»·]{2,60}$")


class Block(NamedTuple):
    """One block of the article: its words and what its element says it is."""

    text: str
    kind: SectionKind | None


def recognises(data: bytes, name: str) -> bool:
    """Whether the name says HTML and there is a tag in it, or the bytes begin as a page does."""
    named = suffix(name) in SUFFIXES and _ANY_TAG.search(data.replace(b"\0", b"") if b"\0" in data[:64] else data)
    return bool(named) or (looks_like_html(data) and suffix(name) not in {".md", ".jsonl", ".ndjson"})


def extract(data: bytes, name: str, allowance: Allowance) -> Iterator[Extracted]:
    """The article of a page; raises ``DocumentError`` where the page holds none."""
    charset = _CHARSET.search(data[:4096])
    decoded = decode(data, name, charset[1].decode("ascii", "replace") if charset else None)
    tree = parse(decoded.text, name)
    notes = _take_notes(tree)
    metadata, warnings = _metadata(tree)
    headline = _headline(tree)
    _prune(tree)
    blocks, extracted_by = _blocks(tree, headline)
    blocks = _with_headline(blocks, headline or metadata.title)
    if not any(block.kind != "title" for block in blocks):
        raise DocumentError(name, "is an HTML page in which no article was found")
    built = _built(blocks, notes)
    yield Extracted(
        name,
        data,
        built.text,
        MEDIA_TYPE,
        metadata=metadata,
        blocks=built.blocks,
        notes=built.notes or None,
        warnings=decoded.warnings + extracted_by + warnings,
    )


def parse(text: str, name: str) -> Any:
    """The tree of an HTML page or a piece of one. Raises ``DocumentError`` where there is none, or too much of it."""
    from lxml import etree, html  # noqa: PLC0415  # heavy: only pages need it

    if any(map(_has_too_many_attributes, _TAGS.finditer(text))):
        raise DocumentError(name, f"is HTML with an element of more than {MAX_ATTRIBUTES:,} attributes")
    try:
        parser = html.HTMLParser(huge_tree=False, no_network=True, remove_comments=True, remove_pis=True)
        tree = html.document_fromstring(_NO_XML.sub(" ", _XML_HEAD.sub("", text)), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise DocumentError(
            name, f"is not readable HTML: {str(error).splitlines()[0] if str(error) else 'no content'}"
        ) from error
    if tree.find(".//head/meta[@name='generator'][@content='backchannel']") is not None:
        raise DocumentError(name, "is a dossier of this program; read the documents it rests on")
    bounded(tree, name, "HTML", MAX_DEPTH, MOST_ELEMENTS)
    return tree


def _has_too_many_attributes(tag: re.Match[str]) -> bool:
    words = tag["start"]
    if words is None or len(words) < 2 * MAX_ATTRIBUTES:
        return False
    return len(_ATTRIBUTE_VALUE.sub(" ", words).replace("/", " ").split()) > MAX_ATTRIBUTES + 1


class _Note(NamedTuple):
    """A note of the page: its number and its words."""

    number: str
    words: str


def _take_notes(tree: Any) -> dict[str, _Note]:
    """Take the notes that are linked to their marks out of the page, and put a sign in the place of each mark."""
    if _SIGN.search("".join(tree.itertext())):
        return {}
    found = find({"": tree})
    taken = {key: _Note(noted.number, "\n".join(lines_of(noted.element))) for key, noted in found.notes.items()}
    for link, key in found.marks.items():
        link.tag, link.text = "span", f"⟦{key}⟧"
        for child in list(link):
            link.remove(child)
        link.attrib.clear()
    for noted in found.notes.values():
        drop(noted.element)
    return taken


def _metadata(tree: Any) -> tuple[Metadata, tuple[str, ...]]:
    """Title, author, publisher, date and address as the page's head and linked data state them."""
    from trafilatura.metadata import extract_metadata  # noqa: PLC0415

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    try:
        found = extract_metadata(tree, date_config={"extensive_search": False, "original_date": True})
    except (ValueError, TypeError, AttributeError, KeyError, IndexError, RecursionError) as error:
        return Metadata(), (f"the page's metadata could not be read ({type(error).__name__})",)
    language = tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang")
    return read_fields(
        {
            "title": _SIGN.sub("", found.title or "") or None,
            "author": (found.author or "").replace("; ", ", ") or None,
            "publisher": found.sitename,
            "date": found.date,
            "url": found.url,
            "language": language,
        },
        "the page's metadata",
    )


def _headline(tree: Any) -> str | None:
    headings = [_words(one) for one in tree.iter("h1")]
    headings = [words for words in headings if words]
    return headings[0] if len(headings) == 1 else None


def _prune(tree: Any) -> None:
    """Take out what a reader of the page does not see, and what surrounds the article."""
    for element in list(tree.iter()):
        if not isinstance(element.tag, str) or element.tag in ("html", "body", "head"):
            continue
        if element.getparent() is not None and (
            element.tag in _UNSEEN_TAGS or is_unseen(element) or _is_around(element)
        ):
            element.drop_tree()


def is_unseen(element: Any) -> bool:
    """Whether the element says that it is hidden from who reads the page, or belongs to the page's frame."""
    return (
        element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
        or bool(_UNSEEN_STYLE.search(element.get("style") or ""))
        or element.get("role") in ("navigation", "banner", "complementary", "dialog", "alertdialog", "menu", "search")
    )


def _is_around(element: Any) -> bool:
    if element.tag in ("article", "main", "h1", "p", "a", "span", "img", "figure"):
        return False
    marked = f"{element.get('class') or ''} {element.get('id') or ''}"
    if not _AROUND.search(marked):
        return False
    # A wrapper whose class happens to speak of sharing may hold the article itself.
    return element.find(".//article") is None and len(element.findall(".//p")) < 6


def _blocks(tree: Any, headline: str | None) -> tuple[list[Block], tuple[str, ...]]:
    if sum(1 for _ in tree.iter()) > MAX_ELEMENTS:
        return _own_blocks(tree), (f"the page has more than {MAX_ELEMENTS:,} elements; all its paragraphs were taken",)
    own = _own_blocks(tree)
    found = _article(tree)
    least = 0.3 * sum(len(block.text) for block in own if block.kind is None)
    if sum(len(block.text) for block in found) < least:
        return own, ("no article stood out on the page; all its paragraphs were taken",)
    if len(found) < 0.5 * len(own):  # short pages come back as one run of words: their own paragraphs part it
        words = " ".join(block.text for block in found)
        kept = [block for block in own if block.text in words]
        if sum(len(block.text) for block in kept) > 0.8 * len(words):
            return kept, ()
    return _restored(found, own, headline), ()


def _restored(found: list[Block], own: list[Block], headline: str | None) -> list[Block]:
    """The blocks of the article with what trafilatura drops as too short.

    That are headings before what they head, and the few lines between the headline and the first paragraph.
    """
    places: dict[str, int] = {}
    for index, block in enumerate(found):
        places.setdefault(_letters(block.text), index)
    put_back: dict[int, list[Block]] = {}
    waiting: list[Block] = []
    under_headline = False
    for block in own:
        place = places.get(_letters(block.text))
        if block.text == headline:
            waiting, under_headline = [], True
        elif place is not None:
            put_back.setdefault(place, []).extend(waiting)
            waiting, under_headline = [], False
        elif block.kind == "heading" or (under_headline and block.kind is None and len(block.text) <= _LONGEST_LINE):
            waiting.append(block)
        else:
            waiting = []
        if len(waiting) > _MOST_LINES:
            waiting, under_headline = [], False
    return [one for index, block in enumerate(found) for one in (*put_back.get(index, ()), block)]


def _letters(words: str) -> str:
    return "".join(filter(str.isalnum, words))


def _article(tree: Any) -> list[Block]:
    """The blocks of trafilatura's article, in order."""
    from trafilatura import bare_extraction  # noqa: PLC0415

    document = bare_extraction(
        tree, include_comments=False, include_tables=True, include_images=False, include_links=False, favor_recall=True
    )
    body = getattr(document, "body", None)
    if body is None:
        return []
    return [block for element in body for block in _of_element(element)]


def _of_element(element: Any) -> Iterator[Block]:
    if element.tag in ("list", "table"):
        for item in element.iter("item", "row"):
            cells = [_words(cell) for cell in item] if item.tag == "row" else []
            words = " | ".join(filter(None, cells)) or _words(item)
            if words:
                yield Block(words, "list")
        return
    for words in _lines(element):
        yield Block(words, _KINDS.get(element.tag))


def _own_blocks(tree: Any) -> list[Block]:
    """Every paragraph, heading, item and quotation of the page, in order."""
    blocks: list[Block] = []
    for element in tree.iter("p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "blockquote", "figcaption", "pre"):
        if element.tag in ("li", "blockquote") and element.find(".//p") is not None:
            continue
        kind = _OWN_KINDS.get("h" if element.tag[0] == "h" else element.tag)
        blocks.extend(Block(words, kind) for words in _lines(element))
    return blocks


def _lines(element: Any) -> list[str]:
    """The words of an element, parted where it breaks the line."""
    return [line for line in (" ".join(piece.split()) for piece in _in_order(element).split("\n")) if line]


def _in_order(element: Any) -> str:
    """The words of an element in document order, a newline for a line break."""
    words: list[str] = []
    stack: list[Any] = [element]
    while stack:
        part = stack.pop()
        if isinstance(part, str):
            words.append(part)
            continue
        if part.tag in ("lb", "br"):
            words.append("\n")
        elif part.text:
            words.append(part.text.replace("\n", " "))
        children = list(part)
        for child in reversed(children):
            stack.extend(((child.tail or "").replace("\n", " "), child))
    return "".join(words)


def _words(element: Any) -> str:
    return " ".join(_in_order(element).split())


def _with_headline(blocks: list[Block], headline: str | None) -> list[Block]:
    """The blocks with the headline first, once."""
    headline = " ".join((headline or "").split())
    if not headline:
        return blocks
    short = _SITE.sub("", headline)
    rest = [block for index, block in enumerate(blocks) if index > 2 or block.text not in (headline, short)]
    return [Block(headline, "title"), *rest]


def _built(blocks: list[Block], notes: dict[str, _Note]) -> Built:
    """The text, with the notes whose marks are in it."""
    builder = TextBuilder()
    kept: dict[str, None] = {}
    for block in blocks:
        pieces: list[Piece] = []
        for index, piece in enumerate(_SIGN.split(block.text)):
            pieces.append(Mark(piece) if index % 2 else piece)
            if index % 2:
                kept.setdefault(piece)
        builder.block(pieces, block.kind)
    for key in kept:
        builder.note(key, notes[key].words, number=notes[key].number)
    return builder.build()
