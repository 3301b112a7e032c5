"""The program states no conclusion of law in its own voice: not in a template, a table, a title or a reason."""

from __future__ import annotations

import ast
import html as markup
import re
from collections.abc import Iterator
from pathlib import Path

import msgspec

import backchannel
from backchannel.dossier import Dossier, build, hold_back, publish
from backchannel.dossier.own_voice import conclusions, phrases
from backchannel.dossier.publishing import LEFT_OUT, own_sentences

from .published import FORMS, world
from .sample import PARTIES

# the program's own voice


def test_every_phrase_is_found_in_its_example_and_not_in_what_may_be_said_instead() -> None:
    """The entries of the vocabulary hold."""
    for phrase in phrases():
        assert phrase.pattern.search(phrase.example) and conclusions(phrase.example)
        assert not phrase.pattern.search(phrase.instead) or phrase.instead.endswith(":")


def test_a_quote_is_anothers_voice() -> None:
    """What stands in quotation marks is left out of account."""
    assert conclusions("The transfer was illegal.")
    assert not conclusions("Texts say: “The transfer was illegal.”")


def literals(path: Path) -> Iterator[str]:
    """The strings of a module that can come into a sentence: not its docstrings."""
    tree = ast.parse(path.read_text("utf-8"))
    docs = {id(n.value) for n in ast.walk(tree) if isinstance(n, ast.Expr) and isinstance(n.value, ast.Constant)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield node.value


def test_the_program_has_no_legal_conclusion_to_say() -> None:
    """Not in templates, nor in strings of the rooms that write sentences, nor in the phrases of their tables."""
    root = Path(backchannel.__file__).parent
    said = [
        t
        for p in (root / "dossier" / "templates").glob("*.j2")
        for t in re.split(r"\{[%{].*?[%}]\}|<[^>]+>", p.read_text("utf-8"))
    ]
    for room in ("dossier", "relations"):
        for path in (root / room).glob("*.py"):
            said += literals(path)
    for name in ("titles", "conflicts", "origins", "findings"):
        said += literals(root / "evidence" / f"{name}.py")
    said += re.findall(r'^(?:phrase|negative|said|name)\s*=\s*"(.*)"', "".join(
        p.read_text("utf-8") for room in ("evidence", "relations") for p in (root / room / "data").glob("*.toml")
    ), re.MULTILINE)  # fmt: skip
    assert len(said) > 500
    assert [s for s in said if conclusions(s)] == []


def test_no_sentence_of_a_published_dossier_concludes(handed_on: Dossier) -> None:
    """And one that would is left out, whoever made it, and counted."""
    assert not [s for s in own_sentences(handed_on) if conclusions(s)]
    documents, claims, findings = world()
    bad = msgspec.structs.replace(findings[0], title="China violated the embargo of 1950")
    held = hold_back(documents, claims, [bad, *findings[1:]], {})
    made = publish(build(PARTIES, documents, held.claims, held.findings), documents, held, 0)
    assert made.published and made.published.silenced >= 1
    for render in FORMS.values():
        text = markup.unescape(render(made))
        assert "violated the embargo" not in text
        assert LEFT_OUT[1:40] in text
