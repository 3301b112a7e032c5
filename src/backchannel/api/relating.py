"""What a ledger says of two parties: standing, channels, dossier."""

from __future__ import annotations

import datetime as dt
import html
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from backchannel import dossier as pages
from backchannel import relations
from backchannel.api.files import written
from backchannel.dossier import Dossier
from backchannel.errors import InputError, UnknownParty
from backchannel.ledger import Ledger
from backchannel.model import Channel, Claim, Dating, Document, Finding, KnownWords, Linked, Standing
from backchannel.states import display_name

SUFFIXES = (".html", ".md", ".json")


class Basis(NamedTuple):
    """All that two parties' relations rest on: the documents that name either of them, with what they say."""

    parties: tuple[str, str]
    documents: tuple[Document, ...]
    claims: dict[str, Claim]
    findings: tuple[Finding, ...]
    known_words: Mapping[str, Dating] = MappingProxyType({})
    linked: Mapping[str, tuple[Linked, ...]] = MappingProxyType({})

    @property
    def known(self) -> dict[str, Dating]:
        """When each document became public, by id, and the words of claims, where that was another day."""
        return {**pages.known_dates(self.documents), **self.known_words}


def basis(ledger: Ledger, parties: tuple[str, str]) -> Basis:
    """What the ledger has on two parties (codes), in one consistent view. Raises ``InputError`` for one party twice."""
    if parties[0] == parties[1]:
        raise InputError(f"relations are between two parties; {parties[0]} was given twice.")
    with ledger.snapshot():
        found: dict[str, Finding] = {}
        held: set[str] = set()
        for one in parties:
            found.update((f.id, f) for f in ledger.findings([one]))
            held.update(c.document for c in ledger.claims([one]))
        documents = tuple(d for d in ledger.iter_documents() if d.id in held)
        claims = {c.id: c for c in ledger.iter_claims() if c.document in held}
        known, linked = known_words(ledger, claims.values()), ledger.linked()
    return Basis(parties, documents, claims, tuple(found[i] for i in sorted(found)), known, linked)


def known_words(ledger: Ledger, claims: Iterable[Claim]) -> dict[str, Dating]:
    """Claim id → when its words became known, where that was on another day than its document."""
    spans: dict[str, list[KnownWords]] = defaultdict(list)
    for words in ledger.known_words():
        spans[words.document].append(words)
    found: dict[str, Dating] = {}
    for claim in claims:
        held = [w for w in spans.get(claim.document, ()) if w.start <= claim.start < w.end]
        found.update((claim.id, _dating(words)) for words in held)
    return found


def _dating(words: KnownWords) -> Dating:
    first, last = (dt.date.fromordinal(day).isoformat() for day in (words.known_from, words.known_to))
    reason = "an earlier document has the same words" if words.by else "the correction that has the words says so"
    return Dating(start=first, end=None if last == first else last, reason=reason)


def standing(base: Basis, on: str | None = None, as_known: str | None = None) -> Standing:
    """Where the two stand on a day, as known by a day. Raises ``BadDate``."""
    return relations.standing(base.parties, base.findings, base.claims, on=on, as_known=as_known, known=base.known)


def channels(base: Basis, on: str | None = None, as_known: str | None = None) -> tuple[Channel, ...]:
    """The ways in which the two deal through others, on a day, as known by a day. Raises ``BadDate``."""
    left = relations.narrow(base.findings, base.claims, on=on, as_known=as_known, known=base.known)
    return relations.channels(base.parties, left.claims, left.findings)


def dossier(base: Basis, on: str | None = None, as_known: str | None = None) -> Page:
    """The dossier of the two on a day, as known by a day, for those who work on it. Raises ``BadDate``."""
    codes = {code for claim in base.claims.values() for code in claim.countries} | set(base.parties)
    reader = pages.accuracy()
    value = pages.build(
        base.parties,
        base.documents,
        base.claims,
        base.findings,
        on=on,
        as_known=as_known,
        names=names(codes),
        accuracy=reader.figures,
        accuracy_note=reader.note,
        known_words=base.known_words,
        linked=base.linked,
    )
    return Page(value)


class Published(NamedTuple):
    """A dossier to be handed on, and the claims it lacks because they were held back."""

    page: Page
    held: tuple[Claim, ...]


def published(base: Basis, signed: Mapping[str, bool], on: str | None = None, as_known: str | None = None) -> Published:
    """The dossier of the two for all; ``signed`` is what persons signed off, and what they hold back.

    Raises ``BadDate``.
    """
    whole = dossier(base, on, as_known).value
    held = pages.hold_back(base.documents, base.claims, base.findings, signed)
    shown = {line.claim.id for line in whole.lines}
    missing = tuple(c for c in held.taken if c.id in shown)
    left = dossier(base._replace(claims=held.claims, findings=held.findings), on, as_known).value
    return Published(Page(pages.publish(left, base.documents, held, len(missing))), missing)


def names(codes: Iterable[str]) -> dict[str, str]:
    """What parties are called, by code; a code that no list has stands for itself."""
    called = {}
    for code in sorted(codes):
        try:
            called[code] = display_name(code)
        except UnknownParty:
            called[code] = code
    return called


class Page:
    """A dossier, ready to be shown, printed or handed on; ``value`` holds all that it says."""

    def __init__(self, value: Dossier) -> None:
        self.value = value

    def __repr__(self) -> str:
        one, other = self.value.parties
        return f"<dossier {one.name} – {other.name}: {len(self.value.matters)} findings>"

    def html(self) -> str:
        """One page that needs nothing else."""
        return pages.to_html(self.value)

    def markdown(self) -> str:
        """The same as Markdown."""
        return pages.to_markdown(self.value)

    def json(self) -> str:
        """The same as JSON."""
        return pages.to_json(self.value)

    def save(self, path: Path | str) -> Path:
        """Write a file whose name ends in .html, .md or .json. Raises ``InputError`` where it cannot be."""
        made = {".html": self.html, ".md": self.markdown, ".json": self.json}
        with written(path, SUFFIXES) as out:
            out.write(made[Path(path).suffix.lower()]().encode("utf-8", "replace"))
        return Path(path)

    def _repr_html_(self) -> str:
        return f'<iframe style="width:100%;height:40em" srcdoc="{html.escape(self.html())}"></iframe>'
