"""The package of an e-book: what it says of itself, and which files are read in which order.

EPUB 3.3, 5 (package document); OPF 2.0.1 for older books; EPUB Open Container Format 3.3 for the container.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple
from urllib.parse import unquote

from backchannel.documents.markup import local, parse_xml
from backchannel.documents.sidecar import read_fields
from backchannel.documents.zipped import Zip
from backchannel.errors import DocumentError
from backchannel.model import Metadata

_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_FONTS = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
"""Ways to obfuscate fonts, which leave the text as it is."""
_PAGES = frozenset({"application/xhtml+xml", "text/html", "application/x-dtbook+xml", "text/x-oeb1-document"})
_LEFT_OUT = frozenset({"cover", "cover-page", "toc", "index", "loi", "lot"})
_ISBN = re.compile(r"(?:urn:)?(?:isbn[:\s-]*)?((?:97[89][\d\s-]{10,14}|[\d\s-]{9,12}[\dXx]))", re.IGNORECASE)


class Item(NamedTuple):
    """A file of the spine: its path in the archive, and what the guide of older books calls it (``toc``)."""

    path: str
    type: str = ""


class Book(NamedTuple):
    """What the package says; ``authors`` wrote the whole, ``editors`` gathered it."""

    metadata: Metadata
    warnings: tuple[str, ...]
    spine: tuple[Item, ...]
    authors: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()


def book_of(archive: Zip, name: str) -> Book:
    """The book in an open archive. Raises ``DocumentError`` where it has no package, or is locked."""
    _refuse_locked(archive, name)
    path = _package_path(archive, name)
    package = parse_xml(archive.read(path), name, "the package of an e-book")
    sections = {local(one): one for one in package}
    if "spine" not in sections or "manifest" not in sections:
        raise DocumentError(name, "is an e-book whose package names no chapters")
    people = _People(sections.get("metadata"))
    stated = read_fields(_fields(sections.get("metadata"), people), "the book's package")
    spine = tuple(_spine(sections, posixpath.dirname(path)))
    return Book(stated.metadata, stated.warnings, spine, people.by("aut"), people.by("edt"))


def _refuse_locked(archive: Zip, name: str) -> None:
    """Books whose chapters are encrypted can be read only by their seller's programs."""
    if _ENCRYPTION not in archive:
        return
    for element in parse_xml(archive.read(_ENCRYPTION), name, "the encryption of an e-book").iter():
        if local(element) != "EncryptedData":
            continue
        methods = [one.get("Algorithm") for one in element if local(one) == "EncryptionMethod"]
        if any(method not in _FONTS for method in methods) or not methods:
            raise DocumentError(name, "is an e-book locked by its seller (DRM), which no other program can read")


def _package_path(archive: Zip, name: str) -> str:
    root = parse_xml(archive.read(_CONTAINER), name, "the container of an e-book")
    paths = (one.get("full-path") for one in root.iter() if local(one) == "rootfile")
    found = next((path for path in map(unquote, filter(None, paths)) if path in archive), None)
    if found is None:
        raise DocumentError(name, "is an e-book without a package in it")
    return found


def _spine(sections: dict[str, Any], folder: str) -> Iterator[Item]:
    """The pages of the spine in order, but for covers, contents and indexes where the package tells them."""
    guide = {_path(one, folder): (one.get("type") or "").lower() for one in sections.get("guide", ())}
    items = {one.get("id"): one for one in sections["manifest"] if local(one) == "item"}
    seen: set[str] = set()
    for reference in sections["spine"]:
        item = items.get(reference.get("idref"))
        if item is None or item.get("media-type") not in _PAGES:
            continue
        path = _path(item, folder)
        properties = (item.get("properties") or "").split()
        if path in seen or "nav" in properties or guide.get(path) in _LEFT_OUT:
            continue
        seen.add(path)
        yield Item(path, guide.get(path, ""))


def _path(element: Any, folder: str) -> str:
    href = unquote((element.get("href") or "").partition("#")[0])
    return posixpath.normpath(posixpath.join(folder, href)).lstrip("/")


class _People:
    """The people of a book by their roles (MARC relators): ``aut`` where nothing else is said of a creator."""

    def __init__(self, metadata: Any) -> None:
        self._roles: dict[str, list[str]] = {}
        refined = _refinements(metadata)
        for element in () if metadata is None else metadata:
            if local(element) not in ("creator", "contributor") or not (words := _words(element)):
                continue
            own = next((value for key, value in element.items() if key.rpartition("}")[2] == "role"), None)
            role = own or refined.get((element.get("id") or "", "role"))
            role = (role or ("aut" if local(element) == "creator" else "ctb")).lower()
            self._roles.setdefault(role, []).append(words)

    def by(self, role: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self._roles.get(role, ())))


def _refinements(metadata: Any) -> dict[tuple[str, str], str]:
    """What ``meta`` elements say of others, by these others' ids and by what they say."""
    metas = [] if metadata is None else [one for one in metadata if local(one) == "meta" and one.get("refines")]
    return {(one.get("refines", "").lstrip("#"), one.get("property") or ""): _words(one) for one in metas}


def _fields(metadata: Any, people: _People) -> dict[str, object]:
    stated: dict[str, list[Any]] = {}
    for element in () if metadata is None else metadata:
        stated.setdefault(local(element), []).append(element)
    identifiers = [words for one in stated.get("identifier", ()) if (words := _words(one))]
    return {
        "title": _title(stated.get("title", ()), _refinements(metadata)),
        "author": ", ".join(people.by("aut") or people.by("edt")) or None,
        "translator": ", ".join(people.by("trl")) or None,
        "publisher": _first(stated.get("publisher", ())),
        "date": _published(stated.get("date", ())),
        "language": _first(stated.get("language", ())),
        "license": _first(stated.get("rights", ())),
        "url": next(filter(None, map(_address, identifiers)), None),
    }


def _title(titles: Sequence[Any], refined: dict[tuple[str, str], str]) -> str | None:
    """The main title, with its subtitle behind a colon."""
    kinds = {(refined.get((one.get("id") or "", "title-type")) or ""): _words(one) for one in reversed(titles)}
    main = kinds.get("main") or (_words(titles[0]) if titles else "")
    subtitle = kinds.get("subtitle")
    return f"{main}: {subtitle}" if main and subtitle and subtitle not in main else main or None


def _published(dates: Sequence[Any]) -> str | None:
    """The day of publication; not those on which the file was made or changed."""
    by_event = {next((v for k, v in one.items() if k.endswith("event")), ""): _words(one) for one in reversed(dates)}
    words = by_event.get("original-publication") or by_event.get("publication") or by_event.get("") or ""
    match = re.match(r"\d{4}(?:-\d\d(?:-\d\d)?)?(?=$|T)", words)
    return match[0] if match and not words.startswith("0101") else words or None


def _address(identifier: str) -> str | None:
    if identifier.startswith(("http://", "https://")):
        return identifier
    if identifier.lower().startswith(("doi:", "urn:doi:", "10.")):
        return "https://doi.org/" + identifier[identifier.index("10.") :] if "10." in identifier else None
    match = _ISBN.fullmatch(identifier)
    return f"urn:isbn:{re.sub(r'[^0-9Xx]', '', match[1])}" if match else None


def _first(elements: Sequence[Any]) -> str | None:
    return next(filter(None, map(_words, elements)), None)


def _words(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())[:500]
