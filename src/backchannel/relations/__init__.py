"""Relations: where two parties stand, through whom they deal, what draws them together and what keeps them apart."""

from backchannel.relations.acknowledgement import acknowledged, party_of, speaks_for, visible
from backchannel.relations.beside import spoken
from backchannel.relations.channels import channels
from backchannel.relations.parts import Direction, dealing
from backchannel.relations.pulls import Pull, Pulls, pulls
from backchannel.relations.standing import Reach, reach, standing
from backchannel.relations.timeframe import Known, narrow

__all__ = [
    "Direction",
    "Known",
    "Pull",
    "Pulls",
    "Reach",
    "acknowledged",
    "channels",
    "dealing",
    "narrow",
    "party_of",
    "pulls",
    "reach",
    "speaks_for",
    "spoken",
    "standing",
    "visible",
]
