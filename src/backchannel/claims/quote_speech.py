"""Direct speech: what stands between quotation marks, with the words beside them that say who speaks.

A stretch that is a whole utterance is given to the reporting verb after it ("…," said X) or before it (X said: "…");
further stretches go to the same speaker until another is named, over paragraphs where the marks stay open.
"""

from __future__ import annotations

from backchannel.claims.quote_clauses import cue_range, source_range, speaks, subject
from backchannel.claims.quote_spans import Found, Marked, Passage

_ENDS = frozenset({".", "?", "!", "...", "…"})
_LEADS = frozenset({",", ":"})
_WINDOW = 40


def direct(passage: Passage) -> list[Found]:
    """The attributions of direct speech in a paragraph; what continues an earlier paragraph's is added to that."""
    found: list[Found] = []
    current = _continued(passage)
    before: Marked | None = None
    for marked in passage.marked:
        if not _utterance(passage, marked):
            continue
        at = _before(passage, marked, before)
        if at is not None and (current is None or current.at != at or before is None):
            current = _made(passage, at, found)
        elif at is None:
            after = _after(passage, marked)
            if after is not None:
                current = _made(passage, after, found)
            elif before is not None and not _same_speaker(passage, before, marked):
                current = None
        if current is not None:
            current.content.append(passage.span(marked.first, marked.last))
        before = marked
    passage.carried = _left_open(passage, current, before)
    return found


def _continued(passage: Passage) -> Found | None:
    """The speech of the paragraph before that this one goes on with."""
    earlier = passage.before.carried if passage.before is not None else None
    return earlier if passage.marked and passage.marked[0].first == 0 else None


def _left_open(passage: Passage, current: Found | None, last: Marked | None) -> Found | None:
    if last is not None and not last.closed and last.last >= len(passage.view.tokens) - 1:
        return current
    return None


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
            return at
    return None


def _after(passage: Passage, marked: Marked) -> int | None:
    """The reporting verb that follows a quotation: "…," said X."""
    view = passage.view
    for at in range(marked.last, min(marked.last + _WINDOW, len(view.tokens))):
        if view.lower[at] in _ENDS or passage.marked_at(at) is not None:
            return None
        if speaks(view, at) and subject(view, at) is not None:
            return at
    return None


def _same_speaker(passage: Passage, before: Marked, marked: Marked) -> bool:
    """Whether at most the end of the sentence that names the speaker parts two quotations."""
    words = passage.view.lower[before.last : marked.first]
    return sum(word in _ENDS for word in words) <= 1


def _made(passage: Passage, at: int, found: list[Found]) -> Found:
    made = Found(at, source=source_range(passage, at), cue=[passage.span(*cue_range(passage, at))])
    found.append(made)
    return made
