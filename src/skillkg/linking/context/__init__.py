"""What the words around a mention say of it."""
