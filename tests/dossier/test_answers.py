"""Each answer stands on the line of what it answers, in every form of the dossier and wherever text is cut."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import msgspec
import pytest

from backchannel.dossier import build, to_html, to_markdown
from backchannel.dossier.quoting import Limits

from .published import FORMS, published, world
from .sample import BY_ID, CLAIMS, DOCUMENTS, FINDINGS, PARTIES, TITLED

# answers


def lines_of(form: str, text: str, passages: bool) -> list[str]:
    """What a reader takes for one line: a line of Markdown, a row or item of the page, an object of the JSON."""
    if form == "html":
        return Rows(text, passages).rows
    if form == "markdown":
        return [re.sub(r"\\([^\w\s])", r"\1", line) for line in text.splitlines()]
    return list(objects(msgspec.json.decode(text), passages))


def objects(value: Any, passages: bool) -> Iterator[str]:
    """The strings of a JSON value; those of a claim's line and of a finding's matter are one."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict) and {"claim", "passage"} <= value.keys():
        yield str(value if passages else {**value, "passage": None})
    elif isinstance(value, dict) and "said_for" in value:
        yield str(value)
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from objects(part, passages)


class Rows(HTMLParser):
    """What stands together on the page: the texts of rows, items, summaries and figures, and what is read aloud."""

    KINDS = ("tr", "li", "summary", "figure")

    def __init__(self, page: str, passages: bool) -> None:
        super().__init__()
        self.rows: list[str] = []
        self._open: list[tuple[str, list[str]]] = []
        self._passages, self._skipped = passages, False
        self.feed(re.sub(r"<style>.*?</style>|<script>.*?</script>", "", page, flags=re.DOTALL))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in self.KINDS or (tag == "a" and (given.get("class") or "").startswith("mark")):
            self._open.append((tag, []))
        self._skipped |= tag == "blockquote" and not self._passages
        if tag != "svg" and (said := given.get("aria-label")):
            self.rows.append(said)

    def handle_endtag(self, tag: str) -> None:
        self._skipped &= tag != "blockquote"
        if self._open and self._open[-1][0] == tag:
            words = self._open.pop()[1]
            if tag != "summary" or not self._open or self._open[-1][0] != "li":
                self.rows.append("".join(words))
            if self._open and tag != "figure":
                self._open[-1][1].extend(words)

    def handle_data(self, data: str) -> None:
        if self._open and not self._skipped:
            self._open[-1][1].append(data)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("made", ["as it is worked on", "published", "cut"])
def test_each_answer_stands_on_the_line_of_the_allegation(form: str, made: str) -> None:
    """Wherever a denied title or quote is printed, who denies it is printed beside it, also where text is cut.

    On a page to be published that goes for passages too; for those who work on it a passage is the source's own.
    """
    documents, claims, findings = world()
    if made == "as it is worked on":
        value = build(PARTIES, documents, claims, findings)
    else:
        value = published(limits=Limits(passage=8, source=400) if made == "cut" else None)
    seen = 0
    answered = [(x.claim.quote, x.answers) for x in value.lines] + [(m.finding.title, m.answers) for m in value.matters]
    lines = [" ".join(line.split()) for line in lines_of(form, FORMS[form](value), made != "as it is worked on")]
    for words, answers in answered:
        for line in lines if answers and words else ():
            if " ".join(words.split()) in line:
                seen += 1
                assert any(a.partition(",")[0] in line for a in answers), (words, line)
    assert seen > 8


def test_a_claim_has_the_answers_to_its_finding_too() -> None:
    """A second witness of a denied matter is printed with the denial that another document reports."""
    value = build(PARTIES, DOCUMENTS.values(), BY_ID, FINDINGS)
    line = next(x for x in value.lines if x.claim.id == CLAIMS["equipment"].id)
    assert line.answers[0] == "China's foreign ministry denies, 19 June 1981"
    memoir = next(x for x in value.lines if x.claim.id == CLAIMS["memoir-met"].id)
    assert memoir.answers == next(
        m.answers for m in value.matters if m.finding == TITLED["Kissinger's secret visit to Peking"]
    )


def test_a_way_of_dealing_says_what_of_it_was_answered() -> None:
    """Where some claims of a way are denied and others are not, the page says that it is some."""
    value = build(PARTIES, DOCUMENTS.values(), BY_ID, FINDINGS)
    for render in (to_html, to_markdown):
        assert "to some of it: " in render(value)
