"""Who is meant in a text, and whom they act for."""

from backchannel.actors.discourse import Discourse
from backchannel.actors.mentions import Mention, MentionFinder

__all__ = ["Discourse", "Mention", "MentionFinder"]
