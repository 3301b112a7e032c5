"""Whose words are whose in a mail."""

import time

import pytest

from backchannel.documents.mail.composing import is_notice
from backchannel.documents.mail.cues import cues, entries
from backchannel.documents.mail.lines import Line, lines_of
from backchannel.documents.mail.repeated import header_at
from backchannel.documents.mail.replies import split

from .mails import TEXT, documents, kinds, of_kind, plain

ANSWER = f"""Dear Bob,

{TEXT}

> When did they meet, and
> who else was told?

On Monday. Nobody else.

> And where?

In Oslo, at the usual place.

Best,
Ann

On Mon, 2 May 2011 at 10:15, Bob Sample <bob@example.org>
wrote:

> When did they meet, and
> who else was told?
>> Is the line still open?
>
> And where?

--\x20
Ann Example
Institute of Quiet Talks
"""


def test_the_words_of_an_answer_are_told_from_those_that_it_repeats_in_their_order() -> None:
    """Answers between quoted lines keep their place; what was quoted has no marks of quoting left."""
    (document,) = documents(plain(ANSWER), "a.eml")
    assert kinds(document) == [
        ("paragraph", "Dear Bob,"),
        ("paragraph", TEXT),
        ("quoted_message", "When did they meet, and"),
        ("quoted_message", "who else was told?"),
        ("paragraph", "On Monday. Nobody else."),
        ("quoted_message", "And where?"),
        ("paragraph", "In Oslo, at the usual place."),
        ("paragraph", "Best,"),
        ("paragraph", "Ann"),
        ("quoted_message", "On Mon, 2 May 2011 at 10:15, Bob Sample <bob@example.org>\nwrote:"),
        ("quoted_message", "When did they meet, and"),
        ("quoted_message", "who else was told?"),
        ("quoted_message", "Is the line still open?"),
        ("quoted_message", "And where?"),
        ("boilerplate", "--"),
        ("boilerplate", "Ann Example"),
        ("boilerplate", "Institute of Quiet Talks"),
    ]


FORWARDED = f"""For your eyes.

A.

Sent from my iPhone

-----Original Message-----
From: Dana Third [mailto:dana@mfa.example]
Sent: 03 May 2011 17:22
To: Ann Example; Carl Other
Cc: Eve Fourth
Subject: Note on the meeting

Ann,

{TEXT}

Dana

-----Original Message-----
From: Ann Example
Sent: 02 May 2011 10:00
To: Dana Third
Subject: Anything new?

Do you have anything on it?
"""


def test_a_mail_passed_on_is_a_document_of_its_own_with_what_its_header_says() -> None:
    """Its words are its own writer's; what announces it stays with the mail that passes it on."""
    outer, inner = documents(plain(FORWARDED, "FW: Note on the meeting"), "a.eml")
    assert of_kind(outer, "paragraph") == ["For your eyes.", "A."]
    assert of_kind(outer, "boilerplate") == ["Sent from my iPhone"]
    assert "Dana Third [mailto:dana@mfa.example]" in of_kind(outer, "quoted_message")[0]
    assert (inner.name, inner.part_of) == ("a.eml#forwarded", "a.eml")
    assert (inner.metadata.author, inner.metadata.recipient) == ("Dana Third", "Ann Example, Carl Other")
    assert inner.metadata.title == "Note on the meeting"
    assert inner.metadata.date is not None
    assert inner.metadata.date.start == "2011-05-03"
    assert of_kind(inner, "paragraph") == ["Ann,", TEXT, "Dana"]
    assert "Do you have anything on it?" in of_kind(inner, "quoted_message")


def test_the_same_lines_beneath_an_answer_repeat_what_was_answered() -> None:
    """Outlook announces both alike; the subject tells them apart."""
    (document,) = documents(plain(FORWARDED, "RE: Note on the meeting"), "a.eml")
    assert of_kind(document, "paragraph") == ["For your eyes.", "A."]
    assert TEXT in of_kind(document, "quoted_message")


@pytest.mark.parametrize(
    ("head", "author", "day"),
    [
        (
            "Von: Dana Third\nGesendet: Dienstag, 3. März 2011 17:22\nAn: Ann\nBetreff: Notiz",
            "Dana Third",
            "2011-03-03",
        ),
        (
            "De : Dana Third <d@x.fr>\nEnvoyé : mardi 3 août 2011 17:22\nÀ : Ann\nObjet : Note",
            "Dana Third",
            "2011-08-03",
        ),
        ("De: Dana Third\nEnviado el: martes, 3 de mayo de 2011 17:22\nPara: A\nAsunto: N", "Dana Third", "2011-05-03"),
        ("От: Dana Third\nОтправлено: 3 мая 2011 г. 17:22\nКому: Ann\nТема: Встреча", "Dana Third", "2011-05-03"),
        ("Gönderen: Dana Third\nGönderildi: 3 Mayıs 2011 Salı 17:22\nKime: Ann\nKonu: Not", "Dana Third", None),
        ("发件人: Dana Third\n发送时间: 2011年5月3日 17:22\n收件人: Ann\n主题: 会面", "Dana Third", "2011-05-03"),
        ("מאת: Dana Third\nנשלח: 03 מאי 2011 17:22\nאל: Ann\nנושא: פגישה", "Dana Third", "2011-05-03"),
        ("من: Dana Third\nتاريخ الإرسال: 03 مايو 2011 17:22\nإلى: Ann\nالموضوع: لقاء", "Dana Third", "2011-05-03"),
        (
            "*From:* Dana Third\n*Sent:* Tuesday, May 3, 2011 5:22 PM\n*To:* Ann\n*Subject:* Note",
            "Dana Third",
            "2011-05-03",
        ),
    ],
)
def test_headers_of_mails_passed_on_are_read_in_many_languages(head: str, author: str, day: str | None) -> None:
    """With no line that announces them but their own four labels."""
    _, inner = documents(plain(f"See below.\n\n{head}\n\n{TEXT}\n", "Fwd: Note"), "a.eml")
    assert inner.metadata.author == author
    if day:
        assert inner.metadata.date is not None
        assert inner.metadata.date.start == day
    assert inner.text == TEXT


def test_a_header_of_a_telegram_is_no_header_of_a_mail() -> None:
    """FROM, TO and SUBJECT in capitals are the text's own, as is a sentence that begins with a label's word."""
    body = f"FROM: EMBASSY OSLO\nTO: MINISTRY\nDATE: 3 MAY 2011\nSUBJECT: TALKS\n\n{TEXT}\n\nFrom: nobody knows.\n"
    (document,) = documents(plain(body), "a.eml")
    assert not of_kind(document, "quoted_message")


def test_a_mail_in_gmails_html_is_read_as_one_in_plain_words() -> None:
    """What is hidden is left out, what is quoted is quoted, what was passed on is a document."""
    html = f"""<html><head><style>p {{}}</style></head><body><div style="display:none">Preview</div>
    <div dir="ltr">See <b>below</b>.<br>Ann</div><br><div class="gmail_quote"><div class="gmail_attr">
    ---------- Forwarded message ---------<br>From: <strong>Dana Third</strong> &lt;dana@mfa.example&gt;<br>
    Date: Tue, May 3, 2011 at 5:22 PM<br>Subject: Note<br>To: Ann &lt;ann@example.org&gt;<br></div><br><br>
    <div dir="ltr"><p>{TEXT}</p><table><tr><td>Oslo</td><td>3</td></tr></table></div>
    <div class="gmail_quote">On Mon, May 2, 2011 at 10:00 AM Ann &lt;ann@example.org&gt; wrote:<br>
    <blockquote class="gmail_quote">Where did they meet?</blockquote></div></div>
    <script>evil()</script></body></html>"""
    outer, inner = documents(plain(html, "Fwd: Note", "text/html; charset=utf-8"), "a.eml")
    assert of_kind(outer, "paragraph") == ["See below.", "Ann"]
    assert inner.metadata.author == "Dana Third"
    assert kinds(inner) == [
        ("paragraph", TEXT),
        ("list", "Oslo | 3"),
        ("quoted_message", "On Mon, May 2, 2011 at 10:00 AM Ann <ann@example.org> wrote:"),
        ("quoted_message", "Where did they meet?"),
    ]
    assert "Preview" not in outer.text + inner.text
    assert "evil" not in outer.text + inner.text


def test_what_the_writer_quotes_from_elsewhere_is_a_quotation() -> None:
    """A block quotation without a mail program's mark repeats no mail."""
    html = f"<p>{TEXT}</p><blockquote><p>So be it, the paper wrote.</p></blockquote><p>That is all.</p>"
    (document,) = documents(plain(html, content_type="text/html"), "a.eml")
    assert of_kind(document, "quotation") == ["So be it, the paper wrote."]


def test_a_release_sent_by_mail_keeps_its_own_head() -> None:
    """A long text without a greeting is laid out as any text is; the sender is not its author's byline."""
    body = "Statement on the Oslo Talks\n\nMay 2, 2011\n\n" + "\n\n".join([TEXT] * 5)
    (document,) = documents(plain(body), "a.eml")
    assert kinds(document)[:2] == [("title", "Statement on the Oslo Talks"), ("byline", "May 2, 2011")]
    assert document.metadata.date is not None
    assert document.metadata.date.start == "2011-05-03"


def test_flowed_lines_are_joined_again() -> None:
    """RFC 3676: a blank at the end goes on, quoted or not; stuffing goes; a signature is none of it."""
    body = f"{TEXT[:60]} \n{TEXT[60:].strip()}\n> quoted \n> on\n >no quote\n-- \nAnn\n"
    (document,) = documents(plain(body, content_type="text/plain; format=flowed"), "a.eml")
    assert of_kind(document, "paragraph") == [f"{TEXT[:60]} {TEXT[60:].strip()}"]
    assert of_kind(document, "quotation") == [">no quote"]
    assert of_kind(document, "quoted_message") == ["quoted on"]
    assert [line.words for line in lines_of("a \nb", flowed=True, delsp=True)] == ["ab"]


def test_signed_text_is_read_without_its_armour() -> None:
    """OpenPGP's cleartext signatures (RFC 9580, 7) stand around the words."""
    signature = "-----BEGIN PGP SIGNATURE-----\n\niQEz\n=ab\n-----END PGP SIGNATURE-----\n"
    body = f"-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\n{TEXT}\n\n{signature}"
    (document,) = documents(plain(body), "a.eml")
    assert of_kind(document, "paragraph") == [TEXT]


@pytest.mark.parametrize("entry", entries()["wrote"], ids=lambda entry: entry["words"][0])
def test_every_language_introduces_what_it_quotes(entry: dict[str, str]) -> None:
    """The line of the example and what follows are the earlier mail's, whether marked or not."""
    for following in ("> Earlier words.", "Earlier words."):
        segments = split(lines_of(f"My own words.\n\n{entry['example']}\n{following}\n"), "Re: x")
        assert [segment.kind for segment in segments if segment.kind != "furniture"][:2] == ["own", "quoted"]
        assert [line.words for line in segments[0].lines if line.words] == ["My own words."]


@pytest.mark.parametrize("kind", ["forwarded", "original"])
def test_every_announcement_is_recognised(kind: str) -> None:
    """Each example of the data file, and its words alone."""
    for entry in entries()[kind]:
        for words in (entry["example"], *(f"----- {word} -----" for word in entry["words"])):
            segments = split(lines_of(f"Mine.\n\n{words}\nFrom: A B <a@b.org>\nSubject: x\n\nTheirs.\n"), "x")
            assert [one.kind for one in segments] == ["own", "forward" if kind == "forwarded" else "quoted"], words


def test_every_footer_and_notice_is_recognised() -> None:
    """Each example of the data file; sentences of prose are none."""
    for entry in entries()["footer"]:
        assert cues().footer.fullmatch(entry["example"].strip(". ").lower()), entry
    assert all(map(is_notice, entries()["disclaimer"]["examples"]))
    assert not is_notice("The confidential message reached the minister through a third country, two officials said.")
    assert not is_notice(TEXT)


def test_own_words_that_look_like_introductions_are_the_writers() -> None:
    """A colon, a verb of writing and a year are not enough where nothing quoted follows."""
    body = f"The minister wrote on 3 May 2011:\n\n{TEXT}\n\nAs the paper of 4 May says:\n\n{TEXT}\n"
    (document,) = documents(plain(body), "a.eml")
    assert not of_kind(document, "quoted_message")


@pytest.mark.parametrize(
    "body",
    [
        "From: x\n" * 40_000,
        "From: a@b\nTo: c\n" * 20_000,
        ">" * 200_000,
        "> x\n\n" * 40_000,
        "On 3 May 2011 at 10:15 " * 10_000,
        "On 3 May 2011 10:15 a@b wrote\n" * 10_000,
        "---- Forwarded message ----\nFrom: a@b\nTo: c\n\n" * 5_000,
        "-- \n" * 40_000,
        "____________________________\n" * 10_000,
        "-----BEGIN PGP SIGNATURE-----\n" * 10_000,
    ],
    ids=["from", "headers", "marks", "quoted", "one line", "wrote", "forwarded", "signatures", "rules", "armour"],
)
def test_no_body_takes_more_time_than_its_length_warrants(body: str) -> None:
    """Some hundred thousand hostile characters are split in seconds, and no line is lost."""
    start = time.process_time()
    segments = split(lines_of(body), "x")
    assert time.process_time() - start < 5
    kept = sum(bool(line.words.strip()) for one in segments for line in (*one.lines, *one.intro))
    assert kept == sum(bool(line.words.strip()) for line in lines_of(body))


def test_a_header_ends_where_its_labels_end() -> None:
    """Broken address lists go on; the first line of the mail does not belong to it."""
    lines = [
        Line(words)
        for words in (
            "From: A",
            "Sent: 3 May 2011 10:00",
            "To: B <b@x.org>,",
            "C <c@x.org>",
            "Subject: S",
            "",
            "Body: x",
        )
    ]
    header = header_at(lines, 0)
    assert header is not None
    assert header.fields["to"] == "B <b@x.org>, C <c@x.org>"
    assert header.end == 5
