"""The language model is the verified one, or nothing is loaded."""

from __future__ import annotations

import hashlib
import time
from pathlib import Path

import pytest

from backchannel.errors import ModelError
from backchannel.language import load, model


def _model(folder: Path) -> dict[str, str]:
    (folder / "ner").mkdir()
    (folder / "ner" / "model").write_bytes(b"weights")
    return {"ner/model": hashlib.sha256(b"weights").hexdigest()}


def test_the_verified_files_pass(tmp_path: Path) -> None:
    """Files with the digests of the table are accepted."""
    model.verify(tmp_path, _model(tmp_path))


@pytest.mark.parametrize("change", ["altered", "removed", "added"])
def test_any_change_is_named_with_a_way_out(tmp_path: Path, change: str) -> None:
    """A changed, missing or added file stops the program with the file's name and what to do."""
    digests = _model(tmp_path)
    file = tmp_path / "ner" / "model"
    if change == "altered":
        file.write_bytes(b"other")
    elif change == "removed":
        file.unlink()
    else:
        file = tmp_path / "vocab"
        file.write_bytes(b"")
    with pytest.raises(ModelError, match="pip install") as error:
        model.verify(tmp_path, digests)
    assert str(file) in str(error.value)
    assert "\n" not in str(error.value)


def test_verifying_is_cheap() -> None:
    """All files of the carried model are compared in less than half a second even on a busy machine."""
    begin = time.process_time()
    model._carried(model.DEFAULT)
    assert time.process_time() - begin < 0.5


def test_unknown_and_missing_models_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """A model that is not known, or not installed, is one plain line."""
    with pytest.raises(ModelError, match="en_core_web_md"):
        load("de_core_news_sm")
    monkeypatch.setenv(model.VARIABLE, "en_core_web_trf")
    with pytest.raises(ModelError, match="not installed"):
        load()
