"""The cues of the language vocabulary: which words of a text say what, read from ``en/*.toml``.

A cue file sorts its entries by the answer they give (an act, a domain, a certainty) and by part of speech::

    [CONSULT]
    verb = [
      {lemma = "meet", symmetric = true, example = "Nasser met Tito.", expect = {participants = ["Nasser", "Tito"]}},
    ]

``lemma`` is one form or a list of equal forms; a form of several words matches them in order. Lemmas are those of
spaCy's ``en_core_web_md``, but nothing here needs spaCy: callers pass lists. docs/vocabulary.md describes the fields.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

import msgspec

FILES = ("acts", "domains", "certainty", "reporting", "responses", "covert", "polarity", "kinds", "channels")
GROUPS = {"verb": "VERB", "noun": "NOUN", "adj": "ADJ", "name": "PROPN", "phrase": ""}
SLOTS = ("object", "subject", "prep", "complement", "modifier")
PARTICLES = frozenset(
    ["apart", "aside", "away", "back", "down", "forth", "home", "off", "out", "over", "together", "up"]
)

_PART_OF_SPEECH = {
    "VERB": frozenset({"VERB", "AUX"}),
    "NOUN": frozenset({"NOUN", "PROPN"}),
    "ADJ": frozenset({"ADJ"}),
    "PROPN": frozenset({"PROPN"}),
}
_LIGHT = frozenset({"DET", "ADJ", "PRON", "ADV", "NUM", "PART"})
_LIGHT_GAP = 3
_OBJECT_GAP = 6


class Condition(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Lemmas of which at least one must stand in the slot, for each slot that is named.

    ``object`` and ``subject`` are the heads and modifiers of those phrases, ``prep`` the prepositions that depend on
    the cue, ``complement`` anything it governs, ``modifier`` what stands before a noun. In the files ``@class`` stands
    for the class's lemmas (table ``terms``); here the classes are already spelt out.
    """

    object: frozenset[str] = frozenset()
    subject: frozenset[str] = frozenset()
    prep: frozenset[str] = frozenset()
    complement: frozenset[str] = frozenset()
    modifier: frozenset[str] = frozenset()

    def holds(self, slots: Mapping[str, Collection[str]]) -> bool:
        """Whether every named slot has one of its lemmas; ``slots`` maps slot names to the lemmas found there."""
        return all(not self._misses(slot, slots.get(slot, ())) for slot in SLOTS)

    def excludes(self, slots: Mapping[str, Collection[str]]) -> bool:
        """Whether any named slot has one of its lemmas: the reading of a condition under ``unless``."""
        return any(self._hits(slot, slots.get(slot, ())) for slot in SLOTS)

    def _hits(self, slot: str, found: Collection[str]) -> bool:
        wanted: frozenset[str] = getattr(self, slot)
        return not wanted.isdisjoint(found)

    def _misses(self, slot: str, found: Collection[str]) -> bool:
        wanted: frozenset[str] = getattr(self, slot)
        return bool(wanted) and wanted.isdisjoint(found)


class Cue(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, eq=False):
    """One entry of a cue file: the forms that set it off, its answer (``value``) and what else the answer needs.

    ``manual``, ``mode``, ``cameo``, ``symmetric`` and ``roles`` belong to acts; ``scope`` to certainty and polarity;
    ``hedge``, ``position`` and ``frame`` to reporting; ``weight`` (strong, weak) to all that only add up.
    ``expect`` is what the ``example`` must give.
    """

    value: str
    forms: tuple[tuple[str, ...], ...]
    pos: str = ""
    example: str
    expect: Mapping[str, str | tuple[str, ...]] = {}
    when: Condition | None = None
    unless: Condition | None = None
    gap: bool = False
    manual: str | None = None
    mode: str | None = None
    cameo: str | None = None
    symmetric: bool = False
    roles: Mapping[str, str] = {}
    weight: str = "strong"
    scope: str | None = None
    hedge: str | None = None
    position: bool = False
    frame: tuple[str, ...] = ()
    note: str | None = None

    @property
    def lemma(self) -> str:
        """The first form, as one string."""
        return " ".join(self.forms[0])

    @property
    def strictness(self) -> int:
        """How many slots the conditions name; of the cues that apply in one place the strictest counts."""
        return sum(bool(getattr(c, slot)) for c in (self.when, self.unless) if c is not None for slot in SLOTS)

    @property
    def conditional(self) -> bool:
        """Whether the cue counts only under a condition."""
        return self.when is not None or self.unless is not None

    def applies(self, slots: Mapping[str, Collection[str]]) -> bool:
        """Whether the conditions hold for the lemmas found around the cue."""
        if self.when is not None and not self.when.holds(slots):
            return False
        return self.unless is None or not self.unless.excludes(slots)


class CueHit(NamedTuple):
    """A cue found at the tokens ``start`` to ``end`` (exclusive); a gap for the object lies inside."""

    cue: Cue
    start: int
    end: int


class _Pattern(NamedTuple):
    form: tuple[str, ...]
    cue: Cue
    gap: bool


_NONE: list[_Pattern] = []


def _longest_first(pattern: _Pattern) -> int:
    return -len(pattern.form)


@cache
def cues(name: str) -> tuple[Cue, ...]:
    """All cues of the file ``name`` (one of :data:`FILES`), the strictest conditions first.

    Raises ``KeyError`` for a name that is no cue file.
    """
    if name not in FILES:
        raise KeyError(f"no cue file {name!r}; there are {', '.join(FILES)}")
    data = _load(name)
    classes = data.get("terms", {})
    rows = [_row(value, group, entry, classes) for value, group, entry in _entries(data)]
    found = msgspec.convert(rows, type=tuple[Cue, ...])
    return tuple(sorted(found, key=lambda cue: -cue.strictness))


@cache
def terms() -> Mapping[str, frozenset[str]]:
    """The classes of terms that conditions name: ``arms``, ``troops``, ``money`` and so on, each as lemmas."""
    return {name: frozenset(words) for name, words in _load("acts")["terms"].items()}


@cache
def no_act() -> frozenset[str]:
    """Verbs that say no act by themselves; one with a conditional cue may still be one in that cue's company."""
    return frozenset(_load("acts")["none"]["verbs"])


@cache
def index(name: str) -> CueIndex:
    """The index over the cues of one file, built once."""
    return CueIndex(cues(name))


class CueIndex:
    """Finds cues in tokens: a dictionary on the first lemma, then the longest form that fits."""

    def __init__(self, cues: Iterable[Cue]) -> None:
        self._by_first: dict[str, list[_Pattern]] = {}
        for cue in cues:
            for form in cue.forms:
                gap = len(form) > 1 and (cue.gap or (cue.pos == "VERB" and form[1] in PARTICLES))
                self._by_first.setdefault(form[0], []).append(_Pattern(form, cue, gap))
        for patterns in self._by_first.values():
            patterns.sort(key=_longest_first)

    def match(self, lemmas: Sequence[str], pos: Sequence[str], lower: Sequence[str]) -> list[CueHit]:
        """The cues in a row of tokens, by position; several for one place where entries differ by condition.

        A word fits by its lemma or by its lower-cased text; a form that begins with ``=`` fits the text only. A
        longer form hides the shorter ones inside it, unless all its cues are conditional: then the caller can fall
        back on the shorter.
        """
        hits: list[CueHit] = []
        hidden: set[int] = set()
        by_first = self._by_first
        for i, (lemma, text) in enumerate(zip(lemmas, lower, strict=True)):
            patterns = by_first.get(lemma, _NONE)
            for key in (text, "=" + text):
                if key != lemma and (more := by_first.get(key)):
                    patterns = sorted([*patterns, *more], key=_longest_first) if patterns else more
            if patterns:
                hits.extend(_longest(patterns, i, lemmas, pos, lower, hidden))
        return hits


def _longest(
    patterns: Sequence[_Pattern],
    i: int,
    lemmas: Sequence[str],
    pos: Sequence[str],
    lower: Sequence[str],
    hidden: set[int],
) -> Iterator[CueHit]:
    """The hits that begin at token ``i``, longest forms first; marks tokens that they hide in ``hidden``."""
    if i in hidden:
        return
    settled = 0
    seen: set[int] = set()
    for form, cue, gap in patterns:
        if len(form) < settled or id(cue) in seen:
            continue
        places = _places(form, gap, i, lemmas, pos, lower)
        if places is None or not _fits(cue.pos, places, pos):
            continue
        seen.add(id(cue))
        if not cue.conditional:
            settled = len(form)
            hidden.update(places[1:])
        yield CueHit(cue, i, places[-1] + 1)


def _places(
    form: tuple[str, ...], gap: bool, i: int, lemmas: Sequence[str], pos: Sequence[str], lower: Sequence[str]
) -> list[int] | None:
    """Where each word of the form stands, the first at ``i``, or None."""
    places = [i]
    for k, word in enumerate(form[1:], start=1):
        at = places[-1] + 1
        last = at
        if k == 1 and gap:
            last = at + _OBJECT_GAP
        elif pos[places[-1]] in ("VERB", "AUX", "ADP", "SCONJ"):
            last = at + _LIGHT_GAP
        place = _next(word, at, min(last, len(lemmas) - 1), lemmas, pos, lower, gap and k == 1)
        if place is None:
            return None
        places.append(place)
    return places


def _next(
    word: str, first: int, last: int, lemmas: Sequence[str], pos: Sequence[str], lower: Sequence[str], wide: bool
) -> int | None:
    """The place of ``word`` from ``first`` to ``last``, past an object (``wide``) or past determiners and the like."""
    for at in range(first, last + 1):
        if lemmas[at] == word or lower[at] == word or word == "=" + lower[at]:
            return at
        if pos[at] in ("VERB", "PUNCT", "CCONJ", "SCONJ") or (not wide and pos[at] not in _LIGHT):
            return None
    return None


def _fits(wanted: str, places: list[int], pos: Sequence[str]) -> bool:
    """Whether the parts of speech suit: the first word of a verb, any word of a noun or adjective."""
    if not wanted:
        return True
    allowed = _PART_OF_SPEECH[wanted]
    if wanted == "VERB":
        return pos[places[0]] in allowed
    return any(pos[at] in allowed for at in places)


def _load(name: str) -> dict[str, Any]:
    return tomllib.loads((files("backchannel.vocabulary") / "en" / f"{name}.toml").read_text("utf-8"))


def _entries(data: Mapping[str, Any]) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """Each entry with the answer and the part-of-speech group it stands under."""
    for value, groups in data.items():
        if value not in ("terms", "none"):
            for group, entries in groups.items():
                for entry in entries:
                    yield value, group, entry


def _row(value: str, group: str, entry: Mapping[str, Any], classes: Mapping[str, list[str]]) -> dict[str, Any]:
    """The entry as :class:`Cue` takes it: forms split into tokens, classes of terms spelt out."""
    row = {"value": value, "pos": GROUPS[group], **entry}
    lemma = row.pop("lemma")
    row["forms"] = [tokens(form) for form in ([lemma] if isinstance(lemma, str) else lemma)]
    for key in ("when", "unless"):
        if key in row:
            row[key] = {slot: _spelt_out(words, classes) for slot, words in row[key].items()}
    return row


def tokens(form: str) -> tuple[str, ...]:
    """The words of a form as spaCy cuts them: hyphens are tokens of their own."""
    return tuple(form.replace("-", " - ").replace("'", " '").split())


def _spelt_out(words: str | list[str], classes: Mapping[str, list[str]]) -> list[str]:
    """The lemmas of a condition, classes replaced by their members."""
    listed = [words] if isinstance(words, str) else words
    return [lemma for word in listed for lemma in (classes[word[1:]] if word.startswith("@") else [word])]
