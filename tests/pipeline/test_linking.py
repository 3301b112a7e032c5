"""Documents that share their words, from the files to findings and views."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backchannel import evidence
from backchannel.api import Ledger as Asked
from backchannel.documents import read_bytes
from backchannel.ledger import ClaimFilter, Ledger
from backchannel.model import Dating, Document, Finding, Link
from backchannel.pipeline import Event, read, refresh
from backchannel.pipeline.linking import Linker
from backchannel.pipeline.readers import open_reader

from .toys import exported, write_texts

STORY = """Envoys meet on the Vistula

Poland received an envoy of China in April 1955 and lodged him in a villa outside the capital. \
The two sides spoke for four days about ships and coal. \
Jordan sent twelve observers to Poland in 1956, two of whom fell ill on the journey.

A treaty was drawn up in three languages. \
Britain asked China in 1957 what the papers in the villa had said, and had no answer before the winter. \
The villa burned down in the following year, and with it went the guest book.
"""
OTHER = """Coal and herring

The winter of that year was hard on the coast. \
Pakistan bought the catch of Poland in 1961 and paid for it in cotton, which the mills at Lodz spun until the spring.

Nobody in the harbour remembered a longer frost. \
Israel sent a trawler to Poland in 1962 to look at the nets.
"""
EARLY, LATE = {"date": "1958-02-01"}, {"date": "1960-05-01"}


def files(folder: Path, texts: dict[str, str], **sidecars: dict[str, str]) -> Path:
    """A folder with documents, and beside some of them what a person says of them."""
    write_texts(folder, texts)
    for stem, fields in sidecars.items():
        (folder / f"{stem}.json").write_text(json.dumps(fields), encoding="utf-8")
    return folder


def notes(folder: Path, ledger: Ledger) -> list[str]:
    """What is told while the folder is read."""
    told: list[Event] = []
    read([folder], ledger, reader="toy", watch=told.append)
    return [f"{e.name}: {e.text}" for e in told if e.kind == "note"]


def about(ledger: Ledger, *parties: str) -> Finding:
    """The one finding about these parties."""
    (found,) = ledger.findings(parties)
    return found


def test_a_copy_is_told_of_and_counts_once(tmp_path: Path, ledger: Ledger) -> None:
    """Another paper's print of a story is named as such, and the finding has one witness."""
    folder = files(tmp_path / "in", {"a.txt": STORY, "b.txt": STORY.replace("Envoys meet", "The long dinner").upper()})
    (told,) = notes(folder, ledger)
    assert told == "b.txt: same text as a.txt (100%), counted as one source"
    finding = about(ledger, "POL", "JOR")
    assert (finding.traced, finding.untraced) == (0, 1)
    (entry,) = [e for e in ledger.documents() if e.name == "a.txt"]
    assert [(k.relation, k.name, k.share) for k in entry.links] == [("same text as", "b.txt", 1.0)]


def test_the_same_bytes_under_two_names_are_told_of(tmp_path: Path, ledger: Ledger) -> None:
    """They are one document; whoever reads them learns why there is one less."""
    folder = files(tmp_path / "in", {"a.txt": STORY, "b.txt": STORY})
    assert notes(folder, ledger) == ["b.txt: the same file as a.txt: one document under two names"]


def test_a_turned_sentence_is_a_variant_and_its_own_witness(tmp_path: Path, ledger: Ledger) -> None:
    """What both print counts once, what was turned counts for itself, and the words are shown."""
    turned = STORY.replace("Jordan sent twelve observers to Poland", "Jordan sent ninety observers to Poland")
    folder = files(tmp_path / "in", {"a.txt": STORY, "b.txt": turned})
    (told,) = notes(folder, ledger)
    assert told == "b.txt: same text as a.txt (99%), but it differs in meaning: “ninety” for “twelve”"
    assert sum(f.untraced for f in ledger.findings(["POL", "CHN"])) == 1
    assert sum(f.untraced for f in ledger.findings(["POL", "JOR"])) == 2


def test_a_digest_adds_no_witness_for_what_it_holds(tmp_path: Path, ledger: Ledger) -> None:
    """Two stories in one digest stay two texts; the digest's own words are its own."""
    own = "Israel wrote to Jordan in 1963 about a pilot of the port, and the letter came back."
    more = "Nobody at the harbour office would say who had sealed it, nor why."
    digest = f"The month in ports\n\n{own} {more}\n\n{STORY}\n{OTHER}\n{more[::-1].capitalize()}. {own[::-1]}.\n"
    folder = files(tmp_path / "in", {"a.txt": STORY, "b.txt": OTHER, "digest.txt": digest})
    assert notes(folder, ledger) == ["digest.txt: holds the text of a.txt (100%), counted once"]
    wording = evidence.Wording(ledger.links(), {d.id: d for d in ledger.iter_documents()})
    homes = {c.quote[:12]: wording.home(c) for c in ledger.claims() if c.doc == "digest.txt"}
    names = {ledger.document(home).name for home in homes.values()}
    assert names == {"a.txt", "b.txt", "digest.txt"}
    assert all(f.untraced == 1 for f in ledger.findings(["POL"]))


def test_what_a_text_withdraws_counts_no_more(tmp_path: Path, ledger: Ledger) -> None:
    """Claims of a retracted document, and of its copies, stay to be seen; no finding has them as a witness."""
    texts = {"a.txt": STORY, "copy.txt": STORY.replace("Envoys meet on the Vistula", "Villa talks"), "other.txt": OTHER}
    folder = files(tmp_path / "in", texts)
    read([folder], ledger, reader="toy")
    assert about(ledger, "POL", "JOR").untraced == 1
    kill = 'Notice to editors\n\nPlease kill the story headlined "Envoys meet on the Vistula". The story is wrong.\n'
    files(folder, {"kill.txt": kill})
    assert notes(folder, ledger) == ["kill.txt: retracts a.txt, which counts no more"]
    finding = about(ledger, "POL", "JOR")
    assert (finding.traced, finding.untraced, finding.origins) == (0, 0, ())
    assert len(finding.claims) == 2
    kill_id = ledger.document("kill.txt").id
    assert {(a.claim, a.kind, a.by) for a in finding.set_aside} == {(c, "retraction", kill_id) for c in finding.claims}
    assert about(ledger, "POL", "ISR").untraced == 1


def test_a_correction_sets_the_old_number_aside(tmp_path: Path, ledger: Ledger) -> None:
    """Only the sentence that was wrong counts no more; the rest is one text in two versions."""
    wrong = STORY.replace("twelve observers", "ninety observers")
    right = f"{STORY}\nCorrection: An earlier version of this article misstated the number of the observers.\n"
    folder = files(tmp_path / "in", {"a.txt": wrong, "b.txt": right}, a=EARLY, b=EARLY)
    assert "b.txt: corrects a.txt, of which it is a later version" in notes(folder, ledger)
    by_quote = {c.id: c for c in ledger.claims()}
    aside = {by_quote[a.claim].quote.split()[2] for f in ledger.findings() for a in f.set_aside}
    assert aside == {"ninety"}
    assert not [k for f in ledger.findings(["POL", "JOR"]) for k in f.conflicts]
    (link,) = ledger.links("b.txt")
    assert (link.kind, ledger.document(link.main or "").name) == ("correction", "b.txt")


def test_a_sidecar_says_what_a_document_retracts(tmp_path: Path, ledger: Ledger) -> None:
    """Whatever the words: by name, without ending, in whichever order the two come in."""
    folder = files(tmp_path / "in", {"notice.txt": "The editors think again.\n"}, notice={"retracts": "story"})
    read([folder], ledger, reader="toy")
    files(folder, {"story.txt": STORY})
    assert notes(folder, ledger) == ["story.txt: was retracted by notice.txt, and counts no more"]
    assert about(ledger, "POL", "JOR").untraced == 0


def test_a_fuller_release_is_the_same_witness(tmp_path: Path, ledger: Ledger) -> None:
    """The cable whose excisions are filled in is a version of the one that has them."""
    bare = STORY.replace("about ships and coal", "about [less than 1 line not declassified]")
    folder = files(tmp_path / "in", {"old.txt": bare, "new.txt": STORY})
    assert notes(folder, ledger) == ["old.txt: was released more fully as new.txt"]
    assert about(ledger, "POL", "JOR").untraced == 1


def test_words_are_known_with_the_first_document_that_has_them(tmp_path: Path, ledger: Ledger) -> None:
    """Not with an early document that lacks them: what a later version adds is known with that version."""
    early = STORY.partition("A treaty")[0]
    folder = files(tmp_path / "in", {"early.txt": early, "late.txt": STORY}, early=EARLY, late=LATE)
    read([folder], ledger, reader="toy")
    known = ledger.claims(filters=ClaimFilter(as_known="1959"))
    assert {(c.doc, c.quote.split()[0]) for c in known} == {
        ("early.txt", "Poland"), ("early.txt", "Jordan"), ("late.txt", "Poland"), ("late.txt", "Jordan"),
    }  # fmt: skip
    assert "Britain" in {c.quote.split()[0] for c in ledger.claims(filters=ClaimFilter(as_known="1961"))}


def test_a_superseded_version_still_dates_its_words(tmp_path: Path, ledger: Ledger) -> None:
    """The file was changed and its date with it; what it said before was known before."""
    folder = files(tmp_path / "in", {"a.txt": STORY}, a=EARLY)
    read([folder], ledger, reader="toy")
    files(folder, {"a.txt": STORY.replace("twelve observers", "ninety observers")}, a=LATE)
    read([folder], ledger, reader="toy")
    known = {c.quote.split()[0] for c in ledger.claims(filters=ClaimFilter(as_known="1959"))}
    assert known == {"Poland", "Britain"}


def test_a_correction_dates_its_own_words(tmp_path: Path, ledger: Ledger) -> None:
    """The web page keeps its date; the words that it was amended to are known from the day it gives."""
    wrong = STORY.replace("twelve observers", "ninety observers")
    amended = STORY.replace("Vistula\n", "Vistula\n\nThis article was amended on 4 March 1963.\n")
    folder = files(tmp_path / "in", {"a.txt": wrong, "b.txt": amended}, a=EARLY, b=EARLY)
    read([folder], ledger, reader="toy")
    before = [c for c in ledger.claims(filters=ClaimFilter(as_known="1962")) if c.doc == "b.txt"]
    assert {c.quote.split()[0] for c in before} == {"Poland", "Britain"}
    assert len([c for c in ledger.claims(filters=ClaimFilter(as_known="1963")) if c.doc == "b.txt"]) == 3


def test_a_dossier_shows_copies_and_what_counts_no_more(tmp_path: Path) -> None:
    """Beside the source, beside the claim, and in the day a matter became known."""
    texts = {"a.txt": STORY, "copy.txt": STORY.replace("Envoys meet on the Vistula", "Villa talks")}
    folder = files(tmp_path / "in", texts, a=LATE, copy=EARLY)
    with Asked(tmp_path / "d.ledger") as ledger:
        ledger.read(folder, reader="toy")
        page = ledger.dossier("Poland", "Jordan")
        assert "Shares words: same text as Villa talks (100%)" in page.markdown()
        assert page.value.matters[0].known and page.value.matters[0].known.start == "1958-02-01"
        files(folder, {"n.txt": "This page withdraws a report.\n"}, n={"retracts": "a.txt", "title": "Notice of May"})
        ledger.read(folder, reader="toy")
        page = ledger.dossier("Poland", "Jordan")
        assert "withdrawn by Notice of May: counts no more" in page.markdown()
        assert "withdrawn by Notice of May: counts no more" in page.html()


WORDS = ("mast", "rope", "salt", "lamp", "crane", "anchor", "pilot", "quay", "ledger", "tariff", "barrel", "winch")


@st.composite
def libraries(draw: st.DrawFn) -> dict[str, str]:
    """Documents of shared and own sentences, some copied whole, cut, put into a digest, turned or withdrawn."""
    dice = random.Random(draw(st.integers(0, 10**6)))
    made: list[str] = []
    for number in range(draw(st.integers(2, 9))):
        kind = draw(st.sampled_from(("own", "own", "copy", "cut", "digest", "turned", "notice")))
        if kind == "own" or not made:
            made.append(" ".join(_sentence(dice, number) for _ in range(6)))
        elif kind == "digest":
            made.append("\n\n".join([_sentence(dice, number), *dice.sample(made, min(2, len(made)))]))
        else:
            text = dice.choice(made)
            half = text[: text.find(". ", len(text) // 2) + 1] or text
            made.append(
                {"copy": text, "cut": half, "turned": text.replace("1955", "1958", 1)}.get(
                    kind, f"This article has been withdrawn.\n\n{text}"
                )
            )
    return {f"{n}.txt": f"Number {n} of the harbour news\n\n{text}\n" for n, text in enumerate(made)}


def _sentence(dice: random.Random, number: int) -> str:
    names = dice.sample(("Poland", "China", "Jordan", "Britain", "Israel"), 2)
    thing = " ".join(dice.sample(WORDS, 5))
    return f"{names[0]} sent {names[1]} in {1950 + dice.randint(0, 9)} and {number} days later the {thing}."


@given(libraries(), st.randoms(use_true_random=False))
@settings(max_examples=12, deadline=None)
def test_the_order_of_reading_makes_no_difference(
    tmp_path_factory: pytest.TempPathFactory, texts: dict[str, str], dice: random.Random
) -> None:
    """One by one in any order, or in two ledgers that are merged: the same links, findings and dates."""
    base = tmp_path_factory.mktemp("order")
    shuffled = dice.sample(sorted(texts), len(texts))
    half = len(texts) // 2
    with Ledger(base / "a") as whole, Ledger(base / "b") as pieces, Ledger(base / "c") as rest:
        put(whole, texts, sorted(texts))
        put(pieces, texts, shuffled[:half])
        put(rest, texts, shuffled[half:])
        pieces.merge([rest])
        refresh(pieces)
        assert pieces.links() == whole.links()
        assert exported(pieces) == exported(whole)
        assert pieces.known_words() == whole.known_words()
        assert [f.set_aside for f in pieces.findings()] == [f.set_aside for f in whole.findings()]
        assert whole.links() == in_memory(whole)


def put(ledger: Ledger, texts: dict[str, str], names: Iterable[str]) -> None:
    """Read the texts in this order, as the pipeline does, without its processes."""
    reader, linker = open_reader("toy"), Linker(ledger)
    for name in names:
        (one,) = read_bytes(texts[name].encode(), name)
        assert isinstance(one, Document)
        dated = {"0.txt": "1958-02-01", "1.txt": "1960-05-01"}.get(name)
        if dated:
            dating = Dating(start=dated, reason="given")
            one = msgspec.structs.replace(one, metadata=msgspec.structs.replace(one.metadata, date=dating))
        ledger.add(one, reader.read(one), source=name)
        linker.link(one.id, name)
    refresh(ledger)


def in_memory(ledger: Ledger) -> list[Link]:
    """The links that the room finds among the same documents without a ledger."""
    found = evidence.links({d.id: d for d in ledger.iter_documents(versions=True)})
    return sorted(found, key=lambda link: (link.one, link.other))


def test_forgetting_takes_the_links_along_and_finds_those_that_were_hidden(ledger: Ledger) -> None:
    """Nothing about the forgotten document is left, and what it stood between is compared."""
    texts = {f"{n:02}.txt": f"{STORY}\nPrinted in the town of {WORDS[n]} on the press of the mill.\n" for n in range(8)}
    put(ledger, texts, texts)
    gone = ledger.document("03.txt").id
    ledger.forget("03.txt", at="2026-01-02T12:00:00+00:00")
    assert not [link for link in ledger.links() if gone in (link.one, link.other)]
    refresh(ledger)
    assert ledger.links() == in_memory(ledger)
    assert {f.untraced for f in ledger.findings()} == {1}


FRAME = (
    "The Office for Ports keeps the lights and buoys of the whole coast and answers to the chamber of deputies. "
    "It was set up under the act of 1911 and moved to its present house when the old one was flooded. "
    "Whoever wishes to use its pictures may do so as long as the office is named beside each of them. "
    "Letters are answered in the order in which they come, as a rule before the month is out."
)


def test_a_long_frame_does_not_make_many_releases_one(tmp_path: Path, ledger: Ledger) -> None:
    """However much of each release it is: each says something of its own. A release printed twice is still a copy."""
    dice = random.Random(11)
    own = (
        " ".join(a + b for a, b in zip(dice.sample(WORDS, 9), dice.sample(WORDS, 9), strict=True)) for _ in range(18)
    )
    bodies = [f"Poland sent {next(own)} to China in 195{n}. Later the {next(own)} came back." for n in range(9)]
    texts = {f"{n}.txt": f"Release {n}\n\n{body}\n\n{FRAME}\n" for n, body in enumerate(bodies)}
    texts["again.txt"] = texts["4.txt"].replace("Release 4", "Seen in the Courier")
    told = notes(files(tmp_path / "in", texts), ledger)
    assert [(k.kind, {ledger.document(i).name for i in (k.one, k.other)}) for k in ledger.links()] == [
        ("copy", {"4.txt", "again.txt"})
    ]
    pair = {"again.txt: same text as 4.txt (100%)", "4.txt: same text as again.txt (100%)"}
    assert pair & {line.partition(",")[0] for line in told}
    assert len(told) < 6
    assert len(ledger.links(framed=True)) > 8
    wording = evidence.Wording(ledger.links(), {d.id: d for d in ledger.iter_documents()})
    assert len({wording.text(d.id) for d in ledger.documents()}) == 9
    assert ledger.links() == in_memory(ledger)


def test_what_changes_a_text_takes_its_links_along(tmp_path: Path, ledger: Ledger) -> None:
    """A document whose description changes is compared anew."""
    folder = files(tmp_path / "in", {"a.txt": STORY, "b.txt": STORY.replace("Envoys", "Enemies")})
    read([folder], ledger, reader="toy")
    assert ledger.unsketched(evidence.METHOD) == []
    files(folder, {}, a={"title": "The villa"})
    read([folder], ledger, reader="toy")
    assert [link.kind for link in ledger.links()] == ["copy"]
    assert ledger.unsketched("another method") == sorted(d.id for d in ledger.documents())


def test_one_more_document_is_held_against_few(ledger: Ledger) -> None:
    """Among many copies, and many releases with one letterhead, a new one is compared with its neighbours alone."""
    dice = random.Random(7)
    frame = "The Ministry speaks for the country abroad and keeps sixty missions in which its officers serve."
    texts = {f"{n:03}.txt": f"{STORY}\nPrinted as number {n} of the year.\n" for n in range(60)}
    for n in range(60):
        own = " ".join(_sentence(dice, n) for _ in range(5))
        texts[f"r{n:03}.txt"] = f"Release {n}\n\n{own}\n\n{frame}\n"
    put(ledger, texts, texts)
    new = {"new.txt": f"{STORY}\nPrinted late.\n", "rnew.txt": texts["r000.txt"].replace("Release 0", "Again")}
    put(ledger, new, new)
    of = [[k for k in ledger.links() if ledger.document(name).id in (k.one, k.other)] for name in new]
    assert 2 <= len(of[0]) <= 4
    assert [k.kind for k in of[1]] == ["copy"]
    assert len(ledger.links()) < 3 * len(texts)
