"""Printed pages to running text: characters to words, words to lines in order, lines to paragraphs and notes."""
