"""Job ads and resumes: from a file to text with its sections, titles, positions and dates."""
