"""Text as words, sentences and passages: for labels and documents alike."""
