"""From what two documents name to a score that is the sum of its explained parts."""
