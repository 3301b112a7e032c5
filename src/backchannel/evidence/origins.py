"""Where chains of attribution begin: claims put to their origins, one witness each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from backchannel.evidence.names import Named, SourceKey, first_work, is_author, key_of, nobody, same_names, tokens
from backchannel.evidence.wording import Wording
from backchannel.model import Claim, Document, Note, Origin
from backchannel.model.value import fingerprint


class Source(NamedTuple):
    """The origin of one claim: ``name`` None is "not given"; ``document`` where the origin itself is in the ledger."""

    id: str
    name: str | None
    document: str | None
    reason: str


class _Raw(NamedTuple):
    name: str | None
    key: SourceKey
    reason: str


def trace(claims: Iterable[Claim], documents: Mapping[str, Document], wording: Wording) -> dict[str, Source]:
    """Claim id → its origin.

    The originator is the first of the chain; where that is the author, the note which the claim's own sentence cites;
    else the origin is not given: one for each text, however many documents print it (``wording``).
    """
    raw = {c.id: (c, _originator(c, documents)) for c in claims}
    named = [Named(r.name, wording.text(c.document), r.key) for c, r in raw.values() if r.name is not None]
    meant = same_names(named)
    shown: dict[SourceKey, set[str]] = defaultdict(set)
    for n in named:
        shown[meant[n.document, n.key]].add(n.name)
    titles = _titles(documents)
    found = {}
    for id_, (claim, r) in raw.items():
        if r.name is None:
            found[id_] = Source(fingerprint("origin", None, wording.home(claim)), None, None, r.reason)
            continue
        key = meant[wording.text(claim.document), r.key]
        name = min(shown[key], key=lambda n: (-len(tokens(n)), n))
        found[id_] = Source(fingerprint("origin", key), name, _read(key, titles), r.reason)
    return found


def _originator(claim: Claim, documents: Mapping[str, Document]) -> _Raw:
    first = claim.attribution[0] if claim.attribution else None
    note = _note(claim, documents)
    if first is None or first.kind == "author" or is_author(first.source):
        if note and (note.title or note.author):
            return _Raw(_work(note), _work_key(note), f"the author cites note {note.number}")
        if claim.citation and claim.citation.text and not note:
            text = first_work(claim.citation.text)
            return _Raw(text, key_of(text), "the author cites it in the sentence itself")
        return _Raw(None, (), "the author names no origin")
    if nobody(first.source):
        return _Raw(None, (), f"the origin is not named: “{first.source}”")
    if note and (note.title or note.author) and (first.kind == "footnote" or _writes(first.source, note)):
        return _Raw(_work(note), _work_key(note), f"note {note.number} names it")
    date = claim.date.start if first.kind == "leak" else None
    return _Raw(first_work(first.source), key_of(first.source, date), "the chain of attribution begins with it")


def _note(claim: Claim, documents: Mapping[str, Document]) -> Note | None:
    document = documents.get(claim.document)
    if claim.citation is None or claim.citation.footnote is None or document is None:
        return None
    number = str(claim.citation.footnote)
    return next((n for n in document.notes if n.number == number), None)


def _writes(source: str, note: Note) -> bool:
    return bool(note.author) and tokens(source)[-1] == tokens(note.author or "")[-1]


def _work(note: Note) -> str:
    return ", ".join(part for part in (note.author, note.title, None if note.title else note.date) if part)


def _work_key(note: Note) -> SourceKey:
    """Surname and title; without an author the title; without a title author and date."""
    if not note.title:
        return tokens(f"{note.author} {note.date or ''}")
    surname = tokens(note.author)[-1:] if note.author else ()
    return (*surname, *tokens(note.title))


def _titles(documents: Mapping[str, Document]) -> dict[SourceKey, str]:
    """What an origin may be called that is itself a document: its title alone and with the author's surname."""
    found: dict[SourceKey, str] = {}
    for id_ in sorted(documents, reverse=True):
        title, author = documents[id_].metadata.title, documents[id_].metadata.author
        if title and len(tokens(title)) > 1:
            found[tokens(title)] = id_
            if author:
                found[(tokens(author)[-1], *tokens(title))] = id_
                found[(*tokens(author), *tokens(title))] = id_
    return found


def _read(key: SourceKey, titles: Mapping[SourceKey, str]) -> str | None:
    return titles.get(key)


def origins(claims: Sequence[Claim], sources: Mapping[str, Source], wording: Wording) -> tuple[Origin, ...]:
    """The origins of these claims, named ones first; claims of one origin are one witness.

    Where an origin is itself one of the documents, that document's own claims without a given origin are put to it.
    """
    itself = {wording.text(s.document): s for c in claims if (s := sources[c.id]).name is not None and s.document}
    held: dict[str, list[str]] = defaultdict(list)
    known: dict[str, Source] = {}
    for claim in claims:
        source = sources[claim.id]
        if source.name is None:
            source = itself.get(wording.home(claim), source)
        held[source.id].append(claim.id)
        known.setdefault(source.id, source)
    made = (
        Origin(
            id=id_, name=s.name, claims=tuple(held[id_]), document=s.document, read=bool(s.document), reason=s.reason
        )
        for id_, s in known.items()
    )
    return tuple(sorted(made, key=lambda o: (o.name is None, -len(o.claims), o.name or "", o.id)))
