"""The dossier as one self-contained page: no request leaves it, nothing from a document is markup or script."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import NamedTuple, get_args

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from backchannel.dossier import citing, linked, network, safe, timeline, words
from backchannel.dossier.value import Dossier, Line, Matter, Tie
from backchannel.model import DOMAINS, Channel, Conflictual, Cooperation, Response

_REFERENCE = re.compile(r"\[(finding|claim) ([^\]\s]+)\]")
_FEW = 60  # findings up to here are listed open, more of them field by field
_MOST = 100
"""Claims on one of the two that are shown in their passages; they count for nothing, and would be most of the page."""


class Answer(NamedTuple):
    """A response with the claim that carries it and its own words, where the passage holds them."""

    response: Response
    claim: str | None
    quote: str | None


class Group(NamedTuple):
    """The findings of one field."""

    domain: str
    matters: tuple[Matter, ...]


class Scale(NamedTuple):
    """A scale as a row of four cells: ``filled`` by traced findings, ``reached`` if the rest were believed too."""

    step: str
    reach: str
    filled: int
    reached: int


def _read(name: str) -> str:
    return resources.files(__package__).joinpath("templates", name).read_text("utf-8")


def _hash(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _finalize(value: object) -> object:
    return safe.seen(value) if isinstance(value, str) and not isinstance(value, Markup) else value


@cache
def _environment() -> Environment:
    env = Environment(
        loader=PackageLoader("backchannel.dossier"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_finalize,
    )
    env.globals.update(words=words, linked=linked, citing=citing, count=words.count, SHAPES=timeline.SHAPES)
    env.filters.update(link=safe.link, language=safe.language)
    return env


def _scale(step: str, reach: str, kind: object) -> Scale:
    order = get_args(kind)
    return Scale(step, reach, max(order.index(step) - 1, 0), max(order.index(reach) - 1, 0))


def _scales(dossier: Dossier) -> dict[str, tuple[Scale, Scale]]:
    return {
        d.domain: (_scale(d.cooperation, g.cooperation, Cooperation), _scale(d.conflict, g.conflict, Conflictual))
        for d, g in zip(dossier.standing.domains, dossier.gaps, strict=True)
    }


def _groups(dossier: Dossier) -> tuple[Group, ...]:
    found: Mapping[str, list[Matter]] = defaultdict(list)
    for matter in dossier.matters:
        found[matter.finding.domain].append(matter)
    return tuple(Group(d, tuple(found[d])) for d in DOMAINS if found[d])


class _View:
    """What the template asks of the dossier while it is written out once."""

    def __init__(self, dossier: Dossier) -> None:
        self.lines = {line.claim.id: line for line in dossier.lines}
        self.matters = {m.finding.id: m for m in dossier.matters}
        self.sources = {s.document: s for s in dossier.sources}
        self.numbers = {s.document: n for n, s in enumerate(dossier.sources, 1)}
        self._placed: set[str] = set()

        self._dossier = dossier

    def quiet(self) -> tuple[words.Quiet, ...]:
        """The domains that no finding moves, by how far anything here speaks of them."""
        return words.quiet(self._dossier.standing.domains, self._dossier.gaps)

    def first(self, claim: str) -> bool:
        """Whether the claim is written out here for the first time: that place gets its anchor."""
        new = claim not in self._placed
        self._placed.add(claim)
        return new

    def unplaced(self) -> list[str]:
        """The claims that nothing written out so far has shown."""
        return [i for i in self.lines if i not in self._placed]

    def reason(self, text: str) -> Markup:
        """A sentence of the program with its references to findings and claims as links."""
        made, at = Markup(), 0
        for match in _REFERENCE.finditer(text):
            made += escape(safe.seen(text[at : match.start()].rstrip())) + self._link(match[1], match[2])
            at = match.end()
        return made + escape(safe.seen(text[at:]))

    def _link(self, kind: str, ident: str) -> Markup:
        if kind == "claim" and ident in self.lines:
            line = self.lines[ident]
            quote = safe.seen(line.claim.quote + words.answered(line))
            return Markup(' <a class="ref" href="#c-{0}" aria-label="Claim: {1}">claim</a>').format(ident, quote)
        if kind == "finding" and ident in self.matters:
            matter = self.matters[ident]
            title = safe.seen(matter.finding.title + words.answered(matter))
            return Markup(' <a class="ref" href="#f-{0}" aria-label="Finding: {1}">finding</a>').format(ident, title)
        return Markup("")

    def cited(self, reasons: tuple[str, ...], word: str) -> list[Line]:
        """The claims that those of ``reasons`` which begin with ``word`` name."""
        ids = [i for r in reasons if r.startswith(word) for kind, i in _REFERENCE.findall(r) if kind == "claim"]
        return [self.lines[i] for i in dict.fromkeys(ids) if i in self.lines]

    def answered(self, way: Channel | Tie) -> str:
        """What was answered to the claims and findings that a way of dealing is drawn from."""
        return words.answered_way(way, self.lines, self.matters)

    def answers(self, matter: Matter) -> list[Answer]:
        """The finding's responses, each with the claim that carries it and, where at hand, its own words."""
        return [self._answer(response, matter) for response in matter.finding.responses]

    def _answer(self, response: Response, matter: Matter) -> Answer:
        for claim_id in matter.finding.claims:
            line = self.lines[claim_id]
            if response not in line.claim.responses:
                continue
            start, end = response.start, response.end
            if start is None or end is None:
                return Answer(response, claim_id, None)
            low, high = start - line.passage.start, end - line.passage.start
            inside = 0 <= low < high <= len(line.passage.text)
            return Answer(response, claim_id, line.passage.text[low:high] if inside else None)
        return Answer(response, None, None)


def to_html(dossier: Dossier) -> str:
    """The dossier as one HTML page that needs nothing beside it.

    A Content-Security-Policy allows only the page's own style and script, by their SHA-256; all text of documents is
    escaped, and controls that turn or hide text are written out. It reads printed, without scripts and by keyboard.
    """
    style, script = _read("page.css"), _read("page.js")
    timed = tuple(m for m in dossier.matters if not m.indirect)
    policy = (
        "default-src 'none'; "
        f"style-src 'sha256-{_hash(style)}'; script-src 'sha256-{_hash(script)}'; base-uri 'none'; form-action 'none'"
    )
    return (
        _environment()
        .get_template("page.html.j2")
        .render(
            d=dossier,
            view=_View(dossier),
            one=dossier.parties[0],
            other=dossier.parties[1],
            policy=Markup(policy),
            style=Markup(style),
            script=Markup(script),
            scales=_scales(dossier),
            groups=_groups(dossier),
            few=len(dossier.matters) <= _FEW,
            most=_MOST,
            timed=timed,
            line=timeline.timeline(timed),
            frame=timeline,
            ladders=tuple(network.ladder(dossier, width) for width in (720, 330)),
        )
    )
