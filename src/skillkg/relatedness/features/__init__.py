"""Features of pairs of concepts: by text, by words, by co-occurrence, by structure."""
