"""What must go, goes: from tables, index, free pages and write-ahead log."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from backchannel.errors import LedgerWriteError, UnknownId
from backchannel.ledger import Ledger
from backchannel.model import Relay

from .builders import NOON, claim, document, filled, finding, reading

SECRETS = ("Zanzibar", "zanzibar", "Quixotic", "quixotic", "Ombudsman", "Xerxes", "Whistleblower", "Velvetfile")


def bytes_of(path: Path) -> bytes:
    """All bytes of the ledger's files: database, write-ahead log, shared memory."""
    return b"".join(p.read_bytes() for p in sorted(path.parent.glob(path.name + "*")))


def found_in(path: Path) -> set[str]:
    data = bytes_of(path)
    return {w for w in SECRETS if w.encode() in data}


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
    assert [d.name for d in ledger.documents(versions=True)] == ["shanghai.txt", "warsaw.txt"]
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
