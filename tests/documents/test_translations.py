"""A translation beside its original is read as one: by its name, by its words, with what is stated of both."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from backchannel.documents import walk
from backchannel.model import Document

RUSSIAN = (
    "Тайные переговоры\n\n"
    "В 1931 году Швеция продала Финляндии три сторожевых катера, и об этом никто не узнал до конца войны.\n\n"
    "Министр иностранных дел Норвегии опроверг сообщение 3 мая 1932 года, назвав его вымыслом.\n"
)
ENGLISH = (
    "Secret talks\n\n"
    "In 1931 Sweden sold three patrol boats to Finland, and nobody learned of it until the war was over.\n\n"
    "The foreign minister of Norway denied the report on 3 May 1932 and called it an invention.\n"
)
FRENCH = (
    "Pourparlers secrets\n\n"
    "En 1931, la Suède a vendu trois vedettes à la Finlande, et personne ne l’a su avant la fin de la guerre.\n"
)


def put(folder: Path, **texts: str) -> Path:
    """Files by name, ``__`` for the points in it."""
    for name, text in texts.items():
        (folder / name.replace("__", ".")).write_text(text, encoding="utf-8")
    return folder


def read(*paths: Path) -> dict[str, Document]:
    return {one.name: one for source in walk(paths) for one in source.load()}


def links(*paths: Path) -> dict[str, str | None]:
    return {name: one.metadata.translation_of for name, one in read(*paths).items()}


def test_a_translation_is_told_by_its_name_and_its_words(tmp_path: Path) -> None:
    """``NAME.en.txt`` beside ``NAME.txt``; the original is one of its own."""
    put(tmp_path, talks__txt=RUSSIAN, talks__en__txt=ENGLISH, talks__fr__md=FRENCH)
    assert links(tmp_path) == {"talks.en.txt": "talks.txt", "talks.fr.md": "talks.txt", "talks.txt": None}


def test_with_a_file_come_its_translations(tmp_path: Path) -> None:
    """As its sidecar does; not those of another file."""
    put(tmp_path, talks__txt=RUSSIAN, talks__en__txt=ENGLISH, other__en__txt=ENGLISH)
    assert links(tmp_path / "talks.txt") == {"talks.txt": None, "talks.en.txt": "talks.txt"}
    assert links(tmp_path / "talks.en.txt") == {"talks.en.txt": "talks.txt"}


@pytest.mark.parametrize(
    "texts",
    [
        {"talks__en__txt": ENGLISH},  # nothing beside it
        {"talks__txt": RUSSIAN, "talks__v2__txt": ENGLISH},
        {"talks__txt": RUSSIAN, "talks__xx__txt": ENGLISH},
        {"talks__json": "{}", "talks__en__txt": ENGLISH},
        {"talks__en__txt": ENGLISH, "talks__en__json": "{}"},
    ],
)
def test_other_names_are_no_translations(tmp_path: Path, texts: dict[str, str]) -> None:
    """Without an original, or without a language in the name."""
    assert set(links(put(tmp_path, **texts)).values()) <= {None}


def test_a_name_that_its_words_belie_makes_no_translation(tmp_path: Path) -> None:
    """``vote.no.txt`` may be the noes; it is read by itself, with a warning and nothing of the other's metadata."""
    put(tmp_path, vote__txt=RUSSIAN, vote__no__txt=ENGLISH, vote__json=json.dumps({"author": "A. Example"}))
    (noes,) = [one for one in read(tmp_path).values() if one.name == "vote.no.txt"]
    assert (noes.metadata.translation_of, noes.metadata.author, noes.metadata.language) == (None, None, "en")
    assert any("named as a translation of vote.txt into 'no'" in warning for warning in noes.warnings)


def test_what_is_stated_of_the_original_is_true_of_the_translation(tmp_path: Path) -> None:
    """Author and date, not title and language; the translator stated there is not the original's."""
    stated = {
        "title": "Тайные переговоры", "author": "Иван Пример", "date": "1933-02-01", "language": "ru",
        "translator": "Ann Example",
    }  # fmt: skip
    put(tmp_path, talks__txt=RUSSIAN, talks__en__txt=ENGLISH, talks__json=json.dumps(stated))
    known = {name: one.metadata for name, one in read(tmp_path).items()}
    original, translation = known["talks.txt"], known["talks.en.txt"]
    assert (translation.title, translation.author, translation.language) == ("Secret talks", "Иван Пример", "en")
    assert translation.date is not None
    assert (translation.date.start, translation.date.reason) == ("1933-02-01", "stated in the sidecar of talks.txt")
    assert (original.translator, translation.translator) == (None, "Ann Example")


@pytest.mark.parametrize(
    ("name", "head", "stated", "translator"),
    [
        ("talks__en__txt", "", {"translator": "Ann Example"}, "Ann Example"),
        ("talks__en__txt", "", {"translator": "Wordmill 3", "machine_translation": True},
         "Wordmill 3 (machine translation)"),
        ("talks__en__txt", "", {"machine_translation": "yes"}, "machine translation"),
        ("talks__en__md", "---\ntranslator: Ann Example\n---\n\n", {}, "Ann Example"),
        ("talks__en__txt", "Translated from the Russian by Ann Example.\n\n", {}, "Ann Example"),
        ("talks__en__txt", "Translator: Ann Example\n\n", {}, "Ann Example"),
        ("talks__en__txt", "", {}, None),
    ],
)  # fmt: skip
def test_who_translated_is_found_beside_or_in_the_translation(
    tmp_path: Path, name: str, head: str, stated: dict[str, object], translator: str | None
) -> None:
    """In its sidecar, its front matter, or a line that says so; a machine is called one."""
    put(tmp_path, talks__txt=RUSSIAN, talks__en__json=json.dumps(stated), **{name: head + ENGLISH})
    known = read(tmp_path)[name.replace("__", ".")].metadata
    assert (known.translator, known.translation_of) == (translator, "talks.txt")


def test_names_that_tell_folders_apart_are_kept(tmp_path: Path) -> None:
    """The original is named as it is in the ledger."""
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        put(tmp_path / folder, talks__txt=RUSSIAN, talks__en__txt=ENGLISH)
    assert links(tmp_path) == {
        "a/talks.en.txt": "a/talks.txt", "a/talks.txt": None, "b/talks.en.txt": "b/talks.txt", "b/talks.txt": None,
    }  # fmt: skip
