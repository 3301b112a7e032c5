"""Bytes at random: no reader of a format may crash or hang, whatever it is given."""
