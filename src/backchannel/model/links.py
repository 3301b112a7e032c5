"""Links between documents that share their words: copies, parts, variants, versions."""

from __future__ import annotations

from typing import Literal

from backchannel.model.documents import Metadata
from backchannel.model.times import Span
from backchannel.model.value import Value

VersionKind = Literal["correction", "retraction", "release"]
LinkKind = Literal["copy", "part", "variant", "correction", "retraction", "release"]
Relation = Literal[
    "same text as",
    "stands in",
    "holds the text of",
    "variant of",
    "corrects",
    "corrected by",
    "retracts",
    "retracted by",
    "fuller release of",
    "released more fully as",
]

_FROM_MAIN: dict[LinkKind, Relation] = {
    "copy": "same text as",
    "part": "holds the text of",
    "variant": "variant of",
    "correction": "corrects",
    "retraction": "retracts",
    "release": "fuller release of",
}
_TO_MAIN: dict[LinkKind, Relation] = {
    **_FROM_MAIN,
    "part": "stands in",
    "correction": "corrected by",
    "retraction": "retracted by",
    "release": "released more fully as",
}

_SHORTEST_ID = 8


class Reference(Value, frozen=True):
    """Another document that a document says it is a version of, by name or id."""

    kind: VersionKind
    to: str

    def means(self, id_: str, name: str) -> bool:
        """Whether a document of this id and name is meant: by (the beginning of) its id, or by what it is called."""
        return (self.by_id and id_.startswith(self.to)) or self.to in called(name)

    @property
    def by_id(self) -> bool:
        """Whether it is long enough to be the beginning of an id."""
        return len(self.to) >= _SHORTEST_ID


def references(metadata: Metadata) -> tuple[Reference, ...]:
    """The documents that the metadata say this one is a version of."""
    said: tuple[tuple[VersionKind, str | None], ...] = (
        ("retraction", metadata.retracts),
        ("correction", metadata.corrects),
        ("release", metadata.release_of),
    )
    return tuple(Reference(kind=kind, to=to) for kind, to in said if to)


def called(name: str) -> tuple[str, ...]:
    """What a document of this name may be called: its folder and ending may be left out."""
    last = name.rpartition("/")[2]
    return tuple(dict.fromkeys((name, last, last.rpartition(".")[0] or last)))


class Sketch(Value, frozen=True):
    """What tells a document's likely copies without its text: two that share many ``bands`` are worth comparing.

    ``method`` names how the bands were made; those of two methods do not compare. ``rank`` puts the documents of a
    band in order: a document is held against those next to it. ``names`` are bands for what it is called; a ``notice``
    (it says that it corrects or withdraws something) is compared with what shares one of them too. All are 63-bit
    hashes, sorted.
    """

    method: str
    rank: int
    bands: tuple[int, ...]
    names: tuple[int, ...] = ()
    notice: bool = False


class Change(Value, frozen=True):
    """A sentence that stands otherwise in the other text, or not at all (None).

    ``words`` are the spans in which the two differ, start and end in each text; where the change ``turned`` what is
    said, those that turned it.
    """

    one: Span | None
    other: Span | None
    turned: bool = False
    words: tuple[tuple[int, int, int, int], ...] = ()


class Link(Value, frozen=True):
    """What two documents are to each other; ``one`` is the smaller id. ``kind`` None: compared, and nothing.

    ``copy``        one text; ``part`` one text within another, which is ``main``
    ``variant``     one text, but an edit turned what it says somewhere
    ``correction``, ``retraction``, ``release``   versions, of which ``main`` is the one in force

    ``shares`` are how much of each text stands in the other (0 to 1), ``same`` are sentences that both have:
    start and end in ``one``, start and end in ``other``. ``changes`` are the edits, ``since`` the day that the newer
    version gives for its change, ``why`` the words or the field that made it a version.
    """

    one: str
    other: str
    kind: LinkKind | None = None
    main: str | None = None
    shares: tuple[float, float] = (0.0, 0.0)
    same: tuple[tuple[int, int, int, int], ...] = ()
    changes: tuple[Change, ...] = ()
    since: str | None = None
    why: str | None = None

    @property
    def share(self) -> float:
        """How much of the one stands in the other, whichever is more."""
        return max(self.shares)


class Linked(Value, frozen=True):
    """A link as one of its two documents sees it: what it is to the other, and the other's id, name and title."""

    relation: Relation
    document: str
    name: str
    share: float
    title: str | None = None


class KnownWords(Value, frozen=True):
    """Words of a document that were known on other days than the document: first and last day (proleptic ordinals).

    ``by`` is the document that had them first; None where the document itself says when they were put in.
    """

    document: str
    start: int
    end: int
    known_from: int
    known_to: int
    by: str | None = None


def seen_from(link: Link, id_: str) -> Relation | None:
    """What the document with this id, one of the two, is to the other; None where it is nothing."""
    if link.kind is None:
        return None
    return (_FROM_MAIN if link.main in (id_, None) else _TO_MAIN)[link.kind]
