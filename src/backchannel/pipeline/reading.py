"""Reading: files and folders into the ledger, each document for itself, again and again without harm."""

from __future__ import annotations

import datetime as dt
import logging
import math
import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Literal, NamedTuple

import msgspec

from backchannel.claims.protocol import Reader
from backchannel.documents import Options, Refused, Source, walk
from backchannel.documents.allowance import AS_IT_IS
from backchannel.documents.walking import source_at
from backchannel.errors import DocumentError, InputError, UnknownId
from backchannel.ledger import Ledger, Skipped
from backchannel.model import Document, Reading, Value, digest
from backchannel.pipeline.attempts import Outcome, attempt, identity
from backchannel.pipeline.extracting import Extractor, Taken
from backchannel.pipeline.fusing import refresh
from backchannel.pipeline.limits import MINUTES
from backchannel.pipeline.linking import Linker
from backchannel.pipeline.readers import DEFAULT_READER, open_reader
from backchannel.pipeline.sharing import groups, only_shares
from backchannel.pipeline.workers import Pool, Recipe
from backchannel.states import Form
from backchannel.version import __version__

_log = logging.getLogger(__name__)


_Kind = Literal["read", "known", "skipped", "note", "fusing", "shared"]


class Event(NamedTuple):
    """What just happened, for those who watch: ``done`` of ``total`` sources; ``text`` is a reason or a note.

    ``words`` are those of the document that was read. ``shares`` marks notes that say no more than that a document has
    words of others; in the end an event "shared" says it once for all that hang together.
    """

    kind: _Kind
    name: str
    text: str
    done: int
    total: int
    words: int = 0
    shares: bool = False


class Skip(Value, frozen=True):
    """A document, or a line of one, that was not read, and why."""

    name: str
    reason: str


class Report(Value, frozen=True):
    """What a read did: documents read, those read before, claims and words of the former, and what was skipped.

    ``foreign`` documents are in languages that the reader does not know: kept and searchable, with a reading that holds
    no claims; ``passages`` counts the passages in such languages of documents that were read.
    """

    read: int = 0
    known: int = 0
    foreign: int = 0
    passages: int = 0
    claims: int = 0
    words: int = 0
    skipped: tuple[Skip, ...] = ()


class _Job(NamedTuple):
    """A document on its way through; ``refusal`` says why it is not read, ``known`` that it was read before.

    ``forgotten`` ones are refused on purpose, and not to be tried again.
    ``origin`` is what it is told apart by over time, ``done`` the number of its source, ``source``, among all.
    """

    name: str
    origin: str
    done: int
    source: Source
    document: Document | None = None
    refusal: str | None = None
    known: bool = False
    forgotten: bool = False

    @property
    def todo(self) -> Document | None:
        return None if self.known or self.refusal else self.document


class Plan(NamedTuple):
    """What is to be read, by whom, by how many; all that can be wrong with it is found out before a ledger is made."""

    sources: tuple[Source, ...]
    reader: Reader
    several: Recipe | None = None
    workers: int = 1
    minutes: float = MINUTES
    options: Options = AS_IT_IS

    def read(self, ledger: Ledger, *, again: bool = False, watch: Callable[[Event], None] | None = None) -> Report:
        """Read into the ledger; see :func:`read`."""
        sources = [source for source in self.sources if not _is_of(source, ledger)]
        run = _Run(ledger, self, len(sources), again, watch or (lambda _: None))
        with Extractor(self.options, self.minutes) as extractor, _engine(self) as engine:
            run.take(run.jobs(extractor.take(sources)), engine)
        ledger.settle_skipped([place(s.path) for s in sources if s.path], run.noted)
        run.watch(Event("fusing", "", "", run.total, run.total))
        refresh(ledger)
        run.say_shared()
        run.record()
        return run.report()


def plan(
    paths: Sequence[Path | str],
    *,
    reader: str | Reader = DEFAULT_READER,
    actors: Sequence[Form] = (),
    workers: int = 1,
    minutes: float = MINUTES,
    ocr: bool = False,
) -> Plan:
    """Look up what is to be read, and the reader. Raises ``InputError`` for what cannot be used."""
    sources = tuple(walk(paths))
    if not sources:
        raise InputError(f"there is nothing to read in {', '.join(map(str, paths))}.")
    return _planned(sources, reader, actors, workers, minutes, ocr)


def retry(
    ledger: Ledger,
    *,
    reader: str | Reader = DEFAULT_READER,
    actors: Sequence[Form] = (),
    workers: int = 1,
    minutes: float = MINUTES,
    ocr: bool = False,
) -> Plan:
    """As :func:`plan`, for the files of which something could not be read; those that are gone are left out.

    Raises ``InputError`` where there is none.
    """
    places = {one.place: one.source for one in ledger.skipped()}
    sources = tuple(source_at(Path(place), name) for place, name in places.items() if Path(place).is_file())
    if not sources:
        raise InputError("nothing is noted as skipped that is still in its place; give the files to read.")
    return _planned(sources, reader, actors, workers, minutes, ocr)


def _planned(
    sources: tuple[Source, ...],
    reader: str | Reader,
    actors: Sequence[Form],
    workers: int,
    minutes: float,
    ocr: bool,
) -> Plan:
    if not 0 < minutes < math.inf:
        raise InputError(f"a document cannot be read in {minutes:g} minutes; give more than 0.")
    if workers < 1:
        raise InputError(f"{workers} workers cannot read; give 1 or more.")
    if workers > 1 and not isinstance(reader, str):
        raise InputError("several workers need the name of a reader, not a reader that is made already.")
    mine = open_reader(reader, actors) if isinstance(reader, str) else reader
    several = Recipe(reader, tuple(actors), minutes) if isinstance(reader, str) and workers > 1 else None
    return Plan(sources, mine, several, workers, minutes, Options(ocr=ocr))


def read(
    paths: Sequence[Path | str],
    ledger: Ledger,
    *,
    reader: str | Reader = DEFAULT_READER,
    actors: Sequence[Form] = (),
    workers: int = 1,
    minutes: float = MINUTES,
    ocr: bool = False,
    again: bool = False,
    watch: Callable[[Event], None] | None = None,
) -> Report:
    """Read files and folders into the ledger, one transaction a document, then fuse the claims into findings.

    What the same reader in the same version and settings has read before is passed over unless ``again``; a document
    that was forgotten is read only with ``again``. A document that cannot be read, or not in ``minutes``, is skipped
    and named in the report. ``ocr`` reads pictures of pages by an installed tesseract.
    With several ``workers`` the result is the same as with one. Raises ``InputError`` for paths, readers and numbers
    that cannot be used, ``ModelError``, and ``LedgerError`` where the ledger cannot be written.
    """
    planned = plan(paths, reader=reader, actors=actors, workers=workers, minutes=minutes, ocr=ocr)
    return planned.read(ledger, again=again, watch=watch)


_Engine = Callable[[Iterable[Document | None]], Iterator[tuple[int, Outcome | None]]]
"""Documents in, their positions and outcomes out; None stands for what is not to be read."""


@contextmanager
def _engine(plan: Plan) -> Iterator[_Engine]:
    if plan.several is None:
        yield lambda documents: (
            (position, attempt(plan.reader, document, plan.minutes) if document else None)
            for position, document in enumerate(documents)
        )
        return
    with Pool(plan.several, plan.workers) as pool:
        yield pool.read


class _Run:
    """One run under way: its settings and what it has done so far."""

    def __init__(self, ledger: Ledger, plan: Plan, total: int, again: bool, watch: Callable[[Event], None]) -> None:
        self.ledger, self.total, self.again, self.watch = ledger, total, again, watch
        self.reader, self.minutes = plan.reader, plan.minutes
        self.linker = Linker(ledger)
        self.started, self.clock = dt.datetime.now(dt.UTC), time.monotonic()
        self.documents = self.known = self.claims = self.words = self.foreign = self.passages = 0
        self.done = 0
        self.skipped: list[tuple[int, Skip]] = []
        self.noted: list[Skipped] = []
        self.sharing: set[str] = set()

    def jobs(self, taken: Iterable[Taken]) -> Iterator[_Job | None]:
        for number, source, found in taken:
            if found is None:
                yield None
            elif isinstance(found, Refused):
                yield _Job(found.name, "", number, source, refusal=found.reason)
            else:
                yield self._job(source, found, number)

    def _job(self, source: Source, document: Document, done: int) -> _Job:
        job = _Job(document.name, _origin(source, document), done, source, document)
        gone = self._gone(document, job.origin)
        if self.again:
            if gone:
                self._tell("note", job, f"{gone}, and is read all the same")
            return job
        if gone:
            return job._replace(forgotten=True, refusal=f"{gone}; use --again to read it all the same")
        return job._replace(known=self._is_known(document))

    def _gone(self, document: Document, origin: str) -> str | None:
        """That it was forgotten, or that something was taken out of it; it must not come back silently."""
        forgotten = self.ledger.was_forgotten(document.id, origin)
        if forgotten:
            return f"was forgotten on {forgotten[:10]}"
        redacted = self.ledger.was_redacted(document, origin)
        return f"was redacted on {redacted[:10]}" if redacted else None

    def _is_known(self, document: Document) -> bool:
        """Whether this reading is in force and rests on the same metadata: a sidecar may have changed."""
        if not self.ledger.has(document.id, identity(self.reader, document), name=document.name):
            return False
        try:
            stored = self.ledger.document(document.id)
        except UnknownId:
            return False
        return msgspec.structs.replace(stored, name=document.name) == document

    def take(self, jobs: Iterator[_Job | None], engine: _Engine) -> None:
        under_way: dict[int, _Job | None] = {}

        def documents() -> Iterator[Document | None]:
            for position, job in enumerate(jobs):
                under_way[position] = job
                yield job.todo if job else None

        for position, outcome in engine(documents()):
            job = under_way.pop(position)
            if job:
                self._take(job, outcome)

    def _take(self, job: _Job, outcome: Outcome | None) -> None:
        if outcome and outcome.trace:
            _log.debug("%s: %s", job.name, outcome.trace)
        refusal = job.refusal or (outcome.refusal if outcome else None)
        if job.document and not refusal:
            self._say_notes(job, job.document.warnings)
        if refusal:
            self._skip(job, refusal)
        elif job.known:
            self.known += 1
            self._tell("known", job, "")
        elif job.document and outcome and outcome.reading:
            self._keep(job, job.document, outcome.reading, outcome)

    def _keep(self, job: _Job, document: Document, reading: Reading, outcome: Outcome) -> None:
        try:
            self.ledger.add(document, reading, source=job.origin, over_imported=self.again)
        except DocumentError as error:
            self._skip(job, error.reason)
            return
        self._say_notes(job, reading.warnings)
        self._say_links(job, document)
        if outcome.foreign:
            self.foreign += 1
            self._tell("read", job, "")
            return
        self.passages += outcome.passed
        self.documents += 1
        self.claims += len(reading.claims)
        words = len(document.text.split())
        self.words += words
        self._tell("read", job, f"{len(reading.claims)} claims", words=words)

    def _say_notes(self, job: _Job, notes: Iterable[str]) -> None:
        for note in notes:
            self._tell("note", job, note)

    def _say_links(self, job: _Job, document: Document) -> None:
        notes = self.linker.link(document.id, job.name)
        shares = bool(notes) and only_shares(self.ledger, document.id)
        if shares:
            self.sharing.add(document.id)
        for note in notes:
            self._tell("note", job, note, shares=shares)

    def say_shared(self) -> None:
        """Tell of the documents that share words with those read now, once for all that hang together."""
        for group in groups(self.ledger, self.sharing) if self.sharing else ():
            self.watch(Event("shared", group.names[0], group.told, self.total, self.total))

    def _skip(self, job: _Job, reason: str) -> None:
        self.skipped.append((job.done, Skip(name=job.name, reason=reason)))
        if job.source.path is not None and not job.forgotten:
            noted = Skipped(place=place(job.source.path), source=job.source.name, name=job.name, reason=reason)
            self.noted.append(noted)
            self.ledger.note_skipped(noted)
        self._tell("skipped", job, reason)

    def _tell(self, kind: _Kind, job: _Job, text: str, *, words: int = 0, shares: bool = False) -> None:
        self.done = max(self.done, job.done)
        self.watch(Event(kind, job.name, text, self.done, self.total, words, shares))

    def record(self) -> None:
        """Clock times live in the run record alone."""
        self.ledger.record_run(
            self.started.isoformat(timespec="microseconds"),
            {
                "command": "read",
                "backchannel": __version__,
                "reader": f"{self.reader.name} {self.reader.version}",
                "settings": self.reader.settings,
                "seconds": round(time.monotonic() - self.clock, 3),
                "read": self.documents,
                "known": self.known,
                "foreign": self.foreign,
                "passages": self.passages,
                "skipped": len(self.skipped),
                "claims": self.claims,
                "words": self.words,
            },
        )

    def report(self) -> Report:
        return Report(
            read=self.documents,
            known=self.known,
            foreign=self.foreign,
            passages=self.passages,
            claims=self.claims,
            words=self.words,
            skipped=tuple(skip for _, skip in sorted(self.skipped, key=lambda one: one[0])),
        )


def _is_of(source: Source, ledger: Ledger) -> bool:
    """Whether it is the ledger that is read into, or SQLite's companion to it: they may lie in the folder too."""
    own = os.path.realpath(ledger.path)
    return source.path is not None and os.path.realpath(source.path) in (own, f"{own}-wal", f"{own}-shm")


def place(path: Path) -> str:
    r"""Where a file is, as text, with bytes that are not of the file system's encoding written out (``\xe9``)."""
    return os.fsencode(path.absolute()).decode("utf-8", "backslashreplace")


def _origin(source: Source, document: Document) -> str:
    """What a document is told apart by over time: its place, so that changed bytes there are a new version of it.

    What came through standard input has no place and supersedes nothing.
    """
    if source.path is None:
        return f"stdin {document.id}"
    return digest(f"{place(source.path)}{document.name.removeprefix(source.name)}")
