"""A dossier that is handed on: nothing of the workshop, short quotes, and what was done to it printed on it."""

from __future__ import annotations

import html as markup
import re

import msgspec
import pytest

from backchannel.dossier import Dossier, build, hold_back, publish, to_html, to_json, to_markdown
from backchannel.dossier.publishing import DISCLAIMER
from backchannel.dossier.quoting import Limits, is_open, open_licences, words_in
from backchannel.dossier.safe import public_link
from backchannel.model import Claim, Document, Finding, Linked, SetAside, decode

from .published import ANALYST, FORMS, NOTE, VILLAIN, claim_named, finding_of, published, world
from .sample import BY_ID, CLAIMS, DOCUMENTS, PARTIES

# nothing of the workshop


def test_no_path_no_file_name_no_digest(form: str, words: str) -> None:
    """Neither where the sources lie, nor what their files are called, nor what would tell one copy from another."""
    for word in ("/home", "keeper", "secret/scans", "gazette.txt", "file:", *(d.name for d in DOCUMENTS.values())):
        assert word not in words, word
    for source in world()[0]:
        assert source.id not in form


def test_no_analyst_no_note_no_cue(words: str) -> None:
    """Who settled what, and why, is the keepers' own; that a person settled it is said."""
    for word in (ANALYST, "Ruiz", NOTE, "desk officer", "whispered", "was repaired"):
        assert word not in words, word
    assert "the editors" in words


def test_the_unpublished_form_has_all_that() -> None:
    """So that the tests above would see it."""
    documents, claims, findings = world()
    for render in FORMS.values():
        text = render(build(PARTIES, documents, claims, findings))
        assert "keeper" in text and ANALYST in text and VILLAIN in text and "gazette.txt" in text


def test_documents_that_are_no_sources_here_have_neither_id_nor_file_name() -> None:
    """Copies, corrections and origins are named by their titles, or not at all."""
    documents, claims, findings = world()
    of, by = claims[claim_named("The ministers").id], "ab" * 32
    link = Linked(relation="same text as", document=by, name="stolen copy.pdf", share=0.97, title="The wheat papers")
    aside = SetAside(claim=of.id, kind="correction", by=by)
    led = next(n for n, f in enumerate(findings) if f.claims[0] == of.id)
    findings[led] = msgspec.structs.replace(findings[led], set_aside=(aside,))
    held = hold_back(documents, claims, findings, {})
    linked = {of.document: (link,)}
    made = publish(build(PARTIES, documents, held.claims, held.findings, linked=linked), documents, held, 0)
    for render in FORMS.values():
        text = render(made)
        assert by not in text and "stolen copy" not in text and "The wheat papers" in text
        assert "corrected by" in text or render is to_json


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://ann:pw@example.org/a?b=1#c", "https://example.org/a?b=1#c"),
        ("https://example.org/a?session_id=77", "https://example.org/a"),
        ("http://localhost:8000/a", None),
        ("http://192.168.1.4/a", None),
        ("http://[::1]/a", None),
        ("http://desk.local/a", None),
        ("http://intranet/a", None),
        ("file:///home/ann/a", None),
        ("https://example.org:x/", None),
        (None, None),
    ],
)
def test_addresses_are_such_as_anybody_can_follow(url: str | None, kept: str | None) -> None:
    """No local host, no password, no key."""
    assert public_link(url) == kept


def test_every_reference_holds(handed_on: Dossier) -> None:
    """Documents have other ids now, the same everywhere, and the JSON is a dossier again."""
    sources = {s.document for s in handed_on.sources}
    assert sources == {f"source-{n}" for n in range(1, len(sources) + 1)}
    assert {x.claim.document for x in handed_on.lines} == {x.passage.document for x in handed_on.lines} == sources
    for source in handed_on.sources:
        assert {d for s in source.rests_on for d in (*s.shared, s.document) if d} <= sources
    assert decode(to_json(handed_on), Dossier) == handed_on


# quotes


def shown(dossier: Dossier, source: Document, number: str) -> set[int]:
    """The numbers of the words of a source that the dossier shows."""
    passages = [x.passage for x in dossier.lines if x.passage.document == number]
    spans = [(p.start, p.start + len(p.text)) for p in passages]
    interest = [i.removesuffix(" …") for s in dossier.sources if s.document == number for i in s.interest]
    spans += [(source.text.index(i), source.text.index(i) + len(i)) for i in interest if i in source.text]
    words = [m.span() for m in re.finditer(r"\S+", source.text)]
    return {n for n, (low, high) in enumerate(words) if any(s < high and low < e for s, e in spans)}


@pytest.mark.parametrize("limits", [Limits(), Limits(passage=12, source=30, share=0.05, least=10)])
def test_no_passage_and_no_source_is_quoted_beyond_its_limit(limits: Limits) -> None:
    """Counted over the words of the source that any part of the dossier shows."""
    made = published(limits=limits)
    assert made.lines
    assert max(words_in(x.passage.text) for x in made.lines) <= limits.passage
    by_title = {d.metadata.title: d for d in world()[0]}
    for source in made.sources:
        of = by_title[source.title]
        assert len(shown(made, of, source.document)) <= limits.of(words_in(of.text))


def test_no_long_run_of_a_source_stands_in_any_form(words: str) -> None:
    """Fifty-one words of a source in a row are nowhere, however they came there."""
    for source in world()[0]:
        whole = source.text.split()
        for n in range(len(whole) - 50):
            assert " ".join(whole[n : n + 51]) not in words


def test_an_open_licence_lets_the_passage_stand() -> None:
    """And is printed with its source."""
    wide, narrow = (
        next(x for x in published(license=licence).lines if x.claim.quote.startswith("The ministers"))
        for licence in ("CC BY 4.0", "all rights reserved")
    )
    assert len(wide.passage.text) >= len(narrow.passage.text)
    tight = published(limits=Limits(passage=3, source=3, share=0, least=0), license="public domain")
    assert any(words_in(x.passage.text) > 10 for x in tight.lines)
    assert all("CC BY 4.0" in render(published(license="CC BY 4.0")) for render in FORMS.values())


@pytest.mark.parametrize(
    ("licence", "free"),
    [
        ("CC-BY-4.0", True), ("CC BY-SA 3.0", True), ("cc0-1.0", True), ("Public Domain Mark 1.0", True),
        ("CC BY-NC 4.0", False), ("CC-BY-NC-ND-4.0", False), ("CC-BY-NC-SA-4.0", False), ("© Atlantic Notebook", False),
        ("Apache-2.0", False), (None, False),
    ],
)  # fmt: skip
def test_which_licences_allow_long_quotes(licence: str | None, free: bool) -> None:
    """Those that ask for no more than the author's name; never one that forbids commercial use."""
    assert is_open(licence) is free


def test_every_licence_of_the_table_is_known_by_its_own_example() -> None:
    """Each pattern matches its example and stands for one that is open."""
    for pattern, example in open_licences():
        assert pattern.search(example) and is_open(example)


def test_a_claim_that_is_not_quoted_still_says_how_it_was_read() -> None:
    """With its place, its answers and its source; titles and reasons quote no more than the claim does."""
    made = published(limits=Limits(passage=50, source=6, share=0, least=6))
    bare = [x for x in made.lines if not x.claim.quote]
    assert bare and all(x.left_out for x in bare)
    for line in bare:
        old = BY_ID.get(line.claim.id) or next(c for c in world()[1].values() if c.id == line.claim.id)
        for render in FORMS.values():
            assert f"“{old.quote}”" not in markup.unescape(render(made))
    assert "not quoted; event, CONSULT; by America (United States)" in markup.unescape(to_html(made))
    assert to_markdown(made).count("(not quoted;") >= len(bare)


def test_the_claims_own_sentence_comes_first() -> None:
    """What stands around a claim in its sentence is shown before neighbours; those are shown whole or not at all."""
    made = published(limits=Limits(passage=20, source=4000, share=1))
    line = next(x for x in made.lines if x.claim.quote.startswith("The ministers"))
    assert (
        line.passage.text
        == "The ministers of America and China met in Bern in May 1985 and spoke of wheat for two days."
    )
    for x in made.lines:
        edge = x.passage.text[x.mark[1] :]
        whole = not edge or re.search(r"[.!?”\"\]…]\s*$", edge) or words_in(x.passage.text) >= 18
        assert whole or not x.passage.after, x.passage.text


# what is printed on it


def test_the_disclaimer_is_on_every_form(words: str, handed_on: Dossier) -> None:
    """On names and borders, on truth, on quotes; and what was held back is said at the top as well."""
    assert handed_on.published
    for said in (*handed_on.published.said, *DISCLAIMER):
        assert said in words


def test_where_nothing_accuses_that_is_said_too() -> None:
    """No claim held back is not the same as not looked."""
    calm = [c for k, c in CLAIMS.items() if k in ("trade", "liaison")]
    held = hold_back(DOCUMENTS.values(), {c.id: c for c in calm}, [found_of(c) for c in calm], {})
    made = publish(build(PARTIES, DOCUMENTS.values(), held.claims, held.findings), list(DOCUMENTS.values()), held, 0)
    assert made.published and made.published.held == 0
    assert "No claim was held back" in to_markdown(made)


def found_of(of: Claim) -> Finding:
    """A finding of one claim."""
    return finding_of("A matter", of)


def test_an_authors_interest_that_may_not_be_quoted_is_not_called_unstated(handed_on: Dossier) -> None:
    """“Not stated in the text” would be false."""
    source = next(s for s in handed_on.sources if s.title == "The wheat gazette")
    assert source.interest == ("(not quoted)",)


def test_published_is_the_same_every_time() -> None:
    """Equal input gives equal bytes, in every form."""
    one, other = published(), published()
    for render in FORMS.values():
        assert render(one) == render(other)
