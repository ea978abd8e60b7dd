"""Readers, one for each format: a file's bytes to its text and what its format says about it."""
