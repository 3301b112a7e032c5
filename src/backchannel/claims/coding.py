"""Acts between parties, sentence by sentence: what only the default reader can add when sentences are coded as events.

Two parties of a sentence are linked by a chain of predicates (:mod:`backchannel.claims.act_frames`); a linear model
(``weights/acts.npz``, made by ``tools/train_acts.py``) says which of PLOVER's types the chain is, or that it is none.
From raw text every pair of mentioned states is asked about, in both directions: where both have the same answer the
two are equals. docs/reading-acts.md describes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import permutations
from typing import NamedTuple, cast

from backchannel.actors import Mention
from backchannel.claims import linear
from backchannel.claims.act_features import features, vector
from backchannel.claims.act_frames import Link, Party, link
from backchannel.claims.linear import LinearModel
from backchannel.claims.reader import ClauseReader, Draft
from backchannel.claims.scene import Scene, View
from backchannel.model import Act, Document

NONE = "none"
SURE = 0.6
"""How likely it must be that an act links two parties, for parties that nobody has said are linked."""
SURE_OF_EQUALS = 0.3
"""The same for two that stand side by side before a predicate."""
MOST_PARTIES = 12
"""Mentions of a sentence that are paired at most; a list of states is no web of acts."""
_NOT_YET = frozenset({"AGREE", "THREATEN", "REQUEST", "REJECT"})
"""Types whose words tell of what is not so (yet)."""
_FALSE = frozenset({"false", "untrue", "wrong", "unfounded", "baseless"})
_WORKS = frozenset({"novel", "film", "movie", "play", "opera", "thriller", "comedy", "musical"})
_INNER = frozenset({"amod", "compound", "nmod", "poss", "appos"})
_DEEP = 6
_NEGATIONS = frozenset({"no", "never", "neither", "nor"})
_CONDUITS = frozenset({"through", "via"})
_PLACES = 4
"""Places of a given name in a sentence that are tried at most."""


class LinkedAct(NamedTuple):
    """An act between two mentions of a sentence: its extent in the document, its type and mode."""

    start: int
    end: int
    source: Mention
    target: Mention
    act: Act
    mode: str | None


class _Candidate(NamedTuple):
    """What may link two mentions: the chain, the type and its share.

    ``even`` where the two are equals, ``native`` where the act by its nature makes them so.
    """

    source: Mention
    target: Mention
    link: Link
    act: Act
    share: float
    even: bool = False
    native: bool = False

    @property
    def joined(self) -> bool:
        """Whether the two stand side by side as one subject or object."""
        return self.link.target_edge.startswith("+")


@cache
def _model() -> LinearModel:
    return linear.load("acts")


def modes(drafts: Iterable[Draft]) -> dict[str, str]:
    """The PLOVER mode of each claim's act, by claim id, where the vocabulary's cue for the act carries one."""
    found = ((d.claim.id, _mode(d.scene.view, d.claim.plover, _places(d))) for d in drafts)
    return {identity: mode for identity, mode in found if mode}


def _places(draft: Draft) -> list[int]:
    return [draft.stretch.head, *range(draft.stretch.first, draft.stretch.last)]


def _mode(view: View, act: str | None, places: Iterable[int]) -> str | None:
    """The mode that the first of the vocabulary's cues for the act names."""
    for at in places:
        for name, hit in view.cues.get(at, ()):
            if name == "acts" and hit.cue.value == act and hit.cue.mode:
                return hit.cue.mode
    return None


def acts_in(scene: Scene) -> list[LinkedAct]:
    """The acts between the states that a sentence mentions, in order; equals come in both directions.

    What the sentence denies is none. Where both directions are likely but the act does not make equals, the
    likelier one stands; between two who do the same to a third nothing happens.
    """
    if _told_of(scene):
        return []
    known = [m for m in scene.mentions if m.country and not _conduit(scene.view, m)][:MOST_PARTIES]
    best: dict[tuple[str | None, str | None, str], _Candidate] = {}
    for source, target in permutations(known, 2):
        if source.country == target.country:
            continue
        found = _candidate(scene, source, target)
        if found is None or _unreal(scene.view, found):
            continue
        key = found.source.country, found.target.country, found.act
        if key not in best or found.share > best[key].share:
            best[key] = found
    kept = _apart(list(_directed(scene.view, list(_one_each(best.values())))))
    return [found for one in kept for found in _linked(scene, one)]


def _unreal(view: View, one: _Candidate) -> bool:
    """Whether the words say that it was not, or leave open whether: "never called on", "denied that", "whether to"."""
    chain = one.link.chain
    if len(chain) > 1 and view.dep[chain[1]] == "ccomp" and _denies(view, chain[0]):
        return True
    near = [c for at in chain for c in view.children[at]]
    if any(view.dep[c] == "mark" and view.lower[c] == "whether" for c in near):
        return True
    over = list(_said_of(view, chain[0]))
    near += [c for at in over for c in view.children[at]]
    if any(view.lower[c] in _FALSE for at in over for c in view.children[at]):
        return True
    near += [c for at in chain for s in view.subjects(at) for c in view.children[s]]
    negated = any(view.dep[c] == "neg" or view.lower[c] in _NEGATIONS for c in near)
    return negated and one.act not in _NOT_YET


def _said_of(view: View, at: int) -> Iterator[int]:
    """The verb that tells something of the act as a whole: "the handshake never took place", "reports … proved"."""
    for _ in range(_DEEP):
        over, dep = view.head[at], view.dep[at]
        if over == at or dep not in ("nsubj", "nsubjpass", "csubj", "acl", "relcl", "appos", "ccomp"):
            break
        if dep in ("nsubj", "nsubjpass", "csubj"):
            yield over
            break
        if view.pos[over] in ("VERB", "AUX"):
            break
        at = over


def _denies(view: View, at: int) -> bool:
    return any(name == "responses" and hit.cue.value.startswith("denies") for name, hit in view.cues.get(at, ()))


def _told_of(scene: Scene) -> bool:
    """Whether the sentence only retells a work: "In the novel the Swedes invade …"."""
    view = scene.view
    return any(
        view.lemma[at] in _WORKS and view.dep[at] == "pobj" and view.lower[view.head[at]] == "in"
        for at in range(scene.sentence.start, scene.sentence.end)
    )


def _conduit(view: View, mention: Mention) -> bool:
    """Whether others deal through him or his: "through Oman", "by way of an Omani clerk"."""
    at = mention.head
    for _ in range(_DEEP):
        over = view.head[at]
        if view.lower[over] in _CONDUITS or (view.lower[over] == "of" and view.lower[view.head[over]] == "way"):
            return True
        if view.dep[at] in _INNER:
            at = over
        elif view.dep[at] == "pobj" and view.lower[over] in ("of", "from"):
            at = view.head[over]
        else:
            break
    return False


def _party(mention: Mention, other: Mention) -> Party:
    """The words of a mention; of one that holds the other ("Finnish and Estonian envoys") what stands before it."""
    if mention.first < other.first < mention.last:
        return Party(mention.first, other.first, mention.first)
    return Party(mention.first, mention.last, mention.head)


def _candidate(scene: Scene, source: Mention, target: Mention) -> _Candidate | None:
    found = link(scene.view, _party(source, target), _party(target, source))
    if not found.chain:
        return None
    shares = _shares(scene.view, found)
    least = SURE_OF_EQUALS if found.target_edge.startswith("+") else SURE
    if 1 - shares.pop(NONE) < least:
        return None
    act, share = _likeliest(shares)
    if _turned(scene.view, found, act):
        source, target = target, source
    return _Candidate(source, target, found, act, share)


def _turned(view: View, found: Link, act: Act) -> bool:
    """Whether the vocabulary makes the subject the one acted on: who receives an envoy is visited."""
    cued = [hit.cue for name, hit in view.cues.get(found.chain[0], ()) if name == "acts" and hit.cue.value == act]
    return found.source_edge.endswith("nsubj") and any(cue.roles.get("subject") == "target" for cue in cued)


def _one_each(found: Iterable[_Candidate]) -> Iterator[_Candidate]:
    """Of the types that one predicate gives one pair the likeliest."""
    best: dict[tuple[str | None, str | None, int], _Candidate] = {}
    for one in found:
        key = one.source.country, one.target.country, one.link.chain[0]
        if key not in best or one.share > best[key].share:
            best[key] = one
    yield from best.values()


def _directed(view: View, found: list[_Candidate]) -> Iterator[_Candidate]:
    """The candidates, of two that turn each other round only the likelier; marked where the two are equals."""
    by_ends = {(c.source.country, c.target.country, c.act): c for c in found}
    for one in found:
        other = by_ends.get((one.target.country, one.source.country, one.act))
        native = _even(view, one)
        even = one.joined or native
        if other is not None and other.link.chain[0] == one.link.chain[0]:
            if (other.share, other.source.start) > (one.share, one.source.start):
                continue
            even = even or _even(view, other)
        yield one._replace(even=even, native=native)


def _even(view: View, one: _Candidate) -> bool:
    """Whether the vocabulary says that the act makes its parties equals."""
    cued = (hit.cue for at in one.link.chain for name, hit in view.cues.get(at, ()) if name == "acts")
    return any(cue.value == one.act and cue.symmetric for cue in cued)


def _apart(found: list[_Candidate]) -> list[_Candidate]:
    """Of two side by side, and a third: what they do with each other by its nature, else what both do to the third."""
    kept = found
    for one in (c for c in found if c.joined):
        pair = {one.source.country, one.target.country}
        done = [c for c in found if not c.joined and c.source.country in pair and c.target.country not in pair]
        third = {c.target.country for c in done if c.source.country == one.source.country}
        third &= {c.target.country for c in done if c.source.country == one.target.country}
        shared = [c for c in done if c.target.country in third and c.link.chain[0] == one.link.chain[0]]
        if shared:
            dropped = shared if one.native else [one]
            kept = [c for c in kept if c not in dropped]
    return kept


def _linked(scene: Scene, one: _Candidate) -> Iterator[LinkedAct]:
    view, chain = scene.view, one.link.chain
    first, last = min(chain), max(chain)
    start, end = scene.offset(first), scene.offset(last) + len(view.tokens[last])
    mode = _mode(view, one.act, (*chain, *(c for at in chain for c in view.children[at])))
    yield LinkedAct(start, end, one.source, one.target, one.act, mode)
    if one.even:
        yield LinkedAct(start, end, one.target, one.source, one.act, mode)


def _shares(view: View, found: Link) -> dict[str, float]:
    return dict(_model().answer("act", _model().sums(features(view, found), vector(view, found))).all)


def _likeliest(shares: dict[str, float]) -> tuple[Act, float]:
    """The likeliest type. Saying that one yields and yielding are first weighed together, then against each other."""
    yields = shares["CONCEDE"] + shares["RETREAT"]
    pooled = {act: yields if act in ("CONCEDE", "RETREAT") else share for act, share in shares.items()}
    act = max(pooled, key=lambda name: (pooled[name], shares[name], name))
    return cast(Act, act), shares[act]


def act_between(reader: ClauseReader, document: Document, source_text: str, target_text: str) -> Act | None:
    """The likeliest act between two parties that are known to have one; None for an empty text.

    Of the sentences and places where they are named those count that are linked most closely. A party that is
    named nowhere is left open: the act is then that of what governs the other, or of the main predicate.
    """
    best: tuple[tuple[bool, int, float], Scene, Link] | None = None
    for scene in reader.stage.scenes(document):
        sources, targets = (_named(scene, text) or [None] for text in (source_text, target_text))
        for source in sources:
            for target in targets:
                found = link(scene.view, source, target)
                far = abs(source.head - target.head) / 1000 if source and target else 0.0
                missing = (source is None) + (target is None)
                rank = (not found.chain, missing, len(found.chain) + far)
                if best is None or rank < best[0]:
                    best = rank, scene, found
    if best is None:
        return None
    shares = _shares(best[1].view, best[2])
    shares.pop(NONE)
    return _likeliest(shares)[0]


def _named(scene: Scene, text: str) -> list[Party | None]:
    """The places of a sentence where the words stand, as parties."""
    if not text.strip():
        return []
    sentence, doc = scene.sentence, scene.view.doc
    words = re.compile(re.escape(text.strip()), re.IGNORECASE)
    found: list[Party | None] = []
    for match in words.finditer(doc.text, sentence.start_char, sentence.end_char):
        span = doc.char_span(*match.span(), alignment_mode="expand")
        if span is not None and len(span) and len(found) < _PLACES:
            found.append(Party(span.start, span.end, span.root.i))
    return found
