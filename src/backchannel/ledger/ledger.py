"""The ledger: one SQLite file that keeps what the rooms make."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from backchannel.ledger import (
    backing,
    claims,
    decisions,
    documents,
    findings,
    linking,
    merging,
    readings,
    runs,
    search,
    skips,
    view,
)
from backchannel.ledger.claims import ActorCount
from backchannel.ledger.documents import DocumentEntry
from backchannel.ledger.filters import ClaimFilter
from backchannel.ledger.handling import Handling
from backchannel.ledger.linking import Linking
from backchannel.ledger.merging import Merged
from backchannel.ledger.runs import Run
from backchannel.ledger.search import HIT_KINDS, Hit, HitKind
from backchannel.ledger.skips import Skipped
from backchannel.ledger.store import open_store
from backchannel.model import Claim, Decision, Document, Finding, Reading, Value
from backchannel.model.value import fingerprint

_EVERYTHING = ClaimFilter()


class Counts(Value, frozen=True):
    """How much of each the ledger holds; documents and claims are those in force."""

    documents: int
    readings: int
    claims: int
    findings: int
    decisions: int
    orphans: int


class Ledger(Handling, Linking):
    """A ledger file, to be used as a context manager.

    ``create`` allows a new file to be made where there is none; ``read_only`` promises that nothing is written.
    Raises ``NotALedger`` for another program's file, ``NewerLedger`` for one written by a newer version,
    ``LedgerWriteError`` where it cannot be written, and ``LedgerError`` for anything else that makes it unusable.
    A ledger belongs to the thread that opened it; processes and threads may each open their own on the same file.
    """

    def __init__(self, path: str | os.PathLike[str], *, create: bool = True, read_only: bool = False) -> None:
        self._store = open_store(Path(path), create=create, read_only=read_only)

    @property
    def path(self) -> Path:
        """Where the file is."""
        return self._store.path

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._store.close()

    def __repr__(self) -> str:
        return f"Ledger({str(self.path)!r})"

    @contextlib.contextmanager
    def snapshot(self) -> Iterator[Self]:
        """All reads inside see the ledger as it is now, whatever others write meanwhile; nothing can be written."""
        with self._store.reading():
            yield self

    # what the rooms put in

    def add(
        self, document: Document, reading: Reading, *, source: str | None = None, over_imported: bool = True
    ) -> None:
        """Put a document and a reading of it in, in one transaction; the reading becomes the current one.

        Unless ``over_imported``, an imported reading of the same text that was put in force stays so.
        Again is safe and cheap. Changed bytes from the same ``source`` (what the file is told apart by, such as its
        path; by default its name) are a new version that supersedes the old one, which is kept.
        Raises ``DocumentError`` where the document or a claim cannot be stored, ``LedgerWriteError`` where the
        ledger cannot be written.
        """
        with self._store.writing() as db:
            key, changed = documents.store(db, document, source)
            if readings.store(db, key, reading, over_imported=over_imported):
                changed |= {key}
            for other in sorted(changed):
                view.refresh(db, other)
            runs.remembered(db, document.id, fingerprint(source if source is not None else document.name))
            if changed:
                findings.claims_changed(db)

    def add_reading(self, reading: Reading, *, current: bool = False) -> bool:
        """Put a reading of a document that is in the ledger beside those it has, or (``current``) in force.

        A reading that has its identity is replaced, and what replaces the one in force is in force. False where nothing
        changed. Raises ``UnknownId`` where there is no such document, ``InputError`` where it has another text by now,
        ``DocumentError`` where a claim cannot be stored, and ``LedgerWriteError``.
        """
        with self._store.writing() as db:
            key = documents.with_text(db, reading.document, reading.text_digest)
            if not readings.store(db, key, reading, current=current):
                return False
            if readings.is_current(db, key, reading.id):
                view.refresh(db, key)
                findings.claims_changed(db)
            return True

    def has(self, document_id: str, reading_id: str, *, name: str | None = None) -> bool:
        """Whether :meth:`add` would change nothing: this reading of this document is in force (under ``name``)."""
        with self._store.reading() as db:
            return readings.has(db, document_id, reading_id, name)

    def set_findings(self, new: Iterable[Finding], *, as_of: int | None = None) -> None:
        """Replace all findings in one transaction; those that share claims with an old one continue it.

        ``as_of`` is :attr:`claims_state` from when the claims were taken out: claims that came in since then leave
        the findings stale.
        """
        with self._store.writing() as db:
            findings.replace(db, new, as_of)

    def findings_stale(self) -> bool:
        """Whether claims or decisions changed since the findings were made."""
        with self._store.reading() as db:
            return findings.stale(db)

    @property
    def claims_state(self) -> int:
        """A number for :meth:`set_findings`; it grows with every change of claims and means nothing elsewhere."""
        with self._store.reading() as db:
            return findings.claims_state(db)

    def record_run(self, started: str, record: Mapping[str, object]) -> Run:
        """Note a run of the program; the only place where clock times are kept."""
        with self._store.writing() as db:
            return runs.store(db, started, record)

    def runs(self) -> list[Run]:
        """The runs noted, the latest last."""
        with self._store.reading() as db:
            return runs.listed(db)

    def note_skipped(self, skipped: Skipped) -> None:
        """Note what could not be read, so that it can be tried again alone."""
        with self._store.writing() as db:
            skips.note(db, skipped)

    def settle_skipped(self, read: Iterable[str], still: Iterable[Skipped]) -> None:
        """Of the files at the places ``read`` only what is ``still`` skipped stays noted."""
        with self._store.writing() as db:
            skips.settle(db, read, still)

    def skipped(self) -> list[Skipped]:
        """What could not be read, by name."""
        with self._store.reading() as db:
            return skips.listed(db)

    # documents

    def document(self, name: str) -> Document:
        """The document with this id, name, unique beginning of an id, or name without folder and extension.

        Raises ``UnknownId`` where there is none and ``InputError`` where there are several.
        """
        with self._store.reading() as db:
            return documents.full(db, documents.find(db, name))

    def documents(self, *, versions: bool = False) -> list[DocumentEntry]:
        """The documents in force by name, without their texts; with ``versions`` the superseded ones too."""
        with self._store.reading() as db:
            return linking.entries(db, versions=versions)

    def iter_documents(self, *, versions: bool = False) -> Iterator[Document]:
        """The documents in force by name, one at a time, with their texts."""
        with self._store.reading() as db:
            keys = documents.keys(db, versions=versions)
        for key in keys:
            with self._store.reading() as db:
                yield documents.full(db, key)

    def readings(self, document: str, *, with_claims: bool = True) -> list[Reading]:
        """All readings of a document, the current one first, as the readers left them."""
        with self._store.reading() as db:
            return readings.listed(db, documents.find(db, document), claims=with_claims)

    def readings_of_claims(
        self, document_id: str, *, reader: str | None = None, reading: str | None = None
    ) -> dict[str, Reading]:
        """Which reading each claim of a document is from, by the claim's id; the readings are without their claims.

        Where several readings have a claim it is the one in force; ``reader`` and ``reading`` (id) leave those of that.
        """
        with self._store.reading() as db:
            return readings.of_claims(db, document_id, reader, reading)

    # claims and findings

    def claims(
        self, parties: Sequence[str] = (), *, filters: ClaimFilter = _EVERYTHING, effective: bool = True
    ) -> list[Claim]:
        """The claims in force that all ``parties`` (country codes) take part in, by document name, place and id.

        ``effective`` gives them with the decisions of persons applied; otherwise as the readers left them.
        Raises ``BadDate``, and ``UnknownId`` or ``InputError`` for the filter's document.
        """
        with self._store.reading() as db:
            return claims.select(db, parties, filters, effective=effective)

    def iter_claims(
        self, parties: Sequence[str] = (), *, filters: ClaimFilter = _EVERYTHING, effective: bool = True
    ) -> Iterator[Claim]:
        """As :meth:`claims`, but all claims one document at a time, so that a large ledger need not fit into memory."""
        if parties:
            yield from self.claims(parties, filters=filters, effective=effective)
            return
        with self._store.reading() as db:
            keys = documents.keys(db, versions=filters.reader is not None or filters.reading is not None)
        for key in keys:
            with self._store.reading() as db:
                found = list(claims.iterate(db, key, filters, effective=effective))
            yield from found

    def claim(self, id_: str, *, effective: bool = True) -> Claim:
        """The claim with this id or unique beginning of an id; one no longer in force is given as it was read.

        Raises ``UnknownId`` where there is none and ``InputError`` where there are several.
        """
        with self._store.reading() as db:
            return claims.one(db, id_, effective=effective)

    def actors(self, parties: Sequence[str] = ()) -> list[ActorCount]:
        """The actors named in the claims that all ``parties`` take part in, the most frequent first."""
        with self._store.reading() as db:
            return claims.actors(db, parties)

    def findings(self, parties: Sequence[str] = (), *, filters: ClaimFilter = _EVERYTHING) -> list[Finding]:
        """The findings about all ``parties``, by time and id.

        Kind, act, domain, covert and dates are the finding's own; the other fields ask that one of its claims has
        them. ``as_known`` leaves out findings of which no claim was known by then; what was known of the others may
        still have been less.
        """
        with self._store.reading() as db:
            return findings.select(db, parties, filters)

    def finding(self, id_: str) -> Finding:
        """The finding with this id or unique beginning of an id, or the one that continues it.

        Raises as :meth:`claim`.
        """
        with self._store.reading() as db:
            return findings.one(db, id_)

    def search(self, words: str, kinds: Sequence[HitKind] = HIT_KINDS, *, limit: int = 50) -> list[Hit]:
        """Where all the words stand: whole words first, then parts of words.

        "Quoted words" are a phrase and ``word*`` a beginning; nothing else is special. Raises ``InputError`` where
        there is nothing to look for.
        """
        with self._store.reading() as db:
            return search.search(db, words, kinds, limit)

    # decisions

    def decision(
        self,
        claim: str,
        kind: str,
        *,
        by: str,
        at: str,
        why: str,
        field: str | None = None,
        value: str | None = None,
        other: str | None = None,
    ) -> Decision:
        """A decision on the claim with this id, anchored to its words, ready for :meth:`decide`.

        ``value`` is JSON. Raises ``UnknownId`` and ``InputError``.
        """
        with self._store.reading() as db:
            return decisions.make(db, claim, kind, by=by, at=at, why=why, field=field, value=value, other=other)

    def decide(self, decision: Decision) -> None:
        """Keep what a person settled, and apply it. Raises ``UnknownId`` and ``InputError`` where it cannot be."""
        with self._store.writing() as db:
            decisions.check(db, decision)
            other = decisions.anchor_of(db, decision.other) if decision.other else None
            decisions.store(db, decision, other)
            for text in sorted({decision.text_digest, *((other.text_digest,) if other else ())}):
                view.refresh_text(db, text)
            findings.claims_changed(db)

    def decisions(self, claim: str | None = None) -> list[Decision]:
        """All decisions by time, or those that belong to one claim now."""
        with self._store.reading() as db:
            return decisions.listed(db) if claim is None else decisions.attached(db, claim)

    def orphans(self) -> list[Decision]:
        """Decisions that belong to no claim in force any more."""
        with self._store.reading() as db:
            return decisions.orphans(db)

    def same_matter(self) -> list[tuple[str, str]]:
        """Pairs of claims in force that a person put together."""
        with self._store.reading() as db:
            return decisions.pairs(db, "same_matter")

    def signed_off(self) -> dict[str, bool]:
        """Claims that a person signed off for publication (True) or holds back from it (False)."""
        with self._store.reading() as db:
            return decisions.signed(db)

    def different_matter(self) -> list[tuple[str, str]]:
        """Pairs of claims in force that a person kept apart."""
        with self._store.reading() as db:
            return decisions.pairs(db, "different_matter")

    # the file as a whole

    def backup(self, target: str | os.PathLike[str]) -> Path:
        """Copy the ledger to ``target`` while others may write, check the copy, and return its path.

        Raises ``LedgerWriteError`` where it cannot be written and ``LedgerError`` where the copy is not whole.
        """
        with self._store.bare() as db:
            backing.backup(db, self.path, Path(target))
        return Path(target)

    def merge(self, others: Iterable[str | os.PathLike[str] | Ledger]) -> list[Merged]:
        """Take in other ledgers, all or none; in whatever order, and again, the result is the same.

        What one of them has forgotten is forgotten here too. The findings of all are kept, stale, until they are
        made anew. Raises ``LedgerError`` for a file that is no usable ledger.
        """
        with contextlib.ExitStack() as stack:
            opened = [o if isinstance(o, Ledger) else stack.enter_context(Ledger(o, read_only=True)) for o in others]
            with self._store.writing() as db:
                merged = []
                for other in opened:
                    with other._store.reading() as there:
                        merged.append(merging.merge(db, there))
        if any(m.forgotten or m.redacted for m in merged):
            self.scrub()
        return merged

    def counts(self) -> Counts:
        """How much of each the ledger holds."""
        with self._store.reading() as db:
            return Counts(
                documents=len(documents.keys(db, versions=False)),
                readings=db.execute("SELECT count(*) FROM readings WHERE NOT derived").fetchone()[0],
                claims=db.execute("SELECT count(*) FROM claims WHERE face & 2").fetchone()[0],
                findings=db.execute("SELECT count(*) FROM findings").fetchone()[0],
                decisions=db.execute("SELECT count(*) FROM decisions").fetchone()[0],
                orphans=len(decisions.orphans(db)),
            )
