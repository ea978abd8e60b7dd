"""Skills that a passage describes, whether it names them or not."""
