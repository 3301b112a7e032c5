"""Accusations against named persons who may be living are held back until a person signs them off."""

from __future__ import annotations

import datetime as dt
import html as markup
import re
from typing import Any

import msgspec
import pytest

from backchannel.dossier import Dossier, build, hold_back, publish, to_json
from backchannel.dossier.accusations import accuses, accusing_words, act_rules
from backchannel.dossier.persons import named
from backchannel.model import Actor, Claim, When
from backchannel.vocabulary import load_toml

from .published import FORMS, VILLAIN, claim_named, event, finding_of, published, world
from .sample import PARTIES, claim

# accusations


def test_an_accusation_is_held_back_and_counted_not_named(words: str) -> None:
    """The claim, its finding, the sentence beside another claim, the author's note and the denial that repeats it."""
    for word in ("bribe", "Barrowmere", "Ludovic", "indicted", "defrauded"):
        assert word not in words, word
    held = published().published
    assert held and held.held == 3  # two of the sample, one of the gazette
    assert "3 claims that accuse named persons who may be living were held back" in words


def test_a_title_that_accuses_is_held_back_too() -> None:
    """A headline, a name of a linked document, whatever a source is called by; the claims in it stand."""
    documents, claims, findings = world()
    documents[-1] = msgspec.structs.replace(
        documents[-1], metadata=msgspec.structs.replace(documents[-1].metadata, title=f"{VILLAIN} indicted for fraud")
    )
    held = hold_back(documents, claims, findings, {})
    made = publish(build(PARTIES, documents, held.claims, held.findings), documents, held, 0)
    for render in FORMS.values():
        text = render(made)
        assert "Barrowmere" not in text and "(held back)" in text
    assert any(x.claim.quote.startswith("The ministers") for x in made.lines)


def test_standing_and_counts_do_not_rest_on_what_is_held_back(handed_on: Dossier) -> None:
    """No id of a held claim or finding is left anywhere."""
    documents, claims, findings = world()
    held = hold_back(documents, claims, findings, {})
    text = to_json(handed_on)
    assert held.taken and not [c for c in held.taken if c.id in text]
    gone = {f.id for f in findings} - {f.id for f in held.findings}
    assert gone and not [i for i in gone if i in text]


def test_what_a_person_signs_off_stands_and_what_he_holds_back_does_not() -> None:
    """Both go before what the program makes of it."""
    bribe, met = claim_named("The American envoy"), claim_named("The ministers")
    made = published({bribe.id: True, met.id: False})
    for render in FORMS.values():
        text = markup.unescape(render(made))
        assert f"envoy {VILLAIN} took bribes" in text and "The ministers of America" not in text
    assert made.published and made.published.held == 3


def test_claims_that_share_the_words_go_too() -> None:
    """A longer or shorter claim on the same words would say the same; one that was signed off stays."""
    documents, claims, findings = world()
    source = documents[-1]
    wide = claim(
        source,
        event(f"The American envoy {VILLAIN} took bribes from a firm of China in 1985", "source USA America", "AID"),
    )
    claims[wide.id] = wide
    assert wide.id in {c.id for c in hold_back(documents, claims, findings, {}).taken}
    assert wide.id not in {c.id for c in hold_back(documents, claims, findings, {wide.id: True}).taken}


def test_a_finding_keeps_its_other_claims() -> None:
    """Of a finding led by another claim only the held one is taken out, with its share of origins and conflicts."""
    documents, claims, _ = world()
    met, bribe = claim_named("The ministers"), claim_named("The American envoy")
    both = finding_of("Both", met, bribe)
    (left,) = (f for f in hold_back(documents, claims, [both], {}).findings)
    assert left.claims == (met.id,)
    assert not hold_back(documents, claims, [finding_of("Both", bribe, met)], {}).findings


def person(quote: str, *actors: Actor, **fields: Any) -> Claim:
    """A claim about actors."""
    return Claim(
        id="1", document="d", doc="d", start=0, end=len(quote), quote=quote, kind="event", actors=actors, **fields
    )


ORT = Actor(name="Marshal Ort", role="source", country="ZMB", type="person")


@pytest.mark.parametrize(
    ("made", "held"),
    [
        (person("Marshal Ort took a bribe", ORT), True),
        (person("Marshal Ort did not take a bribe", ORT, polarity="negative"), True),
        (person("Zambia took a bribe", Actor(name="Zambia", role="source", country="ZMB")), False),
        (person("the marshal took a bribe", Actor(name="the marshal", role="source", type="person")), False),
        (person("Zambian officials took bribes", Actor(name="Zambian officials", role="source", type="person")), False),
        (person("Ivo Ort took bribes", Actor(name="Ivo Ort", role="source", type="other")), True),
        (person("Marshal Ort called the state corrupt", msgspec.structs.replace(ORT, role="speaker")), False),
        (person("Ort shelled the town", ORT, plover="ASSAULT"), True),
        (person("Ort never shelled the town", ORT, plover="ASSAULT", polarity="negative"), False),
        (person("Ort might shell the town", ORT, plover="ASSAULT", certainty="counterfactual_or_future"), False),
        (person("Ort opened the fair", ORT, plover="SUPPORT"), False),
        (person("Ort secretly sold rifles", ORT, plover="AID", domain="arms", covert=True), True),
        (person("Ort secretly met the envoy", ORT, plover="CONSULT", covert=True), False),
        (person("Ort met him in secret, some say", ORT, plover="CONSULT", covert=True, certainty="alleged"), True),
        (person("Ort murdered him in 1880", ORT, date=When(start="1880")), False),
        (person("Ort murdered him", ORT), True),
    ],
)  # fmt: skip
def test_what_is_an_accusation(made: Claim, held: bool) -> None:
    """By words, act, field, secrecy, role and time, of a person with a name who is not known to be dead."""
    assert accuses(made, today=dt.date(2020, 1, 1)) is held


def test_a_person_known_from_other_claims_is_known_in_words_alone() -> None:
    """Where the reader placed him nowhere in this claim."""
    made = person("the firm paid Ort a bribe", Actor(name="the firm", role="source", type="other"))
    assert not accuses(made)
    assert accuses(made, frozenset(["Ort"]))


def test_names_of_states_and_offices_are_no_names_of_persons() -> None:
    """A title, a demonym or an agency is nobody's own name."""
    for name in ("Jordanian ministers", "the King", "President", "Israeli Prime Minister"):
        assert named(Actor(name=name, role="source", type="person")) == ()
    assert named(Actor(name="King Hussein", role="source", type="person")) == ("Hussein",)


def test_every_entry_of_the_vocabulary_holds_in_its_own_example() -> None:
    """Each pattern finds its example; each rule on acts applies to a claim made after it, in each of its roles."""
    for row in load_toml("accusations")["word"]:
        assert re.search(row["pattern"], row["example"], re.IGNORECASE), row["example"]
        assert accusing_words().search(row["example"])
    for rule in act_rules():
        for role in rule.roles:
            made = person(
                rule.example, msgspec.structs.replace(ORT, role=role), plover=(rule.acts or (None,))[0],
                domain=(rule.domains or ("other",))[0], covert=rule.covert,
                certainty="alleged" if rule.hedged else "certain",
            )  # fmt: skip
            assert accuses(made), rule.example
