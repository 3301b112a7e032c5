"""Letters read from pictures of pages by an installed tesseract (Smith 2007), for those who ask for it.

Tesseract runs as a process of its own, with limits on time and memory; it is given a picture and gives words with their
boxes as tab-separated values (``tesseract(1)``).
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections import defaultdict
from collections.abc import Iterator, Sequence
from statistics import median
from typing import NamedTuple

from backchannel.documents.pdf.lines import lines_of
from backchannel.documents.pdf.remarks import pages_named
from backchannel.documents.pdf.values import Page, Word

DPI = 300
LANGUAGE = "eng"
MAX_PIXELS = 40_000_000
"""A page of 16 by 27 inches at 300 dots an inch; larger ones are drawn with fewer."""
_SECONDS = 180
_MEMORY = 3 * 1024**3
_LEAST_CONFIDENCE = 10.0
"""Of 100; short signs of which tesseract is less sure are specks."""


class Tesseract(NamedTuple):
    """An installed tesseract: where, which version, and the language that it reads by."""

    path: str
    version: str
    language: str
    sees_turned: bool

    @property
    def name(self) -> str:
        """What metadata say of a text read by it."""
        return f"OCR by tesseract {self.version} ({self.language})"


class Read(NamedTuple):
    """A page as read, and how sure tesseract is of its letters: confidence (0 to 100) and number of each word's."""

    page: Page
    confidence: tuple[tuple[float, int], ...]


def installed() -> Tesseract | None:
    """The tesseract on the PATH; None where there is none that runs."""
    path = shutil.which("tesseract")
    if path is None:
        return None
    version = re.search(r"tesseract v?(\d[\w.]*)", _said(path, "--version"))
    languages = re.findall(r"^([\w/-]+)$", _said(path, "--list-langs"), re.MULTILINE)
    readable = [language for language in languages if language != "osd"]
    if version is None or not readable:
        return None
    language = LANGUAGE if LANGUAGE in readable else readable[0]
    return Tesseract(path, version[1].rstrip("."), language, "osd" in languages)


def _said(path: str, option: str) -> str:
    try:
        done = subprocess.run([path, option], capture_output=True, timeout=20, check=False, stdin=subprocess.DEVNULL)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return (done.stdout + done.stderr).decode("utf-8", "replace")


def read_picture(tesseract: Tesseract, picture: bytes, dpi: float | None = None, first: int = 0) -> list[Read]:
    """The pages in the picture (several in a TIFF file), the first with the index ``first``.

    ``dpi`` is the picture's resolution, where it does not say so itself. Empty where tesseract cannot read it.
    """
    mode = "1" if tesseract.sees_turned else "3"
    line = [tesseract.path, "stdin", "stdout", "-l", tesseract.language, "--psm", mode, "-c", "tessedit_create_tsv=1"]
    said = _run([*line, "--dpi", f"{dpi:.0f}"] if dpi else line, picture)
    rows: defaultdict[int, list[_Row]] = defaultdict(list)
    for row in _rows(said):
        rows[row.page].append(row)
    return [_page(rows[number], index, dpi or DPI) for index, number in enumerate(sorted(rows), first)]


def _run(line: Sequence[str], picture: bytes) -> str:
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    with subprocess.Popen(
        line, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment
    ) as process:
        _bound(process.pid)
        try:
            out, _ = process.communicate(picture, timeout=_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            return ""
        finally:
            process.poll()
    return out.decode("utf-8", "replace") if process.returncode == 0 else ""


def _bound(pid: int) -> None:
    """Bound the memory of a process that waits for its input still, unless it is bounded tighter already."""
    try:
        import resource  # noqa: PLC0415  # not on every system

        resource.prlimit(pid, resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    except (ImportError, AttributeError, OSError, ValueError):
        return


class _Row(NamedTuple):
    level: int
    page: int
    line: tuple[int, int, int]
    left: int
    top: int
    width: int
    height: int
    confidence: float
    text: str


def _rows(said: str) -> Iterator[_Row]:
    for line in said.splitlines()[1:]:
        cells = line.split("\t")
        if len(cells) != 12:
            continue
        try:
            level, page, block, paragraph, number, _, left, top, width, height = map(int, cells[:10])
            yield _Row(level, page, (block, paragraph, number), left, top, width, height, float(cells[10]), cells[11])
        except ValueError:
            continue


def _page(rows: Sequence[_Row], index: int, dpi: float) -> Read:
    scale = 72 / dpi
    whole = next((row for row in rows if row.level == 1), rows[0])
    heads = {row.line: row for row in rows if row.level == 4}
    said = [row for row in rows if row.level == 5 and _is_word(row)]
    sizes = _sizes(list(heads.values()))
    words = [_word(row, heads.get(row.line, row), sizes.get(row.line[:2], row.height), scale) for row in said]
    lines = lines_of(words, index, whole.width * scale)
    page = Page(index + 1, whole.width * scale, whole.height * scale, tuple(lines), pictures=True)
    return Read(page, tuple((row.confidence, len(row.text)) for row in said))


def _is_word(row: _Row) -> bool:
    """Whether there is something read, and more than a speck that tesseract took for a sign."""
    return bool(row.text.strip()) and (row.confidence >= _LEAST_CONFIDENCE or sum(map(str.isalnum, row.text)) > 2)


def _sizes(lines: Sequence[_Row]) -> dict[tuple[int, int], float]:
    """The type size of each paragraph: the page's usual height of a line, unless most of its own differ from that."""
    usual = median([line.height for line in lines] or [1])
    own: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    for line in lines:
        own[line.line[:2]].append(line.height)
    return {
        paragraph: median(heights) if not 0.85 < median(heights) / usual < 1.3 else usual
        for paragraph, heights in own.items()
    }


def _word(row: _Row, line: _Row, size: float, scale: float) -> Word:
    bottom = line.top + line.height
    return Word(
        row.text.strip(), row.left * scale, (row.left + row.width) * scale, line.top * scale, bottom * scale,
        bottom * scale, size * scale, layer=True,
    )  # fmt: skip


def mean_confidence(reads: Sequence[Read]) -> float:
    """How sure tesseract is of the letters on the whole, 0 to 100."""
    said = [one for read in reads for one in read.confidence]
    letters = sum(count for _, count in said)
    return sum(confidence * count for confidence, count in said) / letters if letters else 0.0


def remark(reads: Sequence[Read], pages: int) -> str:
    """The warning that a text was read from pictures, and how sure it is; of ``pages`` in all."""
    numbers = [read.page.number for read in reads]
    where = "the text" if len(numbers) == pages else f"the text of {pages_named(numbers)}"
    return (
        f"{where} was read from pictures by tesseract, which is {mean_confidence(reads):.0f} % sure of its letters "
        "on the whole; check quotations against the picture"
    )
