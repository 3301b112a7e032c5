"""Reads countries, their people and their adjectives out of Princeton WordNet 3.0 (data.noun, data.adj)."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

PLACES, OBJECTS, PEOPLE, GROUPS = "15", "17", "18", "14"
COUNTRY_LIKE = re.compile(r"country|nation|kingdom|empire|republic|island|dependency|monarchy", re.I)
NOT_COUNTRY = re.compile(r"American_state|city|port|capital|river|university|national_park", re.I)


class Synset(NamedTuple):
    """One synset: lexicographer file, lemmas, pointers (symbol, offset, part of speech) and gloss."""

    file: str
    words: tuple[str, ...]
    pointers: tuple[tuple[str, str, str], ...]
    gloss: str


def read_synsets(path: Path) -> dict[str, Synset]:
    """All synsets of one WordNet data file by offset; the format is wndb(5WN)."""
    found = {}
    for line in path.read_text(encoding="ascii").splitlines():
        if line.startswith("  "):
            continue
        fields, _, gloss = line.partition(" | ")
        parts = fields.split(" ")
        count = int(parts[3], 16)
        words = tuple(re.sub(r"\([a-z]+\)$", "", w) for w in parts[4 : 4 + 2 * count : 2])
        rest = parts[5 + 2 * count :]
        pointers = tuple((rest[i], rest[i + 1], rest[i + 2]) for i in range(0, 4 * int(parts[4 + 2 * count]), 4))
        found[parts[0]] = Synset(parts[1], words, pointers, gloss.strip())
    return found


def plain(word: str) -> str:
    """A lemma as it is written in running text."""
    return word.replace("_", " ")


class Geography:
    """Countries of WordNet with their lemmas, people and adjectives."""

    def __init__(self, folder: Path) -> None:
        self.nouns = read_synsets(folder / "data.noun")
        self.adjectives = read_synsets(folder / "data.adj")
        self._members: dict[str, list[str]] = {}
        for synset in self.nouns.values():
            if synset.file == PEOPLE:
                for symbol, target, _ in synset.pointers:
                    if symbol == "#m":
                        self._members.setdefault(target, []).extend(synset.words)
        self._pertaining: dict[str, list[str]] = {}
        for synset in self.adjectives.values():
            for symbol, target, part in synset.pointers:
                if symbol == "\\" and part == "n":
                    self._pertaining.setdefault(target, []).extend(synset.words)

    def find(self, names: set[str]) -> str | None:
        """The offset of the country that most of ``names`` (case-folded) denote, or None."""
        best, best_score = None, 0
        for offset, synset in self.nouns.items():
            if synset.file != PLACES:
                continue
            hits = sum(plain(w).casefold() in names for w in synset.words)
            if not hits:
                continue
            kinds = [self.nouns[t].words[0] for s, t, p in synset.pointers if s in ("@", "@i") and p == "n"]
            score = 2 * hits + sum(3 for k in kinds if COUNTRY_LIKE.search(k))
            score -= sum(9 for k in kinds if NOT_COUNTRY.search(k))
            if score > best_score:
                best, best_score = offset, score
        return best

    def names(self, offset: str) -> list[str]:
        """The lemmas of the country."""
        return [plain(w) for w in self.nouns[offset].words]

    def people(self, offset: str) -> list[str]:
        """Nouns for a person or the people of the country, as listed (singular)."""
        return sorted({plain(w) for w in self._members.get(offset, []) if w[0].isupper()})

    def adjectives_of(self, offset: str) -> list[str]:
        """Adjectives that pertain to the country."""
        return sorted({plain(w) for w in self._pertaining.get(offset, []) if w[0].isupper()})

    def things(self) -> list[str]:
        """Names of several words of places, seas, plants, foods and animals: 'Indian Ocean', 'Jordan River'."""
        files = {"05", "13", "15", "17", "20", "27"}
        idioms = {"04", "06", "07", "26"}  # 'French leave', 'Panama hat', 'Dutch courage': the last word is small
        return sorted(
            {
                plain(w)
                for s in self.nouns.values()
                for w in s.words
                if "_" in w
                and w[0].isupper()
                and (s.file in files or (s.file in idioms and w.rpartition("_")[2].islower()))
            }
        )

    def common_words(self) -> set[str]:
        """Single lower-case nouns and adjectives: a surname among them is also a word."""
        every = (*self.nouns.values(), *self.adjectives.values())
        return {w for s in every for w in s.words if w.islower() and w.isalpha()}

    def statesmen(self) -> list[Synset]:
        """Historical holders of power: instances of statesman, head of state, ruler and the like."""
        offices = re.compile(
            r"^(statesman|head_of_state|President_of_the_United_States|prime_minister|dictator|emperor|king|queen|"
            r"sultan|czar|tzar|general|national_leader|chancellor|ruler|diplomat|Prime_Minister|politician|shah|"
            r"King_of_|Holy_Roman|mahatma|nationalist_leader|revolutionary|President)",
            re.I,
        )
        return [
            s
            for s in self.nouns.values()
            if s.file == PEOPLE
            and any(sym == "@i" and offices.match(self.nouns[t].words[0]) for sym, t, p in s.pointers if p == "n")
        ]
