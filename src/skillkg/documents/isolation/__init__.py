"""Untrusted files are parsed in another process, with limits in time and memory."""
