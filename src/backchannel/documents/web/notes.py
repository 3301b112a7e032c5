"""Notes in HTML: which links are marks, and which elements are the notes that they lead to.

A link is a mark where its words are a number or sign and something more speaks for it: its own role, type or class
(DPUB-ARIA 1.1 ``doc-noteref``, EPUB Structural Semantics ``noteref``) or that of its target, a link back, or that it
clings to a word and its target begins with the same number, or has it in its id.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any, NamedTuple
from urllib.parse import unquote

from backchannel.documents.markup import local
from backchannel.documents.web.trees import before, drop, set_before, text_length, trim, words_of

_NUMBER = re.compile(
    r"[\[(]?\s*(\d{1,4}|[a-z]{1,2}|[ivxlc]{1,6}|[*†‡§¶#]{1,4}|[⁰¹²³⁴-⁹]{1,4})\s*[\])]?\.?", re.IGNORECASE
)
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_SAYS_NOTE = re.compile(
    r"(?:^|[\s_:.-])(?:(?:sd)?(?:foot|end|rear|side)?notes?(?:ref|anc|sym)?|fn(?:ref)?|(?:ftn|edn)(?:ref)?|"
    r"doc-(?:footnote|endnotes?|noteref|biblioref)|cite_?-?(?:note|ref)|references?|ref|fußnoten?|anmerkung(?:en)?)"
    r"(?=$|[\s_:.\d-])",
    re.IGNORECASE,
)
_LEAVINGS = re.compile(r"[\s.\]):^↩↑]*")
_TYPE = "{http://www.idpf.org/2007/ops}type"
_BLOCKS = frozenset({"p", "li", "dd", "div", "aside", "td", "section", "blockquote", "article"})
_WRAPPERS = frozenset({"div", "li", "aside", "dd"})
_NEVER = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "body", "html", "main", "nav", "ol", "ul", "table", "dl", "tr"})
_LONGEST = 10_000
"""Characters of a note; what is longer is a chapter."""
_MOST_INSIDE = 500
"""Elements in a note that are looked at for a link back."""

Place = tuple[str, str]
"""An element: the file that it is in, and its id."""


class Noted(NamedTuple):
    """A note: the element that holds it, the number that it is printed with, the file that it stands in."""

    element: Any
    number: str
    file: str


class Notes(NamedTuple):
    """The notes of some files by their keys, and the keys by the links that are their marks."""

    notes: dict[str, Noted]
    marks: dict[Any, str]


class _Link(NamedTuple):
    """A link that may be a mark: the number that it shows, what it leads to, the block and file that this is in.

    ``near`` are the places at which a link back to it may aim.
    """

    element: Any
    number: str
    target: Any
    block: Any
    file: str
    near: frozenset[Place]
    about: _About


class _About(NamedTuple):
    """What is found once of a block that may be a note: its first words, where its links lead, whether it says so."""

    words: str
    leads: frozenset[Place]
    says: bool


def find(trees: Mapping[str, Any]) -> Notes:
    """The notes in these trees, which are given by the names of their files and in reading order.

    The number before a note, its links back to its marks, and brackets around marks are taken out of the trees.
    """
    links = [one for one in _links(trees) if _is_mark(one)]
    numbers: dict[Any, set[str]] = {}
    for one in links:
        numbers.setdefault(one.block, set()).add(one.number)
    blocks = {block for block, said in numbers.items() if len(said) == 1}  # else several notes share it
    notes: dict[str, Noted] = {}
    marks: dict[Any, str] = {}
    near: dict[str, set[Place]] = {}
    keys: dict[Any, str] = {}
    for one in links:
        if one.block not in blocks or any(above in blocks for above in one.element.iterancestors()):
            continue  # within a note, a link to another is no mark of it
        key = keys.setdefault(one.block, f"note {len(keys) + 1}")
        notes.setdefault(key, Noted(_whole(one.block, blocks), one.number, one.file))
        marks[one.element] = key
        near.setdefault(key, set()).update(one.near)
    for link in marks:
        _unbracket(link)
    for key, noted in notes.items():
        _clean(noted, near[key])
    return Notes(notes, marks)


def kinds_of(element: Any, *, ids: bool = True) -> str:
    """What an element says of its meaning: role, type, class, and, where ``ids``, id."""
    said = (element.get(name) for name in ("role", _TYPE, "epub:type", "class", *(("id", "name") if ids else ())))
    return " ".join(filter(None, said))


def target(link: Any, file: str) -> Place | None:
    """The place that a link in this file leads to within the files; None where it leads elsewhere."""
    href = (link.get("href") or "").strip()
    path, hash_, fragment = href.partition("#")
    if not hash_ or not fragment or ":" in path.partition("/")[0] or path.startswith("//"):
        return None
    if not path:
        return file, unquote(fragment)
    return posixpath.normpath(posixpath.join(posixpath.dirname(file), unquote(path))), unquote(fragment)


def _links(trees: Mapping[str, Any]) -> Iterator[_Link]:
    """Links whose words are a number or sign, to an element further on that may be a note."""
    places = dict(_places(trees))
    known: dict[Any, _About | None] = {}
    for number, (file, tree) in enumerate(trees.items()):
        for at, element in enumerate(tree.iter()):
            if local(element) != "a" or not element.get("href"):
                continue
            place = target(element, file)
            shown = _NUMBER.fullmatch(words_of(element, 16)) if place in places else None
            if place is None or shown is None or places[place][1] < (number, at):
                continue  # what leads back is the note's link to its mark
            block = _block(places[place][0])
            if block is not None and block not in known:
                known[block] = _about(block, place[0])
            about = known.get(block)
            if about is None:
                continue
            near = frozenset((file, id_) for one in _around(element) for id_ in _ids(one))
            yield _Link(element, shown[1].translate(_RAISED), places[place][0], block, place[0], near, about)


def _about(block: Any, file: str) -> _About | None:
    """What there is to know of a block; None where it is too long for a note."""
    if text_length(block, _LONGEST) >= _LONGEST:
        return None
    inside = islice(block.iter(), _MOST_INSIDE)
    leads = (target(one, file) for one in inside if local(one) == "a" and one.get("href"))
    around = [block, *islice(block.iterancestors(), 3)]
    says = any(_SAYS_NOTE.search(kinds_of(one)) for one in around)
    return _About(words_of(block, 40), frozenset(filter(None, leads)), says)


def _places(trees: Mapping[str, Any]) -> Iterator[tuple[Place, tuple[Any, tuple[int, int]]]]:
    """Every element with an id, and where in the order of reading it stands."""
    for number, (file, tree) in enumerate(trees.items()):
        for at, element in enumerate(tree.iter()):
            for id_ in _ids(element):
                yield (file, id_), (element, (number, at))


def _ids(element: Any) -> Iterator[str]:
    for name in ("id", "name"):
        if isinstance(element.tag, str) and (value := element.get(name)):
            yield value


def _around(link: Any) -> Iterator[Any]:
    """A link, what is in it, and the elements that hold it within its paragraph."""
    yield from link.iter()
    for above in link.iterancestors():
        if local(above) in _BLOCKS or local(above) in _NEVER:
            return
        yield above


def _block(element: Any) -> Any:
    """The element that holds the note at this place; None where it can be none."""
    while element is not None and local(element) not in _BLOCKS:
        if local(element) in _NEVER:
            return None
        if local(element) == "dt":
            element = element.getnext()
            continue
        element = element.getparent()
    return element


def _is_mark(link: _Link) -> bool:
    """Whether more than its number speaks for a link as the mark of a note."""
    if any(above is link.block or local(above) == "nav" for above in link.element.iterancestors()):
        return False
    if link.about.says or any(_SAYS_NOTE.search(kinds_of(one)) for one in (*_around(link.element), link.target)):
        return True
    return bool(link.about.leads & link.near) or (_clings(link.element) and _begins(link))


def _clings(link: Any) -> bool:
    """Whether a link is raised, or stands right behind a word."""
    if any(local(one) == "sup" for one in _around(link)):
        return True
    words = before(link).rstrip("[(")
    previous = link.getprevious()
    return not words[-1].isspace() if words else previous is not None and local(previous) not in ("br", "a")


def _begins(link: _Link) -> bool:
    """Whether the note begins with the number that the link shows, or its id ends with it, as where a list counts."""
    counted = (id_[len(id_.rstrip("0123456789")) :] for id_ in _ids(link.target))
    return link.number in counted or bool(re.match(rf"\W{{0,3}}{re.escape(link.number)}(?!\w)", link.about.words))


def _whole(block: Any, blocks: set[Any]) -> Any:
    """The element that holds a whole note of several paragraphs, of which ``block`` is the first."""
    while (above := block.getparent()) is not None and local(above) in _WRAPPERS:
        if not _SAYS_NOTE.search(kinds_of(above)) or text_length(above, _LONGEST) >= _LONGEST:
            break
        if sum(one in blocks for one in islice(above.iter(), _MOST_INSIDE)) > 1:
            break
        block = above
    return block


def _unbracket(link: Any) -> None:
    """Take brackets around a mark away, since marks are given some."""
    behind = link.tail or ""
    words = before(link)
    for opening, closing in ("[]", "()"):
        if words.endswith(opening) and behind.startswith(closing):
            set_before(link, words[:-1])
            link.tail = behind[1:]


def _clean(noted: Noted, near: set[Place]) -> None:
    """Take the links back to its marks, and the number that it begins with, out of a note."""
    for link in list(noted.element.iter()):
        if local(link) == "a" and target(link, noted.file) in near:
            drop(link)
    words = "".join(noted.element.itertext())
    number = re.escape(noted.number)
    begun = re.match(rf"[\s\[(^]*{number}(?!\w)", words)
    rest = _LEAVINGS.match(words, begun.end() if begun else 0)
    trim(noted.element, rest.end() if rest else 0)
