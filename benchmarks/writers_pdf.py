"""PDFs for ``fidelity.py``: set here line by line, and by the programs that people use.

``essay`` has one ragged column, space between paragraphs and footnotes that count through; ``journal`` has two
justified columns with hyphenation, indents and footnotes that count anew on each page; both have running heads that
alternate. ``browser`` is a page printed by Chromium with notes at its end; ``office`` and ``tex`` are set by
LibreOffice and LaTeX, where these are installed.
"""

from __future__ import annotations

import html
import shutil
import subprocess
import tempfile
from pathlib import Path

import setting
from fidelity_texts import Block, NoteMark, Prose, Writer

_SECONDS = 120


def _essay(prose: Prose, path: Path) -> None:
    setting.write(prose, path, setting.ESSAY)


def _journal(prose: Prose, path: Path) -> None:
    setting.write(prose, path, setting.JOURNAL)


def _marked(block: Block, mark: str) -> str:
    """The block's words as HTML, each mark as ``mark`` with its number filled in."""
    return "".join(
        mark.format(piece.number) if isinstance(piece, NoteMark) else html.escape(piece) for piece in block.pieces
    )


def page(prose: Prose) -> str:
    """The text as a web page with notes at its end."""
    mark = '<sup><a href="#n{0}">{0}</a></sup>'
    parts = [f"<h1>{_marked(prose.title, mark)}</h1>"]
    parts += [f"<p><em>{html.escape(prose.byline)}</em></p>"] if prose.byline else []
    parts += [f"<h2>{_marked(b, mark)}</h2>" if b.heading else f"<p>{_marked(b, mark)}</p>" for b in prose.blocks]
    if prose.notes:
        notes = "".join(f'<li id="n{n.number}" value="{n.number}">{html.escape(n.words)}</li>' for n in prose.notes)
        parts.append(f"<h2>Notes</h2><ol>{notes}</ol>")
    style = "body { font: 11pt serif; text-align: justify; hyphens: auto } sup { font-size: 70%; line-height: 0 }"
    title = html.escape(prose.title.words)
    head = f'<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>{title}</title><style>{style}</style>'
    return f"{head}{''.join(parts)}</html>"


def _chromium() -> str | None:
    return next((found for name in ("chromium", "chromium-browser") if (found := shutil.which(name))), None)


def _browser(prose: Prose, path: Path) -> None:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        source = Path(folder) / "page.html"
        source.write_text(page(prose), encoding="utf-8")
        _run(
            str(_chromium()), "--headless", "--disable-gpu", "--no-sandbox", f"--user-data-dir={folder}/profile",
            f"--print-to-pdf={path}", source.as_uri(),
        )  # fmt: skip


def flat_document(prose: Prose) -> str:
    """The text as a flat OpenDocument file with footnotes, a running head and page numbers."""
    notes = {note.number: html.escape(note.words) for note in prose.notes}

    def words(block: Block) -> str:
        return "".join(
            _footnote(piece.number, notes) if isinstance(piece, NoteMark) else html.escape(piece)
            for piece in block.pieces
        )

    body = [f'<text:h text:outline-level="1">{words(prose.title)}</text:h>']
    body += [f"<text:p>{html.escape(prose.byline)}</text:p>"] if prose.byline else []
    for block in prose.blocks:
        tag = 'text:h text:outline-level="2"' if block.heading else 'text:p text:style-name="Body"'
        body.append(f"<{tag}>{words(block)}</{tag.split(maxsplit=1)[0]}>")
    return _FLAT.format(head=html.escape(prose.title.words[:60]), body="".join(body))


def _footnote(number: str, notes: dict[str, str]) -> str:
    citation = f'<text:note-citation text:label="{number}">{number}</text:note-citation>'
    return (
        f'<text:note text:note-class="footnote">{citation}'
        f'<text:note-body><text:p text:style-name="Footnote">{notes[number]}</text:p></text:note-body></text:note>'
    )


_FLAT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" office:version="1.2"
 office:mimetype="application/vnd.oasis.opendocument.text"><office:styles>
<style:default-style style:family="paragraph"><style:text-properties
 fo:font-family="Liberation Serif" fo:font-size="12pt"
 fo:language="en" fo:country="US" fo:hyphenate="true"/></style:default-style>
<style:style style:name="Body" style:family="paragraph"><style:paragraph-properties fo:text-align="justify"
 fo:margin-bottom="0.2cm"/></style:style>
<style:style style:name="Footnote" style:family="paragraph"><style:paragraph-properties fo:margin-left="0.6cm"
 fo:text-indent="-0.6cm"/><style:text-properties fo:font-size="9pt"/></style:style>
<text:notes-configuration text:note-class="footnote" style:num-format="1" text:start-value="0"
 text:footnotes-position="page" text:start-numbering-at="document"/></office:styles>
<office:automatic-styles><style:page-layout style:name="L"><style:page-layout-properties fo:page-width="21cm"
 fo:page-height="29.7cm" fo:margin="2cm"/><style:header-style><style:header-footer-properties fo:min-height="1cm"
 fo:margin-bottom="0.5cm"/></style:header-style><style:footer-style><style:header-footer-properties fo:min-height="1cm"
 fo:margin-top="0.5cm"/></style:footer-style></style:page-layout></office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="L"><style:header>
<text:p>{head}</text:p></style:header><style:footer><text:p>Page <text:page-number text:select-page="current"/></text:p>
</style:footer></style:master-page></office:master-styles>
<office:body><office:text>{body}</office:text></office:body></office:document>
"""


def _office(prose: Prose, path: Path) -> None:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        source = Path(folder) / f"{path.stem}.fodt"
        source.write_text(flat_document(prose), encoding="utf-8")
        _run(
            "soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf",
            "--outdir", str(path.parent), str(source),
        )  # fmt: skip


_TEX_SIGNS = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#", "_": r"\_", "%": r"\%",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "—": "---", "–": "--", "“": "``", "”": "''", "‘": "`",
    "’": "'", '"': r"\textquotedbl{}", "'": r"\textquotesingle{}", "\u00a0": "~", "`": r"\textasciigrave{}",
}  # fmt: skip


def tex(prose: Prose) -> str:
    """The text as a LaTeX article in two columns with footnotes."""
    notes = {note.number: _tex_words(note.words) for note in prose.notes}

    def words(block: Block, foot: str = r"\footnote[{0}]{{{1}}}") -> str:
        return "".join(
            foot.format(piece.number, notes[piece.number]) if isinstance(piece, NoteMark) else _tex_words(piece)
            for piece in block.pieces
        )

    lines = [
        r"\documentclass[twocolumn,10pt]{article}\usepackage[T1]{fontenc}\usepackage[utf8]{inputenc}",
        r"\usepackage{textcomp,lmodern,fancyhdr}\pagestyle{fancy}\setlength{\headheight}{13pt}\emergencystretch=2em",
        rf"\fancyhead[L]{{{_tex_words(prose.title.words[:40])}}}\fancyhead[R]{{\thepage}}\fancyfoot{{}}",
        rf"\begin{{document}}\section*{{{words(prose.title, chr(92) + 'protect' + chr(92) + 'footnotemark[{0}]')}}}",
    ]
    lines += [
        rf"\footnotetext[{piece.number}]{{{notes[piece.number]}}}"
        for piece in prose.title.pieces
        if isinstance(piece, NoteMark)
    ]
    lines += [rf"\noindent {_tex_words(prose.byline)}", ""] if prose.byline else []
    for block in prose.blocks:
        lines += [rf"\subsection*{{{words(block)}}}" if block.heading else words(block), ""]
    return "\n".join([*lines, r"\end{document}"])


def _tex_words(words: str) -> str:
    return "".join(_TEX_SIGNS.get(character, character) for character in words)


def _latex(prose: Prose, path: Path) -> None:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        source = Path(folder) / f"{path.stem}.tex"
        source.write_text(tex(prose), encoding="utf-8")
        _run("pdflatex", "-interaction=nonstopmode", "-halt-on-error", f"-output-directory={folder}", str(source))
        shutil.copy(Path(folder) / path.name, path)


def _run(*line: str) -> None:
    """Run a program to its end; raises ``RuntimeError`` with what it said where it fails."""
    done = subprocess.run(line, capture_output=True, timeout=_SECONDS, check=False)
    if done.returncode:
        raise RuntimeError(f"{line[0]} ended with {done.returncode}: {done.stderr[-500:]!r} {done.stdout[-500:]!r}")


def _missing(program: str) -> str | None:
    return None if shutil.which(program) else f"{program} is not installed"


WRITERS = (
    Writer("pdf: essay", ".pdf", _essay, setting.missing),
    Writer("pdf: journal", ".pdf", _journal, setting.missing),
    Writer("pdf: browser", ".pdf", _browser, lambda: None if _chromium() else "chromium is not installed"),
    Writer("pdf: office", ".pdf", _office, lambda: _missing("soffice")),
    Writer("pdf: tex", ".pdf", _latex, lambda: _missing("pdflatex")),
)
