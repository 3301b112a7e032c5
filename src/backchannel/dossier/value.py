"""The dossier as a value: everything the page says, before it is a page."""

from __future__ import annotations

from typing import Literal

from backchannel.evidence.cited import CitedSource
from backchannel.model import (
    Acknowledgement,
    Channel,
    Claim,
    Conflictual,
    Cooperation,
    Dating,
    Domain,
    Finding,
    Linked,
    Standing,
    Value,
    Visibility,
    When,
)

Answered = Literal[
    "acknowledged by both", "acknowledged by one side", "denied", "not commented on", "no answer recorded"
]
NO_ANSWER: Answered = "no answer recorded"


class Party(Value, frozen=True):
    """One of the two: code and the name the page uses."""

    code: str
    name: str


class Passage(Value, frozen=True):
    """The block of a document in which a claim stands; ``start`` is the block's offset in the document's text.

    ``before`` and ``after`` are true where the block was cut, because it is long, at that end. ``language`` is that of
    the block where it is another than its document's.
    """

    document: str
    start: int
    text: str
    before: bool = False
    after: bool = False
    language: str | None = None


class Aside(Value, frozen=True):
    """That a claim counts no more, and by which document (id, name, title) its words were corrected or withdrawn."""

    kind: Literal["correction", "retraction"]
    by: str
    name: str
    title: str | None = None


class Line(Value, frozen=True):
    """A claim with the passage it stands in; ``mark`` are the claim's offsets within the passage's text.

    ``answers`` are what was answered to it or to a finding it belongs to, in words: whoever prints the claim prints
    them with it. ``left_out`` counts words of its quote that are not shown because its source is quoted enough.
    ``set_aside`` says that its words were corrected or withdrawn, None where they stand.
    """

    claim: Claim
    passage: Passage
    mark: tuple[int, int]
    answers: tuple[str, ...] = ()
    left_out: int = 0
    set_aside: Aside | None = None


class Matter(Value, frozen=True):
    """A finding laid out: which claims speak for it, which against, what was answered, since when it is known.

    ``known`` is when the first of the documents here that say so appeared; ``answered`` sums up both sides, ``answers``
    are the answers in words, which stand wherever the finding's title does.
    ``indirect`` is true where the two do not deal with each other in it but both are spoken of.
    """

    finding: Finding
    said_for: tuple[str, ...]
    said_against: tuple[str, ...]
    acknowledgement: tuple[Acknowledgement, Acknowledgement]
    answered: Answered
    visibility: tuple[Visibility, ...]
    known: Dating | None = None
    indirect: bool = False
    answers: tuple[str, ...] = ()


class Sentence(Value, frozen=True):
    """A sentence the program writes, and the findings or claims it rests on."""

    text: str
    findings: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()


class Gap(Value, frozen=True):
    """How far a domain's scales would go if what has no traced origin were believed too.

    ``spoken`` are the claims in the domain that name both parties, ``one_sided`` those that name one of them in a
    passage that speaks of the other. Only where both are empty does nothing here speak of the domain.
    """

    domain: Domain
    cooperation: Cooperation
    conflict: Conflictual
    spoken: tuple[str, ...] = ()
    one_sided: tuple[str, ...] = ()


class Tie(Value, frozen=True):
    """A line of the network: two ends (codes or names), the domains, and the claims it is drawn from."""

    ends: tuple[str, str]
    names: tuple[str, str]
    kind: Literal["direct", "channel", "inferred"]
    domains: tuple[Domain, ...]
    direction: str
    claims: tuple[str, ...]
    findings: tuple[str, ...]
    when: When = When()


class Leaning(Value, frozen=True):
    """A claim on what draws the two together or keeps them apart, and the words it was known by."""

    claim: str
    cue: str


class Support(Value, frozen=True):
    """An origin on which a document's claims rest; ``shared`` names other documents here that rest on it too."""

    name: str | None
    claims: tuple[str, ...]
    document: str | None = None
    shared: tuple[str, ...] = ()


class Source(Value, frozen=True):
    """A document as a source: what is known of it, what its author has at stake, what it rests on.

    ``links`` are what it is to documents of the ledger that share its words; ``translation_of`` is the name or title of
    what it is a translation of, by ``translator``. ``cites`` are the sources that its notes give for the claims here.
    """

    document: str
    name: str
    title: str | None
    author: str | None
    publisher: str | None
    date: Dating | None
    released: Dating | None
    url: str | None
    language: str | None
    authenticity: str | None
    interest: tuple[str, ...]
    rests_on: tuple[Support, ...]
    rested_on_by: tuple[str, ...]
    claims: int
    warnings: tuple[str, ...] = ()
    license: str | None = None
    links: tuple[Linked, ...] = ()
    translation_of: str | None = None
    translator: str | None = None
    cites: tuple[CitedSource, ...] = ()

    @property
    def translated(self) -> str | None:
        """That its text is a translation, of what and by whom; None where nothing says so."""
        if not self.translation_of and not self.translator:
            return None
        of = f" of {self.translation_of}" if self.translation_of else ""
        return f"a translation{of}, {f'by {self.translator}' if self.translator else 'translator not named'}"


class Notice(Value, frozen=True):
    """What was done to a dossier so that it can be handed on; ``said`` are the sentences that every form of it prints.

    ``held`` counts claims held back (accusations that nobody signed off), ``shortened`` claims whose words are cut or
    not shown, ``silenced`` sentences of the program left out.
    """

    held: int
    shortened: int
    silenced: int
    said: tuple[str, ...]


class Basis(Value, frozen=True):
    """What the dossier rests on: counts of documents, claims and origins, and what the two dates left out."""

    documents: int
    claims: int
    findings: int
    traced: int
    untraced: int
    left_out: tuple[str, ...] = ()


class Dossier(Value, frozen=True):
    """All that is to be handed on about two parties; every list is in a fixed order, with no clock time in it.

    ``lines`` hold each claim once; everything else names claims by id. ``one_sided`` are claims that name only one of
    the two in a passage that speaks of the other. ``names`` are display names by code; ``accuracy`` the reader's
    measured accuracy by field (0 to 1), None where it was not given, and ``accuracy_note`` what it was measured on.
    ``published`` is None where the dossier is for those who work on it.
    """

    parties: tuple[Party, Party]
    on: str | None
    as_known: str | None
    basis: Basis
    brief: tuple[Sentence, ...]
    standing: Standing
    gaps: tuple[Gap, ...]
    matters: tuple[Matter, ...]
    channels: tuple[Channel, ...]
    ties: tuple[Tie, ...]
    together: tuple[Leaning, ...]
    apart: tuple[Leaning, ...]
    one_sided: tuple[str, ...]
    sources: tuple[Source, ...]
    lines: tuple[Line, ...]
    names: dict[str, str]
    accuracy: dict[str, float] | None = None
    accuracy_note: str | None = None
    published: Notice | None = None
