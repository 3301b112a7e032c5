"""What must go: the part of the ledger that forgets documents and takes names and passages out of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from backchannel.ledger import documents, findings, forgetting, readings, redacted, redaction, runs, view
from backchannel.ledger.documents import DocumentEntry
from backchannel.ledger.names import Names
from backchannel.ledger.redacted import Redacted
from backchannel.ledger.redaction import Done, Redaction
from backchannel.ledger.store import Store
from backchannel.model import Document, Reading
from backchannel.model.value import fingerprint


class Handling:
    """Methods of :class:`~backchannel.ledger.ledger.Ledger` by which something goes for good."""

    _store: Store

    def forget(self, document: str, *, at: str) -> DocumentEntry:
        """Forget a document: text, claims, findings on them, index, decisions that quote it, free pages and log.

        ``at`` is kept with a digest of its id, so that reading it again can warn. Returns what was forgotten.
        Raises ``UnknownId``, ``InputError`` where the name is not unique, and ``LedgerWriteError`` where another
        process keeps the write-ahead log alive.
        """
        with self._store.writing() as db:
            key = documents.find(db, document)
            entry = next(e for e in documents.entries(db, versions=True) if e.id == documents.full(db, key).id)
            forgetting.remove(db, key, at)
        self.scrub()
        return entry

    def versions_of(self, document: str) -> list[str]:
        """Ids of all versions of a document, older and newer, with its own. Raises as :meth:`document`."""
        with self._store.reading() as db:
            return sorted(documents.versions(db, documents.full(db, documents.find(db, document)).id))

    def plan_redaction(
        self, names: Names | None, *, documents: Sequence[str] = (), passages: Sequence[tuple[int, int]] = ()
    ) -> Iterator[Redaction]:
        """What has to change, one document at a time, so that ``names`` or ``passages`` are taken out; nothing is done.

        Without ``documents`` the names go from all; with them, from those and all their versions. Passages are offsets
        in the text of one document, which alone is named. Raises ``UnknownId`` and ``InputError``.
        """
        with self._store.reading() as db:
            keys = redaction.keys(db, documents, passages)
        for key in keys:
            with self._store.reading() as db:
                planned = redaction.planned(db, key, names, passages)
            if planned:
                yield planned

    def redact(self, planned: Redaction, reading: Reading, *, at: str) -> Done:
        """Carry out what was planned for one document, in one transaction; :meth:`scrub` must follow the last.

        ``reading`` was made of ``planned.document``, the redacted text; all other readings of it go. Raises
        ``LedgerWriteError`` where the document is another than when it was planned.
        """
        with self._store.writing() as db:
            return redaction.carry_out(db, planned, reading, at)

    def reread(self, document: str, reading: Reading) -> None:
        """Put in a new reading of a document as it stands here: the file of a redacted one is not read any more.

        Raises ``UnknownId`` and ``InputError`` for the document.
        """
        with self._store.writing() as db:
            key = documents.find(db, document)
            if readings.store(db, key, reading):
                view.refresh(db, key)
                findings.claims_changed(db)

    def sweep(self, names: Names, *, dry: bool = False) -> int:
        """Take the names out of decisions and records of runs wherever they are; the number of places.

        ``dry`` only counts.
        """
        if dry:
            with self._store.reading() as db:
                return redaction.count_outside(db, names)
        with self._store.writing() as db:
            return redaction.sweep(db, names)

    def redactions(self) -> list[Redacted]:
        """What was taken out of documents: when and at how many places, by time."""
        with self._store.reading() as db:
            return redacted.listed(db)

    def was_redacted(self, document: Document, source: str | None = None) -> str | None:
        """When something was taken out of the document that this one, as read from a file, is the original of; or None.

        It is known by the words around what was taken out, or by ``source`` (as in :meth:`add`).
        """
        with self._store.reading() as db:
            return redacted.at_for(db, document, source)

    @property
    def unscrubbed(self) -> bool:
        """Whether :meth:`scrub` was cut short: free pages, index or log may still hold words of what went."""
        with self._store.reading() as db:
            return forgetting.unscrubbed(db)

    def scrub(self) -> None:
        """Clear what went from index, free pages and log, also where it was cut short or another process in the way."""
        with self._store.bare() as db:
            forgetting.scrub(db, self._store.path)

    def was_forgotten(self, document_id: str, source: str | None = None) -> str | None:
        """When the document with this id (or of this ``source``, where it had been redacted) was forgotten, or None."""
        with self._store.reading() as db:
            return runs.forgotten_at(db, document_id, *((fingerprint(source),) if source is not None else ()))
