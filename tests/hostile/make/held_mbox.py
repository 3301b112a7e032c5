"""Mailboxes: the held half."""

from __future__ import annotations

from tests.hostile.make.mails import attached, box, mail, numbered, part, several
from tests.hostile.make.registry import case
from tests.hostile.make.words import (
    ALGIERS,
    BEAGLE,
    CAMP_DAVID,
    DAYTON,
    EVIAN,
    GOOD_FRIDAY,
    HAVANA,
    INDUS,
    MUSCAT,
    NO_TEXT,
    PEKING,
    PRESPA,
    REYKJAVIK,
    TOO_MUCH,
    TRIESTE,
    UNKNOWN,
)


@case("mbox/cut_off.mbox", "read", has=[REYKJAVIK])
def cut_off() -> bytes:
    """It ends in the middle of the second mail's headers; the first is whole."""
    return box(*numbered(REYKJAVIK.text, BEAGLE.text))[:-280]


@case("mbox/mails_200000.mbox", "either", reason=TOO_MUCH + NO_TEXT, big=True)
def mails_200000() -> bytes:
    """Two hundred thousand mails without headers or words."""
    return b"From x Tue Mar 14 09:30:00 2017\n\n" * 200_000


@case("mbox/one_is_broken.mbox", "read", has=[GOOD_FRIDAY, PEKING])
def one_is_broken() -> bytes:
    """Of three mails the second is a thousand parts within each other, of broken base64; the others are wanted."""
    deep = b"".join(b'Content-Type: multipart/mixed; boundary="d%d"\r\n\r\n--d%d\r\n' % (n, n) for n in range(1_000))
    first, last = numbered(GOOD_FRIDAY.text, PEKING.text)
    return box(first, several([deep + b"Content-Transfer-Encoding: base64\r\n\r\n!!!"]), last)


@case("mbox/one_mail_no_from.mbox", "read", has=[TRIESTE], parts=1)
def one_mail_no_from() -> bytes:
    """A single mail without the line that begins one, under the name of a mailbox."""
    return mail(TRIESTE.text)


@case("mbox/same_identity.mbox", "read", has=[ALGIERS, DAYTON], parts=2)
def same_identity() -> bytes:
    """Two mails of one Message-ID and different words: both are wanted."""
    return box(mail(ALGIERS.text), mail(DAYTON.text))


@case("mbox/from_line_of_5000.mbox", "read", has=[EVIAN, HAVANA], parts=2)
def from_line_of_5000() -> bytes:
    """The lines that begin a mail have 5,000 letters, raw bytes and escape sequences in them."""
    line = b"From \x1b[2J\xff" + b"a" * 5_000 + b"@example.org Tue Mar 14 09:30:00 2017\n"
    return box(*numbered(EVIAN.text, HAVANA.text), line=line)


@case("mbox/mailbox_in_mail_in_mailbox.mbox", "read", has=[CAMP_DAVID])
def mailbox_in_mail_in_mailbox() -> bytes:
    """A mailbox is attached to its mail, five times over."""
    whole = box(mail(PRESPA.text))
    for n in range(5):
        inner = several([part(f"Copy {n}. {CAMP_DAVID.text}"), attached(whole, "old.mbox", "application/mbox")])
        whole = box(inner)
    return whole


@case("mbox/named_text.txt", "either", has=[MUSCAT, INDUS], reason=UNKNOWN)
def named_text() -> bytes:
    """A mailbox under the name of a text."""
    return box(*numbered(MUSCAT.text, INDUS.text))
