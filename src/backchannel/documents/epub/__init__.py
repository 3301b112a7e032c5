"""E-books: their packages, their reading order, what of a book is text (EPUB 3.3; also EPUB 2.0.1)."""
