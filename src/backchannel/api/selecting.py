"""Which documents, claims, findings and actors are asked for: parties by name or code, and filters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, TypedDict

from backchannel.ledger import ActorCount, ClaimFilter, DocumentEntry, Ledger
from backchannel.model import Act, Certainty, Claim, Domain, Finding, Kind, Polarity, Role
from backchannel.states import Form, party

_DENIALS = ("denies", "denies_part")


class Filters(TypedDict, total=False):
    """What a claim must have (see :class:`backchannel.ledger.ClaimFilter`), and whether a party denies it."""

    kind: Kind | None
    act: Act | None
    domain: Domain | None
    certainty: Certainty | None
    polarity: Polarity | None
    role: Role | None
    actor: str | None
    document: str | None
    since: str | None
    until: str | None
    on: str | None
    as_known: str | None
    covert: bool | None
    denied: bool | None
    text: str | None
    reader: str | None
    reading: str | None


class Selection(NamedTuple):
    """What is asked for: codes of the parties that all take part, filters, and denied or not (None: either)."""

    parties: tuple[str, ...] = ()
    filters: ClaimFilter = ClaimFilter()
    denied: bool | None = None

    @property
    def all(self) -> bool:
        """Whether nothing but parties is asked for."""
        return self.filters == ClaimFilter() and self.denied is None


def code_of(name: str, actors: Iterable[Form] = ()) -> str:
    """The code of a party by its name or code, or by the name of a user's own actor that acts for one.

    Raises ``UnknownParty``.
    """
    wanted = name.strip().casefold()
    own = (form.code for form in actors if form.code and form.text.casefold() == wanted)
    return next(own, None) or party(name).code


def selection(parties: Sequence[str], filters: Filters, actors: Iterable[Form] = ()) -> Selection:
    """What names and filters ask for. Raises ``UnknownParty``."""
    known = tuple(actors)
    denied = filters.get("denied")
    rest = {name: value for name, value in filters.items() if name != "denied"}
    codes = tuple(dict.fromkeys(code_of(name, known) for name in parties))
    return Selection(codes, ClaimFilter(**rest), denied)  # type: ignore[arg-type] # Filters has the fields' types


def claims(ledger: Ledger, wanted: Selection) -> Iterator[Claim]:
    """The claims asked for, by document name, place and id."""
    for claim in ledger.claims(wanted.parties, filters=wanted.filters):
        if wanted.denied in (None, bool(claim.denied_by)):
            yield claim


def findings(ledger: Ledger, wanted: Selection) -> Iterator[Finding]:
    """The findings asked for, by time."""
    for finding in ledger.findings(wanted.parties, filters=wanted.filters):
        if wanted.denied in (None, any(r.stance in _DENIALS for r in finding.responses)):
            yield finding


def documents(ledger: Ledger, wanted: Selection, *, versions: bool = False) -> list[DocumentEntry]:
    """All documents, or those that hold a claim asked for."""
    entries = ledger.documents(versions=versions)
    if wanted.all and not wanted.parties:
        return entries
    held = {claim.document for claim in claims(ledger, wanted)}
    return [entry for entry in entries if entry.id in held]


def actors(ledger: Ledger, wanted: Selection) -> list[ActorCount]:
    """The actors of the claims asked for, the most frequent first."""
    if wanted.all:
        return ledger.actors(wanted.parties)
    counted: Counter[tuple[str, str, str]] = Counter()
    for claim in claims(ledger, wanted):
        counted.update({(a.name, a.country or "", a.type) for a in claim.actors})
    ordered = sorted(counted.items(), key=lambda item: (-item[1], item[0]))
    return [ActorCount(name=n, country=c or None, type=t, claims=many) for (n, c, t), many in ordered]
