"""What pages of the web and the chapters of e-books share: notes that are tied to their marks by links, elements."""
