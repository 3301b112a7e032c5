import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backchannel.documents.kinds import DOCX, EPUB, ODT, zipped
from backchannel.documents.zipnames import first_member, members

HEAD = 65_536


def archive(parts: dict[str, bytes], compression: int = zipfile.ZIP_STORED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return buffer.getvalue()


def kind(data: bytes) -> str | None:
    return zipped(data[:HEAD], data[-HEAD:])


WORD = archive({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w/>"})


@pytest.mark.parametrize(
    ("parts", "what"),
    [
        ({"[Content_Types].xml": b"", "word/document.xml": b""}, DOCX),
        ({"[Content_Types].xml": b"", "word/document2.xml": b""}, DOCX),
        ({"word\\document.xml": b""}, DOCX),
        ({"[Content_Types].xml": b"", "xl/workbook.xml": b""}, "a spreadsheet (XLSX), to be saved as CSV first"),
        ({"[Content_Types].xml": b"", "ppt/presentation.xml": b""}, "a presentation (PPTX)"),
        ({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b""}, ODT),
        ({"content.xml": b"", "META-INF/manifest.xml": b""}, ODT),
        ({"mimetype": b"application/vnd.oasis.opendocument.graphics"}, "an OpenDocument file that is no text"),
        ({"mimetype": b"application/epub+zip"}, EPUB),
        ({"OPS/a.xhtml": b"", "META-INF/container.xml": b""}, EPUB),
        ({"word/notes.txt": b"", "a.txt": b""}, None),
        ({"a.txt": b"application/epub+zip"}, None),
        ({"brief.docx": WORD}, None),
        ({"a.txt": b"PK\x05\x06", "brief.docx": WORD}, None),
        ({}, None),
    ],
)
def test_a_zip_is_known_by_the_members_of_its_own(parts: dict[str, bytes], what: str | None) -> None:
    """What lies stored within a member, or is only called alike, does not count."""
    assert kind(archive(parts)) == what


def test_a_directory_longer_than_what_is_seen_is_read_from_where_it_shows() -> None:
    """An e-book of thousands of members is known by its first, a Word document by those at the end."""
    many = {f"OPS/chapter-{n:05}-with-a-long-name.xhtml": b"" for n in range(3_000)}
    assert kind(archive({"mimetype": b"application/epub+zip", **many})) == EPUB
    assert kind(archive({**many, "[Content_Types].xml": b"", "word/document.xml": b""})) == DOCX
    assert kind(archive(many)) is None


@given(st.dictionaries(st.text("abc/é日.", min_size=1, max_size=9), st.binary(max_size=40), max_size=6))
def test_the_names_are_those_of_the_archive(parts: dict[str, bytes]) -> None:
    """As zipfile lists them."""
    data = archive(parts, zipfile.ZIP_DEFLATED)
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        assert members(data) == set(opened.namelist())
    assert first_member(data)[0] == next(iter(parts), "")


@given(st.binary(max_size=120), st.integers(0, 400), st.binary(max_size=8))
def test_damaged_bytes_are_no_fault(noise: bytes, at: int, stamp: bytes) -> None:
    """Whatever stands there, the answer is a kind or none."""
    broken = WORD[:at] + stamp + WORD[at + len(stamp) :]
    for data in (noise, b"PK\x03\x04" + noise, noise + b"PK\x05\x06" + noise, broken, WORD[at:]):
        kind(data)
