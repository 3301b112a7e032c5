"""What mails hold: headers of every kind, one body of several, attachments, and what is sealed."""

import datetime as dt
import email.headerregistry
import email.policy
import io
import string
import time
import zipfile
from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backchannel.documents import Refused, read_bytes
from backchannel.documents.mail.message import people_in, together
from backchannel.errors import DocumentError
from backchannel.model import Document

from .mails import TEXT, documents, found, mail, plain, refusals
from .strategies import characters


def test_the_header_is_metadata() -> None:
    """Subject, sender, receivers, and the day in the zone of the one who wrote."""
    message = mail(Subject="Türkiye – ein Gespräch", Cc="=?utf-8?q?J=C3=BCrgen?= <j@example.org>, carl@example.org")
    (document,) = documents(message.as_bytes(), "a.eml")
    said = document.metadata
    assert (said.title, said.author) == ("Türkiye – ein Gespräch", "Ann Example")
    assert said.recipient == "Bob Sample, Jürgen, carl@example.org"
    assert said.date is not None
    assert (said.date.start, said.date.reason) == ("2011-05-03", "stated in the mail's header")
    assert document.media_type == "message/rfc822"


@pytest.mark.parametrize(
    ("subject", "read"),
    [
        (b"=?utf-8?q?caf=C3?= =?utf-8?q?=A9?=", "café"),  # a letter parted between two words
        (b"=?koi8-r?B?98HW1sXYIFByaXZldA==?=", None),
        (b"caf\xe9 \x93quiet\x94", "café “quiet”"),
        ("Встреча в Осло".encode(), "Встреча в Осло"),
        (b"=?nonsense?q?abc?=", "abc"),
        (b"=?utf-8?b?!!!?=", None),
        (b"a\x00b\x1b[31m\xe2\x80\xaec", "a b[31mc"),
        (b"=?iso-2022-jp?B?GyRCMnFDTBsoQg==?=", "会談"),
    ],
)
def test_subjects_are_decoded_whatever_they_claim(subject: bytes, read: str | None) -> None:
    """Encoded words, raw bytes of two encodings, unknown charsets, broken base64, controls."""
    data = plain(TEXT).replace(b"Subject: The channel", b"Subject: " + subject)
    (document,) = documents(data, "a.eml")
    assert read is None or document.metadata.title == read


@pytest.mark.parametrize(
    ("field", "names"),
    [
        ('"Example, Ann" <a@x.org>, b@x.org', "Example, Ann, b@x.org"),
        ("Ann Example [mailto:a@x.org]", "Ann Example"),
        ("'a@x.org' <a@x.org>", "a@x.org"),
        ("undisclosed-recipients:;", None),
        ("(" * 5_000, None),
        ("ann@x.org; bob@x.org", "ann@x.org, bob@x.org"),
    ],
)
def test_people_are_named_by_name_where_they_have_one(field: str, names: str | None) -> None:
    """Hostile fields give what they give, and never an error."""
    made = together(people_in(field.replace("[mailto:a@x.org]", "<a@x.org>")))
    assert names is None or made == names


def test_a_date_that_is_none_is_taken_from_the_way_of_the_mail() -> None:
    """The server that had it first says when; clocks that were never set do not count."""
    data = plain(TEXT).replace(
        b"Date: Tue, 3 May 2011 23:15:00 -0500",
        b"Date: Thu, 1 Jan 1970 00:00:00 +0000\nReceived: by b; Wed, 4 May 2011 06:00:00 +0000\n"
        b"Received: by a; Tue, 3 May 2011 23:16:00 -0500",
    )
    (document,) = documents(data, "a.eml")
    assert document.metadata.date is not None
    assert document.metadata.date.start == "2011-05-03"
    assert "first received" in document.metadata.date.reason
    assert any("1970" in warning for warning in document.warnings)


def test_of_versions_that_say_the_same_one_is_taken() -> None:
    """The plain one; the HTML where the plain one says only that there is HTML."""
    message = mail(TEXT)
    message.add_alternative(f"<p>{TEXT}</p><p>And more.</p>", subtype="html")
    (document,) = documents(message.as_bytes(), "a.eml")
    assert document.text == TEXT
    message.add_alternative("<html amp4email></html>", subtype="x-amp-html")
    assert len(documents(message.as_bytes(), "a.eml")) == 1
    named = plain(TEXT, content_type="text/plain; name=body.txt")
    assert documents(named, "a.eml")[0].name == "a.eml"
    stub = mail("View this mail in HTML.")
    stub.add_alternative(f"<p>{TEXT}</p>", subtype="html")
    assert documents(stub.as_bytes(), "a.eml")[0].text == TEXT


@pytest.mark.parametrize(
    ("charset", "data", "words"),
    [
        ("us-ascii", b"\x93Quiet\x94 talks in the caf\xe9 went on", "“Quiet” talks in the café went on"),
        ("iso-8859-1", "“Quiet” talks".encode(), "“Quiet” talks"),
        ("gb2312", "两位部长在奥斯陆镕会面".encode("gbk"), "两位部长在奥斯陆镕会面"),
        ("iso-2022-jp", "二人の大臣".encode("iso-2022-jp"), "二人の大臣"),
        ("punycode", b"Quiet talks-abc", "Quiet talks-abc"),
        ("unheard-of", b"Quiet talks", "Quiet talks"),
        ("windows-1256", "التقى الوزيران في أوسلو".encode("cp1256"), "التقى الوزيران في أوسلو"),
    ],
)
def test_charsets_that_lie_are_not_believed(charset: str, data: bytes, words: str) -> None:
    """What is declared is taken where it fits, the wider one where the narrow one is meant."""
    raw = plain("", content_type=f"text/plain; charset={charset}") + data
    assert documents(raw, "a.eml")[0].text == words


def attached() -> EmailMessage:
    message = mail()
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("in/a.txt", TEXT)
    message.add_attachment(TEXT.encode(), maintype="text", subtype="plain", filename="../../etc/no\u202etes.txt")
    message.add_attachment(TEXT.encode(), maintype="text", subtype="plain", filename="C:\\temp\\notes.txt")
    message.add_attachment(archive.getvalue(), maintype="application", subtype="zip", filename="box.zip")
    message.add_attachment(mail(f"{TEXT} Enclosed.", Subject="in / side", Date="Mon, 02 May 2011 10:00:00 +0000"))
    message.add_attachment(TEXT.encode(), maintype="text", subtype="plain")
    message.add_attachment(b"BEGIN:VCALENDAR", maintype="text", subtype="calendar", filename="invite.ics")
    message.add_attachment(b"\x89PNG\r\n\x1a\n", maintype="image", subtype="png", filename="image001.png")
    return message


def test_attachments_are_documents_of_their_own_that_came_with_the_mail() -> None:
    """Named after the mail and their file's name alone; read by their own format; not younger than the mail."""
    first, *others = documents(attached().as_bytes(), "a.eml")
    assert [one.name for one in others] == [
        "a.eml!notes.txt",
        "a.eml!notes (2).txt",
        "a.eml!box.zip!in/a.txt",
        "a.eml!in side.eml",
        "a.eml!attachment.txt",
    ]
    assert {one.part_of for one in others} == {"a.eml"}
    assert {one.metadata.retrieved for one in others} == {"2011-05-03"}
    assert others[3].metadata.date is not None
    assert others[3].metadata.date.start == "2011-05-02"
    assert others[3].text == f"{TEXT} Enclosed."
    assert first.warnings == ("left out of the mail: a calendar entry, a picture shown in it",)


def test_a_text_that_came_with_a_mail_is_not_younger_than_it() -> None:
    """An undated attachment that tells of 2010 is of 2010 up to the mail's own day."""
    message = mail()
    message.add_attachment(b"The talks of 2010 were kept quiet by all who took part in them, it was said in the town.",
                           maintype="text", subtype="plain", filename="n.txt")  # fmt: skip
    dated = documents(message.as_bytes(), "a.eml")[1].metadata.date
    assert dated is not None
    assert (dated.start, dated.end) == ("2010", "2011-05-03")


def test_a_mail_that_only_brings_files_is_a_document_by_its_subject() -> None:
    """So that who sent what to whom is not lost."""
    message = mail("")
    message.add_attachment(TEXT.encode(), maintype="text", subtype="plain", filename="n.txt")
    outer, inner = documents(message.as_bytes(), "a.eml")
    assert (outer.text, outer.metadata.author) == ("The channel", "Ann Example")
    assert inner.part_of == outer.name


@pytest.mark.parametrize(
    ("content_type", "body", "reason"),
    [
        ("multipart/encrypted; boundary=b", "--b\nContent-Type: application/pgp-encrypted\n\n1\n--b--\n", "encrypted"),
        ("application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m", "MIIB", "is encrypted (S/MIME)"),
        ("application/pkcs7-mime; smime-type=signed-data; name=smime.p7m", "MIIB", "save it unsigned"),
        ("application/octet-stream; name=smime.p7m", "MIIB", "is encrypted (S/MIME)"),
        ("text/plain", "-----BEGIN PGP MESSAGE-----\n\nhQ==\n-----END PGP MESSAGE-----\n", "is encrypted"),
        ("application/ms-tnef; name=winmail.dat", "x", "TNEF"),
        ("message/external-body; access-type=URL; URL=\"http://a.invalid/\"", "Subject: x\n\n", "is fetched"),
        ("message/partial; number=1; total=2; id=x", "x", "in pieces"),
        ("text/plain", "", "a mail without a text"),
    ],
)  # fmt: skip
def test_what_is_sealed_or_lies_elsewhere_is_said_in_one_line(content_type: str, body: str, reason: str) -> None:
    """Nothing is decrypted, joined or fetched."""
    (refused,) = refusals(plain(body, content_type=content_type), "a.eml")
    assert reason in refused[1]


def test_mails_are_told_by_their_header_whatever_their_name() -> None:
    """Maildir's names say nothing; a note that begins like one is none."""
    assert documents(mail().as_bytes(), "1304482500.M1P2.host:2,S")[0].media_type == "message/rfc822"
    note = f"From: Ann\nTo: Bob\nSubject: Talks\nDate: 3 May 2011\n\n{TEXT}"
    assert documents(note.encode(), "note.txt")[0].media_type == "text/plain"
    page = f"<html><body><p>{TEXT}</p></body></html>"
    assert documents(page.encode(), "a.eml")[0].media_type == "text/html"
    assert documents(TEXT.encode(), "a.eml")[0].media_type == "text/plain"
    apple = mail().as_bytes()
    wrapped = f"{len(apple)}\n".encode() + apple + b'<?xml version="1.0"?><plist><dict/></plist>\n'
    assert documents(wrapped, "1.emlx")[0].text == TEXT


def test_parts_within_parts_end() -> None:
    """Neither the depth nor the number of parts is believed to be harmless."""
    nested = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(500))
    start = time.process_time()
    assert (
        "deep in each other"
        in refusals(b"MIME-Version: 1.0\nSubject: x\n" + nested + b"\n\nx\n" * 1_000, "a.eml")[0][1]
    )
    many = b"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 20_000
    assert "parts" in refusals(many, "a.eml")[0][1]
    assert time.process_time() - start < 10


names = st.text(st.sampled_from(string.ascii_letters + "éüß łŁøשל中文 "), min_size=1, max_size=20).filter(str.strip)
bodies = st.lists(st.text(characters, max_size=120), min_size=1, max_size=8).map("\n".join)


@given(
    subject=names,
    sender=names,
    days=st.dates(min_value=dt.date(1980, 1, 1), max_value=dt.date(2090, 1, 1)),
    files=st.lists(st.text(string.ascii_letters, min_size=1, max_size=8), max_size=3, unique_by=str.lower),
    encoding=st.sampled_from(["quoted-printable", "base64", "8bit"]),
)
@settings(deadline=None, max_examples=60)
def test_what_the_standard_library_writes_is_read_back(subject, sender, days, files, encoding) -> None:  # type: ignore[no-untyped-def] # hypothesis' arguments
    """Subject, sender, day, text and names of attachments, in every transfer encoding."""
    message = EmailMessage(policy=email.policy.SMTP)
    message["Subject"] = subject
    message["From"] = email.headerregistry.Address(sender, "ann", "example.org")
    message["Date"] = f"{days:%a, %d %b %Y} 23:59:59 -1100"
    message.set_content(f"{TEXT}\n\n{sender}\n", cte=encoding)
    for file in files:
        message.add_attachment(TEXT.encode(), maintype="text", subtype="plain", filename=f"{file}.txt")
    first, *others = documents(message.as_bytes(), "a.eml")
    assert first.text.split() == f"{TEXT} {sender}".split()
    assert first.metadata.title == " ".join(subject.split())
    assert first.metadata.author == " ".join(sender.split())
    assert first.metadata.date is not None
    assert first.metadata.date.start == days.isoformat()
    assert [one.name for one in others] == [f"a.eml!{file}.txt" for file in files]


@given(
    st.binary(max_size=300),
    st.sampled_from([b"", plain(TEXT), attached().as_bytes(), plain("> x\n", content_type="text/html")]),
    st.integers(0, 4_000),
)
@settings(deadline=None, max_examples=150)
def test_damaged_mails_are_read_or_refused(noise: bytes, around: bytes, at: int) -> None:
    """Noise anywhere in a mail costs words, never an error."""
    data = around[:at] + noise + around[at:]
    for one in found(data, "a.eml"):
        assert one.reason if isinstance(one, Refused) else one.text.strip()


@given(bodies)
@settings(deadline=None, max_examples=100)
def test_no_word_of_a_body_is_lost(body: str) -> None:
    """Every letter and figure of a plain body stands in the mail's text or in that of a mail that it passes on."""
    try:
        texts = read_bytes(plain("") + body.encode(), "a.eml")
    except DocumentError:
        return
    kept = "".join(one.text for one in texts)
    assert sorted(filter(str.isalnum, kept)) == sorted(filter(str.isalnum, body.replace("\0", "")))


def test_a_mail_is_identified_by_its_bytes() -> None:
    """What is inside is not: the same file attached to two mails is one document."""
    one, other = (documents(attached().as_bytes() + extra, "a.eml") for extra in (b"", b"\n"))
    assert one[0].id != other[0].id
    assert isinstance(one[1], Document)
    assert one[1].id == other[1].id
