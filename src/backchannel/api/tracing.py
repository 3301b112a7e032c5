"""Back to the words: the passage of a claim in its context, the chain it stands on, and why the reader said so."""

from __future__ import annotations

from msgspec.structs import replace

from backchannel.api.views import field_text
from backchannel.documents.parallel import Parallel
from backchannel.errors import InputError, UnknownId
from backchannel.ledger import ClaimFilter, Ledger
from backchannel.model import Claim, Decision, Document, Finding, Metadata, Origin, Reason, Value

_AROUND = 400
_FIELDS = (
    "span", "kind", "actors", "plover", "domain", "date", "attribution", "certainty", "responses", "polarity", "covert",
    "quantity", "place", "citation", "checkable",
)  # fmt: skip


class Translated(Value, frozen=True):
    """What a passage is a translation of: the document by name, and by id where it is in the ledger.

    ``quote`` is the passage there, from ``start`` to ``end``; ``sure`` is false where the two texts do not have the
    same paragraphs, so that the place is about right. ``why`` says why there is no passage.
    """

    name: str
    translator: str | None
    document: str | None = None
    language: str | None = None
    start: int | None = None
    end: int | None = None
    quote: str | None = None
    sure: bool = False
    why: str | None = None


class Passage(Value, frozen=True):
    """A claim in its context; ``before`` and ``after`` are the rest of its section, cut where that is long.

    ``original`` is what the passage is a translation of, where it is one.
    """

    claim: Claim
    before: str
    after: str
    document: str
    metadata: Metadata
    origins: tuple[Origin, ...] = ()
    findings: tuple[str, ...] = ()
    decisions: tuple[Decision, ...] = ()
    original: Translated | None = None


class Trace(Value, frozen=True):
    """Where a claim or finding comes from: its passages, the most telling first; ``finding`` None for a claim."""

    finding: Finding | None
    passages: tuple[Passage, ...]


class FieldReason(Value, frozen=True):
    """Why one field of a claim has its value: the rule, and the words with their place that set it off.

    ``given`` is false where the reader left no reason.
    """

    field: str
    value: str
    rule: str
    given: bool = True
    words: str | None = None
    start: int | None = None
    end: int | None = None


class Explanation(Value, frozen=True):
    """Why a claim reads as it does, field by field, and who decided otherwise; or why claims make one finding."""

    claim: Claim | None
    finding: Finding | None
    reader: str | None
    fields: tuple[FieldReason, ...] = ()
    decisions: tuple[Decision, ...] = ()


def find(ledger: Ledger, id_: str) -> Claim | Finding:
    """The claim or finding with this id or unique beginning of one. Raises ``UnknownId`` and ``InputError``."""
    found: list[Claim | Finding] = []
    for look in (ledger.claim, ledger.finding):
        try:
            found.append(look(id_))
        except UnknownId:
            continue
    if not found:
        raise UnknownId(
            f"no claim or finding {id_!r} in this ledger; `backchannel claims` and `backchannel findings` list them."
        )
    if len(found) > 1:
        raise InputError(f"{id_!r} begins the id of a claim and of a finding; give more of it.")
    return found[0]


def trace(ledger: Ledger, id_: str) -> Trace:
    """Lead a claim or finding back to its passages. Raises ``UnknownId`` and ``InputError``."""
    with ledger.snapshot():
        found = find(ledger, id_)
        claims = (found,) if isinstance(found, Claim) else (ledger.claim(c) for c in found.claims)
        beside: _Beside = {}
        passages = tuple(_passage(ledger, claim, beside) for claim in claims)
        return Trace(finding=None if isinstance(found, Claim) else found, passages=passages)


_Beside = dict[tuple[str, str], Parallel]
"""Originals and their translations, by both ids, that were put beside each other already."""


def _passage(ledger: Ledger, claim: Claim, beside: _Beside) -> Passage:
    document = ledger.document(claim.document)
    findings = [f for f in ledger.findings(filters=ClaimFilter(document=document.id)) if claim.id in f.claims]
    before, after = _context(document, claim)
    return Passage(
        claim=claim,
        before=before,
        after=after,
        document=document.name,
        metadata=document.metadata,
        origins=tuple(o for f in findings for o in f.origins if claim.id in o.claims),
        findings=tuple(f.id for f in findings),
        decisions=tuple(ledger.decisions(claim.id)),
        original=_original(ledger, document, claim, beside),
    )


def _original(ledger: Ledger, document: Document, claim: Claim, beside: _Beside) -> Translated | None:
    """The passage of the original for a claim that was read in its translation."""
    known = document.metadata
    if known.translation_of is None:
        return None
    told = Translated(name=known.translation_of, translator=known.translator)
    try:
        original = ledger.document(known.translation_of)
    except UnknownId:
        return replace(told, why="it is not in this ledger")
    except InputError:
        return replace(told, why="several documents have this name")
    if original.id == document.id:  # a name without its ending may mean the translation itself
        return replace(told, why="it is not in this ledger")
    pair = (original.id, document.id)
    if pair not in beside:
        beside[pair] = Parallel(original, document)
    found = beside[pair].match(claim.start, claim.end)
    told = replace(told, name=original.name, document=original.id, language=original.metadata.language)
    if found is None:
        return replace(told, why="it has no such passage")
    quote = original.text[found.start : found.end]
    return replace(told, start=found.start, end=found.end, quote=quote, sure=found.how == "paragraph")


def _context(document: Document, claim: Claim) -> tuple[str, str]:
    inside = [s for s in document.sections if s.start <= claim.start < s.end]
    low, high = (inside[0].start, max(inside[0].end, claim.end)) if inside else (0, len(document.text))
    before, after = document.text[low : claim.start], document.text[claim.end : high]
    if len(before) > _AROUND:
        before = "… " + before[-_AROUND:].partition(" ")[2]
    if len(after) > _AROUND:
        after = after[:_AROUND].rpartition(" ")[0] + " …"
    return before, after


def explain(ledger: Ledger, id_: str) -> Explanation:
    """Why a claim or finding is as it is. Raises ``UnknownId`` and ``InputError``."""
    with ledger.snapshot():
        found = find(ledger, id_)
        if isinstance(found, Finding):
            return Explanation(claim=None, finding=found, reader=None)
        readings = ledger.readings(found.document)
        mine = next((r for r in readings if any(c.id == found.id for c in r.claims)), None)
        return Explanation(
            claim=found,
            finding=None,
            reader=f"{mine.reader} {mine.version}".strip() if mine else None,
            fields=tuple(row for field in _FIELDS for row in _reasons(found, field)),
            decisions=tuple(ledger.decisions(found.id)),
        )


def _reasons(claim: Claim, field: str) -> list[FieldReason]:
    given = [r for r in claim.reasons if r.field == field]
    value = field_text(claim, field)
    return [_row(value, reason) for reason in given] or [
        FieldReason(field=field, value=value, rule="no reason given" if value else "nothing found", given=False)
    ]


def _row(value: str, reason: Reason) -> FieldReason:
    return FieldReason(
        field=reason.field, value=value, rule=reason.rule, words=reason.text, start=reason.start, end=reason.end
    )
