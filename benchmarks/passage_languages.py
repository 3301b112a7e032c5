"""How rightly the language of each passage is told: in whole documents, and in documents mixed of two languages.

    BACKCHANNEL_DATA=DIR python benchmarks/passage_languages.py [--misses]

Whole: every document under ``DIR/corpus`` with a sidecar, read with the sidecar withheld; its language is the
sidecar's, and each passage that is told to be in another is wrong. Mixed: paragraphs of English documents (one in two
hundred words at most) and of a text in another language, put together in three ways: one paragraph quoted in a
report of ten, a release that gives each paragraph in both languages, and one language after the other; the same for
pairs of near relatives. Passages shorter than is told by their words are counted apart.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from backchannel.documents import read_bytes, walk
from backchannel.documents.facts.languages import LETTERS, passage_language
from backchannel.documents.facts.scripts import written
from backchannel.model import Document

FOLDERS = ("essays", "frus", "news", "speeches", "written", "langs")
RELATIVES = (("ru", "uk"), ("ar", "fa"), ("fa", "ur"), ("fr", "es"), ("en", "en"))
LONGEST = 1_200

Texts = Mapping[str, Sequence[str]]


class Tally(NamedTuple):
    """Passages told rightly and in all, and the words of those told wrongly with what they were told to be."""

    right: int = 0
    all: int = 0
    misses: tuple[str, ...] = ()

    def plus(self, other: Tally) -> Tally:
        """Both together."""
        return Tally(self.right + other.right, self.all + other.all, self.misses + other.misses)

    def __str__(self) -> str:
        return f"{self.right:5} of {self.all:5} right ({100 * self.right / max(self.all, 1):.1f} %)"


def whole(folder: Path) -> Iterator[tuple[str, Document]]:
    """The documents as they are, each with the language that its sidecar states."""
    for source in walk([folder / name for name in FOLDERS if (folder / name).is_dir()]):
        if source.sidecar is not None:
            stated = json.loads(source.sidecar.read_bytes())["language"]
            yield from ((stated, one) for one in source._replace(sidecar=None).load())


def of_whole(documents: Iterable[tuple[str, Document]]) -> dict[str, Tally]:
    """By language, how many passages are told to be in it."""
    found: dict[str, Tally] = {}
    for language, document in documents:
        told = [passage_language(document, section) for section in document.sections]
        misses = [
            f"{document.name}: {one} for {language}: {document.text[s.start : s.end][:60]!r}"
            for one, s in zip(told, document.sections, strict=True)
            if one != language
        ]
        tally = Tally(len(told) - len(misses), len(told), tuple(misses))
        found[language] = found.get(language, Tally()).plus(tally)
    return found


def paragraphs(documents: Iterable[tuple[str, Document]]) -> Texts:
    """The paragraphs of each language, each on one line, none longer than :data:`LONGEST`."""
    found: dict[str, list[str]] = {}
    for language, document in documents:
        for section in document.sections:
            words = " ".join(document.text[section.start : section.end].split())
            if section.kind == "paragraph" and len(words) <= LONGEST and not words[0].isdigit():
                found.setdefault(language, []).append(words)
    return found


def mixtures(one: Sequence[str], other: Sequence[str], chance: random.Random) -> Iterator[list[tuple[int, str]]]:
    """Paragraphs in the order in which they are put together, each with 0 or 1 for its language."""
    ours, theirs = chance.sample(one, min(10, len(one))), chance.sample(other, min(10, len(other)))
    size = min(len(ours), len(theirs))
    quoted = [(0, words) for words in ours]
    quoted.insert(len(quoted) // 2, (1, theirs[0]))
    yield quoted
    yield [pair for n in range(size) for pair in ((0, ours[n]), (1, theirs[n]))]
    yield [*((0, words) for words in ours[:size]), *((1, words) for words in theirs[:size])]


def of_mixture(languages: tuple[str, str], mixture: list[tuple[int, str]]) -> tuple[Tally, Tally]:
    """How many passages long enough to tell, and how many shorter ones, are told rightly."""
    (document,) = read_bytes("\n\n".join(words for _, words in mixture).encode(), "mixed.txt")
    long, short = Tally(), Tally()
    for section in document.sections:
        words = document.text[section.start : section.end]
        wanted = next((languages[which] for which, whole in mixture if words in whole or whole in words), None)
        told = passage_language(document, section)
        miss = () if told == wanted else (f"{'+'.join(languages)}: {told} for {wanted}: {words[:60]!r}",)
        tally = Tally(int(told == wanted), 1, miss)
        if written(words).letters >= LETTERS:
            long = long.plus(tally)
        else:
            short = short.plus(tally)
    return long, short


def measure_mixed(texts: Texts, languages: tuple[str, str], rounds: int) -> tuple[Tally, Tally]:
    chance = random.Random("+".join(languages))
    long, short = Tally(), Tally()
    for _ in range(rounds):
        for mixture in mixtures(texts[languages[0]], texts[languages[1]], chance):
            more = of_mixture(languages, mixture)
            long, short = long.plus(more[0]), short.plus(more[1])
    return long, short


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=5, help="documents of each mixture and pair")
    parser.add_argument("--misses", action="store_true")
    given = parser.parse_args()
    root = os.environ.get("BACKCHANNEL_DATA")
    if not root or not Path(root, "corpus/langs").is_dir():
        print("languages of passages: not measured (set BACKCHANNEL_DATA to a folder that holds corpus/)")
        return 0
    documents = list(whole(Path(root, "corpus")))
    misses: list[str] = []
    print("whole documents")
    for language, tally in sorted(of_whole(documents).items()):
        print(f"  {language:5} {tally}")
        misses += tally.misses
    texts = paragraphs(documents)
    print(f"mixed documents, passages of at least {LETTERS} letters; shorter ones")
    pairs = [("en", other) for other in sorted(texts) if other != "en"]
    for languages in (*pairs, *(pair for pair in RELATIVES if set(pair) <= set(texts))):
        long, short = measure_mixed(texts, languages, given.rounds)
        print(f"  {'+'.join(languages)} {long}; {short}")
        misses += [*long.misses, *short.misses]
    if given.misses:
        print(*(f"    {miss}" for miss in misses), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
