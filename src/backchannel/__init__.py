"""backchannel reads what is written about how states deal with each other, and on whose word it stands."""

__version__ = "0.1.0"
