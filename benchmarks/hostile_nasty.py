"""The nasty files of the outside corpus, whose answers are given in words: the same as checks of our own.

What must stand in a text is taken from the file itself by other means than the program's (the standard library, and
lxml for HTML), so that nothing of these files is repeated here.
"""

from __future__ import annotations

import email.policy
import re
import zipfile
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Literal, NamedTuple
from xml.etree import ElementTree

from lxml import html

from hostile_judging import Expected, Outcome, differences, plain

Check = Callable[[Path, Outcome], list[str]]
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BLANK = ("empty", "no text", "nothing", "no words")


def _text(outcome: Outcome) -> str:
    return "\n".join(document.text for document in outcome.documents)


def _lacking(outcome: Outcome, wanted: list[str]) -> list[str]:
    whole = plain(_text(outcome))
    return [f"lacks “{words[:60]}”" for words in wanted if plain(words) not in whole]


def _holding(outcome: Outcome, unwanted: list[str]) -> list[str]:
    whole = plain(_text(outcome))
    return [f"has “{words[:60]}”" for words in unwanted if plain(words) in whole]


def _decoded(codec: str, errors: str = "strict") -> Check:
    """The text is the file's bytes in this encoding, and nothing else."""

    def check(file: Path, outcome: Outcome) -> list[str]:
        wanted = file.read_bytes().decode(codec, errors)
        return [] if _text(outcome) == wanted else [f"is not the bytes as {codec}"]

    return check


def _invalid_utf8(file: Path, outcome: Outcome) -> list[str]:
    wanted = file.read_bytes().decode("utf-8", "replace")
    told = any("byte" in line for line in outcome.said)
    return [
        *([] if _text(outcome) == wanted else ["the text is not as long as what is shown"]),
        *([] if told else ["no byte is named"]),
    ]


def _nul_bytes(file: Path, outcome: Outcome) -> list[str]:
    if not outcome.documents:
        return []
    wanted = re.sub(r"[\s\0]+", "", file.read_bytes().decode("utf-8", "replace"))
    same = re.sub(r"\s+", "", _text(outcome)) == wanted
    return [*(["has a NUL"] if "\0" in _text(outcome) else []), *([] if same else ["letters are lost"])]


def _cookie_wall(file: Path, outcome: Outcome) -> list[str]:
    """Only what a reader of the page sees of its article."""
    page = html.fromstring(file.read_bytes())
    seen = "//article/p[not(@hidden) and not(@style) and not(@class)]"
    unseen = "//noscript//p | //p[@hidden] | //p[@style] | //*[@id='cookie-wall']//p | //aside//li | //nav | //footer"
    wanted = [str(p.text_content()) for p in page.xpath(seen)]
    unwanted = [str(p.text_content()) for p in page.xpath(unseen)] + [str(s) for s in page.xpath("//script/text()")]
    return _lacking(outcome, wanted) + _holding(outcome, [*unwanted, "onerror"])


def _printed_page(file: Path, outcome: Outcome) -> list[str]:
    """Every letter that is drawn, broken words put together again, and the page's number kept."""
    drawn = b"".join(
        zlib.decompress(packed)
        for packed in re.findall(rb"FlateDecode >>\s+stream\r?\n(.*?)\nendstream", file.read_bytes(), re.S)
    ).decode("cp1252", "replace")
    strings = re.findall(r"\(((?:[^()\\]|\\.)*)\)\s*(?:Tj|')", drawn)
    letters = [re.sub(r"\W|_", "", text) for text in (re.sub(r"\\(.)", r"\1", "".join(strings)), _text(outcome))]
    found = [] if letters[0] == letters[1] else ["its letters are not those that are drawn"]
    found += ["has a word broken at a line's end"] if re.search(r"\w-\s*\n\w", _text(outcome)) else []
    selectors = {fragment.selector for document in outcome.documents for fragment in document.fragments}
    return found + ([] if "page=1" in selectors else ["the page is not kept"])


def _word_file(file: Path, outcome: Outcome) -> list[str]:
    """All paragraphs, the note and the table; nothing that was deleted."""
    with zipfile.ZipFile(file) as parts:
        trees = [ElementTree.fromstring(parts.read(f"word/{name}.xml")) for name in ("document", "footnotes")]
    kept = ["".join(t.text or "" for t in p.iter(f"{_W}t")) for tree in trees for p in tree.iter(f"{_W}p")]
    gone = [t.text or "" for tree in trees for t in tree.iter(f"{_W}delText")]
    return _lacking(outcome, [words for words in kept if words.strip()]) + _holding(outcome, gone)


def _mail(file: Path, outcome: Outcome) -> list[str]:
    """Subject, sender and date as metadata; the words once; the attachment named."""
    mail = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
    body = mail.get_body(("plain",))
    words = [line for line in (body.get_content() if body else "").splitlines() if len(line) > 80]
    whole = plain(_text(outcome))
    found = [f"has “{line[:40]}” {whole.count(plain(line))} times" for line in words if whole.count(plain(line)) != 1]
    metadata = outcome.documents[0].metadata
    if str(mail["subject"]) not in (metadata.title or ""):
        found.append(f"the title is {metadata.title!r}")
    if not metadata.date or mail["date"].datetime.date().isoformat() != metadata.date.start:
        found.append(f"the date is {metadata.date}")
    known = " ".join([*outcome.said, *(document.name for document in outcome.documents)])
    names = [part.get_filename() or "" for part in mail.iter_attachments()]
    return found + [f"the attachment {name} is not named" for name in names if name not in known]


def _front_matter(file: Path, outcome: Outcome) -> list[str]:
    front = dict(re.findall(r'^(\w+): "?(.*?)"?$', file.read_text(encoding="utf-8").split("---")[1], re.M))
    document = outcome.documents[0]
    found = [] if document.metadata.title == front["title"] else [f"the title is {document.metadata.title!r}"]
    found += [] if document.metadata.date and document.metadata.date.start == front["date"] else ["the date is another"]
    return found + ([] if document.notes else ["the footnote is no note"])


def _outside_entities(file: Path, outcome: Outcome) -> list[str]:
    secret = Path("/etc/hostname")
    words = secret.read_text().strip() if secret.exists() else ""
    return _holding(outcome, [words]) if len(words) > 3 else []


def _ruined_scan(file: Path, outcome: Outcome) -> list[str]:
    languages = {document.metadata.language for document in outcome.documents}
    return [
        *(["taken for English"] if "en" in languages else []),
        *(["claims were made of it"] if outcome.claims else []),
    ]


def _anything(file: Path, outcome: Outcome) -> list[str]:
    """That it is read is all; what hangs together with it is measured where documents are compared."""
    return []


class Nasty(NamedTuple):
    """What one of the files is, what must come of it, and how that is checked."""

    what: str
    expect: Literal["read", "refused", "either"]
    check: Check = _anything
    reason_like: tuple[str, ...] = ()


NASTY: Mapping[str, Nasty] = MappingProxyType(
    {
        "empty.txt": Nasty("no bytes", "refused", reason_like=_BLANK),
        "nul_bytes.txt": Nasty("NULs among the words", "either", _nul_bytes, ("nul", "zero", "binary", "not text")),
        "invalid_utf8.txt": Nasty("bytes that are no UTF-8", "read", _invalid_utf8),
        "cp1252.txt": Nasty("Windows-1252", "read", _decoded("cp1252")),
        "utf16le_bom.txt": Nasty("UTF-16 with a mark", "read", _decoded("utf-16")),
        "utf8_bom.txt": Nasty("UTF-8 with a mark", "read", _decoded("utf-8-sig")),
        "cookie_wall.html": Nasty("a page with more around its article than in it", "read", _cookie_wall),
        "text.pdf": Nasty("a printed page with words broken at the ends of lines", "read", _printed_page),
        "brief.docx": Nasty("a note, a table, and tracked changes", "read", _word_file),
        "statement.eml": Nasty("a mail in two forms with an attachment", "read", _mail),
        "xxe.xml": Nasty("entities of a file and an address", "either", _outside_entities, ("entit", "dtd", "xml")),
        "rtl_zero_width.txt": Nasty("marks of direction, letters that look alike", "read", _decoded("utf-8")),
        "neardup_1.txt": Nasty("a story with small changes", "read", _decoded("utf-8")),
        "neardup_2.txt": Nasty("the same with others", "read", _decoded("utf-8")),
        "syndicated_outlet_a.txt": Nasty("an agency's text", "read", _decoded("utf-8")),
        "syndicated_outlet_b.html": Nasty("the same in another paper", "read"),
        "ocr_garbage_arabic.txt": Nasty("a ruined scan", "either", _ruined_scan, ("language",)),
        "markdown_frontmatter.md": Nasty("front matter and a footnote", "read", _front_matter),
        "scanned_no_text.pdf": Nasty("a picture of a page", "refused", reason_like=_BLANK),
    }
)


def nasty_differences(file: Path, seconds: float, outcome: Outcome) -> list[str]:
    """Where what came of one of these files is not as it should be."""
    nasty = NASTY[file.name]
    expected = Expected(
        file.name, "nasty", "open", nasty.what, nasty.expect, reason_like=nasty.reason_like, seconds=seconds
    )
    found = differences(expected, outcome)
    return found if found or outcome.faults else [*found, *(nasty.check(file, outcome) if outcome.documents else [])]
