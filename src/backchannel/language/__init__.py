"""Document → parsed paragraphs, time expressions, quantities.

Importing this room does not import spaCy; :func:`load` does.
"""

from backchannel.language.analysis import Analysis, Paragraph, analyse, analyse_many, iterate
from backchannel.language.model import load

__all__ = ["Analysis", "Paragraph", "analyse", "analyse_many", "iterate", "load"]
