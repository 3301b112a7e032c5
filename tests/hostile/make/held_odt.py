"""OpenDocument text: the held half."""

from __future__ import annotations

from tests.hostile.make import bombs, zips
from tests.hostile.make.office import HEAD, content, odt, odt_paragraph, odt_parts
from tests.hostile.make.registry import case
from tests.hostile.make.words import (
    CONTADORA,
    DAMAGED,
    DAYTON,
    ESCAPED,
    HELSINKI,
    LOCKED,
    MUSCAT,
    NO_TEXT,
    OSLO,
    PARIS,
    PEKING,
    REYKJAVIK,
    TOO_DEEP,
    TOO_MUCH,
    TRIESTE,
    UNKNOWN,
)


@case("odt/text_box_only.odt", "read", has=[OSLO], parts=1)
def text_box_only() -> bytes:
    """All text stands in a drawn text box."""
    box = f"<draw:frame><draw:text-box>{odt_paragraph(OSLO.text)}</draw:text-box></draw:frame>"
    return odt(content(f"<text:p>{box}</text:p>"))


@case("odt/tracked_changes.odt", "read", has=[MUSCAT, PARIS], hides=[DAYTON], parts=1)
def tracked_changes() -> bytes:
    """A deleted paragraph is kept at the head of the file, as the format has it; it is not text. The note is."""
    kept = (
        '<text:tracked-changes><text:changed-region text:id="c1"><text:deletion><office:change-info/>'
        f"{odt_paragraph(DAYTON.text)}</text:deletion></text:changed-region></text:tracked-changes>"
    )
    note = (
        '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body>'
        f"{odt_paragraph(PARIS.text)}</text:note-body></text:note>"
    )
    return odt(content(f'{kept}<text:p>{MUSCAT.text}<text:change text:change-id="c1"/>{note}</text:p>'))


@case("odt/blanks_of_nonsense.odt", "read", has=[PEKING], parts=1)
def blanks_of_nonsense() -> bytes:
    """Counts of blanks and columns that are negative, fractions, words, or of five thousand digits."""
    counts = ("-7", "1.5", "many", "9" * 5_000, "")
    odd = "".join(f'<text:p>a<text:s text:c="{count}"/>b</text:p>' for count in counts)
    return odt(content(f"{odt_paragraph(PEKING.text)}{odd}"))


@case("odt/password.odt", "refused", reason=LOCKED)
def password() -> bytes:
    """Its content is encrypted, as the manifest says."""
    entry = (
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml" manifest:size="4096">'
        '<manifest:encryption-data manifest:checksum-type="SHA1/1K" manifest:checksum="AAAA"><manifest:algorithm '
        'manifest:algorithm-name="Blowfish CFB" manifest:initialisation-vector="AAAA"/><manifest:key-derivation '
        'manifest:key-derivation-name="PBKDF2" manifest:salt="AAAA" manifest:iteration-count="1024"/>'
        "</manifest:encryption-data></manifest:file-entry>"
    )
    names = 'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"'
    manifest = f"{HEAD}<manifest:manifest {names}>{entry}</manifest:manifest>"
    return odt(bytes((7 * n * n + n) % 251 for n in range(4096)), {"META-INF/manifest.xml": manifest})


@case("odt/no_content.odt", "refused", reason=DAMAGED + NO_TEXT)
def no_content() -> bytes:
    """The part with the text is not there."""
    parts = odt_parts("")
    del parts["content.xml"]
    return zips.archive_of(parts, stored_first=True)


@case("odt/lists_20000_deep.odt", "either", has=[REYKJAVIK], reason=TOO_DEEP + DAMAGED)
def lists_20000_deep() -> bytes:
    """Twenty thousand lists, each an item of the one before."""
    deep = "<text:list><text:list-item>" * 20_000 + "<text:p>hush</text:p>" + "</text:list-item></text:list>" * 20_000
    return odt(content(odt_paragraph(REYKJAVIK.text) + deep))


@case("odt/content_bomb.odt", "either", reason=TOO_MUCH + DAMAGED)
def content_bomb() -> bytes:
    """The content expands to four gigabytes; its size is said to be a thousand bytes."""
    bomb = bombs.repeated(b"<text:p>" + b" " * bombs.MEBI + b"</text:p>", 4_000)
    parts = odt_parts("")
    members = [zips.Member(name.encode(), data) for name, data in parts.items() if name != "content.xml"]
    return zips.archive([*members, zips.Member(b"content.xml", packed=bomb.data, crc=bomb.crc, size=1000)])


@case("odt/no_type.odt", "either", has=[TRIESTE], parts=1, reason=DAMAGED + UNKNOWN)
def no_type() -> bytes:
    """The part that names the type is not there; the manifest names it too."""
    parts = odt_parts(content(odt_paragraph(TRIESTE.text)))
    del parts["mimetype"]
    return zips.archive_of(parts)


@case("odt/utf16_content.odt", "read", has=[HELSINKI], parts=1)
def utf16_content() -> bytes:
    """The content is UTF-16, which XML allows."""
    return odt(content(odt_paragraph(HELSINKI.text)).replace("UTF-8", "UTF-16").encode("utf-16"))


@case("odt/parts_that_lead_out.odt", "read", has=[CONTADORA], parts=1)
def parts_that_lead_out() -> bytes:
    """Pictures named ../../../../x and /tmp/x; nothing may be written."""
    return odt(content(odt_paragraph(CONTADORA.text)), {f"../../../../{ESCAPED}": "out", f"/tmp/{ESCAPED}": "out"})
