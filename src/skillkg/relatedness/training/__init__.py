"""Training encoders from what a graph says belongs together."""
