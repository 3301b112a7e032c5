"""What a text says of itself: dates, people, places, citations, and the metadata made of them."""
