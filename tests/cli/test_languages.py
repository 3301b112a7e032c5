"""Texts in other languages on the way from a file to a page: translations beside them, and claims that persons add."""

from __future__ import annotations

import json
from pathlib import Path

from .conftest import Call

RUSSIAN = "Тайный посланник\n\nВ 1970 году Иордания приняла посланника Израиля. Об этом молчали.\n"
ENGLISH = "A secret envoy\n\nIn 1970 Jordan received an envoy of Israel, and nobody spoke of it for years.\n"
ARABIC = "رسالة سرية\n\nاستقبل الأردن مبعوثًا من إسرائيل عام 1970، ولم يُعلن عن ذلك.\n"


def test_a_claim_read_in_a_translation_leads_to_both_texts(call: Call, place: Path) -> None:
    """``trace`` shows the passage of the translation and that of the original, and who translated."""
    (place / "envoy.txt").write_text(RUSSIAN, encoding="utf-8")
    (place / "envoy.en.txt").write_text(ENGLISH, encoding="utf-8")
    (place / "envoy.json").write_text(json.dumps({"translator": "Ann Example"}), encoding="utf-8")
    assert call("read", "envoy.txt").code == 0
    (id_,) = call("claims", "--document", "envoy.en.txt", "--format", "ids").out.split()
    said = " ".join(call("trace", id_).out.split())
    assert "[In 1970 Jordan received an envoy of Israel" in said
    assert "a translation of envoy.txt (ru), by Ann Example" in said
    assert "В 1970 году Иордания приняла посланника Израиля. Об этом молчали." in said
    (passage,) = json.loads(call("trace", id_, "--format", "jsonl").out)["passages"]
    original = passage["original"]
    assert RUSSIAN[original["start"] : original["end"]] == original["quote"]
    assert original["sure"] is True


def test_an_original_that_is_not_there_is_said(call: Call, place: Path) -> None:
    """The translation stands by itself; the way back ends with the reason."""
    (place / "envoy.md").write_text(f"---\ntranslation_of: envoy.pdf\n---\n\n{ENGLISH}", encoding="utf-8")
    assert call("read", "envoy.md").code == 0
    id_ = call("claims", "--document", "envoy.md", "--format", "ids").out.split()[0]
    said = " ".join(call("trace", id_).out.split())
    assert "a translation of envoy.pdf, translator not named" in said
    assert "not shown: it is not in this ledger" in said


def test_a_person_may_add_a_claim_to_a_passage_in_any_language(call: Call, place: Path) -> None:
    """It is found by its words, leads back to them, and stands on the page in their direction."""
    (place / "letter.txt").write_text(ARABIC, encoding="utf-8")
    assert call("read", "letter.txt").code == 0
    quote = "استقبل الأردن مبعوثًا من إسرائيل عام 1970"
    claim = {
        "id": "c1", "doc": "letter.txt", "start": ARABIC.index(quote), "end": ARABIC.index(quote) + len(quote),
        "quote": quote, "kind": "event", "plover": "CONSULT", "domain": "diplomacy", "certainty": "certain",
        "actors": [{"name": "الأردن", "role": "source", "country": "JOR", "type": "state"},
                   {"name": "إسرائيل", "role": "target", "country": "ISR", "type": "state"}],
        "date": {"start": "1970", "end": None, "text": "عام 1970", "anchored": False}, "polarity": "positive",
        "attribution": [{"source": "author", "cue": None, "kind": "author"}], "covert": False, "checkable": True,
    }  # fmt: skip
    (place / "claims.jsonl").write_text(json.dumps(claim, ensure_ascii=False) + "\n", encoding="utf-8")
    assert call("import", "claims.jsonl", "--by", "Ann", "--current").code == 0
    (hit,) = map(json.loads, call("search", "مبعوثا", "--in", "claim", "--format", "jsonl").out.splitlines())
    assert ["مبعوثًا", True] in hit["parts"]
    assert quote in " ".join(call("trace", hit["id"]).out.split())
    assert call("dossier", "Israel", "Jordan", "-o", "page.html").code == 0
    page = (place / "page.html").read_text(encoding="utf-8")
    assert f'dir="auto">{quote}' in page
