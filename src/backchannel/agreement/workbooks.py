"""Workbooks (Office Open XML, ISO/IEC 29500-1, SpreadsheetML) of text cells, with values in lists to choose from.

What a coder types into a cell of text stays as it is, dates included, and a list refuses slips of the pen. What comes
back is read as any other package from outside: within limits, entities refused, nothing in it run or followed.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, BinaryIO, NamedTuple
from xml.sax.saxutils import escape

from backchannel.documents.allowance import Allowance
from backchannel.documents.markup import local
from backchannel.documents.office.opc import Package
from backchannel.documents.zipped import open_zip

MOST_COLUMNS = 500
_LAST_ROW = 100_000
_LONGEST_PROMPT = 255
"""Characters of a prompt, and of a list of values; Excel takes no more."""
_DAY = (1980, 1, 1, 0, 0, 0)
"""The time of all members, so that the same sheet is the same bytes."""
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]|\r|_(?=x[0-9A-Fa-f]{4}_)")
_WRITTEN = re.compile(r"_x([0-9A-Fa-f]{4})_")
_CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")


class Page(NamedTuple):
    """One sheet of a workbook: its name, rows of text (the first is the header), widths of columns, values to choose.

    ``choices`` gives by column number (from 0) a prompt and the values of its list, none where anything may stand.
    """

    name: str
    rows: Sequence[Sequence[str]]
    widths: Sequence[int]
    choices: Mapping[int, tuple[str, Sequence[str]]]


def write_workbook(pages: Sequence[Page], out: BinaryIO) -> None:
    """Write the sheets as one workbook, the same bytes for the same sheets."""
    numbers = range(1, len(pages) + 1)
    sheets = "".join(
        f'<sheet name="{escape(page.name)}" sheetId="{n}" r:id="rId{n}"/>'
        for n, page in zip(numbers, pages, strict=True)
    )
    relations = [(f"rId{n}", "worksheet", f"worksheets/sheet{n}.xml") for n in numbers]
    parts = {
        "[Content_Types].xml": _content_types(len(pages)),
        "_rels/.rels": _relations([("rId1", "officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{sheets}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _relations([*relations, ("rId0", "styles", "styles.xml")]),
        "xl/styles.xml": _STYLES,
    }
    parts |= {f"xl/worksheets/sheet{n}.xml": _sheet(page) for n, page in zip(numbers, pages, strict=True)}
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, words in parts.items():
            archive.writestr(zipfile.ZipInfo(name, _DAY), (_HEAD + words).encode(), zipfile.ZIP_DEFLATED)


_STYLES = (
    f'<styleSheet xmlns="{_MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '</fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1">'
    '<alignment vertical="top" wrapText="1"/></xf>'
    '<xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)
"""Style 1 is text (format 49, "@"), wrapped; style 2 is text in bold."""


def _content_types(sheets: int) -> str:
    kinds = {"/xl/workbook.xml": "sheet.main", "/xl/styles.xml": "styles"}
    kinds |= {f"/xl/worksheets/sheet{n}.xml": "worksheet" for n in range(1, sheets + 1)}
    parts = "".join(
        f'<Override PartName="{part}" ContentType="{_TYPE}.{kind}+xml"/>' for part, kind in kinds.items()
    )  # fmt: skip
    rels = f'<Default Extension="rels" ContentType="{_RELS_TYPE}"/>'
    xml = '<Default Extension="xml" ContentType="application/xml"/>'
    return f'<Types xmlns="{_PACKAGE}/content-types">{rels}{xml}{parts}</Types>'


_RELS_TYPE = "application/vnd.openxmlformats-package.relationships+xml"


def _relations(named: Iterable[tuple[str, str, str]]) -> str:
    rows = "".join(
        f'<Relationship Id="{id_}" Type="{_OFFICE}/{kind}" Target="{target}"/>' for id_, kind, target in named
    )  # fmt: skip
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{rows}</Relationships>'


def _sheet(page: Page) -> str:
    columns = "".join(
        f'<col min="{n}" max="{n}" width="{width}" style="1" customWidth="1"/>'
        for n, width in enumerate(page.widths, 1)
    )
    rows = "".join(_row(number, cells) for number, cells in enumerate(page.rows, 1))
    frozen = (
        '<sheetViews><sheetView workbookViewId="0"><pane xSplit="1" ySplit="1" topLeftCell="B2"'
        ' activePane="bottomRight" state="frozen"/></sheetView></sheetViews>'
    )
    checks = "".join(_check(n, *choice) for n, choice in page.choices.items())
    validations = f'<dataValidations count="{len(page.choices)}">{checks}</dataValidations>' if checks else ""
    parts = f"{frozen}<cols>{columns}</cols><sheetData>{rows}</sheetData>{validations}"
    return f'<worksheet xmlns="{_MAIN}">{parts}</worksheet>'


def _row(number: int, cells: Sequence[str]) -> str:
    style = 2 if number == 1 else 1
    made = (_cell(f"{_letters(n)}{number}", style, words) for n, words in enumerate(cells))
    return f'<row r="{number}">{"".join(made)}</row>'


def _cell(at: str, style: int, words: str) -> str:
    if not words:
        return f'<c r="{at}" s="{style}"/>'
    written = escape(_UNWRITABLE.sub(lambda m: f"_x{ord(m[0]):04X}_", words))
    return f'<c r="{at}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{written}</t></is></c>'


def _check(column: int, prompt: str, values: Sequence[str]) -> str:
    place = f"{_letters(column)}2:{_letters(column)}{_LAST_ROW}"
    asked = escape(prompt[:_LONGEST_PROMPT], {'"': "&quot;"})
    kind = ' type="list"' if values else ""
    formula = f'<formula1>"{",".join(values)}"</formula1>' if values else ""
    return (
        f'<dataValidation{kind} allowBlank="1" showInputMessage="1" showErrorMessage="1" prompt="{asked}"'
        f' sqref="{place}">{formula}</dataValidation>'
    )


def _letters(column: int) -> str:
    """The letters of a column numbered from 0: A, Z, AA."""
    letters, n = "", column + 1
    while n:
        n, rest = divmod(n - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _number(letters: str) -> int:
    n = 0
    for letter in letters:
        n = n * 26 + ord(letter) - ord("A") + 1
    return n - 1


def read_workbook(data: bytes, name: str, wanted: str) -> list[tuple[int, list[str]]]:
    """The rows (number, cells) of the sheet whose first row has a cell ``wanted``, else of the first sheet.

    Numbers and dates come as the file has them: what a spreadsheet turned into a date is a number of days. Raises
    ``DocumentError`` where it is no workbook, or more than such a file may be.
    """
    with open_zip(io.BytesIO(data), name, Allowance(name, len(data))) as archive:
        package = Package(archive, name, "workbook")
        book = package.named("officeDocument") or "xl/workbook.xml"
        shared = _shared(package, book)
        sheets = [_rows(package.xml(part), shared) for part in _sheets(package, book)]
    with_header = (rows for rows in sheets if rows and wanted in rows[0][1])
    return next(with_header, sheets[0] if sheets else [])


def _sheets(package: Package, book: str) -> Iterator[str]:
    """The parts of the sheets, in the order of the file's relations."""
    for one in package.relations(book):
        if one.kind == "worksheet" and one.part is not None and one.part in package:
            yield one.part


def _shared(package: Package, book: str) -> list[str]:
    part = package.named("sharedStrings", book)
    return [_text(one) for one in package.xml(part) if local(one) == "si"] if part else []


def _text(element: Any) -> str:
    """The words of a string item; readings of Japanese (``rPh``) are none of it."""
    runs = (part for part in element.iter() if local(part) == "t" and local(part.getparent()) != "rPh")
    return _WRITTEN.sub(lambda m: chr(int(m[1], 16)), "".join(run.text or "" for run in runs))


def _rows(root: Any, shared: Sequence[str]) -> list[tuple[int, list[str]]]:
    found: list[tuple[int, list[str]]] = []
    for row in (one for one in root.iter() if local(one) == "row"):
        last = found[-1][0] if found else 0
        given = str(row.get("r") or "")
        number = int(given) if given.isascii() and given.isdigit() and len(given) < 8 else last + 1
        cells: list[str] = []
        for cell in (one for one in row if local(one) == "c"):
            at = _CELL.fullmatch(str(cell.get("r") or ""))
            column = _number(at[1]) if at else len(cells)
            if len(cells) <= column < MOST_COLUMNS:
                cells += [""] * (column - len(cells)) + [_value(cell, shared)]
        found.append((number, cells))
    return found


def _value(cell: Any, shared: Sequence[str]) -> str:
    kind = cell.get("t")
    if kind == "inlineStr":
        return _text(cell)
    value = next((one.text or "" for one in cell if local(one) == "v"), "")
    if kind == "s":
        return shared[int(value)] if value.isascii() and value.isdigit() and int(value) < len(shared) else ""
    if kind == "b":
        return "yes" if value == "1" else "no"
    return _WRITTEN.sub(lambda m: chr(int(m[1], 16)), value) if kind == "str" else value
