"""Train the model of acts between two parties from sentences written for it (docs/reading-acts.md).

    python tools/train_acts.py [--out FILE]

``annotated/acts.txt`` holds the sentences by PLOVER type: X and {…} stand for the source, Y and […] for the target.
Each is printed several times over: with names of states, offices and bodies; framed as news frames it; in the future,
refused, asked for and threatened, which changes the type as PLOVER says; with a third party; two in one. Pairs of
parties that the sentence links in no act, and the same pair in the other direction, are told as ``none``. The examples
of the vocabulary are learned from too. The same files give the same weights.
"""

from __future__ import annotations

import argparse
import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import permutations
from pathlib import Path
from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression
from spacy.language import Language
from spacy.tokens import Doc, Token

from backchannel.claims.act_features import features, vector
from backchannel.claims.act_frames import Link, Party, link
from backchannel.claims.linear import Floats, Head, LinearModel, arrays
from backchannel.claims.scene import View
from backchannel.claims.scenes import hits
from backchannel.language import Paragraph, load
from backchannel.model import Section
from backchannel.vocabulary.cues import cues

SENTENCES = Path(__file__).parent / "annotated" / "acts.txt"
WEIGHTS = Path(__file__).parents[1] / "src" / "backchannel" / "claims" / "weights" / "acts.npz"
SEED = 7
LEAST = 2
"""How often a feature must occur to be given a weight."""
STRENGTH = 0.5
"""Inverse of the penalty on the squares of the weights."""
WIDTH = 240
"""Dimensions that the word vectors are cut to for training; the weights are folded back to full vectors."""
DOUBLES = 700
"""How many sentences are made of two."""

KIND = frozenset({"AID", "COOPERATE", "SUPPORT", "CONSULT", "RETREAT", "CONCEDE"})
UNKIND = frozenset({"SANCTION", "COERCE", "ASSAULT", "MOBILIZE", "PROTEST"})
NAMES = (
    ("Sweden", "Swedish"), ("Peru", "Peruvian"), ("Kenya", "Kenyan"), ("Japan", "Japanese"), ("Chile", "Chilean"),
    ("Ghana", "Ghanaian"), ("Turkey", "Turkish"), ("Spain", "Spanish"), ("Vietnam", "Vietnamese"),
    ("Poland", "Polish"), ("Canada", "Canadian"), ("Egypt", "Egyptian"), ("Brazil", "Brazilian"),
    ("Greece", "Greek"), ("China", "Chinese"), ("Russia", "Russian"), ("Cuba", "Cuban"), ("Mexico", "Mexican"),
    ("Sudan", "Sudanese"), ("Angola", "Angolan"), ("France", "French"), ("Iran", "Iranian"),
    ("Ukraine", "Ukrainian"), ("Norway", "Norwegian"), ("Thailand", "Thai"), ("Algeria", "Algerian"),
    ("the United States", "American"), ("Britain", "British"), ("Germany", "German"),
    ("North Korea", "North Korean"), ("Saudi Arabia", "Saudi"), ("Venezuela", "Venezuelan"),
    ("Somalia", "Somali"), ("Serbia", "Serbian"), ("Bolivia", "Bolivian"), ("Nepal", "Nepali"),
    ("Libya", "Libyan"), ("Cyprus", "Cypriot"), ("Georgia", "Georgian"), ("Mali", "Malian"),
)  # fmt: skip
OTHERS = (
    "Ankara", "Beijing", "Paris", "Lima", "Oslo", "Nairobi", "Moscow", "Washington", "London", "Hanoi",
    "the Kenyan government", "the Polish foreign minister", "Prime Minister Lindqvist", "President Moreno",
    "the Greek foreign ministry", "the European Union", "the United Nations", "the Chilean president",
    "the military junta", "the Thai prime minister", "Foreign Minister Okello", "the rebels",
    "Secretary of State Harlan", "Senator Whitlock",
)  # fmt: skip
ROLES = ("troops", "officials", "leaders", "diplomats", "forces", "ministers", "negotiators", "police", "lawmakers")
BEFORE = (
    "On Tuesday, ", "Last year, ", "In 1974, ", "According to officials, ", "A spokesman said ",
    "State television reported that ", "After months of waiting, ", "In a surprise move, ", "Meanwhile, ",
    "Diplomats said on Friday that ",
)  # fmt: skip
AFTER = (
    " on Monday", ", officials said", ", the agency reported", " last week", " despite calls for talks",
    ", days after an attack on a border post", " in the wake of the protests", ", witnesses said",
    " ahead of the summit", " amid growing tension", ", a source close to the matter said",
)  # fmt: skip
PROMISED = (
    "will {}", "agreed to {}", "promised to {}", "is willing to {}", "plans to {}", "said it would {}",
    "offered to {}", "is ready to {}", "has pledged to {}", "said it will {}", "announced that it will {}",
    "is prepared to {}", "intends to {}", "will soon {}", "is expected to {}", "vowed to {}",
)  # fmt: skip
THREATENED = (
    "will {}", "threatened to {}", "said it would {}", "plans to {}", "vowed to {}", "warned that it would {}",
    "said it will {}", "is preparing to {}", "is ready to {}", "has threatened to {}",
)  # fmt: skip
REFUSED = (
    "refused to {}", "will not {}", "said it would not {}", "declined to {}", "would not {}",
    "said it will never {}", "has refused to {}", "failed to {}",
)  # fmt: skip
DENIED = ("did not {}", "never did {}", "denied that it would {}", "has yet to {}", "was never asked to {}")
ASKED = (
    "{Z} urged X to {}", "{Z} asked X to {}", "{Z} called on X to {}", "{Z} demanded that X {}",
    "{Z} wants X to {}", "{Z} told X to {}", "{Z} said X must {}", "{Z} pressed X to {}",
    "{Z} appealed to X to {}", "{Z} said that X should {}",
)  # fmt: skip
ELSEWHERE = ("Ecuador", "Yemen", "Laos", "Tunisia", "Iceland")
JOINTS = ("; ", ", and ", ", while ", ", but ", " after ", ", which came as ")

Span = tuple[int, int]


class Line(NamedTuple):
    """A sentence with its places open, and its type."""

    act: str
    text: str


class Made(NamedTuple):
    """A sentence as printed, its parties, and the type of each pair that an act links (by place, source first)."""

    text: str
    parties: tuple[Span, ...]
    acts: dict[tuple[int, int], str]


class Row(NamedTuple):
    """One pair of parties where it stands, and its type."""

    view: View
    link: Link
    act: str


def read(path: Path = SENTENCES) -> Iterator[Line]:
    """The sentences of the file, under the type of the heading that they follow."""
    act = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        heading = re.fullmatch(r"\[([A-Z]+|none)(?: [a-z-]+)?\]", line)
        if heading:
            act = heading[1]
        elif line.strip():
            yield Line(act, line)


def party(chance: random.Random) -> tuple[str, str | None]:
    """A name with its adjective, if it has one."""
    return chance.choice(NAMES) if chance.random() < 0.65 else (chance.choice(OTHERS), None)


def printed(line: Line, chance: random.Random, *, framed: bool = False, third: bool = False) -> Made | None:
    """The sentence with names in its places; None where one of the two has no place in it."""
    text = line.text
    names = {mark: party(chance) for mark in "XYZ"}
    while len({name for name, _ in names.values()}) < 3:
        names = {mark: party(chance) for mark in "XYZ"}
    if third and text.startswith("X ") and " and Y" not in text:
        text = text.replace("X ", "X and Z ", 1)
    text = adjectives(text, names, chance)
    for mark, (name, _) in names.items():
        text = re.sub(rf"\b{mark}\b(?!›)", f"‹{mark}›{name}‹/›", text)
    for sign, mark in (("{", "‹X›"), ("}", "‹/›"), ("[", "‹Y›"), ("]", "‹/›")):
        text = text.replace(sign, mark)
    if framed:
        text = frame(text, chance)
    plain, spans = cut(text)
    if "X" not in spans or "Y" not in spans:
        return None
    order = [mark for mark in "XYZ" if mark in spans]
    acts = {(0, 1): line.act}
    if third and "Z" in spans:
        acts[2, 1] = line.act
    if equals(line):
        acts[1, 0] = line.act
    return Made(plain[0].upper() + plain[1:], tuple(spans[m] for m in order), acts)


def equals(line: Line) -> bool:
    """Whether the two are equal by the wording alone."""
    return re.search(r"\bX and Y\b|\bX and its partner|\{The two", line.text) is not None


def adjectives(text: str, names: dict[str, tuple[str, str | None]], chance: random.Random) -> str:
    """Some names as adjectives: "sailors of Y" as "Norwegian sailors", "X" as "Thai officials"."""
    one, other = names["X"][1], names["Y"][1]
    if other and chance.random() < 0.6:
        text = re.sub(
            r"\b(the )?((?:[a-z]+ )?[a-z]+) of Y\b", lambda m: f"{m[1] or ''}‹Y›{other}‹/› {m[2]}", text, count=1
        )
    if one and chance.random() < 0.5:
        text = re.sub(r"\bX's (?=[a-z])", f"‹X›{one}‹/› ", text, count=1)
        text = re.sub(r"\b(Troops|Warships|[Ss]oldiers) of X\b", lambda m: f"‹X›{one}‹/› {m[1].lower()}", text, count=1)
    if one and other and text.startswith("X and Y ") and chance.random() < 0.5:
        role = chance.choice(ROLES)
        between = chance.choice(("", f"{chance.choice(ROLES)} "))
        text = f"‹X›{one}‹/› {between}and ‹Y›{other}‹/› {role} {text[8:]}"
    if one and text.startswith("X ") and not text.startswith("X and") and chance.random() < 0.3:
        text = f"‹X›{one}‹/› {chance.choice(ROLES)} {text[2:]}"
    return text


def frame(text: str, chance: random.Random) -> str:
    """The sentence with something before or after it that is not the act."""
    drawn = chance.random()
    if drawn < 0.4:
        start = re.match(r"^((?:‹.›)?)(The|A|An|Two|Three|Thousands|Police|Crowds|Talks|Troops)\b", text)
        if start:
            text = start[1] + start[2].lower() + text[start.end() :]
        return chance.choice(BEFORE) + text
    if drawn < 0.8 and text.endswith("."):
        return f"{text[:-1]}{chance.choice(AFTER)}."
    return text


def cut(text: str) -> tuple[str, dict[str, Span]]:
    """The text without marks, and where the first party of each mark stands."""
    spans: dict[str, Span] = {}
    plain, opened, start = "", "", 0
    for piece in re.split(r"(‹.›)", text):
        if piece == "‹/›":
            spans.setdefault(opened, (start, len(plain)))
        elif piece.startswith("‹") and len(piece) == 3:
            opened, start = piece[1], len(plain)
        else:
            plain += piece
    return plain, spans


def doubled(first: Made, second: Made, joint: str) -> Made:
    """Two sentences in one; nobody of one does anything to anybody of the other."""
    start = second.text
    named = not re.match(r"(The|A|An|Two|Three|Thousands|Police|Crowds|Troops)\b", start)
    lowered = start if named else start[0].lower() + start[1:]
    low = len(first.text) - 1 + len(joint)
    moved = tuple((s + low, e + low) for s, e in second.parties)
    n = len(first.parties)
    acts = {**first.acts, **{(a + n, b + n): act for (a, b), act in second.acts.items()}}
    return Made(first.text[:-1] + joint + lowered, (*first.parties, *moved), acts)


def changed(line: Line, nlp: Language, chance: random.Random) -> Iterator[Line]:
    """What becomes of an act that is only promised, threatened, refused, asked for or denied."""
    subject = re.match(r"^(X|\{[^}]*\}) ", line.text)
    if not subject or not line.text.endswith(".") or re.search(r"\bX\b", line.text[subject.end() :]):
        return
    verb = infinitive(line.text, subject[1], nlp)
    if verb is None:
        return

    def told(forms: tuple[str, ...]) -> str:
        return f"{subject[1]} {chance.choice(forms).replace('{}', verb, 1)}."

    if line.act in KIND:
        yield Line("AGREE", told(PROMISED))
        if chance.random() < 0.35:
            yield Line("REJECT", told(REFUSED))
        if chance.random() < 0.25:
            yield Line("REQUEST", asked(subject[1], verb, chance))
    elif line.act in UNKIND:
        yield Line("THREATEN", told(THREATENED))
        if chance.random() < 0.1:
            yield Line("REQUEST", asked(subject[1], verb, chance))
        if chance.random() < 0.1:
            yield Line("REJECT", told(REFUSED))
    if line.act != "none" and chance.random() < 0.15:
        yield Line("none", told(DENIED))


def infinitive(text: str, subject: str, nlp: Language) -> str | None:
    """The predicate of the sentence, from its main verb on, in the infinitive; None where that is not plain."""
    doc = nlp(_plain(text))
    root = next((t for t in doc if t.dep_ == "ROOT"), None)
    if root is None or root.tag_ not in ("VBD", "VBZ", "VBP") or root.lemma_ == "be":
        return None
    if any(c.dep_ in ("aux", "auxpass", "neg") for c in root.children) or root.idx != len(_plain(subject)) + 1:
        return None
    rest, out, at = text[len(subject) + 1 : -1], "", 0
    for token in sorted(_joined(root)):
        found = re.search(rf"\b{re.escape(doc[token].text)}\b", rest[at:])
        if not found:
            return None
        out += rest[at : at + found.start()] + doc[token].lemma_
        at += found.end()
    return out + rest[at:]


def _joined(root: Token) -> set[int]:
    found, stack = {root.i}, [root]
    while stack:
        for child in stack.pop().children:
            if child.dep_ == "conj" and child.tag_ in ("VBD", "VBZ"):
                found.add(child.i)
                stack.append(child)
    return found


def _plain(text: str) -> str:
    return re.sub(r"[\[\]{}]", "", re.sub(r"\bY\b", "Kenya", re.sub(r"\bX\b", "Peru", text)))


def asked(subject: str, verb: str, chance: random.Random) -> str:
    """A request of a new source to the act's own, which becomes the target."""
    inner = "Y" if subject == "X" else f"[{subject[1].lower()}{subject[2:-1]}]"
    verb = re.sub(r"\bY\b", chance.choice(ELSEWHERE), re.sub(r"[\[\]]", "", verb))
    return f"{chance.choice(ASKED).replace('X', inner).replace('{Z}', 'X').replace('{}', verb)}."


def made(nlp: Language, chance: random.Random) -> list[Made]:
    """All sentences to learn from."""
    found: list[Made] = []
    lines = list(read())
    for line in lines:
        more = list(changed(line, nlp, chance))
        found += filter(None, (printed(line, chance), printed(line, chance, framed=True)))
        found += filter(None, (printed(m, chance, framed=chance.random() < 0.5) for m in more))
        if chance.random() < 0.3:
            found += filter(None, (printed(line, chance, third=True),))
    plain = [m for m in (printed(line, chance) for line in lines) if m is not None]
    for _ in range(DOUBLES):
        first, second = chance.sample(plain, 2)
        found.append(doubled(first, second, chance.choice(JOINTS)))
    return found + list(examples())


def examples() -> Iterator[Made]:
    """The examples of the vocabulary, as sentences of two parties."""
    for cue in cues("acts"):
        ends = [cue.expect.get(end, "") for end in ("source", "target")]
        named = [str(name) for name in (cue.expect.get("participants", ()) if cue.symmetric else ends) if name][:2]
        spans = [cue.example.find(name) for name in named]
        if len(spans) == 2 and min(spans) >= 0:
            parties = tuple((at, at + len(name)) for at, name in zip(spans, named, strict=True))
            acts = {(0, 1): cue.value, **({(1, 0): cue.value} if cue.symmetric else {})}
            yield Made(cue.example, parties, acts)


def rows(sentences: Iterable[Made], nlp: Language) -> list[Row]:
    """Every ordered pair of parties of every sentence."""
    listed = list(sentences)
    found = []
    for sentence, doc in zip(listed, nlp.pipe((s.text for s in listed), batch_size=64), strict=True):
        paragraph = Paragraph(0, Section(start=0, end=len(sentence.text), kind="paragraph"), doc)
        view = View(paragraph, hits(paragraph))
        parties = [_party(doc, *span) for span in sentence.parties]
        for one, other in permutations(range(len(parties)), 2):
            source, target = parties[one], parties[other]
            if source is None or target is None:
                continue
            linked = link(view, source, target)
            act = sentence.acts.get((one, other), "none")
            back = sentence.acts.get((other, one), "none")
            if act == "none" and back != "none" and _even(view, linked, back):
                act = back
            found.append(Row(view, linked, act))
    return found


def _even(view: View, linked: Link, act: str) -> bool:
    """Whether the vocabulary says that the act makes the two equals."""
    cued = (hit.cue for at in linked.chain for name, hit in view.cues.get(at, ()) if name == "acts")
    return any(cue.value == act and cue.symmetric for cue in cued)


def _party(doc: Doc, start: int, end: int) -> Party | None:
    span = doc.char_span(start, end, alignment_mode="expand")
    return Party(span.start, span.end, span.root.i) if span is not None and len(span) else None


def fit(found: list[Row]) -> LinearModel:
    """The model of the rows."""
    named = [features(row.view, row.link) for row in found]
    dense = np.array([vector(row.view, row.link) for row in found])
    counted = Counter(name for names in named for name in names)
    columns = {name: i for i, name in enumerate(sorted(n for n in counted if counted[n] >= LEAST))}
    at = [(i, columns[name]) for i, names in enumerate(named) for name in names if name in columns]
    shape = (len(found), len(columns))
    sparse = csr_matrix((np.ones(len(at)), tuple(zip(*at, strict=True))), shape=shape)
    narrow = directions(dense)
    both = hstack([sparse, csr_matrix(dense @ narrow)]).tocsr()
    answer = LogisticRegression(C=STRENGTH, max_iter=100, class_weight="balanced")
    answer.fit(both, [row.act for row in found])
    weights = answer.coef_.T.astype(np.float32)
    head = {"act": Head(tuple(map(str, answer.classes_)), 0)}
    n = len(columns)
    return LinearModel(head, list(columns), weights[:n], narrow @ weights[n:], answer.intercept_.astype(np.float32))


def directions(dense: Floats) -> Floats:
    """The directions in which the vectors vary most, ``WIDTH`` of them: fitting on these is quicker, and as good."""
    _, vectors = np.linalg.eigh(dense.T @ dense)
    return np.asarray(vectors[:, ::-1][:, :WIDTH], dtype=np.float32)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    options = parser.parse_args()
    nlp = load()
    found = rows(made(nlp, random.Random(SEED)), nlp)
    print(len(found), dict(Counter(row.act for row in found).most_common()))
    np.savez_compressed(options.out, allow_pickle=False, **arrays(fit(found)))


if __name__ == "__main__":
    main()
