"""Documents of office programs: Word (ISO/IEC 29500) and OpenDocument (ISO/IEC 26300).

Their XML is walked directly, by the same parser and within the same limits as all other XML: libraries for these
formats unpack and parse whatever a file holds before a limit can be set.
"""
