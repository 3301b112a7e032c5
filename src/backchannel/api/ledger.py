"""The ledger for people who write Python: one method a command, parties by name, results that show themselves."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import BinaryIO, Self, Unpack

from backchannel import exchange, pipeline
from backchannel.agreement import Frame, Strata
from backchannel.api import agreeing, deciding, exporting, handling, importing, relating, selecting, tracing
from backchannel.api.agreeing import Agreement, Sheet
from backchannel.api.files import written
from backchannel.api.handling import Redacting
from backchannel.api.relating import Page
from backchannel.api.selecting import Filters, Selection, selection
from backchannel.api.tables import Table
from backchannel.errors import LedgerWriteError
from backchannel.exchange import Imported
from backchannel.ledger import HIT_KINDS, ActorCount, Counts, DocumentEntry, Hit, HitKind, Redacted
from backchannel.ledger import Ledger as File
from backchannel.ledger.merging import Merged
from backchannel.model import Channel, Claim, Decision, DomainStanding, Finding, Standing
from backchannel.pipeline import DEFAULT_READER, MINUTES, Event, Report
from backchannel.states import Form, load_user_actors

_log = logging.getLogger(__name__)
DEFAULT = "backchannel.ledger"


class Ledger:
    """A ledger file and all that can be asked of it; to be used as a context manager or closed.

    ``create`` allows a new file to be made, ``read_only`` promises that nothing is written, ``actors`` is a file of
    the user's own actors, whose names then stand for the parties they act for. Raises ``LedgerError``. The ledger
    as the rooms know it, with all its methods, is ``file``.
    """

    def __init__(
        self,
        path: str | os.PathLike[str] = DEFAULT,
        *,
        create: bool = True,
        read_only: bool = False,
        actors: str | os.PathLike[str] | None = None,
    ) -> None:
        self.actors_file: tuple[Form, ...] = load_user_actors(Path(actors)) if actors is not None else ()
        self._read_only = read_only
        self.file = File(path, create=create, read_only=read_only)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self.file.close()

    def __repr__(self) -> str:
        counts = self.counts()
        return f"<ledger {self.file.path}: {counts.documents} documents, {counts.claims} claims>"

    def counts(self) -> Counts:
        """How much of each the ledger holds."""
        return self.file.counts()

    # in

    def read(
        self,
        *paths: str | os.PathLike[str],
        workers: int = 1,
        minutes: float = MINUTES,
        ocr: bool = False,
        reader: str = DEFAULT_READER,
        again: bool = False,
        watch: Callable[[Event], None] | None = None,
    ) -> Report:
        """Read files and folders; see :func:`backchannel.pipeline.read`."""
        return pipeline.read(
            [Path(p) for p in paths],
            self.file,
            reader=reader,
            actors=self.actors_file,
            workers=workers,
            minutes=minutes,
            ocr=ocr,
            again=again,
            watch=watch,
        )

    def import_claims(
        self, *files: str | os.PathLike[str], reader: str | None = None, by: str | None = None, current: bool = False
    ) -> Imported:
        """Take in claims that others made, as readings of their own; see :func:`backchannel.exchange.import_claims`."""
        return importing.import_claims(self.file, [Path(f) for f in files], reader=reader, by=by, current=current)

    # lists

    def documents(self, *parties: str, versions: bool = False, **filters: Unpack[Filters]) -> Table[DocumentEntry]:
        """The documents, or those that hold a claim asked for; ``versions`` with the superseded ones."""
        return Table(
            selecting.documents(self.file, self._selection(parties, filters), versions=versions), DocumentEntry
        )

    def claims(self, *parties: str, **filters: Unpack[Filters]) -> Table[Claim]:
        """The claims that all ``parties`` (names or codes) take part in. Raises ``UnknownParty`` and ``BadDate``."""
        return Table(selecting.claims(self.file, self._selection(parties, filters)), Claim)

    def findings(self, *parties: str, **filters: Unpack[Filters]) -> Table[Finding]:
        """The findings about all ``parties``, made anew where claims have changed. Raises as :meth:`claims`."""
        self.refresh()
        return Table(selecting.findings(self.file, self._selection(parties, filters)), Finding)

    def actors(self, *parties: str, **filters: Unpack[Filters]) -> Table[ActorCount]:
        """Who is named in the claims asked for, the most frequent first. Raises as :meth:`claims`."""
        return Table(selecting.actors(self.file, self._selection(parties, filters)), ActorCount)

    def search(self, words: str, kinds: Sequence[HitKind] = HIT_KINDS, *, limit: int = 50) -> Table[Hit]:
        """Where all the words stand, in passages, claims and findings. Raises ``InputError``."""
        self.refresh()
        return Table(self.file.search(words, kinds, limit=limit), Hit)

    # back to the words

    def trace(self, id_: str) -> tracing.Trace:
        """Lead a claim or finding back to passage, chain and origin. Raises ``UnknownId``."""
        self.refresh()
        return tracing.trace(self.file, id_)

    def explain(self, id_: str) -> tracing.Explanation:
        """Why the reader said so, field by field. Raises ``UnknownId``."""
        self.refresh()
        return tracing.explain(self.file, id_)

    # two parties

    def standing(self, one: str, other: str, *, on: str | None = None, as_known: str | None = None) -> Standing:
        """Where two parties stand. Raises ``UnknownParty`` and ``BadDate``."""
        return relating.standing(self._basis(one, other), on, as_known)

    def standing_table(
        self, one: str, other: str, *, on: str | None = None, as_known: str | None = None
    ) -> Table[DomainStanding]:
        """The domains of :meth:`standing` as a table."""
        return Table(self.standing(one, other, on=on, as_known=as_known).domains, DomainStanding)

    def channels(self, one: str, other: str, *, on: str | None = None, as_known: str | None = None) -> Table[Channel]:
        """Through whom two parties deal. Raises as :meth:`standing`."""
        return Table(relating.channels(self._basis(one, other), on, as_known), Channel)

    def dossier(
        self, one: str, other: str, *, on: str | None = None, as_known: str | None = None, publish: bool = False
    ) -> Page:
        """All there is on two parties, as a page, fit to be handed on where ``publish``. Raises as :meth:`standing`."""
        base = self._basis(one, other)
        if publish:
            return relating.published(base, self.file.signed_off(), on, as_known).page
        return relating.dossier(base, on, as_known)

    def held_back(self, one: str, other: str, *, on: str | None = None, as_known: str | None = None) -> Table[Claim]:
        """The claims that a published dossier of the two lacks. Raises as :meth:`standing`."""
        done = relating.published(self._basis(one, other), self.file.signed_off(), on, as_known)
        return Table(done.held, Claim)

    # decisions

    def decide(self, claim: str, *, by: str, why: str, **values: str) -> list[Decision]:
        """Settle fields of a claim: ``decide(id, by=…, why=…, certainty="alleged", source="Jordan")``."""
        made = deciding.settle(self.file, claim, values, by=by, why=why)
        self.refresh()
        return made

    def decisions(self, *, orphans: bool = False) -> Table[Decision]:
        """All decisions by time, or those that belong to no claim any more."""
        return Table(self.file.orphans() if orphans else self.file.decisions(), Decision)

    # coding by hand

    def sample(
        self,
        number: int,
        *,
        seed: int = 0,
        frame: Frame = "sentences",
        strata: Strata = "none",
        documents: Sequence[str] = (),
        answers: bool = False,
    ) -> Sheet:
        """A blind coding sheet of ``number`` passages; see :func:`backchannel.api.agreeing.sample`."""
        return agreeing.sample(
            self.file, number, seed=seed, frame=frame, strata=strata, documents=documents, answers=answers
        )  # fmt: skip

    def agreement(
        self,
        *sheets: str | os.PathLike[str],
        readers: Sequence[str] = (),
        confuse: Sequence[str] = (),
        resamples: int = 1000,
        seed: int = 0,
    ) -> Agreement:
        """How far those who filled sheets agree, with each other and with readers; see :mod:`.agreeing`."""
        return agreeing.agreement(
            sheets, self.file, readers=readers, confuse=confuse, resamples=resamples, seed=seed
        )  # fmt: skip

    # out and away

    def export(
        self,
        format_: str,
        path: str | os.PathLike[str],
        *parties: str,
        with_analysts: bool = False,
        **filters: Unpack[Filters],
    ) -> Path:
        """Write the claims asked for, and what rests on them, in a format of :data:`backchannel.exchange.FORMATS`.

        Local paths are left out, and names of persons who decided or read unless ``with_analysts``.
        Raises ``InputError`` for an unknown format or a file that cannot be written.
        """
        exchange.format_named(format_)
        with written(Path(path)) as out:
            self.export_to(format_, out, *parties, with_analysts=with_analysts, **filters)
        return Path(path)

    def export_to(
        self,
        format_: str,
        out: BinaryIO,
        *parties: str,
        with_analysts: bool = False,
        **filters: Unpack[Filters],
    ) -> None:
        """As :meth:`export`, into a stream of bytes."""
        self.refresh()
        wanted = self._selection(parties, filters)
        with self.file.snapshot():
            exchange.write(format_, exporting.material(self.file, wanted, analysts=with_analysts), out)

    def backup(self, target: str | os.PathLike[str]) -> Path:
        """A whole and checked copy of the ledger. Raises ``LedgerWriteError``."""
        return self.file.backup(target)

    def merge(self, *others: str | os.PathLike[str]) -> list[Merged]:
        """Take in other ledgers, by id; findings are made anew. Raises ``LedgerError``."""
        merged = self.file.merge(others)
        self.refresh()
        return merged

    def forget(self, document: str, *, versions: bool = False) -> list[DocumentEntry]:
        """Remove a document (or all its versions) with all that repeats its words.

        Empty where a removal that had been cut short was completed. Raises ``UnknownId`` and ``InputError``.
        """
        gone = handling.forget(self.file, document, versions=versions)
        self.refresh()
        return gone

    def redact(
        self,
        *documents: str,
        names: Sequence[str] = (),
        passages: Sequence[tuple[int, int]] = (),
        dry: bool = False,
        reader: str = DEFAULT_READER,
    ) -> Redacting:
        """Take names out of documents (all, or those named with their versions), or passages out of one.

        What is left is read anew by ``reader``. ``dry`` only finds the places. Raises ``UnknownId``, ``InputError``.
        """
        done = handling.redact(
            self.file, documents, names, passages, dry=dry, reader=reader, actors=self.actors_file
        )  # fmt: skip
        if not dry:
            self.refresh()
        return done

    def read_redacted(self, *, reader: str = DEFAULT_READER) -> Redacting:
        """Read all redacted documents again as they stand here: their files are not read any more."""
        done = handling.read_again(self.file, reader, self.actors_file)
        self.refresh()
        return done

    def redactions(self) -> list[Redacted]:
        """What was taken out of documents: when and at how many places; not what."""
        return self.file.redactions()

    # inside

    def refresh(self) -> None:
        """Make the findings anew where claims have changed; where nothing can be written, say that they are old."""
        if not self.file.findings_stale():
            return
        if not self._read_only:
            pipeline.refresh(self.file)
            return
        try:
            with File(self.file.path, create=False) as writable:
                pipeline.refresh(writable)
        except LedgerWriteError as error:
            _log.warning("findings are older than the claims: %s", error)

    def _selection(self, parties: Sequence[str], filters: Filters | Mapping[str, object]) -> Selection:
        return selection(parties, filters, self.actors_file)  # type: ignore[arg-type] # Unpack gives the same fields

    def _basis(self, one: str, other: str) -> relating.Basis:
        self.refresh()
        codes = (selecting.code_of(one, self.actors_file), selecting.code_of(other, self.actors_file))
        return relating.basis(self.file, codes)
