"""Claims that others made, as readings of their own beside ours.

Nothing is taken in without its words: the quote of each claim must stand at its offsets in the document's text, or in
one place of it alone, where the claim is then put. What does not is refused and named.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import msgspec

from backchannel.errors import InputError
from backchannel.exchange.claims_format import made_id, read_lines
from backchannel.exchange.doc_names import DocNames
from backchannel.exchange.places import Places
from backchannel.ledger import DocumentEntry, Ledger
from backchannel.ledger.decisions import PERSON
from backchannel.ledger.readings import IMPORTED
from backchannel.model import Claim, Reading, Reason, Response, Value, claim_id, first_day, last_day, reading_id

LONGEST_NAME = 100
MOST_MEANT = 20
"""Documents of one name that are searched for the words of a claim."""
MOST_SAID = 300
"""Actors, responses, relays or quantities of a claim: more than there are states; each pair of states costs a row."""

_AT_HAND = 4
"""Texts kept in memory at a time; claims mostly come document by document."""


class Refusal(Value, frozen=True):
    """A line that was not taken in, and why."""

    file: str
    line: int
    reason: str


class Imported(Value, frozen=True):
    """What came in: so many claims on so many documents, as readings by ``readers``.

    ``moved`` of the claims stand where their words are and not where their offsets said. ``known`` readings were here
    just so before; ``replaced`` ones took the place of an earlier one by the same reader; ``in_force`` ones are what
    pages rest on now, the others stand beside.
    """

    readers: tuple[str, ...] = ()
    documents: int = 0
    claims: int = 0
    moved: int = 0
    known: int = 0
    replaced: int = 0
    in_force: int = 0
    refused: tuple[Refusal, ...] = ()


class _Given(NamedTuple):
    """A claim as it was given: whose it is, and where it stands."""

    reader: str
    file: Path
    line: int
    claim: Claim


class _Refused(Exception):
    """Why a claim is not taken in, in one clause."""


def import_claims(
    ledger: Ledger,
    files: Sequence[Path],
    *,
    reader: str | None = None,
    by: str | None = None,
    taken: Iterable[str] = (),
    current: bool = False,
) -> Imported:
    """Take in claims of the claims format, each reader's claims on a document as one reading of it.

    They are by the person ``by``, or by ``reader``, or else by a reader named after the file; ``taken`` are names that
    readers of other kinds bear. All that is given on a document in one call is the whole reading, and replaces what the
    same reader gave before. With ``current`` the readings are in force from now on; else they stand beside what is.
    Raises ``InputError`` for names that cannot be, and for a file that cannot be read or has no line of JSON; nothing
    is taken in then.
    """
    work = _Import(ledger, frozenset(taken))
    for file in files:
        work.read(file, work.whose(file, reader, by))
    work.place()
    return work.keep(current)


class _Import:
    """One import under way: what was given, where it belongs, what was refused."""

    def __init__(self, ledger: Ledger, taken: frozenset[str]) -> None:
        self._ledger, self._taken = ledger, taken
        self._names = DocNames(ledger.documents(versions=True))
        self._places = lru_cache(_AT_HAND)(lambda id_: Places(ledger.document(id_).text))
        self._given: list[_Given] = []
        self._placed: dict[tuple[str, str], dict[str, Claim]] = defaultdict(dict)
        self._entries: dict[str, DocumentEntry] = {}
        self._refused: list[tuple[int, Refusal]] = []
        self._files: list[Path] = []
        self._moved = 0

    def whose(self, file: Path, reader: str | None, by: str | None) -> str:
        """The name of the reader whose claims these are."""
        if reader is not None and by is not None:
            raise InputError("claims are by a person or by another reader; give --by or --reader, not both.")
        name = (by if by is not None else file.stem if reader is None else reader).strip()
        if not name or len(name) > LONGEST_NAME or not name.isprintable():
            raise InputError(
                f"{name[:LONGEST_NAME]!r} is no name of a reader; give one of 1 to {LONGEST_NAME} letters."
            )
        if by is None and (name in self._taken or name.startswith(PERSON)):
            raise InputError(f"{name!r} is another reader; give the name of whoever made the claims with --reader.")
        return PERSON + name if by is not None else name

    def read(self, file: Path, whose: str) -> None:
        """Take the claims out of a file; all that is no claim is refused."""
        self._files.append(file)
        faults: list[str] = []
        records = 0
        for line in read_lines(file):
            records += line.record
            if line.claim is None:
                faults.append(f"line {line.number}: {line.fault}")
                self._refuse(file, line.number, line.fault)
            else:
                self._given.append(_Given(whose, file, line.number, line.claim))
        if not records:
            why = faults[0] if faults else "it is empty"
            raise InputError(f"{file} is not in the claims format, which is one JSON object a line ({why}).")

    def _refuse(self, file: Path, line: int, reason: str) -> None:
        order = self._files.index(file)
        self._refused.append((order, Refusal(file=str(file), line=line, reason=reason)))

    def place(self) -> None:
        """Put each claim where its words stand, or refuse it."""
        lines: dict[tuple[str, str, str], _Given] = {}
        for given in self._given:
            try:
                entry, claim = self._place(given.claim)
                earlier = lines.setdefault((given.reader, entry.id, claim.id), given)
                if earlier is not given:
                    where = f"line {earlier.line}" + (f" of {earlier.file}" if earlier.file != given.file else "")
                    raise _Refused(f"has words, kind, act and actors of {where}, which is the same claim")
            except _Refused as why:
                self._refuse(given.file, given.line, str(why))
                continue
            self._moved += (claim.start, claim.end) != (given.claim.start, given.claim.end)
            self._entries[entry.id] = entry
            self._placed[given.reader, entry.id][claim.id] = claim

    def _place(self, claim: Claim) -> tuple[DocumentEntry, Claim]:
        if not claim.quote.strip():
            raise _Refused("no quote; without the words nobody can tell what the claim stands on")
        _check(claim)
        entries = self._names.meant(claim.doc)
        if not entries:
            raise _Refused(f"no document {claim.doc[:LONGEST_NAME]!r} in this ledger")
        if len(entries) > MOST_MEANT:
            raise _Refused(f"{claim.doc[:LONGEST_NAME]!r} stands for {len(entries)} documents; give their ids")
        entry, start, end = self._where(claim, entries)
        return entry, self._settled(claim, entry, start, end)

    def _where(self, claim: Claim, entries: Sequence[DocumentEntry]) -> tuple[DocumentEntry, int, int]:
        """The document and the span: where the offsets say, else in the one place that has the words."""
        there = [e for e in entries if self._places(e.id).at(claim.quote, claim.start, claim.end)]
        if len(there) == 1:
            return there[0], claim.start, claim.end
        if there:
            raise _Refused(f"{claim.doc[:LONGEST_NAME]!r} stands for several documents that have the words there")
        found = [(e, *place) for e in entries for place in self._places(e.id).found(claim.quote)]
        if not found:
            raise _Refused(f"its words do not stand in {entries[0].name}")
        if len(found) > 1:
            raise _Refused(f"its words do not stand at {claim.start} to {claim.end}, but in several other places")
        return found[0]

    def _settled(self, claim: Claim, entry: DocumentEntry, start: int, end: int) -> Claim:
        """The claim as the ledger has it; what it was called and where it was said to stand is among its reasons."""
        text = self._places(entry.id).text
        moved = (start, end) != (claim.start, claim.end)
        id_ = claim_id(entry.text_digest, start, end, claim.kind, claim.plover, claim.actors)
        reasons = []
        if moved:
            reasons.append(Reason(field="quote", rule="moved to its words from", text=f"{claim.start} to {claim.end}"))
        if claim.id.partition("~")[0] not in (id_, made_id(claim)):
            reasons.append(Reason(field="id", rule="imported as", text=claim.id))
        return msgspec.structs.replace(
            claim,
            id=id_,
            document=entry.id,
            doc=entry.name,
            start=start,
            end=end,
            quote=text[start:end],
            responses=tuple(_answer(response, len(text), moved) for response in claim.responses),
            reasons=tuple(reasons),
        )

    def keep(self, current: bool) -> Imported:
        """Put the readings into the ledger."""
        done: Counter[str] = Counter()
        for (whose, id_), claims in sorted(self._placed.items()):
            done.update(self._keep(whose, self._entries[id_], tuple(claims.values()), current))
        return Imported(
            readers=tuple(sorted({whose for whose, _ in self._placed})),
            documents=len({id_ for _, id_ in self._placed}),
            claims=sum(map(len, self._placed.values())),
            moved=self._moved,
            known=done["known"],
            replaced=done["replaced"],
            in_force=done["in force"],
            refused=tuple(refusal for _, refusal in sorted(self._refused, key=lambda r: (r[0], r[1].line))),
        )

    def _keep(self, whose: str, entry: DocumentEntry, claims: tuple[Claim, ...], current: bool) -> Iterator[str]:
        """Put one reading in; how it was before, and whether it is in force."""
        reading = Reading(
            id=reading_id(entry.id, entry.text_digest, whose, IMPORTED, ""),
            document=entry.id,
            text_digest=entry.text_digest,
            reader=whose,
            version=IMPORTED,
            claims=tuple(sorted(claims, key=lambda claim: (claim.start, claim.end, claim.id))),
        )
        before = next((r for r in self._ledger.readings(entry.id) if r.id == reading.id), None)
        self._ledger.add_reading(reading, current=current)
        yield "new" if before is None else "known" if before == reading else "replaced"
        if self._ledger.readings(entry.id, with_claims=False)[0].id == reading.id:
            yield "in force"


def _check(claim: Claim) -> None:
    """What the types of the format do not say."""
    for many in (claim.actors, claim.responses, claim.attribution, claim.quantity):
        if len(many) > MOST_SAID:
            raise _Refused(f"{len(many):,} actors, responses, relays or quantities; a claim has at most {MOST_SAID}")
    for actor in claim.actors:
        country = actor.country
        if not actor.name.strip():
            raise _Refused("an actor without a name")
        if country is not None and not (len(country) == 3 and country.isascii() and country.isupper()):
            raise _Refused(f"{country[:LONGEST_NAME]!r} is not a country code of three capital letters")
    for when in (claim.date, *(response.date for response in claim.responses)):
        if when and when.start and when.end and first_day(when.start) > last_day(when.end):
            raise _Refused(f"a date cannot end ({when.end}) before it starts ({when.start})")


def _answer(response: Response, characters: int, moved: bool) -> Response:
    """The answer; its own place is dropped where the claim's was wrong, for it has no words to be found by."""
    if response.start is None and response.end is None:
        return response
    if moved:
        return msgspec.structs.replace(response, start=None, end=None)
    start, end = response.start, response.end
    if start is None or end is None or not 0 <= start <= end <= characters:
        raise _Refused("an answer stands at no place of the text")
    return response
