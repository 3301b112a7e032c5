"""The dossier in a few sentences, each of which names what it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple, get_args

from backchannel.dossier import words
from backchannel.dossier.value import Gap, Matter, Sentence
from backchannel.model import Channel, Conflictual, Cooperation, DomainStanding, Standing

_NOTHING = ("not known", "none recorded")


class _Words(NamedTuple):
    scale: str
    order: tuple[str, ...]
    opening: str
    nothing: str


_GOOD = _Words(
    "cooperation",
    get_args(Cooperation),
    "Co-operation, by findings with a traced origin:",
    "Co-operation: no finding with a traced origin shows any",
)
_BAD = _Words(
    "conflict",
    get_args(Conflictual),
    "Conflict, by findings with a traced origin:",
    "Conflict: no finding with a traced origin shows any",
)


def _steps(rows: Iterable[DomainStanding | Gap], say: _Words) -> str:
    """The domains by step, the highest step first: ``institutional in trade; dealing in arms and diplomacy``."""
    found: dict[str, list[str]] = {}
    for row in rows:
        found.setdefault(getattr(row, say.scale), []).append(words.DOMAIN[row.domain].lower())
    ranked = sorted((s for s in found if s not in _NOTHING), key=say.order.index, reverse=True)
    return "; ".join(f"{step} in {words.listed(found[step])}" for step in ranked)


def _scale(standing: Standing, gaps: tuple[Gap, ...], say: _Words) -> Sentence:
    weighed = _steps(standing.domains, say)
    if weighed:
        mine = (d for d in standing.domains if getattr(d, say.scale) not in _NOTHING)
        return Sentence(text=f"{say.opening} {weighed}.", findings=tuple(f for d in mine for f in d.findings))
    untraced = _steps(gaps, say)
    if not untraced:
        return Sentence(text=f"{say.nothing}.")
    mine = (d for d, g in zip(standing.domains, gaps, strict=True) if getattr(g, say.scale) not in _NOTHING)
    text = f"{say.nothing}; findings without one would make it {untraced}."
    return Sentence(text=text, findings=tuple(f for d in mine for f in d.alleged))


def _channels(channels: Iterable[Channel], names: Mapping[str, str], denied: frozenset[str]) -> Iterator[Sentence]:
    said = [c for c in channels if not c.inferred and not c.partial]
    if said:
        through: dict[str, bool] = {}
        for c in said:
            name = words.the(names.get(c.via, c.name))
            through[name] = through.get(name, False) or not denied.isdisjoint((*c.claims, *c.findings))
        told = [name + (" (denied)" if answer else "") for name, answer in through.items()]
        claims = tuple(dict.fromkeys(i for c in said for i in c.claims))
        yield Sentence(text=f"Texts say that they dealt with each other through {words.listed(told)}.", claims=claims)


def _answers(matters: Iterable[Matter]) -> Iterator[Sentence]:
    every = tuple(matters)
    denied = tuple(m.finding.id for m in every if m.answered == "denied")
    if denied:
        verb = "is" if len(denied) == 1 else "are"
        yield Sentence(text=f"{words.count(len(denied), 'finding')} {verb} denied:", findings=denied)
    torn = tuple(m.finding.id for m in every if any(c.kind != "denial" for c in m.finding.conflicts))
    if torn:
        yield Sentence(text=f"On {words.count(len(torn), 'finding')} the texts contradict each other:", findings=torn)
    bare = sum(not m.finding.traced for m in every)
    if bare:
        yield Sentence(text=f"{bare} of {words.count(len(every), 'finding')} have no traced origin and move no scale.")


def brief(
    standing: Standing,
    gaps: tuple[Gap, ...],
    matters: Iterable[Matter],
    channels: Iterable[Channel],
    names: Mapping[str, str],
) -> tuple[Sentence, ...]:
    """What a reader in a hurry must know: nearest, furthest, through whom, denied, contradicted, unsupported."""
    every = tuple(matters)
    denied = frozenset(i for m in every if m.answered == "denied" for i in (m.finding.id, *m.said_for, *m.said_against))
    return (
        _scale(standing, gaps, _GOOD),
        _scale(standing, gaps, _BAD),
        *_channels(channels, names, denied),
        *_answers(every),
    )
