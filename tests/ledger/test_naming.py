"""Names sort as people count, and are short where a line is."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from backchannel.model import natural, short


def test_numbers_in_names_count() -> None:
    """The second mail of a box comes before the tenth, whatever stands behind the number."""
    names = ["box#10", "box#2!b.pdf", "box#2", "box#1", "d#forwarded", "d1", "d01"]
    assert sorted(names, key=natural) == ["box#1", "box#2", "box#2!b.pdf", "box#10", "d01", "d1", "d#forwarded"]


@given(st.lists(st.text("ab01²٣#.", max_size=9), max_size=9, unique=True))
def test_every_name_has_one_place(names: list[str]) -> None:
    """The order is one of all names, and does not depend on how they came."""
    turned = names[::-1]
    assert sorted(names, key=natural) == sorted(turned, key=natural)


def test_a_message_id_is_cut_in_the_middle() -> None:
    """What tells mails of one sender apart stands at both ends; files, attachments and divisions keep their names."""
    assert short("box.mbox#20240115103000.GA@mail.example.org!a.pdf") == "box.mbox#20240115103000.GA!a.pdf"
    long = "CAJ00031676x7900.20210413103000.GK004@mail.example.org"
    assert short(f"box.mbox#{long}#forwarded") == "box.mbox#CAJ000316…3000.GK004#forwarded"
    for name in ("volume.xml#d251", "a-very-long-name-of-a-file-in-a-folder.txt", "box.mbox#alert@example.org"):
        assert short(name) == name
