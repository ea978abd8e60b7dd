"""Matches written down: as a record (JSON), on a terminal, as a page to read, print and check."""
