"""Agreement: blind coding sheets out, filled ones in, and how far those who coded agree."""

from __future__ import annotations

from backchannel.agreement.assignment import Span
from backchannel.agreement.comparing import CONFUSABLE, Comparison, Resampling, comparisons
from backchannel.agreement.drawing import Plan, draw
from backchannel.agreement.fields import of_claim
from backchannel.agreement.filled import Answer, Coding, Fault, FaultySheet, Filled, read_sheets
from backchannel.agreement.passages import Frame, Passage, Sample, Strata, within
from backchannel.agreement.sheets import Answered, Answers
from backchannel.agreement.writing import WRITERS

__all__ = [
    "CONFUSABLE",
    "WRITERS",
    "Answer",
    "Answered",
    "Answers",
    "Coding",
    "Comparison",
    "Fault",
    "FaultySheet",
    "Filled",
    "Frame",
    "Passage",
    "Plan",
    "Resampling",
    "Sample",
    "Span",
    "Strata",
    "comparisons",
    "draw",
    "of_claim",
    "read_sheets",
    "within",
]
