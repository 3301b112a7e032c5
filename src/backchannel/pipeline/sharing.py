"""What is told of documents that share their words: once for all that hang together, instead of pair by pair."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from backchannel.ledger import Ledger
from backchannel.model import Link, Relation, natural, seen_from, short

PLAIN: frozenset[Relation] = frozenset(("same text as", "stands in", "holds the text of"))
"""Relations of which there is no more to be told than that the words count once."""

_NAMED = 2


class Group(NamedTuple):
    """Documents that share their words, by name, and the kinds of links among them."""

    names: tuple[str, ...]
    kinds: frozenset[str]

    @property
    def told(self) -> str:
        """What the first is to the others, counted: ``same text as b.txt, counted once``."""
        others = self.names[1:]
        more = f" and {len(others) - _NAMED:,} more" if len(others) > _NAMED else ""
        same = "same text, or part of it, as" if "part" in self.kinds else "same text as"
        return f"{same} {', '.join(map(short, others[:_NAMED]))}{more}: counted once"


def only_shares(ledger: Ledger, document: str) -> bool:
    """Whether a document is nothing more to others than one that has words of theirs."""
    return all(seen_from(link, document) in PLAIN for link in ledger.links(document, framed=True))


def groups(ledger: Ledger, documents: Collection[str]) -> Iterator[Group]:
    """The documents of the ledger that hang together by copies and parts, those with at least one of ``documents``.

    The same bytes under several names are a group too.
    """
    links = [link for link in ledger.links() if link.kind in ("copy", "part")]
    found = [ids for ids in _joined(links) if not ids.isdisjoint(documents)]
    found += [{id_} for id_ in set(documents).difference(*found)]
    named = [sorted((name for i in ids for name in ledger.names(i)), key=natural) for ids in found]
    made = (Group(tuple(names), kinds) for names, kinds in zip(named, _kinds(links, found), strict=True))
    yield from sorted((group for group in made if len(group.names) > 1), key=lambda group: natural(group.names[0]))


def _joined(links: Iterable[Link]) -> list[set[str]]:
    group_of: dict[str, set[str]] = {}
    for link in links:
        both = group_of.get(link.one, {link.one}), group_of.get(link.other, {link.other})
        larger, smaller = sorted(both, key=len, reverse=True)
        larger |= smaller
        group_of.update(dict.fromkeys((*smaller, link.one, link.other), larger))
    return list({id(group): group for group in group_of.values()}.values())


def _kinds(links: Iterable[Link], found: list[set[str]]) -> list[frozenset[str]]:
    number: Mapping[str, int] = {id_: n for n, ids in enumerate(found) for id_ in ids}
    kinds: list[set[str]] = [set() for _ in found]
    for link in links:
        if link.one in number and link.other in number:
            kinds[number[link.one]].add(str(link.kind))
    return [frozenset(kind) for kind in kinds]
