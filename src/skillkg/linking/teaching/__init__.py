"""Labelled sentences as examples, and classifiers fitted on them."""
