"""Coding sheets go out and come back whole, and whatever a spreadsheet did to them is named by row and column."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backchannel.agreement import WRITERS, FaultySheet, Filled, Span, read_sheets, within
from backchannel.agreement.codebook import glosses, markdown, page
from backchannel.agreement.fields import COLUMNS, of_claim
from backchannel.agreement.passages import squeezed
from backchannel.agreement.sheets import ASKED, BOM, HEADER, SHOWN, write_csv, write_jsonl
from backchannel.errors import InputError
from backchannel.model import ACTS, CERTAINTIES, DOMAINS, KINDS, ROLES

from .made import ANSWERS, CARRIED, DENIED, MET, SAMPLE, Row, filled, rows, saved

LEFT = dict.fromkeys((*ASKED, *(column.name for column in COLUMNS), "note"), "")


def faults(*paths: Path) -> list[str]:
    with pytest.raises(FaultySheet) as caught:
        read_sheets(paths)
    return [f"{f.row} {f.column}: {f.reason}" for f in caught.value.faults]


def claims_of(given_: Filled) -> list[Any]:
    (coding,) = given_.codings
    return [answer.values for p in SAMPLE.passages for answer in coding.answers.get(p.id, ())]


@pytest.mark.parametrize("form", list(WRITERS))
def test_answers_come_back_as_they_went_out(tmp_path: Path, form: str) -> None:
    """Each claim has the values and the place it had, and a passage without one is coded as having none."""
    path = tmp_path / f"sheet.{form}"
    with path.open("wb") as out:
        WRITERS[form](SAMPLE, out, ANSWERS)
    given_ = read_sheets([path])
    assert claims_of(given_) == [of_claim(claim) for claim in (CARRIED, MET, DENIED)]
    (coding,) = given_.codings
    assert coding.coder == "ann"
    assert coding.answers[SAMPLE.passages[1].id] == ()
    assert [a.span for a in coding.answers[SAMPLE.passages[2].id]] == [ANSWERS.found[SAMPLE.passages[2].id][0].span]
    assert (given_.empty, given_.gone, given_.frames) == ((), {}, ("sentences",))


def test_a_blind_sheet_says_nothing_of_what_was_read() -> None:
    """All that a coder fills in is empty, and a passage has one row, whatever was found in it."""
    table = rows(None)
    assert len(table) == len(SAMPLE.passages)
    assert all(row[name] == "" for row in table for name in LEFT)
    assert [row["number"] for row in table] == ["1 of 4", "2 of 4", "3 of 4", "4 of 4"]


def test_the_sheet_opens_in_a_spreadsheet() -> None:
    """It begins with the mark that Excel knows UTF-8 by, its lines end as RFC 4180 has it, and no cell is a formula."""
    out = io.BytesIO()
    write_csv(SAMPLE, out)
    assert out.getvalue().startswith(BOM)
    assert b"\r\n" in out.getvalue()
    cells = [cell for row in csv.reader(io.StringIO(out.getvalue().decode("utf-8-sig"), newline="")) for cell in row]
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in cells)
    assert all(not cell.isdigit() for row in rows() for cell in (row["passage_id"], row["sample"], row["number"]))


@pytest.mark.parametrize(
    ("delimiter", "encoding"), [(",", "utf-8"), (";", "utf-8-sig"), ("\t", "utf-8"), ("\t", "utf-16"), (";", "utf-16")]
)
def test_what_spreadsheets_save_is_read(tmp_path: Path, delimiter: str, encoding: str) -> None:
    """Commas, semicolons or tabs; with or without the mark; "Unicode text"."""
    path = saved(tmp_path / "sheet.csv", rows(), delimiter=delimiter, encoding=encoding)
    assert claims_of(read_sheets([path])) == [of_claim(claim) for claim in (CARRIED, MET, DENIED)]


def test_another_encoding_is_refused(tmp_path: Path) -> None:
    """Windows-1252 has bytes that are no UTF-8; the line and the way out are named."""
    path = saved(tmp_path / "sheet.csv", rows(), encoding="cp1252")
    with pytest.raises(InputError, match=r"sheet\.csv, line \d+: not UTF-8; save the sheet again as CSV UTF-8"):
        read_sheets([path])


def test_letters_read_in_a_wrong_encoding_are_noticed(tmp_path: Path) -> None:
    """A program that took UTF-8 for Windows-1252 and saved what it saw changed the passage."""
    table = [{k: v.encode().decode("cp1252", "replace") for k, v in row.items()} for row in rows()]
    (fault,) = faults(saved(tmp_path / "sheet.csv", table))
    assert fault.startswith("4 passage: not the words that were drawn")


@pytest.mark.parametrize("given_", ["Jul-71", "09/07/1971", "7/9/1971", "1971-07-09 00:00:00", "26115", "1971-13"])
def test_a_date_that_a_spreadsheet_changed_is_noticed(tmp_path: Path, given_: str) -> None:
    """It is named with row and column, and how to keep it from happening."""
    (fault,) = faults(filled(tmp_path / "sheet.csv", lambda table: table[0].update(date=given_)))
    assert fault.startswith(f"2 date: {given_!r} is no date; write 1971")
    assert "on 1971-07-09" in fault


@pytest.mark.parametrize(
    ("given_", "read"),
    [
        ("1971", ("1971", "1971")),
        ("in 1971-07", ("1971-07", "1971-07")),
        ("On 1971-07-09", ("1971-07-09", "1971-07-09")),
        ("197x", ("197X", "197X")),
        ("1971-07 / 1971-09", ("1971-07", "1971-09")),
        ("None", "none"),
        ("", None),
    ],
)
def test_dates_are_read(tmp_path: Path, given_: str, read: object) -> None:
    """With or without the word before them; nothing is not coded, none is undated."""
    path = filled(tmp_path / "sheet.csv", lambda table: table[0].update(date=given_))
    assert claims_of(read_sheets([path]))[0]["date"] == read


@pytest.mark.parametrize(
    ("column", "cell", "reason"),
    [
        ("kind", "evnet", "'evnet' is none of event, state, statement, figure, assessment, policy_option"),
        ("certainty", "certian", "'certian' is none of certain, probable, possible, alleged"),
        ("covert", "maybe", "'maybe' is neither yes nor no"),
        ("claim", "2", "'2' is neither yes nor no"),
        ("words", "Pakistan carried the messages", "these words do not stand in the passage"),
        ("words", "", "empty; copy the words of the claim"),
        ("words", "a", "these words stand in the passage more than once"),
        ("source", "Washington (US)", "'Washington (US)': what stands in brackets is a code of three letters"),
        ("start", "1,023", "'1,023' is no whole number"),
        ("end", "70", "not the words that were drawn"),
        ("passage", "In July 1971 Pakistan carried messages.", "not the words that were drawn"),
        ("text_sha256", "1.2E+63", "not the words that were drawn"),
        ("passage_id", "p0", "not the words that were drawn"),
        ("claim", "no", "no, but words, kind, act filled in"),
        ("date", "1971/1970", "'1971/1970' is no date"),
        ("note", "x" * 9, ""),
        ("kind", "x" * 6000, "longer than 5,000 characters"),
    ],
)  # fmt: skip
def test_a_fault_is_named_by_row_and_column(tmp_path: Path, column: str, cell: str, reason: str) -> None:
    """With what is allowed; where several are faulty, all are."""
    path = filled(tmp_path / "sheet.csv", lambda table: table[0].update({column: cell}))
    if not reason:
        read_sheets([path])
        return
    at = "passage" if reason.startswith("not the words") else column
    assert any(fault.startswith(f"2 {at}: {reason}") for fault in faults(path))


def test_all_faults_are_named_at_once(tmp_path: Path) -> None:
    """Three cells, three faults, in the order of the rows."""

    def spoil(table: list[Row]) -> None:
        table[0].update(kind="x", domain="y")
        table[2]["polarity"] = "z"

    assert [fault.partition(":")[0] for fault in faults(filled(tmp_path / "sheet.csv", spoil))] == [
        "2 kind", "2 domain", "4 polarity",
    ]  # fmt: skip


def test_removed_rows_are_counted(tmp_path: Path) -> None:
    """A passage that is gone is missed by the identity of the draw, and said with the file."""
    path = filled(tmp_path / "sheet.csv", lambda table: table.pop(1))
    assert read_sheets([path]).gone == {str(path): 1}


def test_a_passage_of_another_draw_is_refused(tmp_path: Path) -> None:
    """Where the passages are not those of the draw and none is gone, the column is named."""
    path = filled(tmp_path / "sheet.csv", lambda table: [row.update(sample="s0") for row in table])
    with pytest.raises(InputError, match="column sample: 's0' is not the draw of these passages"):
        read_sheets([path])


def test_sorted_rows_are_the_same_sheet(tmp_path: Path) -> None:
    """Nothing rests on the order of rows that name their passage."""
    path = filled(tmp_path / "sheet.csv", lambda table: table.sort(key=lambda row: row["claim"] + row["passage"]))
    assert claims_of(read_sheets([path])) == [of_claim(claim) for claim in (CARRIED, MET, DENIED)]


def test_a_second_claim_may_stand_in_a_row_without_the_passage(tmp_path: Path) -> None:
    """It belongs to the passage above it and to its coder."""
    more = {**dict.fromkeys(HEADER, ""), "words": "Pakistan", "kind": "state"}
    path = filled(tmp_path / "sheet.csv", lambda table: table.insert(1, more))
    (coding,) = read_sheets([path]).codings
    assert [a.values["kind"] for a in coding.answers[SAMPLE.passages[0].id]] == ["state", "event"]


def test_the_same_claim_twice_is_noticed(tmp_path: Path) -> None:
    """So is a passage said to have a claim and none."""

    def spoil(table: list[Row]) -> None:
        table.insert(1, dict(table[0]))
        table.append({**table[-1], **LEFT, "coder": "ann", "claim": "no"})

    assert faults(filled(tmp_path / "sheet.csv", spoil)) == [
        "3 claim: says the same as row 2; remove one of them",
        "7 claim: this and row 6 say both that the passage has a claim and that not",
    ]


def test_a_renamed_column_is_noticed(tmp_path: Path) -> None:
    """Else what it holds would be lost; a column that a coder added for himself is left alone."""
    header = [name if name != "certainty" else "certianty" for name in HEADER]
    path = saved(tmp_path / "sheet.csv", rows(), header=header)
    with pytest.raises(InputError, match="certianty is no column of a coding sheet, and certainty is not there"):
        read_sheets([path])
    read_sheets([saved(tmp_path / "sheet.csv", rows(), header=[*HEADER, "doubts"])])


def test_a_field_may_be_left_out_as_a_column(tmp_path: Path) -> None:
    """It is not coded then."""
    path = saved(tmp_path / "sheet.csv", rows(), header=[name for name in HEADER if name != "checkable"])
    assert [values["checkable"] for values in claims_of(read_sheets([path]))] == [None] * 3


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is empty"),
        (b"a,b\r\n1,2\r\n", "is no coding sheet"),
        (b"PK\x03\x04rest", "is a damaged ZIP file"),
        (b'{"passage_id": 1', "line 1:"),
        (b'{"passage_id": "p"}', "line 1: no passage"),
        (b"passage_id,passage\r\n", "row 1: no column text_sha256"),
        (b"\xff\xfeabc", "not UTF-8"),
    ],
)
def test_a_file_that_is_no_sheet_is_refused(tmp_path: Path, data: bytes, reason: str) -> None:
    """In one line that says why."""
    path = tmp_path / "sheet.csv"
    path.write_bytes(data)
    with pytest.raises(InputError) as caught:
        read_sheets([path])
    assert reason in str(caught.value)
    assert "\n" not in str(caught.value)


def test_coders_are_told_apart_by_name_or_file(tmp_path: Path) -> None:
    """A sheet without names is its file's; with one name it is all his; with two, each row needs one."""
    nobody = saved(tmp_path / "ben.csv", [{**row, "coder": ""} for row in rows()])
    assert [c.coder for c in read_sheets([filled(tmp_path / "x.csv"), nobody]).codings] == ["ann", "ben"]
    one = filled(tmp_path / "y.csv", lambda table: [row.update(coder="") for row in table[1:]])
    assert [c.coder for c in read_sheets([one]).codings] == ["ann"]

    def several(table: list[Row]) -> None:
        table[0]["coder"] = "cy"
        table[2]["coder"] = ""

    assert faults(filled(tmp_path / "z.csv", several)) == [
        "4 coder: empty, and the sheet has several coders; give a name"
    ]


def test_a_coder_may_share_his_work_over_sheets_but_not_code_twice(tmp_path: Path) -> None:
    """The same passage in two sheets under one name is named."""
    path, again = filled(tmp_path / "a.csv"), filled(tmp_path / "b.csv")
    assert len(faults(path, again)) == 4


def test_words_are_found_as_people_copy_them(tmp_path: Path) -> None:
    """With straight quotation marks, another case, and blanks as they come."""
    words = '"jordan"  is said to have met Israel\'s envoys'
    path = filled(tmp_path / "sheet.csv", lambda table: table[2].update(words=words))
    (coding,) = read_sheets([path]).codings
    ((span, _),) = coding.answers[SAMPLE.passages[2].id]
    assert SAMPLE.passages[2].words[slice(*span)] == "“Jordan” is said to have met Israel’s envoys"


def test_names_are_compared_by_the_state_acted_for(tmp_path: Path) -> None:
    """A code counts, else the party that has the name, else the name without case and article."""
    named = {
        "source": "the Kremlin; Henry Kissinger (usa); Jordan",
        "target": "Syria (-)",
        "via": "",
        "participant": "",
    }
    path = filled(tmp_path / "sheet.csv", lambda table: table[0].update(named))
    assert claims_of(read_sheets([path]))[0]["actors"] == {
        ("kremlin", "source"), ("USA", "source"), ("JOR", "source"), ("syria", "target"),
    }  # fmt: skip


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_no_bytes_break_the_import(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    """Whatever a file holds is read or refused in a line."""
    path = tmp_path_factory.getbasetemp() / "any.csv"
    path.write_bytes(",".join(HEADER).encode() + b"\r\n" + data)
    try:
        read_sheets([path])
    except InputError as error:
        assert "\n" not in str(error)


NAMES = st.sampled_from(["words", "kind", "actors", "role", "name", "date", "start", "denied_by", "attribution"])
JSON = st.recursive(
    st.none() | st.integers() | st.text(max_size=5), lambda v: st.lists(v, max_size=3) | st.dictionaries(NAMES, v)
)


@settings(deadline=None)
@given(JSON)
def test_no_claims_of_json_break_the_import(tmp_path_factory: pytest.TempPathFactory, claims: Any) -> None:
    """Whatever stands under claims is read or refused in a line."""
    out = io.BytesIO()
    write_jsonl(SAMPLE, out)
    record = msgspec.json.decode(out.getvalue().split(b"\n")[0])
    path = tmp_path_factory.getbasetemp() / "any.jsonl"
    path.write_bytes(msgspec.json.encode({**record, "claims": claims}))
    try:
        read_sheets([path])
    except InputError as error:
        assert "\n" not in str(error)


@settings(deadline=None)
@given(st.text("ab \n\t ", max_size=30), st.tuples(*[st.integers(0, 30)] * 4))
def test_a_place_of_the_text_is_found_in_the_squeezed_passage(text: str, at: tuple[int, ...]) -> None:
    """The words there are those of the text, blanks apart; what lies outside is nowhere."""
    low, start, end, high = sorted(min(n, len(text)) for n in at)
    found = within(text, Span(low, high), Span(start, end))
    passage = squeezed(text[low:high])
    wanted = squeezed(text[start:end])
    assert (passage[slice(*found)] if found else "") == wanted


def test_the_codebook_explains_every_column_and_every_value() -> None:
    """In both forms; its list of values is that of the model."""
    wanted = {"kind": KINDS, "act": (*ACTS, "none"), "domain": DOMAINS, "role": ROLES, "certainty": CERTAINTIES}
    assert {name: tuple(values) for name, values in glosses().items() if name in wanted} == wanted
    assert all(set(c.values) == set(glosses()[c.name]) for c in COLUMNS if c.values)
    for made in (markdown(SAMPLE), page(SAMPLE)):
        assert all(name in made for name in HEADER)
        assert all(value in made for values in glosses().values() for value in values)
        assert SAMPLE.id in made
    assert "<script" not in page(SAMPLE)
    assert "http" not in page(SAMPLE)
    assert set(SHOWN) & set(ASKED) == set()
