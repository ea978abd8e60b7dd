"""Matches told: as a record (JSON), on a terminal, and as a page to read, print and check."""
