"""CSV: the held half."""

from __future__ import annotations

from tests.hostile.make.registry import case
from tests.hostile.make.tables import table
from tests.hostile.make.words import (
    ALGIERS,
    BEAGLE,
    CAMP_DAVID,
    DAMAGED,
    DAYTON,
    EVIAN,
    GOOD_FRIDAY,
    HAVANA,
    MUSCAT,
    NO_TEXT,
    OSLO,
    PEKING,
    REYKJAVIK,
    TOO_MUCH,
    UNKNOWN,
)


@case("csv/semicolons_bom_line_ends.csv", "read", has=[OSLO, EVIAN, 'he said “nothing” and "less"'], parts=2)
def semicolons_bom_line_ends() -> bytes:
    """As a European spreadsheet saves it: a byte-order mark, semicolons, line ends and doubled quotes within quotes."""
    rows = f'id;date;text\r\n1;14.03.2017;"{OSLO.text}\n\nThen he said “nothing” and ""less""; so it ended."\r\n'
    return b"\xef\xbb\xbf" + f'{rows}2;;"{EVIAN.text}"\r\n'.encode()


@case("csv/tabs_utf16.csv", "read", has=[HAVANA, MUSCAT], parts=2)
def tabs_utf16() -> bytes:
    """As a spreadsheet saves "Unicode text": UTF-16 and tabs."""
    return table(HAVANA, MUSCAT, mark="\t").encode("utf-16")


@case("csv/quote_never_closed.csv", "either", has=[REYKJAVIK], reason=DAMAGED + TOO_MUCH)
def quote_never_closed() -> bytes:
    """The second row opens a quote that never closes, and three thousand rows follow."""
    return (table(REYKJAVIK) + '2,2017-03-15,"It was said\r\n' + "3,2017-03-16,hush\r\n" * 3_000).encode()


@case("csv/cells_of_200000.csv", "read", has=[BEAGLE], parts=1)
def cells_of_200000() -> bytes:
    """A cell of 200,000 letters beside the text; Python's csv stops at 131,072 unless told otherwise."""
    return f'id,raw,text\n1,"{"x" * 200_000}","{BEAGLE.text}"\n'.encode()


@case("csv/nul_bytes.csv", "either", has=["carried drafts"], reason=UNKNOWN + DAMAGED)
def nul_bytes() -> bytes:
    """NULs stand in cells and between them, as a database that crashed leaves them."""
    return b"id,text\n1\0,\0" + CAMP_DAVID.text.encode() + b"\0\n2,\0\0\0\n"


@case("csv/columns_of_one_name.csv", "read", has=[ALGIERS])
def columns_of_one_name() -> bytes:
    """Three columns called text, one called nothing; the first of them has the words."""
    return f'id,text,text,,text\n1,"{ALGIERS.text}",,,\n'.encode()


@case("csv/head_only.csv", "refused", reason=NO_TEXT)
def head_only() -> bytes:
    """The names of columns, and no row."""
    return b"id,date,text\n"


@case("csv/empty.csv", "refused", reason=NO_TEXT)
def empty() -> bytes:
    """No bytes at all."""
    return b""


@case("csv/quotes_chaos.csv", "either", has=[DAYTON], reason=DAMAGED)
def quotes_chaos() -> bytes:
    """Quotes in the middle of cells, three and five in a row, single ones, and one before the end."""
    return (table(DAYTON) + '2,a"b"c,"""\r\n3,\'d,\'"e"""""f"g\r\n4,",",""""\r\n"').encode()


@case("csv/old_mac_lines.csv", "read", has=[GOOD_FRIDAY, PEKING], parts=2)
def old_mac_lines() -> bytes:
    """Rows end in carriage returns only."""
    return table(GOOD_FRIDAY, PEKING, end="\r").encode()
