"""What may leave: no local paths, and no names of analysts unless asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

import msgspec

from backchannel.exchange.formats import Material
from backchannel.ledger.decisions import PERSON
from backchannel.model import Claim, Decision, Document, Metadata, Reading, Reason, reading_id

DECIDED = "decided by "
"""How the ledger begins the rule of a field that a person settled."""

NOBODY = "name withheld"
"""What stands for a person's name that is not told."""

_ABSOLUTE = re.compile(r"/|\\\\|[A-Za-z]:[\\/]")
_LOCAL = re.compile(r"(?i)file:|" + _ABSOLUTE.pattern)
_PART = re.compile(r"[#!]")


def withheld(material: Material) -> Material:
    """The material without local paths and, unless its ``analysts`` is true, without names of persons.

    These are the persons who decided or read; what they wrote as their reasons goes with their names.
    """
    reading_of, analysts = material.reading_of, material.analysts
    return material._replace(
        claims=(_claim(claim, analysts) for claim in material.claims),
        documents=_Documents(material.documents),
        reading_of=reading_of if analysts else lambda claim: _reading(reading_of(claim)),
        decisions=material.decisions if analysts else tuple(map(_decision, material.decisions)),
    )


def public_name(name: str, document: str) -> str:
    """A document's name without the path of a machine.

    Files that only their full path tells apart are named by it in the ledger; outside, the first digits of the
    document's id stand for the folder, which does not count where names are compared (docs/claims-format.md).
    """
    if not _ABSOLUTE.match(name):
        return name
    cut = _PART.search(name)
    place, part = (name[: cut.start()], name[cut.start() :]) if cut else (name, "")
    return f"{document[:8]}/{PurePosixPath(place.replace(chr(92), '/')).name}{part}"


def _claim(claim: Claim, analysts: bool) -> Claim:
    doc = public_name(claim.doc, claim.document)
    reasons = claim.reasons if analysts else tuple(map(_reason, claim.reasons))
    if doc == claim.doc and reasons == claim.reasons:
        return claim
    return msgspec.structs.replace(claim, doc=doc, reasons=reasons)


def _reason(reason: Reason) -> Reason:
    """That a person decided stays; who, and in which words, goes."""
    if not reason.rule.startswith(DECIDED):
        return reason
    return msgspec.structs.replace(reason, rule=DECIDED + "a person", text=None)


def _reading(reading: Reading | None) -> Reading | None:
    """The reading under no name. Its id is made anew too, for whoever guesses a name could try it on the old one."""
    if reading is None or not reading.reader.startswith(PERSON):
        return reading
    reader = PERSON + NOBODY
    id_ = reading_id(reading.document, reading.text_digest, reader, reading.version, reading.settings)
    return msgspec.structs.replace(reading, id=id_, reader=reader)


def _decision(decision: Decision) -> Decision:
    return msgspec.structs.replace(decision, by="", why="")


def _document(document: Document) -> Document:
    return msgspec.structs.replace(
        document,
        name=public_name(document.name, document.id),
        part_of=document.part_of and public_name(document.part_of, document.id),
        metadata=_metadata(document.metadata),
        warnings=(),
    )


def _metadata(metadata: Metadata) -> Metadata:
    """Addresses that lead into a machine's own files are left out."""
    fields = ("url", "archived_url", "release_of", "translation_of", "corrects", "retracts")
    local = {name: None for name in fields if _LOCAL.match(getattr(metadata, name) or "")}
    return msgspec.structs.replace(metadata, **local) if local else metadata


class _Documents(Mapping[str, Document]):
    """The documents as they may be shown, made one at a time."""

    def __init__(self, documents: Mapping[str, Document]) -> None:
        self._documents = documents

    def __getitem__(self, id_: str) -> Document:
        return _document(self._documents[id_])

    def __iter__(self) -> Iterator[str]:
        return iter(self._documents)

    def __len__(self) -> int:
        return len(self._documents)
