"""Do two claims speak of one matter? Points for and against, each with its reason.

A scored comparison in the manner of Fellegi and Sunter, "A Theory for Record Linkage" (JASA 64, 1969): each field adds
or takes away points according to how much its agreement or disagreement tells; what cannot be overruled is a veto.
The weights are set by hand and measured by ``benchmarks/links.py``.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import isfinite
from typing import NamedTuple

from backchannel.evidence.profile import Amount, Profile, Time

SAME_MATTER = 5.0
"""Points from which two claims are taken for one matter."""
REVERSED = 6.0
"""Points needed where giver and taker are exchanged: then it is one matter told in two ways, else two matters."""

_SOFT = frozenset({"assessment", "policy_option"})
_KIN = (
    frozenset({"AID", "COOPERATE"}),
    frozenset({"CONSULT", "AGREE", "COOPERATE"}),
    frozenset({"COERCE", "ASSAULT", "MOBILIZE"}),
    frozenset({"ACCUSE", "REJECT", "PROTEST"}),
    frozenset({"SUPPORT", "AGREE"}),
    frozenset({"AID", "SUPPORT"}),
)
_NEAR = 10  # days within which two exact dates may be two tellings of one


class Point(NamedTuple):
    """One reason for or against, and how much it tells."""

    reason: str
    weight: float


class Comparison(NamedTuple):
    """All points of a pair; ``veto`` is why the two cannot be one matter whatever else agrees."""

    points: tuple[Point, ...]
    veto: str | None = None

    @property
    def total(self) -> float:
        """The sum of the points."""
        return sum(p.weight for p in self.points)

    @property
    def same(self) -> bool:
        """Whether the pair is taken for one matter."""
        return self.veto is None and self.total >= SAME_MATTER


def compare(a: Profile, b: Profile) -> Comparison:
    """The comparison of two claims; it does not depend on their order but for the wording of reasons."""
    words = a.words & b.words
    veto = _apart(a, b, words)
    if veto:
        return Comparison((), veto)
    points = (
        *_parties(a, b), *_act(a, b), *_time(a, b), *_words(a, b, words), *_amounts(a, b), *_manner(a, b),
        *_answers(a, b),
    )  # fmt: skip
    made = Comparison(points)
    if reversed_roles(a, b) and made.total < REVERSED:
        return Comparison(points, "the direction is reversed")
    return made


def _apart(a: Profile, b: Profile, words: frozenset[str]) -> str | None:
    shared = a.dealing & b.dealing
    if not shared and not (a.dealing & b.topics or b.dealing & a.topics):
        return "other parties"
    if len(a.dealing) > 1 and len(b.dealing) > 1 and len(shared) < 2:
        return "another pair of parties"
    if (
        a.time
        and b.time
        and not _denied_later(a, b)
        and gap(a.time, b.time) > (_NEAR if min(a.time.grain, b.time.grain) == 3 and words else 0)
    ):
        return "another time"
    ranks = [_rank(p) for p in (a, b)]
    if ranks[0] and ranks[1] and not ranks[0] & ranks[1]:
        return "another of a numbered series"
    return None


def _denied_later(a: Profile, b: Profile) -> bool:
    """Whether one denies and is the later: a denial is dated by its own day as often as by what it denies."""
    if a.time is None or b.time is None or a.denial == b.denial:
        return False
    denial, said = (a.time, b.time) if a.denial else (b.time, a.time)
    return denial.first > said.first


def _rank(p: Profile) -> frozenset[float]:
    return frozenset(q.low for q in p.amounts if q.unit == "rank")


def gap(a: Time, b: Time) -> int:
    """Days between two times, 0 where they share a day."""
    return max(0, a.first - b.last, b.first - a.last)


def reversed_roles(a: Profile, b: Profile) -> bool:
    """Whether who gives in one is who takes in the other, both ways."""
    return bool(a.givers & b.takers and a.takers & b.givers) and not (a.givers & b.givers or a.takers & b.takers)


def _named(parties: frozenset[str]) -> str:
    return ", ".join(sorted(parties))


def _parties(a: Profile, b: Profile) -> Iterator[Point]:
    shared = a.dealing & b.dealing
    if len(shared) > 1:
        many = min(0.6 * (len(shared) - 2), 2.4)  # the more parties, the less likely that all are the same by chance
        whole = shared == a.dealing | b.dealing
        yield Point(f"same parties ({_named(shared)})", (2.0 if whole else 1.2) + many)
    elif shared and len(a.dealing) == len(b.dealing) == 1:
        yield Point(f"same party ({_named(shared)})", 1.0)
    elif shared:
        yield Point(f"one party in common ({_named(shared)})", 0.2)
    if reversed_roles(a, b):
        yield Point("giver and taker exchanged", -2.0)
    elif a.givers & b.givers and a.takers & b.takers:
        yield Point("same direction", 0.8)
    if a.conduits and b.conduits:
        same = a.conduits & b.conduits
        yield Point(f"same conduit ({_named(same)})", 0.8) if same else Point("another conduit", -2.0)
    if topics := (a.topics & b.topics) - shared:
        yield Point(f"same third party ({_named(topics)})", 0.6)
    if a.people and b.people:
        same = a.people & b.people
        yield Point(f"same persons ({_named(same)})", 0.8) if same else Point("other persons", -1.2)


def _act(a: Profile, b: Profile) -> Iterator[Point]:
    if a.act and a.act == b.act:
        yield Point(f"same act ({a.act})", 1.2)
    elif a.act and b.act:
        kin = any(a.act in k and b.act in k for k in _KIN)
        yield Point(f"kindred acts ({a.act}, {b.act})", 0.0) if kin else Point(f"other acts ({a.act}, {b.act})", -2.0)
    elif a.act or b.act:
        yield Point("only one names an act", -0.6)
    if a.domain != b.domain:
        yield Point("another domain", -0.8)


def _time(one: Profile, other: Profile) -> Iterator[Point]:
    a, b = one.time, other.time
    if a is None or b is None or _denied_later(one, other):
        return
    if gap(a, b):
        yield Point("days apart", -2.5)
    elif a.grain == b.grain == 3 and a.first == b.first and a.last == b.last and a.last - a.first < 7:
        yield Point("same day", 1.6)
    elif max(a.last - a.first, b.last - b.first) < 32:
        yield Point("same month", 1.0)
    elif max(a.last - a.first, b.last - b.first) < 370:
        yield Point("same year", 0.5)
    elif a.first == b.first and a.last == b.last:
        yield Point("same years", 0.6)
    else:
        yield Point("times overlap", 0.1)


def _words(a: Profile, b: Profile, shared: frozenset[str]) -> Iterator[Point]:
    if not shared:
        yield Point("no words in common", -1.2)
        return
    dice = 2 * len(shared) / (len(a.words) + len(b.words))
    within = len(shared) / min(len(a.words), len(b.words))
    weight = 3.0 * dice + (1.5 * within if len(shared) > 1 else 0.0)
    yield Point(f"words in common ({', '.join(sorted(shared))})", round(weight, 2))


def agree(a: Amount, b: Amount) -> bool:
    """Whether two amounts in one unit can both be right: their bounds meet, rounding allowed for."""
    slack = 0.0 if a.unit == "rank" else max(_rounding(a), _rounding(b))
    return a.low <= b.high + slack and b.low <= a.high + slack


def _rounding(amount: Amount) -> float:
    """Half a unit of the last digit that is not zero, at most a twentieth of the value."""
    value = abs(amount.low)
    if not amount.exact or value == 0 or not isfinite(value):
        return 0.0
    if value != int(value):
        return value * 0.005
    digits = str(int(value))
    zeros = len(digits) - len(digits.rstrip("0"))
    return min(0.5 * 10**zeros, value * 0.05) if zeros else 0.0


def comparable(a: Amount, b: Amount) -> bool:
    """Whether two amounts count the same thing: one unit, and nothing said that it is of something else."""
    return a.unit == b.unit and (not a.about or not b.about or bool(a.about & b.about))


def _amounts(a: Profile, b: Profile) -> Iterator[Point]:
    pairs = [(x, y) for x in a.amounts for y in b.amounts if comparable(x, y)]
    if any(agree(x, y) and x.exact and y.exact for x, y in pairs):
        yield Point("same number", 1.5)
    elif any(agree(x, y) for x, y in pairs):
        yield Point("numbers that fit", 0.5)
    elif pairs:
        yield Point("other numbers", -0.8)
    elif a.amounts and b.amounts and "figure" in (a.kind, b.kind):
        yield Point("figures of other things", -1.5)


def _manner(a: Profile, b: Profile) -> Iterator[Point]:
    if (a.kind in _SOFT) != (b.kind in _SOFT):
        yield Point("a judgement against a report", -2.0)
    elif (a.certainty == "counterfactual_or_future") != (b.certainty == "counterfactual_or_future"):
        yield Point("one has not happened yet", -1.5)
    if a.place and b.place:
        same = a.place & b.place
        yield Point("same place", 0.6) if same else Point("another place", -0.6)
    if a.polarity != b.polarity and not (a.denial or b.denial):
        yield Point("one says it is not so", -1.5)


def _answers(a: Profile, b: Profile) -> Iterator[Point]:
    if a.deniers & b.deniers:
        yield Point(f"denied by the same ({_named(a.deniers & b.deniers)})", 2.0)
    if a.denial and b.denial:
        yield Point("both deny", 1.0)
