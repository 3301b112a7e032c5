"""Mailboxes: the open half."""

from __future__ import annotations

from tests.hostile.make.mails import FROM, box, lines, mail, numbered
from tests.hostile.make.registry import case
from tests.hostile.make.words import (
    CAMP_DAVID,
    CONTADORA,
    DAMAGED,
    EVIAN,
    HAVANA,
    HELSINKI,
    INDUS,
    MUSCAT,
    NO_TEXT,
    OSLO,
    PARIS,
    PRESPA,
    TASHKENT,
    TOO_MUCH,
    UNKNOWN,
)


@case("mbox/from_in_bodies.mbox", "read", has=[OSLO, EVIAN, HAVANA], parts=3)
def from_in_bodies() -> bytes:
    """Lines of the bodies begin with "From ": some marked with >, some not, none of them a mail's beginning."""
    first = f"From the beginning all was quiet.\n{OSLO.text}\n\nFrom Oslo they went home."
    second = f">From my desk:\n>>From his desk:\n{EVIAN.text}"
    return box(*numbered(first, second, f"From: nobody\nFrom\n{HAVANA.text}"))


@case("mbox/from_line_in_body.mbox", "read", has=[CAMP_DAVID, PRESPA])
def from_line_in_body() -> bytes:
    """A body quotes, after an empty line, what looks like the beginning of a mail, unmarked; nothing may be lost."""
    return box(*numbered(f"He forwarded:\n\n{FROM.decode()}{CAMP_DAVID.text}", PRESPA.text))


@case("mbox/lengths_lie.mbox", "read", has=[MUSCAT, INDUS], parts=2)
def lengths_lie() -> bytes:
    """The headers claim lengths of 0, and of more than there is."""
    first, second = numbered(MUSCAT.text, INDUS.text)
    lies = (b"Content-Length: 0\r\nMIME-Version", b"Content-Length: 99999999999\r\nMIME-Version")
    return box(first.replace(b"MIME-Version", lies[0]), second.replace(b"MIME-Version", lies[1]))


@case("mbox/mixed_lines.mbox", "read", has=[PARIS, TASHKENT], parts=2)
def mixed_lines() -> bytes:
    """One mail with the line ends of Windows, one with those of Unix."""
    first, second = numbered(PARIS.text, TASHKENT.text)
    return FROM.replace(b"\n", b"\r\n") + first + b"\r\n\r\n" + box(second)


@case("mbox/from_line_only.mbox", "refused", reason=NO_TEXT)
def from_line_only() -> bytes:
    """One line: the beginning of a mail that does not come."""
    return FROM


@case("mbox/noise_between.mbox", "read", has=[CONTADORA])
def noise_between() -> bytes:
    """After a mail lie 50,000 bytes that mean nothing, as after a crash of the disk; the mail behind them is whole."""
    noise = bytes((n * n * 31 + n) % 256 for n in range(50_000)).replace(b"From ", b"frOm ")
    first, second = numbered(HELSINKI.text, CONTADORA.text)
    return box(first) + noise + b"\n\n" + box(second)


@case("mbox/utf16.mbox", "either", has=[OSLO], reason=UNKNOWN + DAMAGED)
def utf16() -> bytes:
    """A mailbox that an editor saved as UTF-16."""
    return box(mail(OSLO.text)).decode().encode("utf-16")


@case("mbox/empty.mbox", "refused", reason=NO_TEXT)
def empty() -> bytes:
    """No bytes at all."""
    return b""


@case("mbox/million_quotes.mbox", "either", has=[PARIS], reason=TOO_MUCH, big=True)
def million_quotes() -> bytes:
    """A reply that quotes a quote of a quote: lines of a thousand marks, five thousand of them."""
    return box(mail(lines(PARIS.text) + (b">" * 1_000 + b" hush\r\n") * 5_000))
