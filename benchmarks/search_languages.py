"""How many words of texts in other languages the search finds, as they stand there and written otherwise.

    BACKCHANNEL_DATA=DIR python benchmarks/search_languages.py [--words 200] [--misses]

The texts under ``DIR/corpus/langs`` are put into one ledger. Of each language, words are drawn from its texts (of
writing without spaces, two to four characters that stand together), always the same ones, and asked for: as they
stand, and in each variant that changes them. A word is found where a passage that holds the place it was drawn from is
among the hits. "more" is how many passages are hit for each that holds it as a whole word, as it stands: what folding,
clitics and parts of words add.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import sys
import tempfile
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from backchannel.ledger import Ledger
from backchannel.model import Document, Metadata, Reading, Section, digest, reading_id

WITHOUT_SPACES = frozenset({"zh", "ja", "th"})
ARABIC = frozenset({"ar", "fa", "ur"})
LIMIT = 100_000
_JOINER = "\u200c"
_INSIDE = rf"\w{_JOINER}\u0300-\u036f\u0591-\u05c7\u0610-\u065f\u0670\u0900-\u097f"
_WORD = re.compile(rf"[^\W\d_](?:[{_INSIDE}'’׳״]*[{_INSIDE}])?")

Change = Callable[[str], str]


def bare(word: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", word) if unicodedata.category(c) != "Mn")


def letters(pairs: str) -> Change:
    """Each letter for the one beside it: ``"أا إا"`` writes alef for both."""
    table = {ord(pair[0]): pair[1:] for pair in pairs.split()}
    return lambda word: word.translate(table)


def marked(mark: str, after: str) -> Change:
    """The mark behind each of these letters, as in schoolbooks and scripture."""
    return lambda word: re.sub(f"([{after}])", rf"\1{mark}", word)


EVERYWHERE: Mapping[str, Change] = {
    "decomposed": lambda word: unicodedata.normalize("NFD", word),
    "upper case": str.upper,
    "soft hyphen inside": lambda word: word[:2] + "\u00ad" + word[2:],
    "between bidi controls": lambda word: f"\u2067{word}\u2069",
}
OF_ARABIC_SCRIPT: dict[str, Change] = {
    "without harakat": lambda word: re.sub("[\u064b-\u0652\u0670]", "", word),
    "with fatha throughout": marked("\u064e", "\u0628-\u0648\u0679-\u06d2"),
    "with tatweel": marked("\u0640", "بتثجحسشصضطظعغفقكلمني"),
    "another keyboard's yeh, kaf, heh": letters("یي يی کك كک ہه ھه ىي"),
    "hamza left out": letters("أا إا آا ؤو ئي ۂہ"),
    "zero-width joiner left out": lambda word: word.replace(_JOINER, ""),
    "presentation forms": lambda word: word.translate({0x0628: "\ufe91", 0x0633: "\ufeb3", 0x0645: "\ufee3"}),
}
VARIANTS: Mapping[str, Mapping[str, Change]] = {
    "ar": OF_ARABIC_SCRIPT
    | {
        "without the article": lambda word: re.sub("^(و?)ال(?=...)", "", word),
        "with and": lambda word: word if word.startswith("و") else "و" + word,
    },
    "fa": OF_ARABIC_SCRIPT | {"a space for the joiner": lambda word: word.replace(_JOINER, " ")},
    "ur": OF_ARABIC_SCRIPT,
    "he": {
        "with niqqud": marked("\u05b8", "א-ת"),
        "without the article": lambda word: re.sub("^[וב]?ה(?=...)", "", word),
        "plain quotation marks": letters("׳' ״\" ’'"),
    },
    "ru": {"е for ё": letters("ёе Ёе"), "with stress marked": marked("\u0301", "аеиоуыэюя")},
    "uk": {"straight apostrophe": letters("’' ʼ'"), "without apostrophe": lambda word: re.sub("['’ʼ]", "", word)},
    "fr": {
        "without accents": bare,
        "straight apostrophe": letters("’'"),
        "without elision": lambda word: re.sub("^(?:[cdjlmnst]|qu)['’](?=..)", "", word, flags=re.IGNORECASE),
        "with elision": lambda word: f"l'{word}" if word[0] in "aeiouyéèêh" else word,
    },
    "es": {"without accents": bare},
    "tr": {"without accents": lambda word: bare(word).replace("ı", "i"), "English capitals": lambda w: bare(w).upper()},
    "hi": {
        "anusvara for the nasal": lambda word: re.sub("न्(?=[त-ध])|म्(?=[प-भ])", "ं", word),
        "the nasal for anusvara": lambda word: re.sub("ं(?=[त-ध])", "न्", word),
        "without nukta": lambda word: unicodedata.normalize("NFD", word).replace("\u093c", ""),
        "candrabindu as anusvara": letters("ँं"),
    },
    "hy": {"the ligature ew apart": lambda word: word.replace("և", "եւ")},
    "zh": {"full width of what is not": lambda word: word.translate({n: n + 0xFEE0 for n in range(0x21, 0x7F)})},
}


class Drawn(NamedTuple):
    """A word and where in which document it stands."""

    word: str
    document: str
    at: int


def documents(folder: Path) -> Iterator[tuple[str, Document]]:
    """The texts with their languages; each line is a passage."""
    for path in sorted(folder.glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        sections = tuple(Section(start=m.start(), end=m.end(), kind="paragraph") for m in re.finditer(r"\S.*", text))
        document = Document(
            id=digest(text),
            name=path.name,
            text=text,
            text_digest=digest(text),
            media_type="text/plain",
            metadata=Metadata(),
            sections=sections,
        )
        yield json.loads(path.with_suffix(".json").read_bytes())["language"], document


def drawn(language: str, texts: list[Document], count: int) -> list[Drawn]:
    """The words to ask for: each is drawn once, wherever it stands first in the order of chance."""
    chance = random.Random(language)
    places = [
        Drawn(text.text[start:end], text.id, start)
        for text in texts
        for start, end in spans(text.text, language, chance)
    ]
    chance.shuffle(places)
    return list({place.word: place for place in reversed(places)}.values())[-count:]


def spans(text: str, language: str, chance: random.Random) -> Iterator[tuple[int, int]]:
    if language not in WITHOUT_SPACES:
        yield from (match.span() for match in _WORD.finditer(text) if len(match[0]) > 1)
        return
    for run in re.finditer(r"[\u3041-\u30ff\u3400-\u9fff]{4,}", text):
        length = chance.randint(2, 4)
        yield from ((at, at + length) for at in range(run.start(), run.end() - length + 1, 3))


class Asked(NamedTuple):
    """The words that a variant changes, and those of them that were not found."""

    words: int
    misses: list[str]


def asked(ledger: Ledger, words: list[Drawn], change: Change) -> Asked:
    changed = [(change(one.word), one) for one in words]
    changed = [(word, one) for word, one in changed if word != one.word and word.strip()]
    return Asked(len(changed), [f"{one.word} as {word}" for word, one in changed if not found(ledger, word, one)])


def found(ledger: Ledger, word: str, place: Drawn) -> bool:
    hits = ledger.search(word, ["passage"], limit=LIMIT)
    return any(h.id == place.document and (h.start or 0) <= place.at < (h.end or 0) for h in hits)


def more(ledger: Ledger, language: str, words: list[Drawn], texts: list[Document]) -> float:
    passages = [text.text[s.start : s.end] for text in texts for s in text.sections]
    inside = _INSIDE if language not in WITHOUT_SPACES else "\0"
    whole = [re.compile(rf"(?<![{inside}]){re.escape(one.word)}(?![{inside}])") for one in words]
    holding = sum(bool(word.search(passage)) for word in whole for passage in passages)
    return sum(len(ledger.search(one.word, ["passage"], limit=LIMIT)) for one in words) / max(holding, 1)


def report(ledger: Ledger, language: str, texts: list[Document], count: int, *, misses: bool) -> None:
    words = drawn(language, texts, count)
    missed = [one.word for one in words if not found(ledger, one.word, one)]
    hit = 100 - 100 * len(missed) / len(words)
    print(
        f"{language}: {hit:.1f} % of {len(words)} words as they stand; more {more(ledger, language, words, texts):.2f}"
    )
    lines = {"as they stand": Asked(len(words), missed)}
    for name, change in {**EVERYWHERE, **VARIANTS.get(language, {})}.items():
        lines[name] = outcome = asked(ledger, words, change)
        if outcome.words:
            hit = 100 - 100 * len(outcome.misses) / outcome.words
            print(f"  {hit:5.1f} % of {outcome.words:3}  {name}")
    if misses:
        for name, outcome in lines.items():
            print(
                *(f"    missed, {name}: {one}" for one in outcome.misses[:10]),
                sep="\n",
                end="\n" * bool(outcome.misses),
            )


def keep(ledger: Ledger, texts: Iterable[tuple[str, Document]]) -> dict[str, list[Document]]:
    """Put the texts into the ledger, read by nobody, and return them by language."""
    by_language: dict[str, list[Document]] = {}
    for language, one in texts:
        by_language.setdefault(language, []).append(one)
        id_ = reading_id(one.id, one.text_digest, "none", "1", "")
        ledger.add(one, Reading(id=id_, document=one.id, text_digest=one.text_digest, reader="none", version="1"))
    return by_language


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--words", type=int, default=200)
    parser.add_argument("--misses", action="store_true")
    given = parser.parse_args()
    root = os.environ.get("BACKCHANNEL_DATA")
    if not root or not Path(root, "corpus/langs").is_dir():
        print("search in languages: not measured (set BACKCHANNEL_DATA to a folder that holds corpus/langs)")
        return 0
    with tempfile.TemporaryDirectory() as folder, Ledger(Path(folder, "languages.ledger")) as ledger:
        by_language = keep(ledger, documents(Path(root, "corpus/langs")))
        for language, texts in sorted(by_language.items()):
            report(ledger, language, texts, given.words, misses=given.misses)
    return 0


if __name__ == "__main__":
    sys.exit(main())
