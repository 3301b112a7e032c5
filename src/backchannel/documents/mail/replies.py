"""Which lines of a mail are its writer's, which repeat earlier mails, which were passed on, which a program added.

No library is used: those that were tried (mail-parser-reply 1.36, quotequail 0.5.4) know one to ten languages, give
strings and not places, keep no interleaved answers apart, or need the square of a long line's length.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import Literal, NamedTuple

from backchannel.documents.mail.cues import cues, folded
from backchannel.documents.mail.lines import Line
from backchannel.documents.mail.repeated import Header, header_at

_DASHES = ("-", "=", "_", "—", "–")
_RULE = " -–—=_*~#>•\t\u200e\u200f"
_FIGURES = re.compile(r"\d{4}|\d{1,2}[./-]\d{1,2}|[\u0660-\u0669\u06f0-\u06f9]{4}")
_CLOCK = re.compile(r"\d{1,2}[:.h]\d\d")
_SENDER = re.compile(r"@[^\s<>]{2,80}[>)\]]{0,2}(?:\s?님이 작성)?\s*[:：]$")
_PREFIX = re.compile(r"\s*(?:\[[^\[\]]{1,40}\]\s*)?([^\W\d_]{1,16}\.?)\s?(?:\[\d{1,3}\]|\(\d{1,3}\))?\s?[:：]")
_LONGEST_ATTRIBUTION = 400
_LONGEST_SIGNATURE = 15
_LEVELS = 10
_ARMOUR = re.compile(r"-----(BEGIN|END) PGP (SIGNED MESSAGE|SIGNATURE|MESSAGE|PUBLIC KEY BLOCK)-----")

Kind = Literal["own", "quoted", "furniture", "forward"]


class Segment(NamedTuple):
    """Lines of one kind. Of a forwarded mail ``lines`` are those of that mail, ``intro`` what announced it."""

    kind: Kind
    lines: tuple[Line, ...]
    header: Header | None = None
    intro: tuple[Line, ...] = ()


def split(lines: Sequence[Line], subject: str | None, *, level: int = 0) -> list[Segment]:
    """The segments of a body in order; together they hold every line that is not blank.

    ``level`` says how many mails the body was passed on in already; from the tenth on what is passed on counts as
    quoted.
    """
    return _Splitter(lines, subject, level < _LEVELS).segments()


def passes_on(subject: str | None) -> bool:
    """Whether a subject says that the mail passes another one on (``Fwd: …``)."""
    return _prefix(subject) in cues().forward


def answers(subject: str | None) -> bool:
    """Whether a subject says that the mail answers one (``Re: …``)."""
    return _prefix(subject) in cues().reply


def _prefix(subject: str | None) -> str | None:
    match = _PREFIX.match((subject or "")[:200])
    return folded(match[1]).rstrip(".") if match else None


class _Splitter:
    def __init__(self, lines: Sequence[Line], subject: str | None, apart: bool) -> None:
        self._lines, self._apart = lines, apart
        self._subject = subject
        self._found: list[Segment] = []
        self._gathered: list[Line] = []
        self._gathering: Kind = "own"
        self._known: tuple[list[int], list[int]] | None = None

    def segments(self) -> list[Segment]:
        at = 0
        while at < len(self._lines):
            at = self._step(at)
        self._close()
        return self._found

    def _step(self, at: int) -> int:
        """Take the lines at ``at``, one or more; the place after them."""
        line = self._lines[at]
        if not line.words.strip():
            self._put(self._gathering if self._gathering != "quoted" else "own", at, at + 1)
            return at + 1
        if line.depth:
            return self._put("own" if line.kind == "quotation" else "quoted", at, self._quoted_end(at))
        end = self._repeated(at) or self._introduced(at) or self._added(at)
        return end or self._put("own", at, at + 1)

    def _put(self, kind: Kind, start: int, end: int) -> int:
        if kind != self._gathering:
            self._close()
            self._gathering = kind
        self._gathered += self._lines[start:end]
        return end

    def _close(self) -> None:
        if any(line.words.strip() for line in self._gathered):
            self._found.append(Segment(self._gathering, tuple(self._gathered)))
        self._gathered = []

    def _quoted_end(self, at: int) -> int:
        """Where a run of quoted lines ends; blank lines within it belong to it."""
        kind = self._lines[at].kind
        end = at
        for index in range(at, len(self._lines)):
            line = self._lines[index]
            if not line.words.strip():
                continue
            if not line.depth or (line.kind == "quotation") != (kind == "quotation"):
                break
            end = index + 1
        return end

    def _repeated(self, at: int) -> int | None:
        """A mail repeated in whole, under its header or a line that announces it; None where none begins here."""
        mark = _mark(self._lines[at].words)
        start = self._filled(at + 1) if mark else at
        header = header_at(self._lines, start, announced=bool(mark)) if start is not None else None
        if not mark and not header:
            return None
        begin = header.end if header else at + 1
        if not self._apart or not self._is_passed_on(mark):
            return self._put("quoted", at, self._own_again(at, begin))
        end = self._own_again(start if start is not None else at, begin)
        self._close()
        inner = self._lines[begin:end]
        depth = min((line.depth for line in inner if line.words.strip()), default=0)
        lowered = tuple(line._replace(depth=max(0, line.depth - depth)) for line in inner)
        self._found.append(Segment("forward", lowered, header, tuple(self._lines[at:begin])))
        self._gathering = "own"
        return end

    def _is_passed_on(self, mark: str | None) -> bool:
        """Whether what is repeated was passed on rather than answered: by its mark, the subject, or words before it."""
        if mark == "forwarded" or passes_on(self._subject):
            return True
        alone = not any(segment.kind == "own" for segment in self._found) and not any(
            line.words.strip() for line in self._gathered
        )
        return alone and not answers(self._subject)

    def _own_again(self, header: int, begin: int) -> int:
        """Where the repeated mail ends: with the quoting that its header stands in, else never."""
        if not self._lines[header].depth:
            return len(self._lines)
        return max(begin, self._quoted_end(header))

    def _filled(self, at: int) -> int | None:
        """The next line that is not blank, if it is near."""
        near = range(at, min(len(self._lines), at + 4))
        return next((index for index in near if self._lines[index].words.strip()), None)

    def _introduced(self, at: int) -> int | None:
        """A line like "On 3 May, Ann wrote:", of up to three; with what follows, where that is not marked as quoted."""
        words = ""
        for end in range(at + 1, min(len(self._lines), at + 3) + 1):
            line = self._lines[end - 1]
            if not line.words.strip() or line.depth:
                return None
            words = f"{words} {line.words.strip()}".strip()
            if len(words) > _LONGEST_ATTRIBUTION:
                return None
            if words.endswith((":", "：")):
                break
        else:
            return None
        following = self._filled(end)
        marked = following is not None and self._lines[following].depth > 0
        if not _is_attribution(words, followed=marked):
            return None
        return self._put("quoted", at, end if marked else len(self._lines))

    def _added(self, at: int) -> int | None:
        """What stands beneath by habit or by program: a signature, a telephone's advertisement, the foot of a list."""
        line = self._lines[at]
        words = line.words.strip()
        if line.kind == "signature":
            return self._put("furniture", at, at + 1)
        if words == "--":
            end = self._signature_end(at)
            return self._put("furniture", at, end) if end else None
        armour = _ARMOUR.fullmatch(words)
        if armour and armour[2] != "MESSAGE":
            return self._put("furniture", at, self._armour_end(at, armour[2]))
        is_rule = not words.strip(_RULE)
        if is_rule and words.count("_") > 19 and self._is_of_a_list(at + 1):
            return self._put("furniture", at, len(self._lines))
        if is_rule or (len(words) < 300 and cues().footer.fullmatch(folded(words.strip(_RULE + ".")))):
            return self._put("furniture", at, at + 1)
        return None

    def _signature_end(self, at: int) -> int | None:
        """Where the signature under "-- " ends; None where so much follows that it is none."""
        bounds, filled = self._bounds()
        end = bounds[bisect_right(bounds, at)]
        return end if filled[end] - filled[at + 1] <= _LONGEST_SIGNATURE else None

    def _bounds(self) -> tuple[list[int], list[int]]:
        """Where quoted or repeated mails begin, the end among them; how many lines before each are not blank."""
        if self._known is None:
            begins = [
                index
                for index, line in enumerate(self._lines)
                if line.depth or _mark(line.words) or header_at(self._lines, index)
            ]
            filled = [0, *accumulate(bool(line.words.strip()) for line in self._lines)]
            self._known = [*begins, len(self._lines)], filled
        return self._known

    def _armour_end(self, at: int, what: str) -> int:
        """Behind what PGP puts around a signed text: a line and its "Hash:", or a whole block."""
        if what == "SIGNED MESSAGE":
            following = at + 1
            while following < len(self._lines) and self._lines[following].words.startswith("Hash:"):
                following += 1
            return following
        for index in range(at + 1, min(len(self._lines), at + 400)):
            if _ARMOUR.fullmatch(self._lines[index].words.strip()):
                return index + 1
        return at + 1

    def _is_of_a_list(self, at: int) -> bool:
        return any("mailing list" in line.words.lower() for line in self._lines[at : at + 3])


def _mark(words: str) -> str | None:
    """Which announcement a line is: ``forwarded``, ``original``, or none."""
    if len(words) > 200:
        return None
    core = folded(words.strip(_RULE + "\r\n").rstrip(":： "))
    ruled = words.strip()[:1] in _DASHES or words.rstrip().endswith((":", "："))
    for name, known in (("forwarded", cues().forwarded), ("original", cues().original)):
        if core in known:
            return name
        if ruled and any(_begins(piece.strip(), known) for piece in core.split("/")):
            return name
    return None


def _begins(words: str, known: frozenset[str]) -> bool:
    return any(words.startswith(one) and not words[len(one) : len(one) + 1].isalnum() for one in known)


def _is_attribution(words: str, *, followed: bool) -> bool:
    """Whether a line says who wrote what follows; where that is not marked as quoted, it must tell the time."""
    lower = folded(words)
    if not _FIGURES.search(words) and not (followed and "@" in words):
        return followed and len(words) < 120 and bool(cues().wrote.search(lower[-40:]))
    verb = bool(cues().wrote.search(lower))
    if followed:
        return verb or bool(_SENDER.search(words))
    addressed = "@" in words and (verb or bool(_SENDER.search(words)))
    return bool(_CLOCK.search(words)) and (addressed or bool(cues().wrote.search(lower[-24:])))
