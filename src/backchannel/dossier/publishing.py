"""A dossier that can be handed on: quotes kept short, nothing of the workshop left in, and its limits printed on it.

Accusations that nobody signed off are taken out before it is built (:mod:`backchannel.dossier.accusations`); what is
done here is done to the value, so that page, Markdown and JSON have it alike.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any, TypeVar

import msgspec

from backchannel.dossier import words
from backchannel.dossier.accusations import Held, accusing
from backchannel.dossier.excerpts import Excerpts
from backchannel.dossier.own_voice import conclusions
from backchannel.dossier.persons import mentioned
from backchannel.dossier.quoting import LIMITS, Limits, clipped
from backchannel.dossier.safe import public_link
from backchannel.dossier.value import Dossier, Line, Matter, Notice, Source
from backchannel.model import Claim, Document, Reason, Value, When

V = TypeVar("V", bound=Value)

DISCLAIMER = (
    "Names of states, peoples and places are those of the sources or of the program’s tables, which follow usage and"
    " take no side: they say nothing on who is a state, to whom a territory belongs, or where a border runs.",
    "Claims are others’, and each names whose. That one stands here does not mean that it is true; that no answer"
    " stands beside it does not mean that none was given.",
)
EDITORS = "the editors"
AN_ORIGINAL = "a text that is not named here"
LEFT_OUT = "(A sentence was left out here: it would have stated a conclusion of law.)"
NOT_QUOTED = "(not quoted)"
LABEL = 25
"""Words of a title, a name or another label that are printed."""
HELD = "(held back)"
"""What stands for a title, or whatever else a source is called by, that accuses a person itself."""
NO_SOURCE = "no-source-here"
"""What a document is called that is no source of this dossier: its id, a digest, would tell which copy we have."""

_PATH = re.compile(
    r"file:/{1,3}[^\s\"'”’)\]]+"
    r"|(?<![\w/.])~?/(?:[\w.@-]{1,80}/)+[\w.@-]{0,120}"
    r"|\b[A-Za-z]:[\\/][^\s\"”]{1,200}"
    r"|\\\\[\w.-]{1,80}\\[^\s\"”]{1,120}"
)
_DIGEST = re.compile(r"\b[0-9a-f]{64}\b")
_OTHERS_WORDS = frozenset(("quote", "url"))
_TITLE_QUOTE = re.compile(r"“(.*)”")
_LONGEST = 110


def publish(
    dossier: Dossier, documents: Collection[Document], held: Held, missing: int, limits: Limits = LIMITS
) -> Dossier:
    """The dossier as it may be handed on.

    ``held`` is what was taken out before it was built, ``missing`` how many claims it lacks for that.
    """
    excerpts = Excerpts(dossier, documents, held.taken, held.names, limits)
    lines = {line.claim.id: _line(line, excerpts) for line in dossier.lines}
    before = {line.claim.id: line for line in dossier.lines}
    matters = tuple(_matter(m, before, lines) for m in dossier.matters)
    told = _retold(dossier, matters, before, lines)
    made = msgspec.structs.replace(
        dossier,
        lines=tuple(lines.values()),
        sources=tuple(_source(s, excerpts) for s in dossier.sources),
        matters=tuple(_each(m, told, Matter) for m in matters),
        standing=_each(dossier.standing, told, type(dossier.standing)),
    )
    made = _each(made, _unlabelled(made), Dossier)
    made = _each(_outside(made), lambda text: HELD if _accuses(text, held.names) else text, Dossier)
    silenced = [s for s in own_sentences(made) if conclusions(s)]
    made = _each(made, lambda text: LEFT_OUT if text in silenced else text, Dossier)
    shortened = sum(line.left_out > 0 for line in made.lines)
    notice = Notice(
        held=missing, shortened=shortened, silenced=len(silenced),
        said=(*_said(missing, shortened, limits), *DISCLAIMER),
    )  # fmt: skip
    return msgspec.structs.replace(made, published=notice)


def _accuses(text: str, names: frozenset[str]) -> bool:
    """Whether a title, a name or another string accuses a person; quotes in it are those of claims that may stand."""
    own = _TITLE_QUOTE.sub("", text)
    return accusing(own) and bool(mentioned(own, names))


def _said(held: int, shortened: int, limits: Limits) -> Iterator[str]:
    if held:
        one = held == 1
        yield (
            f"{words.count(held, 'claim')} that {'accuses' if one else 'accuse'} named persons who may be living"
            f" {'was' if one else 'were'} held back, because no person has signed {'it' if one else 'them'} off."
        )
    else:
        yield "No claim was held back: none accuses a named person who may be living without having been signed off."
    yield (
        f"Sources are quoted with at most {limits.passage} words a passage, and with {limits.source} words or"
        f" {limits.share:.0%} of their length in all (but {limits.least} words of any), unless their licence allows"
        f" more; {words.count(shortened, 'claim')} {'is' if shortened == 1 else 'are'} cut or not quoted for it."
        f" Titles and names are cut behind {LABEL} words."
    )


def _line(line: Line, excerpts: Excerpts) -> Line:
    low, start, end, high, left_out = excerpts.of(line)
    text = excerpts.text(line.claim.document)
    passage = msgspec.structs.replace(
        line.passage, start=low, text=text[low:high],
        before=line.passage.before or low > line.passage.start,
        after=line.passage.after or high < line.passage.start + len(line.passage.text),
    )  # fmt: skip
    claim = _claim(line.claim, text[start:end], excerpts)
    mark = (start - low, end - low)
    aside = line.set_aside and msgspec.structs.replace(line.set_aside, name="")
    return msgspec.structs.replace(line, claim=claim, passage=passage, mark=mark, left_out=left_out, set_aside=aside)


def _claim(claim: Claim, quote: str, excerpts: Excerpts) -> Claim:
    """The claim without what only serves those who work on it: cues, reasons, who settled what and why."""
    of = claim.document
    fields = dict.fromkeys(r.field for r in claim.reasons if words.is_decided(r))
    settled = tuple(Reason(field=field, rule=f"{words.DECIDED}{EDITORS}") for field in fields)
    citation = claim.citation
    if citation and citation.text:
        citation = msgspec.structs.replace(citation, text=excerpts.short(of, citation.text))
    return msgspec.structs.replace(
        claim, quote=quote, citation=citation, reasons=settled,
        date=_untold(claim.date),
        attribution=tuple(msgspec.structs.replace(r, cue=None) for r in claim.attribution),
        responses=tuple(
            msgspec.structs.replace(r, of=excerpts.short(of, r.of) if r.of else None, date=r.date and _untold(r.date))
            for r in claim.responses
        ),
    )  # fmt: skip


def _untold(when: When) -> When:
    return msgspec.structs.replace(when, text=None)


def _source(source: Source, excerpts: Excerpts) -> Source:
    interest = tuple(said or NOT_QUOTED for said in excerpts.interest(source.document))
    links = tuple(msgspec.structs.replace(link, name="") for link in source.links)
    original = source.translation_of and AN_ORIGINAL
    return msgspec.structs.replace(
        source,
        links=links,
        warnings=(),
        url=public_link(source.url),
        interest=interest,
        translation_of=original,
        cites=(),
    )  # titles of what is cited are the author's words, and may accuse: they stay here


def _matter(matter: Matter, before: Mapping[str, Line], after: Mapping[str, Line]) -> Matter:
    """The finding under a title that quotes no more than is quoted of its claim; answers as the claims have them."""
    finding, lead = matter.finding, matter.finding.claims[0]
    both = ((before[i].claim.responses, after[i].claim.responses) for i in finding.claims)
    known = {old: new for one, other in both for old, new in zip(one, other, strict=True)}
    responses = tuple(known.get(r, msgspec.structs.replace(r, of=None)) for r in finding.responses)
    title = _retitled(finding.title, before[lead].claim.quote, after[lead].claim.quote)
    made = msgspec.structs.replace(finding, title=title, responses=responses, when=_untold(finding.when), before=())
    return msgspec.structs.replace(matter, finding=made)


def _retitled(title: str, old: str, new: str) -> str:
    quoted = _TITLE_QUOTE.search(title)
    clip = quoted[1].removesuffix(" …") if quoted else ""
    old, new = " ".join(old.split()), " ".join(new.split())
    if not quoted or not clip or not old.startswith(clip) or new.startswith(clip):
        return title
    return title.replace(quoted[0], f"“{new[:_LONGEST]} …”" if new else NOT_QUOTED)


def _retold(
    dossier: Dossier, matters: Collection[Matter], before: Mapping[str, Line], after: Mapping[str, Line]
) -> Callable[[str], str]:
    """What replaces titles and quotes in sentences of the program by what is left of them."""
    new = {
        f"“{before[i].claim.quote}”": f"“{line.claim.quote} …”" if line.claim.quote else NOT_QUOTED
        for i, line in after.items()
        if line.left_out
    }
    for old, made in zip(dossier.matters, matters, strict=True):
        if old.finding.title != made.finding.title:
            new[old.finding.title] = made.finding.title

    def tell(text: str) -> str:
        for was, now in new.items():
            text = text.replace(was, now)
        return text

    return tell


def own_sentences(dossier: Dossier) -> Iterator[str]:
    """The sentences of the value that the program writes itself; quotes in them are others' voices."""
    yield from (s.text for s in dossier.brief)
    yield from dossier.standing.reasons
    yield from (r for d in dossier.standing.domains for r in d.reasons)
    for matter in dossier.matters:
        yield matter.finding.title
        yield from matter.finding.why
        yield from (c.what for c in matter.finding.conflicts)
        yield from (o.reason for o in matter.finding.origins)
    yield from dossier.basis.left_out
    yield from (s.date.reason for s in dossier.sources if s.date)
    yield from (dossier.accuracy_note,) if dossier.accuracy_note else ()


def _outside(dossier: Dossier) -> Dossier:
    """The dossier without paths, names of files and digests of sources: sources have numbers."""
    labels = {s.document: f"source-{n}" for n, s in enumerate(dossier.sources, 1)}
    names = {s.name: s.title or f"Source {n}" for n, s in enumerate(dossier.sources, 1)}

    def told(text: str) -> str:
        text = _DIGEST.sub(lambda m: labels.get(m[0], NO_SOURCE), text)
        for name, label in names.items():
            text = text.replace(name, label) if name in text else text
        return _PATH.sub("(a file)", text).replace("sidecar", "catalogue entry")  # what readers of the page may know

    return _each(dossier, told, Dossier)


def _unlabelled(dossier: Dossier) -> Callable[[str], str]:
    """What cuts titles, names and other labels, wherever they are repeated: they are no way round the limit."""
    whole = {form for label in _labels(dossier) if label for form in (label, " ".join(label.split()))}
    short = {label: clipped(label, LABEL) for label in sorted(whole, key=lambda w: (-len(w), w))}
    cut = {label: made for label, made in short.items() if label != made}

    def told(text: str) -> str:
        for was, now in cut.items():
            text = text.replace(was, now) if was in text else text
        return text

    return told


def _labels(dossier: Dossier) -> Iterator[str | None]:
    """What documents, sidecars and imported claims call things by, in words of their own."""
    for claim in (line.claim for line in dossier.lines):
        yield claim.place
        yield from (said for a in claim.actors for said in (a.name, a.office))
        yield from (r.source for r in claim.attribution)
        yield from (r.by for r in claim.responses)
        yield from (said for q in claim.quantity for said in (q.unit, q.what))
    for source in dossier.sources:
        yield from (source.title, source.author, source.publisher, source.license)
        yield from (link.title for link in source.links)
    for finding in (matter.finding for matter in dossier.matters):
        yield from (o.name for o in finding.origins)
        yield from (r.by for r in finding.responses)


def _each(value: V, told: Callable[[str], str], kind: type[V]) -> V:
    """The value with each of its strings told anew, what sources say apart."""
    return msgspec.convert(_walked(msgspec.to_builtins(value), told), kind)


def _walked(value: Any, told: Callable[[str], str]) -> Any:
    if isinstance(value, dict):
        return {
            k: _passage(v, told) if k == "passage" else v if k in _OTHERS_WORDS else _walked(v, told)
            for k, v in value.items()
        }
    if isinstance(value, list | tuple):
        return [_walked(v, told) for v in value]
    return told(value) if isinstance(value, str) else value


def _passage(passage: dict[str, Any], told: Callable[[str], str]) -> dict[str, Any]:
    return {**passage, "document": told(passage["document"])}
