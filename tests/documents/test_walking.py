import io
import json
from pathlib import Path

import pytest

from backchannel.documents import MAX_BYTES, walk
from backchannel.errors import DocumentError, InputError

TEXT = "The two ministers met in Oslo in 1993 and told nobody, not even their deputies, for eleven months."


def put(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(TEXT)


def names(*paths: Path | str) -> list[str]:
    return [source.name for source in walk(paths)]


def test_folders_are_walked_in_order_and_names_tell_apart(tmp_path: Path) -> None:
    """A file's name where it is the only one, else its path in the folder; hidden files are passed over."""
    put(tmp_path, "b.txt", "a/x.txt", "c/x.txt", "c/y.md", ".hidden.txt", ".git/z.txt")
    assert names(tmp_path) == ["b.txt", "a/x.txt", "c/x.txt", "y.md"]
    assert names(tmp_path / "c", tmp_path / "a") == ["c/x.txt", "y.md", "a/x.txt"]


def test_sidecars_are_no_documents_and_are_used(tmp_path: Path) -> None:
    """NAME.json goes with NAME.txt; a .json alone is named with the reason, not read."""
    put(tmp_path, "a.txt")
    (tmp_path / "a.json").write_text(json.dumps({"title": "Old friends"}))
    (tmp_path / "alone.json").write_text("{}")
    sources = list(walk([tmp_path]))
    assert [source.name for source in sources] == ["a.txt", "alone.json"]
    assert sources[0].load()[0].metadata.title == "Old friends"
    with pytest.raises(DocumentError, match="JSON file with no document beside it"):
        sources[1].load()


def test_a_file_given_twice_is_read_once(tmp_path: Path) -> None:
    """Also when it is given by itself and in its folder."""
    put(tmp_path, "a.txt", "b.txt")
    assert names(tmp_path / "a.txt", tmp_path) == ["a.txt", "b.txt"]


def test_link_loops_end(tmp_path: Path) -> None:
    """A folder that links to its parent is walked once."""
    put(tmp_path, "in/a.txt")
    (tmp_path / "in" / "up").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    assert names(tmp_path) == ["self.txt", "a.txt"]


def test_links_that_lead_out_of_the_folder_are_named_and_not_followed(tmp_path: Path) -> None:
    """A folder from a stranger cannot bring in what is private; links within it are followed."""
    put(tmp_path, "private/secret.txt", "in/a.txt")
    (tmp_path / "in" / "out").symlink_to(tmp_path / "private", target_is_directory=True)
    (tmp_path / "in" / "z.txt").symlink_to(tmp_path / "private" / "secret.txt")
    (tmp_path / "in" / "b.txt").symlink_to(tmp_path / "in" / "a.txt")
    a, b, out, z = walk([tmp_path / "in"])
    assert [a.refusal, b.refusal] == [None, None]
    for source in (out, z):
        with pytest.raises(DocumentError, match="leads out of the folder"):
            source.load()


def test_a_path_that_does_not_exist_is_said_at_once(tmp_path: Path) -> None:
    """Before anything is read."""
    with pytest.raises(InputError, match="no such file or folder"):
        walk([tmp_path / "nowhere"])


def test_a_broken_link_and_a_large_file_are_refused_when_loaded(tmp_path: Path) -> None:
    """Each with one plain reason; the large one without reading it."""
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
    with (tmp_path / "large.txt").open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    gone, large = walk([tmp_path])
    with pytest.raises(DocumentError, match="cannot be opened"):
        gone.load()
    with pytest.raises(DocumentError, match="larger than 64 MiB"):
        large.load()


def test_standard_input_is_a_source(monkeypatch: pytest.MonkeyPatch) -> None:
    """'-' reads what is piped in."""

    class Piped:
        buffer = io.BytesIO(TEXT.encode())

    monkeypatch.setattr("sys.stdin", Piped)
    (source,) = walk(["-"])
    assert source.name == "stdin"
    assert source.load()[0].text == TEXT
