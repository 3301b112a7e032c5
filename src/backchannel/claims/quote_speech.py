"""Direct speech: what stands between quotation marks, with the words beside them that say who speaks.

A stretch that is a whole utterance is given to the reporting verb after it ("…," said X) or before it (X said: "…");
further stretches go to the same speaker until another is named, over paragraphs where the marks stay open.
"""

from __future__ import annotations

from backchannel.claims.quote_clauses import cue_range, phrase, source_range, speaks, subject, topmost
from backchannel.claims.quote_spans import MARKS, Found, Marked, Passage
from backchannel.claims.scene import View

_ENDS = frozenset({".", "?", "!", "...", "…"})
_LEADS = frozenset({",", ":"})
_WINDOW = 40
_LABEL = 9
_NAMING = frozenset({"PROPN", "NOUN", "DET", "ADJ", "PUNCT", "PART", "NUM", "SYM", "X", "ADP"})


def direct(passage: Passage) -> list[Found]:
    """The attributions of direct speech in a paragraph; what continues an earlier paragraph's is added to that."""
    label = labelled(passage)
    if label is not None:
        return [label]
    found: list[Found] = []
    current = _continued(passage)
    before: Marked | None = None
    for marked in passage.marked:
        if not _utterance(passage, marked):
            continue
        current = _speaker(passage, marked, before, current, found)
        if current is not None:
            current.content.append(passage.span(marked.first, marked.last))
        else:
            passage.orphans.append(marked)
        before = marked
    passage.carried = _announced(passage, found) or current
    return found


def _speaker(
    passage: Passage, marked: Marked, before: Marked | None, current: Found | None, found: list[Found]
) -> Found | None:
    """The attribution that a quotation belongs to: a new one, which is added to ``found``, or the current one."""
    at = _before(passage, marked, before)
    if at is not None:
        known = current is not None and current.at == at and before is not None
        return current if known else _made(passage, at, found)
    after = _after(passage, marked)
    if after is not None:
        return _made(passage, after, found)
    named = _named(passage, marked)
    if named is not None:
        found.append(named)
        return named
    return current if before is None or _same_speaker(passage, before, marked) else None


def _named(passage: Passage, marked: Marked) -> Found | None:
    """A name with a colon right before a quotation: "More from the report: …"."""
    colon = marked.first - 1
    if colon < 1 or passage.view.lower[colon] != ":" or passage.view.pos[colon - 1] not in ("PROPN", "NOUN"):
        return None
    source = phrase(passage, topmost(passage.view, colon - 1, range(max(0, colon - _LABEL), colon)), colon)
    return Found(colon, source, [passage.span(colon, colon + 1)])


def _announced(passage: Passage, found: list[Found]) -> Found | None:
    """The speech that a paragraph only announces: "Cruz went on:"."""
    view = passage.view
    last = len(view.lower) - 1
    while last > 0 and not view.lower[last].strip():
        last -= 1
    if view.lower[last] != ":":
        return None
    for at in range(last - 1, max(-1, last - _WINDOW), -1):
        if view.lower[at] in _ENDS:
            return None
        if speaks(view, at) and subject(view, at) is not None:
            return _made(passage, at, found)
    return None


_NO_NAMES = frozenset({"note", "correction", "update", "instance", "example", "photo", "related", "more", "exclusive"})


def labelled(passage: Passage) -> Found | None:
    """What a paragraph says under the name of who says it: "Norway: Trial dives end today", "Q: Who paid?"."""
    view = passage.view
    colon = next((at for at in range(1, min(_LABEL, len(view.lower))) if view.lower[at] == ":"), None)
    if colon is None or not view.tokens[0].text[:1].isupper() or len(view.lower) - colon < 4:
        return None
    if any(view.pos[at] not in _NAMING or view.lower[at] in _NO_NAMES for at in range(colon)):
        return None
    name, content = passage.trimmed(0, colon), passage.trimmed(colon + 1, len(view.lower))
    if name is None or content is None:
        return None
    return Found(colon, [passage.span(*name)], [passage.span(colon, colon + 1)], [passage.span(*content)])


def followed(passage: Passage, found: list[Found]) -> None:
    """Give utterances that no verb of their own names a speaker for to whom the sentence before them reports."""
    for marked in passage.orphans:
        start, end = passage.span(marked.first, marked.last)
        before = [part for part in found if part.cue[0][0] < start and part.at < len(passage.view.lower)]
        last = max(before, key=lambda part: part.cue[0][0], default=None)
        if last is None or not speaks(passage.view, last.at):
            continue
        lower = passage.view.lower[last.at : marked.first]
        if sum(word in _ENDS for word in lower) <= 2 + sum(m.last <= marked.first for m in passage.marked):
            last.content.append((start, end))


def _continued(passage: Passage) -> Found | None:
    """The speech of the paragraph before that this one, opening with a quotation mark, goes on with."""
    return passage.opened if passage.marked and passage.marked[0].first == 0 else None


def _utterance(passage: Passage, marked: Marked) -> bool:
    """Whether a quoted stretch is speech of its own, not words within somebody else's sentence."""
    lower = passage.view.lower
    if marked.first == 0:
        return True
    previous = lower[marked.first - 1]
    if previous in _LEADS or previous in _ENDS or not previous.strip():
        return marked.last - marked.first > 3
    return speaks(passage.view, marked.first - 1) and marked.last - marked.first > 4


def _before(passage: Passage, marked: Marked, earlier: Marked | None) -> int | None:
    """The reporting verb that leads to a quotation: "X said, …"."""
    view = passage.view
    if marked.first == 0 or not (view.lower[marked.first - 1] in _LEADS or speaks(view, marked.first - 1)):
        return None
    floor = max(earlier.last if earlier else 0, marked.first - _WINDOW)
    for at in range(marked.first - 1, floor - 1, -1):
        if view.lower[at] in _ENDS:
            return None
        if speaks(view, at) and subject(view, at) is not None:
            return None if _within(view, at, marked) else at
    return None


def _within(view: View, at: int, marked: Marked) -> bool:
    """Whether a clause that the verb governs begins before the quotation, which is then only part of it."""
    return any(
        view.dep[c] in ("ccomp", "xcomp") and at < c and at < view.tokens[c].left_edge.i < marked.first
        for c in view.children[at]
    )


def _after(passage: Passage, marked: Marked) -> int | None:
    """The reporting verb that follows a quotation: "…," said X."""
    view = passage.view
    if _sentence_ends(passage, marked):
        return None
    for at in range(marked.last, min(marked.last + _WINDOW, len(view.tokens))):
        if view.lower[at] in _ENDS or passage.marked_at(at) is not None:
            return None
        if speaks(view, at) and subject(view, at) is not None:
            return at
    return None


def _sentence_ends(passage: Passage, marked: Marked) -> bool:
    """Whether a quotation ends with a full stop and what follows begins a sentence of its own."""
    view = passage.view
    words = [w for w in view.lower[max(marked.first, marked.last - 3) : marked.last] if w.strip() and w not in MARKS]
    after = next((t.text for t in view.tokens[marked.last : marked.last + 2] if t.text.strip()), "")
    return bool(words) and words[-1] == "." and after[:1].isupper()


def _same_speaker(passage: Passage, before: Marked, marked: Marked) -> bool:
    """Whether at most the end of the sentence that names the speaker parts two quotations."""
    words = passage.view.lower[before.last : marked.first]
    return sum(word in _ENDS for word in words) <= 1


def _made(passage: Passage, at: int, found: list[Found]) -> Found:
    made = Found(at, source=source_range(passage, at), cue=[passage.span(*cue_range(passage, at))])
    found.append(made)
    return made
