"""Mail: the held half."""

from __future__ import annotations

from tests.hostile.make import zips
from tests.hostile.make.mails import attached, joined, lines, mail, part, several
from tests.hostile.make.registry import case
from tests.hostile.make.words import (
    ALGIERS,
    ALL,
    BEAGLE,
    CANARY,
    CONTADORA,
    DAMAGED,
    DAYTON,
    ESCAPED,
    HELSINKI,
    INDUS,
    LISTENER,
    MUSCAT,
    NO_TEXT,
    OSLO,
    PARIS,
    PEKING,
    REYKJAVIK,
    TASHKENT,
    TOO_DEEP,
    TOO_MUCH,
)


@case("eml/no_headers.eml", "read", has=[OSLO], parts=1)
def no_headers() -> bytes:
    """An empty line and then the words: a mail without any header."""
    return b"\r\n" + lines(OSLO.text)


@case("eml/parts_5000_deep.eml", "either", has=[MUSCAT], reason=TOO_DEEP)
def parts_5000_deep() -> bytes:
    """Five thousand multiparts within each other, after a part of text."""
    deep = b"".join(b'Content-Type: multipart/mixed; boundary="d%d"\r\n\r\n--d%d\r\n' % (n, n) for n in range(5_000))
    return several([part(MUSCAT.text), deep + b"\r\nhush\r\n"])


@case("eml/parts_20000.eml", "either", has=[INDUS], reason=TOO_MUCH)
def parts_20000() -> bytes:
    """Twenty thousand parts of one letter."""
    return several([part(INDUS.text), *[b"\r\nx"] * 20_000])


@case("eml/boundary_not_named.eml", "either", has=[TASHKENT], reason=DAMAGED + NO_TEXT)
def boundary_not_named() -> bytes:
    """It says it has several parts, and names no boundary."""
    return mail(joined([part(TASHKENT.text)], "b0"), "multipart/mixed")


@case("eml/boundary_empty.eml", "either", has=[REYKJAVIK], reason=DAMAGED + NO_TEXT)
def boundary_empty() -> bytes:
    """The boundary is the empty word, so that every line of two dashes is one."""
    return mail(joined([part(f"--\n{REYKJAVIK.text}\n--\n" + "--\n" * 5_000)], ""), 'multipart/mixed; boundary=""')


@case("eml/not_closed.eml", "read", has=[BEAGLE])
def not_closed() -> bytes:
    """The last boundary is missing, as when the end of a mail was lost; what is there is whole."""
    return several([part(BEAGLE.text)], closed=False)


@case("eml/cut_in_attachment.eml", "read", has=[ALGIERS])
def cut_in_attachment() -> bytes:
    """It ends in the middle of an attachment's base64; the words before it are whole."""
    return several([part(ALGIERS.text), attached(bytes(5000), "map.png", "image/png")])[:-3000]


@case("eml/base64_is_text.eml", "either", reason=DAMAGED + NO_TEXT)
def base64_is_text() -> bytes:
    """It says base64 and is plain words."""
    return mail(PEKING.text, more="Content-Transfer-Encoding: base64\r\n")


@case("eml/quoted_printable_broken.eml", "read", has=[HELSINKI], parts=1)
def quoted_printable_broken() -> bytes:
    """Quoted-printable with =ZZ, a lone = at the end, lower-case codes and a raw byte."""
    body = b"It was =ZZ said =3d twice.=\r\n" + lines(HELSINKI.text) + b" =e2=80=93 \xe9 ="
    return mail(body, more="Content-Transfer-Encoding: quoted-printable\r\n")


@case("eml/charset_unknown.eml", "read", has=[OSLO], parts=1)
def charset_unknown() -> bytes:
    """A charset that nobody knows; the words are plain letters."""
    return mail(OSLO.text, 'text/plain; charset="x-klingon-9"')


@case("eml/gb18030_says_utf8.eml", "read", has=[PARIS], parts=1)
def gb18030_says_utf8() -> bytes:
    """It says UTF-8 and is GB18030; the English words can be read in any case."""
    return mail(f"{PARIS.text} The host was 周恩来.".encode("gb18030"))


@case("eml/utf7.eml", "read", has=[INDUS], hides=["<script>"], parts=1)
def utf7() -> bytes:
    """UTF-7, in which markup can hide; HTML that would be a script once decoded."""
    page = f"<html><body><p>{INDUS.text}</p></body></html>".encode() + b"+ADw-script+AD4-alert(1)+ADw-/script+AD4-"
    return mail(page, "text/html; charset=utf-7")


@case("eml/parameters_50000.eml", "either", has=[TASHKENT], reason=TOO_MUCH + DAMAGED)
def parameters_50000() -> bytes:
    """The name of an attachment in 50,000 numbered pieces, out of order, some numbers of a hundred digits."""
    pieces = ";\r\n ".join(f"filename*{n * 7919 % 50_000}*=utf-8''x" for n in range(50_000))
    more = f"Content-Disposition: attachment;\r\n {pieces}; filename*{'9' * 100}=y\r\n"
    return several([part(TASHKENT.text), part("hush", "text/plain", more)])


@case("eml/date_of_nonsense.eml", "read", has=[REYKJAVIK], parts=1)
def date_of_nonsense() -> bytes:
    """The date is the 99th of Foo 99999, in a zone of +9999 hours; a second one is of the year 0."""
    made = mail(REYKJAVIK.text, more="Resent-Date: Mon, 00 Jan 0000 00:00:00 -9999\r\n")
    return made.replace(b"Tue, 14 Mar 2017 09:30:00 +0000", b"Fri, 99 Foo 99999 99:99:99 +999900")


@case("eml/page_that_fetches.eml", "read", has=[CONTADORA], hides=["alert(1)"], parts=1)
def page_that_fetches() -> bytes:
    """Only HTML: a base, a refresh, a picture, a style sheet, a script and a form at an address."""
    page = (
        f'<html><head><base href="{LISTENER}/"><meta http-equiv="refresh" content="0;url={LISTENER}/r">'
        '<link rel="stylesheet" href="css"><script src="js"></script></head><body><img src="i">'
        '<iframe src="f"></iframe>'
        f"<p>{CONTADORA.text}</p><script>alert(1)</script></body></html>"
    )
    return mail(page, "text/html; charset=utf-8")


@case("eml/attachments_that_lead_out.eml", "read", has=[HELSINKI])
def attachments_that_lead_out() -> bytes:
    """Attachments named ../../../../x, /tmp/x, of 5,000 letters, with a NUL, an escape, a line end, CON, and none."""
    names = (
        f"../../../../{ESCAPED}",
        f"/tmp/{ESCAPED}",
        f"..\\\\..\\\\{ESCAPED}",
        "n" * 5_000 + ".txt",
        "a\0b.txt",
        "CON",
        "",
        "\x1b[2J.txt",
        "=?utf-8?q?a=0D=0Ab.txt?=",
        ".",
        "..",
    )
    notes = [
        attached(f"Note {n}. {p.text}".encode(), name, "text/plain")
        for n, (name, p) in enumerate(zip(names, ALL, strict=False))
    ]
    return several([part(HELSINKI.text), *notes])


@case("eml/attachment_read.eml", "read", has=[OSLO, DAYTON])
def attachment_read() -> bytes:
    """A mail with a text attached to it: both are wanted."""
    return several([part(OSLO.text), attached(DAYTON.text.encode(), "note.txt", "text/plain")])


@case("eml/mails_in_zips_in_mails.eml", "either", has=[MUSCAT], reason=TOO_DEEP)
def mails_in_zips_in_mails() -> bytes:
    """A mail with a ZIP with a mail with a ZIP, thirty times over."""
    whole = mail(MUSCAT.text)
    for _ in range(30):
        packed = zips.archive_of({"next.eml": whole})
        whole = several([part(MUSCAT.text), attached(packed, "next.zip", "application/zip")])
    return whole


@case("eml/line_of_20_megabytes.eml", "either", reason=TOO_MUCH, big=True)
def line_of_20_megabytes() -> bytes:
    """The body is one line of twenty million letters."""
    return mail(b"hush " * 4_000_000)


@case("eml/raw_utf8_headers.eml", "read", has=[PEKING], parts=1)
def raw_utf8_headers() -> bytes:
    """Sender and subject are UTF-8 as they stand, and half of a letter is missing."""
    made = mail(PEKING.text, subject="Gespräche über 周恩来")
    return made.replace(b"A. Clerk", "Зоя Ключ".encode() + b"\xd0")


@case("eml/signed.eml", "read", has=[PARIS])
def signed() -> bytes:
    """A signed mail: the words are read, the signature is no document."""
    parts = [
        part(PARIS.text),
        part("-----BEGIN PGP SIGNATURE-----\n\niQEz\n-----END PGP SIGNATURE-----\n", "application/pgp-signature"),
    ]
    return several(parts, 'signed; protocol="application/pgp-signature"')


@case("eml/empty.eml", "refused", reason=NO_TEXT)
def empty() -> bytes:
    """No bytes at all."""
    return b""


@case("eml/reference_circle.eml", "read", has=[ALGIERS], hides=[CANARY], parts=1)
def reference_circle() -> bytes:
    """It answers itself, its HTML shows itself by cid:, and one of its parts is related to all."""
    page = f'<html><body><img src="cid:me"><iframe src="cid:me"></iframe><p>{ALGIERS.text}</p></body></html>'
    parts = [part(page, "text/html; charset=utf-8", "Content-ID: <me>\r\n")]
    return several(parts, "related", more="In-Reply-To: <talks@example.org>\r\nReferences: <talks@example.org>\r\n")
