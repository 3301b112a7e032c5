"""A dossier of very many claims stays readable, and says in which language its texts were."""

from __future__ import annotations

from msgspec.structs import replace

from backchannel.dossier import build, to_html, to_markdown
from backchannel.dossier.passages import line
from backchannel.model import Section, When

from .sample import CLAIMS, DOCUMENTS, FINDINGS, PARTIES


def test_claims_on_one_of_the_two_are_listed_bare_beyond_a_hundred() -> None:
    """They count for nothing; all of them are on the page with words and place, the first with their passages."""
    made = build(PARTIES, DOCUMENTS.values(), CLAIMS.values(), FINDINGS)
    pattern = next(one for one in made.lines if one.claim.id == made.one_sided[0])
    copies = tuple(replace(pattern, claim=replace(pattern.claim, id=f"{n:016x}")) for n in range(250))
    many = replace(made, lines=(*made.lines, *copies), one_sided=(*made.one_sided, *(one.claim.id for one in copies)))
    page = to_html(many)
    bare = len(many.one_sided) - 100
    assert f"{bare} more, without their passages" in page
    assert page.count('<li class="bare"') == bare
    assert all(f'id="c-{one.claim.id}"' in page for one in copies)


def test_a_source_says_its_language_and_that_it_is_a_translation() -> None:
    """Language, original and translator stand at the source, on the page and in Markdown."""
    first = CLAIMS["posts"].document
    documents = [
        replace(
            d,
            metadata=replace(d.metadata, language="fr", translation_of="Lodz, 7", translator="A. Nowak"),
        )
        if d.id == first
        else d
        for d in DOCUMENTS.values()
    ]
    made = build(PARTIES, documents, CLAIMS.values(), FINDINGS)
    for form in (to_html(made), to_markdown(made)):
        assert "a translation of Lodz, 7, by A. Nowak" in form
        assert "Language" in form
    unnamed = replace(made.sources[0], translation_of="x", translator=None)
    assert unnamed.translated == "a translation of x, translator not named"


def test_a_passage_in_another_language_says_so() -> None:
    """A block in another language than its document is marked with its own, and so is the claim's line."""
    claim = CLAIMS["posts"]
    document = next(d for d in DOCUMENTS.values() if d.id == claim.document)
    sections = tuple(
        Section(start=s.start, end=s.end, kind=s.kind, language="ru" if s.start <= claim.start < s.end else None)
        for s in document.sections
    )
    foreign = replace(document, sections=sections)
    assert line(claim, document).passage.language is None
    assert line(claim, foreign).passage.language == "ru"
    documents = [foreign if d.id == document.id else d for d in DOCUMENTS.values()]
    page = to_html(build(PARTIES, documents, CLAIMS.values(), FINDINGS))
    assert 'dir="auto" lang="ru"' in page
    assert "<span>in ru</span>" in page


def test_a_field_that_nothing_dates_has_no_latest_day() -> None:
    """Where no finding has a date nothing is called the latest."""
    made = build(PARTIES, DOCUMENTS.values(), CLAIMS.values(), FINDINGS)
    undated = tuple(replace(d, latest=When()) for d in made.standing.domains)
    page = to_html(replace(made, standing=replace(made.standing, domains=undated)))
    assert "<small>latest" in to_html(made)
    assert "latest undated" not in page


def test_answers_stand_apart_from_titles_in_markdown() -> None:
    """A space parts a title and what was answered to it."""
    told = to_markdown(build(PARTIES, DOCUMENTS.values(), CLAIMS.values(), FINDINGS))
    titles = [text for text in told.splitlines() if text.startswith("### ") and "denies" in text]
    assert titles
    assert all(" (" in text and ")(" not in text and "”(" not in text for text in titles)
