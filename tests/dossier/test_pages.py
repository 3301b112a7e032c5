"""The page and the Markdown: nothing from a document is markup, and a large dossier stays quick."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from html.parser import HTMLParser

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backchannel.dossier import Dossier, Held, build, publish, to_html, to_json, to_markdown
from backchannel.dossier.markdown import escape
from backchannel.dossier.safe import link, seen
from backchannel.dossier.timeline import timeline
from backchannel.model import Reason, decode

from .hostile import hostile, hostile_documents
from .sample import ACCURACY, BY_ID, CLAIMS, DOCUMENTS, FINDINGS, PARTIES


class Page(HTMLParser):
    """The tags, ids and links of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def values(self, attribute: str) -> list[str]:
        return [a[attribute] or "" for _, a in self.tags if attribute in a]


@pytest.fixture(scope="module")
def dossier() -> Dossier:
    """The dossier of the sample."""
    return build(PARTIES, DOCUMENTS.values(), BY_ID, FINDINGS, accuracy=ACCURACY)


@pytest.fixture(scope="module")
def html(dossier: Dossier) -> str:
    """Its page."""
    return to_html(dossier)


def test_page_needs_nothing_beside_it(html: str) -> None:
    """No element fetches anything; the only addresses are links a reader may follow."""
    page = Page(html)
    assert not {"link", "img", "iframe", "object", "embed", "base", "form", "video"} & {t for t, _ in page.tags}
    assert page.values("src") == page.values("style") == []
    assert not [a for _, attrs in page.tags for a in attrs if a.startswith("on")]
    assert not re.search(r"url\((?!#)|@import", html)
    assert {h for h in page.values("href") if not h.startswith("#")} == {"https://example.org/courier"}


def test_policy_allows_only_the_pages_own_script_and_style(html: str) -> None:
    """The hashes in the policy are those of the one script and the one style; all else is forbidden."""
    policy = next(a["content"] for t, a in Page(html).tags if a.get("http-equiv") == "Content-Security-Policy")
    assert policy and policy.startswith("default-src 'none'; ")
    for tag in ("script", "style"):
        held = re.findall(rf"<{tag}>(.*?)</{tag}>", html, re.DOTALL)
        assert len(held) == 1
        digest = base64.b64encode(hashlib.sha256(held[0].encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy


def test_every_link_of_the_page_arrives(html: str) -> None:
    """Each fragment leads to an id of the page, and no id is there twice."""
    page = Page(html)
    ids = page.values("id")
    assert len(ids) == len(set(ids))
    assert {h[1:] for h in page.values("href") if h.startswith("#")} <= set(ids)


def test_every_claim_opens_its_passage(dossier: Dossier, html: str) -> None:
    """Each claim is on the page in a details element with its words marked in their passage."""
    for x in dossier.lines:
        assert f'id="c-{x.claim.id}"' in html
    assert html.count("<mark>") >= len(dossier.lines)


def test_a_flat_wording_is_not_called_certain(html: str) -> None:
    """The page prints "stated flatly"; accuracy is printed by field; the four grades are told apart."""
    assert "stated flatly" in html and ">certain<" not in html
    assert "Of 100" in html and ">64<" in html
    for grade in ("The text's certainty", "An origin's reliability", "A finding's credibility", "Our confidence"):
        assert grade.replace("'", "&#39;") in html or grade in html


def test_hostile_words_are_words() -> None:
    """Tags, script ends, handlers and javascript: addresses from a document are text on the page."""
    bad = hostile()
    html = to_html(bad)
    page = Page(html)
    assert [t for t, _ in page.tags].count("script") == 1
    assert "img" not in {t for t, _ in page.tags}
    assert "<script>alert" not in html and "&lt;script&gt;alert" in html
    assert not [h for h in page.values("href") if h.lower().startswith("javascript")]
    assert "\u202e" not in html and "⟦U+202E⟧" in html


def test_no_sign_of_a_hostile_text_is_hidden() -> None:
    """Controls that turn text, tags that are not seen and terminal escapes are written out, on page and in Markdown."""
    for text in (to_html(hostile()), to_markdown(hostile())):
        for code in ("202E", "2066", "2069", "061C", "E0041", "2028", "001B"):
            assert f"⟦U+{code}⟧" in text
            assert chr(int(code, 16)) not in text


def test_json_can_be_put_into_a_page() -> None:
    """Nothing in it ends a script element, begins a tag, turns a line or is hidden; and it is the value still."""
    bad = hostile()
    text = to_json(bad)
    assert not re.search("[<>&\u061c\u2028-\u202e\u2066-\u2069\U000e0000-\U000e007f\x00-\x09\x0b-\x1f]", text)
    assert decode(text, Dossier) == bad
    assert msgspec.json.decode(text) == json.loads(text)


@pytest.mark.parametrize("published", [False, True])
def test_no_handler_no_style_no_frame(published: bool) -> None:
    """Whatever documents hold, no element has a handler or style of its own, and no address is a program."""
    page = Page(to_html(handed_on(hostile()) if published else hostile()))
    assert not [a for _, attrs in page.tags for a in attrs if a.startswith("on") or a in ("style", "srcdoc", "action")]
    for address in (*page.values("href"), *page.values("src"), *page.values("xlink:href")):
        assert re.match(r"#|https?://", address)


def handed_on(made: Dossier) -> Dossier:
    """A hostile dossier as it is published."""
    return publish(made, hostile_documents(), Held({}, (), (), frozenset()), 0)


def test_hostile_words_in_markdown() -> None:
    """Markdown has no raw tag, no heading or link from a document, and no text that turns round."""
    text = to_markdown(hostile())
    assert "<script" not in text and "<img" not in text and "\u202e" not in text
    assert not re.search(r"(?<!\\)\[[^\]]*\]\(", text)
    assert [x for x in text.splitlines() if x.startswith("# ")] == ["# United States and China"]


@given(st.text())
def test_escape_leaves_no_markup(text: str) -> None:
    """Whatever a document holds, escaped it is one line without tags and without unescaped marks."""
    made = escape(text)
    assert "\n" not in made and "<" not in made
    assert not re.search(r"(?<!\\)(?:\\\\)*[`*_\[\]#|]", made)


@given(st.text())
def test_only_web_addresses_are_links(text: str) -> None:
    """Nothing but http and https with a host becomes a link."""
    assert link(text) is None or re.match(r"https?://", text, re.IGNORECASE)
    assert link("javascript:" + text) is None
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x00]", seen(text))


@pytest.mark.parametrize("bad", ["data:text/html,x", "http:///x", "https://a b", "file:///etc/passwd", "//host/x", ""])
def test_bad_addresses_are_text(bad: str) -> None:
    """Other schemes, no host, white space: no link."""
    assert link(bad) is None


def test_markdown_has_the_same_parts(dossier: Dossier) -> None:
    """Each finding, source, claim and judgement of the value stands in the Markdown."""
    text = to_markdown(dossier)
    for m in dossier.matters:
        assert f"### {escape(m.finding.title)}" in text
    for x in dossier.lines:
        if x.claim.id in {i for m in dossier.matters for i in m.said_for}:
            assert f"`{x.claim.id}`" in text
    for part in ("Where the two stand", "Who deals with whom", "draws the two together", "Sources", "64%"):
        assert part in text


def test_a_persons_decision_stands_at_the_claim(dossier: Dossier) -> None:
    """Page and Markdown say who settled which field; the page says why, and no guess of our own beside it."""
    old = CLAIMS["embargo"]
    reason = Reason(field="domain", rule="decided by Ana Ruiz", text="it is about trade")
    new = msgspec.structs.replace(old, reasons=(*old.reasons, reason))
    made = build(PARTIES, DOCUMENTS.values(), {**BY_ID, old.id: new}, FINDINGS)
    assert "settled by Ana Ruiz: field of dealing" in to_html(made)
    assert "(“it is about trade”)" in to_html(made)
    assert "settled by Ana Ruiz: field of dealing" in to_markdown(made)
    assert "settled by" not in to_html(dossier)


def test_markdown_escapes_only_what_needs_it() -> None:
    """Hyphens and full stops inside a line stay as they are; what would open a list or a rule does not."""
    assert escape("Co-operation (1971). Yes!") == "Co-operation (1971). Yes!"
    assert escape("1971. A year") == "1971\\. A year"
    assert escape("- a list") == "\\- a list" and escape("--- a rule") == "\\--- a rule"
    assert escape("[x](y) *z*") == "\\[x\\](y) \\*z\\*"


def test_no_empty_table_of_channels() -> None:
    """Where there is no channel Markdown says so in a line."""
    bare = to_markdown(build(("NOR", "PER"), (), (), ()))
    assert "| Through |" not in bare and "No way of dealing" in bare


def test_a_document_of_uncertain_date_is_drawn_as_its_range(dossier: Dossier) -> None:
    """The mark stands in the middle of the time in which it became known, and a line reaches both ends."""
    line = timeline(m for m in dossier.matters if not m.indirect)
    assert line
    wide = [m for m in line.marks if m.known[1] - m.known[0] > 300]
    assert wide and all(m.rise < 0 < m.drop and abs(m.rise + m.drop) < 0.3 for m in wide)
