"""Parties through time: who existed when, under which names and codes, and every word that can stand for them."""

from backchannel.states.forms import forms
from backchannel.states.gazetteer import Gazetteer, Mention
from backchannel.states.parties import NamingProfile, display_name, party, predecessors, successors, suggest
from backchannel.states.tables import parties
from backchannel.states.user_actors import load_user_actors
from backchannel.states.values import Form, FormKind, Party, PartyKind, Spell, Succession

__all__ = [
    "Form",
    "FormKind",
    "Gazetteer",
    "Mention",
    "NamingProfile",
    "Party",
    "PartyKind",
    "Spell",
    "Succession",
    "display_name",
    "forms",
    "load_user_actors",
    "parties",
    "party",
    "predecessors",
    "successors",
    "suggest",
]
