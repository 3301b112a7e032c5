"""Workbooks open in a spreadsheet, keep what is typed into them, and come back from it; hostile ones do no harm."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import msgspec
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backchannel.agreement import FaultySheet, Sample, read_sheets
from backchannel.agreement.fields import of_claim
from backchannel.agreement.sheets import HEADER
from backchannel.agreement.workbooks import Page, read_workbook, write_workbook
from backchannel.agreement.writing import write_xlsx
from backchannel.errors import InputError
from backchannel.model import ACTS

from .made import ANSWERS, CARRIED, DENIED, MET, SAMPLE


def made(sample: Sample = SAMPLE, answers: Any = None) -> bytes:
    out = io.BytesIO()
    write_xlsx(sample, out, answers)
    return out.getvalue()


def opened(data: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data))


def saved(book: Any, path: Path) -> Path:
    book.save(path)
    return path


def test_a_spreadsheet_opens_it() -> None:
    """Two pages, the columns in their order, every cell text and none a formula."""
    book = opened(made(answers=ANSWERS))
    assert book.sheetnames == ["coding", "codebook"]
    assert tuple(cell.value for cell in book["coding"][1]) == HEADER
    cells = [cell for row in book["coding"].iter_rows(min_row=2) for cell in row]
    assert {cell.data_type for cell in cells if cell.value is not None} <= {"s", "inlineStr"}
    assert {cell.number_format for cell in cells} == {"@"}
    assert any("counterfactual_or_future" in str(row[1].value) for row in book["codebook"].iter_rows())


def test_values_are_chosen_from_lists() -> None:
    """Where a field has a set of values, the cells of its column offer these and no others."""
    checks = opened(made())["coding"].data_validations.dataValidation
    lists = {check.formula1 for check in checks if check.type == "list"}
    assert f'"{",".join((*ACTS, "none"))}"' in lists
    assert len(lists) == 6  # yes and no are one for three columns
    assert all(len(text) <= 255 for check in checks for text in (check.formula1 or "", check.prompt or ""))


def test_what_a_person_fills_in_and_saves_is_read(tmp_path: Path) -> None:
    """By another program's hand: rows copied, a date typed, strings shared, numbers turned into numbers."""
    book = opened(made(answers=ANSWERS))
    page = book["coding"]
    column = {name: n for n, name in enumerate(HEADER, 1)}
    page.cell(2, column["date"]).value = "1971-07-09"
    page.cell(2, column["start"]).value = SAMPLE.passages[0].start
    copied = [cell.value for cell in page[2]]
    for n, value in enumerate(copied, 1):
        page.cell(6, n).value = value
    page.cell(6, column["words"]).value = "Pakistan"
    (coding,) = read_sheets([saved(book, tmp_path / "sheet.xlsx")]).codings
    first = coding.answers[SAMPLE.passages[0].id]
    assert [answer.values["date"] for answer in first] == [("1971-07-09", "1971-07-09")] * 2
    assert coding.answers[SAMPLE.passages[2].id][0].values == of_claim(MET)
    assert coding.answers[SAMPLE.passages[3].id][0].values == of_claim(DENIED)
    assert first[1].values == {**of_claim(CARRIED), "date": ("1971-07-09", "1971-07-09")}


def test_a_date_that_became_a_number_is_noticed(tmp_path: Path) -> None:
    """A cell that lost its format holds days since 1899, which are named by row and column."""
    import datetime as dt  # noqa: PLC0415

    book = opened(made(answers=ANSWERS))
    book["coding"].cell(2, HEADER.index("date") + 1).value = dt.datetime(1971, 7, 9)  # as a person types
    with pytest.raises(FaultySheet, match="row 2, column date: '26123' is no date"):
        read_sheets([saved(book, tmp_path / "sheet.xlsx")])


def test_the_page_with_the_passages_is_found(tmp_path: Path) -> None:
    """Whatever pages were put before it."""
    book = opened(made(answers=ANSWERS))
    book.create_sheet("doubts", 0)["A1"] = "what I was not sure of"
    assert read_sheets([saved(book, tmp_path / "sheet.xlsx")]).codings[0].coder == "ann"


def test_the_same_sheet_is_the_same_bytes() -> None:
    """No clock time is in it."""
    assert made(answers=ANSWERS) == made(answers=ANSWERS)


@settings(deadline=None)
@given(st.lists(st.text(max_size=12), min_size=1, max_size=4))
def test_every_text_comes_back(words: list[str]) -> None:
    """Controls, lone surrogates, what looks like an escape, mark-up, blanks at the ends."""
    out = io.BytesIO()
    write_workbook([Page("a", [["x"], *([w] for w in words)], [9], {})], out)
    rows = read_workbook(out.getvalue(), "a.xlsx", "x")
    assert [cells[0] for _, cells in rows] == ["x", *words]


def test_a_passage_that_looks_like_a_formula_is_text(tmp_path: Path) -> None:
    """In the workbook as it is printed; behind an apostrophe too."""
    passages = tuple(
        msgspec.structs.replace(SAMPLE.passages[0], words=words) for words in ("=1+1 is what he said", "'=1 is as well")
    )
    path = tmp_path / "sheet.xlsx"
    path.write_bytes(made(Sample(passages=passages)))
    assert opened(path.read_bytes())["coding"].cell(2, HEADER.index("passage") + 1).value == "=1+1 is what he said"
    assert {p.words for p in read_sheets([path]).passages.values()} == {p.words for p in passages}


def replaced(data: bytes, member: str, words: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, words if name == member else old.read(name))
    return out.getvalue()


ENTITIES = b"""<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><worksheet><sheetData>
<row r="1"><c r="A1" t="inlineStr"><is><t>passage_id&b;</t></is></c></row></sheetData></worksheet>"""

FAR_OUT = b'<worksheet><row r="99999999999"><c r="ZZZ9"/><c r="A1" t="s"><v>9</v></c></row></worksheet>'


@pytest.mark.parametrize(
    ("member", "words"),
    [
        ("xl/worksheets/sheet1.xml", ENTITIES),
        ("xl/worksheets/sheet1.xml", b"<worksheet>" * 5000),
        ("xl/worksheets/sheet1.xml", b"\x00" * 24_000_000),
        ("xl/worksheets/sheet1.xml", FAR_OUT),
        ("xl/workbook.xml", b"not xml"),
        ("xl/_rels/workbook.xml.rels", b"<Relationships/>"),
        ("[Content_Types].xml", b""),
    ],
)  # fmt: skip
def test_a_hostile_workbook_is_refused_in_a_line(tmp_path: Path, member: str, words: bytes) -> None:
    """Entities, depth, bombs, columns far out, parts that are missing."""
    path = tmp_path / "sheet.xlsx"
    path.write_bytes(replaced(made(answers=ANSWERS), member, words))
    try:
        read_sheets([path])
    except InputError as error:
        assert "\n" not in str(error)
        assert "aaaaaaaaaa" not in str(error)
        return
    assert member in ("[Content_Types].xml", "xl/workbook.xml")  # nothing that is read
