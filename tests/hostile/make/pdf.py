"""PDF: the open half."""

from __future__ import annotations

import zlib

from tests.hostile.make import bombs, pdfs
from tests.hostile.make.pdfs import SYNTAX, Pdf, assembled, encrypted, flate, shown, simple, stream
from tests.hostile.make.registry import case
from tests.hostile.make.words import (
    ALGIERS,
    ALL,
    BEAGLE,
    CAMP_DAVID,
    DAMAGED,
    DAYTON,
    GOOD_FRIDAY,
    HARVEST,
    HAVANA,
    HELSINKI,
    INDUS,
    LISTENER,
    LOCKED,
    LOOP,
    MUSCAT,
    NO_TEXT,
    OSLO,
    PARIS,
    PEKING,
    PRESPA,
    REYKJAVIK,
    TASHKENT,
    TOO_MUCH,
    TRIESTE,
    UNKNOWN,
)


@case("pdf/bytes_before_header_counted.pdf", "read", has=[PEKING], parts=1)
def bytes_before_header_counted() -> bytes:
    """Nine hundred blanks before the header, and offsets that count them."""
    return simple(PEKING.text).build(header=b" " * 900 + pdfs.HEADER)


@case("pdf/truncated_in_stream.pdf", "either", reason=DAMAGED + NO_TEXT, hides=SYNTAX)
def truncated_in_stream() -> bytes:
    """It ends in the middle of a compressed stream."""
    made = Pdf()
    for one in ALL:
        made.page(made.stream(*flate(shown(one.text))))
    return made.build()[:1500]


@case("pdf/startxref_beyond_end.pdf", "either", has=[PRESPA], reason=DAMAGED)
def startxref_beyond_end() -> bytes:
    """The last number points four gigabytes past the end."""
    whole = simple(PRESPA.text).build()
    return whole[: whole.rindex(b"startxref")] + b"startxref\n4294967290\n%%EOF\n"


@case("pdf/prev_itself.pdf", "either", has=[HELSINKI], reason=LOOP)
def prev_itself() -> bytes:
    """The table names itself as the one before it."""
    made = simple(HELSINKI.text)
    made.trailer = b"/Prev 0000000000"
    whole = made.build()
    return whole.replace(b"/Prev 0000000000", b"/Prev %010d" % whole.rindex(b"xref\n0"))


@case("pdf/prev_circle.pdf", "either", has=[PARIS], reason=LOOP)
def prev_circle() -> bytes:
    """Two tables, each naming the other as the one before it."""
    made = simple(PARIS.text)
    made.trailer = b"/Prev 0000000000"
    whole = made.build()
    first = whole.rindex(b"xref\n0")
    more = b"xref\n0 0\ntrailer\n<< /Size 6 /Root 1 0 R /Prev %d >>\nstartxref\n%d\n%%%%EOF\n"
    return whole.replace(b"/Prev 0000000000", b"/Prev %010d" % len(whole)) + more % (first, len(whole))


@case("pdf/page_tree_circle.pdf", "either", has=[TRIESTE], reason=LOOP)
def page_tree_circle() -> bytes:
    """A page, and beside it a branch of the page tree that has the whole tree as its child."""
    made = simple(TRIESTE.text)
    made.kids.append(made.add(b"<< /Type /Pages /Parent 2 0 R /Kids [2 0 R] /Count 1 >>"))
    return made.build()


@case("pdf/one_page_100000_times.pdf", "either", has=[HAVANA], reason=TOO_MUCH + DAMAGED, big=True)
def one_page_100000_times() -> bytes:
    """The page tree lists one and the same page a hundred thousand times."""
    made = simple(HAVANA.text)
    made.kids *= 100_000
    return made.build()


@case("pdf/count_negative.pdf", "either", has=[GOOD_FRIDAY], reason=DAMAGED + NO_TEXT)
def count_negative() -> bytes:
    """The page tree claims -5 pages."""
    return simple(GOOD_FRIDAY.text).build().replace(b"/Count 1 >>", b"/Count -5 >>")


@case("pdf/stream_bomb.pdf", "either", has=[REYKJAVIK], reason=TOO_MUCH, big=True)
def stream_bomb() -> bytes:
    """The second page's content expands to ten gigabytes of blanks."""
    made = simple(REYKJAVIK.text)
    made.page(made.stream(bombs.zlib_bomb(b" " * bombs.MEBI, 10_000), b"/Filter /FlateDecode"))
    return made.build()


@case("pdf/stream_bomb_twice.pdf", "either", has=[TASHKENT], reason=TOO_MUCH)
def stream_bomb_twice() -> bytes:
    """A few kilobytes, deflated twice: they expand to megabytes, and these to gigabytes."""
    made = simple(TASHKENT.text)
    inner = bombs.zlib_bomb(b" " * bombs.MEBI, 4_000)
    made.page(made.stream(zlib.compress(inner, 9), b"/Filter [/FlateDecode /FlateDecode]"))
    return made.build()


@case("pdf/text_bomb.pdf", "either", reason=TOO_MUCH + NO_TEXT)
def text_bomb() -> bytes:
    """A page of two hundred million letters in one string, in 200 KB."""
    made = simple(OSLO.text)
    inner = zlib.compressobj(9)
    data = inner.compress(b"BT /F1 9 Tf 9 9 Td (") + inner.compress(b"hush " * 40_000_000)
    made.page(made.stream(data + inner.compress(b") Tj ET") + inner.flush(), b"/Filter /FlateDecode"))
    return made.build()


@case("pdf/object_stream_bomb.pdf", "either", reason=TOO_MUCH + DAMAGED + NO_TEXT)
def object_stream_bomb() -> bytes:
    """The page tree lies in an object stream that expands to four gigabytes."""
    body = b"2 0 << /Type /Pages /Kids [4 0 R] /Count 1 >> "
    packed = bombs.repeated(b" " * bombs.MEBI, 4_000).data
    head = zlib.compressobj(9, zlib.DEFLATED, -15)
    data = b"\x78\xda" + head.compress(body) + head.flush(zlib.Z_FULL_FLUSH) + packed + b"\0\0\0\0"
    return _with_xref_stream({5: stream(data, b"/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode")}, {2: (5, 0)})


@case("pdf/object_stream_in_itself.pdf", "either", reason=LOOP + NO_TEXT)
def object_stream_in_itself() -> bytes:
    """An object stream that, by the table, lies within itself, and extends itself."""
    body = b"2 0 << /Type /Pages /Kids [4 0 R] /Count 1 >>"
    made = {6: stream(body, b"/Type /ObjStm /N 1 /First 4 /Extends 5 0 R")}
    return _with_xref_stream(made, {2: (5, 0), 5: (5, 0)})


def _with_xref_stream(objects: dict[int, bytes], packed: dict[int, tuple[int, int]]) -> bytes:
    """Catalog, font and page 4, the objects, and a cross-reference stream that says which lie in object streams."""
    all_objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        3: Pdf().objects[pdfs.FONT],
        4: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 20 0 R "
        b"/Resources << /Font << /F1 3 0 R >> >> >>",
        20: stream(shown(PEKING.text)),
        **objects,
    }
    whole = assembled(all_objects, xref=False)
    rows = b"".join(
        b"\x02" + packed[n][0].to_bytes(4, "big") + packed[n][1].to_bytes(2, "big")
        if n in packed
        else b"\x01" + (max(0, (b"\n" + whole).find(b"\n%d 0 obj" % n))).to_bytes(4, "big") + b"\0\0"
        for n in range(22)
    )
    table = stream(rows, b"/Type /XRef /Size 22 /Root 1 0 R /W [1 4 2]")
    return whole + b"21 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n" % (table, len(whole))


@case("pdf/form_draws_itself.pdf", "read", has=[BEAGLE], parts=1)
def form_draws_itself() -> bytes:
    """A page with text and with a form that draws itself; viewers stop at the second round."""
    made = Pdf()
    form = made.add(b"")
    made.objects[form] = stream(
        b"/Me Do", b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /Me %d 0 R >> >>" % form
    )
    made.page(shown(BEAGLE.text) + b"/Me Do\n", resources=b"/XObject << /Me %d 0 R >>" % form)
    return made.build()


@case("pdf/forms_ten_to_the_tenth.pdf", "either", has=[CAMP_DAVID], reason=TOO_MUCH)
def forms_ten_to_the_tenth() -> bytes:
    """Ten forms, each drawing the one before it ten times: the word at the bottom is drawn ten billion times."""
    made = Pdf()
    kind = b"/Type /XObject /Subtype /Form /BBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> %s >>"
    form = made.stream(b"BT /F1 9 Tf 9 9 Td (hush) Tj ET", kind % b"")
    for _ in range(10):
        form = made.stream(b"/X Do\n" * 10, kind % (b"/XObject << /X %d 0 R >>" % form))
    made.page(shown(CAMP_DAVID.text) + b"/X Do\n", resources=b"/XObject << /X %d 0 R >>" % form)
    return made.build()


@case("pdf/owner_password.pdf", "either", has=[ALGIERS], reason=LOCKED)
def owner_password() -> bytes:
    """Encrypted, but anybody may open it; only changes ask for a password, and copying is marked as not wanted."""

    def pages(made: Pdf, cipher: pdfs.Cipher) -> None:
        number = made.add(b"")
        made.objects[number] = stream(cipher(number, shown(ALGIERS.text)))
        made.page(number)

    return encrypted(b"", b"the owner's", pages)


@case("pdf/unknown_encryption.pdf", "refused", reason=LOCKED + DAMAGED + UNKNOWN, hides=[DAYTON])
def unknown_encryption() -> bytes:
    """Encrypted by a handler that nobody knows, with a version of 99."""
    made = Pdf()
    made.page(pdfs.rc4(b"key", shown(DAYTON.text)))
    made.trailer = b"/Encrypt << /Filter /Nobody /V 99 /R 99 /Length 99999 /P -1 /O (o) /U (u) >> /ID [<00> <00>]"
    return made.build()


@case("pdf/metadata_entities.pdf", "read", has=[HELSINKI], hides=HARVEST, parts=1)
def metadata_entities() -> bytes:
    """Its XMP metadata are XML with entities that name a file and an address, and that multiply."""
    made = simple(HELSINKI.text)
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    packet = (
        '<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">'
        f'<!ENTITY u SYSTEM "{LISTENER}/xmp"><!ENTITY l0 "ha">{laughs}]><x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title><rdf:Alt><rdf:li xml:lang="x-default">&f;&u;&l9;'
        '</rdf:li></rdf:Alt></dc:title></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
    )
    meta = made.stream(packet.encode(), b"/Type /Metadata /Subtype /XML")
    made.objects[pdfs.CATALOG] = b"<< /Type /Catalog /Pages 2 0 R /Metadata %d 0 R >>" % meta
    return made.build()


@case("pdf/title_of_escapes.pdf", "read", has=[PARIS], hides=["\x1b[2J"], parts=1)
def title_of_escapes() -> bytes:
    """Title, author and date hold escape sequences, half a surrogate pair, markup and nonsense."""
    made = simple(PARIS.text)
    info = made.add(
        b"<< /Title <FEFF001B005B0032004A D83D 003C0073> /Author (\\033[2J<script>alert\\(1\\)</script>) "
        b"/CreationDate (D:99999999999999+99'99') /ModDate (yesterday) /Producer 17 >>"
    )
    made.trailer = b"/Info %d 0 R" % info
    return made.build()


@case("pdf/named_text.txt", "either", has=[TASHKENT], hides=SYNTAX, reason=("pdf", *UNKNOWN))
def named_text() -> bytes:
    """A PDF under the name of a text."""
    return simple(TASHKENT.text).build()


@case("pdf/also_a_page.pdf", "either", has=[BEAGLE], hides=["<script"], reason=UNKNOWN + DAMAGED)
def also_a_page() -> bytes:
    """A PDF whose first kilobyte is an HTML page with a script."""
    page = b"<!DOCTYPE html><html><script>alert(1)</script><!--\n"
    return page + simple(BEAGLE.text).build() + b"-->"


@case("pdf/empty.pdf", "refused", reason=NO_TEXT)
def empty() -> bytes:
    """No bytes at all."""
    return b""


@case("pdf/header_only.pdf", "refused", reason=NO_TEXT + DAMAGED)
def header_only() -> bytes:
    """Nothing but the first line."""
    return b"%PDF-1.7\n"


@case("pdf/unicode_map_bomb.pdf", "either", reason=TOO_MUCH + NO_TEXT + DAMAGED)
def unicode_map_bomb() -> bytes:
    """A font that says each of its letters is a word of 8,000 letters; the page shows 100,000 of them."""
    made = Pdf()
    word = "0068007500730068" * 2_000
    table = f"1 begincodespacerange <00> <ff> endcodespacerange 1 beginbfchar <61> <{word}> endbfchar".encode()
    lookup = made.stream(b"/CIDInit /ProcSet findresource begin begincmap " + table + b" endcmap end")
    made.objects[pdfs.FONT] = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode %d 0 R >>" % lookup
    made.page(made.stream(*flate(b"BT /F1 1 Tf 9 9 Td (" + b"a" * 100_000 + b") Tj ET")))
    return made.build()


@case("pdf/replaced_later.pdf", "read", has=[MUSCAT], hides=[INDUS], parts=1)
def replaced_later() -> bytes:
    """An incremental update replaced the page; what stood there before is still in the file and is not the text."""
    made = Pdf()
    drawn = made.stream(shown(INDUS.text))
    made.page(drawn)
    old = made.build()
    new = b"%d 0 obj\n%s\nendobj\n" % (drawn, stream(shown(MUSCAT.text)))
    place, last = len(old), old.rindex(b"xref\n0")
    table = b"xref\n%d 1\n%010d 00000 n \ntrailer\n<< /Size 6 /Root 1 0 R /Prev %d >>\n" % (drawn, place, last)
    return old + new + table + b"startxref\n%d\n%%%%EOF\n" % (place + len(new))


@case("pdf/kids_are_not_pages.pdf", "either", has=[DAYTON], reason=DAMAGED + NO_TEXT)
def kids_are_not_pages() -> bytes:
    """Among the pages there are a number, null, a font, a page that is not there, and a page of a negative size."""
    made = simple(DAYTON.text)
    extra = made.add(b"<< /Type /Page /Parent 2 0 R /MediaBox [612 792 -1 (x)] /Contents [99 0 R null 3] >>")
    made.kids += [made.add(b"17"), made.add(b"null"), pdfs.FONT, 4711, extra]
    return made.build()
