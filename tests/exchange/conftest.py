from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import pytest

from backchannel.api import Ledger
from backchannel.documents import read_bytes
from backchannel.ledger import Ledger as File
from backchannel.model import Document, Reading, reading_id

EXAMPLES = Path(__file__).parent.parent / "examples"
Exported = Callable[..., bytes]


def unread(document: Document) -> Reading:
    """A reading of ours that found nothing, so that a test needs no reader."""
    id_ = reading_id(document.id, document.text_digest, "nobody", "1", "")
    return Reading(id=id_, document=document.id, text_digest=document.text_digest, reader="nobody", version="1")


def shipped() -> list[Document]:
    """The documents that ship, with their sidecars."""
    folder = files("backchannel") / "examples"
    found: list[Document] = []
    for file in sorted(folder.iterdir(), key=lambda f: f.name):
        if not file.name.endswith(".json"):
            beside = folder / f"{file.name.rpartition('.')[0]}.json"
            found += read_bytes(file.read_bytes(), file.name, beside.read_bytes())
    return found


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of the documents that ship, with the claims that persons wrote on them in force."""
    path = tmp_path_factory.mktemp("exchange") / "shelf.ledger"
    with File(path) as ledger:
        for document in shipped():
            ledger.add(document, unread(document))
    with Ledger(path) as opened:
        done = opened.import_claims(EXAMPLES / "open.jsonl", EXAMPLES / "held.jsonl", by="Ann O. Tator", current=True)
        assert (done.documents, len(done.refused)) == (12, 0), done.refused
    return path


@pytest.fixture(scope="session")
def exported(shelf: Path, tmp_path_factory: pytest.TempPathFactory) -> Exported:
    """What an export of the shelf gives, as bytes."""

    def export(format_: str, **options: object) -> bytes:
        target = tmp_path_factory.mktemp("out") / "export"
        with Ledger(shelf) as ledger:
            ledger.export(format_, target, **options)  # type: ignore[arg-type] # filters as the ledger takes them
        return target.read_bytes()

    return export
