"""Who stands behind a finding: repetition is not corroboration."""

from __future__ import annotations

from typing import Any

from backchannel.evidence import copy_groups, findings
from backchannel.evidence.names import first_work, key_of, nobody
from backchannel.evidence.tables import patterns
from backchannel.model import Citation, Finding, Note, Relay
from tests.evidence.factory import AUTHOR, document, library, said

ARMS: dict[str, Any] = {"plover": "AID", "domain": "arms", "date": "1978"}
WORDS = "Libya shipped forty anti-aircraft guns to Malta"
NEWS = (
    "The freighter left Tripoli on a Sunday and tied up in Valletta two days later, harbour workers say. Forty guns in "
    "crates marked as pumps were carried ashore by night while the police kept the quay clear of onlookers and sailors."
)


def only(found: tuple[Finding, ...]) -> Finding:
    (finding,) = found
    return finding


def test_an_author_who_names_no_origin_is_no_witness() -> None:
    """Three authors who name nobody are three untraced origins and no traced one."""
    claims = [said(WORDS, f"{n}.txt", **ARMS) for n in range(3)]
    finding = only(findings(claims, {}))
    assert (finding.traced, finding.untraced) == (0, 3)
    assert all(o.name is None for o in finding.origins)


def test_two_claims_of_one_named_origin_are_one_witness() -> None:
    """One cable quoted in two papers is one traced origin with two claims."""
    claims = [
        said(WORDS, "one.txt", by="an American cable of 3 May 1978", **ARMS),
        said(WORDS, "two.txt", by="a leaked cable of 3 May 1978", **ARMS),
    ]
    finding = only(findings(claims, {}))
    assert (finding.traced, finding.untraced) == (1, 0)
    assert set(finding.origins[0].claims) == {c.id for c in claims}


def test_cables_of_two_days_are_two_origins() -> None:
    """Papers of one sort are told apart by their dates."""
    claims = [
        said(WORDS, "one.txt", by="a cable of 3 May 1978", **ARMS),
        said(WORDS, "two.txt", by="a cable of 9 June 1978", **ARMS),
    ]
    assert only(findings(claims, {})).traced == 2


def test_a_surname_means_the_person_named_in_full() -> None:
    """ "Borg" in one document and "Anton Borg" in the other are one witness."""
    claims = [said(WORDS, "one.txt", by="Anton Borg", **ARMS), said(WORDS, "two.txt", by="Mr Borg", **ARMS)]
    finding = only(findings(claims, {}))
    assert [o.name for o in finding.origins] == ["Anton Borg"]


def test_a_surname_that_two_persons_bear_is_not_settled() -> None:
    """Where two full names end in it, a bare surname is neither."""
    claims = [said(WORDS, f"{n}.txt", by=name, **ARMS) for n, name in enumerate(("Anton Borg", "Maria Borg", "Borg"))]
    assert only(findings(claims, {})).traced == 3


def test_an_acronym_means_the_name_it_is_made_of() -> None:
    """ "ICAO" and its name written out are one witness."""
    claims = [
        said(WORDS, "one.txt", by="International Civil Aviation Organisation", **ARMS),
        said(WORDS, "two.txt", by="ICAO", **ARMS),
    ]
    assert only(findings(claims, {})).traced == 1


def test_sources_that_nobody_can_trace_are_not_given() -> None:
    """ "Unnamed", "some historians", "officials" are no names."""
    claims = [
        said(WORDS, f"{n}.txt", by=name, **ARMS)
        for n, name in enumerate(("unnamed", "some historians", "Maltese officials", "press reports"))
    ]
    finding = only(findings(claims, {}))
    assert (finding.traced, finding.untraced) == (0, 4)
    assert "Maltese officials" in " ".join(o.reason for o in finding.origins)


def test_the_note_that_an_author_cites_is_the_origin() -> None:
    """A bare assertion with a note rests on the work in the note, in two documents on the same."""
    note = Note(number="2", start=0, end=9, text="", author="Anton Borg", title="Guns for Valletta", date="1985")
    books = library(document("one.txt", notes=(note,)), document("two.txt", notes=(note,)))
    cited = {**ARMS, "citation": Citation(footnote=2)}
    finding = only(findings([said(WORDS, "one.txt", **cited), said(WORDS, "two.txt", **cited)], books))
    assert [o.name for o in finding.origins] == ["Anton Borg, Guns for Valletta"]
    assert not finding.origins[0].read


def test_an_origin_that_is_a_document_here_is_read_and_stays_one_witness() -> None:
    """Where the cited work is itself in the ledger its own claims are the same witness, and we have read it."""
    note = Note(number="1", start=0, end=9, text="", author="Anton Borg", title="Guns for Valletta")
    books = library(
        document("essay.txt", notes=(note,)), document("book.txt", title="Guns for Valletta", author="Anton Borg")
    )
    claims = [said(WORDS, "essay.txt", citation=Citation(footnote=1), **ARMS), said(WORDS, "book.txt", **ARMS)]
    finding = only(findings(claims, books))
    assert (finding.traced, finding.untraced) == (1, 0)
    assert finding.origins[0].read
    assert finding.origins[0].document == "book.txt"
    assert set(finding.origins[0].claims) == {c.id for c in claims}


def test_the_originator_counts_and_not_who_passes_it_on() -> None:
    """A minister quoted by two newspapers is one witness; the newspapers are none."""
    claims = [
        said(WORDS, f"{paper}.txt", attribution=(Relay(source="Anton Borg"), Relay(source=paper), AUTHOR), **ARMS)
        for paper in ("The Sun", "The Moon")
    ]
    finding = only(findings(claims, {}))
    assert [o.name for o in finding.origins] == ["Anton Borg"]


def test_copies_of_one_text_share_an_origin_that_is_not_given() -> None:
    """A syndicated article printed three times counts as one text without origin."""
    texts = [NEWS, NEWS + " More tomorrow.", "By our own staff. " + NEWS]
    books = library(*(document(f"{n}.txt", text) for n, text in enumerate(texts)))
    claims = [said("Forty guns in crates marked as pumps", f"{n}.txt", **ARMS) for n in range(3)]
    finding = only(findings(claims, books))
    assert (finding.traced, finding.untraced) == (0, 1)


def test_different_texts_are_no_copies() -> None:
    """Two articles about one event in their own words are not taken for copies."""
    other = "A ship from Libya unloaded weapons in Malta in May, and the government has not said what they are for."
    assert copy_groups(library(document("a", NEWS), document("b", other))) == {"a": "a", "b": "b"}


def test_every_example_of_nobody_is_nobody() -> None:
    """The patterns find their own examples, and no name of a person, paper or office."""
    for rule in patterns("origins", "nobody"):
        assert rule.pattern.search(rule.example), rule
    for name in ("Anton Borg", "Times of Malta", "Ministry of Defence", "a cable of 3 May 1978", "Borg, Some Reports"):
        assert not nobody(name), name


def test_every_dated_paper_is_known_by_sort_and_date() -> None:
    """Cables and the like are known by what they are and when."""
    for rule in patterns("origins", "dated"):
        assert key_of(rule.example)[0] == "paper", rule
    assert key_of("US embassy cable of October 1973") == key_of("an American cable, October 1973")


def test_what_says_only_where_in_a_work_is_cut_off() -> None:
    """Pages, pinpoints and redactions are no part of a work's name."""
    for rule in patterns("origins", "where"):
        assert rule.pattern.search(rule.example), rule
    assert first_work("Anna Lindh, The Quiet Road, pp. 12–15; Ole Berg, Oslo") == "Anna Lindh, The Quiet Road"


def test_a_long_text_and_its_shortened_reprint_are_copies() -> None:
    """Also where only a sample of shingles is kept: a reprint without the last fifth is one, another text is not."""
    words = [f"word{n * n % 7919}" for n in range(2000)]
    texts = {"a": " ".join(words), "b": " ".join(words[:1600]), "c": " ".join(reversed(words)), "d": "none of these"}
    groups = copy_groups(library(*(document(n, t) for n, t in texts.items())))
    assert groups == {"a": "a", "b": "a", "c": "c", "d": "d"}


def test_a_wire_story_with_hundreds_of_copies_is_still_one() -> None:
    """However often a text is printed, its copies are found."""
    books = library(*(document(f"{n:03d}", f"{NEWS} Printed in town {n}.") for n in range(300)))
    assert set(copy_groups(books).values()) == {"000"}
