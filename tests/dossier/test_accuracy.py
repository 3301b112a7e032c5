"""Every dossier says how well its reader reads, and on what that was measured."""

from __future__ import annotations

import html
import json
from pathlib import Path

import pytest

from backchannel import Ledger
from backchannel.dossier import accuracy
from backchannel.dossier.words import FIELD
from tests.pipeline.toys import PLUGIN, write_texts


def test_what_ships_was_measured_on_named_sets() -> None:
    """Figures of all fields that matter, between 0 and 1, and a note with the sizes of both sets."""
    known = accuracy()
    assert set(known.figures) >= {"detection", "kind", "actors", "plover", "domain", "date", "attribution", "certainty"}
    assert set(known.figures) <= set(FIELD)
    assert all(0 <= figure <= 1 for figure in known.figures.values())
    assert len(set(known.figures.values())) > 5
    assert "annotated claims of" in known.note


def test_every_form_of_a_dossier_shows_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Page, Markdown and JSON of a ledger's dossier print each figure by the field's name, and the note."""
    monkeypatch.syspath_prepend(str(PLUGIN))
    known = accuracy()
    with Ledger(tmp_path / "a.ledger") as ledger:
        ledger.read(write_texts(tmp_path / "texts"), reader="toy")
        page = ledger.dossier("Israel", "Jordan")
    assert json.loads(page.json())["accuracy"] == known.figures
    assert json.loads(page.json())["accuracy_note"] == known.note
    shown = html.unescape(page.html())
    assert known.note in shown
    for field, figure in known.figures.items():
        assert f'<tr><th scope="row">{FIELD[field]}</th><td class="num">{figure * 100:.0f}</td>' in shown
        assert f"- {FIELD[field]}: {figure:.0%}" in page.markdown()
