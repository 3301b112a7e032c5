"""Actors from a user's file."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from backchannel.errors import InputError
from backchannel.states import Gazetteer, load_user_actors


def test_a_csv_file_adds_actors(tmp_path: Path) -> None:
    """Each line is an actor with its party, type and days; the gazetteer finds it."""
    file = tmp_path / "mine.csv"
    file.write_text("name,country,type,since,until\nKassem Ilunga,Zaire,person,1968,1972-06\nORAX,,agency,,\n", "utf-8")
    person, agency = load_user_actors(file)
    assert (person.code, person.kind, person.since, person.until) == (
        "COD", "leader", dt.date(1968, 1, 1), dt.date(1972, 6, 30),
    )  # fmt: skip
    assert (agency.code, agency.case_sensitive) == (None, True)
    assert Gazetteer([person]).match("Kassem Ilunga's flat")[0].code == "COD"


def test_a_toml_file_adds_actors(tmp_path: Path) -> None:
    """[[actor]] tables do as well."""
    file = tmp_path / "mine.toml"
    file.write_text('[[actor]]\nname = "Green Ring"\ncountry = "NOR"\ntype = "armed_group"\n', "utf-8")
    (group,) = load_user_actors(file)
    assert (group.text, group.code, group.kind) == ("Green Ring", "NOR", "armed_group")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("name,country\nX,Norwey\n", "line 2: unknown party 'Norwey'"),
        ("name,type\nX,state\nY,robot\n", "line 3: unknown type 'robot'"),
        ("name,since\nX,1931-13\n", "line 2: "),
        ("name,since,until\nX,1940,1931\n", "line 2: it ends"),
        ("name,colour\nX,red\n", "line 1: unknown column 'colour'"),
        ("country\nNOR\n", "line 1: no column 'name'"),
        ("name,country\n,NOR\n", "line 2: the name is empty"),
        ("name,country\nX,NOR,extra\n", "line 2: more fields"),
    ],
)
def test_a_fault_is_named_with_its_line(tmp_path: Path, text: str, message: str) -> None:
    """A faulty file is refused with one line that says where and why."""
    file = tmp_path / "mine.csv"
    file.write_text(text, "utf-8")
    with pytest.raises(InputError, match=message):
        load_user_actors(file)


def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    """A missing file, another encoding and broken TOML are input errors, not tracebacks."""
    with pytest.raises(InputError, match="give a CSV or TOML file"):
        load_user_actors(tmp_path / "none.csv")
    latin = tmp_path / "latin.csv"
    latin.write_bytes("name\nJosé\n".encode("latin-1"))
    with pytest.raises(InputError, match="not UTF-8"):
        load_user_actors(latin)
    broken = tmp_path / "broken.toml"
    broken.write_text("[[actor]\n", "utf-8")
    with pytest.raises(InputError, match="broken"):
        load_user_actors(broken)
