"""Markdown: the held half."""

from __future__ import annotations

from tests.hostile.make.registry import case
from tests.hostile.make.words import (
    HAVANA,
    INDUS,
    MUSCAT,
    NO_TEXT,
    OSLO,
    PARIS,
    PEKING,
    REYKJAVIK,
    TOO_DEEP,
    TOO_MUCH,
    UNKNOWN,
)


@case("markdown/front_matter_laughs.md", "either", has=[OSLO], reason=TOO_MUCH)
def front_matter_laughs() -> bytes:
    """Front matter whose YAML aliases multiply to a billion."""
    steps = "".join(f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 10)}]\n" for n in range(1, 10))
    return f"---\nl0: &l0 hush\n{steps}title: *l9\n---\n\n{OSLO.text}\n".encode()


@case("markdown/front_matter_open.md", "read", has=[HAVANA], parts=1)
def front_matter_open() -> bytes:
    """Front matter that never ends: what follows is still the text."""
    return f"---\ntitle: Talks\n\n{HAVANA.text}\n\n{MUSCAT.text}\n".encode()


@case("markdown/front_matter_odd.md", "read", has=[INDUS], parts=1)
def front_matter_odd() -> bytes:
    """Front matter with tabs, a key twice, a circle, dates that are none, binary, and a key of a megabyte."""
    front = (
        "title: a\ntitle: b\n\tauthor: x\nself: &s [*s]\ndate: 2017-99-99\ndata: !!binary ////\n? [1, 2]\n: 3\n"
        + "k" * 1_000_000
        + ": 1\n"
    )
    return f"---\n{front}---\n\n{INDUS.text}\n".encode()


@case("markdown/front_matter_toml.md", "read", has=[PARIS], parts=1)
def front_matter_toml() -> bytes:
    """Front matter in TOML between plus signs."""
    return f'+++\ntitle = "Talks"\ndate = 2017-03-14\n+++\n\n{PARIS.text}\n'.encode()


@case("markdown/brackets_3000.md", "either", has=[REYKJAVIK], reason=TOO_MUCH + TOO_DEEP)
def brackets_3000() -> bytes:
    """Brackets, stars and ticks that never close, three thousand of each: parsers have taken hours over them."""
    runs = ("[" * 3_000, "*a_ " * 3_000, "`" * 3_000 + "a", "![](" * 3_000)
    return "\n\n".join((REYKJAVIK.text, *runs)).encode()


@case("markdown/front_matter_only.md", "either", reason=NO_TEXT)
def front_matter_only() -> bytes:
    """Front matter, and no text."""
    return b"---\ntitle: Talks\ndate: 2017-03-14\n---\n"


@case("markdown/empty.md", "refused", reason=NO_TEXT)
def empty() -> bytes:
    """No bytes at all."""
    return b""


@case("markdown/is_a_pdf.md", "either", has=[PEKING], hides=["endobj"], reason=("pdf", *UNKNOWN))
def is_a_pdf() -> bytes:
    """A PDF under the name of Markdown."""
    from tests.hostile.make.pdfs import simple  # noqa: PLC0415

    return simple(PEKING.text).build()
