"""CSV: the open half."""

from __future__ import annotations

from tests.hostile.make.registry import case
from tests.hostile.make.tables import table
from tests.hostile.make.words import (
    CAMP_DAVID,
    CONTADORA,
    DAMAGED,
    HELSINKI,
    INDUS,
    LISTENER,
    NO_TEXT,
    PARIS,
    PRESPA,
    TASHKENT,
    TOO_MUCH,
    TRIESTE,
    UNKNOWN,
)


@case("csv/windows.csv", "read", has=[INDUS, "protégé"], parts=1)
def windows() -> bytes:
    """Windows-1252, which nothing says."""
    return f'id,text\n1,"The protégé – “he” – spoke. {INDUS.text}"\n'.encode("cp1252")


@case("csv/separator_line.csv", "read", has=[PARIS], parts=1)
def separator_line() -> bytes:
    """The first line is sep=; as some programs write it for others."""
    return ("sep=;\r\n" + table(PARIS, mark=";")).encode()


@case("csv/columns_million.csv", "either", reason=TOO_MUCH + NO_TEXT, big=True)
def columns_million() -> bytes:
    """A million columns; the text stands in the last."""
    return (",".join(f"c{n}" for n in range(1_000_000)) + ",text\n" + "," * 1_000_000 + f'"{TASHKENT.text}"\n').encode()


@case("csv/line_of_50_megabytes.csv", "either", reason=TOO_MUCH, big=True)
def line_of_50_megabytes() -> bytes:
    """One text of fifty megabytes in one line."""
    return b'id,text\n1,"' + b"hush " * 10_000_000 + b'"\n'


@case("csv/formulas.csv", "read", has=[CAMP_DAVID], parts=1)
def formulas() -> bytes:
    """Cells that a spreadsheet would run: a program, an address, a link; they are words."""
    cells = (
        "=cmd|'/c calc'!A0",
        f'=WEBSERVICE(""{LISTENER}/csv"")',
        f'=HYPERLINK(""{LISTENER}"")',
        "@SUM(1)",
        "+1",
        "-1",
    )
    head = ",".join(f"c{n}" for n in range(len(cells)))
    return f'{head},text\n{",".join(f"{chr(34)}{c}{chr(34)}" for c in cells)},"{CAMP_DAVID.text}"\n'.encode()


@case("csv/ragged.csv", "read", has=[PRESPA, TRIESTE])
def ragged() -> bytes:
    """Rows with fewer and with more cells than columns, empty rows, and two whole ones."""
    return f'id,text,date\n1,"{PRESPA.text}"\n\n,,\n2\n3,"{TRIESTE.text}",2017,x,y,z\n,,,,,,\n'.encode()


@case("csv/no_text_column.csv", "refused", reason=("column", "text", *NO_TEXT))
def no_text_column() -> bytes:
    """Figures only."""
    return b"year,value\n" + b"".join(b"%d,%d\n" % (1960 + n, n * n) for n in range(50))


@case("csv/rows_million.csv", "either", reason=TOO_MUCH + NO_TEXT, big=True)
def rows_million() -> bytes:
    """A million rows without text."""
    return b"id,text\n" + b"7,\n" * 1_000_000


@case("csv/program.csv", "refused", reason=UNKNOWN + DAMAGED + NO_TEXT + ("column",))
def program() -> bytes:
    """A program under the name of a table."""
    return b"\x7fELF\x02\x01\x01" + bytes((n * n * 31 + n) % 256 for n in range(20_000))


@case("csv/ids_that_steer.csv", "read", has=[HELSINKI, CONTADORA], hides=["\x1b["], parts=2)
def ids_that_steer() -> bytes:
    """Identities that are escape sequences, paths out of any folder, of 5,000 letters; two are the same."""
    bad = f"../../../../x\x1b[2J{'y' * 5_000}"
    return f'id,text\n"{bad}","{HELSINKI.text}"\n"{bad}","{CONTADORA.text}"\n'.encode()
