"""Markdown: the open half."""

from __future__ import annotations

from tests.hostile.make.registry import case
from tests.hostile.make.words import (
    ALGIERS,
    BEAGLE,
    CAMP_DAVID,
    DAYTON,
    ESCAPED,
    EVIAN,
    GOOD_FRIDAY,
    HARVEST,
    LISTENER,
    PRESPA,
    TASHKENT,
    TOO_DEEP,
    TOO_MUCH,
    TRIESTE,
)


@case("markdown/front_matter_code.md", "read", has=[EVIAN], parts=1)
def front_matter_code() -> bytes:
    """Front matter with YAML tags that would run a program or open a file."""
    front = f'title: !!python/object/apply:os.system ["touch /tmp/{ESCAPED}"]'
    return f"---\n{front}\nauthor: !include /etc/passwd\n---\n\n{EVIAN.text}\n".encode()


@case("markdown/quotes_5000_deep.md", "either", has=[TASHKENT], reason=TOO_DEEP)
def quotes_5000_deep() -> bytes:
    """A quotation in a quotation, five thousand deep, and as many lists."""
    return f"{TASHKENT.text}\n\n{'>' * 5_000} hush\n\n{'- ' * 5_000}hush\n".encode()


@case("markdown/notes_circle.md", "read", has=[BEAGLE], parts=1)
def notes_circle() -> bytes:
    """Footnotes that refer to themselves and to each other, one defined five times, one never."""
    notes = "[^1]: See [^2].\n[^2]: See [^1] and [^2].\n" + "[^3]: Again.\n" * 5
    return f"{BEAGLE.text}[^1] It was said.[^2] Often.[^3] Never.[^4]\n\n{notes}".encode()


@case("markdown/notes_3000.md", "either", has=[CAMP_DAVID], reason=TOO_MUCH)
def notes_3000() -> bytes:
    """Three thousand footnotes, each marked twice."""
    marks = "".join(f"hush[^{n}][^{n}] " for n in range(3_000))
    return f"{CAMP_DAVID.text}\n\n{marks}\n\n{''.join(f'[^{n}]: Ibid.{chr(10)}' for n in range(3_000))}".encode()


@case("markdown/includes.md", "read", has=[PRESPA], hides=HARVEST, parts=1)
def includes() -> bytes:
    """Pictures, links and directives that name the list of users, a file beside, and an address."""
    places = ("/etc/passwd", "file:///etc/passwd", "../canary.txt", f"{LISTENER}/md")
    return (
        f"{PRESPA.text}\n\n"
        + "".join(f"![x]({p}) [x]({p}) !include {p}\n\n{{{{< include {p} >}}}}\n\n<img src='{p}'>\n\n" for p in places)
    ).encode()


@case("markdown/table_of_500_columns.md", "either", has=[TRIESTE], reason=TOO_MUCH)
def table_of_500_columns() -> bytes:
    """A table of five hundred columns and twenty rows."""
    row = "|a" * 500 + "|\n"
    return f"{TRIESTE.text}\n\n{row}{'|-' * 500}|\n{row * 20}".encode()


@case("markdown/headings_and_rules.md", "read", has=[ALGIERS, DAYTON], parts=1)
def headings_and_rules() -> bytes:
    """Under the text rules that could be front matter, headings of nothing, and fences that never close."""
    rules = "---\ntitle: not front matter\n---\n\n#\n##########"
    return f"{ALGIERS.text}\n\n{rules}\n\n{DAYTON.text}\n\n```\nnever closed\n~~~~\n".encode()


@case("markdown/windows.md", "read", has=[GOOD_FRIDAY, "protégé"], parts=1)
def windows() -> bytes:
    """Windows-1252, while its front matter says UTF-8."""
    return f"---\ncharset: utf-8\n---\n\nThe protégé – “he” – spoke. {GOOD_FRIDAY.text}\n".encode("cp1252")
