"""What each stretch of a text is: units, sections, notes and their marks."""
