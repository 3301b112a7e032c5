"""The acts of the vocabulary know every mode of PLOVER."""

from __future__ import annotations

from collections import defaultdict

from backchannel.vocabulary.cues import cues

MODES = {
    "CONSULT": "visit third-party multilateral phone",
    "RETREAT": "withdraw release disarm ceasefire access resign",
    "REQUEST": "assist change yield meet",
    "ACCUSE": "disapprove investigate allege",
    "REJECT": "assist change yield meet",
    "THREATEN": "restrict arrest relations expel territory violence",
    "PROTEST": "demo riot strike hunger boycott obstruct vandalize",
    "SANCTION": "convict expel withdraw discontinue",
    "MOBILIZE": "troops weapons police militia",
    "COERCE": "seize restrict censor curfew martial-law arrest deport withhold misinformation cyber",
    "ASSAULT": "abduct beat torture sexual targeted destroy primitive firearms explosives suicide-attack aerial drone "
    "heavy-weapons crowd-control unconventional",
}
"""PLOVER manual, draft 0.8, tables of modes; AGREE, SUPPORT, CONCEDE, COOPERATE and AID have none."""


def test_every_mode_has_a_word_for_it_and_no_other_stands() -> None:
    """Each mode is said by an entry of its type, and entries name no mode that PLOVER lacks."""
    found = defaultdict(set)
    for cue in cues("acts"):
        if cue.mode:
            found[cue.value].add(cue.mode)
    assert {act: sorted(modes) for act, modes in found.items()} == {act: sorted(m.split()) for act, m in MODES.items()}
