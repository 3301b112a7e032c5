"""The project's pages as tests read them: links, commands, fenced blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
_FENCE = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
_PLACEHOLDER = re.compile(r"\.\.\.|…")


class Command(NamedTuple):
    """A command line that a page shows, and the page."""

    page: Path
    line: str


def pages() -> list[Path]:
    """All pages that a reader may open, annotation notes included."""
    return sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *(ROOT / "tests").glob("*/README.md")])


def text_of(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def blocks(page: Path, *languages: str) -> Iterator[str]:
    """The contents of fenced blocks in these languages."""
    yield from (body for language, body in _FENCE.findall(text_of(page)) if language in languages)


def links(page: Path) -> list[str]:
    """Where the page's links lead, those in fenced blocks left out."""
    return _LINK.findall(_FENCE.sub("", text_of(page)))


def anchors(page: Path) -> set[str]:
    """The anchors of the page's headings, made as forges make them."""
    heads = re.findall(r"^#+ (.+)$", _FENCE.sub("", text_of(page)), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


def commands() -> Iterator[Command]:
    """Command lines in fenced blocks and between backticks."""
    for page in pages():
        shown = [line for body in blocks(page, "sh", "console", "text", "") for line in body.splitlines()]
        plain = _FENCE.sub("", text_of(page))
        inline = [" ".join(words.split()) for words in re.findall(r"`([^`]+)`", plain)]
        for line in [*shown, *inline]:
            yield Command(page, line.strip().removeprefix("$ "))


def uses(program: str) -> Iterator[tuple[Path, list[str]]]:
    """The words behind each use of a program, up to a pipe or a comment."""
    for page, line in commands():
        for part in re.split(r"[|;]|&&|\s#", line):
            words = part.split()
            while words and ("=" in words[0] or words[0] == "xargs"):
                words = words[1:]
            if words[:1] == [program] and not _PLACEHOLDER.search(part):
                yield page, words[1:]
