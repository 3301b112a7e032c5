"""Where one citation of a note ends and the next begins."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from backchannel.documents.facts.reference_names import tells

_SHELTERED = re.compile(
    r"“[^”]{0,400}”|\"[^\"]{0,400}\"|(?<!\w)‘[^‘]{0,300}?’(?!\w)|\((?!https?:)[^()]{0,300}\)|\[[^\[\]]{0,300}\]"
)
_URL = re.compile(r"\(?https?://[^\s]*[^\s.,;)]\)?")
_BOUNDARY = re.compile(
    r";\s+(?:and\s+)?"
    r"|,?\s+(?=(?:as )?(?:cited|quoted|reproduced|reprinted) (?:in|by)\b)"
    r"|(?<=\d),? and (?=[A-Z][^,;.]{1,60}, ¤)"
    r"|(?<=§),? and |(?<=§)\.\s+(?=[A-Z])"
    r"|(?<=[\w)’”¤§])[.?!]\s+"
    r"(?=(?:See|Cf\.|Quoted in|Cited in|Ibid|Compare|For (?:the|a|an|its|more|further|example)|Also)\b)"
)
_SENTENCE = re.compile(r"(?<=[a-z0-9)¤§’]{2})\.\s+(?=[A-Z])")


def units(text: str, start: int) -> Iterator[tuple[int, int]]:
    """The stretches of a note from ``start`` on that may each cite one source, without sentences that only tell."""
    masked = _URL.sub(lambda match: "§" * len(match[0]), text)
    masked = _SHELTERED.sub(lambda match: "¤" * len(match[0]), masked)
    at = start
    for match in [*_BOUNDARY.finditer(masked, start), None]:
        end = match.start() if match else len(text)
        cut = _citing(masked, at, end)
        if cut and text[cut[0] : cut[1]].strip(" .,;"):
            first = cut[0] + len(text[cut[0] : cut[1]]) - len(text[cut[0] : cut[1]].lstrip())
            yield first, first + len(text[first : cut[1]].rstrip())
        at = match.end() if match else end


def _citing(masked: str, start: int, end: int) -> tuple[int, int] | None:
    """The stretch without a sentence at its end that only tells something."""
    stops = [match.span() for match in _SENTENCE.finditer(masked, start, end)]
    for (stop, first), (after, _) in pairwise([*stops, (end, end)]):
        if tells(masked[first:after]):
            return start, stop
    return (start, end) if start < end else None
