"""A name or a passage is taken out of documents: from the files' bytes, with all that hangs on it, and for good."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import textwrap
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backchannel.errors import InputError, LedgerWriteError, UnknownId
from backchannel.ledger import MARK, Done, Ledger, Names
from backchannel.ledger.names import joined
from backchannel.ledger.redacted import between
from backchannel.ledger.shifting import Shift, moved
from backchannel.ledger.skips import Skipped
from backchannel.model import (
    Decision,
    Document,
    Fragment,
    Metadata,
    Note,
    Reading,
    Relay,
    Section,
    decision_id,
    digest,
    encode,
)

from .builders import NOON, claim, document, filled, finding, linked, reading
from .test_forgetting import bytes_of
from .test_forgetting import found_in as in_files

LATER = "2026-01-03T12:00:00+00:00"
NAME = "Ferenc Quixley"
WORDS = ("Ferenc", "ferenc", "Quixley", "quixley", "QUIXLEY")
TEXT = (
    "The courier's diary.\n"
    "In May the courier Ferenc Quixley brought Poland a letter from Turkey.\n"
    "Mr Quixley said nothing of it.\n"
    "Poland answered Turkey in June, and FERENC\u00a0QUIXLEY carried the answer.\n"
    "Turkey thanked Poland for the answer in July."
)


def stays(name: str) -> tuple[Document, Reading]:
    """A document in which the name does not stand."""
    of = document(name, "Poland opened an embassy in Turkey in 1924.", date="1924")
    return of, reading(of, claim(of, "Poland opened an embassy in Turkey", "Poland/source/POL", "Turkey/target/TUR"))


def diary(name: str = "quixley-diary.txt", text: str = TEXT) -> tuple[Document, Reading]:
    """A document with the name in its text, title, author's note and file name, and claims with and without it."""
    base = document(name, text, date="1931", title="The diary of Ferenc Quixley", author="F. Quixley")
    at = text.index("Mr Quixley")
    of = Document(
        **{
            **{f: getattr(base, f) for f in base.__struct_fields__},
            "notes": (Note(number="1", start=at, end=at + 10, text="Mr Quixley", author="Quixley"),),
            "fragments": (Fragment(start=0, end=len(text), selector="page=1"),),
            "warnings": ("line 9 'Quixley' was skipped: torn",),
        }
    )
    brought = claim(
        of, "the courier Ferenc Quixley brought Poland a letter from Turkey",
        "Ferenc Quixley/via/HUN", "Turkey/source/TUR", "Poland/target/POL",
        attribution=(Relay(source="Quixley", cue="said"), Relay(source="author", kind="author")),
    )  # fmt: skip
    thanked = claim(of, "Turkey thanked Poland for the answer", "Turkey/source/TUR", "Poland/target/POL")
    return of, reading(of, brought, thanked)


def with_name(ledger: Ledger) -> Document:
    """A ledger in which the name stands in every place that it could."""
    filled(ledger)
    ledger.add(*stays("embassy.txt"))
    of, read = diary()
    ledger.add(of, read, source="/home/keeper/quixley-diary.txt")
    brought, thanked = read.claims
    ledger.set_findings([finding("Ferenc Quixley brings a letter", brought), finding("Thanks", thanked)])
    other = ledger.claims(("DEU",))[0]
    for on, kind, why, fields in (
        (brought, "note", "Quixley told me", {"value": '"ask Quixley"'}),
        (thanked, "field", "Ferenc Quixley says so", {"field": "certainty", "value": '"probable"'}),
        (thanked, "field", "so", {"field": "place", "value": '"at Quixley\'s house"'}),
        (thanked, "same_matter", "as Quixley has it", {"other": other.id}),
        (other, "different_matter", "not as Quixley has it", {"other": thanked.id}),
        (other, "note", "Quixley was not there", {"value": '"QUIXLEY"'}),
    ):
        ledger.decide(ledger.decision(on.id, kind, by="Ann", at=NOON, why=why, **fields))
    ledger.record_run(NOON, {"read": ["quixley-diary.txt"]})
    ledger.note_skipped(Skipped(place="/x", source="Quixley.zip", name="Quixley.zip!a", reason="torn"))
    linked(ledger, of.id, other.document, why="as Quixley has it")
    return of


def reread(of: Document) -> Reading:
    """What a reader makes of the redacted text: the claim whose words are still there."""
    if "Turkey thanked Poland" not in of.text:
        return reading(of)
    return reading(of, claim(of, "Turkey thanked Poland for the answer", "Turkey/source/TUR", "Poland/target/POL"))


def redact(ledger: Ledger, *names: str, **asked: object) -> list[Done]:
    """Names out of the ledger, as the room above does it."""
    wanted = Names(names) if names else None
    done = [
        ledger.redact(planned, reread(planned.document), at=NOON)
        for planned in ledger.plan_redaction(wanted, **asked)  # type: ignore[arg-type] # as the tests give it
    ]
    if wanted and not asked:
        ledger.sweep(wanted)
    ledger.scrub()
    return done


def found_in(path: Path, words: tuple[str, ...] = WORDS) -> set[str]:
    """The words that stand in the bytes of the ledger's files."""
    return in_files(path, words)


def test_no_byte_of_a_redacted_name_is_left(ledger: Ledger) -> None:
    """Not in text, claims, findings, decisions, index, metadata, runs, free pages or log; nor are the old digests."""
    of = with_name(ledger)
    old = {of.id, of.text_digest, *(c.id for c in ledger.claims(("TUR",)) if c.document == of.id)}
    assert found_in(ledger.path) == set(WORDS)
    redact(ledger, NAME, "Quixley")
    assert found_in(ledger.path) == set()
    assert not [o for o in old if o.encode() in bytes_of(ledger.path)]
    ledger.close()
    assert found_in(ledger.path) == set()


def test_what_stays_stands_on_its_words(ledger: Ledger) -> None:
    """Sections, notes and fragments cut the redacted text as they cut the old one; other documents are as they were."""
    with_name(ledger)
    before = {d.name: d for d in ledger.iter_documents()}
    redact(ledger, NAME, "Quixley")
    after = {d.name: d for d in ledger.iter_documents()}
    new = after[f"{MARK}-diary.txt"]
    assert new.text == TEXT.replace("Ferenc Quixley", MARK).replace("FERENC\u00a0QUIXLEY", MARK).replace(
        "Quixley", MARK
    )
    assert new.text_digest == new.id == digest(new.text)
    assert [new.text[s.start : s.end] for s in new.sections] == new.text.split("\n")
    assert new.text[new.notes[0].start : new.notes[0].end] == new.notes[0].text == f"Mr {MARK}"
    assert new.fragments == (Fragment(start=0, end=len(new.text), selector="page=1"),)
    assert (new.metadata.title, new.metadata.author) == (f"The diary of {MARK}", f"F. {MARK}")
    assert new.warnings == (
        f"line 9 '{MARK}' was skipped: torn",
        f"what the keeper of the ledger had taken out reads {MARK} (3 in the text)",
    )
    for name in before.keys() - {"quixley-diary.txt"}:
        assert after[name] == before[name]


def test_claims_are_those_read_in_the_redacted_text(ledger: Ledger) -> None:
    """No claim of the old text is left, in whatever reading, and the index finds the mark and not the name."""
    with_name(ledger)
    redact(ledger, NAME, "Quixley")
    (kept,) = (c for c in ledger.claims(("TUR",)) if c.doc.endswith("diary.txt"))
    assert kept.quote == "Turkey thanked Poland for the answer"
    assert [len(r.claims) for r in ledger.readings(kept.document)] == [1]
    assert ledger.search("redacted") and not ledger.search("Quixley")
    assert ledger.findings() == [] and ledger.findings_stale()


def test_decisions_move_with_their_words_or_go(ledger: Ledger) -> None:
    """Those on touched words go, and those whose value names him; the others stay, their reasons with a mark."""
    with_name(ledger)
    (done,) = redact(ledger, NAME, "Quixley")
    assert (done.decisions_gone, done.decisions_kept) == (2, 3)
    kept = {(d.kind, d.field, d.why) for d in ledger.decisions()}
    assert kept == {
        ("field", "certainty", f"{MARK} says so"),
        ("same_matter", None, f"as {MARK} has it"),
        ("different_matter", None, f"not as {MARK} has it"),
        ("note", None, f"{MARK} was not there"),
    }
    thanked = next(c for c in ledger.claims(("TUR",)) if c.quote.startswith("Turkey thanked"))
    other = ledger.claims(("DEU",))[0]
    assert thanked.certainty == "probable"
    pair = (min(thanked.id, other.id), max(thanked.id, other.id))
    assert ledger.same_matter() == [pair] or ledger.different_matter() == [pair]
    assert ledger.orphans() == []


def test_claims_of_ones_own_move_with_their_words_unless_they_name_him(ledger: Ledger) -> None:
    """Offsets, ids and the document they stand in are those of the new text; a claim that names him is gone."""
    of = with_name(ledger)
    for words, who in (("Poland answered Turkey in June", "Turkey"), ("Turkey thanked Poland", "Imre Quixley")):
        own = claim(of, words, f"{who}/source/TUR", "Poland/target/POL", act="SUPPORT")
        place = (of.text_digest, own.start, own.end)
        value = encode(own).decode()
        id_ = decision_id("claim", "Ann", *place, None, value, None)
        ledger.decide(
            Decision(
                id=id_, kind="claim", by="Ann", at=NOON, why="w", text_digest=of.text_digest, start=own.start,
                end=own.end, quote=words, claim=own.id, value=value,
            )
        )  # fmt: skip
    redact(ledger, NAME, "Quixley")
    (mine,) = (c for c in ledger.claims() if c.plover == "SUPPORT")
    text = ledger.document(mine.document).text
    assert mine.quote == text[mine.start : mine.end] == "Poland answered Turkey in June"
    assert mine.doc == f"{MARK}-diary.txt"
    assert found_in(ledger.path) == set()


def test_readings_of_others_that_went_are_told(ledger: Ledger) -> None:
    """They cannot be made anew here, so nothing goes silently."""
    of, read = diary()
    ledger.add(of, reading(of, reader="model"))
    ledger.add(of, read)
    (done,) = redact(ledger, "Quixley")
    assert done.readers == ("model",)


def test_the_record_says_that_something_went_not_what(ledger: Ledger) -> None:
    """When, in which document, at how many places."""
    with_name(ledger)
    redact(ledger, NAME, "Quixley")
    (record,) = ledger.redactions()
    assert (record.name, record.at) == (f"{MARK}-diary.txt", NOON)
    assert record.places == 9  # three in the text; file name, title, author; the note and its author; a warning


def test_planning_changes_nothing(ledger: Ledger) -> None:
    """Places are told with their offsets, and the ledger is as it was."""
    with_name(ledger)
    before = ledger.counts(), ledger.claims_state
    (planned,) = ledger.plan_redaction(Names([NAME, "Quixley"]))
    assert [f.where for f in planned.found][:4] == ["text", "text", "text", "name"]
    assert [TEXT[f.start : f.end] for f in planned.found if f.start] == [NAME, "Quixley", "FERENC\u00a0QUIXLEY"]
    assert ledger.sweep(Names(["Quixley"]), dry=True) == 8
    assert (ledger.counts(), ledger.claims_state) == before


def test_a_passage_goes_from_its_document(ledger: Ledger) -> None:
    """With claims on it and whatever in title, notes and reasons repeats words that stand nowhere else in the text."""
    of = with_name(ledger)
    start = TEXT.index("In May")
    redact(
        ledger, documents=[of.name], passages=[(start, TEXT.index("Mr Q")), (TEXT.index("said"), TEXT.index("."))][:1]
    )
    new = ledger.document("quixley-diary.txt")
    assert new.text.startswith(f"The courier's diary.\n{MARK}Mr Quixley said nothing")
    assert "May" not in new.text and "letter" not in new.text
    assert [new.text[s.start : s.end] for s in new.sections][:3] == [
        "The courier's diary.",
        MARK,
        "Mr Quixley said nothing of it.",
    ]
    assert {d.why for d in ledger.decisions()} >= {"Ferenc Quixley says so"}
    assert found_in(ledger.path, ("letter",)) == set()


def test_words_left_only_beside_a_passage_go_with_it(ledger: Ledger) -> None:
    """A title, a note or a reason that repeats what the passage alone said reads as a mark."""
    of = document("memo.txt", "Sealed.\nThe agent was Xaverius.\nPoland answered Turkey.", title="On Xaverius")
    on = claim(of, "Poland answered Turkey", "Poland/source/POL", "Turkey/target/TUR")
    ledger.add(of, reading(of, on))
    ledger.decide(ledger.decision(on.id, "field", by="Ann", at=NOON, why="by Xaverius", field="covert", value="true"))
    (planned,) = ledger.plan_redaction(None, documents=["memo.txt"], passages=[(8, 31)])
    ledger.redact(planned, reading(planned.document), at=NOON)
    ledger.scrub()
    assert ledger.document("memo.txt").metadata.title == MARK
    assert [d.why for d in ledger.decisions()] == [MARK]
    assert found_in(ledger.path, ("Xaverius", "xaverius")) == set()


@pytest.mark.parametrize("places", [[(5, 3)], [(0, 10_000)], [(-1, 4)]])
def test_a_passage_must_be_one(ledger: Ledger, places: list[tuple[int, int]]) -> None:
    """Offsets outside of the text are refused, and so are passages without their one document."""
    with_name(ledger)
    with pytest.raises(InputError, match="no passage"):
        list(ledger.plan_redaction(None, documents=["quixley-diary.txt"], passages=places))
    with pytest.raises(InputError, match="one document"):
        list(ledger.plan_redaction(None, documents=["warsaw.txt", "shanghai.txt"], passages=[(1, 2)]))


def test_named_documents_go_with_all_their_versions(ledger: Ledger) -> None:
    """The name is taken out of older versions too, and they stay versions of each other; other documents keep it."""
    for text in ("Quixley went to Bern.", "Quixley went to Basle."):
        of = document("a.txt", text)
        ledger.add(of, reading(of))
    ledger.add(*diary("b.txt"))
    assert len(redact(ledger, "Quixley", documents=["a.txt"])) == 2
    assert {d.text for d in ledger.iter_documents(versions=True) if d.name == "a.txt"} == {
        f"{MARK} went to Bern.", f"{MARK} went to Basle.",
    }  # fmt: skip
    (new,) = (d for d in ledger.documents() if d.name == "a.txt")
    assert len(new.supersedes) == 1
    assert "Quixley" in ledger.document("b.txt").text


def test_documents_that_are_alike_afterwards_are_one(ledger: Ledger) -> None:
    """Two letters that differed in the name alone become one document under both names."""
    for name, who in (("a.txt", "Ferenc Quixley"), ("b.txt", "Imre Quixley")):
        of = document(name, f"Dear {who}, we thank you for your long service in Bern and in Basle.")
        ledger.add(of, reading(of))
    redact(ledger, "Ferenc", "Imre", "Quixley")
    (one,) = ledger.documents()
    assert one.names == ("a.txt", "b.txt")


def test_the_original_read_again_is_known(ledger: Ledger) -> None:
    """By the words around the marks, whatever stands between them, and by its place; nothing else passes for it."""
    of, read = diary("diary.txt")
    ledger.add(of, read, source="/home/keeper/diary")
    other, _ = stays("embassy.txt")
    assert ledger.was_redacted(of, "/home/keeper/diary") is None
    redact(ledger, NAME, "Quixley")
    assert ledger.was_redacted(of) == NOON
    edited = document("diary.txt", "A new version of it by Quixley.")
    assert ledger.was_redacted(edited, "/home/keeper/diary") == NOON
    assert ledger.was_redacted(edited) is None
    assert ledger.was_redacted(other) is None
    assert ledger.was_forgotten(of.id) is None
    (kept,) = ledger.iter_documents()
    assert ledger.was_redacted(kept) == NOON  # its own record; reading its own text again changes nothing
    ledger.forget(kept.id, at=LATER)
    assert ledger.was_forgotten(of.id, "/home/keeper/diary") == LATER
    assert ledger.redactions() == []


def test_a_second_redaction_adds_to_the_first(ledger: Ledger) -> None:
    """Both are on record, the original is still known, and the older marks keep their places."""
    of, read = diary()
    ledger.add(of, read)
    redact(ledger, "Ferenc")
    redact(ledger, "Quixley")
    assert len(ledger.redactions()) == 1 or len({r.at for r in ledger.redactions()}) == len(ledger.redactions())
    assert ledger.was_redacted(of) == NOON
    text = next(ledger.iter_documents()).text
    assert f"the courier {MARK} {MARK} brought" in text
    assert next(ledger.iter_documents()).warnings[-1].endswith("(5 in the text)")


def test_a_name_only_in_what_is_known_of_a_text(ledger: Ledger) -> None:
    """The text keeps its digest, and reading the file again would bring the name back: that is known too."""
    of = document("memo.txt", "Poland answered Turkey.", author="Ferenc Quixley")
    ledger.add(of, reading(of))
    redact(ledger, NAME)
    (new,) = ledger.iter_documents()
    assert (new.id, new.metadata.author) == (of.id, MARK)
    assert ledger.was_redacted(of) == NOON
    assert found_in(ledger.path) == set()


def test_what_changed_meanwhile_is_not_redacted_by_an_old_plan(ledger: Ledger) -> None:
    """A plan holds for the text it was made of."""
    ledger.add(*diary("a.txt"))
    (planned,) = ledger.plan_redaction(Names(["Quixley"]))
    redact(ledger, "Ferenc")
    with pytest.raises(LedgerWriteError, match="once more"):
        ledger.redact(planned, reread(planned.document), at=NOON)


def test_a_reader_in_another_process_keeps_the_log_and_is_named(ledger: Ledger) -> None:
    """The name is out of the ledger as anybody opens it; that the log is still there is said, and noted in the file."""
    with_name(ledger)
    with sqlite3.connect(ledger.path) as pinning:
        pinning.execute("BEGIN")
        pinning.execute("SELECT count(*) FROM documents").fetchone()
        with ledger._store.bare() as db:
            db.execute("PRAGMA busy_timeout = 50")
        with pytest.raises(LedgerWriteError, match="another process"):
            redact(ledger, NAME, "Quixley")
        assert not ledger.search("Quixley")
        assert ledger.unscrubbed
        pinning.rollback()
    pinning.close()
    ledger.scrub()
    assert not ledger.unscrubbed
    assert found_in(ledger.path) == set()


KILLED = """
    import os, signal, sqlite3, sys
    from backchannel.ledger import Ledger, Names, forgetting
    from tests.ledger.test_redaction import redact
    def die(*_):
        os.kill(os.getpid(), signal.SIGKILL)
    step = sys.argv[2]
    with Ledger(sys.argv[1]) as ledger:
        if step == "before scrub":
            forgetting.scrub = die
        elif step == "before the log is cut":
            forgetting._cut_log = die
        else:
            left = iter(range(int(step)))
            ledger._store._db.set_trace_callback(lambda _: next(left, None) is None and die())
        redact(ledger, "Ferenc Quixley", "Quixley")
"""


@pytest.mark.parametrize("step", ["before scrub", "before the log is cut", "9", "30", "60", "120", "180"])
def test_killed_in_the_middle_it_is_completed_by_doing_it_again(tmp_path: Path, step: str) -> None:
    """Whenever the process dies, the ledger opens, each document is whole, and the same command clears the rest."""
    path, scratch = tmp_path / "test.ledger", tmp_path / "scratch"
    scratch.mkdir()
    with Ledger(path) as ledger:
        with_name(ledger)
        ledger.add(*diary("second.txt", TEXT + "\nThe end."))
    env = {**os.environ, "SQLITE_TMPDIR": str(scratch), "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(KILLED), str(path), step],
        env=env, check=False, cwd=Path(__file__).parents[2],
    )  # fmt: skip
    assert done.returncode == -signal.SIGKILL
    with Ledger(path) as ledger:
        for of in ledger.iter_documents(versions=True):
            assert of.text_digest == digest(of.text)
        redact(ledger, NAME, "Quixley")
        assert not ledger.unscrubbed
        assert found_in(path) == set()
    assert list(scratch.iterdir()) == []


def test_a_copy_made_before_the_clearing_is_clear_itself(ledger: Ledger, tmp_path: Path) -> None:
    """A backup between a kill and what completes it does not carry the words on."""
    with_name(ledger)
    (planned,) = ledger.plan_redaction(Names([NAME, "Quixley"]))
    ledger.redact(planned, reread(planned.document), at=NOON)
    ledger.sweep(Names([NAME, "Quixley"]))
    assert ledger.unscrubbed
    ledger.backup(tmp_path / "copy.ledger")
    assert found_in(tmp_path / "copy.ledger") == set()
    with Ledger(tmp_path / "copy.ledger") as copy:
        assert not copy.unscrubbed


@pytest.mark.parametrize("redacted_first", [True, False])
def test_merging_with_a_ledger_that_still_has_it(ledger: Ledger, tmp_path: Path, redacted_first: bool) -> None:
    """In either direction the redacted form stands, the decisions of both on its words with it, and it is said."""
    with_name(ledger)
    ledger.backup(tmp_path / "copy.ledger")
    with Ledger(tmp_path / "copy.ledger") as copy:
        redact(copy, NAME, "Quixley")
        on = next(c for c in ledger.claims(("TUR",)) if c.quote.startswith("Turkey thanked"))
        ledger.decide(ledger.decision(on.id, "field", by="Bea", at=LATER, why="b", field="covert", value="true"))
        into, other = (copy, ledger) if redacted_first else (ledger, copy)
        (merged,) = into.merge([other])
        assert len(merged.redacted) == 1 and merged.unlike == ()
        into.sweep(Names(["Quixley"]))  # what others wrote of him elsewhere is theirs to take out
        into.scrub()
        assert found_in(into.path) == set()
        assert [d.name for d in into.documents() if "diary" in d.name] == [f"{MARK}-diary.txt"]
        thanked = next(c for c in into.claims(("TUR",)) if c.quote.startswith("Turkey thanked"))
        assert (thanked.certainty, thanked.covert) == ("probable", True)
        assert [r.at for r in into.redactions()] == [NOON]
        (again,) = into.merge([other])
        assert (again.documents, again.readings) == (0, 0)


def test_forms_redacted_differently_are_reported(ledger: Ledger, tmp_path: Path) -> None:
    """Each may say what the other hides, so whoever merges them is told."""
    ledger.add(*diary("a.txt"))
    ledger.backup(tmp_path / "copy.ledger")
    with Ledger(tmp_path / "copy.ledger") as copy:
        redact(copy, "Quixley")
        redact(ledger, "Turkey")
        (merged,) = ledger.merge([copy])
    assert merged.unlike == ("a.txt",)


def test_names_that_cannot_be_looked_for() -> None:
    """One letter would take a text apart; none is no name."""
    for wrong in (["X"], ["'"], [], [" "]):
        with pytest.raises(InputError):
            Names(wrong)


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("Ivan Petrov", "IVAN\nPetrov came", ["IVAN\nPetrov"]),
        ("Ivan Petrov", "Ivan Pet-\nrov's letter", ["Ivan Pet-\nrov"]),
        ("Ivan Petrov", "files/ivan_petrov.pdf", ["ivan_petrov"]),
        ("Ivan Petrov", "Ivan Petrovich came", []),
        ("Ivan Petrov*", "Ivan Petrovich came", ["Ivan Petrovich"]),
        ("Petrov", "P\u200betro\u0301v", ["P\u200betro\u0301v"]),
        ("Strauß", "STRAUSS and Strauß", ["STRAUSS", "Strauß"]),
        ("Jean-Paul Sartre", "Jean Paul\u00a0Sartre", ["Jean Paul\u00a0Sartre"]),
        ("محمد", "والمُحَمَّد", ["مُحَمَّد"]),
        ("普京", "普京总统", ["普京"]),
        ("Ali", "Alignment of Italian allies", []),
        ("Ali", "Ali (Ali) Ali-", ["Ali", "Ali", "Ali"]),
    ],
)
def test_a_name_is_found_however_it_is_printed(name: str, text: str, found: list[str]) -> None:
    """In any case, over a line's end, with other marks; but not within another word."""
    assert [text[s:e] for s, e in Names([name]).places(text)] == found


@given(st.text(), st.lists(st.text(min_size=2), min_size=1, max_size=3))
def test_cleaned_of_a_name_it_does_not_stand_there(text: str, given_names: list[str]) -> None:
    """Whatever the text and the names: after cleaning they are not found any more."""
    try:
        names = Names(given_names)
    except InputError:
        return
    if names.stand_in(MARK):
        return  # who redacts the word "redacted" gets marks
    cleaned = names.cleaned(text)
    assert not [p for p in names.places(cleaned) if MARK not in cleaned[slice(*p)]]


TEXT_AND_PLACES = st.text(alphabet="ab \n", min_size=1, max_size=60).flatmap(
    lambda text: st.tuples(
        st.just(text),
        st.lists(
            st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).filter(lambda p: p[0] < p[1]), max_size=4
        ),
    )
)


@given(TEXT_AND_PLACES, st.data())
def test_spans_that_no_place_touches_keep_their_words(
    made: tuple[str, list[tuple[int, int]]], data: st.DataObject
) -> None:
    """A span beside all places cuts the same words from the new text; one that is touched holds a mark."""
    text, places = made
    shift = Shift(text, joined(text, places))
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    new = shift.new[shift.start(start) : shift.end(end)]
    if not shift.touched(start, end):
        assert new == text[start:end]
    elif start < end:
        assert MARK in new
    assert [shift.new[m : m + len(MARK)] for m in shift.marks] == [MARK] * len(shift.places)


@given(TEXT_AND_PLACES)
def test_blocks_stay_in_order_and_apart(made: tuple[str, list[tuple[int, int]]]) -> None:
    """Sections that did not overlap do not overlap, lie within the text, and none is empty."""
    text, places = made
    shift = Shift(text, joined(text, places))
    bounds = [0, *range(3, len(text), 3), len(text)]
    record = [{"start": a, "end": b, "kind": "paragraph"} for a, b in pairwise(bounds) if a < b]
    after = moved(record, shift, str)
    assert all(a["end"] <= b["start"] for a, b in pairwise(after))
    assert all(0 <= s["start"] < s["end"] <= len(shift.new) for s in after)


@given(TEXT_AND_PLACES)
def test_an_original_is_known_by_the_words_around(made: tuple[str, list[tuple[int, int]]]) -> None:
    """Whatever was taken out of a text long enough, the text is known as the original of what is left."""
    text, places = "x" * 20 + made[0] + "y" * 20, [(s + 20, e + 20) for s, e in made[1]]
    shift = Shift(text, joined(text, places))
    found = between(shift.new, shift.marks, text)
    assert (found is None) == (not places)
    assert not found or Shift(text, found).new == shift.new
    assert between(shift.new, shift.marks, text + "z") is None


def test_metadata_has_no_field_that_would_be_passed_over() -> None:
    """Every field that can hold words is one that redaction reaches; a new one must be thought of here."""
    words = {name for name, kind in Metadata.__annotations__.items() if "str" in kind}
    assert words - {"language"} == {
        "title", "author", "publisher", "retrieved", "place", "url", "archived_url", "recipient", "archive",
        "classification", "license", "extraction", "translator", "translation_of", "corrects", "retracts", "release_of",
    }  # fmt: skip
    assert Section.__struct_fields__ == ("start", "end", "kind", "language")


def test_a_document_that_is_not_there(ledger: Ledger) -> None:
    """Is an unknown id, as everywhere."""
    with pytest.raises(UnknownId):
        list(ledger.plan_redaction(Names(["Quixley"]), documents=["nothing.txt"]))
