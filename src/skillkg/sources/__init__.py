"""A release on disk, read as a stream of statements."""
