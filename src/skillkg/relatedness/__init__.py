"""Learned relatedness: encoders of text, their training, and calibrated edges."""
