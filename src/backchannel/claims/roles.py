"""Who plays which part in a claim.

Each party that the claim could mean — named in it, elsewhere in its sentence, or carried over from before — is given a
role or none by a linear model over where it stands to the predicate (its grammatical slot), what the act is, and how it
was named.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

import numpy as np

from backchannel.actors import Mention
from backchannel.claims.features import Stretch
from backchannel.claims.frames import Frame
from backchannel.claims.linear import Floats, LinearModel
from backchannel.claims.scene import Scene, View
from backchannel.model import Actor, Role

NONE = "none"
LENIENCE = 0.5
"""A party is left out where "none" is likelier than this; below it the likeliest role stands."""
DOUBT = 0.15
"""The same for parties named outside the claim's own words: a dealing invented is worse than one missed."""

_BACK = 2
_NO_ROLES: Mapping[str, str] = MappingProxyType({})
_ARGUMENTS = {"nsubj": "subject", "shared-subject": "subject", "dobj": "object", "dobj>from": "from", "dobj>to": "to"}
"""Grammatical slots under the names that the vocabulary's roles use; prepositions keep their own."""
_CONDUITS = frozenset({"through", "via"})


class Candidate(NamedTuple):
    """A party the claim could mean, the mention that names it best, its features, and whether it stands ``within``."""

    key: str
    mention: Mention
    features: list[str]
    within: bool
    slot: str


Blend = Callable[[Sequence[Candidate], Floats], Floats]
"""What changes the sums of candidates, both of shape (candidates, roles)."""


def candidates(scene: Scene, stretch: Stretch, frames: list[Frame], answers: dict[str, str]) -> list[Candidate]:
    """All parties the claim could mean, in the order they are met.

    ``answers`` are the fields read so far (kind, act, domain): a role depends on them.
    """
    found: dict[str, tuple[Mention, list[str]]] = {}
    context = _context(scene.view, stretch, answers)
    spoken = {f.mention.key: f for f in frames if f.mention is not None}
    subject = scene.view.deep_subject(stretch.head)
    inside = outside = 0
    named_inside = {m.country for m in scene.mentions if m.country and stretch.first <= m.head < stretch.last}
    context += [f"states={min(3, len(named_inside))}", f"states={min(3, len(named_inside))}/{answers.get('kind')}"]
    for mention in sorted(scene.mentions, key=lambda m: (not stretch.first <= m.head < stretch.last, m.start)):
        if mention.pronoun and mention.country is None and mention.name.casefold() == mention.key:
            continue
        within = stretch.first <= mention.head < stretch.last
        slot = _slot(scene.view, mention, stretch) if within else _outer(scene.view, mention, stretch, subject)
        order = inside if within else outside
        inside, outside = inside + within, outside + (not within)
        named = [f"order={'in' if within else 'out'}{min(order, 4)}", *_of(mention, slot, spoken, frames)]
        if _is_joined(scene, mention):
            named += ["joined", f"joined|{slot}", f"joined|{answers.get('plover')}", f"joined|{answers.get('kind')}"]
        _add(found, mention, named, slot, context, within)
    for rank, seen in enumerate(_carried(scene)):
        slot = f"before{scene.number - seen[1]}{'s' if seen[2] else 'o'}"
        _add(found, seen[0], [f"rank={min(rank, 5)}", f"type={seen[0].type}|{slot}"], slot, context, False)
    for rank, topic in enumerate(scene.topics):
        if identity(topic.mention) not in found:
            named = [f"share={int(5 * topic.share)}", f"share={int(5 * topic.share)}/{answers.get('kind')}"]
            if topic.mention.country == scene.side:
                named.append("side")
            _add(found, topic.mention, named, f"topic{rank}", context, False)
    return [
        Candidate(
            key,
            mention,
            list(dict.fromkeys([*named, f"salient={_salience(scene, mention)}"])),
            _within(mention, stretch, subject),
            next(f.removeprefix("slot=") for f in named if f.startswith("slot=")),
        )
        for key, (mention, named) in found.items()
    ]


def _is_joined(scene: Scene, mention: Mention) -> bool:
    """Whether another party stands beside it in one coordination ("Egypt and Israel")."""
    group = _coordination(scene.view, mention.head)
    return any(
        identity(other) != identity(mention) and _coordination(scene.view, other.head) == group
        for other in scene.mentions
        if other.country or other.type != "person"
    )


def _coordination(view: View, at: int) -> int:
    """The first word of the coordination that a word stands in; itself where it stands in none."""
    for _ in range(8):
        if view.dep[at] != "conj":
            break
        at = view.head[at]
    return at


def _within(mention: Mention, stretch: Stretch, subject: int | None) -> bool:
    """Whether the claim's own words name the party, or its predicate shares its subject."""
    return stretch.first <= mention.head < stretch.last or (
        subject is not None and mention.first <= subject < mention.last
    )


def _add(
    found: dict[str, tuple[Mention, list[str]]],
    mention: Mention,
    named: list[str],
    slot: str,
    context: list[str],
    within: bool,
) -> None:
    key = identity(mention)
    broad = slot.split(">", maxsplit=1)[0].rstrip("&")
    features = [*named, f"slot={slot}", *(f"{c}|{slot}" for c in context)]
    if broad != slot:
        features += [f"slot={broad}~", *(f"{c}|{broad}~" for c in context)]
    known = found.get(key)
    if known is None:
        found[key] = (mention, features)
    elif within:
        found[key] = (known[0], [*known[1], *features, "again"])


def identity(mention: Mention) -> str:
    """What makes two mentions one party: the state acted for, else the name."""
    return mention.country or (mention.key if mention.type == "person" else mention.name.casefold())


def _carried(scene: Scene) -> list[tuple[Mention, int, bool]]:
    here = {identity(m) for m in scene.mentions}
    carried = []
    for seen in scene.recent:
        known = not seen.mention.pronoun or seen.mention.country
        if known and scene.number - seen.sentence <= _BACK and identity(seen.mention) not in here:
            carried.append((seen.mention, seen.sentence, seen.subject))
            here.add(identity(seen.mention))
    return carried


def _salience(scene: Scene, mention: Mention) -> str:
    if mention.country and mention.country in scene.salient:
        return str(scene.salient.index(mention.country))
    return "-"


def _context(view: View, stretch: Stretch, answers: dict[str, str]) -> list[str]:
    head = stretch.head
    passive = any(view.dep[c] in ("auxpass", "nsubjpass") for c in view.children[head])
    named = [f"{name}={answers[name]}" for name in ("kind", "plover") if name in answers]
    named += [f"lem={view.lemma[head]}", f"pos={view.pos[head]}{'p' if passive else ''}"]
    for name, hit in view.cues.get(head, ()):
        if name == "acts":
            named += [f"act={hit.cue.value}", f"sym={hit.cue.symmetric}"]
    if answers.get("kind") and answers.get("plover"):
        named.append(f"ka={answers['kind']}/{answers['plover']}")
    return named


def _of(mention: Mention, slot: str, spoken: dict[str, Frame], frames: list[Frame]) -> list[str]:
    named = [f"type={mention.type}|{slot}", f"how={mention.how}", f"country={mention.country is not None}"]
    frame = spoken.get(mention.key)
    if frame is not None:
        named += ("speaks", f"speaks={'own' if frame.own else 'by'}|{mention.type}|{frame.firmness}")
    elif any(f.mention is not None and identity(f.mention) == identity(mention) for f in frames):
        named.append("same-as-speaker")
    return named


def _slot(view: View, mention: Mention, stretch: Stretch) -> str:
    """The grammatical path from the predicate to a mention within the claim, coordination left out."""
    path: list[str] = []
    at = mention.head
    joined = False
    for _ in range(8):
        if at == stretch.head:
            break
        dep, head = view.dep[at], view.head[at]
        if dep == "conj":
            joined = True
        elif dep in ("prep", "agent", "dative") and view.pos[at] in ("ADP", "SCONJ", "VERB"):
            path.append(view.lower[at])
        else:
            path.append(dep)
        if head == at:
            break
        at = head
    reached = at == stretch.head
    steps = [p for p in reversed(path) if p not in ("pobj", "compound", "nmod")][:3]
    return f"{'' if reached else '~'}{'>'.join(steps) or 'head'}{'&' if joined else ''}"


def _outer(view: View, mention: Mention, stretch: Stretch, subject: int | None) -> str:
    """Where a mention outside the claim stands to it: shared subject, a governor's argument, before or after."""
    if subject is not None and mention.first <= subject < mention.last:
        return "shared-subject"
    at, steps = stretch.head, 0
    while view.head[at] != at and steps < 6:
        at, steps = view.head[at], steps + 1
        if at == mention.head:
            return f"governor-noun{min(steps, 2)}"
        if view.head[mention.head] == at:
            return f"of-governor{min(steps, 2)}:{view.dep[mention.head]}"
        if view.dep[mention.head] == "pobj" and view.head[view.head[mention.head]] == at:
            return f"of-governor{min(steps, 2)}:{view.lower[view.head[mention.head]]}"
    return "earlier" if mention.head < stretch.first else "later"


def assign(
    model: LinearModel,
    found: list[Candidate],
    cued: Mapping[str, str] = _NO_ROLES,
    lenience: float = LENIENCE,
    doubt: float = DOUBT,
    blend: Blend | None = None,
) -> tuple[Actor, ...]:
    """The actors of a claim with their roles, in the order they are met.

    An office or body that nothing ties to a state ("officials", "the committee") is left out: it says who no one is.
    """
    actors = []
    found = [c for c in found if c.mention.country is not None or c.mention.how != "noun"]
    sums = np.array([model.sums(c.features) for c in found])
    if found and blend is not None:
        sums = blend(found, sums)
    for candidate, own in zip(found, sums, strict=True):
        answer = model.answer("role", own)
        likely = _possible(dict(answer.all), candidate.slot)
        told = cued.get(_ARGUMENTS.get(candidate.slot, candidate.slot)) if candidate.within else None
        if told is not None:
            likely = {NONE: likely[NONE] / 2, told: 1.0}
        if likely.pop(NONE, 0.0) > (lenience if candidate.within else doubt):
            continue
        role = max(likely, key=lambda r: (likely[r], r))
        actors.append(actor(candidate.mention, role))  # type: ignore[arg-type]  # classes of the model are roles
    return tuple(actors)


def cued_roles(view: View, stretch: Stretch) -> Mapping[str, str]:
    """The roles that the vocabulary gives to the arguments of the claim's predicate ("receive": the subject gets).

    Keys are ``subject``, ``object`` and prepositions; of a passive they are not given.
    """
    if any(view.dep[c] in ("auxpass", "nsubjpass") for c in view.children[stretch.head]):
        return _NO_ROLES
    for name, hit in view.cues.get(stretch.head, ()):
        if name == "acts" and hit.cue.roles and hit.start <= stretch.head < hit.end:
            return hit.cue.roles
    return _NO_ROLES


def _possible(likely: dict[str, float], slot: str) -> dict[str, float]:
    """The roles that the grammar leaves open.

    The subject of a passive does not act, its agent is not acted on, and what something goes "through" or "via" is the
    conduit, not an end.
    """
    if slot.rstrip("&").rsplit(">", maxsplit=1)[-1] in _CONDUITS and likely.get("via", 0.0) > 0:
        return {NONE: likely[NONE] / 2, "via": 1.0}
    if slot.startswith("nsubjpass"):
        likely.pop("source", None)
    elif slot.rstrip("&") == "by":
        for role in ("target", "victim", "beneficiary"):
            likely.pop(role, None)
    return likely


def actor(mention: Mention, role: Role) -> Actor:
    """The mention as an actor of the model."""
    return Actor(
        name=mention.name,
        role=role,
        country=mention.country,
        type=mention.type,
        start=mention.start,
        end=mention.end,
    )
