"""What leaves carries no local path, and no analyst's name or reason unless asked for."""

from __future__ import annotations

import io
from pathlib import Path

import msgspec
import pytest

from backchannel.api import Ledger
from backchannel.exchange import FORMATS, write
from backchannel.exchange.doc_names import stem
from backchannel.exchange.handling import DECIDED, public_name
from backchannel.ledger import Ledger as File

from .conftest import Exported, unread
from .world import WARSAW, claim, document, finding, material, read_by

ALL = [f.name for f in FORMATS]
PERSON, REASON = "Ann O. Tator", "the archivist told me so"


@pytest.fixture(scope="module")
def decided(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger in which a person read, decided a field, graded, noted, and added a claim."""
    path = tmp_path_factory.mktemp("decided") / "decided.ledger"
    one = document(WARSAW, title="A treaty", url="file:///home/ann/leak/warsaw.txt", archived_url="/home/ann/a.warc")
    made = claim(one, "Willy Brandt knelt in Warsaw", "Brandt/source/DEU/person", "Warsaw/target/POL")
    with File(path) as file:
        file.add(one, msgspec.structs.replace(unread(one), claims=(made,)))
    with Ledger(path) as ledger:
        ledger.decide(made.id, by=PERSON, why=REASON, certainty="alleged")
        for kind, field in (("grade", "credibility"), ("note", None)):
            ledger.file.decide(
                ledger.file.decision(made.id, kind, by=PERSON, at="2026-01-01", why=REASON, field=field, value='"2"')
            )
        own = claim(one, "signed a treaty", "Poland/participant/POL", "West Germany/participant/DEU")
        theirs = path.parent / "own.jsonl"
        with theirs.open("wb") as out:
            write("claims", material([one], [own]), out)
        ledger.import_claims(theirs, by=PERSON)
    return path


def export(path: Path, name: str, **more: object) -> bytes:
    with Ledger(path) as ledger:
        out = io.BytesIO()
        ledger.export_to(name, out, **more)  # type: ignore[arg-type] # options as the ledger takes them
    return out.getvalue()


@pytest.mark.parametrize("name", ALL)
def test_no_export_names_who_decided_or_read(decided: Path, name: str) -> None:
    """Nor why, in any format; asking for that person's reading does not change it."""
    for more in ({}, {"reader": f"person:{PERSON}"}):
        data = export(decided, name, **more)
        if name == "parquet":  # compressed; whole as a table
            import pyarrow.parquet as pq  # noqa: PLC0415

            data = str(pq.read_table(io.BytesIO(data)).to_pylist()).encode()
        assert data
        assert PERSON.encode() not in data and REASON.encode() not in data


@pytest.mark.parametrize("name", ["jsonl", "jsonld", "claimreview"])
def test_asked_for_they_are_there(decided: Path, name: str) -> None:
    """In the formats that have a place for them."""
    more = {"reader": f"person:{PERSON}"} if name == "jsonld" else {}
    data = export(decided, name, with_analysts=True, **more)
    assert PERSON.encode() in data
    assert name == "jsonld" or REASON.encode() in data


def test_that_a_person_decided_is_still_told(decided: Path) -> None:
    """It changes how far a field can be leant on."""
    assert f"{DECIDED}a person".encode() in export(decided, "jsonl")


def test_the_ledger_says_decided_by_as_it_is_looked_for(decided: Path) -> None:
    """The words by which a person's reason is known here are those the ledger writes."""
    with Ledger(decided) as ledger:
        rules = [r.rule for c in ledger.claims() for r in c.reasons if r.field == "certainty"]
    assert rules == [DECIDED + PERSON]


@pytest.mark.parametrize("name", ALL)
def test_no_export_holds_a_path_of_the_machine(decided: Path, name: str) -> None:
    """Neither of files nor in addresses, also where names of analysts are asked for."""
    assert b"/home/ann" not in export(decided, name, with_analysts=True)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("letter.txt", "letter.txt"),
        ("cables/1971/a.txt", "cables/1971/a.txt"),
        ("/home/ann/leak/letter.txt", "1f2e3d4c/letter.txt"),
        ("/home/ann/box.zip!a/b.txt", "1f2e3d4c/box.zip!a/b.txt"),
        ("/srv/feed.jsonl#7", "1f2e3d4c/feed.jsonl#7"),
        (r"C:\Users\Ann\letter.txt", "1f2e3d4c/letter.txt"),
        (r"\\server\share\letter.txt", "1f2e3d4c/letter.txt"),
    ],
)
def test_a_full_path_becomes_a_name(name: str, shown: str) -> None:
    """The folder in front of it is the document's id; folders do not count where names are compared."""
    assert public_name(name, "1f2e3d4c" + 56 * "0") == shown
    assert stem(shown) == stem(name)


@pytest.mark.parametrize("name", ALL)
def test_claims_and_sources_bear_that_name(name: str) -> None:
    """In every format that names documents."""
    one = document(WARSAW, "/home/ann/leak/warsaw.txt")
    made = claim(one, "signed a treaty", "Poland/source/POL", "West Germany/target/DEU")
    out = io.BytesIO()
    write(name, material([one], [made], findings=[finding(made)]), out)
    assert b"/home/ann" not in out.getvalue()


def test_persons_cannot_be_found_out_by_trying_names() -> None:
    """The id of a person's reading is made of the name; what stands for it is made without."""
    one = document(WARSAW)
    made = claim(one, "signed a treaty")
    outs = []
    for person in ("person:Ann", "person:Bob"):
        out = io.BytesIO()
        write("jsonld", material([one], [made], reading_of=read_by(person)), out)
        outs.append(out.getvalue())
    assert outs[0] == outs[1]


@pytest.mark.parametrize("name", ALL)
def test_the_same_ledger_gives_the_same_bytes(exported: Exported, name: str) -> None:
    """Twice, through separate openings of the file."""
    assert exported(name) == exported(name)


def test_what_is_withheld_is_not_lost(decided: Path) -> None:
    """The ledger still has it all."""
    with Ledger(decided) as ledger:
        assert {d.by for d in ledger.decisions()} == {PERSON}
        (kept,) = ledger.file.iter_documents()
        assert kept.metadata.url == "file:///home/ann/leak/warsaw.txt"
