"""Files that hold files: each is a module with ``parts``, which passes one part at a time through memory."""
