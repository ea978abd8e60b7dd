"""A match for a reader: on a terminal, and as a page."""
