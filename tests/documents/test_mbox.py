"""Mailboxes: where one mail ends and the next begins, whatever program wrote them."""

import io
import mailbox
import tempfile
import tracemalloc
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from backchannel.documents import Refused, read_stream

from .mails import TEXT, documents, found, mail, of_kind

PARTING = "From ann@example.org Tue May  3 10:15:00 2011\n"


def boxed(*bodies: str, fields: str = "") -> bytes:
    return "".join(
        f"{PARTING}From: Ann <ann@example.org>\nSubject: s{number}\nMessage-ID: <{number}@x>\n{fields}\n{body}\n"
        for number, body in enumerate(bodies)
    ).encode()


def test_lines_that_begin_with_from_part_mails_only_before_headers() -> None:
    """mboxo and mboxrd mark such lines, others do not; a mark that is the writer's own quoting stays."""
    own = "From the start he knew.\n\nFrom here\nto: there.\n>From Oslo on.\n>>From Bergen on."
    body = f"{TEXT}\n\n{own}\n\n> he said\n>From there\n"
    (document,) = documents(boxed(body), "box.mbox")
    assert document.name == "box.mbox#0@x"
    for words in ("From the start he knew.", "From here", "to: there.", "From Oslo on.", "From Bergen on."):
        assert words in document.text
    assert of_kind(document, "quoted_message")[-1] == "From there"


def test_lengths_are_believed_where_they_are_right() -> None:
    """mboxcl marks nothing and states a length; one that is wrong is not believed."""
    body = f"{TEXT}\n\n{PARTING}From: inner\nSubject: inner\n\nWords of it.\n"
    right = boxed(body, "next", fields=f"Content-Length: {len(body)}\n").replace(
        f"Content-Length: {len(body)}\n\nnext".encode(), b"Content-Length: 5\n\nnext"
    )
    assert [one.name for one in documents(right, "box")] == ["box#0@x", "box#1@x"]
    for wrong in (len(body) + 40, 10**9, 1):
        made = boxed(body, "next", fields=f"Content-Length: {wrong}\n")
        assert [one.name for one in documents(made, "box")] == ["box#0@x", "box#2", "box#1@x"]


def test_names_are_message_ids_that_differ() -> None:
    """The same id twice gets a number; a mail without one its place in the box."""
    data = boxed("one", "two").replace(b"<1@x>", b"<0@x>") + boxed("three").replace(b"Message-ID: <0@x>\n", b"")
    assert [one.name for one in documents(data, "box.mbox")] == ["box.mbox#0@x", "box.mbox#0@x (2)", "box.mbox#3"]


def test_line_ends_and_a_missing_last_one_do_not_matter() -> None:
    """CRLF throughout, and a file that stops within a line."""
    data = boxed(TEXT, TEXT).rstrip(b"\n")
    for form in (data, data.replace(b"\n", b"\r\n"), b"\xef\xbb\xbf" + data):
        assert [one.text for one in documents(form, "box")] == [TEXT, TEXT]


def test_a_mail_is_the_same_in_a_box_and_by_itself() -> None:
    """Its identity is that of its own bytes."""
    alone = mail().as_bytes()
    (within,) = documents(PARTING.encode() + alone + b"\n", "box.mbox")
    assert within.id == documents(alone, "a.eml")[0].id


def test_text_that_begins_with_from_is_text() -> None:
    """A dispatch is no mailbox."""
    data = f"From our correspondent\nLONDON: {TEXT}\n".encode()
    assert documents(data, "note.txt")[0].media_type == "text/plain"


def test_a_damaged_mail_costs_itself() -> None:
    """The mails before and behind one that cannot be read are read."""
    data = boxed("one", "two", "three").replace(b"two\n", b"")
    everything = found(data, "box.mbox")
    assert [one.name for one in everything] == ["box.mbox#0@x", "box.mbox#1@x", "box.mbox#2@x"]
    assert isinstance(everything[1], Refused)


class Endless(io.RawIOBase):
    """A box of so many mails, made as it is read."""

    def __init__(self, mails: int) -> None:
        self._one = boxed(f"{TEXT}\n" * 20)
        self.size = len(self._one) * mails
        self._at = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = 0) -> int:
        self._at = offset + {0: 0, 1: self._at, 2: self.size}[whence]
        return self._at

    def tell(self) -> int:
        return self._at

    def readinto(self, buffer) -> int:  # type: ignore[no-untyped-def] # as io.RawIOBase has it
        count = min(len(buffer), self.size - self._at)
        start = self._at % len(self._one)
        piece = (self._one * (count // len(self._one) + 2))[start : start + count]
        buffer[:count] = piece
        self._at += count
        return count


def test_a_box_passes_through_memory_one_mail_at_a_time() -> None:
    """Memory does not grow with the number of mails."""

    def most(mails: int) -> int:
        raw = Endless(mails)
        tracemalloc.start()
        count = sum(1 for _ in read_stream(io.BufferedReader(raw), raw.size, "box.mbox"))
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert count == mails
        return peak

    most(10)  # what is loaded once
    assert most(150) < most(15) + 500_000


lines = st.sampled_from(["From x", "", TEXT, "> From y", "Subject: z", "From: w", PARTING.strip()])


@given(st.lists(st.lists(lines, max_size=8), min_size=1, max_size=6))
@settings(deadline=None, max_examples=40)
def test_what_the_standard_library_boxes_is_found_again(bodies: list[list[str]]) -> None:
    """Any mails that ``mailbox`` writes come back, as many and in their order."""
    with tempfile.TemporaryDirectory() as folder:
        box = mailbox.mbox(Path(folder) / "box")
        for number, body in enumerate(bodies):
            box.add(mail("\n".join([TEXT, *body]), Message_ID=f"<{number}@x>"))
        box.close()
        data = (Path(folder) / "box").read_bytes()
    names = [one.name for one in documents(data, "box.mbox")]
    assert [name for name in names if "#forwarded" not in name] == [f"box.mbox#{n}@x" for n in range(len(bodies))]
