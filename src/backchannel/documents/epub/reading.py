"""From the chapters of a book to its text, or to those of its authors.

A book is one document: its chapters share their author, and ten chapters by one hand are not ten witnesses. Where the
chapters are signed by different people, each is a document with its own author.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from backchannel.documents.allowance import Exhausted
from backchannel.documents.assemble import over
from backchannel.documents.epub.package import Book, Item
from backchannel.documents.extracted import Extracted, Refused
from backchannel.documents.flow import titled
from backchannel.documents.markup import local
from backchannel.documents.web import notes, xhtml
from backchannel.documents.web.chapter import Chapters, byline
from backchannel.documents.web.trees import text_length, words_of
from backchannel.documents.zipped import Zip
from backchannel.errors import DocumentError
from backchannel.model import Metadata

MEDIA_TYPE = "application/epub+zip"
MAX_TEXT = 32 * 1024 * 1024
"""Bytes of chapters, which are parsed together so that links between them are known."""
_CONTENTS = re.compile(
    r"(?:^|\s)(?:toc|cover|landmarks|page-list|index|lo[iatv]|doc-(?:toc|cover|index))(?=$|\s)", re.IGNORECASE
)
_LEAST_TEXT = 200
"""Characters of a chapter by an author of its own; what is shorter is the title of a part."""
_MOST_LINKED = 0.7
_LEAST_LINKS = 5


class Chapter(NamedTuple):
    """A chapter: its path in the archive, its bytes, its tree."""

    path: str
    data: bytes
    tree: Any


def documents_of(archive: Zip, book: Book, name: str, data: bytes) -> Iterator[Extracted | Refused]:
    """The documents of a book, and chapters that cannot be read. Raises ``DocumentError`` where it has no words."""
    chapters: list[Chapter] = []
    for one in _chapters(archive, book.spine, name):
        if isinstance(one, Refused):
            yield one
        elif not _is_contents(one.tree):
            chapters.append(one)
    found = notes.find({chapter.path: chapter.tree for chapter in chapters})
    authors = _authors(chapters)
    parts = [[chapter] for chapter in chapters] if authors else [chapters]
    texts = [_read(part, found, name, data, book, whole=not authors) for part in parts]
    for part, text in zip(parts, texts, strict=True):
        if not authors and text.text:
            yield text
        elif len(text.text) >= _LEAST_TEXT:
            yield _signed(text, part[0], authors.get(part[0].path), book)
    if not any(text.text for text in texts):
        raise DocumentError(name, "is an e-book without words in it")


def _chapters(archive: Zip, spine: tuple[Item, ...], name: str) -> Iterator[Chapter | Refused]:
    size = 0
    for item in spine:
        try:
            data = archive.read(item.path)
            size += len(data)
            if size > MAX_TEXT:
                raise DocumentError(name, f"is an e-book of more than {MAX_TEXT // 2**20} MiB of chapters")
            body = _body(xhtml.parse(data, f"{name}!{item.path}"))
        except Exhausted:
            raise
        except DocumentError as error:
            if size > MAX_TEXT:
                raise
            yield Refused(f"{name}!{item.path}", error.reason)
            continue
        if body is not None:
            if item.type:
                body.set("class", f"{item.type} {body.get('class') or ''}")
            yield Chapter(item.path, data, body)


def _body(tree: Any) -> Any:
    return next((one for one in tree.iter() if local(one) == "body"), None)


def _is_contents(body: Any) -> bool:
    """Whether a chapter is a cover, a table of contents or an index, by what it says or since it is made of links."""
    holders = [body, *(child for child in body if local(child) in ("section", "div"))][:2]
    if any(_CONTENTS.search(notes.kinds_of(one, ids=False)) for one in holders):
        return True
    links = [one for one in body.iter() if local(one) == "a" and one.get("href") and "://" not in one.get("href")]
    whole = text_length(body, 1_000_000)
    return len(links) >= _LEAST_LINKS and sum(text_length(one, 1_000) for one in links) > _MOST_LINKED * whole


def _authors(chapters: list[Chapter]) -> dict[str, str]:
    """Who signed which chapter, where several people signed at least half of them; else nothing."""
    headed = [chapter for chapter in chapters if text_length(chapter.tree, 2_000) >= 2_000]
    signed = {chapter.path: words for chapter in headed if (words := byline(chapter.tree))}
    return signed if len(set(signed.values())) > 1 and len(signed) >= len(headed) / 2 else {}


def _read(part: list[Chapter], found: notes.Notes, name: str, data: bytes, book: Book, *, whole: bool) -> Extracted:
    reading = Chapters(found)
    for chapter in part:
        reading.read(chapter.tree, chapter.path)
    reading.read_notes(unmarked=whole)
    built = titled(reading.flow.finish())
    return Extracted(
        name,
        data,
        built.text,
        MEDIA_TYPE,
        book.metadata,
        blocks=built.blocks,
        notes=built.notes or None,
        fragments=built.fragments,
        warnings=book.warnings,
    )


def _signed(text: Extracted, chapter: Chapter, author: str | None, book: Book) -> Extracted:
    """The text of one chapter as a document by its own author; without one it is the editors'."""
    headings = (one for one in chapter.tree.iter() if local(one) in ("h1", "h2", "h3"))
    title = next(filter(None, (words_of(one, 300) for one in headings)), None)
    own = Metadata(title=title, author=author or ", ".join(book.editors or book.authors) or None)
    rest = book.metadata
    shared = Metadata(
        **{field: getattr(rest, field) for field in rest.__struct_fields__ if field not in ("title", "author")}
    )
    return text._replace(name=f"{text.name}!{chapter.path}", data=chapter.data, metadata=over(own, shared))
