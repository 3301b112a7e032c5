"""From the elements of a TEI file that are documents to their texts and metadata."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import msgspec

from backchannel.documents.assemble import over
from backchannel.documents.extracted import Extracted
from backchannel.documents.markup import local
from backchannel.documents.tei import parts, source_notes
from backchannel.documents.tei.apart import Apart, xml_id
from backchannel.documents.tei.header import Header, bounded, changes, children, dating, day, first, header_of, plain
from backchannel.documents.tei.words import Words, spoken, words_of
from backchannel.errors import DocumentError
from backchannel.model import Authenticity, Dating, Metadata

MEDIA_TYPE = "application/tei+xml"
_EDITORIAL = re.compile(r"\W*(?:\d+[a-z]?\W+)?editorial note\W*", re.IGNORECASE)
_NOT_PRINTED = re.compile(
    r"\[?[^\[\]]{0,400}?\b(?:not (?:yet )?declassified|not printed)\b[^\[\]]{0,60}\]?\.?", re.IGNORECASE
)
_ENCLOSED = re.compile(r"(?:Attachment|Enclosure|Tab|Annex|Appendix|Paper)\b[\s\w.-]{0,12}", re.IGNORECASE)
_ADDRESS = "https://history.state.gov/historicaldocuments/{volume}/{document}"


class File(NamedTuple):
    """A TEI text and what is found once for all of its documents."""

    name: str
    data: bytes
    tei: Any
    header: Header
    apart: Apart
    persons: dict[str, str]
    pages: dict[Any, str]
    changes: dict[str, Dating]


def documents_of(tei: Any, name: str, data: bytes) -> Iterator[Extracted]:
    """The documents in a ``TEI`` element; ``data`` identify it where it is one."""
    volume = parts.volume(tei)
    articles = () if volume else parts.collection(tei)
    file = File(name, data, tei, header_of(tei), Apart(tei), source_notes.persons(tei), _pages(tei), changes(tei))
    if volume:
        yield from _volume(file, volume)
    elif articles:
        for number, article in enumerate(articles, 1):
            yield from _extracted(file, article, number, _article(file, article))
    else:
        yield _whole(file)


def _volume(file: File, volume: parts.Volume) -> Iterator[Extracted]:
    warnings: tuple[str, ...] = ()
    if volume.left_out:
        named = ", ".join(f"“{words[:60]}”" for words in dict.fromkeys(volume.left_out))
        warnings = (f"parts of the volume that are no documents were left out: {named}",)
    for number, document in enumerate(volume.documents, 1):
        yield from _extracted(file, document, number, _printed(file, document), warnings)
        warnings = ()


def _extracted(
    file: File,
    element: Any,
    number: int,
    metadata: Metadata,
    warnings: tuple[str, ...] = (),
    part_of: str | None = None,
) -> Iterator[Extracted]:
    """A document, and after it the papers attached to it."""
    attached = parts.attachments(element)
    words = words_of(element, file.apart, file.pages.get(element), frozenset(attached))
    name = f"{part_of or file.name}#{number}" if part_of else f"{file.name}#{xml_id(element) or number}"
    if part_of and xml_id(element):
        name = f"{file.name}#{xml_id(element)}"
    if words.built.text:
        yield _of_words(words, name, canonical(element), metadata)._replace(
            part_of=part_of, warnings=warnings + _warnings(words)
        )
    for place, one in enumerate(attached, 1):
        own = over(_printed(file, one), Metadata(authenticity=metadata.authenticity))
        yield from _extracted(file, one, place, own, part_of=name)


def _whole(file: File) -> Extracted:
    text = first(file.tei, "text")
    if text is None:
        raise DocumentError(file.name, "is a TEI file without a text in it")
    words = words_of(text, file.apart, None, frozenset(parts.unread(text)), titled=file.header.title is not None)
    if not words.built.text:
        raise DocumentError(file.name, "is a TEI file without words in it")
    return _of_words(words, file.name, file.data, file.header.metadata)._replace(warnings=_warnings(words))


def _of_words(words: Words, name: str, data: bytes, metadata: Metadata) -> Extracted:
    built = words.built
    return Extracted(
        name,
        data,
        built.text,
        MEDIA_TYPE,
        metadata,
        blocks=built.blocks,
        notes=built.notes or None,
        fragments=built.fragments,
        excisions=built.excisions,
    )


def _warnings(words: Words) -> tuple[str, ...]:
    if not words.struck:
        return ()
    places = "1 place" if words.struck == 1 else f"{words.struck} places"
    return (f"words that are struck out in the original were left out at {places}",)


def _printed(file: File, document: Any) -> Metadata:
    """A document of a volume: its heading, dateline and source note, and the volume's own publication."""
    heads = children(document, "head")[:2]
    head = heads[-1] if heads and _ENCLOSED.fullmatch(_heading(heads[0]) or "") else next(iter(heads), None)
    title = ". ".join(filter(None, map(_heading, heads[: heads.index(head) + 1]))) if heads else None
    about = _about(file, document, title)
    if title and (document.get("subtype") == "editorial-note" or _EDITORIAL.fullmatch(title)):
        released = file.header.metadata.released
        editors = ", ".join(file.header.editors) or None
        written = (
            Dating(start=released.start, end=released.end, reason="written by the editors of the volume")
            if released
            else None
        )
        return msgspec.structs.replace(about, author=editors, date=written, authenticity="original")
    correspondents = source_notes.correspondents(head, source_notes.unnumbered(_heading(head) or ""), file.persons)
    kept = source_notes.kept(_source_note(document))
    return msgspec.structs.replace(
        about,
        author=correspondents.author or _signed(file, document),
        recipient=correspondents.recipient,
        date=_date(document),
        place=_place(document),
        archive=kept.archive,
        classification=kept.classification,
        authenticity=_authenticity(document),
    )


def _editorial(header: Header) -> Metadata:
    """A note by the editors, who wrote it for the volume."""
    released = header.metadata.released
    reason = "written by the editors of the volume"
    return Metadata(
        author=", ".join(header.editors) or None,
        date=Dating(start=released.start, end=released.end, reason=reason) if released else None,
        authenticity="original",
    )


def _article(file: File, article: Any) -> Metadata:
    """An article of a collection: what it says itself, before what the header says of all."""
    header = file.header.metadata
    by = next((one for one in _own(article) if local(one) in ("byline", "docAuthor")), None)
    author = re.sub(r"\Aby\s+", "", plain(by) or "", flags=re.IGNORECASE) or None
    own = msgspec.structs.replace(
        _about(file, article, _heading(first(article, "head"))),
        author=author,
        date=_date(article),
        place=_place(article),
    )
    return over(own, msgspec.structs.replace(header, title=None))


def _about(file: File, element: Any, title: str | None) -> Metadata:
    id_, volume, shared = xml_id(element), file.header.number, file.header.metadata
    return Metadata(
        title=title,
        url=_ADDRESS.format(volume=volume, document=id_) if volume and id_ else None,
        publisher=shared.publisher,
        released=shared.released or file.changes.get(id_ or ""),
        license=shared.license,
        language=shared.language,
    )


def _heading(head: Any) -> str | None:
    return None if head is None else spoken(head) or None


def _own(document: Any) -> Iterator[Any]:
    """The elements of a document, those of its notes and of papers attached to it left out."""
    waiting = list(reversed(document))
    while waiting:
        element = waiting.pop()
        if local(element) in ("note", "attachment"):
            continue
        yield element
        waiting.extend(reversed(element))


def _date(document: Any) -> Dating | None:
    """The edition's own range of the date, else what the first dated dateline says."""
    stated = {key.rpartition("}")[2]: value for key, value in document.attrib.items()}
    least, most = day(stated.get("doc-dateTime-min")), day(stated.get("doc-dateTime-max"))
    found = bounded(least, most, "stated by the edition")
    if found:
        return found
    datelines = [one for one in _own(document) if local(one) == "dateline"]
    dates = [one for line in datelines for one in line.iter() if local(one) == "date"]
    return next(filter(None, (dating(one, "stated in the dateline") for one in dates)), None)


def _place(document: Any) -> str | None:
    datelines = (one for one in _own(document) if local(one) == "dateline")
    places = (one for line in datelines for one in line.iter() if local(one) == "placeName")
    return next(((plain(one) or "").strip(" ,.") or None for one in places), None)


def _source_note(document: Any) -> str | None:
    return next((plain(one) for one in document.iter() if local(one) == "note" and one.get("type") == "source"), None)


def _signed(file: File, document: Any) -> str | None:
    """Who signed it: one name, as the list of persons gives it or as it stands."""
    signed = [one for one in _own(document) if local(one) == "signed"]
    names = [one for line in signed[:1] for one in line.iter() if local(one) == "persName"]
    if len(names) != 1:
        return None
    return file.persons.get((names[0].get("corresp") or "").removeprefix("#")) or _heading(names[0])


def _authenticity(document: Any) -> Authenticity:
    """A printed document is a transcript; one that is only spoken of, since it is withheld or not printed, is not."""
    paragraphs = [words for one in _own(document) if local(one) == "p" and (words := plain(one))]
    withheld = len(paragraphs) == 1 and _NOT_PRINTED.fullmatch(paragraphs[0])
    return "described" if withheld else "transcript"


def _pages(tei: Any) -> dict[Any, str]:
    """On which printed page each division and attachment begins."""
    found: dict[Any, str] = {}
    page: str | None = None
    for element in tei.iter():
        name = local(element)
        if name == "pb" and element.get("n"):
            page = element.get("n")
        elif page and name in ("div", "div1", "text", "attachment"):
            found[element] = page
    return found


def canonical(element: Any) -> bytes:
    """The element by itself in exclusive canonical XML (W3C, 2002), which identifies it wherever it stands.

    What has no canonical form, since a namespace in it is no absolute name, is given as it stands.
    """
    from lxml import etree  # noqa: PLC0415  # heavy: only XML needs it

    try:
        found: bytes = etree.tostring(element, method="c14n", exclusive=True, with_comments=False, with_tail=False)
    except etree.C14NError:
        found = etree.tostring(element, with_tail=False)
    return found
