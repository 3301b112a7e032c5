"""What must go, goes: from tables, index, free pages and write-ahead log."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import textwrap
from collections.abc import Iterable
from pathlib import Path

import msgspec
import pytest

from backchannel.errors import LedgerWriteError, UnknownId
from backchannel.ledger import Ledger
from backchannel.ledger.skips import Skipped
from backchannel.model import Metadata, Relay

from .builders import NOON, claim, document, filled, finding, linked, reading

SECRETS = ("Zanzibar", "zanzibar", "Quixotic", "quixotic", "Ombudsman", "Xerxes", "Whistleblower", "Velvetfile")


def bytes_of(path: Path) -> bytes:
    """All bytes of the ledger's files: database, write-ahead log, shared memory."""
    return b"".join(p.read_bytes() for p in sorted(path.parent.glob(path.name + "*")))


def found_in(path: Path, words: Iterable[str] = SECRETS) -> set[str]:
    """The words that stand in the bytes of the ledger's files, in UTF-8 or UTF-16."""
    data = bytes_of(path)
    return {w for w in words for code in ("utf-8", "utf-16-le", "utf-16-be") if w.encode(code) in data}


def with_secret(ledger: Ledger) -> str:
    """A ledger in which every table that could holds words of one document, in two readings and two names."""
    filled(ledger)
    text = "\n".join(f"Quixotic Xerxes met the envoy of Zanzibar in room {n}." for n in range(60))
    of = document("Velvetfile.txt", text, date="1975", author="A. Whistleblower")
    met = claim(
        of, "Quixotic Xerxes met the envoy of Zanzibar", "Xerxes/source/GRC", "Zanzibar/target/TZA",
        attribution=(Relay(source="Ombudsman", cue="said"), Relay(source="author", kind="author")),
    )  # fmt: skip
    ledger.add(of, reading(of, met))
    ledger.add(of, reading(of, met, claim(of, "envoy of Zanzibar", "Zanzibar/party/TZA", act=None), version="2"))
    ledger.set_findings([finding("Quixotic Xerxes met Zanzibar", met), finding("kept", *ledger.claims(("POL",)))])
    for kind, fields in (
        ("field", {"field": "place", "value": '"Zanzibar"'}),
        ("note", {}),
        ("same_matter", {"other": ledger.claims(("PAK",))[0].id}),
    ):
        ledger.decide(ledger.decision(met.id, kind, by="Ann", at=NOON, why="Quixotic", **fields))
    other = ledger.claims(("POL",))[0]
    ledger.decide(ledger.decision(other.id, "same_matter", by="Ann", at=NOON, why="as Zanzibar", other=met.id))
    ledger.record_run(NOON, {"read": ["Velvetfile.txt"], "files": {"Velvetfile.txt": 3}})
    ledger.note_skipped(Skipped(place="/x/Velvetfile.txt", source="Velvetfile.txt", name="Velvetfile.txt", reason="a"))
    answer = document("answer.txt", "Poland answered.", corrects="Velvetfile.txt", translation_of=of.id)
    answer = msgspec.structs.replace(answer, part_of="Velvetfile.txt")
    ledger.add(answer, reading(answer))
    linked(ledger, of.id, answer.id, why="Quixotic")
    return of.id


def test_no_word_of_a_forgotten_document_is_left_in_the_files(ledger: Ledger) -> None:
    """Not in the database, its free pages, its index, its log, nor in what persons wrote about it."""
    with_secret(ledger)
    assert found_in(ledger.path) >= {"Zanzibar", "zanzibar", "Quixotic", "Ombudsman", "Whistleblower", "Velvetfile"}
    ledger.forget("Velvetfile.txt", at=NOON)
    assert found_in(ledger.path) == set()
    ledger.close()
    assert found_in(ledger.path) == set()


def test_the_rest_stays(ledger: Ledger) -> None:
    """Other documents, claims, findings and searches are as they were; what rested on the document is gone."""
    id_ = with_secret(ledger)
    entry = ledger.forget(id_[:12], at=NOON)
    assert entry.name == "Velvetfile.txt"
    assert [d.name for d in ledger.documents(versions=True)] == ["answer.txt", "shanghai.txt", "warsaw.txt"]
    assert len(ledger.claims()) == 5
    assert [f.title for f in ledger.findings()] == ["kept"]
    assert ledger.findings_stale()
    assert ledger.decisions() == []
    assert ledger.search("Nixon") and not ledger.search("Xerxes")
    with pytest.raises(UnknownId):
        ledger.document("Velvetfile.txt")


def test_reading_a_forgotten_document_again_can_warn(ledger: Ledger) -> None:
    """Its mark says when it was forgotten, without its id; a new reading takes the mark away."""
    id_ = with_secret(ledger)
    assert ledger.was_forgotten(id_) is None
    of = ledger.document(id_)
    ledger.forget(id_, at=NOON)
    assert ledger.was_forgotten(id_) == NOON
    assert id_.encode() not in bytes_of(ledger.path)
    ledger.add(of, reading(of))
    assert ledger.was_forgotten(id_) is None


def test_forgetting_a_new_version_brings_the_old_one_back_into_force(ledger: Ledger) -> None:
    """Versions are documents of their own: one is forgotten, the other stays."""
    old, new = document("a.txt", "The old text."), document("a.txt", "The new text.")
    ledger.add(old, reading(old))
    ledger.add(new, reading(new))
    ledger.forget(new.id, at=NOON)
    assert [d.id for d in ledger.documents()] == [old.id]
    assert ledger.search("old")


def test_what_another_document_says_in_the_same_words_stays(ledger: Ledger) -> None:
    """Decisions on a text that a second file also has are kept for that file."""
    one, two = document("one.txt", "Oslo hosted them."), document("two.txt", "Oslo hosted them.", mark="bom")
    for of in (one, two):
        ledger.add(of, reading(of, claim(of, "Oslo hosted them", "Oslo/via/NOR")))
    on = ledger.claims()[0]
    ledger.decide(ledger.decision(on.id, "field", by="Ann", at=NOON, why="map", field="place", value='"Oslo"'))
    ledger.forget("one.txt", at=NOON)
    assert [(c.doc, c.place) for c in ledger.claims()] == [("two.txt", "Oslo")]


def test_a_process_that_keeps_the_log_alive_is_named(ledger: Ledger) -> None:
    """Where another reader pins the log, the document is forgotten but the user is told, and scrubbing again helps."""
    with_secret(ledger)
    with sqlite3.connect(ledger.path) as pinning:
        pinning.execute("BEGIN")
        pinning.execute("SELECT count(*) FROM documents").fetchone()
        with ledger._store.bare() as db:
            db.execute("PRAGMA busy_timeout = 50")
        with pytest.raises(LedgerWriteError, match="another process"):
            ledger.forget("Velvetfile.txt", at=NOON)
        pinning.rollback()
    pinning.close()
    ledger.scrub()
    assert found_in(ledger.path) == set()


def test_a_document_forgotten_by_one_is_forgotten_in_the_merged(ledger: Ledger, tmp_path: Path) -> None:
    """In either order of merging, and reported by name."""
    id_ = with_secret(ledger)
    path = tmp_path / "copy.ledger"
    ledger.backup(path)
    with Ledger(path) as copy:
        copy.forget(id_, at=NOON)
        (merged,) = copy.merge([ledger])
        assert (merged.documents, merged.forgotten) == (0, ())
        assert found_in(path) == set()
        (merged,) = ledger.merge([copy])
        assert merged.forgotten == ("Velvetfile.txt",)
        assert found_in(ledger.path) == set()


def test_other_documents_name_it_no_more(ledger: Ledger) -> None:
    """What they said they correct, translate or came with is gone; what stands in their own words is theirs."""
    id_ = with_secret(ledger)
    ledger.forget(id_, at=NOON)
    answer = ledger.document("answer.txt")
    assert (answer.part_of, answer.metadata) == (None, Metadata())
    assert id_.encode() not in bytes_of(ledger.path)


def test_the_past_of_findings_that_rested_on_it_is_forgotten(ledger: Ledger) -> None:
    """An id of a finding is a digest of its claims, so those of old findings go too; the others keep their lineage."""
    filled(ledger)
    of = document("Velvetfile.txt", "Xerxes met Zanzibar.")
    met = claim(of, "Xerxes met Zanzibar", "Xerxes/source/GRC", "Zanzibar/target/TZA")
    ledger.add(of, reading(of, met))
    poland, china = ledger.claims(("POL",)), ledger.claims(("CHN",))
    ledger.set_findings([finding("a", met, poland[0]), finding("b", china[0])])
    ledger.set_findings([finding("c", met, *poland), finding("d", *china)])
    old = [f.id for f in ledger.findings() for f in (f,)] + [b for f in ledger.findings() for b in f.before]
    ledger.forget(of.id, at=NOON)
    ledger.set_findings([finding("e", *poland), finding("d", *china)])
    kept = {b for f in ledger.findings() for b in f.before}
    assert kept == {finding("b", china[0]).id}
    data = bytes_of(ledger.path)
    assert {i for i in old if i.encode() in data} == {finding("b", china[0]).id, finding("d", *china).id}


def test_findings_that_name_it_as_an_origin_are_made_anew(ledger: Ledger) -> None:
    """Also where their claims stand in other documents."""
    id_ = with_secret(ledger)
    rests = finding("on another's word", *ledger.claims(("POL",)))
    origin = {"id": "o", "name": "Velvetfile", "claims": rests.claims, "document": id_, "read": True}
    ledger.set_findings([msgspec.convert({**msgspec.to_builtins(rests), "origins": [origin]}, type(rests))])
    ledger.forget(id_, at=NOON)
    assert ledger.findings() == []
    assert found_in(ledger.path) == set()


KILLED = """
    import os, signal, sys
    from backchannel.ledger import Ledger
    with Ledger(sys.argv[1]) as ledger:
        left = iter(range(int(sys.argv[2])))
        die = lambda: os.kill(os.getpid(), signal.SIGKILL)
        ledger._store._db.set_trace_callback(lambda _: next(left, None) is None and die())
        ledger.forget("Velvetfile.txt", at="2026-01-02T12:00:00+00:00")
"""


@pytest.mark.parametrize("step", [5, 25, 45, 55, 60])
def test_killed_in_the_middle_it_is_completed_by_forgetting_again(tmp_path: Path, step: int) -> None:
    """Either the document is still whole, or it is gone and what is left of it in the file is cleared next time."""
    path = tmp_path / "test.ledger"
    with Ledger(path) as ledger:
        with_secret(ledger)
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    killed = [sys.executable, "-c", textwrap.dedent(KILLED), str(path), str(step)]
    assert subprocess.run(killed, env=env, check=False).returncode == -signal.SIGKILL
    with Ledger(path) as ledger:
        if ledger.unscrubbed:
            ledger.scrub()
        else:
            ledger.forget("Velvetfile.txt", at=NOON)
        assert found_in(path) == set()


def test_a_merged_record_of_a_run_does_not_bring_its_name_back(ledger: Ledger, tmp_path: Path) -> None:
    """Nor do lineage, findings, or what other documents over there say of it."""
    id_ = with_secret(ledger)
    path = tmp_path / "copy.ledger"
    ledger.backup(path)
    ledger.forget(id_, at=NOON)
    with Ledger(path) as copy:
        copy.record_run("2026-01-05", {"read": ["Velvetfile.txt"]})
        ledger.merge([copy])
    ledger.scrub()
    assert found_in(ledger.path) == set()
    assert id_.encode() not in bytes_of(ledger.path)


def test_no_column_is_passed_over(ledger: Ledger) -> None:
    """Every column that can hold words of a document is one that forgetting and redaction were made to reach.

    Whoever adds one: let ``forgetting.remove`` and ``redaction`` reach it, put words into it in ``with_secret`` and
    ``with_name``, and name it here.
    """
    with ledger._store.reading() as db:
        tables = [n for (n,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")]
        held = {
            table: {c[1] for c in db.execute(f"PRAGMA table_info({table})") if c[2] in ("TEXT", "BLOB", "")}
            for table in tables
            if not table.startswith("search_")
        }
    assert held == {
        "anchors": {"decision", "text_digest", "quote", "claim"},
        "attachments": {"decision", "claim"},
        "bands": set(),  # goes with its sketch
        "claim_actors": {"role", "country", "name", "type"},
        "claims": {"id", "kind", "act", "domain", "certainty", "polarity", "record"},
        "copies": {"name", "source", "record"},
        "decisions": {"id", "kind", "record"},
        "documents": {"id", "text_digest", "name", "record", "text"},
        "dyads": {"one", "two"},
        "finding_claims": {"claim"},
        "finding_countries": {"country"},
        "findings": {"id", "kind", "act", "domain", "record"},
        "forgotten": {"mark", "at"},
        "known_words": set(),
        "lineage": {"finding", "before"},
        "links": {"kind", "record"},  # go with either document, and when its text or record changes
        "readings": {"id", "text_digest", "reader", "version", "record", "digest"},
        "redacted": {"document", "lead", "marks"},
        "redactions": {"document", "at"},
        "runs": {"id", "started", "record"},
        "searchable": {"kind", "text"},
        "sketches": {"method", "record"},  # likewise: hashes of words would let anybody try names
        "skipped": {"place", "name", "source", "reason"},
        "state": {"name"},
        "steps": {"name"},
        "versions": {"newer", "older"},
    }
