"""What must go: documents that are forgotten, names and passages that are taken out, and what is then read anew."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from backchannel.api.deciding import now
from backchannel.errors import InputError, UnknownId
from backchannel.ledger import DocumentEntry, Ledger, Names, Redaction
from backchannel.model import Document, Reading, Value, reading_id
from backchannel.pipeline import MINUTES, attempt, open_reader
from backchannel.pipeline.readers import DEFAULT_READER
from backchannel.states import Form

_LONGEST = 300
"""Letters of a passage that are looked for in other documents."""

Make = Callable[[Document], Reading]


class Place(Value, frozen=True):
    """Where something was found that is to go: the document, and its text with offsets or a field of its record."""

    document: str
    name: str
    where: str
    start: int | None
    end: int | None


class Redacting(Value, frozen=True):
    """What came of a redaction, or (``dry``) what would.

    ``places`` are those in documents, ``outside`` counts decisions on other documents and records of runs.
    ``decisions_gone`` and ``decisions_kept`` are decisions on the documents themselves; ``readers`` are others whose
    readings of them went. ``unread`` names redacted
    documents that could not be read again, with the reason; ``elsewhere`` documents in which the same still stands,
    because they were not named.
    """

    dry: bool
    places: tuple[Place, ...] = ()
    outside: int = 0
    decisions_gone: int = 0
    decisions_kept: int = 0
    claims: int = 0
    readers: tuple[str, ...] = ()
    unread: tuple[tuple[str, str], ...] = ()
    elsewhere: tuple[str, ...] = ()


def forget(ledger: Ledger, document: str, *, versions: bool = False) -> list[DocumentEntry]:
    """Forget a document, or all its versions; where one was cut short before, complete that first.

    Empty where that was all there was to do. Raises ``UnknownId`` and ``InputError``.
    """
    completed = complete(ledger)
    try:
        ids = ledger.versions_of(document) if versions else [ledger.document(document).id]
    except UnknownId:
        if completed:
            return []
        raise
    return [ledger.forget(id_, at=now()) for id_ in ids]


def complete(ledger: Ledger) -> bool:
    """Clear what an interrupted command left in free pages, index and log; whether there was anything."""
    if not ledger.unscrubbed:
        return False
    ledger.scrub()
    return True


def redact(
    ledger: Ledger,
    documents: Sequence[str],
    names: Sequence[str],
    passages: Sequence[tuple[int, int]],
    *,
    dry: bool,
    reader: str,
    actors: Sequence[Form] = (),
) -> Redacting:
    """Take names or passages out of documents, and read what is left of them anew.

    Raises ``InputError``, ``UnknownId``, ``ModelError`` and ``LedgerError``.
    """
    if not names and not passages:
        raise InputError("say what is to go: names, or passages of one document.")
    if not dry:
        complete(ledger)
    wanted = Names(names) if names else None
    work = _Work(ledger, _Rereader(reader, actors), dry)
    words: list[str] = []
    for planned in ledger.plan_redaction(wanted, documents=documents, passages=passages):
        words += [planned.shift.text[start:end][:_LONGEST] for start, end in passages]
        work.take(planned)
    if wanted and not documents:
        work.outside = ledger.sweep(wanted, dry=dry)
    if not dry and (work.places or work.outside):
        ledger.scrub()
    done = {p.document for p in work.places}
    return work.report(tuple(_elsewhere(ledger, wanted, words, done)) if documents else ())


class _Rereader:
    """The reader, which costs seconds to open, opened when the first document is read again."""

    def __init__(self, reader: str, actors: Sequence[Form]) -> None:
        self._name, self._actors = reader, actors
        self._attempt: Callable[[Document], tuple[Reading | None, str | None]] | None = None

    def __call__(self, document: Document) -> tuple[Reading, str | None]:
        """A reading of it; one without claims, and the reason, where there is none."""
        if self._attempt is None:
            reader = open_reader(self._name, self._actors)
            self._attempt = lambda d: attempt(reader, d, MINUTES)[:2]
        reading, refusal = self._attempt(document)
        return reading or unread(document), refusal


def unread(document: Document) -> Reading:
    """A reading without claims, of a document that no reader could read after its redaction."""
    return Reading(
        id=reading_id(document.id, document.text_digest, "unread", "", ""),
        document=document.id, text_digest=document.text_digest, reader="unread", version="",
    )  # fmt: skip


class _Work:
    """One redaction under way, and what came of it."""

    def __init__(self, ledger: Ledger, read: _Rereader, dry: bool) -> None:
        self.ledger, self.read, self.dry = ledger, read, dry
        self.places: list[Place] = []
        self.outside = self.gone = self.kept = self.claims = 0
        self.readers: set[str] = set()
        self.unread: list[tuple[str, str]] = []

    def take(self, planned: Redaction) -> None:
        document = planned.document
        if not self.dry:
            reading, refusal = self.read(document)
            done = self.ledger.redact(planned, reading, at=now())
            self.gone, self.kept = self.gone + done.decisions_gone, self.kept + done.decisions_kept
            self.claims += len(reading.claims)
            self.readers |= set(done.readers)
            self.unread += [(document.name, refusal)] if refusal else []
        id_, name = (planned.id, planned.name) if self.dry else (document.id, document.name)
        self.places += [Place(document=id_, name=name, where=f.where, start=f.start, end=f.end) for f in planned.found]

    def report(self, elsewhere: tuple[str, ...]) -> Redacting:
        return Redacting(
            dry=self.dry, places=tuple(self.places), outside=self.outside, decisions_gone=self.gone,
            decisions_kept=self.kept, claims=self.claims, readers=tuple(sorted(self.readers)),
            unread=tuple(self.unread), elsewhere=elsewhere,
        )  # fmt: skip


def _elsewhere(ledger: Ledger, names: Names | None, words: Sequence[str], done: set[str]) -> Iterator[str]:
    """Names of documents that were not asked for and hold the same."""
    sought = names or _passages(words)
    for document in ledger.iter_documents(versions=True):
        if sought and document.id not in done and sought.stand_in(document.text):
            yield document.name


def _passages(words: Sequence[str]) -> Names | None:
    try:
        return Names(words)
    except InputError:  # a passage without letters is not looked for
        return None


def read_again(ledger: Ledger, reader: str = DEFAULT_READER, actors: Sequence[Form] = ()) -> Redacting:
    """Read all redacted documents again as they stand in the ledger, by a newer reader perhaps."""
    read, claims, refused = _Rereader(reader, actors), 0, []
    for record in {r.document: r for r in ledger.redactions()}.values():
        document = ledger.document(record.document)
        reading, refusal = read(document)
        if refusal:
            refused.append((document.name, refusal))
        else:
            ledger.reread(document.id, reading)
            claims += len(reading.claims)
    return Redacting(dry=False, claims=claims, unread=tuple(refused))
