"""Documents that share their words are told of once, however many they are."""

from __future__ import annotations

from pathlib import Path

from backchannel.ledger import Ledger
from backchannel.pipeline import Event, read

from .test_linking import OTHER, STORY
from .toys import write_texts


def events(folder: Path, ledger: Ledger) -> list[Event]:
    """What is told while the folder is read."""
    told: list[Event] = []
    read([folder], ledger, reader="toy", watch=told.append)
    return told


def shared(told: list[Event]) -> list[str]:
    """What is told in the end of documents that share their words."""
    return [f"{e.name}: {e.text}" for e in told if e.kind == "shared"]


def test_six_prints_of_a_story_are_one_note(tmp_path: Path, ledger: Ledger) -> None:
    """Names stand as people count; the notes pair by pair are marked, so that who watches can leave them out."""
    prints = {f"{n}.txt": f"{n * 'Late '}edition\n\n{STORY}" for n in (1, 2, 3, 4, 5, 10)}
    told = events(write_texts(tmp_path / "in", {**prints, "other.txt": OTHER}), ledger)
    assert shared(told) == ["1.txt: same text as 2.txt, 3.txt and 3 more: counted once"]
    assert len([e for e in told if e.kind == "note" and e.shares]) >= 5
    assert all(e.shares for e in told if e.kind == "note")


def test_stories_that_have_nothing_in_common_are_two_groups(tmp_path: Path, ledger: Ledger) -> None:
    """A group holds what hangs together and nothing else; bytes under two names are one as well."""
    texts = {"a.txt": STORY, "b.txt": STORY.upper(), "c.txt": OTHER, "d.txt": OTHER}
    told = events(write_texts(tmp_path / "in", texts), ledger)
    assert shared(told) == ["a.txt: same text as b.txt: counted once", "c.txt: same text as d.txt: counted once"]


def test_what_was_told_is_not_told_again(tmp_path: Path, ledger: Ledger) -> None:
    """Reading a folder again tells nothing of it; a third print that comes in tells of all three."""
    folder = write_texts(tmp_path / "in", {"a.txt": STORY, "b.txt": STORY.upper()})
    events(folder, ledger)
    assert shared(events(folder, ledger)) == []
    write_texts(folder, {"c.txt": f"Late edition\n\n{STORY}"})
    assert shared(events(folder, ledger)) == ["a.txt: same text as b.txt, c.txt: counted once"]


def test_a_variant_keeps_its_own_note(tmp_path: Path, ledger: Ledger) -> None:
    """That a sentence was turned is told of this document, with the words, and not only counted."""
    turned = STORY.replace("Jordan sent twelve observers to Poland", "Jordan sent ninety observers to Poland")
    told = events(write_texts(tmp_path / "in", {"a.txt": STORY, "b.txt": turned}), ledger)
    assert [e.shares for e in told if e.kind == "note"] == [False]
    assert shared(told) == []
