"""Evidence: claims about one matter brought together, their origins counted, their conflicts named."""

from backchannel.evidence.copies import copy_groups
from backchannel.evidence.findings import findings
from backchannel.evidence.lineage import carry_lineage
from backchannel.evidence.origins import Source, trace

__all__ = ["Source", "carry_lineage", "copy_groups", "findings", "trace"]
