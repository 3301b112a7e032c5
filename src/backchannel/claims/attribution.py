"""The chain on whose word a claim stands: originator first, each relay outward, the author last."""

from __future__ import annotations

from collections.abc import Iterable

from backchannel.claims.features import Stretch
from backchannel.claims.frames import Frame
from backchannel.claims.scene import Scene
from backchannel.model import Citation, Kind, Note, Relay

AUTHOR = Relay(source="author", cue=None, kind="author")
_OWN_VOICE = frozenset({"i", "we", "us", "our", "my", "me"})


def chain(scene: Scene, stretch: Stretch, frames: list[Frame], kind: Kind) -> tuple[Relay, ...]:
    """The chain of a claim of ``kind`` in these frames.

    A frame that is the claim's own predicate counts only for a statement: there the reporting is the position. A
    note that the sentence carries is a relay between those who are quoted and the author.
    """
    relays = [Relay(source=f.source, cue=f.cue, kind=f.kind) for f in _counted(scene, frames, kind)]
    if not relays and scene.last_source and (kind == "statement" or quoted(scene)):
        relays = [Relay(source=scene.last_source, cue=None, kind="quote" if quoted(scene) else "report")]
    note = note_of(scene, stretch)
    if note is not None:
        relays.append(Relay(source=name_of(note), cue=f"[{note.number}]", kind="footnote"))
    return (*_once(relays), AUTHOR)


def quoted(scene: Scene) -> bool:
    """Whether the sentence stands within quotation marks that were opened in its paragraph."""
    view = scene.view
    return sum(word == '"' for word in view.lower[: scene.sentence.start + 1]) % 2 == 1


def _counted(scene: Scene, frames: list[Frame], kind: Kind) -> Iterable[Frame]:
    for frame in frames:
        if frame.own and kind != "statement":
            continue
        if frame.source.casefold() in _OWN_VOICE and not scene.side_name:
            continue
        yield frame


def _once(relays: Iterable[Relay]) -> list[Relay]:
    kept: dict[str, Relay] = {}
    for relay in relays:
        kept.setdefault(relay.source.casefold(), relay)
    return list(kept.values())


def note_of(scene: Scene, stretch: Stretch) -> Note | None:
    """The note whose mark is the first at or after the end of the claim within its sentence."""
    end = scene.offset(stretch.last - 1)
    after = [(at, note) for at, note in scene.notes if at >= end]
    return min(after, key=lambda pair: pair[0])[1] if after else None


def name_of(note: Note) -> str:
    """How a note's source is named: author and publisher of a work with a title, or the note's own words."""
    named = ", ".join(part for part in (note.author, note.publisher) if part) if note.title or note.publisher else ""
    return named or note.text


def citation(scene: Scene, stretch: Stretch) -> Citation | None:
    """The citation of a claim: only of a note whose mark stands in the sentence itself."""
    note = note_of(scene, stretch)
    if note is None:
        return None
    return Citation(footnote=int(note.number) if note.number.isdecimal() else None, text=note.text)
