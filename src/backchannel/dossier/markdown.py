"""The dossier as Markdown: the same parts in the same order as the page, without pictures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from backchannel.dossier import citing, linked, words
from backchannel.dossier.safe import link, seen
from backchannel.dossier.value import Dossier, Line, Matter, Sentence, Source

_SPECIAL = re.compile(r"([\\`*_\[\]|~])")
# At the start of a line these make a list, a rule or a heading underlined.
_OPENING = re.compile(r"^([-+=]|\d{1,9}(?=[.)]))(.?)")


def escape(text: str | None) -> str:
    """Text of a document as Markdown that shows it as it is: nothing in it is markup or a line of its own.

    Only what CommonMark and its tables would take for markup is escaped, so that the file reads well raw.
    """
    flat = " ".join(seen(text or "").split())
    flat = flat.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    flat = _SPECIAL.sub(r"\\\1", flat).replace("#", "\\#")
    return _OPENING.sub(lambda m: f"{m[1]}\\{m[2]}" if m[1].isdigit() else f"\\{m[0]}", flat)


def _answered(of: Line | Matter) -> str:
    """What was answered, right behind a quote or title; empty where nothing was."""
    told = words.answered(of)
    return f" {escape(told)}" if told else ""


def _lines(dossier: Dossier) -> dict[str, Line]:
    return {line.claim.id: line for line in dossier.lines}


def _claim(line: Line, names: Mapping[str, str]) -> str:
    c = line.claim
    notes = [words.CERTAINTY[c.certainty], words.when(c.date), f"on the word of {words.chain(c.attribution)}"]
    notes += ["said to be covert"] if c.covert else []
    notes += [f"in {line.passage.language}"] if line.passage.language else []
    notes += [linked.gone(line.set_aside)] if line.set_aside else []
    notes += [words.quantity(q) for q in c.quantity]
    notes += [f"settled by {s.by}: {words.listed(s.fields)}" for s in words.settled(c)]
    told = "; ".join(escape(n) for n in notes)
    quote = f"“{escape(words.quoted(line))}”" if c.quote else f"({escape(words.unquoted(c, names))})"
    said = quote + _answered(line)
    return f"- {said} – {escape(c.doc)}, {c.start}–{c.end} ({told}) `{c.id}`"


def _standing(dossier: Dossier) -> Iterator[str]:
    one, other = (escape(p.name) for p in dossier.parties)
    yield "## Where the two stand\n"
    stand = dossier.standing
    yield f"- Recognition: of {other} by {one} {stand.recognition[0]}; of {one} by {other} {stand.recognition[1]}"
    yield f"- Representation: {one} in {other} {stand.representation[0]}; {other} in {one} {stand.representation[1]}\n"
    yield f"| Field | Co-operation | Conflict | {one} | {other} | Known how | Latest |"
    yield "|---|---|---|---|---|---|---|"
    for d, gap in zip(stand.domains, dossier.gaps, strict=True):
        if not d.findings and not d.alleged:
            continue
        good = d.cooperation + (f" (alleged: {gap.cooperation})" if gap.cooperation != d.cooperation else "")
        bad = d.conflict + (f" (alleged: {gap.conflict})" if gap.conflict != d.conflict else "")
        answers = " | ".join(words.answer(d, side) for side in (0, 1))
        how = ", ".join(d.visibility) or "–"
        yield f"| {words.DOMAIN[d.domain]} | {good} | {bad} | {answers} | {how} | {words.when(d.latest)} |"
    yield "\n“Not known” means that no finding shows it; it is not “recorded as none”.\n"
    for kept in words.quiet(stand.domains, dossier.gaps):
        told = (
            words.DOMAIN[p.domain].lower() + (f" ({words.count(len(p.claims), 'claim')})" if p.claims else "")
            for p in kept.parts
        )
        yield f"{kept.why}: {', '.join(told)}.\n"
    yield "### Why\n"
    for reason in (*stand.reasons, *(r for d in stand.domains for r in d.reasons)):
        yield f"- {escape(reason)}"
    yield ""


def _matters(dossier: Dossier, lines: dict[str, Line]) -> Iterator[str]:
    yield "## Findings\n"
    for matter in dossier.matters:
        yield from _matter(dossier, matter, lines)


def _matter(dossier: Dossier, matter: Matter, lines: dict[str, Line]) -> Iterator[str]:
    f = matter.finding
    yield f"### {escape(f.title)}{_answered(matter)}\n"
    facts = [words.DOMAIN[f.domain], words.when(f.when), f"known: {words.dating(matter.known)}", matter.answered]
    facts += [words.count(f.traced, "traced origin"), *(["said to be covert"] if f.covert else [])]
    yield "; ".join(escape(x) for x in facts) + f" `{f.id}`\n"
    yield "Said for it:\n"
    yield from (_claim(lines[i], dossier.names) for i in matter.said_for)
    if matter.said_against:
        yield "\nSaid against it:\n"
        yield from (_claim(lines[i], dossier.names) for i in matter.said_against)
    if f.responses:
        yield "\nAnswered:\n"
        for r in f.responses:
            of = f" ({escape(r.of)})" if r.of else ""
            at = f", {words.when(r.date)}" if r.date else ""
            yield f"- {escape(r.by)} {words.STANCE[r.stance]}{of}{at}"
    if f.conflicts:
        yield "\nConflicts:\n"
        for c in f.conflicts:
            both = " against ".join(
                f"“{escape(words.quoted(lines[i]))}”{_answered(lines[i])}" for i in (c.claim, c.other) if i
            )
            yield f"- {words.CONFLICT[c.kind]}: {escape(c.what)}. {both}"
    yield ""


def _channels(dossier: Dossier, lines: dict[str, Line]) -> Iterator[str]:
    matters = {m.finding.id: m for m in dossier.matters}
    yield "## Who deals with whom, through whom\n"
    straight = [t for t in dossier.ties if t.kind == "direct"]
    if not straight and not dossier.channels:
        yield "No way of dealing between the two is known from these documents.\n"
        return
    for t in straight:
        fields = ", ".join(words.DOMAIN[d].lower() for d in t.domains)
        extent = f"{words.direction(t, dossier.names)}; {words.when(t.when)}; {words.count(len(t.claims), 'claim')}"
        extent += f"; {words.answered_way(t, lines, matters)}"
        yield f"Directly: {fields}; {escape(extent)}.\n"
    if not dossier.channels:
        yield "No text names a third party through whom the two dealt, and no chain can be inferred.\n"
        return
    yield "| Through | Field | Direction | When | How we know | Answer | Claims |\n|---|---|---|---|---|---|---|"
    for c in dossier.channels:
        how = "inferred: no text says so" if c.inferred else "a text says so"
        how = "partial: only one of the two is named at its ends" if c.partial else how
        name = escape(dossier.names.get(c.via, c.name))
        ids = ", ".join(f"`{i}`" for i in c.claims)
        to = escape(words.direction(c, dossier.names))
        answer = escape(words.answered_way(c, lines, matters))
        yield f"| {name} | {words.DOMAIN[c.domain]} | {to} | {words.when(c.when)} | {how} | {answer} | {ids} |"
    yield ""


def _leanings(dossier: Dossier, lines: dict[str, Line]) -> Iterator[str]:
    for title, held in (("draws the two together", dossier.together), ("keeps the two apart", dossier.apart)):
        yield f"## What texts say {title}\n"
        yield from (
            (_claim(lines[x.claim], dossier.names) for x in held) if held else iter(["Nothing in these documents."])
        )
        yield ""


def _source(source: Source, names: dict[str, str]) -> Iterator[str]:
    yield f"### {escape(source.title or source.name)}\n"
    yield f"- {escape(source.author or 'author not given')}; {escape(source.publisher or 'publisher not given')}"
    for label, value in (("Date", source.date), ("Released", source.released)):
        if value or label == "Date":
            yield f"- {label}: {words.dating(value)}" + (f" ({escape(value.reason)})" if value else "")
    url = link(source.url)
    yield from [f"- <{url}>"] if url else [f"- {escape(source.url)}"] if source.url else []
    yield from [f"- Language: {escape(source.language)}"] if source.language else []
    yield from [f"- Text: {escape(source.translated)}"] if source.translated else []
    yield from (f"- Interest: “{escape(i)}”" for i in source.interest)
    yield from [f"- Licence: {escape(source.license)}"] if source.license else []
    yield from (f"- Shares words: {escape(linked.told(k))}" for k in source.links)
    for s in source.rests_on:
        shared = f"; so do {', '.join(escape(names[d]) for d in s.shared)}" if s.shared else ""
        yield f"- {words.count(len(s.claims), 'claim')}, on whose word: {escape(s.name or 'origin not given')}{shared}"
    yield from (f"- Cites: {escape(citing.told(c))}" for c in source.cites)
    yield ""


def _sources(dossier: Dossier) -> Iterator[str]:
    yield "## Sources\n"
    names = {s.document: s.title or s.name for s in dossier.sources}
    for source in dossier.sources:
        yield from _source(source, names)


def _foot(dossier: Dossier) -> Iterator[str]:
    yield "## How far to trust the reading\n"
    yield (
        "The text's certainty, an origin's reliability, a finding's credibility and our own confidence in the reading "
        "are four things; they are never added up.\n"
    )
    if dossier.accuracy is None:
        yield "The reader's accuracy was not measured."
    elif dossier.accuracy_note:
        yield f"Measured accuracy of the reader, field by field. {escape(dossier.accuracy_note)}\n"
    for field, value in (dossier.accuracy or {}).items():
        yield f"- {escape(words.FIELD.get(field, field))}: {value:.0%}"
    if dossier.published:
        yield "\n## What was done before this was published\n"
        yield from (f"- {escape(said)}" for said in dossier.published.said)


def _titles(sentence: Sentence, matters: Mapping[str, Matter]) -> str:
    of = [matters[i] for i in sentence.findings if i in matters]
    told = "; ".join(escape(m.finding.title) + _answered(m) for m in of)
    return f" {told}" if sentence.text.endswith(":") else ""


def _written(dossier: Dossier) -> set[str]:
    """The claims that some part has written out."""
    found = {i for m in dossier.matters for i in (*m.said_for, *m.said_against)}
    return found | {x.claim for x in (*dossier.together, *dossier.apart)} | set(dossier.one_sided)


def to_markdown(dossier: Dossier) -> str:
    """The dossier as Markdown (CommonMark with tables); text of documents is escaped."""
    lines, b = _lines(dossier), dossier.basis
    one, other = (escape(p.name) for p in dossier.parties)
    head = [f"# {one} and {other}\n"]
    head += [f"As things stood on {words.date(dossier.on)}.  "] if dossier.on else []
    head += [f"As known by {words.date(dossier.as_known)}.  "] if dossier.as_known else []
    head += [
        f"Rests on {words.count(b.documents, 'document')}, {words.count(b.claims, 'claim')}, "
        f"{words.count(b.traced, 'traced origin')}; {words.count(b.untraced, 'claim')} without a given origin.\n"
    ]
    matters = {m.finding.id: m for m in dossier.matters}
    notice = dossier.published
    head += [f"{escape(notice.said[0])}\n"] if notice else []
    head += [f"- {escape(s.text)}{_titles(s, matters)}" for s in dossier.brief] + [""]
    alone = ["## Claims that name only one of the two\n"]
    alone += [_claim(lines[i], dossier.names) for i in dossier.one_sided]
    rest = [_claim(line, dossier.names) for i, line in lines.items() if i not in _written(dossier)]
    alone += ["\n### Claims that stand under nothing above\n", *rest, ""] if rest else [""]
    parts: Iterable[str] = (
        *head, *_standing(dossier), *_matters(dossier, lines), *_channels(dossier, lines), *_leanings(dossier, lines),
        *alone, *_sources(dossier), *_foot(dossier),
    )  # fmt: skip
    return "\n".join(parts).rstrip() + "\n"
