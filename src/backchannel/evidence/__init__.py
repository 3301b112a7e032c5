"""Evidence: claims about one matter brought together, their origins counted, their conflicts named."""

from backchannel.evidence.copies import Comparer, copy_groups, links
from backchannel.evidence.findings import findings
from backchannel.evidence.frames import FEWEST_FRAMED, framed, loose
from backchannel.evidence.known import known_words
from backchannel.evidence.lineage import carry_lineage
from backchannel.evidence.origins import Source, trace
from backchannel.evidence.sketches import MEETING, METHOD, sketch
from backchannel.evidence.wording import Wording

__all__ = [
    "FEWEST_FRAMED",
    "MEETING",
    "METHOD",
    "Comparer",
    "Source",
    "Wording",
    "carry_lineage",
    "copy_groups",
    "findings",
    "framed",
    "known_words",
    "links",
    "loose",
    "sketch",
    "trace",
]
