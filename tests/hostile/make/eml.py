"""Mail: the open half."""

from __future__ import annotations

import base64

from tests.hostile.make import bombs, zips
from tests.hostile.make.mails import attached, lines, mail, part, several
from tests.hostile.make.registry import case
from tests.hostile.make.words import (
    ALGIERS,
    BEAGLE,
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
    MUSCAT,
    NO_TEXT,
    PARIS,
    PEKING,
    PRESPA,
    TOO_DEEP,
    TOO_MUCH,
    TRIESTE,
    UNKNOWN,
)


@case("eml/no_headers_at_all.eml", "read", has=[EVIAN], parts=1)
def no_headers_at_all() -> bytes:
    """Not even the empty line: only words, under the name of a mail."""
    return lines(f"Dear colleague,\n\n{EVIAN.text}\n")


@case("eml/within_itself_1000.eml", "either", has=[HAVANA], reason=TOO_DEEP)
def within_itself_1000() -> bytes:
    """A mail that encloses a mail that encloses a mail, a thousand deep; each has the same words."""
    whole = mail(HAVANA.text)
    for _ in range(1_000):
        whole = mail(whole, "message/rfc822")
    return whole


@case("eml/forwarded_twice.eml", "read", has=[CAMP_DAVID, PRESPA, TRIESTE])
def forwarded_twice() -> bytes:
    """A mail that encloses a mail that encloses a mail: this is usual, and all three are wanted."""
    inner = several([part(PRESPA.text), part(mail(TRIESTE.text, subject="third"), "message/rfc822")], boundary="b1")
    return several([part(CAMP_DAVID.text), part(inner, "message/rfc822")])


@case("eml/boundary_never_comes.eml", "either", has=[PARIS], reason=DAMAGED + NO_TEXT)
def boundary_never_comes() -> bytes:
    """It says it has several parts, but the boundary named stands nowhere."""
    return mail(PARIS.text, 'multipart/mixed; boundary="elsewhere"')


@case("eml/cut_in_headers.eml", "either", reason=NO_TEXT + DAMAGED)
def cut_in_headers() -> bytes:
    """It ends within the headers."""
    return mail(DAYTON.text)[:90]


@case("eml/base64_broken.eml", "either", reason=DAMAGED + NO_TEXT)
def base64_broken() -> bytes:
    """Base64 with letters that are none, a wrong length, and padding in the middle."""
    code = base64.encodebytes(GOOD_FRIDAY.text.encode())
    broken = code[:40] + b"==\r\n!!!\xff\xfe" + code[40:-5]
    return mail(broken, more="Content-Transfer-Encoding: base64\r\n")


@case("eml/charset_lies.eml", "read", has=[CONTADORA], parts=1)
def charset_lies() -> bytes:
    """It says us-ascii and is Windows-1252, with curly quotes."""
    return mail(f"“Peace”, they said – for €9. {CONTADORA.text}".encode("cp1252"), "text/plain; charset=us-ascii")


@case("eml/charset_is_code.eml", "read", has=[EVIAN], parts=1)
def charset_is_code() -> bytes:
    """Names of codecs that Python has and mail has not: base64, zlib and rot13 must not run."""
    kinds = ("zlib_codec", "rot13", "base64", "unicode_escape", "idna", "../../etc/passwd\0", "hex")
    return several([*(part("\\x68\\x75sh", f'text/plain; charset="{k}"') for k in kinds), part(EVIAN.text)])


@case("eml/koi8r.eml", "read", has=[MUSCAT, "Громыко"], parts=1)
def koi8r() -> bytes:
    """KOI8-R, as it says; an English text with a Russian name."""
    return mail(f"{MUSCAT.text} The name Громыко was on the list.".encode("koi8-r"), "text/plain; charset=koi8-r")


@case("eml/gb18030.eml", "read", has=[PEKING, "周恩来"], parts=1)
def gb18030() -> bytes:
    """GB18030, as it says; an English text with a Chinese name."""
    return mail(f"{PEKING.text} The host was 周恩来.".encode("gb18030"), "text/plain; charset=gb18030")


@case("eml/utf16_body.eml", "read", has=[TRIESTE], parts=1)
def utf16_body() -> bytes:
    """UTF-16 in base64, as it says."""
    body = base64.encodebytes(TRIESTE.text.encode("utf-16"))
    return mail(body, "text/plain; charset=utf-16", more="Content-Transfer-Encoding: base64\r\n")


@case("eml/header_injection.eml", "read", has=[PRESPA], hides=["\x1b[2J"], parts=1)
def header_injection() -> bytes:
    """Encoded words in the headers decode to line ends, further headers, escape sequences and NULs."""
    subject = "=?utf-8?q?a=0D=0ABcc:_x=40example.org=0D=0A=1B[2J=00=E2=80=AE?="
    return mail(PRESPA.text, more=f"X-Mailer: {subject}\r\n", subject=subject)


@case("eml/headers_100000.eml", "either", has=[HAVANA], reason=TOO_MUCH, big=True)
def headers_100000() -> bytes:
    """A hundred thousand headers, half of them called Subject."""
    many = "".join(f"Subject: {n}\r\nX-{n}: y\r\n" for n in range(50_000))
    return mail(HAVANA.text, more=many)


@case("eml/header_of_10_megabytes.eml", "either", has=[ALGIERS], reason=TOO_MUCH, big=True)
def header_of_10_megabytes() -> bytes:
    """One header of encoded words, folded over 200,000 lines."""
    folded = "\r\n ".join(["=?utf-8?b?aHVzaCBodXNoIGh1c2ggaHVzaCBodXNo?="] * 200_000)
    return mail(ALGIERS.text, more=f"Keywords: {folded}\r\n", subject=folded[:2_000_000])


@case("eml/address_of_brackets.eml", "either", has=[GOOD_FRIDAY], reason=TOO_MUCH + TOO_DEEP + DAMAGED)
def address_of_brackets() -> bytes:
    """A sender of 100,000 opening brackets, then quotes, then commas: comments nest in addresses."""
    more = f"Sender: {'(' * 100_000}\r\nReply-To: {chr(34) * 99_999}\r\nCc: {'<,' * 100_000}\r\n"
    return mail(GOOD_FRIDAY.text, more=more).replace(b"From: A. Clerk <", b"From: " + b"(" * 100_000 + b"<")


@case("eml/body_elsewhere.eml", "read", has=[CAMP_DAVID], hides=HARVEST)
def body_elsewhere() -> bytes:
    """Parts whose bodies are to be taken from the list of users and from an address."""
    kinds = (
        'message/external-body; access-type=local-file; name="/etc/passwd"',
        'message/external-body; access-type=local-file; name="../canary.txt"',
        f'message/external-body; access-type=URL; URL="{LISTENER}/eml"',
    )
    return several([part(CAMP_DAVID.text), *(part("Content-Type: text/plain\r\n\r\n", kind) for kind in kinds)])


@case("eml/attachment_bomb.eml", "read", has=[EVIAN], reason=TOO_MUCH)
def attachment_bomb() -> bytes:
    """The attached ZIP expands to four gigabytes; the mail is read, the attachment named and left."""
    bomb = bombs.repeated(b" " * bombs.MEBI, 4_000)
    packed = zips.archive([zips.Member(b"big.txt", packed=bomb.data, crc=bomb.crc, size=bomb.size & 0xFFFFFFFF)])
    return several([part(EVIAN.text), attached(packed, "big.zip", "application/zip")])


@case("eml/program_attached.eml", "read", has=[BEAGLE])
def program_attached() -> bytes:
    """A program under the name of a picture is attached; it is named, not run."""
    return several([part(BEAGLE.text), attached(b"\x7fELF\x02\x01\x01" + bytes(4000), "holiday.jpg.exe", "image/jpeg")])


@case("eml/old_mac_lines.eml", "read", has=[TRIESTE], parts=1)
def old_mac_lines() -> bytes:
    """Its lines end in carriage returns only."""
    return mail(f"Dear colleague,\n\n{TRIESTE.text}\n").replace(b"\r\n", b"\r")


@case("eml/nul_bytes.eml", "either", has=["Talks were held"], reason=UNKNOWN + DAMAGED)
def nul_bytes() -> bytes:
    """NULs stand in headers and between the words."""
    return mail(b"Talks were held\0 in silence.\0\0\r\n" + lines(INDUS.text)).replace(b"Keeper", b"Kee\0per")


@case("eml/is_a_page.eml", "either", has=[PRESPA], hides=["<p>", "<html"], reason=UNKNOWN)
def is_a_page() -> bytes:
    """An HTML page under the name of a mail."""
    return f"<!DOCTYPE html><html><head><title>Talks</title></head><body><p>{PRESPA.text}</p></body></html>".encode()


@case("eml/encrypted.eml", "refused", reason=LOCKED + NO_TEXT)
def encrypted() -> bytes:
    """A mail under PGP/MIME: there is nothing to read in it."""
    parts = [
        part("Version: 1\n", "application/pgp-encrypted"),
        part("-----BEGIN PGP MESSAGE-----\n\nhQEMA\n-----END PGP MESSAGE-----\n", "application/octet-stream"),
    ]
    return several(parts, 'encrypted; protocol="application/pgp-encrypted"')


@case("eml/headers_only.eml", "refused", reason=NO_TEXT)
def headers_only() -> bytes:
    """Headers and no body."""
    return mail("")
