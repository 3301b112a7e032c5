"""What a message holds: its body, once, what is attached to it, and what is left out and why (MIME, RFC 2046)."""

from __future__ import annotations

import base64
import binascii
import email.message
import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from backchannel.documents.decoding import decode
from backchannel.documents.mail.lines import BLANK, Line, lines_of
from backchannel.documents.mail.message import decoded_words, header
from backchannel.documents.names import Names, file_name, shown
from backchannel.documents.visible import visible_lines
from backchannel.errors import DocumentError

_ENOUGH = 20
"""Words of a plain body from which on it is taken without asking whether the HTML beside it says more."""
_SHARE = 0.5
_PICTURE_OF_PROGRAM = re.compile(
    r"(?:image|outlook|att|oledata)[-_]?[\d\w]{0,12}\.(?:png|jpe?g|gif|bmp|mso|emz|wmz)", re.I
)
_SUFFIXES = {
    "text/plain": ".txt",
    "text/html": ".html",
    "text/csv": ".csv",
    "text/markdown": ".md",
    "application/pdf": ".pdf",
    "application/json": ".json",
    "application/zip": ".zip",
    "application/mbox": ".mbox",
}
_PASSED_OVER = {
    "text/calendar": "calendar entry",
    "application/ics": "calendar entry",
    "text/vcard": "contact card",
    "text/x-vcard": "contact card",
    "text/directory": "contact card",
    "application/pgp-signature": "signature",
    "application/pgp-keys": "key",
    "application/pkcs7-signature": "signature",
    "application/x-pkcs7-signature": "signature",
    "message/delivery-status": "delivery report",
    "message/disposition-notification": "delivery report",
    "text/rfc822-headers": "delivery report",
    "application/vnd.ms-outlook-signature": "signature",
}
_ELSEWHERE = {
    "message/external-body": "lies elsewhere (message/external-body); nothing is fetched",
    "message/partial": "is a piece of a mail that was sent in pieces (message/partial); put it together first",
}
_SECRET = "is encrypted (PGP or S/MIME); decrypt it first"
_SEALED = {"application/pkcs7-mime", "application/x-pkcs7-mime"}


class Attachment(NamedTuple):
    """A file that came with a mail, under a name fit to be shown; ``is_mail`` where it is a mail itself."""

    name: str
    data: bytes
    is_mail: bool = False


class Contents:
    """The lines of the body, the attachments in order, what cannot be read by name, and what was passed over."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.attachments: list[Attachment] = []
        self.refused: list[tuple[str | None, str]] = []
        self.passed_over: Counter[str] = Counter()
        self.warnings: list[str] = []

    def add(self, other: Contents) -> None:
        """Take over what another found, its body behind ours."""
        if other.lines:
            self.lines += [BLANK, *other.lines] if self.lines else other.lines
        self.take(other)

    def take(self, other: Contents) -> None:
        """Take over what another found, but for its body."""
        self.attachments += other.attachments
        self.refused += other.refused
        self.passed_over += other.passed_over
        self.warnings += other.warnings

    def notes(self) -> tuple[str, ...]:
        """What a reader of the document should know."""
        left = [_counted(what, count) for what, count in self.passed_over.items()]
        said = (f"left out of the mail: {', '.join(left)}",) if left else ()
        return tuple(dict.fromkeys(self.warnings)) + said


def _counted(what: str, count: int) -> str:
    noun, _, rest = what.partition(" shown")  # "pictures shown in it"
    entries = f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"
    return f"{count} {entries}{' shown' * bool(rest)}{rest}" if count > 1 else f"a {what}"


def contents(message: email.message.Message, name: str) -> Contents:
    """What the message holds; attachments have names that differ."""
    found = _collect(message, name)
    names = Names()
    found.attachments = [one._replace(name=names.unique(one.name)) for one in found.attachments]
    return found


def _collect(part: email.message.Message, name: str) -> Contents:
    kind = part.get_content_type()
    if part.is_multipart() and kind.startswith("message/"):
        return _message_part(part, kind)
    if part.is_multipart():
        return _multipart(part, kind, name)
    return _leaf(part, kind, name)


def _parts(part: email.message.Message) -> Iterator[email.message.Message]:
    payload = part.get_payload()
    yield from (one for one in payload if isinstance(one, email.message.Message)) if isinstance(payload, list) else ()


def _multipart(part: email.message.Message, kind: str, name: str) -> Contents:
    if kind == "multipart/encrypted":
        sealed = Contents()
        sealed.refused.append((None, _SECRET))
        return sealed
    inner = list(_parts(part))
    if kind == "multipart/alternative":
        inner = [one for one in inner if not _is_odd_version(one)]
        return _alternative([_collect(one, name) for one in inner], inner)
    if kind == "multipart/related":
        return _related(part, inner, name)
    if kind == "multipart/appledouble":
        inner = inner[1:] or inner
    found = Contents()
    for one in inner:
        found.add(_collect(one, name))
    return found


def _is_odd_version(part: email.message.Message) -> bool:
    """Whether a version of the text is one for a certain program (for AMP, a watch), beside those for all."""
    kind = part.get_content_type()
    return kind.startswith("text/") and kind not in ("text/plain", "text/html", "text/enriched", "text/calendar")


def _alternative(versions: list[Contents], parts: list[email.message.Message]) -> Contents:
    """One body of those that say the same: the plain one, unless it says much less than the HTML beside it."""
    found = Contents()
    for version in versions:
        found.take(version)
    plain = [one for one, part in zip(versions, parts, strict=True) if part.get_content_type() == "text/plain"]
    best = next((one for one in plain if one.lines), None)
    longest = max(versions, key=_length, default=None)
    if longest is None:
        return found
    if best is None or (_length(best) < _ENOUGH and _length(best) < _SHARE * _length(longest)):
        best = longest
    found.lines = best.lines
    return found


def _length(one: Contents) -> int:
    return sum(len(line.words.split()) for line in one.lines)


def _related(part: email.message.Message, inner: list[email.message.Message], name: str) -> Contents:
    """The root (RFC 2387); pictures beside it are shown in it."""
    start = (_parameter(part, "start") or "").strip()
    root = next((one for one in inner if start and (one.get("content-id") or "").strip() == start), None) or next(
        iter(inner), None
    )
    found = Contents()
    for one in inner:
        if one is not root and one.get_content_maintype() == "image":
            found.passed_over["picture shown in it"] += 1
        else:
            found.add(_collect(one, name))
    return found


def _message_part(part: email.message.Message, kind: str) -> Contents:
    """A mail attached to the mail; what only points to one is not followed."""
    found = Contents()
    if kind in _ELSEWHERE:
        found.refused.append((_file_name(part), _ELSEWHERE[kind]))
        return found
    if kind in _PASSED_OVER:
        found.passed_over[_PASSED_OVER[kind]] += 1
        return found
    for inner in _parts(part):
        subject = " ".join((header(inner, "subject") or "").replace("/", " ").split())
        named = _file_name(part) or shown(subject, 80).strip(" .") or "message"
        named = named if named.lower().endswith(".eml") else f"{named}.eml"
        try:
            found.attachments.append(Attachment(named, _bytes_of_mail(part, inner), is_mail=True))
        except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
            found.refused.append((named, f"is a mail that cannot be taken apart: {type(error).__name__}"))
    return found


def _bytes_of_mail(part: email.message.Message, inner: email.message.Message) -> bytes:
    """The attached mail as it came; some programs encode one, which they must not (RFC 2046, 5.2.1)."""
    data = inner.as_bytes()
    if (part.get("content-transfer-encoding") or "").strip().lower() == "base64" and not inner.keys():
        try:
            return base64.b64decode(data)
        except binascii.Error:
            return data
    return data


def _leaf(part: email.message.Message, kind: str, name: str) -> Contents:
    found = Contents()
    own = _file_name(part)
    if kind in _PASSED_OVER:
        found.passed_over[_PASSED_OVER[kind]] += 1
    elif (own or "").lower() == "smime.p7m" or (kind in _SEALED and own is None):
        signed = (_parameter(part, "smime-type") or "").lower() == "signed-data"
        why = "is signed so that its text is wrapped up" if signed else "is encrypted"
        found.refused.append((None, f"{why} (S/MIME); save it {'unsigned' if signed else 'decrypted'}"))
    elif kind in _ELSEWHERE:
        found.refused.append((own, _ELSEWHERE[kind]))
    elif kind == "application/ms-tnef" or (own or "").lower() == "winmail.dat":
        found.refused.append((own or "winmail.dat", "is Outlook's own packing (TNEF); unpack it with tnef or ytnef"))
    elif _is_body(part, kind, own):
        _read_body(part, kind, name, found)
    else:
        _attach(part, kind, own, found)
    return found


def _is_body(part: email.message.Message, kind: str, own: str | None) -> bool:
    if kind not in ("text/plain", "text/html", "text/enriched"):
        return False
    try:
        disposition = part.get_content_disposition()
    except (ValueError, AttributeError, TypeError):
        disposition = None
    # A mail that is one text is that text, though some programs give it the name of a file.
    return disposition != "attachment" and (own is None or getattr(part, "depth", 0) == 0)


def _read_body(part: email.message.Message, kind: str, name: str, found: Contents) -> None:
    data = _payload(part)
    if not data.strip():
        return
    try:
        decoded = decode(data, name, _charset(part))
        found.warnings += decoded.warnings
        if decoded.text.lstrip().startswith("-----BEGIN PGP MESSAGE-----"):
            found.refused.append((None, _SECRET))
        elif kind == "text/html":
            found.lines = visible_lines(decoded.text, name)
        else:
            flowed = (_parameter(part, "format") or "").lower() == "flowed"
            delsp = (_parameter(part, "delsp") or "").lower() == "yes"
            found.lines = lines_of(decoded.text, flowed=flowed, delsp=delsp)
    except DocumentError as error:
        if "empty document" not in error.reason:
            found.refused.append((None, f"has a body that {error.reason}"))


def _attach(part: email.message.Message, kind: str, own: str | None, found: Contents) -> None:
    data = _payload(part)
    inline = part.get("content-id") and not (own and part.get_content_disposition() == "attachment")
    if kind.startswith("image/") and (inline or _PICTURE_OF_PROGRAM.fullmatch(own or "") or own is None):
        found.passed_over["picture shown in it"] += 1
        return
    if not data.strip():
        if own:
            found.refused.append((own, "is empty"))
        return
    named = own or f"attachment{_SUFFIXES.get(kind, '')}"
    found.attachments.append(Attachment(named, data, is_mail=named.lower().endswith(".eml")))


def _payload(part: email.message.Message) -> bytes:
    try:
        payload = part.get_payload(decode=True)
    except (ValueError, LookupError, TypeError, AttributeError, binascii.Error):
        payload = part.get_payload()
    if isinstance(payload, bytes):
        return payload
    return payload.encode("utf-8", "surrogateescape") if isinstance(payload, str) else b""


def _charset(part: email.message.Message) -> str | None:
    try:
        return part.get_content_charset()
    except (ValueError, LookupError, TypeError, AttributeError):
        return None


def _parameter(part: email.message.Message, key: str) -> str | None:
    try:
        value = part.get_param(key)
    except (ValueError, LookupError, TypeError, AttributeError):
        return None
    return value[2] if isinstance(value, tuple) else value


def _file_name(part: email.message.Message) -> str | None:
    """The name of a part, in any of the ways in which names are given, as shown; None where it has none."""
    try:
        raw = part.get_filename()
    except (ValueError, LookupError, TypeError, AttributeError):
        return None
    return file_name(decoded_words(raw[:2_000])) if raw else None
