"""The predicates of a paragraph as a factuality reader needs them: tense, mood, polarity, what governs them.

Labels are those of spaCy's English models (CLEAR style). What a conjunct shares with the predicate it is joined to
(auxiliaries, negation, subject, "to") is given to it as well: "could not stay or eat" has two modals.
"""

from __future__ import annotations

from functools import cached_property

from backchannel.claims.scene import View
from backchannel.claims.signatures import signature

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
_NEGATORS = frozenset(
    {"not", "n't", "nt", "never", "neither", "nor", "hardly", "scarcely", "barely", "rarely", "seldom"}
)
_NOBODY = frozenset({"no", "none", "nobody", "nothing", "neither", "nowhere", "noone"})
_BARE = frozenset({"VB", "VBP"})
_FULL = frozenset({"get", "let", "help"})
_CLAUSES = frozenset({"ROOT", "advcl", "relcl", "ccomp", "xcomp", "acl", "conj", "parataxis", "pcomp"})
_ARGUMENTS = frozenset({"aux", "auxpass", "nsubj", "nsubjpass", "dobj", "prt", "xcomp", "ccomp", "mark"})
_MOST_SHARED = 4
_MODALS = {
    "will": "will", "'ll": "will", "wo": "will", "shall": "will", "ll": "will", "would": "would", "'d": "would",
    "wouldn't": "would", "can": "can", "ca": "can", "could": "could", "may": "may", "might": "may",
    "should": "should", "ought": "should", "must": "must", "sha": "will", "cannot": "can",
}  # fmt: skip
_PAST = frozenset({"did", "was", "were", "got"})
_HAVE = frozenset({"have", "has", "had", "'ve", "ve", "having"})
_COMPLEMENTS = frozenset({"ccomp", "xcomp", "acl", "csubj", "oprd", "dobj", "advcl"})
_QUESTION_TAGS = frozenset({"WRB", "WP", "WDT"})
_BY_TAG = {
    "VBD": "past", "VBZ": "present", "VBP": "present", "VB": "bare", "VBG": "gerund", "VBN": "participle",
    "JJ": "adjective", "NN": "noun", "NNS": "noun",
}  # fmt: skip
_WH = frozenset({"who", "whom", "what", "which", "when", "where", "why", "how", "whose"})
MOODS = (*sorted(set(_MODALS.values())), "imperative", "infinitive", "perfect", "past", "progressive", "present",
         "bare", "gerund", "participle", "adjective", "noun", "none")  # fmt: skip


def heads(view: View, first: int, last: int) -> list[int]:
    """The predicate heads among tokens ``first`` to ``last``: verbs but no auxiliaries, and adjectives after "be".

    Participles before a noun ("the proposed rule") count, and so do nouns in "-ing" and those for which the vocabulary
    knows an act.
    """
    return [at for at in range(first, last) if _is_head(view, at)]


def _is_head(view: View, at: int) -> bool:
    pos, dep, tag = view.pos[at], view.dep[at], view.tokens[at].tag_
    if dep in ("aux", "auxpass"):
        return view.lemma[at] in _FULL
    if pos in ("VERB", "AUX") or tag.startswith("VB"):
        return True
    if pos == "ADJ":
        return dep in ("acomp", "ccomp", "ROOT", "oprd") or view.lower[at].endswith(("ed", "ing"))
    return _acts(view, at) if pos == "NOUN" else _verbal(view, at)


def _acts(view: View, at: int) -> bool:
    named = any(name == "acts" for name, _ in view.cues.get(at, ()))
    return named or view.lower[at].endswith("ing") or _verbal(view, at)


def _verbal(view: View, at: int) -> bool:
    """Whether a word that the parser takes for a noun stands like a verb, as happens in informal writing."""
    return view.dep[at] in _CLAUSES and any(view.dep[c] in _ARGUMENTS for c in view.children[at])


class Predicate:
    """One predicate of a paragraph and its grammar, each answer worked out once."""

    def __init__(self, view: View, at: int) -> None:
        self.view = view
        self.at = at
        self.tag = view.tokens[at].tag_
        self.dep = view.dep[at]
        self.lemma = view.lemma[at]

    @cached_property
    def chain(self) -> tuple[int, ...]:
        """The predicate and those it is joined to from which it may take auxiliaries, nearest first."""
        view, at, found = self.view, self.at, [self.at]
        for _ in range(_MOST_SHARED):
            head = view.head[at]
            if view.dep[at] != "conj" or self._own(at) or view.pos[head] not in ("VERB", "AUX", "ADJ"):
                break
            if not _alike(view, at, head):
                break
            found.append(head)
            at = head
        return tuple(found)

    def _own(self, at: int) -> bool:
        view = self.view
        return any(view.dep[c] in ("aux", "auxpass") or view.dep[c] in _SUBJECTS for c in view.children[at])

    def children(self, *labels: str) -> list[int]:
        """The tokens that depend on the predicate, or on one it shares auxiliaries with, under any of the labels."""
        view = self.view
        return [c for at in self.chain for c in view.children[at] if view.dep[c] in labels]

    @cached_property
    def auxiliaries(self) -> tuple[str, ...]:
        """Lower-cased auxiliaries, in order; "to" among them."""
        return tuple(self.view.lower[c] for c in sorted(self.children("aux", "auxpass")))

    @cached_property
    def subject(self) -> int | None:
        """The subject, own or shared."""
        found = self.children(*_SUBJECTS)
        return found[0] if found else None

    @cached_property
    def root(self) -> int:
        """The first of the predicates it is joined to: what governs that one governs them all."""
        view, at = self.view, self.at
        for _ in range(_MOST_SHARED * 2):
            if view.dep[at] != "conj" or view.pos[view.head[at]] not in ("VERB", "AUX", "ADJ", "NOUN"):
                break
            at = view.head[at]
        return at

    @cached_property
    def governor(self) -> int | None:
        """The predicate or noun that governs it, past the conjunction; None for the root of a sentence."""
        head = self.view.head[self.root]
        return None if head == self.root else head

    @cached_property
    def signed_by(self) -> int | None:
        """The word whose complement it is, past a preposition ("refrain from voting") and "be" ("is hard to find")."""
        view, at = self.view, self.governor
        if at is None:
            return None
        if view.dep[at] == "prep":
            return view.head[at]
        said = [c for c in view.children[at] if view.dep[c] == "acomp"] if view.lemma[at] == "be" else []
        return said[0] if said else at

    @cached_property
    def signature(self) -> str | None:
        """The class of that word for this kind of complement; None where it is no complement or none is known."""
        at = self.signed_by
        if at is None or not self.complement:
            return None
        return signature(self.view.pos[at], self.view.lemma[at], self.complement)

    @cached_property
    def link(self) -> str:
        """How it hangs on its governor: the label of the first conjunct."""
        return self.view.dep[self.root]

    @cached_property
    def marks(self) -> tuple[str, ...]:
        """Subordinators and question words that open its clause ("if", "unless", "that", "when", "how")."""
        view = self.view
        clause = {self.at, *self.chain, self.root}
        found = {view.lower[c] for at in clause for c in view.children[at] if self._opens(at, c)}
        return tuple(sorted(found))

    def _opens(self, at: int, child: int) -> bool:
        return self.view.dep[child] == "mark" or (child < at and self.view.tokens[child].tag_ in _QUESTION_TAGS)

    @cached_property
    def negated(self) -> bool:
        """Whether its clause is negative: by an adverb, by its subject or by its object ("no one", "nothing")."""
        view = self.view
        for at in self.chain:
            for child in view.children[at]:
                if view.dep[child] == "neg" or view.lower[child] in _NEGATORS:
                    return True
                phrase = view.dep[child] in (*_SUBJECTS, "dobj", "attr")
                if phrase and (view.lower[child] in _NOBODY or _no(view, child)):
                    return True
        return False

    @cached_property
    def to(self) -> bool:
        """Whether it is an infinitive with "to"."""
        return "to" in self.auxiliaries

    @cached_property
    def imperative(self) -> bool:
        """Whether it reads as a command: a bare form without subject at the head of a sentence or clause."""
        if self.tag not in _BARE or self.subject is not None or self.to:
            return False
        if set(self.auxiliaries) - {"do", "let"}:
            return False
        view = self.view
        return self.link in ("ROOT", "ccomp", "parataxis", "dep") and "?" not in view.lower[self.at : self.at + 40]

    @cached_property
    def mood(self) -> str:
        """The mood or tense of its clause, one of ``MOODS``."""
        modal = next((_MODALS[word] for word in self.auxiliaries if word in _MODALS), None)
        if modal is not None:
            return modal
        if self.imperative or self.to:
            return "imperative" if self.imperative else "infinitive"
        return self._tense()

    def _tense(self) -> str:
        auxiliaries = set(self.auxiliaries)
        if auxiliaries & _HAVE:
            return "perfect"
        if auxiliaries & _PAST:
            return "past"
        if auxiliaries:
            return "progressive" if self.tag == "VBG" else "present"
        return _BY_TAG.get(self.tag, "none")

    @cached_property
    def complement(self) -> str:
        """What kind of complement of its governor it is: to, ing, that, bare, whether; empty where it is none."""
        if self.link in ("pcomp", "prep") or (self.link == "pobj" and self.tag == "VBG"):
            return "ing"
        if self.link == "relcl":
            return "that" if any(self.view.dep[c] == "mark" for c in self.view.children[self.root]) else ""
        if self.link not in _COMPLEMENTS or (self.link == "advcl" and not self.to):
            return ""
        return "to" if self.to else self._finite_complement()

    def _finite_complement(self) -> str:
        bare = not self.auxiliaries
        if bare and self.tag == "VBG":
            return "ing"
        if {"if", "whether"} & set(self.marks):
            return "whether"
        if bare and self.tag == "VB" and self.link in ("xcomp", "ccomp") and "that" not in self.marks:
            return "bare"
        return "that" if self.link in ("ccomp", "acl", "csubj") else ""

    @cached_property
    def question(self) -> str:
        """``wh`` or ``yes-no`` where its clause is a question that is put, else empty."""
        view = self.view
        last = min(view.doc[self.at].sent.end, len(view.tokens))
        if "?" not in view.lower[max(self.at, last - 3) : last] or self.link not in ("ROOT", "ccomp", "parataxis"):
            return ""
        return "wh" if any(m in _WH for m in self.marks) or _asked_object(view, self.at) else "yes-no"


def _asked_object(view: View, at: int) -> bool:
    return any(c < at and any(view.lower[g] in _WH for g in (c, *view.children[c])) for c in view.children[at])


def _alike(view: View, one: int, other: int) -> bool:
    """Whether two forms can share auxiliaries: both finite, both bare, both the same participle.

    A form that looks like the bare one ("cut", "read") is taken for whatever its neighbour is.
    """
    tags = {view.tokens[one].tag_, view.tokens[other].tag_}
    bare = view.lower[one] == view.lemma[one] and tags <= {"VB", "VBP", "VBD", "NN"}
    return len(tags) == 1 or tags <= {"VBN", "VBD"} or tags <= {"VB", "VBP"} or bare


def _no(view: View, at: int) -> bool:
    return any(view.lower[c] == "no" and view.dep[c] in ("det", "neg") for c in view.children[at])
