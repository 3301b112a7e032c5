"""Indirect speech, belief and attitude: clauses and phrases that verbs and nouns of the vocabulary govern."""

from __future__ import annotations

from collections.abc import Iterator

from backchannel.claims.frames import passive
from backchannel.claims.quote_clauses import cue_range, phrase, source_range, taking
from backchannel.claims.quote_nouns import of_adjective, of_noun
from backchannel.claims.quote_spans import Found, Passage, Range
from backchannel.claims.scene import View
from backchannel.vocabulary.attributing import Taking, appearing

_STOPS = frozenset({"cc", "conj", "parataxis", "nsubj", "nsubjpass"})
_PERSONS = frozenset(
    {"me", "you", "him", "her", "us", "them", "himself", "herself", "themselves", "myself", "yourself"}
)
_BELONGS = frozenset({"oprd", "xcomp", "ccomp", "acomp", "punct", "relcl", "acl", "dobj", "attr"})
_LEADING = frozenset({"for", "of", "as", "from", "to", "between", "against", "with", "about", "over", "into"})
_CALLED = frozenset({"oprd", "attr", "acomp", "xcomp"})
_CLAUSES = frozenset({"acl", "ccomp", "relcl"})
_RESUMING = frozenset({"because", "although", "though", "that", "if", "unless", "since", "but", "or", "which"})
_BREAKS = frozenset({",", ";", ".", "-", "--", "—", "–", ":"})
_NEAR = 25
_ADDRESSING = frozenset(
    {"tell", "ask", "inform", "notify", "remind", "assure", "warn", "advise", "brief", "reassure", "quiz"}
)


def indirect(passage: Passage, taken: list[Found]) -> list[Found]:
    """The attributions of a paragraph that are not direct speech; ``taken`` are those that are.

    No attribution stands within the content of another: the outermost is kept.
    """
    used = {part.at for part in taken}
    proposed = [made for at in range(len(passage.view.tokens)) if at not in used for made in _at(passage, at)]
    covered = bytearray(len(passage.words) + 1)
    for part in taken:
        _cover(passage, covered, part)
    kept = []
    for made in sorted(proposed, key=_reach, reverse=True):
        if not covered[made.cue[0][0] - passage.start]:
            _cover(passage, covered, made)
            kept.append(made)
    return kept


def _reach(made: Found) -> int:
    return sum(end - start for start, end in made.content)


def _cover(passage: Passage, covered: bytearray, part: Found) -> None:
    for start, end in part.content:
        low, high = max(start - passage.start, 0), min(end - passage.start, len(covered))
        if low < high:
            covered[low:high] = b"\x01" * (high - low)


def _at(passage: Passage, at: int) -> Iterator[Found]:
    view = passage.view
    made = None
    if passage.marked_at(at) is not None:
        return
    if view.lower[at] == "according":
        made = _according(passage, at)
    elif view.pos[at] in ("VERB", "AUX"):
        made = _seeming(passage, at) if appearing(view.lemma[at]) else _verb(passage, at)
    elif view.pos[at] == "NOUN":
        made = of_noun(passage, at)
    elif view.pos[at] == "ADJ":
        made = of_adjective(passage, at)
    if made is not None:
        yield made


def _verb(passage: Passage, at: int) -> Found | None:
    view = passage.view
    takes = taking(view, at)
    if view.dep[at] == "acl" and infinitive(view, at):
        return None
    inserted = _inserted(view, at)
    cue = cue_range(passage, at)
    if inserted:
        content = _around(view, at) if {"that", "quote"} & takes.frames else []
    else:
        content, cue = _governed(view, at, takes, cue)
    return passage.made(at, cue, content, source_range(passage, at)) if content else None


def _inserted(view: View, at: int) -> bool:
    """Whether a verb is set into the clause that it reports: "Ghana, the envoy said, had agreed"."""
    if view.dep[at] == "parataxis":
        return True
    if view.dep[at] != "advcl" or any(view.dep[c] in ("ccomp", "dobj", "xcomp") for c in view.children[at]):
        return False
    low, high = view.tokens[at].left_edge.i, view.tokens[at].right_edge.i + 1
    opens = view.lower[low] == "as" and (
        view.tokens[low].is_sent_start or view.lower[low - 1] in _BREAKS or view.dep[low - 1] == "cc"
    )
    return bool(opens) and (high >= len(view.lower) or view.lower[high] in _BREAKS)


def _around(view: View, at: int) -> list[Range]:
    """What stands around an inserted clause: all of the clause that it hangs on but its subject and itself."""
    head = view.tokens[view.head[at]]
    own = [view.tokens[c] for c in view.children[at] if view.dep[c] in ("nsubj", "mark", "aux", "neg", "advmod")]
    near = [t for t in own if abs(t.i - at) < _NEAR]
    low = min([at, *(t.left_edge.i for t in near)])
    high = max([at, *(t.right_edge.i for t in near)]) + 1
    first = min(head.left_edge.i, view.tokens[at].left_edge.i)
    last = max(head.right_edge.i, view.tokens[at].right_edge.i) + 1
    return [piece for piece in ((first, low), (high, last)) if piece[0] < piece[1]]


def _governed(view: View, at: int, takes: Taking, cue: Range) -> tuple[list[Range], Range]:
    """The content of a verb that governs it, and its cue, which a preposition may lengthen."""
    before = _led(view, at) if {"that", "quote"} & takes.frames else None
    if before is not None:
        return [before, *_resumed(view, at)], cue
    told = _told(view, at) if takes.frames or takes.preps else []
    start = _start(view, at, takes)
    if start is None and {"that", "quote"} <= takes.frames:
        start = _further(view, at)
    if start is None:
        return _passive(view, at, takes, told), cue
    child, first = start
    if view.dep[child] == "prep" and all(view.dep[i] in ("advmod", "npadvmod", "prt") for i in range(cue[1], child)):
        cue = (cue[0], first)
    last = _end(view, at, child)
    return [*told, *_pieces(view, at, first, last)], cue


def _passive(view: View, at: int, takes: Taking, told: list[Range]) -> list[Range]:
    """The content of a passive: its subject, and what that is called or seen as."""
    if not told or not takes.frames & {"np", "so", "as"}:
        return []
    more = [c for c in view.children[at] if c > at and (view.dep[c] in _CALLED or view.lower[c] in ("as", "for"))]
    if more:
        return [*told, (view.tokens[more[0]].left_edge.i, view.tokens[more[-1]].right_edge.i + 1)]
    return told if "np" in takes.frames and not takes.frames & {"so", "as"} else []


def _told(view: View, at: int) -> list[Range]:
    """The subject of a passive, which is content too: "the plan was welcomed"."""
    if not passive(view, at) or view.lemma[at] in _ADDRESSING:
        return []
    found = view.subjects(at)
    if not found or view.lower[found[0]] in ("it", "there"):
        return []
    return [(view.tokens[found[0]].left_edge.i, view.tokens[found[0]].right_edge.i + 1)]


def _pieces(view: View, at: int, first: int, last: int) -> list[Range]:
    """Content that begins before its verb ("which they say left a gap") is cut around source and cue."""
    if first > at:
        return [(first, last)]
    own = [view.tokens[c].left_edge.i for c in view.children[at] if first < c < at]
    return [(first, min([at, *own])), (at + 1, last)]


def _led(view: View, at: int) -> Range | None:
    """The clause before the verb that reports it: "Ghana had agreed, the envoy said"."""
    if any(c > at and view.dep[c] in ("ccomp", "xcomp", "dobj") for c in view.children[at]):
        return None
    for child in view.children[at]:
        if view.dep[child] == "ccomp" and child < at:
            first = view.tokens[at].left_edge.i
            own = [view.tokens[c].left_edge.i for c in view.children[at] if child < c < at and view.dep[c] == "nsubj"]
            return first, min([at, *own])
    return None


def _resumed(view: View, at: int) -> list[Range]:
    """What goes on with a reported clause after the words that report it: ", he said, because …"."""
    own = [view.tokens[c].right_edge.i for c in view.children[at] if c > at and view.dep[c] == "nsubj"]
    after = max([at, *own]) + 1
    if after + 2 < len(view.lower) and view.lower[after] == "," and view.lower[after + 1] in _RESUMING:
        return [(after + 1, view.tokens[at].sent.end)]
    return []


def _start(view: View, at: int, takes: Taking) -> tuple[int, int] | None:
    """The part that holds the content of a verb, and its first token; clauses before objects before prepositions."""
    after = [c for c in view.children[at] if c > at]
    for child in after:
        if view.dep[child] == "ccomp" and {"that", "quote", "so"} & takes.frames:
            return child, view.tokens[child].left_edge.i
    for child in after:
        if view.dep[child] in ("xcomp", "ccomp") and infinitive(view, child) and "to" in takes.frames:
            asked = [c for c in after if c < child and view.dep[c] in ("dobj", "dative")]
            return child, view.tokens[min([child, *asked])].left_edge.i
        if view.dep[child] == "xcomp" and view.tokens[child].tag_ == "VBG" and "ing" in takes.frames:
            return child, view.tokens[child].left_edge.i
    for child in after:
        if view.dep[child] == "dobj" and _object(view, at, child, takes):
            return child, view.tokens[child].left_edge.i
    for child in after:
        if view.dep[child] == "prep" and view.lower[child] in takes.preps:
            return child, child + 1
    return None


def _further(view: View, at: int) -> tuple[int, int] | None:
    """A "that" clause that the parse hangs on a noun between ("said in a statement that …")."""
    last = min(view.tokens[at].right_edge.i, at + _NEAR)
    for i in range(at + 1, last):
        if view.lower[i] == "that" and view.dep[i] in ("mark", "nsubj", "dobj") and view.dep[view.head[i]] in _CLAUSES:
            return view.head[i], i
    return None


def infinitive(view: View, at: int) -> bool:
    """Whether a verb stands with "to"."""
    return any(view.lower[c] == "to" and view.dep[c] == "aux" for c in view.children[at])


def _object(view: View, at: int, child: int, takes: Taking) -> bool:
    """Whether an object is content: any, or only with what it is called or seen as."""
    if view.lemma[at] in _ADDRESSING:
        return False
    if "np" in takes.frames and view.lower[child] not in _PERSONS:
        return True
    after = [c for c in view.children[at] if c > at]
    called = any(view.dep[c] in ("oprd", "xcomp", "attr", "acomp", "dobj") for c in after if c > child)
    shown = any(view.lower[c] == "as" for c in [*after, *view.children[child]])
    return (
        ("so" in takes.frames and called)
        or ("as" in takes.frames and shown)
        or bool("np" in takes.frames and "so" not in takes.frames)
    )


def _end(view: View, at: int, child: int) -> int:
    """Where content ends: with the last part of the verb's clause before what is joined to it."""
    last = view.tokens[child].right_edge.i + 1
    for other in view.children[at]:
        if other > child:
            if view.dep[other] in _STOPS or (view.dep[other] == "advcl" and view.lower[last : last + 1] == [","]):
                break
            if view.dep[child] == "dobj" and view.dep[other] not in _BELONGS and view.lower[other] not in _LEADING:
                break
            if view.dep[other] != "punct":
                last = view.tokens[other].right_edge.i + 1
    return last


def _seeming(passage: Passage, at: int) -> Found | None:
    """What seems so: the subject and the rest, both content; no one is the source."""
    view = passage.view
    cue = cue_range(passage, at)
    subjects = view.subjects(at)
    rest = [c for c in view.children[at] if c > at and view.dep[c] in ("xcomp", "ccomp", "oprd", "acomp", "advcl")]
    if not rest or any(
        view.dep[i] not in ("advmod", "neg", "mark") for i in range(at + 1, view.tokens[rest[0]].left_edge.i)
    ):
        return None
    content = [(view.tokens[rest[0]].left_edge.i, view.tokens[rest[-1]].right_edge.i + 1)]
    if subjects and view.lower[subjects[0]] not in ("it", "there"):
        content.insert(0, (view.tokens[subjects[0]].left_edge.i, view.tokens[subjects[0]].right_edge.i + 1))
    return passage.made(at, cue, content, [])


def _according(passage: Passage, at: int) -> Found | None:
    """Of "according to X, …" the sentence without the phrase."""
    view = passage.view
    to = next((c for c in view.children[at] if view.lower[c] == "to"), None)
    source = next((c for c in view.children[to] if view.dep[c] == "pobj"), None) if to is not None else None
    if to is None or source is None:
        return None
    sentence = view.tokens[at].sent
    last = view.tokens[source].right_edge.i + 1
    content = [piece for piece in ((sentence.start, at), (last, sentence.end)) if piece[0] < piece[1]]
    return passage.made(at, (at, to + 1), content, phrase(passage, source, at))
