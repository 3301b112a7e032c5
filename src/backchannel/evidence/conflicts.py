"""Conflicts within a finding: what two claims of one matter cannot both say, in plain words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from backchannel.evidence.comparison import agree, comparable, gap, reversed_roles
from backchannel.evidence.denials import denier, same_denier
from backchannel.evidence.names import nobody
from backchannel.evidence.profile import Amount, Profile
from backchannel.model import Claim, Conflict, Quantity

MOST = 60
"""Claims of a finding, most telling first, that are held against each other."""


def conflicts(profiles: Sequence[Profile]) -> tuple[Conflict, ...]:
    """The conflicts among the claims of one finding, which come most telling first; each once, in a stable order."""
    held = profiles[:MOST]
    denials = [p for p in held if p.denial]
    said = [p for p in held if not p.denial]
    found: list[Conflict] = []
    for i, a in enumerate(said):
        for b in said[i + 1 :]:
            found += _between(a, b)
    found += _certainty(said)
    for d in denials:
        found += (_denial(p.claim, d.claim) for p in said if p.polarity == "positive")
    found += _answers(said, denials)
    return tuple(dict.fromkeys(found))


def _between(a: Profile, b: Profile) -> Iterator[Conflict]:
    one, other = a.claim, b.claim
    if one.document == other.document and one.start < other.end and other.start < one.end:
        return  # one sentence does not contradict its own clause
    number = _number(a, b)
    if number:
        yield Conflict(kind="number", claim=one.id, other=other.id, what=number)
    if a.time and b.time and a.time.grain == b.time.grain and gap(a.time, b.time):
        what = f"dated {_when(one)} by one, {_when(other)} by the other"
        yield Conflict(kind="date", claim=one.id, other=other.id, what=what)
    if reversed_roles(a, b):
        what = f"who acts on whom is told both ways round: {_way(a)}; {_way(b)}"
        yield Conflict(kind="role", claim=one.id, other=other.id, what=what)
    if _elsewhere(a, b):
        what = f"placed “{one.place}” by one, “{other.place}” by the other"
        yield Conflict(kind="place", claim=one.id, other=other.id, what=what)
    if a.polarity != b.polarity:
        what = "one says that it is so, the other that it is not"
        yield Conflict(kind="polarity", claim=one.id, other=other.id, what=what)


def _number(a: Profile, b: Profile) -> str | None:
    """What differs where the two count the same thing and no pair of their numbers agrees."""
    pairs = [(x, y) for x in a.amounts for y in b.amounts if comparable(x, y)]
    if not pairs or any(agree(x, y) for x, y in pairs):
        return None
    x, y = pairs[0]
    return f"{_shown(x, a.claim)} against {_shown(y, b.claim)}"


def _shown(amount: Amount, claim: Claim) -> str:
    quantity = next((q for q in claim.quantity if _bounds(q) == (amount.low, amount.high)), None)
    unit = f" {quantity.unit}" if quantity and quantity.unit else ""
    if amount.exact:
        return f"{amount.low:,.10g}{unit}"
    if amount.high == float("inf"):
        return f"at least {amount.low:,.10g}{unit}"
    if amount.low == float("-inf"):
        return f"at most {amount.high:,.10g}{unit}"
    return f"{amount.low:,.10g} to {amount.high:,.10g}{unit}"


def _bounds(q: Quantity) -> tuple[float, float]:
    low = q.value if q.value is not None else q.min
    high = q.value if q.value is not None else q.max
    return (float("-inf") if low is None else low, float("inf") if high is None else high)


def _when(claim: Claim) -> str:
    start, end = claim.date.start, claim.date.end
    return f"{start} to {end}" if end and end != start else str(start)


def _way(p: Profile) -> str:
    return f"{', '.join(sorted(p.givers))} → {', '.join(sorted(p.takers))}"


def _elsewhere(a: Profile, b: Profile) -> bool:
    """Whether two proper names of places differ for something that took place on the same days, once.

    A house and the town it stands in are no conflict, so only names without a common noun count, and only where
    neither text mentions the other's place.
    """
    if not a.place or not b.place or a.place & b.place or a.act is None or a.act != b.act:
        return False
    if not (a.time and b.time and a.time.grain == b.time.grain == 3 and not gap(a.time, b.time)):
        return False
    plain = all(w[0].isupper() for p in (a, b) for w in (p.claim.place or "").split() if len(w) > 3)
    return plain and not (a.place & b.words or b.place & a.words)


def _certainty(said: Sequence[Profile]) -> Iterator[Conflict]:
    """The most telling flat claim against the most telling hedged one of each sort.

    What one text adopts and the other leaves to a named source is no conflict: both give the source.
    """
    flat = next((p for p in said if p.certainty == "certain" and p.kind != "statement"), None)
    hedged: dict[str, Profile] = {}
    for p in said:
        if p.certainty in ("probable", "possible") or (p.certainty == "alleged" and _hearsay(p.claim)):
            hedged.setdefault(p.certainty, p)
    for certainty, p in hedged.items():
        if flat and (flat.polarity, flat.kind) == (p.polarity, p.kind):
            what = f"stated flatly by one, only as {certainty} by the other"
            yield Conflict(kind="certainty", claim=flat.claim.id, other=p.claim.id, what=what)


def _hearsay(claim: Claim) -> bool:
    first = claim.attribution[0] if claim.attribution else None
    return first is None or first.kind == "author" or nobody(first.source)


def _denial(claim: Claim, denial: Claim) -> Conflict:
    return Conflict(kind="denial", claim=claim.id, other=denial.id, what=f"denied by {denier(denial)}")


def _answers(said: Sequence[Profile], denials: Sequence[Profile]) -> Iterator[Conflict]:
    """Denials that a claim carries and that no claim of the finding stands for."""
    speak = [denier(d.claim) for d in denials]
    for p in said:
        for response in p.claim.responses:
            spoken = any(same_denier(response.by, by) for by in speak)
            if response.stance in ("denies", "denies_part") and not spoken:
                part = "" if response.stance == "denies" else "in part "
                yield Conflict(kind="denial", claim=p.claim.id, other=None, what=f"denied {part}by {response.by}")
