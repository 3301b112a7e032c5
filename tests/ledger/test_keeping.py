"""What goes in comes out: documents, readings, versions, claims, findings."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from backchannel.errors import BadDate, DocumentError, InputError, UnknownId
from backchannel.ledger import ClaimFilter, Ledger
from backchannel.model import Claim, Reading, Section, When

from .builders import claim, document, filled, finding, reading, shanghai, warsaw


def quotes(claims: list[Claim]) -> list[str]:
    return [c.quote[:12] for c in claims]


def test_a_document_and_its_reading_come_out_as_they_went_in(ledger: Ledger) -> None:
    """Text, offsets, metadata and every field of every claim survive, byte for byte."""
    of = document("odd.txt", "A\u0000B é \U0001f600 line\r\nMoscow met Bonn.\n", date="1969-10", title="Odd")
    met = claim(of, "Moscow met Bonn", "Moscow/participant/RUS", "Bonn/participant/DEU")
    read = reading(of, met)
    ledger.add(of, read)
    assert ledger.document("odd.txt") == of
    assert ledger.readings("odd.txt") == [read]
    assert ledger.claims() == [met]
    assert ledger.document(of.id).text[met.start : met.end] == met.quote


def test_adding_again_changes_nothing(ledger: Ledger) -> None:
    """The same document and reading again leaves counts and findings as they are."""
    filled(ledger)
    ledger.set_findings([finding("a meeting", *ledger.claims(("DEU", "POL")))])
    before = ledger.counts()
    ledger.add(*warsaw())
    assert ledger.counts() == before
    assert not ledger.findings_stale()


def test_has_says_whether_adding_would_change_anything(ledger: Ledger) -> None:
    """True only for the document and reading in force, and only under a name it knows."""
    of, read = warsaw()
    assert not ledger.has(of.id, read.id)
    ledger.add(of, read)
    assert ledger.has(of.id, read.id)
    assert ledger.has(of.id, read.id, name="warsaw.txt")
    assert not ledger.has(of.id, read.id, name="copy.txt")
    newer = reading(of, version="2")
    ledger.add(of, newer)
    assert not ledger.has(of.id, read.id)
    assert ledger.has(of.id, newer.id)


def test_readings_stand_side_by_side_and_one_is_current(ledger: Ledger) -> None:
    """A second reader's claims take over; the first one's stay and can be asked for."""
    of, first = warsaw()
    ledger.add(of, first)
    second = reading(of, claim(of, "knelt in Warsaw", "chancellor/source/DEU"), reader="person:Ann", version="")
    ledger.add(of, second)
    assert quotes(ledger.claims()) == ["knelt in War"]
    assert quotes(ledger.claims(filters=ClaimFilter(reader="rules"))) == ["the chancell", "Poland and W"]
    assert [r.id for r in ledger.readings("warsaw.txt")] == [second.id, first.id]
    assert ledger.claim(first.claims[0].id) == first.claims[0]
    ledger.add(of, first)
    assert quotes(ledger.claims()) == ["the chancell", "Poland and W"]


def test_a_reading_made_anew_under_its_id_replaces_the_old_one(ledger: Ledger) -> None:
    """Where a reader under development says something else, its last word stands."""
    of, first = warsaw()
    ledger.add(of, first)
    ledger.add(of, msgspec.structs.replace(first, claims=first.claims[:1]))
    assert ledger.claims() == [first.claims[0]]
    assert ledger.counts().readings == 1


def test_changed_bytes_under_one_name_are_a_new_version(ledger: Ledger) -> None:
    """The new one is in force and says what it supersedes; the old one is kept, findable by id."""
    old, old_reading = warsaw()
    new = document("warsaw.txt", old.text + "\nMore.", date="1972")
    ledger.add(old, old_reading)
    ledger.add(new, reading(new))
    assert [d.id for d in ledger.documents()] == [new.id]
    assert ledger.documents()[0].supersedes == (old.id,)
    assert ledger.document("warsaw.txt") == new
    assert ledger.document(old.id) == old
    assert ledger.claims() == []
    assert {h.document for h in ledger.search("knelt")} == {new.id}


def test_a_version_that_comes_back_is_in_force_again(ledger: Ledger) -> None:
    """Old bytes read again supersede what superseded them, through any number of versions."""
    versions = [document("a.txt", text) for text in ("one", "two", "three")]
    for of in [*versions, versions[0]]:
        ledger.add(of, reading(of))
        assert [d.id for d in ledger.documents()] == [of.id]
    assert len(ledger.documents(versions=True)) == 3


def test_files_told_apart_by_their_source_do_not_supersede_each_other(ledger: Ledger) -> None:
    """Two files of one name in two folders are two documents; the name alone is then ambiguous."""
    one, two = document("note.txt", "one"), document("note.txt", "two")
    ledger.add(one, reading(one), source="/a/note.txt")
    ledger.add(two, reading(two), source="/b/note.txt")
    assert len(ledger.documents()) == 2
    with pytest.raises(InputError, match="several documents"):
        ledger.document("note.txt")


def test_copies_under_other_names_are_one_document(ledger: Ledger) -> None:
    """The same bytes under two names are one document whose first name by order speaks, however they came in."""
    later, read = warsaw("z.txt")
    earlier, _ = warsaw("b.txt", title="Kneeling")
    ledger.add(later, read)
    ledger.add(earlier, read)
    (entry,) = ledger.documents()
    assert (entry.name, entry.names, entry.metadata.title) == ("b.txt", ("b.txt", "z.txt"), "Kneeling")
    assert {c.doc for c in ledger.claims()} == {"b.txt"}
    assert ledger.document("z.txt").id == later.id


def test_a_better_extractor_replaces_the_text_under_all_names(ledger: Ledger) -> None:
    """The same bytes with another text: the new text stands, and every copy describes that text."""
    of, read = warsaw("a.txt")
    ledger.add(of, read)
    ledger.add(*warsaw("b.txt"))
    text = "Chancellor knelt."
    better = msgspec.structs.replace(
        of, name="b.txt", text=text, text_digest="new", sections=(Section(start=0, end=17, kind="paragraph"),)
    )
    ledger.add(better, Reading(id="r2", document=of.id, text_digest="new", reader="rules", version="2"))
    assert ledger.document("a.txt") == msgspec.structs.replace(better, name="a.txt")
    assert ledger.claims() == []


def test_new_metadata_of_known_bytes_are_taken_over(ledger: Ledger) -> None:
    """A sidecar added later changes what the document is known as, and when it became known."""
    ledger.add(*warsaw())
    of, read = warsaw(author="A. Witness")
    ledger.add(of, read)
    assert ledger.documents()[0].metadata.author == "A. Witness"


@pytest.mark.parametrize("name", ["warsaw.txt", "warsaw", "some/folder/warsaw.html"])
def test_a_document_is_found_by_what_its_user_would_type(ledger: Ledger, name: str) -> None:
    """Name, name without extension, or the same name in a folder."""
    filled(ledger)
    assert ledger.document(name) == warsaw()[0]


def test_a_document_is_found_by_the_beginning_of_its_id(ledger: Ledger) -> None:
    """A unique beginning is enough; what is unknown says so."""
    filled(ledger)
    of = warsaw()[0]
    assert ledger.document(of.id[:10]) == of
    with pytest.raises(UnknownId, match="no document 'oslo'"):
        ledger.document("oslo")


def test_claims_are_asked_for_by_parties_and_filters(ledger: Ledger) -> None:
    """Each filter lets through what it describes, and filters add up."""
    filled(ledger)

    def found(*parties: str, **fields: object) -> list[str]:
        return quotes(ledger.claims(parties, filters=msgspec.convert(fields, ClaimFilter)))

    assert found("POL", "DEU") == found("DEU", "POL") == ["the chancell", "Poland and W"]
    assert found("USA", "CHN", "PAK") == ["Pakistan car"]
    assert found("PAK", "POL") == []
    assert found("PAK", role="via") == ["Pakistan car"]
    assert found("USA", role="via") == []
    assert found(role="source") == ["President Ni", "the chancell"]
    assert found(act="AGREE") == ["The two side", "Poland and W"]
    assert found(domain="diplomacy", certainty="probable") == ["The two side"]
    assert found(covert=True) == ["Pakistan car"]
    assert found(document="warsaw") == ["the chancell", "Poland and W"]
    assert found(actor="nixon") == ["President Ni"]
    assert found(text="communique") == ["The two side"]
    assert found(text="muniq") == ["The two side"]
    assert found(kind="figure") == []
    assert found("DEU", "DEU") == found("DEU")


def test_time_filters_follow_event_time_and_known_time(ledger: Ledger) -> None:
    """Event time cuts by the whole interval a date names; known time by the document's date; undated is not known."""
    filled(ledger)
    undated = document("undated.txt", "Oslo hosted them.")
    ledger.add(undated, reading(undated, claim(undated, "Oslo hosted them", "Oslo/via/NOR")))

    def found(**fields: object) -> list[str]:
        return quotes(ledger.claims(filters=msgspec.convert(fields, ClaimFilter)))

    assert found(since="1972") == ["President Ni"]
    assert found(since="1971-06", until="1972-01") == ["Pakistan car"]
    assert found(until="197X") == ["Pakistan car", "President Ni", "the chancell"]
    assert found(as_known="1971") == ["the chancell", "Poland and W"]
    assert found(as_known="1979-04-30") == ["the chancell", "Poland and W"]
    assert len(found(as_known="1979-05")) == 5
    assert found(on="1971-12") == ["Pakistan car", "the chancell", "Poland and W"]
    with pytest.raises(BadDate, match="1971-13"):
        found(on="1971-13")


def test_claims_one_document_at_a_time_are_the_same_claims(ledger: Ledger) -> None:
    """The stream and the list agree, in order too."""
    filled(ledger)
    assert list(ledger.iter_claims()) == ledger.claims()
    assert list(ledger.iter_claims(("USA",))) == ledger.claims(("USA",))


def test_actors_are_counted(ledger: Ledger) -> None:
    """An actor is a name with its country, counted by claims."""
    filled(ledger)
    assert [(a.name, a.claims) for a in ledger.actors(("POL",))] == [("Poland", 2), ("West Germany", 2)]


def test_a_claim_that_is_not_there_or_not_unique_says_so(ledger: Ledger) -> None:
    """Unknown ids and short prefixes are user's mistakes with a plain line."""
    filled(ledger)
    with pytest.raises(UnknownId, match="no claim 'feed'"):
        ledger.claim("feed")


def test_a_finding_that_shares_claims_with_an_old_one_continues_it(ledger: Ledger) -> None:
    """Lineage lasts through merge and split, and an old id leads to what became of it."""
    filled(ledger)
    one, two = ledger.claims(("POL",))
    ledger.set_findings([finding("one", one), finding("two", two)])
    ledger.set_findings([both := finding("both", one, two)])
    assert ledger.finding(both.id).before == tuple(sorted((finding("", one).id, finding("", two).id)))
    assert ledger.finding(finding("", one).id).id == both.id
    ledger.set_findings([both])
    assert len(ledger.finding(both.id).before) == 2
    ledger.set_findings([finding("one", one)])
    assert both.id in ledger.finding(finding("", one).id).before


def test_findings_are_stale_when_claims_change(ledger: Ledger) -> None:
    """A new document makes them stale, also one that came in while they were made."""
    ledger.add(*warsaw())
    assert ledger.findings_stale()
    state = ledger.claims_state
    ledger.add(*shanghai())
    ledger.set_findings([], as_of=state)
    assert ledger.findings_stale()
    ledger.set_findings([], as_of=ledger.claims_state)
    assert not ledger.findings_stale()


def test_findings_are_asked_for_by_their_own_fields_and_their_claims(ledger: Ledger) -> None:
    """Act and time are the finding's; certainty, role, document and known time are those of its claims."""
    filled(ledger)
    polish = ledger.claims(("POL",))
    chinese = ledger.claims(("CHN",))
    ledger.set_findings([finding("kneeling", *polish), finding("a visit to China", *chinese, traced=1)])

    def found(*parties: str, **fields: object) -> list[str]:
        return [f.title for f in ledger.findings(parties, filters=msgspec.convert(fields, ClaimFilter))]

    assert found() == ["kneeling", "a visit to China"]
    assert found("USA", "CHN") == found(certainty="probable") == found(document="shanghai") == ["a visit to China"]
    assert found(act="CONCEDE") == found(as_known="1975") == found(until="1970") == ["kneeling"]
    assert found("PAK", role="via") == []
    assert found(role="via") == found(text="visit") == found(text="Nixon") == ["a visit to China"]


def test_a_date_that_is_no_day_is_the_documents_fault_and_nothing_is_kept(ledger: Ledger) -> None:
    """A claim dated 31 February names the document and leaves the ledger as it was."""
    of, read = warsaw()
    wrong = msgspec.structs.replace(
        read, claims=(msgspec.structs.replace(read.claims[0], date=When(start="1970-02-31")),)
    )
    with pytest.raises(DocumentError, match=r"warsaw\.txt: claim"):
        ledger.add(of, wrong)
    assert ledger.counts().documents == 0


def test_a_text_with_half_characters_is_refused_by_name(ledger: Ledger) -> None:
    """Halves of surrogate pairs, which JSON can smuggle in, cannot be stored as text."""
    of = document("feed.jsonl#1", "bad \ud83d text")
    with pytest.raises(DocumentError, match="surrogate"):
        ledger.add(of, reading(of))


def test_runs_keep_the_clock_apart_from_the_results(ledger: Ledger) -> None:
    """A run's time and notes are kept, in order."""
    ledger.record_run("2026-01-02T00:00:00Z", {"words": 3})
    ledger.record_run("2026-01-01T00:00:00Z", {"words": 2})
    assert [r.record["words"] for r in ledger.runs()] == [2, 3]


def test_the_ledger_is_light_to_import() -> None:
    """Neither Arrow nor the language model is loaded with it."""
    script = (
        "import sys, backchannel.ledger, backchannel.exchange;"
        "assert not {'pyarrow', 'spacy', 'numpy'} & set(sys.modules), sys.modules"
    )
    subprocess.run([sys.executable, "-c", script], check=True, cwd=Path.home())
