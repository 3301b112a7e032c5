"""What is said of a document's parts that were not read."""

from __future__ import annotations

from collections import Counter


def left_out(counts: Counter[str]) -> tuple[str, ...]:
    """A warning a kind: tracked changes, comments, hidden text, what is embedded in another format."""
    said: list[str] = []
    changes = [
        f"{_number(counts[what], what)} {done}"
        for what, done in (("insertion", "taken as made"), ("deletion", "left out"))
        if counts[what]
    ]
    if changes:
        said.append(f"of tracked changes, {' and '.join(changes)}")
    if counts["comment"]:
        said.append(f"{_number(counts['comment'], 'comment')} left out")
    if counts["hidden"]:
        said.append(f"hidden text was left out at {counts['hidden']} place{'s' * (counts['hidden'] > 1)}")
    if counts["embedded"]:
        said.append(f"{_number(counts['embedded'], 'embedded object')} left out")
    return tuple(said)


def _number(count: int, what: str) -> str:
    return f"1 {what} was" if count == 1 else f"{count} {what}s were"
