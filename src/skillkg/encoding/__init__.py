"""Encoders of text: static and transformer models, their folders, and their vectors."""
