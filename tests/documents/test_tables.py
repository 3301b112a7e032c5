"""Tables with a column of text, and records of other makers: a document a row."""

import csv
import io
import json
import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backchannel.documents import Refused

from .mails import TEXT, documents, found, refusals

LONG = f"{TEXT} {TEXT}"


def test_a_row_is_a_document_with_what_its_columns_say() -> None:
    """Names of columns are taken as people write them; quoted line ends and delimiters are part of the text."""
    header = "ID;Headline;Publication Date;Source;Link;lang;Text"
    row = f'7;"Talks; quiet";2011-05-03;The Desk;https://d.example/7;en;"{TEXT}\r\n\r\nMore; he said."'
    (read,) = documents(f"{header}\r\n{row}\r\n".encode(), "t.csv")
    said = read.metadata
    assert (read.name, read.text) == ("t.csv#7", f"{TEXT}\r\n\r\nMore; he said.")
    assert (said.title, said.publisher, said.url, said.language) == (
        "Talks; quiet",
        "The Desk",
        "https://d.example/7",
        "en",
    )
    assert said.date is not None
    assert (said.date.start, said.date.reason) == ("2011-05-03", "stated in the row")


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("t.csv", f"sep=;\nid;text\n1;{TEXT}\n"),
        ("t.tsv", f"id\ttext\n1\t{TEXT}\n"),
        ("t.csv", f"id|text\n1|{TEXT}\n"),
        ("t.csv", f"id,content\n1,{json.dumps(TEXT)}\n"),
        ("t.tab", f"id\tstory\n1\t{TEXT}\n"),
        ("t.csv", f'id,what was said of it\n1,"{LONG}"\n'),
        ("t.csv", f'"1","{LONG}"\n'),
        ("t.csv.gz", f'id,text\n1,"{TEXT}"\n'),
    ],
    ids=["sep", "tabs", "bars", "commas", "tab", "prose", "no header", "gz"],
)
def test_delimiters_and_columns_are_found(name: str, data: str) -> None:
    """By what parts rows evenly; the text by its name, or by being prose."""
    (read,) = documents(data.encode(), name)
    assert TEXT in read.text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings_are_told_field_by_field(encoding: str) -> None:
    """A mark is no part of the first name; a row in another encoding costs only itself."""
    data = f'id,text\n1,"{TEXT} “café”"\n'.encode(encoding)
    (read,) = documents(data, "t.csv")
    assert read.text == f"{TEXT} “café”"
    if encoding == "utf-8":
        mixed = data + b'2,"' + f"{TEXT} “café”".encode("cp1252") + b'"\n'
        assert [one.text for one in documents(mixed, "t.csv")] == [read.text] * 2


def test_lines_may_end_in_carriage_returns_alone() -> None:
    """As old spreadsheets of the Macintosh write them; within a field they are kept as line ends."""
    data = f'id,text\r1,"{TEXT}"\r2,"Second. {TEXT}\rThird."\r'.encode()
    one, other = documents(data, "t.csv")
    assert one.text == TEXT and other.text == f"Second. {TEXT}\nThird."


def test_a_table_of_figures_is_refused_plainly() -> None:
    """With what would make it one of texts."""
    for data in (b"year,arms\n1993,4\n1994,5\n", b"text,id\n,\n", b"code,name\n1,Oslo\n"):
        assert refusals(data, "t.csv") == [("t.csv", "is a table without a column of text; name the column “text”")]


def test_rows_without_a_text_are_counted_in_one_line() -> None:
    """Ragged rows and blank ones; a name that is there already gets a number."""
    data = f"id,text\n1,{TEXT}\n2\n\n3,\n1,{TEXT}\n"
    everything = found(data.encode(), "t.csv")
    assert [one.name for one in everything] == ["t.csv#1", "t.csv#1 (2)", "t.csv"]
    assert everything[2] == Refused("t.csv", "2 rows have no text (row 3 is the first)")


def test_a_page_saved_as_a_table_is_a_page() -> None:
    """Downloads that failed."""
    assert documents(f"<html><body><p>{TEXT}</p></body></html>".encode(), "t.csv")[0].media_type == "text/html"


def test_a_field_without_end_ends() -> None:
    """What was read before stays."""
    data = f'id,text\n1,{TEXT}\n2,"' + "x\n" * 11_000_000
    everything = found(data.encode(), "t.csv")
    assert [type(one).__name__ for one in everything] == ["Document", "Refused"]


cells = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufeff\x00"), max_size=30)


@given(st.lists(st.tuples(cells, st.text(string.ascii_letters + ' ,;"\n', max_size=60)), min_size=1, max_size=8),
       st.sampled_from([",", ";", "\t"]))  # fmt: skip
@settings(deadline=None, max_examples=60)
def test_what_the_standard_library_writes_is_read_back(rows: list[tuple[str, str]], delimiter: str) -> None:
    """Every text, whatever stands in it and beside it."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=delimiter)
    writer.writerow(["note", "text"])
    writer.writerows((note, f"{LONG} {words}") for note, words in rows)
    read = documents(buffer.getvalue().encode(), "t.csv")
    assert [one.text for one in read] == [f"{LONG} {words}" for _, words in rows]


@given(st.binary(max_size=300), st.sampled_from(["t.csv", "t.tsv", "f.jsonl", "f"]))
@settings(deadline=None, max_examples=100)
def test_any_bytes_under_the_name_of_a_table_are_read_or_refused(data: bytes, name: str) -> None:
    """Never an error."""
    for start in (b"id,text\n", b'{"text": "a b"}\n', b""):
        for one in found(start + data, name):
            assert one.reason if isinstance(one, Refused) else one.text.strip()


def test_lines_of_json_may_name_their_text_otherwise() -> None:
    """As those who gather articles do; ``text`` goes first."""
    lines = [{"uuid": "a", "maintext": TEXT, "authors": ["Ann", "Bob"], "date_publish": 1, "source_url": "https://x.example/"},
             {"content": "other", "text": TEXT}]  # fmt: skip
    one, other = documents("\n".join(map(json.dumps, lines)).encode(), "f.jsonl")
    assert (one.name, one.text, one.metadata.author, one.metadata.url) == (
        "f.jsonl#a",
        TEXT,
        "Ann, Bob",
        "https://x.example/",
    )
    assert other.text == TEXT
