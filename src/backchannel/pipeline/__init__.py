"""The pipeline: runs the rooms over many documents, one transaction a document, and fuses what they say.

Importing it loads no language model; reading does, and only where a document is new.
"""

from backchannel.pipeline.attempts import attempt
from backchannel.pipeline.fusing import refresh
from backchannel.pipeline.limits import MINUTES
from backchannel.pipeline.readers import DEFAULT_READER, open_reader, reader_names
from backchannel.pipeline.reading import Event, Plan, Report, Skip, plan, read, retry

__all__ = [
    "DEFAULT_READER",
    "MINUTES",
    "Event",
    "Plan",
    "Report",
    "Skip",
    "attempt",
    "open_reader",
    "plan",
    "read",
    "reader_names",
    "refresh",
    "retry",
]
