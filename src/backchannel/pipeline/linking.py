"""Documents to links: each document is compared, as it comes in, with those that may share its words.

What is compared depends on the documents alone: reading in another order, by several workers or in several ledgers that
are merged gives the same links.
"""

from __future__ import annotations

from collections.abc import Iterable

from backchannel import evidence
from backchannel.errors import UnknownId
from backchannel.evidence import Comparer
from backchannel.ledger import Ledger
from backchannel.model import Document, Link, Relation, seen_from

_AT_ONCE = 200
"""Pairs that are compared before what came of them is kept."""

_TOLD: dict[Relation, str] = {
    "same text as": "same text as {name} ({share:.0%}), counted as one source",
    "stands in": "its text stands in {name} ({share:.0%}), counted once",
    "holds the text of": "holds the text of {name} ({share:.0%}), counted once",
    "variant of": "same text as {name} ({share:.0%}), but it differs in meaning: {words}",
    "corrects": "corrects {name}, of which it is a later version",
    "corrected by": "is corrected by {name}, a later version of it",
    "retracts": "retracts {name}, which counts no more",
    "retracted by": "was retracted by {name}, and counts no more",
    "fuller release of": "a fuller release of {name}",
    "released more fully as": "was released more fully as {name}",
}
_SHOWN = 3


class Linker:
    """Links documents of one ledger; one for a run, because documents that were cut up are remembered."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._comparer = Comparer()

    def link(self, document: str, name: str) -> list[str]:
        """Compare a document that came in under ``name``; what is to be told of it, the closest link of each kind.

        Nothing where the document is gone again.
        """
        try:
            mine = self._ledger.document(document)
        except UnknownId:
            return []
        self._sketch(mine)
        found = [self._compare(mine, other) for other in self._ledger.uncompared(mine.id, *evidence.MEETING)]
        self._ledger.put_links(link for link, _ in found)
        found = self._without_frames(mine, found)
        twins = [twin for twin in self._ledger.names(mine.id) if twin != name][:1]
        return [*(f"the same file as {twin}: one document under two names" for twin in twins), *_told(mine, found)]

    def _without_frames(self, mine: Document, found: list[tuple[Link, Document]]) -> list[tuple[Link, Document]]:
        """What is to be told of: where many texts hang together loosely it is likely by their frame alone."""
        hanging = {mine.id}
        for link, other in found:
            if evidence.loose(link):
                near = self._ledger.links(other.id, framed=True)
                hanging.update(id_ for k in (link, *near) if evidence.loose(k) for id_ in (k.one, k.other))
        many = len(hanging) >= evidence.FEWEST_FRAMED
        return [(link, other) for link, other in found if not (many and evidence.loose(link))]

    def catch_up(self) -> None:
        """Compare what was not compared yet, so that the ledger's links are those that its documents have."""
        for id_ in self._ledger.unsketched(evidence.METHOD):
            self._sketch(self._ledger.document(id_))
        pairs = self._ledger.settle_links(*evidence.MEETING)
        for at in range(0, len(pairs), _AT_ONCE):
            self._ledger.put_links([self._between(one, other) for one, other in pairs[at : at + _AT_ONCE]])
        self._ledger.set_framed(evidence.framed(self._ledger.links(framed=True)))

    def _sketch(self, document: Document) -> None:
        self._ledger.put_sketch(document.id, evidence.sketch(document, self._comparer.cut(document)))

    def _between(self, one: str, other: str) -> Link:
        return self._comparer.relate(self._ledger.document(one), self._ledger.document(other))

    def _compare(self, mine: Document, other: str) -> tuple[Link, Document]:
        theirs = self._ledger.document(other)
        return self._comparer.relate(mine, theirs), theirs


def _told(mine: Document, found: Iterable[tuple[Link, Document]]) -> Iterable[str]:
    told: set[Relation] = set()
    for link, theirs in sorted(found, key=lambda pair: (-pair[0].share, pair[1].name)):
        relation = seen_from(link, mine.id)
        if relation and relation not in told and theirs.name != mine.name:  # an older version of a file is no news
            told.add(relation)
            words = differing_words(link, mine, theirs)
            yield _TOLD[relation].format(name=theirs.name, share=link.share, words="; ".join(words[:_SHOWN]))


def differing_words(link: Link, mine: Document, theirs: Document) -> list[str]:
    """The words that turn a sentence, those of ``mine`` first: “denied” for “confirmed”."""
    texts = (mine.text, theirs.text) if link.one == mine.id else (theirs.text, mine.text)
    shown = []
    for change in link.changes:
        for start, end, other_start, other_end in change.words if change.turned else ():
            pair = [" ".join(texts[0][start:end].split()), " ".join(texts[1][other_start:other_end].split())]
            own, other = pair if link.one == mine.id else pair[::-1]
            shown.append(
                f"“{own}” for “{other}”" if own and other else f"with “{own}”" if own else f"without “{other}”"
            )
    return shown
