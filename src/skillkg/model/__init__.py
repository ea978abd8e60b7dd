"""The values that skillkg passes around: frozen, comparable, free of any store."""
