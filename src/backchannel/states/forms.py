"""Every surface form that can stand for a party or a known actor, gathered from the tables and the vocabulary."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from backchannel.model import ActorType, first_day, last_day
from backchannel.states.folding import fold_word
from backchannel.states.tables import day, rows, successions
from backchannel.states.values import Form, FormKind
from backchannel.vocabulary import load_toml

_NAME_KINDS: dict[str, FormKind] = {"official": "official", "abbreviation": "abbreviation"}
_FILES: tuple[tuple[str, str, FormKind, ActorType], ...] = (
    ("agencies", "agency", "agency", "agency"),
    ("organisations", "organisation", "organisation", "other"),
    ("armed_groups", "armed_group", "armed_group", "armed_group"),
    ("media", "medium", "media", "media"),
    ("bodies", "body", "body", "other"),
    ("metonyms", "metonym", "metonym", "agency"),
    ("entities", "entity", "entity", "state"),
    ("entities", "movement", "entity", "other"),
    ("entities", "population", "population", "population"),
)


def is_acronym(text: str) -> bool:
    """Whether a form is written in capitals ('US', 'U.K.', 'IAEA'): it must then stand so in the text."""
    letters = [c for c in text if c.isalpha()]
    return len(text) <= 8 and " " not in text.strip() and all(c.isupper() for c in letters)


def _names() -> Iterator[Form]:
    for code, text, kind, since, until, source in rows("names"):
        if kind == "code":
            continue
        yield Form(text, code, _NAME_KINDS.get(kind, "name"), "state", day(since), day(until), is_acronym(text), source)
    for code, name, *_ in rows("parties"):
        yield Form(name, code, "name", "state", source="parties")


def _demonyms() -> Iterator[Form]:
    for code, text, kind, since, until, source in rows("demonyms"):
        if kind == "adjective":
            yield Form(text, code, "adjective", "state", day(since), day(until), False, source)
        else:
            yield Form(text, code, "demonym", "population", day(since), day(until), False, source)


def _capitals() -> Iterator[Form]:
    for code, text, since, until, source in rows("capitals"):
        yield Form(text, code, "capital", "state", day(since), day(until), False, source)


def _leaders() -> Iterator[Form]:
    held = _offices_after()
    for code, name, surname, since, until, role, common, source in rows("leaders"):
        if role == "statesman" and (code, name) in held:
            continue  # a list of lives knows him by the state of his birth
        start, end = day(since), day(until)
        yield Form(name, code, "leader", "person", start, end, " " not in name and common == "1", source, name)
        if role != "office" and surname != name and len(surname.rstrip(".")) > 1:
            yield Form(surname, code, "leader", "person", start, end, common == "1", source, name)


def _offices_after() -> frozenset[tuple[str, str]]:
    """Persons, each with a state that is gone, who held office in one that followed it."""
    before: dict[str, set[str]] = {}
    for one in successions():
        before.setdefault(one.after, set()).add(one.before)
    held = ((row[0], row[1]) for row in rows("leaders") if row[5] != "statesman")
    return frozenset((gone, name) for code, name in held for gone in before.get(code, ()))


def _prefixes() -> Iterator[Form]:
    for entry in load_toml("compounding").get("prefix", ()):
        yield Form(entry["text"], entry["code"], "prefix", "state", source=entry["reference"])


def _entry_forms(entry: dict[str, Any], kind: FormKind, default: ActorType) -> Iterator[Form]:
    code = entry.get("code") or entry.get("country") or None
    start = first_day(entry["since"]) if "since" in entry else None
    end = last_day(entry["until"]) if "until" in entry else None
    kind, actor_type, source = entry.get("kind", kind), entry.get("type", default), entry["reference"]
    if kind == "capital":
        actor_type = "state"
    actor = None if actor_type == "state" else entry["name"]
    home = entry.get("home") or code
    for text in (entry["name"], *entry.get("names", ())):
        yield Form(text, code, kind, actor_type, start, end, is_acronym(text), source, actor, home)
    for text in entry.get("adjectives", ()):
        yield Form(text, code, "adjective", actor_type, start, end, False, source, actor)
    for text in entry.get("demonyms", ()):
        yield Form(text, code, "demonym", "population", start, end, False, source, actor)


def _vocabulary() -> Iterator[Form]:
    for file, table, kind, default in _FILES:
        for entry in load_toml(file).get(table, ()):
            yield from _entry_forms(entry, kind, default)


@cache
def forms() -> tuple[Form, ...]:
    """All forms, each once: names, adjectives, people, capitals, prefixes, leaders, agencies, groups, media."""
    gathered = (*_names(), *_demonyms(), *_capitals(), *_prefixes(), *_vocabulary(), *_leaders())
    seen: dict[tuple[object, ...], Form] = {}
    for form in gathered:
        seen.setdefault(form[:6], form)
    return tuple(seen.values())


@cache
def forenames() -> frozenset[str]:
    """The first words of leaders' full names, folded."""
    names = (row[1].split() for row in rows("leaders"))
    return frozenset(fold_word(words[0]) for words in names if len(words) > 1)


@cache
def place_forms() -> tuple[Form, ...]:
    """Cities and regions, with the state they lie in; whether one tells for whom somebody acts the clause decides."""
    return tuple(Form(text, code, "place", "population", source=source) for code, text, _, source in rows("places"))


@cache
def traps() -> tuple[str, ...]:
    """Phrases that hold a party's word and mean something else: 'Indian Ocean', 'Jordan River', 'guinea pig'."""
    own = [entry["text"] for entry in load_toml("not_parties").get("trap", ())]
    every = dict.fromkeys((*own, *(text for text, _ in rows("traps"))))
    return (*every, *(f"{text}s" for text in every if text.rpartition(" ")[2].islower() and f"{text}s" not in every))
