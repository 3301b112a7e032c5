"""Attribution relations: who (source) says, thinks or feels (cue) what (content), as spans of the document.

The conventions are those of the PolNeAR corpus (Newell, Margolin & Ruths, LREC 2018), as docs/reading-quotes.md
states them. Direct speech is read from quotation marks and what stands between them, over several sentences and
paragraphs; indirect speech, belief and attitude from the parse and the frames of the vocabulary's verbs and nouns.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from backchannel.claims.quote_frames import indirect
from backchannel.claims.quote_spans import Found, Passage, merged
from backchannel.claims.quote_speech import direct, followed
from backchannel.claims.scene import Scene, View

Stretches = tuple[tuple[int, int], ...]


class Quote(NamedTuple):
    """One attribution: each part the stretches of the document's text it stands in, in order, ends exclusive.

    ``source`` is empty where the text names no one ("it was said"); content may span sentences and paragraphs.
    """

    source: Stretches
    cue: Stretches
    content: Stretches


def find_quotes(scenes: Iterable[Scene]) -> list[Quote]:
    """The attributions of one document, given its scenes in reading order; sorted by where the cue stands."""
    found: list[Found] = []
    carried: Found | None = None
    text = ""
    for view, text in _views(scenes):  # the text of one document, needed after the last paragraph
        passage = Passage(view, text, carried)
        parts = direct(passage)
        parts += indirect(passage, parts)
        followed(passage, parts)
        found += parts
        carried = passage.carried
    made = {_quote(text, part) for part in found if part.content}
    return sorted(made, key=lambda quote: (quote.cue, quote.content))


def _views(scenes: Iterable[Scene]) -> Iterator[tuple[View, str]]:
    last: View | None = None
    for scene in scenes:
        if scene.view is not last:
            last = scene.view
            yield last, scene.document.text


def _quote(text: str, part: Found) -> Quote:
    return Quote(merged(part.source, text), merged(part.cue, text), merged(part.content, text))
