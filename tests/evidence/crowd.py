"""As many claims as wanted, skewed as in an archive; always the same ones for the same number."""

from __future__ import annotations

import random

from backchannel.model import Claim
from tests.evidence.factory import actors, said

CODES = ("LBY", "MLT", "ITA", "EGY", "TUN", "DZA", "FRA", "GBR")
SYLLABLES = tuple(a + b + c for a in "bdfgklmnprstvz" for b in "aeiou" for c in "lnr")


def many(count: int) -> list[Claim]:
    """Claims about a third as many matters; a few dyads and words have most of them, as in a newsroom's archive."""
    draw = random.Random(7)
    stock = [f"{a}{b}" for a in SYLLABLES for b in SYLLABLES]
    matters = [_matter(draw, stock) for _ in range(max(1, count // 3))]
    made = []
    for n in range(count):
        one, other, year, words = draw.choice(matters)
        quote, roles = " ".join(draw.sample(words, 6)), actors(source=one, target=other)
        made.append(said(quote, f"{n // 40}.txt", 200 * (n % 40), actors=roles, plover="AID", domain="arms", date=year))
    return made


def _matter(draw: random.Random, stock: list[str]) -> tuple[str, str, str, list[str]]:
    one, other = draw.sample(CODES[: 2 + min(6, int(draw.paretovariate(0.8)))], 2)
    words = {stock[min(len(stock) - 1, int(draw.paretovariate(0.4)))] for _ in range(30)}
    return one, other, str(draw.randint(1950, 2015)), [*sorted(words), *stock[-6:]][:8]
